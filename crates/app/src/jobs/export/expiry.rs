//! How long an export's file is kept: it holds records outside of all rights, so seven days after it was asked for its
//! bytes go. The job stays, and says so.

use jiff::SignedDuration;
use model::FileId;
use serde_json::json;
use store::files::remove_file;
use store::{Error, erased_files, jobs};

use crate::platform::Platform;

/// How long.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Files forgotten in one transaction.
const CHUNK: u32 = 50;
/// In the result of a job whose file is gone.
pub(super) const EXPIRED: &str = "expired";

impl Platform {
    /// Forgets the files of old exports; how many.
    ///
    /// # Errors
    /// When the database or the disk refuses.
    pub fn expire_exports(&self) -> Result<usize, Error> {
        let now = self.now();
        let before = now.checked_sub(KEPT).unwrap_or(now);
        let mut count = 0;
        loop {
            let old = self.store().read(|read| jobs::list_old_exports(read, before, CHUNK))?;
            if old.is_empty() {
                self.remove_erased_files()?;
                return Ok(count);
            }
            count += old.len();
            self.write_chunk(move |tx, _| {
                for job in &old {
                    let file = job.result.get("file").and_then(|f| f.as_str());
                    let file: Option<FileId> = file.and_then(|f| f.parse().ok());
                    let gone = file.map(|id| remove_file(tx, id)).transpose()?.flatten();
                    // The bytes go after the commit, also when this is broken off in between.
                    gone.map(|hash| erased_files::add(tx, hash)).transpose()?;
                    let rows = job.result.get("rows");
                    jobs::save_result(tx, job.id, &json!({ "rows": rows, EXPIRED: true }))?;
                }
                Ok(())
            })?;
        }
    }
}
