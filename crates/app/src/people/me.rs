//! One's own settings.

use jiff::tz::TimeZone;
use model::label::Language;
use model::person::Person;
use model::{ChangeKind, Code, Rejection};
use serde::{Deserialize, Serialize};
use store::{Error, people};

use super::rules;
use crate::document_change;
use crate::platform::Platform;
use crate::who::Who;

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Theme {
    Light,
    Dark,
    /// As the device has it.
    System,
}

/// How much stands on a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Density {
    Comfortable,
    Compact,
}

/// What a person chose for themselves; none = as the workspace or the client has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Language of the screens and of texts made for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Light or dark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<Theme>,
    /// How much stands on a screen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub density: Option<Density>,
    /// IANA name of the zone in which their days begin and times are told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

impl Preferences {
    /// Their zone, if they chose one that this machine knows.
    pub fn time_zone(&self) -> Option<TimeZone> {
        self.zone.as_deref().and_then(|zone| TimeZone::get(zone).ok())
    }
}

/// The person who asks, with all that their screens need.
#[derive(Debug, Clone, PartialEq)]
pub struct Me {
    /// Who they are.
    pub person: Person,
    /// What they chose.
    pub preferences: Preferences,
    /// The language that holds: theirs or the workspace's.
    pub language: Language,
    /// The company's name.
    pub workspace: String,
    /// ISO 4217 code of the company's currency.
    pub currency: String,
}

/// What to change about oneself; none = leave as it is.
#[derive(Debug, Clone, Default)]
pub struct MePatch {
    /// What colleagues call them.
    pub name: Option<String>,
    /// Language.
    pub language: Option<Language>,
    /// Light or dark.
    pub theme: Option<Theme>,
    /// How much stands on a screen.
    pub density: Option<Density>,
    /// IANA name of a zone; empty = as the device has it.
    pub zone: Option<String>,
}

impl Platform {
    /// The person who asks.
    ///
    /// # Errors
    /// `Unauthenticated` when it is no person.
    pub fn me(&self, who: &Who) -> Result<Me, Error> {
        let id = who.id().ok_or_else(|| Error::rejected(Code::Unauthenticated))?;
        let catalog = self.catalog()?;
        let person = catalog.people.get(&id).cloned();
        let person = person.ok_or_else(|| Error::rejected(Code::Unauthenticated))?;
        let own: Option<Preferences> =
            self.store().read(|read| people::find_preferences(read, id))?;
        let preferences = own.unwrap_or_default();
        let language = preferences.language.unwrap_or(catalog.workspace.language);
        let (workspace, currency) =
            (catalog.workspace.name.clone(), catalog.workspace.currency.clone());
        Ok(Me { person, preferences, language, workspace, currency })
    }

    /// Changes one's own name and settings.
    ///
    /// # Errors
    /// `Unauthenticated` when it is no person; `Required`, `TooLong`, `ControlCharacter` at `name`;
    /// `UnknownOption` at `zone`.
    pub fn update_me(&self, who: &Who, patch: &MePatch) -> Result<Me, Error> {
        let id = who.id().ok_or_else(|| Error::rejected(Code::Unauthenticated))?;
        let name = patch.name.as_deref().map(|text| rules::name(text, "name")).transpose()?;
        let zone = patch.zone.as_deref().filter(|zone| !zone.is_empty());
        if let Some(zone) = zone.filter(|zone| TimeZone::get(zone).is_err()) {
            return Err(Rejection::at(Code::UnknownOption, "zone").with("value", zone).into());
        }
        let (cause, at, patch) = (who.cause(), self.now(), patch.clone());
        self.write(move |tx, catalog| {
            let before = catalog.people.get(&id);
            let before = before.ok_or_else(|| Error::rejected(Code::Unauthenticated))?;
            let about = (ChangeKind::PersonChanged, id);
            if let Some(name) = name.clone().filter(|name| *name != before.name) {
                let after = Person { name, ..before.clone() };
                people::update(tx, &after)?;
                tx.raise_catalog();
                let both = (Some(before), Some(&after));
                document_change::append(tx, (&cause, at), about, both)?;
            }
            let old: Preferences = people::find_preferences(tx, id)?.unwrap_or_default();
            let new = Preferences {
                language: patch.language.or(old.language),
                theme: patch.theme.or(old.theme),
                density: patch.density.or(old.density),
                zone: patch.zone.clone().or(old.zone.clone()).filter(|zone| !zone.is_empty()),
            };
            if new != old {
                people::save_preferences(tx, id, &new)?;
                document_change::append(tx, (&cause, at), about, (Some(&old), Some(&new)))?;
            }
            Ok(())
        })?;
        self.auth().forget_sessions();
        self.me(who)
    }
}
