//! What a new form begins with.

use model::document::{missing_field, missing_form};
use model::kind::TextKind;
use model::value::Value;
use model::{Field, FieldKind, Form, Label};

use crate::platform::Platform;

/// Code of the field that stands for a record until the builder chooses another.
const TITLE: &str = "name";

impl Platform {
    /// A document with this name and one field that stands for a record. Without a code it is given one that the
    /// builder may change until the first publication.
    pub fn blank_form(&self, name: Label, code: Option<String>) -> Form {
        let made = || format!("form_{}", &self.ports().ids.next().simple().to_string()[20..]);
        let title = Field {
            id: missing_field(),
            code: TITLE.to_owned(),
            name: Label::both("名称", "Name"),
            kind: FieldKind::Text(TextKind::default()),
            required: true,
            unique: false,
            help: Label::default(),
            default: Value::Null,
            search: None,
            archived: false,
            sensitive: false,
        };
        Form {
            id: missing_form(),
            code: code.unwrap_or_else(made),
            name,
            plural: Label::default(),
            icon: String::new(),
            position: 0,
            version: 0,
            title: TITLE.to_owned(),
            fields: vec![title],
            groups: Vec::new(),
            views: Vec::new(),
            grants: Vec::new(),
            pool: None,
            actions: Vec::new(),
            activity_templates: Vec::new(),
            archived: false,
        }
    }
}
