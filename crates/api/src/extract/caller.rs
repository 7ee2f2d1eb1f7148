//! Who asks: a cookie or an API key, looked up with each request.

use app::Who;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use model::Code;

use crate::blocking::blocking;
use crate::config::Api;
use crate::cookie;
use crate::problem::Problem;

/// What a request shows for who it is from.
#[derive(Clone)]
pub(crate) enum Credential {
    /// The cookie's token.
    Session(String),
    /// An API key.
    Key(String),
}

impl Credential {
    /// What the request shows; a key goes before a cookie.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let Some(authorization) = headers.get(header::AUTHORIZATION) else {
            return cookie::token(headers).map(|token| Self::Session(token.to_owned()));
        };
        let (scheme, key) = authorization.to_str().ok()?.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| Self::Key(key.trim().to_owned()))
    }
}

/// Somebody who is signed in.
#[derive(Clone)]
pub(crate) struct Caller(pub(crate) Who);

impl FromRequestParts<Api> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Problem> {
        if let Some(known) = parts.extensions.get::<Self>() {
            return Ok(known.clone());
        }
        let credential = Credential::of(&parts.headers);
        let credential = credential.ok_or_else(|| Problem::of(Code::Unauthenticated))?;
        let platform = api.platform.clone();
        let who = blocking(move || match credential {
            Credential::Session(token) => platform.who_by_session(&token),
            Credential::Key(key) => platform.who_by_api_key(&key),
        });
        let caller = Self(who.await?);
        parts.extensions.insert(caller.clone());
        Ok(caller)
    }
}
