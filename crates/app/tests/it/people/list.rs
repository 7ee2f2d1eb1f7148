//! Looking for people.

use app::people::PersonPatch;
use app::{Platform, Who};
use model::person::PersonState;
use testkit::TestPlatform;

use super::member;

fn found(platform: &Platform, who: &Who, search: &str) -> Vec<String> {
    let listed = platform.list_people(who, Some(search)).unwrap();
    listed.into_iter().map(|p| p.name).collect()
}

#[test]
fn people_are_found_by_name_pinyin_and_initials_and_by_administrators_also_by_phone() {
    let platform = TestPlatform::new();
    let admin = platform.as_administrator("王老板");
    let colleague = platform.as_member("单晓明");
    platform.create_person(&admin, &member("李强", Some("lq88"), Some("13812345678"))).unwrap();
    for search in ["李强", "李", "liqiang", "lq", "LQ"] {
        assert_eq!(found(&platform, &colleague, search), ["李强"], "{search}");
    }
    assert_eq!(found(&platform, &colleague, "shanxiaoming"), ["单晓明"]);
    for search in ["lq88", "13812345678", "5678"] {
        assert_eq!(found(&platform, &admin, search), ["李强"], "{search}");
        assert!(found(&platform, &colleague, search).is_empty(), "{search}");
    }
    assert_eq!(found(&platform, &admin, " "), ["王老板", "单晓明", "李强"]);
}

#[test]
fn members_see_names_and_departments_of_those_who_are_not_locked_out() {
    let platform = TestPlatform::new();
    let admin = platform.as_administrator("王老板");
    let gone = platform.as_member("赵敏").id().unwrap();
    let who = platform.as_member("李强");
    let patch = PersonPatch { state: Some(PersonState::Disabled), ..PersonPatch::default() };
    platform.update_person(&admin, gone, &patch).unwrap();
    let seen = platform.list_people(&who, None).unwrap();
    let names: Vec<&str> = seen.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["王老板", "李强"]);
    assert!(seen.iter().all(|p| p.details.is_none()));
    let all = platform.list_people(&admin, None).unwrap();
    let states: Vec<PersonState> = all.iter().map(|p| p.details.as_ref().unwrap().state).collect();
    assert_eq!(states, [PersonState::Active, PersonState::Disabled, PersonState::Active]);
}
