//! Records: rows with their Changes. A row cannot be written here without its Change.

mod bulk;
mod create;
mod edit;
mod erase;
mod find;
mod scan;
mod sets;

pub use bulk::{BulkEdit, create_many, edit_many};
pub use create::{NewRecord, create};
pub use edit::{Edit, edit, restore, touch, trash};
pub use erase::{Erased, ErasedRecord, erase, has_file, list_erased};
pub(crate) use find::{ColumnPlan, plan_columns, read_row};
pub use find::{Record, find, find_many, read_columns};
pub use scan::{count_binned, count_live, count_rows, list_binned, scan};
pub(crate) use sets::load as load_sets;

use jiff::Timestamp;
use model::{Cause, Change, ChangeKind, FormId, RecordId, Seq};

/// What every row write needs to know about its act.
#[derive(Debug, Clone)]
pub struct Act {
    /// Who, through what, because of what.
    pub cause: Cause,
    /// When.
    pub at: Timestamp,
    /// The version of the form's definition that the values were checked against.
    pub form_version: u32,
}

impl Act {
    /// A Change of this act.
    fn change(
        &self,
        kind: ChangeKind,
        (form, record): (FormId, Option<RecordId>),
        prev: Option<Seq>,
        payload: model::change::Payload,
    ) -> Change {
        Change {
            kind,
            form: Some(form),
            form_version: self.form_version,
            record,
            actor: self.cause.actor,
            origin: self.cause.origin,
            batch: self.cause.batch,
            cause: self.cause.seq,
            prev,
            payload,
        }
    }
}
