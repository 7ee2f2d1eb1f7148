//! How much of a file is read. Each limit that is passed is a `Problem` of its own, never an
//! exhausted machine.

use serde::{Deserialize, Serialize};

const MIB: u64 = 1024 * 1024;

/// Limits of one reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// Expanded bytes of a format that is held in memory while it is read (xls, xlsb, ods, html).
    pub held_bytes: u64,
    /// Expanded bytes of one streamed part (an xlsx sheet).
    pub sheet_bytes: u64,
    /// Expanded bytes of an xlsx shared strings table.
    pub shared_strings_bytes: u64,
    /// Shared strings above this go to a temporary file.
    pub shared_strings_in_memory: u64,
    /// A part that expands more than this many times over is a bomb (judged from 4 MiB on).
    pub ratio: u64,
    /// Columns that hold data.
    pub columns: u32,
    /// Characters of one cell; the rest is cut and the cut is noted.
    pub cell_chars: usize,
    /// Merged ranges of one sheet.
    pub merges: usize,
    /// Rows with content that table detection looks at, and that a preview shows.
    pub sample_rows: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            held_bytes: 50 * MIB,
            sheet_bytes: 4096 * MIB,
            shared_strings_bytes: 512 * MIB,
            shared_strings_in_memory: 32 * MIB,
            ratio: 250,
            columns: 2_000,
            cell_chars: 64 * 1024,
            merges: 500_000,
            sample_rows: 200,
        }
    }
}
