//! Who is mentioned in a follow-up is told of it, once, and only if they may see the record.

use model::command::{Activity, ActivityKind};
use model::notice::NoticeKind;
use model::person::roles;
use model::{ActivityId, Code, Command};
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use crate::crm::{Crm, crm, new_lead, refusal};
use crate::people::member;
use app::Who;
use app::people::{Accept, NewPerson};
use app::queries::RecordView;
use app::runtime::drain;

both_databases! {
    who_is_mentioned_and_sees_the_record_is_told_once,
    a_mention_shows_what_the_person_is_called_today,
    a_notice_says_who_said_what_while_it_is_in_sight,
    a_writer_is_told_whom_the_text_mentions_in_vain,
    whom_to_mention_is_told_with_who_sees_the_record,
    who_was_invited_reads_what_mentioned_them_once_they_joined,
}

fn mention(who: &Who) -> String {
    format!("@[某人]({})", who.id().unwrap())
}

fn write(platform: &TestPlatform, crm: &Crm, lead: &RecordView, text: String) -> Activity {
    let id = ActivityId(platform.ports().ids.next());
    let at = platform.now();
    let kind = ActivityKind::Call;
    let activity = Activity::said(id, kind, text, at);
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let add = Command::AddActivity { form, record: lead.id, activity: activity.clone() };
    platform.execute(&crm.east, add).unwrap();
    activity
}

fn told(platform: &TestPlatform, who: &Who) -> Vec<(NoticeKind, Option<String>)> {
    drain(platform).unwrap();
    let page = platform.list_notices(who, None, 50).unwrap();
    page.items.into_iter().map(|n| (n.notice.kind, n.title)).collect()
}

fn who_is_mentioned_and_sees_the_record_is_told_once(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达机械");
    let all = [&crm.boss, &crm.west, &crm.east].map(mention).join(" ");
    let written = write(platform, &crm, &lead, format!("{all} 请看报价"));
    let news = [(NoticeKind::Mentioned, Some("海达机械".to_owned()))];
    assert_eq!(told(platform, &crm.boss), news);
    assert_eq!(told(platform, &crm.west), [], "the record is out of their sight");
    assert_eq!(told(platform, &crm.east), [], "nobody tells themselves");
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let removed = Command::RemoveActivity { form, record: lead.id, id: written.id };
    let done = platform.execute(&crm.east, removed).unwrap();
    let undo = Command::UndoBatch { batch: done.batch, insist: false };
    platform.execute(&crm.east, undo).unwrap();
    let text = format!("{} 改了一个字", mention(&crm.boss));
    let correction = Activity { text, ..written };
    let change = Command::ChangeActivity { form, record: lead.id, activity: correction };
    platform.execute(&crm.east, change).unwrap();
    assert_eq!(told(platform, &crm.boss), news, "told once for one follow-up");
}

fn a_mention_shows_what_the_person_is_called_today(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达机械");
    write(platform, &crm, &lead, format!("{} 请看", mention(&crm.boss)));
    let shown = platform.list_activities(&crm.east, ("lead", lead.id), None).unwrap();
    let boss = crm.boss.id().unwrap();
    assert_eq!(shown[0].mentions, [(boss, "总经理".to_owned())]);
}

fn a_writer_is_told_whom_the_text_mentions_in_vain(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达机械");
    let vain = |text: String| {
        let found = platform.mentioned_in_vain(&crm.east, ("lead", lead.id), &text).unwrap();
        found.into_iter().map(|(person, _)| person).collect::<Vec<_>>()
    };
    let both = [&crm.boss, &crm.west].map(mention).join(" ");
    assert_eq!(vain(format!("{both} 请看")), [crm.west.id().unwrap()]);
    assert_eq!(vain(mention(&crm.boss)), []);
}

fn whom_to_mention_is_told_with_who_sees_the_record(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达机械");
    let told = |words: &str| {
        let found = platform.pick_colleagues(&crm.east, ("lead", lead.id), words).unwrap();
        found.into_iter().map(|one| (one.pick.id, one.sees)).collect::<Vec<_>>()
    };
    let id = |who: &Who| who.id().unwrap().to_string();
    let all = told("");
    assert!(all.contains(&(id(&crm.boss), true)) && all.contains(&(id(&crm.west), false)));
    assert!(all.is_sorted_by_key(|(_, sees)| !sees), "those who see it come first: {all:?}");
    let name = crm.west.person.clone().unwrap().name;
    assert_eq!(told(&name), [(id(&crm.west), false)]);
    let unseen = platform.pick_colleagues(&crm.west, ("lead", lead.id), "");
    assert_eq!(refusal(unseen), Code::NotFound, "nobody else learns who sees it");
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let trash = Command::TrashRecord { form, id: lead.id, base_rev: None };
    platform.execute(&crm.east, trash).unwrap();
    let binned = told("");
    assert!(binned.iter().all(|(_, sees)| !sees), "in the recycle bin it tells nobody anything");
}

fn a_notice_says_who_said_what_while_it_is_in_sight(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达机械");
    let written = write(platform, &crm, &lead, format!("{} 请看**报价**", mention(&crm.boss)));
    drain(platform).unwrap();
    let said = || {
        let page = platform.list_notices(&crm.boss, None, 50).unwrap();
        let params = page.items.into_iter().next().unwrap().notice.params;
        [params["by_name"].clone(), params["said"].clone()]
    };
    let name = crm.east.person.clone().unwrap().name;
    assert_eq!(said(), [json!(name), json!("@某人 请看报价")]);
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let remove = Command::RemoveActivity { form, record: lead.id, id: written.id };
    platform.execute(&crm.east, remove).unwrap();
    assert!(said()[1].is_null(), "what was taken off is not quoted");
}

fn who_was_invited_reads_what_mentioned_them_once_they_joined(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达机械");
    let invite = |name: &str, role: &str| {
        let new = NewPerson { role: role.to_owned(), ..member(name, None, None) };
        let made = platform.create_person(&crm.boss, &new).unwrap();
        (made.person.id, made.invitation.unwrap().token)
    };
    let (li, token) = invite("李晓", roles::ADMINISTRATOR);
    let (he, _) = invite("何平", roles::MEMBER);
    let told = |words: &str| {
        let found = platform.pick_colleagues(&crm.east, ("lead", lead.id), words).unwrap();
        found.into_iter().map(|one| (one.sees, one.joined)).collect::<Vec<_>>()
    };
    assert_eq!((told("李晓"), told("何平")), (vec![(true, false)], vec![(false, false)]));
    assert_eq!(told("总经理"), [(true, true)]);
    let text = format!("@[李晓]({li}) @[何平]({he}) 看一下");
    let vain = platform.mentioned_in_vain(&crm.east, ("lead", lead.id), &text).unwrap();
    assert_eq!(vain, [(he, "何平".to_owned())]);
    write(platform, &crm, &lead, text);
    drain(platform).unwrap();
    let login = Some("lixiao".to_owned());
    let accept = Accept { token, login, password: "my-own-words".to_owned(), stay: true };
    let joined = platform.accept_invitation(&accept).unwrap();
    let who = platform.who_by_session(&joined.token).unwrap();
    let page = platform.list_notices(&who, None, 50).unwrap();
    let news = page.items.iter().map(|n| (n.notice.kind, n.title.as_deref())).collect::<Vec<_>>();
    assert_eq!(news, [(NoticeKind::Mentioned, Some("海达机械"))]);
    assert_eq!(page.unread, 1);
}
