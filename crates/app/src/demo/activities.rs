//! Follow-ups of one record, and the dates that follow from them.

use jiff::{Timestamp, ToSpan as _};
use model::command::{Activity, ActivityKind};
use model::{ActivityId, SystemField, Value};
use rust_decimal::Decimal;

use super::compile;
use super::eval::{Values, Which};
use super::random::Dice;
use super::world::{For, World, days_before, duration, whole_seconds};

/// Nothing for so long is what people call cold.
const COLD: f64 = 31.0;
/// Days since the last follow-up of a warm record, on average.
const WARM: f64 = 6.0;
/// No record has more.
const MOST: u64 = 12;

/// What a record got.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) activities: Vec<Activity>,
    pub(super) system: Vec<(SystemField, Value)>,
}

impl World {
    /// Follow-ups, oldest first, and the system columns that follow from them.
    pub(super) fn activities(&self, which: Which, values: &Values) -> Made {
        let mut made = Made::default();
        let Some(program) = self.programs.get(which.form) else { return made };
        let Some(plan) = &program.activities else { return made };
        let mut dice = self.dice(For::Activities, which.form, which.record);
        let text = |node: &compile::Node, dice: &mut Dice| self.make(node, which, values, dice);
        let wanted = text(&plan.count, &mut dice).and_then(|n| n.parse().ok()).unwrap_or(0u64);
        let wanted = match self.is_rich(which.form, which.record) {
            true => wanted.min(MOST),
            false => u64::from(wanted > 0 && dice.happens(plan.light)),
        };
        let next = text(&plan.next, &mut dice).and_then(|days| days.parse().ok());
        let next = next.map(|days: f64| self.next_moment(days, &mut dice));
        // Nobody has plans with what is nobody's.
        let next = next.filter(|_| !self.is_unowned(which, values));
        let times = self.times(which, (wanted, plan.quiet), &mut dice);
        let last = times.len().saturating_sub(1);
        for (i, at) in times.into_iter().enumerate() {
            let step = if i == last {
                "last"
            } else if i == 0 {
                "first"
            } else {
                "middle"
            };
            let mut known = values.clone();
            known.extend([None, Some(step.to_owned())]);
            let kind = self.make(&plan.kind, which, &known, &mut dice).unwrap_or_default();
            if let Some(slot) = known.get_mut(values.len()) {
                *slot = Some(kind.clone());
            }
            let kind = kind_of(&kind);
            let called = kind == ActivityKind::Call;
            made.activities.push(Activity {
                id: ActivityId(self.uuid(at, &mut dice)),
                kind,
                text: self.make(&plan.text, which, &known, &mut dice).unwrap_or_default(),
                at,
                minutes: called.then(|| u32::try_from(1 + dice.below(18)).unwrap_or(1)),
                next_at: next.filter(|next| i == last && *next > at),
                files: Vec::new(),
                pinned_at: None,
            });
        }
        made.system = system(&made.activities, next);
        made
    }

    /// When they happened: from the record's beginning to some days, or more than a month, ago.
    fn times(&self, which: Which, (count, quiet): (u64, f64), dice: &mut Dice) -> Vec<Timestamp> {
        if count == 0 {
            return Vec::new();
        }
        let created = self.created(which.form, which.record);
        let age = self.age(created);
        let cold = dice.happens(quiet) && age > COLD + 5.0;
        let since = match cold {
            true => dice.between(COLD, age.min(COLD * 5.0)),
            false => (-dice.fraction().max(1e-9).ln() * WARM).min(age),
        };
        let end = days_before(self.now, since).max(created);
        let span = end.duration_since(created).as_secs_f64();
        let mut times: Vec<Timestamp> = (1..=count)
            .map(|n| {
                let part = if n == count { 1.0 } else { dice.fraction() };
                let at = created.checked_add(duration(span * part)).unwrap_or(created);
                let at = self.working_time(at, dice);
                // Never before the record, never in the future; not two at once.
                let soonest = created.checked_add(duration(60.0 * dice.between(2.0, 90.0)));
                whole_seconds(at.max(soonest.unwrap_or(created)).min(self.now))
            })
            .collect();
        times.sort_unstable();
        times
    }

    /// A moment of working time so many days from today.
    fn next_moment(&self, days: f64, dice: &mut Dice) -> Timestamp {
        let half_hours = i64::try_from(18 + dice.below(17)).unwrap_or(18);
        let at = self.day(days).to_zoned(self.zone.clone());
        let at = at.and_then(|day| day.checked_add((half_hours * 30).minutes()));
        at.map_or(self.now, |at| at.timestamp())
    }
}

fn system(activities: &[Activity], next: Option<Timestamp>) -> Vec<(SystemField, Value)> {
    let counted: Vec<&Activity> =
        activities.iter().filter(|a| a.kind != ActivityKind::Note).collect();
    let mut system = Vec::new();
    if let Some(last) = counted.iter().map(|a| a.at).max() {
        system.push((SystemField::LastActivityAt, Value::Instant(last)));
        let count = Decimal::from(counted.len());
        system.push((SystemField::ActivityCount, Value::Number(count)));
    }
    system.extend(next.map(|next| (SystemField::NextActivityAt, Value::Instant(next))));
    system
}

fn kind_of(text: &str) -> ActivityKind {
    match text {
        "visit" => ActivityKind::Visit,
        "message" => ActivityKind::Message,
        "note" => ActivityKind::Note,
        _ => ActivityKind::Call,
    }
}
