//! Random well-typed trees over the forms of the vectors, and random rows for them.

use formula::Names;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use model::expr::{Context, Period, Unit};
use model::{Expr, FieldPath, Function, OptionId, Value};
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use super::{Values, World, key, record, user};

type Tree = BoxedStrategy<Expr>;

/// Field paths by what they hold.
#[derive(Clone)]
pub struct Fields {
    text: Vec<Expr>,
    number: Vec<Expr>,
    bool: Vec<Expr>,
    date: Vec<Expr>,
    instant: Vec<Expr>,
    option: Vec<(Expr, Vec<OptionId>)>,
    set: Vec<(Expr, Vec<OptionId>)>,
    person: Vec<Expr>,
    files: Vec<Expr>,
}

/// The texts that break naive SQL, and some that do not.
const TEXTS: [&str; 22] = [
    "a",
    "A",
    "abc",
    "ABC",
    "aBc d",
    "%",
    "a%c",
    "_",
    "\\",
    "'",
    "\"",
    "$1",
    "É",
    "é",
    "汉字",
    "华星制造",
    "😀",
    "\u{3000}x ",
    "\tx",
    "ß",
    "İ",
    "0",
];

fn text_value() -> BoxedStrategy<String> {
    prop_oneof![
        4 => select(TEXTS.to_vec()).prop_map(str::to_owned),
        1 => (select(TEXTS.to_vec()), select(TEXTS.to_vec())).prop_map(|(a, b)| format!("{a}{b}")),
        1 => "[^\u{0}]{1,8}",
    ]
    .boxed()
}

fn decimal(scale: u32) -> BoxedStrategy<Decimal> {
    let most = 10_i64.pow(18) - 1;
    prop_oneof![
        4 => -300_i64..300,
        1 => -most..=most,
        1 => select(vec![0, 1, -1, most, -most, 10_i64.pow(17), 5, 50, 500]),
    ]
    .prop_map(move |n| Decimal::new(n, scale))
    .boxed()
}

fn day() -> BoxedStrategy<Date> {
    prop_oneof![
        6 => (-40_i64..40).prop_map(|n| {
            date(2026, 11, 21).checked_add(jiff::Span::new().days(n)).unwrap()
        }),
        1 => select(vec![
            date(1, 1, 1), date(9999, 12, 31), date(1969, 12, 31), date(1970, 1, 1),
            date(2024, 2, 29), date(1582, 10, 10), date(1900, 3, 1),
        ]),
    ]
    .boxed()
}

fn moment() -> BoxedStrategy<Timestamp> {
    let near = 1_795_000_000_000_000_i64;
    prop_oneof![
        6 => (-40 * 86_400_000_000_i64..40 * 86_400_000_000_i64).prop_map(move |n| near + n),
        2 => select(vec![
            "2026-11-20T16:00:00Z", "2026-11-21T15:59:59.999999Z", "2026-11-21T16:00:00Z",
            "1969-12-31T23:59:59.999999Z", "0005-01-01T00:00:00Z", "9990-12-31T00:00:00Z",
        ])
        .prop_map(|t| t.parse::<Timestamp>().unwrap().as_microsecond()),
    ]
    .prop_map(|n| Timestamp::from_microsecond(n).unwrap())
    .boxed()
}

fn value(value: Value) -> Expr {
    Expr::Value(value)
}

fn comparison() -> BoxedStrategy<Function> {
    use Function::{Eq, Ge, Gt, Le, Lt, Ne};
    select(vec![Eq, Ne, Lt, Le, Gt, Ge]).boxed()
}

fn pick(from: &[Expr]) -> Tree {
    select(from.to_vec()).boxed()
}

fn two(function: BoxedStrategy<Function>, a: Tree, b: Tree) -> Tree {
    (function, a, b).prop_map(|(f, a, b)| Expr::call(f, [a, b])).boxed()
}

fn one(functions: &[Function], a: Tree) -> Tree {
    (select(functions.to_vec()), a).prop_map(|(f, a)| Expr::call(f, [a])).boxed()
}

fn always(function: Function) -> BoxedStrategy<Function> {
    Just(function).boxed()
}

fn to_date(moment: Tree) -> Tree {
    one(&[Function::ToDate], moment)
}

