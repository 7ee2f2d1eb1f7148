//! A file into records: the platform's own imports, asked from the command line.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use app::files::{Incoming, discard};
use app::imports::ImportPatch;
use app::{Platform, Who};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};

use super::Reply;
use super::perform::Served;
use super::wait::wait_for;
use crate::user_add::told;

/// What to import where.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ImportRequest {
    /// A file of this machine that the server can read.
    pub(crate) path: PathBuf,
    /// Where the rows go: `{"form": code}` or `{"new_form": {"name", "code"}}`.
    pub(crate) target: Json,
    /// More changes of what is proposed, as `PATCH /imports/{id}` takes them.
    pub(crate) map: Option<Json>,
    /// Only say what would happen.
    pub(crate) dry_run: bool,
}

/// Does it; the answer is a summary in JSON.
pub(super) fn import(
    platform: &Platform,
    served: Served,
    request: &ImportRequest,
    reply: &mut dyn Reply,
) -> Result<()> {
    let who = Who { zone: platform.catalog()?.workspace.time_zone(), ..Who::cli() };
    let incoming = incoming(platform, request)?;
    let started = platform.start_import(&who, &incoming, None);
    if started.is_err() {
        discard(&incoming.path)?;
    }
    let id = started.map_err(told)?.id;
    let change = |patch: Json| -> Result<_> {
        let patch: ImportPatch = serde_json::from_value(patch).context("--map")?;
        platform.change_import(&who, id, &patch).map_err(told)
    };
    let mut view = change(json!({ "target": request.target }))?;
    if let Some(map) = &request.map {
        view = change(map.clone())?;
    }
    if request.dry_run {
        platform.remove_import(&who, id).map_err(told)?;
        return Ok(reply.line(&json!({ "would": view }).to_string())?);
    }
    let problems = json!(view.problems);
    let job = platform.run_import(&who, id).map_err(told)?;
    wait_for(platform, served, job, reply)?;
    let result = platform.find_job(&who, job).map_err(told)?.result;
    let summary = json!({ "import": id, "job": job, "result": result, "problems": problems });
    Ok(reply.line(&summary.to_string())?)
}

/// The file, copied to where the platform keeps what comes in.
fn incoming(platform: &Platform, request: &ImportRequest) -> Result<Incoming> {
    let shown = request.path.display();
    let mut from = File::open(&request.path).with_context(|| format!("{shown} cannot be read"))?;
    let path = platform.ports().files.temporary()?;
    let mut to = File::create(&path)?;
    let (mut hasher, mut size, mut piece) = (Sha256::new(), 0u64, vec![0; 64 * 1024]);
    loop {
        let n = from.read(&mut piece)?;
        if n == 0 {
            break;
        }
        hasher.update(&piece[..n]);
        to.write_all(&piece[..n])?;
        size += n as u64;
    }
    to.sync_all()?;
    let name = request.path.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
    let media = "application/octet-stream".to_owned();
    Ok(Incoming { path, hash: hasher.finalize().into(), size, name, media })
}
