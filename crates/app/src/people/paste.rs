//! Reading a pasted list of people: a line each, name and phone or e-mail in any order, parted by blanks, tabs, commas.

use engines::forms::{fold, phones};

/// Fewest digits of something meant as a phone number.
const DIGITS: usize = 5;
/// Words of a heading line.
const HEADINGS: [&str; 16] = [
    "姓名",
    "名字",
    "员工",
    "成员",
    "手机",
    "手机号",
    "手机号码",
    "电话",
    "电话号码",
    "name",
    "phone",
    "mobile",
    "邮箱",
    "email",
    "e-mail",
    "mail",
];

/// Family names of two characters.
const DOUBLE: [&str; 16] = [
    "欧阳", "上官", "司马", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "端木",
    "东方", "南宫", "长孙", "宇文",
];

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Its place in the text, from 1.
    pub(super) number: usize,
    /// The name; may be empty.
    pub(super) name: String,
    /// What stands for the phone number, as written.
    pub(super) phone: Option<String>,
    /// An e-mail address, by which they can sign in.
    pub(super) mail: Option<String>,
}

/// A piece of a line, and which cell it stands in.
struct Word<'a> {
    text: &'a str,
    cell: usize,
}

/// The lines of a text that say something; a heading is left out.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    for (i, written) in text.lines().enumerate() {
        let narrow: String =
            fold::narrow(written).chars().filter(|c| !fold::is_invisible(*c)).collect();
        let mut words = words(&narrow);
        let mail = words.iter().position(|word| is_mail(word.text));
        let mail = mail.map(|at| words.remove(at).text.to_owned());
        let heading = found.is_empty() && mail.is_none() && words.iter().all(is_heading);
        if mail.is_some() || !words.is_empty() && !heading {
            found.push(Line { mail, ..line(i + 1, &words) });
        }
    }
    found
}

fn is_heading(word: &Word<'_>) -> bool {
    HEADINGS.contains(&fold::fold(word.text).as_str())
}

