//! The table of sizes in `docs/performance.md` says what the code says.

use framelab_eval::sizes::SIZES;
use std::fs;
use std::path::Path;

#[test]
fn the_table_of_sizes_is_that_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/performance.md");
    let document = fs::read_to_string(path).expect("the document is there");
    let rows = document
        .lines()
        .skip_while(|line| !line.starts_with("| object |"));
    let rows: Vec<&str> = rows
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .collect();
    let expected: Vec<String> = SIZES
        .iter()
        .map(|size| match size.item {
            None => format!("| {} | {} | | |", size.object, size.bytes),
            Some((item, bytes)) => {
                format!("| {} | {} | {item} | {bytes} |", size.object, size.bytes)
            }
        })
        .collect();
    assert_eq!(rows, expected);
}
