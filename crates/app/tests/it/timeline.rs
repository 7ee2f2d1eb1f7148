//! What belongs to a follow-up: its files, its place at the top, what colleagues put under it.

use app::files::Incoming;
use app::queries::{ActivitiesSought, ShownActivity};
use app::runtime::drain;
use app::{Error, Who, commands::Done};
use model::command::{Activity, ActivityKind};
use model::notice::NoticeKind;
use model::remark::Remark;
use model::value::FileRef;
use model::{ActivityId, Code, Command, FormId, RecordId, RemarkId};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use store::replay::replay;
use testkit::{TestPlatform, both_databases};

use crate::archive::behind_its_back;
use crate::crm::{Crm, change, crm, new_lead, read, refusal, with_lead_form};

both_databases! {
    a_file_is_read_through_the_follow_up_that_has_it,
    a_follow_up_takes_only_files_of_its_writer_and_keeps_those_it_has,
    a_follow_up_of_pictures_needs_no_words,
    what_is_pinned_stands_at_the_top_whoever_wrote_it,
    only_ten_follow_ups_stand_at_the_top,
    a_correction_leaves_the_plan_that_was_made_since,
    a_remark_is_told_to_the_author_and_to_who_spoke_before,
    who_only_reads_records_remarks_and_does_not_pin,
    a_follow_up_is_read_once_and_not_by_its_author,
    a_remark_is_taken_back_by_who_made_it_and_by_undo,
    an_erased_record_takes_files_and_remarks_along,
    a_remark_that_was_changed_past_the_log_is_found,
    follow_ups_are_chosen_by_way_person_and_files,
}

fn form(platform: &TestPlatform) -> FormId {
    platform.catalog().unwrap().form("lead").unwrap().id
}

pub(crate) fn file(platform: &TestPlatform, who: &Who, bytes: &str) -> FileRef {
    let path = platform.ports().files.temporary().unwrap();
    std::fs::write(&path, bytes).unwrap();
    let incoming = Incoming {
        path,
        hash: Sha256::digest(bytes).into(),
        size: bytes.len() as u64,
        name: format!("{bytes}.png"),
        media: "image/png".to_owned(),
    };
    platform.keep_file(who, &incoming).unwrap()
}

/// As a caller sends it: only the id counts.
fn bare(file: &FileRef) -> FileRef {
    FileRef { file: file.file, name: String::new(), size: 0, media: String::new() }
}

pub(crate) fn write(
    platform: &TestPlatform,
    who: &Who,
    record: RecordId,
    (text, files): (&str, &[&FileRef]),
) -> Result<Activity, Error> {
    let id = ActivityId(platform.ports().ids.next());
    let said = Activity::said(id, ActivityKind::Visit, text.to_owned(), platform.now());
    let activity = Activity { files: files.iter().map(|file| bare(file)).collect(), ..said };
    let add = Command::AddActivity { form: form(platform), record, activity: activity.clone() };
    platform.execute(who, add).map(|_| activity)
}

pub(crate) fn remark(
    platform: &TestPlatform,
    who: &Who,
    (record, activity): (RecordId, ActivityId),
    text: Option<&str>,
) -> Result<Done, Error> {
    let id = RemarkId(platform.ports().ids.next());
    let remark = Remark { id, activity, text: text.map(str::to_owned) };
    platform.execute(who, Command::AddRemark { form: form(platform), record, remark })
}

fn pin(
    platform: &TestPlatform,
    who: &Who,
    (record, id): (RecordId, ActivityId),
    pinned: bool,
) -> Result<Done, Error> {
    platform.execute(who, Command::PinActivity { form: form(platform), record, id, pinned })
}

fn timeline(platform: &TestPlatform, who: &Who, record: RecordId) -> Vec<ShownActivity> {
    platform.list_activities(who, ("lead", record), None).unwrap()
}

/// Files of the only follow-up, as a colleague sees them.
fn files(platform: &TestPlatform, crm: &Crm, record: RecordId) -> Vec<FileRef> {
    timeline(platform, &crm.boss, record).remove(0).activity.files
}

/// The words under the only follow-up, `已阅` for a reading.
fn remarks(platform: &TestPlatform, who: &Who, record: RecordId) -> Vec<(String, String)> {
    let shown = timeline(platform, who, record).remove(0).remarks;
    let words = |text: Option<String>| text.unwrap_or_else(|| "已阅".to_owned());
    shown.into_iter().map(|r| (r.person.unwrap().1, words(r.remark.text))).collect()
}

