//! The crate from outside: files in, tables out.

#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

mod comments;
mod damage;
mod fixture;
mod formats;
mod headers;
mod json_lines;
mod limits;
mod merges;
mod samples;
mod sheet_choice;
mod template;
mod text;
mod values;
mod writing;
mod xls_fixture;
