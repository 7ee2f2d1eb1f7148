//! Webhooks as administrators manage them: whom to tell, what was told, and telling it again.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use model::{Cause, ChangeKind, Code, FormId, Rejection, Seq, WebhookId};
use serde::Serialize;
pub use store::outbox::Delivery as StoredDelivery;
use store::outbox::{self, Delivery};
pub use store::webhooks::Webhook as StoredWebhook;
use store::webhooks::{self, Webhook};
use store::{Error, Fault, Tx};

use crate::document_change;
use crate::people::permit;
use crate::platform::Platform;
use crate::ports::Random;
use crate::reactors::EVENTS;
use crate::who::Who;

/// Bytes of a secret; the specification asks for 24 to 64.
const SECRET: usize = 24;
/// No web address is longer.
const LONGEST_URL: usize = 2000;

/// What can be said of a webhook; what is not said stays as it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WebhookEdit {
    /// Where to.
    pub url: Option<String>,
    /// Code of the one form; inner none = every form.
    pub form: Option<Option<String>>,
    /// Names of events.
    pub events: Option<Vec<String>>,
    /// Deliveries wait while it is not.
    pub enabled: Option<bool>,
}

impl Platform {
    /// All webhooks. Never show their secrets again.
    ///
    /// # Errors
    /// `Forbidden` unless the asker administers.
    pub fn list_webhooks(&self, who: &Who) -> Result<Vec<Webhook>, Error> {
        permit::administers(who, &*self.catalog()?)?;
        Ok(self.store().read(|read| webhooks::list(read))?)
    }

    /// Makes a webhook; this once its secret may be shown.
    ///
    /// # Errors
    /// What is wrong with the URL, form or events.
    pub fn create_webhook(&self, who: &Who, edit: WebhookEdit) -> Result<Webhook, Error> {
        permit::administers(who, &*self.catalog()?)?;
        let blank = Webhook {
            id: WebhookId(self.ports().ids.next()),
            url: String::new(),
            form: None,
            events: EVENTS.map(str::to_owned).to_vec(),
            secret: secret(&*self.ports().random)?,
            enabled: true,
            person: who.id(),
            created_at: self.now(),
        };
        let edit = WebhookEdit { url: Some(edit.url.unwrap_or_default()), ..edit };
        let hook = self.apply(blank, &edit)?;
        self.save_webhook(who, None, hook)
    }

    /// Changes a webhook.
    ///
    /// # Errors
    /// `NotFound`, and what is wrong with the URL, form or events.
    pub fn change_webhook(
        &self,
        who: &Who,
        id: WebhookId,
        edit: &WebhookEdit,
    ) -> Result<Webhook, Error> {
        let old = self.find_webhook(who, id)?;
        let hook = self.apply(old.clone(), edit)?;
        self.save_webhook(who, Some(old), hook)
    }

    /// Removes a webhook with its deliveries.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn remove_webhook(&self, who: &Who, id: WebhookId) -> Result<(), Error> {
        let old = self.find_webhook(who, id)?;
        let (who, cause, now) = (who.clone(), who.cause(), self.now());
        self.write(move |tx, catalog| {
            permit::administers(&who, catalog)?;
            webhooks::remove(tx, id)?;
            Ok(log(tx, (&cause, now), id, (Some(&old), None))?)
        })?;
        Ok(())
    }

    /// What was told to a webhook, newest first, below `before`.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn list_deliveries(
        &self,
        who: &Who,
        id: WebhookId,
        before: Option<Seq>,
        size: u32,
    ) -> Result<Vec<Delivery>, Error> {
        self.find_webhook(who, id)?;
        Ok(self.store().read(|read| outbox::list(read, id, before, size))?)
    }

    /// Tells a Change again, under the same delivery id.
    ///
    /// # Errors
    /// `NotFound` when that Change was never told to the webhook.
    pub fn replay_delivery(&self, who: &Who, id: WebhookId, seq: Seq) -> Result<(), Error> {
        self.find_webhook(who, id)?;
        let (who, now) = (who.clone(), self.now());
        let found = self.write(move |tx, catalog| {
            permit::administers(&who, catalog)?;
            Ok(outbox::replay(tx, id, seq, now)?)
        })?;
        if found.value { Ok(()) } else { Err(Error::rejected(Code::NotFound)) }
    }

    /// One webhook.
    ///
    /// # Errors
    /// `Forbidden` unless the asker administers; `NotFound`.
    pub fn find_webhook(&self, who: &Who, id: WebhookId) -> Result<Webhook, Error> {
        permit::administers(who, &*self.catalog()?)?;
        let found = self.store().read(|read| webhooks::find(read, id))?;
        found.ok_or_else(|| Error::rejected(Code::NotFound))
    }

    fn apply(&self, mut hook: Webhook, edit: &WebhookEdit) -> Result<Webhook, Error> {
        if let Some(url) = &edit.url {
            hook.url = checked_url(url)?;
        }
        if let Some(form) = &edit.form {
            hook.form = form.as_deref().map(|code| self.form_of(code)).transpose()?;
        }
        if let Some(events) = &edit.events {
            hook.events = checked_events(events)?;
        }
        hook.enabled = edit.enabled.unwrap_or(hook.enabled);
        Ok(hook)
    }

    fn form_of(&self, code: &str) -> Result<FormId, Error> {
        let catalog = self.catalog()?;
        let found = catalog.form(code).map(|form| form.id);
        Ok(found.map_err(|r| Rejection { field: Some("form".to_owned()), ..r })?)
    }

    fn save_webhook(
        &self,
        who: &Who,
        old: Option<Webhook>,
        hook: Webhook,
    ) -> Result<Webhook, Error> {
        let (who, cause, now, saved) = (who.clone(), who.cause(), self.now(), hook.clone());
        self.write(move |tx, catalog| {
            permit::administers(&who, catalog)?;
            webhooks::save(tx, &hook)?;
            Ok(log(tx, (&cause, now), hook.id, (old.as_ref(), Some(&hook)))?)
        })?;
        Ok(saved)
    }
}

