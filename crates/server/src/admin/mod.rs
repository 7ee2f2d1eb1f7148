//! What the command line asks of a workspace, and who does it: the running server through a socket in the data folder,
//! or this process itself, with the folder locked.
//!
//! A request is one line of JSON; the answer is a row of frames. Begin with [`ask`]; [`perform`] does the work.

mod demo;
mod frame;
mod import;
mod perform;
mod socket;
mod wait;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use app::jobs::ExportRequest;
use model::RecordId;
use serde::{Deserialize, Serialize};
use store::log::Part;

use crate::open::{Place, must_be_there, open};
use frame::Frame;
use perform::{Served, perform};

pub(crate) use demo::after_set_up;
pub(crate) use import::ImportRequest;
pub(crate) use socket::Socket;

/// What can be asked.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Request {
    /// The workspace as one file.
    Backup,
    /// Proof that nothing was altered.
    Verify {
        deep: bool,
        #[serde(default)]
        from_checkpoint: bool,
    },
    /// Away with a record in the recycle bin, for good.
    Erase { form: String, record: RecordId },
    /// Which part of the log can be put away.
    ArchivablePart { before: jiff::civil::Date },
    /// A part of the log as a file.
    WriteLogPart { part: Part },
    /// Such a file is written; its SHA-256, and the chain's hash at its end.
    DropLogPart { part: Part, file: String, hash: String },
    /// Records as a file.
    Export(ExportRequest),
    /// A file into records.
    Import(ImportRequest),
    /// A new person.
    AddPerson(PersonRequest),
    /// New forms.
    InstallPack { files: BTreeMap<String, String> },
    /// What installing would change.
    DiffPack { files: BTreeMap<String, String> },
    /// Forms as files.
    ExportPack { code: String, forms: Vec<String> },
    /// Invented records.
    MakeDemo { records: u64, seed: Option<u64> },
    /// Away with them.
    RemoveDemo,
}

impl Request {
    /// Whether it makes sense of a workspace that is not there yet.
    fn may_begin(&self) -> bool {
        matches!(
            self,
            Self::Import(_) | Self::AddPerson(_) | Self::InstallPack { .. } | Self::MakeDemo { .. }
        )
    }
}

/// Somebody to add.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct PersonRequest {
    pub(crate) login: String,
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) password: Option<String>,
}

impl std::fmt::Debug for PersonRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PersonRequest").field("login", &self.login).finish_non_exhaustive()
    }
}

/// Where an answer goes.
pub(crate) trait Reply {
    /// A piece of the file that was asked for.
    fn body(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// A line of the answer.
    fn line(&mut self, text: &str) -> io::Result<()>;
    /// A line about how it goes.
    fn note(&mut self, text: &str) -> io::Result<()>;
}

/// Answers where people and scripts read them: lines on standard output, notes on standard error, the file where it
/// was wanted.
pub(crate) struct Terminal<'a> {
    pub(crate) body: &'a mut dyn Write,
}

impl Reply for Terminal<'_> {
    fn body(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.body.write_all(bytes)
    }

    fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(io::stdout().lock(), "{text}")
    }

    fn note(&mut self, text: &str) -> io::Result<()> {
        writeln!(io::stderr().lock(), "{text}")
    }
}

/// Asks the running server; where none runs, does it here with the folder locked.
///
/// # Errors
/// Why it was not done, on one line.
pub(crate) fn ask(place: &Place, request: &Request, reply: &mut dyn Reply) -> Result<()> {
    if let Ok(stream) = UnixStream::connect(socket_path(&place.data)) {
        return ask_server(stream, request, reply);
    }
    if !request.may_begin() {
        must_be_there(place)?;
    }
    let (_folder, platform) = open(place)?;
    perform(&platform, Served::Here, request, reply)
}

fn ask_server(mut stream: UnixStream, request: &Request, reply: &mut dyn Reply) -> Result<()> {
    let mut line = serde_json::to_vec(request)?;
    line.push(b'\n');
    stream.write_all(&line)?;
    loop {
        match frame::read(&mut stream)? {
            Some(Frame::Body(bytes)) => reply.body(&bytes)?,
            Some(Frame::Line(text)) => reply.line(&text)?,
            Some(Frame::Note(text)) => reply.note(&text)?,
            Some(Frame::Done) => return Ok(()),
            Some(Frame::Failed(why)) => return Err(anyhow!(why)),
            None => return Err(anyhow!("the server ended before it was done")),
        }
    }
}

fn socket_path(data: &Path) -> PathBuf {
    data.join("admin.sock")
}
