//! The platform's own rows: people, what lets them in, definitions, files, follow-ups.

use model::command::{Activity, ActivityKind};
use model::person::{Department, Person, PersonState, roles};
use model::value::FileRef;
use model::{ActivityId, ApiKeyId, DepartmentId, FileId, Form, UserId};
use store::activities::{self, StoredActivity};
use store::api_keys::{self, StoredKey};
use store::definitions::{self, Draft};
use store::files::{self, StoredFile};
use store::idempotency::{self, Remembered};
use store::invitations::{self, StoredInvitation};
use store::sessions::{self, StoredSession};
use store::{Error, FaultKind, Store, Tx, departments, people, settings};
use uuid::Uuid;

use crate::both::Db;
use crate::fixture::{FORM, at, field, record, setting};

both_databases! {
    a_person_keeps_what_was_said_of_them,
    two_people_cannot_share_a_login,
    a_session_ends_by_time_by_hand_and_with_all_others,
    an_invitation_replaces_the_one_before,
    an_api_key_is_found_by_its_digest,
    an_answer_is_remembered_under_its_key,
    a_definition_keeps_all_its_versions_and_one_draft,
    numbers_are_given_without_gaps,
    follow_ups_are_listed_newest_first_and_counted_without_notes,
    files_and_settings_come_back,
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn write<T: Send + 'static>(
    store: &Store,
    run: impl Fn(&mut Tx<'_>) -> Result<T, store::Fault> + Send + 'static,
) -> T {
    store.write(move |tx| Ok(run(tx)?)).unwrap().value
}

fn read<T>(
    store: &Store,
    ask: impl FnOnce(&mut dyn store::session::Read) -> Result<T, store::Fault>,
) -> T {
    store.read(|read| Ok::<_, Error>(ask(read)?)).unwrap()
}

fn person(n: u128, login: &str) -> Person {
    Person {
        id: UserId(id(n)),
        name: "王小明".to_owned(),
        login: Some(login.to_owned()),
        phone: None,
        role: roles::MEMBER.to_owned(),
        department: None,
        state: PersonState::Active,
    }
}

fn a_person_keeps_what_was_said_of_them(db: &Db) {
    let store = db.open();
    let sales = Department { id: DepartmentId(id(50)), name: "销售部".to_owned(), parent: None };
    let stored = sales.clone();
    write(&store, move |tx| {
        departments::save(tx, &stored)?;
        people::insert(tx, &person(1, "wang"), Some("hash"), at(0))?;
        people::insert(tx, &person(2, "li"), None, at(1))
    });
    let mut changed = person(2, "lili");
    changed.department = Some(sales.id);
    changed.phone = Some("13800138000".to_owned());
    changed.state = PersonState::Disabled;
    let update = changed.clone();
    write(&store, move |tx| {
        people::update(tx, &update)?;
        people::save_password(tx, update.id, "other")?;
        people::save_preferences(tx, update.id, &serde_json::json!({ "dark": true }))
    });
    assert_eq!(read(&store, |r| people::list_people(r)), [person(1, "wang"), changed]);
    assert_eq!(read(&store, |r| people::find_password(r, UserId(id(1)))).as_deref(), Some("hash"));
    assert_eq!(read(&store, |r| people::find_password(r, UserId(id(3)))), None);
    let preferences: Option<serde_json::Value> =
        read(&store, |r| people::find_preferences(r, UserId(id(2))));
    assert_eq!(preferences, Some(serde_json::json!({ "dark": true })));
    assert_eq!(read(&store, |r| departments::list(r)), [sales]);
    write(&store, |tx| departments::remove(tx, DepartmentId(id(50))));
    assert!(read(&store, |r| departments::list(r)).is_empty());
}

fn two_people_cannot_share_a_login(db: &Db) {
    let store = db.open();
    write(&store, |tx| people::insert(tx, &person(1, "wang"), None, at(0)));
    let refused =
        store.write(|tx| Ok(people::insert(tx, &person(2, "wang"), None, at(0))?)).unwrap_err();
    let Error::Fault(fault) = refused else { panic!("{refused}") };
    let FaultKind::Unique(constraint) = &fault.kind else { panic!("{fault}") };
    assert!(constraint.contains("login"), "{constraint}");
}

fn a_session_ends_by_time_by_hand_and_with_all_others(db: &Db) {
    let store = db.open();
    let session = |n: u8| StoredSession {
        token: [n; 32],
        person: UserId(id(1)),
        created_at: at(0),
        expires_at: at(i64::from(n) * 100),
        stay: n == 2,
        device: String::new(),
        address: String::new(),
        used_at: at(i64::from(n)),
    };
    write(&store, move |tx| (1..=5).try_for_each(|n| sessions::insert(tx, &session(n))));
    assert_eq!(read(&store, |r| sessions::find(r, [2; 32])), Some(session(2)));
    write(&store, |tx| {
        sessions::describe(tx, [5; 32], ("Firefox", "192.168.1.8"))?;
        sessions::extend(tx, [1; 32], (at(70), at(999)))?;
        sessions::purge(tx, at(300))?;
        sessions::remove(tx, [4; 32])
    });
    let left = |n: u8| read(&store, |r| sessions::find(r, [n; 32])).is_some();
    assert_eq!([left(1), left(2), left(3), left(4), left(5)], [true, false, true, false, true]);
    let theirs = read(&store, |r| sessions::list_of(r, UserId(id(1))));
    let seen: Vec<_> = theirs.iter().map(|s| (s.token[0], s.used_at, s.device.as_str())).collect();
    assert_eq!(seen, [(1, at(70), ""), (5, at(5), "Firefox"), (3, at(3), "")]);
    assert!(read(&store, |r| sessions::list_of(r, UserId(id(2)))).is_empty());
    write(&store, |tx| sessions::remove_of(tx, UserId(id(1)), Some([5; 32])));
    assert_eq!([left(1), left(3), left(5)], [false, false, true]);
    write(&store, |tx| sessions::remove_of(tx, UserId(id(1)), None));
    assert!(!left(5));
}

fn an_invitation_replaces_the_one_before(db: &Db) {
    let store = db.open();
    let invitation =
        |n: u8| StoredInvitation { token: [n; 32], person: UserId(id(1)), expires_at: at(100) };
    write(&store, move |tx| {
        invitations::replace(tx, &invitation(1))?;
        invitations::replace(tx, &invitation(2))
    });
    assert_eq!(read(&store, |r| invitations::find(r, [1; 32])), None);
    assert_eq!(read(&store, |r| invitations::find(r, [2; 32])), Some(invitation(2)));
    write(&store, |tx| invitations::purge(tx, at(101)));
    assert_eq!(read(&store, |r| invitations::find(r, [2; 32])), None);
}

fn an_api_key_is_found_by_its_digest(db: &Db) {
    let store = db.open();
    let key = StoredKey {
        id: ApiKeyId(id(1)),
        name: "ERP".to_owned(),
        hint: "…abcd".to_owned(),
        person: UserId(id(2)),
        created_at: at(0),
    };
    let stored = key.clone();
    write(&store, move |tx| api_keys::insert(tx, &stored, [7; 32]));
    assert_eq!(read(&store, |r| api_keys::find_person(r, [7; 32])), Some(UserId(id(2))));
    assert_eq!(read(&store, |r| api_keys::find_person(r, [8; 32])), None);
    assert_eq!(read(&store, |r| api_keys::find(r, ApiKeyId(id(1)))), Some(key.clone()));
    assert_eq!(read(&store, |r| api_keys::list(r)), [key]);
    write(&store, |tx| api_keys::remove(tx, ApiKeyId(id(1))));
    assert_eq!(read(&store, |r| api_keys::find_person(r, [7; 32])), None);
}

fn an_answer_is_remembered_under_its_key(db: &Db) {
    let store = db.open();
    let person = UserId(id(1));
    let known = Remembered { at: at(1), request: [3; 32], outcome: "{\"id\":\"一\"}".to_owned() };
    let stored = known.clone();
    let insert = move |tx: &mut Tx<'_>| -> Result<(), Error> {
        Ok(idempotency::insert(tx, (person, "k"), &stored)?)
    };
    store.write(insert.clone()).unwrap();
    assert_eq!(read(&store, |r| idempotency::find(r, person, "k")), Some(known.clone()));
    assert_eq!(read(&store, |r| idempotency::find(r, UserId(id(2)), "k")), None);
    let head = read(&store, |r| store::head::read(r));
    let again = store.write(move |tx| {
        tx.append(setting("twice"), at(0))?;
        insert(tx)
    });
    assert!(matches!(again, Err(Error::Fault(fault)) if idempotency::is_taken(&fault)));
    assert_eq!(read(&store, |r| store::head::read(r)), head, "what came with it is gone too");
    write(&store, move |tx| idempotency::forget(tx, (person, "k"), at(0)));
    assert_eq!(read(&store, |r| idempotency::find(r, person, "k")), Some(known));
    assert_eq!(write(&store, |tx| idempotency::purge(tx, at(0))), 0);
    assert_eq!(write(&store, |tx| idempotency::purge(tx, at(1))), 1);
    assert_eq!(read(&store, |r| idempotency::find(r, person, "k")), None);
}

