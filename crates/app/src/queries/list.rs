//! A list of records.

use std::collections::BTreeMap;

use engines::forms::derive;
use engines::search::{self, SearchQuery};
use model::{Access, Code, Expr, FieldId, FieldRef, Form, FormId, Rejection, Seq, SystemField};
use store::query::{
    Anchors, Cursor, From, Page, Question, SortBy, count, count_up_to, has_hits, page,
};
use store::records::Record;
use store::session::Read;
use store::{Error, Table, head};

use super::compared::{among, compared};
use super::record::{RecordView, Viewer};
use super::request::{self, CountMode, ListRequest};
use super::search::{FoundBy, Why};
use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::who::Who;

/// Counting stops here when an estimate will do.
const ESTIMATE: i64 = 10_000;
/// Most hits of a search that are sorted by anything; beyond, the newest come first.
const SORTED: i64 = 5_000;
/// Pages read at once to fill one, where grams found what the words do not.
const REFILLS: usize = 4;

/// A page of records.
#[derive(Debug, Clone, PartialEq)]
pub struct ListPage {
    /// The records.
    pub items: Vec<RecordView>,
    /// Cursor of the next page.
    pub next: Option<String>,
    /// How many there are, if asked for.
    pub count: Option<i64>,
    /// The log's last seq before the page was read: what changes later is not in it.
    pub seq: Seq,
    /// More records matched the words than can be sorted while somebody waits: they come newest first instead.
    pub newest_first: bool,
    /// By which field the words found each of the items, in their order; empty without words.
    pub found_by: Vec<Option<FoundBy>>,
}

impl Platform {
    /// Records of a form that the person sees, as asked for.
    ///
    /// # Errors
    /// Why the question cannot be asked, located in the request.
    pub fn list_records(
        &self,
        who: &Who,
        form: &str,
        request: &ListRequest,
    ) -> Result<ListPage, Error> {
        if request.bin && request.pool {
            return Err(Rejection::at(Code::Malformed, "pool").with("excludes", "bin").into());
        }
        let catalog = self.catalog()?;
        let (form, access) = catalog.open_list(who, (form, request.pool))?;
        let now = self.now();
        let filter = request::condition(&catalog, (who, now), (form, &access), &request.filter)?;
        self.ask_sealed(&catalog, who, &filter)?;
        let sort = request::sort(&catalog, (form, &access), &request.sort)?;
        let words = request::searched(request.search.as_deref(), "search")?;
        let grams = request::grams(words);
        let meant = Meant::of((form, &access), words);
        let why = Why { form, access: &access, words: words.filter(|_| grams.is_some()) };
        let fields = columns((form, &access), request, (&meant, &why))?;
        let scope = Scope::new(&catalog, form)?.seen_by(who, &filter);
        let all = Expr::always();
        let from = start(request)?;
        let is_first = from == From::Start;
        let size = request.page_size()?;
        let viewer = Viewer { catalog: &catalog, who, form, access: &access, now };
        let _timed = self.index_use().time((form.id, &filter, &access.rows), &sort);
        self.store().read(|read| {
            let seq = head::read(read)?.seq;
            self.anchors().see(seq);
            let question = Question {
                table: scope.table,
                tables: &|id| scope.table_of(id),
                targets: &|field| scope.catalog.link_target(field).map(|f| f.id),
                sights: &|field| scope.sight_behind(field),
                rows: &access.rows,
                filter: &filter,
                search: grams.as_ref(),
                bin: request.bin,
            };
            let newest_first = !sort.is_empty() && is_too_much_to_sort(read, &question, &all)?;
            // The n-th is the n-th of those that have the words.
            let held = match from {
                From::At(n) if n > 0 => compared(read, &question, (&meant, self.anchors()))?,
                _ => None,
            };
            let narrowed = held.map(|ids| among(ids, &filter));
            let question = match &narrowed {
                Some(filter) => Question { filter, search: None, ..question },
                None => question,
            };
            let sort = if newest_first { &[] } else { sort.as_slice() };
            let wanted = (sort, fields.as_slice());
            let found = filled(read, &question, wanted, (from, size), (self.anchors(), &meant))?;
            let whole = (is_first && found.next.is_none()).then_some(found.items.len());
            let held = (&meant, self.anchors());
            let count = counted(read, &question, held, (request.count, whole))?;
            let next = found.next.as_ref().map(encode);
            let found_by = why.of(&found.items);
            let mut items = viewer.show(read, found.items)?;
            if let Some(codes) = &request.fields {
                items.iter_mut().for_each(|item| item.keep(codes));
            }
            Ok(ListPage { items, next, count, seq, newest_first, found_by })
        })
    }
}

