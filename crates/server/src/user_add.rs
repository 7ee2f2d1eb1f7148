//! `clew user add`.

use std::io::Read as _;

use anyhow::{Result, anyhow, bail};
use app::Error;

use crate::admin::{PersonRequest, Request, Terminal, ask};
use crate::cli::AddTask;

/// Longest password that is read from standard input.
const LONGEST: u64 = 4 * 1024;

/// Adds a person who can sign in, and prints their id or their link.
///
/// # Errors
/// What is wrong with what was asked for.
pub(crate) fn add(task: &AddTask) -> Result<()> {
    let person = PersonRequest {
        login: task.login.clone(),
        name: task.name.clone().unwrap_or_else(|| task.login.clone()),
        role: task.role.clone(),
        password: password(task)?,
    };
    let request = Request::AddPerson(person);
    ask(&task.place.place(), &request, &mut Terminal { body: &mut std::io::sink() })
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
