//! What is called as somebody wrote is found first, by its title or by another name.

use app::Who;
use app::runtime::drain;
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use crate::bulk::many_leads;
use crate::crm::{create, crm, new_lead, with_form};

both_databases! {
    a_record_is_found_by_its_other_names_and_says_so,
    another_name_that_is_what_was_written_comes_first,
    what_is_called_so_comes_first_however_many_hold_the_words,
    a_field_that_becomes_a_name_is_found_by_sound_in_old_records,
    a_picker_offers_what_is_called_so_first,
    a_title_comes_before_any_number_of_other_names,
    a_piece_of_very_many_names_is_looked_up_without_sorting_them,
    accents_are_not_needed_to_find_a_name,
}

fn customer(platform: &TestPlatform, who: &Who, name: &str, short: &str) {
    create(platform, who, "customer", json!({"name": name, "short_name": short})).unwrap();
}

/// Titles of what some words find, each with why.
fn hits(platform: &TestPlatform, who: &Who, words: &str) -> Vec<(String, Option<String>)> {
    let hits = platform.search_everywhere(who, words).unwrap().into_iter();
    let why = |b: app::queries::FoundBy| format!("{} {} {}", b.field, b.by.word(), b.text);
    hits.map(|hit| (hit.record.title, hit.because.map(why))).collect()
}

fn titles(platform: &TestPlatform, who: &Who, words: &str) -> Vec<String> {
    hits(platform, who, words).into_iter().map(|(title, _)| title).collect()
}

fn a_record_is_found_by_its_other_names_and_says_so(platform: &TestPlatform) {
    let crm = crm(platform);
    customer(platform, &crm.east, "青岛重工装备有限公司", "海达、QZ Heavy");
    customer(platform, &crm.west, "海纳百川", "");
    drain(platform).unwrap();
    let by = |how: &str, name: &str| {
        let why = format!("short_name {how} {name}");
        vec![("青岛重工装备有限公司".to_owned(), Some(why))]
    };
    let asked = [
        ("海达", "words", "海达"),
        ("haida", "sound", "海达"),
        ("qz heavy", "words", "QZ Heavy"),
        ("qz", "words", "QZ Heavy"),
    ];
    for (words, how, name) in asked {
        assert_eq!(hits(platform, &crm.east, words), by(how, name), "{words}");
        let request =
            app::queries::ListRequest { search: Some(words.into()), ..Default::default() };
        let list = platform.list_records(&crm.east, "customer", &request).unwrap();
        let why = list.found_by[0].clone().map(|b| format!("{} {}", b.field, b.by.word()));
        assert_eq!(why, Some(format!("short_name {how}")), "{words}");
    }
    assert_eq!(hits(platform, &crm.east, "青岛重工")[0].1, None, "the title says it");
    assert_eq!(titles(platform, &crm.west, "海达"), [""; 0], "out of sight");
    with_form(platform, &crm.boss, "customer", |form| {
        form.grants.iter_mut().for_each(|grant| grant.hidden.push("short_name".to_owned()));
    });
    assert_eq!(titles(platform, &crm.east, "海达"), [""; 0], "hidden a moment ago");
}

fn another_name_that_is_what_was_written_comes_first(platform: &TestPlatform) {
    let crm = crm(platform);
    customer(platform, &crm.east, "青岛重工", "青重，海达");
    customer(platform, &crm.east, "海达", "");
    customer(platform, &crm.east, "烟台港机", "海达重机");
    for n in 0..60 {
        customer(platform, &crm.east, &format!("新海达{n}号"), "");
    }
    drain(platform).unwrap();
    let found = titles(platform, &crm.east, "海达");
    assert_eq!(found[..2], ["海达", "青岛重工"], "a title, then another name");
    assert_eq!(found[2..4], ["烟台港机", "新海达59号"], "a name that begins so, then the newest");
}

fn what_is_called_so_comes_first_however_many_hold_the_words(platform: &TestPlatform) {
    let crm = crm(platform);
    new_lead(platform, &crm.west, "批量");
    new_lead(platform, &crm.east, "批量");
    for _ in 0..11 {
        many_leads(platform, 499, &[]);
    }
    drain(platform).unwrap();
    let found = titles(platform, &crm.boss, " 批 量");
    assert_eq!(found[..2], ["批量", "批量"]);
    assert_eq!((found.len(), found[2].as_str()), (8, "批量498"));
    let found = titles(platform, &crm.east, "批量");
    assert_eq!(found.iter().filter(|title| *title == "批量").count(), 1, "nothing out of sight");
}

