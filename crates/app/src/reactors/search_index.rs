//! Keeps the gram index in step with the rows. It writes what the rows hold now, not what the change said: so doing
//! it twice, or late, ends in the same index. Of a new record the grams are made before the transaction, and used in it
//! if the record's last change is still the one that made it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use engines::definitions::{self, Action};
use engines::forms::derive;
use engines::search;
use model::job::JobKind;
use model::{Cause, ChangeKind, FieldRef, Form, FormId, RecordId, Seq, SystemField, Values};
use store::records::{Record, find_many};
use store::{Error, Fault, Table, Tx, query};

use super::{Happened, Reactor, Turn};
use crate::catalog::Catalog;
use crate::jobs::{self, NewJob};
use crate::search_rule;

/// The reactor.
pub struct SearchIndex;

/// Grams of records as they were made.
#[derive(Debug, Default)]
pub struct Prepared {
    /// The catalog by which they were made.
    catalog: i64,
    /// By record, with the change that made it.
    grams: HashMap<RecordId, (Seq, Vec<String>)>,
}

impl Reactor for SearchIndex {
    fn name(&self) -> &'static str {
        "search_index"
    }

    fn wants(&self, catalog: &Catalog, change: &Happened) -> bool {
        if change.kind == ChangeKind::FormPublished {
            return true;
        }
        if !change.is_of_record() {
            return false;
        }
        let Some(form) = change.form().and_then(|id| catalog.effective(id).ok()) else {
            return false;
        };
        change.kind != ChangeKind::RecordUpdated
            || change.fields().iter().any(|c| match c.field {
                FieldRef::Field(id) => form.field_by_id(id).is_some_and(derive::is_searched),
                // What a pool masks is found only while somebody owns the record.
                FieldRef::System(field) => field == SystemField::Owner && form.pool.is_some(),
            })
    }

    fn prepare(&self, catalog: &Catalog, changes: &[Happened]) -> Prepared {
        let grams = changes.iter().filter_map(|change| {
            let made = change.kind == ChangeKind::RecordCreated && !change.fields().is_empty();
            let (form, record) = change.subject().filter(|_| made)?;
            let form = catalog.effective(form).ok()?;
            let values: Values =
                change.fields().iter().map(|c| (c.field, c.after.clone())).collect();
            Some((record, (change.seq, search::index(&derive::sought(form, &values)).grams)))
        });
        Prepared { catalog: catalog.version, grams: grams.collect() }
    }

    fn react(&self, turn: &mut Turn<'_, '_>, changes: &[Happened]) -> Result<(), Error> {
        let mut touched: BTreeMap<FormId, BTreeSet<RecordId>> = BTreeMap::new();
        for change in changes {
            if let Some((form, record)) = change.subject() {
                touched.entry(form).or_default().insert(record);
            } else if change.kind == ChangeKind::FormPublished {
                index_anew(turn, change)?;
            }
        }
        for (id, records) in touched {
            let Ok(form) = turn.catalog.effective(id) else { continue };
            let table = turn.catalog.table(id)?;
            let ids = index_prepared(turn, table, records)?;
            let rows = find_many(turn.tx, table, &ids, &columns(form))?;
            index_records(turn.tx, form, table, &rows)?;
        }
        Ok(())
    }
}

/// Indexes the records that are still as they were made; the others.
fn index_prepared(
    turn: &mut Turn<'_, '_>,
    table: &Table,
    mut records: BTreeSet<RecordId>,
) -> Result<Vec<RecordId>, Fault> {
    let prepared = turn.prepared;
    if prepared.catalog == turn.catalog.version {
        let known = |id: &&RecordId| prepared.grams.contains_key(id);
        let ids: Vec<RecordId> = records.iter().filter(known).copied().collect();
        let mut grams: Vec<(i64, &[String])> = Vec::with_capacity(ids.len());
        for row in find_many(turn.tx, table, &ids, &[])? {
            let made = prepared.grams.get(&row.id).filter(|(seq, _)| *seq == row.last_seq);
            if let Some((_, made)) = made {
                grams.push((row.key, made));
                records.remove(&row.id);
            }
        }
        query::index_grams(turn.tx, table, &grams)?;
    }
    Ok(records.into_iter().collect())
}

/// The columns from which grams are made, and those that take a record, or its masked fields, out of the index.
fn columns(form: &Form) -> Vec<FieldRef> {
    let searched = form.fields.iter().filter(|f| derive::is_searched(f));
    let fields = searched.map(|f| FieldRef::Field(f.id));
    fields.chain([SystemField::DeletedAt.into(), SystemField::Owner.into()]).collect()
}

/// Brings the index in step with these rows, which hold at least the searched fields, `DeletedAt` and the owner.
pub(crate) fn index_records(
    tx: &mut Tx<'_>,
    form: &Form,
    table: &Table,
    rows: &[Record],
) -> Result<(), Fault> {
    let (gone, live): (Vec<_>, Vec<_>) = rows.iter().partition(|r| r.deleted_at().is_some());
    let grams = live
        .into_iter()
        .map(|r| (r.key, search::index(&derive::sought(form, &r.values)).grams))
        .collect::<Vec<_>>();
    query::index_grams(tx, table, &grams)?;
    let keys: Vec<i64> = gone.iter().map(|r| r.key).collect();
    query::remove_grams(tx, table, &keys)
}

/// A published form whose searched fields are others than before gets a back-fill.
fn index_anew(turn: &mut Turn<'_, '_>, change: &Happened) -> Result<(), Error> {
    let Some((_, before, after)) = change.document() else { return Ok(()) };
    let read = |json: &serde_json::Value| serde_json::from_value::<Form>(json.clone()).ok();
    let Some(after) = read(after) else { return Ok(()) };
    let Some(before) = read(before) else {
        // A new form has no records yet: all that it will have are indexed as they come.
        return Ok(search_rule::note(turn.tx, after.id)?);
    };
    if !definitions::plan(Some(&before), &after).actions.contains(&Action::RebuildSearch) {
        return Ok(());
    }
    let plan = search_rule::plan(after.id);
    let cause = Cause { seq: Some(change.seq), ..Cause::system() };
    let job = NewJob { kind: JobKind::BackFill, plan, cause, batch: None, total: 0 };
    jobs::insert(turn.tx, (turn.ports, turn.now), &job)?;
    Ok(())
}
