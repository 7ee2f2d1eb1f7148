//! The outbox: what is to be told to servers outside, at least once each. Rows are written in the reactor's own
//! transaction; a claim counts an attempt and pushes `due` forward, so a node that dies with one leaves it to others.

use jiff::Timestamp;
use model::{Seq, WebhookId};
use uuid::Uuid;

use crate::fault::Fault;
use crate::session::{Read, Row, all, first, must};
use crate::sql::Sql;
use crate::tx::Tx;

/// Something to tell, before it was tried.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// Stable over retries: receivers know by it what they had already.
    pub id: Uuid,
    /// To whom.
    pub webhook: WebhookId,
    /// The Change it tells of.
    pub seq: Seq,
    /// Its name, e.g. `record.created`.
    pub event: String,
    /// JSON.
    pub body: String,
    /// When it was written.
    pub at: Timestamp,
}

/// Where a delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryState {
    /// To be tried, or tried again.
    Waiting,
    /// Accepted.
    Done,
    /// Given up; a person may replay it.
    Dead,
}

impl DeliveryState {
    /// The stable name, as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Dead => "dead",
        }
    }

    fn by_name(name: &str) -> Result<Self, Fault> {
        let all = [Self::Waiting, Self::Done, Self::Dead];
        let found = all.into_iter().find(|s| s.name() == name);
        found.ok_or_else(|| Fault::new(format!("a delivery is in an unknown state {name}")))
    }
}

/// A letter and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// What to tell.
    pub letter: Letter,
    /// Where it stands.
    pub state: DeliveryState,
    /// Times it was tried.
    pub attempts: u32,
    /// When it is tried next; while claimed: when the lease ends.
    pub due: Timestamp,
    /// What the receiver said last, or why it did not answer.
    pub answer: String,
}

/// A claimed delivery with what is needed to make it.
#[derive(Debug, Clone, PartialEq)]
pub struct Claimed {
    /// The delivery; this attempt is counted.
    pub delivery: Delivery,
    /// Where to.
    pub url: String,
    /// What to sign with.
    pub secret: String,
}

const COLUMNS: &str =
    "o.id, o.webhook, o.seq, o.event, o.body, o.at, o.state, o.attempts, o.due, o.answer";

/// Puts a letter into the outbox, unless this Change was told to this webhook before.
///
/// # Errors
/// When the database refuses.
pub fn enqueue(tx: &mut Tx<'_>, letter: &Letter) -> Result<(), Fault> {
    let mut sql = Sql::of(
        tx.dialect(),
        "INSERT INTO clew_outbox (id, webhook, seq, event, body, at, state, attempts, due, answer) VALUES (",
    );
    sql.bind_all([
        letter.id.into(),
        letter.webhook.0.into(),
        letter.seq.into(),
        letter.event.as_str().into(),
        letter.body.as_str().into(),
        letter.at.into(),
        DeliveryState::Waiting.name().into(),
        0i64.into(),
        letter.at.into(),
        "".into(),
    ]);
    sql.push(") ON CONFLICT (webhook, seq, event) DO NOTHING");
    tx.execute(&sql)
}

/// Whether anything is due: asked before a transaction is opened for nothing.
///
/// # Errors
/// When the database does not answer.
pub fn is_any_due(read: &mut dyn Read, now: Timestamp) -> Result<bool, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT 1");
    due(&mut sql, now);
    sql.push(" LIMIT 1");
    Ok(first(read, &sql, |_| Ok(()))?.is_some())
}

/// Takes deliveries that are due, earliest first, until `lease`, and counts the attempt.
///
/// # Errors
/// When the database refuses.
pub fn claim(
    tx: &mut Tx<'_>,
    (now, lease): (Timestamp, Timestamp),
    limit: u32,
) -> Result<Vec<Claimed>, Fault> {
    let mut sql = Sql::of(tx.dialect(), "SELECT ");
    sql.push(COLUMNS).push(", w.url, w.secret");
    due(&mut sql, now);
    sql.push(" ORDER BY o.due, o.seq LIMIT ").bind(limit);
    let mut claimed = all(tx, &sql, |row| {
        Ok(Claimed {
            delivery: delivery(row)?,
            url: must(row.text(10)?, "url")?,
            secret: must(row.text(11)?, "secret")?,
        })
    })?;
    for claim in &mut claimed {
        claim.delivery.attempts += 1;
        claim.delivery.due = lease;
        let mut sql = Sql::of(tx.dialect(), "UPDATE clew_outbox SET attempts = ");
        sql.bind(claim.delivery.attempts).push(", due = ").bind(lease);
        sql.push(" WHERE id = ").bind(claim.delivery.letter.id);
        tx.execute(&sql)?;
    }
    Ok(claimed)
}

