//! What a person named in place of a word: it must be there, and in their sight. A guess of an id must not tell whether
//! there is such a record.

use model::{Code, FieldKind, RecordId, Rejection};
use store::{Error, records};

use super::document::{Column, Import, To};
use super::links;
use super::patch::ColumnPatch;
use crate::access::is_visible;
use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::who::Who;

/// Refuses records and people that are not there for this person, located in the column's change.
///
/// # Errors
/// `NotALinkedRecord`, `UnknownPerson`, `UnknownField`; when the database does not answer.
pub(super) fn check(
    platform: &Platform,
    (catalog, who): (&Catalog, &Who),
    (import, nth): (&Import, usize),
    change: &ColumnPatch,
) -> Result<(), Error> {
    let within = |code, field: String| Rejection::at(code, format!("columns.{nth}.{field}"));
    for (n, word) in change.people.iter().flat_map(|p| &p.unmatched).enumerate() {
        let person = word.to.as_deref().and_then(|to| to.parse().ok());
        if person.is_some_and(|id| !catalog.people.contains_key(&id)) {
            return Err(within(Code::UnknownPerson, format!("people.unmatched.{n}.to")).into());
        }
    }
    let Some(link) = &change.link else { return Ok(()) };
    let column = import.columns.iter().find(|c| c.index == change.index);
    let form = column.and_then(|column| linked_form(catalog, import, column));
    let opened = form.and_then(|form| catalog.open_form(who, &form).ok());
    if let (Some(Some(by)), Some((form, access))) = (&link.by, &opened) {
        let field = links::matched_field(form, Some(by)).filter(|f| access.sees(f.id));
        if !field.is_some_and(|f| links::can_be_key(&f.kind)) {
            let refused = within(Code::UnknownField, "link.by".to_owned());
            return Err(refused.with("name", by.as_str()).into());
        }
    }
    let named: Vec<(usize, RecordId)> = link
        .unmatched
        .iter()
        .enumerate()
        .filter_map(|(n, word)| Some((n, word.to.as_deref()?.parse().ok()?)))
        .collect();
    let Some((first, _)) = named.first() else { return Ok(()) };
    let refused =
        |n: usize| Error::from(within(Code::NotALinkedRecord, format!("link.unmatched.{n}.to")));
    let Some((form, access)) = opened else { return Err(refused(*first)) };
    let ids: Vec<RecordId> = named.iter().map(|(_, id)| *id).collect();
    let table = catalog.table(form.id)?;
    let columns = records::read_columns(table);
    let found = platform.store().read(|read| records::find_many(read, table, &ids, &columns))?;
    let is_there = |id: RecordId| {
        found.iter().any(|r| r.id == id && r.deleted_at().is_none() && is_visible(&access, r))
    };
    match named.iter().find(|(_, id)| !is_there(*id)) {
        Some((n, _)) => Err(refused(*n)),
        None => Ok(()),
    }
}

/// Code of the form that a column's words name records of.
fn linked_form(catalog: &Catalog, import: &Import, column: &Column) -> Option<String> {
    let kind = match column.to.as_ref()? {
        To::Field(code) => {
            let form = match import.target {
                super::document::Target::Form(id) => catalog.forms.get(&id)?,
                super::document::Target::New(_) => return None,
            };
            &form.field(code)?.kind
        }
        To::NewField(field) => &field.kind,
        To::System(_) | To::Activities(_) | To::Note(_) => return None,
    };
    match kind {
        FieldKind::Link(link) => Some(link.form.clone()),
        _ => None,
    }
}