impl Fields {
    /// The fields of the vectors' forms.
    pub fn of(world: &World) -> Self {
        let names = world.names();
        let path = |code: &str| {
            names
                .resolve(&code.split('.').collect::<Vec<_>>())
                .unwrap_or_else(|| panic!("{code}"))
                .0
        };
        let all = |codes: &[&str]| codes.iter().map(|c| Expr::Field(path(c))).collect::<Vec<_>>();
        let options = |code: &str, of: &[&str]| {
            let path = path(code);
            let ids = of.iter().map(|o| names.option_id(&path, o).unwrap()).collect();
            (Expr::Field(path), ids)
        };
        Self {
            text: all(&["name", "note", "customer.name"]),
            number: all(&["qty", "price", "rate", "customer.score", "activity_count"]),
            bool: all(&["done"]),
            date: all(&["when", "customer.since"]),
            instant: all(&["at", "created_at", "last_activity_at"]),
            option: vec![
                options("size", &["s", "m", "l"]),
                options("customer.region", &["east", "west"]),
            ],
            set: vec![
                options("tags", &["red", "green", "blue"]),
                options("customer.tags", &["vip", "late"]),
            ],
            person: all(&["boss", "owner"]),
            files: all(&["files", "others", "customer"]),
        }
    }

    fn everything(&self) -> Vec<Expr> {
        let sets = self.option.iter().chain(&self.set).map(|(field, _)| field.clone());
        [&self.text, &self.number, &self.bool, &self.date, &self.instant, &self.person, &self.files]
            .into_iter()
            .flatten()
            .cloned()
            .chain(sets)
            .collect()
    }

