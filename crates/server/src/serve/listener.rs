//! The listening socket: on this machine only, or on the whole network, changed without a restart.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// How long to wait when the system has no room for another connection.
const PAUSE: Duration = Duration::from_millis(500);

/// The listening socket.
pub(super) struct Door {
    asked: SocketAddr,
    socket: Option<TcpListener>,
    to_network: watch::Receiver<bool>,
}

impl Door {
    /// Listens.
    pub(super) async fn open(
        asked: SocketAddr,
        to_network: watch::Receiver<bool>,
    ) -> io::Result<Self> {
        let wide = *to_network.borrow();
        let socket = TcpListener::bind(place(asked, wide)).await?;
        // From now on the port is known, also when the system chose it.
        let asked = SocketAddr::new(asked.ip(), socket.local_addr()?.port());
        Ok(Self { asked, socket: Some(socket), to_network })
    }

    /// The address that was asked for, with its real port.
    pub(super) fn address(&self) -> SocketAddr {
        self.asked
    }

    /// Listens where it is wanted now. Connections that are open stay.
    async fn reopen(&mut self) {
        let wide = *self.to_network.borrow_and_update();
        let wanted = place(self.asked, wide);
        // The old socket must be gone first: both want the same port.
        self.socket = None;
        match TcpListener::bind(wanted).await {
            Ok(socket) => {
                tracing::info!(address = %wanted, "listening");
                self.socket = Some(socket);
            }
            Err(error) => {
                tracing::error!(address = %wanted, %error, "cannot listen there");
                self.socket = TcpListener::bind(self.asked).await.ok();
            }
        }
    }
}

/// Where to listen: a loopback address opens to the network of its family.
fn place(asked: SocketAddr, to_network: bool) -> SocketAddr {
    let ip = match asked.ip() {
        IpAddr::V4(ip) if ip.is_loopback() && to_network => Ipv4Addr::UNSPECIFIED.into(),
        IpAddr::V6(ip) if ip.is_loopback() && to_network => Ipv6Addr::UNSPECIFIED.into(),
        ip => ip,
    };
    SocketAddr::new(ip, asked.port())
}

impl Listener for Door {
    type Io = TcpStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (TcpStream, SocketAddr) {
        loop {
            let accepted = async {
                match &self.socket {
                    Some(socket) => socket.accept().await,
                    None => Err(io::ErrorKind::NotConnected.into()),
                }
            };
            tokio::select! {
                Ok(()) = self.to_network.changed() => {}
                accepted = accepted => match accepted {
                    Ok((stream, peer)) => {
                        // Answers are written whole: nothing is gained by waiting for more.
                        drop(stream.set_nodelay(true));
                        return (stream, peer);
                    }
                    Err(error) if is_the_callers(&error) => continue,
                    Err(error) => {
                        tracing::warn!(%error, "no connection could be accepted");
                        tokio::time::sleep(PAUSE).await;
                        if self.socket.is_some() {
                            continue;
                        }
                    }
                },
            }
            self.reopen().await;
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.asked)
    }
}

fn is_the_callers(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
    )
}

/// Who is at the other end.
#[derive(Debug, Clone, Copy)]
pub(super) struct From(pub(super) SocketAddr);

impl Connected<IncomingStream<'_, Door>> for From {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        Self(*stream.remote_addr())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_loopback_address_opens_to_the_network() {
        let check = |asked: &str, wanted: &str| {
            let asked: SocketAddr = asked.parse().expect("an address");
            assert_eq!(place(asked, true).to_string(), wanted);
            assert_eq!(place(asked, false), asked);
        };
        check("127.0.0.1:8080", "0.0.0.0:8080");
        check("[::1]:8080", "[::]:8080");
        check("192.168.1.8:8080", "192.168.1.8:8080");
    }

    #[tokio::test]
    async fn the_port_stays_when_the_network_is_let_in() {
        let (network, follow) = watch::channel(false);
        let asked = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let mut door = Door::open(asked, follow).await.expect("listening");
        let here = door.address();
        let connecting = tokio::net::TcpStream::connect(here);
        let (_, open) = tokio::join!(door.accept(), connecting);
        open.expect("before");
        network.send_replace(true);
        let knocking = async {
            // The socket is exchanged while `accept` waits.
            tokio::time::sleep(Duration::from_millis(50)).await;
            TcpStream::connect(here).await
        };
        let (_, open) = tokio::join!(door.accept(), knocking);
        open.expect("after");
        let socket = door.socket.as_ref().expect("listening");
        assert!(socket.local_addr().expect("bound").ip().is_unspecified());
    }
}
