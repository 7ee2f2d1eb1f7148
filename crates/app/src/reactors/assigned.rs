//! Tells people that records became theirs by somebody else's act, or were taken from them: one notice for what one act
//! gives them, or takes, of a form, also where a large one is written in many chunks, with the note that the act wrote.

mod tell;

use std::collections::{BTreeMap, BTreeSet};

use model::notice::NoticeKind;
use model::{
    ActivityId, Actor, BatchId, ChangeKind, FieldChange, FormId, Origin, RecordId, Seq,
    SystemField, UserId, Value,
};
use serde_json::Value as Json;
use store::Error;

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
        concerned(change).next().is_some() || note(change).is_some()
    }

    fn react(&self, turn: &mut Turn<'_, '_>, changes: &[Happened]) -> Result<(), Error> {
        // Who owns invented records was given nothing.
        let invented = invented(turn.tx)?;
        let is_news = |c: &&Happened| c.batch().is_none_or(|batch| !invented.contains(&batch));
        let mut acts = Acts::default();
        for change in changes.iter().filter(is_news) {
            acts.hear(turn, change)?;
        }
        acts.told.iter().try_for_each(|handed| tell::tell(turn, handed))
    }
}

/// What acts gave and took, in the order in which they happened: an undo comes after what it takes back.
#[derive(Default)]
struct Acts {
    told: Vec<Handed>,
    places: BTreeMap<(Side, String, UserId), usize>,
    /// What an act says to a record stands before what it does with it.
    notes: BTreeMap<(BatchId, RecordId), ActivityId>,
    /// Which act an undo takes back, by the undo.
    undone: BTreeMap<BatchId, Option<BatchId>>,
}

/// What one act gave one person, or took from them, of one form.
struct Handed {
    side: Side,
    person: UserId,
    /// The act and the form, or the Change where it belongs to no act.
    about: String,
    form: Option<FormId>,
    by: Option<UserId>,
    /// Whose they are now.
    to: BTreeSet<Option<UserId>>,
    /// On one of them; the others have the same.
    note: Option<ActivityId>,
    /// The Change of the record with the note, or of the first.
    seq: Seq,
    /// With the department that they were in, where the Change says it.
    records: BTreeMap<RecordId, Option<Value>>,
    /// The act that this one takes back.
    undoes: Option<BatchId>,
}

/// Given or taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Given,
    Taken,
}

impl Side {
    fn kind(self) -> NoticeKind {
        match self {
            Self::Given => NoticeKind::Assigned,
            Self::Taken => NoticeKind::Taken,
        }
    }

    fn opposite(self) -> Self {
        match self {
            Self::Given => Self::Taken,
            Self::Taken => Self::Given,
        }
    }

    /// Under which one notice tells what one act did to one person.
    fn dedup(self, about: &str, person: UserId) -> String {
        let word = match self {
            Self::Given => "assigned",
            Self::Taken => "taken",
        };
        format!("{word}:{about}:{person}")
    }
}

impl Acts {
    fn hear(&mut self, turn: &mut Turn<'_, '_>, change: &Happened) -> Result<(), Error> {
        self.notes.extend(note(change));
        let (Some(owner), Some(record)) = (owner(change), change.record) else { return Ok(()) };
        let undoes = self.taken_back(turn, change)?;
        let said = change.batch().and_then(|batch| self.notes.get(&(batch, record)).copied());
        for concerned in concerned(change) {
            let handed = self.of(change, concerned);
            handed.undoes = undoes;
            handed.to.insert(if let Value::Person(to) = owner.after { Some(to) } else { None });
            let department = change.field(SystemField::Department).map(|c| c.before.clone());
            handed.records.insert(record, department);
            if handed.note.is_none() && said.is_some() {
                (handed.note, handed.seq) = (said, change.seq);
            }
        }
        Ok(())
    }

    fn of(&mut self, change: &Happened, (side, person): (Side, UserId)) -> &mut Handed {
        let about = match (change.batch(), change.form()) {
            (Some(batch), Some(form)) => about(batch, form),
            _ => change.seq.to_string(),
        };
        let told = &mut self.told;
        let place = *self.places.entry((side, about.clone(), person)).or_insert_with(|| {
            told.push(Handed {
                side,
                person,
                about,
                form: change.form(),
                by: by(change.actor()),
                to: BTreeSet::new(),
                note: None,
                seq: change.seq,
                records: BTreeMap::new(),
                undoes: None,
            });
            told.len() - 1
        });
        &mut told[place]
    }

    /// The act that an undo takes back: what it writes names an entry of it as its cause.
    fn taken_back(
        &mut self,
        turn: &mut Turn<'_, '_>,
        change: &Happened,
    ) -> Result<Option<BatchId>, Error> {
        let undo = change.batch().filter(|_| change.origin() == Origin::Undo);
        let Some((undo, cause)) = undo.zip(change.cause()) else { return Ok(None) };
        if let Some(known) = self.undone.get(&undo) {
            return Ok(*known);
        }
        let undone = turn.tx.entry_of(cause)?.and_then(|entry| entry.change.batch);
        self.undone.insert(undo, undone);
        Ok(undone)
    }
}

fn about(batch: BatchId, form: FormId) -> String {
    format!("{batch}:{form}")
}

/// The change of whose a record is.
fn owner(change: &Happened) -> Option<&FieldChange> {
    let owner = change.field(SystemField::Owner).filter(|_| change.is_of_record());
    owner.filter(|c| c.before != c.after)
}

/// Whose the record became and whose it was, unless that is whose act it is.
fn concerned(change: &Happened) -> impl Iterator<Item = (Side, UserId)> {
    let person = |value: &Value| match value {
        Value::Person(person) if change.actor() != Actor::Person(*person) => Some(*person),
        _ => None,
    };
    let owner = owner(change);
    let given = owner.and_then(|c| person(&c.after)).map(|id| (Side::Given, id));
    let taken = owner.and_then(|c| person(&c.before)).map(|id| (Side::Taken, id));
    given.into_iter().chain(taken)
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
