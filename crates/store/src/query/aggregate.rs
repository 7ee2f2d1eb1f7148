//! Groups and totals over the records of a question.

use model::{FieldRef, Shape, Value};
use rust_decimal::Decimal;

use super::shape::Question;
use crate::dialect::Dialect;
use crate::fault::{Error, Fault};
use crate::session::{Read, Row, all};
use crate::sql::Sql;
use crate::values::value;

/// What to compute.
#[derive(Debug, Clone, PartialEq)]
pub struct Aggregate {
    /// Split by these, in order.
    pub groups: Vec<GroupBy>,
    /// The numbers of each group.
    pub measures: Vec<Measure>,
    /// Most groups.
    pub limit: u32,
}

/// A field to split by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupBy {
    /// The field.
    pub field: FieldRef,
    /// For dates and moments: the span of one group.
    pub bucket: Option<Bucket>,
    /// For moments: minutes that the person's clock is ahead of UTC.
    pub offset_minutes: i32,
}

/// A span of time that makes one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the spans")]
pub enum Bucket {
    Day,
    Month,
    Year,
}

/// A number over a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Records.
    Count,
    /// Total.
    Sum(FieldRef),
    /// Smallest.
    Min(FieldRef),
    /// Largest.
    Max(FieldRef),
    /// Mean of those with a value.
    Avg(FieldRef),
    /// How many have a value.
    Filled(FieldRef),
}

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct Split {
    /// Its keys: values, or for buckets texts such as `2026-11`.
    pub keys: Vec<Value>,
    /// Its numbers, one for each measure.
    pub values: Vec<Value>,
}

/// Computes.
///
/// # Errors
/// As a page; a fault when a field has no single column.
pub fn aggregate(
    read: &mut dyn Read,
    question: &Question<'_>,
    wanted: &Aggregate,
) -> Result<Vec<Split>, Error> {
    let dialect = read.dialect();
    let mut parts: Vec<Part> = Vec::new();
    for group in &wanted.groups {
        let (text, shape) = group_column(question, group, dialect)?;
        parts.push(Part { text, shape, halves: false });
    }
    let keys = parts.len();
    for measure in &wanted.measures {
        parts.extend(measure_parts(question, *measure, dialect)?);
    }
    let mut sql = Sql::of(dialect, "SELECT ");
    sql.push(&parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(", "));
    let wheres = question.wheres(dialect)?;
    let from = question.table.from([&wheres, &joins(question, wanted, dialect)]);
    sql.push(" FROM ").push(&from).append(&wheres);
    if keys > 0 {
        let list: Vec<String> = (1..=keys).map(|n| n.to_string()).collect();
        sql.push(" GROUP BY ").push(&list.join(", "));
        // Left to themselves the databases disagree on where no value stands.
        sql.push(" ORDER BY ").push(&list.join(" NULLS LAST, ")).push(" NULLS LAST");
    }
    sql.push(" LIMIT ").bind(wanted.limit);
    Ok(all(read, &sql, |row| split(row, &parts, keys, &wanted.measures))?)
}

/// What the groups and numbers need beside the first table.
fn joins(question: &Question<'_>, wanted: &Aggregate, dialect: Dialect) -> Sql {
    let measured = wanted.measures.iter().filter_map(|measure| match measure {
        Measure::Count => None,
        Measure::Sum(field)
        | Measure::Min(field)
        | Measure::Max(field)
        | Measure::Avg(field)
        | Measure::Filled(field) => Some(*field),
    });
    let fields = wanted.groups.iter().map(|group| group.field).chain(measured);
    let named = fields.filter_map(|field| question.table.named("t", field));
    let mut sql = Sql::new(dialect);
    sql.needs(named.filter_map(|named| named.join));
    sql
}

fn column(question: &Question<'_>, field: FieldRef) -> Result<(String, Shape), Fault> {
    question
        .table
        .named("t", field)
        .filter(|named| !named.shape.is_many())
        .map(|named| (named.text, named.shape))
        .ok_or_else(|| Fault::new("a field without a single column cannot be grouped"))
}

