//! Groups and totals of a list.

use engines::forms::{read, show};
use model::{Access, Code, FieldRef, Form, Rejection, Seq, Value};
use serde::Deserialize;
use serde_json::Value as Json;
use store::query::{Aggregate, Bucket, GroupBy, Measure, Question, Split, aggregate};
use store::{Error, head};

use super::compared::{among, compared};
use super::list::{Meant, Scope};
use super::request;
use crate::known::known_for;
use crate::platform::Platform;
use crate::who::Who;

/// Groups answered at most.
const MOST: u32 = 2_000;
/// Most fields to split by.
const MOST_GROUPS: usize = 4;
/// Most numbers wanted.
const MOST_MEASURES: usize = 20;

/// Groups and totals as they are asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AggregateRequest {
    /// Split by these.
    pub group: Vec<Group>,
    /// The numbers wanted; the count when empty.
    pub measures: Vec<MeasureRequest>,
    /// Conditions in the filter form of the API.
    pub filter: Json,
    /// Words to find.
    pub search: Option<String>,
    /// In the form's pool: the records that nobody owns.
    pub pool: bool,
}

/// A field to split by.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its code.
    pub field: String,
    /// `day`, `month` or `year` for dates and moments.
    #[serde(default)]
    pub by: Option<String>,
}

/// A number wanted.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureRequest {
    /// `count`, `sum`, `min`, `max`, `avg` or `filled`.
    pub of: String,
    /// Of which field; not for `count`.
    #[serde(default)]
    pub field: Option<String>,
}

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct AggregateRow {
    /// Keys in API form.
    pub keys: Vec<Json>,
    /// Keys in words.
    pub display: Vec<String>,
    /// Numbers in API form.
    pub values: Vec<Json>,
}

impl Platform {
    /// Groups and totals over the records that the person sees.
    ///
    /// # Errors
    /// Why the question cannot be asked, located in the request.
    pub fn aggregate_records(
        &self,
        who: &Who,
        form: &str,
        request: &AggregateRequest,
    ) -> Result<(Vec<AggregateRow>, Seq), Error> {
        let catalog = self.catalog()?;
        let (form, access) = catalog.open_list(who, (form, request.pool))?;
        let now = self.now();
        let filter = request::condition(&catalog, (who, now), (form, &access), &request.filter)?;
        self.ask_sealed(&catalog, who, &filter)?;
        let words = request::searched(request.search.as_deref(), "search")?;
        let grams = request::grams(words);
        let meant = Meant::of((form, &access), words);
        let offset = who.zone.to_offset(now).seconds() / 60;
        let wanted = wanted(form, &access, request, offset)?;
        let scope = Scope::new(&catalog, form)?.seen_by(who, &filter);
        self.store().read(|read| {
            let seq = head::read(read)?.seq;
            let question = Question {
                table: scope.table,
                tables: &|id| scope.table_of(id),
                targets: &|field| scope.catalog.link_target(field).map(|f| f.id),
                sights: &|field| scope.sight_behind(field),
                rows: &access.rows,
                filter: &filter,
                search: grams.as_ref(),
                bin: false,
            };
            let held = compared(read, &question, (&meant, self.anchors()))?;
            let narrowed = held.map(|ids| among(ids, &filter));
            let question = match &narrowed {
                Some(filter) => Question { filter, search: None, ..question },
                None => question,
            };
            let splits = aggregate(read, &question, &wanted)?;
            let keys: Vec<model::Values> = splits.iter().map(|s| keyed(&wanted, s)).collect();
            let known = known_for(read, &catalog, who, form, &keys)?;
            let rows =
                splits.iter().map(|split| row(form, &wanted, split, (&known, who))).collect();
            Ok((rows, seq))
        })
    }
}

fn wanted(
    form: &Form,
    access: &Access,
    request: &AggregateRequest,
    offset_minutes: i32,
) -> Result<Aggregate, Rejection> {
    super::request::bounded(request.group.len(), MOST_GROUPS, "group")?;
    super::request::bounded(request.measures.len(), MOST_MEASURES, "measures")?;
    let mut groups = Vec::new();
    for (i, group) in request.group.iter().enumerate() {
        let at = |r: Rejection| r.under(&format!("group.{i}"));
        let field = single(form, access, &group.field).map_err(at)?;
        let bucket = group.by.as_deref().map(bucket).transpose().map_err(at)?;
        if bucket.is_some() && !is_time(form, field) {
            return Err(at(Rejection::at(Code::WrongType, "by")));
        }
        groups.push(GroupBy { field, bucket, offset_minutes });
    }
    let mut measures = Vec::new();
    for (i, measure) in request.measures.iter().enumerate() {
        let at = |r: Rejection| r.under(&format!("measures.{i}"));
        measures.push(measure_of(form, access, measure).map_err(at)?);
    }
    if measures.is_empty() {
        measures.push(Measure::Count);
    }
    Ok(Aggregate { groups, measures, limit: MOST })
}

