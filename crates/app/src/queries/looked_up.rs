//! Finding records by what is under a seal. A mask leaves few enough values to try them all, so whoever asks for values
//! may ask for a few at once only, and each time that is written down like a value that was shown.

use std::collections::BTreeMap;

use engines::forms::sealed;
use model::{ChangeKind, Code, Expr, FieldId, Rejection};
use serde_json::json;
use store::Error;

use crate::catalog::Catalog;
use crate::document_change::said;
use crate::platform::Platform;
use crate::who::Who;

/// Most values of sealed fields that one question may name.
const MOST: usize = 20;

impl Platform {
    /// Writes down that somebody asks for records by values of sealed fields; the answer waits until the log holds it.
    ///
    /// # Errors
    /// `TooMany` values at `filter`.
    pub(super) fn ask_sealed(
        &self,
        catalog: &Catalog,
        who: &Who,
        filter: &Expr,
    ) -> Result<(), Error> {
        let asked = sealed::asked(filter);
        if asked.is_empty() {
            return Ok(());
        }
        let count: usize = asked.values().sum();
        if count > MOST {
            let refused = Rejection::at(Code::TooMany, "filter").with("max", MOST);
            return Err(refused.with("count", count).into());
        }
        self.say_looked_up(catalog, who, asked)
    }

    /// The same for what was found by values of these fields, with how many.
    pub(super) fn say_looked_up(
        &self,
        catalog: &Catalog,
        who: &Who,
        asked: BTreeMap<FieldId, usize>,
    ) -> Result<(), Error> {
        let cause = who.cause();
        let changes: Vec<_> = asked
            .into_iter()
            .filter_map(|(field, values)| {
                let form = catalog.forms.values().find(|f| f.field_by_id(field).is_some())?;
                let told = json!({ "field": field, "asked_for": values });
                Some(said((ChangeKind::Revealed, form), &cause, (form.id.to_string(), told)))
            })
            .collect();
        if changes.is_empty() {
            return Ok(());
        }
        let at = self.now();
        self.write(move |tx, _| {
            for change in &changes {
                tx.append(change.clone(), at)?;
            }
            Ok(())
        })?;
        Ok(())
    }
}
