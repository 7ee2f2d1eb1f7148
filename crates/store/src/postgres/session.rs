//! A PostgreSQL connection behind the session traits. Statements of a transaction are held back and sent together with
//! the next question, so that a request costs as few round trips as it asks questions.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::Fuse;
use tokio_postgres::types::Type;
use tokio_postgres::{Error, RowStream};

use super::bind::refuse_nul;
use super::control::{Control, Phase};
use super::copy;
use super::faults::{breaks_connection, fault, is_stale_plan};
use super::open::{PostgresOptions, Role, Wire};
use super::pipeline::{Answer, Step, Want, send};
use super::row::PostgresRow;
use super::statements::Statements;
use crate::dialect::Dialect;
use crate::fault::{Fault, FaultKind};
use crate::rows::NewRows;
use crate::session::{EachRow, Read, Session};
use crate::sql::Sql;

/// Held-back statements are sent at the latest when there are so many: their parameters take memory.
const HELD: usize = 512;
/// Rows that are handed over before the connection is asked for more.
const CHUNK: usize = 256;
/// How the writer learns which transaction it is in, to find out its fate should the connection break at the commit.
const WHICH: &str = "SELECT pg_current_xact_id()::text";

/// Rows that are still to come. Fused: this client's streams must not be asked again once they have ended.
type RowsLeft = Fuse<Pin<Box<RowStream>>>;

/// A connection to the server.
pub struct PostgresSession {
    options: Arc<PostgresOptions>,
    role: Role,
    wire: Wire,
    statements: Statements,
    held: Vec<Sql>,
    /// After what was sent.
    phase: Phase,
    /// After what is held back, if it succeeds.
    expected: Phase,
    /// The connection broke inside the transaction.
    lost: bool,
    /// The last failure was a prepared statement that the tables had outlived.
    stale_plan: bool,
    /// The open transaction's id.
    transaction: Option<String>,
    /// The id of the transaction in which the connection broke: the server may still be at it.
    orphan: Option<String>,
    round_trips: u64,
}

impl fmt::Debug for PostgresSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresSession")
            .field("role", &self.role)
            .field("phase", &self.phase)
            .field("held", &self.held.len())
            .finish_non_exhaustive()
    }
}

impl PostgresSession {
    pub(super) fn open(options: Arc<PostgresOptions>, role: Role) -> Result<Self, Fault> {
        let wire = Wire::open(&options, role)?;
        Ok(Self {
            options,
            role,
            wire,
            statements: Statements::default(),
            held: Vec::new(),
            phase: Phase::Idle,
            expected: Phase::Idle,
            lost: false,
            stale_plan: false,
            transaction: None,
            orphan: None,
            round_trips: 0,
        })
    }

    /// Whether the connection is known to be gone.
    pub fn is_broken(&self) -> bool {
        self.lost || self.wire.client.is_closed()
    }

    /// How often the server was waited for.
    pub fn round_trips(&self) -> u64 {
        self.round_trips
    }

    fn reconnect(&mut self) -> Result<(), Fault> {
        self.wire = Wire::open(&self.options, self.role)?;
        self.statements.clear();
        self.forget_transaction();
        self.lost = false;
        if let Some(orphan) = self.orphan.take() {
            self.end_orphan(&orphan);
        }
        Ok(())
    }

    /// A server that has not noticed the break would hold what the transaction holds, the log's head before all.
    fn end_orphan(&mut self, transaction: &str) {
        let mut sql = Sql::of(Dialect::Postgres, "SELECT pg_terminate_backend(pid) ");
        sql.push("FROM pg_stat_activity WHERE backend_xid = ").bind(transaction);
        sql.push("::text::xid8::xid");
        if let Err(fault) = self.each(&sql, &mut |_| Ok(true)) {
            tracing::warn!("ending a lost transaction: {fault}");
        }
    }

