//! Where a form's values lie: field id → (table, column). Never derived from codes, so renames touch no table.
//!
//! The first table `r<number>` has the system columns and the first fields. What does not fit there spills into
//! `r<number>x1`, `r<number>x2`, …: one row a record under the same row key, made with it in one transaction. A record
//! from before such a table has no row there until one of its fields gets a value, so it is always joined loosely.

use std::collections::{BTreeMap, BTreeSet};

use model::{FieldId, FieldRef, FormId, Shape, SystemField};

use crate::dialect::Dialect;
use crate::sql::Sql;

/// Most columns of fields (keys for sorting count) in one table. PostgreSQL keeps a row within 8 kB and moves only
/// values above 24 bytes elsewhere, so this many always fit beside the system columns, whatever is in them.
pub const PART_COLUMNS: usize = 250;

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
    /// The table that it lies in: 0 = the first.
    pub part: u32,
}

/// A column as a statement names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// E.g. `t.f3`, `tx1.f251`.
    pub text: String,
    /// How values are stored.
    pub shape: Shape,
    /// What has to stand behind FROM besides the first table.
    pub join: Option<String>,
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

    /// How many columns it is in its table.
    fn width(&self) -> usize {
        match (self.shape.is_many(), self.sort_key) {
            (true, _) => 0,
            (false, false) => 1,
            (false, true) => 2,
        }
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

    /// The table of a part: [`Table::rows`] and those behind it.
    pub fn part(&self, part: u32) -> String {
        if part == 0 { self.rows() } else { format!("{}x{part}", self.rows()) }
    }

    /// The parts behind the first that there are.
    pub fn spills(&self) -> BTreeSet<u32> {
        let single = self.columns.values().filter(|c| c.part > 0 && !c.shape.is_many());
        single.map(|c| c.part).collect()
    }

    /// The single-valued columns of a part, in the order of their fields.
    pub fn columns_of(&self, part: u32) -> impl Iterator<Item = (&FieldId, &Column)> {
        self.columns.iter().filter(move |(_, c)| c.part == part && !c.shape.is_many())
    }

    /// The part that the next field's column goes to. Columns of archived fields count: they are still there.
    pub(crate) fn part_for(&self, column: &Column) -> u32 {
        let last = self.columns.values().map(|c| c.part).max().unwrap_or(0);
        let taken: usize = self.columns_of(last).map(|(_, c)| c.width()).sum();
        if taken + column.width() > PART_COLUMNS { last + 1 } else { last }
    }

    /// A field's column as a statement names it that calls the first table by `alias`.
    pub fn named(&self, alias: &str, field: FieldRef) -> Option<Named> {
        self.locate(field).map(|located| self.spelled(alias, field, located))
    }

    /// The same of the column to sort by.
    pub fn sort_named(&self, alias: &str, field: FieldRef) -> Option<Named> {
        self.sort_column(field).map(|located| self.spelled(alias, field, located))
    }

    fn spelled(&self, alias: &str, field: FieldRef, (name, shape): (String, Shape)) -> Named {
        let part = self.part_of(field).filter(|_| !shape.is_many()).unwrap_or(0);
        if part == 0 {
            return Named { text: format!("{alias}.{name}"), shape, join: None };
        }
        let spill = format!("{alias}x{part}");
        let join = format!(" LEFT JOIN {} {spill} ON {spill}.rk = {alias}.rk", self.part(part));
        Named { text: format!("{spill}.{name}"), shape, join: Some(join) }
    }

    /// The part that a field's column lies in.
    pub fn part_of(&self, field: FieldRef) -> Option<u32> {
        match field {
            FieldRef::System(system) => system_shape(system).map(|_| 0),
            FieldRef::Field(id) => self.columns.get(&id).map(|c| c.part),
        }
    }

    /// What stands behind FROM, this form's records called `t`, so that every one of these pieces can stand behind it.
    pub(crate) fn from<'a>(&self, pieces: impl IntoIterator<Item = &'a Sql>) -> String {
        joined(&self.rows(), pieces)
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

/// `r1 t`, with the joins that these pieces need.
pub(crate) fn joined<'a>(rows: &str, pieces: impl IntoIterator<Item = &'a Sql>) -> String {
    let joins: BTreeSet<&str> = pieces.into_iter().flat_map(Sql::joins).collect();
    joins.into_iter().fold(format!("{rows} t"), |text, join| text + join)
}

/// The SQL type of a shape.
pub fn sql_type(shape: Shape, dialect: Dialect) -> String {
    let (sqlite, postgres) = match shape {
        Shape::Text | Shape::Sealed => ("TEXT", "text COLLATE \"C\"".to_owned()),
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
