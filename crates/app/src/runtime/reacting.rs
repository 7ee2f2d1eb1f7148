//! Runs one reactor over the log: reads behind its cursor, hands over what it wants, and moves the cursor in the
//! transaction of what it did.
//!
//! What fails and does not pass by itself is narrowed down to one change. That change is tried [`PATIENCE`] times; then
//! it is parked: logged, told to the administrators, and passed over. One bad change shall not stop the follow-ups of
//! all later ones; what was passed over stays in the log.

use std::collections::VecDeque;
use std::sync::Arc;

use model::notice::{Notice, NoticeKind};
use model::{NoticeId, Seq};
use store::log::Logged;
use store::{Error, cursors, notices};

use super::backoff::{is_outrun, is_passing, pause};
use super::holder::Holder;
use super::stop::Stop;
use super::{POLL, TICK, is_news};
use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::reactors::{Happened, Reactor, Turn, administrators, expand};

/// Entries read at once.
const READ: u32 = 200;
/// Changes in one transaction.
const BATCH: usize = 500;
/// Tries of a single change before it is parked.
const PATIENCE: u32 = 5;
/// A cursor is also written down when this much was passed over that the reactor did not want.
const LAZY: Seq = 1_000;

/// A reactor at work.
pub struct Reacting {
    reactor: Arc<dyn Reactor>,
    /// The cursor as it is in the database; none = to be read again.
    durable: Option<Seq>,
    /// How far the log was read: beyond `durable` lies only what the reactor does not want.
    position: Seq,
    /// What was read of the log and is not behind `position` yet: an import's entries are dear to read twice.
    ahead: VecDeque<Arc<Logged>>,
    limit: usize,
    failures: u32,
}

/// What a turn came to.
#[derive(Debug)]
pub enum Turned {
    /// There is nothing behind the cursor.
    Quiet,
    /// Something was done or passed over.
    Worked,
    /// It failed and is to be tried again.
    Failed(Error),
}

impl Reacting {
    /// Goes on where the cursor is.
    pub fn new(reactor: Arc<dyn Reactor>) -> Self {
        Self {
            reactor,
            durable: None,
            position: 0,
            ahead: VecDeque::new(),
            limit: BATCH,
            failures: 0,
        }
    }

    /// Turns until there is nothing behind the cursor; whether anything was done.
    ///
    /// # Errors
    /// What only passes with time.
    pub fn catch_up(&mut self, platform: &Platform) -> Result<bool, Error> {
        let mut worked = false;
        loop {
            match self.turn(platform) {
                Turned::Quiet => return Ok(worked),
                Turned::Failed(error) if is_passing(&error) => return Err(error),
                Turned::Worked | Turned::Failed(_) => worked = true,
            }
        }
    }

    /// Reacts to the next changes, at most one transaction.
    pub fn turn(&mut self, platform: &Platform) -> Turned {
        match self.attempt(platform) {
            Ok(true) => Turned::Worked,
            Ok(false) => Turned::Quiet,
            Err(error) => {
                // Whatever happened, the database knows best where the cursor is, and what is there.
                self.durable = None;
                self.ahead.clear();
                if is_outrun(&error) {
                    return Turned::Worked;
                }
                self.failures += 1;
                if !is_passing(&error) {
                    tracing::warn!("reactor {} failed: {error}", self.reactor.name());
                    if self.limit > 1 {
                        self.limit = 1;
                        self.failures = 0;
                    }
                }
                Turned::Failed(error)
            }
        }
    }

    fn attempt(&mut self, platform: &Platform) -> Result<bool, Error> {
        let durable = self.cursor(platform)?;
        let position = self.position;
        while self.ahead.pop_front_if(|entry| entry.last <= position).is_some() {}
        if self.ahead.is_empty() {
            self.ahead = platform.store().log_after(position, READ)?.into();
        }
        let changes = expand(self.ahead.iter().cloned().collect::<Vec<_>>(), position, self.limit);
        let Some(to) = changes.last().map(|c| c.seq) else { return Ok(false) };
        let catalog = platform.catalog()?;
        let wanted: Vec<Happened> =
            changes.into_iter().filter(|c| self.reactor.wants(&catalog, c)).collect();
        if wanted.is_empty() || platform.store().read(|read| self.reactor.is_idle(read))? {
            self.pass_over(platform, (durable, to))?;
        } else if self.failures >= PATIENCE && self.limit == 1 {
            self.park(platform, (durable, to))?;
        } else {
            self.react(platform, (&catalog, wanted), (durable, to))?;
        }
        Ok(true)
    }

