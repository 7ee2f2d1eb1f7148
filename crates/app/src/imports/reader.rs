//! Rows of the file to values of the form, with everything that is wrong with them.

use std::collections::{BTreeMap, HashMap, HashSet};

use engines::forms::fold::fold_label;
use engines::forms::{Facts, Known, derive};
use engines::imports::split_activities;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use model::command::{Activity, ActivityKind};
use model::kind::{DateTimeKind, PersonKind};
use model::{Access, ActivityId, Code, FieldKind, FieldRef, Form, Rejection, SystemField, Values};
use sheets::{Row, RowKind};
use store::Error;
use store::session::Read;
use uuid::Uuid;

use super::cell::{CellReader, FIRST_ONLY, Meant, NOT_NOTED};
use super::document::{Column, Import, Mode, Problem, Rule, To, Unowned};
use super::links;
use super::look::DISTINCT;
use super::spoken::{is_open, is_sensitive, own, unspoken, written};
use super::target::Goal;
use super::template::is_example;
use crate::catalog::Catalog;
use crate::who::Who;

/// Linked records that are remembered; beyond that they are forgotten and looked up again.
const LINKED: usize = 50_000;
/// Longest follow-up.
const LONGEST: usize = 20_000;

/// A row of the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ReadRow {
    /// 1-based row in the file.
    pub(super) number: u32,
    /// What could be read; blank cells are left out.
    pub(super) values: Values,
    /// Follow-ups and notes; their ids are given later.
    pub(super) activities: Vec<Activity>,
    /// What could not, and what a person should know.
    pub(super) problems: Vec<Problem>,
    /// Fields left empty, because what was written could not be taken.
    pub(super) emptied: Vec<FieldRef>,
}

/// A cell of which a part is taken: the remark that says so, and what is left of it.
struct Parted {
    told: Problem,
    header: String,
    field: FieldRef,
    written: String,
    others: Vec<model::Value>,
}

/// What cells say that is in no field: it is told once the row is read, for another cell says whose record it is.
#[derive(Default)]
struct Over {
    parted: Vec<Parted>,
    emptied: Vec<Emptied>,
}

/// A cell that is left empty: what it says, and which problem tells of it.
struct Emptied {
    problem: usize,
    header: String,
    field: FieldRef,
    written: String,
}

impl ReadRow {
    pub(super) fn is_refused(&self) -> bool {
        self.problems.iter().any(|p| !p.warning)
    }
}

enum Goes {
    Value(Box<CellReader>),
    Activities,
    Note,
    Nowhere,
}

struct Place {
    index: u32,
    header: String,
    /// Code of the field, for problems.
    code: Option<String>,
    goes: Goes,
}

impl Place {
    fn field(&self) -> Option<FieldRef> {
        if let Goes::Value(cells) = &self.goes { Some(cells.field) } else { None }
    }
}

/// Reads the rows of one import.
pub(super) struct Reader {
    pub(super) form: Form,
    pub(super) access: Access,
    pub(super) known: Known,
    places: Vec<Place>,
    linked: HashSet<model::RecordId>,
    people: Vec<(model::UserId, String, Vec<String>)>,
    today: Date,
    zone: TimeZone,
    pub(super) at: Timestamp,
    /// Phone fields where a second number may go, as far as the row leaves them empty.
    spare: Vec<FieldRef>,
    /// Each row makes a record, and somebody owns it.
    always_owned: bool,
    /// The first spelling of each name that nobody goes by.
    spelled: HashMap<(u32, String), String>,
    /// Cells that could not be taken as they stand, by column.
    pub(super) untidy: BTreeMap<u32, u64>,
    /// Words that name nothing, by column, with their counts.
    pub(super) unmatched: BTreeMap<u32, HashMap<String, u64>>,
}

