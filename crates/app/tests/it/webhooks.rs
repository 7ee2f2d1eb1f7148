//! What leaves the house: to whom, how often, and what never.

use app::runtime::drain;
use app::webhooks::WebhookEdit;
use app::{Platform, Who};
use jiff::SignedDuration;
use model::notice::NoticeKind;
use model::person::PersonState;
use model::{Code, Command};
use serde_json::{Value as Json, json};
use store::outbox::DeliveryState;
use store::webhooks::Webhook;
use testkit::{TestPlatform, both_databases};

use crate::crm::{Crm, change, create, crm, lead, new_lead, refusal};

both_databases! {
    a_change_is_told_signed_and_once,
    only_wanted_forms_and_events_are_told,
    a_hidden_field_never_leaves,
    nothing_leaves_for_one_who_has_left,
    a_refused_delivery_is_retried_then_dead_then_replayed,
    a_receiver_that_is_gone_is_not_told_again,
    a_silent_receiver_is_not_asked_for_each_letter,
    only_administrators_manage_webhooks,
    the_secret_stands_in_no_log,
}

fn hook(platform: &Platform, who: &Who, edit: WebhookEdit) -> Webhook {
    let url = Some("https://receiver.example/hook".to_owned());
    platform.create_webhook(who, WebhookEdit { url, ..edit }).unwrap()
}

/// A webhook of somebody who was an administrator then and is not now.
fn hook_of(platform: &TestPlatform, crm: &Crm, person: &Who) -> Webhook {
    let made = hook(platform, &crm.boss, WebhookEdit::default());
    let changed = Webhook { person: person.id(), ..made.clone() };
    let (old, new) = (made.id, changed.clone());
    platform
        .store()
        .write(move |tx| {
            store::webhooks::remove(tx, old)?;
            Ok(store::webhooks::save(tx, &new)?)
        })
        .unwrap();
    changed
}

/// Bodies that were sent, oldest first.
fn sent(platform: &TestPlatform) -> Vec<Json> {
    drain(platform).unwrap();
    let requests = platform.http.take_requests();
    requests.iter().map(|r| serde_json::from_str(&r.body).unwrap()).collect()
}

fn a_change_is_told_signed_and_once(platform: &TestPlatform) {
    let crm = crm(platform);
    new_lead(platform, &crm.east, "早先的");
    platform.clock.advance(SignedDuration::from_secs(1));
    let hook = hook(platform, &crm.boss, WebhookEdit::default());
    assert!(hook.secret.starts_with("whsec_"));
    let view = new_lead(platform, &crm.east, "海达机械");
    drain(platform).unwrap();
    drain(platform).unwrap();
    let requests = platform.http.take_requests();
    assert_eq!(requests.len(), 1, "what was before the webhook is not told");
    let signing = requests[0].signing.as_ref().unwrap();
    assert_eq!((&signing.secret, signing.at), (&hook.secret, platform.now()));
    let body: Json = serde_json::from_str(&requests[0].body).unwrap();
    assert_eq!(body["type"], "record.created");
    assert_eq!(body["data"]["form"], "lead");
    assert_eq!(body["data"]["id"], view.id.to_string());
    assert_eq!(body["data"]["rev"], 1);
    assert_eq!(body["data"]["values"]["company"], "海达机械");
    assert_eq!(body["data"]["values"]["owner"], crm.east.id().unwrap().to_string());
    let told = platform.list_deliveries(&crm.boss, hook.id, None, 10).unwrap();
    assert_eq!((told.len(), told[0].state, told[0].attempts), (1, DeliveryState::Done, 1));
}

fn only_wanted_forms_and_events_are_told(platform: &TestPlatform) {
    let crm = crm(platform);
    let wanted = WebhookEdit {
        form: Some(Some("lead".to_owned())),
        events: Some(vec!["record.updated".to_owned(), "record.trashed".to_owned()]),
        ..WebhookEdit::default()
    };
    hook(platform, &crm.boss, wanted);
    create(platform, &crm.east, "customer", json!({"name": "别的表"})).unwrap();
    let view = new_lead(platform, &crm.east, "海达机械");
    change(platform, &crm.east, (view.id, 1), json!({"email": "a@b.cn"})).unwrap();
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    platform
        .execute(&crm.east, Command::TrashRecord { form, id: view.id, base_rev: None })
        .unwrap();
    let types: Vec<Json> = sent(platform).iter().map(|b| b["type"].clone()).collect();
    assert_eq!(types, ["record.updated", "record.trashed"]);
}

fn a_hidden_field_never_leaves(platform: &TestPlatform) {
    let crm = crm(platform);
    hook_of(platform, &crm, &crm.east);
    let owner = crm.east.id().unwrap().to_string();
    let values = json!({"company": "海达机械", "owner": owner, "channel_cost": "4711"});
    let id = lead(platform, &crm.boss, values).unwrap().receipts[0].record.unwrap();
    new_lead(platform, &crm.west, "别人的");
    let bodies = sent(platform);
    assert_eq!(bodies.len(), 1, "nor does a record out of sight");
    assert!(!bodies[0].to_string().contains("channel_cost"));
    assert!(!bodies[0].to_string().contains("4711"));
    change(platform, &crm.boss, (id, 1), json!({"channel_cost": "12"})).unwrap();
    assert_eq!(sent(platform), [Json::Null; 0], "nor is its change told");
}

