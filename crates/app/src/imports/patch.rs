//! Changing what was proposed: sheet, header, target, where columns go, what words mean.

use std::collections::BTreeMap;

use engines::imports::Codes;
use model::document::missing_option;
use model::kind::{Choice, Stage};
use model::{Code, FieldKind, Label, Rejection, SystemField};
use serde::Deserialize;
use sheets::{Delimiter, Encoding, HeaderChoice, HeaderRows};
use store::Error;

use super::document::{
    Column, Import, LinkTo, Look, Mode, NewForm, PersonTo, Reason, Rule, State, Target, To, Unowned,
};
use super::keys::Compared;
use super::pipeline::missing_file;
use super::start::{analyse, guard};
use super::untidy::{RangeEnd, Untidy};
use super::view::ImportView;
use super::{chosen, fits, kept, propose, remembered};
use crate::catalog::Catalog;
use crate::given::given;
use crate::platform::Platform;
use crate::who::Who;

/// What a person changes; what is left out stays.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "docs/api.md says what each is")]
pub struct ImportPatch {
    pub sheet: Option<u32>,
    pub header_row: Option<HeaderPatch>,
    pub encoding: Option<Encoding>,
    pub delimiter: Option<Delimiter>,
    pub target: Option<TargetPatch>,
    pub mode: Option<Mode>,
    pub key: Option<Vec<String>>,
    pub duplicates: Option<Rule>,
    pub compared: Option<Vec<Compared>>,
    pub unowned: Option<Unowned>,
    pub strip_guard: Option<bool>,
    pub recognise: bool,
    pub row_rules: BTreeMap<u32, Option<Rule>>,
    pub columns: Vec<ColumnPatch>,
}

/// Most rows of one import that have a rule of their own; more is what `duplicates` is for.
const MOST_ROW_RULES: usize = 10_000;

/// How often changes are made anew when another request came between.
const TRIES: usize = 6;

/// Which rows are the header: one, several, or none.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum HeaderPatch {
    /// This row; 0 = there is no header.
    Row(u32),
    /// From the first to the last.
    Rows(u32, u32),
    /// Find it again.
    Word(String),
}

/// Where the rows go.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "docs/api.md says what each is")]
pub struct TargetPatch {
    pub form: Option<String>,
    pub new_form: Option<NewForm>,
}

/// A column's changes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "docs/api.md says what each is")]
pub struct ColumnPatch {
    pub index: u32,
    #[serde(deserialize_with = "given")]
    pub to: Option<Option<To>>,
    pub empty_words: Option<Vec<String>>,
    pub day_first: Option<bool>,
    pub trim: Option<bool>,
    pub untidy: Option<Untidy>,
    pub range: Option<RangeEnd>,
    pub in_unit: Option<bool>,
    pub values: Vec<WordPatch>,
    pub link: Option<LinkPatch>,
    pub people: Option<PeoplePatch>,
}

/// What a word means. Null takes the decision back.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "docs/api.md says what each is")]
pub struct WordPatch {
    pub from: String,
    #[serde(default)]
    pub to: Option<String>,
}

/// How a link column finds its records.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "docs/api.md says what each is")]
pub struct LinkPatch {
    #[serde(deserialize_with = "given")]
    pub by: Option<Option<String>>,
    pub unmatched: Vec<WordPatch>,
}

/// Who unknown names are.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "docs/api.md says what each is")]
pub struct PeoplePatch {
    pub unmatched: Vec<WordPatch>,
}

impl Platform {
    /// Changes an import that has not run, and checks it again. When it was changed by another request meanwhile, the
    /// changes are made to what that one left.
    ///
    /// # Errors
    /// `NotFound`; `AlreadyDone` once it has run; `Conflict` where others change it all the time; what is wrong with
    /// the changes, located in them.
    pub fn change_import(
        &self,
        who: &Who,
        id: model::ImportId,
        patch: &ImportPatch,
    ) -> Result<ImportView, Error> {
        for _ in 1..TRIES {
            match self.change_import_now(who, id, patch) {
                Err(error) if error.code() == Some(Code::Conflict) => {}
                changed => return changed,
            }
        }
        self.change_import_now(who, id, patch)
    }

