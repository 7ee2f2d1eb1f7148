//! `…/records/{id}/reveal`: one sensitive value in plain text, shown once and logged.

use axum::extract::State;
use axum::response::Response;
use model::RecordId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{self, Caller, Path};
use crate::problem::Problem;

/// Which value.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RevealBody {
    /// Code of a sensitive field.
    field: String,
}

/// What is under the seal.
#[derive(Serialize, ToSchema)]
struct Revealed {
    /// Null where the record has no value.
    value: Option<String>,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(reveal))
}

/// Shows a sensitive value. The log holds to whom before the answer is given.
#[utoipa::path(post, path = "/forms/{form}/records/{id}/reveal", tag = "records", request_body = RevealBody,
    params(("form" = String, Path), ("id" = String, Path)),
    responses((status = 200, description = "In plain text. Do not keep it.", body = Revealed)))]
async fn reveal(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, id)): Path<(String, RecordId)>,
    extract::Json(RevealBody { field }): extract::Json<RevealBody>,
) -> Result<Response, Problem> {
    answer(move || {
        let value = api.platform.reveal(&who, (&form, id), &field)?;
        Ok(Revealed { value })
    })
    .await
}
