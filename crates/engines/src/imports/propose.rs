//! Where every column of a sheet should go.

use model::document::{missing_field, missing_form};
use model::form::ActionKind;
use model::kind::TextMeaning;
use model::{Field, FieldKind, Form, Label, SystemField, Value};

use super::activities::split_activities;
use super::empties::is_empty_word;
use super::guess::{Guess, guess, without_point_zero};
use super::headers::{Meaning, clean_header, meaning};
use super::{Codes, Column, Reason, Today};
use crate::forms::dates::{self, Hints};
use crate::forms::fold::{fold_label, is_han};
use crate::forms::kinds::yes_no;

/// Where a column goes.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A field that the form has, by code.
    Field(String),
    /// A field to be made.
    NewField(Box<Field>),
    /// A system column: owner, created_at, created_by, next_activity_at.
    System(SystemField),
    /// Dated notes: each becomes a follow-up.
    Activities,
    /// Nowhere.
    Skip,
}

/// What is proposed for one column.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Where it goes.
    pub to: Target,
    /// Why.
    pub reason: Reason,
    /// Words of this column that stand for "nothing".
    pub empty_words: Vec<String>,
    /// `03/04/2021` is the third of April.
    pub day_first: bool,
}

/// Proposals for all columns, in their order. With a form, columns go to its fields where a name or meaning fits.
pub fn propose(columns: &[Column], form: Option<&Form>, today: Today) -> Vec<Proposal> {
    let mut used = Used {
        codes: Codes::taken(form.iter().flat_map(|f| f.fields.iter().map(|f| f.code.as_str()))),
        fields: Vec::new(),
        system: Vec::new(),
    };
    let mut proposals: Vec<Option<Proposal>> = vec![None; columns.len()];
    // Names that are equal win over meanings that fit, wherever they stand.
    for (column, proposal) in columns.iter().zip(&mut proposals) {
        if let Some(field) = form.and_then(|form| named(form, column, &used)) {
            used.fields.push(field.code.clone());
            let reason = Reason::new("same_name").with("field", field.code.as_str());
            *proposal = Some(to(column, Target::Field(field.code.clone()), reason, today));
        }
    }
    columns
        .iter()
        .zip(proposals)
        .map(|(column, proposal)| proposal.unwrap_or_else(|| one(column, form, &mut used, today)))
        .collect()
}

struct Used {
    codes: Codes,
    fields: Vec<String>,
    system: Vec<SystemField>,
}

fn to(column: &Column, to: Target, reason: Reason, today: Today) -> Proposal {
    let (bare, empty_words) = without_empty_words(column);
    let day_first = guess(&bare, today).day_first;
    Proposal { to, reason, empty_words, day_first }
}

fn one(column: &Column, form: Option<&Form>, used: &mut Used, today: Today) -> Proposal {
    let (bare, empty_words) = without_empty_words(column);
    let proposal = |to, reason, day_first| Proposal {
        to,
        reason,
        empty_words: empty_words.clone(),
        day_first,
    };
    if bare.samples.is_empty() {
        return proposal(Target::Skip, Reason::new("empty_column"), false);
    }
    if is_row_number(&bare) {
        return proposal(Target::Skip, Reason::new("row_numbers"), false);
    }
    let says = meaning(&column.header);
    if let Some((field, reason)) = system(&bare, says, used) {
        used.system.push(field);
        return proposal(Target::System(field), reason, false);
    }
    let dated = bare.share(|t| split_activities(t, today).iter().any(|p| p.date.is_some()));
    if says == Some(Meaning::Activities) && dated >= 0.3 {
        return proposal(Target::Activities, Reason::new("dated_notes"), false);
    }
    let Guess { kind, reason, day_first } = guess(&bare, today);
    if let Some(field) = form.and_then(|form| fitting(form, says, &kind, used)) {
        used.fields.push(field.code.clone());
        let reason = Reason::new("same_meaning").with("field", field.code.as_str());
        return proposal(Target::Field(field.code.clone()), reason, day_first);
    }
    let header = clean_header(&column.header);
    let field = Field {
        id: missing_field(),
        code: used.codes.of_field(&header),
        name: label(&header),
        kind,
        required: false,
        unique: false,
        help: Label::default(),
        default: Value::Null,
        search: None,
        archived: false,
        sensitive: false,
    };
    proposal(Target::NewField(Box::new(field)), reason, day_first)
}