/// What has to be read of a record: what is asked for, and what showing and guarding it needs besides.
fn columns(
    (form, access): (&Form, &Access),
    request: &ListRequest,
    (meant, why): (&Meant<'_>, &Why<'_>),
) -> Result<Vec<FieldRef>, Rejection> {
    let mut fields = request::fields(form, access, request.fields.as_deref())?;
    let system = [SystemField::DeletedAt, SystemField::LastActivityAt, SystemField::CreatedAt];
    let system = system.into_iter().filter(|needed| needs(&fields, *needed)).map(FieldRef::from);
    let title = form.title_field().map(|f| f.id.into());
    let besides: Vec<FieldRef> =
        system.chain(title).chain(meant.fields()).chain(why.fields()).collect();
    for field in besides {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    Ok(fields)
}

/// How many there are, if that is asked for; `whole` where all of them are on the page.
fn counted(
    read: &mut dyn Read,
    question: &Question<'_>,
    held: (&Meant<'_>, &Anchors),
    (mode, whole): (CountMode, Option<usize>),
) -> Result<Option<i64>, Error> {
    if mode == CountMode::None {
        return Ok(None);
    }
    let known = match whole {
        Some(n) => Some(n),
        None => compared(read, question, held)?.map(|ids| ids.len()),
    };
    Ok(match (known, mode) {
        (Some(n), _) => i64::try_from(n).ok(),
        (None, CountMode::Exact) => Some(count(read, question)?),
        (None, _) => Some(count_up_to(read, question, ESTIMATE)?),
    })
}

/// Whether a search finds more in sight than can be sorted. What lies out of sight has no say: it would be told by the
/// order of the rest.
pub(super) fn is_too_much_to_sort<'a>(
    read: &mut dyn Read,
    question: &Question<'a>,
    everything: &'a Expr,
) -> Result<bool, Error> {
    let Some(grams) = question.search else { return Ok(false) };
    if !has_hits(read, question.table, grams, SORTED + 1)? {
        return Ok(false);
    }
    if question.rows == everything && !question.bin {
        // What is in the recycle bin is not in the search index: every hit is in sight.
        return Ok(true);
    }
    let in_sight = Question { filter: everything, ..*question };
    Ok(count_up_to(read, &in_sight, SORTED + 1)? > SORTED)
}

/// What a search means: grams over-match (`ab` and `bc` need not be `abc`), so what they found is compared with the
/// words. Questions of one or two characters need no comparison, unless something is hidden from who asks: the index
/// forgets what was hidden a moment ago only when its back-fill comes by, and a hit would tell.
pub(super) struct Meant<'a> {
    form: &'a Form,
    query: Option<SearchQuery>,
}

