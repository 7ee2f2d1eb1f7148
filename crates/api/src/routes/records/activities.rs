//! `…/records/{id}/activities`: follow-ups 跟进记录.

use std::str::FromStr;

use app::queries::{ActivitiesSought, PresentActivities, ShownActivity};
use app::{Error, Platform, Who};
use axum::extract::State;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::Response;
use jiff::Timestamp;
use model::command::{self, ActivityKind};
use model::value::FileRef;
use model::{ActivityId, Code, Command, FileId, RecordId, Rejection, UserId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Values;
use super::remarks::{Remark, routes as remark_routes};
use crate::blocking::{answer, answer_with};
use crate::config::Api;
use crate::extract::{self, Caller, Path, Query, given};
use crate::once::once;
use crate::problem::Problem;
use crate::routes::files::StoredFile;
use crate::shapes::{Batched, Name};

/// A page is full with so many.
const PAGE: usize = 50;

/// Where to go on.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct After {
    /// `next` of an earlier page.
    #[serde(default)]
    pub(super) after: Option<String>,
}

/// Where to go on, and which ones are wanted.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// `next` of an earlier page.
    #[serde(default)]
    after: Option<String>,
    /// Of these kinds, with commas between them.
    #[serde(default)]
    kind: Option<String>,
    /// Written by this person.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    by: Option<UserId>,
    /// Only those with files.
    #[serde(default)]
    files: bool,
}

/// What a record's follow-ups can be chosen by: only what there is.
#[derive(Serialize, ToSchema)]
struct Present {
    #[schema(value_type = Vec<String>)]
    kinds: Vec<ActivityKind>,
    /// By name.
    people: Vec<Name>,
    /// Any has files.
    files: bool,
}

/// A page of follow-ups.
#[derive(Serialize, ToSchema)]
struct Activities {
    items: Vec<Activity>,
    /// With the first page: those that stand at the top, the last pinned first. They are among the items too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pinned: Vec<Activity>,
    /// With the first page: of all the record's follow-ups, not only of those wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    present: Option<Present>,
    next: Option<String>,
}

/// A follow-up.
#[derive(Serialize, ToSchema)]
pub(super) struct Activity {
    #[schema(value_type = String)]
    id: ActivityId,
    /// `call`, `visit`, `message` or `note`.
    #[schema(value_type = String)]
    kind: ActivityKind,
    text: String,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    by: Name,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    next_at: Option<Timestamp>,
    /// Whom `@[name](id)` in the text means, by what they are called now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<Name>,
    /// Read by `GET /files/{id}?form=…&record=…&activity=…`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<StoredFile>,
    /// It stands at the top.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pinned: bool,
    /// The newest of what colleagues put under it, oldest first; all of it at `…/remarks`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<Remark>,
    /// Remarks with words, in all.
    remark_count: i64,
    /// Colleagues who read it, in all.
    reader_count: i64,
    /// The caller may correct or remove it.
    mine: bool,
}

/// A file that the caller brought.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Attached {
    #[schema(value_type = String)]
    file: FileId,
}

fn asked(files: Vec<Attached>) -> Vec<FileRef> {
    let bare =
        |Attached { file }| FileRef { file, name: String::new(), size: 0, media: String::new() };
    files.into_iter().map(bare).collect()
}

/// A follow-up to write.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RecordsActivitiesNewBody)]
struct NewBody {
    /// Made by the client, or left out.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    id: Option<ActivityId>,
    /// `call`, `visit`, `message` or `note`.
    #[schema(value_type = String)]
    kind: ActivityKind,
    text: String,
    /// Now if left out.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Timestamp>,
    #[serde(default)]
    minutes: Option<u32>,
    /// When to follow up next.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    next_at: Option<Timestamp>,
    /// At most 20.
    #[serde(default)]
    files: Vec<Attached>,
    /// Fields of the record to change in the same act.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    values: Option<Values>,
}

