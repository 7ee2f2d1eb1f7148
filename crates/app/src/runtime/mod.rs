//! The threads of one node: a reactor each, timers, deliveries, jobs, live screens, and on PostgreSQL one that looks
//! for what other nodes wrote.
//!
//! Nothing here decides what happens; it decides when. Every loop is a function that does what is due and returns, so
//! tests run them by hand with [`drain`]. Begin with [`Runtime`].

mod backoff;
mod deliveries;
mod holder;
mod reacting;
mod stop;
mod timing;
mod working;

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use store::{Dialect, Error, Fault, head};

use crate::platform::Platform;
use crate::reactors;
use holder::Holder;
use stop::Stop;

pub use reacting::{Reacting, Turned};
pub use timing::fire_due;

/// Due things are looked for this often.
const TICK: Duration = Duration::from_millis(500);
/// What other nodes wrote is looked for this often.
const POLL: Duration = Duration::from_secs(1);
/// Jobs at work at once on one node, so that a short export need not wait for a long import.
const JOBS: usize = 2;
/// What is over (sessions, links, keys of requests) is forgotten this often.
const PURGE: Duration = Duration::from_secs(60 * 60);
/// Deliveries at once on one node, so that one slow receiver does not hold up all others.
const DELIVERIES: usize = 3;

/// The running threads. Dropping it stops and joins them.
pub struct Runtime {
    stop: Arc<Stop>,
    threads: Vec<JoinHandle<()>>,
}

impl Runtime {
    /// Starts the threads of this node.
    ///
    /// # Errors
    /// When the system gives no threads; those already started are stopped again.
    pub fn start(platform: &Arc<Platform>) -> Result<Self, Fault> {
        let mut runtime = Self { stop: Arc::new(Stop::default()), threads: Vec::new() };
        for reactor in reactors::all() {
            let name = format!("react-{}", reactor.name());
            runtime.spawn(platform, &name, move |platform, stop| {
                let holder = Holder::of(platform, reactor.name());
                reacting::run(Reacting::new(reactor), platform, holder, stop);
            })?;
        }
        runtime.spawn(platform, "search-rule", |platform, stop| {
            once((platform, stop), Platform::renew_old_search);
        })?;
        runtime.tick(platform, "timers", timing::fire_due)?;
        runtime.tick(platform, "indexes", Platform::make_wanted_index)?;
        runtime.tick(platform, "search", Platform::settle_search)?;
        for n in 0..DELIVERIES {
            runtime.tick(platform, &format!("outbox-{n}"), deliveries::deliver_due)?;
        }
        for n in 0..JOBS {
            runtime.spawn(platform, &format!("jobs-{n}"), |platform, stop| {
                every_tick((platform, stop), || working::work(platform, &|| stop.is_asked()));
            })?;
        }
        runtime.spawn(platform, "live", |platform, stop| {
            while !stop.is_asked() {
                platform.store().commits().wait_beyond(platform.live().seen(), TICK);
                if let Err(error) = platform.live().pump(platform) {
                    if is_news(platform, &error) {
                        tracing::warn!("live screens: {error}");
                    }
                    stop.wait(POLL);
                }
            }
        })?;
        runtime.spawn(platform, "purge", forget_what_is_over)?;
        if platform.store().dialect() == Dialect::Postgres {
            runtime.spawn(platform, "head", follow_head)?;
        }
        Ok(runtime)
    }

    /// Asks all threads to stop after what they are doing, and waits for them.
    pub fn stop(self) {
        drop(self);
    }

    fn tick(
        &mut self,
        platform: &Arc<Platform>,
        name: &str,
        due: fn(&Platform) -> Result<usize, Error>,
    ) -> Result<(), Fault> {
        self.spawn(platform, name, move |platform, stop| {
            every_tick((platform, stop), || due(platform).map(|done| done > 0));
        })
    }

    fn spawn(
        &mut self,
        platform: &Arc<Platform>,
        name: &str,
        run: impl FnOnce(&Platform, &Stop) + Send + 'static,
    ) -> Result<(), Fault> {
        let (platform, stop) = (Arc::clone(platform), Arc::clone(&self.stop));
        let thread = std::thread::Builder::new()
            .name(format!("clew-{name}"))
            .spawn(move || run(&platform, &stop))
            .map_err(|e| Fault::new(format!("starting thread {name}: {e}")))?;
        self.threads.push(thread);
        Ok(())
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        self.stop.ask();
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a thread of the runtime had panicked");
            }
        }
    }
}

/// Does what is due, again at once while there was something, else at the next tick.
fn every_tick((platform, stop): (&Platform, &Stop), mut due: impl FnMut() -> Result<bool, Error>) {
    while !stop.is_asked() {
        match due() {
            Ok(true) => {}
            Ok(false) => stop.wait(TICK),
            Err(error) => {
                if is_news(platform, &error) {
                    tracing::warn!("what is due could not be done: {error}");
                }
                stop.wait(POLL);
            }
        }
    }
}

/// Does at the start what may have to wait until the database answers.
fn once((platform, stop): (&Platform, &Stop), act: impl Fn(&Platform) -> Result<usize, Error>) {
    while !stop.is_asked() {
        match act(platform) {
            Ok(_) => return,
            Err(error) => {
                if is_news(platform, &error) {
                    tracing::warn!("what is done at the start could not be done: {error}");
                }
                stop.wait(POLL);
            }
        }
    }
}

/// Whether an error is to be logged: that the database cannot be reached is said once an outage.
fn is_news(platform: &Platform, error: &Error) -> bool {
    platform.store().outage().is_news_of(error)
}

/// Forgets what is over, at the start and every hour.
fn forget_what_is_over(platform: &Platform, stop: &Stop) {
    while !stop.is_asked() {
        if let Err(error) = platform.purge_expired()
            && is_news(platform, &error)
        {
            tracing::warn!("what is over could not be forgotten: {error}");
        }
        stop.wait(PURGE);
    }
}

/// Makes known what other nodes committed.
fn follow_head(platform: &Platform, stop: &Stop) {
    while !stop.is_asked() {
        match platform.store().read(|read| head::read(read)) {
            Ok(head) => platform.store().commits().raise(&head),
            Err(fault) if is_news(platform, &fault.clone().into()) => {
                tracing::warn!("the log's head: {fault}");
            }
            Err(_) => {}
        }
        stop.wait(POLL);
    }
}

/// Does everything that is due now, and what follows from it, until nothing is: for tests, for the command line, and
/// before a backup. Threads may run beside it.
///
/// # Errors
/// What would only pass with time: the database cannot be reached, the disk is full.
pub fn drain(platform: &Platform) -> Result<(), Error> {
    let mut all: Vec<Reacting> = reactors::all().into_iter().map(Reacting::new).collect();
    loop {
        let mut worked = false;
        for reacting in &mut all {
            worked |= reacting.catch_up(platform)?;
        }
        worked |= timing::fire_due(platform)? > 0;
        worked |= deliveries::deliver_due(platform)? > 0;
        worked |= working::work(platform, &|| false)?;
        if !worked {
            return platform.live().pump(platform);
        }
    }
}

/// Works on one job for at most so many steps, then lays it down as a node does that is asked to stop; whether there
/// was one. For tests and the command line.
///
/// # Errors
/// As [`drain`].
pub fn work_steps(platform: &Platform, steps: u32) -> Result<bool, Error> {
    let left = std::cell::Cell::new(steps);
    working::work(platform, &|| left.replace(left.get().saturating_sub(1)) == 0)
}
