//! A list as it is asked for, and what it becomes once names are resolved for the person who asks.

use formula::{bind, filter};
use model::view::{Sort, SortField};
use model::{Access, Code, Expr, FieldKind, FieldRef, Form, Rejection, Rejections};
use serde::Deserialize;
use serde_json::Value as Json;
use store::query::{Gram, Grams, SortBy, Term};

use crate::catalog::Catalog;
use crate::who::Who;

/// Most records of one page.
pub(super) const MOST: u32 = 500;
/// Records of a page when not said.
const SIZE: u32 = 50;
/// Most fields to sort by.
const MOST_SORTS: usize = 8;
/// Most fields that can be named as wanted: those of the widest form and the system columns.
const MOST_FIELDS: usize = 1_100;
/// Longest text to search for, in characters.
const LONGEST_SEARCH: usize = 200;

/// A list as it is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ListRequest {
    /// Conditions in the filter form of the API; null = all.
    pub filter: Json,
    /// Sort fields; the newest first when empty.
    pub sort: Vec<SortField>,
    /// Codes of the fields wanted; all when not given.
    pub fields: Option<Vec<String>>,
    /// Records of a page, 1–500; 50 when not given.
    pub size: Option<u32>,
    /// Go on after this cursor.
    pub after: Option<String>,
    /// Or begin at this ordinal, from 0.
    pub at: Option<i64>,
    /// Whether the number of records is wanted.
    pub count: CountMode,
    /// Words to find.
    pub search: Option<String>,
    /// In the recycle bin instead of outside it.
    pub bin: bool,
    /// In the form's pool: the records that nobody owns.
    pub pool: bool,
}

/// Whether the number of records is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountMode {
    /// No.
    #[default]
    None,
    /// Roughly: exact up to some thousands.
    Estimate,
    /// Exactly.
    Exact,
}

impl ListRequest {
    /// Records of a page.
    ///
    /// # Errors
    /// `TooLarge`, `TooSmall`.
    pub fn page_size(&self) -> Result<u32, Rejection> {
        match self.size.unwrap_or(SIZE) {
            0 => Err(Rejection::at(Code::TooSmall, "size").with("min", 1)),
            n if n > MOST => Err(Rejection::at(Code::TooLarge, "size").with("max", MOST)),
            n => Ok(n),
        }
    }
}

/// The condition of a filter for this person and moment.
pub(super) fn condition(
    catalog: &Catalog,
    (who, now): (&Who, jiff::Timestamp),
    (form, access): (&Form, &Access),
    filter: &Json,
) -> Result<Expr, Rejections> {
    if filter.is_null() {
        return Ok(Expr::always());
    }
    let names = catalog.names(who, form, access);
    let parsed = filter::parse(filter, &names).map_err(|r| r.under("filter"))?;
    let bound = bind(&parsed, &catalog.binding(who, now));
    Ok(catalog.sealing.condition(catalog, bound).map_err(|r| r.under("filter"))?)
}

/// The fields wanted, without those that do not exist for the person.
pub(super) fn fields(
    form: &Form,
    access: &Access,
    codes: Option<&[String]>,
) -> Result<Vec<FieldRef>, Rejection> {
    let Some(codes) = codes else {
        let own = form.live_fields().filter(|f| access.sees(f.id)).map(|f| FieldRef::Field(f.id));
        let system = model::SystemField::ALL.into_iter().map(FieldRef::System);
        return Ok(own.chain(system).collect());
    };
    bounded(codes.len(), MOST_FIELDS, "fields")?;
    let resolve = |(i, code): (usize, &String)| {
        engines::forms::read::field(form, access, code).map_err(|mut r| {
            r.field = Some(format!("fields.{i}"));
            r.with("name", code.as_str())
        })
    };
    codes.iter().enumerate().map(resolve).collect()
}

