//! Where a form's values lie: field id → column. Never derived from codes, so renames touch no table.

use std::collections::BTreeMap;

use model::{FieldId, FieldRef, FormId, Shape, SystemField};

use crate::dialect::Dialect;

/// A form's tables.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The form.
    pub form: FormId,
    /// Its number: tables are called `r<number>`, `s<number>`, `g<number>`.
    pub number: i64,
    /// Columns of fields that are not archived away.
    pub columns: BTreeMap<FieldId, Column>,
}

/// Where one field lies.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The column's name, `f1`, `f2`, …; for many-valued shapes the number that marks its rows in the junction table.
    pub name: String,
    /// How values are stored.
    pub shape: Shape,
    /// A second column `<name>k` holds a sort key (pinyin).
    pub sort_key: bool,
}

impl Column {
    /// The number in the name.
    pub fn number(&self) -> i64 {
        self.name.trim_start_matches('f').parse().unwrap_or(0)
    }

    /// The column to sort by.
    pub fn sort_name(&self) -> String {
        if self.sort_key { format!("{}k", self.name) } else { self.name.clone() }
    }
}

/// The stored system columns, in table order, with their shapes.
pub const SYSTEM_COLUMNS: [(SystemField, Shape); 12] = [
    (SystemField::Id, Shape::Record),
    (SystemField::Rev, Shape::Int),
    (SystemField::CreatedAt, Shape::Instant),
    (SystemField::CreatedBy, Shape::Person),
    (SystemField::UpdatedAt, Shape::Instant),
    (SystemField::UpdatedBy, Shape::Person),
    (SystemField::Owner, Shape::Person),
    (SystemField::Department, Shape::Department),
    (SystemField::DeletedAt, Shape::Instant),
    (SystemField::LastActivityAt, Shape::Instant),
    (SystemField::ActivityCount, Shape::Int),
    (SystemField::NextActivityAt, Shape::Instant),
];

/// The shape of a stored system column; none for computed ones.
pub fn system_shape(field: SystemField) -> Option<Shape> {
    SYSTEM_COLUMNS.iter().find(|(f, _)| *f == field).map(|(_, shape)| *shape)
}

impl Table {
    /// The table of records.
    pub fn rows(&self) -> String {
        format!("r{}", self.number)
    }

    /// The junction table of many-valued fields.
    pub fn sets(&self) -> String {
        format!("s{}", self.number)
    }

    /// The search table.
    pub fn grams(&self) -> String {
        format!("g{}", self.number)
    }

    /// Column name and shape of a field; none when it is not stored here.
    pub fn locate(&self, field: FieldRef) -> Option<(String, Shape)> {
        match field {
            FieldRef::System(system) => {
                system_shape(system).map(|shape| (system.code().to_owned(), shape))
            }
            FieldRef::Field(id) => self.columns.get(&id).map(|c| (c.name.clone(), c.shape)),
        }
    }

    /// The column to sort a field by.
    pub fn sort_column(&self, field: FieldRef) -> Option<(String, Shape)> {
        match field {
            FieldRef::System(_) => self.locate(field),
            FieldRef::Field(id) => self
                .columns
                .get(&id)
                .map(|c| (c.sort_name(), if c.sort_key { Shape::Text } else { c.shape })),
        }
    }
}

/// The SQL type of a shape.
pub fn sql_type(shape: Shape, dialect: Dialect) -> String {
    let (sqlite, postgres) = match shape {
        Shape::Text => ("TEXT", "text COLLATE \"C\"".to_owned()),
        Shape::Int => ("INTEGER", "bigint".to_owned()),
        Shape::Decimal { scale } => ("INTEGER", format!("numeric(18,{scale})")),
        Shape::Bool => ("INTEGER", "boolean".to_owned()),
        Shape::Date => ("INTEGER", "date".to_owned()),
        Shape::Instant => ("INTEGER", "timestamptz".to_owned()),
        Shape::Option | Shape::Person | Shape::Department | Shape::Record => {
            ("BLOB", "uuid".to_owned())
        }
        // Never a column of its own.
        Shape::Options | Shape::Records | Shape::Files => ("BLOB", "uuid".to_owned()),
    };
    if dialect.is_postgres() { postgres } else { sqlite.to_owned() }
}
