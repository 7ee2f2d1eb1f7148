//! Reading: a pasted text into the fields of a form, offline. 张经理 13812345678 青岛海达机械 想了解报价 becomes a
//! person, a position, a number, a company, a region and a need.
//!
//! It goes by the kinds, meanings and names of fields and by signs in the text, never by which form it is. Begin with
//! [`read`]; [`contacts`], [`companies`], [`people`] and [`places`] find signs, [`labels`] reads what is named,
//! [`slots`] chooses fields, [`rest`] keeps what nobody took. The dictionaries are in `words.txt`.

mod companies;
mod contacts;
mod labels;
mod page;
mod people;
mod places;
mod rest;
mod slots;
mod words;

#[cfg(test)]
mod tests;

use model::{Access, Form};
use serde::Serialize;
use serde_json::Value as Json;

use self::page::Page;
use self::slots::Slots;
use self::words::Words;
use crate::forms::Facts;

/// Longest text that is read, in characters.
pub const MOST: usize = 5_000;

/// A value for a field, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Code of the field.
    pub field: String,
    /// The value in API form; the form takes it.
    pub value: Json,
    /// Why.
    pub because: Because,
}

/// What in the text led to a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Because {
    /// The kind of sign.
    pub kind: Sign,
    /// The words of the text.
    pub text: String,
}

/// What was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the meanings")]
pub enum Sign {
    /// The text names the field itself.
    Label,
    Phone,
    Email,
    Url,
    CreditCode,
    Wechat,
    Company,
    Alias,
    Person,
    Position,
    Region,
    Address,
    Money,
    /// A word of the text is an option of the field.
    Option,
    /// What nothing else took.
    Note,
}

/// Proposes values for the fields of a form that a person may fill, in the form's order. Names of people and records
/// are known as far as `facts` has them.
pub fn read(form: &Form, access: &Access, text: &str, facts: &Facts<'_>) -> Vec<Proposal> {
    let words = Words::load();
    let short: String = text.chars().take(MOST).collect();
    let mut page = Page::new(&short);
    let mut slots = Slots::of(form, access, &words, facts);
    labels::read(&mut page, &mut slots, &words);
    for found in contacts::find(&mut page, &words) {
        slots.put(found);
    }
    companies::find(&mut page, &words).into_iter().for_each(|found| slots.put(found));
    places::find(&mut page, &words).into_iter().for_each(|found| slots.put(found));
    slots.put_options(&mut page);
    people::find(&mut page, &words).into_iter().for_each(|found| slots.put(found));
    // Only now: what a number is for stands around it, and stays part of what was said.
    contacts::money(&page, &words).into_iter().for_each(|found| slots.put(found));
    slots.put_rest(rest::what_is_left(&page, &words));
    slots.into_proposals()
}

/// A sign with the value that it gives.
#[derive(Debug, Clone)]
struct Found {
    sign: Sign,
    value: String,
    text: String,
}

impl Found {
    fn new(sign: Sign, value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { sign, value: value.into(), text: text.into() }
    }

    fn plain(sign: Sign, text: String) -> Self {
        Self { sign, value: text.clone(), text }
    }
}
