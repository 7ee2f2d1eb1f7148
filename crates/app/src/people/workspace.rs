//! Settings of the workspace.

use model::ChangeKind;
use model::label::Language;
use store::{Error, settings};

use super::{permit, rules};
use crate::document_change;
use crate::platform::Platform;
use crate::settings::{WORKSPACE, Workspace};
use crate::who::Who;

/// What to change about the workspace; none = leave as it is.
#[derive(Debug, Clone, Default)]
pub struct WorkspacePatch {
    /// The company's name.
    pub name: Option<String>,
    /// Language of people who chose none.
    pub language: Option<Language>,
    /// IANA name of the zone in which days begin.
    pub zone: Option<String>,
    /// ISO 4217 code of what new money is in.
    pub currency: Option<String>,
    /// Others in the same network may connect.
    pub lan: Option<bool>,
    /// What links begin with; empty = found by itself.
    pub address: Option<String>,
}

impl Platform {
    /// The workspace's settings.
    ///
    /// # Errors
    /// `Forbidden` unless an administrator asks.
    pub fn workspace(&self, who: &Who) -> Result<Workspace, Error> {
        let catalog = self.catalog()?;
        permit::administers(who, &catalog)?;
        Ok(catalog.workspace.clone())
    }

    /// Changes the workspace's settings.
    ///
    /// # Errors
    /// `Forbidden` unless an administrator asks; `Required`, `TooLong` at `name`; `UnknownOption` at `zone`,
    /// `currency`; `NotAUrl` at `address`.
    pub fn update_workspace(&self, who: &Who, patch: &WorkspacePatch) -> Result<Workspace, Error> {
        let name = patch.name.as_deref().map(|text| rules::name(text, "name")).transpose()?;
        patch.zone.as_deref().map(rules::zone).transpose()?;
        let currency = patch.currency.as_deref().map(rules::currency).transpose()?;
        let address = patch.address.as_deref().map(rules::address).transpose()?;
        let (who, at, patch) = (who.clone(), self.now(), patch.clone());
        let written = self.write(move |tx, catalog| {
            permit::administers(&who, catalog)?;
            let before = &catalog.workspace;
            let after = Workspace {
                name: name.clone().unwrap_or_else(|| before.name.clone()),
                language: patch.language.unwrap_or(before.language),
                zone: patch.zone.clone().unwrap_or_else(|| before.zone.clone()),
                currency: currency.clone().unwrap_or_else(|| before.currency.clone()),
                lan: patch.lan.unwrap_or(before.lan),
                address: address.clone().unwrap_or_else(|| before.address.clone()),
            };
            if after == *before {
                return Ok(after);
            }
            settings::save(tx, WORKSPACE, &after)?;
            tx.raise_catalog();
            let about = (ChangeKind::SettingChanged, WORKSPACE);
            let both = (Some(before), Some(&after));
            document_change::append(tx, (&who.cause(), at), about, both)?;
            Ok(after)
        })?;
        Ok(written.value)
    }
}
