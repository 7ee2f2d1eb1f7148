//! A form's next version. Draft → [`complete`] (ids) → [`check`] (all that is wrong, located) → [`summary`] (what a
//! person is asked to publish) → [`plan`] (what the store has to do). Pure: old + new document in, answers out.

mod asked;
mod check;
mod complete;
mod currencies;
mod defaults;
mod filters;
mod indexes;
mod plan;
mod rights;
mod summary;
mod templates;
mod views;

pub use asked::indexes_for;
pub use check::check;
pub use complete::{complete, forget_archived};
pub use currencies::{currency_among, settle_currencies};
pub use defaults::{Defaults, defaults, with_defaults};
pub use indexes::{IndexSpec, indexes};
pub use plan::{Action, Plan, plan};
pub use summary::{Difference, summary};
pub use views::check_view;

#[cfg(test)]
mod tests;
