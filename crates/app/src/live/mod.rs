//! LIVE: tells open screens what changed. It has no durable cursor: a screen that missed something is told to fetch
//! anew. Events carry ids and seqs only, filtered by the subscriber's Access on the record as it was and as it is.
//!
//! Begin with [`Hub::subscribe`]; [`Hub::pump`] is one round from the log to the subscribers.

mod progress;
mod round;

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use engines::access::{Asker, decide, visible};
use model::person::PersonState;
use model::{Access, Form, FormId, JobId, RecordId, Seq};
use store::{Error, notices};

use crate::access::Sight;
use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::who::Who;
use round::{Item, RecordItem, Round, shows};

/// Events that wait for one subscriber; whoever is further behind must fetch anew.
const WAITING: usize = 512;
/// Seqs that are read again for a subscriber who comes back; further back it is cheaper to fetch anew.
const RESUMED: Seq = 2_000;
/// Notices read at once.
const NOTICES: u32 = 500;

/// Something a screen should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A record in sight changed, or came into sight.
    Change {
        /// Code of the form.
        form: String,
        /// The record.
        record: RecordId,
        /// Its place in the log: the event's id.
        seq: Seq,
    },
    /// A record left the person's sight.
    Gone {
        /// Code of the form.
        form: String,
        /// The record.
        record: RecordId,
        /// Its place in the log: the event's id.
        seq: Seq,
    },
    /// So much of a form changed at once that naming records would not pay.
    Form {
        /// Code of the form.
        form: String,
        /// Its place in the log: the event's id.
        seq: Seq,
    },
    /// Definitions, people or settings changed.
    Catalog {
        /// Its place in the log: the event's id.
        seq: Seq,
    },
    /// Other records are in the person's sight than before, whatever else is told of them: what a screen holds of
    /// records is to be forgotten, and what it shows fetched anew.
    Sight {
        /// Its place in the log: the event's id.
        seq: Seq,
    },
    /// A job of the person began or ended.
    Job {
        /// The job.
        id: JobId,
        /// Its place in the log: the event's id.
        seq: Seq,
    },
    /// A job of the person got on.
    Progress {
        /// The job.
        id: JobId,
        /// Units done.
        done: i64,
        /// Units in all; 0 while unknown.
        total: i64,
    },
    /// Tasks that are, or were, the person's changed.
    Tasks {
        /// Its place in the log: the event's id.
        seq: Seq,
    },
    /// The person has a new notice.
    Notice,
    /// Something was missed: fetch everything on the screen anew. Sent with the seq up to which that makes up for.
    Reset {
        /// The event's id.
        seq: Seq,
    },
}

impl Event {
    /// What a screen resumes from; none for events that do not come from the log.
    pub fn seq(&self) -> Option<Seq> {
        match self {
            Self::Change { seq, .. }
            | Self::Gone { seq, .. }
            | Self::Form { seq, .. }
            | Self::Catalog { seq }
            | Self::Sight { seq }
            | Self::Job { seq, .. }
            | Self::Tasks { seq }
            | Self::Reset { seq } => Some(*seq),
            Self::Progress { .. } | Self::Notice => None,
        }
    }
}

/// Called after events were put into a subscriber's channel, for those who wait without a thread. Must not block.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// One open stream.
pub struct Subscription {
    /// What is told, in the order of the log. It ends when the person may not sign in any more.
    pub events: Receiver<Event>,
    /// Everything beyond this place in the log is told. Without a place to resume from, what came before is not: a
    /// screen that read the data at an earlier place has missed something.
    pub from: Seq,
}

/// All open screens of this node.
#[derive(Default)]
pub struct Hub {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The log was read up to here.
    seen: Seq,
    /// Notices were read up to here.
    noticed: i64,
    /// People's sight was last looked at in this version of the catalog.
    looked: i64,
    /// Jobs at work as they were told last, and when that was.
    at_work: progress::AtWork,
    subscribers: Vec<Subscriber>,
}