fn form(version: u32) -> Form {
    let document = serde_json::json!({
        "id": FORM, "code": "lead", "name": { "zh-CN": "线索", "en": "Lead" },
        "version": version, "title": "name", "fields": []
    });
    serde_json::from_value(document).unwrap()
}

fn a_definition_keeps_all_its_versions_and_one_draft(db: &Db) {
    let store = db.open();
    write(&store, |tx| {
        definitions::save_form(tx, (&form(1), 1), (at(0), None, "first"))?;
        definitions::save_form(tx, (&form(2), 1), (at(1), Some(UserId(id(1))), "第二"))
    });
    assert_eq!(read(&store, |r| definitions::list_forms(r)), [form(2)]);
    let versions = read(&store, |r| definitions::list_versions(r, FORM));
    let notes: Vec<(u32, &str)> = versions.iter().map(|v| (v.version, v.note.as_str())).collect();
    assert_eq!(notes, [(2, "第二"), (1, "first")]);
    assert_eq!(read(&store, |r| definitions::find_version(r, FORM, 1)), Some(form(1)));
    let draft = |revision| Draft { form: form(3), revision, base_version: 2 };
    write(&store, move |tx| {
        definitions::save_draft(tx, &draft(1), (at(0), None))?;
        definitions::save_draft(tx, &draft(2), (at(0), None))
    });
    assert_eq!(read(&store, |r| definitions::find_draft(r, "lead")), Some(draft(2)));
    write(&store, |tx| definitions::remove_draft(tx, FORM));
    assert_eq!(read(&store, |r| definitions::find_draft(r, "lead")), None);
}