    /// Another sheet, header or target aims all columns anew.
    fn aim_anew(
        &self,
        (catalog, who): (&Catalog, &Who),
        import: &mut Import,
        patch: &ImportPatch,
    ) -> Result<(), Error> {
        if choose(import, patch) {
            let path = kept::path(self, import)?;
            if !path.exists() {
                return Err(missing_file());
            }
            analyse(import, &path)?;
            fits::propose_target(self, (catalog, who), import)?;
            propose::aim(catalog, who, import);
            remembered::recall(self, (catalog, who), import)?;
        }
        if let Some(target) = &patch.target {
            let target = match target {
                TargetPatch { form: Some(code), new_form: None } => {
                    Target::Form(catalog.open_form(who, code)?.0.id)
                }
                TargetPatch { form: None, new_form: Some(new) } => {
                    Target::New(fits::with_code(catalog, new))
                }
                _ => return Err(Rejection::at(Code::Malformed, "target").into()),
            };
            import.proposed = false;
            // Another name of the form to be made says nothing about its columns.
            let is_same = match (&import.target, &target) {
                (Target::New(_), Target::New(_)) => true,
                (before, after) => before == after,
            };
            import.target = target;
            if !is_same {
                propose::aim(catalog, who, import);
                remembered::recall(self, (catalog, who), import)?;
            }
        }
        if patch.recognise {
            (import.mode, import.remembered) = (Mode::New, None);
            propose::aim(catalog, who, import);
        }
        Ok(())
    }

    fn change_import_now(
        &self,
        who: &Who,
        id: model::ImportId,
        patch: &ImportPatch,
    ) -> Result<ImportView, Error> {
        let mut import = kept::own(self, who, id)?;
        if import.state != State::Draft {
            return Err(Error::rejected(Code::AlreadyDone));
        }
        let catalog = self.catalog()?;
        self.aim_anew((&catalog, who), &mut import, patch)?;
        import.mode = patch.mode.unwrap_or(import.mode);
        import.duplicates = patch.duplicates.unwrap_or(import.duplicates);
        import.compared = patch.compared.clone().or(import.compared);
        import.unowned = patch.unowned.or(import.unowned);
        import.key = patch.key.clone().unwrap_or(import.key);
        if let Some(strip) = patch.strip_guard {
            let path = kept::path(self, &import)?;
            if !path.exists() {
                return Err(missing_file());
            }
            guard(&mut import, &path, strip)?;
        }
        for (row, rule) in &patch.row_rules {
            match rule {
                Some(rule) => import.row_rules.insert(*row, *rule),
                None => import.row_rules.remove(row),
            };
        }
        if import.row_rules.len() > MOST_ROW_RULES {
            let refused = Rejection::at(Code::TooMany, "row_rules").with("max", MOST_ROW_RULES);
            return Err(refused.into());
        }
        for (n, change) in patch.columns.iter().enumerate() {
            let column = import.columns.iter_mut().find(|c| c.index == change.index);
            let column = column
                .ok_or_else(|| Rejection::at(Code::NotFound, format!("columns.{n}.index")))?;
            apply(column, change).map_err(|r| r.under(&format!("columns.{n}")))?;
            propose::name_currency(&catalog, &import.target, column);
            if change.to.is_some() && change.trim.is_none() {
                let form = match import.target {
                    Target::Form(id) => catalog.forms.get(&id),
                    Target::New(_) => None,
                };
                column.trim = propose::trims(form, column);
            }
            chosen::check(self, (&catalog, who), (&import, n), change)?;
        }
        no_target_twice(&import)?;
        self.check_and_save(who, import)
    }
}

/// Takes over how the file is read; whether that changed.
fn choose(import: &mut Import, patch: &ImportPatch) -> bool {
    let choice = &mut import.choice;
    let before = choice.clone();
    if let Some(sheet) = patch.sheet {
        choice.sheet = Some(sheet);
        // Another sheet has its header elsewhere.
        choice.header = HeaderChoice::Detect;
    }
    choice.encoding = patch.encoding.or(choice.encoding);
    choice.delimiter = patch.delimiter.or(choice.delimiter);
    match &patch.header_row {
        Some(HeaderPatch::Row(0)) => choice.header = HeaderChoice::None { first_data_row: 1 },
        Some(HeaderPatch::Row(row)) => {
            choice.header = HeaderChoice::Rows(HeaderRows { first: *row, last: *row });
        }
        Some(HeaderPatch::Rows(first, last)) => {
            let rows = HeaderRows { first: *first.min(last), last: *first.max(last) };
            choice.header = HeaderChoice::Rows(rows);
        }
        Some(HeaderPatch::Word(_)) => choice.header = HeaderChoice::Detect,
        None => {}
    }
    *choice != before
}

