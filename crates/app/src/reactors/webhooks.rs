//! Writes letters to webhooks into the outbox. A body is made with the Access of the person who made the webhook, so
//! nothing leaves that they may not see; values are those at the moment of the reaction, `rev` says which.

use std::collections::{BTreeMap, BTreeSet};

use engines::forms::show;
use model::person::PersonState;
use model::{Access, ChangeKind, FieldRef, Form, FormId, Origin, RecordId, SystemField, Values};
use serde_json::json;
use store::outbox::{self, Letter};
use store::records::{Record, find_many, read_columns};
use store::session::Read;
use store::webhooks::{Webhook, list_enabled};
use store::{Error, Fault};

use super::{Happened, Reactor, Turn};
use crate::access::Sight;
use crate::catalog::Catalog;
use crate::demo::invented;
use crate::who::Who;

/// What a webhook can be told.
pub const EVENTS: [&str; 3] = ["record.created", "record.updated", "record.trashed"];

/// The reactor.
pub struct Webhooks;

impl Reactor for Webhooks {
    fn name(&self) -> &'static str {
        "webhooks"
    }

    fn wants(&self, _: &Catalog, change: &Happened) -> bool {
        event(change).is_some()
    }

    fn is_idle(&self, read: &mut dyn Read) -> Result<bool, Fault> {
        Ok(list_enabled(read)?.is_empty())
    }

    fn react(&self, turn: &mut Turn<'_, '_>, changes: &[Happened]) -> Result<(), Error> {
        let hooks = list_enabled(turn.tx)?;
        let invented = invented(turn.tx)?;
        let is_news = |change: &&Happened| change.batch().is_none_or(|b| !invented.contains(&b));
        let wanted: Vec<(&Happened, &Webhook, &'static str)> = changes
            .iter()
            .filter(is_news)
            .filter_map(|change| event(change).map(|event| (change, event)))
            .flat_map(|(change, event)| {
                hooks
                    .iter()
                    .filter(move |h| tells(h, change, event))
                    .map(move |h| (change, h, event))
            })
            .collect();
        let rows = load(turn, wanted.iter().map(|(change, ..)| *change))?;
        for (change, hook, event) in wanted {
            let Some((form, row)) = change.subject().and_then(|(form, record)| {
                Some((turn.catalog.effective(form).ok()?, rows.get(&record)?))
            }) else {
                continue;
            };
            let Some(sight) = sight_of(turn.catalog, hook, form) else { continue };
            let Some(access) = sight.of(row).filter(|access| shows_anything(access, change)) else {
                continue;
            };
            let letter = Letter {
                id: turn.ports.ids.next(),
                webhook: hook.id,
                seq: change.seq,
                event: event.to_owned(),
                body: body(form, access, row, (change, event)).to_string(),
                at: turn.now,
            };
            outbox::enqueue(turn.tx, &letter)?;
        }
        Ok(())
    }
}

/// How the outside calls it.
fn event(change: &Happened) -> Option<&'static str> {
    match change.kind {
        _ if !change.is_of_record() => None,
        ChangeKind::RecordCreated => Some(EVENTS[0]),
        ChangeKind::RecordUpdated | ChangeKind::RecordRestored => Some(EVENTS[1]),
        ChangeKind::RecordTrashed => Some(EVENTS[2]),
        _ => None,
    }
}

fn tells(hook: &Webhook, change: &Happened, event: &str) -> bool {
    hook.form.is_none_or(|form| change.form() == Some(form))
        && hook.events.iter().any(|e| e == event)
        && change.at() >= hook.created_at
}

/// The rows of these changes' records, a question a form.
fn load<'c>(
    turn: &mut Turn<'_, '_>,
    changes: impl Iterator<Item = &'c Happened>,
) -> Result<BTreeMap<RecordId, Record>, Fault> {
    let mut wanted: BTreeMap<FormId, BTreeSet<RecordId>> = BTreeMap::new();
    for (form, record) in changes.filter_map(Happened::subject) {
        wanted.entry(form).or_default().insert(record);
    }
    let mut found = BTreeMap::new();
    for (form, ids) in wanted {
        let Some(table) = turn.catalog.tables.get(&form) else { continue };
        let ids: Vec<RecordId> = ids.into_iter().collect();
        let rows = find_many(turn.tx, table, &ids, &read_columns(table))?;
        found.extend(rows.into_iter().map(|r| (r.id, r)));
    }
    Ok(found)
}

/// What may leave: all for a webhook made on the command line, nothing once its maker has left.
fn sight_of(catalog: &Catalog, hook: &Webhook, form: &Form) -> Option<Sight> {
    let Some(id) = hook.person else { return Some(catalog.sight(&Who::cli(), form)) };
    let person = catalog.people.get(&id).filter(|p| p.state == PersonState::Active)?;
    let who = Who {
        person: Some(person.clone()),
        origin: Origin::System,
        language: catalog.workspace.language,
        zone: catalog.workspace.time_zone(),
        once: None,
    };
    Some(catalog.sight(&who, form))
}

/// An update of hidden fields only did not happen for those who may not see them.
fn shows_anything(access: &Access, change: &Happened) -> bool {
    change.kind != ChangeKind::RecordUpdated
        || change.fields().is_empty()
        || change.fields().iter().any(|c| match c.field {
            FieldRef::Field(id) => access.sees(id),
            FieldRef::System(_) => true,
        })
}

fn body(
    form: &Form,
    access: &Access,
    row: &Record,
    (change, event): (&Happened, &str),
) -> serde_json::Value {
    let said_apart = [SystemField::Id.into(), SystemField::Rev.into()];
    let values: Values = row
        .values
        .iter()
        .filter(|(field, _)| !said_apart.contains(*field))
        .map(|(field, value)| (*field, value.clone()))
        .collect();
    json!({
        "type": event,
        "timestamp": change.at(),
        "data": {
            "form": form.code,
            "id": row.id,
            "rev": row.rev,
            "seq": change.seq,
            "values": show::values_json(form, access, &values),
        },
    })
}
