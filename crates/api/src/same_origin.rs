//! Pages of other sites must not act with a visitor's cookie (CSRF).

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::config::Api;
use crate::problem::Problem;
use crate::{cookie, forwarded};

/// Refuses unsafe requests that a browser sent for another site's page.
pub(crate) async fn guard(State(api): State<Api>, request: Request<Body>, next: Next) -> Response {
    let headers = request.headers();
    let host = forwarded::host(headers, api.config.trust_proxy);
    if is_allowed(request.method(), headers, host) {
        next.run(request).await
    } else {
        Problem::edge(StatusCode::FORBIDDEN, "cross_site").into_response()
    }
}

/// Whether the request may act. A browser tells where a request comes from; a request with a cookie that tells
/// nothing is refused, one without (a script with an API key) is not a browser's.
fn is_allowed(method: &Method, headers: &HeaderMap, host: Option<&str>) -> bool {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return true;
    }
    // A page of another site cannot send this header without our consent, which we never give.
    if headers.contains_key(header::AUTHORIZATION) {
        return true;
    }
    if let Some(site) = text(headers, "sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match text(headers, "origin") {
        Some(origin) => host.is_some_and(|host| is_same(origin, host)),
        None => cookie::token(headers).is_none(),
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    // A value that is no text is somebody's attempt: it equals nothing.
    headers.get(name).map(|value| value.to_str().unwrap_or("?"))
}

/// Whether an origin is that of a host; a port that the scheme implies may be missing on either side.
fn is_same(origin: &str, host: &str) -> bool {
    let Some((scheme, place)) = origin.split_once("://") else { return false };
    let implied = match scheme {
        "http" => ":80",
        "https" => ":443",
        _ => return false,
    };
    let bare = |place: &str| place.strip_suffix(implied).unwrap_or(place).to_ascii_lowercase();
    bare(place) == bare(host)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderName;

    use super::*;

    fn may(method: &Method, sent: &[(&'static str, &'static str)]) -> bool {
        let headers = sent
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), value.parse().expect("a header")));
        is_allowed(method, &headers.collect(), Some("crm.local:8080"))
    }

    const COOKIE: (&str, &str) = ("cookie", "clew_session=abc");

    #[test]
    fn a_page_of_ours_may_act() {
        assert!(may(&Method::POST, &[COOKIE, ("origin", "http://crm.local:8080")]));
        assert!(may(&Method::POST, &[COOKIE, ("origin", "http://CRM.local:8080")]));
        assert!(may(&Method::DELETE, &[COOKIE, ("sec-fetch-site", "same-origin")]));
    }

    #[test]
    fn a_page_of_another_site_may_not() {
        for origin in [
            "http://evil.example",
            "http://crm.local",
            "null",
            "crm.local:8080",
            "x://crm.local:8080",
        ] {
            assert!(!may(&Method::POST, &[COOKIE, ("origin", origin)]), "{origin}");
            assert!(!may(&Method::POST, &[("origin", origin)]), "signing in from {origin}");
        }
        for site in ["cross-site", "same-site", "?"] {
            let told = [COOKIE, ("sec-fetch-site", site), ("origin", "http://crm.local:8080")];
            assert!(!may(&Method::PATCH, &told), "{site}");
        }
    }

    #[test]
    fn a_cookie_without_a_word_of_where_from_is_refused() {
        assert!(!may(&Method::POST, &[COOKIE]));
    }

    #[test]
    fn scripts_and_reading_are_free() {
        assert!(may(&Method::POST, &[]));
        assert!(may(&Method::POST, &[("authorization", "Bearer clew_key_x")]));
        assert!(may(&Method::GET, &[COOKIE, ("sec-fetch-site", "cross-site")]));
    }

    #[test]
    fn a_port_that_the_scheme_implies_may_be_missing() {
        assert!(is_same("https://crm.example", "crm.example:443"));
        assert!(is_same("http://crm.example:80", "crm.example"));
        assert!(!is_same("https://crm.example:80", "crm.example"));
    }
}
