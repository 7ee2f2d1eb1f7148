//! One column, ready to read its cells: what people decided about its words, and an answer remembered for each text
//! that comes again.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use engines::forms::fold::{fold, fold_label};
use engines::forms::kinds::choices;
use engines::forms::{Facts, behaviour};
use engines::imports::{CellRules, in_unit, parse_cell, unit_of};
use jiff::civil::Time;
use model::{Code, FieldKind, FieldRef, RecordId, Rejection, SystemField, Value};

use super::document::{Column, LinkTo, PersonTo};
use super::keys::{Index, hash};
use super::new_options::NEW_OPTION;
use super::untidy::{self, RangeEnd, Untidy};

/// Answers remembered for one column.
const REMEMBERED: usize = 4_096;
/// Answers after which it shows whether remembering pays.
const TRIAL: u32 = 8_192;
/// Longest text that can be an empty word or a word with a meaning of its own, in bytes.
const LONGEST_WORD: usize = 400;
/// The hour at which people begin to work.
const MORNING: i8 = 9;
/// What separates several titles in one cell.
pub(super) const SEPARATORS: [char; 5] = ['、', '；', ';', '|', '\n'];

/// Code of the remark that the first of several numbers was taken.
pub(super) const FIRST_TAKEN: &str = "first_taken";
/// Code of the remark that the others went nowhere: who may not see the field would have seen them.
pub(super) const FIRST_ONLY: &str = "first_only";
/// Code of the remark that words became no note, for the same reason.
pub(super) const NOT_NOTED: &str = "not_noted";
/// Code of the remark that a range was taken as one number.
pub(super) const RANGE_TAKEN: &str = "range_taken";

/// What a cell comes to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Meant {
    /// A value, perhaps none.
    Value(Value),
    /// No value, but words to be kept as a note.
    Note(String),
    /// What could be read, without what these say of. A row is never refused for them.
    Without(Value, Vec<Rejection>),
    /// A part of what was written: the first of several phone numbers with the others, or what a range is taken as.
    Part(Value, &'static str, Vec<Value>),
}

/// By what a link column finds its records.
pub(super) struct Titles {
    /// Kind of the field whose value is written in the cells.
    pub(super) kind: FieldKind,
    /// Records in sight by the hash of their [`title_key`].
    pub(super) index: Arc<Index>,
    /// Several in one cell.
    pub(super) many: bool,
    /// Code of the form that is linked to.
    pub(super) form: String,
    /// Records that are made first, by folded word.
    pub(super) made: HashMap<String, RecordId>,
}

/// A column on its way into a field.
pub(super) struct CellReader {
    /// Where the value goes.
    pub(super) field: FieldRef,
    kind: FieldKind,
    rules: CellRules,
    empty: HashSet<String>,
    /// Folded words that mean something else.
    words: HashMap<String, Said>,
    titles: Option<Titles>,
    /// A row is refused for a cell that cannot be read.
    strict: bool,
    range: RangeEnd,
    /// The unit of plain numbers.
    unit: Option<&'static str>,
    remembered: HashMap<String, Result<Meant, Rejection>>,
    asked: u32,
    hits: u32,
}

/// What a word means by decision.
enum Said {
    Word(String),
    Value(Value),
    Note,
}

/// A title as it is compared: width, case and runs of spaces do not count. `GTXPro` is not `GTX Pro`: a person says
/// whether it is.
pub(super) fn title_key(title: &str) -> String {
    let folded = fold(title);
    let mut key = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    key
}

/// The unit that a column's header names, where its cells are numbers.
pub(super) fn unit(column: &Column, kind: &FieldKind) -> Option<(&'static str, &'static str)> {
    let is_number = matches!(kind, FieldKind::Number(_) | FieldKind::Money(_));
    is_number.then(|| unit_of(&column.header)).flatten()
}

fn no_option(word: &str) -> Rejection {
    Rejection::new(Code::UnknownOption).with("text", word)
}

