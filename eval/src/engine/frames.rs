//! A stack of frames in segments, so that growing never copies what is there.

/// Frames in one segment.
const SEGMENT: usize = 1 << 12;

/// Frames of an engine's own kind.
pub(super) struct Frames<F> {
    /// The top segment, of which nobody pushes more frames than it has room for.
    top: Vec<F>,
    /// The segments below, all full.
    below: Vec<Vec<F>>,
}

impl<F> Default for Frames<F> {
    fn default() -> Self {
        Self {
            top: Vec::with_capacity(SEGMENT),
            below: Vec::new(),
        }
    }
}

impl<F> Frames<F> {
    /// Whether the next frame needs a new segment.
    #[inline(always)]
    pub(super) fn is_full(&self) -> bool {
        self.top.len() >= SEGMENT
    }

    /// Adds a segment; its size in bytes.
    pub(super) fn grow(&mut self) -> usize {
        let full = std::mem::replace(&mut self.top, Vec::with_capacity(SEGMENT));
        self.below.push(full);
        SEGMENT * size_of::<F>()
    }

    /// Puts a frame on top, for which there is room.
    #[inline(always)]
    pub(super) fn push(&mut self, frame: F) {
        self.top.push(frame);
    }

    /// The top frame, if it is in the top segment.
    #[inline(always)]
    pub(super) fn top(&self) -> Option<&F> {
        self.top.last()
    }

    /// Drops the top frame, which [`Self::top`] has found.
    #[inline(always)]
    pub(super) fn drop_top(&mut self) {
        self.top.truncate(self.top.len() - 1);
    }

    /// Takes the top frame off.
    #[inline(always)]
    pub(super) fn pop(&mut self) -> Option<F> {
        match self.top.pop() {
            Some(frame) => Some(frame),
            None => self.pop_below(),
        }
    }

    #[cold]
    #[inline(never)]
    fn pop_below(&mut self) -> Option<F> {
        self.top = self.below.pop()?;
        self.top.pop()
    }

    /// All frames, the last one first.
    pub(super) fn downwards(&self) -> impl Iterator<Item = &F> {
        let below = self
            .below
            .iter()
            .rev()
            .flat_map(|segment| segment.iter().rev());
        self.top.iter().rev().chain(below)
    }

    /// Number of frames.
    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        self.below.len() * SEGMENT + self.top.len()
    }

    /// Bytes of the segments.
    pub(super) fn bytes(&self) -> usize {
        (self.below.len() + 1) * SEGMENT * size_of::<F>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_come_back_in_reverse_across_segments() {
        let mut frames = Frames::default();
        for number in 0..3 * SEGMENT {
            if frames.is_full() {
                assert_eq!(frames.grow(), SEGMENT * size_of::<usize>());
            }
            frames.push(number);
        }
        assert_eq!(frames.len(), 3 * SEGMENT);
        for number in (0..3 * SEGMENT).rev() {
            assert_eq!(frames.downwards().next(), Some(&number));
            assert_eq!(frames.pop(), Some(number));
        }
        assert_eq!(frames.pop(), None);
        assert_eq!(frames.len(), 0);
    }
}