fn bucket(name: &str) -> Result<Bucket, Rejection> {
    match name {
        "day" => Ok(Bucket::Day),
        "month" => Ok(Bucket::Month),
        "year" => Ok(Bucket::Year),
        _ => Err(Rejection::at(Code::UnknownOption, "by")),
    }
}

fn measure_of(form: &Form, access: &Access, wanted: &MeasureRequest) -> Result<Measure, Rejection> {
    if wanted.of == "count" {
        return Ok(Measure::Count);
    }
    let code = wanted.field.as_deref().ok_or_else(|| Rejection::at(Code::Required, "field"))?;
    let field = single(form, access, code)?;
    let numeric = is_number(form, field);
    match wanted.of.as_str() {
        "sum" | "avg" if !numeric => Err(Rejection::at(Code::WrongType, "field")),
        "min" | "max" if !numeric && !is_time(form, field) => {
            Err(Rejection::at(Code::WrongType, "field"))
        }
        "sum" => Ok(Measure::Sum(field)),
        "avg" => Ok(Measure::Avg(field)),
        "min" => Ok(Measure::Min(field)),
        "max" => Ok(Measure::Max(field)),
        "filled" => Ok(Measure::Filled(field)),
        _ => Err(Rejection::at(Code::UnknownOption, "of")),
    }
}

/// A stored field with one value.
fn single(form: &Form, access: &Access, code: &str) -> Result<FieldRef, Rejection> {
    let field =
        read::field(form, access, code).map_err(|_| Rejection::at(Code::UnknownField, "field"))?;
    let stored = match field {
        FieldRef::System(system) => store::table::system_shape(system).is_some(),
        FieldRef::Field(id) => {
            let one = |f: &model::Field| !engines::forms::shape(&f.kind).is_many();
            form.field_by_id(id).is_some_and(|f| one(f) && !f.sensitive)
        }
    };
    if stored { Ok(field) } else { Err(Rejection::at(Code::WrongType, "field")) }
}

fn shape(form: &Form, field: FieldRef) -> Option<model::Shape> {
    match field {
        FieldRef::System(system) => store::table::system_shape(system),
        FieldRef::Field(id) => form.field_by_id(id).map(|f| engines::forms::shape(&f.kind)),
    }
}

fn is_time(form: &Form, field: FieldRef) -> bool {
    matches!(shape(form, field), Some(model::Shape::Date | model::Shape::Instant))
}

fn is_number(form: &Form, field: FieldRef) -> bool {
    matches!(shape(form, field), Some(model::Shape::Int | model::Shape::Decimal { .. }))
}

fn keyed(wanted: &Aggregate, split: &Split) -> model::Values {
    let plain = wanted.groups.iter().zip(&split.keys).filter(|(g, _)| g.bucket.is_none());
    plain.map(|(group, key)| (group.field, key.clone())).collect()
}

fn row(
    form: &Form,
    wanted: &Aggregate,
    split: &Split,
    (known, who): (&engines::forms::Known, &Who),
) -> AggregateRow {
    let (mut keys, mut display) = (Vec::new(), Vec::new());
    for (group, key) in wanted.groups.iter().zip(&split.keys) {
        if group.bucket.is_some() {
            let text = key.as_text().unwrap_or_default();
            keys.push(if key.is_null() { Json::Null } else { text.into() });
            display.push(text.to_owned());
        } else {
            keys.push(show::json(form, group.field, key));
            display.push(show::display(form, group.field, key, known, who.language));
        }
    }
    let values = wanted.measures.iter().zip(&split.values).map(|(measure, value)| match measure {
        Measure::Count | Measure::Filled(_) => match value {
            Value::Number(n) => i64::try_from(*n).map_or(Json::Null, Json::from),
            _ => Json::from(0),
        },
        _ => number(form, *measure, value),
    });
    AggregateRow { values: values.collect(), keys, display }
}

fn number(form: &Form, measure: Measure, value: &Value) -> Json {
    match (measure, value) {
        (_, Value::Number(n)) => Json::from(n.normalize().to_string()),
        (Measure::Min(field) | Measure::Max(field), other) => show::json(form, field, other),
        _ => Json::Null,
    }
}
