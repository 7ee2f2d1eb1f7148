//! Commands: what can be asked for, a file each. All run inside the writing transaction, after one guard.

mod activities;
mod activity_files;
mod archive;
mod create;
mod door;
mod guard;
mod history;
mod join;
mod parse;
mod pool;
mod publish;
mod record_bin;
mod remarks;
mod revert;
mod tasks;
mod undo;
mod untold;
mod update;

use jiff::Timestamp;
use model::{
    ActivityId, BatchId, Cause, Code, Command, Origin, RecordId, Rejection, Seq, TaskId, Values,
};
use serde::{Deserialize, Serialize};
use store::{Committed, Error};
use uuid::Uuid;

pub(crate) use activities::add as add_activity;
pub(crate) use archive::{archive_form, bring_form_back};
pub(crate) use door::{Door, Opened};
pub(crate) use guard::{Wish, guard};
pub use history::{Step, changes_of};
pub(crate) use publish::publish;
pub use undo::{Changed, Kept, UndoPreview, Undone};
pub(crate) use undo::{Reach, Undoing, is_reading, undo_entry};

use crate::platform::Platform;
use crate::who::Who;

/// Most commands of one batch.
pub const MOST_IN_BATCH: usize = 1_000;

/// What came of a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The record it made or changed.
    pub record: Option<RecordId>,
    /// Its revision now.
    pub rev: i64,
    /// The Change; the log's last seq when nothing changed.
    pub seq: Seq,
}

/// What a request of one or more commands came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// One receipt for each command.
    pub receipts: Vec<Receipt>,
    /// The unit of undo.
    pub batch: BatchId,
    /// The log's last seq after the last of them.
    pub seq: Seq,
    /// Follow-ups that were written, in their order: who did not give them an id learns it here.
    pub activities: Vec<ActivityId>,
    /// Tasks that were made, likewise.
    #[serde(default)]
    pub tasks: Vec<TaskId>,
}

/// Ids and time, taken once before the transaction: it may run again.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    pub(crate) at: Timestamp,
    pub(crate) batch: BatchId,
    pub(crate) ids: Vec<Uuid>,
    pub(crate) beside: Beside,
}

/// What commands may use beside their own words.
#[derive(Debug, Clone, Default)]
pub(crate) struct Beside {
    /// Files that new records may have although others brought them.
    pub(crate) held: Values,
    /// The record on which an action of its form leaves its mark.
    pub(crate) marked: Option<RecordId>,
    /// The act that they go on with.
    pub(crate) joins: Option<BatchId>,
}

impl Platform {
    /// Runs one command through the door.
    ///
    /// # Errors
    /// Why it was refused, or what broke.
    pub fn execute(&self, who: &Who, command: Command) -> Result<Done, Error> {
        self.execute_all(who, vec![command])
    }

    /// Runs commands in one transaction: all or none.
    ///
    /// # Errors
    /// Why one was refused, located under `commands.<n>` when there are several; or what broke.
    pub fn execute_all(&self, who: &Who, commands: Vec<Command>) -> Result<Done, Error> {
        self.execute_joining(who, commands, None)
    }

    /// The same as the next part of an act that the person began a moment ago: what is too much for one request is still
    /// taken back as one.
    ///
    /// # Errors
    /// As [`Platform::execute_all`]; at `batch`, `NotFound` for an act that is not theirs, `Cancelled` for one that was
    /// taken back meanwhile, `Conflict` and `TooMany` for one that goes on no more.
    pub fn execute_joining(
        &self,
        who: &Who,
        commands: Vec<Command>,
        joins: Option<BatchId>,
    ) -> Result<Done, Error> {
        if commands.len() > MOST_IN_BATCH {
            return Err(Rejection::at(Code::TooMany, "commands").with("max", MOST_IN_BATCH).into());
        }
        let beside = Beside { joins, ..Beside::default() };
        self.once(who, || self.execute_now(who, commands, beside))
    }

    /// The same for what an action makes of a record: new ones take over its files that the person sees.
    pub(crate) fn execute_action(
        &self,
        who: &Who,
        commands: Vec<Command>,
        (record, held): (RecordId, Values),
    ) -> Result<Done, Error> {
        let beside = Beside { held, marked: Some(record), joins: None };
        self.once(who, || self.execute_now(who, commands, beside))
    }

    fn execute_now(
        &self,
        who: &Who,
        commands: Vec<Command>,
        beside: Beside,
    ) -> Result<Done, Error> {
        let ids = commands.iter().map(|_| self.ports().ids.next()).collect();
        let batch = beside.joins.unwrap_or_else(|| BatchId(self.ports().ids.next()));
        let given = Given { at: self.now(), batch, ids, beside };
        let (asker, forms) = (who.clone(), touched_forms(&commands));
        let written = self.write_once(who, move |tx, catalog| {
            let who = &asker;
            if let Some(batch) = given.beside.joins {
                join::may_join(tx, who, (batch, given.at), &commands)?;
            }
            let cause = Cause { batch: Some(given.batch), ..who.cause() };
            let mut door = Door { tx, catalog, who, cause, at: given.at };
            let mut receipts = Vec::with_capacity(commands.len());
            for (i, command) in commands.iter().enumerate() {
                let ran = run(&mut door, command, (given.ids[i], &given.beside));
                let prefix = (commands.len() > 1).then(|| format!("commands.{i}"));
                receipts.push(ran.map_err(|e| located(e, prefix.as_deref()))?);
            }
            let (seq, activities) = (door.tx.seq(), written_activities(&commands));
            let tasks = written_tasks(&commands);
            Ok(Done { receipts, batch: given.batch, seq, activities, tasks })
        });
        let Committed { value: done, .. } = match written {
            Ok(written) => written,
            Err(error) => return Err(untold::untold(&*self.catalog()?, who, error)),
        };
        self.forget_ordinals(&forms)?;
        let (origin, count, seq) = (who.origin, done.receipts.len(), done.seq);
        tracing::debug!(?origin, count, seq, "commands done");
        Ok(done)
    }

