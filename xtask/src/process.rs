//! Starting other programs: loudly, without standard input, and with a clear word when they fail.

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, IsTerminal as _, Write as _, stderr};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::places;

/// A program in a folder. It gets no standard input: nothing here may stop and ask.
pub(crate) fn program(name: impl AsRef<OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(name);
    command.current_dir(folder).stdin(Stdio::null());
    command
}

/// Cargo at the root of the checkout, with the shared build folder.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = program(cargo, &places::root());
    command.args(arguments).env("CARGO_TARGET_DIR", places::target());
    command
}

/// Runs to the end, showing the output; a failure is an error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let line = shown(command);
    eprintln!("› {line}");
    let status = command.status().with_context(|| format!("`{line}` could not be started"))?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// How much of a failed program's output is repeated at the very end, where even a log of which
/// only the last part was kept still has it.
const KEPT_LINES: usize = 160;

/// Runs to the end, showing the output; a failure is an error that repeats the output's last part.
pub(crate) fn run_told(command: &mut Command) -> Result<()> {
    let line = shown(command);
    eprintln!("› {line}");
    if stderr().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always").env("FORCE_COLOR", "1");
    }
    let (output, end) = std::io::pipe()?;
    command.stdout(end.try_clone()?).stderr(end);
    let mut child = command.spawn().with_context(|| format!("`{line}` could not be started"))?;
    // The command still holds the writing ends; while they are open the reading never ends.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let (mut tail, mut bytes) = (VecDeque::new(), Vec::new());
    let mut output = BufReader::new(output);
    while output.read_until(b'\n', &mut bytes)? > 0 {
        stderr().write_all(&bytes)?;
        tail.push_back(String::from_utf8_lossy(&bytes).into_owned());
        if tail.len() > KEPT_LINES {
            tail.pop_front();
        }
        bytes.clear();
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("`{line}` failed ({status}):\n{}", Vec::from(tail).concat().trim_end());
    }
    Ok(())
}

/// Runs quietly and returns standard output; a failure is an error that carries standard error.
pub(crate) fn capture(command: &mut Command) -> Result<Vec<u8>> {
    let line = shown(command);
    let output = command.output().with_context(|| format!("`{line}` could not be started"))?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        bail!("`{line}` failed ({}): {}", output.status, told.trim());
    }
    Ok(output.stdout)
}

/// Whether the program can be started at all and is content.
pub(crate) fn works(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
}

/// The command as a person would type it; only the last part of the program's path.
fn shown(command: &Command) -> String {
    let path = Path::new(command.get_program());
    let name = path.file_name().unwrap_or(path.as_os_str());
    let mut line = name.to_string_lossy().into_owned();
    for argument in command.get_args() {
        // Writing to a String cannot fail.
        write!(line, " {}", argument.to_string_lossy()).ok();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_program_is_named_in_the_error() {
        let error = run(program("sh", Path::new("/")).args(["-c", "exit 3"])).unwrap_err();
        assert!(error.to_string().contains("`sh -c exit 3` failed"), "{error}");
    }

    #[test]
    fn a_captured_failure_repeats_what_the_program_said() {
        let error = capture(program("sh", Path::new("/")).args(["-c", "echo oh no >&2; exit 1"]))
            .unwrap_err();
        assert!(error.to_string().ends_with("oh no"), "{error}");
    }

    #[test]
    fn a_told_failure_repeats_the_end_of_what_was_said_on_both_streams() {
        let script = "seq 500; echo oh no >&2; exit 1";
        let error = run_told(program("sh", Path::new("/")).args(["-c", script])).unwrap_err();
        let told = error.to_string();
        assert!(told.ends_with("499\n500\noh no"), "{told}");
        assert!(!told.contains("\n100\n"), "{told}");
        run_told(program("sh", Path::new("/")).args(["-c", "echo fine"])).unwrap();
    }

    #[test]
    fn a_program_that_is_not_there_does_not_work() {
        assert!(!works(&mut program("/nowhere/at-all", Path::new("/"))));
    }

    #[test]
    fn programs_get_no_standard_input() {
        let read = capture(&mut program("cat", Path::new("/"))).unwrap();
        assert!(read.is_empty());
    }
}
