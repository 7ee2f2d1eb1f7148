//! Saved views: everyone keeps their own; shared ones are for builders to change. A builder's change of a view that
//! the definition brings is kept beside it, under the same id, until it is taken back.

use model::change::Payload;
use model::view::{
    Calendar, ColourRule, Column, GroupField, Kanban, RowHeight, SortField, Tally, View, ViewKind,
};
use model::{Access, Change, ChangeKind, Code, Form, Label, Rejection, Rejections, ViewId};
use serde::Deserialize;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use store::idempotency::is_taken;
use store::{Committed, Error, Fault, FaultKind, views};

use crate::catalog::Catalog;
use crate::given::given;
use crate::platform::Platform;
use crate::who::Who;

/// Most views of one form that one person can save.
const MOST: usize = 100;

/// What to change of a view; what is left out stays, `null` takes away.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of a View")]
pub struct ViewPatch {
    /// Chosen by the client, so that a view that was deleted can come back as it was. Not for changing one.
    pub id: Option<ViewId>,
    pub name: Option<Label>,
    pub shared: Option<bool>,
    pub columns: Option<Vec<Column>>,
    #[serde(deserialize_with = "given")]
    pub filter: Option<Json>,
    pub sort: Option<Vec<SortField>>,
    pub position: Option<i32>,
    pub kind: Option<ViewKind>,
    pub group: Option<Vec<GroupField>>,
    pub aggregates: Option<BTreeMap<String, Tally>>,
    #[serde(deserialize_with = "given")]
    pub frozen: Option<Option<u8>>,
    #[serde(deserialize_with = "given")]
    pub row_height: Option<Option<RowHeight>>,
    pub colours: Option<Vec<ColourRule>>,
    pub locked: Option<bool>,
    pub default: Option<bool>,
    #[serde(deserialize_with = "given")]
    pub kanban: Option<Option<Kanban>>,
    #[serde(deserialize_with = "given")]
    pub calendar: Option<Option<Calendar>>,
}

impl ViewPatch {
    /// Whether it changes what a view shows, and leaves a locked one locked: the lock holds for who may open it, too.
    fn reshapes(&self) -> bool {
        let outside = Self {
            name: self.name.clone(),
            position: self.position,
            default: self.default,
            locked: self.locked,
            ..Self::default()
        };
        self.locked != Some(false) && *self != outside
    }

    fn apply(self, view: &mut View, who: &Who) {
        fn set<T>(place: &mut T, value: Option<T>) {
            if let Some(value) = value {
                *place = value;
            }
        }
        set(&mut view.name, self.name);
        set(&mut view.owner, self.shared.map(|shared| if shared { None } else { who.id() }));
        set(&mut view.columns, self.columns);
        set(&mut view.filter, self.filter);
        set(&mut view.sort, self.sort);
        set(&mut view.position, self.position);
        set(&mut view.kind, self.kind);
        set(&mut view.group, self.group);
        set(&mut view.aggregates, self.aggregates);
        set(&mut view.frozen, self.frozen);
        set(&mut view.row_height, self.row_height);
        set(&mut view.colours, self.colours);
        set(&mut view.locked, self.locked);
        set(&mut view.default, self.default);
        set(&mut view.kanban, self.kanban);
        set(&mut view.calendar, self.calendar);
    }
}

/// A view with what this person may do with it.
#[derive(Debug, Clone, PartialEq)]
pub struct SeenView {
    /// The view, without what is hidden from the person.
    pub view: View,
    /// They may change it.
    pub may_change: bool,
    /// They may delete it; what the definition brings stays.
    pub may_remove: bool,
    /// Brought by the definition and changed since: removing takes the change back.
    pub reset: bool,
}

/// The views that a person sees, and where they come from.
struct Shelf {
    views: Vec<View>,
    /// Ids of those that the definition brings.
    brought: Vec<ViewId>,
    /// Ids of those that are saved.
    saved: Vec<ViewId>,
}

impl Platform {
    /// The views of a form that the person sees, in the order of their tabs.
    ///
    /// # Errors
    /// `UnknownForm`.
    pub fn list_views(&self, who: &Who, form: &str) -> Result<Vec<SeenView>, Error> {
        let catalog = self.catalog()?;
        let (form, access) = catalog.open_form(who, form)?;
        let shelf = self.shelf(who, form, &access)?;
        let seen = shelf.views.into_iter().map(|view| {
            let (brought, saved) =
                (shelf.brought.contains(&view.id), shelf.saved.contains(&view.id));
            let may_change = may_change(&catalog, who, &view);
            SeenView {
                may_remove: may_change && !brought,
                reset: may_change && brought && saved,
                may_change,
                view,
            }
        });
        Ok(seen.collect())
    }