fn told(platform: &TestPlatform, who: &Who) -> Vec<NoticeKind> {
    drain(platform).unwrap();
    let page = platform.list_notices(who, None, 50).unwrap();
    page.items.into_iter().map(|n| n.notice.kind).collect()
}

fn holds_what_the_log_says(platform: &TestPlatform) {
    let found = platform.store().snapshot(|read| Ok::<_, Error>(replay(read)?)).unwrap();
    assert_eq!(found.different, 0, "{:?}", found.differences);
}

fn a_file_is_read_through_the_follow_up_that_has_it(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达").id;
    let other = new_lead(platform, &crm.east, "别家").id;
    let photo = file(platform, &crm.east, "现场");
    let visit = write(platform, &crm.east, lead, ("见了王总", &[&photo])).unwrap();
    assert_eq!(files(platform, &crm, lead), std::slice::from_ref(&photo));
    let open = |who, record, activity| {
        platform.open_activity_file(who, photo.file, ("lead", record, activity))
    };
    let (found, path) = open(&crm.boss, lead, visit.id).unwrap();
    assert_eq!((found, std::fs::read_to_string(path).unwrap()), (photo.clone(), "现场".into()));
    assert_eq!(refusal(open(&crm.west, lead, visit.id)), Code::NotFound, "out of sight");
    assert_eq!(refusal(open(&crm.east, other, visit.id)), Code::NotFound);
    let id = visit.id;
    let remove = Command::RemoveActivity { form: form(platform), record: lead, id };
    let removed = platform.execute(&crm.east, remove).unwrap();
    assert_eq!(refusal(open(&crm.boss, lead, id)), Code::NotFound);
    let undo = Command::UndoBatch { batch: removed.batch, insist: false };
    platform.execute(&crm.east, undo).unwrap();
    assert!(open(&crm.boss, lead, id).is_ok());
    holds_what_the_log_says(platform);
}

fn a_follow_up_takes_only_files_of_its_writer_and_keeps_those_it_has(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达").id;
    let (mine, theirs) = (file(platform, &crm.east, "我的"), file(platform, &crm.boss, "他的"));
    let refused = write(platform, &crm.east, lead, ("看", &[&mine, &theirs])).unwrap_err();
    let Error::Rejected(why) = refused else { panic!("a fault") };
    assert_eq!((why.0[0].code, why.0[0].field.as_deref()), (Code::UnknownFile, Some("files.1")));
    let twice = write(platform, &crm.east, lead, ("看", &[&mine, &mine])).unwrap();
    assert_eq!(files(platform, &crm, lead), std::slice::from_ref(&mine));
    let correct = |files: Vec<FileRef>| {
        let activity = Activity { files, ..twice.clone() };
        let change = Command::ChangeActivity { form: form(platform), record: lead, activity };
        platform.execute(&crm.boss, change)
    };
    let corrected = correct(vec![bare(&theirs), bare(&mine)]).unwrap();
    let now = timeline(platform, &crm.east, lead).remove(0).activity.files;
    assert_eq!(now, [theirs, mine.clone()], "the administrator adds one and keeps the other");
    let undo = Command::UndoBatch { batch: corrected.batch, insist: false };
    platform.execute(&crm.boss, undo).unwrap();
    assert_eq!(files(platform, &crm, lead), std::slice::from_ref(&mine));
    assert_eq!(refusal(correct(vec![bare(&mine); 21])), Code::TooMany);
    holds_what_the_log_says(platform);
}

fn a_follow_up_of_pictures_needs_no_words(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达").id;
    assert_eq!(refusal(write(platform, &crm.east, lead, (" ", &[]))), Code::Required);
    let photo = file(platform, &crm.east, "现场");
    assert!(write(platform, &crm.east, lead, ("", &[&photo])).is_ok());
}

fn what_is_pinned_stands_at_the_top_whoever_wrote_it(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达").id;
    let first = write(platform, &crm.boss, lead, ("第一", &[])).unwrap();
    write(platform, &crm.east, lead, ("第二", &[])).unwrap();
    let pinned = || {
        let found = platform.list_pinned_activities(&crm.east, ("lead", lead)).unwrap();
        found.into_iter().map(|a| a.activity.text).collect::<Vec<_>>()
    };
    assert_eq!(pinned(), [""; 0]);
    let done = pin(platform, &crm.east, (lead, first.id), true).unwrap();
    assert_eq!(pinned(), ["第一"]);
    assert_eq!(refusal(pin(platform, &crm.west, (lead, first.id), false)), Code::NotFound);
    let text = "第一，改了".to_owned();
    let activity = Activity { text, ..first.clone() };
    let change = Command::ChangeActivity { form: form(platform), record: lead, activity };
    platform.execute(&crm.boss, change).unwrap();
    assert_eq!(pinned(), ["第一，改了"], "a correction leaves it there");
    holds_what_the_log_says(platform);
    let undo = Command::UndoBatch { batch: done.batch, insist: true };
    platform.execute(&crm.east, undo).unwrap();
    assert_eq!(pinned(), [""; 0]);
}

