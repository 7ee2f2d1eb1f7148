//! Takes a bulk Change back: new records to the bin, and binned ones out of it, all under one Change again.

use std::collections::HashMap;

use model::change::RecordChange;
use model::{ChangeKind, FieldChange, FieldRef, FormId, RecordId, Seq, SystemField, Value};
use store::Error;
use store::log::Logged;
use store::records::{BulkEdit, Edit, Record, edit_many, find_many, read_columns};

use super::decide::{Deed, Target};
use super::ledger::Together;
use super::{Kept, Undoing};
use crate::commands::door::Door;
use crate::commands::guard::Wish;

/// Whether an entry's records are moved together, and how.
pub(super) fn moves(entry: &Logged) -> Option<Wish> {
    match entry.change.kind {
        ChangeKind::RecordsCreated | ChangeKind::RecordsRestored => Some(Wish::Trash),
        ChangeKind::RecordsTrashed => Some(Wish::Restore),
        _ => None,
    }
}

pub(super) fn take_back(
    door: &mut Door<'_, '_>,
    (entry, form, wish): (&Logged, FormId, Wish),
    undoing: &mut Undoing,
) -> Result<(), Error> {
    let changes: Vec<(Seq, RecordChange)> = entry.records();
    let opened = match undoing.scene(door).open(form) {
        Ok(opened) => opened,
        Err(error) => {
            let why = super::decide::reason(error)?;
            for (seq, change) in &changes {
                let (record, why) = (change.record, why.clone());
                undoing.outcome.keep(Kept { form, record, seq: *seq, why });
            }
            return Ok(());
        }
    };
    let ids: Vec<RecordId> = changes.iter().map(|(_, change)| change.record).collect();
    let found = find_many(door.tx, opened.table, &ids, &read_columns(opened.table))?;
    let found: HashMap<RecordId, Record> = found.into_iter().map(|r| (r.id, r)).collect();
    let back = changes.iter().filter_map(|(_, change)| found.get(&change.record));
    let back = back.filter(|record| wish == Wish::Restore && record.deleted_at().is_some());
    let back = back.map(|record| (record.id, &record.values));
    let (scene, at) = (undoing.scene(door), door.at);
    let mut ledger = Together::ask(door.tx, &opened, back)?;
    let mut edits = Vec::with_capacity(changes.len());
    for (seq, change) in &changes {
        let Some(current) = found.get(&change.record) else { continue };
        let target = Target { form, seq: *seq, kind: entry.change.kind, change };
        match scene.decide(&mut ledger, (&opened, target), Some(current), undoing)? {
            Deed::Move(wish) => {
                let edit = moved(current, wish, at);
                edits.push(BulkEdit { current: current.clone(), edit });
                undoing.outcome.undone += 1;
            }
            Deed::Keep(seq, why) => {
                undoing.outcome.keep(Kept { form, record: current.id, seq, why });
            }
            Deed::Set(_) | Deed::Nothing => {}
        }
    }
    let kind = match wish {
        Wish::Restore => ChangeKind::RecordsRestored,
        _ => ChangeKind::RecordsTrashed,
    };
    let act = door.act(opened.form);
    edit_many(door.tx, opened.table, kind, &edits, &act)?;
    Ok(())
}

fn moved(current: &Record, wish: Wish, at: jiff::Timestamp) -> Edit {
    let field = FieldRef::System(SystemField::DeletedAt);
    let before = current.value(field).clone();
    let after = if wish == Wish::Trash { Value::Instant(at) } else { Value::Null };
    Edit { fields: vec![FieldChange { field, before, after }], sort_keys: Vec::new() }
}
