//! All records that there will be, each a function of its form and its place in time.

use std::sync::{Arc, Mutex};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Unit, civil};
use model::{DepartmentId, RecordId, UserId};
use uuid::Uuid;

use super::compile::Program;
use super::eval::Values;
use super::random::Dice;

/// What dice are thrown for: a record's id does not hang on what its fields are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    Id = 1,
    Time = 2,
    Owner = 3,
    Values = 4,
    Activities = 5,
    Twin = 6,
    Unowned = 7,
}

/// More of the records are young: age = days × (1 − place)^this.
const GROWTH: f64 = 1.5;
/// Work goes on from nine to half past six.
const MORNING: f64 = 9.0;
const EVENING: f64 = 18.5;
/// Chance that something happens at a weekend nevertheless.
const WEEKEND: f64 = 0.08;

/// Who may own records.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Owner {
    pub(super) id: UserId,
    pub(super) department: Option<DepartmentId>,
    /// Sum of the weights up to here.
    pub(super) weights: f64,
    /// Days since they left.
    pub(super) left: Option<f64>,
}

/// Everything that a record follows from.
pub(super) struct World {
    pub(super) seed: u64,
    /// None for the first demo of a workspace; later ones have other ids.
    pub(super) turn: u64,
    pub(super) now: Timestamp,
    pub(super) zone: TimeZone,
    pub(super) days: f64,
    pub(super) rich: u64,
    pub(super) owners: Vec<Owner>,
    pub(super) programs: Vec<Program>,
    /// Records of each form.
    pub(super) counts: Vec<u64>,
    /// The record of each form that was quoted last: neighbours quote the same one.
    pub(super) quoted: Vec<Mutex<Quoted>>,
}

/// A record and its values.
pub(super) type Quoted = Option<(u64, Arc<Values>)>;

impl World {
    pub(super) fn dice(&self, purpose: For, form: usize, record: u64) -> Dice {
        Dice::of(self.seed, purpose as u64, form, record)
    }

    pub(super) fn count(&self, form: usize) -> u64 {
        self.counts.get(form).copied().unwrap_or(0)
    }

    /// Whether a record is one of the newest.
    pub(super) fn is_rich(&self, form: usize, record: u64) -> bool {
        record + self.rich >= self.count(form)
    }

    /// When a record is made: records are in order of time, up to the hours of a day.
    #[expect(clippy::cast_precision_loss, reason = "a place in time may be rough")]
    pub(super) fn created(&self, form: usize, record: u64) -> Timestamp {
        let place = (record as f64 + 0.5) / self.count(form).max(1) as f64;
        let age = self.days * (1.0 - place).powf(GROWTH);
        let mut dice = self.dice(For::Time, form, record);
        let at = self.working_time(days_before(self.now, age), &mut dice);
        at.min(whole_seconds(days_before(self.now, dice.between(0.001, 0.02))))
    }

    /// A moment of the same day, or the working day before it, in working hours.
    pub(super) fn working_time(&self, at: Timestamp, dice: &mut Dice) -> Timestamp {
        let mut day = at.to_zoned(self.zone.clone()).date();
        let weekend = matches!(day.weekday(), civil::Weekday::Saturday | civil::Weekday::Sunday);
        if weekend && !dice.happens(WEEKEND) {
            let back = if day.weekday() == civil::Weekday::Sunday { 2 } else { 1 };
            day = day.saturating_sub(jiff::Span::new().days(back));
        }
        let hours = dice.between(MORNING, EVENING);
        let start = day.to_zoned(self.zone.clone()).map(|z| z.timestamp()).unwrap_or(at);
        whole_seconds(start.checked_add(duration(hours * 3600.0)).unwrap_or(at))
    }

    /// Days since a moment.
    pub(super) fn age(&self, at: Timestamp) -> f64 {
        self.now.duration_since(at).as_secs_f64() / 86_400.0
    }

    /// A day so many days from today.
    pub(super) fn day(&self, days: f64) -> civil::Date {
        let at = self.now.checked_add(duration(days * 86_400.0)).unwrap_or(self.now);
        at.to_zoned(self.zone.clone()).date()
    }

    /// A record's id: a UUIDv7 of the moment in which it is made.
    pub(super) fn id(&self, form: usize, record: u64) -> RecordId {
        RecordId(self.uuid(self.created(form, record), &mut self.dice(For::Id, form, record)))
    }

    /// An id of version 7 by its form (RFC 9562).
    pub(super) fn uuid(&self, at: Timestamp, dice: &mut Dice) -> Uuid {
        let time = u128::try_from(at.as_millisecond()).unwrap_or(0) & 0xFFFF_FFFF_FFFF;
        let other = if self.turn == 0 { 0 } else { Dice::of(self.turn, 0, 0, 0).next() };
        let mut next = || dice.next() ^ other;
        let (high, low) = (u128::from(next() & 0xFFF), u128::from(next() >> 2));
        Uuid::from_u128(time << 80 | 7 << 76 | high << 64 | 2 << 62 | low)
    }

    /// The place of the record of an earlier form that belongs to this one: both move through time together.
    pub(super) fn linked(&self, form: usize, record: u64, to: usize) -> u64 {
        let (own, other) = (u128::from(self.count(form).max(1)), u128::from(self.count(to)));
        u64::try_from(u128::from(record) * other / own).unwrap_or(0)
    }

    /// Whose record it is; of people who had not left yet.
    pub(super) fn owner(&self, form: usize, record: u64) -> Option<&Owner> {
        if let Some(other) = self.programs.get(form).and_then(|p| p.owner_of) {
            return self.owner(other, self.linked(form, record, other));
        }
        let age = self.age(self.created(form, record));
        let mut dice = self.dice(For::Owner, form, record);
        let all = self.owners.last().map_or(0.0, |o| o.weights);
        for _ in 0..8 {
            let thrown = dice.fraction() * all;
            let place = self.owners.partition_point(|o| o.weights <= thrown);
            let owner = self.owners.get(place);
            if let Some(owner) = owner.filter(|o| o.left.is_none_or(|left| age > left)) {
                return Some(owner);
            }
        }
        self.owners.iter().find(|o| o.left.is_none())
    }
}

/// So many days before a moment.
pub(super) fn days_before(at: Timestamp, days: f64) -> Timestamp {
    at.checked_sub(duration(days * 86_400.0)).unwrap_or(at)
}

pub(super) fn duration(seconds: f64) -> SignedDuration {
    SignedDuration::try_from_secs_f64(seconds).unwrap_or_default()
}

pub(super) fn whole_seconds(at: Timestamp) -> Timestamp {
    at.round(Unit::Second).unwrap_or(at)
}
