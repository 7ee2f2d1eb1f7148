//! Comments on cells, old (`comments1.xml`) and threaded.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use crate::book::Comments;
use crate::merges::parse_cell;
use crate::package::Package;
use crate::problem::Problem;
use crate::row::Comment;
use crate::xml::{Xml, attribute, push_text};

use super::relations;
use super::shared::read_rich;

const PART: &str = "comments";

/// By 1-based row and 0-based column.
type ByCell = BTreeMap<(u32, u32), Comment>;

/// All comments of a sheet.
pub(super) fn read(package: &Package, sheet: &str, limit: u64) -> Result<Comments, Problem> {
    let mut found = ByCell::new();
    let relations = relations::of(package, sheet, limit)?;
    // A threaded comment leaves a stand-in among the old ones: it must be read after them.
    for kind in ["comments", "threadedComment"] {
        for relation in relations.iter().filter(|r| r.kind == kind && package.has(&r.target)) {
            let mut xml = Xml::new(package.read(&relation.target, PART, limit)?, PART);
            if kind == "comments" {
                read_old(&mut xml, &mut found)?;
            } else {
                read_threads(&mut xml, &mut found)?;
            }
        }
    }
    let mut comments = Comments::new();
    for ((row, _), comment) in found {
        comments.entry(row).or_default().push(comment);
    }
    Ok(comments)
}

fn read_old(xml: &mut Xml, found: &mut ByCell) -> Result<(), Problem> {
    let mut authors: Vec<String> = Vec::new();
    let mut in_author = false;
    let mut at: Option<((u32, u32), Option<usize>)> = None;
    loop {
        let event = xml.next()?;
        match &event {
            Event::Start(e) => match e.local_name().as_ref() {
                "author" => {
                    authors.push(String::new());
                    in_author = true;
                }
                "comment" => {
                    let author = attribute(e, "authorId").and_then(|id| id.parse().ok());
                    let cell = attribute(e, "ref").and_then(|cell| parse_cell(&cell));
                    at = cell.map(|cell| (cell, author));
                }
                "text" => {
                    let text = read_rich(xml, "text")?;
                    if let Some(((row, column), author)) = at.take() {
                        let author = author.and_then(|id| authors.get(id)).cloned();
                        let author = author.filter(|name| !name.is_empty());
                        found.insert((row, column), Comment { row, column, author, text });
                    }
                }
                _ => {}
            },
            // A nameless author still counts: comments refer to authors by their place.
            Event::Empty(e) if e.local_name().as_ref() == "author" => authors.push(String::new()),
            Event::End(e) if e.local_name().as_ref() == "author" => in_author = false,
            Event::Eof => return Ok(()),
            event if in_author => {
                if let Some(author) = authors.last_mut() {
                    push_text(event, author);
                }
            }
            _ => {}
        }
    }
}

fn read_threads(xml: &mut Xml, found: &mut ByCell) -> Result<(), Problem> {
    let mut threads = ByCell::new();
    let mut at = None;
    let mut in_text = false;
    let mut text = String::new();
    loop {
        let event = xml.next()?;
        match &event {
            Event::Start(e) => match e.local_name().as_ref() {
                "threadedComment" => at = attribute(e, "ref").and_then(|cell| parse_cell(&cell)),
                "text" => in_text = true,
                _ => {}
            },
            Event::End(e) if e.local_name().as_ref() == "text" => {
                in_text = false;
                let said = std::mem::take(&mut text);
                if let Some((row, column)) = at {
                    // Answers follow what they answer.
                    let whole = threads.entry((row, column)).or_insert(Comment {
                        row,
                        column,
                        author: None,
                        text: String::new(),
                    });
                    if !whole.text.is_empty() {
                        whole.text.push('\n');
                    }
                    whole.text.push_str(&said);
                }
            }
            Event::Eof => break,
            event if in_text => push_text(event, &mut text),
            _ => {}
        }
    }
    found.extend(threads);
    Ok(())
}
