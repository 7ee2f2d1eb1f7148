//! Convert 转为…: making (or finding) records of other forms from one record, in one batch.
//!
//! [`plan`] answers [`Outcome::Need`] until it knows, for each step that has `find_by`, which existing records could
//! be meant; then it answers the steps with a choice for each, and, once every choice is made, the commands. `app`
//! runs them in one transaction with one batch, so the whole is undone as one.

use std::collections::BTreeMap;

use model::form::{Convert, ConvertStep};
use model::{
    Access, Code, Command, FieldId, FieldKind, FieldRef, Form, RecordId, Rejection, Rejections,
    Value, Values,
};
use serde_json::Value as Json;

use crate::forms::{Known, Writer, check, read};

mod by_hand;
mod told;
mod values;

pub use by_hand::by_hand;
pub use told::{Linked, Told, done_by, standing};
use values::{Made, foreign, mapped, source_value};

/// The record that is converted.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its form.
    pub form: &'a Form,
    /// What the person may see and change of it.
    pub access: &'a Access,
    /// Its id.
    pub id: RecordId,
    /// Its revision, as the person saw it.
    pub rev: i64,
    /// Its values, `owner` among them, also those that the person does not see.
    pub values: &'a Values,
}

/// A form of which a step makes or finds a record.
#[derive(Debug, Clone)]
pub struct Target<'a> {
    /// The form.
    pub form: &'a Form,
    /// What the person may see and change of it.
    pub access: Access,
}

/// What a person decided about one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Make a record with this id, which the caller gives.
    Make(RecordId),
    /// Use this existing record.
    Use(RecordId),
    /// Leave the step out; only optional ones.
    Skip,
}

/// Existing records by which a step could be met, by step.
pub type Matches = BTreeMap<usize, Vec<RecordId>>;

/// Choices by step.
pub type Choices = BTreeMap<usize, Choice>;

/// What to look up before a step can be offered.
#[derive(Debug, Clone, PartialEq)]
pub struct Lookup {
    /// The step.
    pub step: usize,
    /// Its form.
    pub form: model::FormId,
    /// Values of the step's `find_by` fields; a record that shares one (company names compared normalised) is a match.
    pub values: Vec<(FieldId, Value)>,
}

/// One step as a person sees it before deciding.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The step.
    pub step: usize,
    /// Code of the form.
    pub form: String,
    /// What a new record would hold.
    pub values: Values,
    /// Existing records that could be used instead.
    pub matches: Vec<RecordId>,
    /// May be left out.
    pub optional: bool,
    /// Amounts that are not carried over.
    pub other_currency: Vec<OtherCurrency>,
}

/// An amount that is not carried over, because the field that it was for is in another currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherCurrency {
    /// Code of the field that stays empty.
    pub field: String,
    /// The currency of the amount.
    pub from: String,
    /// The currency of the field.
    pub to: String,
}

/// The next thing to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Look these up and ask again.
    Need(Vec<Lookup>),
    /// Ask the person.
    Ask(Vec<Offer>),
    /// Run these in one batch: new records in the order of the steps, then the source.
    Run(Vec<Command>),
}