    fn cursor(&mut self, platform: &Platform) -> Result<Seq, Error> {
        if let Some(durable) = self.durable {
            return Ok(durable);
        }
        let name = self.reactor.name();
        let durable = platform.store().read(|read| cursors::find(read, name))?;
        self.durable = Some(durable);
        self.position = self.position.max(durable);
        Ok(durable)
    }

    fn pass_over(&mut self, platform: &Platform, (from, to): (Seq, Seq)) -> Result<(), Error> {
        if to - from >= LAZY {
            let name = self.reactor.name();
            platform.write_chunk(move |tx, _| Ok(cursors::advance(tx, name, (from, to))?))?;
            self.durable = Some(to);
        }
        self.arrive(to);
        Ok(())
    }

    fn react(
        &mut self,
        platform: &Platform,
        (catalog, wanted): (&Catalog, Vec<Happened>),
        (from, to): (Seq, Seq),
    ) -> Result<(), Error> {
        let (reactor, ports, now) =
            (Arc::clone(&self.reactor), platform.ports().clone(), platform.now());
        let prepared = reactor.prepare(catalog, &wanted);
        platform.write_chunk(move |tx, catalog| {
            let mut turn = Turn { tx, catalog, ports: &ports, now, prepared: &prepared };
            reactor.react(&mut turn, &wanted)?;
            Ok(cursors::advance(turn.tx, reactor.name(), (from, to))?)
        })?;
        self.durable = Some(to);
        self.arrive(to);
        Ok(())
    }

    /// Passes over one change that cannot be reacted to, and tells the administrators.
    fn park(&mut self, platform: &Platform, (from, to): (Seq, Seq)) -> Result<(), Error> {
        let (name, ports, now) = (self.reactor.name(), platform.ports().clone(), platform.now());
        tracing::error!(
            "reactor {name} passes over the change {to}, which failed {PATIENCE} times"
        );
        platform.write_chunk(move |tx, catalog| {
            for person in administrators(catalog) {
                let notice = Notice {
                    id: NoticeId(ports.ids.next()),
                    person,
                    kind: NoticeKind::ReactionParked,
                    at: now,
                    form: None,
                    record: None,
                    read: false,
                    params: serde_json::json!({ "reactor": name, "seq": to }),
                };
                notices::add(tx, &notice, Some(&format!("parked:{name}:{to}:{person}")))?;
            }
            Ok(cursors::advance(tx, name, (from, to))?)
        })?;
        self.durable = Some(to);
        self.arrive(to);
        Ok(())
    }

    fn arrive(&mut self, to: Seq) {
        self.position = to;
        self.failures = 0;
        self.limit = (self.limit * 2).min(BATCH);
    }
}

/// The thread of one reactor.
pub(super) fn run(mut reacting: Reacting, platform: &Platform, mut holder: Holder, stop: &Stop) {
    while !stop.is_asked() {
        let seen = platform.store().commits().wait_beyond(reacting.position, TICK);
        if seen <= reacting.position && reacting.durable.is_some() {
            continue;
        }
        match holder.holds(platform) {
            Ok(true) => {}
            Ok(false) => {
                // Another node is at it; its cursor is read again should this one take over.
                reacting.durable = None;
                stop.wait(POLL * 2);
                continue;
            }
            Err(error) => {
                if is_news(platform, &error) {
                    tracing::warn!("a reactor's lease: {error}");
                }
                stop.wait(POLL);
                continue;
            }
        }
        match reacting.turn(platform) {
            Turned::Worked => {}
            Turned::Quiet => stop.wait(TICK / 10),
            Turned::Failed(_) => stop.wait(pause(reacting.failures.max(1))),
        }
    }
    holder.release(platform);
}