/// What to correct; what is left out stays, `null` takes away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RecordsActivitiesPatchBody)]
struct PatchBody {
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    kind: Option<ActivityKind>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Timestamp>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<u32>)]
    minutes: Option<Option<u32>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, format = DateTime)]
    next_at: Option<Option<Timestamp>>,
    /// All that it shall have.
    #[serde(default)]
    files: Option<Vec<Attached>>,
}

/// A follow-up that was written or corrected.
#[derive(Serialize, ToSchema)]
pub(super) struct Written {
    #[serde(flatten)]
    pub(super) activity: Activity,
    #[serde(flatten)]
    pub(super) batched: Batched,
    /// What those are called whom the text mentions and who cannot see the record: they are not told.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) unseen: Vec<String>,
}

/// What those are called whom a text mentions in vain.
pub(super) fn unseen(
    platform: &Platform,
    who: &Who,
    place: (&str, RecordId),
    text: &str,
) -> Result<Vec<String>, Error> {
    let found = platform.mentioned_in_vain(who, place, text)?;
    Ok(found.into_iter().map(|(_, name)| name).collect())
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .layer(from_fn(once))
        .routes(routes!(change, remove))
        .merge(remark_routes())
}

/// A record's follow-ups.
#[utoipa::path(get, path = "/forms/{form}/records/{id}/activities", tag = "records",
    params(("form" = String, Path), ("id" = String, Path), Wanted),
    responses((status = 200, description = "Newest first.", body = Activities)))]
async fn list(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, id)): Path<(String, RecordId)>,
    Query(Wanted { after, kind, by, files }): Query<Wanted>,
) -> Result<Response, Problem> {
    answer(move || {
        let (platform, about) = (&api.platform, (form.as_str(), id));
        let before = after.as_deref().map(place).transpose()?;
        let kinds = kind.as_deref().map(kinds).transpose()?.unwrap_or_default();
        let sought = ActivitiesSought { kinds, person: by, files };
        let found = platform.list_sought_activities(&who, about, &sought, before)?;
        let (mut pinned, mut present) = (Vec::new(), None);
        if before.is_none() {
            pinned = platform.list_pinned_activities(&who, about)?;
            let PresentActivities { kinds, people, files } =
                platform.find_present_activities(&who, about)?;
            let people = people.into_iter().map(|person| Name::of(Some(person))).collect();
            present = Some(Present { kinds, people, files });
        }
        let last = found.last().filter(|_| found.len() >= PAGE);
        let next = last.map(|last| format!("{}~{}", last.activity.at, last.activity.id));
        let [items, pinned] = [found, pinned].map(|all| all.into_iter().map(shown).collect());
        Ok(Activities { items, pinned, present, next })
    })
    .await
}

fn kinds(text: &str) -> Result<Vec<ActivityKind>, Rejection> {
    let kind = |name: &str| serde_json::from_value(name.into()).ok();
    let all: Option<Vec<ActivityKind>> = text.split(',').map(kind).collect();
    all.ok_or_else(|| Rejection::at(Code::Malformed, "kind"))
}

/// Where an earlier page ended.
pub(super) fn place<I: FromStr>(text: &str) -> Result<(Timestamp, I), Rejection> {
    let parts = text.split_once('~');
    let read = parts.and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    read.ok_or_else(|| Rejection::at(Code::Malformed, "after"))
}

pub(super) fn shown(stored: ShownActivity) -> Activity {
    let command::Activity { id, kind, text, at, minutes, next_at, files, pinned_at } =
        stored.activity;
    Activity {
        id,
        kind,
        text,
        at,
        by: Name::of(stored.person),
        minutes,
        next_at,
        mentions: stored.mentions.into_iter().map(|person| Name::of(Some(person))).collect(),
        files: files.into_iter().map(StoredFile::from).collect(),
        pinned: pinned_at.is_some(),
        remarks: stored.remarks.into_iter().map(Remark::from).collect(),
        remark_count: stored.count.said,
        reader_count: stored.count.read,
        mine: stored.mine,
    }
}

