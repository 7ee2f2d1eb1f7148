//! What the binary decides for the edge.

use std::sync::Arc;
use std::time::Duration;

use app::Platform;
use tokio::sync::watch;

use crate::routes::{Leaving, Uploads};
use crate::web::Assets;

/// The address at which others in the network find this server 局域网访问; the binary owns the listening socket.
pub trait Doorway: Send + Sync {
    /// `http://…` of each private address of this machine, best first.
    fn addresses(&self) -> Vec<String>;
    /// Whether others in the network may connect now.
    fn is_open(&self) -> bool;
    /// The link as an SVG picture that phones can scan.
    fn picture(&self, link: &str) -> String;
    /// Listens on the network, or on this machine only. Returns at once; open connections stay.
    fn open(&self, to_network: bool);
}

/// What the binary decides for the edge.
#[derive(Clone)]
pub struct ApiConfig {
    /// The product's version.
    pub version: &'static str,
    /// `X-Forwarded-Proto`, `-Host` and `-For` come from a proxy of ours and are believed.
    pub trust_proxy: bool,
    /// The web client.
    pub assets: Arc<dyn Assets>,
    /// The listening socket.
    pub doorway: Arc<dyn Doorway>,
    /// How long the sender of a file may be silent.
    pub patience: Duration,
    /// Turns true when the server is to end: streams that never end by themselves end then.
    pub closing: watch::Receiver<bool>,
}

/// What every handler is given.
#[derive(Clone)]
pub(crate) struct Api {
    pub(crate) platform: Arc<Platform>,
    pub(crate) config: Arc<ApiConfig>,
    pub(crate) uploads: Uploads,
    pub(crate) leaving: Leaving,
}

/// Who is at the other end of the connection; put on each request by whoever accepts connections.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub std::net::IpAddr);