impl Reader {
    /// Makes everything ready that the rows need.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(super) fn new(
        read: &mut dyn Read,
        (catalog, who): (&Catalog, &Who),
        import: &Import,
        goal: &Goal,
    ) -> Result<Self, Error> {
        let mut places = Vec::with_capacity(import.columns.len());
        for (nth, column) in import.columns.iter().enumerate() {
            let (code, goes) = match destination(goal, column) {
                Some((field, kind)) => {
                    let titles = match &kind {
                        FieldKind::Link(link) => Some(links::titles(
                            read,
                            (catalog, who, &goal.indexes),
                            (import, nth),
                            link,
                        )?),
                        _ => None,
                    };
                    let code = engines::forms::show::code(&goal.form, field).map(str::to_owned);
                    let mut cells = CellReader::new(column, (field, &kind), titles);
                    if is_needed(&goal.form, field, &import.key) {
                        cells.insist();
                    }
                    (code, Goes::Value(Box::new(cells)))
                }
                None if column.to == Some(To::Activities(true)) => (None, Goes::Activities),
                None if column.to == Some(To::Note(true)) => (None, Goes::Note),
                None => (None, Goes::Nowhere),
            };
            places.push(Place { index: column.index, header: column.header.clone(), code, goes });
        }
        let people = catalog.people.values().map(|p| {
            let also = p.login.iter().chain(&p.phone).cloned().collect();
            (p.id, p.name.clone(), also)
        });
        let only_new = import.mode == Mode::New && import.duplicates != Rule::Update;
        let owner_is_me = import.unowned() == Unowned::Me && who.id().is_some();
        let mut reader = Self {
            form: goal.form.clone(),
            access: goal.access.clone(),
            known: Known::default(),
            places,
            linked: HashSet::new(),
            people: people.collect(),
            today: import.at.to_zoned(who.zone.clone()).date(),
            zone: who.zone.clone(),
            at: import.at,
            spare: Vec::new(),
            always_owned: only_new && import.row_rules.is_empty() && owner_is_me,
            spelled: HashMap::new(),
            untidy: BTreeMap::new(),
            unmatched: BTreeMap::new(),
        };
        reader.spare = reader.spare_phones(only_new);
        reader.forget_linked();
        Ok(reader)
    }

    /// Phone fields that the person may fill and no column of the file does; where all records are new, a column's blank
    /// cell leaves room as well: those come last.
    fn spare_phones(&self, only_new: bool) -> Vec<FieldRef> {
        let filled: HashSet<FieldRef> = self.places.iter().filter_map(Place::field).collect();
        let phones = self.form.live_fields().filter(|f| {
            let may = self.access.sees(f.id) && !self.access.read_only.contains(&f.id);
            may && matches!(f.kind, FieldKind::Phone(_)) && !f.unique && !f.sensitive
        });
        let phones = phones.map(|f| FieldRef::Field(f.id));
        let (own, mut spare): (Vec<_>, Vec<_>) = phones.partition(|f| filled.contains(f));
        spare.extend(own.into_iter().filter(|_| only_new));
        spare
    }

    /// What is known again without the records that rows linked to.
    fn forget_linked(&mut self) {
        self.linked.clear();
        self.known = Known::default();
        for (id, name, also) in &self.people {
            let also: Vec<&str> = also.iter().map(String::as_str).collect();
            self.known.add_person(*id, name, &also);
        }
    }

    /// Forgets what has grown too large. Called between chunks: rows that were read before are checked by then.
    pub(super) fn tidy(&mut self) {
        if self.linked.len() > LINKED {
            self.forget_linked();
        }
    }

    /// A row as the form sees it; none for rows that are no records.
    pub(super) fn read(&mut self, row: &Row) -> Option<ReadRow> {
        if row.kind != RowKind::Data || is_example(row) {
            return None;
        }
        let number = row.number;
        let mut out = ReadRow {
            number,
            values: Values::new(),
            activities: Vec::new(),
            problems: Vec::new(),
            emptied: Vec::new(),
        };
        let mut over = Over::default();
        let mut kept: Vec<String> = Vec::new();
        for (nth, cell) in row.cells.iter().enumerate() {
            let Some(place) = self.places.get(nth) else { break };
            if matches!(cell, sheets::Cell::Empty) {
                continue;
            }
            let text = cell.display();
            match &place.goes {
                Goes::Nowhere => {}
                Goes::Note if text.trim().is_empty() => {}
                Goes::Note => kept.push(format!("{}: {}", place.header, text.trim())),
                Goes::Activities => {
                    let pieces = split_activities(&text, self.today);
                    out.activities.extend(
                        pieces.into_iter().map(|piece| past(piece, &text, (&self.zone, self.at))),
                    );
                }
                Goes::Value(_) => self.value(nth, &text, (&mut out, &mut over)),
            }
        }
        self.keep(over, &mut out);
        if !kept.is_empty() {
            out.activities.push(note(kept.join("\n"), self.at));
        }
        self.remarks(row, &mut out);
        let says_nothing = out.values.is_empty() && out.emptied.is_empty();
        let is_empty = says_nothing && out.activities.is_empty() && !out.is_refused();
        (!is_empty).then_some(out)
    }

    /// Takes the value of a cell, or says what is wrong with it.
    fn value(&mut self, nth: usize, text: &str, (out, over): (&mut ReadRow, &mut Over)) {
        let Some(place) = self.places.get_mut(nth) else { return };
        let Goes::Value(cells) = &mut place.goes else { return };
        let facts = Facts { today: self.today, zone: &self.zone, known: &self.known };
        let meant = cells.read(text, &facts);
        let field = cells.field;
        let mut tell = |rejection: Rejection, written: &str, warning: bool| {
            let rejection = unspoken(&self.form, field, rejection);
            if is_named(rejection.code) {
                let spelled = (&mut self.unmatched, &mut self.spelled);
                tally(spelled, place.index, &rejection, written);
            } else {
                *self.untidy.entry(place.index).or_default() += 1;
            }
            let problem = Problem::of(&rejection, out.number, Some(place.index));
            out.problems.push(Problem { field: place.code.clone(), warning, ..problem });
        };
        match meant {
            Ok(Meant::Value(value)) if value.is_null() => {}
            Ok(Meant::Value(value)) => {
                if let Some((form, ids)) = cells.linked(&value) {
                    for id in ids {
                        if self.linked.insert(*id) {
                            self.known.add_record(form, *id, "");
                        }
                    }
                }
                out.values.insert(field, value);
            }
            Ok(Meant::Note(words)) => self.say(nth, &words, out),
            Ok(Meant::Without(value, words)) => {
                // What names something is asked about; anything else tells one thing of the whole cell.
                let is_unread = words.iter().any(|rejection| !is_named(rejection.code));
                for rejection in words {
                    let written = rejection.params.get("text").and_then(|t| t.as_str());
                    let written = written.unwrap_or(text).to_owned();
                    tell(rejection, &written, true);
                }
                if is_unread {
                    let (header, written) = (place.header.clone(), text.trim().to_owned());
                    let problem = out.problems.len().saturating_sub(1);
                    over.emptied.push(Emptied { problem, header, field, written });
                }
                if value.is_null() {
                    out.emptied.push(field);
                } else {
                    out.values.insert(field, value);
                }
            }
            Ok(Meant::Part(value, code, others)) => {
                out.values.insert(field, value);
                *self.untidy.entry(place.index).or_default() += 1;
                let told = Problem::remark(code, out.number, Some(place.index));
                let told = Problem { field: place.code.clone(), ..told };
                let (header, written) = (place.header.clone(), text.trim().to_owned());
                over.parted.push(Parted { told, header, field, written, others });
            }
            Err(rejection) => tell(rejection, text, false),
        }
    }

    /// Words of a cell that become a note, as far as all who see the record may see its field.
    fn say(&self, nth: usize, words: &str, out: &mut ReadRow) {
        let Some(place) = self.places.get(nth) else { return };
        let Some(field) = place.field() else { return };
        if is_open(&self.form, field, true) {
            out.activities.push(note(format!("{}: {words}", place.header), self.at));
        } else {
            let told = Problem::remark(NOT_NOTED, out.number, Some(place.index));
            let told = Problem { field: place.code.clone(), ..told };
            out.problems.push(written(told, words, is_sensitive(&self.form, field)));
        }
    }

    /// What cells say that is in no field becomes one note on the record, as far as all who see the record may see it.
    fn keep(&self, over: Over, out: &mut ReadRow) {
        let mut lines: Vec<String> = Vec::new();
        for one in over.parted {
            lines.extend(self.part(one, out));
        }
        let unowned = self.may_be_unowned(out);
        for one in over.emptied.iter().filter(|one| is_open(&self.form, one.field, unowned)) {
            lines.push(format!("{}: {}", one.header, one.written));
            if let Some(told) = out.problems.get_mut(one.problem) {
                told.params.insert("noted".to_owned(), true.into());
            }
        }
        if !lines.is_empty() {
            out.activities.push(note(lines.join("\n"), self.at));
        }
    }

    /// What is left of a cell goes where the row has room, once all its cells are read; else it is a line of the note on
    /// the record. Neither shows it to anybody who may not see the field that it was written for.
    fn part(&self, mut one: Parted, out: &mut ReadRow) -> Option<String> {
        let mut line = None;
        let unowned = self.may_be_unowned(out);
        let is_free = |f: &&FieldRef| {
            let has_room = !out.values.contains_key(*f) && !out.emptied.contains(*f);
            has_room && self.is_guarded_as((one.field, **f), unowned)
        };
        let free: Vec<FieldRef> = self.spare.iter().filter(is_free).copied().collect();
        let left = one.others.len().saturating_sub(free.len());
        out.values.extend(free.into_iter().zip(one.others));
        if left > 0 {
            if is_open(&self.form, one.field, unowned) {
                line = Some(format!("{}: {}", one.header, one.written));
            } else {
                FIRST_ONLY.clone_into(&mut one.told.code);
            }
        }
        let is_sensitive = is_sensitive(&self.form, one.field);
        out.problems.push(written(one.told.with("left", left), &one.written, is_sensitive));
        line
    }

    fn is_guarded_as(&self, (from, to): (FieldRef, FieldRef), unowned: bool) -> bool {
        let both = own(&self.form, from).zip(own(&self.form, to));
        both.is_some_and(|both| derive::is_guarded_as(&self.form, both, unowned))
    }

    /// Whether the row's record may lie in the pool, as far as the row tells.
    fn may_be_unowned(&self, row: &ReadRow) -> bool {
        !self.always_owned
            && row.values.get(&SystemField::Owner.into()).is_none_or(model::Value::is_null)
    }

    /// Comments become notes; what `sheets` remarks about mapped cells becomes warnings.
    fn remarks(&self, row: &Row, out: &mut ReadRow) {
        for comment in &row.comments {
            let place = self.places.iter().find(|p| p.index == comment.column);
            let header = place.map_or("", |p| p.header.as_str());
            let author = comment.author.as_deref().filter(|a| !a.trim().is_empty());
            let author = author.map(|a| format!(" ({a})")).unwrap_or_default();
            let (words, column) = (comment.text.trim(), Some(comment.column));
            let unowned = self.may_be_unowned(out);
            let guarded =
                place.and_then(Place::field).filter(|f| !is_open(&self.form, *f, unowned));
            if words.is_empty() {
                continue;
            }
            let Some(field) = guarded else {
                out.activities.push(note(format!("{header}{author}: {words}"), self.at));
                continue;
            };
            let told = Problem::remark(NOT_NOTED, out.number, column);
            let told = Problem { field: place.and_then(|p| p.code.clone()), ..told };
            out.problems.push(written(told, words, is_sensitive(&self.form, field)));
        }
        for remark in &row.notes {
            let place = self.places.iter().find(|p| p.index == remark.column);
            if place.is_none_or(|p| matches!(p.goes, Goes::Nowhere)) {
                continue;
            }
            let json = serde_json::to_value(&remark.kind).unwrap_or_default();
            let code = json.get("code").and_then(|c| c.as_str()).unwrap_or("remark");
            let mut problem = Problem::remark(code, row.number, Some(remark.column));
            problem.field = place.and_then(|p| p.code.clone());
            if let Some(chars) = json.get("chars") {
                problem = problem.with("length", chars.clone());
            }
            out.problems.push(problem);
        }
    }

    /// The column, by its index in the sheet, that goes into a field.
    pub(super) fn column_of(&self, code: &str) -> Option<u32> {
        self.places.iter().find(|p| p.code.as_deref() == Some(code)).map(|p| p.index)
    }
}

