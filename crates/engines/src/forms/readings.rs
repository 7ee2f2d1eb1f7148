//! How Chinese is read aloud: pinyin, with the second reading of characters that names and companies often use.

use pinyin::ToPinyin;

use super::fold::{fold, is_han};

/// Most spellings that one text is given.
const MOST: usize = 8;

/// Characters with two readings that both occur in names; the usual one first.
const TWICE: [(char, [&str; 2]); 53] = [
    ('重', ["chong", "zhong"]),
    ('长', ["chang", "zhang"]),
    ('行', ["hang", "xing"]),
    ('乐', ["le", "yue"]),
    ('单', ["dan", "shan"]),
    ('曾', ["zeng", "ceng"]),
    ('解', ["jie", "xie"]),
    ('仇', ["qiu", "chou"]),
    ('查', ["cha", "zha"]),
    ('区', ["qu", "ou"]),
    ('朴', ["pu", "piao"]),
    ('盖', ["gai", "ge"]),
    ('朝', ["chao", "zhao"]),
    ('都', ["du", "dou"]),
    ('厦', ["xia", "sha"]),
    ('大', ["da", "dai"]),
    ('石', ["shi", "dan"]),
    ('会', ["hui", "kuai"]),
    ('传', ["chuan", "zhuan"]),
    ('调', ["diao", "tiao"]),
    ('藏', ["cang", "zang"]),
    ('盛', ["sheng", "cheng"]),
    ('沈', ["shen", "chen"]),
    ('尉', ["wei", "yu"]),
    ('种', ["zhong", "chong"]),
    ('缪', ["miao", "mou"]),
    ('翟', ["zhai", "di"]),
    ('覃', ["tan", "qin"]),
    ('洗', ["xi", "xian"]),
    ('员', ["yuan", "yun"]),
    ('万', ["wan", "mo"]),
    ('柏', ["bai", "bo"]),
    ('薄', ["bo", "bao"]),
    ('车', ["che", "ju"]),
    ('宿', ["su", "xiu"]),
    ('系', ["xi", "ji"]),
    ('还', ["hai", "huan"]),
    ('了', ["le", "liao"]),
    ('觉', ["jue", "jiao"]),
    ('角', ["jiao", "jue"]),
    ('卡', ["ka", "qia"]),
    ('参', ["can", "shen"]),
    ('奇', ["qi", "ji"]),
    ('校', ["xiao", "jiao"]),
    ('什', ["shen", "shi"]),
    ('率', ["lv", "shuai"]),
    ('六', ["liu", "lu"]),
    ('蚌', ["bang", "beng"]),
    ('莘', ["shen", "xin"]),
    ('贾', ["jia", "gu"]),
    ('折', ["zhe", "she"]),
    ('祭', ["ji", "zhai"]),
    ('臧', ["zang", "cang"]),
];

/// Readings that these characters have at the head of a person's name.
const SURNAMES: [(char, &str); 17] = [
    ('单', "shan"),
    ('仇', "qiu"),
    ('曾', "zeng"),
    ('解', "xie"),
    ('查', "zha"),
    ('区', "ou"),
    ('朴', "piao"),
    ('盖', "ge"),
    ('翟', "zhai"),
    ('沈', "shen"),
    ('尉', "yu"),
    ('缪', "miao"),
    ('覃', "qin"),
    ('乐', "yue"),
    ('员', "yun"),
    ('万', "wan"),
    ('华', "hua"),
];

/// The usual reading of one character, without tone; `ü` is `v`, as it is typed.
pub fn of(c: char) -> Option<&'static str> {
    if let Some((_, readings)) = TWICE.iter().find(|(known, _)| *known == c) {
        return Some(readings[0]);
    }
    c.to_pinyin().map(|p| p.plain()).map(|plain| match plain {
        "lü" => "lv",
        "nü" => "nv",
        "lüe" => "lve",
        "nüe" => "nve",
        other => other,
    })
}

/// A text with Han characters, spelled for the keyboard.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spelling {
    /// First letters: `zsf`. Latin letters and digits of the text stand in it as they are.
    pub initials: String,
    /// All letters: `zhangsanfeng`.
    pub full: String,
    /// Where in [`Self::full`] syllables and other characters begin, in bytes.
    starts: Vec<usize>,
}

