//! A form: the definition of a kind of record.

use serde::{Deserialize, Serialize};

use crate::access::Grant;
use crate::command::ActivityKind;
use crate::document::{missing_field, missing_form};
use crate::value::Value;
use crate::view::View;
use crate::{FieldId, FieldKind, FormId, Label};

/// A kind of record: its fields, layout, views, grants and actions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Stable id; given by the system when missing.
    #[serde(default = "missing_form")]
    pub id: FormId,
    /// Name in URLs and SQL views; unique in the workspace.
    pub code: String,
    /// What people call one record, e.g. 线索.
    pub name: Label,
    /// English plural and the like; falls back to `name`.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub plural: Label,
    /// Name of an icon of the web client.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub icon: String,
    /// Place in the navigation, smallest first.
    #[serde(default)]
    pub position: i32,
    /// Version of this document; 0 while never published.
    #[serde(default)]
    pub version: u32,
    /// Code of the field that stands for the record.
    pub title: String,
    /// In the order of the form.
    pub fields: Vec<Field>,
    /// Headings over fields; fields in no group come last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// Views that come with the form; people's own views are stored apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub views: Vec<View>,
    /// What each role may do, by role code. A role that is not named may do nothing; `administrator` always may do all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grants: Vec<Grant>,
    /// Records that nobody owns are there for everybody to claim 公海; none = they are like all others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pool: Option<Pool>,
    /// Buttons on the record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    /// Follow-ups that are often written on its records, in the order in which they are offered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activity_templates: Vec<ActivityTemplate>,
    /// Removed from use; records stay.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
}

/// A typed column of a form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Stable id; given by the system when missing.
    #[serde(default = "missing_field")]
    pub id: FieldId,
    /// Name in the API; unique in the form; may be changed.
    pub code: String,
    /// What people see.
    pub name: Label,
    /// What it holds.
    pub kind: FieldKind,
    /// A record may not be saved by a person without it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// No two records outside the recycle bin may share a value.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unique: bool,
    /// Explained under the field.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub help: Label,
    /// Value of a new record, in API form.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub default: Value,
    /// Found by search. Text-like fields and phones are by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<bool>,
    /// Kept sealed, shown masked, found by nothing but the whole value; showing it to someone is logged. Texts, phones
    /// and mail addresses only; decided when the field is made.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sensitive: bool,
    /// Removed from use; values stay.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
}

/// A heading with its fields.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The heading.
    pub name: Label,
    /// Field codes in order.
    pub fields: Vec<String>,
    /// Begins a tab of the record's page, with the groups below it up to the next tab.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub tab: bool,
}

/// The records of a form that nobody owns 公海: who may see anything of the form sees them too, and may claim them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pool {
    /// What people call it.
    pub name: Label,
    /// Codes of fields that do not exist for who sees a record through the pool only, until they claim it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mask: Vec<String>,
}

/// A button on a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Name in URLs.
    pub code: String,
    /// Words on the button.
    pub name: Label,
    /// What it does.
    pub does: ActionKind,
}

/// A follow-up that is often written: one press fills in how, what was said and when to come back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivityTemplate {
    /// Tells it from the others of the form.
    pub code: String,
    /// What it is called.
    pub label: Label,
    /// How the follow-up was done.
    pub kind: ActivityKind,
    /// What it says; its label where it says nothing of its own.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub text: Label,
    /// In so many days one comes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_in_days: Option<u16>,
}

/// What a button does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ActionKind {
    /// Makes (or finds) records of other forms from this one, in one transaction 转为….
    Convert(Convert),
}

/// Makes records of other forms from one record, links them, and marks the source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Convert {
    /// In order: a later step may link to what an earlier one made.
    pub steps: Vec<ConvertStep>,
    /// Set on the source afterwards: field code → option code or literal in API form.
    #[serde(default)]
    pub mark: serde_json::Map<String, serde_json::Value>,
}

/// One record to make, or to find.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConvertStep {
    /// Code of the form to make a record of.
    pub form: String,
    /// Target field code → source field code, or `=` + the form code of an earlier step (links to its record).
    pub map: serde_json::Map<String, serde_json::Value>,
    /// Target fields by which an existing record is offered (company names compare normalised).
    #[serde(default)]
    pub find_by: Vec<String>,
    /// Source link field that shall point to the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link_back: Option<String>,
    /// The person may leave this step out.
    #[serde(default)]
    pub optional: bool,
}

impl Form {
    /// The field with this code, archived or not.
    pub fn field(&self, code: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.code == code)
    }

    /// The field with this id, archived or not.
    pub fn field_by_id(&self, id: FieldId) -> Option<&Field> {
        self.fields.iter().find(|f| f.id == id)
    }

    /// The field that stands for the record.
    pub fn title_field(&self) -> Option<&Field> {
        self.field(&self.title)
    }

    /// Fields in use.
    pub fn live_fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|f| !f.archived)
    }
}
