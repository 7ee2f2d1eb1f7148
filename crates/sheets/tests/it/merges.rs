//! Merged cells in data.

use crate::fixture::{Parts, inline, rows, shown, xlsx};

#[test]
fn merged_rows_share_a_value_and_merged_columns_do_not() {
    let row = |number: u32, cells: &[(&str, &str)]| {
        let cells: String =
            cells.iter().map(|(c, text)| inline(&format!("{c}{number}"), text)).collect();
        format!("<row r=\"{number}\">{cells}</row>")
    };
    let data = [
        row(1, &[("A", "部门"), ("B", "姓名"), ("C", "备注"), ("D", "电话")]),
        row(2, &[("A", "销售"), ("B", "张三"), ("C", "好"), ("D", "1")]),
        row(3, &[("B", "李四"), ("D", "2")]),
        // Row 4 is merged too and holds nothing of its own: it is no row.
        row(5, &[("A", "售后"), ("B", "王五"), ("C", "横"), ("D", "")]),
    ];
    let sheet = format!(
        "<sheetData>{}</sheetData><mergeCells count=\"2\"><mergeCell ref=\"A2:A4\"/>\
        <mergeCell ref=\"C5:D5\"/><mergeCell ref=\"nonsense\"/></mergeCells>",
        data.concat()
    );
    let rows = rows(xlsx(&sheet, &Parts::default()));
    assert_eq!(shown(&rows), ["销售|张三|好|1", "销售|李四||2", "售后|王五|横|"]);
}
