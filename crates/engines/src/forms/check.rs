//! Whether a whole record may be stored as asked: all that is wrong at once, each at its field.

use model::{Access, Code, Field, FieldKind, FieldRef, Form, Rejection, Rejections, Value, Values};

use super::known::Known;
use super::{kinds, system};

/// Who writes, and so which rules bind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writer {
    /// A person, an API key, a rule: every rule.
    Person,
    /// A data import: may also set when and by whom a record was made, and its own serial numbers.
    Import,
    /// Undo and going back: values that were right once are right again. Required, read-only and archived do not bind.
    Replay,
}

/// Values of a new record: given ones checked, defaults added, absent ones left out.
///
/// # Errors
/// Everything that is wrong.
pub fn create(
    form: &Form,
    access: &Access,
    writer: Writer,
    given: Values,
    known: &Known,
) -> Result<Values, Rejections> {
    let (mut values, mut wrong) = checked(form, access, writer, given, known);
    for field in form.live_fields() {
        let key = FieldRef::Field(field.id);
        // A given null says "without"; only what is not given at all gets the default.
        if !values.contains_key(&key) && writer != Writer::Replay {
            values.insert(key, initial(field));
        }
        let missing = values.get(&key).is_none_or(Value::is_null) && is_filled_by_people(field);
        let named = wrong.iter().any(|r| r.field.as_deref() == Some(field.code.as_str()));
        if field.required && missing && !named && writer != Writer::Replay {
            wrong.push(Rejection::at(Code::Required, field.code.as_str()));
        }
    }
    values.retain(|_, value| !value.is_null());
    Rejections(wrong).or(values)
}

/// New values of an existing record: given ones checked; `Null` takes a value away. A required field that was empty
/// before may stay so: old records must stay workable when a field becomes required.
///
/// # Errors
/// Everything that is wrong.
pub fn update(
    form: &Form,
    access: &Access,
    writer: Writer,
    given: Values,
    known: &Known,
) -> Result<Values, Rejections> {
    let (values, mut wrong) = checked(form, access, writer, given, known);
    for field in form.live_fields().filter(|f| f.required && is_filled_by_people(f)) {
        let emptied = values.get(&FieldRef::Field(field.id)).is_some_and(Value::is_null);
        if emptied && writer != Writer::Replay {
            wrong.push(Rejection::at(Code::Required, field.code.as_str()));
        }
    }
    Rejections(wrong).or(values)
}

/// What a new record has where nothing is said: the default, or the first step of a pipeline.
fn initial(field: &Field) -> Value {
    match &field.kind {
        FieldKind::Stage(stages) if field.default.is_null() => {
            let first = stages.options.iter().find(|s| !s.choice.archived);
            first.map_or(Value::Null, |s| Value::Option(s.choice.id))
        }
        _ => field.default.clone(),
    }
}

fn is_filled_by_people(field: &Field) -> bool {
    !matches!(field.kind, FieldKind::AutoNumber(_))
}

fn checked(
    form: &Form,
    access: &Access,
    writer: Writer,
    given: Values,
    known: &Known,
) -> (Values, Vec<Rejection>) {
    let (mut values, mut wrong) = (Values::new(), Vec::new());
    for (key, value) in given {
        let outcome = match key {
            FieldRef::System(field) => {
                let allowed = match writer {
                    Writer::Person => system::is_settable(field),
                    Writer::Import | Writer::Replay => system::is_importable(field),
                };
                let outcome = if allowed {
                    system::check(field, value, known)
                } else {
                    Err(Rejection::new(Code::ReadOnly))
                };
                outcome.map_err(|r| r.under(field.code()))
            }
            FieldRef::Field(id) => match form.field_by_id(id).filter(|f| access.sees(f.id)) {
                None => Err(Rejection::at(Code::UnknownField, id.to_string())),
                Some(field) => {
                    one(field, access, writer, value, known).map_err(|r| r.under(&field.code))
                }
            },
        };
        match outcome {
            Ok(value) => {
                values.insert(key, value);
            }
            Err(rejection) => wrong.push(rejection),
        }
    }
    (values, wrong)
}

fn one(
    field: &Field,
    access: &Access,
    writer: Writer,
    value: Value,
    known: &Known,
) -> Result<Value, Rejection> {
    if writer != Writer::Replay {
        if field.archived {
            return Err(Rejection::new(Code::Archived));
        }
        let numbered = writer == Writer::Person && !is_filled_by_people(field);
        if numbered || access.read_only.contains(&field.id) {
            return Err(Rejection::new(Code::ReadOnly));
        }
    }
    if let (true, Some(seal)) = (field.sensitive, value.as_sealed()) {
        // What was sealed once is right; what stands for "as it was" means nothing in a new record.
        return if seal.is_empty() { Err(Rejection::new(Code::Required)) } else { Ok(value) };
    }
    kinds::behaviour(&field.kind).check(value, known)
}

#[cfg(test)]
mod tests;
