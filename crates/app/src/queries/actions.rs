//! What actions made of a record: the links that stand now, who made them, and whether that can be taken back.

use engines::convert::standing;
use jiff::Timestamp;
use model::{BatchId, Code, Origin, RecordId, Rejection, Seq, UserId};
use store::records::{Record, find};
use store::session::Read;
use store::{Error, Fault, log};

use super::happening::{ShownAction, Telling};
use super::history::person;
use super::reversals::Reversals;
use crate::commands::changes_of;
use crate::platform::Platform;
use crate::who::Who;

/// How far back the act is looked for: beyond, the links are shown without it.
const LOOKED_THROUGH: usize = 2_000;

/// An action whose links stand on a record.
#[derive(Debug, Clone, PartialEq)]
pub struct StandingAction {
    /// The action and what it linked.
    pub action: ShownAction,
    /// The Change that did it; none where somebody filled the links in otherwise.
    pub act: Option<DoneAct>,
}

/// When and by whom an action was carried out.
#[derive(Debug, Clone, PartialEq)]
pub struct DoneAct {
    /// Its place in the log.
    pub seq: Seq,
    /// When.
    pub at: Timestamp,
    /// Who; none = the platform or the command line.
    pub person: Option<(UserId, String)>,
    /// The unit of undo.
    pub batch: Option<BatchId>,
    /// The person may take it back.
    pub can_undo: bool,
}

impl Platform {
    /// The actions whose links stand on a record, as far as the person sees them.
    ///
    /// # Errors
    /// `NotFound` when the record does not exist or is out of sight.
    pub fn standing_actions(
        &self,
        who: &Who,
        (form, id): (&str, RecordId),
    ) -> Result<Vec<StandingAction>, Error> {
        let catalog = self.catalog()?;
        let (form, sight) = catalog.open_sight(who, form)?;
        let table = catalog.table(form.id)?;
        self.store().read(|read| {
            let found = find(read, table, id)?;
            let found = found.and_then(|record| Some((sight.of(&record)?, record)));
            let (access, record) = found.ok_or_else(|| Rejection::new(Code::NotFound))?;
            let telling = Telling { catalog: &catalog, who, form, access };
            let mut standing_now = Vec::new();
            for told in standing(form, &record.values) {
                let told = told.seen_by(access);
                if told.links.is_empty() {
                    continue;
                }
                let act = telling.carried_out(read, &record, &told.action.code)?;
                standing_now.push(StandingAction { action: telling.shown(read, told)?, act });
            }
            Ok(standing_now)
        })
    }
}

impl Telling<'_> {
    /// The newest act of this action that was not taken back.
    fn carried_out(
        self,
        read: &mut dyn Read,
        record: &Record,
        action: &str,
    ) -> Result<Option<DoneAct>, Fault> {
        let (mut looked, mut did, mut reversals) = (0, None, Reversals::new());
        let may_all = self.catalog.may_administer(self.who);
        let entry_of = |seq| log::entry_of(read, seq);
        changes_of(entry_of, record.id, record.last_seq, |step| {
            looked += 1;
            let (entry, change) = (&step.entry, &step.entry.change);
            let undid = change.cause.filter(|_| change.origin == Origin::Undo);
            let own = change.actor == self.who.actor() || may_all;
            change.batch.filter(|_| !own).into_iter().for_each(|b| reversals.is_theirs(b));
            let by = change.batch.and_then(|b| reversals.meet(&entry.last, b, undid));
            let standing = by.zip(change.batch).map(|(by, own)| reversals.way_back(by, own));
            let is_it = || self.told(step).is_some_and(|told| told.action.code == action);
            if standing.is_some() && is_it() {
                did = Some(DoneAct {
                    seq: step.seq,
                    at: entry.at,
                    person: person(self.catalog, change.actor),
                    batch: standing,
                    can_undo: self.may_undo(entry),
                });
            }
            did.is_none() && looked < LOOKED_THROUGH
        })?;
        Ok(did)
    }
}
