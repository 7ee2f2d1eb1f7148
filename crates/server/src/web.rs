//! The web client inside the binary. A debug build reads it from the checkout, so that a new build of it is seen at
//! once.

use api::{Asset, Assets};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../web/dist"]
struct Built;

/// Shown where the binary was built without the web client.
const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Clew</title>\
    <p>The web client is not built into this server. The API is at <code>/api/v1</code>.</p></html>";

/// The web client's files.
#[derive(Debug, Clone, Copy)]
pub struct WebClient;

impl Assets for WebClient {
    fn get(&self, path: &str) -> Option<Asset> {
        if let Some(file) = Built::get(path) {
            let hash = file.metadata.sha256_hash();
            let tag = hash[..12].iter().map(|byte| format!("{byte:02x}")).collect();
            return Some(Asset { bytes: file.data, tag });
        }
        let bytes = NOT_BUILT.as_bytes().into();
        (path == "index.html").then(|| Asset { bytes, tag: "none".to_owned() })
    }
}