/// The ways to spell a text by sound, at most eight; none if it holds no Han character.
pub fn spell(text: &str) -> Vec<Spelling> {
    let text = fold(text);
    if !text.chars().any(is_han) {
        return Vec::new();
    }
    let mut spellings = vec![Spelling::default()];
    for c in text.chars() {
        if !is_han(c) {
            if c.is_alphanumeric() {
                for spelling in &mut spellings {
                    spelling.initials.push(c);
                    spelling.starts.push(spelling.full.len());
                    spelling.full.push(c);
                }
            }
            continue;
        }
        let second = TWICE.iter().find(|(known, _)| *known == c).map(|(_, readings)| readings[1]);
        let first = of(c);
        let others = match second {
            Some(second) if Some(second) != first && spellings.len() * 2 <= MOST => {
                spellings.iter().map(|s| s.with(second)).collect()
            }
            _ => Vec::new(),
        };
        if let Some(first) = first {
            spellings = spellings.iter().map(|s| s.with(first)).collect();
        }
        spellings.extend(others);
    }
    spellings
}

impl Spelling {
    /// Whether it is heard so somewhere: from the beginning of a syllable on. 诚泰 is not heard in `hengtai`.
    pub fn says(&self, letters: &str) -> bool {
        let heard = |from: &usize| self.full.get(*from..).is_some_and(|s| s.starts_with(letters));
        self.starts.iter().any(heard)
    }

    fn with(&self, syllable: &str) -> Self {
        let mut longer = self.clone();
        longer.initials.extend(syllable.chars().next());
        longer.starts.push(longer.full.len());
        longer.full.push_str(syllable);
        longer
    }
}

/// Most characters of a text that count when it is sorted.
const SORTED: usize = 40;

/// Orders texts as a phone book does: Chinese by sound among the Latin words, by character where the sound is equal.
/// Compare keys byte by byte. `surname` reads the first character as a family name.
pub fn sort_key(text: &str, surname: bool) -> String {
    let folded = fold(text);
    let text = folded.trim();
    let mut key = String::new();
    for (i, c) in text.chars().take(SORTED).enumerate() {
        let family = (surname && i == 0).then(|| SURNAMES.iter().find(|(s, _)| *s == c)).flatten();
        match family.map(|(_, reading)| *reading).or_else(|| if is_han(c) { of(c) } else { None }) {
            Some(reading) => {
                key.push_str(reading);
                // Below every letter, so 西安 (xi an) stands before 先 (xian).
                key.push('\u{1}');
            }
            None => key.push(c),
        }
    }
    if text.chars().any(is_han) {
        key.push('\u{2}');
        key.extend(text.chars().take(SORTED));
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_spelled_by_initials_and_in_full() {
        let spelled =
            |text| -> Vec<_> { spell(text).into_iter().map(|s| (s.initials, s.full)).collect() };
        assert_eq!(spelled("张三丰"), [("zsf".to_owned(), "zhangsanfeng".to_owned())]);
        assert_eq!(spell("吕布").first().map(|s| s.full.as_str()), Some("lvbu"));
        assert_eq!(spell("GTX 基础版").first().map(|s| s.initials.as_str()), Some("gtxjcb"));
        assert_eq!(spell("Acme Ltd"), []);
    }

    #[test]
    fn a_sound_begins_with_a_syllable() {
        let says = |text: &str, letters: &str| spell(text).iter().any(|s| s.says(letters));
        assert!(says("青岛恒泰", "hengtai") && says("青岛恒泰", "hengt"));
        assert!(!says("青岛诚泰", "hengtai") && !says("盛泰", "hengtai"));
        assert!(says("GTX 恒泰", "gtxheng") && says("GTX 恒泰", "xheng"));
    }

    #[test]
    fn characters_of_two_readings_are_spelled_both_ways() {
        let full: Vec<String> = spell("重庆长安").into_iter().map(|s| s.full).collect();
        for wanted in ["chongqingchangan", "zhongqingchangan", "chongqingzhangan"] {
            assert!(full.iter().any(|f| f == wanted), "{wanted} is not among {full:?}");
        }
        assert!(spell("长行乐单曾解仇查").len() <= MOST);
    }

    #[test]
    fn names_sort_by_sound() {
        let mut names = ["张三", "Zoe", "李四", "安娜", "Bob", "西安", "先知", "张飞", "章三"];
        names.sort_by_key(|name| sort_key(name, false));
        assert_eq!(names, ["安娜", "Bob", "李四", "西安", "先知", "张飞", "张三", "章三", "Zoe"]);
    }

    #[test]
    fn a_family_name_is_read_as_one() {
        assert!(sort_key("单田芳", true).starts_with("shan"));
        assert!(sort_key("单田芳", false).starts_with("dan"));
    }
}
