//! What a Change was, as a person would say it: an action of the form with what came of it, an undo with what it took
//! back, or the way back to an earlier state.

use engines::convert::{Told, done_by};
use jiff::Timestamp;
use model::change::RecordChange;
use model::{
    Access, Actor, BatchId, ChangeKind, FieldRef, Form, Label, Origin, RecordId, Seq, SystemField,
    UserId, Value,
};
use serde::Serialize;
use store::Fault;
use store::log::{self, Logged};
use store::records::find_many;
use store::session::Read;

use super::history::{person, shows};
use crate::catalog::Catalog;
use crate::commands::Step;
use crate::known::{title_fields, title_of};
use crate::who::Who;

/// An action of a form, carried out.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownAction {
    /// Its code.
    pub code: String,
    /// What it is called today.
    pub name: Label,
    /// The records it made or found, as far as the person sees the links to them.
    pub made: Vec<MadeRecord>,
}

/// What became of whose a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HandedOver {
    /// It was given to somebody.
    Assigned,
    /// Who did it took it.
    Claimed,
    /// It is nobody's.
    Returned,
}

impl HandedOver {
    /// None where a Change did anything else.
    pub(super) fn of(entry: &Logged, change: &RecordChange) -> Option<Self> {
        use ChangeKind::{RecordUpdated, RecordsUpdated};
        let owner = FieldRef::System(SystemField::Owner);
        let is_edit = matches!(entry.change.kind, RecordUpdated | RecordsUpdated);
        let only = change.fields.iter().all(|c| matches!(c.field, FieldRef::System(_)));
        let given = change.fields.iter().find(|c| c.field == owner && c.before != c.after)?;
        let by = entry.change.actor;
        (is_edit && only).then_some(match &given.after {
            Value::Person(id) if by == Actor::Person(*id) => Self::Claimed,
            Value::Person(_) => Self::Assigned,
            _ => Self::Returned,
        })
    }
}

/// A record that an action linked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeRecord {
    /// Code of its form.
    pub form: String,
    /// The record.
    pub id: RecordId,
    /// Its title; none where it is out of sight.
    pub title: Option<String>,
    /// What it was called when the person gave it away, where that took it out of their sight.
    pub was: Option<String>,
    /// It lies in the recycle bin.
    pub binned: bool,
}

/// The Change that an undo took back.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenBack {
    /// Its place in the log.
    pub seq: Seq,
    /// When it happened.
    pub at: Timestamp,
    /// Whose it was.
    pub person: Option<(UserId, String)>,
    /// Through what.
    pub origin: Origin,
    /// What it was.
    pub kind: ChangeKind,
    /// The action that it carried out: code and name.
    pub action: Option<(String, Label)>,
    /// What became of whose the record is, where it did nothing else.
    pub handed: Option<HandedOver>,
    /// Its unit of undo.
    pub batch: Option<BatchId>,
}

/// The earlier state of a record that a Change brought back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BroughtBack {
    /// Since when the record had been so; none where the person does not see the Change that had made it so.
    pub at: Option<Timestamp>,
}

/// Who asks about a record's Changes, and what they may know.
#[derive(Clone, Copy)]
pub(super) struct Telling<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) who: &'a Who,
    pub(super) form: &'a Form,
    pub(super) access: &'a Access,
}

