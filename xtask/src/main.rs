//! Developer commands: `cargo xtask <command>`.
//!
//! One file per command, each of them a list of steps; what runs a process is in `process`, what
//! knows Node in `npm`. The guards of the architecture are in `tidy`. Nothing here is part of the
//! product, and it depends on next to nothing so that it builds in seconds.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool speaks there")]

mod bench;
mod browser;
mod check;
mod debian;
mod demo;
mod fingerprint;
mod npm;
mod openapi;
mod phases;
mod places;
mod postgres;
mod process;
mod run;
mod test;
mod tidy;
mod web;

use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "\
cargo xtask <command>

  run [-- ARGS]        build everything and start the server on http://127.0.0.1:8080
  check                format, lints, architecture guards, licences, generated files
  test                 check, then all tests: Rust on both databases, web, browser journeys
  web                  install the web dependencies and build web/dist
  openapi [--check]    write docs/openapi.json and the web client, or fail if they are stale
  postgres             keep a throw-away PostgreSQL running until ctrl-c
    --detach           start one, print where it is, and leave it running
    --stop DIR         stop a detached one and delete it
  demo [ARGS]          fill a data folder with invented records, e.g. --leads 10000
  bench [NAME]         run a benchmark in release";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    let Some((command, rest)) = arguments.split_first() else {
        println!("{USAGE}");
        return Ok(());
    };
    // `cargo xtask run -- --listen …` and `cargo xtask run --listen …` mean the same.
    let rest = rest.strip_prefix(&["--".to_owned()][..]).unwrap_or(rest);
    match command.as_str() {
        "run" => run::run(rest),
        "check" => nothing_after(rest).and_then(|()| check::check()),
        "test" => nothing_after(rest).and_then(|()| test::test()),
        "web" => nothing_after(rest).and_then(|()| web::build(&npm::Node::ensure()?)),
        "openapi" => openapi::openapi(rest),
        "postgres" => postgres::postgres(rest),
        "demo" => demo::demo(rest),
        "bench" => bench::bench(rest),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => bail!("there is no command `{other}`\n\n{USAGE}"),
    }
}

fn nothing_after(rest: &[String]) -> Result<()> {
    match rest.first() {
        None => Ok(()),
        Some(extra) => bail!("`{extra}` is not understood here\n\n{USAGE}"),
    }
}
