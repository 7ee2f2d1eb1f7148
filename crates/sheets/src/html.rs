//! HTML tables, as many systems export them under the name .xls. Every cell is text: what it
//! means is decided later, as for csv. Read leniently, the way such files are written.

use std::collections::HashMap;

use crate::book::{Book, RawRow, RowStream, SheetMeta, Visibility};
use crate::cell::is_blank;
use crate::encoding;
use crate::limits::Limits;
use crate::merges::Merge;
use crate::problem::Problem;
use crate::row::text_cell;
use crate::source::Source;

/// A cell spans no more than this: more is a slip, and would cost memory.
const SPAN: u32 = 16_384;

/// The tables of a page, each a sheet.
pub(crate) struct HtmlBook {
    sheets: Vec<SheetMeta>,
    tables: Vec<Table>,
}

#[derive(Default)]
struct Table {
    rows: Vec<RawRow>,
    merges: Vec<Merge>,
    /// Columns taken by merged cells, each up to and with this row.
    taken: HashMap<u32, u32>,
    /// Where the next cell of the row stands, unless that place is taken.
    next_column: u32,
    cell: Option<OpenCell>,
    next_row: u32,
}

struct OpenCell {
    text: String,
    columns: u32,
    rows: u32,
}

impl HtmlBook {
    pub(crate) fn open(source: &Source, limits: &Limits) -> Result<HtmlBook, Problem> {
        let bytes = source.all(limits.held_bytes)?;
        let charset = match encoding_rs::Encoding::for_bom(&bytes) {
            Some((charset, _)) => charset,
            None => encoding::detect(source)?.encoding.charset(),
        };
        let (page, _, _) = charset.decode(&bytes);
        let mut tables = parse(&page, limits.cell_chars);
        tables.retain(|table| !table.rows.is_empty());
        if tables.is_empty() {
            return Err(Problem::NotATable { kind: "html" });
        }
        let meta = |_: &Table| SheetMeta { name: String::new(), visibility: Visibility::Visible };
        Ok(HtmlBook { sheets: tables.iter().map(meta).collect(), tables })
    }

    fn table(&self, sheet: usize) -> Result<&Table, Problem> {
        let number = u32::try_from(sheet).unwrap_or(u32::MAX);
        self.tables.get(sheet).ok_or(Problem::NoSuchSheet { sheet: number })
    }
}

impl Book for HtmlBook {
    fn sheets(&self) -> &[SheetMeta] {
        &self.sheets
    }

    fn rows(&self, sheet: usize) -> Result<RowStream, Problem> {
        Ok(Box::new(self.table(sheet)?.rows.clone().into_iter().map(Ok)))
    }

    fn merges(&self, sheet: usize) -> Result<Vec<Merge>, Problem> {
        Ok(self.table(sheet)?.merges.clone())
    }
}

fn parse(page: &str, cell_chars: usize) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    // Tables within cells are layout: their text belongs to the cell.
    let mut depth = 0_u32;
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        if let Some(cell) = tables.last_mut().and_then(|table| table.cell.as_mut()) {
            push_text(&rest[..at], &mut cell.text);
        }
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let Some(end) = rest.find('>') else { break };
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        let name: String = tag
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '/')
            .collect::<String>()
            .to_ascii_lowercase();
        match name.as_str() {
            "style" | "script" => {
                let close = format!("</{name}");
                rest = find_ignoring_case(rest, &close).map_or("", |at| &rest[at..]);
            }
            "table" => {
                depth += 1;
                if depth == 1 {
                    tables.push(Table::default());
                }
            }
            "/table" => {
                depth = depth.saturating_sub(1);
                if depth == 0
                    && let Some(table) = tables.last_mut()
                {
                    table.end_cell(cell_chars);
                }
            }
            _ if depth == 1 => {
                if let Some(table) = tables.last_mut() {
                    table.tag(&name, tag, cell_chars);
                }
            }
            _ => {}
        }
    }
    tables
}

