//! What people say of forms: who hears it, who sees it, who answers.

use app::feedback::{FeedbackPatch, NewFeedback, ShownFeedback};
use app::files::Incoming;
use app::runtime::drain;
use app::{Error, Who};
use jiff::SignedDuration;
use model::notice::NoticeKind;
use model::{Code, FeedbackId, FileId};
use sha2::{Digest as _, Sha256};
use testkit::{TestPlatform, both_databases};

use crate::crm::crm;

both_databases! {
    builders_are_told_and_the_giver_hears_the_answer,
    members_see_only_what_they_said_themselves,
    what_is_wrong_with_feedback_is_said_where_it_is,
    sent_twice_it_is_said_once,
    what_came_last_is_first_whatever_id_the_client_made,
    of_two_answers_at_once_the_second_is_told_of_the_first,
    what_is_dealt_with_leaves_the_list_and_comes_back,
}

fn new(text: &str) -> NewFeedback {
    NewFeedback { id: None, text: text.into(), page: "/f/lead".into(), file: None }
}

fn told(platform: &TestPlatform, who: &Who) -> Vec<NoticeKind> {
    drain(platform).unwrap();
    let page = platform.list_notices(who, None, 50).unwrap();
    page.items.into_iter().map(|n| n.notice.kind).collect()
}

/// By whom, and how it begins, as the newest notice says.
fn said(platform: &TestPlatform, who: &Who) -> [String; 2] {
    let page = platform.list_notices(who, None, 50).unwrap();
    ["by_name", "said"].map(|key| page.items[0].notice.params[key].as_str().unwrap().to_owned())
}

fn list(platform: &TestPlatform, who: &Who, resolved: bool) -> Vec<ShownFeedback> {
    platform.list_feedback(who, resolved, None).unwrap().0
}

fn answer(platform: &TestPlatform, who: &Who, id: FeedbackId, text: &str) -> Result<(), Error> {
    let patch = FeedbackPatch { answer: Some(text.into()), ..FeedbackPatch::default() };
    platform.answer_feedback(who, id, &patch).map(|_| ())
}

fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> (Option<Code>, Option<String>) {
    let error = result.unwrap_err();
    let Error::Rejected(all) = &error else { panic!("{error:?}") };
    (error.code(), all.0.first().and_then(|r| r.field.clone()))
}

fn builders_are_told_and_the_giver_hears_the_answer(platform: &TestPlatform) {
    let crm = crm(platform);
    let builder = platform.as_builder("小搭");
    let id = platform.give_feedback(&crm.east, "lead", &new("  来源少了一个选项 ")).unwrap();
    assert_eq!(told(platform, &builder), [NoticeKind::FeedbackGiven]);
    assert_eq!(told(platform, &crm.boss), [NoticeKind::FeedbackGiven]);
    assert_eq!(told(platform, &crm.west), [], "a colleague does not build");
    assert_eq!(told(platform, &crm.east), []);
    assert_eq!(said(platform, &builder), ["李强", "来源少了一个选项"]);
    let seen = list(platform, &builder, false);
    assert_eq!(seen[0].feedback.text, "来源少了一个选项");
    assert_eq!((seen[0].giver.as_str(), seen[0].may_answer), ("李强", true));
    answer(platform, &builder, id, "已加上").unwrap();
    assert_eq!(told(platform, &crm.east), [NoticeKind::FeedbackAnswered]);
    assert_eq!(said(platform, &crm.east), ["小搭", "已加上"]);
    answer(platform, &builder, id, "已加上").unwrap();
    assert_eq!(told(platform, &crm.east).len(), 1, "the same answer is no news");
    let own = list(platform, &crm.east, false);
    let words = own[0].feedback.answer.as_ref().map(|a| a.text.as_str());
    assert_eq!((words, own[0].may_answer), (Some("已加上"), false));
    assert_eq!(own[0].answerer.as_ref().map(|(_, name)| name.as_str()), Some("小搭"));
    // A builder's own feedback tells the others only.
    platform.give_feedback(&builder, "lead", &new("我自己")).unwrap();
    assert_eq!(told(platform, &builder).len(), 1);
    assert_eq!(told(platform, &crm.boss).len(), 2);
}

fn members_see_only_what_they_said_themselves(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = platform.give_feedback(&crm.east, "lead", &new("太慢")).unwrap();
    assert_eq!(list(platform, &crm.west, false), []);
    assert_eq!(code(platform.find_feedback(&crm.west, id)).0, Some(Code::NotFound));
    assert_eq!(code(answer(platform, &crm.west, id, "x")).0, Some(Code::NotFound));
    assert_eq!(code(answer(platform, &crm.east, id, "x")).0, Some(Code::Forbidden));
    assert_eq!(code(platform.open_feedback_file(&crm.east, id)).0, Some(Code::NotFound));
}

