//! The one table of functions: name, arguments, result, and what each does.

use model::Function;
use model::expr::Function as F;

/// What an argument may be. `Same` and `Ordered` arguments of one call must also be of one type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Yes or no.
    Bool,
    /// A number.
    Number,
    /// Text.
    Text,
    /// A day, or a moment whose day is meant.
    Date,
    /// A moment.
    Instant,
    /// Text, or a number or day that is written as text.
    Printable,
    /// Anything.
    Any,
    /// One value of any type.
    Same,
    /// A number, text, day or moment.
    Ordered,
    /// A field that holds several values.
    Set,
    /// Literals of the first argument's type.
    List,
    /// A period such as `"this_month"`.
    Period,
    /// `"day"`, `"week"`, `"month"`, `"quarter"` or `"year"`.
    Unit,
    /// The name of a time zone.
    Zone,
}

/// What a call yields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// Yes or no.
    Bool,
    /// A number; the checker works out its decimals.
    Number,
    /// Text.
    Text,
    /// A day.
    Date,
    /// The type of its `Same` or `Ordered` arguments.
    Same,
}

/// A line of the table.
#[derive(Debug)]
pub struct Signature {
    /// Which function.
    pub function: Function,
    /// How it is written; operators also have a sign.
    pub name: &'static str,
    /// What it takes; the last one may repeat.
    pub takes: &'static [Takes],
    /// Fewest arguments.
    pub least: usize,
    /// Most arguments.
    pub most: usize,
    /// What it yields.
    pub gives: Gives,
    /// One line for people who write formulas.
    pub doc: &'static str,
}

impl Signature {
    /// What the `n`th argument may be.
    pub fn argument(&self, n: usize) -> Takes {
        self.takes.get(n).or(self.takes.last()).copied().unwrap_or(Takes::Any)
    }
}

/// Most arguments of `AND`, `CONCAT` and the like.
pub const MANY: usize = 500;

macro_rules! table {
    ($($function:ident $name:literal ($($takes:ident),*) $least:literal..$most:tt $gives:ident $doc:literal;)*) => {
        &[$(Signature {
            function: F::$function,
            name: $name,
            takes: &[$(Takes::$takes),*],
            least: $least,
            most: table!(@most $most),
            gives: Gives::$gives,
            doc: $doc,
        }),*]
    };
    (@most N) => { MANY };
    (@most $most:literal) => { $most };
}

