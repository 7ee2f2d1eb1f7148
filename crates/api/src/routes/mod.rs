//! The URL tree, a file per resource.

mod api_keys;
mod avatars;
mod demo;
mod departments;
mod exports;
mod feedback;
mod files;
mod forms;
mod imports;
mod jobs;
mod lan;
mod live;
mod me;
mod notices;
mod own_acts;
mod people;
mod records;
mod recycle_bin;
mod session;
mod sessions;
mod status;
mod tasks;
mod told;
mod webhooks;
mod workspace;

pub(crate) use demo::Leaving;
pub(crate) use files::upload::Uploads;
use utoipa_axum::router::OpenApiRouter;

use crate::config::Api;

/// All routes of the API.
pub(crate) fn all() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .merge(status::routes())
        .merge(session::routes())
        .merge(sessions::routes())
        .merge(me::routes())
        .merge(own_acts::routes())
        .merge(lan::routes())
        .merge(workspace::routes())
        .merge(people::routes())
        .merge(avatars::routes())
        .merge(departments::routes())
        .merge(demo::routes())
        .merge(api_keys::routes())
        .merge(forms::routes())
        .merge(records::routes())
        .merge(recycle_bin::routes())
        .merge(files::routes())
        .merge(live::routes())
        .merge(notices::routes())
        .merge(tasks::routes())
        .merge(feedback::routes())
        .merge(jobs::routes())
        .merge(imports::routes())
        .merge(exports::routes())
        .merge(webhooks::routes())
}
