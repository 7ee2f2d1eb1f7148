//! Published versions, and going back to one.

use jiff::Timestamp;
use model::{Code, Rejection};
use store::{Error, definitions};

use super::drafts::open;
use crate::commands::Done;
use crate::people::permit;
use crate::platform::Platform;
use crate::who::Who;

/// A published version.
#[derive(Debug, Clone, PartialEq)]
pub struct VersionView {
    /// Its number.
    pub version: u32,
    /// When.
    pub published_at: Timestamp,
    /// By whom; empty = a pack or the command line.
    pub published_by: String,
    /// What the publisher said.
    pub note: String,
}

impl Platform {
    /// The versions of a form, newest first.
    ///
    /// # Errors
    /// `Forbidden`, `UnknownForm`.
    pub fn list_versions(&self, who: &Who, code: &str) -> Result<Vec<VersionView>, Error> {
        let catalog = self.catalog()?;
        permit::builds(who, &catalog)?;
        let form = catalog.form(code)?;
        open(&catalog, who, form)?;
        let versions = self.store().read(|read| definitions::list_versions(read, form.id))?;
        let shown = versions.into_iter().map(|v| VersionView {
            version: v.version,
            published_at: v.at,
            published_by: v.person.map_or("", |id| catalog.person_name(id)).to_owned(),
            note: v.note,
        });
        Ok(shown.collect())
    }

    /// Publishes an earlier version's document again. Fields made since stay, archived: their values are kept.
    ///
    /// # Errors
    /// `Forbidden`, `UnknownForm`, `NotFound`.
    pub fn roll_back(&self, who: &Who, code: &str, version: u32) -> Result<Done, Error> {
        let catalog = self.catalog()?;
        permit::builds(who, &catalog)?;
        let form = catalog.form(code)?;
        open(&catalog, who, form)?;
        let found = self.store().read(|read| definitions::find_version(read, form.id, version))?;
        let earlier = found.ok_or_else(|| Rejection::new(Code::NotFound))?;
        self.publish_form(who, earlier, form.version)
    }
}
