//! An import as it is kept: the file, how it is read, where each column goes, and what came of it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{
    BatchId, FieldId, FileId, FormId, ImportId, JobId, OptionId, RecordId, RowScope, SystemField,
    UserId,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use sheets::{Choice, Delimiter, Encoding, Format, HeadRow, HeaderRows};

use super::fits::FormFit;
use super::keys::Compared;
use super::untidy::{RangeEnd, Untidy};

/// An import.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Import {
    /// Its id.
    pub id: ImportId,
    /// Whose it is; none = the command line.
    pub by: Option<UserId>,
    /// When it was begun.
    pub at: Timestamp,
    /// The file.
    pub file: KeptFile,
    /// How the file is read, as far as a person said so.
    pub choice: Choice,
    /// What is in the file.
    pub shape: Shape,
    /// Where the rows go.
    pub target: Target,
    /// The target was proposed; nobody chose it.
    #[serde(default)]
    pub proposed: bool,
    /// How the columns fit the forms into which the person may import, best first.
    #[serde(default)]
    pub fits: Vec<FormFit>,
    /// New records, changes of known ones, or both.
    pub mode: Mode,
    /// Codes of the fields that together say which record a row means.
    pub key: Vec<String>,
    /// What happens to a row that looks like another row or a stored record.
    pub duplicates: Rule,
    /// The same for single rows, by row number.
    pub row_rules: BTreeMap<u32, Rule>,
    /// By what rows are compared, if somebody said so; else see [`Import::compared`].
    #[serde(default)]
    pub compared: Option<Vec<Compared>>,
    /// Whose new records are that name no owner, if somebody said so; else see [`Import::unowned`].
    #[serde(default)]
    pub unowned: Option<Unowned>,
    /// The columns of the table, in its order.
    pub columns: Vec<Column>,
    /// What the last check found.
    pub checked: Checked,
    /// Grows with every change: a check of an older revision says nothing.
    #[serde(default)]
    pub revision: u32,
    /// The job that checks all rows, where looking at them takes long.
    #[serde(default)]
    pub check: Option<JobId>,
    /// Where it stands.
    pub state: State,
    /// The job that wrote it.
    pub job: Option<JobId>,
    /// What an undo takes back.
    pub batch: Option<BatchId>,
    /// Its undos and redos.
    #[serde(default)]
    pub turns: super::undo::Turns,
    /// Whose decisions were taken over, because its file had the same headers.
    #[serde(default)]
    pub remembered: Option<Remembered>,
    /// Options that the undo of an import let go and words of this file mean: they come back with the run.
    #[serde(default)]
    pub returning: Vec<OptionId>,
    /// Fields that the undo of an import let go and columns of this file would make anew: they come back instead.
    #[serde(default)]
    pub returning_fields: Vec<FieldId>,
}

impl Import {
    /// By what rows are compared with each other and with stored records.
    pub(super) fn compared(&self) -> Vec<Compared> {
        self.compared.clone().unwrap_or_else(|| Compared::USUAL.to_vec())
    }

    /// Whose new records are that name no owner. A file with a column of owners says by a blank cell that there is
    /// none; one without says nothing.
    pub(super) fn unowned(&self) -> Unowned {
        let says = self.columns.iter().any(|c| c.to == Some(To::System(SystemField::Owner)));
        self.unowned.unwrap_or(if says { Unowned::Nobody } else { Unowned::Me })
    }
}

/// An earlier import whose decisions were taken over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Remembered {
    /// Which.
    pub import: ImportId,
    /// Whose it was.
    pub by: Option<UserId>,
    /// When it was begun.
    pub at: Timestamp,
}

/// The file, kept by its content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct KeptFile {
    /// As the person named it.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 in hexadecimal.
    pub hash: String,
    /// By which backups know it; none for imports of older programs.
    #[serde(default)]
    pub id: Option<FileId>,
    /// It was forgotten, as [`super::expiry`] says. What was decided about its columns stays.
    #[serde(default)]
    pub gone: bool,
    /// An erasure emptied the import: file and words are gone, as [`super::erase`] says.
    #[serde(default)]
    pub erased: bool,
}

