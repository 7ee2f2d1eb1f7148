//! Timers: rows that become due. A claim pushes `due` forward, which is the lease: whoever dies with it leaves a timer
//! that is due again.

use jiff::Timestamp;

use crate::fault::Fault;
use crate::session::{Read, Row, all, first, must};
use crate::sql::Sql;
use crate::tx::Tx;

/// A timer that was claimed.
#[derive(Debug, Clone, PartialEq)]
pub struct Timer {
    /// What it is for.
    pub kind: String,
    /// About what; one timer of a kind.
    pub key: String,
    /// When it is due; after a claim: when the lease ends.
    pub due: Timestamp,
    /// What its setter wanted to remember.
    pub payload: serde_json::Value,
}

/// Sets a timer, in place of an earlier one of this kind and key.
///
/// # Errors
/// When the database refuses.
pub fn set(tx: &mut Tx<'_>, timer: &Timer) -> Result<(), Fault> {
    let mut sql =
        Sql::of(tx.dialect(), "INSERT INTO clew_timer (kind, key, due, payload) VALUES (");
    sql.bind_all([
        timer.kind.as_str().into(),
        timer.key.as_str().into(),
        timer.due.into(),
        timer.payload.to_string().into(),
    ]);
    sql.push(
        ") ON CONFLICT (kind, key) DO UPDATE SET due = excluded.due, payload = excluded.payload",
    );
    tx.execute(&sql)
}

/// Removes a timer, if there is one.
///
/// # Errors
/// When the database refuses.
pub fn clear(tx: &mut Tx<'_>, kind: &str, key: &str) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_timer WHERE kind = ");
    sql.bind(kind).push(" AND key = ").bind(key);
    tx.execute(&sql)
}

/// Whether any timer is due: asked before a transaction is opened for nothing.
///
/// # Errors
/// When the database does not answer.
pub fn is_any_due(read: &mut dyn Read, now: Timestamp) -> Result<bool, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT 1 FROM clew_timer WHERE due <= ");
    sql.bind(now).push(" LIMIT 1");
    Ok(first(read, &sql, |_| Ok(()))?.is_some())
}

/// Takes timers that are due, earliest first, until `lease`.
///
/// # Errors
/// When the database refuses.
pub fn claim(
    tx: &mut Tx<'_>,
    (now, lease): (Timestamp, Timestamp),
    limit: u32,
) -> Result<Vec<Timer>, Fault> {
    let mut sql =
        Sql::of(tx.dialect(), "SELECT kind, key, due, payload FROM clew_timer WHERE due <= ");
    sql.bind(now).push(" ORDER BY due, kind, key LIMIT ").bind(limit);
    let mut due = all(tx, &sql, timer)?;
    for timer in &mut due {
        let mut sql = Sql::of(tx.dialect(), "UPDATE clew_timer SET due = ");
        sql.bind(lease).push(" WHERE kind = ").bind(timer.kind.as_str());
        sql.push(" AND key = ").bind(timer.key.as_str());
        tx.execute(&sql)?;
        timer.due = lease;
    }
    Ok(due)
}

/// Removes a claimed timer, unless it was set anew since; whether it was still the claimer's.
///
/// # Errors
/// When the database refuses.
pub fn finish(tx: &mut Tx<'_>, timer: &Timer) -> Result<bool, Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_timer WHERE kind = ");
    sql.bind(timer.kind.as_str()).push(" AND key = ").bind(timer.key.as_str());
    sql.push(" AND due = ").bind(timer.due);
    Ok(tx.count(&sql)? == 1)
}

fn timer(row: &dyn Row) -> Result<Timer, Fault> {
    let payload = must(row.text(3)?, "payload")?;
    Ok(Timer {
        kind: must(row.text(0)?, "kind")?,
        key: must(row.text(1)?, "key")?,
        due: must(row.instant(2)?, "due")?,
        payload: serde_json::from_str(&payload)
            .map_err(|e| Fault::new(format!("a timer's payload: {e}")))?,
    })
}
