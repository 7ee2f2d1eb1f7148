//! `clew doctor`: is this machine, and what lies in the data folder, fit for use? Changes nothing.

use std::cmp::Ordering;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use anyhow::{Result, bail};
use app::ports::Vault as _;
use connect::vault::KeyVault;
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
    findings.extend(database(place));
    let mut text = String::new();
    for finding in &findings {
        let mark = if finding.is_fine { "ok " } else { "BAD" };
        text.push_str(&format!("{mark} {:<12} {}\n", finding.about, finding.told));
    }
    print(text.trim_end())?;
    match findings.iter().filter(|finding| !finding.is_fine).count() {
        0 => Ok(()),
        1 => bail!("1 thing needs attention 有 1 处需要处理"),
        n => bail!("{n} things need attention 有 {n} 处需要处理"),
    }
}

fn folder(data: &Path) -> Vec<Finding> {
    let shown = data.display();
    let Ok(found) = fs::metadata(data) else {
        return vec![Finding::wrong(
            "data folder",
            format!("{shown} does not exist 这个文件夹不存在"),
        )];
    };
    let mut findings = Vec::new();
    let others = found.permissions().mode() & 0o077;
    findings.push(if !found.is_dir() {
        Finding::wrong("data folder", format!("{shown} is not a folder 这不是文件夹"))
    } else if others != 0 {
        Finding::wrong(
            "data folder",
            format!("{shown} can be read by others: chmod 700 {shown} 别的用户也能读"),
        )
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

fn database(place: &Place) -> Vec<Finding> {
    let location = place.location(&place.data);
    if let Location::Sqlite(path) = &location
        && !path.exists()
    {
        let told = "none yet: clew serve makes it 还没有数据库，clew serve 会创建";
        return vec![Finding::wrong("database", told)];
    }
    looked_into(&location, &place.data)
        .unwrap_or_else(|fault| vec![Finding::wrong("database", fault.to_string())])
}

/// Opening a connection to write with asserts that answered writes survive a power cut.
fn looked_into(location: &Location, data: &Path) -> Result<Vec<Finding>, Fault> {
    match location {
        Location::Sqlite(path) => {
            let mut session = sqlite::open_writer(path)?;
            let found = sqlite::durability(&mut session)?;
            let settings = format!("{}, synchronous {}", found.journal_mode, found.synchronous);
            Ok(vec![versions(&mut session, "SQLite", &settings)?, key(&mut session, data)?])
        }
        Location::Postgres { url, schema } => {
            let (url, schema) = (url.clone(), schema.clone());
            let mut session = postgres::open_writer(&postgres::PostgresOptions { url, schema })?;
            let found = postgres::durability(&mut session)?;
            let settings = format!("fsync {}, commit {}", found.fsync, found.synchronous_commit);
            Ok(vec![versions(&mut session, "PostgreSQL", &settings)?, key(&mut session, data)?])
        }
    }
}

/// Whether what is sealed in the database can be opened here.
fn key(read: &mut dyn Read, data: &Path) -> Result<Finding, Fault> {
    let about = "seal key";
    let Some(wanted) = app::sealed_with(read)? else {
        return Ok(Finding::fine(about, "nothing is sealed"));
    };
    Ok(match KeyVault::found(data) {
        Ok(Some(vault)) if vault.key() == Some(wanted) => {
            Finding::fine(about, "opens the values of sensitive fields")
        }
        Ok(found) => {
            let what = if found.is_some() { "is another one" } else { "is missing" };
            let told = format!(
                "seal.key {what}: values of sensitive fields cannot be shown \
                 seal.key 不对，敏感字段的值打不开：请从原服务器的数据文件夹复制过来"
            );
            Finding::wrong(about, told)
        }
        Err(fault) => Finding::wrong(about, fault.to_string()),
    })
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
        Ordering::Greater => Finding::wrong(
            "database",
            format!("{told}; this program knows schema {current} only 程序太旧，请用新版本"),
        ),
    })
}
