//! The binary `clew`.

use std::process::ExitCode;

/// A request makes and frees some hundred small pieces of memory on threads that change: the system's allocator takes a
/// quarter of the time of a create, this one half of that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // The allocator asks for pages of 2 MiB, of which each thread then uses a little: an idle server would hold three
    // times the memory. Where the system refuses, that is all that happens.
    rustix::thread::disable_transparent_huge_pages(true).ok();
    server::main()
}
