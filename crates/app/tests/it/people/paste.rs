//! Pasted lists.

use app::people::Pasted;
use model::person::{Person, PersonState, roles};
use model::{Code, UserId};
use testkit::{TestPlatform, both_databases};

use super::member;
use crate::refused::code;

both_databases! {
    good_lines_become_invited_members_and_bad_ones_say_why,
    an_e_mail_address_is_what_they_sign_in_with,
    a_number_without_an_area_code_is_taken_as_a_phone_field_takes_it,
    somebody_known_from_an_import_is_invited_instead_of_added_twice,
}

fn problems(pasted: &[Pasted]) -> Vec<(usize, Option<(Code, &str)>)> {
    let problem = |p: &'_ Pasted| -> Option<Code> { p.problem.as_ref().map(|r| r.code) };
    pasted
        .iter()
        .map(|p| {
            let field = p.problem.as_ref().and_then(|r| r.field.as_deref()).unwrap_or_default();
            (p.line, problem(p).map(|code| (code, field)))
        })
        .collect()
}

fn good_lines_become_invited_members_and_bad_ones_say_why(platform: &TestPlatform) {
    let admin = platform.as_administrator("王老板");
    platform.create_person(&admin, &member("赵敏", None, Some("13900000000"))).unwrap();
    let text = "姓名\t手机\n张三 13812345678\n李四，１３９ 0000 0000\n王五\n13700000000\n\
                张三丰\t138-1234-5678\n钱七 138123456\n孙八 13600000000\n";
    let expected = [
        (2, None),
        (3, Some((Code::Duplicate, "phone"))),
        (4, Some((Code::Required, "phone"))),
        (5, Some((Code::Required, "name"))),
        (6, Some((Code::Duplicate, "phone"))),
        (7, Some((Code::NotAPhone, "phone"))),
        (8, None),
    ];
    let shown = platform.paste_people(&admin, text, false).unwrap();
    assert_eq!(problems(&shown), expected);
    assert_eq!(platform.catalog().unwrap().people.len(), 2, "looking adds nobody");
    let added = platform.paste_people(&admin, text, true).unwrap();
    assert_eq!(problems(&added), expected);
    let created: Vec<&Person> =
        added.iter().filter_map(|p| p.created.as_ref()).map(|c| &c.person).collect();
    let names: Vec<&str> = created.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["张三", "孙八"]);
    assert!(created.iter().all(|p| p.role == roles::MEMBER && p.state == PersonState::Invited));
    let link = added[0].created.as_ref().unwrap().invitation.as_ref().unwrap();
    assert_eq!(platform.find_invitation(&link.token).unwrap().name, "张三");
}

fn an_e_mail_address_is_what_they_sign_in_with(platform: &TestPlatform) {
    let admin = platform.as_administrator("王老板");
    let text = "Jane Doe Jane@X.com\nJohn Roe (402) 555-0143\nJane Twin jane@x.com\n\
                Ann Lee, ann@x.com, 531-555-0100\nNobody at all";
    let added = platform.paste_people(&admin, text, true).unwrap();
    let expected = [
        (1, None),
        (2, None),
        (3, Some((Code::Duplicate, "phone"))),
        (4, None),
        (5, Some((Code::Required, "phone"))),
    ];
    assert_eq!(problems(&added), expected);
    let called: Vec<(Option<&str>, Option<&str>)> = added
        .iter()
        .filter_map(|p| p.created.as_ref())
        .map(|c| (c.person.login.as_deref(), c.person.phone.as_deref()))
        .collect();
    let expected = [
        (Some("jane@x.com"), None),
        (None, Some("4025550143")),
        (Some("ann@x.com"), Some("5315550100")),
    ];
    assert_eq!(called, expected);
    let again = platform.paste_people(&admin, "Someone Else jane@x.com", false).unwrap();
    assert_eq!(problems(&again), [(1, Some((Code::Duplicate, "login")))]);
}

fn a_number_without_an_area_code_is_taken_as_a_phone_field_takes_it(platform: &TestPlatform) {
    let admin = platform.as_administrator("王老板");
    let text = "Hafiz bin Osman 9234 5678\nTan Wei 12345\nLim Hui 9234-5678";
    let added = platform.paste_people(&admin, text, true).unwrap();
    let expected =
        [(1, None), (2, Some((Code::NotAPhone, "phone"))), (3, Some((Code::Duplicate, "phone")))];
    assert_eq!(problems(&added), expected);
    assert_eq!(added[0].created.as_ref().unwrap().person.phone.as_deref(), Some("92345678"));
}

fn somebody_known_from_an_import_is_invited_instead_of_added_twice(platform: &TestPlatform) {
    let admin = platform.as_administrator("王老板");
    let known = Person {
        id: UserId(uuid::Uuid::from_u128(5)),
        name: "张三".to_owned(),
        login: None,
        phone: None,
        role: roles::MEMBER.to_owned(),
        department: None,
        state: PersonState::Known,
    };
    let (person, at) = (known.clone(), platform.now());
    let imported = platform.store().write(move |tx| {
        store::people::insert(tx, &person, None, at)?;
        tx.raise_catalog();
        Ok(())
    });
    imported.unwrap();
    let pasted = platform.paste_people(&admin, "张三 13812345678\n张三 13912345678", true).unwrap();
    let ids: Vec<UserId> = pasted.iter().map(|p| p.created.as_ref().unwrap().person.id).collect();
    assert_eq!(ids[0], known.id);
    assert_ne!(ids[1], known.id);
    let catalog = platform.catalog().unwrap();
    let claimed = &catalog.people[&known.id];
    assert_eq!(claimed.phone.as_deref(), Some("+8613812345678"));
    assert_eq!(claimed.state, PersonState::Invited);
}

#[test]
fn a_list_has_at_most_five_hundred_lines() {
    let platform = TestPlatform::new();
    let admin = platform.as_administrator("王老板");
    let text: String = (0..501).map(|i| format!("某人{i:03} 13{i:09}\n")).collect();
    assert_eq!(code(platform.paste_people(&admin, &text, true)), Code::TooMany);
    let text: String = text.lines().take(500).map(|line| format!("{line}\n")).collect();
    let added = platform.paste_people(&admin, &text, true).unwrap();
    assert_eq!(added.iter().filter(|p| p.created.is_some()).count(), 500);
}