/// The field or system column that a column goes to, with the kind by which its cells are read.
fn destination(goal: &Goal, column: &Column) -> Option<(FieldRef, FieldKind)> {
    let field = |code: &str| {
        let field = goal.form.live_fields().find(|f| f.code == code)?;
        goal.access.sees(field.id).then(|| (FieldRef::Field(field.id), field.kind.clone()))
    };
    match column.to.as_ref()? {
        To::Field(code) => field(code),
        To::NewField(new) => field(&new.code),
        To::System(system @ (SystemField::CreatedAt | SystemField::NextActivityAt)) => {
            Some(((*system).into(), FieldKind::DateTime(DateTimeKind {})))
        }
        To::System(system) => Some(((*system).into(), FieldKind::Person(PersonKind {}))),
        To::Activities(_) | To::Note(_) => None,
    }
}

/// Whether a row makes no sense without this field: it is required, or tells which record is meant.
fn is_needed(form: &Form, field: FieldRef, key: &[String]) -> bool {
    let FieldRef::Field(id) = field else { return false };
    form.field_by_id(id).is_some_and(|f| f.required || key.contains(&f.code))
}

/// Whether the cell names something, and nothing goes by that name.
fn is_named(code: Code) -> bool {
    matches!(code, Code::UnknownOption | Code::UnknownPerson | Code::NotALinkedRecord)
}

