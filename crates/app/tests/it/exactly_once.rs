//! Every change is reacted to exactly once: across failures at any step, between nodes, and inside bulk entries.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use app::reactors::{Happened, Reactor, Turn};
use app::runtime::Reacting;
use app::{Catalog, Error, Fault, Platform};
use model::notice::{Notice, NoticeKind};
use model::{NoticeId, SystemField, UserId, Value};
use serde_json::json;
use sha2::Digest as _;
use store::notices;
use testkit::{TestPlatform, both_databases};

use crate::bulk::many_leads;
use crate::crm::{crm, new_lead};

both_databases! {
    an_answer_of_an_older_program_says_that_it_was_done,
    a_reaction_that_breaks_is_done_once_all_the_same,
    two_nodes_do_the_work_of_one,
    a_bulk_entry_is_taken_in_parts_and_each_record_once,
    a_change_that_breaks_every_time_is_parked_and_told,
}

/// Where a reaction breaks.
#[derive(Clone, Copy)]
enum Break {
    Before,
    After,
    Panic,
}

/// Notes each change under its seq, without asking whether it did before: doing one twice shows.
struct Notes {
    breaks: Vec<Break>,
    turns: AtomicU32,
    /// A change that can never be noted.
    poison: Option<i64>,
}

impl Notes {
    fn breaking(breaks: &[Break]) -> Arc<Self> {
        Arc::new(Self { breaks: breaks.to_vec(), turns: AtomicU32::new(0), poison: None })
    }
}

const READER: UserId = UserId(uuid::Uuid::from_u128(7));

impl Reactor for Notes {
    fn name(&self) -> &'static str {
        "notes"
    }

    fn wants(&self, _: &Catalog, change: &Happened) -> bool {
        change.is_of_record()
    }

    fn react(&self, turn: &mut Turn<'_, '_>, changes: &[Happened]) -> Result<(), Error> {
        let number = self.turns.fetch_add(1, Ordering::SeqCst) as usize;
        let breaks = self.breaks.get(number).copied();
        if matches!(breaks, Some(Break::Before)) {
            return Err(Fault::new("before").into());
        }
        for change in changes {
            if Some(change.seq) == self.poison {
                return Err(Fault::new("poison").into());
            }
            let notice = Notice {
                id: NoticeId(turn.ports.ids.next()),
                person: READER,
                kind: NoticeKind::Assigned,
                at: turn.now,
                form: None,
                record: None,
                read: false,
                params: json!(change.seq),
            };
            notices::add(turn.tx, &notice, None)?;
        }
        match breaks {
            Some(Break::After) => Err(Fault::new("after").into()),
            Some(Break::Panic) => panic!("a reaction that panics on purpose"),
            _ => Ok(()),
        }
    }
}

/// The seqs that were noted, oldest first.
fn noted(platform: &Platform) -> Vec<i64> {
    let found = platform.store().read(|read| notices::list(read, READER, None, 10_000)).unwrap();
    let mut seqs: Vec<i64> = found.iter().map(|n| n.notice.params.as_i64().unwrap()).collect();
    seqs.reverse();
    seqs
}

fn a_reaction_that_breaks_is_done_once_all_the_same(platform: &TestPlatform) {
    let crm = crm(platform);
    let seqs: Vec<i64> =
        ["甲", "乙", "丙"].map(|name| new_lead(platform, &crm.east, name).seq).to_vec();
    let breaks = [Break::After, Break::Before, Break::Panic, Break::After];
    Reacting::new(Notes::breaking(&breaks)).catch_up(platform).unwrap();
    assert_eq!(noted(platform), seqs);
    let again = Notes::breaking(&[]);
    Reacting::new(again.clone()).catch_up(platform).unwrap();
    assert_eq!(noted(platform), seqs, "a node that starts goes on behind the cursor");
    assert_eq!(again.turns.load(Ordering::SeqCst), 0);
}

fn two_nodes_do_the_work_of_one(platform: &TestPlatform) {
    let crm = crm(platform);
    let other = platform.another_node();
    let (mut here, mut there) =
        (Reacting::new(Notes::breaking(&[])), Reacting::new(Notes::breaking(&[])));
    let mut seqs = Vec::new();
    for (i, name) in ["甲", "乙", "丙", "丁"].into_iter().enumerate() {
        seqs.push(new_lead(platform, &crm.east, name).seq);
        // Both believe to know where the cursor is; one of them is wrong each time.
        if i % 2 == 0 {
            here.turn(platform);
            there.turn(&other);
        } else {
            there.turn(&other);
            here.turn(platform);
        }
    }
    here.catch_up(platform).unwrap();
    there.catch_up(&other).unwrap();
    assert_eq!(noted(platform), seqs);
}

fn a_bulk_entry_is_taken_in_parts_and_each_record_once(platform: &TestPlatform) {
    let crm = crm(platform);
    let before = platform.store().commits().seq();
    let owner = Value::Person(crm.east.id().unwrap());
    many_leads(platform, 300, &[(SystemField::Owner.into(), owner.clone())]);
    many_leads(platform, 400, &[(SystemField::Owner.into(), owner)]);
    let after = platform.store().commits().seq();
    let mut reacting = Reacting::new(Notes::breaking(&[Break::After]));
    reacting.catch_up(platform).unwrap();
    assert_eq!(noted(platform), (before + 1..=after).collect::<Vec<_>>());
}

fn a_change_that_breaks_every_time_is_parked_and_told(platform: &TestPlatform) {
    let crm = crm(platform);
    let seqs: Vec<i64> =
        ["甲", "乙", "丙"].map(|name| new_lead(platform, &crm.east, name).seq).to_vec();
    let notes = Notes { breaks: Vec::new(), turns: AtomicU32::new(0), poison: Some(seqs[1]) };
    Reacting::new(Arc::new(notes)).catch_up(platform).unwrap();
    assert_eq!(noted(platform), [seqs[0], seqs[2]]);
    let told = platform.list_notices(&crm.boss, None, 10).unwrap();
    let parked: Vec<_> =
        told.items.iter().filter(|n| n.notice.kind == NoticeKind::ReactionParked).collect();
    assert_eq!(parked.len(), 1);
    assert_eq!(parked[0].notice.params, json!({"reactor": "notes", "seq": seqs[1]}));
}

/// On another node, perhaps: it keeps whole answers under the keys.
fn an_answer_of_an_older_program_says_that_it_was_done(platform: &TestPlatform) {
    let crm = crate::crm::crm(platform);
    let (person, at) = (crm.east.id().unwrap(), platform.now());
    let request = sha2::Sha256::digest(b"a").into();
    let outcome = r#"{"status":201,"headers":[],"body":"{}"}"#.to_owned();
    let known = store::idempotency::Remembered { at, request, outcome };
    let insert =
        move |tx: &mut store::Tx<'_>| Ok(store::idempotency::insert(tx, (person, "old"), &known)?);
    platform.store().write(insert).unwrap();
    let begun = platform.begin_once(&crm.east, "old", "a").unwrap();
    let made = crate::crm::lead(platform, &begun.who, serde_json::json!({"company": "海达"}));
    assert_eq!(crate::crm::refusal(made), model::Code::AlreadyDone);
}