/// Plans a conversion.
///
/// # Errors
/// `already_converted` at the field that links back, `forbidden` where the person may not write what the conversion
/// writes; `unknown_form` or `unknown_field` for a step that no longer fits its target, `required` for a choice that
/// skips what may not be skipped, `not_a_linked_record` for a chosen record that is no match, and whatever a new record
/// may not hold, each under `steps.{n}`.
pub fn plan(
    convert: &Convert,
    source: Source<'_>,
    forms: &[Target<'_>],
    (matches, choices): (&Matches, &Choices),
) -> Result<Outcome, Rejections> {
    let mut wrong = refused(convert, source);
    let mut targets = Vec::new();
    for (n, step) in convert.steps.iter().enumerate() {
        match target(step, forms) {
            Ok(form) => targets.push(form),
            Err(rejection) => wrong.push(rejection.under(&format!("steps.{n}"))),
        }
    }
    let targets = Rejections(wrong).or(targets)?;
    let lookups = lookups(convert, source, &targets, matches);
    if !lookups.is_empty() {
        return Ok(Outcome::Need(lookups));
    }
    if (0..convert.steps.len()).any(|n| !choices.contains_key(&n)) {
        return offers(convert, source, &targets, matches).map(Outcome::Ask);
    }
    commands(convert, source, &targets, (matches, choices)).map(Outcome::Run)
}

/// Why this record cannot be converted by this person, whatever they choose.
fn refused(convert: &Convert, source: Source<'_>) -> Vec<Rejection> {
    let (form, access) = (source.form, source.access);
    // A field that the person does not see is not named to them.
    let at = |code, field: &model::Field| match access.sees(field.id) {
        true => Rejection::at(code, field.code.as_str()),
        false => Rejection::new(code),
    };
    let backs = convert.steps.iter().filter_map(|step| back(form, step));
    let backs: Vec<&model::Field> = backs.collect();
    let filled = |field: &&&model::Field| {
        let many = matches!(&field.kind, FieldKind::Link(link) if link.many);
        !many && source.values.get(&FieldRef::Field(field.id)).is_some_and(|v| !v.is_null())
    };
    let done: Vec<Rejection> =
        backs.iter().filter(filled).map(|field| at(Code::AlreadyConverted, field)).collect();
    if !done.is_empty() {
        return done;
    }
    let marks = convert.mark.keys().filter_map(|code| form.field(code)).filter(|f| !f.archived);
    let written = backs.into_iter().chain(marks);
    written.filter(|f| !access.may_edit(f.id)).map(|f| at(Code::Forbidden, f)).collect()
}

/// The field in use that links a source to a step's record.
fn back<'f>(form: &'f Form, step: &ConvertStep) -> Option<&'f model::Field> {
    form.field(step.link_back.as_deref()?).filter(|field| !field.archived)
}

fn target<'f>(step: &ConvertStep, forms: &'f [Target<'f>]) -> Result<&'f Target<'f>, Rejection> {
    forms
        .iter()
        .find(|target| target.form.code == step.form && !target.form.archived)
        .ok_or_else(|| Rejection::at(Code::UnknownForm, "form").with("form", step.form.as_str()))
}

