//! The URL tree, a file per resource.

mod api_keys;
mod departments;
mod files;
mod forms;
mod lan;
mod me;
mod people;
mod records;
mod session;
mod status;

use utoipa_axum::router::OpenApiRouter;

use crate::config::Api;

/// All routes of the API.
pub(crate) fn all() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .merge(status::routes())
        .merge(session::routes())
        .merge(me::routes())
        .merge(lan::routes())
        .merge(people::routes())
        .merge(departments::routes())
        .merge(api_keys::routes())
        .merge(forms::routes())
        .merge(records::routes())
        .merge(files::routes())
}
