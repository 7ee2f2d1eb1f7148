//! The formula language: `IF(AND({amount}>1000,{status}="won"),ROUND({qty}*{price}*0.9,2),0)`.
//!
//! Fields are tokens of codes, resolved when the text is read, so a stored tree survives renames and is printed
//! back with the codes of the day. Refusals say where: `offset` and `length` in characters.

mod elaborate;
mod print;

use model::{Code, Expr, Rejection};

use crate::check::Typed;
use crate::names::Names;

pub use print::print;

/// Longest text of a formula, in bytes.
pub const MAX_BYTES: usize = 10_240;

/// Reads and checks a formula.
///
/// # Errors
/// `too_long`, `syntax`, `unknown_field`, `unknown_function`, `unknown_option`, `argument_count`, `type_mismatch`,
/// `not_a_number`, `not_a_date`, `too_many_digits`, `control_character`, `too_deep`.
pub fn parse(source: &str, names: &dyn Names) -> Result<Typed, Rejection> {
    if source.len() > MAX_BYTES {
        return Err(Rejection::new(Code::TooLong).with("most", MAX_BYTES));
    }
    elaborate::elaborate(&crate::syntax::parse(source)?, names)
}

/// Reads a formula that must be yes or no, such as the condition of a rule.
///
/// # Errors
/// Those of [`parse`].
pub fn parse_condition(source: &str, names: &dyn Names) -> Result<Expr, Rejection> {
    let typed = parse(source, names)?;
    match typed.holds {
        crate::Type::Bool => Ok(typed.expr),
        other => Err(Rejection::new(Code::TypeMismatch)
            .with("expected", "yes_no")
            .with("found", other.name())
            .with("offset", 0)
            .with("length", source.chars().count())),
    }
}