impl Table {
    fn tag(&mut self, name: &str, tag: &str, cell_chars: usize) {
        match name {
            "tr" => {
                self.end_cell(cell_chars);
                self.next_row += 1;
                self.next_column = 0;
                self.rows.push(RawRow { number: self.next_row, ..RawRow::default() });
            }
            "td" | "th" => {
                self.end_cell(cell_chars);
                self.cell = Some(OpenCell {
                    text: String::new(),
                    columns: span(tag, "colspan"),
                    rows: span(tag, "rowspan"),
                });
            }
            "/td" | "/th" | "/tr" => self.end_cell(cell_chars),
            "br" | "br/" | "/p" | "/div" => {
                if let Some(cell) = &mut self.cell {
                    cell.text.push('\n');
                }
            }
            _ => {}
        }
    }

    fn end_cell(&mut self, cell_chars: usize) {
        let Some(cell) = self.cell.take() else { return };
        let Some(row) = self.rows.last_mut() else { return };
        // Only ever forwards, so a row costs no more than its width.
        while self.taken.get(&self.next_column).is_some_and(|last| *last >= row.number) {
            self.next_column += 1;
        }
        let column = self.next_column;
        if column >= SPAN {
            return;
        }
        let last = column + cell.columns.min(SPAN - column) - 1;
        if cell.rows > 1 || last > column {
            self.merges.push(Merge {
                first_row: row.number,
                last_row: row.number + cell.rows - 1,
                first_column: column,
                last_column: last,
            });
            let last_row = row.number + cell.rows - 1;
            self.taken.extend((column..=last).map(|taken| (taken, last_row)));
        }
        self.next_column = last + 1;
        let text = tidy(&cell.text);
        let value = text_cell(text, column, cell_chars, &mut row.notes);
        row.cells.push((column, value));
    }
}

fn span(tag: &str, name: &str) -> u32 {
    let Some(at) = find_ignoring_case(tag, name) else { return 1 };
    let value = tag[at + name.len()..].trim_start().trim_start_matches('=').trim_start();
    let digits: String =
        value.trim_start_matches(['"', '\'']).chars().take_while(char::is_ascii_digit).collect();
    digits.parse::<u32>().unwrap_or(1).clamp(1, SPAN)
}

fn find_ignoring_case(text: &str, word: &str) -> Option<usize> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    text.windows(word.len()).position(|window| window.eq_ignore_ascii_case(word))
}

/// Appends text as a page shows it: line breaks of the source are spaces.
fn push_text(raw: &str, out: &mut String) {
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        push_words(&rest[..at], out);
        rest = &rest[at..];
        let end = rest.char_indices().take(12).find(|(_, c)| *c == ';').map(|(end, _)| end);
        match end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    push_words(rest, out);
}

fn push_words(raw: &str, out: &mut String) {
    for c in raw.chars() {
        let is_space = matches!(c, ' ' | '\t' | '\r' | '\n');
        if !is_space {
            out.push(c);
        } else if !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
    }
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "yen" => '¥',
        "middot" => '·',
        "mdash" => '—',
        "ndash" => '–',
        "ldquo" => '“',
        "rdquo" => '”',
        "hellip" => '…',
        "times" => '×',
        "deg" => '°',
        "copy" => '©',
        _ => return None,
    })
}

fn tidy(text: &str) -> String {
    if is_blank(text) {
        return String::new();
    }
    text.trim_matches([' ', '\n', '\u{a0}']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_page_named_xls_is_read_as_a_table() {
        let page = "<html><head><style>td{a:b}</style></head><body><TABLE border=1>\
            <tr><th>姓名</th><th colspan=\"2\">联系\n  方式</th></tr>\
            <tr><td rowspan=2>张&amp;三</td><td>010<td>x<br>y\
            <tr><td>&#48;12&nbsp;</td></tr></TABLE>";
        let tables = parse(page, 1000);
        let shown: Vec<String> = tables[0]
            .rows
            .iter()
            .map(|row| {
                let cells = row.cells.iter().map(|(c, v)| format!("{c}{}", v.display()));
                cells.collect::<Vec<_>>().join("|")
            })
            .collect();
        assert_eq!(shown, ["0姓名|1联系 方式", "0张&三|1010|2x\ny", "1012"]);
        assert_eq!(tables[0].merges.len(), 2);
    }

    #[test]
    fn broken_pages_do_not_break_the_reader() {
        for page in ["<table", "<table><tr><td", "<td>x</td>", "<table><td>x", "<!-- <table>", "<"]
        {
            parse(page, 10);
        }
    }
}
