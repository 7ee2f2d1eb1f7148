//! Requests about one import that come at once, that break half-way, or that come from somebody whose rights ended.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use app::Platform;
use app::people::PersonPatch;
use app::ports::Ids;
use model::Code;
use model::person::roles;
use serde_json::json;
use testkit::{TestPlatform, both_databases};
use uuid::Uuid;

use super::kit::{column, finish, index, into_form, patch, start};
use crate::crm::{crm, refusal};

both_databases! {
    changes_that_come_at_once_are_all_kept,
    a_request_that_breaks_anywhere_can_be_sent_again,
    rights_are_those_of_the_moment,
}

fn changes_that_come_at_once_are_all_kept(platform: &TestPlatform) {
    let crm = crm(platform);
    let mut text = "公司名称,手机,预算,邮箱\n".to_owned();
    (0..400).for_each(|n| text.push_str(&format!("第{n}号机械厂,138{n:08},{n},\n")));
    let view = into_form(platform, &crm.boss, "lead", &text);
    let headers = ["公司名称", "手机", "预算", "邮箱"];
    std::thread::scope(|scope| {
        for header in headers {
            let (at, boss, id) = (index(&view, header), &crm.boss, view.id);
            let change = json!({"columns": [{"index": at, "empty_words": [header]}]});
            scope.spawn(move || patch(platform, boss, id, change));
        }
    });
    let after = platform.find_import(&crm.boss, view.id).unwrap();
    for header in headers {
        assert_eq!(column(&after, header)["empty_words"], json!([header]), "{header}");
    }
}

/// Ids that break once, after so many.
struct Breaking {
    inner: Arc<dyn Ids>,
    left: AtomicUsize,
}

impl Ids for Breaking {
    fn next(&self) -> Uuid {
        let left =
            self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1));
        assert!(left.is_ok(), "ids break on purpose");
        self.inner.next()
    }
}

fn a_request_that_breaks_anywhere_can_be_sent_again(platform: &TestPlatform) {
    let crm = crm(platform);
    let forms = || platform.catalog().unwrap().forms.values().filter(|f| !f.archived).count();
    let people = || platform.catalog().unwrap().people.len();
    for (after, sign) in "甲乙丙丁戊己庚辛壬癸子丑寅卯".chars().enumerate() {
        let word = format!("新来的{sign}");
        // Headers of its own each time: a file like an earlier one goes to that one's form.
        let text = format!("公司,负责人,列{sign}\n海达,{word},有\n");
        let view = start(platform, &crm.boss, &format!("名单{after}.csv"), text.as_bytes());
        let create = json!({"unmatched": [{"from": word, "to": "create"}]});
        let own = json!({"new_form": {"name": "名单", "code": format!("names_{after}")}});
        let change = json!({
            "target": own,
            "columns": [{"index": index(&view, "负责人"), "people": create}],
        });
        patch(platform, &crm.boss, view.id, change);
        let mut ports = platform.ports().clone();
        let inner = Arc::clone(&ports.ids);
        ports.ids = Arc::new(Breaking { inner, left: AtomicUsize::new(after) });
        let broken = Platform::open(Arc::clone(platform.store()), ports).unwrap();
        let (had_forms, had_people) = (forms(), people());
        let send = |to: &Platform| {
            let begun = to.begin_once(&crm.boss, &format!("key {after}"), "POST /run").unwrap();
            to.run_import(&begun.who, view.id)
        };
        let sent = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| send(&broken)));
        let whole = matches!(sent, Ok(Ok(_)));
        if !whole {
            assert_eq!(
                (forms(), people()),
                (had_forms, had_people),
                "nothing is half there: {after}"
            );
        }
        let job = send(platform).unwrap_or_else(|e| panic!("after {after} ids: {e:?}"));
        assert_eq!((forms(), people()), (had_forms + 1, had_people + 1), "{after}");
        let done = finish(platform, &crm.boss, job);
        assert_eq!(done.result["created"], json!(1), "{after}: {:?}", done.result);
        if whole {
            assert!(after > 3, "the request took ids");
            return;
        }
    }
    panic!("the request never got through");
}

fn rights_are_those_of_the_moment(platform: &TestPlatform) {
    let crm = crm(platform);
    let chief = platform.as_administrator("副总");
    let theirs = into_form(platform, &crm.boss, "lead", "公司名称\n海达\n");
    let fresh = start(platform, &chief, "新表.csv", "名称\n甲\n".as_bytes());
    let job = platform.run_import(&crm.boss, theirs.id).unwrap();
    assert!(platform.find_import(&chief, theirs.id).is_ok());
    let patch = PersonPatch { role: Some(roles::MEMBER.to_owned()), ..PersonPatch::default() };
    platform.update_person(&crm.boss, chief.id().unwrap(), &patch).unwrap();
    // Their session still says administrator.
    assert!(chief.may_administer());
    assert_eq!(refusal(platform.find_import(&chief, theirs.id)), Code::NotFound);
    assert_eq!(refusal(platform.remove_import(&chief, theirs.id)), Code::NotFound);
    assert_eq!(refusal(platform.undo_import(&chief, theirs.id, false)), Code::NotFound);
    assert_eq!(platform.list_imports(&chief).unwrap().len(), 1, "their own one");
    assert_eq!(refusal(platform.find_job(&chief, job)), Code::NotFound);
    assert_eq!(refusal(platform.cancel_job(&chief, job)), Code::NotFound);
    assert_eq!(refusal(platform.resume_job(&chief, job)), Code::NotFound);
    assert_eq!(platform.list_jobs(&chief).unwrap(), []);
    assert_eq!(refusal(platform.run_import(&chief, fresh.id)), Code::Forbidden);
    let again = super::kit::incoming(platform, "x.csv", "名称\n甲\n".as_bytes());
    let begun = platform.start_import(&chief, &again, None);
    assert!(begun.is_err() || begun.unwrap().target["form"].is_string(), "members build no form");
    assert_eq!(refusal(platform.remove_demo(&chief, &mut |_| {})), Code::Forbidden);
}
