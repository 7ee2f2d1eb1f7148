//! DECISIONS: pure functions of definitions, values and facts. No clock, no database, no async, no network; what a
//! decision needs and does not have, it names (`forms::References`, `convert::Outcome::Need`), and `app` fetches it and asks again.
//!
//! * [`forms`]: values in and out of records; a file per field kind
//! * [`access`]: what one person may see and do
//! * [`definitions`]: a form's next version: complete, check, plan, sum up
//! * [`search`]: grams of texts and of questions
//! * [`matching`]: keys and likeness for duplicates
//! * [`imports`]: what the columns of a spreadsheet mean
//! * [`reading`]: a pasted text into the fields of a form
//! * [`mentions`]: people named in a text
//! * [`convert`]: making records of other forms from one
//!
//! Sibling modules do not know each other, except that all may use `access` and `forms`.

pub mod access;
pub mod convert;
pub mod definitions;
pub mod forms;
pub mod imports;
pub mod marks;
pub mod matching;
pub mod mentions;
pub mod reading;
pub mod search;
