//! Time and memory on big files.
//!
//! `measure make FILE.csv|FILE.xlsx|FILE-shared.xlsx ROWS` writes a table of 12 columns;
//! `measure read FILE` reads it and prints seconds and the peak of memory;
//! `measure preview FILE` only looks.

#![expect(clippy::print_stdout, reason = "a tool for the terminal")]

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use sheets::write::{CsvWriter, Out, XlsxWriter};
use sheets::{Choice, Limits, open, preview};

const NAMES: [&str; 12] = [
    "编号",
    "客户名称",
    "联系人",
    "手机",
    "城市",
    "行业",
    "金额",
    "数量",
    "日期",
    "状态",
    "负责人",
    "备注",
];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let begin = Instant::now();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["make", file, rows] if file.ends_with(".csv") => make_csv(file, rows.parse()?)?,
        ["make", file, rows] if file.contains("shared") => make_shared(file, rows.parse()?)?,
        ["make", file, rows] => make_xlsx(file, rows.parse()?)?,
        ["read", file] => {
            let rows = open(Path::new(file), &Choice::default(), &Limits::default())?;
            let mut count = (0_u64, 0_u64);
            for row in rows {
                count.0 += 1;
                count.1 += row?.cells.iter().filter(|cell| !cell.is_blank()).count() as u64;
            }
            println!("{} rows, {} cells", count.0, count.1);
        }
        ["preview", file] => {
            let seen = preview(Path::new(file), &Limits::default())?;
            println!("{} rows, {:?}", seen.row_count, seen.warnings);
        }
        _ => println!("see the head of this file"),
    }
    println!("{:.2} s, {}", begin.elapsed().as_secs_f64(), peak());
    Ok(())
}

fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("no peak known").to_owned()
}

fn record(number: usize) -> [String; 12] {
    [
        format!("KH{number:07}"),
        format!("上海{}科技有限公司", number % 900_001),
        format!("联系人{}", number % 5_003),
        format!("139{:08}", number * 7 % 100_000_000),
        ["上海", "北京", "深圳", "杭州"][number % 4].to_owned(),
        ["金融", "制造", "教育"][number % 3].to_owned(),
        format!("{}.{:02}", number * 13 % 1_000_000, number % 100),
        (number % 97).to_string(),
        format!("2024-{:02}-{:02}", number % 12 + 1, number % 28 + 1),
        ["新线索", "跟进中", "成交"][number % 3].to_owned(),
        format!("销售{}", number % 50),
        format!("第{number}条，来自\"导入\""),
    ]
}

fn make_csv(file: &str, rows: usize) -> Result<(), Box<dyn Error>> {
    let mut writer = CsvWriter::new(BufWriter::new(File::create(file)?))?;
    writer.row(&NAMES.map(Out::Text))?;
    for number in 0..rows {
        let record = record(number);
        writer.row(&record.each_ref().map(|text| Out::Text(text)))?;
    }
    writer.finish()?.flush()?;
    Ok(())
}

fn make_xlsx(file: &str, rows: usize) -> Result<(), Box<dyn Error>> {
    let mut writer = XlsxWriter::new("客户", &NAMES)?;
    for number in 0..rows {
        let record = record(number);
        let mut cells = record.each_ref().map(|text| Out::Text(text));
        cells[6] = Out::Number(&record[6]);
        cells[7] = Out::Number(&record[7]);
        writer.row(&cells)?;
    }
    writer.finish(File::create(file)?)?;
    Ok(())
}

/// The way most programs write: every text in the shared strings table.
fn make_shared(file: &str, rows: usize) -> Result<(), Box<dyn Error>> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0_u16..).zip(NAMES) {
        sheet.write_string(0, column, name)?;
    }
    for number in 0..rows {
        let row = u32::try_from(number)? + 1;
        for (column, text) in (0_u16..).zip(record(number)) {
            if column == 6 || column == 7 {
                sheet.write_number(row, column, text.parse::<f64>()?)?;
            } else {
                sheet.write_string(row, column, text)?;
            }
        }
    }
    book.save(file)?;
    Ok(())
}
