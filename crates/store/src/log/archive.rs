//! Old entries in a file of their own. What they say is moved out of the database; headers and chain stay, so the log
//! verifies from its beginning and a record's history keeps its whos and whens. A file holds whole entries, header and
//! payload, one line of JSON each behind a line about the file, and can be checked without the database.

use std::io::{BufRead, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use model::change::Payload;
use model::{Cause, Change, ChangeKind, Seq};
use serde::{Deserialize, Serialize};

use super::seal::{Hash, Header, chain, seal_payload};
use super::verify::{Stored, stored_entries};
use crate::backup::{hex, unhex};
use crate::fault::Fault;
use crate::session::{Read, all, first, must};
use crate::sql::{Param, Sql};
use crate::tx::Tx;

/// The version of the file's format.
const FORMAT: u32 = 1;
/// Payloads removed in one transaction.
const CHUNK: u32 = 500;
/// No honest line is longer.
const LONGEST: u64 = 512 << 20;

/// A part of the log: from one signed head to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The first seq in it.
    pub first: Seq,
    /// The last one: a signed head.
    pub last: Seq,
}

/// What stands first in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    format: u32,
    /// What is in it.
    #[serde(flatten)]
    pub part: Part,
    /// The chain's hash before the first entry, in hexadecimal digits.
    pub before: String,
    /// The chain's hash after the last one.
    pub hash: String,
}

/// What was found in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What the file says of itself; the chain agrees.
    pub about: About,
    /// Entries in it.
    pub entries: u64,
    /// Entries whose payload was erased, in whole or in part, before the file was written.
    pub erased: u64,
}

#[derive(Serialize, Deserialize)]
struct Line {
    header: Header,
    payload_hash: String,
    /// Salt, encoding, body; salt and body in base 64.
    payload: Option<(String, i64, String)>,
}

/// Kinds whose payloads are put away: those of records. Definitions, people, settings and what explains the log stay.
pub(super) fn is_moved(kind: i64) -> bool {
    kind < i64::from(ChangeKind::FormPublished.number())
}

/// Parts that were put away, oldest first.
///
/// # Errors
/// When the database does not answer.
pub fn list_archived(read: &mut dyn Read) -> Result<Vec<Part>, Fault> {
    let sql = Sql::of(read.dialect(), "SELECT first, last FROM clew_archive ORDER BY last");
    all(read, &sql, |row| {
        Ok(Part { first: must(row.int(0)?, "first")?, last: must(row.int(1)?, "last")? })
    })
}

/// Whether this part was put away into a file of this SHA-256.
///
/// # Errors
/// When the database does not answer.
pub fn is_archived(read: &mut dyn Read, (part, file): (Part, [u8; 32])) -> Result<bool, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT 1 FROM clew_archive WHERE first = ");
    sql.bind(part.first).push(" AND last = ").bind(part.last);
    sql.push(" AND hash = ").bind(file.to_vec());
    Ok(first(read, &sql, |_| Ok(()))?.is_some())
}

/// Writes a part of the log into a file.
///
/// # Errors
/// When the database does not answer, the part is not there, or the output does not take it.
pub fn write_part(read: &mut dyn Read, part: Part, out: &mut dyn Write) -> Result<(), Fault> {
    let before = hash_at(read, part.first - 1)?;
    let hash = hash_at(read, part.last)?;
    let about = About { format: FORMAT, part, before: hex(&before), hash: hex(&hash) };
    let mut packed = zstd::stream::Encoder::new(out, 3).map_err(|e| refused(&e))?;
    packed.include_checksum(true).map_err(|e| refused(&e))?;
    write_line(&mut packed, &about)?;
    let mut after = part.first - 1;
    while after < part.last {
        let entries = stored_entries(read, after, part.last)?;
        let Some(newest) = entries.last() else {
            return Err(Fault::new("the part is not there"));
        };
        after = newest.header.last;
        for entry in entries {
            write_line(&mut packed, &line(entry))?;
        }
    }
    packed.finish().map_err(|e| refused(&e))?;
    Ok(())
}

fn line(Stored { header, payload_hash, payload, .. }: Stored) -> Line {
    let text = |bytes: Vec<u8>| STANDARD.encode(bytes);
    let payload = payload.map(|(salt, encoding, body)| (text(salt), encoding, text(body)));
    Line { header, payload_hash: hex(&payload_hash), payload }
}

fn write_line(out: &mut dyn Write, line: &impl Serialize) -> Result<(), Fault> {
    let mut text = serde_json::to_vec(line).map_err(|e| Fault::new(format!("a line: {e}")))?;
    text.push(b'\n');
    out.write_all(&text).map_err(|e| refused(&e))
}