    /// Yes-or-no trees.
    pub fn condition(&self, depth: u32) -> Tree {
        let number = || decimal_literal();
        let day_of = |f: &Self| prop_oneof![pick(&f.date), to_date(pick(&f.instant))].boxed();
        let plain = prop_oneof![
            3 => two(comparison(), pick(&self.number), number()),
            1 => two(comparison(), number(), pick(&self.number)),
            2 => two(comparison(), pick(&self.text), text_literal()),
            3 => two(text_test(), pick(&self.text), text_literal()),
            1 => pick(&self.bool),
            2 => one(&[Function::IsEmpty], pick(&self.everything())),
            2 => two(comparison(), pick(&self.instant), moment().prop_map(|m| value(Value::Instant(m))).boxed()),
            2 => two(comparison(), day_of(self), day().prop_map(|d| value(Value::Date(d))).boxed()),
            2 => two(always(Function::Within), day_of(self), period()),
            2 => two(comparison(), self.idle_days(), (-3_i64..40).prop_map(|n| value(Value::Number(n.into()))).boxed()),
            2 => self.choices(),
            1 => two(select(vec![Function::Eq, Function::Ne]).boxed(), pick(&self.person), prop_oneof![
                Just(Expr::Context(Context::Me)),
                Just(value(Value::Person(user("other")))),
                Just(value(Value::Null)),
            ].boxed()),
            1 => two(always(Function::In), pick(&self.number),
                prop::collection::vec(decimal(2).prop_map(Value::Number), 1..4).prop_map(Expr::List).boxed()),
            1 => two(always(Function::In), pick(&self.text),
                prop::collection::vec(text_value().prop_map(Value::Text), 1..4).prop_map(Expr::List).boxed()),
        ];
        if depth == 0 {
            return plain.boxed();
        }
        let inner = self.condition(depth - 1);
        let members = prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            4 => plain,
            2 => (select(vec![Function::And, Function::Or]), members)
                .prop_map(|(f, members)| Expr::Call(f, members)),
            2 => one(&[Function::Not], inner.clone()),
            2 => two(comparison(), self.number(depth - 1), self.number(depth - 1)),
            2 => two(comparison(), self.text(depth - 1), self.text(depth - 1)),
            1 => two(text_test(), self.text(depth - 1), self.text(depth - 1)),
            1 => two(comparison(), self.date(depth - 1), self.date(depth - 1)),
            1 => one(&[Function::IsEmpty], self.number(depth - 1)),
            1 => one(&[Function::IsEmpty], self.text(depth - 1)),
            1 => choice(inner.clone(), inner.clone(), inner),
        ]
        .boxed()
    }

    fn idle_days(&self) -> Tree {
        let path = FieldPath::own(model::SystemField::IdleDays.into());
        Just(Expr::Field(path)).boxed()
    }

    /// Comparisons that binding turns round for indexes: operator, left side, literal, and a field that the left side
    /// does not read.
    pub fn turned(&self) -> BoxedStrategy<(Function, Expr, Value, Expr)> {
        let today = || Just(Expr::Context(Context::Today)).boxed();
        let (when, since) = (Just(self.date[0].clone()).boxed(), self.date[1].clone());
        let coalesce = |a: Tree, b: Tree| two(always(Function::Coalesce), a, b);
        let moment_day = || {
            to_date(
                prop_oneof![
                    pick(&self.instant),
                    coalesce(pick(&self.instant), pick(&self.instant)),
                ]
                .boxed(),
            )
        };
        let either = || prop_oneof![when.clone(), moment_day()].boxed();
        let days = prop_oneof![
            self.idle_days(),
            two(always(Function::DaysBetween), either(), today()),
            two(always(Function::DaysBetween), today(), either()),
        ];
        let number = prop_oneof![
            6 => (-80_i64..80).prop_map(|n| Decimal::new(n, 0)),
            2 => (-300_i64..300).prop_map(|n| Decimal::new(n, 1)),
            1 => select(vec![i64::MAX, i64::MIN, 3_000_000, -3_000_000, 739_000, -739_000])
                .prop_map(Decimal::from),
        ];
        let price = self.number[1].clone();
        prop_oneof![
            (comparison(), days, number).prop_map(move |(f, x, n)| (
                f,
                x,
                Value::Number(n),
                price.clone()
            )),
            (comparison(), coalesce(either(), either()), day()).prop_map({
                let since = since.clone();
                move |(f, x, d)| (f, x, Value::Date(d), since.clone())
            }),
            (comparison(), moment_day(), day()).prop_map(move |(f, x, d)| (
                f,
                x,
                Value::Date(d),
                since.clone()
            )),
        ]
        .boxed()
    }

    fn choices(&self) -> Tree {
        let single = select(self.option.clone()).prop_flat_map(|(field, ids)| {
            let listed = prop::collection::vec(select(ids.clone()).prop_map(Value::Option), 1..4);
            let one = select(ids).prop_map(|id| value(Value::Option(id)));
            let compared = select(vec![Function::Eq, Function::Ne]).boxed();
            prop_oneof![
                two(compared, Just(field.clone()).boxed(), one.boxed()),
                two(always(Function::In), Just(field).boxed(), listed.prop_map(Expr::List).boxed()),
            ]
        });
        let many = select(self.set.clone()).prop_flat_map(|(field, ids)| {
            let listed = prop::collection::vec(select(ids).prop_map(Value::Option), 1..4);
            let has = select(vec![Function::HasAny, Function::HasAll]).boxed();
            two(has, Just(field).boxed(), listed.prop_map(Expr::List).boxed())
        });
        prop_oneof![single, many].boxed()
    }

    /// Trees that yield a number.
    pub fn number(&self, depth: u32) -> Tree {
        let plain = prop_oneof![2 => pick(&self.number), 1 => decimal_literal()];
        if depth == 0 {
            return plain.boxed();
        }
        let a = self.number(depth - 1);
        let b = self.number(depth - 1);
        let arithmetic = select(vec![Function::Add, Function::Sub, Function::Mul, Function::Div]);
        let shared = vec![Function::Coalesce, Function::Min, Function::Max];
        prop_oneof![
            2 => plain,
            4 => two(arithmetic.boxed(), a.clone(), b.clone()),
            1 => one(&[Function::Neg, Function::Abs, Function::Round], a.clone()),
            1 => two(select(shared).boxed(), a.clone(), b.clone()),
            1 => choice(self.condition(depth - 1), a, b),
            1 => one(&[Function::Len], self.text(depth - 1)),
            1 => one(&[Function::Year, Function::Month, Function::Day], self.date(depth - 1)),
            1 => two(always(Function::DaysBetween), self.date(depth - 1), self.date(depth - 1)),
        ]
        .boxed()
    }

    /// Trees that yield a text.
    pub fn text(&self, depth: u32) -> Tree {
        let plain = prop_oneof![2 => pick(&self.text), 1 => text_literal()];
        if depth == 0 {
            return plain.boxed();
        }
        let a = self.text(depth - 1);
        let b = self.text(depth - 1);
        let count = || (-1_i64..5).prop_map(|n| value(Value::Number(n.into()))).boxed();
        prop_oneof![
            2 => plain,
            2 => one(&[Function::Upper, Function::Lower, Function::Trim, Function::Concat], a.clone()),
            2 => two(select(vec![Function::Concat, Function::Coalesce]).boxed(), a.clone(), b.clone()),
            2 => two(select(vec![Function::Left, Function::Right]).boxed(), a.clone(), count()),
            1 => (a.clone(), count(), count())
                .prop_map(|(a, m, n)| Expr::call(Function::Mid, [a, m, n])),
            1 => choice(self.condition(depth - 1), a, b),
        ]
        .boxed()
    }

    fn date(&self, depth: u32) -> Tree {
        let plain = prop_oneof![
            3 => pick(&self.date),
            1 => day().prop_map(|d| value(Value::Date(d))),
            1 => Just(Expr::Context(Context::Today)),
        ];
        if depth == 0 {
            return plain.boxed();
        }
        let (a, b) = (self.date(depth - 1), self.date(depth - 1));
        prop_oneof![
            3 => plain,
            1 => two(always(Function::Coalesce), a.clone(), b.clone()),
            1 => two(select(vec![Function::Min, Function::Max]).boxed(), a.clone(), b.clone()),
            1 => choice(self.condition(depth - 1), a, b),
        ]
        .boxed()
    }

    /// A row; the linked record has values only when there is one.
    pub fn row(&self) -> BoxedStrategy<Values> {
        let mut cells: Vec<BoxedStrategy<(Expr, Value)>> = Vec::new();
        let mut add = |field: &Expr, values: BoxedStrategy<Value>| {
            let field = field.clone();
            let cell = prop_oneof![1 => Just(Value::Null), 3 => values];
            cells.push(cell.prop_map(move |v| (field.clone(), v)).boxed());
        };
        for field in &self.text {
            add(field, text_value().prop_map(Value::Text).boxed());
        }
        for (field, scale) in self.number.iter().zip([0, 2, 4, 1, 0]) {
            add(field, decimal(scale).prop_map(Value::Number).boxed());
        }
        add(&self.bool[0], any::<bool>().prop_map(Value::Bool).boxed());
        for field in &self.date {
            add(field, day().prop_map(Value::Date).boxed());
        }
        for field in &self.instant {
            add(field, moment().prop_map(Value::Instant).boxed());
        }
        for (field, ids) in &self.option {
            add(field, select(ids.clone()).prop_map(Value::Option).boxed());
        }
        for (field, ids) in &self.set {
            let some = prop::sample::subsequence(ids.clone(), 1..=ids.len());
            add(field, some.prop_map(Value::Options).boxed());
        }
        for field in &self.person {
            let people = select(vec!["me", "other", "third"]);
            add(field, people.prop_map(|p| Value::Person(user(p))).boxed());
        }
        add(&self.files[2], Just(Value::Record(record("linked"))).boxed());
        cells.prop_map(assemble).boxed()
    }
}