fn lookups(
    convert: &Convert,
    source: Source<'_>,
    targets: &[&Target<'_>],
    matches: &Matches,
) -> Vec<Lookup> {
    let mut lookups = Vec::new();
    for (n, (step, Target { form, access })) in convert.steps.iter().zip(targets).enumerate() {
        if step.find_by.is_empty() || matches.contains_key(&n) {
            continue;
        }
        let value = |code: &String| {
            // Looking by what the person does not see would tell it.
            let field = form.field(code).filter(|field| access.sees(field.id))?;
            let from = step.map.get(code).and_then(Json::as_str).filter(|s| !s.starts_with('='))?;
            let value = source_value(source, from)?;
            (!value.is_null()).then_some((field.id, value))
        };
        let values: Vec<(FieldId, Value)> = step.find_by.iter().filter_map(value).collect();
        if !values.is_empty() {
            lookups.push(Lookup { step: n, form: form.id, values });
        }
    }
    lookups
}

fn offers(
    convert: &Convert,
    source: Source<'_>,
    targets: &[&Target<'_>],
    matches: &Matches,
) -> Result<Vec<Offer>, Rejections> {
    let none = BTreeMap::new();
    let offer = |(n, step): (usize, &ConvertStep)| {
        let values =
            mapped(step, source, targets[n], &none).map_err(|r| r.under(&format!("steps.{n}")))?;
        Ok(Offer {
            step: n,
            form: step.form.clone(),
            values,
            matches: matches.get(&n).cloned().unwrap_or_default(),
            optional: step.optional,
            other_currency: foreign(step, source, targets[n]),
        })
    };
    let offers: Result<Vec<Offer>, Rejection> =
        convert.steps.iter().enumerate().map(offer).collect();
    offers.map_err(Rejections::from)
}

fn commands(
    convert: &Convert,
    source: Source<'_>,
    targets: &[&Target<'_>],
    (matches, choices): (&Matches, &Choices),
) -> Result<Vec<Command>, Rejections> {
    let (mut made, mut commands, mut wrong) = (Made::new(), Vec::new(), Vec::new());
    let mut marks = Values::new();
    for (n, step) in convert.steps.iter().enumerate() {
        let record = match choices.get(&n) {
            Some(Choice::Skip) | None if step.optional => continue,
            Some(Choice::Skip) | None => {
                wrong.push(Rejection::at(Code::Required, format!("steps.{n}")));
                continue;
            }
            Some(Choice::Use(id)) if matches.get(&n).is_some_and(|found| found.contains(id)) => *id,
            Some(Choice::Use(id)) => {
                wrong.push(
                    Rejection::at(Code::NotALinkedRecord, format!("steps.{n}"))
                        .with("text", id.to_string()),
                );
                continue;
            }
            Some(Choice::Make(_)) if !targets[n].access.create => {
                wrong.push(Rejection::at(Code::Forbidden, format!("steps.{n}")));
                continue;
            }
            Some(Choice::Make(id)) => match mapped(step, source, targets[n], &made) {
                Ok(values) => {
                    let required = missing(targets[n], &values);
                    wrong.extend(required.into_iter().map(|r| r.under(&format!("steps.{n}"))));
                    commands.push(Command::CreateRecord {
                        form: targets[n].form.id,
                        id: Some(*id),
                        values,
                    });
                    *id
                }
                Err(rejection) => {
                    wrong.push(rejection.under(&format!("steps.{n}")));
                    continue;
                }
            },
        };
        made.insert(step.form.clone(), record);
        if let Some(field) = back(source.form, step) {
            marks.insert(field.id.into(), linked(source, field, record));
        }
    }
    let in_use = |code: &str| source.form.field(code).is_none_or(|field| !field.archived);
    for (code, json) in convert.mark.iter().filter(|(code, _)| in_use(code)) {
        match read::field(source.form, &Access::full(), code)
            .and_then(|f| Ok((f, read::value(source.form, f, json)?)))
        {
            Ok((field, value)) => {
                marks.insert(field, value);
            }
            Err(rejection) => wrong.push(rejection.under("mark")),
        }
    }
    if !marks.is_empty() {
        let (form, id, base_rev) = (source.form.id, source.id, source.rev);
        commands.push(Command::UpdateRecord { form, id, base_rev, values: marks });
    }
    Rejections(wrong).or(commands)
}

/// Required fields that the source leaves empty: said before anything is made, because the commands run as one.
fn missing(Target { form, access }: &Target<'_>, values: &Values) -> Vec<Rejection> {
    let known = Known::default();
    let checked = check::create(form, &Access::full(), Writer::Import, values.clone(), &known);
    let wrong = checked.err().map(|r| r.0).unwrap_or_default();
    let required = wrong.into_iter().filter(|r| r.code == Code::Required);
    let seen = |r: &Rejection| {
        let field = r.field.as_deref().and_then(|code| form.field(code));
        field.is_none_or(|field| access.sees(field.id))
    };
    // A field that the person does not see can be filled by others only, and is not named.
    required.map(|r| if seen(&r) { r } else { Rejection::new(Code::Forbidden) }).collect()
}

/// The link back; a many-link keeps what it had.
fn linked(source: Source<'_>, field: &model::Field, record: RecordId) -> Value {
    let many = matches!(&field.kind, FieldKind::Link(link) if link.many);
    match source.values.get(&FieldRef::Field(field.id)) {
        Some(Value::Records(had)) if many => {
            let others = had.iter().copied().filter(|id| *id != record);
            Value::Records(others.chain([record]).collect())
        }
        _ if many => Value::Records(vec![record]),
        _ => Value::Record(record),
    }
}

#[cfg(test)]
mod tests;
