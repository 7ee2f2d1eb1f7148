//! Who a notice is from and how what they said begins: read when it is shown, as long as the record is in sight and the
//! words are there.

use std::collections::BTreeMap;

use engines::marks::unmarked;
use engines::mentions::{people, plain};
use model::notice::{Notice, NoticeKind};
use model::{ActivityId, RecordId, RemarkId, UserId};
use store::Fault;
use store::activities::{StoredActivity, find_activity};
use store::records::find_many;
use store::remarks::find_remark;
use store::session::Read;

use super::taken;
use crate::catalog::Catalog;
use crate::known::title_fields;
use crate::who::Who;

/// So much of what was said, in characters.
const FIRST: usize = 40;

/// Puts `by_name` and `said` to the notices about follow-ups, remarks and records that were given, as far as their record
/// has a title here.
pub(super) fn quote<'n>(
    read: &mut dyn Read,
    (catalog, who): (&Catalog, &Who),
    titles: &BTreeMap<RecordId, String>,
    all: impl Iterator<Item = &'n mut Notice>,
) -> Result<(), Fault> {
    for notice in all {
        use NoticeKind::{Assigned, Mentioned, Remarked, Taken};
        if notice.kind == Taken {
            taken::quote(read, (catalog, who), titles, notice)?;
            continue;
        }
        let is_named = notice.record.is_some_and(|record| titles.contains_key(&record));
        let many = notice.kind == Assigned && notice.record.is_none();
        if !matches!(notice.kind, Assigned | Mentioned | Remarked) || !(is_named || many) {
            continue;
        }
        let id = |name: &str| notice.params.get(name).and_then(|id| id.as_str());
        let by = id("by").and_then(|id| id.parse::<UserId>().ok());
        let name = by.map(|by| catalog.person_name(by)).filter(|name| !name.is_empty());
        let said = match id("remark").map(str::parse::<RemarkId>) {
            Some(Ok(remark)) => {
                let found = find_remark(read, remark)?.filter(|remark| !remark.removed);
                found.and_then(|stored| stored.remark.text)
            }
            _ => match id("activity").map(str::parse::<ActivityId>) {
                Some(Ok(activity)) => {
                    let found = find_activity(read, activity)?.filter(|one| !one.removed);
                    match found {
                        // Of one of many it is asked now whether that one is in sight.
                        Some(note) if many && !is_in_sight(read, (catalog, who), &note)? => None,
                        Some(note) if notice.kind == Assigned => Some(note.activity.text),
                        found => {
                            let text = found.map(|stored| stored.activity.text);
                            text.filter(|text| people(text).contains(&notice.person))
                        }
                    }
                }
                _ => None,
            },
        };
        if let Some(name) = name {
            notice.params["by_name"] = name.into();
        }
        if let Some(said) = said {
            notice.params["said"] = beginning(&said).into();
        }
    }
    Ok(())
}

pub(super) fn is_in_sight(
    read: &mut dyn Read,
    (catalog, who): (&Catalog, &Who),
    note: &StoredActivity,
) -> Result<bool, Fault> {
    let place = catalog.forms.get(&note.form).zip(catalog.tables.get(&note.form));
    let Some((form, table)) = place.filter(|(form, _)| !form.archived) else { return Ok(false) };
    let sight = catalog.sight(who, form);
    let rows = find_many(read, table, &[note.record], &title_fields(form))?;
    Ok(rows.iter().any(|row| sight.of(row).is_some()))
}

/// How a text begins, on one line and without marks.
pub(super) fn beginning(text: &str) -> String {
    let plain = unmarked(&plain(text));
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= FIRST {
        return line;
    }
    line.chars().take(FIRST).chain(['…']).collect()
}
