//! Definition → DDL: the one place that touches the shape of tables. Steps are additive and run inside the publishing
//! transaction; what they do to a million rows is bounded by an index build.

mod beside;
mod columns;
mod create;
mod index;
mod views;

pub use beside::clear_way;
pub(crate) use beside::{add_index_beside, drop_index_beside};
pub(crate) use columns::load_tables_of;
pub use columns::{add_column, load_tables};
pub use create::create_form;
pub(crate) use create::tables_ddl;
pub use index::{
    IndexSpec, add_index, add_unique, drop_index, drop_unique, list_indexes, list_uniques,
};
pub use views::{ViewColumn, refresh_view};
