//! What a file is, by its content. The name is never asked: half of the .xls files in circulation
//! are HTML, and half of the .csv files are anything.

use serde::{Deserialize, Serialize};

use crate::cfb::Cfb;
use crate::encoding;
use crate::json_lines::is_json_lines;
use crate::limits::Limits;
use crate::package::Package;
use crate::problem::Problem;
use crate::source::Source;

/// A form of table this crate reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Workbook, 2007 and later (also .xlsm).
    Xlsx,
    /// Binary workbook, 2007 and later.
    Xlsb,
    /// Workbook, 1995 to 2003.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// Delimited text: csv, tsv, text pasted from a sheet.
    Text,
    /// An HTML table, often named .xls.
    Html,
    /// A JSON object a line.
    JsonLines,
}

const HEAD: u64 = 8 * 1024;

/// Names the format, or says what the file is instead.
///
/// # Errors
/// `EmptyFile`, `NotATable`, `Unsupported`, `Encrypted`, `Truncated`, `Damaged`.
pub fn detect(source: &Source, limits: &Limits) -> Result<Format, Problem> {
    let head = source.head(HEAD)?;
    if head.is_empty() {
        return Err(Problem::EmptyFile);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return of_package(&Package::open(source, limits)?);
    }
    if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return of_compound(&Cfb::open(source.all(limits.held_bytes)?)?);
    }
    if let Some(kind) = by_magic(&head) {
        return Err(Problem::NotATable { kind });
    }
    if matches!(head[..], [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0x00, ..]) {
        return Err(Problem::Unsupported { kind: "old_excel" });
    }
    of_text(&head)
}

fn of_package(package: &Package) -> Result<Format, Problem> {
    if package.has("xl/workbook.bin") {
        return Ok(Format::Xlsb);
    }
    if package.has_folder("xl/") && package.has("[Content_Types].xml") {
        return Ok(Format::Xlsx);
    }
    if package.has("mimetype") {
        let mime = package.bytes("mimetype", "mimetype", 1024)?;
        let mime = String::from_utf8_lossy(&mime);
        return if mime.contains("opendocument.spreadsheet") {
            Ok(Format::Ods)
        } else if mime.contains("opendocument") {
            Err(Problem::NotATable { kind: "opendocument" })
        } else {
            Err(Problem::NotATable { kind: "zip" })
        };
    }
    let kind = match () {
        () if package.has_folder("word/") => "docx",
        () if package.has_folder("ppt/") => "pptx",
        () => "zip",
    };
    Err(Problem::NotATable { kind })
}

fn of_compound(file: &Cfb) -> Result<Format, Problem> {
    if file.has("EncryptedPackage") {
        return Err(Problem::Encrypted);
    }
    if file.has("Workbook") || file.has("Book") {
        return Ok(Format::Xls);
    }
    let kind = match () {
        () if file.has("WordDocument") => "doc",
        () if file.has("PowerPoint Document") => "ppt",
        () => "binary",
    };
    Err(Problem::NotATable { kind })
}

fn by_magic(head: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 17] = [
        (b"%PDF", "pdf"),
        (b"\x89PNG", "png"),
        (b"\xFF\xD8\xFF", "jpeg"),
        (b"GIF8", "gif"),
        (b"II*\x00", "tiff"),
        (b"MM\x00*", "tiff"),
        (b"Rar!", "rar"),
        (b"7z\xBC\xAF", "7z"),
        (b"\x1F\x8B", "gzip"),
        (b"BZh", "bzip2"),
        (b"\xFD7zXZ", "xz"),
        (b"\x28\xB5\x2F\xFD", "zstd"),
        (b"{\\rtf", "rtf"),
        (b"SQLite format 3\x00", "sqlite"),
        (b"\x7FELF", "program"),
        (b"MZ\x90", "program"),
        (b"PAR1", "parquet"),
    ];
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        return Some("webp");
    }
    if head.get(4..8) == Some(b"ftyp") {
        return Some("video");
    }
    MAGIC.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, kind)| *kind)
}

fn of_text(head: &[u8]) -> Result<Format, Problem> {
    let Some(guess) = encoding::of_head(head) else {
        return Err(Problem::NotATable { kind: "binary" });
    };
    let (text, _, _) = guess.decode(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let start: String = text.chars().take(2_000).collect::<String>().to_ascii_lowercase();
    if start.starts_with("mime-version:") {
        return Err(Problem::Unsupported { kind: "mhtml" });
    }
    if start.starts_with("<?xml") && start.contains("urn:schemas-microsoft-com:office:spreadsheet")
    {
        return Err(Problem::Unsupported { kind: "xml_spreadsheet" });
    }
    if start.starts_with('<') {
        let html = ["<html", "<table", "<!doctype html", "<meta", "<head", "<style", "<body"];
        return if html.iter().any(|tag| start.contains(tag)) {
            Ok(Format::Html)
        } else if start.starts_with("<?xml") {
            Err(Problem::NotATable { kind: "xml" })
        } else {
            Ok(Format::Text)
        };
    }
    let dense: String = start.chars().filter(|c| !c.is_whitespace()).take(3).collect();
    if dense.starts_with("{\"") && is_json_lines(text) {
        return Ok(Format::JsonLines);
    }
    if dense.starts_with("{\"") || dense.starts_with("[{\"") {
        return Err(Problem::NotATable { kind: "json" });
    }
    Ok(Format::Text)
}
