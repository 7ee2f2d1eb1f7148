//! Search: parts of words through an ordinary index, on both databases alike. The grams are what `engines::search`
//! makes: bigrams of Han, trigrams of the rest, initials behind U+E000.

use model::Expr;
use store::query::{
    self, Anchors, From, Gram, Grams, Question, SortBy, Term, index_grams, remove_grams,
};
use store::records;
use store::{Error, Store, Table};

use crate::both::Db;
use crate::fixture::{TEXT, act, field, make_form, named, record};

both_databases! {
    two_chinese_characters_find_their_records,
    initials_and_parts_of_a_phone_number_find_their_records,
    every_term_must_match_and_each_may_have_alternatives,
    a_record_indexed_again_is_found_by_its_new_words_only,
    a_search_narrows_pages_and_counts,
    found_records_are_paged_newest_first_from_anywhere,
    found_records_are_sorted_by_any_field,
    rare_and_frequent_words_are_paged_alike,
    many_records_are_indexed_and_put_in_order_at_once,
    odd_characters_in_grams_are_text_and_no_syntax,
}

const NAMES: [(&str, &str); 4] = [
    (
        "深圳华为技术",
        "深圳 圳华 华为 为技 技术 术 \u{e000}szh \u{e000}zhw \u{e000}hwj \u{e000}wjs \u{e000}js \u{e000}s",
    ),
    ("华润为民", "华润 润为 为民 民 \u{e000}hrw \u{e000}rwm \u{e000}wm \u{e000}m"),
    ("上海技术", "上海 海技 技术 术 \u{e000}shj \u{e000}hjs \u{e000}js \u{e000}s"),
    ("13800138000", "138 380 800 001 013 138 380 800 000 00 0"),
];

fn filled(db: &Db) -> (Store, Table) {
    let store = db.open();
    let table = make_form(&store);
    let form = table.clone();
    store
        .write(move |tx| {
            for (n, (name, grams)) in (0..).zip(NAMES) {
                records::create(tx, &form, &named(n, name), &act())?;
                let key = records::find(tx, &form, record(n))?.unwrap().key;
                index_grams(tx, &form, &[(key, distinct(grams))])?;
            }
            Ok(())
        })
        .unwrap();
    (store, table)
}

