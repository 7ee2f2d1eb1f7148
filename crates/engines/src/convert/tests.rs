//! Plans of conversions.

use model::form::{ActionKind, Convert};
use model::{
    Access, Command, FieldId, FieldKind, FieldRef, Form, FormId, OptionId, RecordId, SystemField,
    UserId, Value, Values,
};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{Choice, Choices, Matches, Outcome, Source, Target, plan};

const LEAD: RecordId = RecordId(Uuid::from_u128(100));
const OLD: RecordId = RecordId(Uuid::from_u128(101));
const NEW: [RecordId; 3] = [
    RecordId(Uuid::from_u128(102)),
    RecordId(Uuid::from_u128(103)),
    RecordId(Uuid::from_u128(104)),
];
const ANNA: UserId = UserId(Uuid::from_u128(105));

fn form(code: &str, fields: Json) -> Form {
    let document = json!({"id": FormId::from_pack("test", code), "code": code, "name": {"en": code}, "title": "name", "fields": fields});
    let mut form: Form = serde_json::from_value(document).unwrap();
    for field in &mut form.fields {
        let path = format!("{code}/{}", field.code);
        field.id = FieldId::from_pack("test", &path);
        if let FieldKind::Choice(kind) = &mut field.kind {
            for option in &mut kind.options {
                option.id = OptionId::from_pack("test", &format!("{path}/{}", option.code));
            }
        }
    }
    form
}

fn field(code: &str, kind: Json) -> Json {
    json!({"code": code, "name": {"en": code}, "kind": kind})
}

fn sources(codes: &[&str]) -> Json {
    let options: Vec<Json> = codes.iter().map(|c| json!({"code": c, "label": {"en": c}})).collect();
    json!({"type": "choice", "options": options})
}

struct World {
    lead: Form,
    forms: Vec<Form>,
    convert: Convert,
    values: Values,
    /// Hidden and read-only fields, by form and field code.
    hidden: Vec<(&'static str, &'static str)>,
    read_only: Vec<(&'static str, &'static str)>,
}

fn world() -> World {
    let lead = form(
        "lead",
        json!([
            field("name", json!({"type": "text"})),
            field("phone", json!({"type": "phone"})),
            field("source", sources(&["web", "fair"])),
            field("customer", json!({"type": "link", "form": "customer"})),
            field("status", sources(&["new", "converted"])),
            field("note", json!({"type": "long_text"}))
        ]),
    );
    let mut required = field("name", json!({"type": "text", "max": 20}));
    required["required"] = json!(true);
    let customer =
        form("customer", json!([required, field("source", sources(&["fair", "other"]))]));
    let contact = form(
        "contact",
        json!([
            field("name", json!({"type": "text"})),
            field("phone", json!({"type": "phone"})),
            field("customer", json!({"type": "link", "form": "customer"}))
        ]),
    );
    let deal = form(
        "deal",
        json!([
            field("name", json!({"type": "text"})),
            field("customer", json!({"type": "link", "form": "customer"}))
        ]),
    );
    let ActionKind::Convert(convert) = serde_json::from_value(json!({"type": "convert", "mark": {"status": "converted"}, "steps": [
        {"form": "customer", "map": {"name": "name", "source": "source", "owner": "owner"}, "find_by": ["name"], "link_back": "customer"},
        {"form": "contact", "map": {"name": "name", "phone": "phone", "customer": "=customer"}, "find_by": ["phone"]},
        {"form": "deal", "map": {"name": "name", "customer": "=customer"}, "optional": true}]}))
    .unwrap();
    let id = |code: &str| FieldRef::from(lead.field(code).unwrap().id);
    let fair = lead.field("source").unwrap().kind.options()[1].id;
    let values = Values::from([
        (id("name"), Value::Text("华为技术有限公司".into())),
        (id("source"), Value::Option(fair)),
        (SystemField::Owner.into(), Value::Person(ANNA)),
    ]);
    let forms = vec![customer, contact, deal];
    World { lead, forms, convert, values, hidden: vec![], read_only: vec![] }
}

impl World {
    fn plan(&self, matches: &Matches, choices: &Choices) -> Result<Outcome, Vec<String>> {
        let access = &self.access(&self.lead);
        let source = Source { form: &self.lead, access, id: LEAD, rev: 3, values: &self.values };
        let targets = self.forms.iter().map(|form| Target { form, access: self.access(form) });
        let targets: Vec<Target<'_>> = targets.collect();
        plan(&self.convert, source, &targets, (matches, choices))
            .map_err(|r| r.0.iter().map(ToString::to_string).collect())
    }