fn numbers_are_given_without_gaps(db: &Db) {
    let store = db.open();
    let take =
        |count| write(&store, move |tx| definitions::take_numbers(tx, FORM, field(0), count));
    assert_eq!([take(1), take(3), take(1)], [1, 2, 5]);
    let refused = store.write(|tx| {
        definitions::take_numbers(tx, FORM, field(0), 100)?;
        Err::<(), _>(Error::rejected(model::Code::Locked))
    });
    assert!(refused.is_err());
    assert_eq!(take(1), 6);
}

fn follow_ups_are_listed_newest_first_and_counted_without_notes(db: &Db) {
    let store = db.open();
    let picture = |n| FileRef {
        file: FileId(id(70 + n)),
        name: format!("现场 {n}.png"),
        size: u64::from(u32::MAX) + 1,
        media: "image/png".to_owned(),
    };
    let stored = move |n: i64, kind| StoredActivity {
        activity: Activity {
            id: ActivityId(id(n as u128)),
            kind,
            text: format!("电话 {n}"),
            at: at(n / 2),
            minutes: Some(15),
            next_at: None,
            files: (0..n as u128 % 3).map(picture).collect(),
            pinned_at: (n == 2 || n == 5).then(|| at(9)),
        },
        person: None,
        form: FORM,
        record: record(1),
        removed: n == 5,
    };
    let kind = |n| if n == 4 { ActivityKind::Note } else { ActivityKind::Call };
    write(&store, move |tx| {
        (1..=5).try_for_each(|n| activities::save_activity(tx, &stored(n, kind(n)), None))
    });
    let list = |before, limit| {
        let listed = read(&store, |r| activities::list_activities(r, record(1), (before, limit)));
        listed.into_iter().map(|s| s.activity.id.0.as_u128()).collect::<Vec<_>>()
    };
    assert_eq!(list(None, 10), [4, 3, 2, 1]);
    assert_eq!(list(Some((at(1), ActivityId(id(3)))), 10), [2, 1], "same moment, then by id");
    assert_eq!(read(&store, |r| activities::tally(r, record(1))), (3, Some(at(1))));
    assert_eq!(read(&store, |r| activities::tally(r, record(2))), (0, None));
    let found = read(&store, |r| activities::find_activity(r, ActivityId(id(4))));
    assert_eq!(found, Some(stored(4, ActivityKind::Note)));
    let pinned = read(&store, |r| activities::list_pinned(r, record(1)));
    assert_eq!(pinned, [stored(2, ActivityKind::Call)]);
    let has = |n| read(&store, |r| activities::has_file(r, FileId(id(n))));
    assert_eq!([70, 71, 72].map(has), [true, true, false]);
    write(&store, move |tx| {
        let bare = Activity { files: Vec::new(), ..stored(2, ActivityKind::Call).activity };
        let bare = StoredActivity { activity: bare, ..stored(2, ActivityKind::Call) };
        activities::save_activity(tx, &bare, None)
    });
    let found = read(&store, |r| activities::find_activity(r, ActivityId(id(2))));
    assert_eq!(found.map(|a| a.activity.files), Some(Vec::new()));
}

fn files_and_settings_come_back(db: &Db) {
    let store = db.open();
    let stored = StoredFile {
        file: FileRef {
            file: FileId(id(1)),
            name: "合同.pdf".to_owned(),
            size: 12,
            media: "application/pdf".to_owned(),
        },
        hash: [9; 32],
        person: None,
        at: at(0),
    };
    let file = stored.clone();
    write(&store, move |tx| {
        files::save_file(tx, &file)?;
        settings::save(tx, "name", &"公司")?;
        settings::save(tx, "name", &"另一家公司")
    });
    let found = read(&store, |r| files::find_files(r, &[FileId(id(1)), FileId(id(2))]));
    assert_eq!(found, [stored]);
    let name: Option<String> = read(&store, |r| settings::find(r, "name"));
    assert_eq!(name.as_deref(), Some("另一家公司"));
    assert_eq!(read(&store, |r| settings::find::<String>(r, "none")), None);
}
