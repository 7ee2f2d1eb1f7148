//! `…/records/{id}/erase`: away with a record for good 彻底清除.

use app::erase::ErasureReport;
use axum::extract::State;
use axum::middleware::from_fn;
use axum::response::Response;
use model::{RecordId, Seq};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{Caller, Path};
use crate::once::once;
use crate::problem::Problem;

/// What an erasure did.
#[derive(Serialize, ToSchema)]
struct Erased {
    /// Its place in the log.
    #[schema(value_type = i64)]
    seq: Seq,
    /// Entries of the log that say nothing of the record any more.
    entries: usize,
    /// Follow-ups that were removed.
    activities: u64,
    /// Files that nobody else has.
    files: usize,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(erase)).layer(from_fn(once))
}

/// Erases a record that lies in the recycle bin, with all that is known of it. It cannot be undone.
#[utoipa::path(post, path = "/forms/{form}/records/{id}/erase", tag = "records",
    params(("form" = String, Path), ("id" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "What was erased.", body = Erased)))]
async fn erase(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, id)): Path<(String, RecordId)>,
) -> Result<Response, Problem> {
    answer(move || {
        let done = api.platform.erase_record(&who, &form, id)?;
        let ErasureReport { seq, entries, activities, files } = done;
        Ok(Erased { seq, entries, activities, files })
    })
    .await
}
