//! What search finds follows from what is written.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use app::reactors::{Happened, Prepared, Reactor, SearchIndex, Turn};
use app::runtime::{Reacting, drain};
use app::{Catalog, Error};
use model::Command;
use model::job::JobState;
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use crate::bulk::many_leads;
use crate::crm::{change, companies, crm, lead, list, new_lead, read};

both_databases! {
    new_words_are_found_and_old_ones_are_not,
    the_recycle_bin_is_left_out_and_comes_back,
    an_import_is_found,
    a_record_that_changes_while_its_words_are_made_is_found_by_the_new_ones,
    what_only_has_the_same_pairs_of_characters_is_not_found,
    what_only_looks_like_the_words_is_counted_and_summed_nowhere,
    more_hits_than_can_be_sorted_come_newest_first_and_say_so,
    hits_out_of_sight_have_no_say_in_the_order,
    a_field_that_becomes_searchable_is_found_in_old_records,
    a_hit_says_by_which_field_it_was_found,
    what_is_called_so_comes_before_newer_hits,
}

fn found(platform: &TestPlatform, who: &app::Who, words: &str) -> Vec<String> {
    drain(platform).unwrap();
    companies(&list(platform, who, json!({"search": words})).unwrap())
}

fn new_words_are_found_and_old_ones_are_not(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = new_lead(platform, &crm.east, "海达机械");
    assert_eq!(found(platform, &crm.east, "海达"), ["海达机械"]);
    change(platform, &crm.east, (view.id, 1), json!({"company": "远航重工"})).unwrap();
    assert_eq!(found(platform, &crm.east, "海达"), [""; 0]);
    assert_eq!(found(platform, &crm.east, "yuanhang"), ["远航重工"]);
    change(platform, &crm.east, (view.id, 2), json!({"phone": "13800138000"})).unwrap();
    assert_eq!(found(platform, &crm.east, "0138"), ["远航重工"]);
    assert_eq!(found(platform, &crm.west, "远航"), [""; 0], "out of sight is not found");
}

fn the_recycle_bin_is_left_out_and_comes_back(platform: &TestPlatform) {
    let crm = crm(platform);
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let view = new_lead(platform, &crm.east, "海达机械");
    drain(platform).unwrap();
    let trash = Command::TrashRecord { form, id: view.id, base_rev: None };
    platform.execute(&crm.east, trash).unwrap();
    assert_eq!(found(platform, &crm.east, "海达"), [""; 0]);
    platform.execute(&crm.east, Command::RestoreRecord { form, id: view.id }).unwrap();
    assert_eq!(found(platform, &crm.east, "海达"), ["海达机械"]);
}

fn an_import_is_found(platform: &TestPlatform) {
    let crm = crm(platform);
    many_leads(platform, 500, &[]);
    many_leads(platform, 250, &[]);
    assert_eq!(found(platform, &crm.boss, "批量499"), ["批量499"]);
    assert_eq!(found(platform, &crm.boss, "批量249").len(), 2);
}

/// The search index, and somebody who acts once its words are made and before they are written.
struct Overtaken {
    index: SearchIndex,
    act: Mutex<Option<Box<dyn FnOnce() + Send>>>,
    is_told: AtomicBool,
}

impl Reactor for Overtaken {
    fn name(&self) -> &'static str {
        self.index.name()
    }

    fn wants(&self, catalog: &Catalog, change: &Happened) -> bool {
        self.index.wants(catalog, change)
    }

    fn prepare(&self, catalog: &Catalog, changes: &[Happened]) -> Prepared {
        let prepared = self.index.prepare(catalog, changes);
        if let Some(act) = self.act.lock().unwrap().take() {
            act();
            self.is_told.store(true, Ordering::SeqCst);
        }
        prepared
    }

    fn react(&self, turn: &mut Turn<'_, '_>, changes: &[Happened]) -> Result<(), Error> {
        self.index.react(turn, changes)
    }
}