/// The sort, resolved.
pub(super) fn sort(
    catalog: &Catalog,
    (form, access): (&Form, &Access),
    wanted: &[SortField],
) -> Result<Vec<SortBy>, Rejection> {
    bounded(wanted.len(), MOST_SORTS, "sort")?;
    let mut found = Vec::with_capacity(wanted.len());
    for (i, by) in wanted.iter().enumerate() {
        let at =
            |code: Code| Rejection::at(code, format!("sort.{i}")).with("name", by.field.as_str());
        let field = engines::forms::read::field(form, access, &by.field)
            .map_err(|_| at(Code::UnknownField))?;
        let sort = Sort { field, descending: by.descending };
        found.push(sort_by(catalog, form, &sort).ok_or_else(|| at(Code::WrongType))?);
    }
    Ok(found)
}

/// How the database walks a sort; none for fields that have no order.
fn sort_by(catalog: &Catalog, form: &Form, sort: &Sort) -> Option<SortBy> {
    use model::SystemField::{CreatedBy, Department, IdleDays, LastActivityAt, Owner, UpdatedBy};
    let column = |field, descending| Some(SortBy::Column { field, descending });
    let ranked = |mut order: Vec<uuid::Uuid>| {
        if sort.descending {
            order.reverse();
        }
        Some(SortBy::Ranked { field: sort.field, order })
    };
    match sort.field {
        // Days since the last follow-up grow as its date recedes.
        FieldRef::System(IdleDays) => column(LastActivityAt.into(), !sort.descending),
        FieldRef::System(Owner | CreatedBy | UpdatedBy) => ranked(people(catalog)),
        FieldRef::System(Department) => ranked(departments(catalog)),
        FieldRef::System(_) => column(sort.field, sort.descending),
        FieldRef::Field(id) if form.field_by_id(id)?.sensitive => None,
        FieldRef::Field(id) => match &form.field_by_id(id)?.kind {
            FieldKind::Person(_) => ranked(people(catalog)),
            kind @ (FieldKind::Choice(_) | FieldKind::Stage(_)) => {
                ranked(kind.options().iter().map(|o| o.id.0).collect())
            }
            FieldKind::Choices(_) | FieldKind::Link(_) | FieldKind::Attachment(_) => None,
            _ => column(sort.field, sort.descending),
        },
    }
}

fn people(catalog: &Catalog) -> Vec<uuid::Uuid> {
    let mut all: Vec<_> = catalog.people.values().collect();
    all.sort_by_cached_key(|p| engines::forms::readings::sort_key(&p.name, true));
    all.into_iter().map(|p| p.id.0).collect()
}

fn departments(catalog: &Catalog) -> Vec<uuid::Uuid> {
    let mut all: Vec<_> = catalog.departments.values().collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all.into_iter().map(|d| d.id.0).collect()
}

/// Refuses more than there may be.
///
/// # Errors
/// `TooMany` at the place.
pub(super) fn bounded(count: usize, most: usize, place: &str) -> Result<(), Rejection> {
    if count <= most {
        return Ok(());
    }
    Err(Rejection::at(Code::TooMany, place).with("max", most).with("count", count))
}

/// Words to find as somebody typed them.
///
/// # Errors
/// `TooLong` at the place.
pub(crate) fn searched<'w>(
    words: Option<&'w str>,
    place: &str,
) -> Result<Option<&'w str>, Rejection> {
    if words.is_some_and(|words| words.chars().nth(LONGEST_SEARCH).is_some()) {
        return Err(Rejection::at(Code::TooLong, place).with("max", LONGEST_SEARCH));
    }
    Ok(words)
}

/// The grams of the words to find; none when there are no words.
pub(super) fn grams(words: Option<&str>) -> Option<Grams> {
    let query = engines::search::query(words?);
    if query.is_empty() {
        return None;
    }
    let term = |t: engines::search::Term| Term {
        any_of: t.any_of.into_iter().map(|group| group.into_iter().map(gram).collect()).collect(),
    };
    Some(Grams { terms: query.terms.into_iter().map(term).collect() })
}

/// What holds this gram.
pub(super) fn only(wanted: engines::search::Gram) -> Grams {
    Grams { terms: vec![Term { any_of: vec![vec![gram(wanted)]] }] }
}

fn gram(gram: engines::search::Gram) -> Gram {
    match gram {
        engines::search::Gram::Whole(text) => Gram { text, prefix: false },
        engines::search::Gram::Prefix(text) => Gram { text, prefix: true },
    }
}
