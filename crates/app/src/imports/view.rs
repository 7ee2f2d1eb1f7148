//! An import as the API shows it.

use std::collections::{BTreeMap, HashMap};

use engines::forms::fold::fold_label;
use engines::forms::kinds::choices;
use engines::forms::{Facts, Known, behaviour};
use engines::imports::find_option;
use engines::matching::near;
use jiff::Timestamp;
use model::job::JobState;
use model::person::PersonState;
use model::{FieldKind, Form, ImportId, JobId, SystemField};
use serde::Serialize;
use serde_json::{Value as Json, json};
use sheets::HeadRow;
use store::Error;

use super::document::{
    Checked, Column, Import, LinkTo, Mode, PersonTo, Problem, Rule, State, Target, To, Unowned,
};
use super::keys::Compared;
use super::target::{Goal, goal};
use super::{cell, fits, links};
use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::who::Who;

/// Unknown words for which near ones are sought.
const SOUGHT: usize = 50;
/// Titles among which they are sought.
const AMONG: u32 = 2_000;
/// Near ones shown.
const NEAR: usize = 3;
/// Words of one column that are listed.
const LISTED: usize = 200;

/// An import.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "docs/api.md says what each is")]
pub struct ImportView {
    pub id: ImportId,
    pub file: Json,
    pub sheets: Json,
    pub sheet: u32,
    pub header_row: Option<u32>,
    pub header_rows: Option<(u32, u32)>,
    pub rows: u32,
    pub warnings: Json,
    pub target: Json,
    pub proposed: bool,
    pub fits: Vec<Json>,
    pub mode: Mode,
    pub key: Vec<String>,
    pub duplicates: Rule,
    pub row_rules: BTreeMap<u32, Rule>,
    pub unowned: Unowned,
    pub compared: Vec<Compared>,
    pub comparable: Vec<Compared>,
    pub columns: Vec<Json>,
    pub problems: ProblemsView,
    pub duplicates_found: Json,
    pub outcome: Json,
    pub state: State,
    pub job: Option<JobId>,
    pub head: Vec<HeadRow>,
    pub formula_guard: Option<Json>,
    pub checking: Option<Json>,
    pub by: Option<String>,
    pub created_at: Timestamp,
    pub remembered: Option<Json>,
    pub redo: Option<JobId>,
}

/// What is wrong, as far as was checked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProblemsView {
    /// Rows looked at.
    pub checked: u64,
    /// These were all.
    pub complete: bool,
    /// Rows that cannot be imported as they are.
    pub errors: u64,
    /// Rows with something a person should know.
    pub warnings: u64,
    /// What keeps the import from running.
    pub general: Vec<Problem>,
    /// The first problems.
    pub sample: Vec<Problem>,
}

