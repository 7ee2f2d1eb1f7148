//! Records that look like the one being typed: 已由 李强 负责，昨天跟进. Only records in sight are told.

use engines::matching::{self, Because, Question as Ask};
use jiff::Timestamp;
use model::{
    Access, Code, Expr, FieldId, FieldRef, Form, Function, RecordId, SystemField, UserId, Value,
    Values,
};
use store::Error;
use store::query::{From, Question, page};
use store::records::Record;

use super::list::Scope;
use super::request;
use crate::access::Sight;
use crate::known::title_of;
use crate::platform::Platform;
use crate::who::Who;

/// Candidates looked at for each question.
const CANDIDATES: u32 = 50;
/// Records told.
const MOST: usize = 5;

/// Why a record looks like the one being typed.
pub type Likeness = matching::Likeness;

/// A record that looks like it.
#[derive(Debug, Clone, PartialEq)]
pub struct SimilarRecord {
    /// Code of its form.
    pub form: String,
    /// Which record.
    pub id: RecordId,
    /// Its title.
    pub title: String,
    /// Field codes and what is alike.
    pub because: Vec<(String, Likeness)>,
    /// Who is responsible.
    pub owner: Option<(UserId, String)>,
    /// When it was last followed up.
    pub last_activity_at: Option<Timestamp>,
}

impl Platform {
    /// Records of the form, and of forms that it can be converted into, that look like these values.
    ///
    /// # Errors
    /// `UnknownForm`; values that cannot be read are passed over, because people are still typing.
    pub fn similar_records(
        &self,
        who: &Who,
        form: &str,
        values: &serde_json::Map<String, serde_json::Value>,
        except: Option<RecordId>,
    ) -> Result<Vec<SimilarRecord>, Error> {
        let catalog = self.catalog()?;
        let (form, access) = catalog.open_form(who, form)?;
        let typed: Values = values
            .iter()
            .filter_map(|(code, json)| {
                let field = engines::forms::read::field(form, &access, code).ok()?;
                Some((field, engines::forms::read::value(form, field, json).ok()?))
            })
            .map(|(field, value)| (field, normalised(form, field, value)))
            .collect();
        let typed = catalog.sealing.values(form, typed).unwrap_or_default();
        let signals = matching::signals(form, &typed);
        if signals.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for other in related(&catalog, form) {
            let sight = catalog.sight(who, other);
            // Each way in which they see records asks by the fields that it shows.
            for other_access in sight.all() {
                let asked = asked_by(other, &sight, other_access);
                for record in self.candidates(&catalog, other, &asked, &signals)? {
                    if Some(record.id) == except || sight.of(&record) != Some(other_access) {
                        continue;
                    }
                    let mut because =
                        matching::similar(&signals, &matching::signals(other, &record.values));
                    because.retain(|b| form.field(&b.field).is_some_and(|f| access.sees(f.id)));
                    if !because.is_empty() {
                        let title = title_of(other, other_access, &record, who.language);
                        found.push(told(&catalog, other, &record, (title, because)));
                    }
                }
            }
        }
        found.truncate(MOST);
        let alike = found.iter().flat_map(|one| &one.because);
        let sealed = alike.filter_map(|(code, _)| form.field(code).filter(|f| f.sensitive));
        let by = sealed.map(|field| (field.id, 1)).collect();
        self.say_looked_up(&catalog, who, by)?;
        Ok(found)
    }

    /// Records that might be alike: exact values by index, names through search.
    pub(crate) fn candidates(
        &self,
        catalog: &crate::Catalog,
        form: &Form,
        access: &Access,
        signals: &[matching::Signal],
    ) -> Result<Vec<Record>, Error> {
        let scope = Scope::new(catalog, form)?;
        let mut fields = crate::known::title_fields(form);
        fields.push(SystemField::LastActivityAt.into());
        // Fields that do not exist for the person tell nothing: they are neither read nor asked.
        let seen = form.live_fields().filter(|f| access.sees(f.id));
        fields.extend(seen.map(|f| FieldRef::Field(f.id)));
        let mut found: Vec<Record> = Vec::new();
        for asked in matching::questions(signals, form) {
            let (filter, grams) = match asked {
                Ask::Equal { field, .. } if !access.sees(field) => continue,
                Ask::Equal { field, values } => {
                    let is = Expr::call(Function::In, [Expr::field(field), Expr::List(values)]);
                    (is, None)
                }
                Ask::Words(words) => (Expr::always(), request::grams(Some(&words))),
            };
            let question = Question {
                search: grams.as_ref(),
                ..Question::over(scope.table, &access.rows, &filter)
            };
            let page = self.store().read(|read| {
                page(read, &question, (&[], &fields), (&From::Start, CANDIDATES), self.anchors())
            })?;
            found.extend(page.items);
        }
        found.sort_by_key(|r| std::cmp::Reverse(r.key));
        found.dedup_by_key(|r| r.key);
        Ok(found)
    }
}

/// A pool masks what whoever claims the record will see. Who typed it whole knows it, and is told that it is here already;
/// what is sensitive is not told even so.
fn asked_by(form: &Form, sight: &Sight, access: &Access) -> Access {
    let stays = |id: &FieldId| {
        !sight.granted.sees(*id) || form.field_by_id(*id).is_none_or(|field| field.sensitive)
    };
    let hidden = access.hidden.iter().copied().filter(stays).collect();
    Access { hidden, ..access.clone() }
}

/// A typed value as it would be stored, as far as that can be told without facts.
fn normalised(form: &Form, field: FieldRef, value: Value) -> Value {
    let FieldRef::Field(id) = field else { return value };
    let Some(field) = form.field_by_id(id) else { return value };
    let known = engines::forms::Known::default();
    engines::forms::behaviour(&field.kind).check(value.clone(), &known).unwrap_or(value)
}

/// The form itself and those its conversions make records of.
fn related<'c>(catalog: &'c crate::Catalog, form: &'c Form) -> Vec<&'c Form> {
    let mut found = vec![form];
    for action in &form.actions {
        let model::form::ActionKind::Convert(convert) = &action.does;
        for step in &convert.steps {
            let target = catalog.form(&step.form).map_err(|r| r.code);
            debug_assert!(target.is_ok() || target == Err(Code::UnknownForm));
            found.extend(target.ok().filter(|f| found.iter().all(|known| known.id != f.id)));
        }
    }
    found
}

fn told(
    catalog: &crate::Catalog,
    form: &Form,
    record: &Record,
    (title, because): (String, Vec<Because>),
) -> SimilarRecord {
    let owner = match record.value(SystemField::Owner) {
        Value::Person(id) => Some((*id, catalog.person_name(*id).to_owned())),
        _ => None,
    };
    let last_activity_at = match record.value(SystemField::LastActivityAt) {
        Value::Instant(at) => Some(*at),
        _ => None,
    };
    let because = because.into_iter().map(|b| (b.field, b.kind)).collect();
    SimilarRecord {
        form: form.code.clone(),
        id: record.id,
        title,
        because,
        owner,
        last_activity_at,
    }
}
