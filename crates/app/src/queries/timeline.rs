//! A record's follow-ups.

use jiff::Timestamp;
use model::command::{Activity, ActivityKind};
use model::remark::Remark;
use model::value::is_known_moment;
use model::{ActivityId, Code, RecordId, Rejection, UserId};
pub use store::activities::Sought as ActivitiesSought;
use store::activities::{StoredActivity, find_activity, find_present, list_pinned, list_sought};
use store::records::find;
use store::remarks::{Count, Place, StoredRemark, count_remarks, list_newest, list_remarks};
use store::session::Read;
use store::{Error, Fault};

use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::who::Who;

/// Follow-ups of one page.
const PAGE: u32 = 50;
/// Remarks that come with a follow-up, and readings; of the rest it only says how many there are.
const FEW: u32 = 3;
/// Remarks of one page.
const REMARKS: u32 = 100;

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
    /// The newest of what colleagues put under it, oldest first; their own reading in any case.
    pub remarks: Vec<ShownRemark>,
    /// How much there is in all.
    pub count: Count,
}

/// What a record's follow-ups can be chosen by.
#[derive(Debug, Clone, PartialEq)]
pub struct PresentActivities {
    /// Kinds of which there are any.
    pub kinds: Vec<ActivityKind>,
    /// Who wrote any, by name.
    pub people: Vec<(UserId, String)>,
    /// Any has files.
    pub files: bool,
}

