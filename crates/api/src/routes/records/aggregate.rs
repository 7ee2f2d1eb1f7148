//! `…/records/aggregate`: groups and totals.

use app::queries::{AggregateRequest, AggregateRow, Group, MeasureRequest};
use axum::extract::State;
use axum::response::Response;
use model::Seq;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{self, Caller, Path};
use crate::problem::Problem;

/// Groups and totals as they are asked for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AggregateBody {
    #[serde(default)]
    group: Vec<GroupBody>,
    /// The count if left out.
    #[serde(default)]
    measures: Vec<MeasureBody>,
    /// As in a query.
    #[serde(default)]
    #[schema(value_type = Object)]
    filter: Json,
    /// Words to find.
    #[serde(default)]
    search: Option<String>,
    /// In the form's pool.
    #[serde(default)]
    pool: bool,
}

/// A field to split by.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GroupBody {
    field: String,
    /// `day`, `month` or `year`, for dates and moments.
    #[serde(default)]
    by: Option<String>,
}

/// A number wanted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MeasureBody {
    /// `count`, `sum`, `min`, `max`, `avg` or `filled` (how many have a value).
    of: String,
    /// Not for `count`.
    #[serde(default)]
    field: Option<String>,
}

/// The answer.
#[derive(Serialize, ToSchema)]
struct Aggregates {
    rows: Vec<AggregatedRow>,
    /// What changes after this is not counted.
    #[schema(value_type = i64)]
    seq: Seq,
}

/// One group.
#[derive(Serialize, ToSchema)]
struct AggregatedRow {
    /// In the order of `group`.
    keys: Vec<Json>,
    /// The same in words.
    display: Vec<String>,
    /// In the order of `measures`.
    values: Vec<Json>,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(aggregate))
}

/// Groups and totals over records.
#[utoipa::path(post, path = "/forms/{form}/records/aggregate", tag = "records",
    request_body = AggregateBody, params(("form" = String, Path)),
    responses((status = 200, description = "Over what the person may see.", body = Aggregates)))]
async fn aggregate(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(form): Path<String>,
    extract::Json(body): extract::Json<AggregateBody>,
) -> Result<Response, Problem> {
    let group = |g: GroupBody| Group { field: g.field, by: g.by };
    let measure = |m: MeasureBody| MeasureRequest { of: m.of, field: m.field };
    let request = AggregateRequest {
        group: body.group.into_iter().map(group).collect(),
        measures: body.measures.into_iter().map(measure).collect(),
        filter: body.filter,
        search: body.search,
        pool: body.pool,
    };
    answer(move || {
        let (rows, seq) = api.platform.aggregate_records(&who, &form, &request)?;
        let shown =
            |AggregateRow { keys, display, values }| AggregatedRow { keys, display, values };
        Ok(Aggregates { rows: rows.into_iter().map(shown).collect(), seq })
    })
    .await
}
