//! THE BINARY `clew`: command line, configuration, the listening socket, the embedded web client. Picks
//! implementations and decides nothing else.
//!
//! Begin with [`main`], then `serve`; `open` shows what an open workspace is made of.

mod admin;
mod before_upgrade;
mod cli;
mod commands;
mod data_folder;
mod doctor;
mod logging;
mod moved;
mod open;
mod packs;
mod serve;
mod user_add;
mod web;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;

pub use data_folder::DataFolder;
pub use open::{Place, open};
pub use web::WebClient;

use cli::{Cli, Task, UserTask};

/// The product's version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Does what the command line says.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    logging::start();
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line: the reasons from the outermost inwards.
            let told = format!("clew: {error:#}\n").replace("\r", " ");
            drop(std::io::stderr().lock().write_all(told.as_bytes()));
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<()> {
    match cli.task {
        Task::Serve(task) => serve::serve(&task),
        Task::User(UserTask::Add(task)) => user_add::add(&task),
        Task::Backup(task) => commands::backup::backup(&task),
        Task::Restore(task) => commands::restore::restore(&task),
        Task::Verify(task) => commands::verify::verify(&task),
        Task::Log(task) => commands::log::log(&task),
        Task::Erase(task) => commands::erase::erase(&task),
        Task::Migrate(task) => commands::migrate::migrate(&task),
        Task::Export(task) => commands::export::export(&task),
        Task::Import(task) => commands::import::import(&task),
        Task::Pack(task) => commands::pack::pack(&task),
        Task::Demo(task) => commands::demo::demo(&task),
        Task::Doctor(task) => doctor::doctor(&task.place()),
        Task::Openapi => print(&api::document(VERSION)),
    }
}

/// Writes a line to standard output, which is where a command's answer goes.
fn print(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.write_all(b"\n")?;
    Ok(out.flush()?)
}