/// 序号: counts the rows of the sheet and says nothing about them.
fn is_row_number(column: &Column) -> bool {
    let header = fold_label(&clean_header(&column.header));
    let counts = |t: &str| without_point_zero(t).parse::<u32>().is_ok();
    ["序号", "行号", "no", "no.", "#", "№"].contains(&header.as_str())
        && column.all(counts)
        && column.samples.iter().all(|(_, count)| *count == 1)
}

/// The column without words for "nothing", and those words. Where they answer yes or no they are answers.
fn without_empty_words(column: &Column) -> (Column, Vec<String>) {
    let spoken = |t: &str| !is_empty_word(t) || yes_no::read_yes_no(t).is_some();
    let answers = column.samples.iter().any(|(t, _)| yes_no::read_yes_no(t) == Some(true))
        && column
            .samples
            .iter()
            .filter(|(t, _)| spoken(t))
            .all(|(t, _)| yes_no::read_yes_no(t).is_some());
    let empty = |t: &str| is_empty_word(t) && !(answers && spoken(t));
    let words: Vec<String> = column
        .samples
        .iter()
        .filter(|(t, _)| empty(t) && !t.trim().is_empty())
        .map(|(t, _)| t.clone())
        .collect();
    let mut bare = column.clone();
    bare.samples.retain(|(t, _)| !empty(t));
    let dropped = column.samples.len() - bare.samples.len();
    bare.blank += column.filled() - bare.filled();
    bare.distinct = bare.distinct.saturating_sub(dropped);
    (bare, words)
}

/// 负责人, 创建时间, 创建人: each once.
fn system(column: &Column, says: Option<Meaning>, used: &Used) -> Option<(SystemField, Reason)> {
    let field = match says? {
        Meaning::Owner => SystemField::Owner,
        Meaning::CreatedBy => SystemField::CreatedBy,
        Meaning::CreatedAt => SystemField::CreatedAt,
        Meaning::NextActivity => SystemField::NextActivityAt,
        _ => return None,
    };
    let kind = guess(column, column_today()).kind;
    let fits = match field {
        // 上周五 among them makes the others no less days.
        SystemField::NextActivityAt => column.share(is_day) >= 0.5,
        SystemField::CreatedAt => matches!(kind, FieldKind::Date(_) | FieldKind::DateTime(_)),
        _ => matches!(kind, FieldKind::Person(_)),
    };
    let reason = || Reason::new("header").with("header", column.header.as_str());
    (fits && !used.system.contains(&field)).then(|| (field, reason()))
}

/// Whether a text is a day, with or without its year.
fn is_day(text: &str) -> bool {
    let hints = Hints { today: column_today(), day_first: false };
    let serial = |t: &str| t.len() == 5 && t.starts_with('4') && t.parse::<u32>().is_ok();
    dates::read(text, &hints).is_some_and(|r| r.rest.is_empty()) || serial(text.trim())
}

/// Dates of when records were made carry their year; the day only has to be some day.
fn column_today() -> Today {
    Today::constant(2000, 1, 1)
}

/// A field whose label or code is the header.
fn named<'f>(form: &'f Form, column: &Column, used: &Used) -> Option<&'f Field> {
    let header = fold_label(&clean_header(&column.header));
    let plain = header.replace(['_', ' '], "");
    form.live_fields().filter(|f| is_target(form, f, used)).find(|f| {
        let names = [&f.name.zh_cn, &f.name.en, &f.code];
        !plain.is_empty() && names.iter().any(|n| fold_label(n).replace('_', "") == plain)
    })
}