fn assemble(cells: Vec<(Expr, Value)>) -> Values {
    let mut values = Values::default();
    let is_linked = cells.iter().any(|(_, v)| matches!(v, Value::Record(_)));
    for (field, value) in cells {
        if let Expr::Field(path) = field
            && (path.through.is_empty() || is_linked)
        {
            values.0.insert(key(&path), (path, value));
        }
    }
    values
}

fn choice(condition: Tree, a: Tree, b: Tree) -> Tree {
    (condition, a, b).prop_map(|(c, a, b)| Expr::call(Function::If, [c, a, b])).boxed()
}

fn text_test() -> BoxedStrategy<Function> {
    select(vec![Function::Contains, Function::StartsWith, Function::EndsWith]).boxed()
}

fn text_literal() -> Tree {
    text_value().prop_map(|t| value(Value::Text(t))).boxed()
}

fn decimal_literal() -> Tree {
    (0_u32..6).prop_flat_map(decimal).prop_map(|n| value(Value::Number(n))).boxed()
}

fn period() -> Tree {
    let unit = || select(vec![Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year]);
    let counted = (1_u32..40, unit());
    prop_oneof![
        (unit(), -3_i32..4).prop_map(|(unit, by)| Period::Calendar { unit, by }),
        counted.clone().prop_map(|(n, unit)| Period::Last { n, unit }),
        counted.clone().prop_map(|(n, unit)| Period::Next { n, unit }),
        counted.prop_map(|(n, unit)| Period::OlderThan { n, unit }),
        (9_000_u32..10_000).prop_map(|n| Period::Last { n, unit: Unit::Year }),
    ]
    .prop_map(|p| Expr::Context(Context::Period(p)))
    .boxed()
}
