//! Errors as RFC 9457 problems. A handler returns a [`Problem`]; [`crate::edge`] writes its body, because only there
//! the request's id is known.

mod status;

use app::{Error, Fault};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use model::command::Params;
use model::{Code, Rejection, Rejections};
use serde_json::{Value, json};

/// The media type of a problem.
pub(crate) const MEDIA: &str = "application/problem+json";

/// Seconds after which a caller who was told to wait may try again.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("2");

/// Why a request got no answer.
#[derive(Debug, Clone)]
pub(crate) struct Problem(Box<Told>);

#[derive(Debug, Clone)]
struct Told {
    status: StatusCode,
    code: String,
    errors: Vec<Rejection>,
    /// Further members of the body, such as a conflict's `current`.
    members: Params,
    /// For the log, never for the caller.
    fault: Option<Fault>,
}

impl Problem {
    /// A problem of the edge itself, without a place.
    pub(crate) fn edge(status: StatusCode, code: &str) -> Self {
        let (errors, members) = (Vec::new(), Params::new());
        Self(Box::new(Told { status, code: code.to_owned(), errors, members, fault: None }))
    }

    /// One refusal.
    pub(crate) fn of(code: Code) -> Self {
        Rejection::new(code).into()
    }

    /// Nothing here, or nothing that the caller may know of.
    pub(crate) fn not_found() -> Self {
        Self::of(Code::NotFound)
    }

    /// What broke, for the log.
    pub(crate) fn fault(&self) -> Option<&Fault> {
        self.0.fault.as_ref()
    }

    /// The body.
    pub(crate) fn body(&self, request: &str) -> Value {
        let mut body = json!({
            "type": "about:blank",
            "status": self.0.status.as_u16(),
            "code": self.0.code,
            "title": self.0.status.canonical_reason().unwrap_or("Problem"),
            "request": request,
        });
        if let Value::Object(body) = &mut body {
            if !self.0.errors.is_empty() {
                body.insert("errors".to_owned(), json!(self.0.errors));
            }
            for (name, value) in &self.0.members {
                body.entry(name.as_str()).or_insert_with(|| value.clone());
            }
        }
        body
    }

    fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if self.0.status == StatusCode::TOO_MANY_REQUESTS {
            headers.insert(header::RETRY_AFTER, RETRY_AFTER);
        }
        if self.0.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        headers
    }
}

/// Refusals of values are one `invalid`; a refusal of the request as a whole gives its own code and status, and its
/// parameters become members of the body.
impl From<Rejections> for Problem {
    fn from(Rejections(errors): Rejections) -> Self {
        let of_values = StatusCode::UNPROCESSABLE_ENTITY;
        let whole = errors.iter().find(|e| status::of(e.code) != of_values);
        let (status, code, members) = match whole {
            None => (of_values, "invalid".to_owned(), Params::new()),
            Some(e) => (status::of(e.code), e.code.name(), e.params.clone()),
        };
        let alone_and_nowhere = whole.is_some() && errors.len() == 1 && errors[0].field.is_none();
        let errors = if alone_and_nowhere { Vec::new() } else { errors };
        Self(Box::new(Told { status, code, errors, members, fault: None }))
    }
}

impl From<Rejection> for Problem {
    fn from(rejection: Rejection) -> Self {
        Rejections::from(rejection).into()
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        let mut problem = match fault.kind {
            app::FaultKind::DiskFull => Self::of(Code::DiskFull),
            app::FaultKind::Busy => Self::of(Code::Busy),
            app::FaultKind::Unreachable => {
                Self::edge(StatusCode::SERVICE_UNAVAILABLE, "unreachable")
            }
            _ => Self::edge(StatusCode::INTERNAL_SERVER_ERROR, "fault"),
        };
        problem.0.fault = Some(fault);
        problem
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Rejected(rejections) => rejections.into(),
            Error::Fault(fault) => fault.into(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.0.status, self.headers()).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refused_values_are_one_invalid_with_each_place() {
        let at = |code, field: &str| Rejection::at(code, field);
        let problem = Problem::from(Rejections(vec![
            at(Code::Required, "phone"),
            at(Code::TooLong, "name").with("max", 50),
        ]));
        assert_eq!(
            problem.body("req_1"),
            json!({
                "type": "about:blank", "status": 422, "code": "invalid",
                "title": "Unprocessable Entity", "request": "req_1",
                "errors": [
                    {"code": "required", "field": "phone", "params": {}},
                    {"code": "too_long", "field": "name", "params": {"max": 50}},
                ],
            })
        );
    }

    #[test]
    fn a_conflict_brings_its_versions_as_members() {
        let conflict = Rejection::new(Code::Conflict).with("current", json!({"rev": 7}));
        let body = Problem::from(conflict).body("req_1");
        assert_eq!((&body["status"], &body["code"]), (&json!(409), &json!("conflict")));
        assert_eq!(body["current"], json!({"rev": 7}));
        assert_eq!(body.get("errors"), None);
    }

    #[test]
    fn a_duplicate_says_at_which_field() {
        let body = Problem::from(Rejection::at(Code::Duplicate, "phone")).body("req_1");
        assert_eq!((&body["status"], &body["code"]), (&json!(409), &json!("duplicate")));
        assert_eq!(body["errors"][0]["field"], "phone");
    }

    #[test]
    fn no_parameter_can_take_the_place_of_a_member() {
        let body = Problem::from(Rejection::new(Code::Conflict).with("status", 200)).body("req_1");
        assert_eq!(body["status"], 409);
    }

    #[test]
    fn a_fault_tells_the_caller_nothing() {
        let body = Problem::from(Fault::new("table r_7 is gone")).body("req_1");
        assert_eq!(body["code"], "fault");
        assert!(!body.to_string().contains("r_7"));
    }
}
