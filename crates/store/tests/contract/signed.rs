//! The log against what was signed of it: what a whole rewriting, consistent in itself, cannot escape.

use std::collections::BTreeMap;

use model::Seq;
use store::log::{self, Broken, Claims, Hash, SignedHead};
use store::records::create_many;
use store::{Error, Store};

use crate::both::Db;
use crate::fixture::{at, create, in_batch, make_form, named, run};

both_databases! {
    a_log_that_was_written_anew_is_found,
    a_tail_cut_off_before_a_signed_head_is_found,
    verification_may_begin_behind_a_signed_head,
    a_head_inside_a_bulk_entry_was_never_one,
    signed_heads_come_back_in_order,
}

fn names(db: &Db, names: &[&str]) -> Store {
    let store = db.open();
    let table = make_form(&store);
    for (n, name) in (1..).zip(names) {
        create(&store, &table, named(n, name)).unwrap();
    }
    store
}

fn head(store: &Store) -> (Seq, Hash) {
    let head = store.read(|read| Ok::<_, Error>(store::head::read(read)?)).unwrap();
    (head.seq, head.hash)
}

fn found(store: &Store, heads: &[(Seq, Hash)], from: Option<Seq>) -> Result<u64, Broken> {
    let claims = Claims { heads: heads.iter().copied().collect::<BTreeMap<_, _>>(), from };
    let verified = store.read(|read| Ok::<_, Error>(log::verify_claims(read, &claims)?));
    verified.unwrap().map(|verified| verified.entries)
}

fn a_log_that_was_written_anew_is_found(db: &Db) {
    let signed = head(&names(&Db::sqlite(), &["甲", "乙", "丙"]));
    // As many entries, with another word in one of them; payloads, chain and head agree with each other.
    let forged = names(db, &["甲", "改", "丙"]);
    assert_eq!(found(&forged, &[], None), Ok(3));
    assert_eq!(found(&forged, &[signed], None), Err(Broken::Signed(3)));
}

fn a_tail_cut_off_before_a_signed_head_is_found(db: &Db) {
    let store = names(db, &["甲", "乙", "丙", "丁"]);
    let signed = head(&store);
    let mut session = db.other_writer();
    for text in [
        "DELETE FROM clew_payload WHERE last = 4",
        "DELETE FROM clew_log WHERE last = 4",
        "UPDATE clew_head SET seq = 3, hash = (SELECT hash FROM clew_log WHERE last = 3)",
    ] {
        run(&mut *session, text);
    }
    assert_eq!(found(&store, &[], None), Ok(3));
    assert_eq!(found(&store, &[signed], None), Err(Broken::Tail(3, 4)));
}

fn verification_may_begin_behind_a_signed_head(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    for n in 1..=2 {
        create(&store, &table, named(n, "x")).unwrap();
    }
    let signed = head(&store);
    create(&store, &table, named(9, "丙")).unwrap();
    let mut session = db.other_writer();
    run(&mut *session, "UPDATE clew_log SET form_version = form_version + 1 WHERE last = 1");
    assert_eq!(found(&store, &[signed], None), Err(Broken::Chain(1)));
    assert_eq!(found(&store, &[signed], Some(2)), Ok(1));
    run(&mut *session, "UPDATE clew_log SET form_version = form_version + 1 WHERE last = 3");
    assert_eq!(found(&store, &[signed], Some(2)), Err(Broken::Chain(3)));
    // What nobody signed is no place to begin at.
    assert_eq!(found(&store, &[signed], Some(1)), Err(Broken::Chain(1)));
}

fn a_head_inside_a_bulk_entry_was_never_one(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let many: Vec<_> = (0..10).map(|n| named(n, "x")).collect();
    store.write_chunk(move |tx| Ok(create_many(tx, &table, &many, &in_batch(7))?)).unwrap();
    assert_eq!(found(&store, &[(5, [1; 32])], None), Err(Broken::Signed(5)));
    assert_eq!(found(&store, &[head(&store)], None), Ok(1));
}

fn signed_heads_come_back_in_order(db: &Db) {
    let store = db.open();
    let signed = |seq: Seq, byte: u8| SignedHead {
        seq,
        hash: [byte; 32],
        at: at(seq),
        key: vec![1; 32],
        signature: vec![byte; 64],
    };
    for head in [signed(9, 1), signed(4, 2), signed(9, 3)] {
        store.write(move |tx| Ok(log::add_head(tx, &head)?)).unwrap();
    }
    let list = store.read(|read| Ok::<_, Error>(log::list_heads(read)?)).unwrap();
    assert_eq!(list, [signed(4, 2), signed(9, 1)], "the first one stays");
    let last = store.read(|read| Ok::<_, Error>(log::last_head(read)?)).unwrap();
    assert_eq!(last, Some(signed(9, 1)));
}
