//! A zip package (xlsx, xlsb, ods): its parts, each read through a cap, so that a small file
//! cannot expand into all memory.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};

use flate2::read::DeflateDecoder;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use crate::limits::Limits;
use crate::problem::Problem;
use crate::source::Source;

/// From here on the ratio of a part is judged; small parts may well repeat themselves.
const RATIO_FLOOR: u64 = 4 * 1024 * 1024;
/// More parts than any workbook has.
const PARTS: usize = 20_000;

#[derive(Debug, Clone, Copy)]
struct Part {
    start: u64,
    compressed: u64,
    /// As the directory claims; it may lie.
    claimed: u64,
    deflated: bool,
}

/// The directory of a zip file. Names are compared without case, as spreadsheets do.
#[derive(Debug, Clone)]
pub(crate) struct Package {
    source: Source,
    parts: HashMap<String, Part>,
    ratio: u64,
}

impl Package {
    pub(crate) fn open(source: &Source, limits: &Limits) -> Result<Package, Problem> {
        let mut archive = ZipArchive::new(BufReader::new(source.open()?)).map_err(broken)?;
        if archive.len() > PARTS {
            return Err(Problem::TooLarge { what: "parts", limit: PARTS as u64 });
        }
        let mut parts = HashMap::new();
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index).map_err(broken)?;
            if entry.encrypted() {
                return Err(Problem::Encrypted);
            }
            let deflated = match entry.compression() {
                CompressionMethod::Stored => false,
                CompressionMethod::Deflated => true,
                _ => continue,
            };
            let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
            let start = entry.data_start().ok_or(Problem::Damaged { part: "zip" })?;
            let part = Part {
                start,
                compressed: entry.compressed_size(),
                claimed: entry.size(),
                deflated,
            };
            parts.insert(key(&name), part);
        }
        Ok(Package { source: source.clone(), parts, ratio: limits.ratio })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&key(name))
    }

    pub(crate) fn has_folder(&self, folder: &str) -> bool {
        self.parts.keys().any(|name| name.starts_with(folder))
    }

    /// The part, expanding to at most `limit` bytes; `what` names it in the problem.
    pub(crate) fn read(
        &self,
        name: &str,
        what: &'static str,
        limit: u64,
    ) -> Result<Box<dyn BufRead + Send>, Problem> {
        let part = self.parts.get(&key(name)).ok_or(Problem::Damaged { part: what })?;
        let cap = Cap { limit, what, compressed: part.compressed, ratio: self.ratio };
        // An honest bomb need not be expanded to be known.
        cap.judge(part.claimed)?;
        let mut file = self.source.open()?;
        file.seek(SeekFrom::Start(part.start)).map_err(|e| Problem::from_io(&e, what))?;
        let raw = BufReader::with_capacity(64 * 1024, file.take(part.compressed));
        Ok(if part.deflated {
            Box::new(BufReader::with_capacity(
                64 * 1024,
                Capped { inner: DeflateDecoder::new(raw), cap, seen: 0 },
            ))
        } else {
            Box::new(BufReader::with_capacity(64 * 1024, Capped { inner: raw, cap, seen: 0 }))
        })
    }

    /// The whole part in memory.
    pub(crate) fn bytes(
        &self,
        name: &str,
        what: &'static str,
        limit: u64,
    ) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        self.read(name, what, limit)?
            .read_to_end(&mut bytes)
            .map_err(|error| Problem::from_io(&error, what))?;
        Ok(bytes)
    }

    /// Expands every part once, counting: for readers that hold everything in memory.
    pub(crate) fn weigh(&self, limit: u64) -> Result<(), Problem> {
        let mut total = 0;
        for name in self.parts.keys() {
            let mut reader = self.read(name, "expanded", limit - total)?;
            total += std::io::copy(&mut reader, &mut std::io::sink())
                .map_err(|error| Problem::from_io(&error, "zip"))?;
        }
        Ok(())
    }
}

fn key(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_lowercase()
}

fn broken(error: ZipError) -> Problem {
    match error {
        ZipError::Io(error) => Problem::from_io(&error, "zip"),
        // The directory stands at the end of the file: without it, the file was cut off.
        _ => Problem::Truncated,
    }
}

#[derive(Debug, Clone, Copy)]
struct Cap {
    limit: u64,
    what: &'static str,
    compressed: u64,
    ratio: u64,
}

impl Cap {
    fn judge(&self, expanded: u64) -> Result<(), Problem> {
        let Cap { limit, what, compressed, ratio } = *self;
        if expanded > RATIO_FLOOR && expanded / compressed.max(1) > ratio {
            return Err(Problem::Bomb { expanded, compressed });
        }
        if expanded > limit {
            return Err(Problem::TooLarge { what, limit });
        }
        Ok(())
    }
}

struct Capped<R> {
    inner: R,
    cap: Cap,
    seen: u64,
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.seen += count as u64;
        self.cap.judge(self.seen).map_err(Problem::into_io)?;
        Ok(count)
    }
}
