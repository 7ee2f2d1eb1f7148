//! How actors and origins are stored: small numbers that are never reused.

use model::{Actor, Origin, UserId};
use uuid::Uuid;

use crate::fault::Fault;

pub(super) fn actor_number(actor: Actor) -> i64 {
    match actor {
        Actor::Person(_) => 1,
        Actor::Cli => 2,
        Actor::System => 3,
    }
}

pub(super) fn actor_person(actor: Actor) -> Option<Uuid> {
    if let Actor::Person(id) = actor { Some(id.0) } else { None }
}

pub(super) fn actor(number: i64, person: Option<Uuid>) -> Result<Actor, Fault> {
    match (number, person) {
        (1, Some(id)) => Ok(Actor::Person(UserId(id))),
        (2, _) => Ok(Actor::Cli),
        (3, _) => Ok(Actor::System),
        _ => Err(Fault::new(format!("the log names an unknown actor {number}"))),
    }
}

pub(super) fn origin_number(origin: Origin) -> i64 {
    match origin {
        Origin::Web => 1,
        Origin::Api => 2,
        Origin::Cli => 3,
        Origin::Import => 4,
        Origin::Undo => 5,
        Origin::System => 6,
    }
}

pub(super) fn origin(number: i64) -> Result<Origin, Fault> {
    Ok(match number {
        1 => Origin::Web,
        2 => Origin::Api,
        3 => Origin::Cli,
        4 => Origin::Import,
        5 => Origin::Undo,
        6 => Origin::System,
        _ => return Err(Fault::new(format!("the log names an unknown origin {number}"))),
    })
}