impl Telling<'_> {
    /// The action that a Change carried out.
    pub(super) fn action(
        self,
        read: &mut dyn Read,
        step: &Step,
    ) -> Result<Option<ShownAction>, Fault> {
        match self.told(step) {
            Some(told) => self.shown(read, told).map(Some),
            None => Ok(None),
        }
    }

    /// The same without asking what came of it. Where the person sees none of the links, the Change is an edit: that an
    /// action filled them in would tell that they are there.
    pub(super) fn told(&self, step: &Step) -> Option<Told<'_>> {
        let change = &step.entry.change;
        let by_hand = !matches!(change.origin, Origin::Undo | Origin::Import);
        let is_edit = change.kind == ChangeKind::RecordUpdated && by_hand;
        let told = is_edit.then(|| done_by(self.form, &step.change.fields)).flatten()?;
        Some(told.seen_by(self.access)).filter(|told| !told.links.is_empty())
    }

    /// An action with the titles of what it linked, as far as the links are seen.
    pub(super) fn shown(self, read: &mut dyn Read, told: Told<'_>) -> Result<ShownAction, Fault> {
        let mut made = Vec::with_capacity(told.links.len());
        for link in &told.links {
            let form = self.catalog.forms.values().find(|form| form.code == link.form);
            let found = match form {
                Some(form) => self.title(read, form, link.record)?,
                None => None,
            };
            let (title, binned) = found.unzip();
            let (form, binned) = (link.form.to_owned(), binned.unwrap_or_default());
            made.push(MadeRecord { form, id: link.record, title, was: None, binned });
        }
        let (code, name) = (told.action.code.clone(), told.action.name.clone());
        Ok(ShownAction { code, name, made })
    }

    /// A record's title, and whether it lies in the recycle bin; none where it is out of sight or gone.
    pub(super) fn title(
        self,
        read: &mut dyn Read,
        form: &Form,
        id: RecordId,
    ) -> Result<Option<(String, bool)>, Fault> {
        let Some(table) = self.catalog.tables.get(&form.id) else { return Ok(None) };
        let sight = self.catalog.sight(self.who, form);
        let found = find_many(read, table, &[id], &title_fields(form))?;
        let seen = found.into_iter().find_map(|record| Some((sight.of(&record)?, record)));
        Ok(seen.map(|(access, record)| {
            let title = title_of(form, access, &record, self.who.language);
            (title, record.deleted_at().is_some())
        }))
    }

    /// What an undo took back of this record.
    pub(super) fn taken_back(
        self,
        read: &mut dyn Read,
        step: &Step,
    ) -> Result<Option<TakenBack>, Fault> {
        let change = &step.entry.change;
        let Some(seq) = change.cause.filter(|_| change.origin == Origin::Undo) else {
            return Ok(None);
        };
        let Some(entry) = log::entry_of(read, seq)? else { return Ok(None) };
        let about = step.change.record;
        let own = entry.records().into_iter().find(|(_, change)| change.record == about);
        let handed = own.as_ref().and_then(|(_, change)| HandedOver::of(&entry, change));
        let action = own.and_then(|(seq, change)| {
            let told = self.told(&Step { seq, entry: entry.clone(), change })?.action.clone();
            Some((told.code, told.name))
        });
        Ok(Some(TakenBack {
            seq,
            at: entry.at,
            person: person(self.catalog, entry.change.actor),
            origin: entry.change.origin,
            kind: entry.change.kind,
            action,
            handed,
            batch: entry.change.batch,
        }))
    }

    /// The earlier state that a person went back to. Changes of other origins have other causes.
    pub(super) fn brought_back(
        self,
        read: &mut dyn Read,
        step: &Step,
    ) -> Result<Option<BroughtBack>, Fault> {
        let change = &step.entry.change;
        let by_person = matches!(change.origin, Origin::Web | Origin::Api | Origin::Cli);
        let seq = change.cause.filter(|_| by_person && change.kind == ChangeKind::RecordUpdated);
        let Some(seq) = seq else { return Ok(None) };
        let entry = log::entry_of(read, seq)?;
        let at = entry.and_then(|entry| {
            let own = |(_, change): &(Seq, RecordChange)| change.record == step.change.record;
            let (seq, change) = entry.records().into_iter().find(own)?;
            let (at, then) = (entry.at, Step { seq, entry, change });
            shows(self.access, &then).then_some(at)
        });
        Ok(Some(BroughtBack { at }))
    }

    /// Whether the person may ask for an undo of a Change's batch from the record: their own act, or an
    /// administrator's wish. What jobs wrote of many records is taken back where the job is.
    pub(super) fn may_undo(self, entry: &Logged) -> bool {
        let change = &entry.change;
        change.batch.is_some()
            && !entry.erased
            && change.record.is_some()
            && change.origin != Origin::Import
            && UNDOABLE.contains(&change.kind)
            && (change.actor == self.who.actor() || self.catalog.may_administer(self.who))
    }
}

/// Kinds of Changes from which undo knows a way back.
pub(super) const UNDOABLE: [ChangeKind; 16] = [
    ChangeKind::RecordCreated,
    ChangeKind::RecordUpdated,
    ChangeKind::RecordTrashed,
    ChangeKind::RecordRestored,
    ChangeKind::RecordsCreated,
    ChangeKind::RecordsUpdated,
    ChangeKind::RecordsTrashed,
    ChangeKind::RecordsRestored,
    ChangeKind::ActivityAdded,
    ChangeKind::ActivityChanged,
    ChangeKind::ActivityRemoved,
    ChangeKind::TaskAdded,
    ChangeKind::TaskChanged,
    ChangeKind::TaskRemoved,
    ChangeKind::RemarkAdded,
    ChangeKind::RemarkRemoved,
];
