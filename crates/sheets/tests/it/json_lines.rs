//! A JSON object a line.

use sheets::{Cell, Choice, Format, HeaderRows, Limits, Problem, Row, open, preview};

fn rows(text: &str) -> Vec<Row> {
    let rows = open(text.as_bytes().to_vec(), &Choice::default(), &Limits::default()).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn keys_are_the_header_wherever_they_first_come() {
    let text = "{\"name\":\"海达\",\"address\":{\"city\":\"青岛\"}}\n\n{\"name\":\"中联\",\"tags\":[\"a\",\"b\"]}\n";
    let seen = preview(text.as_bytes().to_vec(), &Limits::default()).unwrap();
    assert_eq!((seen.format, seen.row_count), (Format::JsonLines, 2));
    assert_eq!(seen.table.header, Some(HeaderRows { first: 1, last: 1 }));
    let names: Vec<_> = seen.table.columns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["address.city", "name", "tags"]);
    let shown: Vec<Vec<String>> = rows(text)
        .iter()
        .map(|row| row.cells.iter().map(|c| c.display().into_owned()).collect())
        .collect();
    assert_eq!(shown, [["青岛", "海达", ""], ["", "中联", "a、b"]]);
}

#[test]
fn what_our_exports_keep_under_values_stands_at_the_top() {
    let text = "{\"id\":\"rec_1\",\"rev\":1,\"values\":{\"company\":\"海达\",\"amount\":\"12.50\",\"vip\":true}}\n";
    let seen = preview(text.as_bytes().to_vec(), &Limits::default()).unwrap();
    let names: Vec<_> = seen.table.columns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["id", "rev", "amount", "company", "vip"]);
    assert_eq!(rows(text)[0].cells[4], Cell::Bool { value: true });
}

#[test]
fn a_line_that_is_no_object_is_named() {
    let text = "{\"a\":1}\n{\"a\":\n";
    let read = preview(text.as_bytes().to_vec(), &Limits::default());
    assert_eq!(read.unwrap_err(), Problem::BadLine { row: 2 });
    for json in ["{\n  \"a\": 1\n}\n", "[{\"a\": 1}]"] {
        let read = preview(json.as_bytes().to_vec(), &Limits::default());
        assert_eq!(read.unwrap_err(), Problem::NotATable { kind: "json" }, "{json}");
    }
}

#[test]
fn a_first_line_of_any_length_is_read() {
    let text = format!("{{\"a\":\"{}\"}}\n{{\"a\":\"x\"}}\n", "长".repeat(9_000));
    assert_eq!(rows(&text).len(), 2);
}
