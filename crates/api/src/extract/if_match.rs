//! `If-Match`: the revision that a change is based on.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use model::{Code, Rejection};

use crate::problem::Problem;

/// The revision that the caller saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct IfMatch(pub(crate) i64);

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let mut all = parts.headers.get_all(header::IF_MATCH).iter();
        let (Some(one), None) = (all.next(), all.next()) else {
            let several = parts.headers.contains_key(header::IF_MATCH);
            let code = if several { Code::Malformed } else { Code::PreconditionRequired };
            return Err(Rejection::at(code, "If-Match").into());
        };
        let revision = one.to_str().ok().and_then(read);
        revision.map(Self).ok_or_else(|| Rejection::at(Code::Malformed, "If-Match").into())
    }
}

/// The revision in a strong tag. `*`, lists and weak tags name no single revision.
fn read(tag: &str) -> Option<i64> {
    let digits = tag.trim().strip_prefix('"')?.strip_suffix('"')?;
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn only_a_strong_tag_names_a_revision() {
        assert_eq!(read("\"12\""), Some(12));
        for tag in
            ["12", "W/\"12\"", "*", "\"\"", "\"+1\"", "\"1\", \"2\"", "\"99999999999999999999\""]
        {
            assert_eq!(read(tag), None, "{tag}");
        }
    }
}
