//! Where the header stands.

use rust_xlsxwriter::{Format, Workbook};
use sheets::{
    Choice, HeaderChoice, HeaderReason, HeaderRows, Limits, RowKind, SkippedKind, Warning,
    preview_with,
};

use crate::fixture::{look, names, rows, shown};

fn csv(lines: &[&str]) -> Vec<u8> {
    lines.join("\n").into_bytes()
}

/// A workbook of these rows (`|` between cells) and merges (first row, column, last row, column).
fn book(lines: &[&str], merges: &[(u32, u16, u32, u16)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let format = Format::new();
    for (r0, c0, r1, c1) in merges {
        sheet.merge_range(*r0, *c0, *r1, *c1, "", &format).unwrap();
    }
    for (row, line) in (0..).zip(lines) {
        for (column, text) in (0..).zip(line.split('|')) {
            if !text.is_empty() {
                sheet.write_string(row, column, text).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn the_header_is_found_with_a_reason() {
    let found = |line| Some(HeaderRows { first: line, last: line });
    for (lines, header, reason) in [
        (&["姓名,电话", "张三,13800001111"][..], found(1), HeaderReason::NamesAboveData),
        (&["姓名,城市", "张三,北京", "李四,上海"], found(1), HeaderReason::KnownWords),
        (&["甲方,乙方", "张三,李四", "王五,赵六"], found(1), HeaderReason::Labels),
        (&["张三,13800001111", "李四,13800002222"], None, HeaderReason::FirstRowIsData),
        (&["张三,北京,男", "李四,北京,女", "王五,上海,男"], None, HeaderReason::FirstRowIsData),
        (&["2021,2022,2023", "1,2,3"], None, HeaderReason::FirstRowIsData),
        (&["地区,2021,2022", "北京,5,3", "上海,6,1"], found(1), HeaderReason::Labels),
        (&["客户名单,,", "姓名,电话,备注", "张,1,x"], found(2), HeaderReason::NamesAboveData),
        (&["", "", "姓名,电话", "张,1"], found(3), HeaderReason::NamesAboveData),
        (&["姓名,电话,邮箱"], found(1), HeaderReason::Labels),
        (&["客户", "张三", "李四"], found(1), HeaderReason::KnownWords),
    ] {
        let seen = look(csv(lines));
        assert_eq!((seen.table.header, seen.table.reason), (header, reason), "{lines:?}");
    }
}

#[test]
fn titles_guides_and_remarks_above_the_header_are_skipped() {
    let guide = "填写说明：\n1、带*必填\n2、不要改表头\n3、日期填2024-01-01";
    let bytes = book(
        &[
            "客户导入模板",
            guide,
            "导出时间|2024-01-05",
            "",
            "名称*|省    份|电话|邮箱|备注",
            "甲|北京|1|a@b.c|x",
        ],
        &[(0, 0, 0, 4), (1, 0, 1, 4)],
    );
    let seen = look(bytes);
    let skipped: Vec<_> = seen.table.skipped.iter().map(|s| (s.row, s.what)).collect();
    assert_eq!(
        skipped,
        [(1, SkippedKind::Title), (2, SkippedKind::Guide), (3, SkippedKind::Remark)]
    );
    assert_eq!(names(&seen), ["名称", "省份", "电话", "邮箱", "备注"]);
    assert!(seen.table.columns[0].required);
    assert_eq!((seen.table.first_data_row, seen.row_count), (6, 1));
}

#[test]
fn a_table_need_not_begin_in_the_first_column() {
    let seen = look(book(&["", "||姓名|电话", "||张三|1", "||李四|2"], &[]));
    assert_eq!(names(&seen), ["姓名", "电话"]);
    assert_eq!(seen.table.columns[0].index, 2);
    assert_eq!(shown(&seen.rows), ["张三|1", "李四|2"]);
}

#[test]
fn a_header_of_two_levels_is_joined() {
    let lines = ["客户|联系方式||金额||备注", "|电话|邮箱|合同|回款|", "甲|1|a@b.c|5|3|x"];
    let merges = [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4), (0, 5, 1, 5)];
    let seen = look(book(&lines, &merges));
    assert_eq!(seen.table.header, Some(HeaderRows { first: 1, last: 2 }));
    assert_eq!(
        names(&seen),
        ["客户", "联系方式/电话", "联系方式/邮箱", "金额/合同", "金额/回款", "备注"]
    );
    assert_eq!(shown(&seen.rows), ["甲|1|a@b.c|5|3|x"]);
}

#[test]
fn data_below_a_merged_header_cell_is_no_second_level() {
    let lines = ["客户|地址||备注", "甲|北京|朝阳|x", "乙|上海|浦东|y"];
    let seen = look(book(&lines, &[(0, 1, 0, 2)]));
    assert_eq!(seen.table.header, Some(HeaderRows { first: 1, last: 1 }));
    assert_eq!(names(&seen), ["客户", "地址", "地址 (2)", "备注"]);
}

#[test]
fn columns_without_a_name_get_one_only_if_they_hold_data() {
    let seen = look(csv(&["姓名,电话,,,", "张,1,,x,", "李,2,,y,"]));
    assert_eq!(names(&seen), ["姓名", "电话", "列4"]);
    assert!(seen.table.columns[2].generated);
    assert!(seen.warnings.contains(&Warning::NamesMade { count: 1 }));
    // Data that begins below the sample counts too.
    let mut lines = vec!["姓名,电话"; 1];
    lines.extend(["张,1"; 300]);
    lines.push("李,2,迟到");
    let bytes = csv(&lines);
    let seen = look(bytes.clone());
    assert_eq!(names(&seen), ["姓名", "电话", "列3"]);
    assert_eq!(rows(bytes)[300].cells[2].display(), "迟到");
}

#[test]
fn totals_and_repeated_headers_are_flagged() {
    let seen = look(csv(&["姓名,金额", "张,1", "姓名,金额", "李,2", "合 计：,3", ",总计,"]));
    let kinds: Vec<RowKind> = seen.rows.iter().map(|row| row.kind).collect();
    use RowKind::{Data, RepeatedHeader, Total};
    assert_eq!(kinds, [Data, RepeatedHeader, Data, Total, Total]);
    assert!(seen.warnings.contains(&Warning::Totals { row: 5 }));
}

#[test]
fn a_person_can_correct_the_header() {
    let bytes = csv(&["张三,北京", "姓名,城市", "李四,上海"]);
    let look = |header| {
        let choice = Choice { header, ..Choice::default() };
        preview_with(bytes.clone(), &choice, &Limits::default()).unwrap()
    };
    let chosen = look(HeaderChoice::Rows(HeaderRows { first: 2, last: 2 }));
    assert_eq!((names(&chosen), chosen.row_count), (vec!["姓名", "城市"], 1));
    let none = look(HeaderChoice::None { first_data_row: 1 });
    assert_eq!((names(&none), none.row_count), (vec!["列1", "列2"], 3));
}