    /// Ordinals of lists over these forms may have shifted.
    fn forget_ordinals(&self, forms: &[model::FormId]) -> Result<(), Error> {
        let catalog = self.catalog()?;
        for form in forms {
            self.anchors().forget(&catalog.table(*form)?.rows());
        }
        Ok(())
    }
}

fn run(
    door: &mut Door<'_, '_>,
    command: &Command,
    (new_id, beside): (Uuid, &Beside),
) -> Result<Receipt, Error> {
    match command {
        Command::CreateRecord { form, id, values } => {
            create::create(door, *form, id.unwrap_or(RecordId(new_id)), (values, &beside.held))
        }
        Command::UpdateRecord { form, id, base_rev, values } => {
            let by_hand = beside.marked != Some(*id);
            update::update(door, (*form, *id), *base_rev, (values, by_hand))
        }
        Command::TrashRecord { form, id, base_rev } => {
            record_bin::trash(door, (*form, *id), *base_rev)
        }
        Command::RestoreRecord { form, id } => record_bin::restore(door, (*form, *id)),
        Command::RevertRecord { form, id, seq } => revert::revert(door, (*form, *id), *seq),
        Command::ClaimRecord { form, id } => pool::claim(door, (*form, *id)),
        Command::ReturnRecord { form, id, reason } => {
            pool::give_back(door, (*form, *id), (ActivityId(new_id), reason))
        }
        Command::AddActivity { form, record, activity } => {
            activities::add(door, (*form, *record), activity)
        }
        Command::ChangeActivity { form, record, activity } => {
            activities::change(door, (*form, *record), activity)
        }
        Command::RemoveActivity { form, record, id } => {
            activities::remove(door, (*form, *record), *id)
        }
        Command::PinActivity { form, record, id, pinned } => {
            activities::pin(door, (*form, *record), (*id, *pinned))
        }
        Command::AddRemark { form, record, remark } => remarks::add(door, (*form, *record), remark),
        Command::RemoveRemark { form, record, activity, id } => {
            remarks::remove(door, (*form, *record), (*activity, *id))
        }
        Command::AddTask { about, task } => tasks::add(door, *about, task),
        Command::ChangeTask { id, edit } => tasks::change(door, *id, edit),
        Command::RemoveTask { id } => tasks::remove(door, *id),
        Command::UndoBatch { batch, insist } => {
            door.cause.origin = Origin::Undo;
            Ok(undo::undo(door, *batch, *insist)?.0)
        }
        Command::PublishForm { form, base_version } => publish(door, form, (*base_version, &[])),
    }
}

fn written_activities(commands: &[Command]) -> Vec<ActivityId> {
    let written = commands.iter().filter_map(|command| match command {
        Command::AddActivity { activity, .. } => Some(activity.id),
        _ => None,
    });
    written.collect()
}

fn written_tasks(commands: &[Command]) -> Vec<TaskId> {
    let written = commands.iter().filter_map(|command| match command {
        Command::AddTask { task, .. } => Some(task.id),
        _ => None,
    });
    written.collect()
}

fn touched_forms(commands: &[Command]) -> Vec<model::FormId> {
    let mut forms: Vec<model::FormId> = commands
        .iter()
        .filter_map(|command| match command {
            Command::CreateRecord { form, .. }
            | Command::UpdateRecord { form, .. }
            | Command::TrashRecord { form, .. }
            | Command::RestoreRecord { form, .. }
            | Command::RevertRecord { form, .. }
            | Command::ClaimRecord { form, .. }
            | Command::ReturnRecord { form, .. }
            | Command::AddActivity { form, .. }
            | Command::ChangeActivity { form, .. }
            | Command::RemoveActivity { form, .. }
            | Command::PinActivity { form, .. }
            | Command::AddRemark { form, .. }
            | Command::RemoveRemark { form, .. } => Some(*form),
            Command::AddTask { .. }
            | Command::ChangeTask { .. }
            | Command::RemoveTask { .. }
            | Command::UndoBatch { .. }
            | Command::PublishForm { .. } => None,
        })
        .collect();
    forms.sort_unstable();
    forms.dedup();
    forms
}

fn located(error: Error, prefix: Option<&str>) -> Error {
    match (error, prefix) {
        (Error::Rejected(all), Some(prefix)) => Error::Rejected(all.under(prefix)),
        (error, _) => error,
    }
}
