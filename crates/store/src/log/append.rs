//! Entries wait in memory while requests run, get their seq at once, and are written together before the commit.

use jiff::Timestamp;
use model::change::Payload;
use model::{Change, Seq};

use super::code::{actor_number, actor_person, origin_number};
use super::payload;
use super::read::Logged;
use super::seal::{Hash, Header, chain, seal_payload};
use crate::fault::Fault;
use crate::session::Session;
use crate::sql::{Param, Sql};

/// Columns of `clew_log`, in insert order.
const LOG_COLUMNS: &str = "last, count, at, kind, form, form_version, record, actor, person, origin, batch, cause, \
                           prev, payload_hash, hash";
/// Rows in one INSERT: 15 columns each, far below the parameter limits of both databases.
const CHUNK: usize = 64;

/// A Change with its seq, waiting for the commit.
#[derive(Debug, Clone)]
pub struct Entry {
    header: Header,
    at: Timestamp,
    salt: [u8; 16],
    encoding: i64,
    body: Vec<u8>,
}

impl Entry {
    /// Seals a Change under the seq that follows `taken`. A bulk Change takes one seq for each of its records.
    ///
    /// # Errors
    /// When the payload cannot be written down or the system gives no randomness.
    pub fn new(change: &Change, at: Timestamp, taken: Seq) -> Result<Self, Fault> {
        let count = match &change.payload {
            Payload::Records(records) => i64::try_from(records.len().max(1)).unwrap_or(1),
            Payload::Fields(_) | Payload::Activity { .. } | Payload::Document { .. } => 1,
        };
        let mut salt = [0u8; 16];
        getrandom::fill(&mut salt).map_err(|e| Fault::new(format!("randomness: {e}")))?;
        let (encoding, body) = payload::encode(&change.payload)?;
        let header = Header {
            last: taken + count,
            count,
            at: at.as_microsecond(),
            kind: i64::from(change.kind.number()),
            form: change.form.map(|id| id.0),
            form_version: i64::from(change.form_version),
            record: change.record.map(|id| id.0),
            actor: actor_number(change.actor),
            person: actor_person(change.actor),
            origin: origin_number(change.origin),
            batch: change.batch.map(|id| id.0),
            cause: change.cause,
            prev: change.prev,
        };
        Ok(Self { header, at, salt, encoding, body })
    }

    /// The first seq it takes.
    pub fn first(&self) -> Seq {
        self.header.last - self.header.count + 1
    }

    /// The last seq it takes.
    pub fn last(&self) -> Seq {
        self.header.last
    }

    /// The entry as a reader will find it, told by the Change that it was made from.
    pub(crate) fn told(&self, change: Change) -> Logged {
        let at = Timestamp::from_microsecond(self.header.at).unwrap_or(self.at);
        Logged { first: self.first(), last: self.last(), at, change, erased: false }
    }

    /// The entry as a reader will find it, for those who read the log inside the transaction that writes it.
    ///
    /// # Errors
    /// When the payload cannot be decoded.
    pub fn logged(&self, change: &Change) -> Result<Logged, Fault> {
        let payload = payload::decode(self.encoding, &self.body)?;
        Ok(Logged {
            first: self.first(),
            last: self.last(),
            at: self.at,
            change: Change { payload, ..change.clone() },
            erased: false,
        })
    }
}

/// Writes entries behind the hash `prev`; the chain's new hash.
///
/// # Errors
/// When the database refuses.
pub fn append(session: &mut dyn Session, prev: Hash, entries: &[Entry]) -> Result<Hash, Fault> {
    let mut hash = prev;
    for chunk in entries.chunks(CHUNK) {
        let mut log = Sql::of(session.dialect(), "INSERT INTO clew_log (");
        log.push(LOG_COLUMNS).push(") VALUES ");
        let mut bodies = Sql::of(
            session.dialect(),
            "INSERT INTO clew_payload (last, salt, encoding, body) VALUES ",
        );
        for (i, entry) in chunk.iter().enumerate() {
            let sealed = seal_payload(&entry.salt, entry.encoding, &entry.body);
            hash = chain(&hash, &entry.header, &sealed);
            let open = if i > 0 { ", (" } else { "(" };
            log.push(open).bind_all(columns(entry, &sealed, &hash)).push(")");
            bodies.push(open);
            bodies.bind_all([
                entry.header.last.into(),
                entry.salt.to_vec().into(),
                entry.encoding.into(),
                entry.body.clone().into(),
            ]);
            bodies.push(")");
        }
        session.execute(&log)?;
        session.execute(&bodies)?;
    }
    Ok(hash)
}

fn columns(entry: &Entry, sealed: &Hash, hash: &Hash) -> [Param; 15] {
    let h = &entry.header;
    [
        h.last.into(),
        h.count.into(),
        entry.at.into(),
        h.kind.into(),
        h.form.into(),
        h.form_version.into(),
        h.record.into(),
        h.actor.into(),
        h.person.into(),
        h.origin.into(),
        h.batch.into(),
        h.cause.into(),
        h.prev.into(),
        sealed.to_vec().into(),
        hash.to_vec().into(),
    ]
}
