//! One attempt at a batch: begin, run the members, seal, commit. What an attempt does not keep, it keeps nothing of.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::queue::Request;
use crate::commits::Commits;
use crate::dialect::Dialect;
use crate::fault::{Error, Fault, FaultKind};
use crate::head::{self, Head};
use crate::session::Session;
use crate::sql::Sql;
use crate::tx::Tx;

/// How members are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// By nothing: statements of all members travel together, which saves a round trip for each. A member that says no
    /// before it wrote anything harms nobody; whatever else goes wrong is sorted out by the next attempt.
    Trusting,
    /// Each by a savepoint, and by waiting for its statements before the next one begins.
    Savepoints,
}

impl Care {
    /// The attempts at a batch.
    pub(super) fn in_turn(dialect: Dialect) -> &'static [Self] {
        match dialect {
            // Savepoints cost next to nothing where there is no wire.
            Dialect::Sqlite => &[Self::Savepoints],
            Dialect::Postgres => &[Self::Trusting, Self::Savepoints],
        }
    }
}

/// The head after the commit, and what became of each member.
pub(super) type Kept = (Head, Vec<Outcome>);
type Outcome = Result<(), Error>;

/// One transaction. `Err` means that nothing of it was kept.
pub(super) fn attempt(
    session: &mut dyn Session,
    batch: &[Request],
    care: Care,
    commits: &Commits,
) -> Result<Kept, Fault> {
    let begin = if session.dialect().is_postgres() { "BEGIN" } else { "BEGIN IMMEDIATE" };
    steer(session, begin)?;
    let held = head::hold(session)?;
    let mut tx = Tx::new(session, held);
    let mut outcomes = Vec::with_capacity(batch.len());
    for request in batch {
        outcomes.push(match care {
            Care::Trusting => trusted(&mut tx, request)?,
            Care::Savepoints => guarded(&mut tx, request, batch.len() > 1)?,
        });
    }
    let head = tx.seal()?;
    let sealed = tx.take_sealed();
    commits.about_to();
    steer(tx.session(), "COMMIT")?;
    tx.session().flush()?;
    commits.keep(sealed);
    Ok((head, outcomes))
}

/// One member among trusted ones. `Err` means that the attempt must be given up, perhaps because of an earlier member
/// whose statement failed only now.
fn trusted(tx: &mut Tx<'_>, request: &Request) -> Result<Outcome, Fault> {
    let mark = tx.mark();
    let outcome = run(tx, request);
    if tx.is_committable() && (outcome.is_ok() || !tx.wrote_since(&mark)) {
        return Ok(outcome);
    }
    Err(match outcome {
        Err(Error::Fault(fault)) => fault,
        _ => Fault::of(FaultKind::TransactionLost, "a member of the batch needs a savepoint"),
    })
}

/// One member in its savepoint. `Err` means that the whole transaction is lost.
fn guarded(tx: &mut Tx<'_>, request: &Request, shared: bool) -> Result<Outcome, Fault> {
    let mark = tx.mark();
    steer(tx.session(), "SAVEPOINT member")?;
    let outcome = run(tx, request).and_then(|()| Ok(tx.session().flush()?));
    // A statement that fails can end the whole transaction; a savepoint made then would open a new one.
    if !tx.session().is_in_transaction() {
        return Err(match outcome {
            Err(Error::Fault(fault)) => fault,
            _ => Fault::of(FaultKind::TransactionLost, "the transaction ended inside a request"),
        });
    }
    match outcome {
        Ok(()) => {
            steer(tx.session(), "RELEASE member")?;
            Ok(Ok(()))
        }
        Err(Error::Fault(fault)) if shared && is_total(&fault.kind) => Err(fault),
        Err(error) => {
            tx.forget_since(mark);
            steer(tx.session(), "ROLLBACK TO member")?;
            steer(tx.session(), "RELEASE member")?;
            tx.session().flush()?;
            Ok(Err(error))
        }
    }
}

fn run(tx: &mut Tx<'_>, request: &Request) -> Outcome {
    let ran = catch_unwind(AssertUnwindSafe(|| (request.run)(tx)));
    ran.unwrap_or_else(|_| Err(Fault::new("a request panicked").into()))
}

/// Whether a fault may have taken the neighbours along, or would take them at the commit.
fn is_total(kind: &FaultKind) -> bool {
    matches!(
        kind,
        FaultKind::TransactionLost | FaultKind::DiskFull | FaultKind::Unreachable | FaultKind::Busy
    )
}

/// Runs a statement that steers the transaction.
pub(super) fn steer(session: &mut dyn Session, text: &str) -> Result<(), Fault> {
    let sql = Sql::of(session.dialect(), text);
    session.execute(&sql)
}
