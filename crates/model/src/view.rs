//! A saved view of a form: which records, and how they are laid out. What a newer version learned has a default, so
//! that views saved by an older one open.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::document::missing_view;
use crate::kind::Hue;
use crate::{Expr, FieldRef, Label, UserId, ViewId};

/// Saved layout, filter and sort. Fields are named by code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// Stable id; given by the system when missing.
    #[serde(default = "missing_view")]
    pub id: ViewId,
    /// Name in URLs; unique in the form.
    pub code: String,
    /// What people see.
    pub name: Label,
    /// Columns from left to right, as field codes.
    pub columns: Vec<Column>,
    /// Records shown, in the filter form of the API (checked and compiled when published).
    #[serde(default, skip_serializing_if = "serde_json::Value::is_null")]
    pub filter: serde_json::Value,
    /// Sort fields, most significant first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sort: Vec<SortField>,
    /// The one person who sees it; none = everyone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<UserId>,
    /// Place among the tabs, smallest first.
    #[serde(default)]
    pub position: i32,
    /// How the records are laid out.
    #[serde(default, skip_serializing_if = "ViewKind::is_table")]
    pub kind: ViewKind,
    /// Rows of a table are put under headings by these, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub group: Vec<GroupField>,
    /// What stands under a column, by field code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub aggregates: BTreeMap<String, Tally>,
    /// How many columns stay in sight at the left; the client's default when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen: Option<u8>,
    /// Height of rows; the person's own when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row_height: Option<RowHeight>,
    /// Colours by condition; the first that holds wins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub colours: Vec<ColourRule>,
    /// Only who made it and administrators may change it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub locked: bool,
    /// Opens first: for its one person, or for everyone who chose none of their own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub default: bool,
    /// Settings of the board; kept while another kind is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kanban: Option<Kanban>,
    /// Settings of the calendar; kept while another kind is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Calendar>,
    /// Who saved it first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_by: Option<UserId>,
    /// Who changed it last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_by: Option<UserId>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<Timestamp>,
}

impl Default for View {
    /// A table of nothing yet, still without an id.
    fn default() -> Self {
        Self {
            id: missing_view(),
            code: String::new(),
            name: Label::default(),
            columns: Vec::new(),
            filter: serde_json::Value::Null,
            sort: Vec::new(),
            owner: None,
            position: 0,
            kind: ViewKind::Table,
            group: Vec::new(),
            aggregates: BTreeMap::new(),
            frozen: None,
            row_height: None,
            colours: Vec::new(),
            locked: false,
            default: false,
            kanban: None,
            calendar: None,
            made_by: None,
            changed_by: None,
            changed_at: None,
        }
    }
}

impl View {
    /// Forgets every use of fields that `keep` refuses, asked with the first step of a path. The filter stays: without
    /// a part of it the view would show other records, which is not for us to decide.
    pub fn retain_fields(&mut self, keep: impl Fn(&str) -> bool) {
        let keep = |code: &String| keep(code.split('.').next().unwrap_or(code));
        self.columns.retain(|column| keep(&column.field));
        self.sort.retain(|sort| keep(&sort.field));
        self.group.retain(|group| keep(&group.field));
        self.aggregates.retain(|code, _| keep(code));
        self.colours.retain(|rule| {
            rule.field.as_ref().is_none_or(&keep) && filter_fields(&rule.when).iter().all(&keep)
        });
        self.kanban = self.kanban.take().filter(|kanban| keep(&kanban.field));
        if let Some(kanban) = &mut self.kanban {
            kanban.fields.retain(&keep);
            kanban.sum = kanban.sum.take().filter(&keep);
        }
        self.calendar = self.calendar.take().filter(|calendar| keep(&calendar.start));
        if let Some(calendar) = &mut self.calendar {
            calendar.end = calendar.end.take().filter(&keep);
            calendar.colour = calendar.colour.take().filter(&keep);
        }
    }
}

/// Every field that a filter in API form names.
fn filter_fields(filter: &serde_json::Value) -> Vec<String> {
    match filter {
        serde_json::Value::Array(list) => list.iter().flat_map(filter_fields).collect(),
        serde_json::Value::Object(object) => {
            let own = object.get("field").and_then(|f| f.as_str()).map(str::to_owned);
            let nested = ["and", "or", "not"].iter().filter_map(|key| object.get(*key));
            own.into_iter().chain(nested.flat_map(filter_fields)).collect()
        }
        _ => Vec::new(),
    }
}

/// How a view lays its records out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ViewKind {
    /// Rows and columns 表格.
    #[default]
    Table,
    /// A column of cards for each stage, option or person 看板.
    Kanban,
    /// On their days 日历.
    Calendar,
}

impl ViewKind {
    fn is_table(&self) -> bool {
        *self == Self::Table
    }
}

/// A field whose values become headings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupField {
    /// Field code or system field code.
    pub field: String,
    /// Dates and moments: how long a stretch stands under one heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Stretch>,
    /// Last heading first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub descending: bool,
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Stretch {
    Day,
    Month,
    Year,
}

/// A number under a column, over all records of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Tally {
    Sum,
    Avg,
    Min,
    Max,
    Count,
    Empty,
    Filled,
}

/// Height of a table's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum RowHeight {
    Compact,
    Normal,
    Loose,
}

/// Records for which a condition holds stand out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColourRule {
    /// The condition, in the filter form of the API.
    pub when: serde_json::Value,
    /// In which colour.
    pub hue: Hue,
    /// Only the cell of this field; the whole row when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

/// Settings of a board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kanban {
    /// A column for each of its values: a stage, choice or person.
    pub field: String,
    /// Fields on a card, below its title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// A number or amount summed up in the head of a column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum: Option<String>,
    /// Columns folded away: option codes, person ids, `""` for records without a value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub collapsed: Vec<String>,
}

/// Settings of a calendar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// The day or moment on which a record stands.
    pub start: String,
    /// Until when; of the same kind as `start`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// A stage or choice that colours the records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
    /// How much is seen at once.
    #[serde(default)]
    pub mode: CalendarMode,
}

/// How much of a calendar is seen at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum CalendarMode {
    #[default]
    Month,
    Week,
    Day,
    Agenda,
}

/// A column of a view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Field code or system field code.
    pub field: String,
    /// Pixels; the client's default when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u16>,
}

/// A sort field as people and packs write it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SortField {
    /// Field code or system field code.
    pub field: String,
    /// Largest first.
    #[serde(default)]
    pub descending: bool,
}

/// A question over the records of one form, with every name resolved and checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Sort {
    /// The field.
    pub field: FieldRef,
    /// Largest first. Records without a value come last in both directions.
    pub descending: bool,
}

/// The compiled condition of a view.
pub type Condition = Expr;
