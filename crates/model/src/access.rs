//! What a role may do on a form, and what follows for one person: the [`Access`] that every read path carries.

use serde::{Deserialize, Serialize};

use crate::{Expr, FieldId};

/// What one role may do on one form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// Role code: `administrator`, `builder`, `member`.
    pub role: String,
    /// Which records it sees.
    pub sees: RowScope,
    /// Which of the records it sees it may change.
    #[serde(default = "yes")]
    pub edit: bool,
    /// May make records.
    #[serde(default = "yes")]
    pub create: bool,
    /// May move records to the recycle bin and back.
    #[serde(default = "yes")]
    pub delete: bool,
    /// May take records out as a file.
    #[serde(default)]
    pub export: bool,
    /// May import files.
    #[serde(default)]
    pub import: bool,
    /// Codes of fields it may not see: not in lists, filters, sorts, search, history, events or exports.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hidden: Vec<String>,
    /// Codes of fields it sees but may not change.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub read_only: Vec<String>,
}

fn yes() -> bool {
    true
}

/// Which records of a form a role sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowScope {
    /// None.
    None,
    /// Those the person owns.
    Own,
    /// Own ones, and those of the person's department and the departments below it.
    Department,
    /// All.
    All,
}

/// What one person may see and do on one form at this moment. Decided by `engines::access`; every query takes one.
#[derive(Debug, Clone, PartialEq)]
pub struct Access {
    /// The records in sight; bound to the person, so it holds no `Context`.
    pub rows: Expr,
    /// Fields that do not exist for the person.
    pub hidden: Vec<FieldId>,
    /// Fields that the person sees but may not change.
    pub read_only: Vec<FieldId>,
    /// May change records in sight.
    pub edit: bool,
    /// May make records.
    pub create: bool,
    /// May use the recycle bin.
    pub delete: bool,
    /// May export.
    pub export: bool,
    /// May import.
    pub import: bool,
}

impl Access {
    /// Everything: administrators, the command line, the platform's own reactors.
    pub fn full() -> Self {
        Self {
            rows: Expr::always(),
            hidden: Vec::new(),
            read_only: Vec::new(),
            edit: true,
            create: true,
            delete: true,
            export: true,
            import: true,
        }
    }

    /// Nothing at all.
    pub fn nothing() -> Self {
        Self {
            rows: Expr::never(),
            hidden: Vec::new(),
            read_only: Vec::new(),
            edit: false,
            create: false,
            delete: false,
            export: false,
            import: false,
        }
    }

    /// Whether the field exists for the person.
    pub fn sees(&self, field: FieldId) -> bool {
        !self.hidden.contains(&field)
    }

    /// Whether the person may change the field.
    pub fn may_edit(&self, field: FieldId) -> bool {
        self.edit && self.sees(field) && !self.read_only.contains(&field)
    }
}
