//! One batch: begin, run each member in a savepoint, seal, commit, answer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::SyncSender;

use model::{Code, Rejection, Seq};

use super::Connect;
use super::queue::{Queue, Request};
use crate::commits::Commits;
use crate::fault::{Error, Fault, FaultKind};
use crate::head::{self, Head};
use crate::session::Session;
use crate::sql::Sql;
use crate::tx::Tx;

/// The writer thread.
pub(super) fn run(
    mut connect: Connect,
    queue: &Queue,
    commits: &Commits,
    opened: &SyncSender<Result<(), Fault>>,
) {
    let mut session = match connect() {
        Ok(session) => {
            // Whoever started the writer may have given up waiting.
            drop(opened.send(Ok(())));
            Some(session)
        }
        Err(fault) => {
            drop(opened.send(Err(fault)));
            return;
        }
    };
    while let Some(batch) = queue.take() {
        if session.is_none() {
            session = connect().map_err(|e| tracing::error!("reconnecting the writer: {e}")).ok();
        }
        let Some(live) = session.as_deref_mut() else {
            for request in batch {
                answer(&request, Err(unreachable().into()));
            }
            continue;
        };
        if !together(live, batch, commits) {
            session = None;
        }
    }
}

/// Runs a batch; whether the connection can still be used.
fn together(session: &mut dyn Session, batch: Vec<Request>, commits: &Commits) -> bool {
    match attempt(session, &batch, commits) {
        Ok((head, outcomes)) => {
            commits.raise(&head);
            for (request, outcome) in batch.iter().zip(outcomes) {
                answer(request, outcome.map(|()| head.seq).map_err(told));
            }
            true
        }
        Err(lost) if batch.len() == 1 => {
            let usable = recover(session, &lost);
            for request in &batch {
                answer(request, Err(meaning(lost.clone())));
            }
            usable
        }
        Err(lost) => {
            tracing::warn!("a batch of {} was lost and is run again singly: {lost}", batch.len());
            let mut usable = recover(session, &lost);
            for request in batch {
                if usable {
                    usable = together(session, vec![request], commits);
                } else {
                    answer(&request, Err(unreachable().into()));
                }
            }
            usable
        }
    }
}

/// One transaction. `Err` means that nothing of it was kept.
#[expect(clippy::type_complexity, reason = "the head and one outcome a member")]
fn attempt(
    session: &mut dyn Session,
    batch: &[Request],
    commits: &Commits,
) -> Result<(Head, Vec<Result<(), Error>>), Fault> {
    let begin = if session.dialect().is_postgres() { "BEGIN" } else { "BEGIN IMMEDIATE" };
    command(session, begin)?;
    let held = head::hold(session)?;
    let mut tx = Tx::new(session, held);
    let mut outcomes = Vec::with_capacity(batch.len());
    for request in batch {
        outcomes.push(member(&mut tx, request, batch.len() > 1)?);
    }
    let head = tx.seal()?;
    commits.about_to();
    command(tx.session(), "COMMIT")?;
    tx.session().flush()?;
    Ok((head, outcomes))
}

/// One member in its savepoint. `Err` means that the whole transaction is lost.
fn member(tx: &mut Tx<'_>, request: &Request, shared: bool) -> Result<Result<(), Error>, Fault> {
    let mark = tx.mark();
    command(tx.session(), "SAVEPOINT member")?;
    let ran = catch_unwind(AssertUnwindSafe(|| (request.run)(tx)));
    let outcome = match ran {
        Ok(outcome) => outcome.and_then(|()| Ok(tx.session().flush()?)),
        Err(_) => Err(Fault::new("a request panicked").into()),
    };
    // A statement that fails can end the whole transaction; a savepoint made then would open a new one.
    if !tx.session().is_in_transaction() {
        return Err(match outcome {
            Err(Error::Fault(fault)) => fault,
            _ => Fault::of(FaultKind::TransactionLost, "the transaction ended inside a request"),
        });
    }
    match outcome {
        Ok(()) => {
            command(tx.session(), "RELEASE member")?;
            Ok(Ok(()))
        }
        Err(Error::Fault(fault)) if shared && is_total(&fault.kind) => Err(fault),
        Err(error) => {
            tx.forget_since(mark);
            command(tx.session(), "ROLLBACK TO member")?;
            command(tx.session(), "RELEASE member")?;
            tx.session().flush()?;
            Ok(Err(error))
        }
    }
}

/// Whether a fault may have taken the neighbours along, or would take them at the commit.
fn is_total(kind: &FaultKind) -> bool {
    matches!(kind, FaultKind::TransactionLost | FaultKind::DiskFull | FaultKind::Unreachable)
}

/// Brings the connection back to where a transaction can begin; whether that worked.
fn recover(session: &mut dyn Session, lost: &Fault) -> bool {
    if lost.kind == FaultKind::Unreachable {
        return false;
    }
    if !session.is_in_transaction() {
        return true;
    }
    command(session, "ROLLBACK").and_then(|()| session.flush()).is_ok()
}

fn command(session: &mut dyn Session, text: &str) -> Result<(), Fault> {
    let sql = Sql::of(session.dialect(), text);
    session.execute(&sql)
}

fn told(error: Error) -> Error {
    match error {
        Error::Fault(fault) => meaning(fault),
        rejected @ Error::Rejected(_) => rejected,
    }
}

fn meaning(fault: Fault) -> Error {
    match fault.kind {
        FaultKind::DiskFull => Rejection::new(Code::DiskFull).into(),
        _ => fault.into(),
    }
}

fn unreachable() -> Fault {
    Fault::of(FaultKind::Unreachable, "the database cannot be reached")
}

fn answer(request: &Request, outcome: Result<Seq, Error>) {
    // The caller may have gone; the write stands either way.
    drop(request.answer.send(outcome));
}
