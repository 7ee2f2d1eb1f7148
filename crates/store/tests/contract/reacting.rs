//! What reactors and workers rest on: cursors, timers, outbox, jobs, leases, notices.

use jiff::Timestamp;
use model::job::{Job, JobKind, JobState};
use model::notice::{Notice, NoticeKind};
use model::{JobId, NoticeId, UserId, WebhookId};
use store::outbox::{DeliveryState, Letter, Outcome};
use store::timers::Timer;
use store::webhooks::Webhook;
use store::{
    Error, FaultKind, Store, Tx, cursors, jobs, leases, notices, outbox, timers, webhooks,
};
use uuid::Uuid;

use crate::both::Db;
use crate::fixture::{act, at, setting, sound_log};

both_databases! {
    a_cursor_moves_only_from_where_its_reader_found_it,
    what_a_late_reactor_did_is_rolled_back_with_its_cursor,
    a_timer_is_claimed_once_and_comes_back_when_its_lease_ends,
    a_letter_is_written_once_and_tried_until_it_is_settled,
    a_letter_waits_while_its_webhook_is_off,
    a_job_taken_over_cannot_be_written_by_its_first_worker,
    a_lease_is_held_by_one_until_it_ends,
    a_notice_comes_once_and_counts_until_it_is_read,
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn write<T: Send + 'static>(
    store: &Store,
    run: impl Fn(&mut Tx<'_>) -> Result<T, store::Fault> + Send + 'static,
) -> T {
    store.write(move |tx| Ok(run(tx)?)).unwrap().value
}

fn read<T>(
    store: &Store,
    ask: impl FnOnce(&mut dyn store::session::Read) -> Result<T, store::Fault>,
) -> T {
    store.read(|read| Ok::<_, Error>(ask(read)?)).unwrap()
}

fn a_cursor_moves_only_from_where_its_reader_found_it(db: &Db) {
    let store = db.open();
    assert_eq!(read(&store, |r| cursors::find(r, "rules")), 0);
    write(&store, |tx| cursors::advance(tx, "rules", (0, 5)));
    let outrun = store.write(|tx| Ok(cursors::advance(tx, "rules", (0, 7))?)).unwrap_err();
    assert!(matches!(outrun, Error::Fault(fault) if fault.kind == FaultKind::Outrun));
    assert_eq!(read(&store, |r| cursors::find(r, "rules")), 5);
    assert_eq!(read(&store, |r| cursors::find(r, "flows")), 0);
}

fn what_a_late_reactor_did_is_rolled_back_with_its_cursor(db: &Db) {
    let store = db.open();
    let react = |store: &Store| {
        store.write(|tx| {
            tx.append(setting("a reaction"), act().at)?;
            Ok(cursors::advance(tx, "rules", (0, 5))?)
        })
    };
    let outcomes: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| react(&store).is_ok())).collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(outcomes.iter().filter(|ok| **ok).count(), 1);
    assert_eq!(sound_log(&store).len(), 1);
}

fn timer(key: &str, due: Timestamp) -> Timer {
    let payload = serde_json::json!({ "一": 1 });
    Timer { kind: "follow_up".to_owned(), key: key.to_owned(), due, payload }
}

fn a_timer_is_claimed_once_and_comes_back_when_its_lease_ends(db: &Db) {
    let store = db.open();
    write(&store, |tx| {
        timers::set(tx, &timer("a", at(10)))?;
        timers::set(tx, &timer("b", at(20)))?;
        timers::set(tx, &timer("c", at(99)))?;
        timers::set(tx, &timer("a", at(15)))
    });
    assert!(!read(&store, |r| timers::is_any_due(r, at(14))));
    assert!(read(&store, |r| timers::is_any_due(r, at(15))));
    let claim = |now| write(&store, move |tx| timers::claim(tx, (at(now), at(now + 60)), 10));
    let claimed = claim(30);
    let keys: Vec<&str> = claimed.iter().map(|t| t.key.as_str()).collect();
    assert_eq!(keys, ["a", "b"]);
    assert_eq!(claimed[0].payload, timer("a", at(0)).payload);
    assert!(claim(31).is_empty(), "lent");
    let first = claimed[0].clone();
    assert!(write(&store, move |tx| timers::finish(tx, &first)));
    let again = claim(90);
    assert_eq!(again.len(), 1, "b's worker died");
    let late = claimed[1].clone();
    assert!(!write(&store, move |tx| timers::finish(tx, &late)), "not its own any more");
    write(&store, |tx| timers::clear(tx, "follow_up", "c"));
    assert!(!read(&store, |r| timers::is_any_due(r, at(149))));
}