    /// A view by its id or code.
    ///
    /// # Errors
    /// `UnknownForm`, `NotFound`.
    pub fn find_view(&self, who: &Who, form: &str, name: &str) -> Result<View, Error> {
        let catalog = self.catalog()?;
        let (form, access) = catalog.open_form(who, form)?;
        let mut views = self.shelf(who, form, &access)?.views.into_iter();
        let found = views.find(|view| view.code == name || view.id.to_string() == name);
        found.ok_or_else(|| Rejection::new(Code::NotFound).into())
    }

    /// Saves a new view.
    ///
    /// # Errors
    /// `Forbidden` for a shared view by someone who may not build; `IdTaken`; all that is wrong with it, located.
    pub fn create_view(&self, who: &Who, form: &str, patch: ViewPatch) -> Result<SeenView, Error> {
        let made = |view| SeenView { view, may_change: true, may_remove: true, reset: false };
        self.once_as(who, made, || self.create_view_now(who, form, patch))
    }

    fn create_view_now(&self, who: &Who, form: &str, patch: ViewPatch) -> Result<SeenView, Error> {
        if self.list_views(who, form)?.len() >= MOST {
            return Err(Rejection::new(Code::TooMany).with("max", MOST).into());
        }
        let id = patch.id.unwrap_or_else(|| ViewId(self.ports().ids.next()));
        let view = View {
            id,
            code: format!("v_{}", &id.to_string()[4..]),
            owner: who.id(),
            made_by: who.id(),
            ..View::default()
        };
        self.save_view(who, form, (view, None), patch)
    }

    /// Changes a view.
    ///
    /// # Errors
    /// `NotFound` for those of others; `Forbidden` for shared ones by someone who may not build, and for locked ones, at `locked` by
    /// who may unlock them;
    /// as [`Platform::create_view`].
    pub fn change_view(
        &self,
        who: &Who,
        form: &str,
        name: &str,
        patch: ViewPatch,
    ) -> Result<SeenView, Error> {
        let before = self.find_view(who, form, name)?;
        if !may_change(&*self.catalog()?, who, &before) {
            return Err(Error::rejected(Code::Forbidden));
        }
        if before.locked && before.owner.is_none() && patch.reshapes() {
            return Err(Rejection::at(Code::Forbidden, "locked").into());
        }
        self.save_view(who, form, (before.clone(), Some(before)), patch)
    }

    /// Forgets a saved view. What the definition brings becomes as the definition has it.
    ///
    /// # Errors
    /// `NotFound`, also for a view of the definition that nobody changed; `Forbidden` as [`Platform::change_view`].
    pub fn remove_view(&self, who: &Who, form: &str, name: &str) -> Result<(), Error> {
        let before = self.find_view(who, form, name)?;
        let form = self.find_form(who, form)?.form;
        let saved = self.store().read(|read| views::list_views(read, form.id, who.id()))?;
        if saved.iter().all(|view| view.id != before.id) {
            return Err(Error::rejected(Code::NotFound));
        }
        if !may_change(&*self.catalog()?, who, &before) {
            return Err(Error::rejected(Code::Forbidden));
        }
        let (who, at) = (who.clone(), self.now());
        self.write(move |tx, catalog| {
            permit_change(catalog, (&who, &form), &before)?;
            views::remove_view(tx, before.id)?;
            Ok(tx.append(change(&who, &form, Some(&before), None)?, at)?)
        })?;
        Ok(())
    }

    fn shelf(&self, who: &Who, form: &Form, access: &Access) -> Result<Shelf, Error> {
        let saved = self.store().read(|read| views::list_views(read, form.id, who.id()))?;
        // Saved views are cut like those of the definition: a filter by a hidden field would tell.
        let mut whole = form.clone();
        let brought: Vec<ViewId> = whole.views.iter().map(|v| v.id).collect();
        let ids: Vec<ViewId> = saved.iter().map(|v| v.id).collect();
        whole.views.retain(|view| !ids.contains(&view.id));
        if saved.iter().any(|view| view.default && view.owner.is_none()) {
            whole.views.iter_mut().for_each(|view| view.default = false);
        }
        whole.views.extend(saved);
        let mut views = engines::access::form_for(&whole, access).views;
        let archived = |code: &str| form.field(code).is_some_and(|field| field.archived);
        views.iter_mut().for_each(|view| view.retain_fields(|code| !archived(code)));
        views.sort_by_key(|v| v.position);
        Ok(Shelf { views, brought, saved: ids })
    }

