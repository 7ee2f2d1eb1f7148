//! Shows what the crate makes of files: `cargo run -p sheets --example look FILE …`

#![expect(clippy::print_stdout, reason = "a tool for the terminal")]

use std::path::Path;

use sheets::{Limits, preview};

fn main() {
    for file in std::env::args().skip(1) {
        println!("== {file}");
        match preview(Path::new(&file), &Limits::default()) {
            Err(problem) => println!("{problem}"),
            Ok(seen) => {
                println!("{:?} {:?} {:?}", seen.format, seen.encoding, seen.delimiter);
                for sheet in &seen.sheets {
                    println!("{sheet:?}");
                }
                println!("sheet {} {:?} {:?}", seen.sheet, seen.because, seen.warnings);
                let table = &seen.table;
                println!(
                    "header {:?} {:?} skipped {:?}",
                    table.header, table.reason, table.skipped
                );
                println!("{} rows from {}", seen.row_count, table.first_data_row);
                for column in &table.columns {
                    let marks = (column.required, column.generated, column.duplicate);
                    println!("  {} {} {:?} {marks:?}", column.index, column.name, column.raw);
                }
                for row in seen.rows.iter().take(5) {
                    let cells: Vec<_> = row.cells.iter().map(sheets::Cell::display).collect();
                    println!("  {} {:?} {}", row.number, row.kind, cells.join(" | "));
                }
            }
        }
    }
}
