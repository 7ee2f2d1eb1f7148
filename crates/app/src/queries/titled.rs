//! Which records are called as somebody wrote: by their title, whole or from its beginning. They come before what merely
//! holds the words.

use engines::forms::fold::{fold, fold_label};
use engines::forms::{Sought, SoughtBy, shape};
use engines::search;
use model::{Access, Expr, FieldRef, Form, Function, Shape, Value};
use store::Error;
use store::query::{Anchors, From, Gram, Grams, Question, SortBy, Term, page};
use store::records::Record;
use store::session::Read;

use super::list::is_too_much_to_sort;

/// What somebody wrote, as a title.
pub(super) struct Titled {
    title: FieldRef,
    /// Folded as labels are.
    label: String,
    /// The title begins so.
    begins: Expr,
    /// The grams of a title that is this and no more.
    whole: Grams,
    everything: Expr,
}

/// How a title answers what was written, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// It is what was written.
    Exact,
    /// It begins so.
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
        (is_text && !words.contains('\0')).then(|| Self {
            title: field.id.into(),
            label: fold_label(words),
            begins: begins(field.id.into(), words),
            whole: whole(words),
            everything: Expr::always(),
        })
    }

    /// At most so many records among the hits whose titles begin as was written, in the order of their titles: the whole
    /// ones are the shortest. None are looked for where there are more hits than can be looked through at once.
    pub(super) fn look_up<'a>(
        &'a self,
        read: &mut dyn Read,
        question: &Question<'a>,
        (fields, size): (&[FieldRef], u32),
        anchors: &Anchors,
    ) -> Result<Vec<Record>, Error> {
        for search in question.search.into_iter().chain([&self.whole]) {
            let hits = Question { search: Some(search), ..*question };
            if !is_too_much_to_sort(read, &hits, &self.everything)? {
                let asked = Question { filter: &self.begins, ..hits };
                let sort = [SortBy::Column { field: self.title, descending: false }];
                return Ok(
                    page(read, &asked, (&sort, fields), (&From::Start, size), anchors)?.items
                );
            }
        }
        Ok(Vec::new())
    }

    /// How a record's title answers.
    pub(super) fn rank(&self, record: &Record) -> Rank {
        let title = record.value(self.title).as_text().map(fold_label).unwrap_or_default();
        match title.strip_prefix(self.label.as_str()) {
            Some("") => Rank::Exact,
            Some(_) => Rank::Begins,
            None => Rank::Other,
        }
    }
}

fn begins(title: FieldRef, words: &str) -> Expr {
    let begins = |text: String| {
        let text = Expr::value(Value::Text(text));
        Expr::call(Function::StartsWith, [Expr::field(title), text])
    };
    Expr::call(Function::Or, spellings(words).into_iter().map(begins).collect::<Vec<_>>())
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

/// The grams of a text that is these words and no more: what goes on behind them has not all of these.
fn whole(words: &str) -> Grams {
    let text = words.to_owned();
    let grams = search::index(&[Sought { text, by: SoughtBy::Words }]).grams;
    let grams = grams.into_iter().map(|text| Gram { text, prefix: false }).collect();
    Grams { terms: vec![Term { any_of: vec![grams] }] }
}
