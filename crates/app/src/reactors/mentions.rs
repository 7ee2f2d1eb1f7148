//! Tells people that a follow-up or a remark on one mentions them: once for each, and only who may see the record that
//! it is on.

use model::ChangeKind;
use model::notice::{Notice, NoticeKind};
use model::{Actor, FormId, NoticeId, RecordId, UserId};
use serde_json::{Value as Json, json};
use store::records::find_many;
use store::session::Read;
use store::{Error, Fault, notices};

use super::{Happened, Reactor, Turn};
use crate::catalog::Catalog;
use crate::known::title_fields;

/// The reactor.
pub struct Mentions;

impl Reactor for Mentions {
    fn name(&self) -> &'static str {
        "mentions"
    }

    fn wants(&self, _: &Catalog, change: &Happened) -> bool {
        use ChangeKind::{ActivityAdded, ActivityChanged, RemarkAdded};
        matches!(change.kind, ActivityAdded | ActivityChanged | RemarkAdded)
            && !newly_mentioned(change).is_empty()
    }

    fn react(&self, turn: &mut Turn<'_, '_>, changes: &[Happened]) -> Result<(), Error> {
        for change in changes {
            let Some((form, record)) = change.subject() else { continue };
            for person in newly_mentioned(change) {
                if change.actor() != Actor::Person(person) && sees(turn, person, (form, record))? {
                    tell(turn, change, (person, form, record))?;
                }
            }
        }
        Ok(())
    }
}

/// Those whom the text mentions and did not before.
pub(super) fn newly_mentioned(change: &Happened) -> Vec<UserId> {
    let follow_up = change.activity().map(|(_, before, after)| (before, after));
    let written = follow_up.or_else(|| change.document().map(|(_, before, after)| (before, after)));
    let Some((before, after)) = written else { return Vec::new() };
    let people = |document: &Json| {
        let text = document.get("text").and_then(Json::as_str).unwrap_or_default();
        engines::mentions::people(text)
    };
    let known = people(before);
    people(after).into_iter().filter(|person| !known.contains(person)).collect()
}

/// Whether this person may see the record now, or once they have joined.
pub(super) fn sees(
    turn: &mut Turn<'_, '_>,
    person: UserId,
    place: (FormId, RecordId),
) -> Result<bool, Error> {
    let catalog = turn.catalog;
    Ok(!seeing(turn.tx, catalog, &[person], place)?.is_empty())
}

/// Those of these people who may see the record by these definitions, or will once they have joined: what is written for them
/// waits until then. The record is read once for all of them.
pub(crate) fn seeing(
    read: &mut dyn Read,
    catalog: &Catalog,
    people: &[UserId],
    (form, record): (FormId, RecordId),
) -> Result<Vec<UserId>, Fault> {
    let (Ok(form), Some(table)) = (catalog.effective(form), catalog.tables.get(&form)) else {
        return Ok(Vec::new());
    };
    let rows = find_many(read, table, &[record], &title_fields(form))?;
    let live = rows.into_iter().find(|row| !form.archived && row.deleted_at().is_none());
    let Some(row) = live else { return Ok(Vec::new()) };
    let sees = |id: &&UserId| {
        let sight = catalog.sight_to_be(**id, form);
        sight.is_some_and(|sight| sight.of(&row).is_some())
    };
    Ok(people.iter().filter(sees).copied().collect())
}

fn tell(
    turn: &mut Turn<'_, '_>,
    change: &Happened,
    (person, form, record): (UserId, FormId, RecordId),
) -> Result<(), Error> {
    let (told, mut params) = match (change.activity(), change.document()) {
        (Some((activity, ..)), _) => (activity.to_string(), json!({ "activity": activity })),
        (None, Some((remark, _, after))) => {
            (remark.to_owned(), json!({ "activity": after["activity"], "remark": remark }))
        }
        (None, None) => return Ok(()),
    };
    let by = if let Actor::Person(id) = change.actor() { Some(id) } else { None };
    params["by"] = json!(by);
    let notice = Notice {
        id: NoticeId(turn.ports.ids.next()),
        person,
        kind: NoticeKind::Mentioned,
        at: turn.now,
        form: Some(form),
        record: Some(record),
        read: false,
        params,
    };
    // A correction, or an undo that brings it back, tells nobody twice.
    notices::add(turn.tx, &notice, Some(&format!("mentioned:{told}:{person}")))?;
    Ok(())
}
