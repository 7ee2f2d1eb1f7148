//! Proof that nobody altered the log: every payload against its hash, every entry against the chain, the end against
//! the head. A payload that is gone or written anew must be explained by an erasure, an entry of the same chain.

use std::collections::BTreeMap;

use model::change::Payload;
use model::{ChangeKind, Seq};

use super::archive::{Part, is_moved, list_archived};
use super::erase::Erasure;
use super::payload;
use super::seal::{Hash, Header, chain, seal_payload};
use crate::backup::unhex;
use crate::fault::Fault;
use crate::head;
use crate::session::{Read, Row, all, must};
use crate::sql::Sql;

const SELECT: &str = "SELECT l.last, l.count, l.at, l.kind, l.form, l.form_version, l.record, l.actor, l.person, \
                      l.origin, l.batch, l.cause, l.prev, l.payload_hash, l.hash, p.salt, p.encoding, p.body \
                      FROM clew_log l LEFT JOIN clew_payload p ON p.last = l.last WHERE l.last > ";
/// Bulk entries are tens of kilobytes each.
const CHUNK: i64 = 256;

/// Erased entries by the erasure that holds for them; both by their last seqs.
pub type Erasures = BTreeMap<Seq, Vec<Seq>>;

/// What was said of the log elsewhere, by somebody who is believed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Claims {
    /// The chain's hash at these seqs.
    pub heads: BTreeMap<Seq, Hash>,
    /// Begin behind this one of them; what stands before is believed.
    pub from: Option<Seq>,
}

/// A sound log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Entries looked at.
    pub entries: u64,
    /// Entries of which something was erased.
    pub erased: Erasures,
    /// Entries whose payloads were put away into files.
    pub archived: u64,
    /// The last seq.
    pub seq: i64,
    /// The head's hash, to be written down outside the database.
    pub hash: Hash,
}

/// The first thing found wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// The payload of the entry that ends at this seq is not what was written.
    Payload(i64),
    /// The payload of the entry that ends at this seq is gone, and no erasure says so.
    Removed(i64),
    /// The entry that ends at this seq was altered, or an earlier one was removed or moved.
    Chain(i64),
    /// Seqs are missing before the entry that ends at this seq.
    Gap(i64),
    /// The log ends at the first seq, but the head says the second.
    Tail(i64, i64),
    /// At this seq something else was signed.
    Signed(i64),
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Payload(seq) => write!(f, "what entry {seq} says was altered"),
            Self::Removed(seq) => {
                write!(f, "what entry {seq} said was removed, and no erasure explains it")
            }
            Self::Chain(seq) => {
                write!(f, "entry {seq} was altered, or stands in another place than it was written")
            }
            Self::Gap(seq) => write!(f, "entries are missing before entry {seq}"),
            Self::Signed(seq) => {
                write!(f, "up to entry {seq} the log is not the one that was signed")
            }
            Self::Tail(found, said) if found < said => {
                write!(f, "the log ends at entry {found}, but it was written up to entry {said}")
            }
            Self::Tail(found, _) => {
                write!(f, "the head does not belong to the last entry, {found}")
            }
        }
    }
}

/// An entry as it lies.
pub(super) struct Stored {
    pub(super) header: Header,
    pub(super) payload_hash: Vec<u8>,
    hash: Vec<u8>,
    pub(super) payload: Option<(Vec<u8>, i64, Vec<u8>)>,
}

/// The next entries behind a seq, up to another.
pub(super) fn stored_entries(
    read: &mut dyn Read,
    after: Seq,
    last: Seq,
) -> Result<Vec<Stored>, Fault> {
    let mut sql = Sql::of(read.dialect(), SELECT);
    sql.bind(after).push(" AND l.last <= ").bind(last);
    sql.push(" ORDER BY l.last LIMIT ").bind(CHUNK);
    all(read, &sql, stored)
}

/// What erasures must explain, and what they do.
#[derive(Default)]
struct Explained {
    /// Entries whose payload is gone, or has another hash than was written. Those that a part explains, which can be
    /// most of the log, are only counted.
    odd: BTreeMap<Seq, Option<Hash>>,
    /// The newest erasure of an entry, and the hash that the payload has since.
    said: BTreeMap<Seq, (Seq, Option<Hash>)>,
    /// Parts that the database says were put away, by their last seqs, and what is missing in them.
    parts: BTreeMap<Seq, Missing>,
    /// Parts of which the log itself says so.
    archived: Vec<Part>,
}

/// What is missing in a part.
struct Missing {
    part: Part,
    /// The first entry without a payload.
    first: Option<Seq>,
    entries: u64,
}

impl Explained {
    fn of(parts: Vec<Part>) -> Self {
        let missing = |part: Part| (part.last, Missing { part, first: None, entries: 0 });
        Self { parts: parts.into_iter().map(missing).collect(), ..Self::default() }
    }

    /// Looks at an entry whose place in the chain is right.
    fn add(&mut self, entry: &Stored) -> Result<(), Fault> {
        let last = entry.header.last;
        let Some((salt, encoding, body)) = &entry.payload else {
            // Definitions, people and what explains the log are never put away.
            let away = is_moved(entry.header.kind);
            match self.parts.range_mut(last..).next().filter(|(_, m)| away && m.part.first <= last)
            {
                Some((_, missing)) => {
                    missing.first.get_or_insert(last);
                    missing.entries += 1;
                }
                None => {
                    self.odd.insert(last, None);
                }
            }
            return Ok(());
        };
        let seal = seal_payload(salt, *encoding, body);
        if seal.as_slice() != entry.payload_hash {
            self.odd.insert(last, Some(seal));
        } else if entry.header.kind >= i64::from(ChangeKind::Erased.number()) {
            self.hear(last, &payload::decode(*encoding, body)?);
        }
        Ok(())
    }