fn a_correction_leaves_the_plan_that_was_made_since(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达").id;
    let soon = platform.now() + jiff::SignedDuration::from_hours(24);
    let later = platform.now() + jiff::SignedDuration::from_hours(240);
    let id = ActivityId(platform.ports().ids.next());
    let said = Activity::said(id, ActivityKind::Call, "打过".to_owned(), platform.now());
    let planned = Activity { next_at: Some(soon), ..said };
    let add =
        Command::AddActivity { form: form(platform), record: lead, activity: planned.clone() };
    platform.execute(&crm.east, add).unwrap();
    let plan = || read(platform, &crm.east, lead).values["next_activity_at"].clone();
    let rev = read(platform, &crm.east, lead).rev;
    let moved = json!({ "next_activity_at": later.to_string() });
    change(platform, &crm.east, (lead, rev), moved).unwrap();
    let correct = |activity: Activity| {
        let change = Command::ChangeActivity { form: form(platform), record: lead, activity };
        platform.execute(&crm.east, change).unwrap();
    };
    let text = "打过两次".to_owned();
    correct(Activity { text, ..planned.clone() });
    assert_eq!(plan(), json!(later.to_string()), "the words say nothing about the plan");
    let sooner = platform.now() + jiff::SignedDuration::from_hours(48);
    correct(Activity { next_at: Some(sooner), ..planned });
    assert_eq!(plan(), json!(sooner.to_string()), "another plan is one");
    holds_what_the_log_says(platform);
}

fn only_ten_follow_ups_stand_at_the_top(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达").id;
    let written = (0..11).map(|_| write(platform, &crm.east, lead, ("打过", &[])).unwrap().id);
    let written: Vec<ActivityId> = written.collect();
    for id in &written[..10] {
        pin(platform, &crm.east, (lead, *id), true).unwrap();
    }
    assert_eq!(refusal(pin(platform, &crm.east, (lead, written[10]), true)), Code::TooMany);
    pin(platform, &crm.east, (lead, written[0]), false).unwrap();
    pin(platform, &crm.east, (lead, written[10]), true).unwrap();
}

fn a_remark_is_told_to_the_author_and_to_who_spoke_before(platform: &TestPlatform) {
    let crm = crm(platform);
    let second = platform.as_administrator("副总");
    let lead = new_lead(platform, &crm.east, "海达").id;
    let visit = write(platform, &crm.east, lead, ("见了王总", &[])).unwrap();
    let on = (lead, visit.id);
    remark(platform, &crm.boss, on, Some("下次带上报价")).unwrap();
    assert_eq!(told(platform, &crm.east), [NoticeKind::Remarked]);
    assert_eq!(told(platform, &crm.boss), [], "nobody tells themselves");
    remark(platform, &second, on, None).unwrap();
    assert_eq!(told(platform, &crm.east), [NoticeKind::Remarked], "a reading is told nobody");
    remark(platform, &crm.east, on, Some("好的")).unwrap();
    assert_eq!(told(platform, &crm.boss), [NoticeKind::Remarked]);
    assert_eq!(told(platform, &second), [], "who only read it said nothing");
    let mention = format!("@[李强]({}) 快一点", crm.east.id().unwrap());
    remark(platform, &crm.boss, on, Some(&mention)).unwrap();
    assert_eq!(told(platform, &crm.east), [NoticeKind::Mentioned, NoticeKind::Remarked]);
    assert_eq!(refusal(remark(platform, &crm.west, on, Some("？"))), Code::NotFound);
    let all = remarks(platform, &crm.east, lead);
    assert_eq!(
        all[..3],
        [
            ("总经理".to_owned(), "下次带上报价".to_owned()),
            ("副总".to_owned(), "已阅".to_owned()),
            ("李强".to_owned(), "好的".to_owned()),
        ]
    );
}

