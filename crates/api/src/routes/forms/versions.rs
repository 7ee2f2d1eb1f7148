//! `/forms/{form}/versions`: what was published, and going back to it.

use app::forms::VersionView;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::drafts::{Published, in_force};
use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{Caller, Path};
use crate::problem::Problem;

/// A published version.
#[derive(Serialize, ToSchema)]
struct Version {
    version: u32,
    #[schema(value_type = String, format = DateTime)]
    published_at: Timestamp,
    /// A name; empty = a pack or the command line.
    published_by: String,
    note: String,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(roll_back))
}

/// The versions of a form.
#[utoipa::path(get, path = "/forms/{form}/versions", tag = "forms", params(("form" = String, Path)),
    responses((status = 200, description = "Newest first.", body = Vec<Version>)))]
async fn list(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(form): Path<String>,
) -> Result<Response, Problem> {
    answer(move || {
        let versions = api.platform.list_versions(&who, &form)?;
        let shown = |VersionView { version, published_at, published_by, note }| Version {
            version,
            published_at,
            published_by,
            note,
        };
        Ok(versions.into_iter().map(shown).collect::<Vec<_>>())
    })
    .await
}

/// Publishes an earlier version's document again.
#[utoipa::path(post, path = "/forms/{form}/versions/{version}/rollback", tag = "forms",
    params(("form" = String, Path), ("version" = u32, Path)),
    responses((status = 200, description = "It is in force, as a new version.", body = Published)))]
async fn roll_back(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, version)): Path<(String, u32)>,
) -> Result<Response, Problem> {
    answer(move || {
        api.platform.roll_back(&who, &form, version)?;
        in_force(&api.platform, &form)
    })
    .await
}
