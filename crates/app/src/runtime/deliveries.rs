//! The outbox loop: claim, speak HTTP outside any transaction, write down what came of it.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use model::NoticeId;
use model::notice::{Notice, NoticeKind};
use store::outbox::{self, Claimed, DeliveryState, Outcome};
use store::{Error, notices};

use super::backoff::retry_after;
use crate::platform::Platform;
use crate::ports::{HttpAnswer, HttpRequest, Signing};
use crate::reactors::administrators;
use crate::webhooks;

/// Deliveries claimed at once; their time limits together stay below the lease.
const CLAIM: u32 = 8;
const LEASE: SignedDuration = SignedDuration::from_secs(180);
/// A receiver that did not answer is left alone for this long, apart from the letter's own retry.
const SILENCE: SignedDuration = SignedDuration::from_secs(60);
/// Characters of an answer that are kept.
const ANSWER: usize = 300;

/// Makes the deliveries that are due, at most [`CLAIM`]; how many were.
pub(super) fn deliver_due(platform: &Platform) -> Result<usize, Error> {
    let now = platform.now();
    if !platform.store().read(|read| outbox::is_any_due(read, now))? {
        return Ok(0);
    }
    let claimed =
        platform.write_chunk(move |tx, _| Ok(outbox::claim(tx, (now, now + LEASE), CLAIM)?))?;
    let count = claimed.value.len();
    let mut silent = BTreeSet::new();
    for claim in claimed.value {
        let hook = claim.delivery.letter.webhook;
        if silent.contains(&hook) {
            put_back(platform, claim)?;
            continue;
        }
        let answer = platform.ports().http.post(&request(&claim, platform.now()));
        if answer.is_err() {
            silent.insert(hook);
        }
        settle(platform, claim, &answer)?;
    }
    Ok(count)
}

fn put_back(platform: &Platform, claim: Claimed) -> Result<(), Error> {
    let until = platform.now() + SILENCE;
    platform.write_chunk(move |tx, _| Ok(outbox::put_back(tx, &claim.delivery, until)?))?;
    Ok(())
}

fn request(claim: &Claimed, now: Timestamp) -> HttpRequest {
    HttpRequest {
        url: claim.url.clone(),
        headers: vec![("content-type".to_owned(), "application/json".to_owned())],
        body: claim.delivery.letter.body.clone(),
        signing: Some(Signing {
            id: format!("msg_{}", claim.delivery.letter.id.simple()),
            at: now,
            secret: claim.secret.clone(),
        }),
    }
}

/// What an answer means.
#[derive(Debug, PartialEq)]
struct Verdict {
    outcome: Outcome,
    /// The receiver says that it is gone for good.
    gone: bool,
}

fn judge(
    answer: &Result<HttpAnswer, String>,
    (attempts, roll): (u32, u8),
    now: Timestamp,
) -> Verdict {
    let said = match answer {
        Ok(answer) => format!("{} {}", answer.status, answer.text),
        Err(why) => why.clone(),
    };
    let status = answer.as_ref().ok().map(|a| a.status);
    let gone = status == Some(410);
    let (state, due) = match (status, retry_after(attempts, roll)) {
        (Some(200..=299), _) => (DeliveryState::Done, now),
        (_, Some(wait)) if !gone => (DeliveryState::Waiting, now + wait),
        _ => (DeliveryState::Dead, now),
    };
    let answer = said.chars().filter(|c| *c != '\0').take(ANSWER).collect::<String>();
    Verdict { outcome: Outcome { state, due, answer: answer.trim().to_owned() }, gone }
}

fn settle(
    platform: &Platform,
    claim: Claimed,
    answer: &Result<HttpAnswer, String>,
) -> Result<(), Error> {
    let (ports, now) = (platform.ports().clone(), platform.now());
    let mut roll = [0u8; 1];
    ports.random.fill(&mut roll)?;
    let delivery = claim.delivery;
    let verdict = judge(answer, (delivery.attempts, roll[0]), now);
    let is_silent = answer.is_err();
    platform.write_chunk(move |tx, catalog| {
        if !outbox::settle(tx, &delivery, &verdict.outcome)? {
            return Ok(());
        }
        let hook = delivery.letter.webhook;
        if is_silent {
            outbox::hold_back(tx, hook, (now, now + SILENCE))?;
        }
        if verdict.gone {
            webhooks::disable(tx, hook, now)?;
        }
        if verdict.outcome.state == DeliveryState::Dead {
            for person in administrators(catalog) {
                let notice = Notice {
                    id: NoticeId(ports.ids.next()),
                    person,
                    kind: NoticeKind::WebhookDead,
                    at: now,
                    form: None,
                    record: None,
                    read: false,
                    params: serde_json::json!({ "webhook": hook, "seq": delivery.letter.seq }),
                };
                // A receiver that is down loses thousands: one notice a day says it.
                let day = now.as_second() / 86_400;
                notices::add(tx, &notice, Some(&format!("webhook_dead:{hook}:{day}:{person}")))?;
            }
        }
        Ok(())
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(answer: Result<u16, &str>, attempts: u32) -> (DeliveryState, bool) {
        let answer =
            answer.map(|status| HttpAnswer { status, text: String::new() }).map_err(str::to_owned);
        let verdict = judge(&answer, (attempts, 0), Timestamp::UNIX_EPOCH);
        (verdict.outcome.state, verdict.gone)
    }

    #[test]
    fn only_a_2xx_is_acceptance_and_a_410_ends_it() {
        assert_eq!(judged(Ok(200), 1), (DeliveryState::Done, false));
        assert_eq!(judged(Ok(204), 10), (DeliveryState::Done, false));
        assert_eq!(judged(Ok(302), 1), (DeliveryState::Waiting, false));
        assert_eq!(judged(Ok(500), 9), (DeliveryState::Waiting, false));
        assert_eq!(judged(Ok(500), 10), (DeliveryState::Dead, false));
        assert_eq!(judged(Err("timed out"), 1), (DeliveryState::Waiting, false));
        assert_eq!(judged(Ok(410), 1), (DeliveryState::Dead, true));
    }
}
