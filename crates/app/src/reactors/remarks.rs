//! Tells who wrote a follow-up, and who remarked on it before, that somebody remarks on it; only those who may see the
//! record. Whom the remark mentions is told so already.

use std::collections::BTreeSet;

use model::notice::{Notice, NoticeKind};
use model::remark::Remark;
use model::{Actor, ChangeKind, NoticeId, UserId};
use serde_json::json;
use store::activities::find_activity;
use store::remarks::{find_remark, who_spoke};
use store::{Error, notices};

use super::mentions::{newly_mentioned, sees};
use super::{Happened, Reactor, Turn};
use crate::catalog::Catalog;

/// The reactor.
pub struct Remarks;

impl Reactor for Remarks {
    fn name(&self) -> &'static str {
        "remarks"
    }

    fn wants(&self, _: &Catalog, change: &Happened) -> bool {
        change.kind == ChangeKind::RemarkAdded
    }

    fn react(&self, turn: &mut Turn<'_, '_>, changes: &[Happened]) -> Result<(), Error> {
        for change in changes {
            let remark = change
                .document()
                .and_then(|(_, _, after)| serde_json::from_value::<Remark>(after.clone()).ok());
            let Some(remark) = remark.filter(|remark| remark.text.is_some()) else { continue };
            // Taken back meanwhile: there is nothing to look at.
            let there = find_remark(turn.tx, remark.id)?.is_some_and(|stored| !stored.removed);
            if there {
                tell(turn, change, &remark)?;
            }
        }
        Ok(())
    }
}

fn tell(turn: &mut Turn<'_, '_>, change: &Happened, remark: &Remark) -> Result<(), Error> {
    let Some((form, record)) = change.subject() else { return Ok(()) };
    let author = find_activity(turn.tx, remark.activity)?.and_then(|activity| activity.person);
    let spoke = who_spoke(turn.tx, remark.activity)?;
    let concerned: BTreeSet<UserId> = spoke.into_iter().chain(author).collect();
    let mentioned = newly_mentioned(change);
    let by = if let Actor::Person(id) = change.actor() { Some(id) } else { None };
    for person in concerned {
        if Some(person) == by || mentioned.contains(&person) || !sees(turn, person, (form, record))?
        {
            continue;
        }
        let notice = Notice {
            id: NoticeId(turn.ports.ids.next()),
            person,
            kind: NoticeKind::Remarked,
            at: turn.now,
            form: Some(form),
            record: Some(record),
            read: false,
            params: json!({ "by": by, "activity": remark.activity, "remark": remark.id }),
        };
        // An undo that brings it back tells nobody twice.
        notices::add(turn.tx, &notice, Some(&format!("remarked:{}:{person}", remark.id)))?;
    }
    Ok(())
}
