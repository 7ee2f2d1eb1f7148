//! The server's end: a socket in the data folder, which only the folder's owner can enter.

use std::fs;
use std::io::{BufRead as _, BufReader, BufWriter, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use app::Platform;

use super::frame::{self, Frame};
use super::perform::{Served, perform};
use super::{Reply, Request, socket_path};

/// Longest request: packs are some hundred kilobytes.
const LONGEST: u64 = 64 << 20;
/// Bytes of a frame of a file.
const PIECE: usize = 64 * 1024;

/// The listening socket; its name goes when it does.
pub(crate) struct Socket {
    path: PathBuf,
}

impl Socket {
    /// Listens in the data folder, which is locked: what an earlier server left behind is in nobody's use.
    pub(crate) fn open(data: &Path, platform: &Arc<Platform>) -> Option<Self> {
        let path = socket_path(data);
        drop(fs::remove_file(&path));
        let listener = match listen(&path) {
            Ok(listener) => listener,
            Err(error) => {
                // The name of a socket may not be longer than about a hundred bytes.
                tracing::warn!(%error, "commands cannot reach this server: stop it to use them");
                return None;
            }
        };
        let platform = Arc::clone(platform);
        let answer_all = move || {
            for stream in listener.incoming().flatten() {
                let platform = Arc::clone(&platform);
                let answer = move || answer(&platform, &stream);
                if let Err(error) =
                    std::thread::Builder::new().name("clew-admin".into()).spawn(answer)
                {
                    tracing::warn!(%error, "no thread for a command");
                }
            }
        };
        let thread = std::thread::Builder::new().name("clew-socket".into()).spawn(answer_all);
        thread.map_err(|error| tracing::warn!(%error, "no thread for commands")).ok()?;
        Some(Self { path })
    }
}

/// A socket of this name that only its owner can open, from its first moment on: it is made in a folder that nobody
/// else can enter, and moved out of it.
fn listen(path: &Path) -> std::io::Result<UnixListener> {
    let made_in = path.with_file_name("sock");
    drop(fs::remove_dir_all(&made_in));
    fs::DirBuilder::new().mode(0o700).create(&made_in)?;
    let hidden = made_in.join("s");
    let listener = UnixListener::bind(&hidden).and_then(|listener| {
        fs::set_permissions(&hidden, fs::Permissions::from_mode(0o600))?;
        fs::rename(&hidden, path)?;
        Ok(listener)
    });
    drop(fs::remove_dir_all(&made_in));
    listener
}

impl Drop for Socket {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.path));
    }
}

fn answer(platform: &Platform, stream: &UnixStream) {
    let mut wire = Wire { out: BufWriter::with_capacity(PIECE, stream) };
    let done = request(stream).and_then(|request| {
        tracing::info!(?request, "a command");
        perform(platform, Served::Elsewhere, &request, &mut wire)
    });
    let last = match done {
        Ok(()) => Frame::Done,
        Err(error) => Frame::Failed(format!("{error:#}")),
    };
    // Whoever asked may have gone.
    drop(frame::write(&mut wire.out, &last).and_then(|()| wire.out.flush()));
}

fn request(stream: &UnixStream) -> Result<Request> {
    let mut line = String::new();
    BufReader::new(stream).take(LONGEST).read_line(&mut line)?;
    Ok(serde_json::from_str(&line)?)
}

struct Wire<'a> {
    out: BufWriter<&'a UnixStream>,
}

impl Reply for Wire<'_> {
    fn body(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        bytes
            .chunks(PIECE)
            .try_for_each(|piece| frame::write(&mut self.out, &Frame::Body(piece.to_vec())))
    }

    fn line(&mut self, text: &str) -> std::io::Result<()> {
        frame::write(&mut self.out, &Frame::Line(text.to_owned()))?;
        self.out.flush()
    }

    fn note(&mut self, text: &str) -> std::io::Result<()> {
        frame::write(&mut self.out, &Frame::Note(text.to_owned()))?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_owner_can_open_the_socket() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("admin.sock");
        let listener = listen(&path).expect("listening");
        let mode = fs::metadata(&path).expect("a socket").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        UnixStream::connect(&path).expect("the owner");
        drop(listener);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing else stays");
    }
}
