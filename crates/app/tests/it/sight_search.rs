//! Search tells nothing of what was hidden a moment ago, though the index still holds it.

use app::runtime::drain;
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use crate::crm::{companies, create, crm, lead, list, with_form, with_lead_form};

both_databases! {
    what_was_hidden_a_moment_ago_is_found_by_nobody_it_is_hidden_from,
    a_picker_tells_nothing_of_what_was_hidden_a_moment_ago,
}

fn what_was_hidden_a_moment_ago_is_found_by_nobody_it_is_hidden_from(platform: &TestPlatform) {
    let crm = crm(platform);
    lead(platform, &crm.east, json!({"company": "东部", "phone": "13800138000"})).unwrap();
    drain(platform).unwrap();
    let asked = |words: &str| json!({"search": words, "count": "exact"});
    for words in ["38", "0138", "13800138000"] {
        let page = list(platform, &crm.east, asked(words)).unwrap();
        assert_eq!((companies(&page), page.count), (vec!["东部".to_owned()], Some(1)), "{words}");
        assert_eq!(platform.search_everywhere(&crm.east, words).unwrap().len(), 1, "{words}");
    }
    with_lead_form(platform, &crm.boss, |form| {
        form.grants.iter_mut().for_each(|grant| grant.hidden.push("phone".to_owned()));
    });
    // Nothing has come by to make the index anew.
    for words in ["38", "0138", "13800138000"] {
        let page = list(platform, &crm.east, asked(words)).unwrap();
        assert_eq!((companies(&page), page.count), (vec![], Some(0)), "{words}");
        assert!(platform.search_everywhere(&crm.east, words).unwrap().is_empty(), "{words}");
    }
    let page = list(platform, &crm.east, asked("东部")).unwrap();
    assert_eq!((companies(&page), page.count), (vec!["东部".to_owned()], Some(1)));
}

fn a_picker_tells_nothing_of_what_was_hidden_a_moment_ago(platform: &TestPlatform) {
    let crm = crm(platform);
    let values = json!({"name": "东部", "phone": "13800138000"});
    create(platform, &crm.east, "customer", values).unwrap();
    drain(platform).unwrap();
    let offered = |words: &str| {
        platform.pick_options(&crm.east, ("contact", "customer"), words).unwrap().len()
    };
    assert_eq!((offered("38"), offered("0138")), (1, 1));
    with_form(platform, &crm.boss, "customer", |form| {
        form.grants.iter_mut().for_each(|grant| grant.hidden.push("phone".to_owned()));
    });
    // Nothing has come by to make the index anew.
    assert_eq!((offered("38"), offered("0138"), offered("东部")), (0, 0, 1));
}