/// All functions.
pub static TABLE: &[Signature] = table! {
    And "AND" (Bool) 1..N Bool "True when all are true.";
    Or "OR" (Bool) 1..N Bool "True when one is true.";
    Not "NOT" (Bool) 1..1 Bool "True when it is false or blank.";
    Eq "EQ" (Same, Same) 2..2 Bool "a = b: the same value, or both blank.";
    Ne "NE" (Same, Same) 2..2 Bool "a <> b: not the same value.";
    Lt "LT" (Ordered, Ordered) 2..2 Bool "a < b.";
    Le "LE" (Ordered, Ordered) 2..2 Bool "a <= b.";
    Gt "GT" (Ordered, Ordered) 2..2 Bool "a > b.";
    Ge "GE" (Ordered, Ordered) 2..2 Bool "a >= b.";
    Add "ADD" (Number, Number) 2..2 Number "a + b.";
    Sub "SUB" (Number, Number) 2..2 Number "a - b.";
    Mul "MUL" (Number, Number) 2..2 Number "a * b.";
    Div "DIV" (Number, Number) 2..2 Number "a / b to 12 decimals; blank when b is 0.";
    Neg "NEG" (Number) 1..1 Number "-a.";
    If "IF" (Bool, Same, Same) 2..3 Same "The second value when the condition is true, else the third (or blank).";
    IsEmpty "ISEMPTY" (Any) 1..1 Bool "True when it is blank.";
    Coalesce "COALESCE" (Same) 1..N Same "The first value that is not blank.";
    In "IN" (Same, List) 2..2 Bool "True when the value is one of the list.";
    HasAny "HASANY" (Set, List) 2..2 Bool "True when one of the list is chosen.";
    HasAll "HASALL" (Set, List) 2..2 Bool "True when all of the list are chosen.";
    Within "WITHIN" (Date, Period) 2..2 Bool "True when the day lies in the period.";
    Contains "CONTAINS" (Text, Text) 2..2 Bool "True when the first text holds the second; A-Z and a-z are the same.";
    StartsWith "STARTSWITH" (Text, Text) 2..2 Bool "True when the first text begins with the second.";
    EndsWith "ENDSWITH" (Text, Text) 2..2 Bool "True when the first text ends with the second.";
    Len "LEN" (Text) 1..1 Number "How many characters; 0 for blank.";
    Upper "UPPER" (Text) 1..1 Text "a-z become A-Z.";
    Lower "LOWER" (Text) 1..1 Text "A-Z become a-z.";
    Trim "TRIM" (Text) 1..1 Text "Without blanks (full-width ones too) at both ends.";
    Concat "CONCAT" (Printable) 1..N Text "One text after the other; blank counts as nothing.";
    Left "LEFT" (Text, Number) 2..2 Text "The first n characters.";
    Right "RIGHT" (Text, Number) 2..2 Text "The last n characters.";
    Mid "MID" (Text, Number, Number) 3..3 Text "n characters from a position on; the first is 1.";
    Round "ROUND" (Number, Number) 1..2 Number "Rounded to so many decimals (0), halves away from zero.";
    Abs "ABS" (Number) 1..1 Number "Without its sign.";
    Min "MIN" (Ordered) 1..N Same "The smallest; blanks are passed over.";
    Max "MAX" (Ordered) 1..N Same "The largest; blanks are passed over.";
    Year "YEAR" (Date) 1..1 Number "The year of a day.";
    Month "MONTH" (Date) 1..1 Number "The month of a day, 1 to 12.";
    Day "DAY" (Date) 1..1 Number "The day of the month.";
    DateAdd "DATEADD" (Date, Number, Unit) 3..3 Date "The day so many units later; month ends are kept inside the month.";
    DaysBetween "DAYSBETWEEN" (Date, Date) 2..2 Number "Days from the first day to the second.";
    ToDate "DATE" (Instant, Zone) 1..2 Date "The day of a moment, in your time zone or the named one.";
};

/// The line of a function.
pub fn signature(function: Function) -> &'static Signature {
    TABLE.iter().find(|s| s.function == function).unwrap_or(&TABLE[0])
}

/// The function that is written like this, in any case.
pub fn by_name(name: &str) -> Option<&'static Signature> {
    let name =
        ALIASES.iter().find(|(alias, _)| alias.eq_ignore_ascii_case(name)).map_or(name, |a| a.1);
    TABLE.iter().find(|s| s.name.eq_ignore_ascii_case(name))
}

/// Other ways to write a name.
pub const ALIASES: [(&str, &str); 12] = [
    ("ISBLANK", "ISEMPTY"),
    ("LENGTH", "LEN"),
    ("CONCATENATE", "CONCAT"),
    ("SUBSTRING", "MID"),
    ("且", "AND"),
    ("或", "OR"),
    ("非", "NOT"),
    ("如果", "IF"),
    ("为空", "ISEMPTY"),
    ("包含", "CONTAINS"),
    ("四舍五入", "ROUND"),
    ("拼接", "CONCAT"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_and_no_two_functions_share_one() {
        for line in TABLE {
            assert_eq!(by_name(&line.name.to_lowercase()).unwrap().function, line.function);
            assert_eq!(signature(line.function).name, line.name);
            assert!(line.least <= line.most && !line.takes.is_empty());
        }
        for (alias, name) in ALIASES {
            assert_eq!(by_name(alias).unwrap().name, name);
        }
    }
}
