//! Cuts text into records and fields (RFC 4180, read leniently).
//!
//! A quotation mark counts only at the start of a field; text after the closing mark belongs to
//! the field; lines end in LF, CRLF or CR. Row numbers are those a spreadsheet shows: blank lines
//! count, line breaks inside a cell do not.

use std::io::Read;

use crate::problem::Problem;

/// A field longer than this is a quotation mark that was never closed.
const FIELD: usize = 4 * 1024 * 1024;
/// More fields than any table has.
const FIELDS: usize = 100_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Plain,
    Quoted,
    QuoteSeen,
}

/// A stream of records.
pub(crate) struct Records<R> {
    input: R,
    chunk: Vec<u8>,
    at: usize,
    filled: usize,
    delimiter: &'static [u8],
    row: u32,
    skip_line_feed: bool,
    done: bool,
}

/// The fields of one record; reused from record to record.
#[derive(Debug, Default)]
pub(crate) struct Record {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// 1-based.
    pub(crate) row: u32,
}

impl Record {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn fields(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| {
            // Cut at ASCII bytes or whole characters, so this never fails.
            std::str::from_utf8(&self.bytes[start..*end]).unwrap_or("\u{fffd}")
        })
    }

    pub(crate) fn is_blank_line(&self) -> bool {
        self.ends.len() == 1 && self.bytes.is_empty()
    }

    fn clear(&mut self, row: u32) {
        self.bytes.clear();
        self.ends.clear();
        self.row = row;
    }

    fn field_start(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    fn end_field(&mut self, cut: usize) {
        self.bytes.truncate(self.bytes.len() - cut);
        self.ends.push(self.bytes.len());
    }
}

impl<R: Read> Records<R> {
    /// `input` must be UTF-8.
    pub(crate) fn new(input: R, delimiter: &'static [u8]) -> Records<R> {
        Records {
            input,
            chunk: vec![0; 128 * 1024],
            at: 0,
            filled: 0,
            delimiter,
            row: 0,
            skip_line_feed: false,
            done: false,
        }
    }

    /// Reads the next record; `false` at the end.
    pub(crate) fn next(&mut self, record: &mut Record) -> Result<bool, Problem> {
        if self.done {
            return Ok(false);
        }
        record.clear(self.row + 1);
        let mut state = State::FieldStart;
        loop {
            if self.at == self.filled && !self.refill()? {
                self.done = true;
                return self.finish(record, state);
            }
            if std::mem::take(&mut self.skip_line_feed) && self.chunk[self.at] == b'\n' {
                self.at += 1;
                continue;
            }
            if self.step(record, &mut state)? {
                self.row += 1;
                return Ok(true);
            }
        }
    }

    /// Consumes a run of bytes in one state; `true` when the record is complete.
    fn step(&mut self, record: &mut Record, state: &mut State) -> Result<bool, Problem> {
        let input = &self.chunk[self.at..self.filled];
        let last = *self.delimiter.last().unwrap_or(&b',');
        match *state {
            State::Quoted => {
                let run = input.iter().position(|b| *b == b'"').unwrap_or(input.len());
                record.bytes.extend_from_slice(&input[..run]);
                self.at += run;
                if record.bytes.len() - record.field_start() > FIELD {
                    return Err(Problem::UnclosedQuote { row: record.row });
                }
                if run < input.len() {
                    self.at += 1;
                    *state = State::QuoteSeen;
                }
                return Ok(false);
            }
            State::QuoteSeen if input[0] == b'"' => {
                record.bytes.push(b'"');
                self.at += 1;
                *state = State::Quoted;
                return Ok(false);
            }
            State::FieldStart if input[0] == b'"' => {
                self.at += 1;
                *state = State::Quoted;
                return Ok(false);
            }
            _ => *state = State::Plain,
        }
        let run = input.iter().position(|b| *b == last || *b == b'\n' || *b == b'\r');
        let Some(run) = run else {
            record.bytes.extend_from_slice(input);
            self.at = self.filled;
            if record.bytes.len() - record.field_start() > FIELD {
                return Err(Problem::TooLarge { what: "cell", limit: FIELD as u64 });
            }
            return Ok(false);
        };
        record.bytes.extend_from_slice(&input[..run]);
        let byte = input[run];
        self.at += run + 1;
        if byte != last {
            self.skip_line_feed = byte == b'\r';
            record.end_field(0);
            return Ok(true);
        }
        record.bytes.push(byte);
        if record.bytes[record.field_start()..].ends_with(self.delimiter) {
            record.end_field(self.delimiter.len());
            *state = State::FieldStart;
            if record.len() > FIELDS {
                return Err(Problem::TooLarge { what: "columns", limit: FIELDS as u64 });
            }
        }
        Ok(false)
    }