fn line(number: usize, words: &[Word<'_>]) -> Line {
    let mail = None;
    let Some((from, to, phone)) = find_phone(words) else {
        return Line { number, name: name(words), phone: None, mail };
    };
    let before = name(&words[..from]);
    let name = if before.is_empty() { name(&words[to..]) } else { before };
    Line { number, name, phone: Some(phone), mail }
}

fn is_mail(text: &str) -> bool {
    text.split_once('@').is_some_and(|(who, host)| {
        !who.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    })
}

/// The name among these words: the first cell that has letters.
fn name(words: &[Word<'_>]) -> String {
    let has_letters = |w: &&Word<'_>| w.text.chars().any(char::is_alphabetic);
    let Some(cell) = words.iter().find(has_letters).map(|w| w.cell) else { return String::new() };
    // `1 张三`: what has no letters is a number in a list, not a name.
    let parts: Vec<&str> =
        words.iter().filter(|w| w.cell == cell).filter(has_letters).map(|w| w.text).collect();
    let han = |part: &str| part.chars().all(fold::is_han);
    match parts.as_slice() {
        // `张 三` is padded to the width of three; in `张三 销售部` another thing follows.
        [family, given, ..] if han(given) && is_family_name(family) => format!("{family}{given}"),
        [first, ..] if han(first) => (*first).to_owned(),
        parts => parts.join(" "),
    }
}

fn is_family_name(word: &str) -> bool {
    let one = word.chars().count() == 1 && word.chars().all(fold::is_han);
    one || DOUBLE.contains(&word)
}

/// The words that make a phone number: the longest run that reads as one, mobiles first; else what was meant as one.
fn find_phone(words: &[Word<'_>]) -> Option<(usize, usize, String)> {
    let runs = (0..words.len()).flat_map(|from| (from + 1..=words.len()).map(move |to| (from, to)));
    let written = runs.filter_map(|(from, to)| {
        let run = &words[from..to];
        let alike = run.iter().all(|w| w.cell == run[0].cell && is_digits(w.text));
        let text = run.iter().map(|w| w.text).collect::<Vec<_>>().join(" ");
        let digits = text.chars().filter(char::is_ascii_digit).count();
        (alike && digits >= DIGITS).then_some((from, to, text))
    });
    let rank = |text: &str| match phones::read(text) {
        Some(phone) if phones::is_mobile(&phone) => 2,
        Some(_) => 1,
        None => 0,
    };
    written.max_by_key(|(from, to, text)| (rank(text), to - from, words.len() - from))
}

fn is_digits(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_digit() || "+-().*/".contains(c);
    text.chars().all(allowed) && text.contains(|c: char| c.is_ascii_digit())
}

/// Cells part at tabs, commas and the like; words at blanks, and where a long number touches letters.
fn words(line: &str) -> Vec<Word<'_>> {
    let cells = line.split(['\t', ',', ';', '、', '|', ':']).enumerate();
    cells
        .flat_map(|(cell, text)| text.split_whitespace().map(move |text| (cell, text)))
        .flat_map(|(cell, text)| parted(text).into_iter().map(move |text| Word { text, cell }))
        .filter(|word| word.text.chars().any(char::is_alphanumeric))
        .collect()
}

/// `张三13812345678` in two; `李四2` stays whole.
fn parted(word: &str) -> Vec<&str> {
    let bare = word.trim_matches(['<', '>', '(', ')', '"']);
    if is_mail(bare) {
        return vec![bare];
    }
    let digital = |c: char| c.is_ascii_digit() || "+-().*/".contains(c);
    let mut parts: Vec<&str> = Vec::new();
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let kind = digital(c);
        let end = rest.find(|c| digital(c) != kind).unwrap_or(rest.len());
        parts.push(&rest[..end]);
        rest = &rest[end..];
    }
    let long = |part: &&str| part.bytes().filter(u8::is_ascii_digit).count() >= DIGITS;
    if parts.iter().any(long) { parts } else { vec![word] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, name: &str, phone: Option<&str>) {
        let found = lines(text);
        let said: Vec<(&str, Option<&str>)> =
            found.iter().map(|l| (l.name.as_str(), l.phone.as_deref())).collect();
        assert_eq!(said, [(name, phone)], "{text}");
    }

    #[test]
    fn name_and_phone_are_told_apart_in_either_order() {
        check("张三 13812345678", "张三", Some("13812345678"));
        check("13812345678 张三", "张三", Some("13812345678"));
        check("张三\t13812345678", "张三", Some("13812345678"));
        check("张三，13812345678", "张三", Some("13812345678"));
        check("张三：１３８１２３４５６７８", "张三", Some("13812345678"));
        check("张三13812345678", "张三", Some("13812345678"));
        check("张三（13812345678）", "张三", Some("(13812345678)"));
        check("欧阳　娜娜 138 1234 5678", "欧阳娜娜", Some("138 1234 5678"));
        check("张　三\u{200b} +86-138-1234-5678", "张三", Some("+86-138-1234-5678"));
        check("Mary Ann Lee, 13812345678", "Mary Ann Lee", Some("13812345678"));
        check("张三 销售部 13812345678", "张三", Some("13812345678"));
        check("1. 张三 13812345678", "张三", Some("13812345678"));
        check("1\t张三\t13812345678\t销售部", "张三", Some("13812345678"));
        check("张三 1 13812345678", "张三", Some("13812345678"));
        check("李四2 13812345678", "李四2", Some("13812345678"));
        check("王五 0532-8888888", "王五", Some("0532-8888888"));
    }

    #[test]
    fn an_e_mail_address_is_told_from_name_and_phone() {
        let check = |text: &str, name: &str, phone: Option<&str>, mail: &str| {
            let found = lines(text);
            assert_eq!(found.len(), 1, "{text}");
            let said = (found[0].name.as_str(), found[0].phone.as_deref());
            assert_eq!((said, found[0].mail.as_deref()), ((name, phone), Some(mail)), "{text}");
        };
        check("Jane Doe jane@x.com", "Jane Doe", None, "jane@x.com");
        check("Jane Doe <jane12345@x.com>", "Jane Doe", None, "jane12345@x.com");
        check(
            "jane@x.com, Jane Doe, (402) 555-0143",
            "Jane Doe",
            Some("(402) 555-0143"),
            "jane@x.com",
        );
        check("张三 zhangsan@x.cn 13812345678", "张三", Some("13812345678"), "zhangsan@x.cn");
        check("jane@x.com", "", None, "jane@x.com");
        assert_eq!(lines("Name\tE-mail\nJane\tjane@x.com").len(), 1, "a heading");
    }

    #[test]
    fn what_is_missing_or_broken_is_kept_for_the_problem() {
        check("张三", "张三", None);
        check("13812345678", "", Some("13812345678"));
        check("张三 138123456", "张三", Some("138123456"));
        check("张三 13812345678 13912345678", "张三", Some("13812345678"));
    }

    #[test]
    fn empty_lines_and_a_heading_say_nothing() {
        let found = lines("姓名\t手机号\n\n  \n张三\t13812345678\n李四\t13912345678\n");
        let said: Vec<(usize, &str)> = found.iter().map(|l| (l.number, l.name.as_str())).collect();
        assert_eq!(said, [(4, "张三"), (5, "李四")]);
        assert!(lines("，，，\n---").is_empty());
    }
}