fn what_is_wrong_with_feedback_is_said_where_it_is(platform: &TestPlatform) {
    let crm = crm(platform);
    let give = |new: &NewFeedback| code(platform.give_feedback(&crm.east, "lead", new));
    let at = |code, field: &str| (Some(code), Some(field.to_owned()));
    assert_eq!(give(&new("  ")), at(Code::Required, "text"));
    assert_eq!(give(&new(&"长".repeat(2_001))), at(Code::TooLong, "text"));
    let elsewhere = NewFeedback { page: "https://evil.example".into(), ..new("x") };
    assert_eq!(give(&elsewhere), at(Code::Malformed, "page"));
    let unknown = FileId(platform.ports().ids.next());
    let unknown = NewFeedback { file: Some(unknown), ..new("x") };
    assert_eq!(give(&unknown), at(Code::UnknownFile, "file"));
    let path = platform.ports().files.temporary().unwrap();
    std::fs::write(&path, b"picture").unwrap();
    let incoming = Incoming {
        path,
        hash: Sha256::digest(b"picture").into(),
        size: 7,
        name: "screen.png".into(),
        media: "image/png".into(),
    };
    let theirs = platform.keep_file(&crm.west, &incoming).unwrap().file;
    assert_eq!(
        give(&NewFeedback { file: Some(theirs), ..new("x") }),
        at(Code::UnknownFile, "file"),
        "somebody else's file"
    );
    let with = NewFeedback { file: Some(theirs), ..new("看图") };
    let id = platform.give_feedback(&crm.west, "lead", &with).unwrap();
    let (file, path) = platform.open_feedback_file(&crm.boss, id).unwrap();
    assert_eq!(
        (file.name.as_str(), std::fs::read(path).unwrap()),
        ("screen.png", b"picture".to_vec())
    );
    assert_eq!(code(platform.open_feedback_file(&crm.east, id)).0, Some(Code::NotFound));
    assert_eq!(
        code(platform.give_feedback(&crm.east, "nothing", &new("x"))).0,
        Some(Code::UnknownForm)
    );
}

fn sent_twice_it_is_said_once(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = Some(FeedbackId(platform.ports().ids.next()));
    let once = NewFeedback { id, ..new("太慢") };
    platform.give_feedback(&crm.east, "lead", &once).unwrap();
    platform.give_feedback(&crm.east, "lead", &once).unwrap();
    assert_eq!(told(platform, &crm.boss).len(), 1);
    let taken = (Some(Code::IdTaken), Some("id".to_owned()));
    let elsewhere = NewFeedback { page: "/f/lead/records".into(), ..once.clone() };
    assert_eq!(code(platform.give_feedback(&crm.east, "lead", &elsewhere)), taken);
    assert_eq!(code(platform.give_feedback(&crm.east, "customer", &once)), taken);
    let pictured = NewFeedback { file: Some(FileId(platform.ports().ids.next())), ..once.clone() };
    assert_eq!(code(platform.give_feedback(&crm.east, "lead", &pictured)), taken);
    let theirs = platform.give_feedback(&crm.west, "lead", &once);
    assert_eq!(code(theirs), (Some(Code::IdTaken), Some("id".to_owned())));
}

fn what_came_last_is_first_whatever_id_the_client_made(platform: &TestPlatform) {
    let crm = crm(platform);
    let mut ids: Vec<FeedbackId> =
        (0..60).map(|_| FeedbackId(platform.ports().ids.next())).collect();
    ids.reverse();
    for (n, id) in ids.iter().enumerate() {
        platform.clock.advance(SignedDuration::from_secs(i64::from(n > 2)));
        let new = NewFeedback { id: Some(*id), ..new(&format!("第{n}")) };
        platform.give_feedback(&crm.east, "lead", &new).unwrap();
    }
    let (first, next) = platform.list_feedback(&crm.boss, false, None).unwrap();
    assert_eq!(first[0].feedback.text, "第59");
    let (rest, end) = platform.list_feedback(&crm.boss, false, next).unwrap();
    let texts: Vec<String> = rest.into_iter().map(|f| f.feedback.text).collect();
    assert_eq!((texts.len(), end), (10, None));
    // Of the same moment by id.
    assert_eq!(texts[7..], ["第0", "第1", "第2"]);
}

fn of_two_answers_at_once_the_second_is_told_of_the_first(platform: &TestPlatform) {
    let crm = crm(platform);
    let builder = platform.as_builder("小搭");
    let id = platform.give_feedback(&crm.east, "lead", &new("太慢")).unwrap();
    let rev = platform.find_feedback(&crm.boss, id).unwrap().rev;
    let saying = |text: &str, rev| {
        let answer = Some(text.to_owned());
        FeedbackPatch { base_rev: Some(rev), answer, ..FeedbackPatch::default() }
    };
    let first = platform.answer_feedback(&builder, id, &saying("加了索引", rev)).unwrap();
    let second = platform.answer_feedback(&crm.boss, id, &saying("换机器", rev));
    assert_eq!(code(second), (Some(Code::Conflict), None));
    let words = |shown: ShownFeedback| shown.feedback.answer.map(|answer| answer.text);
    assert_eq!(words(first.clone()).as_deref(), Some("加了索引"));
    assert_eq!(
        platform.find_feedback(&crm.east, id).unwrap(),
        ShownFeedback { may_answer: false, ..first.clone() }
    );
    let both = platform.answer_feedback(&crm.boss, id, &saying("加了索引，也换机器", first.rev));
    assert_eq!(words(both.unwrap()).as_deref(), Some("加了索引，也换机器"));
}

fn what_is_dealt_with_leaves_the_list_and_comes_back(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = platform.give_feedback(&crm.east, "lead", &new("太慢")).unwrap();
    let turn = |resolved| {
        let patch = FeedbackPatch { resolved: Some(resolved), ..FeedbackPatch::default() };
        platform.answer_feedback(&crm.boss, id, &patch).unwrap()
    };
    let done = turn(true);
    assert_eq!(done.resolver.map(|(_, name)| name).as_deref(), Some("总经理"));
    assert_eq!(
        (list(platform, &crm.boss, false).len(), list(platform, &crm.boss, true).len()),
        (0, 1)
    );
    assert_eq!(told(platform, &crm.east), [NoticeKind::FeedbackAnswered]);
    assert_eq!(turn(false).feedback.resolved, None);
    assert_eq!(
        (list(platform, &crm.boss, false).len(), list(platform, &crm.boss, true).len()),
        (1, 0)
    );
    assert_eq!(told(platform, &crm.east).len(), 1, "opening it again is no news");
}
