//! Who asks, with what the engines need to know of them.

use jiff::tz::TimeZone;
use model::label::Language;
use model::person::{Person, roles};
use model::{Actor, Cause, Origin, UserId};

use crate::idempotency::Once;

/// Who asks: a person with a role, or the platform itself.
#[derive(Debug, Clone)]
pub struct Who {
    /// The person, signed in or through an API key; none = the command line or the platform.
    pub person: Option<Person>,
    /// Through what they came.
    pub origin: Origin,
    /// The language of texts made for them.
    pub language: Language,
    /// The zone in which their days begin.
    pub zone: TimeZone,
    /// The key of the request they make, if what it does must be done once.
    pub once: Option<Once>,
}

impl Who {
    /// The command line on the server, with all rights.
    pub fn cli() -> Self {
        Self::without_person(Origin::Cli)
    }

    /// The platform's own reactors, timers and jobs, with all rights.
    pub fn system() -> Self {
        Self::without_person(Origin::System)
    }

    fn without_person(origin: Origin) -> Self {
        Self { person: None, origin, language: Language::ZhCn, zone: TimeZone::UTC, once: None }
    }

    /// The person's id.
    pub fn id(&self) -> Option<UserId> {
        self.person.as_ref().map(|p| p.id)
    }

    /// As the log names them.
    pub fn actor(&self) -> Actor {
        match (&self.person, self.origin) {
            (Some(person), _) => Actor::Person(person.id),
            (None, Origin::Cli) => Actor::Cli,
            (None, _) => Actor::System,
        }
    }

    /// The cause of an act of theirs.
    pub fn cause(&self) -> Cause {
        Cause::of(self.actor(), self.origin)
    }

    /// May manage people, settings, webhooks.
    pub fn may_administer(&self) -> bool {
        self.person.as_ref().is_none_or(|p| p.role == roles::ADMINISTRATOR)
    }

    /// May shape forms.
    pub fn may_build(&self) -> bool {
        self.may_administer() || self.person.as_ref().is_some_and(|p| p.role == roles::BUILDER)
    }
}
