//! The machine-readable contract, OpenAPI 3.1, made from the handlers.

use utoipa::OpenApi as _;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::schema::{AdditionalProperties, Type};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{
    ArrayBuilder, ContentBuilder, ObjectBuilder, OpenApi, Ref, RefOr, ResponseBuilder, Server,
};

use crate::{BASE, problem, routes};

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Clew",
        description = "A business platform with a CRM, on a company's own server. Unknown fields are refused; \
                       errors are RFC 9457 problems with a stable code."
    ),
    security(("session" = []), ("key" = []))
)]
struct Contract;

/// What every operation may answer besides what its handler says.
const ALWAYS: [(&str, &str); 8] = [
    ("400", "The request cannot be read."),
    ("401", "Nobody is signed in."),
    ("403", "The caller may not do this."),
    ("404", "It does not exist, or the caller may not know of it."),
    ("422", "Values are refused; `errors` says which and why."),
    ("429", "Too many requests; try again after `Retry-After`."),
    ("500", "Something broke; `request` names it in the server's log."),
    ("503", "The database cannot be reached."),
];

/// What an operation that changes something may answer too.
const WHEN_CHANGING: [(&str, &str); 5] = [
    ("409", "Someone else was first; `code` says how."),
    ("413", "The body is too large."),
    ("415", "The body is of another media type."),
    ("428", "`If-Match` is missing."),
    ("507", "The server's disk is full."),
];

/// The contract as JSON.
pub fn document(version: &str) -> String {
    let (_, routes) = routes::all().split_for_parts();
    let mut document = Contract::openapi();
    document.merge(routes);
    finish(&mut document, version);
    document.to_pretty_json().unwrap_or_default()
}

fn finish(document: &mut OpenApi, version: &str) {
    version.clone_into(&mut document.info.version);
    document.servers = Some(vec![Server::new(BASE)]);
    let components = document.components.get_or_insert_default();
    let cookie = ApiKey::Cookie(ApiKeyValue::new("clew_session"));
    components.add_security_scheme("session", SecurityScheme::ApiKey(cookie));
    components.add_security_scheme("key", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    components.schemas.insert("Problem".to_owned(), RefOr::T(problem_schema().into()));
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            operation.operation_id = Some(name(method, path));
            let changes = method != "get";
            add_problems(operation, &ALWAYS);
            if changes {
                add_problems(operation, &WHEN_CHANGING);
            }
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    let all = [
        ("get", item.get.as_mut()),
        ("put", item.put.as_mut()),
        ("post", item.post.as_mut()),
        ("patch", item.patch.as_mut()),
        ("delete", item.delete.as_mut()),
    ];
    all.into_iter().filter_map(|(method, operation)| Some((method, operation?)))
}

/// A name that clients can call a function: `get_forms_by_form_records_by_id`.
fn name(method: &str, path: &str) -> String {
    let words = path.split('/').filter(|part| !part.is_empty()).map(|part| {
        let inner = part.strip_prefix('{').and_then(|part| part.strip_suffix('}'));
        inner.map_or_else(|| part.replace('-', "_"), |inner| format!("by_{inner}"))
    });
    std::iter::once(method.to_owned()).chain(words).collect::<Vec<_>>().join("_")
}

fn add_problems(operation: &mut Operation, problems: &[(&str, &str)]) {
    for (status, description) in problems {
        let body = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        let response =
            ResponseBuilder::new().description(*description).content(problem::MEDIA, body).build();
        let all = &mut operation.responses.responses;
        all.entry((*status).to_owned()).or_insert(RefOr::T(response));
    }
}

/// A problem: the members that every one has, and more that its code brings.
fn problem_schema() -> utoipa::openapi::Object {
    let text = || ObjectBuilder::new().schema_type(Type::String);
    let place = ObjectBuilder::new()
        .property("code", text())
        .required("code")
        .property(
            "field",
            text().description(Some("A field's code, or a path such as `fields.3.code`.")),
        )
        .property(
            "params",
            ObjectBuilder::new().additional_properties(Some(AdditionalProperties::FreeForm(true))),
        )
        .required("params");
    ObjectBuilder::new()
        .property("type", text())
        .required("type")
        .property("status", ObjectBuilder::new().schema_type(Type::Integer))
        .required("status")
        .property("code", text().description(Some("Stable; clients choose their words by it.")))
        .required("code")
        .property("title", text())
        .required("title")
        .property("request", text().description(Some("Names the request in the server's log.")))
        .required("request")
        .property("errors", ArrayBuilder::new().items(place))
        .additional_properties(Some(
            AdditionalProperties::<utoipa::openapi::schema::Schema>::FreeForm(true),
        ))
        .build()
}
