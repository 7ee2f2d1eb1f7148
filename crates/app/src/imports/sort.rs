//! What each row becomes: a new record, a change of one, nothing because it is there already, or a refusal.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use engines::forms::{Writer, check};
use jiff::Timestamp;
use model::command::Activity;
use model::{
    BatchId, Code, FieldKind, FieldRef, RecordId, Rejection, Rejections, SystemField, UserId,
    Value, Values,
};
use store::{Error, Store, Table};

use super::document::{Import, Mode, Problem, Rule, Unowned};
use super::indexes::Indexes;
use super::keys::{Index, Known, Sight, Sign, Signs, Stored};
use super::numbering;
use super::reader::{ReadRow, Reader};
use super::spoken::unspoken;
use super::steps;
use crate::catalog::Catalog;
use crate::who::Who;

/// What a row becomes.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Becomes {
    /// A record of this id.
    Create(RecordId, Values, Vec<Activity>),
    /// New values of this record.
    Update(RecordId, Values, Vec<Activity>),
    /// Nothing: it is there already.
    Skip(Problem),
    /// Nothing: it cannot be written.
    Refuse(Vec<Problem>),
}

/// A row with its fate.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sorted {
    pub(super) row: u32,
    pub(super) becomes: Becomes,
    /// The earlier row that it looks like.
    pub(super) in_file: Option<u32>,
    /// The stored record that it looks like.
    pub(super) in_store: Option<RecordId>,
    /// By what.
    pub(super) sign: Option<Sign>,
    /// What a person should know.
    pub(super) warnings: Vec<Problem>,
    /// Follow-ups and notes of a row that becomes nothing: a preview shows them all the same.
    pub(super) unused: Vec<Activity>,
}

/// Sorts the rows of one import, in the order of the file.
pub(super) struct Sorter {
    mode: Mode,
    rule: Rule,
    row_rules: BTreeMap<u32, Rule>,
    signs: Signs,
    /// Whether anything hangs on what rows look like.
    compares: bool,
    /// Whether a step of a pipeline requires something.
    asks: bool,
    stored: Stored,
    table: Option<Table>,
    batch: BatchId,
    catalog: Arc<Catalog>,
    /// Whose rows are that name no owner.
    owner: Option<UserId>,
    /// When the run was asked for; none for who only looks.
    pub(super) begun: Option<Timestamp>,
    /// The first row with each key.
    seen: HashMap<u64, u32>,
    /// Rows that became changes of records.
    targets: HashMap<u32, RecordId>,
}

/// What a row looks like.
#[derive(Default)]
struct Match {
    in_file: Option<u32>,
    in_store: Option<RecordId>,
    sign: Option<Sign>,
    /// Records that the key fields mean, when there are several.
    several: usize,
}