/// Stops a webhook whose receiver is gone for good, and logs it.
pub(crate) fn disable(tx: &mut Tx<'_>, id: WebhookId, now: Timestamp) -> Result<(), Fault> {
    let Some(old) = webhooks::find(tx, id)?.filter(|hook| hook.enabled) else { return Ok(()) };
    webhooks::disable(tx, id)?;
    let new = Webhook { enabled: false, ..old.clone() };
    log(tx, (&Cause::system(), now), id, (Some(&old), Some(&new)))
}

fn secret(random: &dyn Random) -> Result<String, Fault> {
    let mut key = [0u8; SECRET];
    random.fill(&mut key)?;
    Ok(format!("whsec_{}", STANDARD.encode(key)))
}

fn checked_url(url: &str) -> Result<String, Rejection> {
    let url = url.trim();
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let is_fine = host.is_some_and(|h| {
        !h.is_empty()
            && !h.starts_with('/')
            && !h.chars().any(|c| c.is_whitespace() || c.is_control())
    });
    if url.is_empty() {
        Err(Rejection::at(Code::Required, "url"))
    } else if !is_fine {
        Err(Rejection::at(Code::NotAUrl, "url"))
    } else if url.len() > LONGEST_URL {
        Err(Rejection::at(Code::TooLong, "url").with("max", LONGEST_URL))
    } else {
        Ok(url.to_owned())
    }
}

fn checked_events(events: &[String]) -> Result<Vec<String>, Rejection> {
    if events.is_empty() {
        return Err(Rejection::at(Code::Required, "events"));
    }
    for (i, event) in events.iter().enumerate() {
        if !EVENTS.contains(&event.as_str()) {
            let at = format!("events.{i}");
            return Err(Rejection::at(Code::UnknownOption, at).with("value", event.as_str()));
        }
    }
    let mut distinct = events.to_vec();
    distinct.sort();
    distinct.dedup();
    Ok(distinct)
}

/// What the log says of a webhook: everything but its secret.
#[derive(Serialize)]
struct Said<'h> {
    url: &'h str,
    form: Option<FormId>,
    events: &'h [String],
    enabled: bool,
}

fn log(
    tx: &mut Tx<'_>,
    act: (&Cause, Timestamp),
    id: WebhookId,
    (before, after): (Option<&Webhook>, Option<&Webhook>),
) -> Result<(), Fault> {
    fn said(hook: &Webhook) -> Said<'_> {
        Said { url: &hook.url, form: hook.form, events: &hook.events, enabled: hook.enabled }
    }
    let (before, after) = (before.map(said), after.map(said));
    let about = (ChangeKind::AccessKeyChanged, id);
    document_change::append(tx, act, about, (before.as_ref(), after.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_can_be_told() {
        for url in ["https://example.com/hook", "http://127.0.0.1:9000", " https://a.cn "] {
            assert!(checked_url(url).is_ok(), "{url}");
        }
        for url in ["ftp://example.com", "https://", "https:///path", "https://a b", "javascript:1"]
        {
            assert_eq!(checked_url(url).unwrap_err().code, Code::NotAUrl, "{url}");
        }
        assert_eq!(checked_url("").unwrap_err().code, Code::Required);
    }

    #[test]
    fn unknown_events_are_refused_where_they_stand() {
        let asked = ["record.created".to_owned(), "record.exploded".to_owned()];
        let refused = checked_events(&asked).unwrap_err();
        assert_eq!(refused.field.as_deref(), Some("events.1"));
    }
}
