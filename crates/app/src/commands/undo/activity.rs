//! Takes a follow-up's Change back.

use model::command::Activity;
use model::{ActivityId, Code, FormId, RecordId, Rejection, Seq};
use serde_json::Value as Json;
use store::activities::{StoredActivity, find_activity};
use store::records::find;
use store::{Error, Fault};

use super::{Kept, Undoing};
use crate::commands::activities;
use crate::commands::door::Door;

/// The follow-up before and after the Change.
pub(super) struct Documents<'a> {
    pub(super) id: ActivityId,
    pub(super) before: &'a Json,
    pub(super) after: &'a Json,
}

/// What is to be done with a follow-up.
pub(super) enum Deed {
    Write,
    Keep(Rejection),
    Nothing,
}

/// Decides about a follow-up as it is now.
pub(super) fn decide(
    documents: &Documents<'_>,
    stored: &StoredActivity,
    undoing: &Undoing,
) -> Result<Deed, Fault> {
    let now = if stored.removed { Json::Null } else { json(&stored.activity)? };
    Ok(if now != *documents.after && !undoing.reach.insist {
        Deed::Keep(Rejection::new(Code::ChangedSince))
    } else if documents.before.is_null() && stored.removed {
        Deed::Nothing
    } else {
        Deed::Write
    })
}

pub(super) fn take_back(
    door: &mut Door<'_, '_>,
    (form, record, seq): (FormId, RecordId, Seq),
    documents: &Documents<'_>,
    undoing: &mut Undoing,
) -> Result<(), Error> {
    let Some(stored) = find_activity(door.tx, documents.id)? else { return Ok(()) };
    match decide(documents, &stored, undoing)? {
        Deed::Write => {}
        Deed::Nothing => return Ok(()),
        Deed::Keep(why) => {
            // Which Change it was is not written beside a follow-up; the record's last one comes nearest.
            let found = find(door.tx, door.catalog.table(form)?, record)?;
            let seq = found.map_or(seq, |r| r.last_seq);
            undoing.outcome.keep(Kept { form, record, seq, why });
            return Ok(());
        }
    }
    match write(door, (form, record), documents, &stored) {
        Ok(()) => {
            undoing.outcome.undone += 1;
            Ok(())
        }
        // Gone, or out of sight: there is nothing to do, and nothing to tell.
        Err(error) if error.code() == Some(Code::NotFound) => Ok(()),
        Err(error) => Ok(undoing.keep((form, record), seq, error)?),
    }
}

fn write(
    door: &mut Door<'_, '_>,
    about: (FormId, RecordId),
    documents: &Documents<'_>,
    stored: &StoredActivity,
) -> Result<(), Error> {
    if documents.before.is_null() {
        activities::remove(door, about, documents.id)?;
    } else {
        let activity: Activity = serde_json::from_value(documents.before.clone())
            .map_err(|e| Fault::new(format!("a follow-up in the log: {e}")))?;
        activities::bring_back(door, about, (stored, activity))?;
    }
    Ok(())
}

fn json(activity: &Activity) -> Result<Json, Fault> {
    serde_json::to_value(activity).map_err(|e| Fault::new(format!("a follow-up: {e}")))
}