/// Shows an import.
///
/// # Errors
/// When the database does not answer.
pub(super) fn show(platform: &Platform, who: &Who, import: &Import) -> Result<ImportView, Error> {
    let catalog = platform.catalog()?;
    // A person who lost their right since still sees what they did.
    let goal = goal(platform, &catalog, who, import).ok();
    let mut columns = Vec::with_capacity(import.columns.len());
    for column in &import.columns {
        let viewer = Viewer { platform, catalog: &catalog, who, import, goal: goal.as_ref() };
        columns.push(viewer.column(column)?);
    }
    let (shape, checked) = (&import.shape, &import.checked);
    let target = match &import.target {
        Target::Form(id) => {
            json!({"form": catalog.forms.get(id).map(|f| &f.code), "new_form": null})
        }
        Target::New(new) => json!({"form": null, "new_form": new}),
    };
    Ok(ImportView {
        id: import.id,
        file: json!({
            "name": import.file.name, "format": shape.format, "encoding": shape.encoding,
            "delimiter": shape.delimiter, "size": import.file.size, "kept": !import.file.gone,
        }),
        sheets: json!(shape.sheets),
        sheet: shape.sheet,
        header_row: shape.header.map(|h| h.first),
        header_rows: shape.header.map(|h| (h.first, h.last)),
        rows: shape.rows,
        warnings: shape.warnings.clone(),
        target,
        proposed: import.proposed,
        fits: fits::shown(&catalog, who, &import.fits),
        mode: import.mode,
        key: import.key.clone(),
        duplicates: import.duplicates,
        row_rules: import.row_rules.clone(),
        unowned: import.unowned(),
        compared: import.compared(),
        comparable: goal.as_ref().map(comparable).unwrap_or_default(),
        columns,
        problems: problems(checked),
        duplicates_found: json!({
            "rows": checked.alike, "in_file": checked.in_file, "in_store": checked.in_store,
            "exact_only": checked.exact_only,
        }),
        outcome: json!({
            "create": checked.creates, "update": checked.updates, "skip": checked.skips,
            "left_out": checked.left_out,
        }),
        state: import.state,
        job: import.job,
        head: shape.head.clone(),
        formula_guard: (shape.guarded > 0)
            .then(|| json!({"count": shape.guarded, "strip": import.choice.strip_formula_guard})),
        checking: checking(platform, import)?,
        by: import.by.map(|id| catalog.person_name(id).to_owned()),
        created_at: import.at,
        remembered: import.remembered.as_ref().map(|last| {
            let by = last.by.map(|id| catalog.person_name(id).to_owned());
            json!({"import": last.import, "at": last.at, "by": by})
        }),
        redo: import.turns.last_undo().filter(|_| import.state == State::Undone),
    })
}

/// By what rows of this form can be compared, as far as the person sees such fields.
fn comparable(goal: &Goal) -> Vec<Compared> {
    let fields = || goal.form.live_fields().filter(|f| goal.access.sees(f.id));
    let all = Compared::ALL.into_iter();
    all.filter(|by| fields().any(|f| by.is_told_by(&f.kind))).collect()
}

fn problems(checked: &Checked) -> ProblemsView {
    ProblemsView {
        checked: checked.rows,
        complete: checked.complete,
        errors: checked.errors,
        warnings: checked.warnings,
        general: checked.general.clone(),
        sample: checked.sample.clone(),
    }
}

/// How far the check of all rows is; none when it is not at work.
fn checking(platform: &Platform, import: &Import) -> Result<Option<Json>, Error> {
    let Some(job) =
        import.check.filter(|_| import.state == State::Draft && !import.checked.complete)
    else {
        return Ok(None);
    };
    let job = platform.store().read(|read| store::jobs::find(read, job))?;
    let job = job.filter(|j| matches!(j.state, JobState::Waiting | JobState::Running));
    Ok(job.map(|job| json!({"done": job.done, "total": job.total})))
}

struct Viewer<'a> {
    platform: &'a Platform,
    catalog: &'a Catalog,
    who: &'a Who,
    import: &'a Import,
    goal: Option<&'a Goal>,
}

