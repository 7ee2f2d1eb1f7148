//! What a file is, by content.

use encoding_rs::GB18030;
use sheets::{Delimiter, Encoding, Format, Limits, Problem, Source, detect};

use crate::fixture::{
    Parts, binary_package, inline, look, names, package, problem, rows, shown, xlsx,
};
use crate::xls_fixture;

const ODS_MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";

fn kind(bytes: &[u8]) -> Result<Format, Problem> {
    detect(&Source::from(bytes.to_vec()), &Limits::default())
}

#[test]
fn a_file_is_what_its_content_says() {
    let sheet = format!("<sheetData><row>{}</row></sheetData>", inline("A1", "x"));
    assert_eq!(kind(&xlsx(&sheet, &Parts::default())), Ok(Format::Xlsx));
    assert_eq!(kind(&package(&[("mimetype", ODS_MIME), ("content.xml", "")])), Ok(Format::Ods));
    assert_eq!(kind(&xls_fixture::workbook(&[])), Ok(Format::Xls));
    assert_eq!(kind(b"a,b\n1,2\n"), Ok(Format::Text));
    assert_eq!(kind(b"\n <HTML><table><tr><td>x"), Ok(Format::Html));
}

#[test]
fn what_is_no_table_is_named() {
    let no = |kind| Err(Problem::NotATable { kind });
    let unsupported = |kind| Err(Problem::Unsupported { kind });
    for (bytes, expected) in [
        (&b""[..], Err(Problem::EmptyFile)),
        (b"%PDF-1.7", no("pdf")),
        (b"\x89PNG\r\n\x1a\n\0\0", no("png")),
        (b"\xff\xd8\xff\xe0", no("jpeg")),
        (b"{\n \"a\": 1}", no("json")),
        (b"[\n {\"a\": 1}]", no("json")),
        (b"<?xml version=\"1.0\"?><a/>", no("xml")),
        (b"\x00\x01\x02\x03\x00\x00\x05\x06\x07", no("binary")),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08", no("binary")),
        (b"MIME-Version: 1.0\r\n", unsupported("mhtml")),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", unsupported("old_excel")),
        (
            b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
            unsupported("xml_spreadsheet"),
        ),
    ] {
        assert_eq!(kind(bytes), expected, "{bytes:?}");
    }
    assert_eq!(kind(&package(&[("word/document.xml", "")])), no("docx"));
    assert_eq!(kind(&package(&[("ppt/x.xml", "")])), no("pptx"));
    assert_eq!(kind(&package(&[("a.txt", "")])), no("zip"));
    assert_eq!(problem(b" \r\n\t \n".to_vec()), Problem::EmptyFile);
}

#[test]
fn encrypted_workbooks_are_told_apart_from_damaged_ones() {
    assert_eq!(problem(xls_fixture::compound("EncryptedPackage", &[0; 5000])), Problem::Encrypted);
    assert_eq!(
        problem(xls_fixture::compound("WordDocument", &[0; 5000])),
        Problem::NotATable { kind: "doc" }
    );
    assert_eq!(problem(xls_fixture::protected()), Problem::Encrypted);
}

#[test]
fn chinese_text_is_read_in_every_encoding_it_comes_in() {
    let text = "姓名,城市,备注\r\n张三,北京,龘靐齉\r\n李四,上海,\"a,b\"\r\n";
    let utf16 = |big: bool| -> Vec<u8> {
        let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    };
    let with = |mark: &[u8], body: Vec<u8>| [mark, &body].concat();
    for (bytes, encoding) in [
        (text.as_bytes().to_vec(), Encoding::Utf8),
        (with(b"\xef\xbb\xbf", text.as_bytes().to_vec()), Encoding::Utf8),
        (GB18030.encode(text).0.into_owned(), Encoding::Gb18030),
        (utf16(false), Encoding::Utf16Le),
        (utf16(true), Encoding::Utf16Be),
        (with(b"\xff\xfe", utf16(false)), Encoding::Utf16Le),
        (with(b"\xfe\xff", utf16(true)), Encoding::Utf16Be),
    ] {
        let seen = look(bytes.clone());
        assert_eq!((seen.encoding, seen.delimiter), (Some(encoding), Some(Delimiter::Comma)));
        assert_eq!(names(&seen), ["姓名", "城市", "备注"], "{encoding:?}");
        assert_eq!(shown(&rows(bytes)), ["张三|北京|龘靐齉", "李四|上海|a,b"]);
    }
}

