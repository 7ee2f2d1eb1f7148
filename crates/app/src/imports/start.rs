//! Beginning an import: the file is kept, its table found, each column looked at and aimed.

use std::fs;
use std::path::Path;

use model::label::Language;
use model::{Code, FileId, ImportId, Rejection};
use sha2::{Digest, Sha256};
use sheets::{HeadRow, Limits, Preview};
use store::{Error, Fault};

use super::document::{
    Checked, Column, Import, KeptFile, Look, Mode, NewForm, Reason, Rule, Shape, Sheet, State,
    Target,
};
use super::look::{look, unreadable};
use super::view::ImportView;
use super::{fits, propose, remembered, words};
use crate::files::Incoming;
use crate::platform::Platform;
use crate::who::Who;

/// Longest text that can be pasted, in bytes.
const PASTED: usize = 20 * 1024 * 1024;
/// Rows and columns shown for choosing the header.
const HEAD: (usize, usize) = (15, 20);

impl Platform {
    /// Begins an import of a file that was brought to a temporary place.
    ///
    /// `into` names the form where it is to go; without it one is proposed, or a new one.
    ///
    /// # Errors
    /// `Malformed` at `file` with `params.reason` when it holds no table; `UnknownForm`; `Forbidden` when this person
    /// may not import into the form, or may neither build forms nor import into any.
    pub fn start_import(
        &self,
        who: &Who,
        incoming: &Incoming,
        into: Option<&str>,
    ) -> Result<ImportView, Error> {
        let catalog = self.catalog()?;
        let may = catalog.may_build(who)
            || catalog.forms.values().any(|f| !f.archived && catalog.access(who, f).import);
        if !may {
            return Err(Error::rejected(Code::Forbidden));
        }
        let mut import = self.draft(who, incoming);
        if let Some(code) = into {
            let (form, access) = catalog.open_form(who, code)?;
            if !access.import {
                return Err(Error::rejected(Code::Forbidden));
            }
            (import.target, import.proposed) = (Target::Form(form.id), false);
        }
        // What holds no table is not kept.
        analyse(&mut import, &incoming.path)?;
        self.ports().files.keep(&incoming.path, &incoming.hash)?;
        fits::propose_target(self, (&catalog, who), &mut import)?;
        propose::aim(&catalog, who, &mut import);
        remembered::recall(self, (&catalog, who), &mut import)?;
        self.check_and_save(who, import)
    }

    /// An import of which nothing is known but its file.
    fn draft(&self, who: &Who, incoming: &Incoming) -> Import {
        Import {
            id: ImportId(self.ports().ids.next()),
            by: who.id(),
            at: self.now(),
            file: KeptFile {
                name: crate::files::file_name(&incoming.name),
                size: incoming.size,
                hash: incoming.hash.iter().map(|byte| format!("{byte:02x}")).collect(),
                id: Some(FileId(self.ports().ids.next())),
                gone: false,
                erased: false,
            },
            choice: sheets::Choice::default(),
            shape: Shape {
                format: sheets::Format::Text,
                encoding: None,
                delimiter: None,
                sheets: Vec::new(),
                sheet: 0,
                header: None,
                first_data_row: 1,
                rows: 0,
                warnings: serde_json::Value::Null,
                head: Vec::new(),
                guarded: 0,
            },
            target: Target::New(NewForm {
                name: String::new(),
                code: String::new(),
                position: None,
                sees: None,
            }),
            proposed: true,
            fits: Vec::new(),
            mode: Mode::New,
            key: Vec::new(),
            duplicates: Rule::Create,
            row_rules: std::collections::BTreeMap::new(),
            compared: None,
            unowned: None,
            columns: Vec::new(),
            checked: Checked::default(),
            revision: 0,
            check: None,
            state: State::Draft,
            job: None,
            batch: None,
            turns: super::undo::Turns::default(),
            remembered: None,
            returning: Vec::new(),
            returning_fields: Vec::new(),
        }
    }

    /// Begins an import of text that was pasted from a sheet.
    ///
    /// # Errors
    /// `TooLargeBody`; as [`Platform::start_import`].
    pub fn paste_import(
        &self,
        who: &Who,
        text: &str,
        into: Option<&str>,
    ) -> Result<ImportView, Error> {
        if text.len() > PASTED {
            return Err(Rejection::at(Code::TooLargeBody, "text").with("max", PASTED).into());
        }
        let path = self.ports().files.temporary()?;
        fs::write(&path, text).map_err(|e| Fault::new(format!("keeping pasted text: {e}")))?;
        let incoming = Incoming {
            path,
            hash: Sha256::digest(text.as_bytes()).into(),
            size: text.len() as u64,
            name: String::new(),
            media: "text/plain".to_owned(),
        };
        let begun = self.start_import(who, &incoming, into);
        if begun.is_err() {
            crate::files::discard(&incoming.path)?;
        }
        begun
    }
}

