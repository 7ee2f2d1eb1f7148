//! A file that is there whole or not at all, or standard output.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

/// Where a command's file goes; `-` is standard output.
pub(super) enum Output {
    Standard(io::StdoutLock<'static>),
    File { out: BufWriter<File>, partial: PathBuf, path: PathBuf },
}

impl Output {
    /// Begins a file beside its later name; an existing one is not overwritten.
    pub(super) fn begin(path: &Path) -> Result<Self> {
        if path == Path::new("-") {
            return Ok(Self::Standard(io::stdout().lock()));
        }
        let shown = path.display();
        if path.exists() {
            bail!("{shown} exists already 文件已存在，请换个名字");
        }
        let mut partial = path.as_os_str().to_owned();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        // It may hold password hashes and everybody's records.
        let file =
            File::options().write(true).create(true).truncate(true).mode(0o600).open(&partial);
        let file = file.with_context(|| format!("{shown} cannot be written 写不进去"))?;
        Ok(Self::File { out: BufWriter::new(file), partial, path: path.to_owned() })
    }

    /// Gives it its name once it is durable.
    pub(super) fn finish(self) -> Result<()> {
        match self {
            Self::Standard(mut out) => Ok(out.flush()?),
            Self::File { out, partial, path } => {
                out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
                Ok(fs::rename(partial, path)?)
            }
        }
    }

    /// Takes away what was begun.
    pub(super) fn discard(self) {
        if let Self::File { partial, .. } = self {
            drop(fs::remove_file(partial));
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Standard(out) => out.write(bytes),
            Self::File { out, .. } => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Standard(out) => out.flush(),
            Self::File { out, .. } => out.flush(),
        }
    }
}
