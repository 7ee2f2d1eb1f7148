//! `/api-keys`: programs that sign in as a person.

use app::auth::NewApiKey;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use model::{ApiKeyId, UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::{answer, answer_with, blocking};
use crate::config::Api;
use crate::extract::{Caller, Json, Path};
use crate::problem::Problem;
use crate::shapes::Items;

/// A key.
#[derive(Serialize, ToSchema)]
struct ApiKey {
    #[schema(value_type = String)]
    id: ApiKeyId,
    name: String,
    /// Its last characters.
    hint: String,
    /// As whom it acts.
    #[schema(value_type = String)]
    person: UserId,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// The key itself; told once, when it is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
}

impl ApiKey {
    fn new(key: app::auth::ApiKey, secret: Option<String>) -> Self {
        let app::auth::ApiKey { id, name, hint, person, created_at } = key;
        Self { id, name, hint, person, created_at, key: secret }
    }
}

/// A key to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ApiKeysNewBody)]
struct NewBody {
    /// What it is for.
    name: String,
    /// As whom it acts; the caller if left out.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    person: Option<UserId>,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(remove))
}

/// All keys, without their secrets.
#[utoipa::path(get, path = "/api-keys", tag = "keys",
    responses((status = 200, description = "Oldest first.", body = Items<ApiKey>)))]
async fn list(State(api): State<Api>, Caller(who): Caller) -> Result<Response, Problem> {
    answer(move || {
        let keys = api.platform.list_api_keys(&who)?;
        Ok(Items { items: keys.into_iter().map(|key| ApiKey::new(key, None)).collect() })
    })
    .await
}

/// Makes a key.
#[utoipa::path(post, path = "/api-keys", tag = "keys", request_body = NewBody,
    responses((status = 201, description = "The key, with its secret.", body = ApiKey)))]
async fn create(
    State(api): State<Api>,
    Caller(who): Caller,
    Json(NewBody { name, person }): Json<NewBody>,
) -> Result<Response, Problem> {
    let asked = NewApiKey { name, person };
    answer_with(StatusCode::CREATED, move || {
        let new = api.platform.create_api_key(&who, &asked)?;
        Ok(ApiKey::new(new.key, Some(new.secret)))
    })
    .await
}

/// Revokes a key.
#[utoipa::path(delete, path = "/api-keys/{id}", tag = "keys", params(("id" = String, Path)),
    responses((status = 204, description = "It opens nothing any more.")))]
async fn remove(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<ApiKeyId>,
) -> Result<StatusCode, Problem> {
    blocking(move || api.platform.revoke_api_key(&who, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
