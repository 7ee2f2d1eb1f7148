//! Takes a follow-up's Change back.

use model::command::Activity;
use model::{ActivityId, FormId, RecordId};
use serde_json::Value as Json;
use store::activities::find_activity;
use store::{Error, Fault};

use super::record::Taken;
use crate::commands::activities;
use crate::commands::door::Door;

/// The follow-up before and after the Change.
pub(super) struct Documents<'a> {
    pub(super) id: ActivityId,
    pub(super) before: &'a Json,
    pub(super) after: &'a Json,
}

pub(super) fn take_back(
    door: &mut Door<'_, '_>,
    (form, record): (FormId, RecordId),
    documents: &Documents<'_>,
    insist: bool,
) -> Result<Taken, Error> {
    let Some(stored) = find_activity(door.tx, documents.id)? else { return Ok(Taken::Nothing) };
    let now = if stored.removed { Json::Null } else { json(&stored.activity)? };
    if now != *documents.after && !insist {
        return Ok(Taken::Kept(door.tx.seq()));
    }
    match (documents.before.is_null(), stored.removed) {
        (true, true) => return Ok(Taken::Nothing),
        (true, false) => activities::remove(door, (form, record), documents.id)?,
        (false, _) => {
            let activity: Activity = serde_json::from_value(documents.before.clone())
                .map_err(|e| Fault::new(format!("a follow-up in the log: {e}")))?;
            activities::bring_back(door, (form, record), (&stored, activity))?
        }
    };
    Ok(Taken::Back)
}

fn json(activity: &Activity) -> Result<Json, Fault> {
    serde_json::to_value(activity).map_err(|e| Fault::new(format!("a follow-up: {e}")))
}
