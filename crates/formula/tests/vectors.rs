//! The rule-book as data: `vectors.json` against the reader, the checker, the binder and the evaluator.

mod support;

use formula::{bind, evaluate, filter, matches, text};
use model::Expr;
use support::{Vector, World, show};

fn read(world: &World, vector: &Vector) -> Result<Expr, Vec<model::Rejection>> {
    let names = world.names();
    match (&vector.formula, &vector.filter) {
        (Some(source), None) => text::parse(source, &names).map(|t| t.expr).map_err(|r| vec![r]),
        (None, Some(json)) => filter::parse(json, &names).map_err(|r| r.0),
        _ => panic!("neither formula nor filter: {vector:?}"),
    }
}

fn problem(world: &World, vector: &Vector) -> Option<String> {
    match (read(world, vector), &vector.error) {
        (Ok(expr), None) => {
            let bound = bind(&expr, &world.binding);
            let row = world.row(vector);
            let found = match vector.filter {
                Some(_) => matches(&bound, &row).into(),
                None => show(&evaluate(&bound, &row)),
            };
            (found != vector.is).then(|| format!("gives {found}\n  {bound:?}"))
        }
        (Err(found), Some(expected)) => {
            let first = &found[0];
            let at = first
                .params
                .get("offset")
                .and_then(serde_json::Value::as_u64)
                .zip(first.params.get("length").and_then(serde_json::Value::as_u64));
            let agrees = first.code == expected.code
                && (expected.field.is_none() || expected.field == first.field)
                && (expected.at.is_none() || expected.at == at);
            (!agrees).then(|| format!("refused as {found:?}"))
        }
        (Ok(expr), Some(_)) => Some(format!("is accepted: {expr:?}")),
        (Err(found), None) => Some(format!("is refused: {found:?}")),
    }
}

#[test]
fn every_vector_gives_what_the_rule_book_says() {
    let world = World::load();
    let problems: Vec<String> = world
        .vectors
        .iter()
        .filter_map(|v| problem(&world, v).map(|p| format!("{v:?}\n  {p}")))
        .collect();
    assert!(problems.is_empty(), "{} wrong:\n{}", problems.len(), problems.join("\n"));
    assert!(world.vectors.len() >= 250, "only {} vectors", world.vectors.len());
}

#[test]
fn every_accepted_vector_survives_being_written_and_read() {
    let world = World::load();
    let names = world.names();
    for vector in world.vectors.iter().filter(|v| v.error.is_none()) {
        let expr = read(&world, vector).unwrap();
        let printed = text::print(&expr, &names).unwrap();
        let again = text::parse(&printed, &names);
        assert_eq!(again.map(|t| t.expr), Ok(expr.clone()), "{printed}");
        if let Some(json) = &vector.filter {
            let rendered = filter::render(&expr, &names)
                .unwrap_or_else(|| panic!("{json} cannot be written back"));
            assert_eq!(filter::parse(&rendered, &names).unwrap(), expr, "{rendered}");
        }
    }
}

#[test]
fn every_function_stands_in_the_documentation() {
    let document = include_str!("../../../docs/formula.md");
    for line in formula::functions::TABLE {
        let operator = line.doc.starts_with("a ") || line.doc.starts_with('-');
        assert!(operator || document.contains(&format!("`{}", line.name)), "{}", line.name);
    }
}