/// Words that name nothing, by column, with their counts; and the first spelling of each name.
type Tally<'a> =
    (&'a mut BTreeMap<u32, HashMap<String, u64>>, &'a mut HashMap<(u32, String), String>);

fn tally((unmatched, spelled): Tally<'_>, column: u32, rejection: &Rejection, cell: &str) {
    let word = rejection.params.get("text").and_then(|t| t.as_str()).unwrap_or(cell).trim();
    let words = unmatched.entry(column).or_default();
    if let Some(count) = words.get_mut(word) {
        *count += 1;
    } else if words.len() < DISTINCT {
        // 王芳 and 王 芳 are one person, and one question.
        let first = match rejection.code {
            Code::UnknownPerson => {
                let first = spelled.entry((column, fold_label(word)));
                let first = first.or_insert_with(|| word.to_owned());
                // Somebody writes marcus in haste; nobody writes Marcus so.
                if begins_small(first) && !begins_small(word) {
                    let counted = words.remove(first.as_str()).unwrap_or_default();
                    words.insert(word.to_owned(), counted);
                    word.clone_into(first);
                }
                first.clone()
            }
            _ => word.to_owned(),
        };
        *words.entry(first).or_default() += 1;
    }
}

fn begins_small(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_lowercase)
}

fn note(text: String, at: Timestamp) -> Activity {
    let text = text.chars().take(LONGEST).collect();
    let id = ActivityId(Uuid::nil());
    Activity::said(id, ActivityKind::Note, text, at)
}

/// A dated piece as a follow-up at noon of its day; one without a day is a note of today.
fn past(
    piece: engines::imports::Piece,
    cell: &str,
    (zone, now): (&TimeZone, Timestamp),
) -> Activity {
    let noon = |date: Date| {
        let civil = date.at(12, 0, 0, 0).to_zoned(zone.clone()).ok()?;
        Some(civil.timestamp().min(now - SignedDuration::from_secs(1)))
    };
    let at = piece.date.and_then(noon);
    let words = if piece.text.trim().is_empty() { cell.trim().to_owned() } else { piece.text };
    let kind = if at.is_some() { piece.kind } else { ActivityKind::Note };
    Activity { kind, ..note(words, at.unwrap_or(now)) }
}
