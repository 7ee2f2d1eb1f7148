//! Where a record came from: the file and the row of the import that made it.

use model::{BatchId, Code, ImportId, RecordId};
use serde::Serialize;
use store::records::find;
use store::{Error, imports, jobs};

use super::numbering;
use crate::jobs::import_of;
use crate::platform::Platform;
use crate::who::Who;

/// What made a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordOrigin {
    /// The import, for those who may see it.
    pub import: Option<ImportId>,
    /// What its file was called.
    pub file: String,
    /// The row of the file, from 1; none for records that rows only link to.
    pub row: Option<u32>,
}

impl Platform {
    /// The file and row that a record was made of, by the batch of the Change that made it, as its history says.
    ///
    /// # Errors
    /// `NotFound` when the record is out of sight, when this batch did not make it, or when the import is forgotten.
    pub fn record_origin(
        &self,
        who: &Who,
        (form, id): (&str, RecordId),
        batch: BatchId,
    ) -> Result<RecordOrigin, Error> {
        let catalog = self.catalog()?;
        let (form, sight) = catalog.open_sight(who, form)?;
        let table = catalog.table(form.id)?;
        let nothing = || Error::rejected(Code::NotFound);
        let place = numbering::place_in(batch, id).ok_or_else(nothing)?;
        let (import, by, file) = self.store().read(|read| {
            find(read, table, id)?.filter(|r| sight.of(r).is_some()).ok_or_else(nothing)?;
            let job = jobs::of_batch(read, batch)?.ok_or_else(nothing)?;
            let job = jobs::find(read, job)?.ok_or_else(nothing)?;
            let import = import_of(&job).ok_or_else(nothing)?;
            let (by, file) = imports::find_file(read, import)?.ok_or_else(nothing)?;
            Ok::<_, Error>((import, by, file))
        })?;
        let sees = catalog.may_administer(who) || (by.is_some() && by == who.id());
        let name = file.get("name").and_then(|name| name.as_str()).unwrap_or_default();
        Ok(RecordOrigin {
            import: sees.then_some(import),
            file: name.to_owned(),
            row: numbering::row_of(place),
        })
    }
}
