//! A record's follow-ups.

use jiff::Timestamp;
use model::command::Activity;
use model::{ActivityId, Code, RecordId, Rejection, UserId};
use store::Error;
use store::activities::list_activities;
use store::records::find;

use crate::access::is_visible;
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
    /// The person who asks may correct or remove it.
    pub mine: bool,
}

impl Platform {
    /// Follow-ups of a record, newest first, before the one that an earlier page ended with.
    ///
    /// # Errors
    /// `NotFound` when the record does not exist or is out of sight.
    pub fn list_activities(
        &self,
        who: &Who,
        (form, record): (&str, RecordId),
        before: Option<(Timestamp, ActivityId)>,
    ) -> Result<Vec<ShownActivity>, Error> {
        let catalog = self.catalog()?;
        let (form, access) = catalog.open_form(who, form)?;
        let table = catalog.table(form.id)?;
        self.store().read(|read| {
            let found = find(read, table, record)?.filter(|r| is_visible(&access, r));
            found.ok_or_else(|| Rejection::new(Code::NotFound))?;
            let stored = list_activities(read, record, (before, PAGE))?;
            let shown = stored.into_iter().map(|stored| ShownActivity {
                mine: who.may_administer() || stored.person == who.id(),
                person: stored.person.map(|id| (id, catalog.person_name(id).to_owned())),
                activity: stored.activity,
            });
            Ok(shown.collect())
        })
    }
}
