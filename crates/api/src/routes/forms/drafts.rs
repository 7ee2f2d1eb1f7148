//! `/forms/{form}/draft`: the document being edited.

use app::forms::DraftView;
use app::{Error, Platform};
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use model::{Code, Label, Rejection, RowScope};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::document;
use crate::blocking::{answer, blocking, json_response, written};
use crate::config::Api;
use crate::extract::{self, Caller, IfMatch, Path};
use crate::problem::Problem;
use crate::shapes;

/// The document being edited.
#[derive(Serialize, ToSchema)]
struct Draft {
    /// The published version it was begun from; 0 = none.
    base_version: u32,
    /// What the next save must name in `If-Match`.
    revision: i64,
    /// The whole definition.
    #[schema(value_type = Object)]
    form: Json,
}

/// A form to begin.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FormsDraftsNewBody)]
pub(super) struct NewBody {
    #[schema(value_type = shapes::Label)]
    name: Label,
    /// Given by the system if left out.
    #[serde(default)]
    code: Option<String>,
    /// Which records members see: `all`, `department` (the usual), `own` or `none`. Administrators only.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    sees: Option<RowScope>,
}

/// The document as it shall be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DraftBody {
    /// Defaults of fields are in the form that a record's values have.
    #[schema(value_type = Object)]
    form: Map<String, Json>,
}

/// What publishing would do.
#[derive(Serialize, ToSchema)]
struct Checked {
    /// What is wrong, located in the document; nothing is published while there is any.
    #[schema(value_type = Vec<Object>)]
    problems: Vec<Rejection>,
    /// What a person is asked to publish.
    actions: Vec<Difference>,
}

/// One difference from the published version.
#[derive(Serialize, ToSchema)]
struct Difference {
    /// Such as `field_added`.
    code: &'static str,
    #[schema(value_type = Object)]
    params: Json,
}

/// The version that is in force now.
#[derive(Serialize, ToSchema)]
pub(super) struct Published {
    version: u32,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(read, save, discard))
        .routes(routes!(check))
        .routes(routes!(publish))
}

/// Begins a form.
#[utoipa::path(post, path = "/forms", tag = "forms", request_body = NewBody,
    responses((status = 201, description = "Its draft; nothing is published yet.", body = Draft,
        headers(("ETag" = String)))))]
pub(super) async fn create(
    State(api): State<Api>,
    Caller(who): Caller,
    extract::Json(NewBody { name, code, sees }): extract::Json<NewBody>,
) -> Result<Response, Problem> {
    shown(StatusCode::CREATED, move || {
        let blank = api.platform.blank_form(name, code);
        let form = api.platform.seen_by_members(&who, blank, sees)?;
        api.platform.begin_form(&who, form)
    })
    .await
}

/// The document being edited; the published one if nobody edits it.
#[utoipa::path(get, path = "/forms/{form}/draft", tag = "forms", params(("form" = String, Path)),
    responses((status = 200, description = "The document.", body = Draft, headers(("ETag" = String)))))]
async fn read(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(form): Path<String>,
) -> Result<Response, Problem> {
    shown(StatusCode::OK, move || api.platform.find_draft(&who, &form)).await
}

/// Saves the document.
#[utoipa::path(put, path = "/forms/{form}/draft", tag = "forms", request_body = DraftBody,
    params(("form" = String, Path), ("If-Match" = String, Header)),
    responses((status = 200, description = "The document.", body = Draft, headers(("ETag" = String)))))]
async fn save(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(code): Path<String>,
    IfMatch(revision): IfMatch,
    extract::Json(DraftBody { form }): extract::Json<DraftBody>,
) -> Result<Response, Problem> {
    let document = document::read(form).map_err(|r| r.under("form"))?;
    shown(StatusCode::OK, move || {
        let before = api.platform.find_draft(&who, &code)?;
        let form = api.platform.typed(&who, document)?;
        if form.code != code && form.id != before.form.id {
            return Err(Rejection::at(Code::ReadOnly, "form.id").into());
        }
        api.platform.save_draft(&who, form, revision)
    })
    .await
}

/// Forgets the draft.
#[utoipa::path(delete, path = "/forms/{form}/draft", tag = "forms", params(("form" = String, Path)),
    responses((status = 204, description = "The published version is what there is.")))]
async fn discard(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(form): Path<String>,
) -> Result<StatusCode, Problem> {
    blocking(move || api.platform.discard_draft(&who, &form)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What publishing the draft would do.
#[utoipa::path(post, path = "/forms/{form}/draft/check", tag = "forms", params(("form" = String, Path)),
    responses((status = 200, description = "What is wrong, and what would change.", body = Checked)))]
async fn check(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(form): Path<String>,
) -> Result<Response, Problem> {
    answer(move || {
        let checked = api.platform.check_draft(&who, &form)?;
        let actions = checked.differences.into_iter();
        let actions = actions.map(|d| Difference { code: d.code, params: d.params }).collect();
        Ok(Checked { problems: checked.problems, actions })
    })
    .await
}

/// Publishes the draft.
#[utoipa::path(post, path = "/forms/{form}/draft/publish", tag = "forms", params(("form" = String, Path)),
    responses((status = 200, description = "It is in force.", body = Published)))]
async fn publish(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(form): Path<String>,
) -> Result<Response, Problem> {
    answer(move || {
        // The document may give the form another code.
        let code = api.platform.find_draft(&who, &form)?.form.code;
        api.platform.publish_draft(&who, &form)?;
        in_force(&api.platform, &code)
    })
    .await
}

pub(super) fn in_force(platform: &Platform, code: &str) -> Result<Published, Error> {
    Ok(Published { version: platform.catalog()?.form(code)?.version })
}

async fn shown(
    status: StatusCode,
    find: impl FnOnce() -> Result<DraftView, Error> + Send + 'static,
) -> Result<Response, Problem> {
    let (revision, bytes) = blocking(move || {
        let DraftView { base_version, revision, form } = find()?;
        Ok((revision, written(&Draft { base_version, revision, form: document::written(form)? })?))
    })
    .await?;
    let mut answer = json_response(status, bytes);
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{revision}\"")) {
        answer.headers_mut().insert(header::ETAG, tag);
    }
    Ok(answer)
}