fn a_field_that_becomes_a_name_is_found_by_sound_in_old_records(platform: &TestPlatform) {
    let crm = crm(platform);
    let means = |meaning| {
        with_form(platform, &crm.boss, "customer", |form| {
            let field = form.fields.iter_mut().find(|f| f.code == "region").unwrap();
            let kind = json!({"type": "text", "max": 100, "meaning": meaning});
            field.kind = serde_json::from_value(kind).unwrap();
        });
    };
    means(json!(null));
    let values = json!({"name": "青岛重工", "region": "海达"});
    create(platform, &crm.east, "customer", values).unwrap();
    drain(platform).unwrap();
    assert_eq!(titles(platform, &crm.east, "haida"), [""; 0]);
    means(json!("alias"));
    drain(platform).unwrap();
    assert_eq!(titles(platform, &crm.east, "haida"), ["青岛重工"]);
}

fn a_picker_offers_what_is_called_so_first(platform: &TestPlatform) {
    let crm = crm(platform);
    customer(platform, &crm.east, "海达", "");
    customer(platform, &crm.east, "青岛重工", "HD");
    for n in 0..60 {
        customer(platform, &crm.east, &format!("新海达{n}号 HD"), "");
    }
    drain(platform).unwrap();
    let offered = |words: &str| -> Vec<String> {
        let options = platform.pick_options(&crm.east, ("contact", "customer"), words).unwrap();
        options.into_iter().map(|option| option.title).collect()
    };
    assert_eq!(offered("海达")[..2], ["海达", "新海达59号 HD"]);
    assert_eq!(offered("hd")[0], "青岛重工");
    assert_eq!((offered("海达").len(), offered("").len()), (20, 20));
}

fn a_title_comes_before_any_number_of_other_names(platform: &TestPlatform) {
    let crm = crm(platform);
    customer(platform, &crm.east, "海达", "");
    for n in 0..60 {
        customer(platform, &crm.east, &format!("青岛{n}号"), "海达");
    }
    drain(platform).unwrap();
    let found = titles(platform, &crm.east, "海达");
    assert_eq!((found.len(), found[0].as_str()), (8, "海达"));
    assert_eq!(found[1], "青岛59号", "then the newest of those that are called so besides");
}

fn a_piece_of_very_many_names_is_looked_up_without_sorting_them(platform: &TestPlatform) {
    let crm = crm(platform);
    customer(platform, &crm.east, "Co", "");
    for n in 0..60 {
        customer(platform, &crm.east, &format!("青岛{n}号"), &format!("Haida{n} Co"));
    }
    drain(platform).unwrap();
    let found = titles(platform, &crm.east, "co");
    assert_eq!(
        (found[0].as_str(), found[1].as_str()),
        ("Co", "青岛59号"),
        "the newest, not by title"
    );
}

fn accents_are_not_needed_to_find_a_name(platform: &TestPlatform) {
    let crm = crm(platform);
    customer(platform, &crm.east, "Müller Maschinen", "Zoë Johnson、Renée");
    customer(platform, &crm.east, "Straße", "");
    drain(platform).unwrap();
    for (words, wanted) in [
        ("muller", "Müller Maschinen"),
        ("MÜLLER", "Müller Maschinen"),
        ("zoe johnson", "Müller Maschinen"),
        ("renee", "Müller Maschinen"),
        ("strasse", "Straße"),
    ] {
        assert_eq!(titles(platform, &crm.east, words), [wanted], "{words}");
        let request =
            app::queries::ListRequest { search: Some(words.into()), ..Default::default() };
        let list = platform.list_records(&crm.east, "customer", &request).unwrap();
        assert_eq!(list.items.len(), 1, "{words} in the list");
    }
    let why = hits(platform, &crm.east, "renee")[0].1.clone();
    assert_eq!(why.as_deref(), Some("short_name words Renée"));
    for n in 0..60 {
        customer(platform, &crm.east, &format!("Muller {n}"), "Renee's");
    }
    customer(platform, &crm.east, "Müller", "");
    for n in 60..120 {
        customer(platform, &crm.east, &format!("Muller {n}"), "Renee's");
    }
    drain(platform).unwrap();
    assert_eq!(titles(platform, &crm.east, "muller")[0], "Müller", "called so but for the accent");
    assert_eq!(titles(platform, &crm.east, "renée")[0], "Müller Maschinen");
}
