//! Company names brought to keys: equal keys mean, almost always, the same company.

use unicode_normalization::UnicodeNormalization;

use super::regions::{is_region, without_region};

/// A company's name, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// The name without width, case, spaces, brackets and legal form; the region stays: `北京字节跳动科技`.
    pub key: String,
    /// Also without the region at its head: `字节跳动科技`. Equal cores are candidates, no more.
    pub core: String,
    /// The branch that was named, e.g. `北京分公司`.
    pub branch: Option<String>,
}

const BRANCHES: [&str; 6] = ["分公司", "办事处", "代表处", "营业部", "分部", "分店"];

/// Longest first.
const FORMS: [&str; 14] = [
    "集团股份有限公司",
    "集团有限责任公司",
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "控股有限公司",
    "有限公司",
    "股份公司",
    "集团公司",
    "合伙企业",
    "有限合伙",
    "普通合伙",
    "公司",
    "集团",
];

const LATIN_FORMS: [&str; 22] = [
    "CO",
    "LTD",
    "LIMITED",
    "INC",
    "INCORPORATED",
    "CORP",
    "CORPORATION",
    "COMPANY",
    "LLC",
    "LLP",
    "LP",
    "PLC",
    "GMBH",
    "AG",
    "SA",
    "PTE",
    "PTY",
    "BV",
    "SRL",
    "SARL",
    "KK",
    "GROUP",
];

/// Words that name a trade, not a company: a region before them is part of the name.
const TRADES: [&str; 16] = [
    "银行", "公司", "医院", "大学", "学院", "贸易", "科技", "投资", "机场", "地铁", "电力", "航空",
    "证券", "集团", "报社", "信托",
];

/// Takes a company's name apart.
pub fn company(name: &str) -> Company {
    let latin = without_latin_form(&name.nfkc().collect::<String>().to_uppercase());
    let joined: String =
        latin.chars().filter(|c| !c.is_whitespace() && !"·・.-_/、，,'\"&*".contains(*c)).collect();
    let (main, branch) = split_branch(&joined);
    let bare = without_brackets(main);
    let bare = if bare.chars().count() < 2 { main.replace(['(', ')'], "") } else { bare };
    let key = without_form(&bare).to_owned();
    let core = core(&key).to_owned();
    Company { key, core, branch: branch.map(str::to_owned) }
}

/// `Acme Co., Ltd.` → `ACME`; Latin forms are words, so they are cut before spaces go.
fn without_latin_form(name: &str) -> String {
    let mut rest = name.trim();
    loop {
        let trimmed = rest.trim_end_matches(|c: char| c.is_whitespace() || ".,;".contains(c));
        let start = trimmed
            .rfind(|c: char| c.is_whitespace() || ".,".contains(c))
            .map_or(0, |at| at + trimmed[at..].chars().next().map_or(1, char::len_utf8));
        let word = &trimmed[start..];
        if start == 0 || !LATIN_FORMS.contains(&word) {
            return trimmed.to_owned();
        }
        rest = &trimmed[..start];
    }
}

fn split_branch(name: &str) -> (&str, Option<&str>) {
    if !BRANCHES.iter().any(|b| name.ends_with(b)) {
        return (name, None);
    }
    // The branch stands behind the legal form of the company itself.
    let end = ["公司", "集团", "厂", ")"]
        .iter()
        .filter_map(|form| {
            let head = &name[..name.len() - "公司".len()];
            head.rfind(form).map(|at| at + form.len())
        })
        .max();
    match end {
        Some(end) if name[..end].chars().count() >= 4 && !BRANCHES.contains(&&name[end..]) => {
            (&name[..end], Some(&name[end..]))
        }
        _ => (name, None),
    }
}

