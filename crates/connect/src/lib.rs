//! OUTSIDE: what the platform needs from the machine and from servers elsewhere, behind the traits of `app::ports`.
//! A file per thing; nothing here decides.

pub mod files;
pub mod http;
mod key_file;
mod standard_webhooks;
pub mod system;
pub mod vault;
pub mod witness;

use std::path::Path;
use std::sync::Arc;

use app::{Fault, Ports};

/// The ports of a server with its data in this folder.
///
/// # Errors
/// When the folder cannot be made.
pub fn ports(data: &Path) -> Result<Ports, Fault> {
    Ok(Ports {
        clock: Arc::new(system::SystemClock),
        ids: Arc::new(system::SystemIds),
        random: Arc::new(system::SystemRandom),
        http: Arc::new(http::HttpClient::new()),
        files: Arc::new(files::DataFiles::open(data)?),
        vault: Arc::new(vault::KeyVault::open(data)?),
        witness: Arc::new(witness::FolderWitness::open(data)?),
    })
}
