//! The machine's optimizations, each of which can be compiled out to see what it is worth.

/// Which optimizations a machine has. All are constants: the machine with all of them tests for none.
pub trait Switches: 'static {
    /// A thunk is entered by the inner loop; otherwise every force is a generator's request.
    const INLINE_FORCE: bool = true;
    /// A builtin that needs no evaluation runs as a plain function; otherwise every call of one is a generator.
    const DIRECT_BUILTINS: bool = true;
    /// Generators are used again; otherwise each is allocated anew.
    const POOLED_GENERATORS: bool = true;
    /// A builtin that calls a function for each element of a list needs no generator; otherwise it is one.
    const TRAVERSALS: bool = true;
    /// `+`, comparison and coercion are plain functions that run again after a force; otherwise each is a generator.
    const RESTARTABLE_OPERATORS: bool = true;
    /// The inner loop computes with integers itself; otherwise operators are calls of kernels.
    const INLINE_ARITHMETIC: bool = true;
    /// A call in tail position takes the place of its frame; otherwise every call has a frame of its own.
    const TAIL_CALLS: bool = true;
}

/// All optimizations.
pub struct Everything;

impl Switches for Everything {}

macro_rules! ablations {
    ($($(#[$doc:meta])* $name:ident: $switch:ident;)*) => {$(
        $(#[$doc])*
        pub struct $name;

        impl Switches for $name {
            const $switch: bool = false;
        }
    )*};
}

ablations! {
    /// Without [`Switches::INLINE_FORCE`].
    WithoutInlineForce: INLINE_FORCE;
    /// Without [`Switches::DIRECT_BUILTINS`].
    WithoutDirectBuiltins: DIRECT_BUILTINS;
    /// Without [`Switches::POOLED_GENERATORS`].
    WithoutPooledGenerators: POOLED_GENERATORS;
    /// Without [`Switches::TRAVERSALS`].
    WithoutTraversals: TRAVERSALS;
    /// Without [`Switches::RESTARTABLE_OPERATORS`].
    WithoutRestartableOperators: RESTARTABLE_OPERATORS;
    /// Without [`Switches::INLINE_ARITHMETIC`].
    WithoutInlineArithmetic: INLINE_ARITHMETIC;
    /// Without [`Switches::TAIL_CALLS`].
    WithoutTailCalls: TAIL_CALLS;
}
