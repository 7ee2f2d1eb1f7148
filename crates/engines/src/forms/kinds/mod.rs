//! What each field kind does: a file per kind, behind one trait and one match. A new kind is a file here and an arm
//! in [`behaviour`]; forget it and nothing compiles.

use std::ops::Deref;

use jiff::Timestamp;
use model::kind::Choice;
use model::label::Language;
use model::{Code, Field, FieldKind, Rejection, Shape, Value};
use serde_json::Value as Json;

use super::known::{Facts, Known};

mod attachment;
pub mod auto_number;
mod choice;
pub mod choices;
mod date;
mod date_time;
pub(crate) mod email;
mod link;
mod long_text;
mod money;
mod number;
mod options;
pub(crate) mod person;
mod phone;
mod stage;
mod text;
pub(crate) mod url;
pub(crate) mod yes_no;

/// What a field kind can do with its values. Values given to a kind are its own or `Null`; where that may not be so
/// (values from outside) [`Behaviour::check`] refuses.
pub trait Behaviour {
    /// How values are stored.
    fn shape(&self) -> Shape;

    /// Reads a value in API form. Knows only what the text itself says; whether the record exists is for `check`.
    ///
    /// # Errors
    /// The value is of another type, unknown or malformed.
    fn read_json(&self, json: &Json) -> Result<Value, Rejection>;

    /// Reads a spreadsheet cell or pasted text in the user's words.
    ///
    /// # Errors
    /// The text cannot be read as this kind; `params.text` is what was written.
    fn read_text(&self, text: &str, facts: &Facts<'_>) -> Result<Value, Rejection>;

    /// Checks limits and that what is referred to exists; brings the value to its stored form.
    ///
    /// # Errors
    /// The value may not be stored.
    fn check(&self, value: Value, known: &Known) -> Result<Value, Rejection>;

    /// The value in API form.
    fn write_json(&self, value: &Value) -> Json;

    /// The value as people see it; empty where names are not known.
    fn display(&self, value: &Value, known: &Known, language: Language) -> String;

    /// What search should find the record by.
    fn search_text(&self, _value: &Value) -> Option<Sought> {
        None
    }

    /// Whether values are sorted by a key of their own, kept beside them.
    fn has_sort_key(&self) -> bool {
        false
    }

    /// The key by which a value is sorted, compared byte by byte.
    fn sort_key(&self, _value: &Value) -> Option<String> {
        None
    }

    /// What is wrong with the settings, located relative to them: `options.2.code`.
    fn check_definition(&self) -> Vec<Rejection> {
        Vec::new()
    }

    /// Whether stored values stay right when these settings become `next`, which is of the same kind.
    ///
    /// # Errors
    /// They would have to be converted.
    fn change_to(&self, _next: &FieldKind) -> Result<(), Rejection> {
        Ok(())
    }
}

/// A text that search finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// The text.
    pub text: String,
    /// How it is looked for.
    pub by: SoughtBy,
}

/// How a text is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SoughtBy {
    /// By any part of it.
    Words,
    /// Also by pinyin: titles, names.
    Sound,
    /// By any digits of it.
    Digits,
    /// By sound, and as a whole: what a record is called.
    Name,
    /// The same, name by name: see [`super::names`].
    Names,
}

impl SoughtBy {
    /// Its name in the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Sound | Self::Name | Self::Names => "sound",
            Self::Digits => "digits",
        }
    }
}

/// The behaviour of one field's kind.
pub enum Handle<'k> {
    /// The settings themselves know.
    Settings(&'k dyn Behaviour),
    /// Several options share their settings' type with one option.
    Choices(choices::Choices<'k>),
}

impl<'k> Deref for Handle<'k> {
    type Target = dyn Behaviour + 'k;

    fn deref(&self) -> &Self::Target {
        match self {
            Self::Settings(settings) => *settings,
            Self::Choices(choices) => choices,
        }
    }
}

/// What this kind does.
pub fn behaviour(kind: &FieldKind) -> Handle<'_> {
    Handle::Settings(match kind {
        FieldKind::Text(k) => k,
        FieldKind::LongText(k) => k,
        FieldKind::Number(k) => k,
        FieldKind::Money(k) => k,
        FieldKind::Date(k) => k,
        FieldKind::DateTime(k) => k,
        FieldKind::YesNo(k) => k,
        FieldKind::Choice(k) => k,
        FieldKind::Choices(k) => return Handle::Choices(choices::Choices(k)),
        FieldKind::Stage(k) => k,
        FieldKind::Phone(k) => k,
        FieldKind::Email(k) => k,
        FieldKind::Url(k) => k,
        FieldKind::Person(k) => k,
        FieldKind::Link(k) => k,
        FieldKind::Attachment(k) => k,
        FieldKind::AutoNumber(k) => k,
    })
}

/// How values of this kind are stored, unless they are sensitive: see [`field_shape`].
pub fn shape(kind: &FieldKind) -> Shape {
    behaviour(kind).shape()
}

/// How values of this field are stored.
pub fn field_shape(field: &Field) -> Shape {
    if field.sensitive { Shape::Sealed } else { shape(&field.kind) }
}

/// Whether fields of this kind may be sensitive: those of one text.
pub fn may_be_sensitive(kind: &FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::Text(_) | FieldKind::LongText(_) | FieldKind::Phone(_) | FieldKind::Email(_)
    )
}

fn wrong_type(expected: &str) -> Rejection {
    Rejection::new(Code::WrongType).with("expected", expected)
}

/// A refusal that repeats what was written, shortened.
fn unread(code: Code, text: &str) -> Rejection {
    Rejection::new(code).with("text", text.chars().take(80).collect::<String>())
}

fn string(json: &Json) -> Result<&str, Rejection> {
    json.as_str().ok_or_else(|| wrong_type("string"))
}

/// Text as it is, byte for byte; nothing stands for the empty one.
fn text_value(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { Value::Text(text.to_owned()) }
}

/// A text's limits: no NUL, at most `max` characters.
fn check_text(value: Value, max: u32) -> Result<Value, Rejection> {
    let text = match &value {
        Value::Null => return Ok(value),
        Value::Text(text) if text.is_empty() => return Ok(Value::Null),
        Value::Text(text) => text,
        _ => return Err(wrong_type("string")),
    };
    if text.contains('\0') {
        return Err(Rejection::new(Code::ControlCharacter));
    }
    let length = text.chars().count();
    if length > max as usize {
        return Err(Rejection::new(Code::TooLong).with("max", max).with("length", length));
    }
    Ok(value)
}

fn shown_text(value: &Value) -> String {
    value.as_text().unwrap_or_default().to_owned()
}

fn text_json(value: &Value) -> Json {
    value.as_text().map_or(Json::Null, Json::from)
}

/// A moment as the API writes it, cut to the microsecond that is stored.
pub(super) fn read_instant(text: &str) -> Result<Value, Rejection> {
    let instant: Timestamp = text.parse().map_err(|_| unread(Code::NotADate, text))?;
    let known = Some(instant).filter(|at| model::value::is_known_moment(*at));
    let instant = known.ok_or_else(|| unread(Code::NotADate, text))?;
    Timestamp::from_microsecond(instant.as_microsecond())
        .map(Value::Instant)
        .map_err(|_| unread(Code::NotADate, text))
}

fn labels<'o>(options: impl IntoIterator<Item = &'o Choice>, language: Language) -> String {
    let words: Vec<&str> = options.into_iter().map(|o| o.label.text(language)).collect();
    words.join("、")
}

#[cfg(test)]
mod tests;
