//! How well a sheet fits a form that is there, and which of several forms it fits best.

use std::cmp::Reverse;

use model::Form;

use super::headers::Meaning;
use super::propose::{SAME_NAME, propose_read};
use super::readings::Reading;
use super::{Proposal, Target};
use crate::forms::fold::{fold, fold_label, is_han};

/// So many columns of a form's own are enough, however many others stand beside them.
const MANY: usize = 6;
/// As many columns a sheet's name weighs.
const NAME: usize = 2;

/// How a sheet fits a form. Columns without content and row numbers do not count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fit {
    /// Columns that say something.
    pub columns: usize,
    /// Of these, how many find a place.
    pub found: usize,
    /// Of those found, how many every form has a place for: owner, times, follow-ups. They speak for none.
    pub common: usize,
    /// Of those found, how many are called as the field is.
    pub named: usize,
    /// A column fills what records are called by.
    pub title: bool,
    /// It is called 名称 or 产品 or the like, as anything could be, and not as the field is.
    pub vague: bool,
    /// The sheet or its file is called as the form's records are.
    pub called: bool,
}

impl Fit {
    /// Holds the columns of a sheet against a form.
    pub fn of(form: &Form, columns: &[Reading]) -> Self {
        let mut fit = Self::default();
        let proposals = propose_read(columns, Some(form));
        let counted = columns.iter().zip(&proposals).filter(|(c, _)| !c.is_empty());
        for (column, proposal) in counted.filter(|(c, _)| !c.is_row_number) {
            fit.columns += 1;
            fit.count(form, (column, proposal));
        }
        fit
    }

    fn count(&mut self, form: &Form, (column, proposal): (&Reading, &Proposal)) {
        match &proposal.to {
            Target::Field(code) => {
                let is_named = proposal.reason.code == SAME_NAME;
                self.found += 1;
                self.named += usize::from(is_named);
                if *code == form.title {
                    self.title = true;
                    self.vague = !is_named && column.says == Some(Meaning::Title);
                }
            }
            Target::System(_) | Target::Activities => {
                self.found += 1;
                self.common += 1;
            }
            Target::NewField(_) | Target::Skip => {}
        }
    }

    /// Whether the sheet is one of this form: its records have a name, and of the columns that could speak against it at
    /// least half speak for it, or so many that the others are merely more. A sheet that is called so needs but one
    /// besides the name. A vague title says nothing by itself, so the others must.
    pub fn is_enough(&self) -> bool {
        let (own, all) = (self.own(), self.columns - self.common);
        let many = if self.called { 2 } else { MANY };
        let most = |own: usize, all: usize| own > 0 && (own * 2 >= all || own >= many);
        match (self.title, self.vague) {
            (false, _) => false,
            (true, false) => most(own, all),
            (true, true) => most(own - 1, all - 1),
        }
    }

    fn own(&self) -> usize {
        self.found - self.common
    }

    /// What speaks for the form; what the sheet is called weighs as some columns do.
    fn weight(&self) -> usize {
        self.own() + if self.called { NAME } else { 0 }
    }
}

/// Whether a name, of a sheet or a file, says what the records of a form are called: `Orders 2026`, `2026年订单`.
pub fn is_called(form: &Form, name: &str) -> bool {
    let spoken = words(name);
    let names = [&form.name.zh_cn, &form.name.en, &form.plural.zh_cn, &form.plural.en, &form.code];
    names.iter().any(|name| {
        if name.chars().any(is_han) {
            return name.chars().count() > 1 && fold_label(&spoken).contains(&fold_label(name));
        }
        let name = words(name);
        let one = name.trim_end().strip_suffix('s').unwrap_or(name.trim_end());
        let is_said = |word: &str| spoken.contains(word);
        one.len() > 3 && (is_said(&format!("{one} ")) || is_said(&format!("{one}s ")))
    })
}

/// Latin words, each between two spaces.
fn words(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |all, word| all + word + " ")
}

/// A form that a sheet may go to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Candidate {
    /// How it fits.
    pub fit: Fit,
    /// The person's last import went there.
    pub was_last: bool,
    /// Its place in the menu.
    pub position: i32,
}

