//! The `framelab` command.

mod cli;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let code = cli::run();
    // Leaves without dropping anything: the operating system frees memory faster.
    std::process::exit(code);
}
