//! Values that must not come twice: asked many at a time, so that one row that repeats a value never takes its
//! neighbours along.

use std::collections::{HashMap, HashSet};

use model::{Access, Code, Field, FieldRef, Form, RecordId, Rejection, SystemField, Value, Values};
use store::records::Record;
use store::session::Read;
use store::{Fault, Table, imports};

use super::keys::hash;
use crate::access::is_visible;

/// A row about to be written, with the record that it becomes or changes.
pub(crate) struct Wanted<'a> {
    pub(crate) row: u32,
    pub(crate) record: RecordId,
    pub(crate) values: &'a Values,
}

/// The rows whose values another record has already, or an earlier one of these rows; `seen` remembers values over
/// several calls. For who is about to write: uniqueness knows no sight.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn refused(
    read: &mut dyn Read,
    about: (&Form, Option<&Table>),
    rows: &[Wanted<'_>],
    seen: &mut HashMap<u64, RecordId>,
) -> Result<HashMap<u32, Rejection>, Fault> {
    among(read, about, None, (rows, seen))
}

/// The same among the records and fields in sight. For who is only looking: numbers by the thousand cannot be tried.
///
/// # Errors
/// When the database does not answer.
pub(super) fn refused_in_sight(
    read: &mut dyn Read,
    about: (&Form, Option<&Table>),
    access: &Access,
    rows: &[Wanted<'_>],
    seen: &mut HashMap<u64, RecordId>,
) -> Result<HashMap<u32, Rejection>, Fault> {
    among(read, about, Some(access), (rows, seen))
}

fn among(
    read: &mut dyn Read,
    (form, table): (&Form, Option<&Table>),
    access: Option<&Access>,
    (rows, seen): (&[Wanted<'_>], &mut HashMap<u64, RecordId>),
) -> Result<HashMap<u32, Rejection>, Fault> {
    let mut wrong: HashMap<u32, Rejection> = HashMap::new();
    let in_sight = |f: &&Field| access.is_none_or(|access| access.sees(f.id));
    for field in form.live_fields().filter(|f| f.unique).filter(in_sight) {
        let key = FieldRef::Field(field.id);
        let values: Vec<Value> = rows.iter().filter_map(|r| r.values.get(&key)).cloned().collect();
        if values.is_empty() {
            continue;
        }
        let mut taken: HashMap<u64, HashSet<RecordId>> = HashMap::new();
        if let Some(table) = table {
            let limit = u32::try_from(values.len()).unwrap_or(u32::MAX);
            let wanted = [key, SystemField::Owner.into(), SystemField::Department.into()];
            let found = imports::having(read, table, (key, &values), (&wanted, limit))?;
            let visible = |record: &Record| access.is_none_or(|access| is_visible(access, record));
            for record in found.into_iter().filter(visible) {
                taken.entry(of(key, record.value(key))).or_default().insert(record.id);
            }
        }
        for row in rows {
            let Some(value) = row.values.get(&key).filter(|v| !v.is_null()) else { continue };
            let code = of(key, value);
            let by_other =
                taken.get(&code).is_some_and(|ids| ids.iter().any(|id| *id != row.record))
                    || seen.get(&code).is_some_and(|id| *id != row.record);
            if by_other {
                let why = Rejection::at(Code::Duplicate, field.code.as_str());
                wrong.insert(row.row, why.with("form", form.code.as_str()));
            } else if !wrong.contains_key(&row.row) {
                seen.insert(code, row.record);
            }
        }
    }
    Ok(wrong)
}

fn of(field: FieldRef, value: &Value) -> u64 {
    hash((field, format!("{value:?}")))
}