/// The places of the candidates in the order in which they come into question, best first.
pub fn rank(candidates: &[Candidate]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..candidates.len()).collect();
    places.sort_by_key(|place| {
        let Candidate { fit, was_last, position } = candidates[*place];
        let fits = (fit.is_enough(), fit.title, fit.weight(), fit.named, was_last);
        (Reverse(fits), position)
    });
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(columns: usize, found: usize, title: bool) -> Fit {
        Fit { columns, found, title, ..Fit::default() }
    }

    fn best(candidates: &[(Fit, bool, i32)]) -> usize {
        let candidate =
            |&(fit, was_last, position): &(Fit, bool, i32)| Candidate { fit, was_last, position };
        rank(&candidates.iter().map(candidate).collect::<Vec<_>>())[0]
    }

    #[test]
    fn half_of_the_columns_with_the_title_is_enough() {
        assert!(fit(9, 5, true).is_enough() && fit(4, 2, true).is_enough());
        assert!(!fit(9, 4, true).is_enough(), "fewer than half");
        assert!(!fit(9, 8, false).is_enough(), "records would have no name");
    }

    #[test]
    fn a_vague_title_says_nothing_by_itself() {
        let vague = |columns, found| Fit { vague: true, ..fit(columns, found, true) };
        assert!(!vague(2, 1).is_enough() && !vague(1, 1).is_enough());
        assert!(vague(2, 2).is_enough() && vague(5, 3).is_enough());
        assert!(!vague(5, 2).is_enough(), "one of the four others");
    }

    #[test]
    fn columns_of_every_form_speak_for_none() {
        let common = |columns, found| Fit { common: 3, ..fit(columns, found, true) };
        assert!(!common(8, 4).is_enough(), "one of five of its own");
        assert!(common(8, 6).is_enough(), "three of five");
        assert!(common(4, 4).is_enough(), "one of one");
    }

    #[test]
    fn so_many_columns_are_enough_and_fewer_where_the_sheet_is_called_so() {
        assert!(fit(16, 6, true).is_enough(), "the others are merely more");
        assert!(!fit(16, 5, true).is_enough());
        let called = Fit { called: true, ..fit(16, 2, true) };
        assert!(called.is_enough());
        assert!(!Fit { found: 1, ..called }.is_enough(), "its name alone");
        assert!(!Fit { title: false, ..called }.is_enough(), "records would have no name");
        let other = fit(16, 7, true);
        assert_eq!(best(&[(other, true, 1), (Fit { found: 6, ..called }, false, 2)]), 1);
    }

    #[test]
    fn a_sheet_is_called_as_a_form_in_either_language_and_number() {
        let form = |zh: &str, en: &str| Form {
            name: model::Label::both(zh, en),
            ..super::super::new_form("x", "x", &[])
        };
        let leads = form("线索", "Lead");
        for name in ["Leads FY26", "emma-leads.xlsx", "my lead list", "展会线索_2026", "LEADS"]
        {
            assert!(is_called(&leads, name), "{name}");
        }
        for name in ["leadership", "Sheet1", "名单", "", "mislead"] {
            assert!(!is_called(&leads, name), "{name}");
        }
        assert!(is_called(&form("联系人", "Contact person"), "Contact persons 2026"));
    }

    #[test]
    fn the_best_fit_comes_first_then_the_one_used_last_then_the_first_in_the_menu() {
        let (good, better) = (fit(9, 6, true), fit(9, 7, true));
        assert_eq!(best(&[(good, true, 1), (better, false, 2)]), 1);
        assert_eq!(best(&[(fit(9, 8, false), true, 1), (good, false, 2)]), 1, "without a title");
        assert_eq!(best(&[(good, false, 1), (good, true, 2)]), 1);
        assert_eq!(best(&[(good, false, 2), (good, false, 1)]), 1);
        let named = Fit { named: 2, ..good };
        assert_eq!(best(&[(good, true, 1), (named, false, 2)]), 1, "called as the fields are");
        // Where none fits, that is the order all the same.
        assert_eq!(best(&[(fit(9, 1, false), true, 1), (fit(9, 1, true), false, 2)]), 1);
        assert!(rank(&[]).is_empty());
    }
}
