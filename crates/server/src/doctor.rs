//! `clew doctor`: is this machine, and what lies in the data folder, fit for use? Changes nothing.

use std::cmp::Ordering;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use anyhow::{Result, bail};
use store::session::Read;
use store::{Fault, Location, head, migrations, postgres, sqlite};

use crate::data_folder::is_in_use;
use crate::open::Place;
use crate::{VERSION, print};

/// Less free room than this is told as a problem.
const ROOM: u64 = 1024 * 1024 * 1024;

/// One thing looked at.
struct Finding {
    about: &'static str,
    told: String,
    is_fine: bool,
}

impl Finding {
    fn fine(about: &'static str, told: impl Into<String>) -> Self {
        Self { about, told: told.into(), is_fine: true }
    }

    fn wrong(about: &'static str, told: impl Into<String>) -> Self {
        Self { about, told: told.into(), is_fine: false }
    }
}

/// Looks at everything and prints what it found.
///
/// # Errors
/// When something is not fit for use.
pub(crate) fn doctor(place: &Place) -> Result<()> {
    let mut findings = vec![Finding::fine("version", VERSION)];
    findings.extend(folder(&place.data));
    findings.push(room(&place.data));
    findings.push(database(place));
    let mut text = String::new();
    for finding in &findings {
        let mark = if finding.is_fine { "ok " } else { "BAD" };
        text.push_str(&format!("{mark} {:<12} {}\n", finding.about, finding.told));
    }
    print(text.trim_end())?;
    match findings.iter().filter(|finding| !finding.is_fine).count() {
        0 => Ok(()),
        1 => bail!("1 thing needs attention"),
        n => bail!("{n} things need attention"),
    }
}

fn folder(data: &Path) -> Vec<Finding> {
    let shown = data.display();
    let Ok(found) = fs::metadata(data) else {
        return vec![Finding::wrong("data folder", format!("{shown} does not exist"))];
    };
    let mut findings = Vec::new();
    let others = found.permissions().mode() & 0o077;
    findings.push(if !found.is_dir() {
        Finding::wrong("data folder", format!("{shown} is not a folder"))
    } else if others != 0 {
        Finding::wrong("data folder", format!("{shown} can be read by others: chmod 700 {shown}"))
    } else {
        Finding::fine("data folder", format!("{shown}"))
    });
    let used = if is_in_use(data) { "a server is running" } else { "no server is running" };
    findings.push(Finding::fine("server", used));
    findings
}

fn room(data: &Path) -> Finding {
    let Ok(found) = rustix::fs::statvfs(data) else {
        return Finding::wrong("free room", "cannot be told");
    };
    let free = found.f_bavail.saturating_mul(found.f_frsize);
    let told = format!("{} MB", free / (1024 * 1024));
    if free < ROOM { Finding::wrong("free room", told) } else { Finding::fine("free room", told) }
}

fn database(place: &Place) -> Finding {
    let location = place.location(&place.data);
    if let Location::Sqlite(path) = &location
        && !path.exists()
    {
        return Finding::wrong("database", "none yet: clew serve makes it");
    }
    looked_into(&location).unwrap_or_else(|fault| Finding::wrong("database", fault.to_string()))
}

/// Opening a connection to write with asserts that answered writes survive a power cut.
fn looked_into(location: &Location) -> Result<Finding, Fault> {
    match location {
        Location::Sqlite(path) => {
            let mut session = sqlite::open_writer(path)?;
            let found = sqlite::durability(&mut session)?;
            let settings = format!("{}, synchronous {}", found.journal_mode, found.synchronous);
            versions(&mut session, "SQLite", &settings)
        }
        Location::Postgres { url, schema } => {
            let (url, schema) = (url.clone(), schema.clone());
            let mut session = postgres::open_writer(&postgres::PostgresOptions { url, schema })?;
            let found = postgres::durability(&mut session)?;
            let settings = format!("fsync {}, commit {}", found.fsync, found.synchronous_commit);
            versions(&mut session, "PostgreSQL", &settings)
        }
    }
}

fn versions(read: &mut dyn Read, engine: &str, settings: &str) -> Result<Finding, Fault> {
    let (version, current) = (migrations::found_version(read)?, migrations::CURRENT);
    let seq = head::read(read)?.seq;
    let told = format!("{engine} ({settings}), schema {version}, log at {seq}");
    Ok(match version.cmp(&current) {
        Ordering::Equal => Finding::fine("database", told),
        Ordering::Less => {
            Finding::fine("database", format!("{told}; clew serve brings it to schema {current}"))
        }
        Ordering::Greater => {
            Finding::wrong("database", format!("{told}; this program knows schema {current} only"))
        }
    })
}
