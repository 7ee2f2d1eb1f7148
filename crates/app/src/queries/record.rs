//! One record as a person sees it.

use engines::forms::show;
use model::{Access, Code, FieldRef, Form, RecordId, Rejection, Seq, SystemField, Value};
use serde_json::{Map, Value as Json};
use store::records::{Record, find};
use store::session::Read;
use store::{Error, Fault};

use crate::catalog::Catalog;
use crate::known::known_for;
use crate::platform::Platform;
use crate::who::Who;

/// A record in API form.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordView {
    /// Its id.
    pub id: RecordId,
    /// Its revision.
    pub rev: i64,
    /// Its last Change.
    pub seq: Seq,
    /// Values by code.
    pub values: Map<String, Json>,
    /// The same in words; empty ones are left out.
    pub display: Map<String, Json>,
    /// What stands for it.
    pub title: String,
    /// What the person may do with it.
    pub can: RecordCan,
}

impl RecordView {
    /// Leaves only the fields that were asked for: a null must never mean "not asked".
    pub(super) fn keep(&mut self, codes: &[String]) {
        self.values.retain(|code, _| codes.contains(code));
        self.display.retain(|code, _| codes.contains(code));
    }
}

/// What a person may do with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the rights")]
pub struct RecordCan {
    pub edit: bool,
    pub delete: bool,
}

/// Who looks at records of a form: all that showing one needs.
pub struct Viewer<'a> {
    /// The definitions.
    pub catalog: &'a Catalog,
    /// Who.
    pub who: &'a Who,
    /// The form.
    pub form: &'a Form,
    /// What they may see of it.
    pub access: &'a Access,
    /// The moment, for 未跟进天数.
    pub now: jiff::Timestamp,
}

impl Viewer<'_> {
    /// Shows records that are known to be in sight.
    ///
    /// # Errors
    /// When the names of what they refer to cannot be read.
    pub fn show(
        &self,
        read: &mut dyn Read,
        mut records: Vec<Record>,
    ) -> Result<Vec<RecordView>, Fault> {
        for record in &mut records {
            self.add_idle_days(record);
        }
        let values = records.iter().map(|r| &r.values);
        let known = known_for(read, self.catalog, self.who, self.form, values)?;
        Ok(records.into_iter().map(|record| self.show_one(&record, &known)).collect())
    }

    fn show_one(&self, record: &Record, known: &engines::forms::Known) -> RecordView {
        let language = self.who.language;
        let seen = |(field, value): (&FieldRef, &Value)| {
            (*field, engines::forms::change::seen(value, known).into_owned())
        };
        let values: model::Values = record.values.iter().map(seen).collect();
        RecordView {
            id: record.id,
            rev: record.rev,
            seq: record.last_seq,
            values: show::values_json(self.form, self.access, &values),
            display: show::values_display(self.form, self.access, &values, known, language),
            title: crate::known::title_of(self.form, self.access, record, language),
            can: RecordCan {
                edit: self.access.edit && record.deleted_at().is_none(),
                delete: self.access.delete,
            },
        }
    }

    /// Days since the last follow-up, or since it was made, in the person's days.
    fn add_idle_days(&self, record: &mut Record) {
        let since =
            [SystemField::LastActivityAt, SystemField::CreatedAt].into_iter().find_map(|f| {
                match record.value(f) {
                    Value::Instant(at) => Some(*at),
                    _ => None,
                }
            });
        let Some(since) = since else { return };
        let day = |at: jiff::Timestamp| at.to_zoned(self.who.zone.clone()).date();
        let days = day(self.now).since((jiff::Unit::Day, day(since))).map_or(0, |s| s.get_days());
        let days = Value::Number(rust_decimal::Decimal::from(days.max(0)));
        record.values.insert(FieldRef::System(SystemField::IdleDays), days);
    }
}

impl Platform {
    /// One record, in the recycle bin or not.
    ///
    /// # Errors
    /// `NotFound` when it does not exist or is out of sight: the same answer.
    pub fn find_record(&self, who: &Who, form: &str, id: RecordId) -> Result<RecordView, Error> {
        let catalog = self.catalog()?;
        let (form, sight) = catalog.open_sight(who, form)?;
        let table = catalog.table(form.id)?;
        self.store().read(|read| {
            let found = find(read, table, id)?;
            let found = found.and_then(|record| Some((sight.of(&record)?, record)));
            let (access, record) = found.ok_or_else(|| Rejection::new(Code::NotFound))?;
            let viewer = Viewer { catalog: &catalog, who, form, access, now: self.now() };
            let shown = viewer.show(read, vec![record])?.pop();
            Ok(shown.ok_or_else(|| Fault::new("a record was not shown"))?)
        })
    }
}
