//! Convert 转为…: any form whose definition has such an action. The engine plans; here the facts it needs are looked
//! up under the person's Access, and its commands run as one batch, which can be undone as one.

pub use engines::convert::OtherCurrency;
use engines::convert::{
    self as decide, Choice, Choices, Lookup, Matches, Offer, Outcome, Source, Target,
};
use engines::forms::show;
use engines::matching;
use model::form::{ActionKind, Convert};
use model::{
    Access, Code, Command, Expr, FieldRef, Form, Function, RecordId, Rejection, SystemField, Value,
    Values,
};
use serde_json::{Map, Value as Json};
use store::Error;
use store::query::{From, Question, page};
use store::records::{Record, find};

use crate::catalog::Catalog;
use crate::commands::{Done, Wish, guard};
use crate::known::{known_for, title_fields, title_of};
use crate::platform::Platform;
use crate::queries::PickOption;
use crate::who::Who;

/// Existing records offered for one step.
const OFFERED: usize = 10;

/// What a person chose for one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepChoice {
    /// Make a new record.
    Make,
    /// Use this existing one.
    Use(RecordId),
    /// Leave it out.
    Skip,
}

/// One step as a person sees it before deciding.
#[derive(Debug, Clone, PartialEq)]
pub struct StepOffer {
    /// Code of the form.
    pub form: String,
    /// What a new record would hold, in API form.
    pub values: Map<String, Json>,
    /// The same in words.
    pub display: Map<String, Json>,
    /// Existing records that could be used instead.
    pub matches: Vec<PickOption>,
    /// May be left out.
    pub optional: bool,
    /// Amounts that are not carried over.
    pub other_currency: Vec<OtherCurrency>,
}

/// What a conversion answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Converted {
    /// Choose for each step and ask again.
    Offers(Vec<StepOffer>),
    /// Done; the batch undoes it.
    Done(Done),
}

impl Platform {
    /// Converts a record by an action of its form; without choices, says what there is to choose.
    ///
    /// # Errors
    /// `NotFound` for records out of sight and unknown actions; what the steps' records may not hold.
    pub fn convert_record(
        &self,
        who: &Who,
        (form, id): (&str, RecordId),
        (action, choices): (&str, &[StepChoice]),
    ) -> Result<Converted, Error> {
        self.once_as(who, Converted::Done, || self.convert_now(who, (form, id), (action, choices)))
    }

    fn convert_now(
        &self,
        who: &Who,
        (form, id): (&str, RecordId),
        (action, choices): (&str, &[StepChoice]),
    ) -> Result<Converted, Error> {
        let catalog = self.catalog()?;
        let (form, sight) = catalog.open_sight(who, form)?;
        let convert = action_of(form, action)?;
        let table = catalog.table(form.id)?;
        let found = self.store().read(|read| find(read, table, id))?;
        let record = found.ok_or_else(|| Rejection::new(Code::NotFound))?;
        let access = sight.of(&record).ok_or_else(|| Rejection::new(Code::NotFound))?;
        guard(&record, access, Wish::Edit)?;
        let (rev, values) = (record.rev, &record.values);
        let source = Source { form, access, id, rev, values };
        let forms = catalog.forms.values();
        let targets: Vec<Target<'_>> =
            forms.map(|form| Target { form, access: catalog.access(who, form) }).collect();
        let choices = self.choices(choices);
        let mut matches = Matches::new();
        loop {
            match decide::plan(convert, source, &targets, (&matches, &choices))? {
                Outcome::Need(lookups) => {
                    for lookup in lookups {
                        let found = self.look_up(&catalog, who, &lookup)?;
                        matches.insert(lookup.step, found.iter().map(|r| r.id).collect());
                    }
                }
                Outcome::Ask(offers) => {
                    let shown: Result<Vec<StepOffer>, Error> =
                        offers.iter().map(|o| self.show_offer(&catalog, who, o)).collect();
                    return Ok(Converted::Offers(shown?));
                }
                Outcome::Run(mut commands) => {
                    keep_owner(&mut commands, &record);
                    let done = self.execute_action(who, commands, (id, files(access, &record)));
                    return done.map(Converted::Done);
                }
            }
        }
    }

