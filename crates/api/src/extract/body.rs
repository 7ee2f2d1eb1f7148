//! JSON bodies.

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use model::{Code, Rejection};
use serde::de::DeserializeOwned;

use super::bytes_of;
use crate::problem::Problem;

/// How long a JSON body may be where the route says nothing else.
const USUAL: usize = 2 * 1024 * 1024;

/// How long a route's JSON body may be; put on the route as an extension.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BodyLimit(pub(crate) usize);

impl BodyLimit {
    /// What holds for a request.
    pub(crate) fn of(request: &Request<Body>) -> usize {
        request.extensions().get::<Self>().map_or(USUAL, |limit| limit.0)
    }
}

/// A JSON body as a struct that denies unknown fields.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::edge(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media"));
        }
        let limit = BodyLimit::of(&request);
        let bytes = bytes_of(request.into_body(), limit).await?;
        parse(&bytes).map(Self).map_err(Problem::from)
    }
}

/// Whether the body is said to be JSON. A page of another site cannot say so without asking first.
pub(crate) fn is_json(headers: &HeaderMap) -> bool {
    let media = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    let media = media.split(';').next().unwrap_or("").trim();
    media.eq_ignore_ascii_case("application/json")
}

/// Reads a document; a refusal says where.
fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Rejection> {
    // A struct could also be read from a list, by the order of its fields. No body is meant like that.
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[') {
        return Err(Rejection::new(Code::WrongType).with("reason", "a list instead of an object"));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let found = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        refusal(&path, error.inner())
    })?;
    reader.end().map_err(|error| refusal(".", &error))?;
    Ok(found)
}

/// Reads a part of a body that was looked at before; a refusal says where in it.
///
/// # Errors
/// It is not such a document.
pub(crate) fn part<T: DeserializeOwned>(json: serde_json::Value) -> Result<T, Rejection> {
    serde_path_to_error::deserialize(json)
        .map_err(|error| refusal(&error.path().to_string(), error.inner()))
}

fn refusal(path: &str, error: &serde_json::Error) -> Rejection {
    if !error.is_data() {
        let rejection = Rejection::new(Code::Malformed);
        return rejection.with("line", error.line()).with("column", error.column());
    }
    let told = error.to_string();
    let told = told.rsplit_once(" at line ").map_or(told.as_str(), |(told, _)| told);
    let mut words = told.split('`');
    let (what, name) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let (code, place) = match what {
        // The path already ends with an unknown field, but not with a missing one.
        "unknown field " => (Code::UnknownField, path.to_owned()),
        "missing field " if path == "." => (Code::Required, name.to_owned()),
        "missing field " => (Code::Required, format!("{path}.{name}")),
        _ => (Code::WrongType, path.to_owned()),
    };
    let place = readable(&place);
    let rejection =
        if place.is_empty() { Rejection::new(code) } else { Rejection::at(code, place) };
    if code == Code::WrongType { rejection.with("reason", told) } else { rejection }
}

/// `commands[3].create` as `commands.3.create`, which is how all places are written.
fn readable(path: &str) -> String {
    if path == "." {
        return String::new();
    }
    path.replace('[', ".").replace(']', "").trim_start_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        #[expect(dead_code, reason = "only its presence matters")]
        items: Vec<Inner>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        #[expect(dead_code, reason = "only its type matters")]
        count: u32,
    }

    fn check(text: &str, code: Code, field: Option<&str>) {
        let refused = parse::<Outer>(text.as_bytes()).expect_err(text);
        assert_eq!((refused.code, refused.field.as_deref()), (code, field), "{text}");
    }

    #[test]
    fn a_refusal_says_where() {
        check("{\"items\": [{\"count\": 1}], \"x\": 1}", Code::UnknownField, Some("x"));
        check("{\"items\": [{\"count\": 1, \"y\": 1}]}", Code::UnknownField, Some("items.0.y"));
        check("{\"items\": [{}]}", Code::Required, Some("items.0.count"));
        check("{}", Code::Required, Some("items"));
        check("{\"items\": [{\"count\": \"1\"}]}", Code::WrongType, Some("items.0.count"));
        check("[1]", Code::WrongType, None);
        check(" [[]]", Code::WrongType, None);
    }

    #[test]
    fn text_that_is_no_json_is_malformed_at_a_line_and_column() {
        for text in ["", "{\"items\": [}", "{\"items\": []} {}", "\u{feff}{}"] {
            check(text, Code::Malformed, None);
        }
        let refused = parse::<Outer>(b"{\n  \"items\": }").expect_err("no JSON");
        assert_eq!((&refused.params["line"], &refused.params["column"]), (&2.into(), &12.into()));
    }
}