fn hook() -> Webhook {
    Webhook {
        id: WebhookId(id(1)),
        url: "https://example.test/挂".to_owned(),
        form: None,
        events: vec!["record.created".to_owned()],
        secret: "whsec_x".to_owned(),
        enabled: true,
        person: None,
        created_at: at(0),
    }
}

fn letter(n: u128) -> Letter {
    Letter {
        id: id(n),
        webhook: WebhookId(id(1)),
        seq: 7,
        event: "record.created".to_owned(),
        body: "{}".to_owned(),
        at: at(0),
    }
}

fn a_letter_is_written_once_and_tried_until_it_is_settled(db: &Db) {
    let store = db.open();
    write(&store, |tx| {
        webhooks::save(tx, &hook())?;
        outbox::enqueue(tx, &letter(10))?;
        outbox::enqueue(tx, &letter(11))
    });
    assert!(read(&store, |r| outbox::is_any_due(r, at(0))));
    let claim = |now| write(&store, move |tx| outbox::claim(tx, (at(now), at(now + 60)), 10));
    let first = claim(0);
    assert_eq!((first.len(), first[0].delivery.attempts), (1, 1), "the same Change once");
    assert_eq!((first[0].delivery.letter.id, first[0].url.as_str()), (id(10), hook().url.as_str()));
    assert!(claim(30).is_empty());
    let second = claim(60);
    assert_eq!(second[0].delivery.attempts, 2);
    let settle = |delivery: &outbox::Delivery, state| {
        let (delivery, answer) = (delivery.clone(), "200".to_owned());
        let outcome = Outcome { state, due: at(500), answer };
        write(&store, move |tx| outbox::settle(tx, &delivery, &outcome))
    };
    assert!(!settle(&first[0].delivery, DeliveryState::Done), "its lease had ended");
    assert!(settle(&second[0].delivery, DeliveryState::Dead));
    assert!(!read(&store, |r| outbox::is_any_due(r, at(9999))));
    let listed = read(&store, |r| outbox::list(r, WebhookId(id(1)), None, 10));
    assert_eq!((listed[0].state, listed[0].answer.as_str()), (DeliveryState::Dead, "200"));
    assert!(write(&store, |tx| outbox::replay(tx, WebhookId(id(1)), 7, at(600))));
    assert_eq!(claim(600)[0].delivery.attempts, 1);
}

fn a_letter_waits_while_its_webhook_is_off(db: &Db) {
    let store = db.open();
    write(&store, |tx| {
        webhooks::save(tx, &hook())?;
        outbox::enqueue(tx, &letter(10))?;
        webhooks::disable(tx, WebhookId(id(1)))
    });
    assert!(!read(&store, |r| outbox::is_any_due(r, at(5))));
    assert!(read(&store, |r| webhooks::list_enabled(r)).is_empty());
    write(&store, |tx| webhooks::save(tx, &hook()));
    assert!(read(&store, |r| outbox::is_any_due(r, at(5))));
    assert_eq!(read(&store, |r| webhooks::find(r, WebhookId(id(1)))), Some(hook()));
    write(&store, |tx| webhooks::remove(tx, WebhookId(id(1))));
    assert!(read(&store, |r| webhooks::list(r)).is_empty());
}

