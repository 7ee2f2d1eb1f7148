//! `/forms/{form}/views`: saved views.

use app::forms::ViewEdit;
use app::{Error, Platform, Who};
use axum::extract::State;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::Response;
use model::view::{Column, SortField};
use model::{Code, Label, Rejection, ViewId};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::{answer, answer_with, blocking};
use crate::config::Api;
use crate::extract::{self, Caller, Path};
use crate::once::once;
use crate::problem::Problem;
use crate::shapes;

/// Saved columns, filter and sort.
#[derive(Serialize, ToSchema)]
pub(super) struct View {
    #[schema(value_type = String)]
    id: ViewId,
    code: String,
    #[schema(value_type = shapes::Label)]
    name: Label,
    /// Everyone sees it.
    shared: bool,
    kind: &'static str,
    #[schema(value_type = Vec<ViewColumn>)]
    columns: Vec<Column>,
    /// As in a query; `null` = all records.
    #[schema(value_type = Option<Object>)]
    filter: Json,
    #[schema(value_type = Vec<ViewSort>)]
    sort: Vec<SortField>,
    position: i32,
}

impl From<model::view::View> for View {
    fn from(view: model::view::View) -> Self {
        let model::view::View { id, code, name, columns, filter, sort, owner, position } = view;
        let shared = owner.is_none();
        Self { id, code, name, shared, kind: "table", columns, filter, sort, position }
    }
}

/// A column.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes `model::view::Column` in the contract")]
struct ViewColumn {
    field: String,
    /// Pixels.
    width: Option<u16>,
}

/// A field to sort by.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes `model::view::SortField` in the contract")]
struct ViewSort {
    field: String,
    descending: Option<bool>,
}

/// A view to save.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FormsViewsNewBody)]
struct NewBody {
    #[schema(value_type = shapes::Label)]
    name: Label,
    #[serde(default)]
    shared: bool,
    #[schema(value_type = Vec<ViewColumn>)]
    columns: Vec<Column>,
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    filter: Json,
    #[serde(default)]
    #[schema(value_type = Vec<ViewSort>)]
    sort: Vec<SortField>,
    #[serde(default)]
    position: i32,
}

/// What to change; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FormsViewsPatchBody)]
struct PatchBody {
    #[serde(default)]
    #[schema(value_type = Option<shapes::Label>)]
    name: Option<Label>,
    #[serde(default)]
    shared: Option<bool>,
    #[serde(default)]
    #[schema(value_type = Option<Vec<ViewColumn>>)]
    columns: Option<Vec<Column>>,
    /// `null` = all records.
    #[serde(default, deserialize_with = "extract::given")]
    #[schema(value_type = Option<Object>)]
    filter: Option<Option<Json>>,
    #[serde(default)]
    #[schema(value_type = Option<Vec<ViewSort>>)]
    sort: Option<Vec<SortField>>,
    #[serde(default)]
    position: Option<i32>,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .layer(from_fn(once))
        .routes(routes!(change, remove))
}

/// The views of a form.
#[utoipa::path(get, path = "/forms/{form}/views", tag = "views", params(("form" = String, Path)),
    responses((status = 200, description = "In the order of their tabs.", body = Vec<View>)))]
async fn list(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(form): Path<String>,
) -> Result<Response, Problem> {
    answer(move || {
        let views = api.platform.list_views(&who, &form)?;
        Ok(views.into_iter().map(View::from).collect::<Vec<_>>())
    })
    .await
}

/// Saves a view.
#[utoipa::path(post, path = "/forms/{form}/views", tag = "views", request_body = NewBody,
    params(("form" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, description = "It is there.", body = View)))]
async fn create(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(form): Path<String>,
    extract::Json(body): extract::Json<NewBody>,
) -> Result<Response, Problem> {
    let NewBody { name, shared, columns, filter, sort, position } = body;
    let edit = ViewEdit { name, shared, columns, filter, sort, position };
    answer_with(StatusCode::CREATED, move || {
        Ok(View::from(api.platform.create_view(&who, &form, edit)?))
    })
    .await
}

/// Changes a view.
#[utoipa::path(patch, path = "/forms/{form}/views/{view}", tag = "views", request_body = PatchBody,
    params(("form" = String, Path), ("view" = String, Path, description = "Its id or code.")),
    responses((status = 200, description = "As it is now.", body = View)))]
async fn change(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, view)): Path<(String, String)>,
    extract::Json(body): extract::Json<PatchBody>,
) -> Result<Response, Problem> {
    answer(move || {
        let before = find_view(&api.platform, &who, (&form, &view))?;
        let edit = ViewEdit {
            name: body.name.unwrap_or(before.name),
            shared: body.shared.unwrap_or(before.owner.is_none()),
            columns: body.columns.unwrap_or(before.columns),
            filter: body.filter.map_or(before.filter, Option::unwrap_or_default),
            sort: body.sort.unwrap_or(before.sort),
            position: body.position.unwrap_or(before.position),
        };
        Ok(View::from(api.platform.change_view(&who, &form, before.id, edit)?))
    })
    .await
}

/// Forgets a view.
#[utoipa::path(delete, path = "/forms/{form}/views/{view}", tag = "views",
    params(("form" = String, Path), ("view" = String, Path, description = "Its id or code.")),
    responses((status = 204, description = "It is gone.")))]
async fn remove(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, view)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    blocking(move || {
        let view = find_view(&api.platform, &who, (&form, &view))?;
        api.platform.remove_view(&who, &form, view.id)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A view by its id or code.
pub(in crate::routes) fn find_view(
    platform: &Platform,
    who: &Who,
    (form, name): (&str, &str),
) -> Result<model::view::View, Error> {
    let mut views = platform.list_views(who, form)?.into_iter();
    let found = views.find(|view| view.code == name || view.id.to_string() == name);
    found.ok_or_else(|| Rejection::new(Code::NotFound).into())
}
