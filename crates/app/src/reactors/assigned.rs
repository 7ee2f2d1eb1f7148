//! Tells people that records became theirs by somebody else's act: one notice for what one act gives them of a form, also
//! where a large one is written in many chunks, with the note that the act wrote on them.

use std::collections::{BTreeMap, BTreeSet};

use model::notice::{Notice, NoticeKind};
use model::{
    ActivityId, Actor, BatchId, ChangeKind, FormId, NoticeId, RecordId, SystemField, UserId, Value,
};
use serde_json::Value as Json;
use store::{Error, notices};

use super::{Happened, Reactor, Turn};
use crate::catalog::Catalog;
use crate::demo::invented;

/// The reactor.
pub struct Assigned;

impl Reactor for Assigned {
    fn name(&self) -> &'static str {
        "assigned"
    }

    fn wants(&self, _: &Catalog, change: &Happened) -> bool {
        new_owner(change).is_some() || note(change).is_some()
    }

    fn react(&self, turn: &mut Turn<'_, '_>, changes: &[Happened]) -> Result<(), Error> {
        let mut told: BTreeMap<String, Given> = BTreeMap::new();
        // Who owns invented records was given nothing.
        let invented = invented(turn.tx)?;
        let is_news = |c: &&Happened| c.batch().is_none_or(|batch| !invented.contains(&batch));
        // What an act says to a record stands before what it does with it.
        let mut notes: BTreeMap<(BatchId, RecordId), ActivityId> = BTreeMap::new();
        for change in changes.iter().filter(is_news) {
            notes.extend(note(change));
            let (Some(person), Some(record)) = (new_owner(change), change.record) else { continue };
            let form = change.form();
            let about = match (change.batch(), form) {
                (Some(batch), Some(form)) => format!("{batch}:{form}"),
                _ => change.seq.to_string(),
            };
            let given = told.entry(format!("assigned:{about}:{person}")).or_insert_with(|| Given {
                person,
                form,
                by: by(change.actor()),
                note: None,
                records: BTreeSet::new(),
            });
            let said = change.batch().and_then(|batch| notes.get(&(batch, record)).copied());
            given.note = given.note.or(said);
            given.records.insert(record);
        }
        told.into_iter().try_for_each(|(dedup, given)| tell(turn, &dedup, &given))
    }
}

/// What one act gave one person of one form.
struct Given {
    person: UserId,
    form: Option<FormId>,
    by: Option<UserId>,
    /// On one of them; the others have the same.
    note: Option<ActivityId>,
    records: BTreeSet<RecordId>,
}

/// Tells it, together with what the same act gave before, as long as the person has not read that.
fn tell(turn: &mut Turn<'_, '_>, dedup: &str, given: &Given) -> Result<(), Error> {
    let mut count = given.records.len();
    let mut note = given.note.map(|note| Json::from(note.to_string()));
    if let Some(before) = notices::told_under(turn.tx, dedup)? {
        if before.read {
            notices::release(turn.tx, before.id)?;
        } else {
            let known = before.params.get("count").and_then(serde_json::Value::as_u64);
            count += known.and_then(|n| usize::try_from(n).ok()).unwrap_or(1);
            note = note.or_else(|| before.params.get("activity").cloned());
            // A new place in the list, so that open screens hear of it.
            notices::remove(turn.tx, before.id)?;
        }
    }
    let only = if count == 1 { given.records.first().copied() } else { None };
    let mut params = serde_json::json!({ "by": given.by, "many": count > 1, "count": count });
    if let Some(note) = note {
        params["activity"] = note;
    }
    let notice = Notice {
        id: NoticeId(turn.ports.ids.next()),
        person: given.person,
        kind: NoticeKind::Assigned,
        at: turn.now,
        form: given.form,
        record: only,
        read: false,
        params,
    };
    notices::add(turn.tx, &notice, Some(dedup))?;
    Ok(())
}

/// Whose the record became, unless they took it themselves.
fn new_owner(change: &Happened) -> Option<UserId> {
    if !change.is_of_record() {
        return None;
    }
    match change.after(SystemField::Owner) {
        Some(Value::Person(person)) if change.actor() != Actor::Person(*person) => Some(*person),
        _ => None,
    }
}

/// A note of an act, by the record that it is on.
fn note(change: &Happened) -> Option<((BatchId, RecordId), ActivityId)> {
    let (activity, _, after) =
        change.activity().filter(|_| change.kind == ChangeKind::ActivityAdded)?;
    let is_note = after.get("kind").and_then(Json::as_str) == Some("note");
    change.batch().zip(change.record).filter(|_| is_note).map(|place| (place, activity))
}

fn by(actor: Actor) -> Option<UserId> {
    if let Actor::Person(id) = actor { Some(id) } else { None }
}
