//! BACKUP: the whole workspace in one file, and back; proofs that nothing was altered. The format is `store`'s; here
//! files join in, and what is derived is made anew.

mod bytes;
mod restore;
mod verify;

use std::io::Write;

use store::Error;
use store::backup::{About, Source, Written, write};

pub use restore::{Bytes, Restored, copy, restore};
pub use verify::{Proof, Start, describe};

use crate::platform::Platform;
use bytes::KeptFiles;

impl Platform {
    /// Writes a backup of this moment, while everyone goes on working.
    ///
    /// # Errors
    /// When the database does not answer or the output does not take it.
    pub fn backup(&self, program: &str, out: &mut dyn Write) -> Result<Written, Error> {
        self.sign_head()?;
        let files = KeptFiles::new(self.ports());
        self.write_backup(program, Some(&files), out)
    }

    fn write_backup(
        &self,
        program: &str,
        files: Option<&dyn Source>,
        out: &mut dyn Write,
    ) -> Result<Written, Error> {
        let about = About {
            program: program.to_owned(),
            made_at: self.now(),
            workspace: self.catalog()?.workspace.name.clone(),
        };
        write(self.store(), &about, files, out)
    }
}