impl Sorter {
    /// Reads what rows are compared with. With `indexes`, for who only looks, rows are compared even where nothing hangs
    /// on it; `most` stored records are scanned.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(super) fn new(
        store: &Store,
        (catalog, who): (&Arc<Catalog>, &Who),
        import: &Import,
        reader: &Reader,
        (table, indexes, most): (Option<&Table>, Option<&Indexes>, i64),
    ) -> Result<Self, Error> {
        let given = import.key.iter().filter_map(|code| {
            let field = reader.form.field(code)?;
            reader.access.sees(field.id).then_some(FieldRef::Field(field.id))
        });
        let by = if import.mode == Mode::Update { Vec::new() } else { import.compared() };
        let signs = Signs { given: given.collect(), by };
        let plain = import.mode == Mode::New
            && import.duplicates == Rule::Create
            && import.row_rules.is_empty();
        let compares = indexes.is_some() || !plain;
        let stored = match table {
            Some(table) if compares => {
                let sight = Sight { form: &reader.form, table, access: &reader.access };
                store.read(|read| Stored::load(read, sight, &signs, (indexes, most)))?
            }
            _ => Stored::Scanned(Arc::default()),
        };
        Ok(Self {
            mode: import.mode,
            rule: import.duplicates,
            row_rules: import.row_rules.clone(),
            signs,
            compares,
            asks: steps::any_requires(&reader.form, &reader.access),
            stored,
            table: table.cloned(),
            batch: import.batch.unwrap_or(BatchId(import.id.0)),
            catalog: Arc::clone(catalog),
            owner: who.id().filter(|_| import.unowned() == Unowned::Me),
            begun: None,
            seen: HashMap::new(),
            targets: HashMap::new(),
        })
    }

    /// Whether there are so many stored records that only exactly equal names are told.
    pub(super) fn is_exact_only(&self) -> bool {
        matches!(self.stored, Stored::Asked)
    }

    /// Sorts some rows, at most some hundreds.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(super) fn sort(
        &mut self,
        store: &Store,
        reader: &Reader,
        mut rows: Vec<ReadRow>,
    ) -> Result<Vec<Sorted>, Error> {
        for row in &mut rows {
            let values = std::mem::take(&mut row.values);
            row.values = self.catalog.sealing.values(&reader.form, values)?;
        }
        let asked = match (&self.stored, &self.table) {
            (Stored::Asked, Some(table)) => {
                let sight = Sight { form: &reader.form, table, access: &reader.access };
                let values: Vec<&Values> = rows.iter().map(|r| &r.values).collect();
                Some(store.read(|read| Stored::ask(read, sight, &self.signs, &values))?)
            }
            _ => None,
        };
        let mut sorted: Vec<Sorted> =
            rows.into_iter().map(|row| self.one(reader, asked.as_ref(), row)).collect();
        if let Some(table) = self.table.as_ref().filter(|_| self.asks) {
            steps::remark_updates(store, (reader, table), &mut sorted)?;
        }
        Ok(sorted)
    }

    /// Remembers rows that were written before, after a new start.
    pub(super) fn remember(&mut self, reader: &Reader, row: &ReadRow) {
        if self.compares && !row.is_refused() {
            let sealed = self.catalog.sealing.values(&reader.form, row.values.clone());
            let keys = self.signs.of(&reader.form, &sealed.unwrap_or_default());
            let found = self.matched(&keys, None);
            if let (Some(id), Mode::Update | Mode::Both) = (found.in_store, self.mode) {
                self.targets.insert(row.number, id);
            }
            self.register(&keys, row.number);
        }
    }

    fn one(&mut self, reader: &Reader, asked: Option<&Index>, row: ReadRow) -> Sorted {
        let refused = row.is_refused();
        let mut activities = row.activities;
        let (warnings, errors): (Vec<Problem>, Vec<Problem>) =
            row.problems.into_iter().partition(|p| p.warning);
        let keys =
            if self.compares { self.signs.of(&reader.form, &row.values) } else { Vec::new() };
        let found = self.matched(&keys, asked);
        let mut sorted = Sorted {
            row: row.number,
            becomes: Becomes::Refuse(errors),
            in_file: found.in_file,
            in_store: found.in_store,
            sign: found.sign,
            warnings,
            unused: Vec::new(),
        };
        if refused {
            sorted.unused = activities;
            return sorted;
        }
        sorted.becomes = match self.wish(row.number, &keys, &found) {
            Ok(Wish::Create) => {
                let id = numbering::row(self.batch, row.number);
                match self.created(reader, row.number, (row.values, &row.emptied)) {
                    Ok(values) => {
                        say_instead(reader, &mut sorted.warnings, &values);
                        if self.asks {
                            sorted.warnings.extend(steps::remarks(reader, row.number, &values));
                        }
                        Becomes::Create(id, values, std::mem::take(&mut activities))
                    }
                    Err(all) => Becomes::Refuse(problems(reader, row.number, &all)),
                }
            }
            Ok(Wish::Update(id)) => match updated(reader, row.values) {
                Ok(values) => Becomes::Update(id, values, std::mem::take(&mut activities)),
                Err(all) => Becomes::Refuse(problems(reader, row.number, &all)),
            },
            Ok(Wish::Skip) => Becomes::Skip(duplicate(row.number, &found)),
            Err(rejection) => Becomes::Refuse(vec![Problem::of(&rejection, row.number, None)]),
        };
        sorted.unused = activities;
        match &sorted.becomes {
            Becomes::Create(..) => self.register(&keys, row.number),
            Becomes::Update(id, ..) => {
                self.targets.insert(row.number, *id);
                self.register(&keys, row.number);
            }
            Becomes::Skip(_) | Becomes::Refuse(_) => {}
        }
        sorted
    }

    fn register(&mut self, keys: &[Known], row: u32) {
        for key in keys {
            self.seen.entry(key.hash).or_insert(row);
        }
    }

    fn matched(&self, keys: &[Known], asked: Option<&Index>) -> Match {
        let mut found = Match::default();
        for key in keys {
            let index = match (&self.stored, asked) {
                (Stored::Scanned(index), _) => Some(&**index),
                (Stored::Asked, asked) => asked,
            };
            let stored: Vec<RecordId> =
                index.map(|i| i.find(key.hash).take(3).collect()).unwrap_or_default();
            let earlier = self.seen.get(&key.hash).copied();
            if stored.is_empty() && earlier.is_none() {
                continue;
            }
            if key.sign == Sign::Given && stored.len() > 1 {
                found.several = stored.len();
            }
            found.in_store = found.in_store.or(stored.first().copied());
            found.in_file = found.in_file.or(earlier);
            found.sign = found.sign.or(Some(key.sign));
        }
        found
    }

    fn wish(&self, row: u32, keys: &[Known], found: &Match) -> Result<Wish, Rejection> {
        let has_key = keys.iter().any(|k| k.sign == Sign::Given);
        let by_key = found.sign == Some(Sign::Given);
        if self.mode != Mode::New {
            if !has_key && self.mode == Mode::Update {
                return Err(Rejection::new(Code::Required).with("reason", "key"));
            }
            if by_key && found.several > 1 {
                return Err(Rejection::new(Code::Duplicate).with("count", found.several));
            }
            if by_key {
                let update = || self.meant(found).map_or(Wish::Create, Wish::Update);
                return Ok(match self.row_rules.get(&row) {
                    Some(Rule::Skip) => Wish::Skip,
                    Some(Rule::Create) if self.mode == Mode::Both => Wish::Create,
                    _ => update(),
                });
            }
            if self.mode == Mode::Update {
                return Err(Rejection::new(Code::NotFound).with("reason", "key"));
            }
        }
        if found.sign.is_none() {
            return Ok(Wish::Create);
        }
        Ok(match self.row_rules.get(&row).copied().unwrap_or(self.rule) {
            Rule::Skip => Wish::Skip,
            Rule::Create => Wish::Create,
            Rule::Update => self.meant(found).map_or(Wish::Create, Wish::Update),
        })
    }

    /// The record that the match means: the stored one, else the one that an earlier row becomes.
    fn meant(&self, found: &Match) -> Option<RecordId> {
        let earlier = found.in_file.map(|row| {
            self.targets.get(&row).copied().unwrap_or_else(|| numbering::row(self.batch, row))
        });
        found.in_store.or(earlier)
    }

    fn created(
        &self,
        reader: &Reader,
        row: u32,
        (mut values, emptied): (Values, &[FieldRef]),
    ) -> Result<Values, Rejections> {
        // What the sheet says otherwise is not what is usual: the default is for what it does not say at all.
        values.extend(
            emptied.iter().filter(|f| may_be_empty(reader, **f)).map(|f| (*f, Value::Null)),
        );
        let mut values =
            check::create(&reader.form, &reader.access, Writer::Import, values, &reader.known)?;
        if let Some(begun) = self.begun {
            let made = Value::Instant(numbering::made_at(begun, row));
            values.entry(SystemField::CreatedAt.into()).or_insert(made);
        }
        let owner = FieldRef::System(SystemField::Owner);
        if let (None, Some(me)) = (values.get(&owner), self.owner) {
            values.insert(owner, Value::Person(me));
        }
        if let Some(Value::Person(id)) = values.get(&owner) {
            let department = self.catalog.people.get(id).and_then(|p| p.department);
            if let Some(department) = department {
                values.insert(SystemField::Department.into(), Value::Department(department));
            }
        }
        Ok(values)
    }
}