fn apply(column: &mut Column, change: &ColumnPatch) -> Result<(), Rejection> {
    if let Some(to) = &change.to {
        let mut to = to.clone();
        match &mut to {
            Some(To::System(field)) => {
                use SystemField::{CreatedAt, CreatedBy, NextActivityAt, Owner};
                if !matches!(field, Owner | CreatedAt | CreatedBy | NextActivityAt) {
                    return Err(Rejection::at(Code::ReadOnly, "to"));
                }
            }
            Some(To::NewField(field)) => {
                fill_options(&mut field.kind, &column.look, &column.empty_words)
            }
            Some(To::Activities(false) | To::Note(false)) => to = None,
            Some(To::Field(_) | To::Activities(true) | To::Note(true)) | None => {}
        }
        column.to = to;
        column.reason = Reason { code: "chosen".to_owned(), params: serde_json::Map::new() };
    }
    if let Some(words) = &change.empty_words {
        column.empty_words.clone_from(words);
    }
    column.day_first = change.day_first.unwrap_or(column.day_first);
    column.trim = change.trim.unwrap_or(column.trim);
    column.untidy = change.untidy.unwrap_or(column.untidy);
    column.range = change.range.unwrap_or(column.range);
    column.in_unit = change.in_unit.unwrap_or(column.in_unit);
    for word in &change.values {
        match &word.to {
            Some(to) => column.values.insert(word.from.clone(), to.clone()),
            None => column.values.remove(&word.from),
        };
    }
    if let Some(link) = &change.link {
        if let Some(by) = &link.by {
            column.link_by.clone_from(by);
        }
        for (n, word) in link.unmatched.iter().enumerate() {
            decide(&mut column.links, word, |to| match to {
                "create" => Some(LinkTo::Create),
                "empty" => Some(LinkTo::Empty),
                id => id.parse().ok().map(LinkTo::Record),
            })
            .map_err(|r| r.under(&format!("link.unmatched.{n}")))?;
        }
    }
    for (n, word) in change.people.iter().flat_map(|p| &p.unmatched).enumerate() {
        decide(&mut column.people, word, |to| match to {
            "create" => Some(PersonTo::Create),
            "create_left" => Some(PersonTo::CreateLeft),
            "text" => Some(PersonTo::Text),
            "empty" => Some(PersonTo::Empty),
            id => id.parse().ok().map(PersonTo::Person),
        })
        .map_err(|r| r.under(&format!("people.unmatched.{n}")))?;
    }
    Ok(())
}

fn decide<T>(
    decided: &mut BTreeMap<String, T>,
    word: &WordPatch,
    read: impl Fn(&str) -> Option<T>,
) -> Result<(), Rejection> {
    match &word.to {
        Some(to) => {
            let to = read(to).ok_or_else(|| Rejection::at(Code::Malformed, "to"))?;
            decided.insert(word.from.trim().to_owned(), to);
        }
        None => {
            decided.remove(word.from.trim());
        }
    }
    Ok(())
}

/// A choice without options gets those that stand in the column.
fn fill_options(kind: &mut FieldKind, look: &Look, empty_words: &[String]) {
    use engines::forms::fold::fold_label;
    if !kind.options().is_empty() || look.more {
        return;
    }
    let mut codes = Codes::default();
    let mut seen: Vec<String> = empty_words.iter().map(|w| fold_label(w)).collect();
    let mut choices = Vec::new();
    for (text, _) in &look.values {
        let folded = fold_label(text);
        if folded.is_empty() || seen.contains(&folded) {
            continue;
        }
        seen.push(folded);
        choices.push(Choice {
            id: missing_option(),
            code: codes.of_name(text, "option"),
            label: Label::same(text.trim()),
            hue: engines::imports::hue(choices.len()),
            archived: false,
        });
    }
    match kind {
        FieldKind::Choice(k) | FieldKind::Choices(k) => k.options = choices,
        FieldKind::Stage(k) => {
            let stage =
                |choice| Stage { choice, probability: None, closed: None, requires: Vec::new() };
            k.options = choices.into_iter().map(stage).collect();
        }
        _ => {}
    }
}

fn no_target_twice(import: &Import) -> Result<(), Error> {
    let mut seen = Vec::new();
    for column in &import.columns {
        let name = match &column.to {
            Some(To::Field(code)) => code.clone(),
            Some(To::NewField(field)) => field.code.clone(),
            Some(To::System(field)) => format!("@{}", field.code()),
            Some(To::Activities(_) | To::Note(_)) | None => continue,
        };
        if seen.contains(&name) {
            let at = format!("columns.{}.to", column.index);
            return Err(Rejection::at(Code::Duplicate, at).with("name", name).into());
        }
        seen.push(name);
    }
    Ok(())
}
