//! Which of a record's follow-ups are wanted, and what there is to choose from.

use jiff::Timestamp;
use model::command::ActivityKind;
use model::{ActivityId, RecordId, UserId};

use super::{SELECT, StoredActivity, kind_name, kind_of, stored, with_files};
use crate::fault::Fault;
use crate::session::{Read, all, first, must};
use crate::sql::{Param, Sql};

/// Which follow-ups are wanted: all of them, as far as nothing else is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    /// Of these kinds; empty = of all.
    pub kinds: Vec<ActivityKind>,
    /// By this person.
    pub person: Option<UserId>,
    /// Only those with files.
    pub files: bool,
}

/// What there is to choose from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Present {
    /// Kinds of which there are any.
    pub kinds: Vec<ActivityKind>,
    /// Who wrote any.
    pub people: Vec<UserId>,
    /// Any has files.
    pub files: bool,
}

/// A record's follow-ups before a moment, newest first: those that are sought.
///
/// # Errors
/// When the database does not answer.
pub fn list_sought(
    read: &mut dyn Read,
    record: RecordId,
    sought: &Sought,
    (before, limit): (Option<(Timestamp, ActivityId)>, u32),
) -> Result<Vec<StoredActivity>, Fault> {
    let mut sql = Sql::of(read.dialect(), SELECT);
    sql.push("WHERE record = ").bind(record.0).push(" AND removed = ").bind(false);
    if !sought.kinds.is_empty() {
        let kinds = sought.kinds.iter().map(|kind| Param::from(kind_name(*kind)));
        sql.push(" AND kind").among(kinds);
    }
    if let Some(person) = sought.person {
        sql.push(" AND person = ").bind(person.0);
    }
    if sought.files {
        sql.push(
            " AND EXISTS (SELECT 1 FROM clew_activity_file f WHERE f.activity = clew_activity.id)",
        );
    }
    if let Some((at, id)) = before {
        sql.push(" AND (at, id) < (").bind(at).push(", ").bind(id.0).push(")");
    }
    sql.push(" ORDER BY at DESC, id DESC LIMIT ").bind(limit);
    let found = all(read, &sql, stored)?;
    with_files(read, found)
}

/// Of which kinds and by whom a record has follow-ups, and whether any has files.
///
/// # Errors
/// When the database does not answer.
pub fn find_present(read: &mut dyn Read, record: RecordId) -> Result<Present, Fault> {
    let mut sql =
        Sql::of(read.dialect(), "SELECT DISTINCT kind, person FROM clew_activity WHERE record = ");
    sql.bind(record.0).push(" AND removed = ").bind(false).push(" ORDER BY kind, person");
    let found = all(read, &sql, |row| Ok((kind_of(&must(row.text(0)?, "kind")?)?, row.uuid(1)?)))?;
    let mut present = Present::default();
    for (kind, person) in found {
        if !present.kinds.contains(&kind) {
            present.kinds.push(kind);
        }
        if let Some(person) = person.map(UserId).filter(|id| !present.people.contains(id)) {
            present.people.push(person);
        }
    }
    let mut files = Sql::of(
        read.dialect(),
        "SELECT 1 FROM clew_activity_file f JOIN clew_activity a ON a.id = f.activity WHERE f.record = ",
    );
    files.bind(record.0).push(" AND a.removed = ").bind(false).push(" LIMIT 1");
    present.files = first(read, &files, |_| Ok(()))?.is_some();
    Ok(present)
}
