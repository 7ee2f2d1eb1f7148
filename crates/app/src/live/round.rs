//! One reading of the log for live screens: changes of one record become one item, with where the record was before
//! each of them and where it is now.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    Access, Actor, ChangeKind, DepartmentId, FieldRef, FormId, JobId, RecordId, Seq, SystemField,
    UserId, Value,
};
use store::records::{Record, find_many};
use store::session::Read;
use store::{Error, Fault, log};

use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::reactors::{Happened, expand};

/// Entries read at once.
const READ: u32 = 200;
/// More records of one form than this become one item.
const NAMED: usize = 200;

/// What was read.
pub(super) struct Round {
    /// Up to here.
    pub(super) to: Seq,
    /// In the order of their seqs.
    pub(super) items: Vec<Item>,
}

/// Something that changed.
#[derive(Debug, Clone)]
pub(super) enum Item {
    Record(RecordItem),
    /// So many records that they are not named; `fields` as in [`RecordItem`].
    Form {
        form: FormId,
        fields: Option<BTreeSet<FieldRef>>,
        seq: Seq,
    },
    Job {
        id: JobId,
        by: Option<UserId>,
        seq: Seq,
    },
    /// `departments`: where they lie, and with that perhaps what people see, changed too.
    Catalog {
        departments: bool,
        seq: Seq,
    },
    /// Tasks of these people, now or before.
    Tasks {
        people: BTreeSet<UserId>,
        seq: Seq,
    },
}

/// All changes of one record in a round.
#[derive(Debug, Clone)]
pub(super) struct RecordItem {
    pub(super) form: FormId,
    pub(super) record: RecordId,
    /// The last one's.
    pub(super) seq: Seq,
    /// Where it was before each change. A screen may have fetched it in between, so all of them count.
    pub(super) earlier: Vec<Place>,
    /// As it is now; none when there is no record any more.
    pub(super) after: Option<Place>,
    /// What changed; none = more than fields.
    fields: Option<BTreeSet<FieldRef>>,
}

/// What decides who sees a record.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Place {
    pub(super) owner: Option<UserId>,
    pub(super) department: Option<DepartmentId>,
    /// In the recycle bin it lies in no pool.
    pub(super) binned: bool,
}

impl Place {
    /// Of a record that is there no more: it was erased out of the bin.
    fn erased() -> Self {
        Self { binned: true, ..Self::default() }
    }
}

impl RecordItem {
    /// A change of hidden fields only did not happen for those who may not see them.
    pub(super) fn shows_to(&self, access: &Access) -> bool {
        shows(self.fields.as_ref(), access)
    }
}

/// Whether any of these fields exists for who has this Access; none = more than fields.
pub(super) fn shows(fields: Option<&BTreeSet<FieldRef>>, access: &Access) -> bool {
    fields.is_none_or(|fields| {
        fields.iter().any(|field| match field {
            FieldRef::Field(id) => access.sees(*id),
            FieldRef::System(_) => true,
        })
    })
}

impl Item {
    fn seq(&self) -> Seq {
        match self {
            Self::Record(item) => item.seq,
            Self::Form { seq, .. }
            | Self::Job { seq, .. }
            | Self::Tasks { seq, .. }
            | Self::Catalog { seq, .. } => *seq,
        }
    }
}

impl Round {
    /// Reads behind `from`; none at the end of the log. Log and rows are of one snapshot.
    pub(super) fn read(
        platform: &Platform,
        catalog: &Catalog,
        from: Seq,
    ) -> Result<Option<Self>, Error> {
        platform.store().snapshot(|read| {
            let changes = expand(log::after(read, from, READ)?, from, usize::MAX);
            let Some(to) = changes.last().map(|c| c.seq) else { return Ok(None) };
            Ok(Some(Self { to, items: items(read, catalog, &changes)? }))
        })
    }

    /// The items that are not beyond `seq`.
    pub(super) fn up_to(self, seq: Seq) -> Vec<Item> {
        self.items.into_iter().filter(|item| item.seq() <= seq).collect()
    }
}

