//! What of a cell may be repeated, and where: beside its row, and in the timeline, which all read who see the record.

use engines::forms::derive;
use model::{Field, FieldRef, Form, Rejection};

use super::document::Problem;

/// Longest text that is repeated beside a row.
const LONGEST_TOLD: usize = 80;

/// A remark with what was written, where that may be repeated.
pub(super) fn written(told: Problem, text: &str, is_sensitive: bool) -> Problem {
    if is_sensitive {
        return told;
    }
    told.with("text", text.trim().chars().take(LONGEST_TOLD).collect::<String>())
}

pub(super) fn own(form: &Form, field: FieldRef) -> Option<&Field> {
    if let FieldRef::Field(id) = field { form.field_by_id(id) } else { None }
}

pub(super) fn is_sensitive(form: &Form, field: FieldRef) -> bool {
    own(form, field).is_some_and(|f| f.sensitive)
}

/// Whether its values may stand in the record's timeline, which shows them to all who see the record.
pub(super) fn is_open(form: &Form, field: FieldRef, unowned: bool) -> bool {
    own(form, field).is_none_or(|f| derive::is_open(form, f, unowned))
}

/// A refusal that does not repeat what was written where that is sensitive: reasons are kept beside the rows.
pub(super) fn unspoken(form: &Form, field: FieldRef, mut rejection: Rejection) -> Rejection {
    if is_sensitive(form, field) {
        rejection.params.remove("text");
        rejection.params.remove("value");
    }
    rejection
}
