//! Decoded entries of the log, the last few of them.

use std::collections::VecDeque;
use std::rc::Rc;

use model::Seq;

use crate::fault::Fault;
use crate::log::{Logged, entry_of};
use crate::session::Read;

/// Entries kept: bulk ones hold 500 records each.
const KEEP: usize = 48;

/// The last entries that were asked for.
#[derive(Default)]
pub(super) struct Entries {
    known: VecDeque<Rc<Logged>>,
}

impl Entries {
    /// The entry that holds this seq.
    pub(super) fn get(
        &mut self,
        read: &mut dyn Read,
        seq: Seq,
    ) -> Result<Option<Rc<Logged>>, Fault> {
        let holds = |entry: &Rc<Logged>| entry.first <= seq && seq <= entry.last;
        if let Some(place) = self.known.iter().position(holds) {
            let entry = self.known.remove(place);
            if let Some(entry) = &entry {
                self.known.push_back(Rc::clone(entry));
            }
            return Ok(entry);
        }
        let Some(entry) = entry_of(read, seq)?.map(Rc::new) else { return Ok(None) };
        // Single entries are cheap to read again and would drive the bulk ones out.
        if entry.first < entry.last {
            if self.known.len() >= KEEP {
                self.known.pop_front();
            }
            self.known.push_back(Rc::clone(&entry));
        }
        Ok(Some(entry))
    }
}
