//! What the person who starts the server reads in the terminal.

use anyhow::Result;
use api::Doorway as _;
use app::Platform;

use super::network::{Network, in_characters, link};
use crate::print;

/// Says where to go.
pub(super) fn greet(platform: &Platform, network: &Network) -> Result<()> {
    let (home, others) = (network.home(), network.addresses());
    let mut text = format!("Clew is ready 已启动:  {home}\n");
    if let Some(token) = platform.set_up_token()? {
        text.push_str("\nOpen this link once to set it up 请打开此一次性链接完成设置:\n");
        text.push_str(&format!("  {home}/setup?token={token}\n"));
        // On a server without a screen the browser is elsewhere.
        if let Some(first) = others.first().filter(|first| network.is_open() && **first != home) {
            text.push_str(&format!("  {first}/setup?token={token}\n"));
        }
    }
    if network.is_open() {
        if !others.is_empty() {
            text.push_str("\nIn your network 局域网访问:\n");
        }
        for address in &others {
            text.push_str(&format!("  {address}\n"));
        }
        if let Some(first) = others.first() {
            text.push_str(&in_characters(first));
        }
    }
    print(text.trim_end())
}

impl Network {
    /// The link for this machine.
    fn home(&self) -> String {
        let ip = self.listen.ip();
        let local = match ip {
            std::net::IpAddr::V4(_) if ip.is_unspecified() => std::net::Ipv4Addr::LOCALHOST.into(),
            std::net::IpAddr::V6(_) if ip.is_unspecified() => std::net::Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        link(local, self.listen.port())
    }
}
