//! 线索体检: what stands out among the records of a form right after their import, each as a count, the money in it, and
//! the filter that lists them.

use model::kind::Closed;
use model::person::PersonState;
use model::{Access, FieldKind, Form, ImportId, RecordId};
use serde::Serialize;
use serde_json::{Value as Json, json};
use store::Error;

use super::document::Target;
use super::kept;
use super::keys::{self, Compared, Sight, Signs, Stored};
use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::queries::AggregateRequest;
use crate::who::Who;

/// Days after which a record counts as not followed up.
const IDLE: i64 = 30;
/// Records that a filter names one by one.
const NAMED: usize = 1_000;

/// Something that stands out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// `all`, `idle`, `duplicates`, `owner_left`, `no_owner`, `no_phone` or `at_stake`.
    pub code: &'static str,
    /// How many records.
    pub count: i64,
    /// The sum of the form's first money field over them; none where it has none.
    pub amount: Option<String>,
    /// Code of that field.
    pub amount_field: Option<String>,
    /// What the words need: days, people.
    pub params: Json,
    /// The filter that lists them; it may name fewer than `count` where they are very many.
    pub filter: Json,
}

impl Platform {
    /// What stands out among the records, as this person sees them, of the form that an import went to.
    ///
    /// # Errors
    /// `NotFound` before it has run.
    pub fn import_checkup(&self, who: &Who, id: ImportId) -> Result<Vec<Finding>, Error> {
        let import = kept::own(self, who, id)?;
        let catalog = self.catalog()?;
        let form = match import.target {
            Target::Form(form) => catalog.effective(form)?,
            Target::New(_) => return Err(Error::rejected(model::Code::NotFound)),
        };
        let (form, access) = catalog.open_form(who, &form.code)?;
        let checkup = Checkup {
            platform: self,
            who,
            form,
            money: form
                .live_fields()
                .find(|f| matches!(f.kind, FieldKind::Money(_)) && access.sees(f.id))
                .map(|f| f.code.clone()),
        };
        let idle = with_open(form, json!({"field": "idle_days", "op": "ge", "value": IDLE}));
        let left = leavers(&catalog);
        let owner_left = if left.is_empty() {
            None
        } else {
            Some(json!({"field": "owner", "op": "in", "value": left}))
        };
        let mut findings = vec![
            checkup.found("all", Json::Null, json!({}))?,
            checkup.found("idle", idle.clone(), json!({ "days": IDLE }))?,
        ];
        let repeated = self.repeated(&catalog, who, form)?;
        findings.push(checkup.repeated(&repeated)?);
        findings.push(match &owner_left {
            Some(filter) => checkup.found("owner_left", filter.clone(), json!({"people": left}))?,
            None => Finding { count: 0, ..checkup.nothing("owner_left") },
        });
        let no_owner = json!({"field": "owner", "op": "empty"});
        findings.push(checkup.found("no_owner", no_owner, json!({}))?);
        if let Some(filter) = no_phone(form, &access) {
            findings.push(checkup.found("no_phone", filter, json!({}))?);
        }
        let stake: Vec<Json> = [Some(idle), owner_left].into_iter().flatten().collect();
        findings.push(checkup.found("at_stake", json!({"or": stake}), json!({"days": IDLE}))?);
        Ok(findings)
    }

    /// Records in sight that share a phone, a registration or a company name with another one.
    fn repeated(&self, catalog: &Catalog, who: &Who, form: &Form) -> Result<Vec<RecordId>, Error> {
        let access = catalog.access(who, form);
        let sight = Sight { form, table: catalog.table(form.id)?, access: &access };
        let signs = Signs { given: Vec::new(), by: Compared::USUAL.to_vec() };
        let stored =
            self.store().read(|read| Stored::load(read, sight, &signs, (None, keys::MOST)))?;
        Ok(match stored {
            Stored::Scanned(index) => index.repeated(),
            Stored::Asked => Vec::new(),
        })
    }
}

struct Checkup<'a> {
    platform: &'a Platform,
    who: &'a Who,
    form: &'a Form,
    money: Option<String>,
}

impl Checkup<'_> {
    fn nothing(&self, code: &'static str) -> Finding {
        let none = json!({"field": "owner", "op": "in", "value": []});
        let amount_field = self.money.clone();
        Finding { code, count: 0, amount: None, amount_field, params: json!({}), filter: none }
    }

    fn found(&self, code: &'static str, filter: Json, params: Json) -> Result<Finding, Error> {
        let mut measures = vec![json!({"of": "count"})];
        measures.extend(self.money.iter().map(|field| json!({"of": "sum", "field": field})));
        let request: AggregateRequest =
            serde_json::from_value(json!({"measures": measures, "filter": filter}))
                .map_err(|e| store::Fault::new(format!("a check-up: {e}")))?;
        let (rows, _) = self.platform.aggregate_records(self.who, &self.form.code, &request)?;
        let values = rows.into_iter().next().map(|row| row.values).unwrap_or_default();
        let amount = values.get(1).and_then(Json::as_str).map(str::to_owned);
        let count = values.first().and_then(|n| n.as_i64()).unwrap_or(0);
        let amount_field = self.money.clone();
        Ok(Finding { code, count, amount, amount_field, params, filter })
    }

    fn repeated(&self, ids: &[RecordId]) -> Result<Finding, Error> {
        if ids.is_empty() {
            return Ok(self.nothing("duplicates"));
        }
        let named: Vec<&RecordId> = ids.iter().take(NAMED).collect();
        let filter = json!({"field": "id", "op": "in", "value": named});
        let found = self.found("duplicates", filter, json!({}))?;
        let count = i64::try_from(ids.len()).unwrap_or(i64::MAX);
        Ok(Finding { count: count.max(found.count), ..found })
    }
}

/// Records without any number to call; none where the form has no field for one that the person sees.
fn no_phone(form: &Form, access: &Access) -> Option<Json> {
    let phones = form.live_fields().filter(|f| matches!(f.kind, FieldKind::Phone(_)));
    let empty: Vec<Json> = phones
        .filter(|f| access.sees(f.id))
        .map(|f| json!({"field": f.code, "op": "empty"}))
        .collect();
    (!empty.is_empty()).then(|| json!({ "and": empty }))
}

/// Records that are won or lost need no follow-up.
fn with_open(form: &Form, condition: Json) -> Json {
    let stage = form.live_fields().find_map(|field| match &field.kind {
        FieldKind::Stage(stage) => Some((field, stage)),
        _ => None,
    });
    let Some((field, stage)) = stage else { return condition };
    let is_closed = |closed: Option<Closed>| closed.is_some();
    let closed: Vec<&str> = stage
        .options
        .iter()
        .filter(|s| is_closed(s.closed))
        .map(|s| s.choice.code.as_str())
        .collect();
    if closed.is_empty() {
        return condition;
    }
    let open = json!({"or": [
        {"field": field.code, "op": "empty"},
        {"field": field.code, "op": "not_in", "value": closed},
    ]});
    json!({"and": [condition, open]})
}

fn leavers(catalog: &Catalog) -> Vec<model::UserId> {
    let all = catalog.people.values();
    all.filter(|p| p.state == PersonState::Disabled).map(|p| p.id).collect()
}
