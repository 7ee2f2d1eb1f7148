//! Rows on their way: a JSON object a line.

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use model::RecordId;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use store::Fault;

use super::Checkpoint;
use crate::queries::RecordView;

/// One record.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Line {
    pub(super) id: RecordId,
    pub(super) rev: i64,
    pub(super) values: Map<String, Json>,
    pub(super) display: Map<String, Json>,
}

/// Where rows are staged, if all that counts of them is still there.
pub(super) fn path(at: &Checkpoint) -> Option<PathBuf> {
    let path = at.staged.clone()?;
    let length = std::fs::metadata(&path).ok()?.len();
    (length >= at.bytes).then_some(path)
}

/// Adds records behind the bytes that count; how many count now.
pub(super) fn append(path: &Path, bytes: u64, records: &[RecordView]) -> Result<u64, Fault> {
    let write = || -> std::io::Result<u64> {
        let mut file = OpenOptions::new().write(true).open(path)?;
        file.set_len(bytes)?;
        file.seek(SeekFrom::End(0))?;
        let mut out = BufWriter::new(file);
        for record in records {
            let line = Line {
                id: record.id,
                rev: record.rev,
                values: record.values.clone(),
                display: record.display.clone(),
            };
            serde_json::to_writer(&mut out, &line)?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
        out.stream_position()
    };
    write().map_err(|e| Fault::new(format!("staging an export: {e}")))
}

/// Hands over the staged rows, in order.
pub(super) fn each(
    path: &Path,
    bytes: u64,
    mut row: impl FnMut(Line) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let broken = |e: &dyn std::fmt::Display| Fault::new(format!("reading a staged export: {e}"));
    let file = std::fs::File::open(path).map_err(|e| broken(&e))?;
    for line in BufReader::new(file.take(bytes)).lines() {
        let line = line.map_err(|e| broken(&e))?;
        row(serde_json::from_str(&line).map_err(|e| broken(&e))?)?;
    }
    Ok(())
}