    fn hear(&mut self, by: Seq, payload: &Payload) {
        let Payload::Document { after, .. } = payload else { return };
        if let Ok(part) = serde_json::from_value(after.clone()) {
            self.archived.push(part);
        }
        let Ok(erasure) = serde_json::from_value::<Erasure>(after.clone()) else { return };
        let anew = erasure.anew.into_iter().map(|(seq, seal)| (seq, unhex(&seal)));
        for (seq, seal) in erasure.gone.into_iter().map(|seq| (seq, None)).chain(anew) {
            self.said.insert(seq, (by, seal));
        }
    }

    /// The erasures, if they explain everything.
    fn settle(mut self) -> Result<(Erasures, u64), Broken> {
        let (mut erased, mut archived) = (Erasures::new(), 0);
        // What was erased before its part was put away is told as erased.
        for (seq, (by, _)) in self.said.iter().filter(|(_, (_, seal))| seal.is_none()) {
            let part = self.parts.range_mut(*seq..).next();
            let part = part.filter(|(_, m)| m.part.first <= *seq && m.entries > 0);
            if let Some((_, missing)) = part.filter(|_| !self.odd.contains_key(seq)) {
                missing.entries -= 1;
                erased.entry(*by).or_default().push(*seq);
            }
        }
        for Missing { part, first, entries } in self.parts.into_values() {
            match first {
                Some(seq) if !self.archived.contains(&part) => return Err(Broken::Removed(seq)),
                _ => archived += entries,
            }
        }
        for (seq, found) in self.odd {
            match self.said.get(&seq) {
                Some((by, said)) if *said == found => erased.entry(*by).or_default().push(seq),
                _ if found.is_none() => return Err(Broken::Removed(seq)),
                _ => return Err(Broken::Payload(seq)),
            }
        }
        for seqs in erased.values_mut() {
            seqs.sort_unstable();
        }
        Ok((erased, archived))
    }
}

/// Reads the whole log and checks it.
///
/// # Errors
/// When the database does not answer.
pub fn verify(read: &mut dyn Read) -> Result<Result<Verified, Broken>, Fault> {
    verify_claims(read, &Claims::default())
}

/// Reads the log and checks it, also against what was said of it elsewhere.
///
/// # Errors
/// When the database does not answer.
pub fn verify_claims(
    read: &mut dyn Read,
    claims: &Claims,
) -> Result<Result<Verified, Broken>, Fault> {
    let head = head::read(read)?;
    let begin = claims.from.and_then(|seq| Some((seq, *claims.heads.get(&seq)?)));
    let (seq, mut hash) = begin.unwrap_or((0, [0; 32]));
    let mut heads = claims.heads.range(seq + 1..).peekable();
    let mut found = Verified { entries: 0, erased: Erasures::new(), archived: 0, seq, hash };
    let mut explained = Explained::of(list_archived(read)?);
    loop {
        let entries = stored_entries(read, found.seq, head.seq)?;
        if entries.is_empty() {
            break;
        }
        for entry in entries {
            match check(&entry, found.seq, &hash) {
                Ok(next) => hash = next,
                Err(broken) => return Ok(Err(broken)),
            }
            // A head that names a seq inside an entry was never one.
            while let Some((seq, said)) = heads.next_if(|(seq, _)| **seq <= entry.header.last) {
                if *seq != entry.header.last || *said != hash {
                    return Ok(Err(Broken::Signed(*seq)));
                }
            }
            explained.add(&entry)?;
            found.seq = entry.header.last;
            found.entries += 1;
        }
    }
    if found.seq != head.seq || hash != head.hash {
        return Ok(Err(Broken::Tail(found.seq, head.seq)));
    }
    if let Some((last, _)) = heads.last() {
        return Ok(Err(Broken::Tail(found.seq, *last)));
    }
    found.hash = hash;
    let settled = explained.settle();
    Ok(settled.map(|(erased, archived)| Verified { erased, archived, ..found }))
}

fn check(entry: &Stored, before: i64, prev: &Hash) -> Result<Hash, Broken> {
    let last = entry.header.last;
    if last - entry.header.count != before {
        return Err(Broken::Gap(last));
    }
    let sealed: Hash = entry.payload_hash.clone().try_into().map_err(|_| Broken::Payload(last))?;
    let hash = chain(prev, &entry.header, &sealed);
    if hash.as_slice() == entry.hash { Ok(hash) } else { Err(Broken::Chain(last)) }
}

fn stored(row: &dyn Row) -> Result<Stored, Fault> {
    let payload = match (row.bytes(15)?, row.int(16)?, row.bytes(17)?) {
        (Some(salt), Some(encoding), Some(body)) => Some((salt, encoding, body)),
        _ => None,
    };
    Ok(Stored {
        header: Header {
            last: must(row.int(0)?, "last")?,
            count: must(row.int(1)?, "count")?,
            at: must(row.instant(2)?, "at")?.as_microsecond(),
            kind: must(row.int(3)?, "kind")?,
            form: row.uuid(4)?,
            form_version: must(row.int(5)?, "form_version")?,
            record: row.uuid(6)?,
            actor: must(row.int(7)?, "actor")?,
            person: row.uuid(8)?,
            origin: must(row.int(9)?, "origin")?,
            batch: row.uuid(10)?,
            cause: row.int(11)?,
            prev: row.int(12)?,
        },
        payload_hash: must(row.bytes(13)?, "payload_hash")?,
        hash: must(row.bytes(14)?, "hash")?,
        payload,
    })
}
