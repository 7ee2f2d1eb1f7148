//! The command line's words.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::commands::backup::BackupTask;
use crate::commands::demo::DemoTask;
use crate::commands::erase::EraseTask;
use crate::commands::export::ExportTask;
use crate::commands::import::ImportTask;
use crate::commands::log::LogTask;
use crate::commands::migrate::MigrateTask;
use crate::commands::pack::PackTask;
use crate::commands::restore::RestoreTask;
use crate::commands::verify::VerifyTask;
use crate::open::Place;

/// A business platform with a CRM, on your own server.
#[derive(Debug, Parser)]
#[command(name = "clew", version, about, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) task: Task,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// Run the server
    Serve(ServeTask),
    /// Manage people
    #[command(subcommand)]
    User(UserTask),
    /// Write everything into one file, also while the server runs
    Backup(BackupTask),
    /// Read a backup into an empty data folder or database
    Restore(RestoreTask),
    /// Prove that nothing was altered
    Verify(VerifyTask),
    /// Erase a record in the recycle bin for good, with all that is known of it
    Erase(EraseTask),
    /// Put old entries of the log away
    #[command(subcommand)]
    Log(LogTask),
    /// Copy everything into an empty PostgreSQL database
    Migrate(MigrateTask),
    /// Write the records of a form to standard output
    Export(ExportTask),
    /// Import a workbook or a text file
    Import(ImportTask),
    /// Install, write and compare packs of forms
    #[command(subcommand)]
    Pack(PackTask),
    /// Invent records to try things out with, or take them away
    Demo(DemoTask),
    /// Check the data folder, the database and the machine
    Doctor(DataArgs),
    /// Print the API's OpenAPI document
    Openapi,
}

/// What to do about people.
#[derive(Debug, Subcommand)]
pub(crate) enum UserTask {
    /// Add a person who can sign in
    Add(AddTask),
}

/// Where the data lies.
#[derive(Debug, Args)]
pub(crate) struct DataArgs {
    /// The data folder
    #[arg(long, value_name = "DIR", env = "CLEW_DATA", default_value = "data")]
    pub(crate) data: PathBuf,
    /// A PostgreSQL database; without it the data lies in the folder
    #[arg(long, value_name = "URL", env = "DATABASE_URL", hide_env_values = true)]
    pub(crate) database: Option<String>,
    /// Bring an older database up to date without a backup of it
    #[arg(long)]
    pub(crate) no_backup: bool,
}

impl DataArgs {
    pub(crate) fn place(&self) -> Place {
        let database = self.database.clone().filter(|url| !url.is_empty());
        Place { data: self.data.clone(), database, backup: !self.no_backup }
    }
}

/// `clew serve`.
#[derive(Debug, Args)]
pub(crate) struct ServeTask {
    #[command(flatten)]
    pub(crate) place: DataArgs,
    /// The address to listen on
    #[arg(long, value_name = "ADDR", env = "CLEW_LISTEN", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// Believe X-Forwarded-* headers: only behind a proxy that sets them
    #[arg(long, env = "CLEW_TRUST_PROXY")]
    pub(crate) trust_proxy: bool,
}

/// `clew user add`.
#[derive(Debug, Args)]
pub(crate) struct AddTask {
    #[command(flatten)]
    pub(crate) place: DataArgs,
    /// The login name
    pub(crate) login: String,
    /// What colleagues call the person; the login name if not given
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// administrator, builder or member
    #[arg(long, default_value = "member")]
    pub(crate) role: String,
    #[command(flatten)]
    pub(crate) password: PasswordArgs,
}

/// How the person gets a password.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct PasswordArgs {
    /// The password; others on this machine may see it in the list of processes
    #[arg(long)]
    pub(crate) password: Option<String>,
    /// Read the password from standard input
    #[arg(long)]
    pub(crate) password_stdin: bool,
    /// Print a link with which the person chooses one
    #[arg(long)]
    pub(crate) invite: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_person_gets_a_password_in_exactly_one_way() {
        let add = |more: &[&str]| {
            let words = ["clew", "user", "add", "wang"].iter().chain(more);
            Cli::try_parse_from(words).is_ok()
        };
        assert!(!add(&[]));
        assert!(add(&["--invite"]));
        assert!(!add(&["--invite", "--password-stdin"]));
    }
}
