//! A record's follow-ups.

use jiff::Timestamp;
use model::command::Activity;
use model::value::is_known_moment;
use model::{ActivityId, Code, RecordId, Rejection, UserId};
use store::Error;
use store::activities::{StoredActivity, find_activity, list_activities};
use store::records::find;

use crate::access::is_visible;
use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::who::Who;

/// Follow-ups of one page.
const PAGE: u32 = 50;

/// A follow-up as people see it.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownActivity {
    /// What was done.
    pub activity: Activity,
    /// By whom; none = an import.
    pub person: Option<(UserId, String)>,
    /// Whom the text mentions, by what they are called now.
    pub mentions: Vec<(UserId, String)>,
    /// The person who asks may correct or remove it.
    pub mine: bool,
}

impl Platform {
    /// Follow-ups of a record, newest first, before the one that an earlier page ended with.
    ///
    /// # Errors
    /// `NotFound` when the record does not exist or is out of sight; `Malformed` at `after`.
    pub fn list_activities(
        &self,
        who: &Who,
        (form, record): (&str, RecordId),
        before: Option<(Timestamp, ActivityId)>,
    ) -> Result<Vec<ShownActivity>, Error> {
        if before.is_some_and(|(at, _)| !is_known_moment(at)) {
            return Err(Rejection::at(Code::Malformed, "after").into());
        }
        let catalog = self.catalog()?;
        let (form, access) = catalog.open_form(who, form)?;
        let table = catalog.table(form.id)?;
        self.store().read(|read| {
            let found = find(read, table, record)?.filter(|r| is_visible(&access, r));
            found.ok_or_else(|| Rejection::new(Code::NotFound))?;
            let stored = list_activities(read, record, (before, PAGE))?;
            Ok(stored.into_iter().map(|stored| shown(&catalog, who, stored)).collect())
        })
    }

    /// One follow-up of a record.
    ///
    /// # Errors
    /// `NotFound` when it or the record does not exist or is out of sight.
    pub fn find_activity(
        &self,
        who: &Who,
        (form, record): (&str, RecordId),
        id: ActivityId,
    ) -> Result<ShownActivity, Error> {
        let catalog = self.catalog()?;
        let (form, access) = catalog.open_form(who, form)?;
        let table = catalog.table(form.id)?;
        self.store().read(|read| {
            let found = find(read, table, record)?.filter(|r| is_visible(&access, r));
            found.ok_or_else(|| Rejection::new(Code::NotFound))?;
            let stored = find_activity(read, id)?.filter(|a| a.record == record && !a.removed);
            let stored = stored.ok_or_else(|| Rejection::new(Code::NotFound))?;
            Ok(shown(&catalog, who, stored))
        })
    }
}

fn shown(catalog: &Catalog, who: &Who, stored: StoredActivity) -> ShownActivity {
    let mentioned = engines::mentions::people(&stored.activity.text);
    let named = |id: UserId| (id, catalog.person_name(id).to_owned());
    ShownActivity {
        mentions: mentioned.into_iter().map(named).filter(|(_, name)| !name.is_empty()).collect(),
        mine: catalog.may_administer(who) || stored.person == who.id(),
        person: stored.person.map(|id| (id, catalog.person_name(id).to_owned())),
        activity: stored.activity,
    }
}
