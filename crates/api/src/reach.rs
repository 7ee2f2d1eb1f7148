//! What a link must begin with, so that whoever gets it can open it.

use app::Platform;

use crate::config::{ApiConfig, Doorway};
use crate::extract::Visitor;

/// Where others reach this server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reach {
    /// Scheme, host and port, such as `http://192.168.1.8:8080`.
    pub(crate) link: String,
    /// Nobody at another machine can open it.
    pub(crate) only_here: bool,
}

impl Reach {
    /// As the workspace says, else as the browser came, else as the network knows this machine.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) fn of(
        platform: &Platform,
        config: &ApiConfig,
        visitor: &Visitor,
    ) -> Result<Self, app::Fault> {
        let own = &platform.catalog()?.workspace.address;
        Ok(decide(own, &visitor.base, &*config.doorway))
    }
}

fn decide(own: &str, browser: &str, doorway: &dyn Doorway) -> Reach {
    if !own.is_empty() {
        return Reach { link: own.to_owned(), only_here: is_loopback(own) };
    }
    let open = doorway.is_open().then(|| doorway.addresses().into_iter().next()).flatten();
    match open {
        Some(link) if is_loopback(browser) => Reach { link, only_here: false },
        _ => Reach { link: browser.to_owned(), only_here: is_loopback(browser) },
    }
}

/// Whether a link, or a host with its port, goes to the very machine on which it is opened.
pub(crate) fn is_loopback(link: &str) -> bool {
    let host = link.split_once("://").map_or(link, |(_, host)| host);
    let name = match host.strip_prefix('[') {
        Some(inner) => inner.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let ip = name.parse::<std::net::IpAddr>();
    name == "localhost" || name.ends_with(".localhost") || ip.is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Door(bool);

    impl Doorway for Door {
        fn addresses(&self) -> Vec<String> {
            vec!["http://192.168.1.8:8080".to_owned()]
        }

        fn is_open(&self) -> bool {
            self.0
        }

        fn picture(&self, _link: &str) -> String {
            String::new()
        }

        fn open(&self, _to_network: bool) {}
    }

    fn check(own: &str, browser: &str, open: bool, wanted: (&str, bool)) {
        let found = decide(own, browser, &Door(open));
        assert_eq!((found.link.as_str(), found.only_here), wanted, "{own} {browser} {open}");
    }

    #[test]
    fn a_link_begins_with_what_the_invited_can_reach() {
        let (here, lan) = ("http://127.0.0.1:8080", "http://192.168.1.8:8080");
        check("", here, true, (lan, false));
        check("", "http://localhost:8080", true, (lan, false));
        check("", "http://[::1]:8080", true, (lan, false));
        check("", "http://crm.local:8080", true, ("http://crm.local:8080", false));
        check("", "https://crm.example", false, ("https://crm.example", false));
        check("https://crm.example", here, true, ("https://crm.example", false));
    }

    #[test]
    fn what_only_this_machine_can_open_is_said() {
        check("", "http://127.0.0.1:8080", false, ("http://127.0.0.1:8080", true));
        check("http://localhost:1", "http://crm.local", true, ("http://localhost:1", true));
    }
}