/// Whether a record can be without this field: a pipeline always begins somewhere.
fn may_be_empty(reader: &Reader, field: FieldRef) -> bool {
    let FieldRef::Field(id) = field else { return false };
    let field = reader.form.field_by_id(id);
    field.is_some_and(|f| !f.required && !matches!(f.kind, FieldKind::Stage(_)))
}

/// A word that names no option leaves a new record what records begin with, where they always begin with something.
fn say_instead(reader: &Reader, warnings: &mut [Problem], values: &Values) {
    for told in warnings.iter_mut().filter(|told| told.code == Code::UnknownOption.name()) {
        let field = told.field.as_deref().and_then(|code| reader.form.field(code));
        let Some((field, Some(Value::Option(id)))) =
            field.map(|field| (field, values.get(&FieldRef::Field(field.id))))
        else {
            continue;
        };
        if let Some(option) = field.kind.options().into_iter().find(|o| o.id == *id) {
            told.params.insert("instead".to_owned(), serde_json::json!(option.label));
        }
    }
}

enum Wish {
    Create,
    Update(RecordId),
    Skip,
}

/// When and by whom a known record was made stays as it is.
fn updated(reader: &Reader, mut values: Values) -> Result<Values, Rejections> {
    values.remove(&FieldRef::System(SystemField::CreatedAt));
    values.remove(&FieldRef::System(SystemField::CreatedBy));
    check::update(&reader.form, &reader.access, Writer::Import, values, &reader.known)
}

fn problems(reader: &Reader, row: u32, all: &Rejections) -> Vec<Problem> {
    let problem = |rejection: &Rejection| {
        let column = rejection.field.as_deref().and_then(|code| reader.column_of(code));
        let field = rejection.field.as_deref().and_then(|code| reader.form.field(code));
        match field {
            Some(field) => {
                let told = unspoken(&reader.form, field.id.into(), rejection.clone());
                Problem::of(&told, row, column)
            }
            None => Problem::of(rejection, row, column),
        }
    };
    all.0.iter().map(problem).collect()
}

fn duplicate(row: u32, found: &Match) -> Problem {
    let mut problem = Problem::of(&Rejection::new(Code::Duplicate), row, None);
    if let Some(sign) = found.sign {
        problem = problem.with("by", sign.name());
    }
    match (found.in_store, found.in_file) {
        (Some(id), _) => problem.with("record", id.to_string()),
        (None, Some(earlier)) => problem.with("row", earlier),
        (None, None) => problem,
    }
}

impl Sign {
    /// Its stable name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Given => "key",
            Self::Phone => "phone",
            Self::CreditCode => "credit_code",
            Self::Name => "name",
            Self::Email => "email",
        }
    }
}
