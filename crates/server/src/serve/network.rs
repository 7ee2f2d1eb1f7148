//! This machine in its network: addresses, the picture of a link, and the switch 局域网访问.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use api::Doorway;
use qrcode::QrCode;
use qrcode::render::{svg, unicode};
use tokio::sync::watch;

/// Pixels of a picture's side, at least.
const SIDE: u32 = 240;

/// What the API may do with the listening socket.
pub(super) struct Network {
    pub(super) listen: SocketAddr,
    pub(super) switch: watch::Sender<bool>,
}

impl Doorway for Network {
    fn addresses(&self) -> Vec<String> {
        let port = self.listen.port();
        addresses(self.listen.ip()).into_iter().map(|ip| link(ip, port)).collect()
    }

    fn is_open(&self) -> bool {
        !self.listen.ip().is_loopback() || *self.switch.borrow()
    }

    fn picture(&self, text: &str) -> String {
        let code = QrCode::new(text);
        code.map(|c| c.render::<svg::Color<'_>>().min_dimensions(SIDE, SIDE).build())
            .unwrap_or_default()
    }

    fn open(&self, to_network: bool) {
        self.switch.send_if_modified(|open| std::mem::replace(open, to_network) != to_network);
    }
}

/// A link to an address.
pub(super) fn link(ip: IpAddr, port: u16) -> String {
    format!("http://{}", SocketAddr::new(ip, port))
}

/// The same picture in a terminal's characters.
pub(super) fn in_characters(text: &str) -> String {
    let code = QrCode::new(text);
    // Dark on light whatever the terminal's colours are: scanners want the quiet zone bright.
    code.map(|c| {
        let mut image = c.render::<unicode::Dense1x2>();
        image.dark_color(unicode::Dense1x2::Light).light_color(unicode::Dense1x2::Dark).build()
    })
    .unwrap_or_default()
}

/// Addresses at which others in the network reach what listens on `listen`; the likeliest first.
fn addresses(listen: IpAddr) -> Vec<IpAddr> {
    if !listen.is_loopback() && !listen.is_unspecified() {
        return vec![listen];
    }
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    let mut found: Vec<(u8, Ipv4Addr)> = interfaces
        .into_iter()
        .filter_map(|interface| match interface.ip() {
            IpAddr::V4(ip) if !ip.is_loopback() && !ip.is_link_local() => {
                Some((rank(&interface.name, ip), ip))
            }
            _ => None,
        })
        .collect();
    found.sort_unstable();
    // A public address is told only where there is no other.
    if found.iter().any(|(_, ip)| ip.is_private()) {
        found.retain(|(_, ip)| ip.is_private());
    }
    found.into_iter().map(|(_, ip)| ip.into()).collect()
}

/// How unlikely it is that a phone in the office reaches this address.
fn rank(interface: &str, ip: Ipv4Addr) -> u8 {
    // Networks between virtual machines on this very machine.
    const INNER: [&str; 7] = ["docker", "br-", "veth", "virbr", "vmnet", "vbox", "tun"];
    let inner = INNER.iter().any(|prefix| interface.starts_with(prefix));
    let range = match ip.octets()[0] {
        192 => 0,
        10 => 1,
        172 => 2,
        _ => 3,
    };
    range + if inner { 10 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_office_network_comes_before_virtual_ones() {
        let mut all = [
            ("docker0", Ipv4Addr::new(172, 17, 0, 1)),
            ("virbr0", Ipv4Addr::new(192, 168, 122, 1)),
            ("eth0", Ipv4Addr::new(10, 0, 0, 4)),
            ("wlan0", Ipv4Addr::new(192, 168, 1, 8)),
        ];
        all.sort_by_key(|(name, ip)| rank(name, *ip));
        assert_eq!(all.map(|(name, _)| name), ["wlan0", "eth0", "virbr0", "docker0"]);
    }

    #[test]
    fn an_address_that_was_named_is_the_only_one() {
        let named = IpAddr::from([192, 168, 1, 8]);
        assert_eq!(addresses(named), [named]);
    }

    #[test]
    fn a_link_becomes_a_picture_in_both_forms() {
        let network = Network {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            switch: watch::channel(false).0,
        };
        assert!(network.picture("http://192.168.1.8:8080").contains("<svg"));
        assert!(in_characters("http://192.168.1.8:8080").lines().count() > 10);
    }
}
