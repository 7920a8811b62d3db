//! "Did you mean": names close to one that does not exist.

/// Names this many edits away are worth suggesting.
const MAX_DISTANCE: usize = 2;

/// Names suggested at most.
const MAX_SUGGESTIONS: usize = 5;

/// The line that suggests the names closest to `wanted`, if any is close.
pub fn suggestion(candidates: impl IntoIterator<Item = String>, wanted: &str) -> Option<String> {
    let mut close: Vec<(usize, String)> = candidates
        .into_iter()
        .filter(|name| name.len().abs_diff(wanted.len()) <= MAX_DISTANCE)
        .map(|name| (distance(&name, wanted), name))
        .filter(|(edits, _)| *edits <= MAX_DISTANCE)
        .collect();
    close.sort();
    close.truncate(MAX_SUGGESTIONS);
    let names: Vec<_> = close.into_iter().map(|(_, name)| name).collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(format!("Did you mean {one}?")),
        [first @ .., last] => Some(format!(
            "Did you mean one of {} or {last}?",
            first.join(", ")
        )),
    }
}

/// The number of insertions, deletions and replacements that turn one text into the other.
fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "ab"), 2);
        assert_eq!(distance("same", "same"), 0);
    }

    #[test]
    fn close_names_are_suggested() {
        let names = ["foo", "fob", "bar"].map(str::to_owned);
        assert_eq!(
            suggestion(names.clone(), "fop").as_deref(),
            Some("Did you mean one of fob or foo?")
        );
        assert_eq!(
            suggestion(names.clone(), "baar").as_deref(),
            Some("Did you mean bar?")
        );
        assert_eq!(suggestion(names, "completely"), None);
    }
}
