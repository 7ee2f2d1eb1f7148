//! The cells of one sheet: found in one pass, decoded when a row is asked for.

use crate::cell::Cell;
use crate::merges::Merge;
use crate::number_format::Class;
use crate::problem::Problem;
use crate::serial;

use super::globals::Globals;
use super::records::{self, BOF, DAMAGED, EOF, Record};
use super::strings::Cursor;

const FORMULA: u16 = 0x0006;
const MULRK: u16 = 0x00BD;
const RSTRING: u16 = 0x00D6;
const MERGEDCELLS: u16 = 0x00E5;
const LABELSST: u16 = 0x00FD;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOLERR: u16 = 0x0205;
const STRING: u16 = 0x0207;
const RK: u16 = 0x027E;

/// Where a cell stands in the sheet and in the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// 0-based.
    pub(super) row: u16,
    pub(super) column: u16,
    offset: u32,
}

/// All cells of a sheet, in the order of rows and columns. Some programs write them in another.
pub(super) fn places(stream: &[u8], offset: usize) -> Result<Vec<Place>, Problem> {
    let mut places = Vec::new();
    for record in own_records(stream, offset) {
        let (row, column, last) = match record.kind {
            FORMULA | RSTRING | LABELSST | NUMBER | LABEL | BOOLERR | RK => {
                let column = record.u16(2)?;
                (record.u16(0)?, column, column)
            }
            MULRK => {
                let end = record.data.len().checked_sub(2).ok_or(DAMAGED)?;
                (record.u16(0)?, record.u16(2)?, record.u16(end)?)
            }
            _ => continue,
        };
        let offset = u32::try_from(record.offset).map_err(|_| DAMAGED)?;
        places.extend((column..=last.min(255)).map(|column| Place { row, column, offset }));
    }
    places.sort_unstable();
    places.dedup_by_key(|place| (place.row, place.column));
    Ok(places)
}

/// Merged ranges of a sheet.
pub(super) fn merges(stream: &[u8], offset: usize) -> Result<Vec<Merge>, Problem> {
    let mut merges = Vec::new();
    for record in own_records(stream, offset).filter(|record| record.kind == MERGEDCELLS) {
        for index in 0..usize::from(record.u16(0)?) {
            let at = 2 + index * 8;
            merges.push(Merge {
                first_row: u32::from(record.u16(at)?) + 1,
                last_row: u32::from(record.u16(at + 2)?) + 1,
                first_column: u32::from(record.u16(at + 4)?),
                last_column: u32::from(record.u16(at + 6)?),
            });
        }
    }
    Ok(merges)
}

/// The records of a sheet, without those of charts embedded in it.
pub(super) fn own_records(stream: &[u8], offset: usize) -> impl Iterator<Item = Record<'_>> {
    let mut depth = 0_u32;
    records::from(stream, offset)
        .take_while(move |record| {
            match record.kind {
                BOF => depth += 1,
                EOF => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth > 0
        })
        .scan(0_u32, |depth, record| {
            match record.kind {
                BOF => *depth += 1,
                EOF => *depth = depth.saturating_sub(1),
                _ => {}
            }
            Some((*depth, record))
        })
        .filter(|(depth, _)| *depth == 1)
        .map(|(_, record)| record)
}

/// Decodes the cell at a place.
pub(super) fn cell(stream: &[u8], place: Place, globals: &Globals) -> Result<Cell, Problem> {
    let offset = place.offset as usize;
    let record = records::from(stream, offset).next().ok_or(DAMAGED)?;
    let style = record.u16(4)?;
    let number = |value: f64, style: u16| number_cell(value, globals.class(style), globals);
    Ok(match record.kind {
        NUMBER => number(record.f64(6)?, style),
        RK => number(rk(record.u32(6)?), style),
        MULRK => {
            let index = usize::from(place.column.checked_sub(record.u16(2)?).ok_or(DAMAGED)?);
            let at = 4 + index * 6;
            number(rk(record.u32(at + 2)?), record.u16(at)?)
        }
        LABELSST => {
            let text = globals.strings.get(record.u32(6)? as usize).ok_or(DAMAGED)?;
            Cell::text(text.as_ref())
        }
        LABEL | RSTRING => Cell::text(label(stream, &record, 6, globals)?),
        BOOLERR => match record.data.get(6..8) {
            Some(&[value, 0]) => Cell::Bool { value: value != 0 },
            Some(&[code, _]) => error(code),
            _ => return Err(DAMAGED),
        },
        FORMULA => formula(stream, &record, globals)?,
        _ => Cell::Empty,
    })
}

fn number_cell(value: f64, class: Class, globals: &Globals) -> Cell {
    if value.is_finite() {
        serial::cell(value, class, globals.base_1904)
    } else {
        Cell::Error { code: "#NUM!".to_owned() }
    }
}

fn label(
    stream: &[u8],
    record: &Record<'_>,
    at: usize,
    globals: &Globals,
) -> Result<String, Problem> {
    let mut cursor = Cursor::new(records::segments(stream, record.offset), at);
    let count = usize::from(cursor.u16()?);
    if globals.is_unicode { cursor.unicode(count) } else { cursor.bytes(count, globals.code_page) }
}

/// The value a formula had when the file was saved.
fn formula(stream: &[u8], record: &Record<'_>, globals: &Globals) -> Result<Cell, Problem> {
    let value = record.data.get(6..14).ok_or(DAMAGED)?;
    if value[6..8] != [0xFF, 0xFF] {
        return Ok(number_cell(record.f64(6)?, globals.class(record.u16(4)?), globals));
    }
    Ok(match value[0] {
        0 => {
            // The text follows, perhaps behind a shared formula.
            let next = records::from(stream, record.offset).skip(1).take(4);
            match next.into_iter().find(|record| record.kind == STRING) {
                Some(text) => Cell::text(label(stream, &text, 0, globals)?),
                None => Cell::Empty,
            }
        }
        1 => Cell::Bool { value: value[2] != 0 },
        2 => error(value[2]),
        _ => Cell::Empty,
    })
}

fn error(code: u8) -> Cell {
    let code = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
    Cell::Error { code: code.to_owned() }
}

/// A number in 30 bits: an integer or the upper half of a double, perhaps times 100.
fn rk(bits: u32) -> f64 {
    let value = if bits & 2 != 0 {
        f64::from(bits.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(bits & !3) << 32)
    };
    if bits & 1 != 0 { value / 100.0 } else { value }
}

#[cfg(test)]
mod tests {
    use super::rk;
    use crate::number::show;

    #[test]
    fn packed_numbers_are_unpacked() {
        for (bits, shown) in [
            (0x0000_0006, "1"),
            (0x0000_018B, "0.98"),
            (0x3FF0_0000, "1"),
            (0x3FF8_0000, "1.5"),
            (0x4059_0001, "1"),
            (0xFFFF_FFFE, "-1"),
        ] {
            assert_eq!(show(rk(bits)), shown, "{bits:x}");
        }
    }
}
