//! The shared strings table. Small tables stay in memory, large ones lie in a temporary file with
//! a cache of blocks before it: sheets refer to strings nearly in order.

use std::collections::{HashMap, VecDeque};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};

use quick_xml::events::Event;

use crate::cell::is_blank;
use crate::limits::Limits;
use crate::package::Package;
use crate::problem::Problem;
use crate::xml::{Xml, push_text};

use super::escape;

const PART: &str = "shared_strings";
const BLOCK: usize = 16 * 1024;
const CACHED_BLOCKS: usize = 1024;
/// Strings of one table.
const STRINGS: usize = 16 * 1024 * 1024;

/// All shared strings, by index.
#[derive(Default)]
pub(super) struct SharedStrings {
    /// Where each string ends in the bytes of all.
    ends: Vec<u32>,
    /// Indices of blank strings, ascending.
    blank: Vec<u32>,
    /// All bytes, or those not yet written to the file.
    memory: Vec<u8>,
    file: Option<Spilled>,
}

struct Spilled {
    file: File,
    blocks: HashMap<u32, Vec<u8>>,
    order: VecDeque<u32>,
}

impl SharedStrings {
    pub(super) fn read(
        package: &Package,
        part: &str,
        limits: &Limits,
    ) -> Result<SharedStrings, Problem> {
        let limit = limits.shared_strings_bytes.min(u64::from(u32::MAX));
        let mut xml = Xml::new(package.read(part, PART, limit)?, PART);
        let mut strings = SharedStrings::default();
        loop {
            let is_item = match xml.next()? {
                Event::Start(e) if e.local_name().as_ref() == "si" => true,
                Event::Empty(e) if e.local_name().as_ref() == "si" => false,
                Event::Eof => break,
                _ => continue,
            };
            let text = if is_item { read_rich(&mut xml, "si")? } else { String::new() };
            strings.push(&text, limits.shared_strings_in_memory)?;
        }
        strings.settle()?;
        Ok(strings)
    }

    fn push(&mut self, text: &str, in_memory: u64) -> Result<(), Problem> {
        if self.ends.len() >= STRINGS {
            return Err(Problem::TooLarge { what: PART, limit: STRINGS as u64 });
        }
        let start = self.ends.last().copied().unwrap_or(0);
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let end = start
            .checked_add(length)
            .ok_or(Problem::TooLarge { what: PART, limit: u64::from(u32::MAX) })?;
        if is_blank(text) {
            self.blank.push(u32::try_from(self.ends.len()).unwrap_or(u32::MAX));
        }
        self.ends.push(end);
        self.memory.extend_from_slice(text.as_bytes());
        let room = if self.file.is_some() { 1024 * 1024 } else { in_memory };
        if self.memory.len() as u64 > room { self.spill() } else { Ok(()) }
    }

    fn spill(&mut self) -> Result<(), Problem> {
        if self.file.is_none() {
            let file = tempfile::tempfile().map_err(|e| full(&e))?;
            self.file = Some(Spilled { file, blocks: HashMap::new(), order: VecDeque::new() });
        }
        if let Some(spilled) = &mut self.file {
            spilled.file.write_all(&self.memory).map_err(|e| full(&e))?;
            self.memory = Vec::new();
        }
        Ok(())
    }

    /// Ends the writing.
    fn settle(&mut self) -> Result<(), Problem> {
        self.ends.shrink_to_fit();
        if self.file.is_some() { self.spill() } else { Ok(()) }
    }

    pub(super) fn is_blank(&self, index: usize) -> bool {
        u32::try_from(index).is_ok_and(|index| self.blank.binary_search(&index).is_ok())
    }

    /// The string, or `None` past the end of the table.
    pub(super) fn get(&mut self, index: usize) -> Result<Option<String>, Problem> {
        let Some(end) = self.ends.get(index).copied() else { return Ok(None) };
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        let bytes = match &mut self.file {
            None => self.memory[start as usize..end as usize].to_vec(),
            Some(spilled) => spilled.range(start as usize, end as usize)?,
        };
        String::from_utf8(bytes).map(Some).map_err(|_| Problem::Damaged { part: PART })
    }
}

impl Spilled {
    fn range(&mut self, mut start: usize, end: usize) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::with_capacity(end - start);
        while start < end {
            let block = self.block(start / BLOCK)?;
            let from = start % BLOCK;
            let to = block.len().min(from + end - start);
            if to <= from {
                return Err(Problem::Damaged { part: PART });
            }
            bytes.extend_from_slice(&block[from..to]);
            start += to - from;
        }
        Ok(bytes)
    }

    fn block(&mut self, index: usize) -> Result<&[u8], Problem> {
        let key = u32::try_from(index).unwrap_or(u32::MAX);
        if !self.blocks.contains_key(&key) {
            if self.order.len() >= CACHED_BLOCKS
                && let Some(oldest) = self.order.pop_front()
            {
                self.blocks.remove(&oldest);
            }
            let at = SeekFrom::Start(index as u64 * BLOCK as u64);
            let mut bytes = Vec::with_capacity(BLOCK);
            self.file.seek(at).map_err(|e| full(&e))?;
            (&mut self.file).take(BLOCK as u64).read_to_end(&mut bytes).map_err(|e| full(&e))?;
            self.blocks.insert(key, bytes);
            self.order.push_back(key);
        }
        Ok(self.blocks.get(&key).map_or(&[], Vec::as_slice))
    }
}

/// The temporary folder is full or not writable.
fn full(error: &std::io::Error) -> Problem {
    Problem::Unreadable { kind: format!("temporary_file:{:?}", error.kind()) }
}

/// The text of an `si`, `is` or `text` element that was just opened: its runs joined, phonetic
/// readings left out, escapes decoded.
pub(super) fn read_rich(xml: &mut Xml, element: &str) -> Result<String, Problem> {
    let mut text = String::new();
    let mut in_text = false;
    loop {
        let event = xml.next()?;
        match &event {
            Event::Start(e) => match e.local_name().as_ref() {
                "t" => in_text = true,
                "rPh" => xml.skip()?,
                _ => {}
            },
            Event::End(e) => match e.local_name().as_ref() {
                "t" => in_text = false,
                name if name == element => break,
                _ => {}
            },
            Event::Eof => break,
            event if in_text => push_text(event, &mut text),
            _ => {}
        }
    }
    escape::decode(&mut text);
    Ok(text)
}
