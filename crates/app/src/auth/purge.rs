//! Forgetting what is over: sessions, invitations, remembered answers.

use jiff::SignedDuration;
use store::{Error, idempotency, invitations, sessions};

use crate::idempotency::KEPT;
use crate::platform::Platform;

/// An expired link is kept this long, so that whoever opens it late is told that it expired.
const EXPIRED_LINK: SignedDuration = SignedDuration::from_hours(30 * 24);

impl Platform {
    /// Removes what nobody can use any more, finishes erasures outside the database, and signs the log; to be
    /// called now and then.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn purge_expired(&self) -> Result<(), Error> {
        let now = self.now();
        let ago = |past: SignedDuration| now.checked_sub(past).unwrap_or(now);
        let (links, answers) = (ago(EXPIRED_LINK), ago(KEPT));
        self.store().write_chunk(move |tx| {
            sessions::purge(tx, now)?;
            Ok(invitations::purge(tx, links)?)
        })?;
        while self.store().write_chunk(move |tx| Ok(idempotency::purge(tx, answers)?))?.value > 0 {}
        self.drop_unused_indexes()?;
        self.expire_exports()?;
        self.expire_nameless_imports()?;
        // What keeps a bin from being emptied keeps nothing else.
        let emptied = self.empty_bins();
        self.remove_erased_files()?;
        self.clear_erased_text(usize::MAX)?;
        self.finish_archiving()?;
        self.note_erasures()?;
        self.sign_due_head()?;
        emptied.map(drop)
    }
}
