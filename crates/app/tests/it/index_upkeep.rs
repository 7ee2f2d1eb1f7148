//! Indexes that were made from use go when nobody's lists use them any more.

use jiff::SignedDuration;
use model::{FieldRef, SystemField};
use serde_json::json;
use store::schema::{self, IndexSpec};
use testkit::{TestPlatform, both_databases};

use crate::crm::{crm, list};

both_databases! {
    an_index_that_no_list_asks_for_is_dropped_after_a_month,
    the_definitions_own_indexes_stay,
}

fn indexes(platform: &TestPlatform) -> Vec<String> {
    let catalog = platform.catalog().unwrap();
    let table = catalog.table(catalog.form("lead").unwrap().id).unwrap();
    let mut names = platform
        .store()
        .read(|read| Ok::<_, store::Error>(schema::list_indexes(read, table)?))
        .unwrap();
    names.sort();
    names
}

/// An index as slow lists have one made; its name.
fn learn(platform: &TestPlatform, fields: &[FieldRef]) -> String {
    let catalog = platform.catalog().unwrap();
    let table = catalog.table(catalog.form("lead").unwrap().id).unwrap().clone();
    let spec = IndexSpec { fields: fields.to_vec() };
    let name = spec.name(&table).unwrap();
    platform.store().write(move |tx| Ok(schema::add_index(tx, &table, &spec)?)).unwrap();
    name
}

fn field(platform: &TestPlatform, code: &str) -> FieldRef {
    platform.catalog().unwrap().form("lead").unwrap().field(code).unwrap().id.into()
}

fn an_index_that_no_list_asks_for_is_dropped_after_a_month(platform: &TestPlatform) {
    let crm = crm(platform);
    let asked = learn(platform, &[field(platform, "rating"), SystemField::CreatedAt.into()]);
    let unused = learn(platform, &[field(platform, "amount")]);
    let days = |n: i64| platform.clock.advance(SignedDuration::from_hours(24 * n));
    platform.purge_expired().unwrap();
    days(20);
    let filter = json!({"and": [{"field": "rating", "op": "eq", "value": "a"}]});
    let sort = json!([{"field": "created_at", "descending": true}]);
    list(platform, &crm.boss, json!({"filter": filter, "sort": sort})).unwrap();
    platform.purge_expired().unwrap();
    assert!(indexes(platform).contains(&unused), "a month is not over");
    days(11);
    platform.purge_expired().unwrap();
    assert!(!indexes(platform).contains(&unused));
    assert!(indexes(platform).contains(&asked));
    days(31);
    platform.purge_expired().unwrap();
    assert!(!indexes(platform).contains(&asked));
}

fn the_definitions_own_indexes_stay(platform: &TestPlatform) {
    crm(platform);
    let before = indexes(platform);
    assert!(!before.is_empty());
    for _ in 0..3 {
        platform.purge_expired().unwrap();
        platform.clock.advance(SignedDuration::from_hours(24 * 40));
    }
    assert_eq!(indexes(platform), before);
}
