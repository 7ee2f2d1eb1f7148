//! A saved view of a form.

use serde::{Deserialize, Serialize};

use crate::document::missing_view;
use crate::{Expr, FieldRef, Label, UserId, ViewId};

/// Saved columns, filter and sort. Fields are named by id inside the product; packs and the API write codes.
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
