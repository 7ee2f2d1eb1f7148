//! `/people`: colleagues, and for administrators all about them.

mod invitations;
mod paste;

use app::people::{Created, Details, Listed, NewPerson, PersonPatch};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use model::person::PersonState;
use model::{DepartmentId, UserId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::{answer, answer_with};
use crate::config::Api;
use crate::extract::{Caller, Json, Path, Query, Visitor, given};
use crate::problem::Problem;
use crate::reach::Reach;
use crate::shapes::Items;

/// A person; what members may not see, and what there is not, is left out.
#[derive(Serialize, ToSchema)]
pub(super) struct Person {
    #[schema(value_type = String)]
    id: UserId,
    name: String,
    #[schema(value_type = Option<String>)]
    department: Option<DepartmentId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    login: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    /// `known`, `invited`, `active` or `disabled`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    state: Option<PersonState>,
}

impl From<Listed> for Person {
    fn from(listed: Listed) -> Self {
        let Listed { id, name, department, details } = listed;
        match details {
            None => {
                Self { id, name, department, login: None, phone: None, role: None, state: None }
            }
            Some(Details { login, phone, role, state }) => {
                let (role, state) = (Some(role), Some(state));
                Self { id, name, department, login, phone, role, state }
            }
        }
    }
}

impl From<model::person::Person> for Person {
    fn from(person: model::person::Person) -> Self {
        let model::person::Person { id, name, login, phone, role, department, state } = person;
        let (role, state) = (Some(role), Some(state));
        Self { id, name, department, login, phone, role, state }
    }
}

/// A link with which a person chooses a password.
#[derive(Serialize, ToSchema)]
pub(super) struct Invitation {
    url: String,
    /// Nobody at another machine can open it: this server listens on its own machine only.
    only_here: bool,
    token: String,
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

/// A person with their link.
#[derive(Serialize, ToSchema)]
pub(super) struct Invited {
    person: Person,
    invitation: Option<Invitation>,
}

impl Invited {
    /// As somebody who reaches us there can open it.
    pub(super) fn new(created: Created, reach: &Reach) -> Self {
        let invitation = created.invitation.map(|link| Invitation {
            url: format!("{}/invite/{}", reach.link, link.token),
            only_here: reach.only_here,
            token: link.token,
            expires_at: link.expires_at,
        });
        Self { person: created.person.into(), invitation }
    }
}

/// Words to find.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Search {
    /// Part of a name, also in pinyin.
    #[serde(default)]
    search: Option<String>,
}

/// Somebody to add.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PeopleNewBody)]
struct NewBody {
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    id: Option<UserId>,
    name: String,
    #[serde(default)]
    login: Option<String>,
    #[serde(default)]
    phone: Option<String>,
    role: String,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    department: Option<DepartmentId>,
}

/// What to change; what is left out stays, `null` takes away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PeoplePatchBody)]
struct PatchBody {
    #[serde(default)]
    name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    login: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    phone: Option<Option<String>>,
    #[serde(default)]
    role: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    department: Option<Option<DepartmentId>>,
    /// `active` or `disabled`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    state: Option<PersonState>,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(change))
        .merge(paste::routes())
        .merge(invitations::routes())
}

/// The people of the workspace.
#[utoipa::path(get, path = "/people", tag = "people", params(Search),
    responses((status = 200, description = "Oldest first.", body = Items<Person>)))]
async fn list(
    State(api): State<Api>,
    Caller(who): Caller,
    Query(Search { search }): Query<Search>,
) -> Result<Response, Problem> {
    answer(move || {
        let people = api.platform.list_people(&who, search.as_deref())?;
        Ok(Items { items: people.into_iter().map(Person::from).collect() })
    })
    .await
}

/// Adds a person and invites them.
#[utoipa::path(post, path = "/people", tag = "people", request_body = NewBody,
    responses((status = 201, description = "The person and their link.", body = Invited)))]
async fn create(
    State(api): State<Api>,
    Caller(who): Caller,
    visitor: Visitor,
    Json(body): Json<NewBody>,
) -> Result<Response, Problem> {
    let NewBody { id, name, login, phone, role, department } = body;
    let new = NewPerson { id, name, login, phone, role, department, password: None };
    answer_with(StatusCode::CREATED, move || {
        let reach = Reach::of(&api.platform, &api.config, &visitor)?;
        Ok(Invited::new(api.platform.create_person(&who, &new)?, &reach))
    })
    .await
}

/// Changes a person.
#[utoipa::path(patch, path = "/people/{id}", tag = "people", request_body = PatchBody,
    params(("id" = String, Path)),
    responses((status = 200, description = "As they are now.", body = Person)))]
async fn change(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<UserId>,
    Json(body): Json<PatchBody>,
) -> Result<Response, Problem> {
    let PatchBody { name, login, phone, role, department, state } = body;
    let patch = PersonPatch { name, login, phone, role, department, state };
    answer(move || Ok(Person::from(api.platform.update_person(&who, id, &patch)?))).await
}
