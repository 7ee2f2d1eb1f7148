//! What a proxy before us says about the request; believed only where the configuration says that there is one.

use std::net::IpAddr;

use axum::http::{HeaderMap, header};

/// The host that the browser asked for.
pub(crate) fn host(headers: &HeaderMap, trust: bool) -> Option<&str> {
    let forwarded = if trust { last(headers, "x-forwarded-host") } else { None };
    forwarded.or_else(|| headers.get(header::HOST)?.to_str().ok())
}

/// Whether the browser came by https. We ourselves speak plain HTTP.
pub(crate) fn is_https(headers: &HeaderMap, trust: bool) -> bool {
    trust && last(headers, "x-forwarded-proto").is_some_and(|scheme| scheme == "https")
}

/// The link at which the browser reaches us.
pub(crate) fn base(headers: &HeaderMap, trust: bool) -> String {
    let scheme = if is_https(headers, trust) { "https" } else { "http" };
    format!("{scheme}://{}", host(headers, trust).unwrap_or("localhost"))
}

/// Who asks, as far as the network knows.
pub(crate) fn address(headers: &HeaderMap, peer: IpAddr, trust: bool) -> IpAddr {
    let forwarded = if trust { last(headers, "x-forwarded-for") } else { None };
    forwarded.and_then(|text| text.parse().ok()).unwrap_or(peer)
}

/// Whether anybody says to have passed the request on; believed of everybody, for nobody gains by it.
pub(crate) fn is_passed_on(headers: &HeaderMap) -> bool {
    let name = |name: &str| {
        name.starts_with("x-forwarded-") || ["forwarded", "via", "x-real-ip"].contains(&name)
    };
    headers.keys().any(|key| name(key.as_str()))
}

/// What the nearest proxy added: the last of a list.
fn last<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let value = headers.get_all(name).iter().next_back()?.to_str().ok()?;
    value.rsplit(',').next().map(str::trim).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    fn sent() -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("host", "127.0.0.1:8080"),
            ("x-forwarded-host", "crm.example"),
            ("x-forwarded-proto", "https"),
            ("x-forwarded-for", "1.1.1.1, 203.0.113.9"),
        ] {
            headers.insert(name, value.parse().expect("a header"));
        }
        headers
    }

    #[test]
    fn without_a_trusted_proxy_its_words_are_ignored() {
        assert_eq!(base(&sent(), false), "http://127.0.0.1:8080");
        assert_eq!(address(&sent(), Ipv4Addr::LOCALHOST.into(), false), Ipv4Addr::LOCALHOST);
    }

    #[test]
    fn a_trusted_proxy_names_what_the_browser_saw_and_the_address_it_saw_itself() {
        assert_eq!(base(&sent(), true), "https://crm.example");
        let address = address(&sent(), Ipv4Addr::LOCALHOST.into(), true);
        assert_eq!(address, Ipv4Addr::new(203, 0, 113, 9));
    }
}
