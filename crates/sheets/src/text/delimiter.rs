//! What separates the fields of a text: tried out, not guessed from the name.

use serde::{Deserialize, Serialize};

use super::records::{Record, Records};

/// A field separator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delimiter {
    /// `,`
    Comma,
    /// Tab.
    Tab,
    /// `;`
    Semicolon,
    /// `|`
    Pipe,
    /// `，`, as typed with a Chinese keyboard.
    FullWidthComma,
}

impl Delimiter {
    /// All of them, the likeliest first.
    pub const ALL: [Delimiter; 5] = [
        Delimiter::Comma,
        Delimiter::Tab,
        Delimiter::Semicolon,
        Delimiter::Pipe,
        Delimiter::FullWidthComma,
    ];

    /// Its bytes in UTF-8.
    #[must_use]
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Delimiter::Comma => b",",
            Delimiter::Tab => b"\t",
            Delimiter::Semicolon => b";",
            Delimiter::Pipe => b"|",
            Delimiter::FullWidthComma => "，".as_bytes(),
        }
    }
}

/// Records that are looked at.
const RECORDS: usize = 200;

/// The delimiter that cuts the sample into rows of the same width, the wider the better.
/// `sample` begins at the start of the text and may end in the middle of a line.
pub(super) fn sniff(sample: &str) -> Delimiter {
    if let Some(named) = named(sample) {
        return named;
    }
    let mut best = (0.0, Delimiter::Comma);
    for delimiter in Delimiter::ALL {
        let score = score(sample, delimiter);
        if score > best.0 + 1e-9 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// Excel's own first line, `sep=;`.
pub(super) fn named(text: &str) -> Option<Delimiter> {
    let line = text.lines().next()?.trim_matches('"');
    let mark = line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP="))?;
    Delimiter::ALL.into_iter().find(|d| d.bytes() == mark.as_bytes())
}

fn score(sample: &str, delimiter: Delimiter) -> f64 {
    let widths = widths(sample, delimiter);
    let Some(&widest) = widths.iter().max() else { return 0.0 };
    if widest < 2 {
        return 0.0;
    }
    let mut counts = vec![0_u32; widest + 1];
    for width in &widths {
        counts[*width] += 1;
    }
    let usual = (2..=widest).max_by_key(|width| (counts[*width], *width)).unwrap_or(2);
    let agree = f64::from(counts[usual]) / count(widths.len());
    // Prose holds commas too: a rule that most lines break is none. Width is a lesser argument.
    let width = count(usual).min(20.0) / 20.0;
    let doubt = if delimiter == Delimiter::FullWidthComma { 0.8 } else { 1.0 };
    if agree < 0.3 { 0.0 } else { (agree + width * 0.3) * doubt }
}

#[expect(clippy::cast_precision_loss, reason = "at most a few hundred")]
fn count(n: usize) -> f64 {
    n as f64
}

fn widths(sample: &str, delimiter: Delimiter) -> Vec<usize> {
    let mut records = Records::new(sample.as_bytes(), delimiter.bytes());
    let mut record = Record::default();
    let mut widths = Vec::new();
    // A problem (an open quotation mark at the cut end of the sample) ends the sample.
    while widths.len() < RECORDS && matches!(records.next(&mut record), Ok(true)) {
        if !record.is_blank_line() {
            widths.push(record.len());
        }
    }
    // The last record may be cut.
    if widths.len() > 2 && !sample.ends_with('\n') {
        widths.pop();
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::{Delimiter, sniff};

    #[test]
    fn the_delimiter_is_the_one_that_makes_a_table() {
        for (text, expected) in [
            ("a,b,c\n1,2,3\n", Delimiter::Comma),
            ("a\tb\tc\n1,5\t2\t3\n", Delimiter::Tab),
            ("a;b;c\n1,5;2;3\n2,5;3;4\n", Delimiter::Semicolon),
            ("a|b\n1|2\n", Delimiter::Pipe),
            ("姓名，电话\n张三，1\n", Delimiter::FullWidthComma),
            ("姓名,备注\n张三,\"好，很好，非常好\"\n李四,行，可以\n", Delimiter::Comma),
            ("name,note\n\"a;b;c;d\",x\n\"e;f;g;h\",y\n", Delimiter::Comma),
            ("只有一列\n张三\n李四\n", Delimiter::Comma),
            ("sep=;\na,b;c\n", Delimiter::Semicolon),
            ("title\na,b,c\n1,2,3\n4,5,6\n", Delimiter::Comma),
        ] {
            assert_eq!(sniff(text), expected, "{text:?}");
        }
    }
}
