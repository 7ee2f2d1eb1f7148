//! Records as they lie: by id, and row by row for queries.

use jiff::Timestamp;
use model::change::FieldValues;
use model::{FieldId, FieldRef, RecordId, Seq, SystemField, Value};

use super::sets;
use crate::fault::Fault;
use crate::session::{Read, Row, all, must};
use crate::sql::{Param, Sql};
use crate::table::{Named, SYSTEM_COLUMNS, Table};
use crate::values::value;

/// A record.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The integer row key: order of creation, and the tie-break of every sort.
    pub key: i64,
    /// Its id.
    pub id: RecordId,
    /// Its revision.
    pub rev: i64,
    /// Its last Change.
    pub last_seq: Seq,
    /// Fields and system columns that were asked for; null ones are left out.
    pub values: FieldValues,
}

impl Record {
    /// A value; null when it has none or was not asked for.
    pub fn value(&self, field: impl Into<FieldRef>) -> &Value {
        self.values.get(&field.into()).unwrap_or(&Value::Null)
    }

    /// When it went to the recycle bin.
    pub fn deleted_at(&self) -> Option<Timestamp> {
        match self.value(SystemField::DeletedAt) {
            Value::Instant(at) => Some(*at),
            _ => None,
        }
    }
}

/// Which columns to read, behind the four that every record has.
#[derive(Debug, Clone)]
pub(crate) struct ColumnPlan {
    pub(crate) singles: Vec<(FieldRef, Named)>,
    pub(crate) many: Vec<FieldId>,
}

/// Every field and system column of a table, for callers that want whole records.
pub fn read_columns(table: &Table) -> Vec<FieldRef> {
    let system = SYSTEM_COLUMNS.iter().map(|(field, _)| FieldRef::System(*field));
    system.chain(table.columns.keys().map(|id| FieldRef::Field(*id))).collect()
}

/// Plans the reading of these fields; unknown ones are left out.
pub(crate) fn plan_columns(table: &Table, fields: &[FieldRef]) -> ColumnPlan {
    let mut plan = ColumnPlan { singles: Vec::new(), many: Vec::new() };
    for field in fields {
        match (field, table.named("t", *field)) {
            (FieldRef::Field(id), Some(named)) if named.shape.is_many() => plan.many.push(*id),
            (_, Some(named)) => plan.singles.push((*field, named)),
            (_, None) => {}
        }
    }
    plan
}

impl ColumnPlan {
    /// Writes `t.rk, t.id, t.rev, t.last_seq, …`; it needs its joins in the FROM behind it.
    pub(crate) fn select(&self, sql: &mut Sql) {
        sql.push("t.rk, t.id, t.rev, t.last_seq");
        for (_, named) in &self.singles {
            sql.push(", ").column(named);
        }
    }
}

/// Reads a row that was selected by the plan.
pub(crate) fn read_row(row: &dyn Row, plan: &ColumnPlan) -> Result<Record, Fault> {
    let mut values = FieldValues::new();
    for (i, (field, named)) in plan.singles.iter().enumerate() {
        let found = value(row, i + 4, named.shape)?;
        if !found.is_null() {
            values.insert(*field, found);
        }
    }
    Ok(Record {
        key: must(row.int(0)?, "rk")?,
        id: RecordId(must(row.uuid(1)?, "id")?),
        rev: must(row.int(2)?, "rev")?,
        last_seq: must(row.int(3)?, "last_seq")?,
        values,
    })
}

/// One record with all its values, whether in the recycle bin or not. Access is the caller's to ask.
///
/// # Errors
/// When the database does not answer.
pub fn find(read: &mut dyn Read, table: &Table, id: RecordId) -> Result<Option<Record>, Fault> {
    Ok(find_many(read, table, &[id], &read_columns(table))?.pop())
}

/// Records by id, in no particular order; missing ones are left out.
///
/// # Errors
/// When the database does not answer.
pub fn find_many(
    read: &mut dyn Read,
    table: &Table,
    ids: &[RecordId],
    fields: &[FieldRef],
) -> Result<Vec<Record>, Fault> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let plan = plan_columns(table, fields);
    let mut sql = Sql::of(read.dialect(), "SELECT ");
    plan.select(&mut sql);
    let from = table.from([&sql]);
    sql.push(" FROM ").push(&from).push(" WHERE t.id");
    sql.among(ids.iter().map(|id| Param::Uuid(id.0)));
    let mut records = all(read, &sql, |row| read_row(row, &plan))?;
    let found: Vec<RecordId> = records.iter().map(|r| r.id).collect();
    let mut many = sets::load(read, table, &plan.many, &found)?;
    for record in &mut records {
        record.values.extend(many.remove(&record.id).unwrap_or_default());
    }
    Ok(records)
}
