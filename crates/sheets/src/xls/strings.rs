//! Strings of BIFF: two widths, formatting runs behind them, and breaks in the middle of a word
//! where a record is full (MS-XLS 2.5.293).

use encoding_rs::Encoding;

use crate::problem::Problem;

use super::records::DAMAGED;

/// Reads over the borders of continued records.
pub(super) struct Cursor<'a> {
    segments: Vec<&'a [u8]>,
    segment: usize,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(segments: Vec<&'a [u8]>, at: usize) -> Cursor<'a> {
        Cursor { segments, segment: 0, at }
    }

    fn here(&self) -> &'a [u8] {
        self.segments.get(self.segment).and_then(|s| s.get(self.at..)).unwrap_or(&[])
    }

    /// Moves to the next segment if this one is used up; false at the end.
    fn settle(&mut self) -> bool {
        while self.here().is_empty() {
            if self.segment + 1 >= self.segments.len() {
                return false;
            }
            self.segment += 1;
            self.at = 0;
        }
        true
    }

    pub(super) fn u8(&mut self) -> Result<u8, Problem> {
        if !self.settle() {
            return Err(DAMAGED);
        }
        let byte = self.here()[0];
        self.at += 1;
        Ok(byte)
    }

    pub(super) fn u16(&mut self) -> Result<u16, Problem> {
        Ok(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    pub(super) fn u32(&mut self) -> Result<u32, Problem> {
        Ok(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    fn skip(&mut self, mut count: usize) -> Result<(), Problem> {
        while count > 0 {
            if !self.settle() {
                return Err(DAMAGED);
            }
            let step = count.min(self.here().len());
            self.at += step;
            count -= step;
        }
        Ok(())
    }

    /// A string with its length in `count` characters already read.
    pub(super) fn unicode(&mut self, count: usize) -> Result<String, Problem> {
        let flags = self.u8()?;
        let runs = if flags & 0x08 != 0 { usize::from(self.u16()?) } else { 0 };
        let extra = if flags & 0x04 != 0 { self.u32()? as usize } else { 0 };
        let text = self.characters(count, flags & 1 != 0)?;
        self.skip(4 * runs + extra)?;
        Ok(text)
    }

    /// Where a string crosses into the next record, a new byte says how wide its characters are.
    fn characters(&mut self, mut count: usize, mut wide: bool) -> Result<String, Problem> {
        let mut units: Vec<u16> = Vec::new();
        while count > 0 {
            if self.here().is_empty() {
                if !self.settle() {
                    return Err(DAMAGED);
                }
                wide = self.u8()? & 1 != 0;
            }
            let bytes = self.here();
            let width = if wide { 2 } else { 1 };
            let take = count.min(bytes.len() / width);
            if take == 0 {
                return if bytes.is_empty() { continue } else { Err(DAMAGED) };
            }
            if wide {
                let pairs = bytes[..take * 2].chunks_exact(2);
                units.extend(pairs.map(|c| u16::from_le_bytes([c[0], c[1]])));
            } else {
                units.extend(bytes[..take].iter().map(|b| u16::from(*b)));
            }
            self.at += take * width;
            count -= take;
        }
        Ok(String::from_utf16_lossy(&units))
    }

    /// A string of bytes in the workbook's code page (BIFF5).
    pub(super) fn bytes(
        &mut self,
        count: usize,
        code_page: &'static Encoding,
    ) -> Result<String, Problem> {
        let mut bytes = Vec::with_capacity(count.min(64 * 1024));
        for _ in 0..count {
            bytes.push(self.u8()?);
        }
        Ok(code_page.decode(&bytes).0.into_owned())
    }
}

/// The encoding of a code page number; Western if unknown.
pub(super) fn code_page(number: u16) -> &'static Encoding {
    match number {
        936 => encoding_rs::GBK,
        950 => encoding_rs::BIG5,
        932 => encoding_rs::SHIFT_JIS,
        949 => encoding_rs::EUC_KR,
        1251 => encoding_rs::WINDOWS_1251,
        65001 => encoding_rs::UTF_8,
        _ => encoding_rs::WINDOWS_1252,
    }
}
