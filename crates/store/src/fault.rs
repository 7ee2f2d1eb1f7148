//! What can go wrong in the store: a [`Fault`] (unexpected, logged once at the edge) or, where a constraint is known
//! by name, a `Rejection`.

use std::fmt;

use model::{Code, Rejection, Rejections};

/// An unexpected break. Its text is for the log, never for people: it may name tables, never values.
#[derive(Debug, Clone)]
pub struct Fault {
    /// What matters to the caller.
    pub kind: FaultKind,
    /// What was being done, and what the database said.
    pub message: String,
}

/// What a fault means for the one who retries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// Nothing special.
    Other,
    /// A unique index refused; its name.
    Unique(String),
    /// No room on the disk.
    DiskFull,
    /// The whole transaction is gone (deadlock, serialization, disk full): members are run again singly.
    TransactionLost,
    /// The database cannot be reached.
    Unreachable,
    /// Somebody else has what is needed: a lock, a connection, the same work. The database is well; later it goes.
    Busy,
    /// The catalog that the caller used is older than the published one: reload and run again.
    StaleCatalog,
    /// Another node did this work first: what this transaction did must be rolled back.
    Outrun,
}

impl Fault {
    /// A fault without special meaning.
    pub fn new(message: impl Into<String>) -> Self {
        Self { kind: FaultKind::Other, message: message.into() }
    }

    /// A fault of this kind.
    pub fn of(kind: FaultKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

/// Why a request did not happen.
#[derive(Debug, Clone)]
pub enum Error {
    /// Refused, with reasons a person can act on.
    Rejected(Rejections),
    /// Broken.
    Fault(Fault),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rejected(all) => {
                let codes: Vec<String> = all.0.iter().map(ToString::to_string).collect();
                f.write_str(&codes.join(", "))
            }
            Self::Fault(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for Error {}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Rejection> for Error {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection.into())
    }
}

impl From<Rejections> for Error {
    fn from(rejections: Rejections) -> Self {
        Self::Rejected(rejections)
    }
}

impl Error {
    /// A refusal without a field.
    pub fn rejected(code: Code) -> Self {
        Rejection::new(code).into()
    }

    /// The first refusal's code, if it is a refusal.
    pub fn code(&self) -> Option<Code> {
        match self {
            Self::Rejected(all) => all.0.first().map(|r| r.code),
            Self::Fault(_) => None,
        }
    }
}
