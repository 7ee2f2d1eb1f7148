//! Words of the file that become options of their field, published together with the run.

use engines::imports::{add_option, find_option};
use model::Form;

use super::document::{Column, To};

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

/// The words that are to become options.
pub(super) fn asked(column: &Column) -> Vec<&str> {
    let asked = column.values.iter().filter(|(_, to)| *to == NEW_OPTION);
    let mut words: Vec<&str> = asked.map(|(word, _)| word.as_str()).collect();
    // In the order of the sheet, as far as its first words tell it.
    let sample = &column.look.sample;
    words.sort_by_key(|word| sample.iter().position(|s| s == word).unwrap_or(usize::MAX));
    words
}