struct Subscriber {
    who: Who,
    /// What their sight goes by beside the forms, as it was when it was last looked at.
    stands: Option<Asker>,
    sender: SyncSender<Event>,
    wake: Option<Wake>,
    /// An event found no room: nothing more is sent before a `Reset` fits in.
    lagging: bool,
    woken: bool,
    gone: bool,
}

impl Hub {
    /// The log was read up to here.
    pub fn seen(&self) -> Seq {
        self.lock().seen
    }

    /// Opens a stream of events for a person, from now on, or from right after an event that they had. It ends when
    /// the receiver is dropped.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn subscribe(
        &self,
        platform: &Platform,
        (who, resume): (&Who, Option<Seq>),
        wake: Option<Wake>,
    ) -> Result<Subscription, Error> {
        let (sender, receiver) = sync_channel(WAITING);
        let catalog = platform.catalog()?;
        let mut subscriber = Subscriber {
            who: who.clone(),
            stands: catalog.asker(who),
            sender,
            wake,
            lagging: false,
            woken: false,
            gone: false,
        };
        let mut state = self.lock();
        if state.subscribers.is_empty() {
            // Nobody listened: what happened meanwhile was told to nobody.
            state.seen = platform.store().commits().seq();
            state.noticed = platform.store().read(|read| notices::newest(read))?;
        }
        if let Some(from) = resume {
            let seen = state.seen;
            if seen.saturating_sub(from) > RESUMED || from > seen {
                subscriber.offer(Event::Reset { seq: seen });
            } else {
                let mut from = from;
                let mut moved = false;
                while from < seen {
                    let Some(round) = Round::read(platform, &catalog, from)? else { break };
                    from = round.to;
                    let items = round.up_to(seen);
                    moved |=
                        items.iter().any(|i| matches!(i, Item::Catalog { departments: true, .. }));
                    subscriber.tell(&catalog, &items);
                }
                if moved {
                    // Nobody knows any more what they saw before.
                    subscriber.offer(Event::Sight { seq: seen });
                }
            }
            subscriber.wake();
        }
        let from = resume.unwrap_or(state.seen);
        state.subscribers.push(subscriber);
        Ok(Subscription { events: receiver, from })
    }

    /// One round: reads the log and the notices from where it was, tells the subscribers.
    ///
    /// # Errors
    /// When the database does not answer; nothing is lost, the next round reads the same again.
    pub fn pump(&self, platform: &Platform) -> Result<(), Error> {
        let mut state = self.lock();
        if state.subscribers.is_empty() {
            state.seen = state.seen.max(platform.store().commits().seq());
            return Ok(());
        }
        let catalog = platform.catalog()?;
        state.subscribers.retain_mut(|s| s.refresh(&catalog));
        while let Some(round) = Round::read(platform, &catalog, state.seen)? {
            state.seen = round.to;
            for subscriber in &mut state.subscribers {
                subscriber.tell(&catalog, &round.items);
            }
        }
        let noticed = state.noticed;
        let news = platform.store().read(|read| notices::after(read, noticed, NOTICES))?;
        for (number, person) in news {
            state.noticed = number;
            for subscriber in &mut state.subscribers {
                if subscriber.who.id() == Some(person) {
                    subscriber.offer(Event::Notice);
                }
            }
        }
        // As the definitions are after all that was just read.
        let catalog = platform.catalog()?;
        if catalog.version != state.looked {
            let (seen, version) = (state.seen, catalog.version);
            state.looked = version;
            for subscriber in &mut state.subscribers {
                if subscriber.sees_otherwise(&catalog) {
                    subscriber.offer(Event::Sight { seq: seen });
                }
            }
        }
        for job in state.at_work.look(platform)? {
            for subscriber in &mut state.subscribers {
                subscriber.follow(&catalog, &job);
            }
        }
        let seen = state.seen;
        for subscriber in &mut state.subscribers {
            subscriber.recover(seen);
            subscriber.wake();
        }
        state.subscribers.retain(|s| !s.gone);
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Subscriber {
    /// Takes the person as they are now; whether they may still listen.
    fn refresh(&mut self, catalog: &Catalog) -> bool {
        let Some(id) = self.who.id() else { return true };
        let Some(person) = catalog.people.get(&id).filter(|p| p.state == PersonState::Active)
        else {
            return false;
        };
        self.who.person = Some(person.clone());
        true
    }

    /// Whether other records are in their sight than when it was looked at last, because they stand elsewhere, or
    /// others below them. What a form's own grants change comes with the form.
    fn sees_otherwise(&mut self, catalog: &Catalog) -> bool {
        let before = std::mem::replace(&mut self.stands, catalog.asker(&self.who));
        let (Some(before), Some(now)) = (before, &self.stands) else { return false };
        let rows = |form: &Form, asker: &Asker| decide(form, asker).rows;
        before != *now && catalog.forms.values().any(|form| rows(form, &before) != rows(form, now))
    }

    /// Tells what this person may know.
    fn tell(&mut self, catalog: &Catalog, items: &[Item]) {
        let mut known: BTreeMap<FormId, Sight> = BTreeMap::new();
        for item in items {
            let event = match item {
                Item::Catalog { seq, .. } => Some(Event::Catalog { seq: *seq }),
                Item::Job { id, by, seq } => {
                    let theirs = by.is_some() && *by == self.who.id();
                    (theirs || catalog.may_administer(&self.who))
                        .then_some(Event::Job { id: *id, seq: *seq })
                }
                Item::Tasks { people, seq } => {
                    let theirs = self.who.id().is_some_and(|me| people.contains(&me));
                    theirs.then_some(Event::Tasks { seq: *seq })
                }
                Item::Form { form, fields, seq } => catalog.forms.get(form).and_then(|f| {
                    let sight = known.entry(*form).or_insert_with(|| catalog.sight(&self.who, f));
                    let shows = |access: &Access| {
                        access.rows != model::Expr::never() && shows(fields.as_ref(), access)
                    };
                    let told = sight.all().any(shows);
                    told.then(|| Event::Form { form: f.code.clone(), seq: *seq })
                }),
                Item::Record(item) => catalog.forms.get(&item.form).and_then(|f| {
                    let sight =
                        known.entry(item.form).or_insert_with(|| catalog.sight(&self.who, f));
                    about_record(sight, item, &f.code)
                }),
            };
            if let Some(event) = event {
                self.offer(event);
            }
        }
    }

    /// Tells whose job it is how far it got.
    fn follow(&mut self, catalog: &Catalog, job: &store::jobs::AtWork) {
        let theirs = job.by.is_some() && job.by == self.who.id();
        if theirs || catalog.may_administer(&self.who) {
            self.offer(Event::Progress { id: job.id, done: job.done, total: job.total });
        }
    }

    fn offer(&mut self, event: Event) {
        if self.lagging || self.gone {
            return;
        }
        match self.sender.try_send(event) {
            Ok(()) => self.woken = true,
            Err(TrySendError::Full(_)) => self.lagging = true,
            Err(TrySendError::Disconnected(_)) => self.gone = true,
        }
    }

    /// Tells a slow subscriber to fetch anew, as soon as there is room to say so.
    fn recover(&mut self, seen: Seq) {
        if self.lagging {
            self.lagging = false;
            self.offer(Event::Reset { seq: seen });
        }
    }

    fn wake(&mut self) {
        if std::mem::take(&mut self.woken)
            && let Some(wake) = &self.wake
        {
            wake();
        }
    }
}

/// What a record's changes mean to someone who sees so much of its form.
fn about_record(sight: &Sight, item: &RecordItem, form: &str) -> Option<Event> {
    let (form, record, seq) = (form.to_owned(), item.record, item.seq);
    let access = |p: &round::Place| {
        let pool = sight.pool.as_ref().filter(|_| !p.binned);
        let mut all = std::iter::once(&sight.granted).chain(pool);
        all.find(|access| visible(access, p.owner, p.department))
    };
    let seen = item.earlier.iter().any(|place| access(place).is_some());
    match (seen, item.after.as_ref().and_then(access)) {
        (true, Some(access)) if !item.shows_to(access) => None,
        (_, Some(_)) => Some(Event::Change { form, record, seq }),
        (true, None) => Some(Event::Gone { form, record, seq }),
        (false, None) => None,
    }
}
