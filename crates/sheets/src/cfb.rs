//! Compound files (MS-CFB): the container of .xls, and of encrypted .xlsx. Read only as far as
//! finding a stream by its name takes. Chains are bounded by the number of sectors, so a loop in
//! them ends.

use std::sync::Arc;

use crate::problem::Problem;

const DAMAGED: Problem = Problem::Damaged { part: "compound_file" };
const FREE: u32 = 0xFFFF_FFFA;
const MINI_SECTOR: usize = 64;
const HEADER: usize = 512;

/// A compound file in memory.
pub(crate) struct Cfb {
    data: Arc<[u8]>,
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini_stream: Vec<u8>,
    mini_cutoff: usize,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    size: usize,
}

impl Cfb {
    pub(crate) fn open(data: Arc<[u8]>) -> Result<Cfb, Problem> {
        if data.len() < HEADER {
            return Err(Problem::Truncated);
        }
        let sector = match u16_at(&data, 30)? {
            9 => 512,
            12 => 4096,
            _ => return Err(DAMAGED),
        };
        let mut file = Cfb {
            sector,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini_stream: Vec::new(),
            mini_cutoff: u32_at(&data, 56)? as usize,
            entries: Vec::new(),
            data,
        };
        file.read_fat()?;
        let directory = file.chain(u32_at(&file.data, 48)?, usize::MAX)?;
        file.entries = directory.chunks_exact(128).filter_map(entry).collect();
        if u32_at(&file.data, 64)? > 0 {
            let mini_fat = file.chain(u32_at(&file.data, 60)?, usize::MAX)?;
            file.mini_fat = words(&mini_fat);
            let root = file.entries.first().ok_or(DAMAGED)?;
            file.mini_stream = file.chain(root.start, root.size)?;
        }
        Ok(file)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream, or `None` if there is no such stream.
    pub(crate) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Problem> {
        let found = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
        let Some(entry) = found else { return Ok(None) };
        if entry.size < self.mini_cutoff {
            self.mini_chain(entry.start, entry.size).map(Some)
        } else {
            self.chain(entry.start, entry.size).map(Some)
        }
    }

    fn read_fat(&mut self) -> Result<(), Problem> {
        let mut places: Vec<u32> = words(&self.data[76..HEADER]);
        let mut next = u32_at(&self.data, 68)?;
        let most = self.data.len() / self.sector + 1;
        for _ in 0..most {
            if next >= FREE {
                break;
            }
            let mut more = words(self.sector_at(next)?);
            next = more.pop().ok_or(DAMAGED)?;
            places.extend(more);
        }
        for place in places.into_iter().filter(|place| *place < FREE).take(most) {
            let entries = words(self.sector_at(place)?);
            self.fat.extend(entries);
        }
        Ok(())
    }

    fn sector_at(&self, index: u32) -> Result<&[u8], Problem> {
        let start = (index as usize + 1).checked_mul(self.sector).ok_or(DAMAGED)?;
        let end = (start + self.sector).min(self.data.len());
        // The last sector may be short; one that starts past the end was cut off.
        self.data.get(start..end).filter(|bytes| !bytes.is_empty()).ok_or(Problem::Truncated)
    }

    fn chain(&self, start: u32, size: usize) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        let mut at = start;
        let mut steps = 0;
        while at < FREE && bytes.len() < size {
            bytes.extend_from_slice(self.sector_at(at)?);
            at = *self.fat.get(at as usize).ok_or(DAMAGED)?;
            steps += 1;
            if steps > self.fat.len() {
                return Err(DAMAGED);
            }
        }
        bytes.truncate(size);
        Ok(bytes)
    }

    fn mini_chain(&self, start: u32, size: usize) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        let mut at = start;
        let mut steps = 0;
        while at < FREE && bytes.len() < size {
            let from = at as usize * MINI_SECTOR;
            let to = (from + MINI_SECTOR).min(self.mini_stream.len());
            bytes.extend_from_slice(self.mini_stream.get(from..to).ok_or(DAMAGED)?);
            at = *self.mini_fat.get(at as usize).ok_or(DAMAGED)?;
            steps += 1;
            if steps > self.mini_fat.len() {
                return Err(DAMAGED);
            }
        }
        bytes.truncate(size);
        Ok(bytes)
    }
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64).ok()?);
    // Kind 0 is a free place.
    if bytes[66] == 0 || !(2..=64).contains(&length) {
        return None;
    }
    let units: Vec<u16> =
        bytes[..length - 2].chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]])).collect();
    Some(Entry {
        name: String::from_utf16_lossy(&units),
        start: u32_at(bytes, 116).ok()?,
        size: u32_at(bytes, 120).ok()? as usize,
    })
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]])).collect()
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, Problem> {
    match bytes.get(at..at + 2) {
        Some(&[a, b]) => Ok(u16::from_le_bytes([a, b])),
        _ => Err(DAMAGED),
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, Problem> {
    match bytes.get(at..at + 4) {
        Some(&[a, b, c, d]) => Ok(u32::from_le_bytes([a, b, c, d])),
        _ => Err(DAMAGED),
    }
}
