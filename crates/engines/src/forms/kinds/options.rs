//! What choice, choices and stage share: finding options and checking their list.

use std::collections::HashSet;

use model::document::{is_code, missing_option};
use model::kind::Choice;
use model::{Code, OptionId, Rejection};

use super::unread;
use crate::forms::fold::fold_label;

/// Most options of a field; more are a form of their own.
const MOST: usize = 1_000;

/// The option that a code or an id names.
pub(super) fn by_code<'o>(
    mut options: impl Iterator<Item = &'o Choice>,
    code: &str,
) -> Result<OptionId, Rejection> {
    let id: Option<OptionId> = code.parse().ok();
    options
        .find(|o| o.code == code || Some(o.id) == id)
        .map(|o| o.id)
        .ok_or_else(|| unread(Code::UnknownOption, code))
}

/// The option that people mean by a word: its label in either language, else its code. Those in use come first.
pub(super) fn by_word<'o>(
    options: impl Iterator<Item = &'o Choice> + Clone,
    word: &str,
) -> Result<OptionId, Rejection> {
    // Folding every label for every cell of a large file would take minutes; most cells are exact.
    let exact = |o: &&Choice| !o.archived && (o.label.zh_cn == word || o.label.en == word);
    if let Some(option) = options.clone().find(exact) {
        return Ok(option.id);
    }
    let wanted = fold_label(word);
    let named = |o: &&Choice| {
        [&o.label.zh_cn, &o.label.en, &o.code]
            .iter()
            .any(|l| !l.is_empty() && fold_label(l) == wanted)
    };
    let live = options.clone().find(|o| !o.archived && named(o));
    live.or_else(|| options.clone().find(named))
        .map(|o| o.id)
        .ok_or_else(|| unread(Code::UnknownOption, word))
}

/// Whether the option exists.
pub(super) fn exists<'o>(
    mut options: impl Iterator<Item = &'o Choice>,
    id: OptionId,
) -> Result<(), Rejection> {
    if options.any(|o| o.id == id) {
        Ok(())
    } else {
        Err(Rejection::new(Code::UnknownOption).with("text", id.to_string()))
    }
}

/// What is wrong with a list of options.
pub(super) fn check_list<'o>(options: impl Iterator<Item = &'o Choice>) -> Vec<Rejection> {
    let mut wrong = Vec::new();
    let (mut codes, mut ids, mut labels) = (HashSet::new(), HashSet::new(), HashSet::new());
    let mut count = 0;
    for (i, option) in options.enumerate() {
        count += 1;
        if !is_code(&option.code) {
            wrong.push(
                Rejection::at(Code::BadCode, format!("options.{i}.code"))
                    .with("code", option.code.as_str()),
            );
        } else if !codes.insert(option.code.as_str()) {
            wrong.push(
                Rejection::at(Code::DuplicateCode, format!("options.{i}.code"))
                    .with("code", option.code.as_str()),
            );
        }
        if option.id != missing_option() && !ids.insert(option.id) {
            wrong.push(Rejection::at(Code::IdTaken, format!("options.{i}.id")));
        }
        let label = (&option.label.zh_cn, &option.label.en);
        if option.label.is_empty() {
            wrong.push(Rejection::at(Code::MissingLabel, format!("options.{i}.label")));
        } else if !option.archived && !labels.insert(label) {
            // Two pills with the same words: nobody could tell them apart.
            wrong.push(Rejection::at(Code::Duplicate, format!("options.{i}.label")));
        }
    }
    if count > MOST {
        wrong.push(Rejection::at(Code::TooMany, "options").with("max", MOST));
    }
    wrong
}
