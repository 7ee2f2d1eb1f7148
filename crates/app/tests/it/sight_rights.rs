//! Who may say who sees what, and by whose role: that of the moment of the write.

use app::forms::ViewPatch;
use app::people::{NewPerson, PersonPatch};
use app::webhooks::WebhookEdit;
use app::{Error, Who};
use model::person::roles;
use model::{Code, Form};
use testkit::{TestPlatform, both_databases};

use crate::crm::{crm, refusal};
use crate::refused::refused;

both_databases! {
    a_builder_cannot_publish_other_grants,
    a_builder_goes_on_with_an_administrators_draft_but_does_not_publish_it,
    exchanging_codes_does_not_unhide_a_field,
    a_form_out_of_a_builders_sight_has_no_draft_for_them,
    a_role_that_was_withdrawn_writes_nothing,
    members_are_not_shown_grants,
}

/// The form as an administrator sees it.
fn document(platform: &TestPlatform, who: &Who) -> Form {
    platform.find_draft(who, "lead").unwrap().form
}

/// Hides the cost from builders too.
fn hide_cost(platform: &TestPlatform, boss: &Who) {
    let mut form = document(platform, boss);
    form.grants[0].hidden = vec!["channel_cost".to_owned()];
    let version = form.version;
    platform.publish_form(boss, form, version).unwrap();
}

fn a_builder_cannot_publish_other_grants(platform: &TestPlatform) {
    let crm = crm(platform);
    let builder = platform.as_builder("搭建者");
    hide_cost(platform, &crm.boss);
    let mut form = document(platform, &builder);
    form.grants[0].hidden.clear();
    let version = form.version;
    let at = |field: &str| vec![(Code::Forbidden, field.to_owned())];
    assert_eq!(refused(platform.publish_form(&builder, form.clone(), version)), at("grants"));
    assert_eq!(refused(platform.save_draft(&builder, form.clone(), 0)), at("form.grants"));
    form.grants.clear();
    assert_eq!(refused(platform.publish_form(&builder, form, version)), at("grants"));
    assert_eq!(refused(platform.roll_back(&builder, "lead", 1)), at("grants"), "nor by going back");
    let mut form = document(platform, &builder);
    form.name = model::Label::same("线索们");
    platform.save_draft(&builder, form.clone(), 0).unwrap();
    platform.publish_draft(&builder, "lead").unwrap();
    let mut new = platform.blank_form(model::Label::same("新"), Some("fresh".to_owned()));
    new.grants = form.grants;
    new.grants.iter_mut().for_each(|g| g.hidden.clear());
    assert_eq!(refused(platform.publish_form(&builder, new.clone(), 0)), at("grants"));
    new.grants.clear();
    platform.publish_form(&builder, new, 0).unwrap();
}

fn a_builder_goes_on_with_an_administrators_draft_but_does_not_publish_it(platform: &TestPlatform) {
    let crm = crm(platform);
    let builder = platform.as_builder("搭建者");
    let mut form = document(platform, &crm.boss);
    form.grants[1].export = true;
    platform.save_draft(&crm.boss, form, 0).unwrap();
    let draft = platform.find_draft(&builder, "lead").unwrap();
    let draft = platform.save_draft(&builder, draft.form, draft.revision).unwrap();
    let at = vec![(Code::Forbidden, "grants".to_owned())];
    assert_eq!(refused(platform.publish_draft(&builder, "lead")), at);
    let problems = platform.check_draft(&builder, "lead").unwrap().problems;
    assert!(problems.iter().any(|p| p.field.as_deref() == Some("grants")), "{problems:?}");
    assert!(platform.check_draft(&crm.boss, "lead").unwrap().problems.is_empty());
    platform.publish_draft(&crm.boss, "lead").unwrap();
    assert_eq!(draft.revision, 2);
}

fn exchanging_codes_does_not_unhide_a_field(platform: &TestPlatform) {
    let crm = crm(platform);
    let builder = platform.as_builder("搭建者");
    hide_cost(platform, &crm.boss);
    let mut form = document(platform, &builder);
    let version = form.version;
    for field in &mut form.fields {
        let other = match field.code.as_str() {
            "channel_cost" => "amount",
            "amount" => "channel_cost",
            _ => continue,
        };
        field.code = other.to_owned();
    }
    let outcome = platform.publish_form(&builder, form, version);
    let reasons = refused(outcome);
    assert!(reasons.contains(&(Code::Forbidden, "grants".to_owned())), "{reasons:?}");
}

