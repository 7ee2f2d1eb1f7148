//! The URL tree, a file per resource.

mod status;

use utoipa_axum::router::OpenApiRouter;

use crate::config::Api;

/// All routes of the API.
pub(crate) fn all() -> OpenApiRouter<Api> {
    OpenApiRouter::new().merge(status::routes())
}
