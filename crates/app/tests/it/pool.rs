//! The pool: records that nobody owns are there for everybody to claim, and say only so much before.

use app::commands::{Done, Undone};
use app::queries::AggregateRequest;
use app::{Error, Who};
use model::{BatchId, Code, Command, FormId, RecordId};
use serde_json::{Value as Json, json};
use testkit::{TestPlatform, both_databases};

use crate::crm::{Crm, change, companies, crm, lead, list, read, refusal, with_lead_form};
use crate::refused::refused;

both_databases! {
    who_claims_first_has_it_and_the_other_is_told,
    of_many_who_claim_at_once_one_wins,
    a_record_that_never_lay_in_the_pool_is_not_told_of,
    claiming_takes_no_right_to_edit,
    what_is_given_back_says_why_and_is_there_for_others,
    only_owners_and_who_may_edit_give_back,
    a_claim_is_undone,
    a_return_is_undone_as_long_as_nobody_claimed_the_record,
    many_are_claimed_all_or_none,
    a_form_without_a_pool_shows_and_gives_nothing,
    nothing_is_claimed_out_of_the_recycle_bin,
    a_builder_neither_opens_a_pool_nor_unmasks_it,
}

fn form(platform: &TestPlatform) -> FormId {
    platform.catalog().unwrap().form("lead").unwrap().id
}

/// A lead that nobody owns.
pub(crate) fn unowned(platform: &TestPlatform, who: &Who, mut values: Json) -> RecordId {
    values["owner"] = Json::Null;
    lead(platform, who, values).unwrap().receipts[0].record.unwrap()
}

pub(crate) fn claim(platform: &TestPlatform, who: &Who, id: RecordId) -> Result<Done, Error> {
    platform.execute(who, Command::ClaimRecord { form: form(platform), id })
}

pub(crate) fn give_back(
    platform: &TestPlatform,
    who: &Who,
    id: RecordId,
    reason: &str,
) -> Result<Done, Error> {
    let (form, reason) = (form(platform), reason.to_owned());
    platform.execute(who, Command::ReturnRecord { form, id, reason })
}

pub(crate) fn pool(platform: &TestPlatform, who: &Who, mut request: Json) -> Vec<String> {
    request["pool"] = json!(true);
    companies(&list(platform, who, request).unwrap())
}

fn undo(platform: &TestPlatform, who: &Who, batch: BatchId) -> (usize, usize) {
    match platform.undo_batch(who, batch, false).unwrap() {
        Undone::Now(_, outcome) => (outcome.undone, outcome.left()),
        Undone::Later(job) => panic!("a job: {job}"),
    }
}

fn owner(platform: &TestPlatform, crm: &Crm, id: RecordId) -> Json {
    read(platform, &crm.boss, id).values.get("owner").cloned().unwrap_or_default()
}

fn id_of(who: &Who) -> Json {
    json!(who.id().unwrap().to_string())
}

/// The first refusal, with what it tells.
fn told<T: std::fmt::Debug>(result: Result<T, Error>) -> (Code, Option<String>) {
    match result {
        Err(Error::Rejected(all)) => {
            let by = all.0[0].params.get("by").and_then(Json::as_str).map(str::to_owned);
            (all.0[0].code, by)
        }
        other => panic!("not refused: {other:?}"),
    }
}

fn who_claims_first_has_it_and_the_other_is_told(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = unowned(platform, &crm.boss, json!({"company": "海达机械", "phone": "13800138000"}));
    let done = claim(platform, &crm.east, id).unwrap();
    assert_eq!(done.receipts[0].rev, 2);
    let mine = read(platform, &crm.east, id);
    assert_eq!(mine.values["owner"], id_of(&crm.east));
    assert_eq!(mine.values["phone"], "+8613800138000", "claimed, so it shows");
    assert!(mine.can.edit);
    assert!(!mine.values["department"].is_null(), "the claimer's department comes along");
    assert_eq!(
        told(claim(platform, &crm.west, id)),
        (Code::Claimed, None),
        "by whom is out of sight"
    );
    assert_eq!(told(claim(platform, &crm.boss, id)), (Code::Claimed, Some("李强".to_owned())));
    assert_eq!(refusal(claim(platform, &crm.east, id)), Code::AlreadyDone);
    assert_eq!(refusal(platform.find_record(&crm.west, "lead", id)), Code::NotFound);
    assert!(pool(platform, &crm.west, json!({})).is_empty());
}

