//! Records that the log made and that are not there, and tasks: the log read once from its beginning.

use std::collections::BTreeMap;

use model::{ChangeKind, FormId, RecordId, Seq};

use super::tasks::Tasks;
use super::{Difference, Replayed, What};
use crate::fault::Fault;
use crate::log;
use crate::session::{Read, all, must};
use crate::sql::{Param, Sql};
use crate::table::Table;

/// Entries at once: bulk ones hold 500 records each.
const CHUNK: u32 = 32;

/// Adds every record that was made, not purged, and is gone; and every task that is not what the log says.
pub(super) fn find(
    read: &mut dyn Read,
    tables: &BTreeMap<FormId, Table>,
    found: &mut Replayed,
) -> Result<(), Fault> {
    let mut gone: BTreeMap<RecordId, (FormId, Seq)> = BTreeMap::new();
    let mut tasks = Tasks::default();
    let mut after = 0;
    loop {
        let entries = log::after(read, after, CHUNK)?;
        let Some(last) = entries.last() else { break };
        after = last.last;
        entries.iter().for_each(|entry| tasks.hear(entry));
        for (id, table) in tables {
            let of_form = entries.iter().filter(|e| e.change.form == Some(*id));
            let made: BTreeMap<RecordId, Seq> = of_form
                .filter(|e| {
                    matches!(e.change.kind, ChangeKind::RecordCreated | ChangeKind::RecordsCreated)
                })
                .flat_map(log::Logged::records)
                .map(|(seq, change)| (change.record, seq))
                .collect();
            for record in absent(read, table, made.keys().copied().collect())? {
                gone.insert(record, (*id, made.get(&record).copied().unwrap_or(0)));
            }
        }
        let purged = |kind| matches!(kind, ChangeKind::RecordPurged | ChangeKind::Erased);
        for entry in entries.iter().filter(|e| purged(e.change.kind)) {
            if let Some(record) = entry.change.record {
                gone.remove(&record);
            }
        }
    }
    for (record, (form, seq)) in gone {
        found.add(Difference { form, record, what: What::Gone(seq) });
    }
    tasks.compare(read, found)
}

fn absent(
    read: &mut dyn Read,
    table: &Table,
    mut ids: Vec<RecordId>,
) -> Result<Vec<RecordId>, Fault> {
    let mut there = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(1_000) {
        let mut sql = Sql::of(read.dialect(), "SELECT id FROM ");
        sql.push(&table.rows()).push(" WHERE id");
        sql.among(chunk.iter().map(|id| Param::Uuid(id.0)));
        there.extend(all(read, &sql, |row| must(row.uuid(0)?, "id").map(RecordId))?);
    }
    there.sort_unstable();
    ids.retain(|id| there.binary_search(id).is_err());
    Ok(ids)
}
