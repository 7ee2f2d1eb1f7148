//! Access applied in memory: to one row, for live events, and to a definition, for the screen.

use model::form::ActionKind;
use model::{
    Access, DepartmentId, Expr, FieldPath, FieldRef, Form, Function, SystemField, UserId, Value,
};
use serde_json::Value as Json;

/// Whether a record with this owner and department is in sight. Must be asked of the row before and after a change:
/// a record that leaves sight is "gone". Conditions of another shape than [`super::decide`] makes hide the row.
pub fn visible(access: &Access, owner: Option<UserId>, department: Option<DepartmentId>) -> bool {
    holds(&access.rows, owner, department)
}

fn holds(expr: &Expr, owner: Option<UserId>, department: Option<DepartmentId>) -> bool {
    let is = |field: &FieldPath, value: &Value| {
        field.through.is_empty()
            && match (field.field, value) {
                (FieldRef::System(SystemField::Owner), Value::Person(id)) => owner == Some(*id),
                (FieldRef::System(SystemField::Department), Value::Department(id)) => {
                    department == Some(*id)
                }
                _ => false,
            }
    };
    match expr {
        Expr::Value(Value::Bool(yes)) => *yes,
        Expr::Call(Function::And, args) => args.iter().all(|e| holds(e, owner, department)),
        Expr::Call(Function::Or, args) => args.iter().any(|e| holds(e, owner, department)),
        Expr::Call(Function::Eq, args) => match args.as_slice() {
            [Expr::Field(field), Expr::Value(value)] => is(field, value),
            _ => false,
        },
        Expr::Call(Function::In, args) => match args.as_slice() {
            [Expr::Field(field), Expr::List(values)] => values.iter().any(|value| is(field, value)),
            _ => false,
        },
        Expr::Call(Function::IsEmpty, args) => match args.as_slice() {
            [Expr::Field(field)] => {
                owner.is_none() && *field == FieldPath::own(SystemField::Owner.into())
            }
            _ => false,
        },
        _ => false,
    }
}

/// The definition as this person may know it: hidden fields are gone from fields, groups, views and buttons; a view
/// that filters by one is gone as a whole, because its rows would tell. Grants are for administrators only.
pub fn form_for(form: &Form, access: &Access) -> Form {
    let mut seen = form.clone();
    seen.grants.clear();
    if access.hidden.is_empty() {
        return seen;
    }
    let hidden: Vec<&str> =
        form.fields.iter().filter(|f| !access.sees(f.id)).map(|f| f.code.as_str()).collect();
    let shown = |code: &str| {
        let first = code.split('.').next().unwrap_or(code);
        !hidden.contains(&first)
    };
    seen.fields.retain(|f| access.sees(f.id));
    if let Some(pool) = &mut seen.pool {
        pool.mask.retain(|code| shown(code));
    }
    for group in &mut seen.groups {
        group.fields.retain(|code| shown(code));
    }
    seen.views.retain(|view| filter_fields(&view.filter).iter().all(|code| shown(code)));
    for view in &mut seen.views {
        view.retain_fields(shown);
    }
    for action in &mut seen.actions {
        let ActionKind::Convert(convert) = &mut action.does;
        convert.mark.retain(|code, _| shown(code));
        for step in &mut convert.steps {
            step.map.retain(|_, from| from.as_str().is_none_or(shown));
            step.link_back = step.link_back.take().filter(|code| shown(code));
        }
    }
    seen
}

/// Field codes that a filter in API form names.
fn filter_fields(filter: &Json) -> Vec<&str> {
    match filter {
        Json::Array(list) => list.iter().flat_map(filter_fields).collect(),
        Json::Object(object) => {
            let own = object.get("field").and_then(Json::as_str);
            let nested = ["and", "or", "not"].iter().filter_map(|key| object.get(*key));
            own.into_iter().chain(nested.flat_map(filter_fields)).collect()
        }
        _ => Vec::new(),
    }
}