/// A field whose own name means the same and whose kind takes such values.
fn fitting<'f>(
    form: &'f Form,
    says: Option<Meaning>,
    kind: &FieldKind,
    used: &Used,
) -> Option<&'f Field> {
    let free = || form.live_fields().filter(|f| is_target(form, f, used));
    let means = |f: &&Field| {
        says.is_some() && [&f.name.zh_cn, &f.name.en, &f.code].iter().any(|n| meaning(n) == says)
    };
    let takes = |f: &&Field| {
        let special = |kind: &FieldKind| {
            matches!(kind, FieldKind::Phone(_) | FieldKind::Email(_) | FieldKind::Url(_))
        };
        !special(&f.kind) || f.kind.name() == kind.name()
    };
    let generic = matches!(
        says,
        Some(Meaning::Date | Meaning::Money | Meaning::Code | Meaning::Flag | Meaning::Note)
    );
    if !generic && let Some(field) = free().filter(means).find(takes) {
        return Some(field);
    }
    // Kinds of which a form has one: a lone phone column is the phone.
    let lone = |wanted: &FieldKind| {
        matches!(wanted, FieldKind::Phone(_) | FieldKind::Email(_) | FieldKind::Url(_))
    };
    let company = says == Some(Meaning::Company);
    free().find(|f| {
        lone(kind) && f.kind.name() == kind.name()
            || company
                && matches!(&f.kind, FieldKind::Text(k) if k.meaning == Some(TextMeaning::Company))
    })
}

fn is_target(form: &Form, field: &Field, used: &Used) -> bool {
    let filled_by_people =
        !matches!(field.kind, FieldKind::AutoNumber(_) | FieldKind::Attachment(_));
    filled_by_people && !is_made_by_button(form, field) && !used.fields.contains(&field.code)
}

/// Whether a button of the form fills this field with what it made: nothing that a sheet could say.
pub fn is_made_by_button(form: &Form, field: &Field) -> bool {
    form.actions.iter().any(|action| match &action.does {
        ActionKind::Convert(convert) => {
            convert.steps.iter().any(|step| step.link_back.as_deref() == Some(field.code.as_str()))
        }
    })
}

/// A label in the language in which it is written.
pub(super) fn label(text: &str) -> Label {
    let text: String = text.trim().chars().take(100).collect();
    if text.chars().any(is_han) || !text.chars().any(char::is_alphabetic) {
        Label::both(text, "")
    } else {
        Label::both("", text)
    }
}

/// A form made of the new fields of a sheet. Its title is the company, else a name, else the first text.
pub fn new_form(name: &str, code: &str, proposals: &[Proposal]) -> Form {
    let mut fields: Vec<Field> = proposals
        .iter()
        .filter_map(|p| {
            if let Target::NewField(field) = &p.to { Some(field.as_ref().clone()) } else { None }
        })
        .collect();
    let text = |f: &&Field| matches!(f.kind, FieldKind::Text(_));
    let named = |wanted: Option<TextMeaning>| {
        fields.iter().find(
            |f| matches!(&f.kind, FieldKind::Text(k) if k.meaning == wanted && wanted.is_some()),
        )
    };
    let titled = |f: &&Field| {
        text(f) && [&f.name.zh_cn, &f.name.en].iter().any(|n| meaning(n) == Some(Meaning::Title))
    };
    let title = named(Some(TextMeaning::Company))
        .or_else(|| fields.iter().find(titled))
        .or_else(|| named(Some(TextMeaning::PersonName)))
        .or_else(|| fields.iter().find(text))
        .or_else(|| {
            fields.iter().find(|f| matches!(f.kind, FieldKind::Phone(_) | FieldKind::Email(_)))
        })
        .map(|f| f.code.clone());
    // A record needs words to stand for it: a sheet of numbers gets a serial number.
    let title = title.unwrap_or_else(|| {
        let code = Codes::taken(fields.iter().map(|f| f.code.as_str())).of_name("serial", "serial");
        fields.insert(
            0,
            Field {
                id: missing_field(),
                code: code.clone(),
                name: Label::both("编号", "Number"),
                kind: FieldKind::AutoNumber(model::kind::AutoNumberKind::default()),
                required: false,
                unique: false,
                help: Label::default(),
                default: Value::Null,
                search: None,
                archived: false,
                sensitive: false,
            },
        );
        code
    });
    Form {
        id: missing_form(),
        code: code.to_owned(),
        name: label(name),
        plural: Label::default(),
        icon: String::new(),
        position: 0,
        version: 0,
        title,
        fields,
        groups: Vec::new(),
        views: Vec::new(),
        grants: Vec::new(),
        actions: Vec::new(),
        archived: false,
    }
}