    fn save_view(
        &self,
        who: &Who,
        form: &str,
        (mut view, before): (View, Option<View>),
        patch: ViewPatch,
    ) -> Result<SeenView, Error> {
        let catalog = self.catalog()?;
        let (form, access) = catalog.open_form(who, form)?;
        let brought = form.views.iter().any(|v| v.id == view.id);
        patch.apply(&mut view, who);
        if (view.owner.is_none() && !catalog.may_build(who)) || (brought && view.owner.is_some()) {
            return Err(Rejection::at(Code::Forbidden, "shared").into());
        }
        check(&catalog, (who, form, &access), &view)?;
        let at = self.now();
        (view.changed_by, view.changed_at) = (who.id(), Some(at));
        let (by, form, saved, new) = (who.clone(), form.clone(), view, before.is_none());
        let written = self.write_once(who, move |tx, catalog| {
            for view in before.iter().chain([&saved]) {
                permit_change(catalog, (&by, &form), view)?;
            }
            if new
                && (views::is_taken(tx, saved.id)? || form.views.iter().any(|v| v.id == saved.id))
            {
                return Err(Rejection::at(Code::IdTaken, "id").into());
            }
            let others = views::list_views(tx, form.id, by.id())?;
            for mut other in others.into_iter().filter(|other| saved.default && other.default) {
                if other.id != saved.id && other.owner == saved.owner {
                    let was = other.clone();
                    other.default = false;
                    views::save_view(tx, form.id, &other)?;
                    tx.append(change(&by, &form, Some(&was), Some(&other))?, at)?;
                }
            }
            views::save_view(tx, form.id, &saved)?;
            tx.append(change(&by, &form, before.as_ref(), Some(&saved))?, at)?;
            Ok(saved.clone())
        });
        match written {
            Err(Error::Fault(fault)) if is_taken(&fault) => Err(fault.into()),
            Err(Error::Fault(fault)) if matches!(fault.kind, FaultKind::Unique(_)) => {
                Err(Rejection::at(Code::DuplicateCode, "code").into())
            }
            Err(error) => Err(error),
            Ok(Committed { value: view, .. }) => {
                Ok(SeenView { view, may_change: true, may_remove: !brought, reset: brought })
            }
        }
    }
}

/// Asked again where it is written: roles and grants may have changed meanwhile.
fn permit_change(
    catalog: &Catalog,
    (who, form): (&Who, &Form),
    view: &View,
) -> Result<(), Rejection> {
    super::open(catalog, who, form)?;
    if may_change(catalog, who, view) { Ok(()) } else { Err(Rejection::new(Code::Forbidden)) }
}

/// One's own always; shared ones as a builder, and locked ones as who made them or an administrator.
fn may_change(catalog: &Catalog, who: &Who, view: &View) -> bool {
    let made = who.id().is_some() && view.made_by == who.id();
    match view.owner {
        Some(owner) => who.id() == Some(owner),
        None => catalog.may_build(who) && (!view.locked || made || catalog.may_administer(who)),
    }
}

fn check(
    catalog: &Catalog,
    (who, form, access): (&Who, &Form, &Access),
    view: &View,
) -> Result<(), Error> {
    let seen = engines::access::form_for(form, access);
    let mut wrong = engines::definitions::check_view(&seen, view);
    if view.name.is_empty() {
        // One reason is enough for a name that is not there.
        wrong.retain(|r| r.field.as_deref() != Some("name"));
        wrong.insert(0, Rejection::at(Code::Required, "name"));
    }
    Rejections(wrong).or(())?;
    let names = catalog.names(who, form, access);
    let rules = view.colours.iter().enumerate();
    let filters = rules.map(|(n, rule)| (format!("colours.{n}.when"), &rule.when));
    for (place, filter) in filters.chain([("filter".to_owned(), &view.filter)]) {
        if !filter.is_null() {
            formula::filter::parse(filter, &names).map_err(|r| r.under(&place))?;
        }
    }
    Ok(())
}

fn change(
    who: &Who,
    form: &Form,
    before: Option<&View>,
    after: Option<&View>,
) -> Result<Change, Fault> {
    let json = |view: Option<&View>| {
        view.map_or(Ok(Json::Null), serde_json::to_value)
            .map_err(|e| Fault::new(format!("a saved view: {e}")))
    };
    let id = before.or(after).map(|v| v.id.to_string());
    Ok(Change {
        kind: ChangeKind::ViewChanged,
        form: Some(form.id),
        form_version: form.version,
        record: None,
        actor: who.actor(),
        origin: who.origin,
        batch: None,
        cause: None,
        prev: None,
        payload: Payload::Document {
            subject: id.unwrap_or_default(),
            before: json(before)?,
            after: json(after)?,
        },
    })
}
