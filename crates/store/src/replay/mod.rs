//! Replays the log and compares with what the rows hold: a row that was changed past the log is found, and named.
//!
//! Memory stays bounded: rows are read 500 at a time in order of creation, and each record's Changes are followed
//! backwards from its last seq, newest value first; decoded entries are kept in a small cache, because neighbours
//! were mostly written together. The other way round the log is read once, and every record that it says was made
//! must be there, and every task as it says. Payloads that were erased say nothing, so what only they held is not compared.

mod cache;
mod expected;
mod missing;
mod tasks;

use model::{FieldRef, FormId, RecordId, Seq, TaskId};

use crate::activities;
use crate::fault::Fault;
use crate::records::{self, Record, read_columns};
use crate::remarks;
use crate::schema;
use crate::session::Read;
use crate::table::Table;
use cache::Entries;
use expected::Expected;

/// Rows at once.
const CHUNK: u32 = 500;
/// Differences that are told one by one; more are only counted.
pub const TOLD: usize = 1_000;

/// One record that is not what the log says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its form.
    pub form: FormId,
    /// The record.
    pub record: RecordId,
    /// In what.
    pub what: What,
}

/// In what a record differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// These fields hold other values.
    Fields(Vec<FieldRef>),
    /// Its follow-ups are others.
    Activities,
    /// What is remarked under its follow-ups is something else.
    Remarks,
    /// The log made it at this seq, and it is not there.
    Gone(Seq),
    /// It is there, and the log does not know how: its Changes break off at this seq.
    Unlogged(Seq),
}

/// What a replay found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Replayed {
    /// Records compared.
    pub records: u64,
    /// Follow-ups compared.
    pub activities: u64,
    /// Remarks compared.
    pub remarks: u64,
    /// Tasks compared.
    pub tasks: u64,
    /// How many differ.
    pub different: u64,
    /// The first records among them.
    pub differences: Vec<Difference>,
    /// The first tasks among them.
    pub differing_tasks: Vec<TaskId>,
}

impl Replayed {
    fn add(&mut self, difference: Difference) {
        self.different += 1;
        if self.differences.len() < TOLD {
            self.differences.push(difference);
        }
    }

    fn add_task(&mut self, task: TaskId) {
        self.different += 1;
        if self.differing_tasks.len() < TOLD {
            self.differing_tasks.push(task);
        }
    }
}

/// Compares every row with the log. Ask within one snapshot: both must be of one moment.
///
/// # Errors
/// When the database does not answer, or an entry cannot be decoded: verify the log first.
pub fn replay(read: &mut dyn Read) -> Result<Replayed, Fault> {
    let tables = schema::load_tables(read)?;
    let mut found = Replayed::default();
    for table in tables.values() {
        replay_form(read, table, &mut found)?;
    }
    missing::find(read, &tables, &mut found)?;
    Ok(found)
}

fn replay_form(read: &mut dyn Read, table: &Table, found: &mut Replayed) -> Result<(), Fault> {
    let columns = read_columns(table);
    let mut entries = Entries::default();
    let mut after = 0;
    loop {
        let rows = records::scan(read, table, &columns, (after, CHUNK))?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.key;
        let ids: Vec<RecordId> = rows.iter().map(|r| r.id).collect();
        let mut activities = activities::of_records(read, &ids)?;
        let mut remarks = remarks::of_records(read, &ids)?;
        for row in &rows {
            found.records += 1;
            let own = activities.remove(&row.id).unwrap_or_default();
            let said = remarks.remove(&row.id).unwrap_or_default();
            found.activities += own.len() as u64;
            found.remarks += said.len() as u64;
            let differs = |what| Difference { form: table.form, record: row.id, what };
            match Expected::of(read, &mut entries, (table.form, row))? {
                Err(broken) => found.add(differs(What::Unlogged(broken))),
                Ok(expected) => {
                    let fields = differing(&expected, &columns, row);
                    if !fields.is_empty() {
                        found.add(differs(What::Fields(fields)));
                    }
                    if !expected.has_activities(&own) {
                        found.add(differs(What::Activities));
                    }
                    if !expected.has_remarks(&said) {
                        found.add(differs(What::Remarks));
                    }
                }
            }
        }
    }
}

fn differing(expected: &Expected, columns: &[FieldRef], row: &Record) -> Vec<FieldRef> {
    let differs = |field: &&FieldRef| {
        expected.value(**field).is_some_and(|expected| expected != *row.value(**field))
    };
    columns.iter().filter(differs).copied().collect()
}
