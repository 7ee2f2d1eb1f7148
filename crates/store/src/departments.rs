//! Departments as stored.

use model::DepartmentId;
use model::person::Department;

use crate::fault::Fault;
use crate::session::{Read, all, must};
use crate::sql::Sql;
use crate::tx::Tx;

/// All departments.
///
/// # Errors
/// When the database does not answer.
pub fn list(read: &mut dyn Read) -> Result<Vec<Department>, Fault> {
    let sql =
        Sql::of(read.dialect(), "SELECT id, name, parent FROM clew_department ORDER BY name, id");
    all(read, &sql, |row| {
        Ok(Department {
            id: DepartmentId(must(row.uuid(0)?, "id")?),
            name: must(row.text(1)?, "name")?,
            parent: row.uuid(2)?.map(DepartmentId),
        })
    })
}

/// Writes a department, new or known. The caller appends its Change and raises the catalog.
///
/// # Errors
/// When the database refuses.
pub fn save(tx: &mut Tx<'_>, department: &Department) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "INSERT INTO clew_department (id, name, parent) VALUES (");
    sql.bind_all([
        department.id.0.into(),
        department.name.clone().into(),
        department.parent.map(|p| p.0).into(),
    ]);
    sql.push(") ON CONFLICT (id) DO UPDATE SET name = excluded.name, parent = excluded.parent");
    tx.execute(&sql)
}

/// Removes a department that nobody is in. The caller appends its Change and raises the catalog.
///
/// # Errors
/// When the database refuses.
pub fn remove(tx: &mut Tx<'_>, id: DepartmentId) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_department WHERE id = ");
    sql.bind(id.0);
    tx.execute(&sql)
}
