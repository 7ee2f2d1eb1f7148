//! `/forms/{form}/views`: saved views.

use app::forms::{SeenView, ViewPatch};
use axum::extract::State;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::Response;
use jiff::Timestamp;
use model::view::{
    Calendar, ColourRule, Column, GroupField, Kanban, RowHeight, SortField, Tally, ViewKind,
};
use model::{Label, UserId, ViewId};
use serde::Serialize;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::{answer, answer_with, blocking};
use crate::config::Api;
use crate::extract::{self, Caller, Path};
use crate::once::once;
use crate::problem::Problem;
use crate::shapes;

/// Saved layout, filter and sort.
#[derive(Serialize, ToSchema)]
pub(super) struct View {
    #[schema(value_type = String)]
    id: ViewId,
    code: String,
    #[schema(value_type = shapes::Label)]
    name: Label,
    /// Everyone sees it.
    shared: bool,
    #[schema(value_type = ViewLayout)]
    kind: ViewKind,
    #[schema(value_type = Vec<ViewColumn>)]
    columns: Vec<Column>,
    /// As in a query; `null` = all records.
    #[schema(value_type = Option<Object>)]
    filter: Json,
    #[schema(value_type = Vec<ViewSort>)]
    sort: Vec<SortField>,
    position: i32,
    #[schema(value_type = Vec<ViewGroup>)]
    group: Vec<GroupField>,
    /// Under a column, by field code: `sum avg min max count empty filled`.
    #[schema(value_type = HashMap<String, String>)]
    aggregates: BTreeMap<String, Tally>,
    /// Columns that stay in sight; `null` = as usual.
    frozen: Option<u8>,
    /// `null` = the person's own.
    #[schema(value_type = Option<ViewRowHeight>)]
    row_height: Option<RowHeight>,
    #[schema(value_type = Vec<ViewColour>)]
    colours: Vec<ColourRule>,
    /// Only who made it and administrators may change it.
    locked: bool,
    /// Opens first: for its one person, or for all who chose none of their own.
    default: bool,
    #[schema(value_type = Option<ViewKanban>)]
    kanban: Option<Kanban>,
    #[schema(value_type = Option<ViewCalendar>)]
    calendar: Option<Calendar>,
    #[schema(value_type = Option<String>)]
    made_by: Option<UserId>,
    /// Who changed it last.
    #[schema(value_type = Option<String>)]
    changed_by: Option<UserId>,
    #[schema(value_type = Option<String>, format = DateTime)]
    changed_at: Option<Timestamp>,
    can: ViewCan,
}

/// What the person may do with a view.
#[derive(Serialize, ToSchema)]
struct ViewCan {
    edit: bool,
    delete: bool,
    /// Deleting it takes a builder's change of it back.
    reset: bool,
}

impl From<SeenView> for View {
    fn from(seen: SeenView) -> Self {
        let SeenView { view, may_change, may_remove, reset } = seen;
        Self {
            id: view.id,
            code: view.code,
            name: view.name,
            shared: view.owner.is_none(),
            kind: view.kind,
            columns: view.columns,
            filter: view.filter,
            sort: view.sort,
            position: view.position,
            group: view.group,
            aggregates: view.aggregates,
            frozen: view.frozen,
            row_height: view.row_height,
            colours: view.colours,
            locked: view.locked,
            default: view.default,
            kanban: view.kanban,
            calendar: view.calendar,
            made_by: view.made_by,
            changed_by: view.changed_by,
            changed_at: view.changed_at,
            can: ViewCan { edit: may_change, delete: may_remove, reset },
        }
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

/// A heading over rows.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes `model::view::GroupField` in the contract")]
struct ViewGroup {
    field: String,
    /// Dates and moments: `day`, `month` or `year`.
    by: Option<String>,
    descending: Option<bool>,
}

/// Records for which the condition holds stand out.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes `model::view::ColourRule` in the contract")]
struct ViewColour {
    /// As in a query.
    #[schema(value_type = Object)]
    when: (),
    hue: String,
    /// Only this cell; the whole row when left out.
    field: Option<String>,
}

/// How the records are laid out.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "describes `model::view::ViewKind` in the contract")]
enum ViewLayout {
    Table,
    Kanban,
    Calendar,
}

/// Height of a table's rows.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "describes `model::view::RowHeight` in the contract")]
enum ViewRowHeight {
    Compact,
    Normal,
    Loose,
}

/// Settings of a board.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes `model::view::Kanban` in the contract")]
struct ViewKanban {
    /// A stage, choice, person or `owner`.
    field: String,
    /// On a card, below its title.
    fields: Option<Vec<String>>,
    /// A number or amount.
    sum: Option<String>,
    /// Option codes, person ids, `""` for no value.
    collapsed: Option<Vec<String>>,
}

/// Settings of a calendar.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes `model::view::Calendar` in the contract")]
struct ViewCalendar {
    /// A date or moment.
    start: String,
    /// Of the same kind.
    end: Option<String>,
    /// A stage or choice.
    colour: Option<String>,
    /// `month` (when left out), `week`, `day` or `agenda`.
    mode: Option<String>,
}

/// What to save or change; what is left out stays, and stands as usual in a new view. A new one needs a name.
#[derive(ToSchema)]
#[schema(as = FormsViewsPatchBody)]
#[expect(dead_code, reason = "describes `app::forms::ViewPatch` in the contract")]
struct PatchBody {
    /// Only for a new one.
    id: Option<String>,
    name: Option<shapes::Label>,
    shared: Option<bool>,
    kind: Option<ViewLayout>,
    columns: Option<Vec<ViewColumn>>,
    /// `null` = all records.
    #[schema(value_type = Option<Object>)]
    filter: (),
    sort: Option<Vec<ViewSort>>,
    position: Option<i32>,
    group: Option<Vec<ViewGroup>>,
    aggregates: Option<BTreeMap<String, String>>,
    frozen: Option<u8>,
    row_height: Option<ViewRowHeight>,
    colours: Option<Vec<ViewColour>>,
    locked: Option<bool>,
    default: Option<bool>,
    kanban: Option<ViewKanban>,
    calendar: Option<ViewCalendar>,
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
#[utoipa::path(post, path = "/forms/{form}/views", tag = "views", request_body = PatchBody,
    params(("form" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, description = "It is there.", body = View)))]
async fn create(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(form): Path<String>,
    extract::Json(body): extract::Json<ViewPatch>,
) -> Result<Response, Problem> {
    answer_with(StatusCode::CREATED, move || {
        Ok(View::from(api.platform.create_view(&who, &form, body)?))
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
    extract::Json(body): extract::Json<ViewPatch>,
) -> Result<Response, Problem> {
    answer(move || Ok(View::from(api.platform.change_view(&who, &form, &view, body)?))).await
}

/// Forgets a view; one that the definition brings becomes as it was there.
#[utoipa::path(delete, path = "/forms/{form}/views/{view}", tag = "views",
    params(("form" = String, Path), ("view" = String, Path, description = "Its id or code.")),
    responses((status = 204, description = "It is gone.")))]
async fn remove(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, view)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    blocking(move || api.platform.remove_view(&who, &form, &view)).await?;
    Ok(StatusCode::NO_CONTENT)
}
