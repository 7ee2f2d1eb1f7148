//! `/forms/{form}/records`: records, one at a time.

mod actions;
mod activities;
mod aggregate;
mod batch;
mod convert;
mod erase;
mod history;
mod links;
mod list;
mod options;
mod remarks;
mod reveal;
mod similar;
mod undo;

use app::queries::RecordView;
use app::{Error, Platform, Who};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::from_fn;
use axum::response::Response;
use model::{Code, Command, RecordId, Seq, SystemField};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::options::Pick;
use crate::blocking::{answer, blocking, json_response, written};
use crate::config::Api;
use crate::extract::{self, Caller, IfMatch, Path};
use crate::once::once;
use crate::problem::Problem;
use crate::shapes::Batched;

/// Values by field code.
pub(super) type Values = Map<String, Json>;

/// A record in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct Record {
    #[schema(value_type = String)]
    pub(super) id: RecordId,
    pub(super) rev: i64,
    /// Its last Change.
    #[schema(value_type = i64)]
    pub(super) seq: Seq,
    #[schema(value_type = Object)]
    pub(super) values: Values,
    /// The same in words; empty ones are left out.
    #[schema(value_type = Object)]
    pub(super) display: Values,
}

impl From<RecordView> for Record {
    fn from(view: RecordView) -> Self {
        let RecordView { id, rev, seq, values, display, .. } = view;
        Self { id, rev, seq, values, display }
    }
}

/// A record alone.
#[derive(Serialize, ToSchema)]
pub(super) struct WholeRecord {
    #[serde(flatten)]
    record: Record,
    can: RecordCan,
    /// What every record has, by system field code.
    #[schema(value_type = Object)]
    system: Values,
}

/// What the person may do with it.
#[derive(Serialize, ToSchema)]
struct RecordCan {
    edit: bool,
    delete: bool,
}

impl From<RecordView> for WholeRecord {
    fn from(mut view: RecordView) -> Self {
        let own = |field: &SystemField| !matches!(field, SystemField::Id | SystemField::Rev);
        let codes = SystemField::ALL.into_iter().map(SystemField::code);
        let mut system = Values::new();
        for (field, code) in SystemField::ALL.into_iter().zip(codes) {
            let value = view.values.remove(code).unwrap_or(Json::Null);
            if own(&field) {
                system.insert(code.to_owned(), value);
            }
        }
        let can = RecordCan { edit: view.can.edit, delete: view.can.delete };
        Self { record: view.into(), can, system }
    }
}

/// A record to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RecordsNewBody)]
struct NewBody {
    /// Made by the client, or left out.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    id: Option<RecordId>,
    /// By field code; `owner` and `next_activity_at` may be among them.
    #[schema(value_type = Object)]
    values: Values,
}

/// Fields to change.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RecordsPatchBody)]
struct PatchBody {
    #[schema(value_type = Object)]
    values: Values,
}

/// What brings a record back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RestoreBody {
    /// Back to what it was right after this Change; left out: back from the recycle bin.
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    seq: Option<Seq>,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(create))
        .layer(from_fn(once))
        .routes(routes!(read, change, remove))
        .routes(routes!(restore))
        .merge(activities::routes())
        .merge(aggregate::routes())
        .merge(batch::routes())
        .merge(undo::routes())
        .merge(actions::routes())
        .merge(convert::routes())
        .merge(erase::routes())
        .merge(history::routes())
        .merge(links::routes())
        .merge(list::routes())
        .merge(options::routes())
        .merge(reveal::routes())
        .merge(similar::routes())
}

/// Makes a record.
#[utoipa::path(post, path = "/forms/{form}/records", tag = "records", request_body = NewBody,
    params(("form" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, description = "It is there.", body = Record,
        headers(("ETag" = String), ("Location" = String)))))]
async fn create(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(form): Path<String>,
    extract::Json(NewBody { id, values }): extract::Json<NewBody>,
) -> Result<Response, Problem> {
    let place = form.clone();
    let (record, bytes) = blocking(move || {
        let catalog = api.platform.catalog()?;
        let values = catalog.read_values(&who, &form, &values)?;
        let command = Command::CreateRecord { form: catalog.form_id(&who, &form)?, id, values };
        let done = api.platform.execute(&who, command)?;
        let record = made(&api.platform, &who, (&form, &done))?;
        let bytes = written(&record)?;
        Ok((record, bytes))
    })
    .await?;
    let mut answer = json_response(StatusCode::CREATED, bytes);
    let place = format!("{}/forms/{place}/records/{}", crate::BASE, record.id);
    if let Ok(place) = HeaderValue::from_str(&place) {
        answer.headers_mut().insert(header::LOCATION, place);
    }
    tag(answer.headers_mut(), record.rev);
    Ok(answer)
}

/// A record just made. Who may only hand records in does not see it. One that was erased before the request came again has
/// no id any more and is made no second time.
fn made(
    platform: &Platform,
    who: &Who,
    (form, done): (&str, &app::commands::Done),
) -> Result<Record, Error> {
    let receipt =
        done.receipts.first().ok_or_else(|| app::Fault::new("a command without a receipt"))?;
    let id = receipt.record.ok_or_else(|| app::Fault::new("a record was made without an id"))?;
    match platform.find_record(who, form, id) {
        Ok(view) => Ok(WholeRecord::from(view).record),
        Err(error) if error.code() == Some(Code::NotFound) && !id.0.is_nil() => {
            let (values, display) = (Values::new(), Values::new());
            Ok(Record { id, rev: receipt.rev, seq: receipt.seq, values, display })
        }
        Err(error) => Err(error),
    }
}

