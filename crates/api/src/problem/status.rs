//! The one table from reason to status.

use axum::http::StatusCode;
use model::Code;

/// The status that a refusal of this code has. No catch-all: a new code does not compile until it is placed.
#[expect(clippy::too_many_lines, reason = "one table, a line each")]
pub(crate) fn of(code: Code) -> StatusCode {
    match code {
        Code::Malformed => StatusCode::BAD_REQUEST,

        Code::Unauthenticated | Code::WrongCredentials => StatusCode::UNAUTHORIZED,

        Code::Forbidden => StatusCode::FORBIDDEN,

        // Everything hidden is not found, so that nobody learns what exists.
        Code::NotFound | Code::UnknownForm | Code::LinkExpired => StatusCode::NOT_FOUND,

        Code::AlreadySetUp
        | Code::Duplicate
        | Code::HiddenRule
        | Code::IdTaken
        | Code::Conflict
        | Code::Locked
        | Code::InRecycleBin
        | Code::NotInRecycleBin
        | Code::StaleDefinition
        | Code::Cancelled
        | Code::AlreadyDone
        | Code::AlreadyConverted
        | Code::ChangedSince
        | Code::CannotUndo
        | Code::OutOfSight
        | Code::LogArchived
        | Code::LastAdministrator
        | Code::Claimed
        | Code::InUse => StatusCode::CONFLICT,

        Code::TooLargeBody => StatusCode::PAYLOAD_TOO_LARGE,

        Code::PreconditionRequired => StatusCode::PRECONDITION_REQUIRED,

        Code::TooManyAttempts | Code::Busy => StatusCode::TOO_MANY_REQUESTS,

        // The operator has to bring the key.
        Code::SealKeyMissing => StatusCode::SERVICE_UNAVAILABLE,

        Code::DiskFull => StatusCode::INSUFFICIENT_STORAGE,

        Code::UnknownField
        | Code::UnknownOption
        | Code::UnknownOperator
        | Code::WrongType
        | Code::Required
        | Code::TooLong
        | Code::TooMany
        | Code::TooSmall
        | Code::TooLarge
        | Code::TooManyDigits
        | Code::NotANumber
        | Code::OtherCurrency
        | Code::NotADate
        | Code::NotAPhone
        | Code::NotAnEmail
        | Code::NotAUrl
        | Code::NotACreditCode
        | Code::NotALogin
        | Code::NotAPicture
        | Code::ControlCharacter
        | Code::ReadOnly
        | Code::MadeByAction
        | Code::Archived
        | Code::NotALinkedRecord
        | Code::UnknownPerson
        | Code::UnknownFile
        | Code::WeakPassword
        | Code::BadCode
        | Code::ReservedCode
        | Code::DuplicateCode
        | Code::MissingTitle
        | Code::BadTitle
        | Code::KindChange
        | Code::SensitiveChange
        | Code::MissingLabel
        | Code::BadCondition
        | Code::UnknownLinkTarget
        | Code::Circular
        | Code::Syntax
        | Code::UnknownFunction
        | Code::ArgumentCount
        | Code::TypeMismatch
        | Code::TooDeep
        | Code::NotForFilter => StatusCode::UNPROCESSABLE_ENTITY,
    }
}
