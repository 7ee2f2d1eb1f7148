//! The query string.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use model::{Code, Rejection};
use serde::de::DeserializeOwned;

use crate::problem::Problem;

/// The query string as a struct that denies unknown fields.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let found = axum::extract::Query::<T>::from_request_parts(parts, state).await;
        found.map(|query| Self(query.0)).map_err(|refused| {
            let text = refused.body_text();
            // `…: unknown field `x`, expected …` and `…: x: invalid digit …`: told as they are, they name the place.
            let reason = text.split_once(": ").map_or(text.as_str(), |(_, reason)| reason);
            Rejection::at(Code::Malformed, "query").with("reason", reason).into()
        })
    }
}
