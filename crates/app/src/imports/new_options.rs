//! Words of the file that become options of their field, published together with the run.

use std::collections::HashMap;

use engines::forms::fold::fold_label;
use engines::forms::kinds::choices;
use engines::imports::{add_option, find_option};
use model::kind::Choice;
use model::{FieldKind, Form, OptionId};

use super::document::{Column, To};
use super::made_parts::archive_option;

/// Stands for the option that a word is to become; no option has such a code.
pub(super) const NEW_OPTION: &str = "@new";

/// Gives the fields the options that words of their columns are to become; whether there were any that they lack.
pub(super) fn add(form: &mut Form, columns: &[Column]) -> bool {
    let mut added = false;
    for column in columns {
        let Some(To::Field(code)) = &column.to else { continue };
        let Some(field) = form.fields.iter_mut().find(|f| f.code == *code) else { continue };
        for word in asked(column) {
            added |= add_option(&mut field.kind, word);
        }
    }
    added
}

/// Takes options back into use that an undo let go, where words of the file mean them; whether there were any.
pub(super) fn bring_back(form: &mut Form, columns: &[Column], gone: &[OptionId]) -> bool {
    let mut back = false;
    for column in columns.iter().filter(|_| !gone.is_empty()) {
        let ids = retired(form, column);
        let Some(To::Field(code)) = &column.to else { continue };
        let Some(field) = form.fields.iter_mut().find(|f| f.code == *code) else { continue };
        for id in ids.into_iter().filter(|id| gone.contains(id)) {
            back |= archive_option(&mut field.kind, id, false);
        }
    }
    back
}

/// Options out of use that words of a column mean.
pub(super) fn retired(form: &Form, column: &Column) -> Vec<OptionId> {
    let Some(To::Field(code)) = &column.to else { return Vec::new() };
    let Some(kind) = form.field(code).map(|f| &f.kind) else { return Vec::new() };
    if !kind.options().iter().any(|option| option.archived) {
        return Vec::new();
    }
    let mut found: Vec<OptionId> = Vec::new();
    for option in meant(column, kind).filter(|option| option.archived) {
        if !found.contains(&option.id) {
            found.push(option.id);
        }
    }
    found
}

/// The options that the words of a column mean, as far as they are told of it.
fn meant<'a>(column: &'a Column, kind: &'a FieldKind) -> impl Iterator<Item = &'a Choice> {
    let decided: HashMap<String, &str> =
        column.values.iter().map(|(word, to)| (fold_label(word), to.as_str())).collect();
    let empty: Vec<String> = column.empty_words.iter().map(|word| fold_label(word)).collect();
    let several = matches!(kind, FieldKind::Choices(_));
    let words = column.look.values.iter().flat_map(move |(text, _)| {
        let parts = choices::words(text).filter(move |part| several && *part != text);
        std::iter::once(text.as_str()).chain(parts)
    });
    words.filter_map(move |word| {
        let folded = fold_label(word);
        if empty.contains(&folded) {
            return None;
        }
        match decided.get(&folded) {
            Some(code) if *code != NEW_OPTION => {
                kind.options().into_iter().find(|option| option.code == **code)
            }
            _ => find_option(kind, word),
        }
    })
}

/// Words mean the options that were made of them, once the form has them: whatever these are called later.
pub(super) fn settle(form: &Form, columns: &mut [Column]) {
    for column in columns {
        let code = match &column.to {
            Some(To::Field(code)) => code,
            Some(To::NewField(field)) => &field.code,
            _ => continue,
        };
        let Some(kind) = form.field(code).map(|f| &f.kind) else { continue };
        for (word, to) in column.values.iter_mut().filter(|(_, to)| *to == NEW_OPTION) {
            *to = find_option(kind, word).map(|option| option.code.clone()).unwrap_or_default();
        }
    }
}

/// The words that are to become options, each in its most frequent spelling.
pub(super) fn asked(column: &Column) -> Vec<&str> {
    let asked = column.values.iter().filter(|(_, to)| *to == NEW_OPTION);
    let mut words: Vec<&str> = asked.map(|(word, _)| word.as_str()).collect();
    // In the order of the sheet, as far as its first words tell it.
    let sample = &column.look.sample;
    words.sort_by_key(|word| sample.iter().position(|s| s == word).unwrap_or(usize::MAX));
    let times = |word: &str| {
        let all = column.look.values.iter().filter(|(text, _)| text.trim() == word.trim());
        all.map(|(_, count)| count).sum::<u64>()
    };
    let mut spelled: Vec<(String, &str)> = Vec::new();
    for word in words {
        let folded = fold_label(word);
        match spelled.iter_mut().find(|(known, _)| *known == folded) {
            Some((_, best)) if times(word) > times(best) => *best = word,
            Some(_) => {}
            None => spelled.push((folded, word)),
        }
    }
    spelled.into_iter().map(|(_, word)| word).collect()
}
