//! Taking a whole import back, and bringing it back again. Where an import stands after each is said beforehand and
//! written down with the job that does it, so asking twice, at once or late, never turns it the wrong way.

use model::job::Job;
use model::job::JobState;
use model::{BatchId, Code, FormId, ImportId, JobId};
use serde::{Deserialize, Serialize};
use store::log::made_in;
use store::records::{count_live, count_rows};
use store::session::Read;
use store::{Error, Fault, Tx, imports, jobs as stored_jobs};

use super::document::{Import, State};
use super::kept;
use super::made_parts::{self, MadeParts, PartsView};
use crate::commands::{Door, archive_form, bring_form_back};
use crate::jobs::{self, ChangedSince, UndoPlan, undo_job};
use crate::people::permit;
use crate::platform::Platform;
use crate::who::Who;

/// What was made of an import since it ran.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Turns {
    /// The newest undo or redo, under way or ended.
    pub(super) last: Option<Turn>,
    /// The batches of all of them: their changes are no changes since.
    pub(super) batches: Vec<BatchId>,
    /// The form that was made for it, as it was published.
    #[serde(default)]
    pub(super) form: Option<MadeForm>,
    /// Fields and options that were made for it in a form that was there.
    #[serde(default)]
    pub(super) parts: Option<MadeParts>,
}

impl Turns {
    /// The undo that stands, if the newest turn was one.
    pub(super) fn last_undo(&self) -> Option<JobId> {
        self.last.as_ref().filter(|turn| turn.to == State::Undone).map(|turn| turn.job)
    }
}

/// An undo or a redo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Turn {
    job: JobId,
    /// Under which it writes.
    batch: BatchId,
    /// Which it takes back.
    of: BatchId,
    insist: bool,
    /// Where the import stands when it is done.
    to: State,
    /// Fields and options that were made for the import stay.
    #[serde(default)]
    keeps_parts: bool,
}

/// How an import is to be turned.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct TurnWish {
    /// Also what was changed since.
    pub(crate) insist: bool,
    /// Fields and options that were made for it stay.
    pub(crate) keeps_parts: bool,
}

/// A form that was made for an import.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct MadeForm {
    pub(super) form: FormId,
    /// The version as it was made, or as an undo or redo left it: a later one is somebody's work.
    pub(super) version: u32,
}

impl Platform {
    /// What an undo of this import would leave alone.
    ///
    /// # Errors
    /// `NotFound`; `AlreadyDone` when it is undone already, or has not run.
    pub fn preview_undo_import(&self, who: &Who, id: ImportId) -> Result<ChangedSince, Error> {
        let import = kept::own(self, who, id)?;
        let batch = written(&import)?;
        self.would_keep(who, batch, import.turns.batches)
    }

    /// Fields and options that were made for an import and would go with it.
    pub(crate) fn parts_of(&self, id: ImportId) -> Result<Option<PartsView>, Error> {
        let import = kept::load(self, id)?;
        let undoable = matches!(import.state, State::Running | State::Done);
        let parts = import.turns.parts.filter(|_| undoable);
        Ok(parts.and_then(|parts| parts.shown(&*self.catalog().ok()?)))
    }

    /// Takes an import back as a job. What was changed since stays, unless the person insists. Asked again while it is
    /// under way, the same job answers.
    ///
    /// # Errors
    /// `NotFound`; `AlreadyDone` when it is undone already or has not run; `Busy` while it is being written, or turned
    /// otherwise.
    pub fn undo_import(&self, who: &Who, id: ImportId, insist: bool) -> Result<JobId, Error> {
        self.undo_import_as(who, id, TurnWish { insist, keeps_parts: false })
    }

    /// The same; fields and options that were made for the import may be asked to stay.
    ///
    /// # Errors
    /// As [`Platform::undo_import`].
    pub(crate) fn undo_import_as(
        &self,
        who: &Who,
        id: ImportId,
        wish: TurnWish,
    ) -> Result<JobId, Error> {
        self.turn(who, id, (State::Undone, None), wish)
    }

    /// Takes an undo, or a redo, of an import back.
    pub(crate) fn turn_back(
        &self,
        who: &Who,
        (id, turned): (ImportId, &Job),
        wish: TurnWish,
    ) -> Result<JobId, Error> {
        let plan: UndoPlan = serde_json::from_value(turned.plan.clone())
            .map_err(|e| Fault::new(format!("an undo's plan: {e}")))?;
        match (plan.to, turned.batch) {
            (Some(State::Done), _) => self.turn(who, id, (State::Undone, None), wish),
            (_, batch) => self.turn(who, id, (State::Done, batch), wish),
        }
    }

