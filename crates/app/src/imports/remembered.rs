//! 沿用上次: a file with the headers of an earlier one goes where that one went, with all that was decided about its words,
//! as far as it has them.
//! Only imports that the person may see are remembered, and of their decisions only those that still hold for them.

use std::collections::HashSet;

use engines::forms::fold::fold_label;
use engines::imports::clean_header;
use model::document::missing_field;
use model::{Access, Field, FieldId, FieldRef, Form, FormId, ImportId, RecordId, UserId};
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};
use store::{Error, imports, records};

use super::document::{Column, Import, LinkTo, PersonTo, Reason, Remembered, State, Target, To};
use super::{kept, links, present, returning, words};
use crate::access::is_visible;
use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::who::Who;

/// Imports among which one with the same headers is sought.
const SOUGHT: u32 = 200;
/// Of those with the same headers, how many are looked at for the form.
const LOOKED_AT: usize = 20;

/// A header as it is compared.
fn normal(header: &str) -> String {
    fold_label(&clean_header(header))
}

/// The headers of a file as one word: the same whatever their order, width or case. Columns that we added do not count.
pub(super) fn headers(import: &Import) -> String {
    let own = import.columns.iter().filter(|c| !words::is_added(&c.header));
    let mut all: Vec<String> = own.map(|c| normal(&c.header)).collect();
    all.sort_unstable();
    let digest = Sha256::digest(all.join("\u{1}").as_bytes());
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// The form that a file with these headers went to the last time, if this person may import into it.
///
/// # Errors
/// When the database does not answer.
pub(super) fn last_target(
    platform: &Platform,
    (catalog, who): (&Catalog, &Who),
    import: &Import,
) -> Result<Option<FormId>, Error> {
    let may = |form: &FormId| {
        let form = catalog.forms.get(form).filter(|f| !f.archived);
        form.is_some_and(|f| catalog.open_form(who, &f.code).is_ok_and(|(_, access)| access.import))
    };
    let fits = |target: &Target| match target {
        Target::Form(form) => may(form),
        Target::New(_) => false,
    };
    // What was taken back may have gone to the wrong place: it counts for less.
    let mut past = None;
    for state in [State::Done, State::Undone] {
        past = match past {
            None => alike(platform, (catalog, who), (import, &[state]), fits)?,
            known => known,
        };
    }
    Ok(past.and_then(|past| match past.target {
        Target::Form(form) => Some(form),
        Target::New(_) => None,
    }))
}

/// The form into which this person imported last.
///
/// # Errors
/// When the database does not answer.
pub(super) fn newest_target(platform: &Platform, who: &Who) -> Result<Option<FormId>, Error> {
    let Some(by) = who.id() else { return Ok(None) };
    let stored = platform.store().read(|read| {
        let newest = imports::list_files(read, (Some(by), State::Done.word()), 1)?;
        newest.first().map_or(Ok(None), |(id, _)| imports::find(read, *id))
    })?;
    let past = stored.map(|stored| kept::document(&stored)).transpose()?;
    Ok(past.and_then(|past| match past.target {
        Target::Form(form) => Some(form),
        Target::New(_) => None,
    }))
}

/// Takes over what was decided the last time for the same headers and form.
///
/// # Errors
/// When the database does not answer.
pub(super) fn recall(
    platform: &Platform,
    (catalog, who): (&Catalog, &Who),
    import: &mut Import,
) -> Result<(), Error> {
    import.remembered = None;
    let Target::Form(id) = import.target else { return Ok(()) };
    let Ok((form, access)) = catalog.effective(id).and_then(|f| catalog.open_form(who, &f.code))
    else {
        return Ok(());
    };
    let same = |target: &Target| *target == Target::Form(id);
    let states = [State::Done, State::Undone];
    let past = alike(platform, (catalog, who), (import, &states), same)?;
    let Some(past) = past else { return Ok(()) };
    let is_undone = past.state == State::Undone;
    let gone = if is_undone {
        returning::let_go(platform, (catalog, who), form)?.fields
    } else {
        Vec::new()
    };
    let scene = Scene { platform, catalog, who, form, access, is_undone, gone };
    for column in &mut import.columns {
        let header = normal(&column.header);
        if let Some(before) = past.columns.iter().find(|c| normal(&c.header) == header) {
            scene.take_over(column, before)?;
        }
    }
    present::keep(platform, import)?;
    only_once(&mut import.columns);
    let is_live = |code: &&String| form.live_fields().any(|f| f.code == **code);
    import.key = past.key.iter().filter(is_live).cloned().collect();
    import.mode = past.mode;
    import.unowned = past.unowned;
    import.compared = past.compared;
    // In a form that was made for it nothing could be there already: that was no decision.
    if past.turns.form.is_none() {
        import.duplicates = past.duplicates;
    }
    import.remembered = Some(Remembered { import: past.id, by: past.by, at: past.at });
    Ok(())
}

/// The newest import in one of these states with the same headers that the person may see and whose target fits.
fn alike(
    platform: &Platform,
    (catalog, who): (&Catalog, &Who),
    (import, states): (&Import, &[State]),
    fits: impl Fn(&Target) -> bool,
) -> Result<Option<Import>, Error> {
    let by: Option<UserId> = if catalog.may_administer(who) { None } else { who.id() };
    if by.is_none() && !catalog.may_administer(who) {
        return Ok(None);
    }
    let (wanted, own) = (Json::from(headers(import)), import.id);
    platform.store().read(|read| {
        let mut all = Vec::new();
        for state in states {
            all.extend(imports::list_files(read, (by, state.word()), SOUGHT)?);
        }
        // Ids grow with time.
        all.sort_by_key(|(id, _)| std::cmp::Reverse(*id));
        let same =
            all.into_iter().filter(|(id, file)| *id != own && file.get("headers") == Some(&wanted));
        for id in same.map(|(id, _)| id).take(LOOKED_AT).collect::<Vec<ImportId>>() {
            let Some(stored) = imports::find(read, id)? else { continue };
            let past = kept::document(&stored)?;
            // What an erasure took the words from would say less than a fresh look.
            if !past.file.erased && fits(&past.target) {
                return Ok(Some(past));
            }
        }
        Ok(None)
    })
}

struct Scene<'a> {
    platform: &'a Platform,
    catalog: &'a Catalog,
    who: &'a Who,
    form: &'a Form,
    access: Access,
    /// It was taken back since, and what it made with it.
    is_undone: bool,
    /// Fields that undos let go.
    gone: Vec<FieldId>,
}

