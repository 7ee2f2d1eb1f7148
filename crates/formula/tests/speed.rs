//! A measure, not a test: `cargo test --release -p formula --test speed -- --ignored --nocapture`.

mod support;

use std::time::Instant;

use formula::{bind, evaluate, text};
use support::{Vector, World};

#[test]
#[ignore = "a measure: prints nanoseconds"]
fn nanoseconds_a_record() {
    let world = World::load();
    let row = r#"{"row": {"price": "2000", "qty": "2", "stage": "won", "name": "华星制造", "at": "2026-11-21T00:00:00Z"}}"#;
    let row = world.row(&serde_json::from_str::<Vector>(row).unwrap());
    let values: Vec<_> = row.0.values().cloned().collect();
    // As a store would: borrowed values, found by position.
    let row = Borrowed(values);
    for source in [
        "{price}>1000",
        "AND({price}>1000,{stage}=\"won\")",
        "IF(AND({price}>1000,{stage}=\"won\"),ROUND({qty}*{price}*0.9,2),0)",
        "CONTAINS({name},\"制造\")",
        "WITHIN({at},\"this_week\")",
        "DATE({at})",
    ] {
        let tree = bind(&text::parse(source, &world.names()).unwrap().expr, &world.binding);
        let rounds = 200_000_u32;
        let start = Instant::now();
        for _ in 0..rounds {
            std::hint::black_box(evaluate(&tree, &row));
        }
        println!("{:>6} ns  {source}", start.elapsed().as_nanos() / u128::from(rounds));
    }
    let source = "IF(AND({price}>1000,{stage}=\"won\"),ROUND({qty}*{price}*0.9,2),0)";
    let start = Instant::now();
    for _ in 0..20_000 {
        std::hint::black_box(text::parse(source, &world.names()).unwrap());
    }
    println!("{:>6} ns  to read the third", start.elapsed().as_nanos() / 20_000);
}

struct Borrowed(Vec<(model::FieldPath, model::Value)>);

impl formula::Row for Borrowed {
    fn value(&self, path: &model::FieldPath) -> std::borrow::Cow<'_, model::Value> {
        match self.0.iter().find(|(p, _)| p == path) {
            Some((_, value)) => std::borrow::Cow::Borrowed(value),
            None => std::borrow::Cow::Owned(model::Value::Null),
        }
    }
}
