//! What a record's former owner is told of it: who took it, whose it is now, and the note. Where the record left their
//! sight, it is called what it was called when it was theirs, read from the log, and only if they could see it then.

use std::collections::{BTreeMap, BTreeSet};

use model::change::Payload;
use model::notice::Notice;
use model::{ActivityId, ChangeKind, FormId, RecordId, Seq, UserId};
use serde_json::Value as Json;
use store::activities::find_activity;
use store::records::find_many;
use store::session::Read;
use store::{Fault, log};

use super::said::{beginning, is_in_sight};
use crate::access::is_visible;
use crate::catalog::Catalog;
use crate::commands::changes_of;
use crate::known::{title_fields, title_of};
use crate::who::Who;

/// Changes since then that are looked through; of a record with more of them its title is not told.
const LOOKED_AT: usize = 50;

/// Puts `by_name`, `to_name`, `said`, and to what is out of sight `was`.
pub(super) fn quote(
    read: &mut dyn Read,
    (catalog, who): (&Catalog, &Who),
    titles: &BTreeMap<RecordId, String>,
    notice: &mut Notice,
) -> Result<(), Fault> {
    let name = |id: &Json| {
        let id = id.as_str().and_then(|id| id.parse::<UserId>().ok());
        id.map(|id| catalog.person_name(id).to_owned()).filter(|name| !name.is_empty())
    };
    let by = name(&notice.params["by"]);
    let to = match notice.params["to"].as_array().map(Vec::as_slice) {
        Some([only]) => name(only),
        _ => None,
    };
    for (key, name) in [("by_name", by), ("to_name", to)] {
        if let Some(name) = name {
            notice.params[key] = name.into();
        }
    }
    let note = notice.params["activity"].as_str().and_then(|id| id.parse::<ActivityId>().ok());
    let note = note.map(|id| find_activity(read, id)).transpose()?.flatten();
    let note = note.filter(|note| !note.removed);
    let in_sight = match (notice.record, &note) {
        (Some(record), _) => titles.contains_key(&record),
        (None, Some(note)) => is_in_sight(read, (catalog, who), note)?,
        (None, None) => false,
    };
    let mut said = note.as_ref().filter(|_| in_sight);
    let about = notice.record.or(note.as_ref().map(|note| note.record));
    let place = notice.form.zip(about).zip(notice.params["seq"].as_i64());
    if let (Some((place, seq)), false) = (place, in_sight)
        && let Some(then) = as_it_was(read, (catalog, who), (place, seq))?
    {
        if notice.record.is_some() && !then.title.is_empty() {
            notice.params["was"] = then.title.into();
        }
        // Of what was written since, they do not hear.
        said = note.as_ref().filter(|note| !then.corrected.contains(&note.activity.id));
    }
    if let Some(note) = said {
        notice.params["said"] = beginning(&note.activity.text).into();
    }
    Ok(())
}

/// What a record was called just before a Change, for whom it left the sight of with it.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn title_then(
    read: &mut dyn Read,
    about: (&Catalog, &Who),
    (form, record): (FormId, RecordId),
    seq: Seq,
) -> Result<Option<String>, Fault> {
    Ok(as_it_was(read, about, ((form, record), seq))?.map(|then| then.title))
}

/// A record as its owner saw it just before a Change.
struct Then {
    title: String,
    /// Follow-ups that say something else since.
    corrected: BTreeSet<ActivityId>,
}

/// None where they could not see it, by what they may see today, or where the log no longer says what was.
fn as_it_was(
    read: &mut dyn Read,
    (catalog, who): (&Catalog, &Who),
    ((form, record), seq): ((FormId, RecordId), Seq),
) -> Result<Option<Then>, Fault> {
    let place = catalog.forms.get(&form).zip(catalog.tables.get(&form));
    let Some((form, table)) = place.filter(|(form, _)| !form.archived) else { return Ok(None) };
    let fields = title_fields(form);
    let Some(mut row) = find_many(read, table, &[record], &fields)?.pop() else { return Ok(None) };
    let (mut steps, mut reached) = (0, false);
    let last = row.last_seq;
    let mut corrected = BTreeSet::new();
    changes_of(
        |seq| log::entry_of(read, seq),
        record,
        last,
        |step| {
            steps += 1;
            if step.seq < seq || step.entry.erased || steps > LOOKED_AT {
                return false;
            }
            for change in step.change.fields.iter().filter(|c| fields.contains(&c.field)) {
                row.values.insert(change.field, change.before.clone());
            }
            if let (ChangeKind::ActivityChanged, Payload::Activity { activity, .. }) =
                (step.entry.change.kind, &step.entry.change.payload)
            {
                corrected.insert(*activity);
            }
            reached = step.seq == seq;
            !reached
        },
    )?;
    let access = catalog.access(who, form);
    if !reached || !is_visible(&access, &row) {
        return Ok(None);
    }
    Ok(Some(Then { title: title_of(form, &access, &row, who.language), corrected }))
}
