//! What the sheets of a workbook share: their list, strings, formats, the date base.

use std::collections::HashMap;

use encoding_rs::Encoding;

use crate::book::{SheetMeta, Visibility};
use crate::cell::NumberFormat;
use crate::number_format::{self, Class};
use crate::problem::Problem;

use super::records::{self, BOF, DAMAGED, EOF, Record};
use super::strings::{Cursor, code_page};

const FILEPASS: u16 = 0x002F;
const CODEPAGE: u16 = 0x0042;
const DATEMODE: u16 = 0x0022;
const BOUNDSHEET: u16 = 0x0085;
const FORMAT: u16 = 0x041E;
const XF: u16 = 0x00E0;
const SST: u16 = 0x00FC;

/// The workbook's own part of the stream.
pub(super) struct Globals {
    pub(super) sheets: Vec<SheetMeta>,
    /// Where each sheet begins in the stream.
    pub(super) offsets: Vec<usize>,
    pub(super) strings: Vec<Box<str>>,
    classes: Vec<Class>,
    pub(super) base_1904: bool,
    /// BIFF8: strings are Unicode.
    pub(super) is_unicode: bool,
    pub(super) code_page: &'static Encoding,
}

impl Globals {
    pub(super) fn read(stream: &[u8]) -> Result<Globals, Problem> {
        let mut globals = Globals {
            sheets: Vec::new(),
            offsets: Vec::new(),
            strings: Vec::new(),
            classes: Vec::new(),
            base_1904: false,
            is_unicode: true,
            code_page: encoding_rs::WINDOWS_1252,
        };
        let mut codes: HashMap<u16, Class> = HashMap::new();
        let mut styles: Vec<u16> = Vec::new();
        for record in records::from(stream, 0) {
            match record.kind {
                BOF => globals.is_unicode = record.u16(0)? == 0x0600,
                FILEPASS => return Err(Problem::Encrypted),
                CODEPAGE => globals.code_page = code_page(record.u16(0)?),
                DATEMODE => globals.base_1904 = record.u16(0)? == 1,
                BOUNDSHEET => globals.add_sheet(&record)?,
                FORMAT => {
                    codes.insert(record.u16(0)?, globals.format(&record)?);
                }
                XF => styles.push(record.u16(2)?),
                SST => globals.strings = read_strings(stream, &record)?,
                EOF => break,
                _ => {}
            }
        }
        if globals.sheets.is_empty() {
            return Err(DAMAGED);
        }
        let class = |id: &u16| {
            codes.get(id).copied().unwrap_or_else(|| number_format::builtin(u32::from(*id)))
        };
        globals.classes = styles.iter().map(class).collect();
        Ok(globals)
    }

    /// The class of a cell's style.
    pub(super) fn class(&self, style: u16) -> Class {
        let class = self.classes.get(usize::from(style)).copied();
        class.unwrap_or(Class::Number(NumberFormat::General))
    }

    fn add_sheet(&mut self, record: &Record<'_>) -> Result<(), Problem> {
        // Only worksheets hold tables.
        if record.data.get(5) != Some(&0) {
            return Ok(());
        }
        let visibility = match record.data.get(4).map(|state| state & 3) {
            Some(1) => Visibility::Hidden,
            Some(2) => Visibility::VeryHidden,
            _ => Visibility::Visible,
        };
        let mut cursor = Cursor::new(vec![record.data], 6);
        let count = usize::from(cursor.u8()?);
        let name = if self.is_unicode {
            cursor.unicode(count)?
        } else {
            cursor.bytes(count, self.code_page)?
        };
        self.sheets.push(SheetMeta { name: name.replace('\0', ""), visibility });
        self.offsets.push(record.u32(0)? as usize);
        Ok(())
    }

    fn format(&self, record: &Record<'_>) -> Result<Class, Problem> {
        let mut cursor = Cursor::new(vec![record.data], 2);
        let code = if self.is_unicode {
            let count = usize::from(cursor.u16()?);
            cursor.unicode(count)?
        } else {
            let count = usize::from(cursor.u8()?);
            cursor.bytes(count, self.code_page)?
        };
        Ok(number_format::classify(&code))
    }
}

fn read_strings(stream: &[u8], record: &Record<'_>) -> Result<Vec<Box<str>>, Problem> {
    let count = record.u32(4)? as usize;
    let mut cursor = Cursor::new(records::segments(stream, record.offset), 8);
    let mut strings = Vec::new();
    // The count is only claimed: reading ends where the data does.
    for _ in 0..count {
        let Ok(length) = cursor.u16() else { break };
        strings.push(cursor.unicode(usize::from(length))?.into_boxed_str());
    }
    Ok(strings)
}