/// Reads a file to its end and checks its chain and every payload that is whole.
///
/// # Errors
/// When it is none, was altered or is cut off.
pub fn check_file(from: &mut dyn std::io::Read) -> Result<Checked, Fault> {
    let unpacked = zstd::stream::Decoder::new(from).map_err(|e| unreadable(&e))?;
    let mut lines = std::io::BufReader::new(unpacked);
    let about: About = read_line(&mut lines)?.ok_or_else(|| Fault::new("the file is empty"))?;
    if about.format > FORMAT {
        return Err(Fault::new("the file was written by a newer program: upgrade first"));
    }
    let wrong = || Fault::new("the file was altered");
    let mut hash = unhex(&about.before).ok_or_else(wrong)?;
    let mut found = Checked { about, entries: 0, erased: 0 };
    let mut last = found.about.part.first - 1;
    while let Some(line) = read_line::<Line>(&mut lines)? {
        let sealed = unhex(&line.payload_hash).ok_or_else(wrong)?;
        found.entries += 1;
        found.erased += u64::from(!is_whole(&line, &sealed).ok_or_else(wrong)?);
        if line.header.last - line.header.count != last {
            return Err(wrong());
        }
        hash = chain(&hash, &line.header, &sealed);
        last = line.header.last;
    }
    if last != found.about.part.last || hex(&hash) != found.about.hash {
        return Err(wrong());
    }
    Ok(found)
}

/// Whether the payload is what was written first. None when the line cannot be read. A payload that an erasure wrote
/// anew has another seal, which only the database explains.
fn is_whole(line: &Line, sealed: &Hash) -> Option<bool> {
    let Some((salt, encoding, body)) = &line.payload else { return Some(false) };
    let (salt, body) = (STANDARD.decode(salt).ok()?, STANDARD.decode(body).ok()?);
    Some(seal_payload(&salt, *encoding, &body) == *sealed)
}

fn read_line<T: serde::de::DeserializeOwned>(from: &mut dyn BufRead) -> Result<Option<T>, Fault> {
    let mut text = Vec::new();
    std::io::Read::take(&mut *from, LONGEST)
        .read_until(b'\n', &mut text)
        .map_err(|e| unreadable(&e))?;
    if text.is_empty() {
        return Ok(None);
    }
    let read = serde_json::from_slice(&text);
    read.map(Some).map_err(|_| Fault::new("this is no part of a log, or it is cut off"))
}

/// Says that a part was put away into a file of this SHA-256: from here on its payloads may be missing.
///
/// # Errors
/// When the database refuses.
pub fn append_archived(
    tx: &mut Tx<'_>,
    (part, file): (Part, [u8; 32]),
    (cause, at): (&Cause, Timestamp),
) -> Result<Seq, Fault> {
    let mut sql =
        Sql::of(tx.dialect(), "INSERT INTO clew_archive (first, last, at, hash) VALUES (");
    sql.bind_all([part.first.into(), part.last.into(), at.into(), file.to_vec().into()]);
    sql.push(")");
    tx.execute(&sql)?;
    let after = serde_json::to_value(part);
    let payload = Payload::Document {
        subject: hex(&file),
        before: serde_json::Value::Null,
        after: after.map_err(|e| Fault::new(format!("a part of the log: {e}")))?,
    };
    let change = Change {
        kind: ChangeKind::Archived,
        form: None,
        form_version: 0,
        record: None,
        actor: cause.actor,
        origin: cause.origin,
        batch: None,
        cause: cause.seq,
        prev: None,
        payload,
    };
    tx.append(change, at)
}

/// Removes the next payloads of a part that was put away; how many. 0 = all are gone.
///
/// # Errors
/// When the database refuses.
pub fn remove_payloads(tx: &mut Tx<'_>, part: Part) -> Result<u64, Fault> {
    let mut sql = Sql::of(
        tx.dialect(),
        "DELETE FROM clew_payload WHERE last IN (SELECT p.last FROM clew_payload p \
         JOIN clew_log l ON l.last = p.last WHERE p.last >= ",
    );
    sql.bind(part.first).push(" AND p.last <= ").bind(part.last).push(" AND l.kind");
    let kinds = ChangeKind::ALL.into_iter().map(|kind| i64::from(kind.number()));
    sql.among(kinds.filter(|kind| is_moved(*kind)).map(Param::Int));
    sql.push(" ORDER BY p.last LIMIT ").bind(CHUNK).push(")");
    tx.count(&sql)
}

/// The chain's hash after the entry that ends at this seq; zeros before the first.
///
/// # Errors
/// When no entry ends there.
pub fn hash_at(read: &mut dyn Read, last: Seq) -> Result<Hash, Fault> {
    if last == 0 {
        return Ok([0; 32]);
    }
    let found = find_hash_at(read, last)?;
    found.ok_or_else(|| Fault::new(format!("no entry of the log ends at {last}")))
}

/// The same; none where no entry ends.
///
/// # Errors
/// When the database does not answer.
pub fn find_hash_at(read: &mut dyn Read, last: Seq) -> Result<Option<Hash>, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT hash FROM clew_log WHERE last = ");
    sql.bind(last);
    let found = first(read, &sql, |row| must(row.bytes(0)?, "hash"))?;
    Ok(found.and_then(|hash| hash.try_into().ok()))
}

fn refused(error: &std::io::Error) -> Fault {
    Fault::new(format!("the file cannot be written: {error}"))
}

fn unreadable(error: &std::io::Error) -> Fault {
    Fault::new(format!("the file cannot be read, it is damaged or cut off: {error}"))
}
