//! OpenDocument spreadsheets, streamed from `content.xml` (OpenDocument 1.3 part 3). Repeated
//! rows and cells that are empty cost nothing.

use std::collections::HashSet;

use quick_xml::events::{BytesStart, Event};

use crate::book::{Book, Comments, RawRow, RowStream, SheetMeta, Survey, Visibility};
use crate::cell::{Cell, NumberFormat};
use crate::limits::Limits;
use crate::merges::Merge;
use crate::number;
use crate::package::Package;
use crate::problem::Problem;
use crate::row::{Comment, note_number, text_cell};
use crate::serial;
use crate::source::Source;
use crate::xml::{Xml, attribute, push_text};

const PART: &str = "ods";
const CONTENT: &str = "content.xml";
/// More columns than any program has.
const COLUMNS: u32 = 16_384;

/// An opened spreadsheet.
pub(crate) struct OdsBook {
    package: Package,
    sheets: Vec<SheetMeta>,
    limits: Limits,
}

impl OdsBook {
    pub(crate) fn open(source: &Source, limits: &Limits) -> Result<OdsBook, Problem> {
        let package = Package::open(source, limits)?;
        if package.has("META-INF/manifest.xml") {
            let manifest = package.bytes("META-INF/manifest.xml", PART, limits.held_bytes)?;
            if String::from_utf8_lossy(&manifest).contains("encryption-data") {
                return Err(Problem::Encrypted);
            }
        }
        let mut xml = Xml::new(package.read(CONTENT, PART, limits.sheet_bytes)?, PART);
        let mut sheets = Vec::new();
        let mut hidden: HashSet<String> = HashSet::new();
        let mut style = String::new();
        loop {
            match xml.next()? {
                Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                    "style" => style = attribute(&e, "name").unwrap_or_default(),
                    "table-properties" if attribute(&e, "display").as_deref() == Some("false") => {
                        hidden.insert(style.clone());
                    }
                    "table" => {
                        let style = attribute(&e, "style-name").unwrap_or_default();
                        let is_hidden = hidden.contains(&style);
                        sheets.push(SheetMeta {
                            name: attribute(&e, "name").unwrap_or_default(),
                            visibility: if is_hidden {
                                Visibility::Hidden
                            } else {
                                Visibility::Visible
                            },
                        });
                    }
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        Ok(OdsBook { package, sheets, limits: limits.clone() })
    }

    fn reader(&self, sheet: usize) -> Result<TableReader, Problem> {
        let part = self.package.read(CONTENT, PART, self.limits.sheet_bytes)?;
        let mut xml = Xml::new(part, PART);
        let mut table = 0;
        let mut ended = false;
        loop {
            match xml.next()? {
                Event::Start(e) if e.local_name().as_ref() == "table" => {
                    if table == sheet {
                        break;
                    }
                    table += 1;
                }
                Event::Empty(e) if e.local_name().as_ref() == "table" => {
                    if table == sheet {
                        ended = true;
                        break;
                    }
                    table += 1;
                }
                Event::Eof => {
                    let sheet = u32::try_from(sheet).unwrap_or(u32::MAX);
                    return Err(Problem::NoSuchSheet { sheet });
                }
                _ => {}
            }
        }
        Ok(TableReader {
            xml,
            cell_chars: self.limits.cell_chars,
            next: 1,
            ended,
            pending: None,
            merges: Vec::new(),
            comments: Vec::new(),
        })
    }
}

impl Book for OdsBook {
    fn sheets(&self) -> &[SheetMeta] {
        &self.sheets
    }

    fn rows(&self, sheet: usize) -> Result<RowStream, Problem> {
        let mut reader = self.reader(sheet)?;
        Ok(Box::new(std::iter::from_fn(move || {
            // Only a survey keeps them.
            reader.merges.clear();
            reader.comments.clear();
            reader.next_row().transpose()
        })))
    }

    fn merges(&self, sheet: usize) -> Result<Vec<Merge>, Problem> {
        Ok(self.survey(sheet)?.merges)
    }

    fn comments(&self, sheet: usize) -> Result<Comments, Problem> {
        let mut reader = self.reader(sheet)?;
        while reader.next_row()?.is_some() {}
        let mut comments = Comments::new();
        for comment in reader.comments {
            comments.entry(comment.row).or_default().push(comment);
        }
        Ok(comments)
    }

    fn survey(&self, sheet: usize) -> Result<Survey, Problem> {
        let mut reader = self.reader(sheet)?;
        let mut survey = Survey::default();
        while let Some(row) = reader.next_row()? {
            let filled = row.cells.iter().filter(|(_, cell)| !cell.is_blank());
            survey.add(row.number, filled.map(|(column, _)| *column));
            if reader.merges.len() > self.limits.merges {
                let limit = self.limits.merges as u64;
                return Err(Problem::TooLarge { what: "merges", limit });
            }
        }
        survey.merges = reader.merges;
        Ok(survey)
    }
}

/// Reads the table that was just opened.
struct TableReader {
    xml: Xml,
    cell_chars: usize,
    /// Number of the next row.
    next: u32,
    ended: bool,
    /// A row that repeats, and how many times more.
    pending: Option<(RawRow, u32)>,
    merges: Vec<Merge>,
    comments: Vec<Comment>,
}

impl TableReader {
    fn next_row(&mut self) -> Result<Option<RawRow>, Problem> {
        if let Some((row, left)) = &mut self.pending {
            let mut row = row.clone();
            row.number = self.next;
            self.next += 1;
            *left -= 1;
            if *left == 0 {
                self.pending = None;
            }
            return Ok(Some(row));
        }
        while !self.ended {
            match self.xml.next()? {
                Event::Start(e) if e.local_name().as_ref() == "table-row" => {
                    let repeated = repeat(&e, "number-rows-repeated", u32::MAX / 2);
                    let row = self.read_cells()?;
                    self.next = self.next.saturating_add(1);
                    if row.is_blank() {
                        self.next = self.next.saturating_add(repeated - 1);
                        continue;
                    }
                    if repeated > 1 {
                        self.pending = Some((row.clone(), repeated - 1));
                    }
                    return Ok(Some(row));
                }
                Event::Empty(e) if e.local_name().as_ref() == "table-row" => {
                    let repeated = repeat(&e, "number-rows-repeated", u32::MAX / 2);
                    self.next = self.next.saturating_add(repeated);
                }
                Event::End(e) if e.local_name().as_ref() == "table" => self.ended = true,
                Event::Eof => self.ended = true,
                _ => {}
            }
        }
        Ok(None)
    }

    fn read_cells(&mut self) -> Result<RawRow, Problem> {
        let mut row = RawRow { number: self.next, ..RawRow::default() };
        let mut column = 0_u32;
        loop {
            let head = match self.xml.next()? {
                Event::Start(e) if is_cell(&e) => Head::of(&e),
                Event::Empty(e) if is_cell(&e) => {
                    let head = Head::of(&e);
                    self.place(&head, head.value(String::new()), &mut column, &mut row)?;
                    continue;
                }
                Event::End(e) if e.local_name().as_ref() == "table-row" => return Ok(row),
                Event::Eof => return Ok(row),
                _ => continue,
            };
            let text = self.read_text(row.number, column)?;
            self.place(&head, head.value(text), &mut column, &mut row)?;
        }
    }

    fn place(
        &mut self,
        head: &Head,
        cell: Cell,
        column: &mut u32,
        row: &mut RawRow,
    ) -> Result<(), Problem> {
        if head.rows > 1 || head.columns > 1 {
            self.merges.push(Merge {
                first_row: row.number,
                last_row: row.number.saturating_add(head.rows - 1),
                first_column: *column,
                last_column: column.saturating_add(head.columns - 1),
            });
        }
        // Cells repeated to the end of the sheet carry nothing, or nothing that is meant.
        let count = head.repeated.min(COLUMNS.saturating_sub(*column));
        if cell != Cell::Empty {
            for at in *column..*column + count {
                note_number(&cell, at, &mut row.notes);
                let cell = match cell.clone() {
                    Cell::Text { text } => text_cell(text, at, self.cell_chars, &mut row.notes),
                    cell => cell,
                };
                row.cells.push((at, cell));
            }
        }
        *column = column.saturating_add(head.repeated);
        if *column > 1_000_000 { Err(Problem::Damaged { part: PART }) } else { Ok(()) }
    }

    /// The paragraphs of a cell, one a line; a comment inside it is put aside.
    fn read_text(&mut self, row: u32, column: u32) -> Result<String, Problem> {
        let mut text = String::new();
        let mut paragraphs = 0;
        let mut in_paragraph = 0_u32;
        loop {
            let event = self.xml.next()?;
            match &event {
                Event::Start(e) | Event::Empty(e) => {
                    let is_start = matches!(event, Event::Start(_));
                    match e.local_name().as_ref() {
                        "annotation" if is_start => {
                            let comment = self.read_comment(row, column)?;
                            self.comments.push(comment);
                        }
                        "p" => {
                            if paragraphs > 0 {
                                text.push('\n');
                            }
                            paragraphs += 1;
                            in_paragraph += u32::from(is_start);
                        }
                        "s" => {
                            let count = repeat(e, "c", 1000);
                            text.extend(std::iter::repeat_n(' ', count as usize));
                        }
                        "tab" => text.push('\t'),
                        "line-break" => text.push('\n'),
                        _ => {}
                    }
                }
                Event::End(e) => match e.local_name().as_ref() {
                    "p" => in_paragraph = in_paragraph.saturating_sub(1),
                    "table-cell" | "covered-table-cell" => return Ok(text),
                    _ => {}
                },
                Event::Eof => return Ok(text),
                event if in_paragraph > 0 => push_text(event, &mut text),
                _ => {}
            }
        }
    }

    fn read_comment(&mut self, row: u32, column: u32) -> Result<Comment, Problem> {
        let mut comment = Comment { row, column, author: None, text: String::new() };
        let mut within = String::new();
        loop {
            let event = self.xml.next()?;
            match &event {
                Event::Start(e) => e.local_name().as_ref().clone_into(&mut within),
                Event::End(e) => match e.local_name().as_ref() {
                    "annotation" => break,
                    "p" => comment.text.push('\n'),
                    _ => {}
                },
                Event::Eof => break,
                event => match within.as_str() {
                    "creator" => push_text(event, comment.author.get_or_insert_default()),
                    "p" | "span" => push_text(event, &mut comment.text),
                    _ => {}
                },
            }
        }
        comment.text = comment.text.trim().to_owned();
        comment.author =
            comment.author.map(|name| name.trim().to_owned()).filter(|n| !n.is_empty());
        Ok(comment)
    }
}

fn is_cell(e: &BytesStart<'_>) -> bool {
    matches!(e.local_name().as_ref(), "table-cell" | "covered-table-cell")
}

fn repeat(e: &BytesStart<'_>, name: &str, most: u32) -> u32 {
    attribute(e, name).and_then(|n| n.parse::<u32>().ok()).unwrap_or(1).clamp(1, most)
}

/// What the start tag of a cell says.
struct Head {
    kind: String,
    stored: Option<String>,
    repeated: u32,
    rows: u32,
    columns: u32,
}

impl Head {
    fn of(e: &BytesStart<'_>) -> Head {
        let kind = attribute(e, "value-type").unwrap_or_default();
        let stored = match kind.as_str() {
            "date" => attribute(e, "date-value"),
            "time" => attribute(e, "time-value"),
            "boolean" => attribute(e, "boolean-value"),
            "string" => attribute(e, "string-value"),
            _ => attribute(e, "value"),
        };
        Head {
            kind,
            stored,
            repeated: repeat(e, "number-columns-repeated", u32::MAX / 2),
            rows: repeat(e, "number-rows-spanned", 1 << 21),
            columns: repeat(e, "number-columns-spanned", COLUMNS),
        }
    }

    /// `text` is what the cell shows.
    fn value(&self, text: String) -> Cell {
        let number = |format| {
            let stored = self.stored.as_deref().and_then(number::clean);
            stored.map(|text| Cell::Number { text, format })
        };
        let cell = match self.kind.as_str() {
            "float" => number(NumberFormat::General),
            "percentage" => number(NumberFormat::Percent),
            "currency" => number(NumberFormat::Currency),
            "date" => self.stored.as_deref().and_then(serial::from_iso).map(Cell::DateTime),
            "time" => self.stored.as_deref().and_then(duration),
            "boolean" => Some(Cell::Bool { value: self.stored.as_deref() == Some("true") }),
            _ => self.stored.clone().map(|text| Cell::Text { text }),
        };
        match cell {
            Some(cell) => cell,
            None if text.is_empty() => Cell::Empty,
            None => Cell::Text { text },
        }
    }
}

/// `PT12H30M00S`
fn duration(text: &str) -> Option<Cell> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let mut seconds = 0.0;
    let mut digits = String::new();
    for c in text.strip_prefix("PT")?.chars() {
        let unit = match c {
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            c => {
                digits.push(c);
                continue;
            }
        };
        seconds += digits.replace(',', ".").parse::<f64>().ok()? * unit;
        digits.clear();
    }
    Some(serial::cell(sign * seconds / 86_400.0, crate::number_format::Class::Duration, false))
}
