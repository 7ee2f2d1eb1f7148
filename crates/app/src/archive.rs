//! Putting old entries of the log away: written into a file, checked there, and only then moved out of the database.
//! Parts end at heads that this server signed and that every reactor has passed.

use jiff::Timestamp;
use model::{Code, Rejection};
use store::Error;
use store::log::{Part, append_archived, is_archived, list_archived, remove_payloads, write_part};

use crate::platform::Platform;
use crate::reactors;
use crate::runtime::Reacting;
use crate::who::Who;

impl Platform {
    /// The next part of the log that can be put away: what was signed before this moment and is not away yet.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn archivable(&self, before: Timestamp) -> Result<Option<Part>, Error> {
        // A cursor says less than its reactor has read: those who still have something to read do it now.
        for reactor in reactors::all() {
            Reacting::new(reactor).catch_up(self)?;
        }
        self.store().snapshot(|read| {
            let (heads, own) = (self.known_heads(read)?, self.ports().witness.key());
            let old = heads.sound.values().filter(|head| head.key == own && head.at < before);
            let last = old.map(|head| head.seq).max().unwrap_or(0);
            let first = list_archived(read)?.last().map_or(1, |part| part.last + 1);
            Ok((first <= last).then_some(Part { first, last }))
        })
    }

    /// Writes a part of the log into a file.
    ///
    /// # Errors
    /// When the database does not answer or the output does not take it.
    pub fn write_log_part(&self, part: Part, out: &mut dyn std::io::Write) -> Result<(), Error> {
        Ok(self.store().snapshot(|read| write_part(read, part, out))?)
    }

    /// Moves out what was put away into a file of this SHA-256, whose chain ends with this hash. A call that was broken
    /// off can be made again; the hour's work also does what it left behind.
    ///
    /// # Errors
    /// `Conflict` when the part is not the next one, or the file is not of this log.
    pub fn drop_log_part(
        &self,
        who: &Who,
        part: Part,
        (file, hash): ([u8; 32], [u8; 32]),
    ) -> Result<u64, Error> {
        let signed = self.store().snapshot(|read| {
            let heads = self.known_heads(read)?;
            Ok::<_, Error>(heads.sound.get(&part.last).is_some_and(|head| head.hash == hash))
        })?;
        if !signed {
            return Err(Rejection::at(Code::Conflict, "file").into());
        }
        let (cause, at) = (who.cause(), self.now());
        self.write(move |tx, _| {
            if is_archived(tx, (part, file))? {
                // Broken off before all of it was out: go on.
                return Ok(tx.seq());
            }
            let next = list_archived(tx)?.last().map_or(1, |part| part.last + 1);
            if part.first != next {
                return Err(Rejection::at(Code::Conflict, "file").with("first", next).into());
            }
            Ok(append_archived(tx, (part, file), (&cause, at))?)
        })?;
        self.finish_archiving()
    }

    /// Moves out what a broken-off [`Platform::drop_log_part`] left behind; how many entries.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn finish_archiving(&self) -> Result<u64, Error> {
        let mut moved = 0;
        for part in self.store().read(|read| list_archived(read))? {
            loop {
                let gone = self.store().write_chunk(move |tx| Ok(remove_payloads(tx, part)?))?;
                if gone.value == 0 {
                    break;
                }
                moved += gone.value;
            }
        }
        Ok(moved)
    }
}
