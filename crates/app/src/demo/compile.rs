//! A plan made ready: names become places, lists become sums of weights, templates are taken apart. What is wrong with
//! a plan is said here, once.

use std::collections::BTreeMap;

use model::{FieldRef, Form};
use store::Fault;

use super::plan::{ActivityPlan, Entry, FormPlan, Make, Plan, TwinPlan};
use crate::catalog::Catalog;

/// A form's plan made ready.
pub(super) struct Program {
    pub(super) form: Form,
    pub(super) per: f64,
    /// Values in order, and the field that each is for.
    pub(super) steps: Vec<(Node, Option<FieldRef>)>,
    pub(super) owner_of: Option<usize>,
    pub(super) unowned: Option<Node>,
    pub(super) activities: Option<Activities>,
    pub(super) twins: Option<Twins>,
}

pub(super) struct Activities {
    pub(super) count: Node,
    pub(super) light: f64,
    pub(super) kind: Node,
    pub(super) text: Node,
    pub(super) quiet: f64,
    pub(super) next: Node,
}

pub(super) struct Twins {
    pub(super) chance: f64,
    pub(super) groups: Vec<Vec<usize>>,
    pub(super) within: u64,
    pub(super) unless: Option<usize>,
}

/// How a value is made, by places instead of names.
pub(super) enum Node {
    Text(Vec<Part>),
    Pick(Choices),
    By { place: usize, cases: BTreeMap<String, Node>, otherwise: Option<Box<Node>> },
    Age(Vec<(Option<f64>, Node)>),
    Chance { rich: f64, light: f64, make: Box<Node>, otherwise: Option<Box<Node>> },
    Amount { median: f64, sigma: f64, round: f64 },
    Digits(String),
    Day(f64, f64),
    Link(usize),
    Of { form: usize, place: usize },
}

/// Templates with the sums of their weights so far.
pub(super) struct Choices {
    pub(super) entries: Vec<(f64, Vec<Part>)>,
}

/// A piece of a template.
pub(super) enum Part {
    Words(String),
    Place(usize),
}

/// Behind a form's own values: what follow-ups know besides.
pub(super) const KIND: &str = "$kind";
pub(super) const STEP: &str = "$step";

/// Makes all forms of a plan ready.
pub(super) fn compile(plan: &Plan, catalog: &Catalog) -> Result<Vec<Program>, Fault> {
    let mut names: Vec<(String, Vec<String>)> = Vec::new();
    let mut programs = Vec::new();
    for form in &plan.forms {
        let compiler = Compiler { plan, before: &names, form };
        programs.push(compiler.program(catalog)?);
        let own = form.values.iter().map(|(name, _)| name.clone()).collect();
        names.push((form.form.clone(), own));
    }
    Ok(programs)
}

struct Compiler<'a> {
    plan: &'a Plan,
    /// Forms before this one, with the names of their values.
    before: &'a [(String, Vec<String>)],
    form: &'a FormPlan,
}

