//! The binary `clew`.

fn main() {}
