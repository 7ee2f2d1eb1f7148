//! What one did lately: each act once, however many records it changed, and whether it can still be taken back. "Undo"
//! does not end with the toast.

use jiff::{SignedDuration, Timestamp};
use model::{BatchId, ChangeKind, FormId, Label, Origin, RecordId, Seq};
use store::log::{Deed, Logged, batch_entries, batch_size, by_person, entry_of};
use store::session::Read;
use store::{Error, Fault};

use super::happening::{MadeRecord, TakenBack, Telling, UNDOABLE};
use super::reversals::Reversals;
use crate::catalog::Catalog;
use crate::commands::Step;
use crate::platform::Platform;
use crate::who::Who;

/// Acts of one page.
const PAGE: usize = 20;
/// How far back one may look.
const DAYS: i64 = 30;
/// Entries read at once, and the seqs that they lie in.
const READ: u32 = 1_000;
const REACH: Seq = 50_000;
/// Entries of one's own that are looked at, and readings of the log: a page has its bounds, whatever was done.
const MOST: usize = 10_000;
const READINGS: usize = 40;
/// Records of an act that are named.
const NAMED: usize = 3;
/// Entries of an act that say what it was.
const SAMPLED: u32 = 8;

/// One act of the person who asks.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnAct {
    /// The unit of undo.
    pub batch: BatchId,
    /// Its newest Change.
    pub seq: Seq,
    /// When.
    pub at: Timestamp,
    /// Through what.
    pub origin: Origin,
    /// What was done.
    pub kind: ChangeKind,
    /// Code and name of the form, where it was one that is still there.
    pub form: Option<(String, Label)>,
    /// Changes of records; those of one that was changed twice count twice.
    pub count: i64,
    /// The first records, as far as the person sees them now.
    pub records: Vec<MadeRecord>,
    /// The action that was carried out: code and name.
    pub action: Option<(String, Label)>,
    /// What it took back, if it was an undo.
    pub undoes: Option<TakenBack>,
    /// The batch whose undo takes the act back now; none where it is taken back already.
    pub undo: Option<BatchId>,
}

/// A page of acts.
#[derive(Debug, Clone, PartialEq)]
pub struct ActPage {
    /// Newest first.
    pub items: Vec<OwnAct>,
    /// Go on with this seq.
    pub next: Option<Seq>,
}

/// An act before it is told.
struct Found {
    deed: Deed,
    undo: Option<BatchId>,
}

impl Platform {
    /// What the person did in the last thirty days that undo knows a way back from, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn own_acts(&self, who: &Who, after: Option<Seq>) -> Result<ActPage, Error> {
        let catalog = self.catalog()?;
        let since = self.now() - SignedDuration::from_hours(24 * DAYS);
        self.store().read(|read| {
            let mut found = acts_of(read, who, since)?;
            found.retain(|act| after.is_none_or(|after| act.deed.last < after));
            let next = (found.len() > PAGE).then(|| found[PAGE - 1].deed.last);
            found.truncate(PAGE);
            let mut items = Vec::with_capacity(found.len());
            for act in found {
                items.extend(told(read, (&catalog, who), &act)?);
            }
            Ok(ActPage { items, next })
        })
    }
}

/// Every act since then, newest first: whether one stands depends on all that are newer.
fn acts_of(read: &mut dyn Read, who: &Who, since: Timestamp) -> Result<Vec<Found>, Fault> {
    let Some(me) = who.id() else { return Ok(Vec::new()) };
    let mut found: Vec<Found> = Vec::new();
    let mut reversals = Reversals::new();
    let mut before = store::head::read(read)?.seq + 1;
    let (mut met, mut readings) = (0, 0);
    while before > 1 && met < MOST && readings < READINGS {
        readings += 1;
        let from = (before - REACH).max(1);
        let deeds = by_person(read, me, &UNDOABLE, (from, before), READ)?;
        let full = deeds.len() >= READ as usize;
        before = deeds.last().filter(|_| full).map_or(from, |oldest| oldest.last);
        for deed in deeds {
            if deed.at < since {
                return Ok(found);
            }
            met += 1;
            if found.iter().any(|act| act.deed.batch == deed.batch) {
                continue;
            }
            // What was written in the course of something else has a cause, but only an undo's is of a batch of people.
            let undid = match deed.cause {
                Some(seq) => entry_of(read, seq)?.and_then(|entry| entry.change.batch),
                None => None,
            };
            let undo = reversals.meet(&deed.batch, deed.batch, undid);
            found.push(Found { deed, undo });
        }
    }
    Ok(found)
}

