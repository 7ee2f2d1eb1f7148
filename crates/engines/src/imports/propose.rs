//! Where every column of a sheet should go.

use model::document::{missing_field, missing_form};
use model::form::ActionKind;
use model::kind::TextMeaning;
use model::{Field, FieldKind, Form, Label, SystemField, Value};

use super::guess::Guess;
use super::headers::{Meaning, clean_header, meaning};
use super::readings::{Reading, read};
use super::{Codes, Column, Reason, Today};
use crate::forms::fold::{fold_label, is_han};
use crate::forms::numerals;

/// The header is the name of a field.
pub(super) const SAME_NAME: &str = "same_name";
/// Nothing stands in the column.
pub(super) const EMPTY_COLUMN: &str = "empty_column";
/// It counts the rows of the sheet.
pub(super) const ROW_NUMBERS: &str = "row_numbers";

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
    propose_read(&read(columns, today), form)
}

/// The same for columns that were read before.
pub fn propose_read(columns: &[Reading], form: Option<&Form>) -> Vec<Proposal> {
    let known = form.map(names).unwrap_or_default();
    let mut used = Used {
        codes: Codes::taken(form.iter().flat_map(|f| f.fields.iter().map(|f| f.code.as_str()))),
        fields: Vec::new(),
        system: Vec::new(),
    };
    let mut proposals: Vec<Option<Proposal>> = vec![None; columns.len()];
    // Names that are equal win over meanings that fit, wherever they stand.
    for (column, proposal) in columns.iter().zip(&mut proposals) {
        if let Some(field) = named(&known, column, &used) {
            used.fields.push(field.code.clone());
            let reason = Reason::new(SAME_NAME).with("field", field.code.as_str());
            *proposal = Some(to(column, Target::Field(field.code.clone()), reason));
        }
    }
    columns
        .iter()
        .zip(proposals)
        .map(|(column, proposal)| proposal.unwrap_or_else(|| one(column, &known, &mut used)))
        .collect()
}

struct Used {
    codes: Codes,
    fields: Vec<String>,
    system: Vec<SystemField>,
}

/// A field that a sheet can fill, with what its names are and mean.
struct Named<'f> {
    field: &'f Field,
    plain: [String; 3],
    means: [Option<Meaning>; 3],
}

impl<'f> Named<'f> {
    fn of(field: &'f Field) -> Self {
        let names = [&field.name.zh_cn, &field.name.en, &field.code];
        Self {
            field,
            plain: names.map(|n| fold_label(n).replace('_', "")),
            means: names.map(|n| meaning(n)),
        }
    }
}

fn names(form: &Form) -> Vec<Named<'_>> {
    let is_target = |field: &&Field| {
        let filled_by_people =
            !matches!(field.kind, FieldKind::AutoNumber(_) | FieldKind::Attachment(_));
        filled_by_people && !is_made_by_button(form, field)
    };
    form.live_fields().filter(is_target).map(Named::of).collect()
}

fn to(column: &Reading, to: Target, reason: Reason) -> Proposal {
    let empty_words = column.empty_words.clone();
    Proposal { to, reason, empty_words, day_first: column.guess.day_first }
}

fn one(column: &Reading, known: &[Named<'_>], used: &mut Used) -> Proposal {
    let undated = |target, reason| Proposal { day_first: false, ..to(column, target, reason) };
    if column.is_empty() {
        return undated(Target::Skip, Reason::new(EMPTY_COLUMN));
    }
    if column.is_row_number {
        return undated(Target::Skip, Reason::new(ROW_NUMBERS));
    }
    // Each once.
    if let Some(field) = column.system.filter(|field| !used.system.contains(field)) {
        used.system.push(field);
        let reason = Reason::new("header").with("header", column.bare.header.as_str());
        return undated(Target::System(field), reason);
    }
    if column.is_dated {
        return undated(Target::Activities, Reason::new("dated_notes"));
    }
    let Guess { kind, reason, .. } = &column.guess;
    if let Some(field) = fitting(known, column, used) {
        used.fields.push(field.code.clone());
        let reason = Reason::new("same_meaning").with("field", field.code.as_str());
        return to(column, Target::Field(field.code.clone()), reason);
    }
    let header = clean_header(&column.bare.header);
    let field = Field {
        id: missing_field(),
        code: used.codes.of_field(&header),
        name: label(&header),
        kind: kind.clone(),
        required: false,
        unique: false,
        help: Label::default(),
        default: Value::Null,
        search: None,
        archived: false,
        sensitive: false,
    };
    to(column, Target::NewField(Box::new(field)), reason.clone())
}

/// A field whose label or code is the header.
fn named<'f>(known: &[Named<'f>], column: &Reading, used: &Used) -> Option<&'f Field> {
    let header = fold_label(&clean_header(&column.bare.header));
    let plain = header.replace(['_', ' '], "");
    let is_called = |one: &&Named<'_>| !plain.is_empty() && one.plain.contains(&plain);
    known.iter().filter(is_called).map(|one| one.field).find(|field| is_free(field, used))
}