/// Finds the table that the choices name, and looks at all its rows. Columns forget where they went.
pub(super) fn analyse(import: &mut Import, path: &Path) -> Result<(), Error> {
    let limits = Limits::default();
    let seen = sheets::preview_with(path, &import.choice, &limits).map_err(|p| unreadable(&p))?;
    let columns = &seen.table.columns;
    import.choice.strip_formula_guard = false;
    let mut looks = look(path, &import.choice, columns)?;
    let guarded = looks.iter().map(|l| l.guarded.0).sum();
    if is_guarded(&seen, &looks) {
        import.choice.strip_formula_guard = true;
        looks = look(path, &import.choice, columns)?;
    }
    let head = sheets::head(path, (seen.sheet, &import.choice), &limits, HEAD)
        .map_err(|p| unreadable(&p))?;
    import.columns = columns.iter().zip(looks).map(|(c, look)| column(c, look)).collect();
    import.shape = Shape { guarded, ..shape(&seen, head)? };
    Ok(())
}

/// Reads texts with or without what guards them against being run; columns keep their places.
pub(super) fn guard(import: &mut Import, path: &Path, strip: bool) -> Result<(), Error> {
    import.choice.strip_formula_guard = strip;
    let limits = Limits::default();
    let seen = sheets::preview_with(path, &import.choice, &limits).map_err(|p| unreadable(&p))?;
    let looks = look(path, &import.choice, &seen.table.columns)?;
    for (column, look) in import.columns.iter_mut().zip(looks) {
        column.look = look;
    }
    Ok(())
}

/// Whether texts were guarded against being run as formulas, as our own csv files are: then what guards them goes
/// again. A single text without a guard says that nobody guarded.
fn is_guarded(seen: &Preview, looks: &[Look]) -> bool {
    let is_ours = seen.table.columns.iter().any(|c| words::is_added(&c.name));
    let (guarded, bare) =
        looks.iter().fold((0, 0), |(guarded, bare), l| (guarded + l.guarded.0, bare + l.guarded.1));
    seen.format == sheets::Format::Text && (is_ours || (guarded > 0 && bare == 0))
}

fn column(known: &sheets::Column, look: Look) -> Column {
    Column {
        index: known.index,
        header: known.name.clone(),
        look,
        to: None,
        reason: Reason { code: String::new(), params: serde_json::Map::new() },
        empty_words: Vec::new(),
        day_first: false,
        trim: true,
        untidy: Default::default(),
        range: Default::default(),
        in_unit: true,
        values: std::collections::BTreeMap::new(),
        link_by: None,
        links: std::collections::BTreeMap::new(),
        people: std::collections::BTreeMap::new(),
    }
}

fn shape(seen: &Preview, head: Vec<HeadRow>) -> Result<Shape, Fault> {
    let sheet = |info: &sheets::SheetInfo| Sheet {
        name: info.name.clone(),
        rows: info.rows,
        hidden: serde_json::to_value(info.visibility).is_ok_and(|v| v != "visible"),
        proposed: info.index == seen.sheet,
        internal: info.visibility == sheets::Visibility::VeryHidden,
    };
    Ok(Shape {
        format: seen.format,
        encoding: seen.encoding,
        delimiter: seen.delimiter,
        sheets: seen.sheets.iter().map(sheet).collect(),
        sheet: seen.sheet,
        header: seen.table.header,
        first_data_row: seen.table.first_data_row,
        rows: seen.row_count,
        warnings: serde_json::to_value(&seen.warnings)
            .map_err(|e| Fault::new(format!("a preview: {e}")))?,
        head,
        guarded: 0,
    })
}

/// What a form made of the file is called: as the sheet if it has a name of its own, else as the file. What was pasted
/// has neither.
pub(super) fn form_name(import: &Import, language: Language) -> String {
    let sheet = import.shape.sheets.get(import.shape.sheet as usize);
    let sheet = sheet.map(|s| s.name.trim()).filter(|name| {
        let plain = name.to_lowercase();
        !name.is_empty() && !plain.starts_with("sheet") && !plain.starts_with("工作表")
    });
    let file =
        import.file.name.rsplit_once('.').map_or(import.file.name.as_str(), |(stem, _)| stem);
    let file = file.replace(['_', '-'], " ");
    let name = sheet.unwrap_or(file.trim());
    let name: String = name.chars().take(60).collect();
    match language {
        _ if !name.is_empty() && name != "file" => name,
        Language::ZhCn => "导入的数据".to_owned(),
        Language::En => "Imported data".to_owned(),
    }
}
