//! What a link column finds its records by.

use std::collections::HashMap;
use std::sync::Arc;

use engines::forms::fold::fold_label;
use model::kind::{LinkKind, TextKind};
use model::{FieldKind, FieldRef, Form, RecordId, Value};
use store::records::Record;
use store::session::Read;
use store::{Error, records};

use super::cell::{Titles, title_key};
use super::document::{Import, LinkTo, State};
use super::indexes::{Indexes, Recipe};
use super::keys::{MOST, Sight, hash};
use super::numbering;
use crate::catalog::Catalog;
use crate::who::Who;

/// The records in sight of a link's form, by the value that the column is matched with.
///
/// # Errors
/// When the database does not answer.
pub(super) fn titles(
    read: &mut dyn Read,
    (catalog, who, indexes): (&Catalog, &Who, &Indexes),
    (import, nth): (&Import, usize),
    link: &LinkKind,
) -> Result<Titles, Error> {
    let column = &import.columns[nth];
    let mut titles = Titles {
        kind: FieldKind::Text(TextKind::default()),
        index: Arc::default(),
        many: link.many,
        form: link.form.clone(),
        made: HashMap::new(),
    };
    let Ok((form, access)) = catalog.open_form(who, &link.form) else { return Ok(titles) };
    let Some(by) = matched_field(form, column.link_by.as_deref()) else { return Ok(titles) };
    if !access.sees(by.id) {
        return Ok(titles);
    }
    titles.kind = by.kind.clone();
    let table = catalog.table(form.id)?;
    let field = FieldRef::Field(by.id);
    if records::count_rows(read, table)? <= MOST {
        let sight = Sight { form, table, access: &access };
        let keys = |record: &Record, all: &mut Vec<(u64, RecordId)>| {
            if let Some(text) = record.value(field).as_text() {
                all.push((hash(title_key(text)), record.id));
            }
        };
        let recipe = Recipe::new(sight, &[field], "title");
        titles.index = indexes.load(read, (sight, &[field]), (recipe, &keys))?;
    }
    let wanted = column.links.iter().filter(|(_, to)| **to == LinkTo::Create).map(|(word, _)| word);
    for (n, word) in wanted.enumerate() {
        titles.made.insert(fold_label(word), numbering::linked(import, nth, n));
    }
    if import.state == State::Running {
        // What could not be made must not be linked to.
        let ids: Vec<RecordId> = titles.made.values().copied().collect();
        let made = records::find_many(read, table, &ids, &[])?;
        titles.made.retain(|_, id| made.iter().any(|record| record.id == *id));
    }
    Ok(titles)
}

/// The field that is compared with the cells: the named one or the title.
pub(super) fn matched_field<'f>(form: &'f Form, by: Option<&str>) -> Option<&'f model::Field> {
    let found = match by {
        Some(code) => form.live_fields().find(|f| f.code == code),
        None => form.title_field(),
    };
    found.filter(|f| !f.sensitive)
}

/// Whether a record may be named by a value of this kind: it is stored as the text that it is written as.
pub(super) fn can_be_key(kind: &FieldKind) -> bool {
    use FieldKind::{AutoNumber, Email, LongText, Phone, Text, Url};
    matches!(kind, Text(_) | LongText(_) | Phone(_) | Email(_) | Url(_) | AutoNumber(_))
}

/// The first titles of a form in sight, to find those that are almost a word.
///
/// # Errors
/// When the database does not answer.
pub(super) fn some_titles(
    read: &mut dyn Read,
    (catalog, who): (&Catalog, &Who),
    (link, by): (&LinkKind, Option<&str>),
    most: u32,
) -> Result<Vec<(RecordId, String)>, Error> {
    let Ok((form, access)) = catalog.open_form(who, &link.form) else { return Ok(Vec::new()) };
    let field = matched_field(form, by).filter(|f| access.sees(f.id));
    let Some(field) = field.map(|f| FieldRef::Field(f.id)) else { return Ok(Vec::new()) };
    let mut wanted = crate::known::title_fields(form);
    wanted.push(field);
    let found = records::scan(read, catalog.table(form.id)?, &wanted, (i64::MIN, most))?;
    let seen =
        found.iter().filter(|r| r.deleted_at().is_none() && crate::access::is_visible(&access, r));
    Ok(seen
        .filter_map(|r| match r.value(field) {
            Value::Text(text) => Some((r.id, text.clone())),
            _ => None,
        })
        .collect())
}