/// What is in the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Shape {
    /// By content.
    pub format: Format,
    /// Of a text file.
    pub encoding: Option<Encoding>,
    /// Of a text file.
    pub delimiter: Option<Delimiter>,
    /// All sheets, hidden ones too.
    pub sheets: Vec<Sheet>,
    /// The chosen one's place.
    pub sheet: u32,
    /// The header's rows; none if there is none.
    pub header: Option<HeaderRows>,
    /// 1-based row where data begins.
    pub first_data_row: u32,
    /// Rows with content below the header.
    pub rows: u32,
    /// What a person should know, as `sheets` says it: codes with parameters.
    pub warnings: Json,
    /// The first rows as they stand.
    #[serde(default)]
    pub head: Vec<HeadRow>,
    /// Texts with a `'` against being run as formulas.
    #[serde(default)]
    pub guarded: u64,
}

/// A sheet of the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Sheet {
    /// Its name; empty for text.
    pub name: String,
    /// Rows that hold something.
    pub rows: u32,
    /// Its tab is not shown.
    pub hidden: bool,
    /// It is the one that was taken by itself.
    pub proposed: bool,
    /// Only programs show it.
    #[serde(default)]
    pub internal: bool,
}

/// Where the rows go.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A form that exists.
    Form(FormId),
    /// A form that is made when the import runs.
    New(NewForm),
}

/// A form to be made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewForm {
    /// What people call it.
    pub name: String,
    /// Its code; made of its name where nobody gave one.
    #[serde(default)]
    pub code: String,
    /// Its place in the menu; at the end when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<i32>,
    /// Which of its records members see; said by administrators. Left out by them: those of
    /// their department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sees: Option<RowScope>,
}

/// What rows may become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// New records.
    New,
    /// Changes of records found by key.
    Update,
    /// Changes of records found by key, else new ones.
    Both,
}

/// What happens to a duplicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// 跳过.
    Skip,
    /// 更新: the other's blank and differing values take this row's.
    Update,
    /// 新建.
    Create,
}

/// Whose a new record is that names no owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unowned {
    /// 无负责人.
    Nobody,
    /// 归我: whoever imports.
    Me,
}

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being mapped; nothing is written.
    Draft,
    /// Its job waits, runs, failed or was cancelled.
    Running,
    /// Its records are there.
    Done,
    /// Its records were taken back.
    Undone,
}

impl State {
    /// As the database stores it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Running => "running",
            Self::Done => "done",
            Self::Undone => "undone",
        }
    }
}

/// A column of the table and where it goes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Column {
    /// 0-based column in the sheet.
    pub index: u32,
    /// Its clean name, unique within the table.
    pub header: String,
    /// What stands in it.
    pub look: Look,
    /// Where it goes; none = nowhere.
    pub to: Option<To>,
    /// Why that was proposed.
    pub reason: Reason,
    /// Words that stand for "nothing".
    pub empty_words: Vec<String>,
    /// `03/04/2021` is the third of April.
    pub day_first: bool,
    /// White space around texts is taken away; other kinds never keep it.
    #[serde(default = "yes")]
    pub trim: bool,
    /// What happens to rows with cells that cannot be read.
    #[serde(default)]
    pub untidy: Untidy,
    /// What ranges are taken as.
    #[serde(default)]
    pub range: RangeEnd,
    /// Plain numbers are in the unit that the header names.
    #[serde(default = "yes")]
    pub in_unit: bool,
    /// Words for options: their word → our code; the empty one = nothing.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    /// The field of the other form by which a link finds its record; none = its title.
    #[serde(default)]
    pub link_by: Option<String>,
    /// What unknown words of a link column mean.
    #[serde(default)]
    pub links: BTreeMap<String, LinkTo>,
    /// What unknown names of a person column mean.
    #[serde(default)]
    pub people: BTreeMap<String, PersonTo>,
}

fn yes() -> bool {
    true
}