    /// Batches of an import's undos and redos.
    pub(crate) fn turns_of(&self, id: ImportId) -> Result<Vec<BatchId>, Error> {
        Ok(kept::load(self, id)?.turns.batches)
    }

    /// Lets an import be turned: undone, or brought back by taking the undo of this batch back.
    fn turn(
        &self,
        who: &Who,
        id: ImportId,
        (to, of): (State, Option<BatchId>),
        TurnWish { insist, keeps_parts }: TurnWish,
    ) -> Result<JobId, Error> {
        let (ports, now, asker) = (self.ports().clone(), self.now(), who.clone());
        let fresh = BatchId(ports.ids.next());
        let written = self.write_once(who, move |tx, catalog| {
            // Asked where nobody can come between.
            let mut import = stored(tx, id)?;
            kept::sees(catalog, &asker, &import)?;
            let last = import.turns.last.clone();
            let state = match &last {
                Some(turn) => stored_jobs::find(tx, turn.job)?.map(|job| job.state),
                None => None,
            };
            let at_work = matches!(state, Some(JobState::Waiting | JobState::Running));
            if let Some(turn) = last.as_ref().filter(|_| at_work) {
                let same = turn.to == to && turn.insist == insist;
                return if same { Ok(turn.job) } else { Err(Error::rejected(Code::Busy)) };
            }
            let batch = match to {
                State::Done => redone(&import, (of, state))?,
                _ => undone(tx, &import)?,
            };
            // What broke off is gone on with under its own batch, so that both parts are one when they are taken back.
            let broken = matches!(state, Some(JobState::Failed | JobState::Cancelled));
            let broken = last.filter(|turn| broken && turn.to == to);
            let own = broken.map_or(fresh, |turn| turn.batch);
            let ours = import.turns.batches.clone();
            let plan = UndoPlan { batch, insist, import: Some(id), to: Some(to), ours };
            let job = jobs::insert(tx, (&ports, now), &undo_job(&asker, &plan, own)?)?;
            import.turns.last = Some(Turn { job, batch: own, of: batch, insist, to, keeps_parts });
            if !import.turns.batches.contains(&own) {
                import.turns.batches.push(own);
            }
            kept::write(tx, &import)?;
            Ok(job)
        })?;
        Ok(written.value)
    }
}

fn stored(read: &mut dyn Read, id: ImportId) -> Result<Import, Error> {
    let found = imports::find(read, id)?.ok_or_else(|| Error::rejected(Code::NotFound))?;
    Ok(kept::document(&found)?)
}

/// The batch that an undo takes back.
fn written(import: &Import) -> Result<BatchId, Error> {
    let batch = import.batch.filter(|_| matches!(import.state, State::Running | State::Done));
    batch.ok_or_else(|| Error::rejected(Code::AlreadyDone))
}

/// The same, unless the import is still being written.
fn undone(tx: &mut Tx<'_>, import: &Import) -> Result<BatchId, Error> {
    let batch = written(import)?;
    if let Some(job) = import.job.filter(|_| import.state == State::Running) {
        let job = stored_jobs::find(tx, job)?;
        if job.is_some_and(|j| matches!(j.state, JobState::Waiting | JobState::Running)) {
            return Err(Error::rejected(Code::Busy));
        }
    }
    Ok(batch)
}

/// The undo's batch that a redo takes back: the newest turn's, or what a redo that broke off was about.
fn redone(
    import: &Import,
    (of, state): (Option<BatchId>, Option<JobState>),
) -> Result<BatchId, Error> {
    let done = || Error::rejected(Code::AlreadyDone);
    let of = of.ok_or_else(done)?;
    // Undone before turns were written down.
    let Some(last) = &import.turns.last else {
        return if import.state == State::Undone { Ok(of) } else { Err(done()) };
    };
    let newest = last.to == State::Undone && last.batch == of;
    let broke_off = last.to == State::Done
        && last.of == of
        && matches!(state, Some(JobState::Failed | JobState::Cancelled));
    if newest || broke_off { Ok(of) } else { Err(done()) }
}

