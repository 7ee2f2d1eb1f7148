//! Text to tokens. Full-width signs, as Chinese input methods type them, read like the plain ones.

use model::{Code, Rejection};
use rust_decimal::Decimal;

/// Where something stands, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Span {
    pub(crate) fn to(self, other: Self) -> Self {
        Self { start: self.start, end: other.end }
    }

    /// Locates a refusal: `offset` and `length` count characters.
    pub(crate) fn place(self, rejection: Rejection) -> Rejection {
        rejection.with("offset", self.start).with("length", self.end - self.start)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token {
    Number(Decimal),
    Text(String),
    /// `{a.b}`
    Field(Vec<String>),
    Name(String),
    Sign(&'static str),
    End,
}

const SIGNS: [&str; 16] =
    ["<>", "!=", "<=", ">=", "==", "+", "-", "*", "/", "&", "=", "<", ">", "(", ")", ","];

/// Most digits of a number literal: what a field can hold at most, and then some.
const MOST_DIGITS: usize = 28;

pub(crate) fn tokens(source: &str) -> Result<Vec<(Token, Span)>, Rejection> {
    let mut lexer = Lexer { chars: source.chars().collect(), at: 0 };
    let mut found = Vec::new();
    loop {
        while lexer.peek().is_some_and(char::is_whitespace) {
            lexer.at += 1;
        }
        let start = lexer.at;
        let token = lexer.token().map_err(|rejection| {
            let end = lexer.at.max(start + 1).min(lexer.chars.len().max(start));
            Span { start, end }.place(rejection)
        })?;
        let is_end = token == Token::End;
        found.push((token, Span { start, end: lexer.at }));
        if is_end {
            return Ok(found);
        }
    }
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
}

impl Lexer {
    /// The next character, full-width ones made plain.
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).map(|c| plain(*c))
    }

    fn token(&mut self) -> Result<Token, Rejection> {
        let Some(c) = self.peek() else { return Ok(Token::End) };
        match c {
            '"' | '“' | '”' => self.text(),
            '{' => self.field(),
            '0'..='9' | '.' => self.number(),
            c if c.is_alphabetic() || c == '_' => Ok(self.name()),
            _ => self.sign(),
        }
    }

    fn sign(&mut self) -> Result<Token, Rejection> {
        for (sign, plain) in [('≤', "<="), ('≥', ">="), ('≠', "<>"), ('×', "*"), ('÷', "/")]
        {
            if self.peek() == Some(sign) {
                self.at += 1;
                return Ok(Token::Sign(plain));
            }
        }
        let next: String = self.chars[self.at..].iter().take(2).map(|c| plain(*c)).collect();
        let sign = SIGNS.into_iter().find(|s| next.starts_with(s)).ok_or_else(|| {
            Rejection::new(Code::Syntax)
                .with("unexpected", next.chars().take(1).collect::<String>())
        })?;
        self.at += sign.len();
        Ok(Token::Sign(match sign {
            "!=" => "<>",
            "==" => "=",
            other => other,
        }))
    }

    fn name(&mut self) -> Token {
        let mut name = String::new();
        while let Some(c) = self.peek().filter(|c| c.is_alphanumeric() || *c == '_') {
            name.push(c);
            self.at += 1;
        }
        Token::Name(name)
    }

    fn number(&mut self) -> Result<Token, Rejection> {
        let mut digits = String::new();
        while let Some(c) = self.peek().filter(|c| c.is_ascii_digit() || *c == '.') {
            digits.push(c);
            self.at += 1;
        }
        let significant = digits.trim_start_matches(['0', '.']);
        if significant.chars().filter(char::is_ascii_digit).count() > MOST_DIGITS {
            return Err(Rejection::new(Code::TooManyDigits).with("most", MOST_DIGITS));
        }
        let exact = Decimal::from_str_exact(&digits).map(Token::Number);
        exact.map_err(|_| Rejection::new(Code::NotANumber).with("value", digits))
    }

    /// `"a ""quoted"" word"`, or the same in curly quotes, where nothing needs doubling.
    fn text(&mut self) -> Result<Token, Rejection> {
        let straight = self.peek() == Some('"');
        let opener = self.chars[self.at];
        let closes = |c: char| if straight { c == opener } else { c == '”' || c == '“' };
        self.at += 1;
        let mut text = String::new();
        loop {
            let Some(&c) = self.chars.get(self.at) else {
                return Err(Rejection::new(Code::Syntax).with("missing", "\""));
            };
            self.at += 1;
            if c == '\0' {
                return Err(Rejection::new(Code::ControlCharacter));
            }
            if !closes(c) {
                text.push(c);
            } else if straight && self.chars.get(self.at) == Some(&c) {
                self.at += 1;
                text.push(c);
            } else {
                return Ok(Token::Text(text));
            }
        }
    }

    fn field(&mut self) -> Result<Token, Rejection> {
        self.at += 1;
        let mut codes = String::new();
        loop {
            let Some(c) = self.peek() else {
                return Err(Rejection::new(Code::Syntax).with("missing", "}"));
            };
            self.at += 1;
            match c {
                '}' => break,
                c => codes.push(c),
            }
        }
        Ok(Token::Field(codes.trim().split('.').map(str::to_owned).collect()))
    }
}

/// Full-width ASCII (U+FF01–FF5E) and the wide space as their plain forms.
fn plain(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '−' => '-',
        c => c,
    }
}