impl CellReader {
    pub(super) fn new(
        column: &Column,
        (field, kind): (FieldRef, &FieldKind),
        titles: Option<Titles>,
    ) -> Self {
        let mut words = HashMap::new();
        // A word that becomes an option is read as the option that the form has by then.
        for (from, to) in column.values.iter().filter(|(_, to)| *to != NEW_OPTION) {
            let said =
                if to.is_empty() { Said::Value(Value::Null) } else { Said::Word(to.clone()) };
            words.insert(fold_label(from), said);
        }
        for (from, to) in &column.people {
            let said = match to {
                PersonTo::Person(id) => Said::Value(Value::Person(*id)),
                PersonTo::Empty => Said::Value(Value::Null),
                PersonTo::Text => Said::Note,
                // Made when the import runs; until then the name is as good as known.
                PersonTo::Create | PersonTo::CreateLeft => Said::Value(Value::Null),
            };
            words.insert(fold_label(from), said);
        }
        for (from, to) in &column.links {
            let said = match to {
                LinkTo::Record(id) => Said::Value(Value::Record(*id)),
                LinkTo::Empty => Said::Value(Value::Null),
                LinkTo::Create => continue,
            };
            words.insert(fold_label(from), said);
        }
        Self {
            field,
            kind: kind.clone(),
            rules: CellRules {
                day_first: column.day_first,
                keep_space: !column.trim,
                ..CellRules::default()
            },
            empty: column.empty_words.iter().map(|w| fold_label(w)).collect(),
            words,
            titles,
            strict: column.untidy == Untidy::Refuse,
            range: column.range,
            unit: unit(column, kind).filter(|_| column.in_unit).map(|(_, word)| word),
            remembered: HashMap::new(),
            asked: 0,
            hits: 0,
        }
    }

    /// Says that a row makes no sense without the value: the field is required, or tells which record is meant.
    pub(super) fn insist(&mut self) {
        self.strict = true;
    }

    /// Reads one cell.
    ///
    /// # Errors
    /// The text cannot be read; `params.text` is what was written.
    pub(super) fn read(&mut self, text: &str, facts: &Facts<'_>) -> Result<Meant, Rejection> {
        let remembers = self.asked < TRIAL || self.hits * 4 > self.asked;
        if !remembers {
            return self.compute(text, facts);
        }
        self.asked += 1;
        if let Some(known) = self.remembered.get(text) {
            self.hits += 1;
            return known.clone();
        }
        let meant = self.compute(text, facts);
        if self.remembered.len() < REMEMBERED {
            self.remembered.insert(text.to_owned(), meant.clone());
        }
        meant
    }