fn a_record_that_changes_while_its_words_are_made_is_found_by_the_new_ones(
    platform: &TestPlatform,
) {
    let crm = crm(platform);
    drain(platform).unwrap();
    let kept = new_lead(platform, &crm.east, "瑞丰食品");
    let renamed = new_lead(platform, &crm.east, "海达机械");
    let trashed = new_lead(platform, &crm.east, "金石建材");
    let (node, east) = (platform.another_node(), crm.east.clone());
    let act = move || {
        let values = json!({"company": "远航重工"});
        let (form, values) =
            node.read_values(&east, "lead", (values.as_object().unwrap(), false)).unwrap();
        let rename = Command::UpdateRecord { form, id: renamed.id, base_rev: 1, values };
        node.execute(&east, rename).unwrap();
        let trash = Command::TrashRecord { form, id: trashed.id, base_rev: None };
        node.execute(&east, trash).unwrap();
    };
    let overtaken = Arc::new(Overtaken {
        index: SearchIndex,
        act: Mutex::new(Some(Box::new(act))),
        is_told: AtomicBool::new(false),
    });
    // One turn: what comes behind would put right what this one got wrong.
    Reacting::new(overtaken.clone()).turn(platform);
    assert!(overtaken.is_told.load(Ordering::SeqCst));
    let now = |words| companies(&list(platform, &crm.east, json!({"search": words})).unwrap());
    assert_eq!(now("瑞丰"), [read(platform, &crm.east, kept.id).title]);
    assert_eq!(now("远航"), ["远航重工"]);
    assert_eq!(now("海达"), [""; 0]);
    assert_eq!(now("金石"), [""; 0]);
}

fn what_only_has_the_same_pairs_of_characters_is_not_found(platform: &TestPlatform) {
    let crm = crm(platform);
    for company in ["海达机械", "海达一达机", "达机海达", "海达二达机"] {
        new_lead(platform, &crm.east, company);
    }
    assert_eq!(found(platform, &crm.east, "海达机"), ["海达机械"]);
    let few = json!({"search": "海达机", "size": 1, "fields": ["company"]});
    let page = list(platform, &crm.east, few).unwrap();
    assert_eq!(companies(&page), ["海达机械"], "a page is filled from behind what was left out");
    assert_eq!(found(platform, &crm.east, "海达").len(), 4);
}

fn what_only_looks_like_the_words_is_counted_and_summed_nowhere(platform: &TestPlatform) {
    let crm = crm(platform);
    // The letters of 信利大连 hold every three of `xinlian`, and never all of them together.
    for company in ["信利大连", "鑫联一厂", "信利大连二厂", "鑫联二厂", "鑫联三厂"]
    {
        lead(platform, &crm.east, json!({"company": company, "amount": 100})).unwrap();
    }
    drain(platform).unwrap();
    let page = |more: serde_json::Value| {
        let mut wanted = json!({"search": "xinlian", "sort": [{"field": "company"}], "size": 2});
        wanted.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        list(platform, &crm.east, wanted).unwrap()
    };
    for mode in ["exact", "estimate"] {
        let first = page(json!({"count": mode}));
        assert_eq!((first.items.len(), first.count), (2, Some(3)), "{mode}");
        assert_eq!(
            page(json!({"count": mode, "size": 10})).count,
            Some(3),
            "{mode}, all on a page"
        );
    }
    let last = page(json!({"at": 2}));
    assert_eq!((last.items.len(), last.next), (1, None));
    let wanted = json!({"search": "xinlian", "measures": [{"of": "count"}, {"of": "sum", "field": "amount"}]});
    let wanted = serde_json::from_value(wanted).unwrap();
    let (rows, _) = platform.aggregate_records(&crm.east, "lead", &wanted).unwrap();
    assert_eq!(rows[0].values, [json!(3), json!("300")]);
}

fn more_hits_than_can_be_sorted_come_newest_first_and_say_so(platform: &TestPlatform) {
    let crm = crm(platform);
    for _ in 0..10 {
        many_leads(platform, 499, &[]);
    }
    new_lead(platform, &crm.boss, "批量甲");
    let sorted = json!({"search": "批量", "sort": [{"field": "created_at"}]});
    drain(platform).unwrap();
    let page = list(platform, &crm.boss, sorted.clone()).unwrap();
    assert!(!page.newest_first);
    assert_eq!(companies(&page)[0], "批量0", "the oldest first, as asked");
    many_leads(platform, 10, &[]);
    let newest = found(platform, &crm.boss, "批量");
    let page = list(platform, &crm.boss, sorted).unwrap();
    assert!(page.newest_first);
    assert_eq!(companies(&page), newest);
    // The pages of a list that is narrowed keep one order, whichever of them is asked for.
    let few = json!({"field": "company", "op": "contains", "value": "批量"});
    let narrow = |more: serde_json::Value| {
        let mut wanted = json!({"search": "piliang", "sort": [{"field": "created_at"}], "size": 5,
            "filter": {"and": [few, {"field": "company", "op": "ends_with", "value": "9"}]}});
        wanted.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        list(platform, &crm.boss, wanted).unwrap()
    };
    let (first, second, both) =
        (narrow(json!({})), narrow(json!({"at": 5})), narrow(json!({"size": 10})));
    assert!(first.newest_first && second.newest_first);
    let pages = [companies(&first), companies(&second)].concat();
    assert_eq!(pages, companies(&both));
}

