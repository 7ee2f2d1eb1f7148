//! Beginning an import: the file is kept, its table found, each column looked at and aimed.

use std::fs;

use model::{Code, ImportId, Rejection};
use sha2::{Digest, Sha256};
use sheets::{Limits, Preview};
use store::{Error, Fault};

use super::document::{
    Checked, Column, Import, KeptFile, Look, Mode, NewForm, Reason, Rule, Shape, Sheet, State,
    Target,
};
use super::look::{look, unreadable};
use super::view::ImportView;
use super::{kept, propose, words};
use crate::files::Incoming;
use crate::platform::Platform;
use crate::who::Who;

/// Longest text that can be pasted, in bytes.
const PASTED: usize = 20 * 1024 * 1024;

impl Platform {
    /// Begins an import of a file that was brought to a temporary place.
    ///
    /// # Errors
    /// `Malformed` at `file` with `params.reason` when it holds no table; `Forbidden` when this person may neither
    /// build forms nor import into any.
    pub fn start_import(&self, who: &Who, incoming: &Incoming) -> Result<ImportView, Error> {
        let catalog = self.catalog()?;
        let may = who.may_build()
            || catalog.forms.values().any(|f| !f.archived && catalog.access(who, f).import);
        if !may {
            return Err(Error::rejected(Code::Forbidden));
        }
        self.ports().files.keep(&incoming.path, &incoming.hash)?;
        let mut import = Import {
            id: ImportId(self.ports().ids.next()),
            by: who.id(),
            at: self.now(),
            file: KeptFile {
                name: crate::files::file_name(&incoming.name),
                size: incoming.size,
                hash: incoming.hash.iter().map(|byte| format!("{byte:02x}")).collect(),
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
            },
            target: Target::New(NewForm {
                name: String::new(),
                code: String::new(),
                position: None,
            }),
            mode: Mode::New,
            key: Vec::new(),
            duplicates: Rule::Create,
            row_rules: std::collections::BTreeMap::new(),
            columns: Vec::new(),
            checked: Checked::default(),
            state: State::Draft,
            job: None,
            batch: None,
        };
        self.analyse(&mut import)?;
        let name = form_name(&import);
        let target = propose::first_target(&catalog, who, &name, &import.columns);
        import.target = target.ok_or_else(|| Error::rejected(Code::Forbidden))?;
        propose::aim(&catalog, who, &mut import);
        self.check_and_save(who, import)
    }

    /// Begins an import of text that was pasted from a sheet.
    ///
    /// # Errors
    /// `TooLargeBody`; as [`Platform::start_import`].
    pub fn paste_import(&self, who: &Who, text: &str) -> Result<ImportView, Error> {
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
        self.start_import(who, &incoming)
    }

    /// Finds the table that the choices name, and looks at all its rows. Columns forget where they went.
    pub(super) fn analyse(&self, import: &mut Import) -> Result<(), Error> {
        let path = kept::path(self, import)?;
        let limits = Limits::default();
        let seen = sheets::preview_with(path.as_path(), &import.choice, &limits)
            .map_err(|p| unreadable(&p))?;
        // A file of ours that comes back: what guarded it against formulas goes again.
        let is_ours = seen.table.columns.iter().any(|c| words::REASON.contains(&c.name.as_str()));
        import.choice.strip_formula_guard = is_ours;
        let looks = look(&path, &import.choice, &seen.table.columns)?;
        import.columns =
            seen.table.columns.iter().zip(looks).map(|(c, look)| column(c, look)).collect();
        import.shape = shape(&seen)?;
        Ok(())
    }
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
        values: std::collections::BTreeMap::new(),
        link_by: None,
        links: std::collections::BTreeMap::new(),
        people: std::collections::BTreeMap::new(),
    }
}

fn shape(seen: &Preview) -> Result<Shape, Fault> {
    let sheet = |info: &sheets::SheetInfo| Sheet {
        name: info.name.clone(),
        rows: info.rows,
        hidden: serde_json::to_value(info.visibility).is_ok_and(|v| v != "visible"),
        proposed: info.index == seen.sheet,
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
    })
}

/// What a form made of the file is called: as the sheet if it has a name of its own, else as the file.
fn form_name(import: &Import) -> String {
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
    if name.is_empty() || name == "file" { "导入".to_owned() } else { name }
}
