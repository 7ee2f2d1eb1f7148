//! The recycle bins of all forms, as administrators look after them: how full they are, and how long records stay in
//! them before they are erased.
//!
//! Until an administrator says otherwise they stay for ever: nothing that cannot be undone begins by itself.

use jiff::{SignedDuration, Timestamp};
use model::{ChangeKind, Code, Form, Label, RecordId, Rejection};
use serde::{Deserialize, Serialize};
use store::{Error, records, settings};

use crate::document_change;
use crate::erase::Where;
use crate::people::permit;
use crate::platform::Platform;
use crate::who::Who;

/// The key of [`KeepPolicy`].
const RECYCLE_BIN: &str = "recycle_bin";
/// The longest time that can be said: ten years. Longer is for ever.
const MOST_DAYS: u32 = 3_650;
/// Most records erased in one go, so that hourly work stays short: the log is read once for all of them, and each is
/// erased in a transaction of its own.
const AT_ONCE: usize = 200;
/// Most while somebody waits, who sees how far it is and asks for the rest.
const WHILE_WAITED: usize = 50;

/// How long records stay in the recycle bin.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeepPolicy {
    /// Days after which they are erased; none = they stay.
    pub days: Option<u32>,
}

impl KeepPolicy {
    /// Records that went into the bin before this moment are to go.
    fn ends(self, now: Timestamp) -> Option<Timestamp> {
        let days = SignedDuration::from_hours(24).checked_mul(i32::try_from(self.days?).ok()?)?;
        now.checked_sub(days).ok()
    }
}

/// One form's bin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bin {
    /// The form's code.
    pub form: String,
    /// What its records are called.
    pub name: Label,
    /// The form's icon.
    pub icon: String,
    /// The form itself was deleted: its records come back with it only.
    pub deleted: bool,
    /// How many records lie in it.
    pub records: i64,
}

/// What one go of emptying a bin came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emptied {
    /// Records that are gone for good.
    pub erased: usize,
    /// More lie there.
    pub more: bool,
    /// What went into the bin later stays: the moment of the first go, to be said again with the next.
    pub before: Timestamp,
}

/// All bins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bins {
    /// How long records stay.
    pub policy: KeepPolicy,
    /// One for each form, in their order; of deleted forms those with something in them, after the others.
    pub forms: Vec<Bin>,
}

impl Platform {
    /// How full the bins are, and how long records stay in them.
    ///
    /// # Errors
    /// `Forbidden` for everyone but administrators.
    pub fn bins(&self, who: &Who) -> Result<Bins, Error> {
        let catalog = self.catalog()?;
        permit::administers(who, &catalog)?;
        self.store().snapshot(|read| {
            let policy = settings::find(read, RECYCLE_BIN)?.unwrap_or_default();
            let mut forms = Vec::new();
            for form in catalog.forms.values() {
                let records = records::count_binned(read, catalog.table(form.id)?)?;
                let name = if form.plural.is_empty() { &form.name } else { &form.plural };
                forms.push(Bin {
                    form: form.code.clone(),
                    name: name.clone(),
                    icon: form.icon.clone(),
                    deleted: form.archived,
                    records,
                });
            }
            forms.retain(|bin| !bin.deleted || bin.records > 0);
            forms.sort_by_key(|bin| bin.deleted);
            Ok(Bins { policy, forms })
        })
    }

    /// Says how long records stay in the bins.
    ///
    /// # Errors
    /// `Forbidden` for everyone but administrators; `TooSmall`, `TooLarge` at `keep_days`.
    pub fn keep_binned(&self, who: &Who, policy: KeepPolicy) -> Result<Bins, Error> {
        let bounds =
            |code, name: &str, bound: u32| Rejection::at(code, "keep_days").with(name, bound);
        match policy.days {
            Some(0) => return Err(bounds(Code::TooSmall, "min", 1).into()),
            Some(days) if days > MOST_DAYS => {
                return Err(bounds(Code::TooLarge, "max", MOST_DAYS).into());
            }
            _ => {}
        }
        let (asker, at) = (who.clone(), self.now());
        self.write(move |tx, catalog| {
            permit::administers(&asker, catalog)?;
            let before: KeepPolicy = settings::find(tx, RECYCLE_BIN)?.unwrap_or_default();
            if before != policy {
                settings::save(tx, RECYCLE_BIN, &policy)?;
                let about = (ChangeKind::SettingChanged, RECYCLE_BIN);
                let both = (Some(&before), Some(&policy));
                document_change::append(tx, (&asker.cause(), at), about, both)?;
            }
            Ok(())
        })?;
        self.bins(who)
    }

    /// Erases what has been in the bins for longer than it should; some of it, and the rest next time. How many
    /// records.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn empty_bins(&self) -> Result<usize, Error> {
        let policy: Option<KeepPolicy> =
            self.store().read(|read| settings::find(read, RECYCLE_BIN))?;
        let Some(before) = policy.and_then(|policy| policy.ends(self.now())) else { return Ok(0) };
        let catalog = self.catalog()?;
        let mut gone = 0;
        // A deleted form keeps its records for who brings it back; what was in its bin goes as it would have gone.
        for form in catalog.forms.values() {
            if gone == AT_ONCE {
                break;
            }
            let due = self.list_due(form, before, AT_ONCE - gone)?;
            gone += self.erase_binned(&Who::system(), form, (before, &due))?;
        }
        Ok(gone)
    }

    /// Erases what lies in a form's bin now, or lay there at the moment that an earlier go began: some of it.
    ///
    /// # Errors
    /// `Forbidden` for everyone but administrators; `UnknownForm`.
    pub fn empty_bin(
        &self,
        who: &Who,
        form: &str,
        before: Option<Timestamp>,
    ) -> Result<Emptied, Error> {
        let catalog = self.catalog()?;
        permit::administers(who, &catalog)?;
        let known = catalog.forms.values().find(|known| known.code == form);
        let known = known.ok_or_else(|| Rejection::new(Code::UnknownForm).with("form", form));
        let (form, now) = (known?, self.now());
        let before = before.map_or(now, |before| before.min(now));
        let mut due = self.list_due(form, before, WHILE_WAITED + 1)?;
        let more = due.len() > WHILE_WAITED;
        due.truncate(WHILE_WAITED);
        let erased = self.erase_binned(who, form, (before, &due))?;
        Ok(Emptied { erased, more, before })
    }

    /// Records that went into the bin before a moment, the first ones first.
    fn list_due(
        &self,
        form: &Form,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<RecordId>, Error> {
        let catalog = self.catalog()?;
        let (table, limit) = (catalog.table(form.id)?, u32::try_from(limit).unwrap_or_default());
        Ok(self.store().read(|read| records::list_binned(read, table, (before, limit)))?)
    }

    fn erase_binned(
        &self,
        who: &Who,
        form: &Form,
        (before, due): (Timestamp, &[RecordId]),
    ) -> Result<usize, Error> {
        let (mut gone, mut broken) = (0, None);
        if due.is_empty() {
            return Ok(gone);
        }
        for outcome in self.erase_each(who, form, (due, Where::BinBefore(before)))? {
            match outcome {
                Ok(_) => gone += 1,
                // Brought back, or erased by another node, since it was listed.
                Err(error) if is_settled(&error) => {}
                // One record that cannot be erased does not keep the others.
                Err(error) => broken = broken.or(Some(error)),
            }
        }
        broken.map_or(Ok(gone), Err)
    }
}

fn is_settled(error: &Error) -> bool {
    matches!(error.code(), Some(Code::NotFound | Code::NotInRecycleBin))
}