fn group_column(
    question: &Question<'_>,
    group: &GroupBy,
    dialect: Dialect,
) -> Result<(String, Shape), Fault> {
    let (name, shape) = column(question, group.field)?;
    let Some(bucket) = group.bucket else { return Ok((name, shape)) };
    let (sqlite, postgres) = match bucket {
        Bucket::Day => ("%Y-%m-%d", "YYYY-MM-DD"),
        Bucket::Month => ("%Y-%m", "YYYY-MM"),
        Bucket::Year => ("%Y", "YYYY"),
    };
    let minutes = group.offset_minutes;
    let text = match (shape, dialect) {
        (Shape::Date, Dialect::Sqlite) => {
            format!("strftime('{sqlite}', {name} * 86400, 'unixepoch')")
        }
        (Shape::Date, Dialect::Postgres) => format!("to_char({name}, '{postgres}')"),
        (Shape::Instant, Dialect::Sqlite) => {
            format!("strftime('{sqlite}', {name} / 1000000 + {minutes} * 60, 'unixepoch')")
        }
        (Shape::Instant, Dialect::Postgres) => format!(
            "to_char({name} AT TIME ZONE 'UTC' + interval '{minutes} minutes', '{postgres}')"
        ),
        _ => return Err(Fault::new("only dates and moments have buckets")),
    };
    Ok((text, Shape::Text))
}

/// Something to read from each row.
struct Part {
    text: String,
    shape: Shape,
    /// Two columns that make one number: see [`HALF`].
    halves: bool,
}

/// SQLite adds whole numbers of 64 bits and fails beyond them, which ten of the largest amounts already are. So it adds
/// what stands above this and what stands below, and the sum is put together here.
const HALF: i64 = 1_000_000_000;

/// One or two parts: a mean is read as sum and count, and divided exactly.
fn measure_parts(
    question: &Question<'_>,
    measure: Measure,
    dialect: Dialect,
) -> Result<Vec<Part>, Fault> {
    let whole = |text: String, shape: Shape| Part { text, shape, halves: false };
    Ok(match measure {
        Measure::Count => vec![whole("COUNT(*)".to_owned(), Shape::Int)],
        Measure::Filled(field) => {
            let (name, _) = column(question, field)?;
            vec![whole(format!("COUNT({name})"), Shape::Int)]
        }
        Measure::Min(field) | Measure::Max(field) => {
            let (name, shape) = column(question, field)?;
            let function = if matches!(measure, Measure::Min(_)) { "MIN" } else { "MAX" };
            vec![whole(format!("{function}({name})"), shape)]
        }
        Measure::Sum(field) | Measure::Avg(field) => {
            let (name, shape) = column(question, field)?;
            let shape = match shape {
                Shape::Decimal { .. } => shape,
                Shape::Int => Shape::Decimal { scale: 0 },
                _ => return Err(Fault::new("only numbers can be summed")),
            };
            // PostgreSQL sums bigint to numeric anyway; the cast lets both be read alike.
            let sum = if dialect.is_postgres() {
                whole(format!("SUM({name})::numeric"), shape)
            } else {
                let text = format!("SUM({name} / {HALF}), SUM({name} % {HALF})");
                Part { text, shape, halves: true }
            };
            let mut parts = vec![sum];
            if matches!(measure, Measure::Avg(_)) {
                parts.push(whole(format!("COUNT({name})"), Shape::Int));
            }
            parts
        }
    })
}

fn split(row: &dyn Row, parts: &[Part], keys: usize, measures: &[Measure]) -> Result<Split, Fault> {
    let mut cells = Vec::with_capacity(parts.len());
    let mut at = 0;
    for part in parts {
        cells.push(if part.halves {
            halves(row, at, part.shape)?
        } else {
            value(row, at, part.shape)?
        });
        at += if part.halves { 2 } else { 1 };
    }
    let mut rest = cells.split_off(keys).into_iter();
    let mut values = Vec::with_capacity(measures.len());
    for measure in measures {
        let first = rest.next().unwrap_or_default();
        values.push(match measure {
            Measure::Avg(_) => mean(&first, &rest.next().unwrap_or_default()),
            _ => first,
        });
    }
    Ok(Split { keys: cells, values })
}

/// A sum out of its two halves.
fn halves(row: &dyn Row, at: usize, shape: Shape) -> Result<Value, Fault> {
    let Shape::Decimal { scale } = shape else {
        return Err(Fault::new("only numbers are summed in halves"));
    };
    let (Some(high), Some(low)) = (row.int(at)?, row.int(at + 1)?) else { return Ok(Value::Null) };
    let sum = i128::from(high) * i128::from(HALF) + i128::from(low);
    let sum = Decimal::try_from_i128_with_scale(sum, u32::from(scale))
        .map_err(|_| Fault::new("a sum has more digits than a number can hold"))?;
    Ok(Value::Number(sum.normalize()))
}

/// Sum ÷ count, to six digits.
fn mean(sum: &Value, count: &Value) -> Value {
    match (sum, count) {
        (Value::Number(sum), Value::Number(count)) if *count > Decimal::ZERO => sum
            .checked_div(*count)
            .map_or(Value::Null, |d| Value::Number(d.round_dp(6).normalize())),
        _ => Value::Null,
    }
}
