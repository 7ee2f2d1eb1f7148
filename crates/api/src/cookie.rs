//! The session cookie.

use axum::http::{HeaderMap, HeaderValue, header};

/// Its name.
const NAME: &str = "clew_session";

/// The session token in a request, if there is one.
pub(crate) fn token(headers: &HeaderMap) -> Option<&str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs =
        all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == NAME).map(|(_, token)| token).filter(|token| !token.is_empty())
}

/// The cookie that keeps a person signed in; until the browser ends where `seconds` is none.
pub(crate) fn keep(token: &str, seconds: Option<i64>, secure: bool) -> Option<HeaderValue> {
    let age = seconds.map(|s| format!("; Max-Age={s}")).unwrap_or_default();
    written(token, &age, secure)
}

/// The cookie that makes a browser forget.
pub(crate) fn forget(secure: bool) -> Option<HeaderValue> {
    written("", "; Max-Age=0", secure)
}

fn written(token: &str, age: &str, secure: bool) -> Option<HeaderValue> {
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{NAME}={token}; Path=/; HttpOnly; SameSite=Lax{age}{secure}");
    HeaderValue::from_str(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(lines: &[&'static str]) -> HeaderMap {
        lines.iter().map(|line| (header::COOKIE, HeaderValue::from_static(line))).collect()
    }

    #[test]
    fn the_token_is_found_among_other_cookies() {
        assert_eq!(token(&sent(&["a=1; clew_session=abc; b=2"])), Some("abc"));
        assert_eq!(token(&sent(&["a=1", "clew_session=abc"])), Some("abc"));
        assert_eq!(token(&sent(&["xclew_session=abc"])), None);
        assert_eq!(token(&sent(&["clew_session="])), None);
    }

    #[test]
    fn scripts_and_other_sites_never_have_it_and_plain_lines_only_without_https() {
        let plain = keep("abc", None, false).expect("a header");
        assert_eq!(plain, "clew_session=abc; Path=/; HttpOnly; SameSite=Lax");
        let secure = keep("abc", Some(60), true).expect("a header");
        assert_eq!(secure, "clew_session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure");
        assert_eq!(keep("a\nb", None, false), None);
    }
}
