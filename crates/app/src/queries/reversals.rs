//! Which acts stand: an undo takes an act back, an undo of the undo brings it back again, and so on.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use model::BatchId;

/// What was met so far of a line of acts, the newest first. `K` tells acts apart.
#[derive(Debug)]
pub(super) struct Reversals<K> {
    taken_back: HashMap<K, BatchId>,
    brought_back: HashMap<K, BatchId>,
    /// Batches that the person may not take back.
    theirs: HashSet<BatchId>,
}

impl<K: Hash + Eq> Reversals<K> {
    pub(super) fn new() -> Self {
        Self { taken_back: HashMap::new(), brought_back: HashMap::new(), theirs: HashSet::new() }
    }

    /// This batch is not the person's to take back.
    pub(super) fn is_theirs(&mut self, batch: BatchId) {
        self.theirs.insert(batch);
    }

    /// The batch with which a person takes an act back that stands by `by`: where somebody else's undo brought it back,
    /// that is theirs, and one's own is the act.
    pub(super) fn way_back(&self, by: BatchId, own: BatchId) -> BatchId {
        if self.theirs.contains(&by) { own } else { by }
    }

    /// Meets the next older act, which took back another one if it was an undo. Answers the batch that would take it
    /// back now: its own, or that of the last undo that brought it back; none where it is taken back already.
    pub(super) fn meet(&mut self, act: &K, own: BatchId, undid: Option<K>) -> Option<BatchId> {
        if let Some(by) = self.taken_back.get(act).copied() {
            if let Some(undid) = undid {
                self.brought_back.insert(undid, by);
            }
            return None;
        }
        let by = self.brought_back.get(act).copied().unwrap_or(own);
        if let Some(undid) = undid {
            self.taken_back.insert(undid, by);
        }
        Some(by)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    /// Acts by number, newest first, each with what it undid; what would take each back now, 0 = it is taken back.
    fn check(acts: &[(u128, Option<u128>)], expect: &[u128]) {
        let mut reversals = Reversals::new();
        let met = acts.iter().map(|(act, undid)| {
            let by = reversals.meet(act, BatchId(Uuid::from_u128(*act)), *undid);
            by.map_or(0, |batch| batch.0.as_u128())
        });
        assert_eq!(met.collect::<Vec<_>>(), expect, "{acts:?}");
    }

    #[test]
    fn what_was_undone_stands_no_more() {
        check(&[(2, None), (1, None)], &[2, 1]);
        check(&[(2, Some(1)), (1, None)], &[2, 0]);
    }

    #[test]
    fn an_undone_undo_lets_the_act_stand_and_takes_its_place() {
        check(&[(3, Some(2)), (2, Some(1)), (1, None)], &[3, 0, 3]);
        check(&[(4, Some(3)), (3, Some(2)), (2, Some(1)), (1, None)], &[4, 0, 4, 0]);
    }
}