    fn access(&self, form: &Form) -> Access {
        let of = |all: &[(&str, &str)]| {
            let own = all.iter().filter(|(code, _)| *code == form.code);
            own.filter_map(|(_, field)| form.field(field)).map(|f| f.id).collect()
        };
        let (hidden, read_only) = (of(&self.hidden), of(&self.read_only));
        Access { hidden, read_only, ..Access::full() }
    }

    /// Every step makes its record.
    fn make_all(&self) -> Result<Vec<Command>, Vec<String>> {
        let choices = (0..3).map(|n| (n, Choice::Make(NEW[n]))).collect();
        match self.plan(&Matches::from([(0, vec![])]), &choices)? {
            Outcome::Run(commands) => Ok(commands),
            other => panic!("{other:?}"),
        }
    }

    fn id(&self, form: usize, code: &str) -> FieldId {
        self.forms[form].field(code).unwrap().id
    }
}

#[test]
fn existing_records_are_looked_up_and_offered_first() {
    let world = world();
    let Ok(Outcome::Need(lookups)) = world.plan(&Matches::new(), &Choices::new()) else { panic!() };
    assert_eq!(lookups.len(), 1, "the lead has no phone to look for");
    assert_eq!((lookups[0].step, lookups[0].values[0].0), (0, world.id(0, "name")));
    let matches = Matches::from([(0, vec![OLD])]);
    let Ok(Outcome::Ask(offers)) = world.plan(&matches, &Choices::new()) else { panic!() };
    assert_eq!(offers.len(), 3);
    assert_eq!(offers[0].matches, [OLD]);
    assert!(offers[2].optional);
    let fair = world.forms[0].field("source").unwrap().kind.options()[0].id;
    assert_eq!(
        offers[0].values.get(&world.id(0, "source").into()),
        Some(&Value::Option(fair)),
        "options are carried by code"
    );
    assert_eq!(offers[0].values.get(&SystemField::Owner.into()), Some(&Value::Person(ANNA)));
}

#[test]
fn all_is_made_linked_and_marked_in_one_batch() {
    let world = world();
    let choices = Choices::from([
        (0, Choice::Make(NEW[0])),
        (1, Choice::Make(NEW[1])),
        (2, Choice::Make(NEW[2])),
    ]);
    let Ok(Outcome::Run(commands)) = world.plan(&Matches::from([(0, vec![])]), &choices) else {
        panic!()
    };
    let made: Vec<&Values> = commands
        .iter()
        .filter_map(
            |c| if let Command::CreateRecord { values, .. } = c { Some(values) } else { None },
        )
        .collect();
    assert_eq!(made.len(), 3);
    assert_eq!(made[1].get(&world.id(1, "customer").into()), Some(&Value::Record(NEW[0])));
    let Some(Command::UpdateRecord { id, base_rev, values, .. }) = commands.last() else {
        panic!()
    };
    assert_eq!((*id, *base_rev), (LEAD, 3));
    let lead = |code: &str| FieldRef::from(world.lead.field(code).unwrap().id);
    assert_eq!(values.get(&lead("customer")), Some(&Value::Record(NEW[0])));
    assert_eq!(
        values.get(&lead("status")),
        Some(&Value::Option(world.lead.field("status").unwrap().kind.options()[1].id))
    );
}

#[test]
fn a_found_record_is_used_and_an_optional_step_left_out() {
    let world = world();
    let matches = Matches::from([(0, vec![OLD])]);
    let choices =
        Choices::from([(0, Choice::Use(OLD)), (1, Choice::Make(NEW[1])), (2, Choice::Skip)]);
    let Ok(Outcome::Run(commands)) = world.plan(&matches, &choices) else { panic!() };
    assert_eq!(commands.len(), 2);
    let Command::CreateRecord { values, .. } = &commands[0] else { panic!() };
    assert_eq!(values.get(&world.id(1, "customer").into()), Some(&Value::Record(OLD)));
}

#[test]
fn wrong_choices_and_missing_values_are_refused_at_their_step() {
    let mut world = world();
    let matches = Matches::from([(0, vec![])]);
    let choices = Choices::from([(0, Choice::Use(OLD)), (1, Choice::Skip), (2, Choice::Skip)]);
    assert_eq!(
        world.plan(&matches, &choices),
        Err(vec!["not_a_linked_record at steps.0".into(), "required at steps.1".into()])
    );
    world.values.clear();
    let choices =
        Choices::from([(0, Choice::Make(NEW[0])), (1, Choice::Make(NEW[1])), (2, Choice::Skip)]);
    assert_eq!(world.plan(&matches, &choices), Err(vec!["required at steps.0.name".into()]));
    world.forms.remove(2);
    assert_eq!(world.plan(&matches, &choices), Err(vec!["unknown_form at steps.2.form".into()]));
}

