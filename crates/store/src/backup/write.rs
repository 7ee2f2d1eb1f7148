//! Writes a backup from one snapshot.

use std::io::{Read as Bytes, Write};

use super::form::FormPlan;
use super::lines;
use super::manifest::{About, FORMAT, Manifest, TableCount};
use super::plan::{self, TablePlan};
use super::{FILES, MANIFEST, TABLES, hex};
use crate::fault::{Error, Fault, FaultKind};
use crate::session::{Read, all, must};
use crate::sql::Sql;
use crate::store::Store;
use crate::{head, migrations, records, schema};

/// A part of a table in the container is about so large: what is in memory at once.
const PART: usize = 1 << 20;
/// zstd's default: about 200 MB/s, a tenth of the size.
const LEVEL: i32 = 3;

/// A file's size and its bytes.
pub type Found = (u64, Box<dyn Bytes>);

/// Where the bytes of files come from.
pub trait Source {
    /// The bytes of a file and how many they are; none when they are lost.
    ///
    /// # Errors
    /// When the disk refuses.
    fn open(&self, hash: &[u8; 32]) -> Result<Option<Found>, Fault>;
}

/// What was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// The container's first entry.
    pub manifest: Manifest,
    /// Hashes of files that records know but whose bytes are lost.
    pub lost: Vec<[u8; 32]>,
}

/// Writes everything that one moment saw. Others read and write meanwhile. Without `files` their bytes are left out:
/// whoever restores has them already.
///
/// # Errors
/// When the database does not answer or the output does not take it.
pub fn write(
    store: &Store,
    about: &About,
    files: Option<&dyn Source>,
    out: &mut dyn Write,
) -> Result<Written, Error> {
    let mut container = begin(out)?;
    let (manifest, hashes) = store.snapshot(|read| -> Result<_, Fault> {
        let hashes = if files.is_some() { file_hashes(read)? } else { Vec::new() };
        let about = (about, migrations::CURRENT);
        let manifest = write_tables(read, &mut container, about, hashes.len() as u64)?;
        Ok((manifest, hashes))
    })?;
    // Files never change under their name: no snapshot is needed, and none is kept open.
    let mut lost = Vec::new();
    for hash in hashes {
        let opened = files.map(|files| files.open(&hash)).transpose()?.flatten();
        let Some((size, bytes)) = opened else {
            lost.push(hash);
            continue;
        };
        let mut header = header(size, about);
        let name = format!("{FILES}/{}", hex(&hash));
        container.append_data(&mut header, name, bytes.take(size)).map_err(|e| refused(&e))?;
    }
    end(container)?;
    Ok(Written { manifest, lost })
}

/// Writes what a database of an older schema holds, without the bytes of files: before it is brought up to date. Ask
/// within one snapshot.
///
/// # Errors
/// As [`write`].
pub(crate) fn write_older(
    read: &mut dyn Read,
    (about, version): (&About, i64),
    out: &mut dyn Write,
) -> Result<(), Fault> {
    let mut container = begin(out)?;
    write_tables(read, &mut container, (about, version), 0)?;
    end(container)
}

type Packed<'o> = zstd::stream::Encoder<'static, &'o mut dyn Write>;

fn begin(out: &mut dyn Write) -> Result<tar::Builder<Packed<'_>>, Fault> {
    let mut packed = zstd::stream::Encoder::new(out, LEVEL).map_err(|e| refused(&e))?;
    packed.include_checksum(true).map_err(|e| refused(&e))?;
    Ok(tar::Builder::new(packed))
}

fn end(container: tar::Builder<Packed<'_>>) -> Result<(), Fault> {
    let packed = container.into_inner().map_err(|e| refused(&e))?;
    packed.finish().and_then(Write::flush).map_err(|e| refused(&e))
}

fn write_tables(
    read: &mut dyn Read,
    container: &mut tar::Builder<Packed<'_>>,
    (about, version): (&About, i64),
    files: u64,
) -> Result<Manifest, Fault> {
    let (manifest, tables) = describe(read, (about, version), files)?;
    let text = serde_json::to_vec_pretty(&manifest)
        .map_err(|e| Fault::new(format!("the manifest: {e}")))?;
    append(container, MANIFEST, &text, about)?;
    for table in &tables {
        write_table(read, container, table, about)?;
    }
    Ok(manifest)
}

fn describe(
    read: &mut dyn Read,
    (about, version): (&About, i64),
    files: u64,
) -> Result<(Manifest, Vec<TablePlan>), Fault> {
    let mut tables = plan::platform(version);
    let has_erasures = tables.iter().any(|table| table.name == "clew_erasure");
    let mut forms = Vec::new();
    for table in schema::load_tables_of(read, version)?.values() {
        let form = FormPlan::load(read, table)?;
        tables.extend(form.tables()?);
        forms.push(form);
    }
    let mut counts = Vec::with_capacity(tables.len());
    for table in &tables {
        let rows = lines::count(read, table)?;
        counts.push(TableCount { name: table.name.clone(), columns: table.column_names(), rows });
    }
    let manifest = Manifest {
        format: FORMAT,
        schema: version,
        about: about.clone(),
        head: (&head::read(read)?).into(),
        tables: counts,
        forms,
        files,
        erasures: if has_erasures { records::list_erased(read)? } else { Vec::new() },
    };
    Ok((manifest, tables))
}

fn write_table<W: Write>(
    read: &mut dyn Read,
    container: &mut tar::Builder<W>,
    table: &TablePlan,
    about: &About,
) -> Result<(), Fault> {
    let mut part = Vec::with_capacity(PART + 4096);
    let mut number = 0;
    let mut flush = |part: &mut Vec<u8>| {
        number += 1;
        let name = format!("{TABLES}/{}/{number:06}.jsonl", table.name);
        append(container, &name, part, about)?;
        part.clear();
        Ok::<_, Fault>(())
    };
    lines::each_row(read, table, &mut |line| {
        part.extend_from_slice(line);
        if part.len() >= PART { flush(&mut part) } else { Ok(()) }
    })?;
    if part.is_empty() { Ok(()) } else { flush(&mut part) }
}

/// Every content that a file of the workspace has, once.
fn file_hashes(read: &mut dyn Read) -> Result<Vec<[u8; 32]>, Fault> {
    let sql = Sql::of(read.dialect(), "SELECT DISTINCT hash FROM clew_file ORDER BY hash");
    all(read, &sql, |row| {
        let hash = must(row.bytes(0)?, "hash")?;
        hash.try_into().map_err(|_| Fault::new("a file's hash has a wrong length"))
    })
}

fn append<W: Write>(
    container: &mut tar::Builder<W>,
    name: &str,
    bytes: &[u8],
    about: &About,
) -> Result<(), Fault> {
    let mut header = header(bytes.len() as u64, about);
    container.append_data(&mut header, name, bytes).map_err(|e| refused(&e))
}

fn header(size: u64, about: &About) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.set_size(size);
    // Password hashes are inside.
    header.set_mode(0o600);
    header.set_mtime(u64::try_from(about.made_at.as_second()).unwrap_or(0));
    header
}

fn refused(error: &std::io::Error) -> Fault {
    let full = error.kind() == std::io::ErrorKind::StorageFull;
    let kind = if full { FaultKind::DiskFull } else { FaultKind::Other };
    Fault::of(kind, format!("the backup cannot be written: {error}"))
}