fn of_many_who_claim_at_once_one_wins(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = unowned(platform, &crm.boss, json!({"company": "海达机械"}));
    let people: Vec<Who> = (0..8).map(|n| platform.as_member(&format!("销售{n}"))).collect();
    let nodes = [platform.shared(), platform.another_node()];
    let form = form(platform);
    let won: usize = std::thread::scope(|scope| {
        let tries: Vec<_> = people
            .iter()
            .zip(nodes.iter().cycle())
            .map(|(who, node)| {
                scope.spawn(move || match node.execute(who, Command::ClaimRecord { form, id }) {
                    Ok(_) => 1,
                    Err(error) => {
                        assert_eq!(error.code(), Some(Code::Claimed));
                        0
                    }
                })
            })
            .collect();
        tries.into_iter().map(|one| one.join().unwrap()).sum()
    });
    assert_eq!(won, 1);
    assert_eq!(read(platform, &crm.boss, id).rev, 2);
}

fn a_record_that_never_lay_in_the_pool_is_not_told_of(platform: &TestPlatform) {
    let crm = crm(platform);
    let made = lead(platform, &crm.east, json!({"company": "东部"})).unwrap();
    let id = made.receipts[0].record.unwrap();
    assert_eq!(refusal(claim(platform, &crm.west, id)), Code::NotFound);
    let nobody = RecordId(uuid::Uuid::from_u128(1));
    assert_eq!(refusal(claim(platform, &crm.west, nobody)), Code::NotFound);
    // Handed from one to the other it lay in no pool either.
    change(platform, &crm.boss, (id, 1), json!({"owner": id_of(&crm.boss)})).unwrap();
    assert_eq!(refusal(claim(platform, &crm.west, id)), Code::NotFound);
}

fn claiming_takes_no_right_to_edit(platform: &TestPlatform) {
    let crm = crm(platform);
    with_lead_form(platform, &crm.boss, |form| {
        form.grants.iter_mut().for_each(|grant| grant.edit = false);
    });
    let id = unowned(platform, &crm.boss, json!({"company": "海达机械"}));
    let batch = claim(platform, &crm.east, id).unwrap().batch;
    assert!(!read(platform, &crm.east, id).can.edit);
    assert_eq!(undo(platform, &crm.east, batch), (1, 0), "nor does giving it up");
    assert_eq!(owner(platform, &crm, id), Json::Null);
    claim(platform, &crm.east, id).unwrap();
    give_back(platform, &crm.east, id, "不在我的区域").unwrap();
    assert_eq!(owner(platform, &crm, id), Json::Null);
}

