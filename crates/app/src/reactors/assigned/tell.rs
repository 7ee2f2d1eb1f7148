//! Puts it into words' parameters: together with what the same act did before, and never both ways for an act that was
//! taken back before the person read of it.

use std::collections::BTreeSet;

use model::notice::Notice;
use model::person::PersonState;
use model::{NoticeId, Origin, RecordId, SystemField, UserId, Value};
use serde_json::{Value as Json, json};
use store::records::find_many;
use store::{Error, notices};

use super::{Handed, Side, about};
use crate::access::is_visible;
use crate::known::title_fields;
use crate::reactors::Turn;
use crate::who::Who;

/// Tells it, together with what the same act did before, as long as the person has not read that.
pub(super) fn tell(turn: &mut Turn<'_, '_>, handed: &Handed) -> Result<(), Error> {
    if withdraw(turn, handed, handed.records.len())? {
        return Ok(());
    }
    let records = match handed.side {
        Side::Given => handed.records.keys().copied().collect(),
        Side::Taken => seen_before(turn, handed)?,
    };
    if records.is_empty() {
        return Ok(());
    }
    let dedup = handed.side.dedup(&handed.about, handed.person);
    let mut count = records.len();
    let (mut note, mut seq) = (handed.note.map(|note| json!(note)), json!(handed.seq));
    let mut to: BTreeSet<Option<UserId>> = handed.to.clone();
    let mut less = None;
    if let Some(before) = notices::told_under(turn.tx, &dedup)? {
        if before.read {
            notices::release(turn.tx, before.id)?;
        } else {
            count += counted(&before);
            if let (None, Some(said)) = (&note, before.params.get("activity")) {
                (note, seq) = (Some(said.clone()), before.params["seq"].clone());
            }
            let known = serde_json::from_value::<Vec<Option<UserId>>>(before.params["to"].clone());
            to.extend(known.unwrap_or_default());
            less = Some(before.id);
        }
    }
    let mut params = json!({ "by": handed.by, "many": count > 1, "count": count });
    if let Some(note) = note {
        params["activity"] = note;
    }
    if handed.undoes.is_some() {
        params["back"] = json!(true);
    }
    if handed.side == Side::Taken {
        params["seq"] = seq;
        // Two are as good as many.
        params["to"] = json!(to.into_iter().take(2).collect::<Vec<_>>());
    }
    let notice = Notice {
        id: NoticeId(turn.ports.ids.next()),
        person: handed.person,
        kind: handed.side.kind(),
        at: turn.now,
        form: handed.form,
        record: if count == 1 { records.first().copied() } else { None },
        read: false,
        params,
    };
    match less {
        Some(less) => notices::replace(turn.tx, less, &notice, Some(&dedup))?,
        None => drop(notices::add(turn.tx, &notice, Some(&dedup))?),
    }
    Ok(())
}

/// What told of an act says that it was taken back. Where the person had not read of it yet, that is all that they need to
/// be told: it rings no more. Whether that is so.
fn withdraw(turn: &mut Turn<'_, '_>, handed: &Handed, count: usize) -> Result<bool, Error> {
    let Some((undone, form)) = handed.undoes.zip(handed.form) else { return Ok(false) };
    let dedup = handed.side.opposite().dedup(&about(undone, form), handed.person);
    let Some(mut notice) = notices::told_under(turn.tx, &dedup)? else { return Ok(false) };
    let left = counted(&notice).saturating_sub(count);
    if left > 0 {
        notice.params["count"] = json!(left);
    } else {
        notice.params["undone"] = json!(true);
    }
    if notice.read {
        notices::change_params(turn.tx, notice.id, &notice.params)?;
        return Ok(false);
    }
    let old = std::mem::replace(&mut notice.id, NoticeId(turn.ports.ids.next()));
    notice.read = left == 0;
    notices::replace(turn.tx, old, &notice, Some(dedup.as_str()).filter(|_| left > 0))?;
    // What told of an undo stands beside the notice of the act, which was struck: that it holds again is told anew.
    Ok(notice.params.get("back").is_none())
}

fn counted(notice: &Notice) -> usize {
    let count = notice.params.get("count").and_then(Json::as_u64);
    count.and_then(|n| usize::try_from(n).ok()).unwrap_or(1)
}

/// The records that the person could see as their owner: who was shown nothing of a form is told nothing of it.
fn seen_before(turn: &mut Turn<'_, '_>, handed: &Handed) -> Result<BTreeSet<RecordId>, Error> {
    let catalog = turn.catalog;
    let Some(form) = handed.form.and_then(|form| catalog.effective(form).ok()) else {
        return Ok(BTreeSet::new());
    };
    let person = catalog.people.get(&handed.person).filter(|p| p.state == PersonState::Active);
    let table = catalog.tables.get(&form.id).filter(|_| !form.archived);
    let (Some(person), Some(table)) = (person, table) else { return Ok(BTreeSet::new()) };
    let who = Who { person: Some(person.clone()), origin: Origin::System, ..Who::system() };
    let access = catalog.access(&who, form);
    let ids: Vec<RecordId> = handed.records.keys().copied().collect();
    let rows = find_many(turn.tx, table, &ids, &title_fields(form))?;
    let seen = rows.into_iter().filter_map(|mut row| {
        row.values.insert(SystemField::Owner.into(), Value::Person(handed.person));
        if let Some(Some(department)) = handed.records.get(&row.id) {
            row.values.insert(SystemField::Department.into(), department.clone());
        }
        is_visible(&access, &row).then_some(row.id)
    });
    Ok(seen.collect())
}
