//! Adding people.

use app::Who;
use app::people::NewPerson;
use model::Code;
use model::person::PersonState;
use testkit::{TestPlatform, both_databases};

use super::member;
use crate::refused::{code, refused};

both_databases! {
    somebody_added_is_invited_under_a_normal_spelling,
    logins_and_phones_are_taken_once,
    of_many_people_all_are_added_or_none,
}

fn somebody_added_is_invited_under_a_normal_spelling(platform: &TestPlatform) {
    let admin = platform.as_administrator("王老板");
    let new = member(" 李强\u{200b} ", Some("Li.Qiang@Co"), Some("１３８ 1234-5678"));
    let created = platform.create_person(&admin, &new).unwrap();
    let person = &platform.catalog().unwrap().people[&created.person.id];
    assert_eq!(*person, created.person);
    assert_eq!(person.name, "李强");
    assert_eq!(person.login.as_deref(), Some("li.qiang@co"));
    assert_eq!(person.phone.as_deref(), Some("+8613812345678"));
    assert_eq!(person.state, PersonState::Invited);
    assert_eq!(created.invitation.unwrap().token.len(), 43);
}

fn logins_and_phones_are_taken_once(platform: &TestPlatform) {
    let admin = platform.as_administrator("王老板");
    let first = member("李强", Some("li"), Some("13812345678"));
    platform.create_person(&admin, &first).unwrap();
    let again = member("李强", Some("LI"), Some("+86 138 1234 5678"));
    let taken = [(Code::Duplicate, "login".to_owned()), (Code::Duplicate, "phone".to_owned())];
    assert_eq!(refused(platform.create_person(&admin, &again)), taken);
    let as_login = member("赵敏", Some("13812345678"), None);
    assert_eq!(code(platform.create_person(&admin, &as_login)), Code::Duplicate);
    platform.create_person(&admin, &member("李强", None, None)).unwrap();
}

fn of_many_people_all_are_added_or_none(platform: &TestPlatform) {
    let admin = platform.as_administrator("王老板");
    let mut many = vec![member("甲", Some("a"), None), member("乙", Some("A"), None)];
    let taken = (Code::Duplicate, "1.login".to_owned());
    assert_eq!(refused(platform.create_people(&admin, &many)), [taken]);
    assert_eq!(platform.catalog().unwrap().people.len(), 1);
    many[1].login = Some("b".to_owned());
    assert_eq!(platform.create_people(&admin, &many).unwrap().len(), 2);
    assert_eq!(platform.catalog().unwrap().people.len(), 3);
}

#[test]
fn all_that_is_wrong_with_a_person_is_said_at_once() {
    let platform = TestPlatform::new();
    let wrong = NewPerson {
        role: "king".to_owned(),
        password: Some("short".to_owned()),
        ..member(" ", Some("老李"), Some("12"))
    };
    let fields: Vec<String> =
        refused(platform.create_person(&Who::cli(), &wrong)).into_iter().map(|r| r.1).collect();
    assert_eq!(fields, ["name", "login", "phone", "role", "password"]);
    let missing = model::DepartmentId(uuid::Uuid::nil());
    let nowhere = NewPerson { department: Some(missing), ..member("李强", None, None) };
    let unknown = (Code::UnknownOption, "department".to_owned());
    assert_eq!(refused(platform.create_person(&Who::cli(), &nowhere)), [unknown]);
}

#[test]
fn a_client_made_id_is_kept_and_taken_once() {
    let platform = TestPlatform::new();
    let id = Some(model::UserId(uuid::Uuid::from_u128(77)));
    let new = NewPerson { id, ..member("李强", None, None) };
    assert_eq!(Some(platform.create_person(&Who::cli(), &new).unwrap().person.id), id);
    assert_eq!(code(platform.create_person(&Who::cli(), &new)), Code::IdTaken);
}

#[test]
fn only_administrators_add_people() {
    let platform = TestPlatform::new();
    for who in [platform.as_member("李强"), platform.as_builder("赵工")] {
        let new = member("新人", None, None);
        assert_eq!(code(platform.create_person(&who, &new)), Code::Forbidden);
        assert_eq!(code(platform.create_people(&who, &[])), Code::Forbidden);
        assert_eq!(code(platform.paste_people(&who, "", true)), Code::Forbidden);
    }
}