fn nothing_leaves_for_one_who_has_left(platform: &TestPlatform) {
    let crm = crm(platform);
    let second = platform.as_administrator("二号");
    hook(platform, &second, WebhookEdit::default());
    let patch = app::people::PersonPatch {
        state: Some(PersonState::Disabled),
        ..app::people::PersonPatch::default()
    };
    platform.update_person(&Who::cli(), second.id().unwrap(), &patch).unwrap();
    new_lead(platform, &crm.east, "海达机械");
    assert_eq!(sent(platform), [Json::Null; 0]);
}

fn a_refused_delivery_is_retried_then_dead_then_replayed(platform: &TestPlatform) {
    let crm = crm(platform);
    let hook = hook(platform, &crm.boss, WebhookEdit::default());
    let seq = new_lead(platform, &crm.east, "海达机械").seq;
    let mut ids = Vec::new();
    for attempt in 1..=10 {
        platform.http.answer(503, "closed for lunch");
        drain(platform).unwrap();
        let requests = platform.http.take_requests();
        assert_eq!(requests.len(), 1, "attempt {attempt}");
        ids.extend(requests.into_iter().map(|r| r.signing.unwrap().id));
        drain(platform).unwrap();
        assert_eq!(platform.http.take_requests().len(), 0, "not before its time");
        platform.clock.advance(SignedDuration::from_hours(27));
    }
    ids.dedup();
    assert_eq!(ids.len(), 1, "receivers tell repetitions by the id");
    drain(platform).unwrap();
    assert_eq!(platform.http.take_requests().len(), 0);
    let dead = &platform.list_deliveries(&crm.boss, hook.id, None, 10).unwrap()[0];
    assert_eq!((dead.state, dead.attempts), (DeliveryState::Dead, 10));
    assert_eq!(dead.answer, "503 closed for lunch");
    let told = platform.list_notices(&crm.boss, None, 10).unwrap();
    assert_eq!(told.items[0].notice.kind, NoticeKind::WebhookDead);
    assert_eq!(told.items[0].notice.params["address"], "receiver.example/hook");

    platform.replay_delivery(&crm.boss, hook.id, seq).unwrap();
    assert_eq!(sent(platform).len(), 1);
    let done = &platform.list_deliveries(&crm.boss, hook.id, None, 10).unwrap()[0];
    assert_eq!(done.state, DeliveryState::Done);
    let nothing = platform.replay_delivery(&crm.boss, hook.id, seq + 1000);
    assert_eq!(refusal(nothing), Code::NotFound);
}

fn a_receiver_that_is_gone_is_not_told_again(platform: &TestPlatform) {
    let crm = crm(platform);
    let hook = hook(platform, &crm.boss, WebhookEdit::default());
    platform.http.answer(410, "");
    new_lead(platform, &crm.east, "甲");
    assert_eq!(sent(platform).len(), 1);
    assert!(!platform.find_webhook(&crm.boss, hook.id).unwrap().enabled);
    new_lead(platform, &crm.east, "乙");
    platform.clock.advance(SignedDuration::from_hours(30));
    assert_eq!(sent(platform).len(), 0);
}

fn a_silent_receiver_is_not_asked_for_each_letter(platform: &TestPlatform) {
    let crm = crm(platform);
    let hook = hook(platform, &crm.boss, WebhookEdit::default());
    for n in 0..20 {
        new_lead(platform, &crm.east, &format!("线索{n}"));
    }
    platform.http.fail("timed out");
    assert_eq!(sent(platform).len(), 1);
    platform.clock.advance(SignedDuration::from_secs(61));
    assert_eq!(sent(platform).len(), 20);
    let told = platform.list_deliveries(&crm.boss, hook.id, None, 50).unwrap();
    assert!(told.iter().all(|d| d.state == DeliveryState::Done));
    let tries: u32 = told.iter().map(|d| d.attempts).sum();
    assert_eq!(tries, 21, "waiting costs no attempt");
}

fn only_administrators_manage_webhooks(platform: &TestPlatform) {
    let crm = crm(platform);
    let made = hook(platform, &crm.boss, WebhookEdit::default());
    for who in [&crm.east, &platform.as_builder("搭建")] {
        assert_eq!(refusal(platform.list_webhooks(who)), Code::Forbidden);
        assert_eq!(refusal(platform.remove_webhook(who, made.id)), Code::Forbidden);
        assert_eq!(refusal(platform.create_webhook(who, WebhookEdit::default())), Code::Forbidden);
    }
    let bad = WebhookEdit { url: Some("ftp://x".to_owned()), ..WebhookEdit::default() };
    assert_eq!(refusal(platform.change_webhook(&crm.boss, made.id, &bad)), Code::NotAUrl);
    platform.remove_webhook(&crm.boss, made.id).unwrap();
    assert_eq!(refusal(platform.find_webhook(&crm.boss, made.id)), Code::NotFound);
}

fn the_secret_stands_in_no_log(platform: &TestPlatform) {
    let crm = crm(platform);
    let made = hook(platform, &crm.boss, WebhookEdit::default());
    let off = WebhookEdit { enabled: Some(false), ..WebhookEdit::default() };
    platform.change_webhook(&crm.boss, made.id, &off).unwrap();
    let log = platform.store().read(|read| store::log::newest(read, 2)).unwrap();
    assert!(log.iter().all(|e| e.change.kind == model::ChangeKind::AccessKeyChanged));
    assert!(!format!("{log:?}").contains(&made.secret));
}