impl Scene<'_> {
    fn take_over(&self, column: &mut Column, before: &Column) -> Result<(), Error> {
        match &before.to {
            // It went with the undo of that import, and comes back with this one.
            Some(To::Field(code)) if self.let_go(code).is_some() => {
                let field = self.let_go(code).cloned().map(|field| Field {
                    id: missing_field(),
                    archived: false,
                    ..field
                });
                column.to = field.map(Box::new).map(To::NewField);
            }
            // The field is gone by now, or the person may not fill it: what is proposed stays.
            Some(To::Field(code)) if !self.may_fill(code) => return Ok(()),
            Some(To::NewField(_)) => return Ok(()),
            to => column.to.clone_from(to),
        }
        column.reason = Reason { code: "as_last_time".to_owned(), params: Map::new() };
        column.empty_words.clone_from(&before.empty_words);
        (column.day_first, column.trim) = (before.day_first, before.trim);
        (column.untidy, column.range) = (before.untidy, before.range);
        column.in_unit = before.in_unit;
        column.link_by.clone_from(&before.link_by);
        self.take_words(column, before);
        column.links = self.links(column, before)?;
        Ok(())
    }

    fn let_go(&self, code: &str) -> Option<&Field> {
        let field = self.form.field(code).filter(|f| f.archived);
        field.filter(|f| self.gone.contains(&f.id))
    }

    fn may_fill(&self, code: &str) -> bool {
        let field = self.form.live_fields().find(|f| f.code == code);
        let may = |id| self.access.sees(id) && !self.access.read_only.contains(&id);
        field.is_some_and(|f| may(f.id))
    }

    fn field(&self, column: &Column) -> Option<&model::Field> {
        match &column.to {
            Some(To::Field(code)) => self.form.field(code),
            Some(To::NewField(field)) => self.form.field(&field.code),
            _ => None,
        }
    }

    /// Words that mean options and people which are still there.
    fn take_words(&self, column: &mut Column, before: &Column) {
        let options = self.field(column).map(|f| f.kind.options()).unwrap_or_default();
        let is_there = |code: &str| code.is_empty() || options.iter().any(|o| o.code == code);
        let values = before.values.iter().filter(|(_, to)| is_there(to));
        column.values = values.map(|(from, to)| (from.clone(), to.clone())).collect();
        let known = |to: &PersonTo| match to {
            PersonTo::Person(id) => self.catalog.people.contains_key(id),
            PersonTo::Create | PersonTo::CreateLeft => false,
            PersonTo::Text | PersonTo::Empty => true,
        };
        let people = before.people.iter().filter(|(_, to)| known(to));
        column.people = people.map(|(from, to)| (from.clone(), to.clone())).collect();
    }

    /// Words that mean records in sight. Those that records were made of are found by their titles now, unless these were
    /// taken back.
    fn links(
        &self,
        column: &Column,
        before: &Column,
    ) -> Result<std::collections::BTreeMap<String, LinkTo>, Error> {
        let named = |to: &LinkTo| match to {
            LinkTo::Record(id) => Some(*id),
            LinkTo::Create | LinkTo::Empty => None,
        };
        let ids: Vec<RecordId> = before.links.values().filter_map(named).collect();
        let seen = self.in_sight(column, &ids)?;
        let holds = |to: &LinkTo| match to {
            LinkTo::Record(id) => seen.contains(id),
            LinkTo::Create => self.is_undone,
            LinkTo::Empty => true,
        };
        let kept = before.links.iter().filter(|(_, to)| holds(to));
        Ok(kept.map(|(from, to)| (from.clone(), to.clone())).collect())
    }

    fn in_sight(&self, column: &Column, ids: &[RecordId]) -> Result<HashSet<RecordId>, Error> {
        let kind = self.field(column).map(|f| &f.kind);
        let Some(model::FieldKind::Link(link)) = kind.filter(|_| !ids.is_empty()) else {
            return Ok(HashSet::new());
        };
        let Ok((form, access)) = self.catalog.open_form(self.who, &link.form) else {
            return Ok(HashSet::new());
        };
        if links::matched_field(form, column.link_by.as_deref()).is_none() {
            return Ok(HashSet::new());
        }
        let table = self.catalog.table(form.id)?;
        let columns: Vec<FieldRef> = records::read_columns(table);
        let read = self.platform.store();
        let found = read.read(|read| records::find_many(read, table, ids, &columns))?;
        let seen = found.iter().filter(|r| r.deleted_at().is_none() && is_visible(&access, r));
        Ok(seen.map(|r| r.id).collect())
    }
}

/// What was taken over goes before what is proposed: no field is filled twice.
fn only_once(columns: &mut [Column]) {
    let mut taken: HashSet<String> = HashSet::new();
    for remembered in [true, false] {
        for column in &mut *columns {
            if (column.reason.code == "as_last_time") != remembered {
                continue;
            }
            let name = match &column.to {
                Some(To::Field(code)) => code.clone(),
                Some(To::NewField(field)) => field.code.clone(),
                Some(To::System(field)) => format!("@{}", field.code()),
                Some(To::Activities(_) | To::Note(_)) | None => continue,
            };
            if !taken.insert(name) {
                column.to = None;
            }
        }
    }
}
