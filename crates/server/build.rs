//! Tells cargo that the web client and the packs are part of the binary.

use std::fs;
use std::path::Path;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for folder in ["web/dist", "packs"] {
        let folder = root.join(folder);
        // A folder that does not exist would have the binary built anew each time. Where it cannot be made, that is
        // all that happens.
        drop(fs::create_dir_all(&folder));
        println!("cargo:rerun-if-changed={}", folder.display());
    }
}
