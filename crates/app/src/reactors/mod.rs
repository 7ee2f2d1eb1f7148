//! REACTORS: what follows from a Change after it is durable. Each is a function of logged changes: the runner in
//! [`crate::runtime`] owns order, cursor, retries and the transaction, so what a reactor does happens exactly once.
//!
//! A reactor knows no clock but the turn's and does nothing outside the database; what must go outside it puts into
//! the outbox. Begin with [`Reactor`]; a file per reactor.

mod assigned;
mod feedback;
mod follow_ups;
mod happened;
mod mentions;
mod remarks;
mod search_index;
mod tasks;
mod webhooks;

use std::sync::Arc;

use jiff::Timestamp;
use model::UserId;
use model::person::{PersonState, roles};
use store::session::Read;
use store::{Error, Fault, Tx};

use crate::catalog::Catalog;
use crate::ports::Ports;

pub use assigned::Assigned;
pub use feedback::FeedbackNotices;
pub use follow_ups::FollowUpTimers;
pub(crate) use follow_ups::{FOLLOW_UP_DUE, tell as tell_follow_up};
pub use happened::{Happened, expand};
pub use mentions::Mentions;
pub(crate) use mentions::seeing;
pub use remarks::Remarks;
pub(crate) use search_index::index_records;
pub use search_index::{Prepared, SearchIndex};
pub use tasks::Tasks;
pub(crate) use tasks::{TASK_DUE, tell_due};
pub use webhooks::{EVENTS, Webhooks};

/// Something that follows from Changes.
pub trait Reactor: Send + Sync {
    /// The name of its cursor: never change it.
    fn name(&self) -> &'static str;

    /// Whether a change concerns it at all. Changes that do not cost it nothing.
    fn wants(&self, catalog: &Catalog, change: &Happened) -> bool;

    /// Whether it has nothing to do for any change up to now, asked before a transaction is opened.
    ///
    /// # Errors
    /// When the database does not answer.
    fn is_idle(&self, _read: &mut dyn Read) -> Result<bool, Fault> {
        Ok(false)
    }

    /// Thinks ahead, before the transaction and its writer are held, of what it will need there. It may turn out to be
    /// out of date: the reaction checks.
    fn prepare(&self, _catalog: &Catalog, _changes: &[Happened]) -> Prepared {
        Prepared::default()
    }

    /// Reacts to the changes that it wants, oldest first, at most 500. The runner moves the cursor in the same
    /// transaction; it may run more than once, and only the last run counts.
    ///
    /// # Errors
    /// Nothing of it is kept, and it is tried again.
    fn react(&self, turn: &mut Turn<'_, '_>, changes: &[Happened]) -> Result<(), Error>;
}

/// What a reaction may use.
pub struct Turn<'t, 'x> {
    /// The transaction that also moves the cursor.
    pub tx: &'t mut Tx<'x>,
    /// The definitions that hold in it.
    pub catalog: &'t Catalog,
    /// For ids and secrets; reactors do not speak to the outside.
    pub ports: &'t Ports,
    /// The moment.
    pub now: Timestamp,
    /// What the reactor thought of before.
    pub prepared: &'t Prepared,
}

/// All reactors of the platform.
pub fn all() -> Vec<Arc<dyn Reactor>> {
    vec![
        Arc::new(SearchIndex),
        Arc::new(FollowUpTimers),
        Arc::new(Assigned),
        Arc::new(Mentions),
        Arc::new(Remarks),
        Arc::new(Tasks),
        Arc::new(FeedbackNotices),
        Arc::new(Webhooks),
    ]
}

/// Who is told when something breaks.
pub(crate) fn administrators(catalog: &Catalog) -> impl Iterator<Item = UserId> {
    let all = catalog.people.values();
    let told = all.filter(|p| p.role == roles::ADMINISTRATOR && p.state == PersonState::Active);
    told.map(|p| p.id)
}
