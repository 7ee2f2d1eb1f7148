//! Signing the log's end with the key of the data folder: after many entries, once a day, and with each backup. The
//! signed head goes into the database and, for whoever has only the database, out of reach: into the data folder.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use model::Seq;
use serde_json::json;
use store::log::{SignedHead, add_head, last_head, list_heads};
use store::session::Read;
use store::{Error, Fault, head};

use crate::platform::Platform;
use crate::ports::{List, Ports};

/// A new head is signed at the latest after so many entries, give or take what an hour brings.
const ENTRIES: Seq = 100_000;
/// And after this time, if anything was written.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// The line by which the data folder knows that the log was set back on purpose.
const RESTORED: &str = "restored";

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
        } else if let Some(seq) = set_back(&line) {
            heads.retain(|head| head.seq <= seq);
        }
    }
    Ok(heads)
}

fn set_back(line: &str) -> Option<Seq> {
    serde_json::from_str::<serde_json::Value>(line).ok()?.get(RESTORED)?.as_i64()
}

/// Writes down that the log was set back on purpose: what was signed behind this seq is not missed.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn note_restored(ports: &Ports, seq: Seq) -> Result<(), Fault> {
    ports.witness.note(List::Heads, &[json!({ RESTORED: seq }).to_string()])
}
