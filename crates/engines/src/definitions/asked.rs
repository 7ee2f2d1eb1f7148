//! Which index would serve a question as it was asked.

use model::{Expr, FieldPath, FieldRef, Function, SystemField};

/// Fields of the index that serves a list best: what it fixes to one value, then what it sorts by. Empty when no index
/// over the form's own columns would help.
pub fn index_for(filter: &Expr, rows: &Expr, sort: Option<FieldRef>) -> Vec<FieldRef> {
    let mut fields = Vec::new();
    for condition in [rows, filter] {
        fixed(condition, &mut fields);
    }
    fields.truncate(3);
    let sort = sort.filter(|f| !fields.contains(f));
    match sort {
        // Rows come newest first by their own key: an index over the filter alone serves that.
        None => {}
        Some(field) => fields.push(field),
    }
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
        let fields = index_for(&filter, &Expr::always(), Some(created));
        assert_eq!(fields, [field(1), field(2), created]);
        assert_eq!(index_for(&Expr::always(), &Expr::always(), Some(created)), [created]);
        assert!(index_for(&Expr::always(), &Expr::always(), None).is_empty());
    }

    #[test]
    fn own_records_are_fixed_by_their_owner() {
        let owner = FieldRef::System(SystemField::Owner);
        let rows = is(owner, Value::Person(UserId(Uuid::from_u128(9))));
        assert_eq!(index_for(&Expr::always(), &rows, Some(field(1))), [owner, field(1)]);
        let either = Expr::call(Function::Or, [rows, Expr::never()]);
        assert!(index_for(&Expr::always(), &either, None).is_empty());
    }
}
