//! Questions over the records of one form: tree → SQL, paged by keyset.
//!
//! Every question carries the Access of who asks as `rows`, and the same WHERE serves pages, counts and aggregates.

mod aggregate;
mod anchors;
mod count;
mod keyset;
mod page;
mod scopes;
mod search;
mod segments;
mod shape;

pub use aggregate::{Aggregate, Bucket, GroupBy, Measure, Split, aggregate};
pub use anchors::Anchors;
pub use count::{count, count_up_to};
pub use keyset::Cursor;
pub use page::{From, Page, page};
pub(crate) use search::loosen_grams;
pub use search::{
    Gram, Grams, Term, has_hits, index_grams, remove_grams, renew_grams, search_hits, settle_grams,
};
pub use segments::SortBy;
pub use shape::Question;
