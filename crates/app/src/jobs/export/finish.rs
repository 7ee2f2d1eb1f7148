//! From staged rows to the file that was asked for, kept by content and named in the log.

use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::Path;
use std::sync::Arc;

use model::job::Job;
use model::{ChangeKind, Form};
use serde_json::json;
use sha2::{Digest, Sha256};
use sheets::write::{CsvWriter, Out, WriteProblem, XlsxWriter};
use store::{Error, Fault};

use super::columns::{Cell, Column, columns};
use super::staged::{self, Line};
use super::{Checkpoint, ExportFormat, ExportRequest, Step, progress};
use crate::document_change::said;
use crate::files::{Incoming, discard};
use crate::platform::Platform;
use crate::who::Who;

/// Builds and keeps the file; the chunk logs that it was taken out.
pub(super) fn finish(
    platform: &Platform,
    (job, who): (&Job, &Who),
    (request, at): (&ExportRequest, &Checkpoint),
    path: &Path,
) -> Result<Step, Error> {
    let catalog = platform.catalog()?;
    let form = catalog.form(&request.form)?;
    let built = platform.ports().files.temporary()?;
    let incoming = match write(form, who, (request, at), (path, &built)) {
        Ok(()) => incoming(platform, (form, who), request.format, &built)?,
        Err(fault) => {
            discard(&built)?;
            return Err(fault.into());
        }
    };
    let kept = platform.keep_file(who, &incoming)?;
    discard(path)?;
    // Who took what out, as which file. Conditions are in the erasable part.
    let told = json!({
        "request": request, "rows": job.done, "file": kept.file.to_string(),
    });
    let change = said((ChangeKind::Exported, form), &who.cause(), (job.id.to_string(), told));
    let now = platform.now();
    let next = Checkpoint { staged: None, file: Some(kept.file), ..at.clone() };
    let next = progress((job.done, job.total.max(job.done)), &next)?;
    Ok(Step::Chunk(Arc::new(move |tx, _| {
        tx.append(change.clone(), now)?;
        Ok(next.clone())
    })))
}

fn write(
    form: &Form,
    who: &Who,
    (request, at): (&ExportRequest, &Checkpoint),
    (from, to): (&Path, &Path),
) -> Result<(), Fault> {
    let codes = request.fields.clone().unwrap_or_default();
    let columns = columns(form, &codes, who.language);
    let file = File::create(to).map_err(|e| Fault::new(format!("writing an export: {e}")))?;
    let mut out = BufWriter::new(file);
    match request.format {
        ExportFormat::Jsonl => {
            staged::each(from, at.bytes, |line| write_json(&mut out, &line))?;
            out.flush().map_err(|e| Fault::new(format!("writing an export: {e}")))
        }
        ExportFormat::Csv => {
            let mut csv = CsvWriter::new(out).map_err(broken)?;
            let headers: Vec<Out<'_>> = columns.iter().map(|c| Out::Text(&c.header)).collect();
            csv.row(&headers).map_err(broken)?;
            staged::each(from, at.bytes, |line| {
                with_cells(&columns, &line, who, |cells| csv.row(cells).map_err(broken))
            })?;
            csv.finish().map(drop).map_err(broken)
        }
        ExportFormat::Xlsx => {
            let headers: Vec<&str> = columns.iter().map(|c| c.header.as_str()).collect();
            let mut xlsx =
                XlsxWriter::new(form.name.text(who.language), &headers).map_err(broken)?;
            staged::each(from, at.bytes, |line| {
                with_cells(&columns, &line, who, |cells| xlsx.row(cells).map_err(broken))
            })?;
            xlsx.finish(out).map(drop).map_err(broken)
        }
    }
}

fn write_json(out: &mut impl Write, line: &Line) -> Result<(), Fault> {
    let json = json!({ "id": line.id, "rev": line.rev, "values": line.values });
    writeln!(out, "{json}").map_err(|e| Fault::new(format!("writing an export: {e}")))
}

fn with_cells(
    columns: &[Column],
    line: &Line,
    who: &Who,
    write: impl FnOnce(&[Out<'_>]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let cells: Vec<Cell> = columns.iter().map(|c| c.cell(line, &who.zone)).collect();
    let out: Vec<Out<'_>> = cells
        .iter()
        .map(|cell| match cell {
            Cell::Empty => Out::Empty,
            Cell::Text(text) => Out::Text(text),
            Cell::Number(text) => Out::Number(text),
            Cell::DateTime(at) => Out::DateTime(at),
        })
        .collect();
    write(&out)
}

fn broken(problem: WriteProblem) -> Fault {
    Fault::new(format!("writing an export: {problem}"))
}

/// Name, size and hash of the built file.
fn incoming(
    platform: &Platform,
    (form, who): (&Form, &Who),
    format: ExportFormat,
    built: &Path,
) -> Result<Incoming, Fault> {
    let day = platform.now().to_zoned(who.zone.clone()).date();
    let name = format!("{} {day}.{}", form.name.text(who.language), format.extension());
    let read = || -> std::io::Result<([u8; 32], u64)> {
        let (mut file, mut hasher, mut size) = (File::open(built)?, Sha256::new(), 0);
        let mut part = vec![0u8; 64 * 1024];
        loop {
            let n = file.read(&mut part)?;
            if n == 0 {
                return Ok((hasher.finalize().into(), size));
            }
            hasher.update(&part[..n]);
            size += n as u64;
        }
    };
    let (hash, size) = read().map_err(|e| Fault::new(format!("reading an export: {e}")))?;
    Ok(Incoming { path: built.to_owned(), hash, size, name, media: format.media().to_owned() })
}
