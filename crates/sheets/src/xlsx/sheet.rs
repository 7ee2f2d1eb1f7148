//! Rows of a sheet, one after the other.

use std::sync::{Arc, Mutex};

use quick_xml::events::{BytesStart, Event};

use crate::book::RawRow;
use crate::cell::{Cell, is_blank};
use crate::merges::{Merge, parse_cell, parse_range};
use crate::number;
use crate::number_format::Class;
use crate::problem::Problem;
use crate::row::{Note, NoteKind, note_number, text_cell};
use crate::serial;
use crate::xml::{Xml, attribute, push_text};

use super::escape;
use super::shared::{SharedStrings, read_rich};
use super::styles::Styles;

const PART: &str = "sheet";
/// The last column, XFD, counted from 0.
const LAST_COLUMN: u32 = 16_383;

/// What cells refer to.
#[derive(Clone)]
pub(super) struct Context {
    pub(super) shared: Arc<Mutex<SharedStrings>>,
    pub(super) styles: Arc<Styles>,
    pub(super) base_1904: bool,
    pub(super) cell_chars: usize,
}

/// A reader of one sheet.
pub(super) struct SheetReader {
    xml: Xml,
    context: Context,
    /// Last row that was read, 1-based.
    row: u32,
    /// Only whether cells hold something, not what: for the survey.
    only_presence: bool,
    value: String,
}

/// What the start tag of a cell says.
struct Head {
    column: u32,
    kind: Kind,
    style: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Text,
    Bool,
    Error,
    Date,
}

impl SheetReader {
    pub(super) fn new(xml: Xml, context: Context, only_presence: bool) -> SheetReader {
        SheetReader { xml, context, row: 0, only_presence, value: String::new() }
    }

