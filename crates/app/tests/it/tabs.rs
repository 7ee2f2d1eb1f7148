//! A group of a form may begin a tab of the record's page.

use testkit::{TestPlatform, both_databases};

use crate::crm::{crm, with_lead_form};

both_databases! {
    a_group_that_begins_a_tab_is_told_to_who_sees_the_form,
}

fn a_group_that_begins_a_tab_is_told_to_who_sees_the_form(platform: &TestPlatform) {
    let crm = crm(platform);
    let tabs = || -> Vec<bool> {
        let view = platform.find_form(&crm.east, "lead").unwrap();
        view.form.groups.iter().map(|group| group.tab).collect()
    };
    assert_eq!(tabs(), [false, false, false]);
    with_lead_form(platform, &crm.boss, |form| form.groups[1].tab = true);
    assert_eq!(tabs(), [false, true, false]);
}
