//! An act that may still go on: what a batch holds so far, and whether it was taken back. Asked inside the writing
//! transaction, so what this transaction wrote itself counts too: several requests share one commit.

use jiff::Timestamp;
use model::{Actor, BatchId, Origin, Seq};

use super::by_person::taken_back_since;
use super::code::{actor, origin};
use crate::fault::Fault;
use crate::session::{Read as _, all, must};
use crate::sql::Sql;
use crate::tx::Tx;

/// Undos that are looked at.
const MOST: u32 = 10_000;

/// A batch so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// Who wrote in it, and through what.
    pub by: Vec<(Actor, Origin)>,
    /// When its first entry was written.
    pub at: Timestamp,
    /// That entry.
    pub first: Seq,
    /// How many records' Changes it holds; those of its other entries count one each.
    pub size: i64,
}

/// What a batch holds; none where there is no such batch.
///
/// # Errors
/// When the database does not answer.
pub fn begun(tx: &mut Tx<'_>, batch: BatchId) -> Result<Option<Begun>, Fault> {
    let mut sql = Sql::of(
        tx.dialect(),
        "SELECT actor, person, origin, MIN(at), MIN(last), CAST(SUM(count) AS BIGINT) FROM clew_log WHERE batch = ",
    );
    sql.bind(batch.0).push(" GROUP BY actor, person, origin");
    let mut parts = all(tx, &sql, |row| {
        let actor = actor(must(row.int(0)?, "actor")?, row.uuid(1)?)?;
        Ok(Begun {
            by: vec![(actor, origin(must(row.int(2)?, "origin")?)?)],
            at: must(row.instant(3)?, "at")?,
            first: must(row.int(4)?, "last")?,
            size: must(row.int(5)?, "count")?,
        })
    })?;
    parts.extend(tx.written_in(batch)?.into_iter().map(|entry| Begun {
        by: vec![(entry.change.actor, entry.change.origin)],
        at: entry.at,
        first: entry.last,
        size: entry.last - entry.first + 1,
    }));
    Ok(parts.into_iter().reduce(|mut sum, part| {
        sum.by.extend(part.by);
        sum.at = sum.at.min(part.at);
        sum.first = sum.first.min(part.first);
        sum.size += part.size;
        sum
    }))
}

/// Whether anybody took any of a batch back, even if it was brought back since. `first` is the batch's first entry.
///
/// # Errors
/// When the database does not answer.
pub fn was_taken_back(tx: &mut Tx<'_>, (batch, first): (BatchId, Seq)) -> Result<bool, Fault> {
    if taken_back_since(tx, first, MOST)?.iter().any(|undo| undo.undid == batch) {
        return Ok(true);
    }
    for cause in tx.causes_of(Origin::Undo) {
        if tx.entry_of(cause)?.is_some_and(|entry| entry.change.batch == Some(batch)) {
            return Ok(true);
        }
    }
    Ok(false)
}
