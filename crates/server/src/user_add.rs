//! `clew user add`.

use std::io::Read as _;

use anyhow::{Result, anyhow, bail};
use app::people::NewPerson;
use app::{Error, Who};

use crate::cli::AddTask;
use crate::open::open;
use crate::print;

/// Longest password that is read from standard input.
const LONGEST: u64 = 4 * 1024;

/// Adds a person who can sign in, and prints their id or their link.
///
/// # Errors
/// When the data folder is in use, and what is wrong with what was asked for.
pub(crate) fn add(task: &AddTask) -> Result<()> {
    let password = password(task)?;
    let (_folder, platform) = open(&task.place.place())?;
    let new = NewPerson {
        name: task.name.clone().unwrap_or_else(|| task.login.clone()),
        login: Some(task.login.clone()),
        role: task.role.clone(),
        password,
        ..NewPerson::default()
    };
    let created = platform.create_person(&Who::cli(), &new).map_err(told)?;
    match created.invitation {
        // The command line does not know under which name people reach the server.
        Some(link) => print(&format!("/invite/{}", link.token)),
        None => print(&created.person.id.to_string()),
    }
}

fn password(task: &AddTask) -> Result<Option<String>> {
    if task.password.password_stdin {
        let mut text = String::new();
        std::io::stdin().lock().take(LONGEST).read_to_string(&mut text)?;
        let text = text.trim_end_matches(['\r', '\n']);
        if text.is_empty() {
            bail!("no password came on standard input");
        }
        return Ok(Some(text.to_owned()));
    }
    Ok(task.password.password.clone())
}

/// A refusal on one line.
pub(crate) fn told(error: Error) -> anyhow::Error {
    let Error::Rejected(rejections) = error else { return anyhow!(error) };
    let one = |rejection: &model::Rejection| {
        let params: Vec<String> =
            rejection.params.iter().map(|(name, value)| format!("{name} {value}")).collect();
        let params =
            if params.is_empty() { String::new() } else { format!(" ({})", params.join(", ")) };
        format!("{rejection}{params}")
    };
    let all: Vec<String> = rejections.0.iter().map(one).collect();
    anyhow!("refused: {}", all.join("; "))
}
