//! A JSON object a line, as our own exports and many programs write them: the keys are the header, those of the first
//! line first. Objects within are flattened (`address.city`); lists of plain values are one cell.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};

use serde_json::{Map, Value};

use crate::book::{Book, RawRow, RowStream, SheetMeta, Visibility};
use crate::cell::{Cell, NumberFormat};
use crate::encoding::{self, Encoding};
use crate::limits::Limits;
use crate::problem::Problem;
use crate::row::{Note, text_cell};
use crate::source::Source;

/// More keys than any table has columns.
const KEYS: usize = 10_000;
/// A beginning without a line's end that is longer than this may be cut.
const CUT: usize = 7 * 1024;
/// A longer line is no record.
const LINE: u64 = 16 * 1024 * 1024;

/// Lines of JSON as a book of one sheet, whose first row is the keys.
pub(crate) struct JsonLinesBook {
    source: Source,
    sheets: Vec<SheetMeta>,
    keys: Vec<String>,
    cell_chars: usize,
}

/// Whether the text, the beginning of a file, begins with a line that is one whole object.
pub(crate) fn is_json_lines(start: &str) -> bool {
    let start = start.trim_start();
    let Some((line, _)) = start.split_once('\n') else {
        // One record only, or a first line longer than what was read.
        return start.len() > CUT || matches!(serde_json::from_str(start), Ok(Value::Object(_)));
    };
    matches!(serde_json::from_str::<Value>(line), Ok(Value::Object(_)))
}

impl JsonLinesBook {
    /// One pass learns the keys.
    pub(crate) fn open(source: &Source, limits: &Limits) -> Result<JsonLinesBook, Problem> {
        let (mut keys, mut known) = (Vec::new(), HashMap::new());
        for object in Lines::open(source)? {
            each(&object?.1, &mut |key, _| {
                if !known.contains_key(key) {
                    known.insert(key.to_owned(), ());
                    keys.push(key.to_owned());
                }
            });
            if keys.len() > KEYS {
                return Err(Problem::TooManyColumns {
                    found: u32::try_from(keys.len()).unwrap_or(u32::MAX),
                    limit: u32::try_from(KEYS).unwrap_or(u32::MAX),
                });
            }
        }
        if keys.is_empty() {
            return Err(Problem::EmptyFile);
        }
        let sheets = vec![SheetMeta { name: String::new(), visibility: Visibility::Visible }];
        Ok(JsonLinesBook { source: source.clone(), sheets, keys, cell_chars: limits.cell_chars })
    }
}

impl Book for JsonLinesBook {
    fn sheets(&self) -> &[SheetMeta] {
        &self.sheets
    }

    fn rows(&self, _sheet: usize) -> Result<RowStream, Problem> {
        let mut header = RawRow { number: 1, ..RawRow::default() };
        header.cells = (0..).zip(&self.keys).map(|(at, key)| (at, Cell::text(key))).collect();
        let places: HashMap<String, u32> =
            self.keys.iter().cloned().zip(0..).collect::<HashMap<_, _>>();
        let cell_chars = self.cell_chars;
        let rows = Lines::open(&self.source)?.map(move |line| {
            let (number, object) = line?;
            let mut row = RawRow { number: number + 1, ..RawRow::default() };
            let mut cells: Vec<(u32, Cell)> = Vec::new();
            each(&object, &mut |key, value| {
                if let Some(place) = places.get(key)
                    && let Some(cell) = cell(value, *place, cell_chars, &mut row.notes)
                {
                    cells.push((*place, cell));
                }
            });
            cells.sort_by_key(|(place, _)| *place);
            cells.dedup_by_key(|(place, _)| *place);
            row.cells = cells;
            Ok(row)
        });
        Ok(Box::new(std::iter::once(Ok(header)).chain(rows)))
    }
}

/// Calls for every plain value of an object. What our exports keep under `values` stands at the top.
fn each<'v>(object: &'v Map<String, Value>, call: &mut impl FnMut(&str, &'v Value)) {
    fn walk<'v>(
        prefix: &str,
        object: &'v Map<String, Value>,
        call: &mut impl FnMut(&str, &'v Value),
    ) {
        for (key, value) in object {
            let path = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
            match value {
                Value::Object(inner) if prefix.is_empty() && key == "values" => {
                    walk("", inner, call);
                }
                Value::Object(inner) => walk(&path, inner, call),
                value => call(&path, value),
            }
        }
    }
    walk("", object, call);
}

fn cell(value: &Value, column: u32, limit: usize, notes: &mut Vec<Note>) -> Option<Cell> {
    match value {
        Value::Null => None,
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(text_cell(text.clone(), column, limit, notes)),
        Value::Bool(value) => Some(Cell::Bool { value: *value }),
        Value::Number(n) => {
            Some(Cell::Number { text: n.to_string(), format: NumberFormat::General })
        }
        Value::Array(items) => {
            let texts: Vec<String> = items
                .iter()
                .map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned))
                .collect();
            let text = texts.join("、");
            (!text.is_empty()).then(|| text_cell(text, column, limit, notes))
        }
        Value::Object(_) => None,
    }
}

/// An object with its 1-based line.
type Numbered = (u32, Map<String, Value>);

/// The objects in the order of the file; blank lines are passed over.
struct Lines {
    input: Box<dyn BufRead + Send>,
    line: u32,
    buffer: Vec<u8>,
    ended: bool,
}

impl Lines {
    fn open(source: &Source) -> Result<Lines, Problem> {
        let input = BufReader::new(encoding::read(source, Encoding::Utf8)?);
        Ok(Lines { input: Box::new(input), line: 0, buffer: Vec::new(), ended: false })
    }

    fn read(&mut self) -> Result<Option<Numbered>, Problem> {
        loop {
            self.buffer.clear();
            let mut line = self.input.by_ref().take(LINE);
            let read = line
                .read_until(b'\n', &mut self.buffer)
                .map_err(|error| Problem::from_io(&error, "json"))?;
            if read == 0 {
                return Ok(None);
            }
            self.line += 1;
            if self.buffer.trim_ascii().is_empty() {
                continue;
            }
            let object = serde_json::from_slice(&self.buffer);
            return match object {
                Ok(object) => Ok(Some((self.line, object))),
                Err(_) => Err(Problem::BadLine { row: self.line }),
            };
        }
    }
}

impl Iterator for Lines {
    type Item = Result<Numbered, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let read = self.read();
        self.ended = !matches!(read, Ok(Some(_)));
        read.transpose()
    }
}
