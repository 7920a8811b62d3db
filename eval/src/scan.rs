//! Looking for a byte among many, a vector of the processor at a time.

/// How many bytes are looked at together.
const BLOCK: usize = 16;

/// Where the first byte is that is wanted.
///
/// For what is asked of a byte with comparisons alone: the compiler makes a few vector instructions a block of
/// that, where a search that may stop at each byte takes several instructions for each.
#[inline(always)]
pub fn find(text: &[u8], is_wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let (blocks, rest) = text.as_chunks::<BLOCK>();
    let within = |bytes: &[u8]| bytes.iter().position(|&byte| is_wanted(byte));
    for (index, block) in blocks.iter().enumerate() {
        let found = |found: u8, &byte: &u8| found | u8::from(is_wanted(byte));
        if block.iter().fold(0, found) != 0 {
            return within(block).map(|offset| index * BLOCK + offset);
        }
    }
    within(rest).map(|offset| blocks.len() * BLOCK + offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_found_wherever_it_is() {
        for length in 0..3 * BLOCK {
            let mut text = vec![b'x'; length];
            assert_eq!(find(&text, |byte| byte == b'y'), None);
            for at in (0..length).rev() {
                text[at] = b'y';
                assert_eq!(find(&text, |byte| byte == b'y'), Some(at));
            }
        }
    }
}
