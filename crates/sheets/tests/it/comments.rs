//! Comments on cells.

use crate::fixture::{Parts, inline, look, xlsx};
use crate::xls_fixture as xls;

#[test]
fn comments_stay_with_their_cells() {
    let sheet = format!(
        "<sheetData><row r=\"1\">{}{}</row><row r=\"2\">{}{}</row></sheetData>",
        inline("A1", "姓名"),
        inline("B1", "电话"),
        inline("A2", "张三"),
        inline("B2", "10086")
    );
    let old = "<comments><authors><author/><author>王经理</author></authors><commentList>\
        <comment ref=\"A2\" authorId=\"1\"><text><r><t>重要</t></r><r><t>客户</t></r></text></comment>\
        <comment ref=\"B2\" authorId=\"0\"><text><t>[Threaded comment]</t></text></comment>\
        </commentList></comments>";
    let threads = "<ThreadedComments><threadedComment ref=\"B2\"><text>空号?</text></threadedComment>\
        <threadedComment ref=\"B2\"><text>已核实</text></threadedComment></ThreadedComments>";
    let relations = "<Relationship Id=\"r1\" Type=\"http://x/comments\" Target=\"../comments1.xml\"/>\
        <Relationship Id=\"r2\" Type=\"http://x/threadedComment\" Target=\"/xl/threads/t1.xml\"/>";
    let seen = look(xlsx(
        &sheet,
        &Parts {
            sheet_relations: relations,
            more: &[("xl/comments1.xml", old), ("xl/threads/t1.xml", threads)],
            ..Parts::default()
        },
    ));
    let shown: Vec<_> = seen.rows[0]
        .comments
        .iter()
        .map(|c| (c.row, c.column, c.author.as_deref(), c.text.as_str()))
        .collect();
    assert_eq!(shown, [(2, 0, Some("王经理"), "重要客户"), (2, 1, None, "空号?\n已核实")]);
}

#[test]
fn comments_of_a_workbook_of_1997_are_kept() {
    let words = |words: &[u16]| -> Vec<u8> { words.iter().flat_map(|w| w.to_le_bytes()).collect() };
    let text = "请先联系";
    let count = u16::try_from(text.chars().count()).unwrap();
    let sheet = [
        xls::shared(0, 0, 0),
        xls::shared(0, 1, 0),
        xls::shared(1, 0, 1),
        xls::number(1, 1, 0, 3.0),
        // A drawing object with number 7, its text, and the note that names it.
        xls::record(0x005D, &words(&[0x15, 18, 0x19, 7, 0, 0, 0, 0, 0, 0, 0])),
        xls::record(0x01B6, &words(&[0, 0, 0, 0, 0, count, 16, 0, 0])),
        xls::record(
            0x003C,
            &[vec![1], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat(),
        ),
        xls::record(0x001C, &[words(&[1, 0, 0, 7]), xls::string("王")].concat()),
    ];
    let globals = [xls::shared_strings(&["名", "甲"], 8_000)];
    let seen = look(xls::with_globals(&globals, &sheet));
    let comment = &seen.rows[0].comments[0];
    assert_eq!(
        (comment.row, comment.column, comment.author.as_deref(), comment.text.as_str()),
        (2, 0, Some("王"), text)
    );
}
