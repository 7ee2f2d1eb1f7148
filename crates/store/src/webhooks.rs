//! Webhooks: who outside is told what. The caller appends the Change; the secret stands in no log.

use jiff::Timestamp;
use model::{FormId, UserId, WebhookId};

use crate::fault::Fault;
use crate::session::{Read, Row, all, first, must};
use crate::sql::Sql;
use crate::tx::Tx;

const COLUMNS: &str = "id, url, form, events, secret, enabled, person, created_at";

/// A webhook as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Webhook {
    /// Its id.
    pub id: WebhookId,
    /// Where to.
    pub url: String,
    /// Only records of this form; none = of every form.
    pub form: Option<FormId>,
    /// Names of events, e.g. `record.created`.
    pub events: Vec<String>,
    /// `whsec_` and the key in base 64.
    pub secret: String,
    /// Deliveries wait while it is not.
    pub enabled: bool,
    /// Who made it, and with whose Access bodies are made; none = the command line.
    pub person: Option<UserId>,
    /// When. Earlier Changes are not told.
    pub created_at: Timestamp,
}

/// All webhooks, oldest first.
///
/// # Errors
/// When the database does not answer.
pub fn list(read: &mut dyn Read) -> Result<Vec<Webhook>, Fault> {
    let mut sql = select(read);
    sql.push(" ORDER BY created_at, id");
    all(read, &sql, webhook)
}

/// The enabled ones.
///
/// # Errors
/// When the database does not answer.
pub fn list_enabled(read: &mut dyn Read) -> Result<Vec<Webhook>, Fault> {
    let mut sql = select(read);
    sql.push(" WHERE enabled = ").bind(true).push(" ORDER BY created_at, id");
    all(read, &sql, webhook)
}

/// One webhook.
///
/// # Errors
/// When the database does not answer.
pub fn find(read: &mut dyn Read, id: WebhookId) -> Result<Option<Webhook>, Fault> {
    let mut sql = select(read);
    sql.push(" WHERE id = ").bind(id.0);
    first(read, &sql, webhook)
}

/// Saves a new or changed webhook.
///
/// # Errors
/// When the database refuses.
pub fn save(tx: &mut Tx<'_>, hook: &Webhook) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "INSERT INTO clew_webhook (");
    sql.push(COLUMNS).push(") VALUES (");
    sql.bind_all([
        hook.id.0.into(),
        hook.url.as_str().into(),
        hook.form.map(|f| f.0).into(),
        serde_json::Value::from(hook.events.clone()).to_string().into(),
        hook.secret.as_str().into(),
        hook.enabled.into(),
        hook.person.map(|p| p.0).into(),
        hook.created_at.into(),
    ]);
    sql.push(") ON CONFLICT (id) DO UPDATE SET url = excluded.url, form = excluded.form, ");
    sql.push("events = excluded.events, enabled = excluded.enabled");
    tx.execute(&sql)
}

/// Stops deliveries until a person enables it again.
///
/// # Errors
/// When the database refuses.
pub fn disable(tx: &mut Tx<'_>, id: WebhookId) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_webhook SET enabled = ");
    sql.bind(false).push(" WHERE id = ").bind(id.0);
    tx.execute(&sql)
}

/// Removes a webhook and its deliveries.
///
/// # Errors
/// When the database refuses.
pub fn remove(tx: &mut Tx<'_>, id: WebhookId) -> Result<(), Fault> {
    for text in ["DELETE FROM clew_outbox WHERE webhook = ", "DELETE FROM clew_webhook WHERE id = "]
    {
        let mut sql = Sql::of(tx.dialect(), text);
        sql.bind(id.0);
        tx.execute(&sql)?;
    }
    Ok(())
}

fn select(read: &dyn Read) -> Sql {
    let mut sql = Sql::of(read.dialect(), "SELECT ");
    sql.push(COLUMNS).push(" FROM clew_webhook");
    sql
}

fn webhook(row: &dyn Row) -> Result<Webhook, Fault> {
    let events = must(row.text(3)?, "events")?;
    Ok(Webhook {
        id: WebhookId(must(row.uuid(0)?, "id")?),
        url: must(row.text(1)?, "url")?,
        form: row.uuid(2)?.map(FormId),
        events: serde_json::from_str(&events)
            .map_err(|e| Fault::new(format!("a webhook's events: {e}")))?,
        secret: must(row.text(4)?, "secret")?,
        enabled: must(row.bool(5)?, "enabled")?,
        person: row.uuid(6)?.map(UserId),
        created_at: must(row.instant(7)?, "created_at")?,
    })
}
