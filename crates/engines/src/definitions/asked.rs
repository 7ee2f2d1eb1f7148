//! Which index would serve a question as it was asked.

use model::{Expr, FieldPath, FieldRef, Function, SystemField};

/// The indexes that serve a list best, each by its fields: what the list fixes to one value, then what it sorts by. Who
/// sees by several scopes (own records, those of departments) has each walked by an index of its own. None when no
/// index over the form's own columns would help.
pub fn indexes_for(filter: &Expr, rows: &Expr, sort: Option<FieldRef>) -> Vec<Vec<FieldRef>> {
    let scopes = scopes(rows);
    let firsts =
        if scopes.is_empty() { vec![None] } else { scopes.into_iter().map(Some).collect() };
    let mut found: Vec<Vec<FieldRef>> = Vec::new();
    for first in firsts {
        let mut fields: Vec<FieldRef> = first.into_iter().collect();
        for condition in [rows, filter] {
            fixed(condition, &mut fields);
        }
        fields.truncate(3);
        // Without a sort, rows come newest first by their own key: an index over the filter alone serves that.
        fields.extend(sort.filter(|f| !fields.contains(f)));
        if !fields.is_empty() && !found.contains(&fields) {
            found.push(fields);
        }
    }
    found
}

/// The fields of a disjunction of equalities over the form's own columns, each once; none when it is something else.
fn scopes(rows: &Expr) -> Vec<FieldRef> {
    let parts = match rows {
        Expr::Call(Function::Or, parts) => parts.as_slice(),
        Expr::Call(Function::In, _) => std::slice::from_ref(rows),
        _ => return Vec::new(),
    };
    let field = |part: &Expr| match part {
        Expr::Call(Function::Eq | Function::In, args) => match args.as_slice() {
            [Expr::Field(FieldPath { through, field }), Expr::Value(_) | Expr::List(_)]
                if through.is_empty() =>
            {
                Some(*field)
            }
            _ => None,
        },
        _ => None,
    };
    let mut fields: Vec<FieldRef> =
        parts.iter().map(field).collect::<Option<_>>().unwrap_or_default();
    let mut seen = std::collections::BTreeSet::new();
    fields.retain(|field| seen.insert(*field));
    fields
}

/// Fields that must equal one value.
fn fixed(condition: &Expr, fields: &mut Vec<FieldRef>) {
    match condition {
        Expr::Call(Function::And, args) => args.iter().for_each(|arg| fixed(arg, fields)),
        Expr::Call(Function::Eq, args) => {
            if let [Expr::Field(FieldPath { through, field }), Expr::Value(_)] = args.as_slice()
                && through.is_empty()
                && *field != FieldRef::System(SystemField::Id)
                && !fields.contains(field)
            {
                fields.push(*field);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{FieldId, UserId, Value};
    use uuid::Uuid;

    fn field(n: u128) -> FieldRef {
        FieldId(Uuid::from_u128(n)).into()
    }

    fn is(field: FieldRef, value: Value) -> Expr {
        Expr::call(Function::Eq, [Expr::field(field), Expr::value(value)])
    }

    #[test]
    fn what_is_fixed_comes_first_and_the_sort_last() {
        let filter = is(field(1), Value::Bool(true)).and(is(field(2), Value::Bool(false)));
        let created = FieldRef::System(SystemField::CreatedAt);
        let found = indexes_for(&filter, &Expr::always(), Some(created));
        assert_eq!(found, [vec![field(1), field(2), created]]);
        assert_eq!(indexes_for(&Expr::always(), &Expr::always(), Some(created)), [[created]]);
        assert!(indexes_for(&Expr::always(), &Expr::always(), None).is_empty());
    }

    #[test]
    fn own_records_are_fixed_by_their_owner() {
        let owner = FieldRef::System(SystemField::Owner);
        let rows = is(owner, Value::Person(UserId(Uuid::from_u128(9))));
        assert_eq!(indexes_for(&Expr::always(), &rows, Some(field(1))), [[owner, field(1)]]);
        let never = Expr::call(Function::Or, [rows, Expr::never()]);
        assert!(indexes_for(&Expr::always(), &never, None).is_empty());
    }

    #[test]
    fn each_scope_gets_its_index() {
        let (owner, department) = (SystemField::Owner, SystemField::Department);
        let teams = [1, 2].map(|n| Value::Department(model::DepartmentId(Uuid::from_u128(n))));
        let rows = Expr::call(
            Function::Or,
            [
                is(owner.into(), Value::Person(UserId(Uuid::from_u128(9)))),
                Expr::call(Function::In, [Expr::field(department), Expr::List(teams.to_vec())]),
            ],
        );
        let filter = is(field(1), Value::Bool(true));
        let found = indexes_for(&filter, &rows, Some(field(2)));
        assert_eq!(
            found,
            [vec![owner.into(), field(1), field(2)], vec![department.into(), field(1), field(2)]]
        );
        assert_eq!(
            indexes_for(&Expr::always(), &rows, None),
            [[owner.into()], [FieldRef::from(department)]]
        );
    }
}
