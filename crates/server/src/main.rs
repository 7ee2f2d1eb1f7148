//! The binary `clew`.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::main()
}