    fn refill(&mut self) -> Result<bool, Problem> {
        self.at = 0;
        self.filled = self.input.read(&mut self.chunk).map_err(|e| Problem::from_io(&e, "text"))?;
        Ok(self.filled > 0)
    }

    fn finish(&mut self, record: &mut Record, state: State) -> Result<bool, Problem> {
        if state == State::Quoted {
            return Err(Problem::UnclosedQuote { row: record.row });
        }
        if record.ends.is_empty() && record.bytes.is_empty() && state == State::FieldStart {
            return Ok(false);
        }
        record.end_field(0);
        self.row += 1;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::{Record, Records};
    use crate::problem::Problem;

    fn read(text: &str, delimiter: &'static [u8]) -> Result<Vec<Vec<String>>, Problem> {
        let mut records = Records::new(text.as_bytes(), delimiter);
        let mut record = Record::default();
        let mut all = Vec::new();
        while records.next(&mut record)? {
            all.push(record.fields().map(str::to_owned).collect());
        }
        Ok(all)
    }

    #[test]
    fn text_is_cut_into_fields() {
        for (text, expected) in [
            ("a,b\nc,d", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("a,b\r\nc,d\r\n", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("a,b\rc,d\r", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("a,\n,b\n", vec![vec!["a", ""], vec!["", "b"]]),
            ("\"a,b\",c", vec![vec!["a,b", "c"]]),
            ("\"a\"\"b\",c", vec![vec!["a\"b", "c"]]),
            ("\"a\nb\",c\nd,e", vec![vec!["a\nb", "c"], vec!["d", "e"]]),
            ("\"a\"b,c", vec![vec!["ab", "c"]]),
            ("5\" pipe,c", vec![vec!["5\" pipe", "c"]]),
            ("\"\",x", vec![vec!["", "x"]]),
            ("\"\"", vec![vec![""]]),
            ("a\n\nb", vec![vec!["a"], vec![""], vec!["b"]]),
        ] {
            assert_eq!(read(text, b",").unwrap(), expected, "{text:?}");
        }
        assert_eq!(read("姓名，电话\n张，1", "，".as_bytes()).unwrap()[1], ["张", "1"]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_located() {
        assert_eq!(read("a,b\nc,\"d\ne,f\n", b","), Err(Problem::UnclosedQuote { row: 2 }));
    }

    #[test]
    fn records_do_not_depend_on_how_the_input_is_chunked() {
        struct Drip<'a>(&'a [u8]);
        impl std::io::Read for Drip<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
                let count = self.0.len().min(1);
                buffer[..count].copy_from_slice(&self.0[..count]);
                self.0 = &self.0[count..];
                Ok(count)
            }
        }
        let text = "姓名，\"a\"\"\r\nb\"\r\n，x\r\n\n末";
        let mut records = Records::new(Drip(text.as_bytes()), "，".as_bytes());
        let mut record = Record::default();
        let mut all: Vec<Vec<String>> = Vec::new();
        while records.next(&mut record).unwrap() {
            all.push(record.fields().map(str::to_owned).collect());
        }
        assert_eq!(all, read(text, "，".as_bytes()).unwrap());
        assert_eq!(all[0], ["姓名", "a\"\r\nb"]);
    }
}
