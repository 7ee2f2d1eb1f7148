//! What taking a record's Change back comes to, asked without doing it: the undo carries it out, a preview of a large
//! one only counts it. What is refused is a reason to keep the record, never a reason to stop.

use engines::forms::{Writer, check, diff};
use model::change::RecordChange;
use model::{ChangeKind, Code, FieldRef, Form, FormId, Rejection, Seq, SystemField, Value, Values};
use store::records::Record;
use store::{Error, Fault};

use super::Undoing;
use super::ledger::Ledger;
use crate::access::is_visible;
use crate::catalog::Catalog;
use crate::commands::door::Opened;
use crate::commands::guard::{Wish, guard};
use crate::known::known_for_change;
use crate::who::Who;

/// The Change to take back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target<'c> {
    pub(super) form: FormId,
    pub(super) seq: Seq,
    pub(super) kind: ChangeKind,
    pub(super) change: &'c RecordChange,
}

/// What is to be done.
#[derive(Debug)]
pub(super) enum Deed {
    /// Into the recycle bin, or out of it.
    Move(Wish),
    /// These fields get these values.
    Set(Values),
    /// The record stays as it is: since which Change, and why.
    Keep(Seq, Rejection),
    Nothing,
}

/// Definitions, and who asks.
#[derive(Clone, Copy)]
pub(super) struct Scene<'s> {
    pub(super) catalog: &'s Catalog,
    pub(super) who: &'s Who,
}

