//! Files 附件. The bytes are stored before; a value only names them.

use model::kind::AttachmentKind;
use model::label::Language;
use model::value::FileRef;
use model::{Code, FileId, Rejection, Shape, Value};
use serde_json::{Value as Json, json};

use super::{Behaviour, string, unread, wrong_type};
use crate::forms::known::{Facts, Known};

const MAX_COUNT: u32 = 20;
/// Most files that any field may hold.
const EVER: usize = 100;

/// An id, or an object with `file` and perhaps a `name`; size and media type are the stored file's own.
fn read_one(json: &Json) -> Result<FileRef, Rejection> {
    let (id, name) = match json {
        Json::Object(object) => {
            let known = |key: &String| matches!(key.as_str(), "file" | "name" | "size" | "media");
            if !object.keys().all(known) {
                return Err(Rejection::new(Code::Malformed));
            }
            let id = object.get("file").ok_or_else(|| wrong_type("file"))?;
            let name = object.get("name").map(string).transpose()?;
            (string(id)?, name.unwrap_or_default())
        }
        other => (string(other)?, ""),
    };
    let file: FileId = id.parse().map_err(|_| unread(Code::UnknownFile, id))?;
    Ok(FileRef { file, name: name.to_owned(), size: 0, media: String::new() })
}

impl Behaviour for AttachmentKind {
    fn shape(&self) -> Shape {
        Shape::Files
    }

    fn read_json(&self, json: &Json) -> Result<Value, Rejection> {
        let list = json.as_array().ok_or_else(|| wrong_type("list"))?;
        // The field's own limit is for `check`: a record may have more from before it was lowered.
        if list.len() > EVER {
            return Err(Rejection::new(Code::TooMany).with("max", EVER).with("count", list.len()));
        }
        let files: Result<Vec<FileRef>, Rejection> = list.iter().map(read_one).collect();
        files.map(|files| if files.is_empty() { Value::Null } else { Value::Files(files) })
    }

    fn read_text(&self, text: &str, _facts: &Facts<'_>) -> Result<Value, Rejection> {
        // A spreadsheet holds names of files, never the files.
        if text.trim().is_empty() { Ok(Value::Null) } else { Err(unread(Code::UnknownFile, text)) }
    }

    fn check(&self, value: Value, known: &Known) -> Result<Value, Rejection> {
        let files = match value {
            Value::Null => return Ok(value),
            Value::Files(files) => files,
            _ => return Err(wrong_type("list")),
        };
        let most = self.max_count.unwrap_or(MAX_COUNT);
        if files.len() > most as usize {
            return Err(Rejection::new(Code::TooMany).with("max", most).with("count", files.len()));
        }
        let mut kept: Vec<FileRef> = Vec::with_capacity(files.len());
        for file in files {
            let stored = known
                .file(file.file)
                .ok_or_else(|| unread(Code::UnknownFile, &file.file.to_string()))?;
            if file.name.contains('\0') {
                return Err(Rejection::new(Code::ControlCharacter));
            }
            let name = if file.name.is_empty() { stored.name.clone() } else { file.name };
            if !kept.iter().any(|k| k.file == stored.file) {
                kept.push(FileRef { name, ..stored.clone() });
            }
        }
        Ok(if kept.is_empty() { Value::Null } else { Value::Files(kept) })
    }

    fn write_json(&self, value: &Value) -> Json {
        let Value::Files(files) = value else { return Json::Null };
        let object = |f: &FileRef| json!({"file": f.file.to_string(), "name": f.name, "size": f.size, "media": f.media});
        files.iter().map(object).collect()
    }

    fn display(&self, value: &Value, _known: &Known, _language: Language) -> String {
        let Value::Files(files) = value else { return String::new() };
        let names: Vec<&str> = files.iter().map(|f| f.name.as_str()).collect();
        names.join("、")
    }

    fn check_definition(&self) -> Vec<Rejection> {
        match self.max_count {
            Some(0) => vec![Rejection::at(Code::TooSmall, "max_count").with("min", 1)],
            Some(n) if n as usize > EVER => {
                vec![Rejection::at(Code::TooLarge, "max_count").with("max", EVER)]
            }
            _ => Vec::new(),
        }
    }
}
