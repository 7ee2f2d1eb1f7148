//! The record stream: kind, length, data.

use crate::problem::Problem;

pub(super) const DAMAGED: Problem = Problem::Damaged { part: "biff" };

pub(super) const BOF: u16 = 0x0809;
pub(super) const EOF: u16 = 0x000A;
pub(super) const CONTINUE: u16 = 0x003C;

/// One record and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
    pub(super) offset: usize,
}

impl Record<'_> {
    pub(super) fn u16(&self, at: usize) -> Result<u16, Problem> {
        match self.data.get(at..at + 2) {
            Some(&[a, b]) => Ok(u16::from_le_bytes([a, b])),
            _ => Err(DAMAGED),
        }
    }

    pub(super) fn u32(&self, at: usize) -> Result<u32, Problem> {
        match self.data.get(at..at + 4) {
            Some(&[a, b, c, d]) => Ok(u32::from_le_bytes([a, b, c, d])),
            _ => Err(DAMAGED),
        }
    }

    pub(super) fn f64(&self, at: usize) -> Result<f64, Problem> {
        let bytes = self.data.get(at..at + 8).and_then(|b| <[u8; 8]>::try_from(b).ok());
        bytes.map(f64::from_le_bytes).ok_or(DAMAGED)
    }
}

/// The records from `offset` on. A record that is cut off ends them.
pub(super) fn from(stream: &[u8], offset: usize) -> impl Iterator<Item = Record<'_>> {
    let mut at = offset;
    std::iter::from_fn(move || {
        let head = stream.get(at..at + 4)?;
        let kind = u16::from_le_bytes([head[0], head[1]]);
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let data = stream.get(at + 4..at + 4 + length)?;
        let record = Record { kind, data, offset: at };
        at += 4 + length;
        Some(record)
    })
}

/// The data of a record and of the CONTINUE records behind it.
pub(super) fn segments(stream: &[u8], offset: usize) -> Vec<&[u8]> {
    let mut records = from(stream, offset);
    let first = records.next().map(|record| record.data);
    let rest = records.take_while(|record| record.kind == CONTINUE).map(|record| record.data);
    first.into_iter().chain(rest).collect()
}