impl<'s> Scene<'s> {
    /// The form as this person may use it.
    pub(super) fn open(self, form: FormId) -> Result<Opened<'s>, Error> {
        let form = self.catalog.effective(form)?;
        if form.archived {
            return Err(Rejection::new(Code::UnknownForm).with("form", form.code.as_str()).into());
        }
        let table = self.catalog.table(form.id)?;
        Ok(Opened { form, table, access: self.catalog.access(self.who, form) })
    }

    /// Decides about one record as it is now.
    pub(super) fn decide(
        self,
        ledger: &mut dyn Ledger,
        (opened, target): (&Opened<'_>, Target<'_>),
        current: Option<&Record>,
        undoing: &mut Undoing,
    ) -> Result<Deed, Fault> {
        let Some(current) = current else { return Ok(Deed::Nothing) };
        let decided = if is_visible(&opened.access, current) {
            self.wanted(ledger, (opened, target), current, undoing)
        } else {
            self.given_back(ledger, (opened, target), current, undoing)
        };
        match decided {
            Ok(deed) => Ok(deed),
            Err(error) => Ok(Deed::Keep(current.last_seq, reason(error)?)),
        }
    }

    fn wanted(
        self,
        ledger: &mut dyn Ledger,
        (opened, target): (&Opened<'_>, Target<'_>),
        current: &Record,
        undoing: &mut Undoing,
    ) -> Result<Deed, Error> {
        let binned = current.deleted_at().is_some();
        match target.kind {
            ChangeKind::RecordCreated
            | ChangeKind::RecordsCreated
            | ChangeKind::RecordRestored
            | ChangeKind::RecordsRestored
                if !binned =>
            {
                match later(ledger, target, current, undoing)? {
                    Some(seq) if !undoing.reach.insist => Ok(changed_since(seq)),
                    _ => {
                        guard(current, &opened.access, Wish::Trash)?;
                        Ok(Deed::Move(Wish::Trash))
                    }
                }
            }
            ChangeKind::RecordTrashed | ChangeKind::RecordsTrashed if binned => {
                guard(current, &opened.access, Wish::Restore)?;
                ledger.untaken(opened, (current.id, &current.values))?;
                Ok(Deed::Move(Wish::Restore))
            }
            ChangeKind::RecordUpdated | ChangeKind::RecordsUpdated if !binned => {
                self.fields(ledger, (opened, target), current, undoing)
            }
            _ => Ok(Deed::Nothing),
        }
    }

    /// A record that one gave away is out of one's sight; with the act taken back it comes into it again. That is done as
    /// long as it is where it was given to: a pool shows it there, a colleague has it still, and then no more than what the
    /// act itself changed is touched. Whatever else is out of sight stays as it is, and why is not told.
    fn given_back(
        self,
        ledger: &mut dyn Ledger,
        (opened, target): (&Opened<'_>, Target<'_>),
        current: &Record,
        undoing: &mut Undoing,
    ) -> Result<Deed, Error> {
        let hidden = Deed::Keep(target.seq, Rejection::new(Code::OutOfSight));
        let owner = FieldRef::System(SystemField::Owner);
        let edited = matches!(target.kind, ChangeKind::RecordUpdated | ChangeKind::RecordsUpdated);
        let given = target.change.fields.iter().find(|change| change.field == owner);
        let given = given.filter(|_| edited && current.deleted_at().is_none());
        let Some(given) = given else { return Ok(hidden) };
        let pool = self.catalog.pool(self.who, opened.form);
        let pooled = pool.is_some_and(|pool| is_visible(&pool, current));
        if *current.value(owner) != given.after {
            let already = pooled && *current.value(owner) == given.before;
            return Ok(if already { Deed::Nothing } else { hidden });
        }
        if given.after.is_null() {
            if !pooled {
                return Ok(hidden);
            }
            let back = Values::from([(owner, given.before.clone())]);
            let about = (self.catalog, self.who);
            let (known, back) =
                known_for_change(ledger, about, opened.form, &current.values, back)?;
            let back = check::update(opened.form, &opened.access, Writer::Replay, back, &known)?;
            return Ok(Deed::Set(back));
        }
        let mut again = current.clone();
        let department = self.catalog.department_of(&given.before);
        again.values.insert(owner, given.before.clone());
        again.values.insert(SystemField::Department.into(), department);
        if !is_visible(&opened.access, &again) {
            return Ok(hidden);
        }
        // What a colleague wrote unseen is not written over, whoever insists.
        let insist = std::mem::take(&mut undoing.reach.insist);
        let decided = self.fields(ledger, (opened, target), current, undoing);
        undoing.reach.insist = insist;
        // Why it cannot be done would tell of what is out of sight.
        match decided {
            Ok(Deed::Keep(_, why)) if why.code != Code::ChangedSince => Ok(hidden),
            Err(Error::Rejected(_)) => Ok(hidden),
            other => other,
        }
    }

    /// What taking these values back needs: to give up a record that one claimed, no more than that it is one's own.
    fn wish(self, form: &Form, current: &Record, back: &Values) -> Wish {
        let owner = FieldRef::System(SystemField::Owner);
        let mine = matches!(current.value(owner), Value::Person(id) if Some(*id) == self.who.id());
        // Or back to whom it was given up by, as long as it lies there.
        let unowned = current.value(owner).is_null();
        let handed_over = back.len() == 1
            && back.get(&owner).is_some_and(|before| if mine { before.is_null() } else { unowned });
        if form.pool.is_some() && handed_over { Wish::HandOver } else { Wish::Edit }
    }

    /// Fields go back where nobody changed them since.
    fn fields(
        self,
        ledger: &mut dyn Ledger,
        (opened, target): (&Opened<'_>, Target<'_>),
        current: &Record,
        undoing: &mut Undoing,
    ) -> Result<Deed, Error> {
        let mut back = Values::new();
        let mut left = false;
        for undone in diff::reversed(&target.change.fields) {
            if *current.value(undone.field) == undone.after {
                continue;
            }
            if undoing.reach.insist || *current.value(undone.field) == undone.before {
                back.insert(undone.field, undone.after);
            } else {
                left = true;
            }
        }
        back.retain(|field, _| !matches!(field, FieldRef::System(SystemField::Department)));
        if back.is_empty() {
            if !left {
                return Ok(Deed::Nothing);
            }
            let seq = later(ledger, target, current, undoing)?.unwrap_or(current.last_seq);
            return Ok(changed_since(seq));
        }
        guard(current, &opened.access, self.wish(opened.form, current, &back))?;
        let about = (self.catalog, self.who);
        let (mut known, back) =
            known_for_change(ledger, about, opened.form, &current.values, back)?;
        // A colleague's file was right here once and is again; links are asked about anew.
        let files = back.iter().filter(|(_, value)| matches!(value, Value::Files(_)));
        let files: Values = files.map(|(field, value)| (*field, value.clone())).collect();
        known.add_held(opened.form, &files);
        let back = check::update(opened.form, &opened.access, Writer::Replay, back, &known)?;
        ledger.untaken(opened, (current.id, &back))?;
        Ok(Deed::Set(back))
    }
}

fn changed_since(seq: Seq) -> Deed {
    Deed::Keep(seq, Rejection::new(Code::ChangedSince))
}

/// The record's newest Change after the target that is neither of its batch nor of its undos.
fn later(
    ledger: &mut dyn Ledger,
    target: Target<'_>,
    current: &Record,
    undoing: &mut Undoing,
) -> Result<Option<Seq>, Fault> {
    let about = (current.id, current.last_seq, target.seq);
    undoing.past.foreign(ledger, about, &undoing.reach.ours)
}

/// The first reason of a refusal.
///
/// # Errors
/// What broke: that is no reason to keep a record.
pub(super) fn reason(error: Error) -> Result<Rejection, Fault> {
    match error {
        Error::Rejected(all) => {
            Ok(all.0.into_iter().next().unwrap_or_else(|| Rejection::new(Code::CannotUndo)))
        }
        Error::Fault(fault) => Err(fault),
    }
}