    /// Sends what is held back and `last` behind it; what came back for `last`.
    fn exchange(&mut self, last: Option<(&Sql, Want)>) -> Result<Option<Answer>, Fault> {
        if self.phase == Phase::Idle && self.is_broken() {
            let held = std::mem::take(&mut self.held);
            let expected = std::mem::replace(&mut self.expected, Phase::Idle);
            if let Err(fault) = self.reconnect() {
                // What was begun must not go on outside of a transaction should the server come back.
                self.phase = if expected == Phase::Idle { Phase::Idle } else { Phase::Failed };
                self.expected = self.phase;
                return Err(fault);
            }
            self.held = held;
            self.expected = expected;
        }
        let held = std::mem::take(&mut self.held);
        let steps = steps(&held, last, self.role);
        if steps.is_empty() {
            return Ok(None);
        }
        self.round_trips += 1;
        let sent = self.wire.block_on(send(&self.wire.client, &mut self.statements, &steps));
        match sent {
            Ok(mut answers) => {
                self.phase = self.expected;
                self.learn_transaction(&steps, &answers);
                Ok(if last.is_some() { answers.pop() } else { None })
            }
            Err(broken) => {
                let text = steps.get(broken.step).map_or("", |s| s.text);
                let committing = steps.iter().any(|s| Control::of(s.text) == Some(Control::Commit));
                let fault = self.failed(&broken.error, text);
                if committing && self.lost {
                    return self.fate(fault).map(|()| None);
                }
                Err(fault)
            }
        }
    }

    /// What an error means, and where it leaves the session.
    fn failed(&mut self, error: &Error, text: &str) -> Fault {
        let mut fault = fault(error, text);
        self.stale_plan = is_stale_plan(error);
        if self.stale_plan {
            self.statements.clear();
        }
        let inside = self.phase != Phase::Idle || self.expected != Phase::Idle;
        if breaks_connection(error) || self.wire.client.is_closed() {
            self.lost = true;
            self.orphan = self.transaction.take();
            // Nothing of the transaction is kept, and the next one finds a new connection.
            fault.kind = if inside { FaultKind::TransactionLost } else { FaultKind::Unreachable };
        }
        self.phase = if inside { Phase::Failed } else { Phase::Idle };
        self.expected = self.phase;
        fault
    }