impl<'a> Meant<'a> {
    pub(super) fn of((form, access): (&'a Form, &Access), words: Option<&str>) -> Self {
        let is_guarded = !access.hidden.is_empty();
        let query = words
            .map(search::query)
            .filter(|query| is_guarded || query.terms.iter().any(|term| !term.recheck.is_empty()));
        Self { form, query }
    }

    /// Whether what grams found is compared at all.
    pub(super) fn compares(&self) -> bool {
        self.query.is_some()
    }

    /// What has to be read of a record to compare.
    pub(super) fn fields(&self) -> impl Iterator<Item = FieldRef> {
        let compared = self.query.is_some();
        let searched = self.form.fields.iter().filter(|f| derive::is_searched(f));
        let fields = searched.map(|f| FieldRef::Field(f.id)).chain([SystemField::Owner.into()]);
        fields.filter(move |_| compared)
    }

    /// Whether a record that holds at least [`Self::fields`] has the words.
    pub(super) fn is_in(&self, record: &Record) -> bool {
        let texts = || search::index(&derive::sought(self.form, &record.values));
        self.query.as_ref().is_none_or(|query| query.matches(&texts()))
    }
}

/// A page without what only looks like the words, filled from behind.
fn filled(
    read: &mut dyn Read,
    question: &Question<'_>,
    wanted: (&[SortBy], &[FieldRef]),
    (from, size): (From, u32),
    (anchors, meant): (&Anchors, &Meant<'_>),
) -> Result<Page, Error> {
    let mut found = page(read, question, wanted, (&from, size), anchors)?;
    found.items.retain(|record| meant.is_in(record));
    for _ in 0..REFILLS {
        let missing = size.saturating_sub(u32::try_from(found.items.len()).unwrap_or(size));
        let Some(cursor) = found.next.take_if(|_| missing > 0) else { break };
        let more = page(read, question, wanted, (&From::After(cursor), missing), anchors)?;
        found.items.extend(more.items.into_iter().filter(|record| meant.is_in(record)));
        found.next = more.next;
    }
    Ok(found)
}

/// Where a form's values lie, and those of the forms it links to.
pub(super) struct Scope<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) table: &'a Table,
    /// What the person sees of the forms that a condition can reach; a form of which they see everything is left out.
    sights: BTreeMap<FormId, Expr>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(catalog: &'a Catalog, form: &Form) -> Result<Self, Error> {
        Ok(Self { catalog, table: catalog.table(form.id)?, sights: BTreeMap::new() })
    }

    /// With what a person sees of the records that a condition reaches through links.
    pub(super) fn seen_by(mut self, who: &Who, filter: &Expr) -> Self {
        if *filter != Expr::always() {
            let sights =
                self.catalog.forms.values().map(|f| (f.id, self.catalog.access(who, f).rows));
            self.sights = sights.filter(|(_, rows)| *rows != Expr::always()).collect();
        }
        self
    }

    /// The records in sight behind a link; none for all of them.
    pub(super) fn sight_behind(&self, link: FieldId) -> Option<&Expr> {
        self.sights.get(&self.catalog.link_target(link)?.id)
    }

    pub(super) fn table_of(&self, form: FormId) -> Option<&'a Table> {
        self.catalog.tables.get(&form)
    }
}

/// 未跟进天数 is computed from two other columns.
fn needs(fields: &[model::FieldRef], needed: SystemField) -> bool {
    needed == SystemField::DeletedAt || fields.contains(&SystemField::IdleDays.into())
}

fn start(request: &ListRequest) -> Result<From, Rejection> {
    match (&request.after, request.at) {
        (Some(_), Some(_)) => Err(Rejection::at(Code::Malformed, "at").with("excludes", "after")),
        (Some(cursor), None) => decode(cursor).map(From::After),
        (None, Some(at)) if at < 0 => Err(Rejection::at(Code::TooSmall, "at").with("min", 0)),
        (None, Some(at)) if at > 0 => Ok(From::At(at)),
        _ => Ok(From::Start),
    }
}

fn encode(cursor: &Cursor) -> String {
    use base64::Engine;
    let json = serde_json::to_vec(cursor).unwrap_or_default();
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(json)
}

fn decode(text: &str) -> Result<Cursor, Rejection> {
    use base64::Engine;
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).ok();
    let cursor = bytes.and_then(|b| serde_json::from_slice(&b).ok());
    cursor.ok_or_else(|| Rejection::at(Code::Malformed, "after"))
}
