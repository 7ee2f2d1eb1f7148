//! A search index that an earlier program made by another rule is made anew when a node starts.

use std::sync::Arc;

use app::Platform;
use app::backup::{Bytes, restore};
use app::runtime::drain;
use engines::forms::{Sought, SoughtBy};
use model::job::JobState;
use serde_json::json;
use store::records::find_many;
use store::{Store, query, settings};
use testkit::{TestDatabase, TestPlatform, both_databases};

use crate::crm::{companies, crm, lead, list, with_lead_form};

both_databases! {
    an_index_that_holds_what_is_hidden_is_made_anew_and_tells_nothing_until_then,
    an_index_of_this_program_is_left_as_it_is,
    what_a_backup_is_restored_to_has_its_index_made_by_this_program,
}

/// What an earlier program left: grams of a field that is hidden from somebody, and no word of its rule.
fn left_by_an_earlier_program(platform: &TestPlatform, record: model::RecordId, text: &str) {
    let catalog = platform.catalog().unwrap();
    let form = catalog.form("lead").unwrap().id;
    let table = catalog.table(form).unwrap().clone();
    let sought = [
        Sought { text: "东部".into(), by: SoughtBy::Sound },
        Sought { text: text.into(), by: SoughtBy::Digits },
    ];
    let grams = engines::search::index(&sought).grams;
    let write = move |tx: &mut store::Tx<'_>| {
        let rows = find_many(tx, &table, &[record], &[])?;
        settings::save(tx, &format!("search_rule:{form}"), &1)?;
        Ok(query::index_grams(tx, &table, &[(rows[0].key, grams.clone())])?)
    };
    platform.store().write(write).unwrap();
}

fn an_index_that_holds_what_is_hidden_is_made_anew_and_tells_nothing_until_then(
    platform: &TestPlatform,
) {
    let crm = crm(platform);
    let done =
        lead(platform, &crm.east, json!({"company": "东部", "phone": "13800138000"})).unwrap();
    with_lead_form(platform, &crm.boss, |form| {
        form.grants.iter_mut().for_each(|grant| grant.hidden.push("phone".to_owned()));
    });
    drain(platform).unwrap();
    left_by_an_earlier_program(platform, done.receipts[0].record.unwrap(), "+8613800138000");
    let found = |who, words: &str| {
        let page = list(platform, who, json!({"search": words, "count": "exact"})).unwrap();
        assert_eq!(page.count, i64::try_from(page.items.len()).ok(), "{words}");
        let hits = platform.search_everywhere(who, words).unwrap();
        assert_eq!(hits.len(), page.items.len(), "{words}");
        companies(&page)
    };
    assert_eq!(found(&crm.boss, "38"), ["东部"], "the index holds it");
    for words in ["38", "0138", "13800138000"] {
        assert_eq!(found(&crm.east, words), [""; 0], "{words}");
    }
    assert_eq!(found(&crm.east, "东部"), ["东部"]);
    assert_eq!(platform.renew_old_search().unwrap(), 1);
    assert_eq!(platform.renew_old_search().unwrap(), 0, "it is on its way");
    drain(platform).unwrap();
    assert_eq!(found(&crm.boss, "38"), [""; 0]);
    assert_eq!(found(&crm.boss, "东部"), ["东部"]);
    assert_eq!(platform.renew_old_search().unwrap(), 0);
    let jobs = platform.list_jobs(&crm.boss).unwrap();
    assert!(jobs.iter().all(|job| job.state == JobState::Done), "{jobs:?}");
}

fn an_index_of_this_program_is_left_as_it_is(platform: &TestPlatform) {
    let crm = crm(platform);
    drain(platform).unwrap();
    assert_eq!(platform.renew_old_search().unwrap(), 0, "new forms are noted as they come");
    with_lead_form(platform, &crm.boss, |form| {
        form.fields.iter_mut().find(|f| f.code == "email").unwrap().search = Some(false);
    });
    drain(platform).unwrap();
    assert_eq!(platform.renew_old_search().unwrap(), 0);
}

fn what_a_backup_is_restored_to_has_its_index_made_by_this_program(platform: &TestPlatform) {
    let crm = crm(platform);
    let done = lead(platform, &crm.east, json!({"company": "东部"})).unwrap();
    drain(platform).unwrap();
    left_by_an_earlier_program(platform, done.receipts[0].record.unwrap(), "+8613800138000");
    let (mut backup, target) = (Vec::new(), TestDatabase::sqlite());
    platform.backup("0.1.0", &mut backup).unwrap();
    restore(target.location(), platform.ports(), Bytes::Kept, &mut &*backup).unwrap();
    let store = Arc::new(Store::open(target.location().clone()).unwrap());
    let other = Platform::open(store, platform.ports().clone()).unwrap();
    assert_eq!(other.renew_old_search().unwrap(), 0);
    assert_eq!(other.search_everywhere(&crm.boss, "东部").unwrap().len(), 1);
    assert_eq!(platform.renew_old_search().unwrap(), 1, "the one it was taken from is as it was");
}
