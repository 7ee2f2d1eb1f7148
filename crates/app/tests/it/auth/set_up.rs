//! The first start.

use app::auth::SetUp;
use model::Code;
use model::label::Language;
use model::person::roles;
use testkit::{TestPlatform, both_databases};

use super::sign_in;
use crate::refused::{code, refused};

both_databases! {
    set_up_makes_an_administrator_who_is_signed_in,
    only_the_newest_token_sets_up_and_only_once,
}

fn asked() -> SetUp {
    SetUp {
        workspace_name: "青岛海蓝科技".to_owned(),
        name: "王老板".to_owned(),
        login: "Boss".to_owned(),
        password: "a-long-sentence".to_owned(),
        language: Language::En,
        zone: Some("America/Chicago".to_owned()),
        lan: true,
        demo: true,
    }
}

fn set_up_makes_an_administrator_who_is_signed_in(platform: &TestPlatform) {
    assert!(!platform.is_set_up().unwrap());
    let token = platform.set_up_token().unwrap().unwrap();
    let signed_in = platform.set_up(&token, &asked()).unwrap();
    let who = platform.who_by_session(&signed_in.token).unwrap();
    let person = who.person.as_ref().unwrap();
    assert_eq!((person.name.as_str(), person.role.as_str()), ("王老板", roles::ADMINISTRATOR));
    assert_eq!((who.language, who.may_administer()), (Language::En, true));
    assert!(platform.is_set_up().unwrap() && platform.wants_demo().unwrap());
    let workspace = platform.workspace(&who).unwrap();
    assert_eq!((workspace.name.as_str(), workspace.lan), ("青岛海蓝科技", true));
    assert_eq!(workspace.zone, "America/Chicago", "days begin as asked");
    sign_in(platform, "boss", "a-long-sentence").unwrap();
}

fn only_the_newest_token_sets_up_and_only_once(platform: &TestPlatform) {
    let old = platform.set_up_token().unwrap().unwrap();
    let token = platform.set_up_token().unwrap().unwrap();
    assert_eq!(code(platform.set_up("", &asked())), Code::WrongCredentials);
    assert_eq!(code(platform.set_up(&old, &asked())), Code::WrongCredentials);
    platform.set_up(&token, &asked()).unwrap();
    assert_eq!(code(platform.set_up(&token, &asked())), Code::AlreadySetUp);
    assert!(platform.set_up_token().unwrap().is_none());
    assert!(platform.another_node().set_up_token().unwrap().is_none());
}

#[test]
fn all_that_is_wrong_is_said_at_once_and_the_token_stays_good() {
    let platform = TestPlatform::new();
    let token = platform.set_up_token().unwrap().unwrap();
    let mut wrong = asked();
    (wrong.workspace_name, wrong.login, wrong.password) =
        (" ".to_owned(), "老板".to_owned(), "12345678".to_owned());
    wrong.zone = Some("Mars/Base".to_owned());
    let expected = [
        (Code::Required, "workspace_name".to_owned()),
        (Code::UnknownOption, "zone".to_owned()),
        (Code::NotALogin, "login".to_owned()),
        (Code::WeakPassword, "password".to_owned()),
    ];
    assert_eq!(refused(platform.set_up(&token, &wrong)), expected);
    platform.set_up(&token, &asked()).unwrap();
}

#[test]
fn of_two_set_ups_at_once_one_wins() {
    let platform = TestPlatform::new();
    let token = platform.set_up_token().unwrap().unwrap();
    let outcomes: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..4).map(|_| scope.spawn(|| platform.set_up(&token, &asked()))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(outcomes.iter().filter(|o| o.is_ok()).count(), 1);
    assert_eq!(platform.catalog().unwrap().people.len(), 1);
}