fn items(read: &mut dyn Read, catalog: &Catalog, changes: &[Happened]) -> Result<Vec<Item>, Fault> {
    let mut found: Vec<Item> = changes.iter().filter_map(without_record).collect();
    let mut forms: BTreeMap<FormId, BTreeMap<RecordId, Vec<&Happened>>> = BTreeMap::new();
    for change in changes {
        if let Some((form, record)) = change.subject() {
            forms.entry(form).or_default().entry(record).or_default().push(change);
        }
    }
    for (form, records) in forms {
        if records.len() > NAMED {
            let seq = records.values().flatten().map(|c| c.seq).max().unwrap_or(0);
            let fields = changed_fields(records.values().flatten().copied());
            found.push(Item::Form { form, fields, seq });
            continue;
        }
        let Some(table) = catalog.tables.get(&form) else { continue };
        let ids: Vec<RecordId> = records.keys().copied().collect();
        let place = [SystemField::Owner, SystemField::Department, SystemField::DeletedAt];
        let place = place.map(FieldRef::from);
        let rows: BTreeMap<RecordId, Record> =
            find_many(read, table, &ids, &place)?.into_iter().map(|r| (r.id, r)).collect();
        for (record, changes) in records {
            found.extend(together((form, record), rows.get(&record), &changes).map(Item::Record));
        }
    }
    found.sort_by_key(Item::seq);
    Ok(found)
}

fn without_record(change: &Happened) -> Option<Item> {
    let seq = change.seq;
    match change.kind {
        ChangeKind::FormPublished
        | ChangeKind::ViewChanged
        | ChangeKind::PersonChanged
        | ChangeKind::SettingChanged => Some(Item::Catalog { departments: false, seq }),
        ChangeKind::DepartmentChanged => Some(Item::Catalog { departments: true, seq }),
        ChangeKind::TaskAdded | ChangeKind::TaskChanged | ChangeKind::TaskRemoved => {
            let (_, before, after) = change.document()?;
            let assignee = |document: &serde_json::Value| {
                document.get("assignee").and_then(|a| serde_json::from_value(a.clone()).ok())
            };
            let mut people: BTreeSet<UserId> =
                [before, after].into_iter().filter_map(assignee).collect();
            if let Actor::Person(id) = change.actor() {
                people.insert(id);
            }
            Some(Item::Tasks { people, seq })
        }
        ChangeKind::JobChanged => {
            let (subject, _, after) = change.document()?;
            let by = after.get("by").and_then(|by| serde_json::from_value(by.clone()).ok());
            Some(Item::Job { id: subject.parse().ok()?, by, seq })
        }
        _ => None,
    }
}

fn together(
    (form, record): (FormId, RecordId),
    row: Option<&Record>,
    changes: &[&Happened],
) -> Option<RecordItem> {
    let last = changes.last()?;
    let after = row.map(|row| Place {
        owner: person(row.value(SystemField::Owner)),
        department: department(row.value(SystemField::Department)),
        binned: row.deleted_at().is_some(),
    });
    let earlier = places_before(after.clone().unwrap_or_else(Place::erased), changes);
    let fields = changed_fields(changes.iter().copied());
    Some(RecordItem { form, record, seq: last.seq, earlier, after, fields })
}

/// The fields that these changes touch; none when there is more to them than fields.
fn changed_fields<'c>(changes: impl Iterator<Item = &'c Happened>) -> Option<BTreeSet<FieldRef>> {
    let mut found = BTreeSet::new();
    for change in changes {
        if change.kind != ChangeKind::RecordUpdated || change.fields().is_empty() {
            return None;
        }
        found.extend(change.fields().iter().map(|c| c.field));
    }
    Some(found)
}

/// Takes the changes back from where the record is now.
fn places_before(now: Place, changes: &[&Happened]) -> Vec<Place> {
    let (mut place, mut places) = (now, Vec::new());
    for change in changes.iter().rev() {
        if let Some(owner) = change.field(SystemField::Owner) {
            place.owner = person(&owner.before);
        }
        if let Some(moved) = change.field(SystemField::Department) {
            place.department = department(&moved.before);
        }
        match change.kind {
            ChangeKind::RecordTrashed => place.binned = false,
            ChangeKind::RecordRestored => place.binned = true,
            _ => {}
        }
        if change.kind != ChangeKind::RecordCreated && !places.contains(&place) {
            places.push(place.clone());
        }
    }
    places
}

fn person(value: &Value) -> Option<UserId> {
    if let Value::Person(id) = value { Some(*id) } else { None }
}

fn department(value: &Value) -> Option<DepartmentId> {
    if let Value::Department(id) = value { Some(*id) } else { None }
}
