//! What one did lately: each act once, however many records it changed, and whether it can still be taken back. "Undo"
//! does not end with the toast.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use model::change::{Payload, RecordChange};
use model::{Access, ActivityId, BatchId, ChangeKind, Form, FormId, Label, Origin, RecordId, Seq};
use store::log::{Deed, Logged, batch_entries, batch_size, by_person, taken_back_since};
use store::session::Read;
use store::{Error, Fault};

use super::happening::{BroughtBack, HandedOver, MadeRecord, TakenBack, Telling, UNDOABLE};
use super::reversals::Reversals;
use crate::catalog::Catalog;
use crate::commands::{Step, is_reading};
use crate::notices::title_then;
use crate::platform::Platform;
use crate::who::Who;

/// Acts of one page.
const PAGE: usize = 20;
/// How far back one may look.
const DAYS: i64 = 30;
/// Acts read at once, and the seqs that they lie in.
const READ: u32 = 100;
const REACH: Seq = 50_000;
/// Readings of the log: a page has its bounds, whatever was done. The next one goes on there.
const READINGS: usize = 40;
/// Undos that are looked at.
const MOST: u32 = 10_000;
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
    /// Code and name of the form, where it was one that is still there and that the person may open.
    pub form: Option<(String, Label)>,
    /// Changes of records; those of one that was changed twice count twice.
    pub count: i64,
    /// The first records, as far as the person sees them now.
    pub records: Vec<MadeRecord>,
    /// The follow-up that was written, changed or remarked on.
    pub activity: Option<ActivityId>,
    /// The action that was carried out: code and name.
    pub action: Option<(String, Label)>,
    /// What became of whose the records are, where nothing else was done with them; a note may have gone with it.
    pub handed: Option<HandedOver>,
    /// What it took back, if it was an undo.
    pub undoes: Option<TakenBack>,
    /// The earlier state of a record that it brought back.
    pub restores: Option<BroughtBack>,
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

impl Platform {
    /// What the person did in the last thirty days that undo knows a way back from, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn own_acts(&self, who: &Who, after: Option<Seq>) -> Result<ActPage, Error> {
        let catalog = self.catalog()?;
        let since = self.now() - SignedDuration::from_hours(24 * DAYS);
        self.store().read(|read| {
            let newest = store::head::read(read)?.seq + 1;
            let before = after.map_or(newest, |after| after.min(newest));
            let mut page = page_of(read, (&catalog, who), (before, since))?;
            offer(read, (&catalog, who), &mut page.items)?;
            Ok(page)
        })
    }
}

/// The newest acts below `before`, none older than `since`.
fn page_of(
    read: &mut dyn Read,
    about: (&Catalog, &Who),
    (mut before, since): (Seq, Timestamp),
) -> Result<ActPage, Error> {
    let mut items: Vec<OwnAct> = Vec::new();
    let Some(me) = about.1.id() else { return Ok(ActPage { items, next: None }) };
    for _ in 0..READINGS {
        let from = (before - REACH).max(1);
        let deeds = by_person(read, me, &UNDOABLE, (from, before), READ)?;
        let full = deeds.len() >= READ as usize;
        before = deeds.last().filter(|_| full).map_or(from, |oldest| oldest.last);
        for deed in deeds {
            if deed.at < since {
                return Ok(ActPage { items, next: None });
            }
            if let Some(act) = told(read, about, deed)? {
                if items.len() == PAGE {
                    let next = items.last().map(|act| act.seq);
                    return Ok(ActPage { items, next });
                }
                items.push(act);
            }
        }
        if before <= 1 {
            return Ok(ActPage { items, next: None });
        }
    }
    Ok(ActPage { items, next: Some(before) })
}

/// Says which batch takes each act back. Whether one stands depends on all undos that are newer, whoever asked for them.
fn offer(
    read: &mut dyn Read,
    (catalog, who): (&Catalog, &Who),
    acts: &mut [OwnAct],
) -> Result<(), Fault> {
    let Some(oldest) = acts.last().map(|act| act.seq) else { return Ok(()) };
    let may_all = catalog.may_administer(who);
    let (mut reversals, mut undos) = (Reversals::new(), HashMap::new());
    for undo in taken_back_since(read, oldest, MOST)? {
        let by = reversals.meet(&undo.batch, undo.batch, Some(undo.undid));
        undos.insert(undo.batch, by);
        if undo.person != who.id() && !may_all {
            reversals.is_theirs(undo.batch);
        }
    }
    for act in acts {
        let met = undos.get(&act.batch).copied();
        let by = met.unwrap_or_else(|| reversals.meet(&act.batch, act.batch, None));
        act.undo = by.map(|by| reversals.way_back(by, act.batch));
    }
    Ok(())
}

/// A form that the person may open.
fn opened<'c>(catalog: &'c Catalog, who: &Who, id: FormId) -> Option<(&'c Form, Access)> {
    let code = &catalog.effective(id).ok()?.code;
    catalog.open_form(who, code).ok().filter(|(form, _)| form.id == id)
}