    fn learn_transaction(&mut self, steps: &[Step<'_>], answers: &[Answer]) {
        for (step, answer) in steps.iter().zip(answers) {
            if step.text == WHICH
                && let Answer::Rows(rows) = answer
            {
                self.transaction = rows.first().and_then(|row| row.try_get(0).ok());
            }
        }
    }

    /// The connection broke at the commit: whether the server had committed.
    fn fate(&mut self, lost: Fault) -> Result<(), Fault> {
        let unknown = || {
            let message = format!("the outcome of a commit is unknown: {}", lost.message);
            Fault::of(FaultKind::Unreachable, message)
        };
        let Some(transaction) = self.orphan.clone() else { return Err(unknown()) };
        for _ in 0..100 {
            if self.is_broken() && self.reconnect().is_err() {
                std::thread::sleep(Duration::from_millis(100));
                continue;
            }
            let mut sql = Sql::of(Dialect::Postgres, "SELECT pg_xact_status(");
            sql.bind(transaction.as_str()).push("::text::xid8)");
            let mut status = None;
            let asked = self.each(&sql, &mut |row| {
                status = row.text(0)?;
                Ok(true)
            });
            match (asked, status.as_deref()) {
                (Ok(()), Some("committed")) => return Ok(()),
                (Ok(()), Some("aborted")) => return Err(lost),
                (Ok(()), Some(_)) | (Err(_), _) => std::thread::sleep(Duration::from_millis(100)),
                (Ok(()), None) => break,
            }
        }
        Err(unknown())
    }

    /// Holds a statement back, or steers without the server where nothing was sent yet.
    fn hold(&mut self, sql: &Sql, control: Option<Control>) -> Result<(), Fault> {
        match control {
            Some(Control::Begin) if self.is_broken() => self.forget_transaction(),
            Some(Control::Begin) if self.expected != Phase::Idle => {
                return Err(Fault::new("a transaction is open already"));
            }
            Some(Control::Begin) => self.transaction = None,
            Some(Control::Rollback) => return self.roll_back(),
            Some(Control::RollbackTo) => return self.roll_back_to(sql),
            _ => {}
        }
        self.refuse_after_failure(sql)?;
        self.held.push(sql.clone());
        if let Some(control) = control {
            self.expected = control.turns(self.expected);
        }
        if control == Some(Control::Commit) || self.held.len() >= HELD {
            self.flush()?;
        }
        Ok(())
    }

    fn refuse_after_failure(&self, sql: &Sql) -> Result<(), Fault> {
        if self.expected != Phase::Failed {
            return Ok(());
        }
        let message = format!("the transaction has failed before: {}", sql.text());
        Err(Fault::of(FaultKind::TransactionLost, message))
    }

    fn forget_transaction(&mut self) {
        self.held.clear();
        self.phase = Phase::Idle;
        self.expected = Phase::Idle;
        self.transaction = None;
    }

    fn roll_back(&mut self) -> Result<(), Fault> {
        let open = self.phase != Phase::Idle && !self.lost;
        self.forget_transaction();
        if !open {
            return Ok(());
        }
        self.exchange(Some((&Sql::of(Dialect::Postgres, "ROLLBACK"), Want::Nothing))).map(|_| ())
    }

    /// When the savepoint itself is still held back, nothing behind it was sent and nothing needs to be taken back.
    fn roll_back_to(&mut self, sql: &Sql) -> Result<(), Fault> {
        if self.lost {
            let message = "the connection broke inside the transaction";
            return Err(Fault::of(FaultKind::TransactionLost, message));
        }
        let name = sql.text().split_whitespace().last().unwrap_or_default();
        let savepoint = format!("SAVEPOINT {name}");
        if let Some(place) = self.held.iter().rposition(|s| s.text() == savepoint) {
            self.held.truncate(place + 1);
            return Ok(());
        }
        self.held.clear();
        self.phase = Phase::Open;
        self.expected = Phase::Open;
        self.held.push(sql.clone());
        Ok(())
    }

    fn rows(&mut self, sql: &Sql) -> Result<RowsLeft, Fault> {
        match self.exchange(Some((sql, Want::Stream)))? {
            Some(Answer::Stream(stream)) => Ok(stream.fuse()),
            _ => Err(Fault::new(format!("no answer: {}", sql.text()))),
        }
    }

    /// Hands rows over outside the runtime, so that the receiver may use other sessions.
    fn deliver(
        &mut self,
        sql: &Sql,
        mut stream: RowsLeft,
        row: EachRow<'_>,
        delivered: &mut bool,
    ) -> Result<(), Fault> {
        loop {
            let chunk = self.wire.block_on(next_chunk(&mut stream));
            let chunk = chunk.map_err(|e| self.failed(&e, sql.text()))?;
            if chunk.is_empty() {
                return Ok(());
            }
            *delivered = true;
            for found in &chunk {
                let outcome = row(&PostgresRow(found));
                if let Ok(true) = outcome {
                    continue;
                }
                // A failure behind the last row wanted would turn the COMMIT into a silent rollback.
                if self.phase != Phase::Idle {
                    self.drain(sql, &mut stream)?;
                }
                return outcome.map(|_| ());
            }
        }
    }

    fn drain(&mut self, sql: &Sql, stream: &mut RowsLeft) -> Result<(), Fault> {
        let rest = async {
            while let Some(row) = stream.next().await {
                row?;
            }
            Ok(())
        };
        self.wire.block_on(rest).map_err(|e: Error| self.failed(&e, sql.text()))
    }

    /// Whether asking a lone question again can help: then nothing of it was done yet.
    fn may_ask_again(&self, fault: &Fault) -> bool {
        self.stale_plan || (self.role == Role::Reader && fault.kind == FaultKind::Unreachable)
    }
}

impl Read for PostgresSession {
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn each(&mut self, sql: &Sql, row: EachRow<'_>) -> Result<(), Fault> {
        if Control::of(sql.text()).is_some() {
            return Err(Fault::new(format!("not a question: {}", sql.text())));
        }
        refuse_nul(sql)?;
        self.refuse_after_failure(sql)?;
        let alone = self.expected == Phase::Idle && self.held.is_empty();
        let mut delivered = false;
        let asked =
            self.rows(sql).and_then(|stream| self.deliver(sql, stream, row, &mut delivered));
        match asked {
            Err(fault) if alone && !delivered && self.may_ask_again(&fault) => {
                let stream = self.rows(sql)?;
                self.deliver(sql, stream, row, &mut delivered)
            }
            asked => asked,
        }
    }
}

impl Session for PostgresSession {
    fn execute(&mut self, sql: &Sql) -> Result<(), Fault> {
        refuse_nul(sql)?;
        let control = Control::of(sql.text());
        if control.is_none() && self.expected == Phase::Idle {
            return self.count(sql).map(|_| ());
        }
        self.hold(sql, control)
    }