/// What is left to say of a record that the person has just given out of their own sight.
fn given_away(id: RecordId, done: &app::commands::Done) -> RecordView {
    let receipt = done.receipts.first();
    RecordView {
        id,
        rev: receipt.map_or(0, |r| r.rev),
        seq: done.seq,
        values: Values::new(),
        display: Values::new(),
        title: String::new(),
        can: app::queries::RecordCan { edit: false, delete: false },
    }
}

/// A record.
#[utoipa::path(get, path = "/forms/{form}/records/{id}", tag = "records",
    params(("form" = String, Path), ("id" = String, Path)),
    responses((status = 200, description = "As the person may see it.", body = WholeRecord,
        headers(("ETag" = String)))))]
async fn read(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, id)): Path<(String, RecordId)>,
) -> Result<Response, Problem> {
    shown(move || api.platform.find_record(&who, &form, id)).await
}

/// Changes fields of a record; what others changed meanwhile stays, unless both changed the same.
#[utoipa::path(patch, path = "/forms/{form}/records/{id}", tag = "records", request_body = PatchBody,
    params(("form" = String, Path), ("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 200, description = "As it is now.", body = WholeRecord, headers(("ETag" = String)))))]
async fn change(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, id)): Path<(String, RecordId)>,
    IfMatch(base_rev): IfMatch,
    extract::Json(PatchBody { values }): extract::Json<PatchBody>,
) -> Result<Response, Problem> {
    shown(move || {
        let catalog = api.platform.catalog()?;
        let values = catalog.read_values(&who, &form, &values)?;
        let command =
            Command::UpdateRecord { form: catalog.form_id(&who, &form)?, id, base_rev, values };
        let done = api.platform.execute(&who, command);
        let done = done.map_err(|error| with_current(&api.platform, &who, (&form, id), error))?;
        match api.platform.find_record(&who, &form, id) {
            // Given away out of one's own sight: done all the same.
            Err(error) if error.code() == Some(Code::NotFound) => Ok(given_away(id, &done)),
            found => found,
        }
    })
    .await
}

/// Moves a record to the recycle bin.
#[utoipa::path(delete, path = "/forms/{form}/records/{id}", tag = "records",
    params(("form" = String, Path), ("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 200, description = "It is in the recycle bin; undo with the batch.", body = Batched)))]
async fn remove(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, id)): Path<(String, RecordId)>,
    IfMatch(rev): IfMatch,
) -> Result<Response, Problem> {
    answer(move || {
        let form_id = api.platform.catalog()?.form_id(&who, &form)?;
        let command = Command::TrashRecord { form: form_id, id, base_rev: Some(rev) };
        let done = api.platform.execute(&who, command);
        let done = done.map_err(|error| with_current(&api.platform, &who, (&form, id), error))?;
        Ok(Batched { batch: done.batch })
    })
    .await
}

/// Brings a record back: from the recycle bin, or to what it was.
#[utoipa::path(post, path = "/forms/{form}/records/{id}/restore", tag = "records",
    params(("form" = String, Path), ("id" = String, Path)), request_body = RestoreBody,
    responses((status = 200, description = "As it is now.", body = WholeRecord, headers(("ETag" = String)))))]
async fn restore(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, id)): Path<(String, RecordId)>,
    extract::Json(RestoreBody { seq }): extract::Json<RestoreBody>,
) -> Result<Response, Problem> {
    shown(move || {
        let form_id = api.platform.catalog()?.form_id(&who, &form)?;
        let command = match seq {
            Some(seq) => Command::RevertRecord { form: form_id, id, seq },
            None => Command::RestoreRecord { form: form_id, id },
        };
        api.platform.execute(&who, command)?;
        api.platform.find_record(&who, &form, id)
    })
    .await
}

/// A record with its tag.
async fn shown(
    find: impl FnOnce() -> Result<RecordView, Error> + Send + 'static,
) -> Result<Response, Problem> {
    let (rev, bytes) = blocking(move || {
        let record = WholeRecord::from(find()?);
        Ok((record.record.rev, written(&record)?))
    })
    .await?;
    let mut answer = json_response(StatusCode::OK, bytes);
    tag(answer.headers_mut(), rev);
    Ok(answer)
}

fn tag(headers: &mut HeaderMap, rev: i64) {
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{rev}\"")) {
        headers.insert(header::ETAG, tag);
    }
}

/// A conflict with the record as it is now, so that the person can choose.
fn with_current(
    platform: &Platform,
    who: &Who,
    (form, id): (&str, RecordId),
    error: Error,
) -> Error {
    let Error::Rejected(mut all) = error else { return error };
    if let Some(conflict) = all.0.iter_mut().find(|r| r.code == Code::Conflict)
        && let Ok(view) = platform.find_record(who, form, id)
        && let Ok(current) = serde_json::to_value(WholeRecord::from(view))
    {
        conflict.params.insert("current".to_owned(), current);
    }
    Error::Rejected(all)
}
