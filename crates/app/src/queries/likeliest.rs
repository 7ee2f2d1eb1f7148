//! The records of a form that some words find, the likeliest first: for whoever shows a few of them.

use std::collections::BTreeSet;

use engines::forms::derive;
use model::{Access, Expr, FieldRef, Form, RecordId};
use store::Error;
use store::query::{From, Question, page};
use store::records::Record;

use super::list::{Meant, Scope};
use super::request;
use super::titled::{Rank, Titled};
use crate::catalog::Catalog;
use crate::known::title_fields;
use crate::platform::Platform;

/// The newest hits among which they are chosen.
const READ: u32 = 50;

impl Platform {
    /// At most so many records: those that are called so, whole, then those whose names begin so, then the newest. No
    /// words find all. They hold their titles and what search looks into, as far as the person sees it.
    pub(super) fn likeliest(
        &self,
        catalog: &Catalog,
        (form, access): (&Form, &Access),
        words: &str,
        most: usize,
    ) -> Result<Vec<Record>, Error> {
        let grams = request::grams(Some(words));
        let titled = grams.as_ref().and_then(|_| Titled::of(form, access, words));
        let scope = Scope::new(catalog, form)?;
        let all = Expr::always();
        let question =
            Question { search: grams.as_ref(), ..Question::over(scope.table, &access.rows, &all) };
        let fields = fields(form, access);
        let size = u32::try_from(most).unwrap_or(READ);
        let mut found = self.store().read(|read| {
            let start = (&From::Start, READ.max(size));
            let newest = page(read, &question, (&[], &fields), start, self.anchors())?;
            // Only what the newest hits leave out has to be looked for.
            let mut found = match titled.as_ref().filter(|_| newest.next.is_some()) {
                Some(titled) => titled.look_up(read, &question, (&fields, size), self.anchors())?,
                None => Vec::new(),
            };
            let known: BTreeSet<RecordId> = found.iter().map(|record| record.id).collect();
            found.extend(newest.items.into_iter().filter(|record| !known.contains(&record.id)));
            Ok::<_, Error>(found)
        })?;
        let meant = Meant::of((form, access), Some(words).filter(|_| grams.is_some()));
        found.retain(|record| meant.is_in(record));
        found.sort_by_key(|record| titled.as_ref().map_or(Rank::Other, |t| t.rank(record)));
        found.truncate(most);
        Ok(found)
    }
}

fn fields(form: &Form, access: &Access) -> Vec<FieldRef> {
    let mut fields = title_fields(form);
    for field in derive::searched(form).filter(|field| access.sees(field.id)) {
        let field = FieldRef::Field(field.id);
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    fields
}