fn without_brackets(name: &str) -> String {
    let mut depth = 0usize;
    let mut kept = String::new();
    for c in name.chars() {
        match c {
            '(' | '[' | '【' | '〔' | '《' => depth += 1,
            ')' | ']' | '】' | '〕' | '》' => depth = depth.saturating_sub(1),
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

fn without_form(name: &str) -> &str {
    if name.ends_with("分公司") {
        return name;
    }
    for form in FORMS {
        if let Some(rest) = name.strip_suffix(form) {
            // 北京公司 is a name, not Beijing.
            return if rest.chars().count() < 2 || is_region(rest) { name } else { rest };
        }
    }
    name
}

fn core(key: &str) -> &str {
    let mut core = key;
    loop {
        let rest = without_region(core);
        if rest == core
            || rest.chars().count() < 2
            || TRADES.contains(&rest)
            || BRANCHES.contains(&rest)
        {
            return core;
        }
        core = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, key: &str, core: &str) {
        let company = company(name);
        assert_eq!((company.key.as_str(), company.core.as_str()), (key, core), "{name}");
    }

    #[test]
    fn names_lose_width_case_brackets_and_legal_form() {
        check("北京字节跳动科技有限公司", "北京字节跳动科技", "字节跳动科技");
        check("字节跳动科技（北京）有限公司", "字节跳动科技", "字节跳动科技");
        check("阿里巴巴（中国）网络技术有限公司", "阿里巴巴网络技术", "阿里巴巴网络技术");
        check("深圳市腾讯计算机系统有限公司", "深圳市腾讯计算机系统", "腾讯计算机系统");
        check("广东省深圳市大疆创新科技有限公司", "广东省深圳市大疆创新科技", "大疆创新科技");
        check("ＡＢＣ（上海）贸易有限责任公司", "ABC贸易", "ABC贸易");
        check("华为技术有限公司", "华为技术", "华为技术");
        check("万  科Ａ", "万科A", "万科A");
        check("海尔集团股份有限公司", "海尔", "海尔");
    }

    #[test]
    fn what_would_leave_no_name_stays() {
        check("上海银行股份有限公司", "上海银行", "上海银行");
        check("北京公司", "北京公司", "北京公司");
        check("公司", "公司", "公司");
        check("（北京）", "北京", "北京");
        check("", "", "");
    }

    #[test]
    fn a_branch_is_kept_apart() {
        let company = company("上海 某某信息技术股份有限公司北京分公司");
        assert_eq!(
            (company.core.as_str(), company.branch.as_deref()),
            ("某某信息技术", Some("北京分公司"))
        );
        check("北京分公司", "北京分公司", "北京分公司");
    }

    #[test]
    fn latin_names_lose_their_forms() {
        for name in [
            "Acme Co., Ltd.",
            "ACME CO.,LTD",
            "Acme Inc",
            "acme, Inc.",
            "Acme Corporation",
            "Ａcme Pte Ltd",
        ] {
            check(name, "ACME", "ACME");
        }
        check("Genco Pura Olive Oil Company", "GENCOPURAOLIVEOIL", "GENCOPURAOLIVEOIL");
        check("Limited", "LIMITED", "LIMITED");
    }

    #[test]
    fn full_names_of_the_sample_hold_their_own_short_keys_apart() {
        let root = std::env::var("CLEW_SAMPLES").unwrap_or_else(|_| {
            concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data").into()
        });
        let Ok(text) = std::fs::read_to_string(format!("{root}/zh/company-names-5000.csv")) else {
            println!("skipped: no {root}/zh/company-names-5000.csv; set CLEW_SAMPLES");
            return;
        };
        let names: Vec<&str> = text.lines().skip(1).filter_map(|l| l.split(',').next()).collect();
        let mut keys: Vec<String> = names.iter().map(|n| company(n).key).collect();
        assert!(keys.iter().all(|k| k.chars().count() >= 2));
        let all = keys.len();
        keys.sort();
        keys.dedup();
        assert!(
            all - keys.len() < all / 100,
            "{} of {all} different names share a key",
            all - keys.len()
        );
    }

    proptest::proptest! {
        #[test]
        fn no_name_makes_it_panic_and_keys_stand_still(name in "[北京上海市公司有限集团分()（） A-Za-z.,]{0,16}|\\PC{0,16}") {
            let once = company(&name);
            proptest::prop_assert!(once.core.len() <= once.key.len());
            let _ = company(&once.key);
        }
    }
}
