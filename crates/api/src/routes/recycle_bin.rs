//! `/recycle-bin`: the bins of all forms, for administrators 回收站.

use app::recycle_bin::{Bin, Bins, Emptied, KeepPolicy};
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use model::Label;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{Caller, Json};
use crate::problem::Problem;
use crate::shapes;

/// All bins.
#[derive(Serialize, ToSchema)]
struct RecycleBins {
    /// Days after which records are erased; null = they stay.
    keep_days: Option<u32>,
    /// In the forms' order.
    forms: Vec<RecycleBin>,
}

/// One form's bin.
#[derive(Serialize, ToSchema)]
struct RecycleBin {
    form: String,
    /// What its records are called.
    #[schema(value_type = shapes::Label)]
    name: Label,
    icon: String,
    /// The form itself was deleted: its records come back with it only, but may be erased.
    deleted: bool,
    /// How many records lie in it.
    records: i64,
}

/// How long records stay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct KeepBody {
    /// 1 to 3,650; null = for ever.
    keep_days: Option<u32>,
}

/// A bin to empty.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EmptyBody {
    form: String,
    /// As the answer to the first go said it; left out: what lies there now.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    before: Option<Timestamp>,
}

/// What one go came to.
#[derive(Serialize, ToSchema)]
struct EmptiedBin {
    erased: usize,
    /// More lie there: ask again, with `before`.
    more: bool,
    #[schema(value_type = String, format = DateTime)]
    before: Timestamp,
}

impl From<Emptied> for EmptiedBin {
    fn from(Emptied { erased, more, before }: Emptied) -> Self {
        Self { erased, more, before }
    }
}

impl From<Bins> for RecycleBins {
    fn from(bins: Bins) -> Self {
        let forms = bins.forms.into_iter();
        Self { keep_days: bins.policy.days, forms: forms.map(RecycleBin::from).collect() }
    }
}

impl From<Bin> for RecycleBin {
    fn from(Bin { form, name, icon, deleted, records }: Bin) -> Self {
        Self { form, name, icon, deleted, records }
    }
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(read, keep)).routes(routes!(empty))
}

/// How full the bins are, and how long records stay in them.
#[utoipa::path(get, path = "/recycle-bin", tag = "workspace",
    responses((status = 200, description = "The bins of all forms.", body = RecycleBins)))]
async fn read(State(api): State<Api>, Caller(who): Caller) -> Result<Response, Problem> {
    answer(move || Ok(RecycleBins::from(api.platform.bins(&who)?))).await
}

/// Says how long records stay in the bins before they are erased for good.
#[utoipa::path(put, path = "/recycle-bin", tag = "workspace", request_body = KeepBody,
    responses((status = 200, description = "The bins of all forms.", body = RecycleBins)))]
async fn keep(
    State(api): State<Api>,
    Caller(who): Caller,
    Json(KeepBody { keep_days }): Json<KeepBody>,
) -> Result<Response, Problem> {
    answer(move || {
        Ok(RecycleBins::from(api.platform.keep_binned(&who, KeepPolicy { days: keep_days })?))
    })
    .await
}

/// Erases what lies in a form's bin for good, some of it at a time; it cannot be undone.
#[utoipa::path(post, path = "/recycle-bin/empty", tag = "workspace", request_body = EmptyBody,
    responses((status = 200, description = "How far it is.", body = EmptiedBin)))]
async fn empty(
    State(api): State<Api>,
    Caller(who): Caller,
    Json(EmptyBody { form, before }): Json<EmptyBody>,
) -> Result<Response, Problem> {
    answer(move || Ok(EmptiedBin::from(api.platform.empty_bin(&who, &form, before)?))).await
}
