//! What is asked while an undo is decided: single entries of the log, and whether a value is still free. The undo asks
//! inside its transaction, a preview outside; records that come back together are asked about together.

use std::collections::HashMap;

use model::{FieldRef, RecordId, Rejection, Value, Values};
use store::dialect::Dialect;
use store::log::{Logged, entry_of};
use store::session::{EachRow, Read};
use store::sql::Sql;
use store::{Error, Fault, Tx};

use crate::commands::door::Opened;
use crate::imports;

/// Who answers.
pub(super) trait Ledger: Read {
    /// The entry that holds this seq.
    fn entry(&mut self, seq: model::Seq) -> Result<Option<Logged>, Fault>;

    /// Refuses values that another record has by now where none may have the same: the index would refuse them later,
    /// and all that is written with them.
    fn untaken(&mut self, opened: &Opened<'_>, wanted: (RecordId, &Values)) -> Result<(), Error>;
}

impl Ledger for Tx<'_> {
    fn entry(&mut self, seq: model::Seq) -> Result<Option<Logged>, Fault> {
        self.entry_of(seq)
    }

    fn untaken(&mut self, opened: &Opened<'_>, wanted: (RecordId, &Values)) -> Result<(), Error> {
        alone(self, opened, wanted)
    }
}

/// The log outside a transaction.
pub(super) struct Reading<'r>(pub(super) &'r mut dyn Read);

impl Read for Reading<'_> {
    fn dialect(&self) -> Dialect {
        self.0.dialect()
    }

    fn each(&mut self, sql: &Sql, row: EachRow<'_>) -> Result<(), Fault> {
        self.0.each(sql, row)
    }
}

impl Ledger for Reading<'_> {
    fn entry(&mut self, seq: model::Seq) -> Result<Option<Logged>, Fault> {
        entry_of(self.0, seq)
    }

    fn untaken(&mut self, opened: &Opened<'_>, wanted: (RecordId, &Values)) -> Result<(), Error> {
        alone(self.0, opened, wanted)
    }
}

/// Records that come back together: two of them may want the same value, and of many each is not asked for by itself.
pub(super) struct Together<'a, 't> {
    tx: &'a mut Tx<'t>,
    refused: HashMap<RecordId, Rejection>,
}

impl<'a, 't> Together<'a, 't> {
    /// Asks for the values of all of them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(super) fn ask<'v>(
        tx: &'a mut Tx<'t>,
        opened: &Opened<'_>,
        records: impl IntoIterator<Item = (RecordId, &'v Values)>,
    ) -> Result<Self, Error> {
        let rows = (0u32..).zip(records);
        let wanted: Vec<imports::Wanted<'v>> =
            rows.map(|(row, (record, values))| imports::Wanted { row, record, values }).collect();
        let about = (opened.form, Some(opened.table));
        let mut taken = imports::taken(tx, about, &wanted, &mut HashMap::new())?;
        let refused = wanted.iter().filter_map(|w| Some((w.record, taken.remove(&w.row)?)));
        let refused = refused.collect();
        Ok(Self { tx, refused })
    }
}

impl Read for Together<'_, '_> {
    fn dialect(&self) -> Dialect {
        self.tx.dialect()
    }

    fn each(&mut self, sql: &Sql, row: EachRow<'_>) -> Result<(), Fault> {
        self.tx.each(sql, row)
    }
}

impl Ledger for Together<'_, '_> {
    fn entry(&mut self, seq: model::Seq) -> Result<Option<Logged>, Fault> {
        self.tx.entry_of(seq)
    }

    fn untaken(&mut self, _: &Opened<'_>, (record, _): (RecordId, &Values)) -> Result<(), Error> {
        match self.refused.get(&record) {
            Some(why) => Err(why.clone().into()),
            None => Ok(()),
        }
    }
}

fn alone(
    read: &mut dyn Read,
    opened: &Opened<'_>,
    (record, values): (RecordId, &Values),
) -> Result<(), Error> {
    let is_unique = |(field, value): (&FieldRef, &Value)| match field {
        FieldRef::Field(id) => {
            !value.is_null() && opened.form.field_by_id(*id).is_some_and(|f| f.unique)
        }
        FieldRef::System(_) => false,
    };
    if !values.iter().any(is_unique) {
        return Ok(());
    }
    let wanted = [imports::Wanted { row: 0, record, values }];
    let about = (opened.form, Some(opened.table));
    match imports::taken(read, about, &wanted, &mut HashMap::new())?.remove(&0) {
        Some(rejection) => Err(rejection.into()),
        None => Ok(()),
    }
}
