//! Properties over random well-typed trees.

mod support;

use formula::check::type_of;
use formula::{Type, bind, evaluate, filter, matches, text};
use model::Expr;
use proptest::prelude::*;
use support::World;
use support::trees::Fields;

fn has_context(expr: &Expr) -> bool {
    match expr {
        Expr::Context(_) => true,
        Expr::Call(_, args) => args.iter().any(has_context),
        _ => false,
    }
}

#[test]
fn what_is_printed_reads_as_the_same_tree() {
    let world = World::load();
    let names = world.names();
    proptest!(ProptestConfig::with_cases(1500), |(expr in Fields::of(&world).condition(4))| {
        let printed = text::print(&expr, &names).unwrap();
        let again = text::parse(&printed, &names);
        prop_assert_eq!(again.map(|t| t.expr), Ok(expr), "{}", printed);
    });
}

#[test]
fn a_filter_that_can_be_written_reads_as_the_same_tree() {
    let world = World::load();
    let names = world.names();
    proptest!(ProptestConfig::with_cases(1000), |(expr in Fields::of(&world).condition(2))| {
        if let Some(json) = filter::render(&expr, &names) {
            prop_assert_eq!(filter::parse(&json, &names), Ok(expr), "{}", json);
        }
    });
}

#[test]
fn binding_leaves_no_fact_open_and_keeps_the_type() {
    let world = World::load();
    let names = world.names();
    proptest!(ProptestConfig::with_cases(500), |(expr in Fields::of(&world).condition(3))| {
        prop_assert_eq!(type_of(&expr, &names), Ok(Type::Bool));
        let bound = bind(&expr, &world.binding);
        prop_assert!(!has_context(&bound));
    });
}

#[test]
fn a_condition_is_true_or_false_and_not_turns_it_round() {
    let world = World::load();
    let fields = Fields::of(&world);
    let tree_and_row = (fields.condition(3), fields.row());
    proptest!(ProptestConfig::with_cases(1000), |((expr, row) in tree_and_row)| {
        let bound = bind(&expr, &world.binding);
        let not = Expr::call(model::Function::Not, [bound.clone()]);
        prop_assert_ne!(matches(&bound, &row), matches(&not, &row));
    });
}

#[test]
fn a_comparison_that_is_turned_for_an_index_says_the_same() {
    let world = World::load();
    let fields = Fields::of(&world);
    let case = (fields.turned(), fields.row(), any::<bool>());
    proptest!(ProptestConfig::with_cases(4000), |(((function, left, literal, field), row, flip) in case)| {
        let Expr::Field(path) = &field else { panic!("not a field") };
        // Against a field with the same value nothing is turned.
        let mut beside = row;
        beside.0.insert(support::key(path), (path.clone(), literal.clone()));
        let compare = |right: Expr| {
            let args = if flip { [right, left.clone()] } else { [left.clone(), right] };
            matches(&bind(&Expr::call(function, args), &world.binding), &beside)
        };
        prop_assert_eq!(compare(Expr::Value(literal)), compare(field), "{:?} {:?}", function, left);
    });
}

#[test]
fn numbers_and_texts_of_any_tree_are_within_the_rule_book() {
    let world = World::load();
    let fields = Fields::of(&world);
    let trees_and_row = (fields.number(4), fields.text(3), fields.row());
    proptest!(ProptestConfig::with_cases(1000), |((number, text, row) in trees_and_row)| {
        match evaluate(&bind(&number, &world.binding), &row).into_owned() {
            model::Value::Number(n) => prop_assert!(n.normalize().mantissa().abs() < 10_i128.pow(28)),
            other => prop_assert!(other.is_null()),
        }
        match evaluate(&bind(&text, &world.binding), &row).into_owned() {
            model::Value::Text(t) => prop_assert!(!t.is_empty()),
            other => prop_assert!(other.is_null()),
        }
    });
}

#[test]
fn no_text_makes_the_reader_panic() {
    let world = World::load();
    let names = world.names();
    let words = prop_oneof![
        Just("IF(".to_owned()),
        Just("AND(".to_owned()),
        Just(")".to_owned()),
        Just(",".to_owned()),
        Just("{qty}".to_owned()),
        Just("{nope}".to_owned()),
        Just("“x”".to_owned()),
        Just("\"".to_owned()),
        Just("-".to_owned()),
        Just("<>".to_owned()),
        Just("1.5".to_owned()),
        Just("＝".to_owned()),
        Just("IN(".to_owned()),
        Just("WITHIN(".to_owned()),
        Just("DATE(".to_owned()),
        "\\PC{0,3}",
    ];
    let source = prop::collection::vec(words, 0..40).prop_map(|w| w.concat());
    proptest!(ProptestConfig::with_cases(3000), |(source in source)| {
        if let Err(rejection) = text::parse(&source, &names) {
            let end = |name: &str| rejection.params.get(name).and_then(serde_json::Value::as_u64);
            let (offset, length) = (end("offset").unwrap(), end("length").unwrap());
            prop_assert!(offset + length <= source.chars().count() as u64, "{:?}", rejection);
        }
    });
}
