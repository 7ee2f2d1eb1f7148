//! Opens connections with the settings that durability hangs on, and reads them back.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Runtime;
use tokio_postgres::{Client, Config, NoTls};

use super::PostgresSession;
use super::faults::fault;
use crate::dialect::Dialect;
use crate::fault::{Fault, FaultKind};
use crate::session::{Read, first, must};
use crate::sql::Sql;

/// Where the database is, and where in it Clew lives.
#[derive(Clone)]
pub struct PostgresOptions {
    /// `postgres://…`; may hold a password.
    pub url: String,
    /// The schema of all tables; made by the writer when it is missing.
    pub schema: String,
}

impl PostgresOptions {
    /// This database, schema `public`.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), schema: "public".to_owned() }
    }
}

impl fmt::Debug for PostgresOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresOptions").field("schema", &self.schema).finish_non_exhaustive()
    }
}

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Writer,
    Reader,
}

/// The settings that decide whether an answered write survives a power cut, as the live connection reports them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Durability {
    /// `on`, or a stricter `remote_write` or `remote_apply`.
    pub synchronous_commit: String,
    /// `on`: the server waits for the disk.
    pub fsync: String,
    /// `on`: a torn page can be repaired.
    pub full_page_writes: String,
}

/// Opens the writing connection.
///
/// # Errors
/// `Unreachable` when nothing answers; otherwise when the server is too old, not in UTF-8, or set up to lose data.
pub fn open_writer(options: &PostgresOptions) -> Result<PostgresSession, Fault> {
    let mut session = PostgresSession::open(Arc::new(options.clone()), Role::Writer)?;
    check_server(&mut session)?;
    let found = durability(&mut session)?;
    if matches!(found.synchronous_commit.as_str(), "off" | "local") || found.fsync != "on" {
        return Err(Fault::new(format!("the database refuses safe settings: {found:?}")));
    }
    // Some file systems never tear a page, so this one is the operator's to judge.
    if found.full_page_writes != "on" {
        tracing::warn!("a power cut may tear pages of the database: full_page_writes is off");
    }
    Ok(session)
}

/// Opens a reading connection: it cannot write.
///
/// # Errors
/// `Unreachable` when nothing answers.
pub fn open_reader(options: &PostgresOptions) -> Result<PostgresSession, Fault> {
    PostgresSession::open(Arc::new(options.clone()), Role::Reader)
}

/// Reads the durability settings back from a live connection.
///
/// # Errors
/// When the connection does not answer.
pub fn durability(session: &mut PostgresSession) -> Result<Durability, Fault> {
    let text = "SELECT current_setting('synchronous_commit'), current_setting('fsync'), \
                current_setting('full_page_writes')";
    let found = first(session, &Sql::of(Dialect::Postgres, text), |row| {
        Ok(Durability {
            synchronous_commit: must(row.text(0)?, "synchronous_commit")?,
            fsync: must(row.text(1)?, "fsync")?,
            full_page_writes: must(row.text(2)?, "full_page_writes")?,
        })
    })?;
    found.ok_or_else(|| Fault::new("the server does not tell its settings"))
}

fn check_server(session: &mut PostgresSession) -> Result<(), Fault> {
    let text = "SELECT current_setting('server_version_num')::int, \
                current_setting('server_encoding'), pg_is_in_recovery()";
    let sql = Sql::of(session.dialect(), text);
    let found = first(session, &sql, |row| {
        Ok((must(row.int(0)?, "version")?, must(row.text(1)?, "encoding")?, row.bool(2)?))
    })?;
    match found {
        Some((version, _, _)) if version < 130_000 => {
            Err(Fault::new(format!("PostgreSQL 13 or later is needed, this is {version}")))
        }
        Some((_, encoding, _)) if encoding != "UTF8" => {
            Err(Fault::new(format!("the database must be in UTF8, it is in {encoding}")))
        }
        Some((_, _, Some(true))) => {
            Err(Fault::new("the server is a standby: it cannot be written"))
        }
        _ => Ok(()),
    }
}