#[test]
fn utf16_without_a_mark_is_told_by_more_than_its_zero_bytes() {
    // 一 has its zero byte where a Latin letter of the other order has it.
    let text = "第一名,第一列\n一一,一一一一一\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(look(little).encoding, Some(Encoding::Utf16Le));
    assert_eq!(look(big).encoding, Some(Encoding::Utf16Be));
}

#[test]
fn short_texts_are_taken_for_chinese() {
    for text in ["姓名\n张三", "客户,电话\n王,1", "名称,备注\n镕基,珺", "公司\n上海"]
    {
        let seen = look(GB18030.encode(text).0.into_owned());
        assert_eq!(seen.encoding, Some(Encoding::Gb18030), "{text}");
    }
    let line = "陳大文,0912345678,這是一個測試的客戶資料，請於明日與對方聯絡\n";
    let big5 =
        encoding_rs::BIG5.encode(&format!("姓名,電話,備註\n{}", line.repeat(30))).0.into_owned();
    assert_eq!(look(big5).encoding, Some(Encoding::Big5));
}

#[test]
fn a_gbk_character_deep_in_an_ascii_file_is_found() {
    let mut text = "id,name\n".to_owned();
    for number in 0..60_000 {
        text.push_str(&format!("{number},someone\n"));
    }
    text.push_str("60000,欧阳锋\n60001,黄蓉\n");
    let seen = look(GB18030.encode(&text).0.into_owned());
    assert_eq!(seen.encoding, Some(Encoding::Gb18030));
    assert_eq!(seen.row_count, 60_002);
    let all = rows(GB18030.encode(&text).0.into_owned());
    assert_eq!(all[60_000].cells[1].display(), "欧阳锋");
}

#[test]
fn html_named_xls_is_read() {
    let page = "<html><head><meta charset=gb2312></head><table>\
        <tr><th>姓名</th><th>电话</th></tr><tr><td>张三</td><td>01012345678</td></tr></table></html>";
    let seen = look(GB18030.encode(page).0.into_owned());
    assert_eq!(seen.format, Format::Html);
    assert_eq!(names(&seen), ["姓名", "电话"]);
    assert_eq!(seen.rows[0].cells[1].display(), "01012345678");
    assert_eq!(
        problem(b"<html><p>no table</p></html>".to_vec()),
        Problem::NotATable { kind: "html" }
    );
}

#[test]
fn an_opendocument_sheet_is_read() {
    let content = "<office:document-content><office:automatic-styles>\
        <style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style>\
        </office:automatic-styles><office:body><office:spreadsheet>\
        <table:table table:name=\"客户\" table:style-name=\"ta1\">\
        <table:table-row><table:table-cell office:value-type=\"string\"><text:p>名称</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"string\"><text:p>签约</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"string\"><text:p>占比</text:p></table:table-cell>\
        <table:table-cell table:number-columns-repeated=\"16381\"/></table:table-row>\
        <table:table-row><table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\">\
        <office:annotation><dc:creator>王</dc:creator><text:p>大客户</text:p></office:annotation>\
        <text:p>甲<text:s text:c=\"2\"/>公司</text:p><text:p>二</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"date\" office:date-value=\"2024-01-05\"><text:p>1月5日</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"percentage\" office:value=\"0.125\"><text:p>13%</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:covered-table-cell/>\
        <table:table-cell office:value-type=\"date\" office:date-value=\"2024-01-06T10:00:00\"><text:p>x</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"string\"><text:p>乙</text:p></table:table-cell>\
        <table:table-cell/><table:table-cell office:value-type=\"float\" office:value=\"1\"><text:p>1</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048571\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
        </table:table><table:table table:name=\"藏\" table:style-name=\"ta2\"/>\
        </office:spreadsheet></office:body></office:document-content>";
    let bytes = package(&[("mimetype", ODS_MIME), ("content.xml", content)]);
    let seen = look(bytes);
    assert_eq!(names(&seen), ["名称", "签约", "占比"]);
    assert_eq!(seen.sheets[1].visibility, sheets::Visibility::Hidden);
    assert_eq!(
        shown(&seen.rows),
        ["甲  公司\n二|2024-01-05|12.5%", "甲  公司\n二|2024-01-06 10:00:00|", "乙||1", "乙||1"]
    );
    let numbers: Vec<u32> = seen.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [2, 3, 4, 5]);
    let comment = &seen.rows[0].comments[0];
    assert_eq!((comment.author.as_deref(), comment.text.as_str()), (Some("王"), "大客户"));
}

