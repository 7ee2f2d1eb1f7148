//! The columns of an exported table: what they are called, and what stands in their cells.

use jiff::civil;
use jiff::tz::TimeZone;
use model::label::Language;
use model::{Access, FieldKind, Form, SystemField};
use serde_json::Value as Json;
use sheets::{DateKind, DateTime};

use super::staged::Line;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// What people see.
    Words,
    Number,
    Day,
    Moment,
}

/// A column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) header: String,
    code: String,
    holds: Holds,
}

/// A cell that owns its text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    Number(String),
    DateTime(DateTime),
}

/// What people usually want: every field they see, whose it is, and when it was made and followed up.
pub(super) fn usual(form: &Form, access: &Access) -> Vec<String> {
    use SystemField::{CreatedAt, CreatedBy, LastActivityAt, NextActivityAt, Owner};
    let fields = form.live_fields().filter(|f| access.sees(f.id)).map(|f| f.code.clone());
    let system = [Owner, CreatedAt, CreatedBy, LastActivityAt, NextActivityAt];
    fields.chain(system.map(|f| f.code().to_owned())).collect()
}

/// The columns with these codes; codes that do not exist for the person were refused before.
pub(super) fn columns(form: &Form, codes: &[String], language: Language) -> Vec<Column> {
    let column = |code: &String| {
        let (header, holds) = match SystemField::by_code(code) {
            Some(system) => (system_header(system, language).to_owned(), system_holds(system)),
            None => {
                let field = form.field(code)?;
                (field.name.text(language).to_owned(), field_holds(&field.kind))
            }
        };
        Some(Column { header, code: code.clone(), holds })
    };
    codes.iter().filter_map(column).collect()
}

fn field_holds(kind: &FieldKind) -> Holds {
    match kind {
        FieldKind::Number(_) | FieldKind::Money(_) => Holds::Number,
        FieldKind::Date(_) => Holds::Day,
        FieldKind::DateTime(_) => Holds::Moment,
        _ => Holds::Words,
    }
}

fn system_holds(field: SystemField) -> Holds {
    use SystemField as F;
    match field {
        F::Rev | F::ActivityCount | F::IdleDays => Holds::Number,
        F::CreatedAt | F::UpdatedAt | F::DeletedAt | F::LastActivityAt | F::NextActivityAt => {
            Holds::Moment
        }
        F::Id | F::CreatedBy | F::UpdatedBy | F::Owner | F::Department => Holds::Words,
    }
}

/// Words that an import recognises again.
fn system_header(field: SystemField, language: Language) -> &'static str {
    use SystemField as F;
    let (zh, en) = match field {
        F::Id => ("编号", "ID"),
        F::Rev => ("版本", "Revision"),
        F::CreatedAt => ("创建时间", "Created at"),
        F::CreatedBy => ("创建人", "Created by"),
        F::UpdatedAt => ("修改时间", "Updated at"),
        F::UpdatedBy => ("修改人", "Updated by"),
        F::Owner => ("负责人", "Owner"),
        F::Department => ("所属部门", "Department"),
        F::DeletedAt => ("删除时间", "Deleted at"),
        F::LastActivityAt => ("最近跟进", "Last follow-up"),
        F::ActivityCount => ("跟进次数", "Follow-ups"),
        F::NextActivityAt => ("下次跟进", "Next follow-up"),
        F::IdleDays => ("未跟进天数", "Days without follow-up"),
    };
    match language {
        Language::ZhCn => zh,
        Language::En => en,
    }
}

impl Column {
    /// What stands in a record's cell; moments in the person's zone.
    pub(super) fn cell(&self, line: &Line, zone: &TimeZone) -> Cell {
        let value = line.values.get(&self.code);
        let typed = match self.holds {
            Holds::Words => None,
            Holds::Number => value.and_then(number),
            Holds::Day => value.and_then(|v| v.as_str()?.parse().ok()).and_then(day),
            Holds::Moment => value.and_then(|v| moment(v, zone)),
        };
        typed.unwrap_or_else(|| self.words(line, value))
    }

    fn words(&self, line: &Line, value: Option<&Json>) -> Cell {
        let words = line.display.get(&self.code).and_then(Json::as_str);
        // What has no words of its own is its value.
        match words.or_else(|| value.filter(|_| self.code == "id").and_then(Json::as_str)) {
            Some("") | None => Cell::Empty,
            Some(words) => Cell::Text(words.to_owned()),
        }
    }
}

fn number(value: &Json) -> Option<Cell> {
    match value {
        Json::String(text) => Some(Cell::Number(text.clone())),
        Json::Number(number) => Some(Cell::Number(number.to_string())),
        _ => None,
    }
}

fn day(date: civil::Date) -> Option<Cell> {
    date_time(date.to_datetime(civil::Time::midnight()), DateKind::Date)
}

fn moment(value: &Json, zone: &TimeZone) -> Option<Cell> {
    let at: jiff::Timestamp = value.as_str()?.parse().ok()?;
    date_time(at.to_zoned(zone.clone()).datetime(), DateKind::DateTime)
}

/// None outside of what a sheet can show; the words stand there instead.
fn date_time(at: civil::DateTime, kind: DateKind) -> Option<Cell> {
    let part = |n: i8| u8::try_from(n).ok();
    let year = u16::try_from(at.year()).ok().filter(|year| (1900..=9999).contains(year))?;
    Some(Cell::DateTime(DateTime {
        year,
        month: part(at.month())?,
        day: part(at.day())?,
        hour: part(at.hour())?,
        minute: part(at.minute())?,
        second: part(at.second())?,
        milli: 0,
        kind,
    }))
}
