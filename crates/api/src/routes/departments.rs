//! `/departments`, `/roles`.

use app::people::{DepartmentPatch, NewDepartment};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use model::person::roles;
use model::{DepartmentId, Label};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::{answer, answer_with, blocking};
use crate::config::Api;
use crate::extract::{Caller, Json, Path, given};
use crate::problem::Problem;
use crate::shapes::{self, Items};

/// A part of the company.
#[derive(Serialize, ToSchema)]
struct Department {
    #[schema(value_type = String)]
    id: DepartmentId,
    name: String,
    #[schema(value_type = Option<String>)]
    parent: Option<DepartmentId>,
}

impl From<model::person::Department> for Department {
    fn from(department: model::person::Department) -> Self {
        let model::person::Department { id, name, parent } = department;
        Self { id, name, parent }
    }
}

/// A department to add.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DepartmentsNewBody)]
struct NewBody {
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    id: Option<DepartmentId>,
    name: String,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    parent: Option<DepartmentId>,
}

/// What to change; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DepartmentsPatchBody)]
struct PatchBody {
    #[serde(default)]
    name: Option<String>,
    /// `null` moves it to the top.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    parent: Option<Option<DepartmentId>>,
}

/// What a person may be.
#[derive(Serialize, ToSchema)]
struct Role {
    code: String,
    #[schema(value_type = shapes::Label)]
    name: Label,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(change, remove))
        .routes(routes!(list_roles))
}

/// All departments.
#[utoipa::path(get, path = "/departments", tag = "people",
    responses((status = 200, description = "By name.", body = Items<Department>)))]
async fn list(State(api): State<Api>, _caller: Caller) -> Result<Response, Problem> {
    answer(move || {
        let items = api.platform.list_departments()?.into_iter().map(Department::from).collect();
        Ok(Items { items })
    })
    .await
}

/// Adds a department.
#[utoipa::path(post, path = "/departments", tag = "people", request_body = NewBody,
    responses((status = 201, description = "It is there.", body = Department)))]
async fn create(
    State(api): State<Api>,
    Caller(who): Caller,
    Json(NewBody { id, name, parent }): Json<NewBody>,
) -> Result<Response, Problem> {
    let new = NewDepartment { id, name, parent };
    answer_with(StatusCode::CREATED, move || {
        Ok(Department::from(api.platform.create_department(&who, &new)?))
    })
    .await
}

/// Renames or moves a department.
#[utoipa::path(patch, path = "/departments/{id}", tag = "people", request_body = PatchBody,
    params(("id" = String, Path)),
    responses((status = 200, description = "As it is now.", body = Department)))]
async fn change(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<DepartmentId>,
    Json(PatchBody { name, parent }): Json<PatchBody>,
) -> Result<Response, Problem> {
    let patch = DepartmentPatch { name, parent };
    answer(move || Ok(Department::from(api.platform.update_department(&who, id, &patch)?))).await
}

/// Removes a department that nobody is in.
#[utoipa::path(delete, path = "/departments/{id}", tag = "people", params(("id" = String, Path)),
    responses((status = 204, description = "It is gone.")))]
async fn remove(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<DepartmentId>,
) -> Result<StatusCode, Problem> {
    blocking(move || api.platform.delete_department(&who, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The roles.
#[utoipa::path(get, path = "/roles", tag = "people",
    responses((status = 200, description = "The most powerful first.", body = Vec<Role>)))]
async fn list_roles(_caller: Caller) -> Result<Response, Problem> {
    let role = |code: &str, zh_cn: &str, en: &str| Role {
        code: code.to_owned(),
        name: Label::both(zh_cn, en),
    };
    answer(move || {
        Ok([
            role(roles::ADMINISTRATOR, "管理员", "Administrator"),
            role(roles::BUILDER, "搭建者", "Builder"),
            role(roles::MEMBER, "成员", "Member"),
        ])
    })
    .await
}
