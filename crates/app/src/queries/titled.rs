//! Which records are called as somebody wrote: by their title or by another name, whole or from its beginning. They come
//! before what merely holds the words.

use std::collections::BTreeSet;

use engines::forms::fold::{fold, fold_label};
use engines::forms::names::names;
use engines::forms::{derive, shape};
use engines::search;
use model::{Access, Expr, FieldRef, Form, Function, RecordId, Shape, Value};
use store::Error;
use store::query::{Anchors, From, Grams, Question, SortBy, page};
use store::records::Record;
use store::session::Read;

use super::list::is_too_much_to_sort;
use super::request;

/// What somebody wrote, as a name.
pub(super) struct Titled {
    title: FieldRef,
    /// Fields that say what else a record is called.
    aliases: Vec<FieldRef>,
    /// Folded as labels are.
    label: String,
    /// The title begins so, or another name does that stands first.
    begins: Expr,
    /// What is called exactly so.
    called: Grams,
    everything: Expr,
}

/// How a record's names answer what was written, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// One is what was written.
    Exact,
    /// One begins so.
    Begins,
    /// It was found by something else.
    Other,
}

impl Titled {
    /// None where the title is no text, or hidden from the person: the order would tell it.
    pub(super) fn of(form: &Form, access: &Access, words: &str) -> Option<Self> {
        let field = form.title_field().filter(|field| access.sees(field.id))?;
        let is_text = shape(&field.kind) == Shape::Text && !field.sensitive;
        // No text holds a NUL, and no database takes one.
        let words = words.trim();
        let called = search::called(words).filter(|_| is_text && !words.contains('\0'))?;
        let title = FieldRef::Field(field.id);
        let aliases = derive::aliases(form).filter(|f| f.id != field.id && access.sees(f.id));
        let aliases: Vec<FieldRef> = aliases.map(|f| f.id.into()).collect();
        let begins = begins(aliases.iter().copied().chain([title]), words);
        Some(Self {
            title,
            aliases,
            label: fold_label(words),
            begins,
            called: request::only(called),
            everything: Expr::always(),
        })
    }

    /// At most so many records that are called so, however many others hold the words, then some whose names begin so in
    /// the order of their titles. Those are not looked for where more records hold the words than can be looked through
    /// at once.
    pub(super) fn look_up<'a>(
        &'a self,
        read: &mut dyn Read,
        question: &Question<'a>,
        (fields, size): (&[FieldRef], u32),
        anchors: &Anchors,
    ) -> Result<Vec<Record>, Error> {
        let by_title = |descending| [SortBy::Column { field: self.title, descending }];
        let called = Question { search: Some(&self.called), ..*question };
        // Of equal titles the newest come first.
        let wanted = (by_title(true), fields, (&From::Start, size));
        let mut found = page(read, &called, (&wanted.0, wanted.1), wanted.2, anchors)?.items;
        found.retain(|record| self.rank(record) == Rank::Exact);
        if found.len() < size as usize && !is_too_much_to_sort(read, question, &self.everything)? {
            let known: BTreeSet<RecordId> = found.iter().map(|record| record.id).collect();
            let begun = Question { filter: &self.begins, ..*question };
            let wanted = (by_title(false), fields, (&From::Start, size));
            let more = page(read, &begun, (&wanted.0, wanted.1), wanted.2, anchors)?.items;
            found.extend(more.into_iter().filter(|record| !known.contains(&record.id)));
        }
        Ok(found)
    }

    /// How a record's names answer.
    pub(super) fn rank(&self, record: &Record) -> Rank {
        let title = record.value(self.title).as_text().into_iter();
        let others = self.aliases.iter().filter_map(|field| record.value(*field).as_text());
        let all = title.chain(others.flat_map(names));
        all.map(|name| self.rank_of(name)).min().unwrap_or(Rank::Other)
    }

    fn rank_of(&self, name: &str) -> Rank {
        match fold_label(name).strip_prefix(self.label.as_str()) {
            Some("") => Rank::Exact,
            Some(_) => Rank::Begins,
            None => Rank::Other,
        }
    }
}

fn begins(fields: impl Iterator<Item = FieldRef>, words: &str) -> Expr {
    let spellings = spellings(words);
    let begins = |field| {
        let text = |text: &String| Expr::value(Value::Text(text.clone()));
        let begins =
            move |spelled| Expr::call(Function::StartsWith, [Expr::field(field), text(spelled)]);
        spellings.iter().map(begins).collect::<Vec<_>>()
    };
    Expr::call(Function::Or, fields.flat_map(begins).collect::<Vec<_>>())
}

/// As written, in plain letters and brackets, and with the wide brackets of Chinese company names.
fn spellings(words: &str) -> Vec<String> {
    let plain = fold(words);
    let wide = plain.replace('(', "（").replace(')', "）");
    let mut all = vec![words.to_owned(), plain, wide];
    all.sort_unstable();
    all.dedup();
    all
}
