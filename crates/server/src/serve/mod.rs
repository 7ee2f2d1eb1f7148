//! `clew serve`.

mod greeting;
mod listener;
mod network;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use api::{ApiConfig, Peer};
use app::Platform;
use app::runtime::Runtime;
use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::middleware::{Next, from_fn};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use tokio::task::block_in_place;

use self::listener::{Door, From};
use self::network::Network;
use crate::admin::{Socket, after_set_up};
use crate::cli::ServeTask;
use crate::open::open;
use crate::web::WebClient;
use crate::{VERSION, packs};

/// Threads that only pass messages on; the work is done on blocking ones.
const WORKERS: usize = 2;
/// Requests at work at once.
const BLOCKING: usize = 64;
/// How long the sender of a file may be silent.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long requests may go on after the server was asked to end.
const GRACE: Duration = Duration::from_secs(10);

/// Serves until the process is asked to end.
///
/// # Errors
/// When the data cannot be opened or the address cannot be listened on.
pub(crate) fn serve(task: &ServeTask) -> Result<()> {
    // The lock is dropped last: when everything that writes has ended.
    let (folder, platform) = open(&task.place.place())?;
    packs::begin(&platform)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(WORKERS)
        .max_blocking_threads(BLOCKING)
        .thread_name("clew-http")
        .enable_all()
        .build()
        .context("no threads")?;
    let work = Runtime::start(&platform).context("the platform's threads cannot be started")?;
    after_set_up(&platform);
    let commands = Socket::open(folder.path(), &platform);
    let served = runtime.block_on(listen(task, &platform));
    drop(commands);
    // Streams that did not end in time hold nothing that must be saved.
    runtime.shutdown_timeout(Duration::from_secs(1));
    work.stop();
    tracing::info!("ended");
    served
}

async fn listen(task: &ServeTask, platform: &Arc<Platform>) -> Result<()> {
    // A PostgreSQL session may not be used by a task of a runtime, hence the steps aside.
    let lan = block_in_place(|| platform.catalog())?.workspace.lan;
    let ears = Ears::open().context("signals cannot be heard")?;
    let (switch, to_network) = watch::channel(lan);
    let door = Door::open(task.listen, to_network).await;
    let door = door.with_context(|| format!("cannot listen on {}", task.listen))?;
    let (close, closing) = watch::channel(false);
    let network = Arc::new(Network { listen: door.address(), switch });
    block_in_place(|| greeting::greet(platform, &network))?;
    let config = ApiConfig {
        version: VERSION,
        trust_proxy: task.trust_proxy,
        assets: Arc::new(WebClient),
        doorway: network,
        patience: PATIENCE,
        closing,
    };
    let router = api::router(Arc::clone(platform), config);
    let serving = serve_on(door, router, (ears, close));
    serving.await.context("the server ended")
}

/// Answers until the process is asked to end, then lets requests finish for a while.
async fn serve_on(
    door: Door,
    router: Router,
    (ears, close): (Ears, watch::Sender<bool>),
) -> io::Result<()> {
    let service = router.layer(from_fn(with_peer)).into_make_service_with_connect_info::<From>();
    let mut closing = close.subscribe();
    let asked = async move {
        ears.hear().await;
        tracing::info!("ending");
        close.send_replace(true);
    };
    let serving = axum::serve(door, service).with_graceful_shutdown(asked);
    let too_long = async {
        // An error means that serving has ended already.
        if closing.wait_for(|closing| *closing).await.is_ok() {
            tokio::time::sleep(GRACE).await;
        }
    };
    tokio::select! {
        served = serving => served,
        () = too_long => {
            tracing::warn!("some requests were cut off");
            Ok(())
        }
    }
}

/// Says to the API who is at the other end.
async fn with_peer(mut request: Request, next: Next) -> axum::response::Response {
    let peer = request.extensions().get::<ConnectInfo<From>>().map(|info| info.0.0.ip());
    if let Some(peer) = peer {
        request.extensions_mut().insert(Peer(peer));
    }
    next.run(request).await
}

/// Ears for ctrl-c, and for what service keepers send.
struct Ears {
    interrupt: Signal,
    terminate: Signal,
}

impl Ears {
    /// Listens from now on; until then a signal simply ends the process.
    fn open() -> io::Result<Self> {
        let interrupt = signal(SignalKind::interrupt())?;
        Ok(Self { interrupt, terminate: signal(SignalKind::terminate())? })
    }

    /// Waits for one of them.
    async fn hear(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
