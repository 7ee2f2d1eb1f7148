//! An expected no: stable code, field path, parameters. Its words live in the web client's i18n files.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::command::Params;

/// Why something was refused. The snake-case name is part of the API: never rename one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is worded for people in web/src/i18n/*/problems.json")]
pub enum Code {
    // shape of the request
    Malformed,
    UnknownField,
    UnknownOption,
    UnknownForm,
    UnknownOperator,
    WrongType,
    // values
    Required,
    TooLong,
    TooMany,
    TooSmall,
    TooLarge,
    TooManyDigits,
    NotANumber,
    OtherCurrency,
    NotADate,
    NotAPhone,
    NotAnEmail,
    NotAUrl,
    NotACreditCode,
    NotALogin,
    NotAPicture,
    ControlCharacter,
    ReadOnly,
    MadeByAction,
    Archived,
    NotALinkedRecord,
    UnknownPerson,
    UnknownFile,
    // state
    NotFound,
    Forbidden,
    Unauthenticated,
    WrongCredentials,
    WeakPassword,
    TooManyAttempts,
    LinkExpired,
    AlreadySetUp,
    Duplicate,
    HiddenRule,
    IdTaken,
    Conflict,
    PreconditionRequired,
    Locked,
    InRecycleBin,
    NotInRecycleBin,
    StaleDefinition,
    Cancelled,
    AlreadyDone,
    AlreadyConverted,
    ChangedSince,
    CannotUndo,
    OutOfSight,
    LogArchived,
    LastAdministrator,
    InUse,
    Claimed,
    Circular,
    // definitions
    BadCode,
    ReservedCode,
    DuplicateCode,
    MissingTitle,
    BadTitle,
    KindChange,
    SensitiveChange,
    SealKeyMissing,
    MissingLabel,
    BadCondition,
    UnknownLinkTarget,
    // formula
    Syntax,
    UnknownFunction,
    ArgumentCount,
    TypeMismatch,
    TooDeep,
    NotForFilter,
    // capacity
    TooLargeBody,
    DiskFull,
    Busy,
}

impl Code {
    /// The stable name, as in JSON.
    pub fn name(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(name)) => name,
            _ => String::new(),
        }
    }
}

/// One refusal, located.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rejection {
    /// Why.
    pub code: Code,
    /// Where: a field code or a path such as `fields.3.code`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What the words need: limits, names, values.
    #[serde(default)]
    pub params: Params,
}

impl Rejection {
    /// A refusal that concerns no field.
    pub fn new(code: Code) -> Self {
        Self { code, field: None, params: Params::new() }
    }

    /// A refusal at a field.
    pub fn at(code: Code, field: impl Into<String>) -> Self {
        Self { code, field: Some(field.into()), params: Params::new() }
    }

    /// Adds a parameter for the words.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<serde_json::Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    /// Puts `prefix.` before the field path.
    #[must_use]
    pub fn under(mut self, prefix: &str) -> Self {
        self.field = Some(match self.field {
            Some(field) => format!("{prefix}.{field}"),
            None => prefix.to_owned(),
        });
        self
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code.name())?;
        if let Some(field) = &self.field {
            write!(f, " at {field}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Rejection {}

/// All that is wrong with one request; never empty when it is an error.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rejections(pub Vec<Rejection>);

impl From<Rejection> for Rejections {
    fn from(rejection: Rejection) -> Self {
        Self(vec![rejection])
    }
}

impl Rejections {
    /// Puts `prefix.` before every field path.
    #[must_use]
    pub fn under(self, prefix: &str) -> Self {
        Self(self.0.into_iter().map(|r| r.under(prefix)).collect())
    }

    /// `Ok` when nothing is wrong.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }
}
