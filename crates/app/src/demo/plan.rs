//! The file `demo.json` of a pack.

use std::collections::BTreeMap;

use serde::Deserialize;
use store::Fault;

/// What to invent.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Where the dice begin when nothing else is said.
    pub(super) seed: u64,
    /// How many days back the oldest record was made.
    pub(super) days: f64,
    /// So many of the newest records of each form are rich; the others are lighter.
    pub(super) rich: u64,
    /// Departments, by name.
    pub(super) departments: Vec<String>,
    /// Who works there.
    pub(super) people: Vec<PersonPlan>,
    /// Weight, as an owner, of each person who can sign in.
    pub(super) present: f64,
    /// Named lists to pick from: `"text"` or `["text", weight]`.
    pub(super) lists: BTreeMap<String, Vec<Entry>>,
    /// In the order in which they are made: a form links only to those before it.
    pub(super) forms: Vec<FormPlan>,
}

/// Somebody.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonPlan {
    pub(super) name: String,
    /// Name of the department.
    pub(super) department: String,
    /// How many records they have, beside the others.
    pub(super) weight: f64,
    /// They left so many days ago: newer records are not theirs.
    #[serde(default)]
    pub(super) left: Option<f64>,
}

/// An entry of a list.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Entry {
    Plain(String),
    Weighted(String, f64),
}

/// What to invent for a form.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormPlan {
    /// Its code.
    pub(super) form: String,
    /// Records for each record asked for.
    pub(super) per: f64,
    /// Fields by code, and variables, which begin with `$`; later ones may use earlier ones.
    pub(super) values: Vec<(String, Make)>,
    /// The form whose linked record has the same owner.
    #[serde(default)]
    pub(super) owner_of: Option<String>,
    /// Where this makes anything, nobody owns the record any more: it lies in the form's pool.
    #[serde(default)]
    pub(super) unowned: Option<Make>,
    /// Follow-ups.
    #[serde(default)]
    pub(super) activities: Option<ActivityPlan>,
    /// Some records repeat an earlier one.
    #[serde(default)]
    pub(super) twins: Option<TwinPlan>,
}

/// Records that repeat an earlier one in some fields.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TwinPlan {
    pub(super) chance: f64,
    /// One of these groups is taken over.
    pub(super) fields: Vec<Vec<String>>,
    /// The other one is at most so many records older.
    pub(super) within: u64,
    /// Not where one of the two has this value.
    #[serde(default)]
    pub(super) unless: Option<String>,
}

/// The follow-ups of a form's records.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActivityPlan {
    /// How many, as text.
    pub(super) count: Make,
    /// A light record has at most one, by this chance.
    pub(super) light: f64,
    /// `call`, `visit`, `message` or `note`. What is made here is known to `text` as `$kind`.
    pub(super) kind: Make,
    /// What was said; `$step` is `first`, `middle` or `last`.
    pub(super) text: Make,
    /// Chance that nothing happened for more than a month.
    pub(super) quiet: f64,
    /// Days from today to the next one, as text; nothing when it makes nothing.
    pub(super) next: Make,
}

/// How a value is made. All values are texts in the form of the API.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub(super) enum Make {
    /// A template: `{name}` stands for an earlier value.
    Text(String),
    /// One of a list, itself a template.
    Pick { pick: String },
    /// As another value says; `*` for all else.
    By { by: String, make: BTreeMap<String, Make> },
    /// As the record's age in days says: the first that is not older; null = any.
    Age { age: Vec<(Option<f64>, Make)> },
    /// Sometimes.
    Chance {
        chance: f64,
        /// The chance in light records, when it is another.
        #[serde(default)]
        light: Option<f64>,
        make: Box<Make>,
        #[serde(default, rename = "else")]
        otherwise: Option<Box<Make>>,
    },
    /// An amount: log-normal around a median, in round steps.
    Amount { median: f64, sigma: f64, round: f64 },
    /// A text whose `#` become digits.
    Digits { digits: String },
    /// A day between so many days from today.
    Day { day: (f64, f64) },
    /// The record of another form that belongs to this one.
    Link { link: String },
    /// A value of that record.
    Of { of: String, take: String },
}

impl Plan {
    /// Reads the file.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn read(bytes: &[u8]) -> Result<Self, Fault> {
        serde_json::from_slice(bytes).map_err(|e| Fault::new(format!("demo.json: {e}")))
    }
}