impl Viewer<'_> {
    fn column(&self, column: &Column) -> Result<Json, Error> {
        let kind = self.kind(column);
        let mut view = json!({
            "index": column.index,
            "header": column.header,
            "sample": column.look.sample,
            "blank": column.look.blank,
            "distinct": column.look.distinct,
            "more_distinct": column.look.more,
            "comments": column.look.comments,
            "to": column.to,
            "reason": column.reason,
            "empty_words": column.empty_words,
            "day_first": column.day_first,
            "trim": column.trim,
            "spaced": column.look.spaced,
            "untidy": column.untidy,
            "untidy_cells": self.import.checked.untidy.get(&column.index).copied().unwrap_or(0),
            "range": column.range,
        });
        if let Some((word, _)) = kind.as_ref().and_then(|kind| cell::unit(column, kind)) {
            view["unit"] = json!({"word": word, "on": column.in_unit});
        }
        if self.comes_back(column) {
            view["back"] = json!(true);
        }
        match kind {
            Some(kind @ (FieldKind::Choice(_) | FieldKind::Choices(_) | FieldKind::Stage(_))) => {
                view["values"] = self.options(column, &kind);
            }
            Some(FieldKind::Link(link)) => view["link"] = self.link(column, &link)?,
            Some(FieldKind::Person(_)) => view["people"] = self.people(column),
            _ => {}
        }
        Ok(view)
    }

    /// The kind as which the cells are read.
    fn kind(&self, column: &Column) -> Option<FieldKind> {
        let of = |form: &Form, code: &str| form.field(code).map(|f| f.kind.clone());
        match column.to.as_ref()? {
            To::Field(code) => of(&self.goal?.form, code),
            To::NewField(field) => Some(field.kind.clone()),
            To::System(SystemField::Owner | SystemField::CreatedBy) => {
                Some(FieldKind::Person(model::kind::PersonKind {}))
            }
            To::System(_) | To::Activities(_) | To::Note(_) => None,
        }
    }

    /// Whether its new field is one that an undo let go.
    fn comes_back(&self, column: &Column) -> bool {
        let (Some(To::NewField(new)), Some(goal)) = (&column.to, self.goal) else { return false };
        let field = goal.form.field(&new.code);
        field.is_some_and(|f| self.import.returning_fields.contains(&f.id))
    }

    /// Every word of the column with the option that it means.
    fn options(&self, column: &Column, kind: &FieldKind) -> Json {
        let (known, zone) = (Known::default(), &self.who.zone);
        let facts =
            Facts { today: self.import.at.to_zoned(zone.clone()).date(), zone, known: &known };
        let empty: Vec<String> = column.empty_words.iter().map(|w| fold_label(w)).collect();
        let shown = self.written(column, kind);
        let options = kind.options().into_iter();
        let returning = options.filter(|o| !o.archived && self.import.returning.contains(&o.id));
        // Once it has run they are options like all others.
        let returning = returning.filter(|_| self.import.state == State::Draft);
        let back: Vec<&str> = returning.map(|o| o.code.as_str()).collect();
        let mut listed: Vec<(bool, Json)> = shown
            .iter()
            .filter(|(word, _)| !empty.contains(&fold_label(word)))
            .map(|(word, count)| {
                let decided = column.values.get(word).cloned();
                let open = decided.is_some();
                let to = decided.map(Json::from).unwrap_or_else(|| {
                    let read = behaviour(kind).read_text(word, &facts);
                    read.map_or(Json::Null, |value| meant(kind, &value))
                });
                let known = !open && !to.is_null();
                let mut shown = json!({"from": word, "count": count, "to": to});
                if shown["to"].as_str().is_some_and(|code| back.contains(&code)) {
                    shown["back"] = json!(true);
                }
                (known, shown)
            })
            .collect();
        // What somebody decides about is never cut off.
        listed.sort_by_key(|(known, _)| *known);
        listed.into_iter().take(LISTED).map(|(_, word)| word).collect()
    }

    /// The words of a column that name options, most frequent first: of cells with several, each by itself; and those
    /// that only the check of all rows met.
    fn written(&self, column: &Column, kind: &FieldKind) -> Vec<(String, u64)> {
        let mut found: Vec<(String, u64)> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut add = |word: &str, count: u64| match places.get(word) {
            Some(place) => found[*place].1 += count,
            None => {
                places.insert(word.to_owned(), found.len());
                found.push((word.to_owned(), count));
            }
        };
        for (text, count) in &column.look.values {
            let is_one = find_option(kind, text).is_some() || column.values.contains_key(text);
            match kind {
                FieldKind::Choices(_) if !is_one => {
                    choices::words(text).for_each(|word| add(word, *count));
                }
                _ => add(text, *count),
            }
        }
        for (word, count) in self.import.checked.unmatched.get(&column.index).into_iter().flatten()
        {
            if column.look.more && !places.contains_key(word.as_str()) {
                found.push((word.clone(), *count));
            }
        }
        found.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        found
    }

    fn unmatched<'a>(&'a self, column: &'a Column) -> impl Iterator<Item = (&'a str, u64)> {
        let found = self.import.checked.unmatched.get(&column.index);
        found.into_iter().flatten().take(LISTED).map(|(word, count)| (word.as_str(), *count))
    }

    fn count(&self, column: &Column, word: &str) -> u64 {
        let word = fold_label(word);
        column.look.values.iter().filter(|(text, _)| fold_label(text) == word).map(|(_, n)| n).sum()
    }

    fn link(&self, column: &Column, link: &model::kind::LinkKind) -> Result<Json, Error> {
        let by = column.link_by.as_deref();
        let mut words: Vec<(&str, u64, Json)> = self
            .unmatched(column)
            .filter(|(word, _)| !column.links.contains_key(*word))
            .map(|(word, count)| (word, count, Json::Null))
            .collect();
        for (word, to) in &column.links {
            let to = match to {
                LinkTo::Record(id) => json!(id),
                LinkTo::Create => json!("create"),
                LinkTo::Empty => json!("empty"),
            };
            words.push((word, self.count(column, word), to));
        }
        let titles = if words.is_empty() {
            Vec::new()
        } else {
            self.platform.store().read(|read| {
                links::some_titles(read, (self.catalog, self.who), (link, by), AMONG)
            })?
        };
        let listed: Vec<Json> = words
            .into_iter()
            .enumerate()
            .map(|(n, (word, count, to))| {
                let found = if n < SOUGHT {
                    near(word, titles.iter().map(|(_, t)| t.as_str()), NEAR)
                } else {
                    Vec::new()
                };
                let near: Vec<Json> = found
                    .iter()
                    .filter_map(|n| titles.get(n.index))
                    .map(|(id, title)| json!({"id": id, "title": title}))
                    .collect();
                json!({"from": word, "count": count, "near": near, "to": to})
            })
            .collect();
        Ok(json!({"form": link.form, "by": by, "unmatched": listed}))
    }

    fn people(&self, column: &Column) -> Json {
        let people: Vec<_> = self.catalog.people.values().collect();
        let mut words: Vec<(&str, u64, Json)> = self
            .unmatched(column)
            .filter(|(word, _)| !column.people.contains_key(*word))
            .map(|(word, count)| (word, count, Json::Null))
            .collect();
        for (word, to) in &column.people {
            let to = match to {
                PersonTo::Person(id) => json!(id),
                PersonTo::Create => json!("create"),
                PersonTo::CreateLeft => json!("create_left"),
                PersonTo::Text => json!("text"),
                PersonTo::Empty => json!("empty"),
            };
            words.push((word, self.count(column, word), to));
        }
        let unmatched: Vec<Json> = words
            .into_iter()
            .map(|(word, count, to)| {
                let near: Vec<Json> = near(word, people.iter().map(|p| p.name.as_str()), NEAR)
                    .iter()
                    .filter_map(|n| people.get(n.index))
                    .map(|p| json!({"id": p.id, "title": p.name, "left": has_left(p.state)}))
                    .collect();
                json!({"from": word, "count": count, "near": near, "to": to})
            })
            .collect();
        let found: Vec<Json> = column
            .look
            .values
            .iter()
            .filter_map(|(word, count)| {
                let person = people.iter().find(|p| fold_label(&p.name) == fold_label(word))?;
                let left = has_left(person.state);
                Some(json!({"from": word, "count": count, "id": person.id, "title": person.name, "left": left}))
            })
            .take(LISTED)
            .collect();
        json!({"unmatched": unmatched, "found": found})
    }
}

fn has_left(state: PersonState) -> bool {
    state == PersonState::Disabled
}

/// The option's code; its own words stand for one that is not made yet.
fn meant(kind: &FieldKind, value: &model::Value) -> Json {
    let options = kind.options();
    match value {
        // Options of a field to be made share the id that stands for none.
        model::Value::Option(id) if id.0.is_nil() => Json::Null,
        model::Value::Option(id) => {
            options.iter().find(|o| o.id == *id).map_or(Json::Null, |o| json!(o.code))
        }
        _ => behaviour(kind).write_json(value),
    }
}
