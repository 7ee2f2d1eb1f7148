//! Where the bytes come from. A source can be opened again and again, so every pass over a file
//! starts from its beginning and nothing has to be kept.

use std::fs::File;
use std::io::{Cursor, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::problem::Problem;

/// A file by its path, or its bytes.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file.
    Path(PathBuf),
    /// Its content.
    Bytes(Arc<[u8]>),
}

/// Bytes that can be read and sought.
pub(crate) trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

impl Source {
    /// From the beginning.
    pub(crate) fn open(&self) -> Result<Box<dyn ReadSeek>, Problem> {
        match self {
            Source::Path(path) => {
                Ok(Box::new(File::open(path).map_err(|error| unreadable(&error))?))
            }
            Source::Bytes(bytes) => Ok(Box::new(Cursor::new(Arc::clone(bytes)))),
        }
    }

    /// Size in bytes.
    pub(crate) fn len(&self) -> Result<u64, Problem> {
        match self {
            Source::Path(path) => {
                Ok(std::fs::metadata(path).map_err(|error| unreadable(&error))?.len())
            }
            Source::Bytes(bytes) => Ok(bytes.len() as u64),
        }
    }

    /// The first bytes, at most `count`.
    pub(crate) fn head(&self, count: u64) -> Result<Vec<u8>, Problem> {
        let mut head = Vec::new();
        self.open()?.take(count).read_to_end(&mut head).map_err(|error| unreadable(&error))?;
        Ok(head)
    }

    /// All bytes of a file that must be held in memory.
    pub(crate) fn all(&self, limit: u64) -> Result<Arc<[u8]>, Problem> {
        if self.len()? > limit {
            return Err(Problem::TooLarge { what: "file", limit });
        }
        match self {
            Source::Bytes(bytes) => Ok(Arc::clone(bytes)),
            Source::Path(_) => Ok(self.head(limit)?.into()),
        }
    }
}

fn unreadable(error: &std::io::Error) -> Problem {
    Problem::Unreadable { kind: format!("{:?}", error.kind()) }
}

impl From<&Path> for Source {
    fn from(path: &Path) -> Source {
        Source::Path(path.to_owned())
    }
}

impl From<PathBuf> for Source {
    fn from(path: PathBuf) -> Source {
        Source::Path(path)
    }
}

impl From<Vec<u8>> for Source {
    fn from(bytes: Vec<u8>) -> Source {
        Source::Bytes(bytes.into())
    }
}

impl From<&Source> for Source {
    fn from(source: &Source) -> Source {
        source.clone()
    }
}
