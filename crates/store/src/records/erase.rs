//! Removing a record for good, and everything that speaks of what it held.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use model::change::Payload;
use model::{BatchId, ChangeKind, FileId, FormId, RecordId, Seq, Value};

use super::{Act, Record};
use crate::activities;
use crate::erased_text;
use crate::fault::Fault;
use crate::log::{Erasure, erase_record};
use crate::query::remove_grams;
use crate::remarks;
use crate::session::{Read, all, first, must};
use crate::sql::{Param, Sql};
use crate::table::Table;
use crate::tasks;
use crate::tx::Tx;

/// Seqs in one statement.
const CHUNK: usize = 500;

/// What an erasure did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// Its own seq.
    pub seq: Seq,
    /// Entries of the log that say nothing of the record any more.
    pub entries: usize,
    /// Follow-ups that were removed.
    pub activities: u64,
    /// Files that the record has or ever had: they may go where nobody else has them.
    pub files: BTreeSet<FileId>,
    /// What its Changes belonged to: imports that made or changed it are among them.
    pub batches: BTreeSet<BatchId>,
}

/// A record that was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ErasedRecord {
    /// Its form.
    pub form: FormId,
    /// Its id.
    pub record: RecordId,
    /// The erasure's seq.
    pub seq: Seq,
}

/// Erases a record: its row, its follow-ups, what the log, the search index, notices, letters and timers hold of it.
/// `current` has all its values, `named` is every entry that names it. Other records' links to it mean nothing from now
/// on. What the database file still has of the text is noted in [`erased_text`]; remembered requests are
/// [`crate::idempotency::untie`]'s.
///
/// # Errors
/// As [`erase_record`].
pub fn erase(
    tx: &mut Tx<'_>,
    table: &Table,
    (current, named): (&Record, &[Seq]),
    act: &Act,
) -> Result<Erased, Fault> {
    let (erasure, mut spoken) = erase_record(tx, current.id, (current.last_seq, named))?;
    for value in current.values.values() {
        if let Value::Files(files) = value {
            spoken.files.extend(files.iter().map(|file| file.file));
        }
    }
    let (activities, files) = remove_around(tx, current.id, &spoken.seqs)?;
    spoken.files.extend(files);
    remove_row(tx, table, current)?;
    erased_text::add(tx, table.form)?;
    let entries = erasure.entries();
    let seq = append(tx, (table.form, current), &erasure, act)?;
    note(tx, &ErasedRecord { form: table.form, record: current.id, seq }, act.at)?;
    Ok(Erased { seq, entries, activities, files: spoken.files, batches: spoken.batches })
}

fn append(
    tx: &mut Tx<'_>,
    (form, current): (FormId, &Record),
    erasure: &Erasure,
    act: &Act,
) -> Result<Seq, Fault> {
    let after = serde_json::to_value(erasure);
    let payload = Payload::Document {
        subject: current.id.to_string(),
        before: serde_json::Value::Null,
        after: after.map_err(|e| Fault::new(format!("an erasure: {e}")))?,
    };
    let key = (form, Some(current.id));
    let change = act.change(ChangeKind::Erased, key, Some(current.last_seq), payload);
    tx.append(change, act.at)
}

fn note(tx: &mut Tx<'_>, erased: &ErasedRecord, at: Timestamp) -> Result<(), Fault> {
    let mut sql =
        Sql::of(tx.dialect(), "INSERT INTO clew_erasure (record, form, seq, at) VALUES (");
    sql.bind_all([erased.record.0.into(), erased.form.0.into(), erased.seq.into(), at.into()]);
    sql.push(") ON CONFLICT (record) DO UPDATE SET seq = excluded.seq, at = excluded.at");
    tx.execute(&sql)
}

/// Follow-ups, notices, timers and letters; how many follow-ups, and their files.
fn remove_around(
    tx: &mut Tx<'_>,
    record: RecordId,
    seqs: &[Seq],
) -> Result<(u64, BTreeSet<FileId>), Fault> {
    for chunk in seqs.chunks(CHUNK) {
        let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_outbox WHERE seq");
        sql.among(chunk.iter().map(|seq| Param::Int(*seq)));
        tx.execute(&sql)?;
    }
    let mut timers = Sql::of(tx.dialect(), "DELETE FROM clew_timer WHERE key = ");
    timers.bind(record.to_string());
    tx.execute(&timers)?;
    tasks::erase_of(tx, record)?;
    let mut notices = Sql::of(tx.dialect(), "DELETE FROM clew_notice WHERE record = ");
    notices.bind(record.0);
    tx.execute(&notices)?;
    remarks::erase_of(tx, record)?;
    activities::erase_of(tx, record)
}

fn remove_row(tx: &mut Tx<'_>, table: &Table, current: &Record) -> Result<(), Fault> {
    remove_grams(tx, table, &[current.key])?;
    let mut sets = Sql::of(tx.dialect(), "DELETE FROM ");
    sets.push(&table.sets()).push(" WHERE record = ").bind(current.id.0);
    tx.execute(&sets)?;
    for part in table.spills().into_iter().chain([0]) {
        let mut sql = Sql::of(tx.dialect(), "DELETE FROM ");
        sql.push(&table.part(part)).push(" WHERE rk = ").bind(current.key);
        tx.execute(&sql)?;
    }
    Ok(())
}

/// All records that were erased, oldest first.
///
/// # Errors
/// When the database does not answer.
pub fn list_erased(read: &mut dyn Read) -> Result<Vec<ErasedRecord>, Fault> {
    let sql =
        Sql::of(read.dialect(), "SELECT form, record, seq FROM clew_erasure ORDER BY seq, record");
    all(read, &sql, |row| {
        Ok(ErasedRecord {
            form: FormId(must(row.uuid(0)?, "form")?),
            record: RecordId(must(row.uuid(1)?, "record")?),
            seq: must(row.int(2)?, "seq")?,
        })
    })
}

/// Whether any record, a follow-up on one, feedback or a person's picture has this file.
///
/// # Errors
/// When the database does not answer.
pub fn has_file(
    read: &mut dyn Read,
    tables: &BTreeMap<FormId, Table>,
    file: FileId,
) -> Result<bool, Fault> {
    if activities::has_file(read, file)? {
        return Ok(true);
    }
    for elsewhere in ["clew_feedback", "clew_avatar"] {
        let mut sql = Sql::of(read.dialect(), "SELECT 1 FROM ");
        sql.push(elsewhere).push(" WHERE file = ").bind(file.0).push(" LIMIT 1");
        if first(read, &sql, |_| Ok(()))?.is_some() {
            return Ok(true);
        }
    }
    for table in tables.values() {
        let columns = table.columns.values().filter(|c| c.shape == model::Shape::Files);
        let numbers: Vec<Param> = columns.map(|c| Param::Int(c.number())).collect();
        if numbers.is_empty() {
            continue;
        }
        let mut sql = Sql::of(read.dialect(), "SELECT 1 FROM ");
        sql.push(&table.sets()).push(" WHERE value = ").bind(file.0).push(" AND field");
        sql.among(numbers).push(" LIMIT 1");
        if first(read, &sql, |_| Ok(()))?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
