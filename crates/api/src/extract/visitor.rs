//! What is known of a caller who need not be signed in: how they came.

use std::convert::Infallible;
use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use crate::config::{Api, Peer};
use crate::forwarded;
use crate::reach::is_loopback;

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
    /// From this very machine, as far as anybody can tell: the connection comes from loopback, it was opened under a
    /// loopback name (a page of another site cannot bring that about), and nobody says to have passed it on.
    pub(crate) here: bool,
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
            here: peer.is_some_and(|peer| is_here(headers, peer.0)),
        }
    }
}

fn is_here(headers: &HeaderMap, peer: IpAddr) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    peer.to_canonical().is_loopback()
        && host.is_some_and(is_loopback)
        && !forwarded::is_passed_on(headers)
}

impl FromRequestParts<Api> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<Peer>();
        Ok(Self::of(&parts.headers, peer, api.config.trust_proxy))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(peer: &str, sent: &[(&'static str, &str)], here: bool) {
        let mut headers = HeaderMap::new();
        for (name, value) in sent {
            headers.append(*name, value.parse().expect("a header"));
        }
        let peer = Peer(peer.parse().expect("an address"));
        for trust in [true, false] {
            let found = Visitor::of(&headers, Some(&peer), trust);
            assert_eq!(found.here, here, "{peer:?} {sent:?} {trust}");
        }
    }

    #[test]
    fn a_browser_on_this_machine_is_known_by_both_ends() {
        for peer in ["127.0.0.1", "::1", "::ffff:127.0.0.1"] {
            for host in ["localhost:8080", "127.0.0.1:8080", "[::1]:8080", "clew.localhost"] {
                check(peer, &[("host", host)], true);
            }
        }
        check("192.168.1.8", &[("host", "localhost:8080")], false);
        check("127.0.0.1", &[("host", "192.168.1.8:8080")], false);
        check("127.0.0.1", &[("host", "localhost.example:8080")], false);
        check("127.0.0.1", &[], false);
    }

    #[test]
    fn what_somebody_passed_on_came_from_elsewhere() {
        let host = ("host", "localhost:8080");
        for (name, value) in [
            ("x-forwarded-for", "127.0.0.1"),
            ("x-forwarded-proto", "http"),
            ("x-real-ip", "127.0.0.1"),
            ("forwarded", "for=127.0.0.1"),
            ("via", "1.1 proxy"),
        ] {
            check("127.0.0.1", &[host, (name, value)], false);
        }
    }
}