impl Compiler<'_> {
    fn program(&self, catalog: &Catalog) -> Result<Program, Fault> {
        let form = catalog.form(&self.form.form).map_err(|_| self.wrong("is no form here"))?;
        let mut steps = Vec::new();
        let mut known = Vec::new();
        for (name, make) in &self.form.values {
            let node = self.node(make, &known)?;
            let field = match name.strip_prefix('$') {
                Some(_) => None,
                None => {
                    let field = form.field(name);
                    let field = field.ok_or_else(|| self.wrong(&format!("has no field {name}")))?;
                    Some(FieldRef::Field(field.id))
                }
            };
            known.push(name.clone());
            steps.push((node, field));
        }
        let activities = self.form.activities.as_ref();
        let activities = activities.map(|a| self.activities(a, &known)).transpose()?;
        let twins = self.form.twins.as_ref().map(|t| self.twins(t, &known)).transpose()?;
        let owner_of = self.form.owner_of.as_ref().map(|f| self.earlier(f)).transpose()?;
        let unowned = self.form.unowned.as_ref().map(|u| self.node(u, &known)).transpose()?;
        let (form, per) = (form.clone(), self.form.per);
        Ok(Program { form, per, steps, owner_of, unowned, activities, twins })
    }

    fn activities(&self, plan: &ActivityPlan, known: &[String]) -> Result<Activities, Fault> {
        let mut more = known.to_vec();
        more.extend([KIND.to_owned(), STEP.to_owned()]);
        Ok(Activities {
            count: self.node(&plan.count, known)?,
            light: plan.light,
            kind: self.node(&plan.kind, &more)?,
            text: self.node(&plan.text, &more)?,
            quiet: plan.quiet,
            next: self.node(&plan.next, known)?,
        })
    }

    fn twins(&self, plan: &TwinPlan, known: &[String]) -> Result<Twins, Fault> {
        let group = |names: &Vec<String>| names.iter().map(|n| self.place(n, known)).collect();
        let groups = plan.fields.iter().map(group).collect::<Result<_, _>>()?;
        let unless = plan.unless.as_ref().map(|name| self.place(name, known)).transpose()?;
        Ok(Twins { chance: plan.chance, groups, within: plan.within, unless })
    }

    fn node(&self, make: &Make, known: &[String]) -> Result<Node, Fault> {
        let inner = |make: &Make| self.node(make, known);
        let boxed = |make: &Make| inner(make).map(Box::new);
        Ok(match make {
            Make::Text(text) => Node::Text(self.parts(text, known)?),
            Make::Pick { pick } => Node::Pick(self.choices(pick, known)?),
            Make::By { by, make } => {
                let mut cases = BTreeMap::new();
                for (value, make) in make.iter().filter(|(value, _)| *value != "*") {
                    cases.insert(value.clone(), inner(make)?);
                }
                let otherwise = make.get("*").map(boxed).transpose()?;
                Node::By { place: self.place(by, known)?, cases, otherwise }
            }
            Make::Age { age } => {
                let step = |(days, make): &(Option<f64>, Make)| Ok((*days, inner(make)?));
                Node::Age(age.iter().map(step).collect::<Result<_, Fault>>()?)
            }
            Make::Chance { chance, light, make, otherwise } => Node::Chance {
                rich: *chance,
                light: light.unwrap_or(*chance),
                make: boxed(make)?,
                otherwise: otherwise.as_deref().map(boxed).transpose()?,
            },
            Make::Amount { median, sigma, round } => {
                Node::Amount { median: *median, sigma: *sigma, round: *round }
            }
            Make::Digits { digits } => Node::Digits(digits.clone()),
            Make::Day { day: (from, to) } => Node::Day(*from, *to),
            Make::Link { link } => Node::Link(self.earlier(link)?),
            Make::Of { of, take } => {
                let form = self.earlier(of)?;
                let names = self.before.get(form).map_or(&[][..], |(_, names)| names.as_slice());
                Node::Of { form, place: self.place(take, names)? }
            }
        })
    }

    fn choices(&self, list: &str, known: &[String]) -> Result<Choices, Fault> {
        let entries = self.plan.lists.get(list).filter(|entries| !entries.is_empty());
        let entries = entries.ok_or_else(|| self.wrong(&format!("picks from no list {list}")))?;
        let mut sum = 0.0;
        let entry = |entry: &Entry| {
            let (text, weight) = match entry {
                Entry::Plain(text) => (text, 1.0),
                Entry::Weighted(text, weight) => (text, *weight),
            };
            sum += weight;
            Ok((sum, self.parts(text, known)?))
        };
        Ok(Choices { entries: entries.iter().map(entry).collect::<Result<_, Fault>>()? })
    }

    fn parts(&self, text: &str, known: &[String]) -> Result<Vec<Part>, Fault> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((words, behind)) = rest.split_once('{') {
            let (name, after) =
                behind.split_once('}').ok_or_else(|| self.wrong("has an open brace"))?;
            parts.push(Part::Words(words.to_owned()));
            parts.push(Part::Place(self.place(name, known)?));
            rest = after;
        }
        parts.push(Part::Words(rest.to_owned()));
        parts.retain(|part| !matches!(part, Part::Words(words) if words.is_empty()));
        Ok(parts)
    }

    fn place(&self, name: &str, known: &[String]) -> Result<usize, Fault> {
        let place = known.iter().position(|n| n == name);
        place.ok_or_else(|| self.wrong(&format!("uses {name} before it is made")))
    }

    fn earlier(&self, form: &str) -> Result<usize, Fault> {
        let place = self.before.iter().position(|(code, _)| code == form);
        place.ok_or_else(|| self.wrong(&format!("needs {form}, which is not made before it")))
    }

    fn wrong(&self, what: &str) -> Fault {
        Fault::new(format!("demo.json: {} {what}", self.form.form))
    }
}
