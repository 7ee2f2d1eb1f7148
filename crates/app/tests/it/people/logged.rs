//! What the log says of people, and what it must never say.

use app::Who;
use app::auth::NewApiKey;
use app::people::{Accept, PersonPatch};
use model::ChangeKind::{AccessKeyChanged, DepartmentChanged, PersonChanged, SettingChanged};
use model::change::Payload;
use model::person::PersonState;
use model::{Actor, ChangeKind};
use store::log::Logged;
use testkit::{TestPlatform, both_databases};

use super::member;

both_databases! {
    every_change_is_in_the_log_with_its_actor_and_no_secret_is,
}

fn log(platform: &TestPlatform) -> Vec<Logged> {
    let read = |read: &mut dyn store::session::Read| store::log::after(read, 0, 1000);
    platform.store().read::<_, store::Fault>(read).unwrap()
}

fn every_change_is_in_the_log_with_its_actor_and_no_secret_is(platform: &TestPlatform) {
    let admin = platform.as_administrator("王老板");
    let department = platform.department("销售部", None);
    let before = log(platform).len();

    let created = platform.create_person(&admin, &member("李强", Some("li"), None)).unwrap();
    let (id, link) = (created.person.id, created.invitation.unwrap().token);
    let accept = Accept {
        token: link.clone(),
        login: None,
        password: "my-own-words".to_owned(),
        stay: false,
    };
    let session = platform.accept_invitation(&accept).unwrap();
    platform
        .change_password(&session.who, Some(&session.token), "my-own-words", "my-next-words")
        .unwrap();
    let patch = PersonPatch { department: Some(Some(department)), ..PersonPatch::default() };
    platform.update_person(&admin, id, &patch).unwrap();
    let asked = NewApiKey { name: "同步".to_owned(), person: None };
    let key = platform.create_api_key(&admin, &asked).unwrap();
    platform.revoke_api_key(&admin, key.key.id).unwrap();
    let lan = app::people::WorkspacePatch { lan: Some(true), ..Default::default() };
    platform.update_workspace(&admin, &lan).unwrap();
    let patch = PersonPatch { state: Some(PersonState::Disabled), ..PersonPatch::default() };
    platform.update_person(&Who::cli(), id, &patch).unwrap();
    let empty = platform.department("空部门", None);
    platform.delete_department(&admin, empty).unwrap();

    let all = log(platform);
    let (me, them) = (admin.actor(), Actor::Person(id));
    let said: Vec<(ChangeKind, Actor)> =
        all[before..].iter().map(|l| (l.change.kind, l.change.actor)).collect();
    let expected = [
        (PersonChanged, me),
        (PersonChanged, them),
        (PersonChanged, them),
        (PersonChanged, me),
        (AccessKeyChanged, me),
        (AccessKeyChanged, me),
        (SettingChanged, me),
        (PersonChanged, Actor::Cli),
        (DepartmentChanged, Actor::Cli),
        (DepartmentChanged, me),
    ];
    assert_eq!(said, expected);

    let Payload::Document { subject, before, after } = &all[before + 3].change.payload else {
        panic!("a document was expected")
    };
    assert_eq!(*subject, id.to_string());
    assert!(before.get("department").is_none());
    assert_eq!(after["department"], department.to_string());

    let text = format!("{all:?}");
    let secrets = [&link, &session.token, &key.secret, "my-own-words", "my-next-words", "argon2"];
    for secret in secrets {
        assert!(!text.contains(secret), "the log tells a secret");
    }
}
