//! From API form to typed values. Reads only what the text itself says; [`super::check`] asks what exists.

use model::{Access, Code, FieldRef, Form, Rejection, Rejections, SystemField, Value, Values};
use serde_json::{Map, Value as Json};

use super::{kinds, sealed, system};

/// The field or system column that a code names for this person; hidden fields do not exist.
///
/// # Errors
/// `unknown_field`.
pub fn field(form: &Form, access: &Access, code: &str) -> Result<FieldRef, Rejection> {
    if let Some(system) = SystemField::by_code(code) {
        return Ok(system.into());
    }
    let field = form.field(code).filter(|f| access.sees(f.id));
    field.map(|f| f.id.into()).ok_or_else(|| Rejection::at(Code::UnknownField, code))
}

/// Reads one value in API form; `null` and empty texts and lists are `Null`.
///
/// # Errors
/// The value does not have the form that the field wants; located at `code`.
pub fn value(form: &Form, field: FieldRef, json: &Json) -> Result<Value, Rejection> {
    if json.is_null() {
        return Ok(Value::Null);
    }
    match field {
        FieldRef::System(field) => {
            system::read_json(field, json).map_err(|r| r.under(field.code()))
        }
        FieldRef::Field(id) => {
            let field = form.field_by_id(id).ok_or_else(|| Rejection::new(Code::UnknownField))?;
            if field.sensitive && *json == sealed::json() {
                return Ok(sealed::as_it_was());
            }
            kinds::behaviour(&field.kind).read_json(json).map_err(|r| r.under(&field.code))
        }
    }
}

/// Reads a whole `values` object by field codes.
///
/// # Errors
/// Everything that cannot be read, each at its field.
pub fn values(
    form: &Form,
    access: &Access,
    json: &Map<String, Json>,
) -> Result<Values, Rejections> {
    let mut values = Values::new();
    let mut wrong = Vec::new();
    for (code, json) in json {
        match field(form, access, code).and_then(|field| Ok((field, value(form, field, json)?))) {
            Ok((field, value)) => {
                values.insert(field, value);
            }
            Err(rejection) => wrong.push(rejection),
        }
    }
    Rejections(wrong).or(values)
}