fn who_only_reads_records_remarks_and_does_not_pin(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达").id;
    let visit = write(platform, &crm.boss, lead, ("见了王总", &[])).unwrap();
    with_lead_form(platform, &crm.boss, |form| {
        form.grants.iter_mut().for_each(|grant| grant.edit = false);
    });
    let on = (lead, visit.id);
    assert_eq!(refusal(pin(platform, &crm.east, on, true)), Code::Forbidden);
    assert_eq!(refusal(write(platform, &crm.east, lead, ("我也去", &[]))), Code::Forbidden);
    remark(platform, &crm.east, on, Some("我也去")).unwrap();
    let bin = Command::TrashRecord { form: form(platform), id: lead, base_rev: None };
    platform.execute(&crm.boss, bin).unwrap();
    assert_eq!(refusal(remark(platform, &crm.boss, on, Some("？"))), Code::InRecycleBin);
}

fn a_follow_up_is_read_once_and_not_by_its_author(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达").id;
    let visit = write(platform, &crm.east, lead, ("见了王总", &[])).unwrap();
    let on = (lead, visit.id);
    assert_eq!(refusal(remark(platform, &crm.east, on, None)), Code::Forbidden);
    let rev = platform.find_record(&crm.east, "lead", lead).unwrap().rev;
    remark(platform, &crm.boss, on, None).unwrap();
    remark(platform, &crm.boss, on, None).unwrap();
    assert_eq!(remarks(platform, &crm.east, lead).len(), 1);
    let now = platform.find_record(&crm.east, "lead", lead).unwrap().rev;
    assert_eq!(now, rev, "nobody conflicts with a reading");
}

fn a_remark_is_taken_back_by_who_made_it_and_by_undo(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达").id;
    let visit = write(platform, &crm.boss, lead, ("见了王总", &[])).unwrap();
    let on = (lead, visit.id);
    let said = remark(platform, &crm.boss, on, Some("下次带上报价")).unwrap();
    let id = timeline(platform, &crm.boss, lead).remove(0).remarks[0].remark.id;
    let remove = Command::RemoveRemark { form: form(platform), record: lead, activity: on.1, id };
    assert_eq!(refusal(platform.execute(&crm.west, remove.clone())), Code::NotFound);
    assert_eq!(refusal(platform.execute(&crm.east, remove.clone())), Code::Forbidden);
    assert_eq!(remarks(platform, &crm.east, lead).len(), 1, "a refusal takes nothing back");
    let taken = platform.execute(&crm.boss, remove.clone()).unwrap();
    assert_eq!(remarks(platform, &crm.east, lead), []);
    assert_eq!(refusal(platform.execute(&crm.boss, remove)), Code::NotFound);
    let undo = |batch| Command::UndoBatch { batch, insist: false };
    platform.execute(&crm.boss, undo(taken.batch)).unwrap();
    assert_eq!(remarks(platform, &crm.east, lead).len(), 1);
    platform.execute(&crm.boss, undo(said.batch)).unwrap();
    assert_eq!(remarks(platform, &crm.east, lead), []);
    holds_what_the_log_says(platform);
}

fn an_erased_record_takes_files_and_remarks_along(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达").id;
    let [had, has, shared] =
        ["以前的照片", "现在的照片", "合同"].map(|name| file(platform, &crm.east, name));
    let visit = write(platform, &crm.east, lead, ("见了", &[&had, &shared])).unwrap();
    let kept_by = new_lead(platform, &crm.east, "别家").id;
    let elsewhere = write(platform, &crm.east, kept_by, ("同一份", &[&shared])).unwrap();
    let activity = Activity { files: vec![bare(&has), bare(&shared)], ..visit.clone() };
    let change = Command::ChangeActivity { form: form(platform), record: lead, activity };
    platform.execute(&crm.east, change).unwrap();
    remark(platform, &crm.boss, (lead, visit.id), Some("他家住在西湖")).unwrap();
    let bin = Command::TrashRecord { form: form(platform), id: lead, base_rev: None };
    platform.execute(&crm.boss, bin).unwrap();
    let report = platform.erase_record(&crm.boss, "lead", lead).unwrap();
    assert_eq!((report.activities, report.files), (1, 2));
    let is_kept = |text: &str| platform.ports().files.path(&Sha256::digest(text).into()).exists();
    assert_eq!(["以前的照片", "现在的照片", "合同"].map(is_kept), [false, false, true]);
    let at = ("lead", kept_by, elsewhere.id);
    assert!(platform.open_activity_file(&crm.east, shared.file, at).is_ok());
    let mut backup = Vec::new();
    platform.backup("0.1.0", &mut backup).unwrap();
    let all = zstd::stream::decode_all(&*backup).unwrap();
    let all = String::from_utf8_lossy(&all);
    assert!(!all.contains("西湖") && !all.contains("照片") && all.contains("同一份"));
    assert!(platform.verify(true).unwrap().sound);
}

