//! `/webhooks`: programs elsewhere that are told of changes.

use app::webhooks::{StoredDelivery, StoredWebhook, WebhookEdit};
use app::{Fault, Platform};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use model::{Seq, WebhookId};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::{answer, answer_with, blocking};
use crate::config::Api;
use crate::extract::{self, After, Caller, Path, Query, given};
use crate::problem::Problem;
use crate::shapes::Items;

/// Deliveries of one page.
const PAGE: u32 = 50;

/// A webhook.
#[derive(Serialize, ToSchema)]
struct Webhook {
    #[schema(value_type = String)]
    id: WebhookId,
    url: String,
    /// Code of the one form; `null` = every form.
    form: Option<String>,
    events: Vec<String>,
    enabled: bool,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// What deliveries are signed with; told once, when it is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

impl Webhook {
    fn new(platform: &Platform, hook: StoredWebhook) -> Result<Self, Fault> {
        let catalog = platform.catalog()?;
        let form = hook.form.and_then(|id| catalog.forms.get(&id)).map(|form| form.code.clone());
        let StoredWebhook { id, url, events, enabled, created_at, .. } = hook;
        Ok(Self { id, url, form, events, enabled, created_at, secret: None })
    }
}

/// A webhook to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WebhooksNewBody)]
struct NewBody {
    url: String,
    /// Code of the one form; every form if left out.
    #[serde(default)]
    form: Option<String>,
    /// Of `record.created`, `record.updated`, `record.trashed`; all if left out.
    #[serde(default)]
    events: Option<Vec<String>>,
    #[serde(default)]
    enabled: Option<bool>,
}

/// What to change; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WebhooksPatchBody)]
struct PatchBody {
    #[serde(default)]
    url: Option<String>,
    /// `null` = every form.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    form: Option<Option<String>>,
    #[serde(default)]
    events: Option<Vec<String>>,
    #[serde(default)]
    enabled: Option<bool>,
}

/// What a webhook was told.
#[derive(Serialize, ToSchema)]
struct Delivery {
    /// Names it among this webhook's deliveries: the Change that it tells.
    #[schema(value_type = i64)]
    n: Seq,
    event: String,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// `waiting`, `done` or `dead`.
    state: &'static str,
    attempts: u32,
    /// What the receiver said last, or why it did not answer.
    answer: String,
    /// When it is tried again, while it waits.
    #[schema(value_type = Option<String>, format = DateTime)]
    next_at: Option<Timestamp>,
    /// The form of the record that it tells of.
    form: Option<String>,
    record: Option<String>,
}

impl From<StoredDelivery> for Delivery {
    fn from(stored: StoredDelivery) -> Self {
        let StoredDelivery { letter, state, attempts, answer, due } = stored;
        let state = state.name();
        let told: Json = serde_json::from_str(&letter.body).unwrap_or_default();
        let word = |path: &str| told.pointer(path).and_then(Json::as_str).map(str::to_owned);
        Self {
            n: letter.seq,
            event: letter.event,
            at: letter.at,
            next_at: (state == "waiting" && attempts > 0).then_some(due),
            state,
            attempts,
            answer,
            form: word("/data/form"),
            record: word("/data/id"),
        }
    }
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(change, remove))
        .routes(routes!(deliveries))
        .routes(routes!(replay))
}

/// All webhooks.
#[utoipa::path(get, path = "/webhooks", tag = "webhooks",
    responses((status = 200, description = "Oldest first.", body = Items<Webhook>)))]
async fn list(State(api): State<Api>, Caller(who): Caller) -> Result<Response, Problem> {
    answer(move || {
        let hooks = api.platform.list_webhooks(&who)?.into_iter();
        let items: Result<Vec<_>, _> =
            hooks.map(|hook| Webhook::new(&api.platform, hook)).collect();
        Ok(Items { items: items? })
    })
    .await
}

/// Makes a webhook.
#[utoipa::path(post, path = "/webhooks", tag = "webhooks", request_body = NewBody,
    responses((status = 201, description = "The webhook, with its secret.", body = Webhook)))]
async fn create(
    State(api): State<Api>,
    Caller(who): Caller,
    extract::Json(NewBody { url, form, events, enabled }): extract::Json<NewBody>,
) -> Result<Response, Problem> {
    let edit = WebhookEdit { url: Some(url), form: Some(form), events, enabled };
    answer_with(StatusCode::CREATED, move || {
        let hook = api.platform.create_webhook(&who, edit)?;
        let secret = Some(hook.secret.clone());
        Ok(Webhook { secret, ..Webhook::new(&api.platform, hook)? })
    })
    .await
}

/// Changes a webhook.
#[utoipa::path(patch, path = "/webhooks/{id}", tag = "webhooks", request_body = PatchBody,
    params(("id" = String, Path)),
    responses((status = 200, description = "As it is now.", body = Webhook)))]
async fn change(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<WebhookId>,
    extract::Json(PatchBody { url, form, events, enabled }): extract::Json<PatchBody>,
) -> Result<Response, Problem> {
    let edit = WebhookEdit { url, form, events, enabled };
    answer(move || {
        let hook = api.platform.change_webhook(&who, id, &edit)?;
        Ok(Webhook::new(&api.platform, hook)?)
    })
    .await
}

/// Removes a webhook.
#[utoipa::path(delete, path = "/webhooks/{id}", tag = "webhooks", params(("id" = String, Path)),
    responses((status = 204, description = "It is told nothing any more.")))]
async fn remove(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<WebhookId>,
) -> Result<StatusCode, Problem> {
    blocking(move || api.platform.remove_webhook(&who, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a webhook was told.
#[utoipa::path(get, path = "/webhooks/{id}/deliveries", tag = "webhooks",
    params(("id" = String, Path), After),
    responses((status = 200, description = "Newest first.", body = Items<Delivery>)))]
async fn deliveries(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<WebhookId>,
    Query(After { after }): Query<After>,
) -> Result<Response, Problem> {
    answer(move || {
        let found = api.platform.list_deliveries(&who, id, after, PAGE)?;
        Ok(Items { items: found.into_iter().map(Delivery::from).collect() })
    })
    .await
}

/// Tells a webhook something again.
#[utoipa::path(post, path = "/webhooks/{id}/deliveries/{n}/replay", tag = "webhooks",
    params(("id" = String, Path), ("n" = i64, Path)),
    responses((status = 204, description = "It is told again soon.")))]
async fn replay(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((id, n)): Path<(WebhookId, Seq)>,
) -> Result<StatusCode, Problem> {
    blocking(move || api.platform.replay_delivery(&who, id, n)).await?;
    Ok(StatusCode::NO_CONTENT)
}