    fn choices(&self, chosen: &[StepChoice]) -> Choices {
        let choice = |choice: &StepChoice| match choice {
            StepChoice::Make => Choice::Make(RecordId(self.ports().ids.next())),
            StepChoice::Use(id) => Choice::Use(*id),
            StepChoice::Skip => Choice::Skip,
        };
        chosen.iter().map(choice).enumerate().collect()
    }

    /// Existing records that share a value: phones and names normalised, other fields exactly.
    fn look_up(&self, catalog: &Catalog, who: &Who, lookup: &Lookup) -> Result<Vec<Record>, Error> {
        let form = catalog.effective(lookup.form)?;
        let access = catalog.access(who, form);
        let values: Values = lookup.values.iter().map(|(f, v)| ((*f).into(), v.clone())).collect();
        let signals = matching::signals(form, &values);
        let mut found = self.candidates(catalog, form, &access, &signals)?;
        found.retain(|r| {
            !matching::similar(&signals, &matching::signals(form, &r.values)).is_empty()
        });
        // A field that does not exist for the person finds nothing.
        let seen = lookup.values.iter().filter(|(field, _)| access.sees(*field));
        let exact = seen.map(|(field, value)| {
            Expr::call(Function::Eq, [Expr::field(*field), Expr::value(value.clone())])
        });
        let filter = exact.reduce(|one, other| Expr::call(Function::Or, [one, other]));
        let filter = filter.unwrap_or_else(Expr::never);
        let question = Question::over(catalog.table(form.id)?, &access.rows, &filter);
        let size = u32::try_from(OFFERED).unwrap_or(u32::MAX);
        let fields = title_fields(form);
        let same = self.store().read(|read| {
            page(read, &question, (&[], &fields), (&From::Start, size), self.anchors())
        })?;
        for record in same.items {
            if found.iter().all(|r| r.id != record.id) {
                found.push(record);
            }
        }
        found.truncate(OFFERED);
        Ok(found)
    }

    fn show_offer(&self, catalog: &Catalog, who: &Who, offer: &Offer) -> Result<StepOffer, Error> {
        let form = catalog.form(&offer.form)?;
        let access = catalog.access(who, form);
        let table = catalog.table(form.id)?;
        self.store().read(|read| {
            let known = known_for(read, catalog, who, form, [&offer.values])?;
            let fields = title_fields(form);
            let found = store::records::find_many(read, table, &offer.matches, &fields)?;
            let matches = found.iter().map(|record| PickOption {
                id: record.id.to_string(),
                title: title_of(form, &access, record, who.language),
                hint: owner_name(catalog, record),
            });
            Ok(StepOffer {
                form: offer.form.clone(),
                values: show::values_json(form, &access, &offer.values),
                display: show::values_display(form, &access, &offer.values, &known, who.language),
                matches: matches.collect(),
                optional: offer.optional,
                other_currency: offer.other_currency.clone(),
            })
        })
    }
}

fn action_of<'f>(form: &'f Form, action: &str) -> Result<&'f Convert, Rejection> {
    let found = form.actions.iter().find(|a| a.code == action);
    match found.map(|a| &a.does) {
        Some(ActionKind::Convert(convert)) => Ok(convert),
        None => Err(Rejection::new(Code::NotFound)),
    }
}

/// The files of a record that the person sees there: what is made of it may have them, whoever brought them.
fn files(access: &Access, record: &Record) -> Values {
    let seen = |field: &FieldRef| matches!(field, FieldRef::Field(id) if access.sees(*id));
    let all = record.values.iter();
    all.filter(|(field, value)| seen(field) && matches!(value, Value::Files(_)))
        .map(|(field, value)| (*field, value.clone()))
        .collect()
}

/// What is made of a record belongs to whom the record belongs, not to whoever pressed the button.
fn keep_owner(commands: &mut [Command], source: &Record) {
    let owner = FieldRef::System(SystemField::Owner);
    for command in commands {
        if let Command::CreateRecord { values, .. } = command
            && !source.value(owner).is_null()
        {
            values.entry(owner).or_insert_with(|| source.value(owner).clone());
        }
    }
}

fn owner_name(catalog: &Catalog, record: &Record) -> String {
    match record.value(model::SystemField::Owner) {
        model::Value::Person(id) => catalog.person_name(*id).to_owned(),
        _ => String::new(),
    }
}