    /// The next row that has cells; `None` after the last.
    pub(super) fn next_row(&mut self) -> Result<Option<RawRow>, Problem> {
        loop {
            match self.xml.next()? {
                Event::Start(e) if e.local_name().as_ref() == "row" => {
                    self.row = row_number(&e, self.row);
                    let row = self.read_cells()?;
                    if !row.cells.is_empty() || !row.notes.is_empty() {
                        return Ok(Some(row));
                    }
                }
                Event::Empty(e) if e.local_name().as_ref() == "row" => {
                    self.row = row_number(&e, self.row);
                }
                Event::End(e) if e.local_name().as_ref() == "sheetData" => return Ok(None),
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// After the last row: the merged ranges.
    pub(super) fn merges(&mut self, limit: usize) -> Result<Vec<Merge>, Problem> {
        let mut merges = Vec::new();
        loop {
            match self.xml.next()? {
                Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "mergeCell" => {
                    if merges.len() >= limit {
                        return Err(Problem::TooLarge { what: "merges", limit: limit as u64 });
                    }
                    let range = attribute(&e, "ref");
                    merges.extend(range.and_then(|range| parse_range(&range)));
                }
                Event::Eof => return Ok(merges),
                _ => {}
            }
        }
    }

    fn read_cells(&mut self) -> Result<RawRow, Problem> {
        let mut row = RawRow { number: self.row, ..RawRow::default() };
        let mut next = 0;
        let mut is_sorted = true;
        loop {
            let head = match self.xml.next()? {
                Event::Start(e) if e.local_name().as_ref() == "c" => head(&e, next)?,
                // A cell that has a style and nothing else.
                Event::Empty(e) if e.local_name().as_ref() == "c" => {
                    next = head(&e, next)?.column + 1;
                    continue;
                }
                Event::End(e) if e.local_name().as_ref() == "row" => break,
                Event::Eof => break,
                _ => continue,
            };
            is_sorted &= head.column >= next;
            next = head.column + 1;
            self.read_cell(&head, &mut row)?;
            if row.cells.len() > 2 * LAST_COLUMN as usize {
                return Err(Problem::Damaged { part: PART });
            }
        }
        if !is_sorted {
            row.cells.sort_by_key(|(column, _)| *column);
            row.cells.dedup_by_key(|(column, _)| *column);
        }
        Ok(row)
    }

    fn read_cell(&mut self, head: &Head, row: &mut RawRow) -> Result<(), Problem> {
        let mut has_formula = false;
        let mut in_value = false;
        self.value.clear();
        loop {
            let event = self.xml.next()?;
            match &event {
                Event::Start(e) => match e.local_name().as_ref() {
                    "v" => in_value = true,
                    "f" => {
                        has_formula = true;
                        self.xml.skip()?;
                    }
                    "is" => self.value = read_rich(&mut self.xml, "is")?,
                    _ => self.xml.skip()?,
                },
                Event::Empty(e) => has_formula |= e.local_name().as_ref() == "f",
                Event::End(e) => match e.local_name().as_ref() {
                    "v" => in_value = false,
                    "c" => break,
                    _ => {}
                },
                Event::Eof => break,
                event if in_value => push_text(event, &mut self.value),
                _ => {}
            }
        }
        if self.value.is_empty() {
            if has_formula && head.kind == Kind::Number {
                let kind = NoteKind::FormulaWithoutValue;
                row.notes.push(Note { column: head.column, kind });
            }
            return Ok(());
        }
        let cell = if self.only_presence { self.presence(head)? } else { self.cell(head, row)? };
        if cell != Cell::Empty {
            row.cells.push((head.column, cell));
        }
        Ok(())
    }

    fn presence(&self, head: &Head) -> Result<Cell, Problem> {
        let blank = match head.kind {
            Kind::Shared => lock(&self.context.shared)?.is_blank(index(&self.value)?),
            Kind::Text => is_blank(&self.value),
            _ => false,
        };
        Ok(if blank { Cell::Empty } else { Cell::Bool { value: true } })
    }

    fn cell(&mut self, head: &Head, row: &mut RawRow) -> Result<Cell, Problem> {
        let limit = self.context.cell_chars;
        Ok(match head.kind {
            Kind::Shared => {
                let text = lock(&self.context.shared)?.get(index(&self.value)?)?;
                let text = text.ok_or(Problem::Damaged { part: "shared_strings" })?;
                text_cell(text, head.column, limit, &mut row.notes)
            }
            Kind::Text => {
                let mut text = std::mem::take(&mut self.value);
                escape::decode(&mut text);
                text_cell(text, head.column, limit, &mut row.notes)
            }
            Kind::Bool => Cell::Bool { value: matches!(self.value.trim(), "1" | "true") },
            Kind::Error => Cell::Error { code: self.value.clone() },
            Kind::Date => match serial::from_iso(&self.value) {
                Some(date) => Cell::DateTime(date),
                None => Cell::text(self.value.clone()),
            },
            Kind::Number => {
                let class = self.context.styles.class(head.style);
                let cell = number_cell(&self.value, class, self.context.base_1904);
                note_number(&cell, head.column, &mut row.notes);
                cell
            }
        })
    }
}

fn number_cell(raw: &str, class: Class, base_1904: bool) -> Cell {
    match class {
        Class::Number(format) => match number::clean(raw) {
            Some(text) => Cell::Number { text, format },
            None => Cell::text(raw),
        },
        class => match raw.trim().parse::<f64>() {
            Ok(value) if value.is_finite() => serial::cell(value, class, base_1904),
            _ => Cell::text(raw),
        },
    }
}

fn lock(
    shared: &Mutex<SharedStrings>,
) -> Result<std::sync::MutexGuard<'_, SharedStrings>, Problem> {
    shared.lock().map_err(|_| Problem::Damaged { part: "shared_strings" })
}

fn index(value: &str) -> Result<usize, Problem> {
    value.trim().parse().map_err(|_| Problem::Damaged { part: "shared_strings" })
}

/// Rows without a number, or with one that goes backwards, follow the one before.
fn row_number(e: &BytesStart<'_>, before: u32) -> u32 {
    attribute(e, "r").and_then(|r| r.parse().ok()).filter(|r| *r > before).unwrap_or(before + 1)
}

/// `next` is the column of a cell that does not say where it stands.
fn head(e: &BytesStart<'_>, next: u32) -> Result<Head, Problem> {
    let mut head = Head { column: next, kind: Kind::Number, style: 0 };
    let mut attributes = e.attributes();
    for attribute in attributes.with_checks(false).flatten() {
        match attribute.key.as_ref() {
            "r" => {
                if let Some((_, column)) = parse_cell(&attribute.value) {
                    head.column = column;
                }
            }
            "s" => head.style = attribute.value.parse().unwrap_or(0),
            "t" => {
                head.kind = match attribute.value.as_ref() {
                    "s" => Kind::Shared,
                    "str" | "inlineStr" => Kind::Text,
                    "b" => Kind::Bool,
                    "e" => Kind::Error,
                    "d" => Kind::Date,
                    _ => Kind::Number,
                };
            }
            _ => {}
        }
    }
    if head.column > LAST_COLUMN {
        return Err(Problem::Damaged { part: PART });
    }
    Ok(head)
}