/// Writes a follow-up.
#[utoipa::path(post, path = "/forms/{form}/records/{id}/activities", tag = "records",
    request_body = NewBody,
    params(("form" = String, Path), ("id" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, description = "It is there.", body = Written)))]
async fn create(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, record)): Path<(String, RecordId)>,
    extract::Json(body): extract::Json<NewBody>,
) -> Result<Response, Problem> {
    answer_with(StatusCode::CREATED, move || {
        let platform = &api.platform;
        let catalog = platform.catalog()?;
        let form_id = catalog.form_id(&who, &form)?;
        let NewBody { id, kind, text, at, minutes, next_at, files, values } = body;
        let id = id.unwrap_or_else(|| ActivityId(platform.ports().ids.next()));
        let at = at.unwrap_or_else(|| platform.now());
        let said = command::Activity::said(id, kind, text, at);
        let activity = command::Activity { minutes, next_at, files: asked(files), ..said };
        let mut commands = vec![Command::AddActivity { form: form_id, record, activity }];
        if let Some(values) = values.filter(|values| !values.is_empty()) {
            let values = catalog.read_values(&who, &form, &values)?;
            let base_rev = platform.find_record(&who, &form, record)?.rev;
            commands.push(Command::UpdateRecord { form: form_id, id: record, base_rev, values });
        }
        let done = platform.execute_all(&who, commands)?;
        // Of a request that is sent again, the follow-up that the first one wrote.
        let (batch, id) = (done.batch, done.activities.first().copied().unwrap_or(id));
        let activity = shown(platform.find_activity(&who, (&form, record), id)?);
        let unseen = unseen(platform, &who, (&form, record), &activity.text)?;
        Ok(Written { activity, batched: Batched { batch }, unseen })
    })
    .await
}

/// Corrects a follow-up.
#[utoipa::path(patch, path = "/forms/{form}/records/{id}/activities/{activity}", tag = "records",
    request_body = PatchBody,
    params(("form" = String, Path), ("id" = String, Path), ("activity" = String, Path)),
    responses((status = 200, description = "It is corrected.", body = Written)))]
async fn change(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, record, id)): Path<(String, RecordId, ActivityId)>,
    extract::Json(body): extract::Json<PatchBody>,
) -> Result<Response, Problem> {
    answer(move || {
        let platform = &api.platform;
        let form_id = platform.catalog()?.form_id(&who, &form)?;
        let before = platform.find_activity(&who, (&form, record), id)?.activity;
        let activity = command::Activity {
            id,
            kind: body.kind.unwrap_or(before.kind),
            text: body.text.unwrap_or(before.text),
            at: body.at.unwrap_or(before.at),
            minutes: body.minutes.unwrap_or(before.minutes),
            next_at: body.next_at.unwrap_or(before.next_at),
            files: body.files.map_or(before.files, asked),
            pinned_at: before.pinned_at,
        };
        let command = Command::ChangeActivity { form: form_id, record, activity };
        let batch = platform.execute(&who, command)?.batch;
        let activity = shown(platform.find_activity(&who, (&form, record), id)?);
        let unseen = unseen(platform, &who, (&form, record), &activity.text)?;
        Ok(Written { activity, batched: Batched { batch }, unseen })
    })
    .await
}

/// Removes a follow-up.
#[utoipa::path(delete, path = "/forms/{form}/records/{id}/activities/{activity}", tag = "records",
    params(("form" = String, Path), ("id" = String, Path), ("activity" = String, Path)),
    responses((status = 200, description = "It is gone; undo with the batch.", body = Batched)))]
async fn remove(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, record, id)): Path<(String, RecordId, ActivityId)>,
) -> Result<Response, Problem> {
    answer(move || {
        let form = api.platform.catalog()?.form_id(&who, &form)?;
        let done = api.platform.execute(&who, Command::RemoveActivity { form, record, id })?;
        Ok(Batched { batch: done.batch })
    })
    .await
}
