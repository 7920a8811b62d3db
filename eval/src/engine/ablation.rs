//! The default engine without one of its optimizations, to see what each is worth.

use super::Engine;
use super::frame_stack::FrameStack;
use super::frame_stack::switches::{
    Switches, WithoutDirectBuiltins, WithoutInlineArithmetic, WithoutInlineForce,
    WithoutPooledGenerators, WithoutRestartableOperators, WithoutTailCalls, WithoutTraversals,
};
use crate::compile::Compilation;
use crate::probe::NoProbe;
use crate::runtime::Runtime;
use std::rc::Rc;

/// Makes an engine.
type Create = for<'h> fn(Rc<Runtime<'h>>) -> Box<dyn Engine<'h> + 'h>;

/// An optimization of the default engine that can be left out.
#[derive(Clone, Copy, Debug)]
pub struct Ablation {
    /// The name of what is left out: "inline-force".
    pub name: &'static str,
    /// What happens instead, in a sentence.
    pub description: &'static str,
    create: Create,
    /// What the compiler leaves out. The machine has no say in that, so it has no test for it.
    compilation: Compilation,
}

impl Ablation {
    /// The ablation of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        ABLATIONS.iter().find(|ablation| ablation.name == name)
    }

    /// What the compiler leaves out.
    pub fn compilation(&self) -> Compilation {
        self.compilation
    }

    /// The engine, over a runtime whose options have the same compilation.
    pub fn create<'h>(&self, runtime: Rc<Runtime<'h>>) -> Box<dyn Engine<'h> + 'h> {
        (self.create)(runtime)
    }
}

/// A machine with these switches.
fn with<'h, S: Switches>(runtime: Rc<Runtime<'h>>) -> Box<dyn Engine<'h> + 'h> {
    Box::new(FrameStack::<NoProbe, S>::new(runtime))
}

/// Without an optimization of the machine.
const fn machine(name: &'static str, create: Create, description: &'static str) -> Ablation {
    Ablation {
        name,
        description,
        create,
        compilation: Compilation::FULL,
    }
}

/// Without an optimization of the compiler.
const fn compiler(
    name: &'static str,
    compilation: Compilation,
    description: &'static str,
) -> Ablation {
    Ablation {
        name,
        description,
        create: super::default,
        compilation,
    }
}

/// Every optimization that can be left out.
pub const ABLATIONS: &[Ablation] = &[
    machine(
        "inline-force",
        with::<WithoutInlineForce>,
        "Every force of a thunk is the request of a (pooled) generator, instead of a frame that the inner loop enters.",
    ),
    machine(
        "direct-builtins",
        with::<WithoutDirectBuiltins>,
        "Every call of a builtin is a (pooled) generator, also where nothing has to be evaluated.",
    ),
    machine(
        "traversals",
        with::<WithoutTraversals>,
        "A builtin that calls a function for each element of a list is a (pooled) generator, instead of a frame with an index.",
    ),
    machine(
        "restartable-operators",
        with::<WithoutRestartableOperators>,
        "Every `+` and every comparison that the inner loop does not compute itself is a (pooled) generator.",
    ),
    machine(
        "pooled-generators",
        with::<WithoutPooledGenerators>,
        "Every generator is allocated anew and freed when it ends.",
    ),
    machine(
        "inline-arithmetic",
        with::<WithoutInlineArithmetic>,
        "Arithmetic and comparison of integers call kernels, instead of being computed in the inner loop.",
    ),
    machine(
        "tail-calls",
        with::<WithoutTailCalls>,
        "A call in tail position has a frame of its own, instead of taking the place of its caller's.",
    ),
    compiler(
        "early-evaluation",
        Compilation {
            early_evaluation: false,
            ..Compilation::FULL
        },
        "Sums of evaluated numbers and selections of evaluated attributes, as arguments, are thunks like everything else.",
    ),
    compiler(
        "multi-argument-calls",
        Compilation {
            multi_argument_calls: false,
            ..Compilation::FULL
        },
        "A curried function takes one argument at a time and returns a function for the next.",
    ),
    compiler(
        "strictness",
        Compilation {
            strictness: false,
            ..Compilation::FULL
        },
        "The argument that a known builtin evaluates first, and the binding that a `let` evaluates first, are thunks like everything else.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        for ablation in ABLATIONS {
            let found = Ablation::named(ablation.name).map(|found| found.description);
            assert_eq!(found, Some(ablation.description));
        }
    }
}