fn what_is_given_back_says_why_and_is_there_for_others(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = unowned(platform, &crm.boss, json!({"company": "海达机械"}));
    claim(platform, &crm.east, id).unwrap();
    for empty in ["", "  \n"] {
        let none = give_back(platform, &crm.east, id, empty);
        assert_eq!(refused(none), [(Code::Required, "reason".to_owned())]);
    }
    let long = give_back(platform, &crm.east, id, &"长".repeat(20_001));
    assert_eq!(refused(long), [(Code::TooLong, "reason".to_owned())]);
    assert_eq!(owner(platform, &crm, id), id_of(&crm.east), "and nothing happened");
    give_back(platform, &crm.east, id, " 三次没打通 ").unwrap();
    assert_eq!(pool(platform, &crm.west, json!({})), ["海达机械"]);
    let notes = platform.list_activities(&crm.west, ("lead", id), None).unwrap();
    let said: Vec<&str> = notes.iter().map(|one| one.activity.text.as_str()).collect();
    assert_eq!(said, ["三次没打通"], "whoever thinks of claiming it reads why");
    let pooled = read(platform, &crm.boss, id);
    assert!(pooled.values.get("department").is_none_or(Json::is_null));
    assert!(pooled.values.get("activity_count").is_none_or(|n| *n == json!(0)), "a note is none");
    assert_eq!(refusal(give_back(platform, &crm.boss, id, "再退")), Code::AlreadyDone);
    assert_eq!(refusal(give_back(platform, &crm.east, id, "再退")), Code::Forbidden);
    claim(platform, &crm.west, id).unwrap();
    assert_eq!(refusal(give_back(platform, &crm.east, id, "再退")), Code::NotFound);
}

fn only_owners_and_who_may_edit_give_back(platform: &TestPlatform) {
    let crm = crm(platform);
    let colleague = {
        let department = crm.east.person.as_ref().unwrap().department.unwrap();
        platform.moved(&platform.as_member("同事"), department)
    };
    with_lead_form(platform, &crm.boss, |form| {
        form.grants.iter_mut().for_each(|grant| grant.edit = false);
    });
    let id = unowned(platform, &crm.boss, json!({"company": "海达机械"}));
    claim(platform, &crm.east, id).unwrap();
    assert_eq!(refusal(give_back(platform, &colleague, id, "给我")), Code::Forbidden);
    give_back(platform, &crm.boss, id, "重新分配").unwrap();
    assert_eq!(owner(platform, &crm, id), Json::Null);
}

fn a_claim_is_undone(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = unowned(platform, &crm.boss, json!({"company": "海达机械"}));
    let batch = claim(platform, &crm.east, id).unwrap().batch;
    assert_eq!(refusal(platform.undo_batch(&crm.west, batch, false).map(|_| ())), Code::NotFound);
    assert_eq!(undo(platform, &crm.east, batch), (1, 0));
    assert_eq!(owner(platform, &crm, id), Json::Null);
    assert_eq!(pool(platform, &crm.west, json!({})), ["海达机械"]);
    assert_eq!(
        refusal(platform.undo_batch(&crm.east, batch, false).map(|_| ())),
        Code::AlreadyDone
    );
}

fn a_return_is_undone_as_long_as_nobody_claimed_the_record(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = unowned(platform, &crm.boss, json!({"company": "海达机械"}));
    claim(platform, &crm.east, id).unwrap();
    let batch = give_back(platform, &crm.east, id, "手滑").unwrap().batch;
    assert_eq!(undo(platform, &crm.east, batch), (2, 0), "the owner and the note");
    assert_eq!(owner(platform, &crm, id), id_of(&crm.east));
    let notes = platform.list_activities(&crm.east, ("lead", id), None).unwrap();
    assert!(notes.is_empty());
    let batch = give_back(platform, &crm.east, id, "这次是真的").unwrap().batch;
    claim(platform, &crm.west, id).unwrap();
    let late = platform.undo_batch(&crm.east, batch, false).map(|_| ());
    assert_eq!(refusal(late), Code::OutOfSight);
    assert_eq!(owner(platform, &crm, id), id_of(&crm.west));
}

