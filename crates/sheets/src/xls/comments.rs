//! Comments: a NOTE names a drawing object, whose text stands elsewhere in the sheet.

use std::collections::HashMap;

use crate::book::Comments;
use crate::problem::Problem;
use crate::row::Comment;

use super::globals::Globals;
use super::records;
use super::sheet::own_records;
use super::strings::Cursor;

const NOTE: u16 = 0x001C;
const OBJ: u16 = 0x005D;
const TXO: u16 = 0x01B6;

/// All comments of a sheet (BIFF8).
pub(super) fn read(stream: &[u8], offset: usize, globals: &Globals) -> Result<Comments, Problem> {
    let mut comments = Comments::new();
    if !globals.is_unicode {
        return Ok(comments);
    }
    let mut texts: HashMap<u16, String> = HashMap::new();
    let mut object = 0;
    for record in own_records(stream, offset) {
        match record.kind {
            OBJ => object = record.u16(6)?,
            TXO => {
                let count = usize::from(record.u16(10)?);
                let segments = records::segments(stream, record.offset);
                if count > 0 && segments.len() > 1 {
                    let text = Cursor::new(segments[1..].to_vec(), 0).unicode(count)?;
                    texts.insert(object, text);
                }
            }
            NOTE => {
                let (row, column) = (u32::from(record.u16(0)?) + 1, u32::from(record.u16(2)?));
                let mut cursor = Cursor::new(vec![record.data], 8);
                let count = usize::from(cursor.u16()?);
                let author = cursor.unicode(count).ok().filter(|name| !name.is_empty());
                // Texts stand before the notes.
                let text = texts.get(&record.u16(6)?).cloned().unwrap_or_default();
                let comment = Comment { row, column, author, text };
                comments.entry(row).or_default().push(comment);
            }
            _ => {}
        }
    }
    Ok(comments)
}
