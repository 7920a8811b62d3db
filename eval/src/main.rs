//! The `framelab` command.
fn main() {}
