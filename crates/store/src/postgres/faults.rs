//! What PostgreSQL's errors mean to those who retry.

use std::error::Error as StdError;

use tokio_postgres::Error;
use tokio_postgres::error::SqlState;

use crate::fault::{Fault, FaultKind};

/// The fault that an error of the client stands for. The statement's text goes along; of the server's words only the
/// primary message, because detail, hint and context quote values, and for data errors not even that.
pub(super) fn fault(error: &Error, text: &str) -> Fault {
    let Some(db) = error.as_db_error() else { return outside(error, text) };
    let code = db.code();
    let message = if code.code().starts_with("22") { "" } else { db.message() };
    let message = format!("PostgreSQL {}: {message}: {text}", code.code());
    let kind = if *code == SqlState::UNIQUE_VIOLATION {
        FaultKind::Unique(db.constraint().unwrap_or_default().to_owned())
    } else if *code == SqlState::DISK_FULL {
        FaultKind::DiskFull
    } else if is_lost(code) || is_stale_plan(error) {
        FaultKind::TransactionLost
    } else if is_down(code) {
        FaultKind::Unreachable
    } else if [SqlState::LOCK_NOT_AVAILABLE, SqlState::QUERY_CANCELED].contains(code) {
        // What was broken off by somebody else, who changes the table or stops the server, is done later.
        FaultKind::Busy
    } else {
        FaultKind::Other
    };
    Fault::of(kind, message)
}

/// Errors that did not come from the server: the connection broke, or a value does not fit its parameter.
fn outside(error: &Error, text: &str) -> Fault {
    let cause = error.source().map(ToString::to_string).unwrap_or_default();
    let kind = if is_refused(error) { FaultKind::Other } else { FaultKind::Unreachable };
    Fault::of(kind, format!("{error}: {cause}: {text}"))
}

/// Whether a value was refused before it was sent.
fn is_refused(error: &Error) -> bool {
    error.source().is_some_and(|s| s.is::<Fault>() || s.is::<std::num::TryFromIntError>())
}

/// Whether the connection cannot be used after this error.
pub(super) fn breaks_connection(error: &Error) -> bool {
    error.as_db_error().map_or(!is_refused(error), |db| is_down(db.code()))
}

/// Whether a prepared statement must be made again, since the tables changed under it or the server forgot it.
pub(super) fn is_stale_plan(error: &Error) -> bool {
    error.as_db_error().is_some_and(|db| {
        *db.code() == SqlState::INVALID_SQL_STATEMENT_NAME
            || (*db.code() == SqlState::FEATURE_NOT_SUPPORTED
                && db.message().starts_with("cached plan must not change"))
    })
}

fn is_lost(code: &SqlState) -> bool {
    [
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::IN_FAILED_SQL_TRANSACTION,
    ]
    .contains(code)
}

/// Class 08, shut down, starting up, idle too long in a transaction, too many connections.
fn is_down(code: &SqlState) -> bool {
    let code = code.code();
    code.starts_with("08") || code.starts_with("57P") || code == "25P03" || code == "53300"
}
