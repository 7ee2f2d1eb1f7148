//! Signing the log's end with the key of the data folder: after many entries, once a day, and with each backup. The
//! signed head goes into the database and, for whoever has only the database, out of reach: into the data folder.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use model::Seq;
use serde_json::json;
use store::log::{SignedHead, add_head, find_hash_at, last_head, list_heads};
use store::session::Read;
use store::{Error, Fault, Store, head};

use crate::platform::Platform;
use crate::ports::{List, Ports};

/// A new head is signed at the latest after so many entries, give or take what an hour brings.
const ENTRIES: Seq = 100_000;
/// And after this time, if anything was written.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// The line by which the data folder knows that the log was set back on purpose.
const RESTORED: &str = "restored";
/// On that line: the heads that still hold follow, none before it does.
const ANEW: &str = "anew";

/// Heads that hold, and what is wrong with others.
#[derive(Debug, Default)]
pub(crate) struct Heads {
    /// By seq; the database's and the data folder's.
    pub(crate) sound: BTreeMap<Seq, SignedHead>,
    /// Seqs of heads whose signature is none, or that contradict each other.
    pub(crate) broken: Vec<Seq>,
}

impl Platform {
    /// Signs the log's end, unless it is signed already.
    ///
    /// # Errors
    /// When the database or the disk refuses.
    pub fn sign_head(&self) -> Result<Option<SignedHead>, Error> {
        let (head, last) = self.store().snapshot(|read| {
            Ok::<_, Error>((head::read(read)?, last_head(read)?.map_or(0, |head| head.seq)))
        })?;
        if head.seq <= last {
            return Ok(None);
        }
        let witness = &self.ports().witness;
        let signed = SignedHead {
            seq: head.seq,
            hash: head.hash,
            at: self.now(),
            key: witness.key().to_vec(),
            signature: witness.sign(&SignedHead::message(head.seq, &head.hash)),
        };
        // First out of reach: a head that only the data folder knows is checked all the same.
        witness.note(List::Heads, &[signed.line()])?;
        let stored = signed.clone();
        self.store().write_chunk(move |tx| Ok(add_head(tx, &stored)?))?;
        Ok(Some(signed))
    }

    /// Signs the log's end where it is time to.
    ///
    /// # Errors
    /// As [`Platform::sign_head`].
    pub fn sign_due_head(&self) -> Result<(), Error> {
        let (end, last) = self
            .store()
            .snapshot(|read| Ok::<_, Error>((head::read(read)?.seq, last_head(read)?)))?;
        let due = match &last {
            Some(last) => {
                end - last.seq >= ENTRIES
                    || (end > last.seq && self.now().duration_since(last.at) >= DAY)
            }
            None => end > 0,
        };
        if due {
            self.sign_head()?;
        }
        Ok(())
    }

    /// Every signed head that is known, looked at one by one.
    pub(crate) fn known_heads(&self, read: &mut dyn Read) -> Result<Heads, Fault> {
        let stored = list_heads(read)?;
        let noted = noted(self.ports())?;
        let mut heads = Heads::default();
        for head in stored.into_iter().chain(noted) {
            let message = SignedHead::message(head.seq, &head.hash);
            let signed = self.ports().witness.has_signed(&head.key, &message, &head.signature);
            let other = heads.sound.get(&head.seq).is_some_and(|known| known.hash != head.hash);
            if !signed || other {
                heads.broken.push(head.seq);
            } else {
                heads.sound.entry(head.seq).or_insert(head);
            }
        }
        Ok(heads)
    }
}

/// The data folder's heads, as far as the log was not set back behind them by a restore.
fn noted(ports: &Ports) -> Result<Vec<SignedHead>, Fault> {
    let mut heads: Vec<SignedHead> = Vec::new();
    for line in ports.witness.noted(List::Heads)? {
        if let Some(head) = SignedHead::of_line(&line) {
            heads.push(head);
        } else if let Some((seq, anew)) = set_back(&line) {
            // An older program did not write down anew which heads still held.
            heads.retain(|head| !anew && head.seq <= seq);
        }
    }
    Ok(heads)
}

fn set_back(line: &str) -> Option<(Seq, bool)> {
    let line: serde_json::Value = serde_json::from_str(line).ok()?;
    let anew = line.get(ANEW).and_then(serde_json::Value::as_bool).unwrap_or(false);
    Some((line.get(RESTORED)?.as_i64()?, anew))
}

/// Writes down that the log was set back on purpose, to this seq of the one in the store: of all heads that were ever
/// noted only those are missed from now on that this very log has. Others were signed in another course of events, or
/// in another workspace.
///
/// # Errors
/// When the database does not answer or the disk refuses.
pub(crate) fn note_restored(store: &Store, ports: &Ports, seq: Seq) -> Result<(), Fault> {
    let mut lines = vec![json!({ RESTORED: seq, ANEW: true }).to_string()];
    let mut kept = BTreeSet::new();
    for line in ports.witness.noted(List::Heads)? {
        let Some(head) = SignedHead::of_line(&line) else { continue };
        let here = store.read(|read| find_hash_at(read, head.seq))?;
        if here == Some(head.hash) && kept.insert((head.seq, head.key.clone())) {
            lines.push(line);
        }
    }
    ports.witness.note(List::Heads, &lines)
}
