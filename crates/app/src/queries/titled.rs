//! Which records are called as somebody wrote: by their title or by another name, whole or from its beginning. They come
//! before what merely holds the words.

use std::collections::BTreeSet;

use engines::forms::fold::{bare_label, fold};
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
    /// As names are compared.
    label: String,
    /// The title begins so, or another name does that stands first.
    begins: Expr,
    /// What has exactly this title, and what is otherwise called exactly so.
    called: [Grams; 2],
    everything: Expr,
}

/// How a record's names answer what was written, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// Its title is what was written.
    TitleExact,
    /// Another name is.
    AliasExact,
    /// A name begins so.
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
            label: bare_label(words),
            begins,
            called: [called.title, called.other].map(request::only),
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
        let mut found: Vec<Record> = Vec::new();
        for called in &self.called {
            if found.len() >= size as usize {
                return Ok(found);
            }
            // Newest first, which costs no sorting: a piece of a name like Co is one of very many records.
            let called = Question { search: Some(called), ..*question };
            let more = page(read, &called, (&[], fields), (&From::Start, size), anchors)?.items;
            let more = more.into_iter().filter(|record| self.rank(record) <= Rank::AliasExact);
            add_new(&mut found, more);
        }
        if found.len() < size as usize && !is_too_much_to_sort(read, question, &self.everything)? {
            let by_title = [SortBy::Column { field: self.title, descending: false }];
            let begun = Question { filter: &self.begins, ..*question };
            let wanted = (&by_title[..], fields);
            add_new(&mut found, page(read, &begun, wanted, (&From::Start, size), anchors)?.items);
        }
        Ok(found)
    }

    /// How a record's names answer.
    pub(super) fn rank(&self, record: &Record) -> Rank {
        let title = record.value(self.title).as_text().into_iter();
        let title = title.map(|title| self.rank_of(title, Rank::TitleExact));
        let others = self.aliases.iter().filter_map(|field| record.value(*field).as_text());
        let others = others.flat_map(names).map(|name| self.rank_of(name, Rank::AliasExact));
        title.chain(others).min().unwrap_or(Rank::Other)
    }

    fn rank_of(&self, name: &str, exact: Rank) -> Rank {
        match bare_label(name).strip_prefix(self.label.as_str()) {
            Some("") => exact,
            Some(_) => Rank::Begins,
            None => Rank::Other,
        }
    }
}

fn add_new(found: &mut Vec<Record>, more: impl IntoIterator<Item = Record>) {
    let known: BTreeSet<RecordId> = found.iter().map(|record| record.id).collect();
    found.extend(more.into_iter().filter(|record| !known.contains(&record.id)));
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
