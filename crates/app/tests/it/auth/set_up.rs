//! The first start.

use app::auth::SetUp;
use app::people::WorkspacePatch;
use model::document::missing_field;
use model::kind::MoneyKind;
use model::label::Language;
use model::person::roles;
use model::{Code, FieldKind};
use testkit::{TestPlatform, both_databases};

use super::sign_in;
use crate::crm::pack;
use crate::refused::{code, refused};

both_databases! {
    set_up_makes_an_administrator_who_is_signed_in,
    only_the_newest_token_sets_up_and_only_once,
    the_first_forms_count_in_the_companys_currency,
}

fn asked() -> SetUp {
    SetUp {
        workspace_name: "青岛海蓝科技".to_owned(),
        name: "王老板".to_owned(),
        login: "Boss".to_owned(),
        password: "a-long-sentence".to_owned(),
        language: Language::En,
        zone: Some("America/Chicago".to_owned()),
        currency: None,
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
    assert_eq!(workspace.currency, "CNY", "as usual, for none was named");
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

fn money(platform: &TestPlatform, form: &str, field: &str) -> (String, u8) {
    let catalog = platform.catalog().unwrap();
    match &catalog.form(form).unwrap().field(field).unwrap().kind {
        FieldKind::Money(money) => (money.currency.clone(), money.decimals),
        other => panic!("{field} is {}", other.name()),
    }
}

fn the_first_forms_count_in_the_companys_currency(platform: &TestPlatform) {
    platform.begins_with(pack());
    let token = platform.set_up_token().unwrap().unwrap();
    let mut sg = asked();
    sg.currency = Some(" sgd ".to_owned());
    let inside = platform.set_up(&token, &sg).unwrap();
    for (form, field) in [("lead", "amount"), ("lead", "channel_cost"), ("opportunity", "amount")] {
        assert_eq!(money(platform, form, field), ("SGD".to_owned(), 2), "{form} {field}");
    }
    let who = platform.who_by_session(&inside.token).unwrap();
    let version = platform.catalog().unwrap().form("lead").unwrap().version;
    assert_eq!(version, 1, "they were in no other before");

    // Another choice later changes nothing that is there, and no pack finds anything to change.
    let patch = WorkspacePatch { currency: Some("JPY".to_owned()), ..WorkspacePatch::default() };
    assert_eq!(platform.update_workspace(&who, &patch).unwrap().currency, "JPY");
    assert_eq!(platform.diff_pack(&pack()).unwrap(), []);
    assert_eq!(platform.install_pack(&who, &pack()).unwrap().published, Vec::<String>::new());
    assert_eq!(money(platform, "lead", "amount"), ("SGD".to_owned(), 2));

    // New money that names none is in the company's now, with its digits; money in force keeps its own.
    let mut form = platform.catalog().unwrap().form("lead").unwrap().clone();
    let version = form.version;
    for field in &mut form.fields {
        if let FieldKind::Money(money) = &mut field.kind {
            *money = MoneyKind::default();
        }
    }
    let mut fee = form.field("amount").unwrap().clone();
    (fee.id, fee.code) = (missing_field(), "fee".to_owned());
    form.fields.push(fee);
    platform.publish_form(&who, form, version).unwrap();
    assert_eq!(money(platform, "lead", "amount"), ("SGD".to_owned(), 2));
    assert_eq!(money(platform, "lead", "fee"), ("JPY".to_owned(), 0));
}

#[test]
fn all_that_is_wrong_is_said_at_once_and_the_token_stays_good() {
    let platform = TestPlatform::new();
    let token = platform.set_up_token().unwrap().unwrap();
    let mut wrong = asked();
    (wrong.workspace_name, wrong.login, wrong.password) =
        (" ".to_owned(), "老板".to_owned(), "12345678".to_owned());
    (wrong.zone, wrong.currency) = (Some("Mars/Base".to_owned()), Some("RMB".to_owned()));
    let expected = [
        (Code::Required, "workspace_name".to_owned()),
        (Code::UnknownOption, "zone".to_owned()),
        (Code::UnknownOption, "currency".to_owned()),
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