/// A field whose own name means the same and whose kind takes such values.
fn fitting<'f>(known: &[Named<'f>], column: &Reading, used: &Used) -> Option<&'f Field> {
    let (says, kind) = (column.says, &column.guess.kind);
    let free = || known.iter().filter(|one| is_free(one.field, used));
    let means = |one: &&Named<'_>| says.is_some() && one.means.contains(&says);
    let takes = |f: &&Field| {
        let special = |kind: &FieldKind| {
            matches!(kind, FieldKind::Phone(_) | FieldKind::Email(_) | FieldKind::Url(_))
        };
        let fits = !special(&f.kind) || f.kind.name() == kind.name();
        fits && column.says != Some(Meaning::Expected) || is_amount_of(column, f)
    };
    let generic = matches!(
        says,
        Some(Meaning::Date | Meaning::Money | Meaning::Code | Meaning::Flag | Meaning::Note)
    );
    if !generic && let Some(field) = free().filter(means).map(|one| one.field).find(takes) {
        return Some(field);
    }
    // Kinds of which a form has one: a lone phone column is the phone.
    let lone = |wanted: &FieldKind| {
        matches!(wanted, FieldKind::Phone(_) | FieldKind::Email(_) | FieldKind::Url(_))
    };
    let meant = match says {
        Some(Meaning::Company) => Some(TextMeaning::Company),
        Some(Meaning::Alias) => Some(TextMeaning::Alias),
        Some(Meaning::PersonName) => Some(TextMeaning::PersonName),
        _ => None,
    };
    let is_meant =
        |f: &Field| matches!(&f.kind, FieldKind::Text(k) if meant.is_some() && k.meaning == meant);
    free().map(|one| one.field).find(|f| lone(kind) && f.kind.name() == kind.name() || is_meant(f))
}

/// Whether the column holds amounts in the currency of the field.
fn is_amount_of(column: &Reading, field: &Field) -> bool {
    let FieldKind::Money(money) = &field.kind else { return false };
    let is_number = matches!(column.guess.kind, FieldKind::Money(_) | FieldKind::Number(_));
    let is_own = |text: &str| {
        let said = numerals::read(text).and_then(|number| number.currency);
        said.is_none_or(|said| numerals::may_mean(text, said, &money.currency))
    };
    is_number && column.bare.samples.iter().all(|(text, _)| is_own(text))
}

fn is_free(field: &Field, used: &Used) -> bool {
    !used.fields.contains(&field.code)
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

/// What records of these fields are called by: the company, else a name, else the first text, else how to reach them.
/// What they are called besides comes last of the texts.
fn title_of(fields: &[Field]) -> Option<String> {
    let text = |f: &&Field| matches!(f.kind, FieldKind::Text(_));
    let alias =
        |f: &&Field| matches!(&f.kind, FieldKind::Text(k) if k.meaning == Some(TextMeaning::Alias));
    let named = |wanted: Option<TextMeaning>| {
        fields.iter().find(
            |f| matches!(&f.kind, FieldKind::Text(k) if k.meaning == wanted && wanted.is_some()),
        )
    };
    let titled = |f: &&Field| {
        text(f) && [&f.name.zh_cn, &f.name.en].iter().any(|n| meaning(n) == Some(Meaning::Title))
    };
    let reached = |f: &&Field| matches!(f.kind, FieldKind::Phone(_) | FieldKind::Email(_));
    named(Some(TextMeaning::Company))
        .or_else(|| fields.iter().find(titled))
        .or_else(|| named(Some(TextMeaning::PersonName)))
        .or_else(|| fields.iter().find(|f| text(f) && !alias(f)))
        .or_else(|| fields.iter().find(text))
        .or_else(|| fields.iter().find(reached))
        .map(|f| f.code.clone())
}

/// A form made of the new fields of a sheet. Its title is the company, else a name, else the first text.
pub fn new_form(name: &str, code: &str, proposals: &[Proposal]) -> Form {
    let mut fields: Vec<Field> = proposals
        .iter()
        .filter_map(|p| {
            if let Target::NewField(field) = &p.to { Some(field.as_ref().clone()) } else { None }
        })
        .collect();
    // A record needs words to stand for it: a sheet of numbers gets a serial number.
    let title = title_of(&fields).unwrap_or_else(|| {
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
        activity_templates: Vec::new(),
        pool: None,
        archived: false,
    }
}
