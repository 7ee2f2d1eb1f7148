//! A list of records.

use model::{Code, Form, FormId, Rejection, Seq, SystemField};
use store::query::{Cursor, From, Question, count, count_up_to, page};
use store::{Error, Table, head};

use super::record::{RecordView, Viewer};
use super::request::{self, CountMode, ListRequest};
use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::who::Who;

/// Counting stops here when an estimate will do.
const ESTIMATE: i64 = 10_000;

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
        let catalog = self.catalog()?;
        let (form, access) = catalog.open_form(who, form)?;
        let now = self.now();
        let filter = request::condition(&catalog, (who, now), (form, &access), &request.filter)?;
        let sort = request::sort(&catalog, (form, &access), &request.sort)?;
        let mut fields = request::fields(form, &access, request.fields.as_deref())?;
        // What showing and guarding a record needs besides.
        for needed in [SystemField::DeletedAt, SystemField::LastActivityAt, SystemField::CreatedAt]
        {
            if !fields.contains(&needed.into()) && needs(&fields, needed) {
                fields.push(needed.into());
            }
        }
        fields.extend(form.title_field().map(|f| f.id.into()).filter(|f| !fields.contains(f)));
        let grams = request::grams(request::searched(request.search.as_deref(), "search")?);
        let scope = Scope::new(&catalog, form)?;
        let question = Question {
            table: scope.table,
            tables: &|id| scope.table_of(id),
            targets: &|field| scope.catalog.link_target(field).map(|f| f.id),
            rows: &access.rows,
            filter: &filter,
            search: grams.as_ref(),
            bin: request.bin,
        };
        let from = start(request)?;
        let size = request.page_size()?;
        let viewer = Viewer { catalog: &catalog, who, form, access: &access, now };
        let _timed = self.index_use().time((form.id, &filter, &access.rows), &sort);
        self.store().read(|read| {
            let seq = head::read(read)?.seq;
            self.anchors().see(seq);
            let found = page(read, &question, (&sort, &fields), (&from, size), self.anchors())?;
            let count = match request.count {
                CountMode::None => None,
                CountMode::Estimate => Some(count_up_to(read, &question, ESTIMATE)?),
                CountMode::Exact => Some(count(read, &question)?),
            };
            let next = found.next.as_ref().map(encode);
            let mut items = viewer.show(read, found.items)?;
            if let Some(codes) = &request.fields {
                items.iter_mut().for_each(|item| item.keep(codes));
            }
            Ok(ListPage { items, next, count, seq })
        })
    }
}

/// Where a form's values lie, and those of the forms it links to.
pub(super) struct Scope<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) table: &'a Table,
}

impl<'a> Scope<'a> {
    pub(super) fn new(catalog: &'a Catalog, form: &Form) -> Result<Self, Error> {
        Ok(Self { catalog, table: catalog.table(form.id)? })
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
