//! Tells people that a record became theirs by somebody else's act.

use model::notice::{Notice, NoticeKind};
use model::{Actor, NoticeId, SystemField, UserId, Value};
use store::{Error, notices};

use super::{Happened, Reactor, Turn};
use crate::catalog::Catalog;

/// The reactor.
pub struct Assigned;

impl Reactor for Assigned {
    fn name(&self) -> &'static str {
        "assigned"
    }

    fn wants(&self, _: &Catalog, change: &Happened) -> bool {
        new_owner(change).is_some()
    }

    fn react(&self, turn: &mut Turn<'_, '_>, changes: &[Happened]) -> Result<(), Error> {
        for change in changes {
            let Some(person) = new_owner(change) else { continue };
            // An import or bulk edit gives away thousands: one notice a batch, not one a record.
            let many = change.is_bulk();
            let about = match (change.batch(), change.record) {
                (Some(batch), _) if many => batch.to_string(),
                (_, Some(record)) => format!("{record}:{}", change.seq),
                (_, None) => change.seq.to_string(),
            };
            let notice = Notice {
                id: NoticeId(turn.ports.ids.next()),
                person,
                kind: NoticeKind::Assigned,
                at: turn.now,
                form: change.form(),
                record: change.record.filter(|_| !many),
                read: false,
                params: serde_json::json!({ "by": by(change.actor()), "many": many }),
            };
            notices::add(turn.tx, &notice, Some(&format!("assigned:{about}:{person}")))?;
        }
        Ok(())
    }
}

/// Whose the record became, unless they took it themselves.
fn new_owner(change: &Happened) -> Option<UserId> {
    if !change.is_of_record() {
        return None;
    }
    match change.after(SystemField::Owner) {
        Some(Value::Person(person)) if change.actor() != Actor::Person(*person) => Some(*person),
        _ => None,
    }
}

fn by(actor: Actor) -> Option<UserId> {
    if let Actor::Person(id) = actor { Some(id) } else { None }
}
