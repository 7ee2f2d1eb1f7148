//! Comments on cells.

use crate::fixture::{Parts, inline, look, xlsx};

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