fn distinct(grams: &str) -> Vec<String> {
    let mut all: Vec<String> = grams.split(' ').map(str::to_owned).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// `华为`, or with a star behind it a beginning of a gram.
fn group(grams: &[&str]) -> Vec<Gram> {
    grams
        .iter()
        .map(|g| Gram { text: g.trim_end_matches('*').to_owned(), prefix: g.ends_with('*') })
        .collect()
}

fn hits(store: &Store, table: &Table, terms: &[&[&[&str]]]) -> Vec<usize> {
    let terms = terms
        .iter()
        .map(|groups| Term { any_of: groups.iter().map(|g| group(g)).collect() })
        .collect();
    let grams = Grams { terms };
    let (always, fields) = (Expr::always(), records::read_columns(table));
    let question = Question {
        table,
        tables: &|_| None,
        targets: &|_| None,
        sights: &|_| None,
        rows: &always,
        filter: &always,
        search: Some(&grams),
        bin: false,
    };
    let page = store
        .read(|read| {
            let page =
                query::page(read, &question, (&[], &fields), (&From::Start, 10), &Anchors::new())?;
            assert_eq!(query::count(read, &question)?, i64::try_from(page.items.len()).unwrap());
            let keys = query::search_hits(read, table, &grams, 10)?;
            assert_eq!(keys, page.items.iter().map(|r| r.key).collect::<Vec<_>>());
            Ok::<_, Error>(page)
        })
        .unwrap();
    let number = |id: model::RecordId| (id.0.as_u128() - record(0).0.as_u128()) as usize;
    page.items.iter().map(|r| number(r.id)).collect()
}

fn two_chinese_characters_find_their_records(db: &Db) {
    let (store, table) = filled(db);
    assert_eq!(hits(&store, &table, &[&[&["华为"]]]), [0]);
    assert_eq!(hits(&store, &table, &[&[&["技术"]]]), [2, 0], "newest first");
    assert_eq!(hits(&store, &table, &[&[&["华*"]]]), [1, 0], "one character begins a gram");
    assert_eq!(hits(&store, &table, &[&[&["圳技"]]]), [0usize; 0]);
}

fn initials_and_parts_of_a_phone_number_find_their_records(db: &Db) {
    let (store, table) = filled(db);
    assert_eq!(hits(&store, &table, &[&[&["\u{e000}hw*"]]]), [0]);
    assert_eq!(hits(&store, &table, &[&[&["\u{e000}js*"]]]), [2, 0]);
    assert_eq!(hits(&store, &table, &[&[&["001", "013", "138"]]]), [3]);
    assert_eq!(hits(&store, &table, &[&[&["80*"]]]), [3]);
    assert_eq!(hits(&store, &table, &[&[&["139"]]]), [0usize; 0]);
}

fn every_term_must_match_and_each_may_have_alternatives(db: &Db) {
    let (store, table) = filled(db);
    assert_eq!(hits(&store, &table, &[&[&["技术"]], &[&["上海"]]]), [2]);
    assert_eq!(hits(&store, &table, &[&[&["华润"], &["上海"]]]), [2, 1]);
    assert_eq!(hits(&store, &table, &[&[&["华润"], &["技术"]], &[&["深圳"], &["为民"]]]), [1, 0]);
}

fn a_record_indexed_again_is_found_by_its_new_words_only(db: &Db) {
    let (store, table) = filled(db);
    let form = table.clone();
    store
        .write(move |tx| {
            let first = records::find(tx, &form, record(0))?.unwrap().key;
            let second = records::find(tx, &form, record(1))?.unwrap().key;
            index_grams(tx, &form, &[(first, distinct("北京"))])?;
            Ok(remove_grams(tx, &form, &[second])?)
        })
        .unwrap();
    assert_eq!(hits(&store, &table, &[&[&["华*"]]]), [0usize; 0]);
    assert_eq!(hits(&store, &table, &[&[&["北京"]]]), [0]);
}

fn a_search_narrows_pages_and_counts(db: &Db) {
    let (store, table) = filled(db);
    let form = table.clone();
    store
        .write(move |tx| {
            let current = records::find(tx, &form, record(2))?.unwrap();
            Ok(records::trash(tx, &form, &current, &act())?)
        })
        .unwrap();
    // The index still knows it; the question leaves the recycle bin out.
    let grams = Grams { terms: vec![Term { any_of: vec![group(&["技术"])] }] };
    let always = Expr::always();
    for (bin, expected) in [(false, 1), (true, 1)] {
        let question = Question {
            table: &table,
            tables: &|_| None,
            targets: &|_| None,
            sights: &|_| None,
            rows: &always,
            filter: &always,
            search: Some(&grams),
            bin,
        };
        assert_eq!(store.read(|read| query::count(read, &question)).unwrap(), expected);
    }
}

fn found_records_are_paged_newest_first_from_anywhere(db: &Db) {
    let (store, table) = filled(db);
    let grams = Grams { terms: vec![Term { any_of: vec![group(&["技术"]), group(&["华*"])] }] };
    let always = Expr::always();
    let question = Question {
        table: &table,
        tables: &|_| None,
        targets: &|_| None,
        sights: &|_| None,
        rows: &always,
        filter: &always,
        search: Some(&grams),
        bin: false,
    };
    let anchors = Anchors::new();
    let page = |from: &From, size: u32| {
        let plain = (&[][..], &[][..]);
        store.read(|read| query::page(read, &question, plain, (from, size), &anchors)).unwrap()
    };
    let all = page(&From::Start, 10);
    assert!(all.items.len() > 1 && all.items.is_sorted_by(|a, b| a.key > b.key));
    for at in 0..all.items.len() {
        // Twice: the second jump goes by an anchor.
        for _ in 0..2 {
            let from = From::At(i64::try_from(at).unwrap());
            assert_eq!(page(&from, 10).items, all.items[at..]);
        }
    }
    let first = page(&From::Start, 1);
    let rest = page(&From::After(first.next.unwrap()), 10);
    assert_eq!(rest.items, all.items[1..]);
}

fn found_records_are_sorted_by_any_field(db: &Db) {
    let (store, table) = filled(db);
    let grams = Grams { terms: vec![Term { any_of: vec![group(&["技术"]), group(&["华*"])] }] };
    let always = Expr::always();
    let question = Question {
        table: &table,
        tables: &|_| None,
        targets: &|_| None,
        sights: &|_| None,
        rows: &always,
        filter: &always,
        search: Some(&grams),
        bin: false,
    };
    let anchors = Anchors::new();
    for descending in [false, true] {
        let sort = [SortBy::Column { field: field(TEXT).into(), descending }];
        let page = |from: &From, size: u32| {
            let wanted = (&sort[..], &[field(TEXT).into()][..]);
            store.read(|read| query::page(read, &question, wanted, (from, size), &anchors)).unwrap()
        };
        let all = page(&From::Start, 10).items;
        let names: Vec<_> = all.iter().map(|r| r.value(field(TEXT)).as_text().unwrap()).collect();
        let mut expected = vec!["上海技术", "华润为民", "深圳华为技术"];
        if descending {
            expected.reverse();
        }
        assert_eq!(names, expected);
        let first = page(&From::Start, 1);
        assert_eq!(page(&From::After(first.next.unwrap()), 10).items, all[1..]);
        for at in [1, 2, 1] {
            assert_eq!(page(&From::At(at), 10).items, all[usize::try_from(at).unwrap()..]);
        }
    }
}

/// Words of the n-th of many records: in nearly all, here and there, in the oldest only, in one.
fn spread(n: u128) -> String {
    let words = [
        (!n.is_multiple_of(10), "常见"),
        (n % 900 == 1, "稀少"),
        (n < 40, "早年"),
        (n == 3, "独有"),
    ];
    words.iter().filter(|(has, _)| *has).map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
}

/// A form of these records, each found by the words that it has.
fn spread_out(store: &Store, all: &[u128]) -> Table {
    let table = make_form(store);
    for part in all.chunks(500) {
        let (form, part) = (table.clone(), part.to_vec());
        let index = move |tx: &mut store::Tx<'_>| {
            let rows: Vec<_> = part.iter().map(|n| named(*n, &format!("名{}", n % 97))).collect();
            let ids: Vec<_> = part.iter().map(|n| record(*n)).collect();
            records::create_many(tx, &form, &rows, &act())?;
            let number = |r: &records::Record| r.id.0.as_u128() - record(0).0.as_u128();
            let found = records::find_many(tx, &form, &ids, &[])?;
            let grams: Vec<_> =
                found.iter().map(|r| (r.key, distinct(&spread(number(r))))).collect();
            Ok(index_grams(tx, &form, &grams)?)
        };
        store.write_chunk(index).unwrap();
    }
    table
}

