//! Who acts, from where, and because of what.

use serde::{Deserialize, Serialize};

use crate::{BatchId, Seq, UserId};

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A person, signed in or through an API key.
    Person(UserId),
    /// The command line on the server.
    Cli,
    /// The platform itself: timers, reactors, migrations.
    System,
}

/// Through what the act came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A browser.
    Web,
    /// An API key.
    Api,
    /// The command line.
    Cli,
    /// A data import.
    Import,
    /// Undo of an earlier batch.
    Undo,
    /// A reactor, timer or the platform.
    System,
}

/// Everything about an act that is not the act: recorded on each Change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Who.
    pub actor: Actor,
    /// Through what.
    pub origin: Origin,
    /// What it belongs to, for undo.
    pub batch: Option<BatchId>,
    /// The Change that led to it.
    pub seq: Option<Seq>,
}

impl Cause {
    /// An act by this actor, on its own.
    pub fn of(actor: Actor, origin: Origin) -> Self {
        Self { actor, origin, batch: None, seq: None }
    }

    /// An act of the platform itself.
    pub fn system() -> Self {
        Self::of(Actor::System, Origin::System)
    }

    /// The person, if one acts.
    pub fn person(&self) -> Option<UserId> {
        if let Actor::Person(id) = self.actor { Some(id) } else { None }
    }
}