/// A record of a binary workbook.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let [low, high] = (kind & 0x7F | (kind >> 7) << 8).to_le_bytes();
    let kind = if kind < 0x80 { vec![low] } else { vec![low | 0x80, high] };
    let mut length = data.len();
    let mut bytes = kind;
    while length >= 0x80 {
        bytes.push(u8::try_from(length & 0x7F).unwrap() | 0x80);
        length >>= 7;
    }
    bytes.push(u8::try_from(length).unwrap());
    bytes.extend(data);
    bytes
}

/// A text with its length.
fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let count = u32::try_from(units.len()).unwrap();
    let units = units.into_iter().flat_map(u16::to_le_bytes);
    count.to_le_bytes().into_iter().chain(units).collect()
}

#[test]
fn a_binary_workbook_is_read() {
    let cell = |kind: u16, column: u32, style: u8, value: &[u8]| {
        record(kind, &[&column.to_le_bytes()[..], &[style, 0, 0, 0], value].concat())
    };
    let row = |number: u32| record(0x00, &[&number.to_le_bytes()[..], &[0; 13]].concat());
    let bundle = [&[0; 8][..], &wide("rId1"), &wide("客户")].concat();
    let workbook =
        [record(0x99, &[0; 8]), record(0x9C, &bundle), record(0x90, &[]), record(0x9D, &[])]
            .concat();
    let xf = |format: u8| record(0x2F, &[&[0, 0, format, 0][..], &[0; 12]].concat());
    let styles = [record(0x269, &2_u32.to_le_bytes()), xf(0), xf(14)].concat();
    let sheet = [
        // Claims every cell there can be.
        record(
            0x94,
            &[[0; 4], 1_048_575_u32.to_le_bytes(), [0; 4], 16_383_u32.to_le_bytes()].concat(),
        ),
        record(0x91, &[]),
        row(0),
        cell(0x06, 0, 0, &wide("名称")),
        cell(0x06, 1, 0, &wide("日期")),
        cell(0x06, 2, 0, &wide("金额")),
        row(1_048_575),
        cell(0x06, 0, 0, &wide("甲公司")),
        cell(0x05, 1, 1, &45_296_f64.to_le_bytes()),
        cell(0x05, 2, 0, &(0.1_f64 + 0.2).to_le_bytes()),
        record(0x92, &[]),
    ]
    .concat();
    let relations = "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" \
        Target=\"worksheets/sheet1.bin\"/></Relationships>";
    let sound = binary_package(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.bin", &workbook),
        ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
        ("xl/styles.bin", &styles),
        ("xl/worksheets/sheet1.bin", &sheet),
    ]);
    let seen = look(sound);
    assert_eq!((seen.format, seen.sheets[0].name.as_str()), (Format::Xlsb, "客户"));
    assert_eq!(names(&seen), ["名称", "日期", "金额"]);
    assert_eq!(shown(&seen.rows), ["甲公司|2024-01-05|0.3"]);
    assert_eq!(seen.rows[0].number, 1_048_576);
    // A reader that is not ours panics on this; we do not.
    let broken = binary_package(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.bin", &record(0x99, &[])),
    ]);
    assert_eq!(problem(broken), Problem::Damaged { part: "xlsb" });
}