fn a_form_out_of_a_builders_sight_has_no_draft_for_them(platform: &TestPlatform) {
    let crm = crm(platform);
    let builder = platform.as_builder("搭建者");
    let mut form = document(platform, &crm.boss);
    form.grants.retain(|g| g.role != roles::BUILDER);
    let version = form.version;
    platform.publish_form(&crm.boss, form.clone(), version).unwrap();
    let version = platform.catalog().unwrap().form("lead").unwrap().version;
    assert_eq!(refusal(platform.find_form(&builder, "lead").map(drop)), Code::UnknownForm);
    assert_eq!(refusal(platform.find_draft(&builder, "lead")), Code::UnknownForm);
    assert_eq!(refusal(platform.save_draft(&builder, form.clone(), 0)), Code::UnknownForm);
    assert_eq!(refusal(platform.list_versions(&builder, "lead")), Code::UnknownForm);
    assert_eq!(refusal(platform.roll_back(&builder, "lead", 1)), Code::UnknownForm);
    assert_eq!(refusal(platform.publish_form(&builder, form.clone(), version)), Code::UnknownForm);
    platform.save_draft(&crm.boss, form, 0).unwrap();
    assert_eq!(refusal(platform.find_draft(&builder, "lead")), Code::UnknownForm);
    assert_eq!(refusal(platform.discard_draft(&builder, "lead")), Code::UnknownForm);
}

fn a_role_that_was_withdrawn_writes_nothing(platform: &TestPlatform) {
    let crm = crm(platform);
    let (boss, builder) = (platform.as_administrator("副总"), platform.as_builder("搭建者"));
    let hook = || WebhookEdit {
        url: Some("https://example.com/hook".to_owned()),
        ..WebhookEdit::default()
    };
    let made = platform.create_webhook(&boss, hook()).unwrap();
    let form = document(platform, &builder);
    platform.save_draft(&builder, form.clone(), 0).unwrap();
    let shared = || ViewPatch {
        name: Some(model::Label::same("大家的")),
        shared: Some(true),
        ..ViewPatch::default()
    };
    let view = platform.create_view(&builder, "lead", shared()).unwrap().view.code;
    // The same Who as before, as a request that was long under way carries it.
    for who in [&boss, &builder] {
        let patch = PersonPatch { role: Some("member".to_owned()), ..PersonPatch::default() };
        platform.update_person(&Who::cli(), who.id().unwrap(), &patch).unwrap();
    }
    let forbidden = |outcome: Result<(), Error>| assert_eq!(refusal(outcome), Code::Forbidden);
    forbidden(platform.create_webhook(&boss, hook()).map(drop));
    forbidden(platform.change_webhook(&boss, made.id, &hook()).map(drop));
    forbidden(platform.remove_webhook(&boss, made.id));
    forbidden(platform.list_webhooks(&boss).map(drop));
    forbidden(platform.create_person(&boss, &NewPerson::default()).map(drop));
    let version = form.version;
    for who in [&boss, &builder] {
        forbidden(platform.publish_form(who, form.clone(), version).map(drop));
        forbidden(platform.save_draft(who, form.clone(), 1).map(drop));
        forbidden(platform.discard_draft(who, "lead"));
        forbidden(platform.find_draft(who, "lead").map(drop));
        forbidden(platform.roll_back(who, "lead", 1).map(drop));
    }
    for who in [&boss, &builder] {
        forbidden(platform.create_view(who, "lead", shared()).map(drop));
        forbidden(platform.change_view(who, "lead", &view, shared()).map(drop));
        forbidden(platform.remove_view(who, "lead", &view));
    }
    assert!(!platform.find_form(&builder, "lead").unwrap().can.design);
    platform.publish_draft(&crm.boss, "lead").unwrap();
}

fn members_are_not_shown_grants(platform: &TestPlatform) {
    let crm = crm(platform);
    let seen = platform.find_form(&crm.east, "customer").unwrap().form;
    assert!(seen.grants.is_empty(), "also where nothing is hidden from them");
}