fn hits_out_of_sight_have_no_say_in_the_order(platform: &TestPlatform) {
    let crm = crm(platform);
    for company in ["批量东一", "批量东二"] {
        new_lead(platform, &crm.east, company);
    }
    for _ in 0..11 {
        many_leads(platform, 499, &[]);
    }
    drain(platform).unwrap();
    let sorted = json!({"search": "批量", "sort": [{"field": "created_at"}]});
    assert!(list(platform, &crm.boss, sorted.clone()).unwrap().newest_first);
    let page = list(platform, &crm.east, sorted).unwrap();
    assert!(!page.newest_first);
    assert_eq!(companies(&page), ["批量东一", "批量东二"]);
}

fn a_field_that_becomes_searchable_is_found_in_old_records(platform: &TestPlatform) {
    let crm = crm(platform);
    let mut form = platform.catalog().unwrap().form("lead").unwrap().clone();
    let set = |form: &mut model::Form, searched| {
        form.fields.iter_mut().find(|f| f.code == "email").unwrap().search = Some(searched);
    };
    set(&mut form, false);
    let version = form.version;
    platform.publish_form(&crm.boss, form.clone(), version).unwrap();
    lead(platform, &crm.east, json!({"company": "海达机械", "email": "zhang@haida.cn"})).unwrap();
    assert_eq!(found(platform, &crm.east, "zhang"), [""; 0]);
    set(&mut form, true);
    platform.publish_form(&crm.boss, form, version + 1).unwrap();
    assert_eq!(found(platform, &crm.east, "zhang"), ["海达机械"]);
    let jobs = platform.list_jobs(&crm.boss).unwrap();
    assert!(jobs.iter().all(|job| job.state == JobState::Done), "{jobs:?}");
    assert!(!jobs.is_empty());
}

fn a_hit_says_by_which_field_it_was_found(platform: &TestPlatform) {
    let crm = crm(platform);
    let values = json!({"company": "海达机械", "contact_name": "张伟", "phone": "13800138000"});
    lead(platform, &crm.east, values).unwrap();
    drain(platform).unwrap();
    let reason = |who: &app::Who, words: &str| -> Vec<Option<(String, &str, String)>> {
        let hits = platform.search_everywhere(who, words).unwrap().into_iter();
        hits.map(|hit| hit.because.map(|b| (b.field, b.by.word(), b.text))).collect()
    };
    let by = |field: &str, by, text: &str| vec![Some((field.to_owned(), by, text.to_owned()))];
    assert_eq!(reason(&crm.east, "海达"), [None], "the title says it");
    assert_eq!(reason(&crm.east, "haida"), by("company", "sound", "海达机械"));
    assert_eq!(reason(&crm.east, "0138"), by("phone", "digits", "+8613800138000"));
    assert_eq!(reason(&crm.east, "zhangwei"), by("contact_name", "sound", "张伟"));
    assert_eq!(reason(&crm.west, "0138"), [], "out of sight has no reasons either");
}

fn what_is_called_so_comes_before_newer_hits(platform: &TestPlatform) {
    let crm = crm(platform);
    for company in ["海达机械", "海达", "海达（天津）"] {
        new_lead(platform, &crm.east, company);
    }
    new_lead(platform, &crm.west, "海达");
    for n in 0..60 {
        new_lead(platform, &crm.east, &format!("青岛海达（天津）{n}号"));
    }
    drain(platform).unwrap();
    let titles = |who: &app::Who, words: &str| -> Vec<String> {
        let hits = platform.search_everywhere(who, words).unwrap().into_iter();
        hits.map(|hit| hit.record.title).collect()
    };
    let hits = titles(&crm.east, "海达");
    assert_eq!(hits[..4], ["海达", "海达（天津）", "海达机械", "青岛海达（天津）59号"]);
    assert_eq!(hits.len(), 8);
    assert_eq!(titles(&crm.east, " 海达(天津) ")[0], "海达（天津）", "whatever the brackets");
    assert_eq!(titles(&crm.west, "海达"), ["海达"], "nothing out of sight");
}