    fn count(&mut self, sql: &Sql) -> Result<u64, Fault> {
        if let Some(control) = Control::of(sql.text()) {
            self.hold(sql, Some(control))?;
            return self.flush().map(|()| 0);
        }
        refuse_nul(sql)?;
        self.refuse_after_failure(sql)?;
        match self.exchange(Some((sql, Want::Count)))? {
            Some(Answer::Count(n)) => Ok(n),
            _ => Ok(0),
        }
    }

    fn add_rows(&mut self, new: &NewRows) -> Result<(), Fault> {
        if new.rows.is_empty() {
            return Ok(());
        }
        if self.expected == Phase::Idle {
            return Err(Fault::new("rows are added in a transaction"));
        }
        let text = copy::copy_of(new);
        self.refuse_after_failure(&Sql::of(Dialect::Postgres, &text))?;
        self.flush()?;
        self.round_trips += 1;
        let (wire, statements) = (&self.wire, &mut self.statements);
        let prepared = wire.block_on(async {
            let types = copy::prepared(&wire.client, statements, &copy::types_of(new)).await?;
            Ok((types, copy::prepared(&wire.client, statements, &text).await?))
        });
        let (types, statement) = prepared.map_err(|e| self.failed(&e, &text))?;
        let types: Vec<Type> = types.columns().iter().map(|c| c.type_().clone()).collect();
        let rows = copy::encoded(new, &types)?;
        let copied = self.wire.block_on(copy::copy(&self.wire.client, &statement, rows));
        copied.map_err(|e| self.failed(&e, &text))
    }

    fn script(&mut self, text: &str) -> Result<(), Fault> {
        let sql = Sql::of(Dialect::Postgres, text);
        if let Some(control) = Control::of(text) {
            return self.hold(&sql, Some(control));
        }
        self.refuse_after_failure(&sql)?;
        let done = self.exchange(Some((&sql, Want::Nothing))).map(|_| ());
        // It may have been DDL: what was prepared for the old tables is of no use.
        self.statements.clear();
        done
    }

    fn flush(&mut self) -> Result<(), Fault> {
        self.exchange(None).map(|_| ())
    }

    fn is_in_transaction(&mut self) -> bool {
        self.expected != Phase::Idle && !self.is_broken()
    }

    fn is_committable(&mut self) -> bool {
        self.expected == Phase::Open && !self.is_broken()
    }
}

fn steps<'a>(held: &'a [Sql], last: Option<(&'a Sql, Want)>, role: Role) -> Vec<Step<'a>> {
    let mut steps = Vec::with_capacity(held.len() + 2);
    for sql in held {
        let control = Control::of(sql.text());
        let want = if control.is_some() { Want::Nothing } else { Want::Count };
        steps.push(Step { text: sql.text(), params: sql.params(), want });
        if control == Some(Control::Begin) && role == Role::Writer {
            steps.push(Step { text: WHICH, params: &[], want: Want::Rows });
        }
    }
    if let Some((sql, want)) = last {
        steps.push(Step { text: sql.text(), params: sql.params(), want });
    }
    steps
}

/// The rows that are there, at least one unless the stream has ended.
async fn next_chunk(stream: &mut RowsLeft) -> Result<Vec<tokio_postgres::Row>, Error> {
    let mut chunk = Vec::new();
    std::future::poll_fn(|cx| {
        while chunk.len() < CHUNK {
            match stream.poll_next_unpin(cx) {
                Poll::Ready(Some(Ok(row))) => chunk.push(row),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Err(error)),
                Poll::Ready(None) => return Poll::Ready(Ok(())),
                Poll::Pending if chunk.is_empty() => return Poll::Pending,
                Poll::Pending => return Poll::Ready(Ok(())),
            }
        }
        Poll::Ready(Ok(()))
    })
    .await?;
    Ok(chunk)
}
