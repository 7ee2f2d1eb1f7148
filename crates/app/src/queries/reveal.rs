//! Shows one sensitive value to somebody who sees the field, and writes down that it was shown: to whom, when, whose.

use engines::forms::read;
use model::{ChangeKind, Code, FieldRef, RecordId, Rejection};
use serde_json::json;
use store::records::find;
use store::{Committed, Error};

use crate::document_change::said;
use crate::platform::Platform;
use crate::who::Who;

impl Platform {
    /// What is under the seal of a record's field; none where there is no value. The answer waits until the log holds
    /// that it was given.
    ///
    /// # Errors
    /// `NotFound` for records out of sight, `UnknownField` for fields out of sight, `WrongType` for fields that are
    /// not sensitive, `SealKeyMissing`.
    pub fn reveal(
        &self,
        who: &Who,
        (form, id): (&str, RecordId),
        field: &str,
    ) -> Result<Option<String>, Error> {
        let (who, form, field, at) = (who.clone(), form.to_owned(), field.to_owned(), self.now());
        let Committed { value, .. } = self.write(move |tx, catalog| {
            let (form, sight) = catalog.open_sight(&who, &form)?;
            let table = catalog.table(form.id)?;
            let found = find(tx, table, id)?;
            let found = found.and_then(|record| Some((sight.of(&record)?, record)));
            let (access, record) = found.ok_or_else(|| Rejection::new(Code::NotFound))?;
            let asked = read::field(form, access, &field)?;
            let FieldRef::Field(own) = asked else {
                return Err(Rejection::at(Code::WrongType, "field").into());
            };
            if !form.field_by_id(own).is_some_and(|f| f.sensitive) {
                return Err(Rejection::at(Code::WrongType, "field").into());
            }
            let Some(seal) = record.value(asked).as_sealed() else { return Ok(None) };
            let text = catalog.sealing.open(seal)?;
            let told = json!({ "field": own });
            tx.append(
                said((ChangeKind::Revealed, form), &who.cause(), (id.to_string(), told)),
                at,
            )?;
            Ok(Some(text))
        })?;
        Ok(value)
    }
}