/// A remark as people see it.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownRemark {
    /// What was said; nothing = that they read it.
    pub remark: Remark,
    /// By whom.
    pub person: Option<(UserId, String)>,
    /// When.
    pub at: Timestamp,
    /// Whom the text mentions, by what they are called now.
    pub mentions: Vec<(UserId, String)>,
    /// The person who asks may take it back.
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
        self.list_sought_activities(who, (form, record), &ActivitiesSought::default(), before)
    }

    /// The same of those follow-ups alone that are sought.
    ///
    /// # Errors
    /// As [`Platform::list_activities`].
    pub fn list_sought_activities(
        &self,
        who: &Who,
        (form, record): (&str, RecordId),
        sought: &ActivitiesSought,
        before: Option<(Timestamp, ActivityId)>,
    ) -> Result<Vec<ShownActivity>, Error> {
        if before.is_some_and(|(at, _)| !is_known_moment(at)) {
            return Err(Rejection::at(Code::Malformed, "after").into());
        }
        self.read_timeline(who, (form, record), |read| {
            list_sought(read, record, sought, (before, PAGE))
        })
    }

    /// What a record's follow-ups can be chosen by: only what there is.
    ///
    /// # Errors
    /// As [`Platform::list_activities`].
    pub fn find_present_activities(
        &self,
        who: &Who,
        (form, record): (&str, RecordId),
    ) -> Result<PresentActivities, Error> {
        let catalog = self.catalog()?;
        let (form, sight) = catalog.open_sight(who, form)?;
        let table = catalog.table(form.id)?;
        let present = self.store().snapshot(|read| {
            let found = find(read, table, record)?.filter(|r| sight.of(r).is_some());
            found.ok_or_else(|| Error::rejected(Code::NotFound))?;
            Ok::<_, Error>(find_present(read, record)?)
        })?;
        let named = |id: UserId| (id, catalog.person_name(id).to_owned());
        let mut people: Vec<_> = present.people.into_iter().map(named).collect();
        people.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
        Ok(PresentActivities { kinds: present.kinds, people, files: present.files })
    }

    /// Follow-ups that stand at the top of a record's timeline, the last pinned first.
    ///
    /// # Errors
    /// As [`Platform::list_activities`].
    pub fn list_pinned_activities(
        &self,
        who: &Who,
        (form, record): (&str, RecordId),
    ) -> Result<Vec<ShownActivity>, Error> {
        self.read_timeline(who, (form, record), |read| list_pinned(read, record))
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
        let found = self.read_timeline(who, (form, record), |read| {
            let stored = find_activity(read, id)?.filter(|a| a.record == record && !a.removed);
            Ok(stored.into_iter().collect())
        })?;
        found.into_iter().next().ok_or_else(|| Error::rejected(Code::NotFound))
    }

    /// What colleagues put under a follow-up, newest first, before the one that an earlier page ended with; and where
    /// the next page begins.
    ///
    /// # Errors
    /// `NotFound` when the follow-up or its record does not exist or is out of sight; `Malformed` at `after`.
    pub fn list_remarks(
        &self,
        who: &Who,
        (form, record, activity): (&str, RecordId, ActivityId),
        before: Option<Place>,
    ) -> Result<(Vec<ShownRemark>, Option<Place>), Error> {
        if before.is_some_and(|(at, _)| !is_known_moment(at)) {
            return Err(Rejection::at(Code::Malformed, "after").into());
        }
        self.find_activity(who, (form, record), activity)?;
        let catalog = self.catalog()?;
        let mut found =
            self.store().read(|read| list_remarks(read, activity, (before, REMARKS + 1)))?;
        let more = found.len() > REMARKS as usize;
        found.truncate(REMARKS as usize);
        let next = found.last().filter(|_| more).map(|last| (last.at, last.remark.id));
        let shown = found.into_iter().map(|remark| shown_remark(&catalog, who, remark));
        Ok((shown.collect(), next))
    }

    /// Follow-ups with all that belongs to them, of a record that the person sees.
    fn read_timeline(
        &self,
        who: &Who,
        (form, record): (&str, RecordId),
        wanted: impl Fn(&mut dyn Read) -> Result<Vec<StoredActivity>, Fault>,
    ) -> Result<Vec<ShownActivity>, Error> {
        let catalog = self.catalog()?;
        let (form, sight) = catalog.open_sight(who, form)?;
        let table = catalog.table(form.id)?;
        self.store().snapshot(|read| {
            let found = find(read, table, record)?.filter(|r| sight.of(r).is_some());
            found.ok_or_else(|| Rejection::new(Code::NotFound))?;
            let stored = wanted(read)?;
            let ids: Vec<ActivityId> = stored.iter().map(|one| one.activity.id).collect();
            let mut remarks = list_newest(read, &ids, (FEW, who.id()))?;
            let counts = count_remarks(read, &ids)?;
            let shown = stored.into_iter().map(|one| {
                let on_it = |remark: &mut StoredRemark| remark.remark.activity == one.activity.id;
                let own = remarks.extract_if(.., on_it).collect();
                let count = counts.get(&one.activity.id).copied().unwrap_or_default();
                shown(&catalog, who, (one, own, count))
            });
            Ok(shown.collect())
        })
    }
}

fn shown(
    catalog: &Catalog,
    who: &Who,
    (stored, remarks, count): (StoredActivity, Vec<StoredRemark>, Count),
) -> ShownActivity {
    let named = |id: UserId| (id, catalog.person_name(id).to_owned());
    ShownActivity {
        mentions: mentioned(catalog, &stored.activity.text),
        mine: catalog.may_administer(who) || stored.person == who.id(),
        person: stored.person.map(named),
        activity: stored.activity,
        remarks: remarks.into_iter().map(|remark| shown_remark(catalog, who, remark)).collect(),
        count,
    }
}

fn shown_remark(catalog: &Catalog, who: &Who, stored: StoredRemark) -> ShownRemark {
    let text = stored.remark.text.as_deref().unwrap_or_default();
    ShownRemark {
        mentions: mentioned(catalog, text),
        mine: catalog.may_administer(who) || stored.person == who.id(),
        person: stored.person.map(|id| (id, catalog.person_name(id).to_owned())),
        at: stored.at,
        remark: stored.remark,
    }
}

/// Whom a text mentions, by what they are called now.
fn mentioned(catalog: &Catalog, text: &str) -> Vec<(UserId, String)> {
    let people = engines::mentions::people(text).into_iter();
    people
        .map(|id| (id, catalog.person_name(id).to_owned()))
        .filter(|(_, name)| !name.is_empty())
        .collect()
}
