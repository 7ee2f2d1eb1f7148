//! A sort is walked segment by segment, so that plain indexes serve it on both databases: records with a value first,
//! those without last; a choice field is walked option by option in its own order.

use model::FieldRef;
use uuid::Uuid;

use crate::sql::{Param, Sql};
use crate::table::Table;

/// What to sort by. Ties go by row key, in the direction of the first.
#[derive(Debug, Clone, PartialEq)]
pub enum SortBy {
    /// A column's own order (for names: their pinyin). Records without a value come last both ways.
    Column {
        /// The field.
        field: FieldRef,
        /// Largest first.
        descending: bool,
    },
    /// An order of ids that only the definition knows: options, people. Ids not named, and none, come last.
    Ranked {
        /// The field.
        field: FieldRef,
        /// In the order wanted.
        order: Vec<Uuid>,
    },
}

impl SortBy {
    /// The field.
    pub fn field(&self) -> FieldRef {
        match self {
            Self::Column { field, .. } | Self::Ranked { field, .. } => *field,
        }
    }
}

/// A part of the walk: a condition, and the columns that order it.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    pub(super) condition: Option<Sql>,
    pub(super) keys: Vec<Key>,
    pub(super) descending: bool,
    /// The row key of the table that the first key lies in: one index then holds both.
    pub(super) row: String,
}

/// A column of the order.
#[derive(Debug, Clone)]
pub(super) struct Key {
    /// SQL of the value to compare.
    pub(super) column: Sql,
    pub(super) shape: model::Shape,
    pub(super) descending: bool,
    /// It may be NULL here; then NULL sorts last.
    pub(super) nullable: bool,
}

/// Cuts a sort into segments. Fields without a column are passed over.
pub(super) fn segments(table: &Table, sort: &[SortBy], empty: &Sql) -> Vec<Segment> {
    let Some((first, rest)) = sort.split_first() else {
        return vec![segment(None, Vec::new(), true)];
    };
    let rest: Vec<Key> = rest.iter().filter_map(|s| key(table, s, empty, true)).collect();
    match first {
        SortBy::Column { field, descending } => {
            let Some(first) = key(table, first, empty, false) else {
                return segments(table, &[], empty);
            };
            if is_never_null(*field) {
                let keys = std::iter::once(first).chain(rest).collect();
                return vec![segment(None, keys, *descending)];
            }
            let mut some = with(&first.column, " IS NOT NULL");
            let none = with(&first.column, " IS NULL");
            let row = match table.part_of(*field) {
                None | Some(0) => "t.rk".to_owned(),
                Some(part) => {
                    // Implied; from it SQLite sees that the loose join is a plain one, which the index may begin.
                    some.push(&format!(" AND tx{part}.rk = t.rk"));
                    format!("tx{part}.rk")
                }
            };
            let keys = std::iter::once(first).chain(rest.iter().cloned()).collect();
            vec![
                Segment { row, ..segment(Some(some), keys, *descending) },
                segment(Some(none), rest, *descending),
            ]
        }
        SortBy::Ranked { field, order } => ranked(table, *field, order, &rest, empty),
    }
}

fn segment(condition: Option<Sql>, keys: Vec<Key>, descending: bool) -> Segment {
    Segment { condition, keys, descending, row: "t.rk".to_owned() }
}

fn ranked(
    table: &Table,
    field: FieldRef,
    order: &[Uuid],
    rest: &[Key],
    empty: &Sql,
) -> Vec<Segment> {
    let Some(named) = table.named("t", field) else { return segments(table, &[], empty) };
    let segment = |condition: Sql| segment(Some(condition), rest.to_vec(), true);
    let mut found: Vec<Segment> = order
        .iter()
        .map(|id| {
            let mut sql = empty.clone();
            sql.column(&named).push(" = ").bind(*id);
            segment(sql)
        })
        .collect();
    let mut others = empty.clone();
    others.column(&named).push(" NOT IN (");
    others.bind_all(order.iter().map(|id| Param::Uuid(*id))).push(")");
    if !order.is_empty() {
        found.push(segment(others));
    }
    let mut none = empty.clone();
    none.column(&named).push(" IS NULL");
    found.push(segment(none));
    found
}

fn key(table: &Table, sort: &SortBy, empty: &Sql, nullable: bool) -> Option<Key> {
    match sort {
        SortBy::Column { field, descending } => {
            let named = table.sort_named("t", *field).filter(|n| !n.shape.is_many())?;
            let mut column = empty.clone();
            column.column(&named);
            Some(Key { column, shape: named.shape, descending: *descending, nullable })
        }
        // As a second key the order is a CASE: it only breaks ties, so no index is missed.
        SortBy::Ranked { field, order } => {
            let named = table.named("t", *field)?;
            let mut column = empty.clone();
            column.push("CASE ").column(&named);
            for (i, id) in order.iter().enumerate() {
                column.push(" WHEN ").bind(*id).push(" THEN ").push(&i.to_string());
            }
            column.push(" END");
            let shape = model::Shape::Int;
            (!order.is_empty()).then_some(Key { column, shape, descending: false, nullable })
        }
    }
}

fn is_never_null(field: FieldRef) -> bool {
    use model::SystemField::{ActivityCount, CreatedAt, Id, Rev};
    matches!(field, FieldRef::System(Id | Rev | CreatedAt | ActivityCount))
}

fn with(column: &Sql, tail: &str) -> Sql {
    let mut sql = column.clone();
    sql.push(tail);
    sql
}
