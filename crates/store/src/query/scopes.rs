//! Access is a disjunction of scopes (my records, those of my department, …). One OR over a million rows is served by
//! no index, so each scope is walked by its own, and the walks are merged. A record in two scopes is shown once.

use model::{Expr, FieldRef, Function, Value};

/// More scopes than this are asked as one OR: merging them would cost more.
const MOST: usize = 16;

/// One field that must have one value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scope {
    pub(super) field: FieldRef,
    pub(super) condition: Expr,
}

/// `owner = me OR department IN (a, b)` taken apart. None for everything that is no disjunction of equalities over the
/// form's own fields.
pub(super) fn scopes(rows: &Expr) -> Option<Vec<Scope>> {
    let mut found: Vec<Scope> = Vec::new();
    let parts = match rows {
        Expr::Call(Function::Or, parts) => parts.as_slice(),
        Expr::Call(Function::In, _) => std::slice::from_ref(rows),
        _ => return None,
    };
    for part in parts {
        for scope in taken_apart(part)? {
            if !found.contains(&scope) {
                found.push(scope);
            }
        }
    }
    (2..=MOST).contains(&found.len()).then_some(found)
}

fn taken_apart(part: &Expr) -> Option<Vec<Scope>> {
    let Expr::Call(function, args) = part else { return None };
    let values: Vec<Value> = match (function, args.as_slice()) {
        (Function::Eq, [_, Expr::Value(value)]) => vec![value.clone()],
        (Function::In, [_, Expr::List(values)]) => values.clone(),
        _ => return None,
    };
    let Some(Expr::Field(path)) = args.first() else { return None };
    if !path.through.is_empty() || !values.iter().all(is_id) {
        return None;
    }
    let scope = |value: Value| Scope {
        field: path.field,
        condition: Expr::call(Function::Eq, [Expr::Field(path.clone()), Expr::value(value)]),
    };
    Some(values.into_iter().map(scope).collect())
}

/// Ids are equal or not; texts and numbers have more to say about that.
fn is_id(value: &Value) -> bool {
    matches!(value, Value::Option(_) | Value::Person(_) | Value::Department(_) | Value::Record(_))
}

/// What to count, and what was then counted twice: scopes over one field exclude each other, those over two do not.
/// None when more than two fields are at work.
pub(super) fn counted(scopes: &[Scope]) -> Option<(Vec<Expr>, Option<Expr>)> {
    let first = scopes.first()?.field;
    let (one, rest): (Vec<&Scope>, Vec<&Scope>) = scopes.iter().partition(|s| s.field == first);
    let all = scopes.iter().map(|s| s.condition.clone()).collect();
    let Some(second) = rest.first().map(|s| s.field) else { return Some((all, None)) };
    if rest.iter().any(|s| s.field != second) {
        return None;
    }
    let any =
        |of: Vec<&Scope>| Expr::call(Function::Or, of.into_iter().map(|s| s.condition.clone()));
    Some((all, Some(Expr::call(Function::And, [any(one), any(rest)]))))
}

#[cfg(test)]
mod tests {
    use model::{DepartmentId, SystemField, UserId};
    use uuid::Uuid;

    use super::*;

    fn own() -> Expr {
        let me = Value::Person(UserId(Uuid::from_u128(1)));
        Expr::call(Function::Eq, [Expr::field(SystemField::Owner), Expr::value(me)])
    }

    fn team(n: u128) -> Expr {
        let ids = (0..n).map(|i| Value::Department(DepartmentId(Uuid::from_u128(i)))).collect();
        Expr::call(Function::In, [Expr::field(SystemField::Department), Expr::List(ids)])
    }

    #[test]
    fn own_and_departments_are_scopes_of_their_own() {
        let both = Expr::call(Function::Or, [own(), team(3)]);
        assert_eq!(scopes(&both).map(|s| s.len()), Some(4));
        let twice = Expr::call(Function::Or, [own(), own(), team(1)]);
        assert_eq!(scopes(&twice).map(|s| s.len()), Some(2));
    }

    #[test]
    fn what_is_no_disjunction_of_equalities_stays_whole() {
        let odd = Expr::call(Function::Or, [own(), Expr::call(Function::Not, [own()])]);
        let much = Expr::call(Function::Or, [own(), team(40)]);
        for whole in [Expr::always(), own(), odd, much] {
            assert_eq!(scopes(&whole), None, "{whole:?}");
        }
    }
}
