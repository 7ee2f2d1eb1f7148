//! A rough reading of Rust: which bytes are code, which a comment, which a string, which a test.
//!
//! Enough for rules that search texts, and far from a parser: it knows where literals and comments
//! begin and end, so that braces and words in them do not confuse anybody.

use std::ops::Range;

/// The kinds of text that rules tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Code,
    Comment,
    Text,
}

/// A stretch of a file, by bytes.
#[derive(Debug)]
pub(crate) struct Span {
    pub(crate) kind: Kind,
    pub(crate) range: Range<usize>,
}

/// Cuts a file into stretches of code, comments and string literals (with their quotes).
pub(crate) fn spans(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut spans: Vec<Span> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let (kind, end) = match literal_end(bytes, at) {
            Some(found) => found,
            None => (Kind::Code, at + 1),
        };
        match spans.last_mut() {
            Some(last) if last.kind == kind && kind == Kind::Code => last.range.end = end,
            _ => spans.push(Span { kind, range: at..end }),
        }
        at = end;
    }
    spans
}

/// Where the comment or literal that begins here ends, if one begins here.
fn literal_end(bytes: &[u8], at: usize) -> Option<(Kind, usize)> {
    let rest = &bytes[at..];
    match rest[0] {
        b'/' if rest.starts_with(b"//") => {
            let length = rest.iter().position(|&b| b == b'\n').unwrap_or(rest.len());
            Some((Kind::Comment, at + length))
        }
        b'/' if rest.starts_with(b"/*") => Some((Kind::Comment, at + block_comment(rest))),
        b'r' if !continues_word(bytes, at) => Some((Kind::Text, at + raw_string(rest)?)),
        b'"' => Some((Kind::Text, at + quoted(rest))),
        b'\'' => Some((Kind::Code, at + character(rest)?)),
        _ => None,
    }
}

/// `br"…"` begins a raw string too; `for"…"` does not occur.
fn continues_word(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map(|i| bytes[i]);
    before.is_some_and(|b| (b.is_ascii_alphanumeric() && b != b'b' && b != b'c') || b == b'_')
}

fn block_comment(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0_u32, 0);
    while at < rest.len() {
        if rest[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

fn raw_string(rest: &[u8]) -> Option<usize> {
    let hashes = rest[1..].iter().take_while(|&&b| b == b'#').count();
    if rest.get(1 + hashes) != Some(&b'"') {
        return None;
    }
    let close: Vec<u8> = [b"\"".as_slice(), &vec![b'#'; hashes]].concat();
    let body = 2 + hashes;
    let length = rest[body..].windows(close.len()).position(|window| window == close);
    Some(length.map_or(rest.len(), |length| body + length + close.len()))
}

fn quoted(rest: &[u8]) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// `'x'`, `'\n'`, `'线'`; a lifetime is none.
fn character(rest: &[u8]) -> Option<usize> {
    if rest.get(1) == Some(&b'\\') {
        let close = rest.iter().skip(3).position(|&b| b == b'\'')?;
        return Some(3 + close + 1);
    }
    let close = rest.iter().skip(2).take(4).position(|&b| b == b'\'')?;
    let between = std::str::from_utf8(&rest[1..2 + close]).ok()?;
    (between.chars().count() == 1).then_some(3 + close)
}

/// The modules that are compiled for tests only: from `#[cfg(test)]` to the closing brace.
pub(crate) fn tests(text: &str, spans: &[Span]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, _) in text.match_indices("#[cfg(test)]") {
        let is_code = spans.iter().any(|s| s.kind == Kind::Code && s.range.contains(&start));
        if is_code && found.last().is_none_or(|last| !last.contains(&start)) {
            found.push(start..item_end(text, spans, start));
        }
    }
    found
}

/// Where the item ends that begins here: at its closing brace, or at a semicolon before any.
fn item_end(text: &str, spans: &[Span], start: usize) -> usize {
    let mut depth = 0_u32;
    for span in spans.iter().filter(|span| span.kind == Kind::Code && span.range.end > start) {
        for at in span.range.start.max(start)..span.range.end {
            match text.as_bytes()[at] {
                b'{' => depth += 1,
                b'}' if depth <= 1 => return at + 1,
                b'}' => depth -= 1,
                b';' if depth == 0 => return at + 1,
                _ => {}
            }
        }
    }
    text.len()
}

/// The line of a byte, counted from 1.
pub(crate) fn line(text: &str, at: usize) -> usize {
    1 + text.as_bytes()[..at].iter().filter(|&&b| b == b'\n').count()
}

#[cfg(test)]
mod reading {
    use super::*;

    fn kinds(text: &str) -> Vec<(Kind, &str)> {
        spans(text).into_iter().map(|span| (span.kind, &text[span.range])).collect()
    }

    #[test]
    fn strings_end_where_rust_ends_them() {
        let text = r####"a("x\"y", r#"q"q"#, br"z") 'c'"####;
        let strings: Vec<&str> =
            kinds(text).into_iter().filter(|(k, _)| *k == Kind::Text).map(|(_, t)| t).collect();
        assert_eq!(strings, [r#""x\"y""#, r###"r#"q"q"#"###, r#"r"z""#]);
    }

    #[test]
    fn comments_may_nest_and_quotes_in_them_are_no_strings() {
        let text = "a /* \" /* b */ ' */ c // \"d\ne";
        let comments: Vec<&str> =
            kinds(text).into_iter().filter(|(k, _)| *k == Kind::Comment).map(|(_, t)| t).collect();
        assert_eq!(comments, ["/* \" /* b */ ' */", "// \"d"]);
    }

    #[test]
    fn lifetimes_and_quote_characters_open_no_string() {
        for text in ["fn f<'a>(x: &'a str) {}", "let q = '\"'; let n = '\\''; let x = '线';"] {
            assert!(kinds(text).iter().all(|(kind, _)| *kind == Kind::Code), "{text}");
        }
    }

    #[test]
    fn a_test_module_ends_at_its_own_brace() {
        let text = "fn a() {}\n#[cfg(test)]\nmod t { fn b() { \"}\"; } }\nfn c() {}";
        let tests = tests(text, &spans(text));
        assert_eq!(tests.len(), 1);
        assert_eq!(&text[tests[0].end..], "\nfn c() {}");
    }

    #[test]
    fn a_test_module_in_another_file_is_only_its_line() {
        let text = "#[cfg(test)]\nmod tests;\nfn c() {}";
        assert_eq!(&text[tests(text, &spans(text))[0].end..], "\nfn c() {}");
    }
}