/// An act in words; none where the log no longer tells what it was, or where one only read something.
fn told(
    read: &mut dyn Read,
    (catalog, who): (&Catalog, &Who),
    deed: Deed,
) -> Result<Option<OwnAct>, Error> {
    let entries = batch_entries(read, deed.batch, Seq::MAX, SAMPLED)?;
    let known = entries.iter().filter(|entry| !entry.erased);
    let mut known =
        known.filter(|entry| UNDOABLE.contains(&entry.change.kind) && !is_reading(entry));
    // Whose a record is says more than the note that goes with it; a follow-up or a new record more than other fields.
    let whose = |entry: &Logged| {
        let (_, change) = entry.records().into_iter().next()?;
        HandedOver::of(entry, &change).filter(|_| entry.change.origin != Origin::Undo)
    };
    let handed = known.clone().find_map(|entry| Some((entry, whose(entry)?)));
    let says = |entry: &&Logged| entry.change.kind != ChangeKind::RecordUpdated;
    let main = handed.map(|(entry, _)| entry);
    let main = main.or_else(|| known.clone().find(says)).or_else(|| known.next());
    let Some(main) = main else { return Ok(None) };
    let (mut action, mut undoes, mut restores) = (None, None, None);
    for entry in &entries {
        let form = entry.change.form.and_then(|id| opened(catalog, who, id));
        let Some((form, access)) = form else { continue };
        let telling = Telling { catalog, who, form, access: &access };
        for (seq, change) in entry.records().into_iter().take(1) {
            let step = Step { seq, entry: entry.clone(), change };
            restores = restores.or(telling.brought_back(read, &step)?);
            let told = telling.told(&step).map(|told| told.action);
            action = action.or(told.map(|a| (a.code.clone(), a.name.clone())));
            // The record that an action was carried out on, or that was given away, says best what was taken back.
            let says = |undid: &Option<TakenBack>| {
                undid.as_ref().is_some_and(|u| u.action.is_some() || u.handed.is_some())
            };
            if !says(&undoes) {
                let undid = telling.taken_back(read, &step)?;
                undoes = if says(&undid) { undid } else { undoes.or(undid) };
            }
        }
    }
    let form = main.change.form.and_then(|id| opened(catalog, who, id));
    Ok(Some(OwnAct {
        batch: deed.batch,
        seq: deed.last,
        at: deed.at,
        origin: main.change.origin,
        kind: main.change.kind,
        form: form.map(|(form, _)| (form.code.clone(), form.name.clone())),
        count: batch_size(read, deed.batch)?,
        records: named(read, (catalog, who), &entries)?,
        activity: activity_of(&main.change.payload),
        action,
        handed: handed.map(|(_, handed)| handed),
        undoes,
        restores,
        undo: None,
    }))
}

/// The follow-up that is there after a Change of it, or of what was put under it.
fn activity_of(payload: &Payload) -> Option<ActivityId> {
    match payload {
        Payload::Activity { activity, after, .. } => (!after.is_null()).then_some(*activity),
        Payload::Document { after, .. } => after.get("activity")?.as_str()?.parse().ok(),
        Payload::Fields(_) | Payload::Records(_) => None,
    }
}

/// The first records of an act that the person sees, and those that were out of their sight with it.
fn named(
    read: &mut dyn Read,
    (catalog, who): (&Catalog, &Who),
    entries: &[Logged],
) -> Result<Vec<MadeRecord>, Fault> {
    let of = |entry: &Logged| {
        let form = entry.change.form;
        let gave = |change: &RecordChange| {
            HandedOver::of(entry, change).filter(|_| entry.change.actor == who.actor())
        };
        let records = entry.records().into_iter();
        let places = records
            .filter_map(|(seq, change)| Some((form?, change.record, gave(&change).map(|_| seq))));
        places.collect::<Vec<_>>()
    };
    let mut wanted: Vec<(FormId, RecordId, Option<Seq>)> = Vec::new();
    for (form, record, gave) in entries.iter().rev().flat_map(of) {
        if let Some(known) = wanted.iter_mut().find(|one| (one.0, one.1) == (form, record)) {
            known.2 = known.2.or(gave);
        } else if wanted.len() < NAMED {
            wanted.push((form, record, gave));
        }
    }
    let mut records = Vec::new();
    for (form_id, id, gave) in wanted {
        let Ok(form) = catalog.effective(form_id) else { continue };
        let access = catalog.access(who, form);
        let telling = Telling { catalog, who, form, access: &access };
        let found = telling.title(read, form, id)?;
        let was = match gave.filter(|_| found.is_none()) {
            Some(seq) => title_then(read, (catalog, who), (form_id, id), seq)?,
            None => None,
        };
        let (title, binned) = found.unzip();
        if title.is_some() || was.is_some() {
            let (form, binned) = (form.code.clone(), binned.unwrap_or_default());
            records.push(MadeRecord { form, id, title, was, binned });
        }
    }
    Ok(records)
}
