//! Departments.

use app::Who;
use app::people::{DepartmentPatch, NewDepartment};
use model::{Code, DepartmentId};
use testkit::{TestPlatform, both_databases};

use crate::refused::{code, refused};

both_databases! {
    a_department_is_made_renamed_moved_and_removed,
}

fn to(parent: Option<DepartmentId>) -> DepartmentPatch {
    DepartmentPatch { name: None, parent: Some(parent) }
}

fn a_department_is_made_renamed_moved_and_removed(platform: &TestPlatform) {
    let admin = platform.as_administrator("王老板");
    let top = platform.department("总部", None);
    let sales = platform.department("销售部", None);
    let name = Some("华东销售部".to_owned());
    platform.update_department(&admin, sales, &DepartmentPatch { name, parent: None }).unwrap();
    platform.update_department(&admin, sales, &to(Some(top))).unwrap();
    let names: Vec<(String, Option<DepartmentId>)> =
        platform.list_departments().unwrap().into_iter().map(|d| (d.name, d.parent)).collect();
    assert_eq!(names, [("华东销售部".to_owned(), Some(top)), ("总部".to_owned(), None)]);
    platform.delete_department(&admin, sales).unwrap();
    assert_eq!(platform.list_departments().unwrap().len(), 1);
    assert_eq!(code(platform.delete_department(&admin, sales)), Code::NotFound);
}

#[test]
fn departments_stand_in_no_circle() {
    let platform = TestPlatform::new();
    let a = platform.department("甲", None);
    let b = platform.department("乙", Some(a));
    let c = platform.department("丙", Some(b));
    for parent in [a, b, c] {
        let moved = platform.update_department(&Who::cli(), a, &to(Some(parent)));
        assert_eq!(refused(moved), [(Code::Circular, "parent".to_owned())]);
    }
    platform.update_department(&Who::cli(), c, &to(Some(a))).unwrap();
}

#[test]
fn a_department_with_people_or_departments_stays_and_says_why() {
    let platform = TestPlatform::new();
    let top = platform.department("总部", None);
    let sales = platform.department("销售部", Some(top));
    let somebody = platform.as_member("李强");
    platform.moved(&somebody, sales);
    for (id, reason) in [(top, "departments"), (sales, "people")] {
        let Err(app::Error::Rejected(refused)) = platform.delete_department(&Who::cli(), id) else {
            panic!("it was removed")
        };
        assert_eq!(refused.0[0].code, Code::InUse);
        assert_eq!(refused.0[0].params["reason"], reason);
        assert_eq!(refused.0[0].params["count"], 1);
    }
}

#[test]
fn siblings_have_names_of_their_own_and_parents_exist() {
    let platform = TestPlatform::new();
    let top = platform.department("总部", None);
    let new = |name: &str, parent| NewDepartment { id: None, name: name.to_owned(), parent };
    let create = |new| platform.create_department(&Who::cli(), &new);
    assert_eq!(code(create(new("总部", None))), Code::Duplicate);
    create(new("总部", Some(top))).unwrap();
    let nowhere = Some(DepartmentId(uuid::Uuid::nil()));
    assert_eq!(code(create(new("别处", nowhere))), Code::UnknownOption);
    let member = platform.as_member("李强");
    assert_eq!(code(platform.create_department(&member, &new("我的", None))), Code::Forbidden);
    assert_eq!(code(platform.delete_department(&member, top)), Code::Forbidden);
    assert_eq!(code(platform.update_department(&member, top, &to(None))), Code::Forbidden);
}