fn due(sql: &mut Sql, now: Timestamp) {
    sql.push(" FROM clew_outbox o JOIN clew_webhook w ON w.id = o.webhook");
    // The state is a literal, so that the partial index serves.
    sql.push(" WHERE o.state = 'waiting' AND o.due <= ").bind(now);
    sql.push(" AND w.enabled = ").bind(true);
}

/// What an attempt came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Where the delivery stands now.
    pub state: DeliveryState,
    /// When it is tried next.
    pub due: Timestamp,
    /// What the receiver said, or why it did not answer.
    pub answer: String,
}

/// Writes down what an attempt came to; false when the delivery is not this attempt's any more: its lease had ended
/// and another attempt was made, or it was replayed.
///
/// # Errors
/// When the database refuses.
pub fn settle(tx: &mut Tx<'_>, delivery: &Delivery, outcome: &Outcome) -> Result<bool, Fault> {
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_outbox SET state = ");
    sql.bind(outcome.state.name()).push(", due = ").bind(outcome.due);
    sql.push(", answer = ").bind(outcome.answer.as_str());
    sql.push(" WHERE id = ").bind(delivery.letter.id);
    sql.push(" AND state = 'waiting' AND attempts = ").bind(delivery.attempts);
    sql.push(" AND due = ").bind(delivery.due);
    Ok(tx.count(&sql)? == 1)
}

/// Gives a claimed delivery back untried, to be due at `until`; the attempt is not counted.
///
/// # Errors
/// When the database refuses.
pub fn put_back(tx: &mut Tx<'_>, delivery: &Delivery, until: Timestamp) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_outbox SET attempts = attempts - 1, due = ");
    sql.bind(until).push(" WHERE id = ").bind(delivery.letter.id);
    sql.push(" AND state = 'waiting' AND attempts = ").bind(delivery.attempts);
    sql.push(" AND due = ").bind(delivery.due);
    tx.execute(&sql)
}

/// Lets everything that is due to a webhook wait until `until`: its receiver does not answer, and asking for each
/// letter would hold up the letters to others.
///
/// # Errors
/// When the database refuses.
pub fn hold_back(
    tx: &mut Tx<'_>,
    webhook: WebhookId,
    (now, until): (Timestamp, Timestamp),
) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_outbox SET due = ");
    sql.bind(until).push(" WHERE state = 'waiting' AND due <= ").bind(now);
    sql.push(" AND webhook = ").bind(webhook.0);
    tx.execute(&sql)
}

/// Deliveries of a webhook, newest first, below `before`.
///
/// # Errors
/// When the database does not answer.
pub fn list(
    read: &mut dyn Read,
    webhook: WebhookId,
    before: Option<Seq>,
    limit: u32,
) -> Result<Vec<Delivery>, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT ");
    sql.push(COLUMNS).push(" FROM clew_outbox o WHERE o.webhook = ").bind(webhook.0);
    if let Some(before) = before {
        sql.push(" AND o.seq < ").bind(before);
    }
    sql.push(" ORDER BY o.seq DESC LIMIT ").bind(limit);
    all(read, &sql, delivery)
}

/// Tries a delivery again from the first attempt, under its old id; whether there is one.
///
/// # Errors
/// When the database refuses.
pub fn replay(
    tx: &mut Tx<'_>,
    webhook: WebhookId,
    seq: Seq,
    now: Timestamp,
) -> Result<bool, Fault> {
    let mut sql =
        Sql::of(tx.dialect(), "UPDATE clew_outbox SET state = 'waiting', attempts = 0, due = ");
    sql.bind(now).push(" WHERE webhook = ").bind(webhook.0).push(" AND seq = ").bind(seq);
    Ok(tx.count(&sql)? > 0)
}

fn delivery(row: &dyn Row) -> Result<Delivery, Fault> {
    let attempts = must(row.int(7)?, "attempts")?;
    Ok(Delivery {
        letter: Letter {
            id: must(row.uuid(0)?, "id")?,
            webhook: WebhookId(must(row.uuid(1)?, "webhook")?),
            seq: must(row.int(2)?, "seq")?,
            event: must(row.text(3)?, "event")?,
            body: must(row.text(4)?, "body")?,
            at: must(row.instant(5)?, "at")?,
        },
        state: DeliveryState::by_name(&must(row.text(6)?, "state")?)?,
        attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
        due: must(row.instant(8)?, "due")?,
        answer: must(row.text(9)?, "answer")?,
    })
}
