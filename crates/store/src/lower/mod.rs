//! Bound expression trees to SQL, for filters and Access: the same answer as `formula::eval`, on both databases.
//!
//! [`condition`] writes the text for WHERE. In positive places it keeps `column = $1` plain so that indexes serve it;
//! under NOT and as a value it is made two-valued. What a database cannot do exactly as the rule-book says (division,
//! rounding, the day of a moment as a value, products beyond 18 digits) is refused with `not_for_filter`, the same on
//! both databases: a filter that works on one works on the other. Begin with [`condition`].

mod compare;
mod condition;
mod number;
mod path;
mod scalar;
mod text;

use model::{Code, Expr, FieldId, Function, Rejection};

use crate::dialect::Dialect;
use crate::sql::Sql;
use crate::table::Table;

pub use scalar::{Kind, Scalar};

/// Most parameters of one condition: SQLite takes 32,766 in all.
const MOST_PARAMS: usize = 30_000;

/// Where the values of a form, and of the forms that it links to, lie.
pub trait Columns {
    /// The table that is asked.
    fn own(&self) -> &Table;
    /// The table of the records that a single link field points to.
    fn target(&self, link: FieldId) -> Option<&Table>;
    /// What the asked table is called in the statement.
    fn alias(&self) -> &str {
        "t"
    }
    /// The records that may be seen behind a link, as a bound condition over their own fields; none for all of them.
    /// The fields of a linked record out of sight are blank, so that no filter can feel them out. Whoever evaluates
    /// the same tree in Rust leaves those values out of its `Row`.
    fn sight(&self, _link: FieldId) -> Option<&Expr> {
        None
    }
}

/// A form without any links to follow.
impl Columns for Table {
    fn own(&self) -> &Table {
        self
    }

    fn target(&self, _: FieldId) -> Option<&Table> {
        None
    }
}

/// Writes a bound condition over the rows of the asked table.
///
/// # Errors
/// `not_for_filter` for what SQL cannot do exactly, `unknown_field`, `too_many` values.
pub fn condition(expr: &Expr, columns: &dyn Columns, dialect: Dialect) -> Result<Sql, Rejection> {
    let sql = Lowering { columns, dialect }.condition(expr, condition::Mode::Where)?;
    if sql.params().len() > MOST_PARAMS {
        return Err(Rejection::new(Code::TooMany).with("most", MOST_PARAMS));
    }
    Ok(sql)
}

/// Writes a bound expression as one value a row.
///
/// # Errors
/// Those of [`condition`].
pub fn scalar(expr: &Expr, columns: &dyn Columns, dialect: Dialect) -> Result<Scalar, Rejection> {
    Lowering { columns, dialect }.scalar(expr)
}

struct Lowering<'a> {
    columns: &'a dyn Columns,
    dialect: Dialect,
}

impl Lowering<'_> {
    fn sql(&self, text: &str) -> Sql {
        Sql::of(self.dialect, text)
    }

    fn is_postgres(&self) -> bool {
        self.dialect.is_postgres()
    }
}

/// No exact SQL for this function.
fn refused(function: Function) -> Rejection {
    let name = formula::functions::signature(function).name;
    Rejection::new(Code::NotForFilter).with("function", name)
}

/// A tree that the type checker would not have let pass.
fn ill_typed() -> Rejection {
    Rejection::new(Code::TypeMismatch)
}
