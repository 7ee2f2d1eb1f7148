//! What is known of a caller who need not be signed in: how they came.

use std::convert::Infallible;
use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use crate::config::{Api, Peer};
use crate::forwarded;

/// How a request came.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    /// The address it came from, as far as the network knows.
    pub(crate) address: Option<IpAddr>,
    /// What the browser calls itself; empty = nothing.
    pub(crate) device: String,
    /// By https.
    pub(crate) secure: bool,
    /// The link at which the browser reaches us, such as `http://192.168.1.8:8080`.
    pub(crate) base: String,
}

impl Visitor {
    fn of(headers: &HeaderMap, peer: Option<&Peer>, trust: bool) -> Self {
        Self {
            address: peer.map(|peer| forwarded::address(headers, peer.0, trust)),
            device: headers
                .get(header::USER_AGENT)
                .and_then(|device| device.to_str().ok())
                .unwrap_or_default()
                .to_owned(),
            secure: forwarded::is_https(headers, trust),
            base: forwarded::base(headers, trust),
        }
    }
}

impl FromRequestParts<Api> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<Peer>();
        Ok(Self::of(&parts.headers, peer, api.config.trust_proxy))
    }
}