    /// The records that a value of this column links to, with the code of their form.
    pub(super) fn linked<'a>(&'a self, value: &'a Value) -> Option<(&'a str, &'a [RecordId])> {
        let form = self.titles.as_ref()?.form.as_str();
        match value {
            Value::Record(id) => Some((form, std::slice::from_ref(id))),
            Value::Records(ids) => Some((form, ids)),
            _ => None,
        }
    }

    fn compute(&self, text: &str, facts: &Facts<'_>) -> Result<Meant, Rejection> {
        let has_words = !self.empty.is_empty() || !self.words.is_empty();
        if has_words && text.len() <= LONGEST_WORD {
            let word = fold_label(text);
            if self.empty.contains(&word) {
                return Ok(Meant::Value(Value::Null));
            }
            match self.words.get(&word) {
                Some(Said::Value(value)) => return Ok(Meant::Value(self.shaped(value.clone()))),
                Some(Said::Note) => return Ok(Meant::Note(text.trim().to_owned())),
                Some(Said::Word(other)) => {
                    return parse_cell(&self.kind, other, &self.rules, facts).map(Meant::Value);
                }
                None => {}
            }
        }
        match &self.titles {
            Some(titles) => self.link(titles, text, facts).map(Meant::Value),
            None => self.plain(text, facts),
        }
    }

    /// A cell that is read as the kind says, in the unit of its column.
    fn plain(&self, text: &str, facts: &Facts<'_>) -> Result<Meant, Rejection> {
        let in_unit = self.unit.and_then(|word| in_unit(text, word));
        let number = in_unit.as_deref().unwrap_or(text);
        let rejection = match parse_cell(&self.kind, number, &self.rules, facts) {
            Ok(value) => return Ok(Meant::Value(self.at_work(value, facts))),
            Err(rejection) if rejection.code == Code::UnknownOption => {
                return self.without(text, facts);
            }
            Err(rejection) => rejection,
        };
        let read = |text: &str| parse_cell(&self.kind, text, &self.rules, facts).ok();
        if let Some((first, others)) = untidy::phones(&self.kind, text)
            && let Some(value) = read(&first)
        {
            let others = others.into_iter().map(Value::Text).collect();
            return Ok(Meant::Part(value, FIRST_TAKEN, others));
        }
        let range = untidy::range(&self.kind, number, self.range);
        if let Some(value) = range.and_then(|n| read(&n.to_string())) {
            return Ok(Meant::Part(value, RANGE_TAKEN, Vec::new()));
        }
        match untidy::left_empty(&rejection, text).filter(|_| !self.strict) {
            Some(told) => Ok(Meant::Without(Value::Null, vec![told])),
            None => Err(rejection),
        }
    }

    /// A day on which somebody is to do something, without a time, begins when people begin to work.
    fn at_work(&self, value: Value, facts: &Facts<'_>) -> Value {
        let Value::Instant(at) = value else { return value };
        let local = at.to_zoned(facts.zone.clone());
        let is_plan = self.field == FieldRef::System(SystemField::NextActivityAt);
        if !is_plan || local.time() != Time::midnight() {
            return value;
        }
        let morning = local.date().at(MORNING, 0, 0, 0).to_zoned(facts.zone.clone());
        morning.map_or(value, |morning| Value::Instant(morning.timestamp()))
    }

    /// A cell that names no option, or several of which not all are one.
    fn without(&self, text: &str, facts: &Facts<'_>) -> Result<Meant, Rejection> {
        if !matches!(self.kind, FieldKind::Choices(_)) {
            return Ok(Meant::Without(Value::Null, vec![no_option(text.trim())]));
        }
        let (mut options, mut unknown) = (Vec::new(), Vec::new());
        for word in choices::words(text) {
            let folded = fold_label(word);
            let read = match self.words.get(&folded) {
                _ if self.empty.contains(&folded) => continue,
                Some(Said::Word(other)) => parse_cell(&self.kind, other, &self.rules, facts),
                Some(_) => continue,
                None => parse_cell(&self.kind, word, &self.rules, facts),
            };
            match read {
                Ok(Value::Options(ids)) => options.extend(ids),
                Ok(_) => {}
                Err(rejection) if rejection.code == Code::UnknownOption => {
                    unknown.push(no_option(word));
                }
                Err(rejection) => return Err(rejection),
            }
        }
        let value = if options.is_empty() { Value::Null } else { Value::Options(options) };
        let value = behaviour(&self.kind).check(value, facts.known)?;
        Ok(if unknown.is_empty() { Meant::Value(value) } else { Meant::Without(value, unknown) })
    }

    /// A decided record as the field stores it.
    fn shaped(&self, value: Value) -> Value {
        match (value, &self.titles) {
            (Value::Record(id), Some(titles)) if titles.many => Value::Records(vec![id]),
            (value, _) => value,
        }
    }

    fn link(&self, titles: &Titles, text: &str, facts: &Facts<'_>) -> Result<Value, Rejection> {
        if text.trim().is_empty() {
            return Ok(Value::Null);
        }
        // A title may itself hold a separator, so the whole cell is tried first.
        let whole = self.titled(titles, text, facts);
        if !titles.many {
            return whole.map(Value::Record);
        }
        if let Ok(id) = whole {
            return Ok(Value::Records(vec![id]));
        }
        let mut ids = Vec::new();
        for word in text.split(SEPARATORS).map(str::trim).filter(|w| !w.is_empty()) {
            let id = self.titled(titles, word, facts)?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(if ids.is_empty() { Value::Null } else { Value::Records(ids) })
    }

    fn titled(
        &self,
        titles: &Titles,
        word: &str,
        facts: &Facts<'_>,
    ) -> Result<RecordId, Rejection> {
        let folded = fold_label(word);
        if let Some(Said::Value(Value::Record(id))) = self.words.get(&folded) {
            return Ok(*id);
        }
        if let Some(id) = titles.made.get(&folded) {
            return Ok(*id);
        }
        let refused = || {
            let text: String = word.chars().take(80).collect();
            Rejection::new(Code::NotALinkedRecord)
                .with("text", text)
                .with("form", titles.form.as_str())
        };
        let stored = behaviour(&titles.kind).read_text(word, facts).ok();
        let stored = stored.as_ref().and_then(Value::as_text).unwrap_or(word);
        let mut found = titles.index.find(hash(title_key(stored)));
        match (found.next(), found.count()) {
            (Some(id), 0) => Ok(id),
            (Some(_), others) => Err(refused().with("count", others + 1)),
            (None, _) => Err(refused()),
        }
    }
}