/// Refuses to go on with an import whose records were taken back, or are being taken back.
///
/// # Errors
/// `AlreadyDone`.
pub(crate) fn may_go_on(tx: &mut Tx<'_>, job: &Job) -> Result<(), Error> {
    let Some(id) = jobs::import_of(job) else { return Ok(()) };
    let import = stored(tx, id)?;
    if import.state == State::Running && import.turns.last.is_none() {
        Ok(())
    } else {
        Err(Error::rejected(Code::AlreadyDone))
    }
}

/// The first step of an undo or redo: nobody asked for something else since, and on the way back the form is there.
///
/// # Errors
/// `AlreadyDone` when a newer undo or redo took its place.
pub(crate) fn begin_turn(
    door: &mut Door<'_, '_>,
    id: ImportId,
    (job, to): (JobId, State),
) -> Result<(), Error> {
    let mut import = stored(door.tx, id)?;
    if import.turns.last.as_ref().is_some_and(|turn| turn.job != job) {
        return Err(Error::rejected(Code::AlreadyDone));
    }
    if to == State::Done
        && let Some(made) = &mut import.turns.parts
        && made_parts::bring_back(door, made)?
    {
        kept::write(door.tx, &import)?;
    }
    let Some(made) = import.turns.form.clone().filter(|_| to == State::Done) else {
        return Ok(());
    };
    let form = door.catalog.forms.get(&made.form);
    let Some(form) = form.filter(|f| f.archived && f.version == made.version) else {
        return Ok(());
    };
    let version = bring_form_back(door, form)?;
    import.turns.form = Some(MadeForm { version, ..made });
    Ok(kept::write(door.tx, &import)?)
}

/// The last step: says where the import stands, and after a complete undo lets the form go that was made for it, if
/// nothing else is in it and nobody worked on it; what went. Fields and options that were made for it go if nothing else
/// is in them.
///
/// # Errors
/// When the database refuses.
pub(crate) fn end_turn(
    door: &mut Door<'_, '_>,
    id: ImportId,
    (job, to): (JobId, Option<State>),
    complete: bool,
) -> Result<Gone, Error> {
    let mut import = stored(door.tx, id)?;
    if import.turns.last.as_ref().is_some_and(|turn| turn.job != job) {
        return Err(Error::rejected(Code::AlreadyDone));
    }
    // A job of before turns were written down turned it over.
    let turned = if import.state == State::Undone { State::Done } else { State::Undone };
    import.state = to.unwrap_or(turned);
    let mut gone = Gone::default();
    if import.state == State::Undone
        && complete
        && let Some((made, batch)) = import.turns.form.clone().zip(import.batch)
        && let Some(version) = let_form_go(door, &made, batch)?
    {
        gone.form = door.catalog.forms.get(&made.form).map(|f| f.code.clone());
        import.turns.form = Some(MadeForm { version, ..made });
    }
    let keeps = import.turns.last.as_ref().is_some_and(|turn| turn.keeps_parts);
    if import.state == State::Undone
        && !keeps
        && let Some(made) = &mut import.turns.parts
    {
        (gone.fields, gone.options) = made_parts::let_go(door, made)?;
    }
    kept::write(door.tx, &import)?;
    Ok(gone)
}

/// What went with the records of an import.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gone {
    /// The code of the form that was made for it.
    pub(crate) form: Option<String>,
    /// How many fields.
    pub(crate) fields: usize,
    /// How many options.
    pub(crate) options: usize,
}

fn let_form_go(
    door: &mut Door<'_, '_>,
    made: &MadeForm,
    batch: BatchId,
) -> Result<Option<u32>, Error> {
    let Some(form) = door.catalog.forms.get(&made.form) else { return Ok(None) };
    let untouched = form.version == made.version && !form.archived;
    if !untouched || permit::builds(door.who, door.catalog).is_err() {
        return Ok(None);
    }
    let table = door.catalog.table(form.id)?;
    let others = count_rows(door.tx, table)? != made_in(door.tx, batch, form.id)?;
    if others || count_live(door.tx, table)? > 0 {
        return Ok(None);
    }
    match archive_form(door, form, false) {
        Ok(version) => Ok(Some(version)),
        // Another form links to it by now.
        Err(error) if error.code() == Some(Code::InUse) => Ok(None),
        Err(error) => Err(error),
    }
}