fn rare_and_frequent_words_are_paged_alike(db: &Db) {
    let store = db.open();
    let all: Vec<u128> = (0..6_500).collect();
    let table = spread_out(&store, &all);
    let (always, anchors) = (Expr::always(), Anchors::new());
    let by_name = SortBy::Column { field: field(TEXT).into(), descending: false };
    for (word, sort) in ["常见", "稀少", "早年", "独有", "没有"]
        .iter()
        .flat_map(|word| [(word, vec![]), (word, vec![by_name.clone()])])
    {
        let mut expected: Vec<u128> =
            all.iter().filter(|n| spread(**n).contains(word)).copied().collect();
        if sort.is_empty() {
            expected.reverse();
        } else {
            expected.sort_by_key(|n| (format!("名{}", n % 97), *n));
        }
        let grams = Grams { terms: vec![Term { any_of: vec![group(&[word])] }] };
        let question = Question {
            table: &table,
            tables: &|_| None,
            targets: &|_| None,
            sights: &|_| None,
            rows: &always,
            filter: &always,
            search: Some(&grams),
            bin: false,
        };
        let page = |from: &From| {
            let wanted = (&sort[..], &[field(TEXT).into()][..]);
            store.read(|read| query::page(read, &question, wanted, (from, 13), &anchors)).unwrap()
        };
        let ids = |page: &query::Page| -> Vec<u128> {
            page.items.iter().map(|r| r.id.0.as_u128() - record(0).0.as_u128()).collect()
        };
        let (mut walked, mut from) = (Vec::new(), From::Start);
        for _ in 0..5 {
            let page = page(&from);
            walked.extend(ids(&page));
            let Some(next) = page.next else { break };
            from = From::After(next);
        }
        assert_eq!(walked, expected[..expected.len().min(65)], "{word} {sort:?}");
        for at in [3, 30, 4_000] {
            let rest = expected.get(at..).unwrap_or_default();
            let found = page(&From::At(i64::try_from(at).unwrap()));
            assert_eq!(ids(&found), rest[..rest.len().min(13)], "{word} {sort:?} from {at}");
            // A page from deep inside goes on where it ended.
            if let Some(next) = found.next {
                let rest = &rest[13..];
                assert_eq!(ids(&page(&From::After(next))), rest[..rest.len().min(13)], "{word}");
            }
        }
    }
}

fn many_records_are_indexed_and_put_in_order_at_once(db: &Db) {
    let (store, table) = filled(db);
    let form = table.clone();
    let many: Vec<(i64, Vec<String>)> =
        (1_000..2_000).map(|key| (key, distinct(&format!("众多 多{key}")))).collect();
    store.write(move |tx| Ok(index_grams(tx, &form, &many)?)).unwrap();
    let count = |gram: &str| {
        let grams = Grams { terms: vec![Term { any_of: vec![group(&[gram])] }] };
        let ask = |read: &mut dyn store::session::Read| {
            assert!(query::has_hits(read, &table, &grams, 1)?);
            assert!(!query::has_hits(read, &table, &grams, 1_001)?);
            query::search_hits(read, &table, &grams, 5_000)
        };
        store.read(ask).unwrap().len()
    };
    assert_eq!((count("众多"), count("多1234")), (1_000, 1));
    store.read(|read| query::settle_grams(read)).unwrap();
    assert_eq!((count("众多"), count("多1234")), (1_000, 1));
}

fn odd_characters_in_grams_are_text_and_no_syntax(db: &Db) {
    let (store, table) = filled(db);
    let form = table.clone();
    let odd = ["a&b", "(x)", "or", "NEAR", "x:*", "!no", "<->"];
    store
        .write(move |tx| {
            let key = records::find(tx, &form, record(3))?.unwrap().key;
            Ok(index_grams(tx, &form, &[(key, odd.map(str::to_owned).to_vec())])?)
        })
        .unwrap();
    for gram in ["or", "NEAR"] {
        assert_eq!(hits(&store, &table, &[&[&[gram]]]), [3], "{gram}");
    }
}