/// A live connection and the runtime that drives it.
pub(super) struct Wire {
    pub(super) client: Client,
    /// Taken only by `drop`.
    runtime: Option<Runtime>,
}

impl Drop for Wire {
    fn drop(&mut self) {
        // Waits for nothing, so that a store may also be dropped inside an async task.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Wire {
    /// Connects and sets the session up.
    pub(super) fn open(options: &PostgresOptions, role: Role) -> Result<Self, Fault> {
        let config = config(&options.url)?;
        // On the calling thread: an answer wakes nobody but the one who waits for it.
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|e| Fault::new(format!("starting a runtime: {e}")))?;
        let (client, connection) = runtime
            .block_on(config.connect(NoTls))
            .map_err(|e| Fault::of(FaultKind::Unreachable, fault(&e, "connecting").message))?;
        runtime.spawn(async {
            if let Err(error) = connection.await {
                tracing::debug!("{}", fault(&error, "a connection ended").message);
            }
        });
        let wire = Self { client, runtime: Some(runtime) };
        wire.set_up(options, role)?;
        Ok(wire)
    }

    /// Runs a future on the calling thread.
    #[expect(clippy::expect_used, reason = "taken only by drop")]
    pub(super) fn block_on<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.as_ref().expect("a live runtime").block_on(future)
    }

    fn set_up(&self, options: &PostgresOptions, role: Role) -> Result<(), Fault> {
        let schema = format!("\"{}\"", options.schema.replace('"', "\"\""));
        let settings = settings(&schema, role);
        self.block_on(async {
            if role == Role::Writer {
                // Asked first, because making it needs a right even where there is nothing to make; and under a lock,
                // because several nodes may find it missing at once.
                let text = "SELECT 1 FROM pg_namespace WHERE nspname = $1";
                let known = self.client.query_opt(text, &[&options.schema]).await;
                if known.map_err(|e| fault(&e, text))?.is_none() {
                    let text = format!(
                        "BEGIN; SELECT pg_advisory_xact_lock(hashtext('clew')); \
                         CREATE SCHEMA IF NOT EXISTS {schema}; COMMIT"
                    );
                    self.client.batch_execute(&text).await.map_err(|e| fault(&e, &text))?;
                }
            }
            self.client.batch_execute(&settings).await.map_err(|e| fault(&e, &settings))
        })
    }
}

fn config(url: &str) -> Result<Config, Fault> {
    let mut config: Config = url
        .parse()
        .map_err(|e: tokio_postgres::Error| Fault::new(format!("the database's address: {e}")))?;
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(Duration::from_secs(10));
    }
    if config.get_application_name().is_none() {
        config.application_name("clew");
    }
    config.keepalives_idle(Duration::from_secs(60));
    config.tcp_user_timeout(Duration::from_secs(60));
    Ok(config)
}

fn settings(schema: &str, role: Role) -> String {
    let own = match role {
        // No statement timeout: it would tear a batch apart. Stricter settings of the operator are kept.
        // It asks by keys, and keeps its plans: one made while a table was small must not stay a scan of all of it.
        Role::Writer => {
            "SELECT set_config('synchronous_commit', 'on', false) \
               WHERE current_setting('synchronous_commit') IN ('off', 'local');
             SET enable_seqscan = off;
             SET lock_timeout = '10s';
             SET idle_in_transaction_session_timeout = '30s';"
        }
        Role::Reader => {
            // A plan made for any value is a bad one where a person owns ten records or a million.
            "SET plan_cache_mode = force_custom_plan;
             SET default_transaction_read_only = on;
             SET idle_in_transaction_session_timeout = '10min';"
        }
    };
    // Short statements never win by being compiled.
    format!(
        "SET search_path TO {schema};
         SET timezone TO 'UTC';
         SET statement_timeout = 0;
         SET default_transaction_isolation = 'read committed';
         SET client_min_messages = warning;
         SET jit = off;
         {own}"
    )
}
