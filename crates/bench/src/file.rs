//! A large csv of 12 columns, as a company might have it.

use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Result;

/// Rows of the large form.
pub(crate) fn rows() -> usize {
    std::env::var("CLEW_BENCH_ROWS").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000_000)
}

/// Writes the file. Two names in a thousand hold 远航, so that a search finds about 2,000 of a million; one in three
/// holds 科技, for the search that finds too many to sort.
pub(crate) fn write(path: &Path, rows: usize) -> Result<u64> {
    let mut out = BufWriter::new(std::fs::File::create(path)?);
    writeln!(
        out,
        "公司名称,联系人,手机,跟进状态,预计金额,来源,意向等级,行业,所在地区,邮箱,需求描述,职位"
    )?;
    let cities = ["青岛", "苏州", "东莞", "成都", "武汉", "西安", "长沙", "合肥", "宁波", "佛山"];
    let trades =
        ["科技", "机械设备", "电子", "科技", "包装", "教育咨询", "科技", "医疗器械", "建材"];
    let sources = ["官网", "搜索推广", "展会", "转介绍", "电话外呼", "企业微信"];
    let states = ["新线索", "已联系", "已确认", "无效"];
    for n in 0..rows {
        let mixed = n.wrapping_mul(2_654_435_761) >> 7;
        let middle = if mixed % 500 == 0 {
            "远航"
        } else {
            ["金石", "启航", "瑞丰", "云帆", "博雅", "腾飞"][mixed % 6]
        };
        writeln!(
            out,
            "{}{middle}{}{}有限公司,{}{},1{}{:09},{},{},{},{},制造,{}市,user{n}@example.com,想了解报价和交期,采购经理",
            cities[mixed % 10],
            n % 99_991,
            trades[mixed % 9],
            ["张", "王", "李", "赵", "陈"][mixed % 5],
            ["伟", "芳", "娜", "强", "敏", "磊"][mixed % 6],
            3 + mixed % 7,
            n % 1_000_000_000,
            states[mixed % 4],
            5_000 + mixed % 800_000,
            sources[mixed % 6],
            ["A 高意向", "B 一般", "C 低意向"][mixed % 3],
            cities[mixed % 10],
        )?;
    }
    out.flush()?;
    Ok(std::fs::metadata(path)?.len())
}
