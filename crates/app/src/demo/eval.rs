//! Makes the values of one record.

use std::fmt::Write as _;
use std::sync::{Arc, PoisonError};

use super::compile::{Choices, Node, Part};
use super::random::Dice;
use super::world::{For, World};

/// The values of a record so far, by place; none = no value.
pub(super) type Values = Vec<Option<String>>;

/// Which record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Which {
    pub(super) form: usize,
    pub(super) record: u64,
}

impl World {
    /// All values of a record, with what it repeats of an earlier one.
    pub(super) fn values(&self, which: Which) -> Values {
        let mut values = self.own_values(which);
        let twins = self.programs.get(which.form).and_then(|p| p.twins.as_ref());
        let Some(twins) = twins else { return values };
        let mut dice = self.dice(For::Twin, which.form, which.record);
        let back = 1 + dice.below(twins.within);
        if which.record < back || !dice.happens(twins.chance) {
            return values;
        }
        let earlier = self.own_values(Which { record: which.record - back, ..which });
        let has = |values: &Values| {
            twins.unless.is_some_and(|place| values.get(place).is_some_and(Option::is_some))
        };
        if has(&values) || has(&earlier) {
            return values;
        }
        let group = dice.below(twins.groups.len() as u64);
        for place in twins.groups.get(usize::try_from(group).unwrap_or(0)).into_iter().flatten() {
            if let (Some(own), Some(other)) = (values.get_mut(*place), earlier.get(*place)) {
                own.clone_from(other);
            }
        }
        values
    }

    /// Whether it lies in the pool: whoever had it gave it back.
    pub(super) fn is_unowned(&self, which: Which, values: &Values) -> bool {
        let unowned = self.programs.get(which.form).and_then(|p| p.unowned.as_ref());
        let mut dice = self.dice(For::Unowned, which.form, which.record);
        unowned.is_some_and(|node| self.make(node, which, values, &mut dice).is_some())
    }

    fn quoted_values(&self, which: Which) -> Arc<Values> {
        let Some(last) = self.quoted.get(which.form) else { return Arc::default() };
        let known = last.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, values)) = known.filter(|(record, _)| *record == which.record) {
            return values;
        }
        let values = Arc::new(self.own_values(which));
        let quoted = Some((which.record, Arc::clone(&values)));
        *last.lock().unwrap_or_else(PoisonError::into_inner) = quoted;
        values
    }

    fn own_values(&self, which: Which) -> Values {
        let Some(program) = self.programs.get(which.form) else { return Values::new() };
        let mut dice = self.dice(For::Values, which.form, which.record);
        let mut values = Values::with_capacity(program.steps.len() + 2);
        for (node, _) in &program.steps {
            let value = self.make(node, which, &values, &mut dice);
            values.push(value.filter(|text| !text.is_empty()));
        }
        values
    }

    /// Makes one value from those before it.
    pub(super) fn make(
        &self,
        node: &Node,
        which: Which,
        values: &[Option<String>],
        dice: &mut Dice,
    ) -> Option<String> {
        let inner = |node: &Node, dice: &mut Dice| self.make(node, which, values, dice);
        match node {
            Node::Text(parts) => Some(written(parts, values)),
            Node::Pick(choices) => Some(written(pick(choices, dice), values)),
            Node::By { place, cases, otherwise } => {
                let value = values.get(*place).and_then(Option::as_deref).unwrap_or_default();
                inner(cases.get(value).or(otherwise.as_deref())?, dice)
            }
            Node::Age(steps) => {
                let age = self.age(self.created(which.form, which.record));
                let step = steps.iter().find(|(days, _)| days.is_none_or(|days| age <= days));
                inner(&step?.1, dice)
            }
            Node::Chance { rich, light, make, otherwise } => {
                let is_rich = self.is_rich(which.form, which.record);
                if dice.happens(if is_rich { *rich } else { *light }) {
                    inner(make, dice)
                } else {
                    inner(otherwise.as_deref()?, dice)
                }
            }
            Node::Amount { median, sigma, round } => {
                let amount = median * (sigma * dice.normal()).exp();
                Some(format!("{:.2}", (amount / round).round().max(1.0) * round))
            }
            Node::Digits(text) => Some(digits(text, dice)),
            Node::Day(from, to) => Some(self.day(dice.between(*from, *to)).to_string()),
            Node::Link(form) => {
                self.target(which, *form).map(|to| self.id(to.form, to.record).to_string())
            }
            Node::Of { form, place } => {
                let to = self.target(which, *form)?;
                self.quoted_values(to).get(*place).cloned().flatten()
            }
        }
    }

    fn target(&self, which: Which, form: usize) -> Option<Which> {
        let record = self.linked(which.form, which.record, form);
        (record < self.count(form)).then_some(Which { form, record })
    }
}

fn pick<'a>(choices: &'a Choices, dice: &mut Dice) -> &'a [Part] {
    let all = choices.entries.last().map_or(0.0, |(sum, _)| *sum);
    let thrown = dice.fraction() * all;
    let place = choices.entries.partition_point(|(sum, _)| *sum <= thrown);
    choices.entries.get(place).map_or(&[], |(_, parts)| parts)
}

fn written(parts: &[Part], values: &[Option<String>]) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Words(words) => text.push_str(words),
            Part::Place(place) => {
                text.push_str(values.get(*place).and_then(Option::as_deref).unwrap_or_default());
            }
        }
    }
    text
}

fn digits(text: &str, dice: &mut Dice) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        if c == '#' {
            // Writing to a text cannot fail.
            write!(out, "{}", dice.below(10)).unwrap_or_default();
        } else {
            out.push(c);
        }
        out
    })
}
