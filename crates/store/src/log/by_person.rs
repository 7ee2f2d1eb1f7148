//! What one person did, newest first: without what the entries say, so that a long past is walked quickly.

use jiff::Timestamp;
use model::{BatchId, ChangeKind, Seq, UserId};

use crate::fault::Fault;
use crate::session::{Read, all, must};
use crate::sql::Sql;

/// An entry of a batch, in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deed {
    /// Its last seq.
    pub last: Seq,
    /// When.
    pub at: Timestamp,
    /// What it belongs to.
    pub batch: BatchId,
    /// The Change that led to it.
    pub cause: Option<Seq>,
}

/// The person's entries of these kinds that lie at `from` or above and below `before`, newest first; those of no batch
/// are left out. The log has no index by person: `from` bounds what is read.
///
/// # Errors
/// When the database does not answer.
pub fn by_person(
    read: &mut dyn Read,
    person: UserId,
    kinds: &[ChangeKind],
    (from, before): (Seq, Seq),
    limit: u32,
) -> Result<Vec<Deed>, Fault> {
    let mut sql =
        Sql::of(read.dialect(), "SELECT last, at, batch, cause FROM clew_log WHERE last >= ");
    sql.bind(from).push(" AND last < ").bind(before);
    sql.push(" AND person = ").bind(person.0).push(" AND batch IS NOT NULL AND kind");
    sql.among(kinds.iter().map(|kind| i64::from(kind.number()).into()));
    sql.push(" ORDER BY last DESC LIMIT ").bind(limit);
    all(read, &sql, |row| {
        Ok(Deed {
            last: must(row.int(0)?, "last")?,
            at: must(row.instant(1)?, "at")?,
            batch: BatchId(must(row.uuid(2)?, "batch")?),
            cause: row.int(3)?,
        })
    })
}