fn many_are_claimed_all_or_none(platform: &TestPlatform) {
    let crm = crm(platform);
    let ids: Vec<RecordId> = ["甲", "乙", "丙"]
        .iter()
        .map(|company| unowned(platform, &crm.boss, json!({"company": company})))
        .collect();
    claim(platform, &crm.west, ids[1]).unwrap();
    let form = form(platform);
    let all =
        |ids: &[RecordId]| ids.iter().map(|id| Command::ClaimRecord { form, id: *id }).collect();
    let some = platform.execute_all(&crm.east, all(&ids));
    assert_eq!(refused(some), [(Code::Claimed, "commands.1".to_owned())]);
    assert_eq!(pool(platform, &crm.east, json!({"sort": [{"field": "company"}]})).len(), 2);
    let batch = platform.execute_all(&crm.east, all(&[ids[0], ids[2]])).unwrap().batch;
    assert!(pool(platform, &crm.east, json!({})).is_empty());
    assert_eq!(undo(platform, &crm.east, batch), (2, 0));
    assert_eq!(pool(platform, &crm.east, json!({})).len(), 2);
}

fn a_form_without_a_pool_shows_and_gives_nothing(platform: &TestPlatform) {
    let crm = crm(platform);
    with_lead_form(platform, &crm.boss, |form| form.pool = None);
    let id = unowned(platform, &crm.boss, json!({"company": "海达机械"}));
    assert_eq!(refusal(platform.find_record(&crm.east, "lead", id)), Code::NotFound);
    assert_eq!(refusal(claim(platform, &crm.east, id)), Code::NotFound);
    let asked = list(platform, &crm.east, json!({"pool": true}));
    assert_eq!(refused(asked), [(Code::NotFound, "pool".to_owned())]);
    let mine = lead(platform, &crm.east, json!({"company": "东部"})).unwrap();
    let mine = mine.receipts[0].record.unwrap();
    let back = give_back(platform, &crm.east, mine, "不要了");
    assert_eq!(refused(back), [(Code::NotFound, "pool".to_owned())]);
    let count: AggregateRequest = serde_json::from_value(json!({"pool": true})).unwrap();
    assert_eq!(refusal(platform.aggregate_records(&crm.boss, "lead", &count)), Code::NotFound);
}

fn nothing_is_claimed_out_of_the_recycle_bin(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = unowned(platform, &crm.boss, json!({"company": "海达机械"}));
    let trash = Command::TrashRecord { form: form(platform), id, base_rev: None };
    assert_eq!(refusal(platform.execute(&crm.east, trash.clone())), Code::Forbidden);
    platform.execute(&crm.boss, trash).unwrap();
    assert_eq!(refusal(claim(platform, &crm.east, id)), Code::NotFound);
    assert_eq!(refusal(claim(platform, &crm.boss, id)), Code::InRecycleBin);
    assert_eq!(refusal(platform.find_record(&crm.east, "lead", id)), Code::NotFound);
    assert!(pool(platform, &crm.east, json!({})).is_empty());
    let both = list(platform, &crm.east, json!({"pool": true, "bin": true}));
    assert_eq!(refused(both), [(Code::Malformed, "pool".to_owned())]);
}

fn a_builder_neither_opens_a_pool_nor_unmasks_it(platform: &TestPlatform) {
    let crm = crm(platform);
    let builder = platform.as_builder("搭建者");
    let document = |code: &str| platform.find_draft(&builder, code).unwrap().form;
    let publish = |form: model::Form| {
        let version = form.version;
        refused(platform.publish_form(&builder, form, version))
    };
    let at = |field: &str| vec![(Code::Forbidden, field.to_owned())];
    let mut unmasked = document("lead");
    unmasked.pool.as_mut().unwrap().mask.clear();
    assert_eq!(publish(unmasked), at("pool"));
    let mut closed = document("lead");
    closed.pool = None;
    assert_eq!(publish(closed), at("pool"));
    let mut opened = document("customer");
    opened.pool = document("lead").pool;
    opened.pool.as_mut().unwrap().mask.clear();
    assert_eq!(publish(opened.clone()), at("pool"));
    let version = opened.version;
    platform.publish_form(&crm.boss, opened, version).unwrap();
    let mut renamed = document("lead");
    renamed.pool.as_mut().unwrap().name = model::Label::same("线索池");
    let version = renamed.version;
    platform.publish_form(&builder, renamed, version).unwrap();
}
