//! Deleting a form, the forms that were deleted, and bringing one back.

use app::forms::DeletedForm;
use axum::extract::{FromRequest as _, Request, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use jiff::Timestamp;
use model::{FormId, Label};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::{answer, blocking};
use crate::config::Api;
use crate::extract::{self, Caller, Path};
use crate::problem::Problem;
use crate::shapes::{self, Items};

/// How to delete a form.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FormsDeleteBody)]
struct DeleteBody {
    /// Also where other forms link to it.
    #[serde(default)]
    insist: bool,
}

/// A form that was deleted.
#[derive(Serialize, ToSchema)]
struct Deleted {
    #[schema(value_type = String)]
    id: FormId,
    code: String,
    #[schema(value_type = shapes::Label)]
    name: Label,
    icon: String,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Who deleted it; empty = the platform.
    by: String,
    /// Records that wait in it.
    records: i64,
}

impl From<DeletedForm> for Deleted {
    fn from(form: DeletedForm) -> Self {
        let DeletedForm { id, code, name, icon, at, by, records } = form;
        Self { id, code, name, icon, at, by, records }
    }
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(restore))
}

/// Deletes a form: it goes out of every list, its records stay untouched. Where others link to it, it says which
/// (409 `in_use`, `forms`) and does so only if one insists.
#[utoipa::path(delete, path = "/forms/{form}", tag = "forms", params(("form" = String, Path)),
    request_body(content = DeleteBody, description = "May be left out."),
    responses((status = 204, description = "It is deleted, and can be brought back.")))]
pub(super) async fn delete(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(code): Path<String>,
    request: Request,
) -> Result<StatusCode, Problem> {
    let DeleteBody { insist } = if request.headers().contains_key(header::CONTENT_TYPE) {
        extract::Json::from_request(request, &()).await?.0
    } else {
        DeleteBody::default()
    };
    blocking(move || api.platform.delete_form(&who, &code, insist)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The forms that were deleted; for those who may shape forms.
#[utoipa::path(get, path = "/deleted-forms", tag = "forms",
    responses((status = 200, description = "The newest first.", body = Items<Deleted>)))]
async fn list(State(api): State<Api>, Caller(who): Caller) -> Result<Response, Problem> {
    answer(move || {
        let forms = api.platform.list_deleted_forms(&who)?;
        Ok(Items { items: forms.into_iter().map(Deleted::from).collect() })
    })
    .await
}

/// Brings a deleted form back as it was.
#[utoipa::path(post, path = "/deleted-forms/{form}/restore", tag = "forms",
    params(("form" = String, Path)),
    responses((status = 204, description = "It is there again.")))]
async fn restore(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(code): Path<String>,
) -> Result<StatusCode, Problem> {
    blocking(move || api.platform.bring_form_back(&who, &code)).await?;
    Ok(StatusCode::NO_CONTENT)
}
