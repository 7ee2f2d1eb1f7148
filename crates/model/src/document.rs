//! Rules that hold for definition documents as people and packs write them: ids may be missing and are given later.

use uuid::Uuid;

use crate::{FieldId, FormId, OptionId, ViewId};

/// Stands for an option id that is still to be given.
pub fn missing_option() -> OptionId {
    OptionId(Uuid::nil())
}

/// Stands for a field id that is still to be given.
pub fn missing_field() -> FieldId {
    FieldId(Uuid::nil())
}

/// Stands for a form id that is still to be given.
pub fn missing_form() -> FormId {
    FormId(Uuid::nil())
}

/// Stands for a view id that is still to be given.
pub fn missing_view() -> ViewId {
    ViewId(Uuid::nil())
}

/// Whether a code may name a form, field, option or view: `[a-z][a-z0-9_]{0,62}`.
pub fn is_code(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_lowercase())
        && text.len() <= 63
        && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}
