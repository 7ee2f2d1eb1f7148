//! Starting other programs: loudly, without standard input, and with a clear word when they fail.

use std::ffi::OsStr;
use std::fmt::Write as _;
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
    fn a_program_that_is_not_there_does_not_work() {
        assert!(!works(&mut program("/nowhere/at-all", Path::new("/"))));
    }

    #[test]
    fn programs_get_no_standard_input() {
        let read = capture(&mut program("cat", Path::new("/"))).unwrap();
        assert!(read.is_empty());
    }
}
