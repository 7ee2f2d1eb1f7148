//! Reading the log: after a cursor, one entry, a batch.

use jiff::Timestamp;
use model::change::{Payload, RecordChange};
use model::{BatchId, Change, ChangeKind, FormId, RecordId, Seq};

use super::code::{actor, origin};
use super::payload;
use crate::fault::Fault;
use crate::session::{Read, Row, all, first, must};
use crate::sql::Sql;

const SELECT: &str = "SELECT l.last, l.count, l.at, l.kind, l.form, l.form_version, l.record, l.actor, l.person, \
                      l.origin, l.batch, l.cause, l.prev, p.encoding, p.body \
                      FROM clew_log l LEFT JOIN clew_payload p ON p.last = l.last WHERE ";

/// A Change as it stands in the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Logged {
    /// Its first seq.
    pub first: Seq,
    /// Its last seq; the same unless it is a bulk Change.
    pub last: Seq,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub change: Change,
    /// The payload was erased; `change.payload` is empty.
    pub erased: bool,
}

impl Logged {
    /// The records of this entry with their own seqs, single or bulk. The seqs are dense: `first`, `first + 1`, ….
    pub fn records(&self) -> Vec<(Seq, RecordChange)> {
        match (&self.change.payload, self.change.record) {
            (Payload::Records(records), _) => (self.first..).zip(records.iter().cloned()).collect(),
            (Payload::Fields(fields) | Payload::Activity { fields, .. }, Some(record)) => {
                let fields = fields.clone();
                vec![(
                    self.last,
                    RecordChange { record, prev: self.change.prev, fields, activities: Vec::new() },
                )]
            }
            (Payload::Document { .. }, Some(record)) => {
                let fields = Vec::new();
                vec![(
                    self.last,
                    RecordChange { record, prev: self.change.prev, fields, activities: Vec::new() },
                )]
            }
            _ => Vec::new(),
        }
    }
}

/// Seqs that one reading reaches beyond its cursor: a few bulk entries of 500 records, so that whoever reads behind an
/// import holds some thousand records and not a hundred thousand.
const REACH: Seq = 1_500;

/// Entries that reach beyond `cursor`, oldest first; some, not all, that are there. The first one may begin before it: a
/// cursor can stop inside.
///
/// # Errors
/// When the database does not answer or an entry cannot be read.
pub fn after(read: &mut dyn Read, cursor: Seq, limit: u32) -> Result<Vec<Logged>, Fault> {
    let mut sql = Sql::of(read.dialect(), SELECT);
    sql.push("l.last > ").bind(cursor).push(" AND l.last <= ").bind(cursor + REACH);
    sql.push(" ORDER BY l.last LIMIT ").bind(limit);
    all(read, &sql, logged)
}

/// The entry that holds this seq.
///
/// # Errors
/// When the database does not answer or the entry cannot be read.
pub fn entry_of(read: &mut dyn Read, seq: Seq) -> Result<Option<Logged>, Fault> {
    let mut sql = Sql::of(read.dialect(), SELECT);
    sql.push("l.last >= ").bind(seq).push(" ORDER BY l.last LIMIT 1");
    Ok(first(read, &sql, logged)?.filter(|e| e.first <= seq))
}

/// The newest entries, newest first.
///
/// # Errors
/// When the database does not answer or an entry cannot be read.
pub fn newest(read: &mut dyn Read, limit: u32) -> Result<Vec<Logged>, Fault> {
    let mut sql = Sql::of(read.dialect(), SELECT);
    sql.push("l.last > 0 ORDER BY l.last DESC LIMIT ").bind(limit);
    all(read, &sql, logged)
}

/// Entries of a batch, newest first, below `before`.
///
/// # Errors
/// When the database does not answer or an entry cannot be read.
pub fn batch_entries(
    read: &mut dyn Read,
    batch: BatchId,
    before: Seq,
    limit: u32,
) -> Result<Vec<Logged>, Fault> {
    let mut sql = Sql::of(read.dialect(), SELECT);
    sql.push("l.batch = ").bind(batch.0).push(" AND l.last < ").bind(before);
    sql.push(" ORDER BY l.last DESC LIMIT ").bind(limit);
    all(read, &sql, logged)
}

/// How many records' Changes a batch holds; those of its other entries count one each.
///
/// # Errors
/// When the database does not answer.
pub fn batch_size(read: &mut dyn Read, batch: BatchId) -> Result<i64, Fault> {
    let mut sql = Sql::of(
        read.dialect(),
        "SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT) FROM clew_log WHERE batch = ",
    );
    sql.bind(batch.0);
    Ok(first(read, &sql, |row| must(row.int(0)?, "count"))?.unwrap_or(0))
}

/// How many records of a form a batch made.
///
/// # Errors
/// When the database does not answer.
pub fn made_in(read: &mut dyn Read, batch: BatchId, form: FormId) -> Result<i64, Fault> {
    let mut sql = Sql::of(
        read.dialect(),
        "SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT) FROM clew_log WHERE batch = ",
    );
    sql.bind(batch.0).push(" AND form = ").bind(form.0).push(" AND kind");
    let kinds = [ChangeKind::RecordCreated, ChangeKind::RecordsCreated];
    sql.among(kinds.map(|kind| i64::from(kind.number()).into()));
    Ok(first(read, &sql, |row| must(row.int(0)?, "count"))?.unwrap_or(0))
}

fn logged(row: &dyn Row) -> Result<Logged, Fault> {
    let last = must(row.int(0)?, "last")?;
    let number = must(row.int(3)?, "kind")?;
    let kind = i16::try_from(number)
        .ok()
        .and_then(ChangeKind::by_number)
        .ok_or_else(|| Fault::new(format!("entry {last} is of an unknown kind {number}")))?;
    let (payload, erased) = match (row.int(13)?, row.bytes(14)?) {
        (Some(encoding), Some(body)) => (payload::decode(encoding, &body)?, false),
        _ => (Payload::Fields(Vec::new()), true),
    };
    Ok(Logged {
        first: last - must(row.int(1)?, "count")? + 1,
        last,
        at: must(row.instant(2)?, "at")?,
        change: Change {
            kind,
            form: row.uuid(4)?.map(FormId),
            form_version: u32::try_from(must(row.int(5)?, "form_version")?).unwrap_or(0),
            record: row.uuid(6)?.map(RecordId),
            actor: actor(must(row.int(7)?, "actor")?, row.uuid(8)?)?,
            origin: origin(must(row.int(9)?, "origin")?)?,
            batch: row.uuid(10)?.map(BatchId),
            cause: row.int(11)?,
            prev: row.int(12)?,
            payload,
        },
        erased,
    })
}
