//! What one person did, newest first, and what was taken back: without what the entries say, so that a long past is
//! walked quickly.

use jiff::Timestamp;
use model::{BatchId, ChangeKind, Origin, Seq, UserId};

use super::code::origin_number;
use crate::fault::Fault;
use crate::session::{Read, all, must};
use crate::sql::{Param, Sql};

/// A batch of one person, in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deed {
    /// The last seq of its newest entry.
    pub last: Seq,
    /// When that was.
    pub at: Timestamp,
    /// The batch.
    pub batch: BatchId,
}

/// A batch that took another one back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TookBack {
    /// The undo.
    pub batch: BatchId,
    /// What it took back.
    pub undid: BatchId,
    /// Whose it was; none = the command line.
    pub person: Option<UserId>,
}

/// The person's batches with entries of these kinds of which the newest lies at `from` or above and below `before`,
/// newest first. The log has no index by person: `from` bounds what is read.
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
    let numbers = || kinds.iter().map(|kind| Param::from(i64::from(kind.number())));
    let mut sql = Sql::of(
        read.dialect(),
        "SELECT l.batch, MAX(l.last), MAX(l.at) FROM clew_log l WHERE l.last >= ",
    );
    sql.bind(from).push(" AND l.last < ").bind(before);
    sql.push(" AND l.person = ").bind(person.0).push(" AND l.batch IS NOT NULL AND l.kind");
    sql.among(numbers());
    // What a job writes lies among other acts: a batch is met where it ended.
    sql.push(
        " GROUP BY l.batch HAVING NOT EXISTS (SELECT 1 FROM clew_log n WHERE n.batch = l.batch",
    );
    sql.push(" AND n.last >= ").bind(before).push(" AND n.person = ").bind(person.0);
    sql.push(" AND n.kind").among(numbers()).push(") ORDER BY 2 DESC LIMIT ").bind(limit);
    all(read, &sql, |row| {
        Ok(Deed {
            batch: BatchId(must(row.uuid(0)?, "batch")?),
            last: must(row.int(1)?, "last")?,
            at: must(row.instant(2)?, "at")?,
        })
    })
}

/// What anybody took back at `from` or later, the newest undo first.
///
/// # Errors
/// When the database does not answer.
pub fn taken_back_since(
    read: &mut dyn Read,
    from: Seq,
    limit: u32,
) -> Result<Vec<TookBack>, Fault> {
    let mut sql = Sql::of(
        read.dialect(),
        "SELECT u.batch, c.batch, u.person, MAX(u.last) FROM clew_log u JOIN clew_log c ON c.last = u.cause \
         WHERE u.batch IS NOT NULL AND c.batch IS NOT NULL AND u.origin = ",
    );
    sql.bind(origin_number(Origin::Undo)).push(" AND u.last >= ").bind(from);
    sql.push(" GROUP BY u.batch, c.batch, u.person ORDER BY 4 DESC LIMIT ").bind(limit);
    all(read, &sql, |row| {
        Ok(TookBack {
            batch: BatchId(must(row.uuid(0)?, "batch")?),
            undid: BatchId(must(row.uuid(1)?, "batch")?),
            person: row.uuid(2)?.map(UserId),
        })
    })
}
