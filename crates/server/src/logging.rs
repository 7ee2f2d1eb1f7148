//! The log goes to standard error, where the machine's own log keeper collects it.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

/// What is logged where neither `CLEW_LOG` nor `RUST_LOG` says otherwise.
const USUAL: &str = "info";

/// Begins to log.
pub(crate) fn start() {
    let asked = std::env::var("CLEW_LOG").or_else(|_| std::env::var("RUST_LOG"));
    let asked = asked.unwrap_or_else(|_| USUAL.to_owned());
    let filter = EnvFilter::try_new(&asked);
    let is_wrong = filter.is_err();
    let filter = filter.unwrap_or_else(|_| EnvFilter::new(USUAL));
    let colours = std::io::stderr().is_terminal();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours);
    log.with_writer(std::io::stderr).init();
    if is_wrong {
        tracing::warn!("CLEW_LOG or RUST_LOG cannot be read as a filter; logging at {USUAL}");
    }
}
