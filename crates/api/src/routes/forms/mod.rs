//! `/forms`: definitions.

mod deleted;
mod document;
mod drafts;
mod read_text;
mod versions;
mod views;

use app::forms::SeenView;
use app::queries::{Can, FormSummary, FormView, PoolView};
use axum::extract::State;
use axum::response::Response;
use model::command::ActivityKind;
use model::{FieldId, FieldKind, FormId, Label};
use serde::Serialize;
use serde_json::Value as Json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::views::View;
use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{Caller, Path};
use crate::problem::Problem;
use crate::shapes;

/// A form in the navigation.
#[derive(Serialize, ToSchema)]
struct Summary {
    #[schema(value_type = String)]
    id: FormId,
    code: String,
    #[schema(value_type = shapes::Label)]
    name: Label,
    #[schema(value_type = shapes::Label)]
    plural: Label,
    icon: String,
    position: i32,
    version: u32,
    can: FormCan,
    /// Records that nobody owns, for those who may claim them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pool: Option<Pool>,
}

/// A form's pool 公海.
#[derive(Serialize, ToSchema)]
#[schema(as = FormPool)]
struct Pool {
    #[schema(value_type = shapes::Label)]
    name: Label,
    /// Codes of fields that the person does not see there.
    mask: Vec<String>,
}

impl From<PoolView> for Pool {
    fn from(PoolView { name, mask }: PoolView) -> Self {
        Self { name, mask }
    }
}

/// What the person may do with a form.
#[derive(Serialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "each is a right of its own")]
struct FormCan {
    read: bool,
    create: bool,
    edit: bool,
    delete: bool,
    export: bool,
    import: bool,
    design: bool,
}

impl From<Can> for FormCan {
    fn from(can: Can) -> Self {
        let Can { read, create, edit, delete, export, import, design } = can;
        Self { read, create, edit, delete, export, import, design }
    }
}

/// A definition as the person may know it.
#[derive(Serialize, ToSchema)]
struct Definition {
    #[serde(flatten)]
    summary: Summary,
    /// Code of the field that stands for a record.
    title: String,
    fields: Vec<Field>,
    groups: Vec<Group>,
    views: Vec<View>,
    actions: Vec<Action>,
    activity_templates: Vec<Template>,
}

/// A field.
#[derive(Serialize, ToSchema)]
struct Field {
    #[schema(value_type = String)]
    id: FieldId,
    code: String,
    #[schema(value_type = shapes::Label)]
    name: Label,
    /// `type`, and what belongs to the type.
    #[schema(value_type = Object)]
    kind: FieldKind,
    required: bool,
    unique: bool,
    /// Kept sealed and shown masked; left out where it is not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    sensitive: bool,
    #[schema(value_type = shapes::Label)]
    help: Label,
    archived: bool,
    /// Value of a new record.
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<Json>,
    can: FieldCan,
}

/// What the person may do with a field.
#[derive(Serialize, ToSchema)]
struct FieldCan {
    edit: bool,
}

/// A heading with its fields.
#[derive(Serialize, ToSchema)]
struct Group {
    #[schema(value_type = shapes::Label)]
    name: Label,
    fields: Vec<String>,
    /// Begins a tab of the record's page; left out where it does not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    tab: bool,
}

/// A button on a record.
#[derive(Serialize, ToSchema)]
struct Action {
    code: String,
    #[schema(value_type = shapes::Label)]
    name: Label,
    /// `type`, and what belongs to the type.
    #[schema(value_type = Object)]
    does: model::form::ActionKind,
}

/// A follow-up that is often written.
#[derive(Serialize, ToSchema)]
#[schema(as = ActivityTemplate)]
struct Template {
    code: String,
    #[schema(value_type = shapes::Label)]
    label: Label,
    /// `call`, `visit`, `message` or `note`.
    #[schema(value_type = String)]
    kind: ActivityKind,
    #[schema(value_type = shapes::Label)]
    text: Label,
    /// In so many days one comes back.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_in_days: Option<u16>,
}

impl From<model::form::ActivityTemplate> for Template {
    fn from(template: model::form::ActivityTemplate) -> Self {
        let model::form::ActivityTemplate { code, label, kind, text, next_in_days } = template;
        Self { code, label, kind, text, next_in_days }
    }
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .merge(drafts::routes())
        .merge(read_text::routes())
        .merge(versions::routes())
        .merge(views::routes())
        .merge(deleted::routes())
        .routes(routes!(read, deleted::delete))
        .routes(routes!(list, drafts::create))
}

/// The forms that the person may use.
#[utoipa::path(get, path = "/forms", tag = "forms",
    responses((status = 200, description = "In the order of the navigation.", body = Vec<Summary>)))]
async fn list(State(api): State<Api>, Caller(who): Caller) -> Result<Response, Problem> {
    answer(move || {
        let forms = api.platform.list_forms(&who)?;
        Ok(forms.into_iter().map(summary).collect::<Vec<_>>())
    })
    .await
}

fn summary(form: FormSummary) -> Summary {
    let FormSummary { id, code, name, plural, icon, position, version, can, pool } = form;
    let (can, pool) = (can.into(), pool.map(Pool::from));
    Summary { id, code, name, plural, icon, position, version, can, pool }
}

/// A form's definition.
#[utoipa::path(get, path = "/forms/{form}", tag = "forms", params(("form" = String, Path)),
    responses((status = 200, description = "As the person may know it.", body = Definition)))]
async fn read(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    answer(move || {
        let form = api.platform.find_form(&who, &code)?;
        let views = api.platform.list_views(&who, &code)?;
        Ok(definition(form, views))
    })
    .await
}

fn definition(view: FormView, views: Vec<SeenView>) -> Definition {
    let FormView { form, can, read_only, mut defaults, pool } = view;
    let fields = form.fields.into_iter().map(|field| Field {
        can: FieldCan { edit: can.edit && !field.archived && !read_only.contains(&field.code) },
        default: defaults.remove(&field.code),
        id: field.id,
        code: field.code,
        name: field.name,
        kind: field.kind,
        required: field.required,
        unique: field.unique,
        sensitive: field.sensitive,
        help: field.help,
        archived: field.archived,
    });
    let action = |a: model::form::Action| Action { code: a.code, name: a.name, does: a.does };
    Definition {
        fields: fields.collect(),
        title: form.title,
        groups: form
            .groups
            .into_iter()
            .map(|g| Group { name: g.name, fields: g.fields, tab: g.tab })
            .collect(),
        views: views.into_iter().map(View::from).collect(),
        actions: form.actions.into_iter().map(action).collect(),
        activity_templates: form.activity_templates.into_iter().map(Template::from).collect(),
        summary: Summary {
            id: form.id,
            code: form.code,
            name: form.name,
            plural: form.plural,
            icon: form.icon,
            position: form.position,
            version: form.version,
            can: can.into(),
            pool: pool.map(Pool::from),
        },
    }
}
