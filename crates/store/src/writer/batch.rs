//! The writer thread: takes batches, runs each as one transaction, answers; singly when that does not work.

use std::sync::mpsc::SyncSender;

use model::{Code, Rejection, Seq};

use super::Connect;
use super::attempt::{Care, attempt, steer};
use super::queue::{Queue, Request};
use crate::commits::Commits;
use crate::fault::{Error, Fault, FaultKind};
use crate::outage::Outage;
use crate::session::Session;

/// The writer thread.
pub(super) fn run(
    mut connect: Connect,
    queue: &Queue,
    (commits, outage): (&Commits, &Outage),
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
            let reconnected = connect().map_err(|fault| {
                if outage.is_news(&fault) {
                    tracing::error!("reconnecting the writer: {fault}");
                }
            });
            session = reconnected.ok();
        }
        let Some(live) = session.as_deref_mut() else {
            for request in batch {
                answer(&request, Err(unreachable().into()));
            }
            continue;
        };
        let yields = matches!(batch.as_slice(), [only] if only.yields);
        if yields {
            live.give_way(Some(Box::new(queue.is_wanted())));
        }
        let usable = together(live, batch, commits);
        if yields {
            live.give_way(None);
        }
        if !usable {
            session = None;
        }
    }
}

/// Runs a batch; whether the connection can still be used.
fn together(session: &mut dyn Session, batch: Vec<Request>, commits: &Commits) -> bool {
    let mut lost = None;
    for care in Care::in_turn(session.dialect()) {
        match attempt(session, &batch, *care, commits) {
            Ok((head, outcomes)) => {
                commits.raise(&head);
                for (request, outcome) in batch.iter().zip(outcomes) {
                    answer(request, outcome.map(|()| head.seq).map_err(told));
                }
                return true;
            }
            Err(fault) if recover(session, &fault) => lost = Some(fault),
            Err(fault) => {
                for request in &batch {
                    answer(request, Err(meaning(fault.clone())));
                }
                return false;
            }
        }
    }
    let lost = lost.unwrap_or_else(unreachable);
    if let [request] = batch.as_slice() {
        answer(request, Err(meaning(lost)));
        return true;
    }
    tracing::warn!("a batch of {} was lost and is run again singly: {lost}", batch.len());
    let mut usable = true;
    for request in batch {
        if usable {
            usable = together(session, vec![request], commits);
        } else {
            answer(&request, Err(unreachable().into()));
        }
    }
    usable
}

/// Brings the connection back to where a transaction can begin; whether that worked.
fn recover(session: &mut dyn Session, lost: &Fault) -> bool {
    // Whoever holds what is needed for so long will not be done for the next one either.
    if matches!(lost.kind, FaultKind::Unreachable | FaultKind::Busy) {
        return false;
    }
    if !session.is_in_transaction() {
        return true;
    }
    steer(session, "ROLLBACK").and_then(|()| session.flush()).is_ok()
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
