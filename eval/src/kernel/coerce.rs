//! Placeholder for coercion to strings.

/// What a value is coerced for.
#[derive(Clone, Copy, Debug)]
pub enum Mode {
    /// Part of a string.
    Interpolation,
    /// Part of a path.
    PathPart,
}
