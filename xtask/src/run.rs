//! `cargo xtask run`: from a fresh checkout to a server that a browser can open.

use std::os::unix::process::CommandExt as _;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::npm::Node;
use crate::process::{self, cargo};
use crate::{places, web};

/// Builds the web and the server, then becomes `clew serve` (which prints where to go).
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    web::build(&Node::ensure()?)?;
    process::run(&mut cargo(&["build", "--release", "-p", "server"]))?;
    let mut server = Command::new(places::server("release"));
    server.arg("serve").args(with_defaults(arguments)).current_dir(places::root());
    // The server takes this process's place, so that signals and the exit code are its own.
    Err(server.exec()).context("the server could not be started")
}

/// The developer's folder and address, unless the arguments name others.
fn with_defaults(arguments: &[String]) -> Vec<String> {
    let mut all = Vec::new();
    for (option, value) in [("--data", "data"), ("--listen", "127.0.0.1:8080")] {
        let given =
            |argument: &String| argument == option || argument.starts_with(&format!("{option}="));
        if !arguments.iter().any(given) {
            all.extend([option.to_owned(), value.to_owned()]);
        }
    }
    all.extend_from_slice(arguments);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn served(arguments: &[&str]) -> String {
        let arguments: Vec<String> = arguments.iter().map(|&a| a.to_owned()).collect();
        with_defaults(&arguments).join(" ")
    }

    #[test]
    fn without_arguments_it_serves_the_local_folder_on_loopback() {
        assert_eq!(served(&[]), "--data data --listen 127.0.0.1:8080");
    }

    #[test]
    fn a_given_option_replaces_its_default_in_both_spellings() {
        assert_eq!(served(&["--listen", "[::1]:9"]), "--data data --listen [::1]:9");
        assert_eq!(served(&["--data=x"]), "--listen 127.0.0.1:8080 --data=x");
    }
}
