//! From grants to an [`Access`] for one person.

use model::person::roles;
use model::{
    Access, DepartmentId, Expr, FieldId, Form, Function, Grant, RowScope, SystemField, UserId,
    Value,
};

/// The person who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    /// Who.
    pub id: UserId,
    /// Role code.
    pub role: String,
    /// The person's department with all departments below it; empty if in none.
    pub team: Vec<DepartmentId>,
}

/// What a role may do beside working with records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Permissions {
    /// People, departments, keys, webhooks, settings, jobs of all.
    pub administer: bool,
    /// Definitions of forms, shared views.
    pub build: bool,
}

/// What the role with this code may do beside working with records.
pub fn permissions(role: &str) -> Permissions {
    match role {
        roles::ADMINISTRATOR => Permissions { administer: true, build: true },
        roles::BUILDER => Permissions { administer: false, build: true },
        _ => Permissions::default(),
    }
}

/// Grants of a form that has none of its own: builders do everything, members work on their team's records and
/// take no files out.
pub fn default_grants() -> Vec<Grant> {
    let grant = |role: &str, sees: RowScope, files: bool| Grant {
        role: role.to_owned(),
        sees,
        edit: true,
        create: true,
        delete: true,
        export: files,
        import: files,
        hidden: Vec::new(),
        read_only: Vec::new(),
    };
    vec![
        grant(roles::ADMINISTRATOR, RowScope::All, true),
        grant(roles::BUILDER, RowScope::All, true),
        grant(roles::MEMBER, RowScope::Department, false),
    ]
}

/// What this person may see and do on this form. Administrators may do everything; a role that the form's grants do
/// not name may do nothing.
pub fn decide(form: &Form, asker: &Asker) -> Access {
    if asker.role == roles::ADMINISTRATOR {
        return Access::full();
    }
    match grant_of(form, asker) {
        Some(grant) => granted(form, &grant, asker),
        None => Access::nothing(),
    }
}

/// What this person may see and do in the form's pool: with the records that nobody owns. None when the form has no
/// pool, and for who may see nothing of the form.
///
/// The pool adds sight and never takes any away: who sees all records works with these as with all others. Everybody
/// else sees them without the masked fields, and may do nothing with them but claim them.
pub fn decide_pool(form: &Form, asker: &Asker) -> Option<Access> {
    let pool = form.pool.as_ref()?;
    if asker.role == roles::ADMINISTRATOR {
        return Some(in_pool(Access::full()));
    }
    let grant = grant_of(form, asker)?;
    match grant.sees {
        RowScope::None => None,
        RowScope::All => Some(in_pool(granted(form, &grant, asker))),
        RowScope::Own | RowScope::Department => {
            let mut hidden = ids(form, &grant.hidden);
            hidden.extend(ids(form, &pool.mask));
            let read_only = ids(form, &grant.read_only);
            let export = grant.export;
            Some(in_pool(Access { hidden, read_only, export, ..Access::nothing() }))
        }
    }
}

/// The same over the records that nobody owns; none are made there.
fn in_pool(access: Access) -> Access {
    let rows = Expr::call(Function::IsEmpty, [Expr::field(SystemField::Owner)]);
    Access { rows, create: false, import: false, ..access }
}

fn grant_of(form: &Form, asker: &Asker) -> Option<Grant> {
    let theirs = |grant: &&Grant| grant.role == asker.role;
    if form.grants.is_empty() {
        return default_grants().iter().find(theirs).cloned();
    }
    form.grants.iter().find(theirs).cloned()
}

fn granted(form: &Form, grant: &Grant, asker: &Asker) -> Access {
    if grant.sees == RowScope::None {
        // Who sees nothing may still hand records in.
        return Access {
            create: grant.create,
            hidden: ids(form, &grant.hidden),
            ..Access::nothing()
        };
    }
    Access {
        rows: rows(grant.sees, asker),
        hidden: ids(form, &grant.hidden),
        read_only: ids(form, &grant.read_only),
        edit: grant.edit,
        create: grant.create,
        delete: grant.delete,
        export: grant.export,
        import: grant.import,
    }
}

/// A disjunction of indexable scopes; bound to the person.
fn rows(scope: RowScope, asker: &Asker) -> Expr {
    let own = || {
        let me = Expr::value(Value::Person(asker.id));
        Expr::call(Function::Eq, [Expr::field(SystemField::Owner), me])
    };
    match scope {
        RowScope::None => Expr::never(),
        RowScope::All => Expr::always(),
        RowScope::Own => own(),
        RowScope::Department if asker.team.is_empty() => own(),
        RowScope::Department => {
            let team = asker.team.iter().map(|id| Value::Department(*id)).collect();
            let theirs =
                Expr::call(Function::In, [Expr::field(SystemField::Department), Expr::List(team)]);
            Expr::call(Function::Or, [own(), theirs])
        }
    }
}

fn ids(form: &Form, codes: &[String]) -> Vec<FieldId> {
    codes.iter().filter_map(|code| form.field(code)).map(|f| f.id).collect()
}

#[cfg(test)]
mod tests;
