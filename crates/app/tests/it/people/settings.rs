//! One's own settings and the workspace's.

use app::people::{Density, MePatch, Theme, WorkspacePatch};
use model::Code;
use model::label::Language;
use serde_json::json;
use testkit::{PASSWORD, TestPlatform, both_databases};

use crate::auth::sign_in;
use crate::refused::{code, refused};

both_databases! {
    ones_own_settings_hold_with_the_next_request,
    settings_of_the_workspace_change_one_by_one,
    days_begin_in_ones_own_zone,
    what_screens_remember_is_merged_name_by_name_and_kept_small,
}

fn ones_own_settings_hold_with_the_next_request(platform: &TestPlatform) {
    platform.as_member("李强");
    let token = sign_in(platform, "p1", PASSWORD).unwrap().token;
    let who = platform.who_by_session(&token).unwrap();
    assert_eq!(who.language, Language::ZhCn);
    let patch =
        MePatch { language: Some(Language::En), theme: Some(Theme::Dark), ..MePatch::default() };
    platform.update_me(&who, &patch).unwrap();
    let patch = MePatch {
        name: Some("李小强".to_owned()),
        density: Some(Density::Compact),
        ..MePatch::default()
    };
    let me = platform.update_me(&who, &patch).unwrap();
    assert_eq!((me.person.name.as_str(), me.language), ("李小强", Language::En));
    assert_eq!(me.preferences.theme, Some(Theme::Dark));
    assert_eq!(me.preferences.density, Some(Density::Compact));
    let who = platform.who_by_session(&token).unwrap();
    assert_eq!((who.language, who.person.unwrap().name.as_str()), (Language::En, "李小强"));
}

fn settings_of_the_workspace_change_one_by_one(platform: &TestPlatform) {
    let admin = platform.as_administrator("王老板");
    let name = Some("青岛海蓝科技".to_owned());
    platform.update_workspace(&admin, &WorkspacePatch { name, ..Default::default() }).unwrap();
    let patch = WorkspacePatch { lan: Some(true), ..Default::default() };
    platform.update_workspace(&admin, &patch).unwrap();
    let zone = Some("Asia/Tokyo".to_owned());
    platform.update_workspace(&admin, &WorkspacePatch { zone, ..Default::default() }).unwrap();
    let found = platform.another_node().workspace(&admin).unwrap();
    assert_eq!((found.name.as_str(), found.zone.as_str()), ("青岛海蓝科技", "Asia/Tokyo"));
    assert!(found.lan);
    assert_eq!(platform.me(&admin).unwrap().workspace, "青岛海蓝科技");
}

#[test]
fn an_unknown_zone_an_empty_name_and_members_are_refused() {
    let platform = TestPlatform::new();
    let admin = platform.as_administrator("王老板");
    let zone = WorkspacePatch { zone: Some("Mars/Base".to_owned()), ..Default::default() };
    let unknown = (Code::UnknownOption, "zone".to_owned());
    assert_eq!(refused(platform.update_workspace(&admin, &zone)), [unknown]);
    let nameless = WorkspacePatch { name: Some(" ".to_owned()), ..Default::default() };
    assert_eq!(code(platform.update_workspace(&admin, &nameless)), Code::Required);
    let member = platform.as_member("李强");
    let patch = WorkspacePatch::default();
    assert_eq!(code(platform.update_workspace(&member, &patch)), Code::Forbidden);
    assert_eq!(code(platform.workspace(&member)), Code::Forbidden);
}

fn days_begin_in_ones_own_zone(platform: &TestPlatform) {
    platform.as_member("李强");
    let token = sign_in(platform, "p1", PASSWORD).unwrap().token;
    let zone = || platform.who_by_session(&token).unwrap().zone.iana_name().map(str::to_owned);
    assert_eq!(zone().as_deref(), Some("Asia/Shanghai"), "the workspace's");
    let who = platform.who_by_session(&token).unwrap();
    let put = |zone: &str| {
        let patch = MePatch { zone: Some(zone.to_owned()), ..MePatch::default() };
        platform.update_me(&who, &patch)
    };
    assert_eq!(put("Europe/Berlin").unwrap().preferences.zone.as_deref(), Some("Europe/Berlin"));
    assert_eq!(zone().as_deref(), Some("Europe/Berlin"));
    assert_eq!(refused(put("Mars/Base")), [(Code::UnknownOption, "zone".to_owned())]);
    assert_eq!(put("").unwrap().preferences.zone, None);
    assert_eq!(zone().as_deref(), Some("Asia/Shanghai"));
}

fn what_screens_remember_is_merged_name_by_name_and_kept_small(platform: &TestPlatform) {
    let (li, wang) = (platform.as_member("李强"), platform.as_member("王芳"));
    let put = |document: serde_json::Value| platform.prefer(&li, document.as_object().unwrap());
    put(json!({"pinned": ["a"], "silent": ["assigned"]})).unwrap();
    let now = put(json!({"pinned": ["a", "b"], "silent": null})).unwrap();
    assert_eq!(json!(now), json!({"pinned": ["a", "b"]}));
    assert_eq!(platform.another_node().preferences(&li).unwrap(), now);
    assert!(platform.preferences(&wang).unwrap().is_empty(), "one's own");
    let long = put(json!({"pinned": "x".repeat(17_000)}));
    assert_eq!(refused(long), [(Code::TooLarge, "preferences".to_owned())]);
    let names = (0..65).map(|n| (n.to_string(), json!(n))).collect();
    assert_eq!(refused(platform.prefer(&li, &names)), [(Code::TooMany, "preferences".to_owned())]);
    assert_eq!(platform.preferences(&li).unwrap(), now);
    assert_eq!(code(platform.preferences(&app::Who::cli())), Code::Forbidden);
}
