//! A pointer of 48 bits, or a small number, with a tag of eight bits: one word.

/// A word. Its meaning is that of the tag.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Word(*const ());

/// Bits below the tag. A pointer of user space has 47, so that extending the sign gives it back.
const PAYLOAD_BITS: u32 = 56;

// A word is taken apart as two words of a value, whose second may be a pointer, a number or a boolean.
const _: () = assert!(cfg!(target_endian = "little") && size_of::<*const ()>() == 8);

impl Word {
    /// A pointer with a tag.
    #[inline(always)]
    pub(super) fn pointer<T>(tag: u8, pointer: *const T) -> Self {
        let tag = usize::from(tag) << PAYLOAD_BITS;
        Self(pointer.cast::<()>().map_addr(|address| address | tag))
    }

    /// A number with a tag; `None` if it needs more than 56 bits.
    #[inline(always)]
    pub(super) fn number(tag: u8, number: i64) -> Option<Self> {
        let shift = 64 - PAYLOAD_BITS;
        let small = ((number << shift) >> shift) == number;
        let payload = (number << shift) as usize >> shift;
        let address = payload | (usize::from(tag) << PAYLOAD_BITS);
        small.then_some(Self(std::ptr::without_provenance(address)))
    }

    /// The tag.
    #[inline(always)]
    pub(super) fn tag(self) -> u8 {
        (self.0.addr() >> PAYLOAD_BITS) as u8
    }

    /// The pointer, or the number as an address.
    #[inline(always)]
    pub(super) fn payload<T>(self) -> *const T {
        let shift = 64 - PAYLOAD_BITS;
        let extended = self
            .0
            .map_addr(|address| ((address as i64) << shift >> shift) as usize);
        extended.cast()
    }

    /// The same payload with a tag that is `difference` higher.
    #[inline(always)]
    pub(super) fn retagged(self, difference: u8) -> Self {
        let difference = usize::from(difference) << PAYLOAD_BITS;
        Self(self.0.map_addr(|address| address.wrapping_add(difference)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tag_and_payload_come_back() {
        let target = 7_u32;
        let word = Word::pointer(200, &raw const target);
        assert_eq!(word.tag(), 200);
        assert_eq!(word.payload::<u32>(), &raw const target);
        assert_eq!(word.retagged(3).tag(), 203);
        assert_eq!(word.retagged(3).payload::<u32>(), &raw const target);
    }

    #[test]
    fn numbers_of_56_bits_fit() {
        for number in [0, 1, -1, 1 << 54, (1 << 55) - 1, -(1 << 55)] {
            let word = Word::number(2, number).expect("it is small");
            assert_eq!(
                (word.tag(), word.payload::<()>().addr() as i64),
                (2, number)
            );
        }
        for number in [1 << 55, -(1 << 55) - 1, i64::MAX, i64::MIN] {
            assert!(Word::number(2, number).is_none());
        }
    }
}