/// An act in words; none where the log no longer tells what it was.
fn told(
    read: &mut dyn Read,
    (catalog, who): (&Catalog, &Who),
    act: &Found,
) -> Result<Option<OwnAct>, Error> {
    let deed = act.deed;
    let entries = batch_entries(read, deed.batch, Seq::MAX, SAMPLED)?;
    let known = entries.iter().filter(|entry| !entry.erased);
    let mut known = known.filter(|entry| UNDOABLE.contains(&entry.change.kind));
    // A follow-up or a new record says more than the fields that changed with it.
    let says = |entry: &&Logged| entry.change.kind != ChangeKind::RecordUpdated;
    let main = known.clone().find(says).or_else(|| known.next());
    let Some(main) = main else { return Ok(None) };
    let (mut action, mut undoes) = (None, None);
    for entry in &entries {
        let Some(form) = entry.change.form.and_then(|id| catalog.effective(id).ok()) else {
            continue;
        };
        let access = catalog.access(who, form);
        let telling = Telling { catalog, who, form, access: &access };
        for (seq, change) in entry.records().into_iter().take(1) {
            let step = Step { seq, entry: entry.clone(), change };
            let told = telling.told(&step).map(|told| told.action);
            action = action.or(told.map(|a| (a.code.clone(), a.name.clone())));
            // The record that an action was carried out on says best what was taken back.
            let says =
                |undid: &Option<TakenBack>| undid.as_ref().is_some_and(|u| u.action.is_some());
            if !says(&undoes) {
                let undid = telling.taken_back(read, &step)?;
                undoes = if says(&undid) { undid } else { undoes.or(undid) };
            }
        }
    }
    let form = main.change.form.and_then(|id| catalog.effective(id).ok()).filter(|f| !f.archived);
    Ok(Some(OwnAct {
        batch: deed.batch,
        seq: deed.last,
        at: deed.at,
        origin: main.change.origin,
        kind: main.change.kind,
        form: form.map(|form| (form.code.clone(), form.name.clone())),
        count: batch_size(read, deed.batch)?,
        records: named(read, (catalog, who), &entries)?,
        action,
        undoes,
        undo: act.undo,
    }))
}

/// The first records of an act that the person sees.
fn named(
    read: &mut dyn Read,
    (catalog, who): (&Catalog, &Who),
    entries: &[Logged],
) -> Result<Vec<MadeRecord>, Fault> {
    let of = |entry: &Logged| {
        let form = entry.change.form;
        let records = entry.records().into_iter();
        records.filter_map(move |(_, change)| form.map(|form| (form, change.record)))
    };
    let mut wanted: Vec<(FormId, RecordId)> = Vec::new();
    for about in entries.iter().rev().flat_map(of) {
        if !wanted.contains(&about) && wanted.len() < NAMED {
            wanted.push(about);
        }
    }
    let mut records = Vec::new();
    for (form, id) in wanted {
        let Ok(form) = catalog.effective(form) else { continue };
        let access = catalog.access(who, form);
        let telling = Telling { catalog, who, form, access: &access };
        let found = telling.title(read, form, id)?;
        records.extend(found.map(|(title, binned)| MadeRecord {
            form: form.code.clone(),
            id,
            title: Some(title),
            binned,
        }));
    }
    Ok(records)
}
