//! Delimited text.

use sheets::{Choice, Delimiter, Encoding, Limits, NoteKind, Problem, Warning, open, preview_with};

use crate::fixture::{look, names, rows, shown};

#[test]
fn pasted_text_of_any_delimiter_is_a_table() {
    for (text, delimiter) in [
        ("姓名\t备注\n张三\t你好，再见\n李四\t1,2", Delimiter::Tab),
        ("姓名；备注\n", Delimiter::Comma),
        ("姓名，备注\n张三，\"你好，再见\"\n李四，1", Delimiter::FullWidthComma),
        ("姓名;备注\n张三;1,5\n李四;2,5", Delimiter::Semicolon),
        ("姓名|备注\n张三|x\n李四|y", Delimiter::Pipe),
    ] {
        assert_eq!(look(text.as_bytes().to_vec()).delimiter, Some(delimiter), "{text}");
    }
    let bytes = "姓名，备注\n张三，\"你好，再见\"\n".as_bytes().to_vec();
    assert_eq!(shown(&rows(bytes)), ["张三|你好，再见"]);
}

#[test]
fn row_numbers_are_those_a_spreadsheet_shows() {
    let text = "姓名,备注\r\n\r\n张,\"两\r\n行\"\r\n李,x\r\n";
    let rows = rows(text.as_bytes().to_vec());
    let seen: Vec<_> = rows.iter().map(|r| (r.number, r.cells[1].display().into_owned())).collect();
    assert_eq!(seen, [(3, "两\r\n行".into()), (4, "x".into())]);
}

#[test]
fn leading_zeros_and_white_space_stay() {
    let rows = rows(b"code,name\n007, x \n008,\n".to_vec());
    assert_eq!(shown(&rows), ["007| x ", "008|"]);
}

#[test]
fn an_unclosed_quote_is_located() {
    let bytes = b"a,b\n1,2\n3,\"4\n5,6\n".to_vec();
    let problem = open(bytes, &Choice::default(), &Limits::default()).err();
    assert_eq!(problem, Some(Problem::UnclosedQuote { row: 3 }));
}

#[test]
fn a_few_bad_bytes_do_not_change_the_encoding() {
    let mut bytes = "姓名,城市\n".as_bytes().to_vec();
    for _ in 0..100 {
        bytes.extend("张三丰,北京市\n".as_bytes());
    }
    bytes.extend(b"\xff\xfe,x\n");
    let seen = look(bytes.clone());
    assert_eq!(seen.encoding, Some(Encoding::Utf8));
    assert!(seen.warnings.contains(&Warning::BadBytes));
    let last = rows(bytes).pop().unwrap();
    assert_eq!(last.notes[0].kind, NoteKind::BadBytes);
}

#[test]
fn a_chosen_encoding_and_delimiter_are_taken() {
    let bytes = encoding_rs::GBK.encode("姓名;城市\n张,三;北京\n").0.into_owned();
    let choice = Choice {
        encoding: Some(Encoding::Gb18030),
        delimiter: Some(Delimiter::Semicolon),
        ..Choice::default()
    };
    let seen = preview_with(bytes, &choice, &Limits::default()).unwrap();
    assert_eq!(names(&seen), ["姓名", "城市"]);
    assert_eq!(shown(&seen.rows), ["张,三|北京"]);
}
