//! A form's tables as the backup describes them: physical columns, and indexes by their columns.

use model::{FieldId, FieldRef, FormId, Shape};
use serde::{Deserialize, Serialize};

use super::cell::Cell;
use super::plan::TablePlan;
use crate::fault::Fault;
use crate::schema;
use crate::session::Read;
use crate::table::{Column, SYSTEM_COLUMNS, Table};

/// A form's tables.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FormPlan {
    /// The form.
    pub form: FormId,
    /// Its number in table names.
    pub number: i64,
    /// Where the fields lie.
    pub columns: Vec<FieldColumn>,
    /// Plain indexes, each by its columns.
    pub indexes: Vec<Vec<String>>,
    /// Columns whose values may not repeat.
    pub uniques: Vec<String>,
}

/// Where a field lies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldColumn {
    /// The field.
    pub field: FieldId,
    /// The column, `f1`, `f2`, ….
    pub name: String,
    /// How values are stored.
    pub shape: Shape,
    /// A second column holds the sort key.
    pub sort_key: bool,
    /// The table that it lies in, 0 = the first.
    #[serde(default)]
    pub part: u32,
}

/// Columns of every row beside [`SYSTEM_COLUMNS`].
const ROW: [(&str, Cell); 6] = [
    ("rk", Cell::Int),
    ("last_seq", Cell::Int),
    ("form_version", Cell::Int),
    ("batch", Cell::Uuid),
    ("territory", Cell::Uuid),
    ("locked_by", Cell::Uuid),
];
const SETS: [(&str, Cell); 5] = [
    ("record", Cell::Uuid),
    ("field", Cell::Int),
    ("position", Cell::Int),
    ("value", Cell::Uuid),
    ("extra", Cell::Text),
];

impl FormPlan {
    /// Describes the tables as they are.
    pub(super) fn load(read: &mut dyn Read, table: &Table) -> Result<Self, Fault> {
        let columns = table.columns.iter().map(|(field, column)| FieldColumn {
            field: *field,
            name: column.name.clone(),
            shape: column.shape,
            sort_key: column.sort_key,
            part: column.part,
        });
        let indexes = schema::list_indexes(read, table)?;
        let indexes = indexes.iter().map(|name| indexed(table, name)).collect::<Result<_, _>>()?;
        Ok(Self {
            form: table.form,
            number: table.number,
            columns: columns.collect(),
            indexes,
            uniques: schema::list_uniques(read, table)?,
        })
    }

    /// The tables as the store knows them.
    ///
    /// # Errors
    /// When a column has a name that no program ever gave.
    pub fn table(&self) -> Result<Table, Fault> {
        let mut table = Table { form: self.form, number: self.number, columns: Default::default() };
        for c in &self.columns {
            let number = c.name.strip_prefix('f').and_then(|n| n.parse::<u32>().ok());
            if number.is_none() {
                return Err(Fault::new("the backup names an impossible column"));
            }
            let name = c.name.clone();
            let column = Column { name, shape: c.shape, sort_key: c.sort_key, part: c.part };
            table.columns.insert(c.field, column);
        }
        Ok(table)
    }

    /// What is written of them: rows, part by part, then the junction table.
    ///
    /// # Errors
    /// As [`FormPlan::table`].
    pub fn tables(&self) -> Result<Vec<TablePlan>, Fault> {
        let table = self.table()?;
        let mut columns: Vec<(String, Cell)> =
            ROW.iter().map(|(name, cell)| ((*name).to_owned(), *cell)).collect();
        for (field, shape) in SYSTEM_COLUMNS {
            columns.push((field.code().to_owned(), Cell::of(shape)));
        }
        columns.extend(fields_of(&table, 0));
        let mut plans =
            vec![TablePlan { name: table.rows(), columns, key: vec![0], serial: Some(0) }];
        for part in table.spills() {
            let own = [("rk".to_owned(), Cell::Int), ("deleted_at".to_owned(), Cell::Instant)];
            let columns = own.into_iter().chain(fields_of(&table, part)).collect();
            plans.push(TablePlan { name: table.part(part), columns, key: vec![0], serial: None });
        }
        plans.push(TablePlan {
            name: table.sets(),
            columns: SETS.iter().map(|(name, cell)| ((*name).to_owned(), *cell)).collect(),
            key: vec![0, 1, 2],
            serial: None,
        });
        Ok(plans)
    }
}

/// The fields' columns of a part.
fn fields_of(table: &Table, part: u32) -> Vec<(String, Cell)> {
    let mut columns = Vec::new();
    for (_, column) in table.columns_of(part) {
        columns.push((column.name.clone(), Cell::of(column.shape)));
        if column.sort_key {
            columns.push((column.sort_name(), Cell::Text));
        }
    }
    columns
}

/// The columns that an index is named after.
fn indexed(table: &Table, index: &str) -> Result<Vec<String>, Fault> {
    let prefix = format!("i{}_", table.number);
    let mut rest = index.strip_prefix(&prefix).unwrap_or(index);
    let mut known: Vec<String> = sortable(table).into_iter().map(|(name, _)| name).collect();
    // Longer names first: `f12` is not `f1` and something.
    known.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let mut columns = Vec::new();
    while !rest.is_empty() {
        let found = known.iter().find_map(|name| {
            let behind = rest.strip_prefix(name.as_str())?;
            let next = if behind.is_empty() { Some("") } else { behind.strip_prefix('_') };
            next.map(|next| (name.clone(), next))
        });
        let Some((name, next)) = found else {
            return Err(Fault::new(format!("the index {index} is over unknown columns")));
        };
        columns.push(name);
        rest = next;
    }
    Ok(columns)
}

/// Every column that can be sorted by, and the field it stands for.
pub(super) fn sortable(table: &Table) -> Vec<(String, FieldRef)> {
    let system = SYSTEM_COLUMNS.iter().map(|(field, _)| FieldRef::System(*field));
    let fields = table.columns.keys().map(|id| FieldRef::Field(*id));
    let all = system.chain(fields);
    all.filter_map(|field| table.sort_column(field).map(|(name, _)| (name, field))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_index_is_understood_by_its_name() {
        let mut table = Table { form: FormId(Uuid::nil()), number: 1, columns: Default::default() };
        for n in [1u128, 12] {
            let column =
                Column { name: format!("f{n}"), shape: Shape::Text, sort_key: n == 12, part: 0 };
            table.columns.insert(FieldId(Uuid::from_u128(n)), column);
        }
        let check = |name: &str, expect: &[&str]| {
            assert_eq!(indexed(&table, name).unwrap(), expect, "{name}");
        };
        check("i1_f1", &["f1"]);
        check("i1_f12k_created_at", &["f12k", "created_at"]);
        check("i1_owner_last_activity_at", &["owner", "last_activity_at"]);
        assert!(indexed(&table, "i1_f3").is_err());
    }
}