fn a_remark_that_was_changed_past_the_log_is_found(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达").id;
    let visit = write(platform, &crm.east, lead, ("见了王总", &[])).unwrap();
    let on = (lead, visit.id);
    remark(platform, &crm.boss, on, None).unwrap();
    let said = remark(platform, &crm.boss, on, Some("下次带上报价")).unwrap();
    remark(platform, &crm.east, on, Some("好的")).unwrap();
    let undo = Command::UndoBatch { batch: said.batch, insist: false };
    platform.execute(&crm.boss, undo).unwrap();
    holds_what_the_log_says(platform);
    let east = crm.east.id().unwrap().0.simple().to_string();
    let east = match platform.store().dialect().is_postgres() {
        true => format!("'{east}'"),
        false => format!("x'{east}'"),
    };
    let yes = if platform.store().dialect().is_postgres() { "true" } else { "1" };
    for (forge, back) in [
        ("body = '不好'", "body = '好的'"),
        (&*format!("removed = {yes}"), &*format!("removed = NOT {yes}")),
    ] {
        let at = format!("WHERE person = {east}");
        behind_its_back(platform, &format!("UPDATE clew_remark SET {forge} {at}"));
        let proof = platform.verify(true).unwrap();
        let told = proof.lines.iter().any(|line| line.ends_with("has other remarks"));
        assert!(!proof.sound && told, "{forge}: {:?}", proof.lines);
        behind_its_back(platform, &format!("UPDATE clew_remark SET {back} {at}"));
        holds_what_the_log_says(platform);
    }
    behind_its_back(platform, &format!("DELETE FROM clew_remark WHERE person = {east}"));
    assert!(!platform.verify(true).unwrap().sound);
}

fn follow_ups_are_chosen_by_way_person_and_files(platform: &TestPlatform) {
    let crm = crm(platform);
    let record = new_lead(platform, &crm.east, "海达机械").id;
    let present = |who| platform.find_present_activities(who, ("lead", record)).unwrap();
    assert_eq!((present(&crm.east).kinds, present(&crm.east).files), (vec![], false));
    let call = write(platform, &crm.east, record, ("见了王总", &[])).unwrap().id;
    let quote = file(platform, &crm.boss, "报价");
    let seen = write(platform, &crm.boss, record, ("送了报价", &[&quote])).unwrap().id;
    let note = ActivityId(platform.ports().ids.next());
    let said = Activity::said(note, ActivityKind::Note, "备忘".to_owned(), platform.now());
    let form = form(platform);
    platform.execute(&crm.east, Command::AddActivity { form, record, activity: said }).unwrap();
    let found = |sought: ActivitiesSought| {
        let found = platform.list_sought_activities(&crm.east, ("lead", record), &sought, None);
        let mut ids: Vec<_> = found.unwrap().into_iter().map(|one| one.activity.id).collect();
        ids.sort();
        ids
    };
    let any = ActivitiesSought::default;
    let mut all = vec![call, seen, note];
    all.sort();
    assert_eq!(found(any()), all);
    assert_eq!(found(ActivitiesSought { kinds: vec![ActivityKind::Note], ..any() }), [note]);
    assert_eq!(found(ActivitiesSought { person: crm.boss.id(), ..any() }), [seen]);
    assert_eq!(found(ActivitiesSought { files: true, ..any() }), [seen]);
    let both = ActivitiesSought { files: true, person: crm.east.id(), ..any() };
    assert_eq!(found(both), []);
    let now = present(&crm.east);
    let people: Vec<_> = now.people.iter().map(|(id, _)| Some(*id)).collect();
    assert_eq!(now.kinds.len(), 2);
    assert!(now.files && people.len() == 2 && people.contains(&crm.boss.id()));
    let unseen = platform.find_present_activities(&crm.west, ("lead", record));
    assert_eq!(refusal(unseen), Code::NotFound);
    platform.execute(&crm.boss, Command::RemoveActivity { form, record, id: seen }).unwrap();
    assert!(!present(&crm.east).files, "what was taken off is nothing to choose");
}
