//! Texts that break careless programs are only texts in questions too: each finds the record that holds it, or is
//! refused in words, and never breaks a database.

use app::queries::ListRequest;
use app::runtime::drain;
use model::RecordId;
use serde_json::{Value as Json, json};
use store::Error;
use testkit::{TestPlatform, both_databases};

use crate::crm::{crm, lead};
use crate::imports::kit::sample;

both_databases! {
    every_naughty_text_can_be_asked_for,
}

fn every_naughty_text_can_be_asked_for(platform: &TestPlatform) {
    let Some(bytes) = sample("blns.json") else { return };
    let strings: Vec<String> = serde_json::from_slice(&bytes).unwrap();
    let boss = crm(platform).boss;
    let mut held: Vec<(RecordId, &String)> = Vec::new();
    for (n, text) in strings.iter().enumerate() {
        let values = json!({"company": format!("公司{n}"), "need": text});
        let id = lead(platform, &boss, values).unwrap().receipts[0].record.unwrap();
        held.push((id, text));
    }
    drain(platform).unwrap();
    let ask = |request: Json| {
        let request: ListRequest = serde_json::from_value(request).unwrap();
        match platform.list_records(&boss, "lead", &request) {
            Ok(page) => Some(page.items.iter().map(|item| item.id).collect::<Vec<_>>()),
            Err(Error::Rejected(_)) => None,
            Err(fault) => panic!("{request:?}: {fault}"),
        }
    };
    let condition = |op: &str, text: &str| {
        ask(json!({"size": 500, "filter": {"field": "need", "op": op, "value": text}}))
    };
    assert!(held.len() > 480, "{}", held.len());
    for (id, text) in held.into_iter().filter(|(_, text)| !text.is_empty()) {
        assert!(condition("eq", text).is_none_or(|found| found.contains(&id)), "{text:?}");
        for op in ["contains", "starts_with"] {
            assert!(condition(op, text).is_none_or(|found| found.contains(&id)), "{op} {text:?}");
        }
        ask(json!({"search": text}));
        platform.search_everywhere(&boss, text).map(drop).or_else(only_refused).unwrap();
    }
}

fn only_refused(error: Error) -> Result<(), Error> {
    if matches!(error, Error::Rejected(_)) { Ok(()) } else { Err(error) }
}
