//! What a question finds.

use proptest::prelude::{ProptestConfig, any, prop, prop_assert, proptest};

use super::{Gram, Index, called, index, query};
use crate::forms::fold::is_han;
use crate::forms::{Sought, SoughtBy, readings};

fn title(text: &str) -> Index {
    index(&[Sought { text: text.into(), by: SoughtBy::Name }])
}

fn check(text: &str, by: SoughtBy, question: &str, found: bool) {
    let index = index(&[Sought { text: text.into(), by }]);
    assert_eq!(query(question).matches(&index), found, "{question} in {text}");
}

#[test]
fn a_title_is_found_by_parts_initials_and_pinyin() {
    for question in [
        "华为",
        "为技",
        "华为技术有限公司",
        "华",
        "司",
        "hw",
        "hwjs",
        "HWJS",
        "huawei",
        "huaw",
        "weijishu",
        "h",
        "技术 华为",
        "有限 huawei",
        "ｈｗ",
    ] {
        check("华为技术有限公司", SoughtBy::Sound, question, true);
    }
    for question in ["华技", "wh", "huaweijishou", "腾讯", "技术 腾讯", "", "  ", "，。"]
    {
        check("华为技术有限公司", SoughtBy::Sound, question, false);
    }
}

#[test]
fn mixed_titles_are_found_across_their_scripts() {
    for question in ["gtx", "GTX基础", "x基", "基础版3", "版3代", "TX", "gtxjcb", "gtxjichu", "3d"]
    {
        check("GTX 基础版3代".replace(' ', "").as_str(), SoughtBy::Sound, question, true);
    }
    check("Acme Co., Ltd.", SoughtBy::Sound, "co.,", true);
    check("Acme Co., Ltd.", SoughtBy::Sound, "acme ltd", true);
    check("Acme Co., Ltd.", SoughtBy::Sound, "cme", true);
    check("Acme Co., Ltd.", SoughtBy::Sound, "acm ltx", false);
}

#[test]
fn both_readings_find_the_name() {
    for question in ["chongqing", "zhongqing", "cq", "zq"] {
        check("重庆火锅", SoughtBy::Sound, question, true);
    }
    check("单田芳", SoughtBy::Sound, "shantianfang", true);
}

#[test]
fn words_are_not_found_by_sound() {
    check("华为技术", SoughtBy::Words, "huawei", false);
    check("华为技术", SoughtBy::Words, "技术", true);
}

#[test]
fn accents_make_no_difference() {
    for question in ["muller", "müller", "MÜLL", "zoe johnson", "renee", "strasse", "ulle"] {
        check("Müller, Zoë Johnson, Renée, Straße", SoughtBy::Words, question, true);
    }
    check("Muller", SoughtBy::Name, "Müller", true);
}

#[test]
fn phones_are_found_by_any_three_digits_however_typed() {
    for question in
        ["138", "0000", "13800000001", "138-0000-0001", "+86138", "00 0001", "8000", "(138)"]
    {
        check("+8613800000001", SoughtBy::Digits, question, true);
    }
    check("0532-8888888-8001", SoughtBy::Digits, "05328888888", true);
    check("0532-8888888-8001", SoughtBy::Digits, "0532-8888888", true);
    check("+8613800000001", SoughtBy::Digits, "139", false);
}

#[test]
fn each_of_several_names_is_found_by_its_letters_and_its_sound() {
    for names in ["海达、远航/HD机电", "海达 远航，HD机电", "远航;海达；HD机电"]
    {
        for question in ["海达", "haida", "hd", "远航", "yuanhang", "yh", "hdjd", "海达 远航"]
        {
            check(names, SoughtBy::Names, question, true);
        }
        check(names, SoughtBy::Names, "haidayuanhanghd", false);
    }
}

#[test]
fn a_whole_name_is_told_from_one_that_holds_it() {
    let is_called = |text: &str, by, words: &str| {
        let index = index(&[Sought { text: text.into(), by }]);
        let has = |gram| matches!(gram, Gram::Whole(gram) if index.grams.contains(&gram));
        called(words).map(|called| (has(called.title), has(called.other))).unwrap()
    };
    let (title, other, no) = ((true, false), (false, true), (false, false));
    assert_eq!(is_called("海达（天津）", SoughtBy::Name, " 海达(天津) "), title);
    assert_eq!(is_called("Müller", SoughtBy::Name, "muller"), title);
    assert_eq!(is_called("海达机械", SoughtBy::Name, "海达"), no);
    assert_eq!(is_called("青岛海达、海达", SoughtBy::Names, "海达"), other);
    assert_eq!(is_called("海达", SoughtBy::Words, "海达"), no, "a word is no name");
    assert_eq!(called("，。"), None);
}

#[test]
fn grams_that_do_not_stand_together_are_told_apart() {
    check("abc bcd", SoughtBy::Words, "abcd", false);
    check("上海大学 海大附中", SoughtBy::Words, "上海大附", false);
    check("张三", SoughtBy::Sound, "zsan", false);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_two_han_characters_of_a_text_are_found(text in "[一-龥]{2,12}[a-z0-9 ]{0,4}[一-龥]{2,6}") {
        let index = title(&text);
        let chars: Vec<char> = text.chars().collect();
        for pair in chars.windows(2).filter(|pair| pair.iter().all(|c| is_han(*c))) {
            let question: String = pair.iter().collect();
            prop_assert!(query(&question).matches(&index), "{question} in {text}");
        }
    }

    #[test]
    fn every_part_of_a_word_is_found(text in "[\\p{L}\\p{N}]{1,16}", from in 0usize..16, length in 1usize..16) {
        let index = title(&text);
        let part: String = text.chars().skip(from).take(length).collect();
        // Folding may join a letter with the mark behind it, so the part is folded within the text.
        let folded = crate::forms::fold::bare(&text);
        if query(&part).terms.len() == 1 && folded.contains(&crate::forms::fold::bare(&part)) {
            prop_assert!(query(&part).matches(&index), "{part} in {text}");
        }
    }

    #[test]
    fn every_beginning_of_the_initials_is_found(text in "[一-龥]{2,10}", length in 2usize..10) {
        let index = title(&text);
        for spelling in readings::spell(&text) {
            let part: String = spelling.initials.chars().take(length).collect();
            prop_assert!(query(&part).matches(&index), "{part} in {text}");
        }
    }

    #[test]
    fn every_three_digits_of_a_phone_are_found(digits in "1[3-9][0-9]{9}", from in 0usize..8) {
        let index = index(&[Sought { text: format!("+86{digits}"), by: SoughtBy::Digits }]);
        prop_assert!(query(&digits[from..from + 3]).matches(&index));
    }

    #[test]
    fn no_gram_holds_what_would_split_it(text in any::<String>(), words in prop::collection::vec("\\PC{0,10}", 0..3)) {
        for gram in title(&text).grams {
            prop_assert!(gram.chars().all(|c| c.is_alphanumeric() || ('\u{e000}'..='\u{e003}').contains(&c)), "{gram:?}");
        }
        for gram in query(&words.join(" ")).terms.iter().flat_map(|t| t.any_of.concat()) {
            let (Gram::Whole(gram) | Gram::Prefix(gram)) = gram;
            prop_assert!(gram.chars().all(|c| c.is_alphanumeric() || ('\u{e000}'..='\u{e003}').contains(&c)), "{gram:?}");
        }
    }
}
