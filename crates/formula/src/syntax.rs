//! Tokens to a tree that still knows where everything stands: a Pratt parser.

use model::{Code, Function, Rejection};
use rust_decimal::Decimal;

use crate::check::MAX_DEPTH;
use crate::lex::{Span, Token, tokens};

#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) kind: NodeKind,
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) enum NodeKind {
    Number(Decimal),
    Text(String),
    Bool(bool),
    Field(Vec<String>),
    Operator(Function, Vec<Node>),
    Call { name: String, at: Span, args: Vec<Node> },
}

pub(crate) fn parse(source: &str) -> Result<Node, Rejection> {
    let mut parser = Parser { tokens: tokens(source)?, at: 0, depth: 0 };
    let node = parser.expression(0)?;
    match parser.peek() {
        Token::End => Ok(node),
        _ => Err(parser.unexpected()),
    }
}

struct Parser {
    tokens: Vec<(Token, Span)>,
    at: usize,
    depth: usize,
}

/// How tightly an operator binds, and what it calls.
fn operator(sign: &str) -> Option<(u8, Function)> {
    Some(match sign {
        "=" => (1, Function::Eq),
        "<>" => (1, Function::Ne),
        "<" => (1, Function::Lt),
        "<=" => (1, Function::Le),
        ">" => (1, Function::Gt),
        ">=" => (1, Function::Ge),
        "&" => (2, Function::Concat),
        "+" => (3, Function::Add),
        "-" => (3, Function::Sub),
        "*" => (4, Function::Mul),
        "/" => (4, Function::Div),
        _ => return None,
    })
}

impl Parser {
    fn peek(&self) -> &Token {
        &self.tokens[self.at].0
    }

    fn span(&self) -> Span {
        self.tokens[self.at].1
    }

    /// Takes the next token; the end is never passed.
    fn next(&mut self) -> (Token, Span) {
        let token = self.tokens[self.at].clone();
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        token
    }

    fn unexpected(&self) -> Rejection {
        let found = match self.peek() {
            Token::Sign(sign) => (*sign).to_owned(),
            Token::Name(name) => name.clone(),
            Token::Number(n) => n.to_string(),
            Token::Text(text) => text.clone(),
            Token::Field(codes) => format!("{{{}}}", codes.join(".")),
            Token::End => String::new(),
        };
        self.span().place(Rejection::new(Code::Syntax).with("unexpected", found))
    }

    fn expect(&mut self, sign: &'static str) -> Result<Span, Rejection> {
        if *self.peek() == Token::Sign(sign) {
            return Ok(self.next().1);
        }
        Err(self.unexpected().with("missing", sign))
    }

    fn expression(&mut self, least: u8) -> Result<Node, Rejection> {
        if self.depth >= MAX_DEPTH {
            return Err(self.span().place(Rejection::new(Code::TooDeep).with("most", MAX_DEPTH)));
        }
        self.depth += 1;
        let mut left = self.operand()?;
        let mut joined = false;
        while let Token::Sign(sign) = *self.peek()
            && let Some((power, function)) = operator(sign)
            && power > least
        {
            self.next();
            let right = self.expression(power)?;
            let span = left.span.to(right.span);
            // `a & b & c` is one call, so that long chains are not deep.
            left = match left.kind {
                NodeKind::Operator(Function::Concat, mut args)
                    if function == Function::Concat && joined =>
                {
                    args.push(right);
                    Node { kind: NodeKind::Operator(function, args), span }
                }
                kind => {
                    let left = Node { kind, span: left.span };
                    Node { kind: NodeKind::Operator(function, vec![left, right]), span }
                }
            };
            joined = function == Function::Concat;
        }
        self.depth -= 1;
        Ok(left)
    }

    fn operand(&mut self) -> Result<Node, Rejection> {
        let span = self.span();
        let kind = match self.peek().clone() {
            Token::Number(n) => NodeKind::Number(n),
            Token::Text(text) => NodeKind::Text(text),
            Token::Field(codes) => NodeKind::Field(codes),
            Token::Name(name) => return self.named(name),
            Token::Sign(sign @ ("-" | "+")) => {
                self.next();
                let inner = self.expression(4)?;
                let span = span.to(inner.span);
                return Ok(match (sign, inner.kind) {
                    ("+", kind) => Node { kind, span },
                    (_, NodeKind::Number(n)) => Node { kind: NodeKind::Number(-n), span },
                    (_, kind) => {
                        let inner = Node { kind, span: inner.span };
                        Node { kind: NodeKind::Operator(Function::Neg, vec![inner]), span }
                    }
                });
            }
            Token::Sign("(") => {
                self.next();
                let inner = self.expression(0)?;
                let end = self.expect(")")?;
                return Ok(Node { kind: inner.kind, span: span.to(end) });
            }
            Token::Sign(_) | Token::End => return Err(self.unexpected()),
        };
        self.next();
        Ok(Node { kind, span })
    }

    /// `TRUE`, `FALSE`, or a function with its arguments.
    fn named(&mut self, name: String) -> Result<Node, Rejection> {
        let (_, at) = self.next();
        if *self.peek() != Token::Sign("(") {
            let literal = match name.to_ascii_uppercase().as_str() {
                "TRUE" | "是" => true,
                "FALSE" | "否" => false,
                _ => return Err(at.place(Rejection::new(Code::Syntax).with("unexpected", name))),
            };
            return Ok(Node { kind: NodeKind::Bool(literal), span: at });
        }
        self.next();
        let mut args = Vec::new();
        if *self.peek() != Token::Sign(")") {
            args.push(self.expression(0)?);
            while *self.peek() == Token::Sign(",") {
                self.next();
                args.push(self.expression(0)?);
            }
        }
        let end = self.expect(")")?;
        Ok(Node { kind: NodeKind::Call { name, at, args }, span: at.to(end) })
    }
}