/// What stands in a column, from one pass over all rows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Look {
    /// The first different texts.
    pub sample: Vec<String>,
    /// Cells without text.
    pub blank: u64,
    /// Different texts; counting stops above [`super::look::DISTINCT`].
    pub distinct: u64,
    /// There are more different texts than were counted.
    pub more: bool,
    /// Different texts with how often each occurs, most frequent first; only some when there are too many.
    pub values: Vec<(String, u64)>,
    /// Cells that the sheet shows as money.
    pub money: u64,
    /// Cells that the sheet says are dates.
    pub dates: u64,
    /// Cells that carry a comment.
    pub comments: u64,
    /// Texts with white space around them; nothing but white space counts too.
    #[serde(default)]
    pub spaced: u64,
    /// Texts of nothing but white space.
    #[serde(default)]
    pub hollow: u64,
    /// Texts with a `'` before what a spreadsheet would run, and texts without one that it would run.
    #[serde(default)]
    pub guarded: (u64, u64),
}

/// Where a column goes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum To {
    /// A field of the form, by code.
    Field(String),
    /// A field to be made.
    NewField(Box<model::Field>),
    /// Owner, created_at, created_by or next_activity_at.
    System(SystemField),
    /// Dated notes: each becomes a follow-up.
    Activities(bool),
    /// Into a note on the record, with all columns that go there.
    Note(bool),
}

/// Why something was proposed: a stable code with what its words need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Reason {
    /// E.g. `header`, `few_values`, `same_name`, `chosen`.
    pub code: String,
    /// Numbers and names.
    #[serde(default)]
    pub params: Map<String, Json>,
}

/// What an unknown word of a link column means.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum LinkTo {
    /// This record.
    Record(RecordId),
    /// A new record with the word as its title.
    Create,
    /// Nothing.
    Empty,
}

/// What an unknown name of a person column means.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PersonTo {
    /// This person.
    Person(UserId),
    /// A new person, known by name, who cannot sign in until invited.
    Create,
    /// A new person who has left.
    CreateLeft,
    /// Nobody; the name is kept as a note on the record.
    Text,
    /// Nothing.
    Empty,
}

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Checked {
    /// Rows looked at.
    pub rows: u64,
    /// All rows were looked at.
    pub complete: bool,
    /// Rows that cannot be imported as they are.
    pub errors: u64,
    /// Rows that will be, with something a person should know.
    pub warnings: u64,
    /// Rows that are no records: sums, repeated headers, rows of empty words.
    pub left_out: u64,
    /// Rows that will become new records.
    pub creates: u64,
    /// Rows that will change records.
    pub updates: u64,
    /// Rows that will be skipped as duplicates.
    pub skips: u64,
    /// Rows that look like another row of the file.
    pub in_file: u64,
    /// Rows that look like a stored record.
    pub in_store: u64,
    /// Rows that look like either.
    #[serde(default)]
    pub alike: u64,
    /// There are so many records that only exactly equal names counted as the same company.
    #[serde(default)]
    pub exact_only: bool,
    /// Problems that concern the import as a whole.
    pub general: Vec<Problem>,
    /// The first problems.
    pub sample: Vec<Problem>,
    /// Cells that could not be taken as they stand, by column index.
    #[serde(default)]
    pub untidy: BTreeMap<u32, u64>,
    /// Words that name no option, record or person, by column index, with their counts.
    pub unmatched: BTreeMap<u32, Vec<(String, u64)>>,
}

/// Something wrong or remarkable about a row or cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// 1-based row in the file; 0 = the import as a whole.
    pub row: u32,
    /// 0-based column in the sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// Why: the code of a rejection, or of a remark such as `text_cut`.
    pub code: String,
    /// Code of the field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What the words need.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, Json>,
    /// The row is imported all the same.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub warning: bool,
}

impl Problem {
    /// A refusal at a row and perhaps a column.
    pub(super) fn of(rejection: &model::Rejection, row: u32, column: Option<u32>) -> Self {
        Self {
            row,
            column,
            code: rejection.code.name(),
            field: rejection.field.clone(),
            params: rejection.params.clone(),
            warning: false,
        }
    }

    /// A remark at a row and perhaps a column.
    pub(super) fn remark(code: &str, row: u32, column: Option<u32>) -> Self {
        let (field, params) = (None, BTreeMap::new());
        Self { row, column, code: code.to_owned(), field, params, warning: true }
    }

    /// Adds a parameter for the words.
    pub(super) fn with(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }
}
