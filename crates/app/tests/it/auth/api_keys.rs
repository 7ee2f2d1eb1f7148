//! API keys.

use app::auth::NewApiKey;
use app::people::PersonPatch;
use model::person::PersonState;
use model::{Code, Origin};
use testkit::{TestPlatform, both_databases};

use crate::refused::{code, refused};

both_databases! {
    a_key_acts_as_its_person_until_it_is_revoked,
}

fn asked(name: &str) -> NewApiKey {
    NewApiKey { name: name.to_owned(), person: None }
}

fn a_key_acts_as_its_person_until_it_is_revoked(platform: &TestPlatform) {
    let admin = platform.as_administrator("王老板");
    let made = platform.create_api_key(&admin, &asked("官网表单")).unwrap();
    assert!(made.secret.starts_with("clew_key_"));
    assert_eq!(made.secret.len(), "clew_key_".len() + 43);
    assert!(made.secret.ends_with(&made.key.hint));
    let who = platform.who_by_api_key(&made.secret).unwrap();
    assert_eq!((who.id(), who.origin), (admin.id(), Origin::Api));
    assert_eq!(code(platform.who_by_session(&made.secret)), Code::Unauthenticated);
    let listed = platform.list_api_keys(&admin).unwrap();
    assert_eq!(listed, std::slice::from_ref(&made.key));
    platform.revoke_api_key(&admin, made.key.id).unwrap();
    assert_eq!(code(platform.who_by_api_key(&made.secret)), Code::Unauthenticated);
    assert_eq!(code(platform.revoke_api_key(&admin, made.key.id)), Code::NotFound);
    assert!(platform.list_api_keys(&admin).unwrap().is_empty());
}

#[test]
fn a_key_opens_nothing_while_its_person_is_locked_out() {
    let platform = TestPlatform::new();
    let admin = platform.as_administrator("王老板");
    let member = platform.as_member("李强").id().unwrap();
    let asked = NewApiKey { name: "同步".to_owned(), person: Some(member) };
    let secret = platform.create_api_key(&admin, &asked).unwrap().secret;
    platform.who_by_api_key(&secret).unwrap();
    let patch = PersonPatch { state: Some(PersonState::Disabled), ..PersonPatch::default() };
    platform.update_person(&admin, member, &patch).unwrap();
    assert_eq!(code(platform.who_by_api_key(&secret)), Code::Unauthenticated);
    let unknown = (Code::UnknownPerson, "person".to_owned());
    assert_eq!(refused(platform.create_api_key(&admin, &asked)), [unknown]);
}

#[test]
fn only_administrators_have_to_do_with_keys() {
    let platform = TestPlatform::new();
    let admin = platform.as_administrator("王老板");
    let key = platform.create_api_key(&admin, &asked("同步")).unwrap().key.id;
    for who in [platform.as_member("李强"), platform.as_builder("赵工")] {
        assert_eq!(code(platform.create_api_key(&who, &asked("x"))), Code::Forbidden);
        assert_eq!(code(platform.list_api_keys(&who)), Code::Forbidden);
        assert_eq!(code(platform.revoke_api_key(&who, key)), Code::Forbidden);
    }
}
