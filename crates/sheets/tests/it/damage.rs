//! Broken files: a problem each, never a panic, never an endless loop.

use sheets::{Choice, Limits, Problem, open, preview};

use crate::fixture::{Parts, inline, problem, xlsx};
use crate::xls_fixture as xls;

fn sound_xlsx() -> Vec<u8> {
    let rows: String = (1..40)
        .map(|n| {
            format!("<row r=\"{n}\">{}<c><v>{n}</v></c></row>", inline(&format!("A{n}"), "名"))
        })
        .collect();
    let shared = "<si><t>a</t></si>";
    let merges = "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>";
    xlsx(&format!("<sheetData>{rows}</sheetData>{merges}"), &Parts { shared, ..Parts::default() })
}

fn sound_xls() -> Vec<u8> {
    let cells: Vec<Vec<u8>> =
        (0..30).flat_map(|row| [xls::shared(row, 0, 0), xls::number(row, 1, 0, 1.5)]).collect();
    xls::with_globals(&[xls::shared_strings(&["名称"], 8000)], &cells)
}

/// Reads everything there is to read.
fn exhaust(bytes: Vec<u8>) -> Result<usize, Problem> {
    let limits = Limits::default();
    preview(bytes.clone(), &limits)?;
    let mut count = 0;
    for row in open(bytes, &Choice::default(), &limits)? {
        row?;
        count += 1;
    }
    Ok(count)
}

#[test]
fn a_cut_off_workbook_is_truncated() {
    let sound = sound_xlsx();
    for keep in [30, sound.len() / 2, sound.len() - 30] {
        assert_eq!(problem(sound[..keep].to_vec()), Problem::Truncated, "{keep}");
    }
    assert_eq!(problem(sound_xls()[..700].to_vec()), Problem::Truncated);
    assert_eq!(problem(sound_xls()[..300].to_vec()), Problem::Truncated);
}

#[test]
fn a_sheet_that_breaks_off_is_damaged() {
    let bytes = xlsx("<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v>", &Parts::default());
    assert_eq!(problem(bytes).code(), "damaged");
    let bytes =
        xlsx("<sheetData><row><c t=\"s\"><v>9</v></c></row></sheetData>", &Parts::default());
    assert_eq!(problem(bytes), Problem::Damaged { part: "shared_strings" });
    let nested = "<a>".repeat(10_000);
    assert_eq!(problem(xlsx(&nested, &Parts::default())).code(), "damaged");
}

#[test]
fn no_changed_byte_makes_a_reader_panic() {
    for sound in [sound_xlsx(), sound_xls()] {
        assert!(exhaust(sound.clone()).is_ok());
        let step = (sound.len() / 150).max(1);
        for at in (0..sound.len()).step_by(step) {
            for value in [0x00, 0xFF, sound[at] ^ 0x10] {
                let mut broken = sound.clone();
                broken[at] = value;
                // Whatever comes out, it comes out.
                drop(exhaust(broken));
            }
        }
        for keep in (0..sound.len()).step_by(step) {
            drop(exhaust(sound[..keep].to_vec()));
        }
    }
}

#[test]
fn a_chain_that_runs_in_a_circle_ends() {
    let mut bytes = sound_xls();
    // The stream's second sector points to its first.
    let table = 512;
    bytes[table + 3 * 4..table + 4 * 4].copy_from_slice(&2_u32.to_le_bytes());
    drop(exhaust(bytes.clone()));
    // The directory points to itself.
    bytes[table + 4..table + 8].copy_from_slice(&1_u32.to_le_bytes());
    assert_eq!(problem(bytes), Problem::Damaged { part: "compound_file" });
}

#[test]
fn a_missing_file_is_unreadable() {
    let missing = std::path::Path::new("/nowhere/at/all.xlsx");
    let problem = preview(missing, &Limits::default()).unwrap_err();
    assert_eq!(problem.code(), "unreadable");
    assert_eq!(problem.params(), [("kind", "NotFound".to_owned())]);
}

#[test]
fn a_problem_serializes_with_its_code() {
    for problem in [
        Problem::Encrypted,
        Problem::TooManyColumns { found: 5_000, limit: 2_000 },
        Problem::NotATable { kind: "pdf" },
    ] {
        let json = serde_json::to_value(&problem).unwrap();
        assert_eq!(json["code"], problem.code());
        for (name, value) in problem.params() {
            assert_eq!(json[name].to_string().trim_matches('"'), value);
        }
    }
}
