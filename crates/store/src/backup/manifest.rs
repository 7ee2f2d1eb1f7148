//! What stands first in a backup: which format, which schema, where the log ends, how much follows.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::form::FormPlan;
use super::{hex, unhex};
use crate::fault::Fault;
use crate::head::Head;
use crate::records::ErasedRecord;

/// The version of the format. Readers refuse newer ones.
pub const FORMAT: u32 = 1;

/// The first entry of the container.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`] of the program that wrote it.
    pub format: u32,
    /// Version of the platform's own tables.
    pub schema: i64,
    /// The program's version and the moment.
    #[serde(flatten)]
    pub about: About,
    /// Where the log ends.
    pub head: HeadText,
    /// Rows of each table, in the order in which they follow.
    pub tables: Vec<TableCount>,
    /// Each form's tables: columns, indexes.
    pub forms: Vec<FormPlan>,
    /// How many files the records know.
    pub files: u64,
    /// Records that were erased before this backup: whoever has it knows what to erase from older ones.
    #[serde(default)]
    pub erasures: Vec<ErasedRecord>,
}

/// Who wrote it and when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// The program's version.
    pub program: String,
    /// When the backup began.
    pub made_at: Timestamp,
    /// The workspace's name.
    pub workspace: String,
}

/// The log's head in readable form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadText {
    /// The last seq.
    pub seq: i64,
    /// The last hash in hexadecimal digits.
    pub hash: String,
    /// The catalog's version.
    pub catalog: i64,
}

/// How many rows of a table follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableCount {
    /// The table.
    pub name: String,
    /// The names of its columns, in the order of the values in each line.
    pub columns: Vec<String>,
    /// Rows.
    pub rows: u64,
}

impl From<&Head> for HeadText {
    fn from(head: &Head) -> Self {
        Self { seq: head.seq, hash: hex(&head.hash), catalog: head.catalog }
    }
}

impl HeadText {
    /// As the database keeps it.
    ///
    /// # Errors
    /// When the hash is not one.
    pub fn head(&self) -> Result<Head, Fault> {
        let hash = unhex(&self.hash);
        let hash = hash.ok_or_else(|| Fault::new("the backup names no proper head hash"))?;
        Ok(Head { seq: self.seq, hash, catalog: self.catalog })
    }
}
