//! How much memory an evaluation may have.

use std::fs;

/// Reads a size: bytes, or with a suffix K, M or G (powers of 1024).
pub fn parse_size(text: &str) -> Result<usize, String> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit: usize = match &text[digits.len()..].to_ascii_uppercase()[..] {
        "" | "B" => 1,
        "K" | "KB" | "KIB" => 1 << 10,
        "M" | "MB" | "MIB" => 1 << 20,
        "G" | "GB" | "GIB" => 1 << 30,
        other => return Err(format!("'{other}' is none of the suffixes K, M and G")),
    };
    let number: usize = digits
        .parse()
        .map_err(|_| "a size is a whole number with a suffix K, M or G".to_owned())?;
    match number.checked_mul(unit) {
        Some(0) => Err("a heap needs some memory".to_owned()),
        Some(bytes) => Ok(bytes),
        None => Err("no address space is as large".to_owned()),
    }
}

/// More than this takes a wish: an endless recursion should end in seconds.
const MOST: usize = 4 << 30;

/// The limit without `--max-heap`: half of the physical memory, or of the control group's limit if that is less, and at
/// most [`MOST`].
pub fn default_limit() -> usize {
    let limits = [physical(), control_group()];
    limits
        .into_iter()
        .flatten()
        .min()
        .map_or(MOST, |bytes| (bytes / 2).min(MOST))
}

fn physical() -> Option<usize> {
    let information = fs::read_to_string("/proc/meminfo").ok()?;
    let line = information
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kibibytes: usize = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kibibytes.checked_mul(1024)
}

/// The limit of this process's control group (version 2), or of version 1's memory controller in a container.
fn control_group() -> Option<usize> {
    let own = fs::read_to_string("/proc/self/cgroup")
        .ok()
        .and_then(|groups| {
            let path = groups.lines().find_map(|line| line.strip_prefix("0::"))?;
            Some(format!("/sys/fs/cgroup{path}/memory.max"))
        });
    let files = [
        own.unwrap_or_default(),
        "/sys/fs/cgroup/memory.max".to_owned(),
        "/sys/fs/cgroup/memory/memory.limit_in_bytes".to_owned(),
    ];
    files
        .iter()
        .filter_map(|file| fs::read_to_string(file).ok()?.trim().parse().ok())
        .min()
}
