//! Many requests in one commit, and none pays for another.

use crate::both::Db;

both_databases! {
    an_empty_store_opens_twice,
}

fn an_empty_store_opens_twice(db: &Db) {
    assert_eq!(db.open().commits().seq(), 0);
    assert_eq!(db.open().dialect(), db.dialect());
}