#[test]
fn a_record_is_converted_once_while_its_link_back_is_filled() {
    let mut world = world();
    let back = world.lead.field("customer").unwrap().id;
    world.values.insert(back.into(), Value::Record(OLD));
    assert_eq!(world.make_all(), Err(vec!["already_converted at customer".into()]));
    let preview = world.plan(&Matches::new(), &Choices::new());
    assert_eq!(preview, Err(vec!["already_converted at customer".into()]));
    world.hidden.push(("lead", "customer"));
    assert_eq!(world.make_all(), Err(vec!["already_converted".into()]), "hidden, so not named");
    world.values.remove(&back.into());
    world.hidden.clear();
    assert!(world.make_all().is_ok());
}

#[test]
fn what_a_conversion_writes_on_the_source_must_be_the_persons_to_write() {
    let mut world = world();
    world.read_only.push(("lead", "status"));
    assert_eq!(world.make_all(), Err(vec!["forbidden at status".into()]));
    world.read_only.clear();
    world.hidden.push(("lead", "customer"));
    assert_eq!(world.make_all(), Err(vec!["forbidden".into()]));
    world.hidden.clear();
    world.lead.fields.iter_mut().for_each(|f| f.archived = f.code == "status");
    assert!(world.make_all().is_ok(), "a mark on a field out of use is left out");
}

#[test]
fn fields_that_the_person_may_not_write_are_left_out_of_what_is_made() {
    let mut world = world();
    let source = world.id(0, "source");
    let customer = world.id(1, "customer");
    let made = |world: &World, n: usize| match &world.make_all().unwrap()[n] {
        Command::CreateRecord { values, .. } => values.clone(),
        other => panic!("{other:?}"),
    };
    assert!(made(&world, 0).contains_key(&source.into()));
    assert!(made(&world, 1).contains_key(&customer.into()));
    world.hidden = vec![("customer", "source"), ("contact", "customer")];
    assert!(!made(&world, 0).contains_key(&source.into()));
    assert!(!made(&world, 1).contains_key(&customer.into()));
    (world.hidden, world.read_only) = (vec![], vec![("customer", "source")]);
    assert!(!made(&world, 0).contains_key(&source.into()));
    world.read_only = vec![];
    world.hidden = vec![("lead", "source")];
    assert!(!made(&world, 0).contains_key(&source.into()), "nor what is hidden in the source");
    world.hidden = vec![("customer", "name")];
    let Ok(Outcome::Ask(_)) = world.plan(&Matches::new(), &Choices::new()) else {
        panic!("looked for by a field that the person does not see")
    };
    assert_eq!(world.make_all(), Err(vec!["forbidden at steps.0".into()]), "required, and hidden");
}

#[test]
fn an_amount_is_not_carried_into_another_currency() {
    let mut world = world();
    let money = |currency: &str| {
        let amount = field("amount", json!({"type": "money", "currency": currency}));
        form("x", json!([amount])).fields.remove(0)
    };
    world.lead.fields.push(money("USD"));
    world.forms[2].fields.push(money("USD"));
    world.convert.steps[2].map.insert("amount".to_owned(), json!("amount"));
    let amount = world.lead.field("amount").unwrap().id;
    world.values.insert(amount.into(), Value::Number("41500.75".parse().unwrap()));
    let offered = |world: &World| {
        let matches = Matches::from([(0, vec![])]);
        let Ok(Outcome::Ask(mut offers)) = world.plan(&matches, &Choices::new()) else { panic!() };
        offers.remove(2)
    };
    let carried = offered(&world);
    assert!(carried.values.contains_key(&amount.into()), "in the same currency it is");
    assert_eq!(carried.other_currency, []);

    world.forms[2].fields.pop();
    world.forms[2].fields.push(money("CNY"));
    let left = offered(&world);
    assert!(!left.values.contains_key(&amount.into()));
    let told = &left.other_currency[0];
    assert_eq!((&*told.field, &*told.from, &*told.to), ("amount", "USD", "CNY"));
    assert!(matches!(
        &world.make_all().unwrap()[2],
        Command::CreateRecord { values, .. } if !values.contains_key(&amount.into())
    ));
    world.read_only.push(("deal", "amount"));
    assert_eq!(offered(&world).other_currency, [], "what the person may not fill is not spoken of");
}
