//! `…/records/query`: lists.

use app::queries::{CountMode, ListRequest};
use axum::extract::State;
use axum::response::Response;
use model::Seq;
use model::view::{SortField, View};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Record;
use super::options::HitBecause;
use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{self, Caller, Path};
use crate::problem::Problem;

/// A list as it is asked for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct QueryBody {
    /// `{"field", "op", "value"}`, `{"and": […]}`, `{"or": […]}`, `{"not": …}`; all records if left out.
    #[serde(default)]
    #[schema(value_type = Object)]
    filter: Json,
    /// The newest first if left out.
    #[serde(default)]
    #[schema(value_type = Vec<Sort>)]
    sort: Vec<SortField>,
    /// Codes of the fields wanted; all if left out.
    #[serde(default)]
    fields: Option<Vec<String>>,
    /// 1–500; 50 if left out.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 500)]
    size: Option<u32>,
    /// The cursor of an earlier page.
    #[serde(default)]
    after: Option<String>,
    /// An ordinal, from 0, instead of a cursor.
    #[serde(default)]
    #[schema(minimum = 0)]
    at: Option<i64>,
    /// `none`, `estimate` or `exact`.
    #[serde(default)]
    #[schema(value_type = String)]
    count: CountMode,
    /// Words to find.
    #[serde(default)]
    search: Option<String>,
    /// In the recycle bin instead of outside it.
    #[serde(default)]
    bin: bool,
    /// In the form's pool: records that nobody owns.
    #[serde(default)]
    pool: bool,
    /// Id or code of a view: its filter holds too; its sort and columns where none are given.
    #[serde(default)]
    view: Option<String>,
}

/// A field to sort by.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes `model::view::SortField` in the contract")]
pub(super) struct Sort {
    field: String,
    descending: Option<bool>,
}

/// A record of a page.
#[derive(Serialize, ToSchema)]
struct ListItem {
    #[serde(flatten)]
    record: Record,
    /// By which field the words found it; missing where the title's own letters say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<HitBecause>,
}

/// A page.
#[derive(Serialize, ToSchema)]
struct RecordPage {
    items: Vec<ListItem>,
    /// The cursor of the next page; `null` on the last.
    next: Option<String>,
    /// How many there are, if asked for.
    count: Option<i64>,
    /// What changes after this is not on the page.
    #[schema(value_type = i64)]
    seq: Seq,
    /// `newest` when a search found more than can be sorted at once: then the newest come first, whatever was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    sorted_by: Option<&'static str>,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(query))
}

/// A page of records.
#[utoipa::path(post, path = "/forms/{form}/records/query", tag = "records", request_body = QueryBody,
    params(("form" = String, Path)),
    responses((status = 200, description = "What the person may see.", body = RecordPage)))]
async fn query(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(form): Path<String>,
    extract::Json(body): extract::Json<QueryBody>,
) -> Result<Response, Problem> {
    let QueryBody { filter, sort, fields, size, after, at, count, search, bin, pool, view } = body;
    let request = ListRequest { filter, sort, fields, size, after, at, count, search, bin, pool };
    answer(move || {
        let request = match view {
            Some(view) => through(api.platform.find_view(&who, &form, &view)?, request),
            None => request,
        };
        let page = api.platform.list_records(&who, &form, &request)?;
        let found_by = page.found_by.into_iter().chain(std::iter::repeat(None));
        let items = page.items.into_iter().zip(found_by).map(|(view, found_by)| ListItem {
            record: view.into(),
            because: found_by.map(HitBecause::from),
        });
        let items = items.collect();
        let sorted_by = page.newest_first.then_some("newest");
        Ok(RecordPage { items, next: page.next, count: page.count, seq: page.seq, sorted_by })
    })
    .await
}

/// A question asked through a view.
fn through(view: View, asked: ListRequest) -> ListRequest {
    let filter = match (view.filter.is_null(), asked.filter.is_null()) {
        (true, _) => asked.filter,
        (_, true) => view.filter,
        _ => json!({ "and": [view.filter, asked.filter] }),
    };
    let sort = if asked.sort.is_empty() { view.sort } else { asked.sort };
    let columns = || view.columns.into_iter().map(|column| column.field).collect();
    let fields = Some(asked.fields.unwrap_or_else(columns));
    ListRequest { filter, sort, fields, ..asked }
}