fn a_job_taken_over_cannot_be_written_by_its_first_worker(db: &Db) {
    let store = db.open();
    let null = serde_json::Value::Null;
    let job = Job {
        id: JobId(id(5)),
        kind: JobKind::Import,
        state: JobState::Waiting,
        done: 0,
        total: 0,
        by: Some(UserId(id(6))),
        created_at: at(0),
        batch: None,
        plan: serde_json::json!({ "file": "客户.xlsx" }),
        checkpoint: null.clone(),
        result: null,
    };
    let stored = job.clone();
    write(&store, move |tx| jobs::insert(tx, &stored));
    assert_eq!(read(&store, |r| jobs::find(r, JobId(id(5)))), Some(job.clone()));
    assert!(read(&store, |r| jobs::is_any_ready(r, at(0))));
    let claim = |now| write(&store, move |tx| jobs::claim(tx, (at(now), at(now + 60))));
    let first = claim(0).unwrap();
    assert!(claim(59).is_none());
    let second = claim(60).unwrap();
    assert_eq!((first.number, second.number), (1, 2));
    let checkpoint = |claim: &jobs::Claim, done| {
        let claim = claim.clone();
        let checkpoint = serde_json::json!({ "row": done });
        let progress = jobs::Progress { done, total: 10, checkpoint };
        store.write(move |tx| Ok(jobs::checkpoint(tx, &claim, &progress, at(200))?))
    };
    let outrun = checkpoint(&first, 3).unwrap_err();
    assert!(matches!(outrun, Error::Fault(fault) if fault.kind == FaultKind::Outrun));
    checkpoint(&second, 4).unwrap();
    write(&store, |tx| jobs::ask_to_stop(tx, JobId(id(5))));
    assert!(read(&store, |r| jobs::is_stopping(r, JobId(id(5)))));
    let done = serde_json::json!({ "rows": 4 });
    write(&store, move |tx| jobs::finish(tx, &second, JobState::Cancelled, &done));
    let listed = read(&store, |r| jobs::list(r, job.by, 10));
    assert_eq!((listed[0].state, listed[0].done, listed[0].total), (JobState::Cancelled, 4, 10));
    assert!(checkpoint(&first, 5).is_err());
    write(&store, |tx| jobs::put(tx, JobId(id(5)), JobState::Waiting));
    assert!(claim(300).is_some());
}

fn a_lease_is_held_by_one_until_it_ends(db: &Db) {
    let store = db.open();
    let take = |holder: &'static str, now| {
        write(&store, move |tx| leases::take(tx, ("mail", holder), (at(now), at(now + 60))))
    };
    assert!(take("a", 0));
    assert!(!take("b", 59));
    assert!(take("a", 59), "renewed");
    assert!(!take("b", 60));
    assert!(take("b", 119));
    write(&store, |tx| leases::release(tx, "mail", "a"));
    assert!(!take("a", 120), "a had nothing to give back");
    write(&store, |tx| leases::release(tx, "mail", "b"));
    assert!(take("a", 120));
}

fn a_notice_comes_once_and_counts_until_it_is_read(db: &Db) {
    let store = db.open();
    let person = UserId(id(6));
    let notice = move |n| Notice {
        id: NoticeId(id(n)),
        person,
        kind: NoticeKind::FollowUpDue,
        at: at(0),
        form: None,
        record: None,
        read: false,
        params: serde_json::json!({ "count": 1 }),
    };
    let added: Vec<bool> = [(1, Some("x")), (2, Some("x")), (3, None), (4, None)]
        .into_iter()
        .map(|(n, dedup)| write(&store, move |tx| notices::add(tx, &notice(n), dedup)))
        .collect();
    assert_eq!(added, [true, false, true, true]);
    let listed = read(&store, |r| notices::list(r, person, None, 10));
    let ids: Vec<u128> = listed.iter().map(|n| n.notice.id.0.as_u128()).collect();
    assert_eq!(ids, [4, 3, 1]);
    assert_eq!(listed[2].notice, notice(1));
    assert_eq!(read(&store, |r| notices::count_unread(r, person)), 3);
    write(&store, move |tx| {
        notices::mark_read(tx, person, Some(&[NoticeId(id(3)), NoticeId(id(4))]), at(1))
    });
    assert_eq!(read(&store, |r| notices::count_unread(r, person)), 1);
    write(&store, move |tx| notices::mark_read(tx, person, None, at(1)));
    assert_eq!(read(&store, |r| notices::count_unread(r, person)), 0);
    let newest = read(&store, |r| notices::newest(r));
    assert_eq!(newest, listed[0].number);
    let after = read(&store, |r| notices::after(r, listed[2].number, 10));
    assert_eq!(after.len(), 2);
    let older = read(&store, |r| notices::list(r, person, Some(newest), 1));
    assert_eq!(older[0].notice.id, NoticeId(id(3)));
}
