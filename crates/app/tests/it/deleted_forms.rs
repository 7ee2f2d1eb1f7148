//! Deleting a form: it is nowhere, nothing of it is lost, and it comes back as it was.

use model::command::{Activity, ActivityKind};
use model::{ActivityId, Code, Command};
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use crate::crm::{change, create, crm, new_lead, read, refusal, with_lead_form};

both_databases! {
    a_deleted_form_is_nowhere_and_comes_back_as_it_was,
    a_form_that_others_link_to_is_deleted_only_if_one_insists,
    links_to_a_deleted_form_show_names,
    only_builders_delete_forms,
}

fn a_deleted_form_is_nowhere_and_comes_back_as_it_was(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = new_lead(platform, &crm.east, "海达机械");
    app::runtime::drain(platform).unwrap();
    let form = platform.catalog().unwrap().form("lead").unwrap().clone();
    let before = platform.catalog().unwrap().form("lead").unwrap().version;
    platform.delete_form(&crm.boss, "lead", true).unwrap();

    assert!(platform.list_forms(&crm.boss).unwrap().iter().all(|f| f.code != "lead"));
    assert_eq!(refusal(platform.find_form(&crm.boss, "lead")), Code::UnknownForm);
    assert_eq!(refusal(platform.find_record(&crm.boss, "lead", view.id)), Code::UnknownForm);
    assert!(platform.search_everywhere(&crm.boss, "海达").unwrap().is_empty());
    let edit = Command::TrashRecord { form: form.id, id: view.id, base_rev: None };
    assert_eq!(refusal(platform.execute(&crm.boss, edit)), Code::UnknownForm);
    let note = Activity {
        id: ActivityId(uuid::Uuid::from_u128(1)),
        kind: ActivityKind::Note,
        text: "还在吗".to_owned(),
        at: platform.now(),
        minutes: None,
        next_at: None,
        files: Vec::new(),
        pinned_at: None,
    };
    let note = Command::AddActivity { form: form.id, record: view.id, activity: note };
    assert_eq!(refusal(platform.execute(&crm.boss, note)), Code::UnknownForm);
    assert_eq!(refusal(platform.delete_form(&crm.boss, "lead", true)), Code::UnknownForm);
    let blank = platform.blank_form(model::Label::both("线索", "Leads"), Some("lead".to_owned()));
    assert_eq!(refusal(platform.begin_form(&crm.boss, blank)), Code::DuplicateCode);

    let gone = platform.list_deleted_forms(&crm.boss).unwrap();
    assert_eq!((gone.len(), gone[0].code.as_str(), gone[0].records), (1, "lead", 1));
    assert_eq!((gone[0].by.as_str(), gone[0].at), ("总经理", platform.now()));

    platform.bring_form_back(&crm.boss, "lead").unwrap();
    let back = platform.catalog().unwrap().form("lead").unwrap().clone();
    assert_eq!(back.version, before + 2, "both are versions like any other");
    assert_eq!(back, model::Form { version: back.version, ..form });
    assert_eq!(read(platform, &crm.east, view.id).values["company"], "海达机械");
    change(platform, &crm.east, (view.id, 1), json!({"company": "海达重工"})).unwrap();
    assert_eq!(refusal(platform.bring_form_back(&crm.boss, "lead")), Code::AlreadyDone);
    assert!(platform.list_deleted_forms(&crm.boss).unwrap().is_empty());
    assert!(platform.verify(true).unwrap().sound);
}

fn a_form_that_others_link_to_is_deleted_only_if_one_insists(platform: &TestPlatform) {
    let crm = crm(platform);
    let refused = platform.delete_form(&crm.boss, "customer", false);
    let Err(app::Error::Rejected(why)) = refused else { panic!("{refused:?}") };
    assert_eq!(why.0[0].code, Code::InUse);
    let forms = why.0[0].params["forms"].as_array().unwrap();
    let codes: Vec<_> = forms.iter().map(|f| f["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"contact") && codes.contains(&"opportunity"), "{codes:?}");
    platform.delete_form(&crm.boss, "customer", true).unwrap();
    assert_eq!(refusal(platform.find_form(&crm.boss, "customer")), Code::UnknownForm);
}

fn links_to_a_deleted_form_show_names(platform: &TestPlatform) {
    let crm = crm(platform);
    let made = create(platform, &crm.boss, "customer", json!({"name": "海达机械"})).unwrap();
    let customer = made.receipts[0].record.unwrap();
    let values = json!({"name": "张三", "customer": customer.to_string()});
    let contact = create(platform, &crm.boss, "contact", values).unwrap();
    let contact = contact.receipts[0].record.unwrap();
    platform.delete_form(&crm.boss, "customer", true).unwrap();
    let shown = platform.find_record(&crm.boss, "contact", contact).unwrap();
    assert_eq!(shown.display["customer"], "海达机械");
    // The forms that link to it are still worked with and shaped.
    let values = json!({"name": "李四"});
    let serde_json::Value::Object(values) = values else { panic!("values") };
    let (form, values) = platform.read_values(&crm.boss, "contact", (&values, false)).unwrap();
    let edit = Command::UpdateRecord { form, id: contact, base_rev: 1, values };
    platform.execute(&crm.boss, edit).unwrap();
    let mut form = platform.catalog().unwrap().form("contact").unwrap().clone();
    let version = form.version;
    form.name = model::Label::both("人", "People");
    platform.publish_form(&crm.boss, form, version).unwrap();
    // A form that is made now cannot link to it.
    with_lead_form(platform, &crm.boss, |_| {});
}

fn only_builders_delete_forms(platform: &TestPlatform) {
    let crm = crm(platform);
    assert_eq!(refusal(platform.delete_form(&crm.east, "lead", true)), Code::Forbidden);
    assert_eq!(refusal(platform.list_deleted_forms(&crm.east)), Code::Forbidden);
    platform.delete_form(&platform.as_builder("搭建者"), "lead", true).unwrap();
    assert_eq!(refusal(platform.bring_form_back(&crm.east, "lead")), Code::Forbidden);
}
