//! The instruction set: one table from which the enum, the opcodes and the disassembler are made.

use crate::symbol::Symbol;

macro_rules! instructions {
    ($(
        $(#[doc = $doc:literal])+
        $variant:ident $({ $($field:ident: $type:ty),+ })? = $mnemonic:literal, $effect:literal;
    )*) => {
        /// An instruction with its operands: eight bytes.
        ///
        /// The stack effect in each description reads `before -- after`, the top of the stack to the right.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Instruction {
            $(
                $(#[doc = $doc])+
                #[doc = concat!("\n\nStack: `", $effect, "`")]
                #[allow(missing_docs, reason = "operands are named in the description")]
                $variant $({ $($field: $type),+ })?,
            )*
        }

        /// An instruction without its operands.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "described at the instruction of the same name")]
        pub enum Opcode { $($variant),* }

        impl Opcode {
            /// Every opcode, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in disassembly and statistics.
            pub const fn mnemonic(self) -> &'static str {
                match self { $(Self::$variant => $mnemonic),* }
            }

            /// The stack effect, as text.
            pub const fn stack_effect(self) -> &'static str {
                match self { $(Self::$variant => $effect),* }
            }
        }

        impl Instruction {
            /// The instruction without its operands.
            #[inline(always)]
            pub const fn opcode(self) -> Opcode {
                match self { $(Self::$variant { .. } => Opcode::$variant),* }
            }

            /// The operands, in the order of the table.
            pub fn operands(self) -> Vec<(&'static str, Operand)> {
                match self {
                    $(Self::$variant $({ $($field),+ })? =>
                        vec![$($((stringify!($field), Operand::from($field))),+)?],)*
                }
            }
        }
    };
}

/// The value of an operand, for the disassembler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// An index or a count.
    Number(i64),
    /// A name.
    Name(Symbol),
    /// How a part of a string is coerced.
    Mode(Coercion),
}

impl From<u32> for Operand {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u16> for Operand {
    fn from(number: u16) -> Self {
        Self::Number(number.into())
    }
}

impl From<i16> for Operand {
    fn from(number: i16) -> Self {
        Self::Number(number.into())
    }
}

impl From<Symbol> for Operand {
    fn from(name: Symbol) -> Self {
        Self::Name(name)
    }
}

impl From<Coercion> for Operand {
    fn from(mode: Coercion) -> Self {
        Self::Mode(mode)
    }
}

/// What an interpolated value becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coercion {
    /// Part of a string: paths are copied to the store.
    String,
    /// Part of a path: paths stay what they are.
    Path,
}

instructions! {
    /// Pushes constant `index` of the code.
    Constant { index: u32 } = "constant", "-- v";
    /// Pushes the value in stack slot `slot` of the frame, evaluated or not.
    Local { slot: u32 } = "local", "-- v";
    /// Pushes capture `index` of the frame, evaluated or not.
    Capture { index: u32 } = "capture", "-- v";
    /// Pushes the value in stack slot `slot` of the frame, evaluated.
    LocalForced { slot: u32 } = "local.forced", "-- v";
    /// Pushes capture `index` of the frame, evaluated.
    CaptureForced { index: u32 } = "capture.forced", "-- v";
    /// Evaluates the top of the stack.
    Force = "force", "v -- v";
    /// Pushes a thunk over code `code`, its captures read from the frame.
    MakeThunk { code: u32 } = "thunk", "-- thunk";
    /// Pushes a closure over code `code`, its captures read from the frame.
    MakeClosure { code: u32 } = "closure", "-- function";
    /// Pushes a thunk over code `code` whose captures are not filled yet.
    ReserveThunk { code: u32 } = "thunk.reserve", "-- thunk";
    /// Pushes a closure over code `code` whose captures are not filled yet.
    ReserveClosure { code: u32 } = "closure.reserve", "-- function";
    /// Fills the captures of the reserved thunk or closure in slot `slot` from the frame.
    FillCaptures { slot: u32 } = "captures.fill", "--";
    /// Drops `count` values below the top of the stack.
    Slide { count: u32 } = "slide", "v1 .. vn v -- v";
    /// Continues at `target`.
    Jump { target: u32 } = "jump", "--";
    /// Pops a condition, which must be a boolean; continues at `target` if it is false.
    JumpIfFalse { target: u32 } = "jump.false", "condition --";
    /// Pops a condition, which must be a boolean; continues at `target` if it is true.
    JumpIfTrue { target: u32 } = "jump.true", "condition --";
    /// Fails unless the top of the stack is a boolean.
    CheckBoolean = "check.boolean", "v -- v";
    /// Pops a condition and fails with the assertion's text, constant `text`, if it is false.
    Assert { text: u32 } = "assert", "condition --";
    /// `==` as the condition of an assertion: where it is false, fails saying how the values differ.
    AssertEqual = "assert.equal", "a b -- boolean";
    /// Ends the frame; the top of the stack, evaluated, is its result.
    Return = "return", "v --";

    /// `+`: numbers, strings and paths. It is blamed on the right operand, which begins `back` bytes after the left one.
    Add { back: u32 } = "add", "a b -- c";
    /// `-`
    Sub = "sub", "a b -- c";
    /// `*`
    Mul = "mul", "a b -- c";
    /// `/`
    Div = "div", "a b -- c";
    /// `==`
    Equal = "equal", "a b -- c";
    /// `!=`
    NotEqual = "not-equal", "a b -- c";
    /// `<`
    Less = "less", "a b -- c";
    /// `++`
    Concat = "concat", "a b -- c";
    /// `//`: the right side `b` is evaluated first.
    Update = "update", "b a -- c";
    /// `-a`
    Negate = "negate", "a -- b";
    /// `!a`
    Not = "not", "a -- b";
    /// `+` of two forced numbers without overflow, which skips the next instruction; otherwise drops both.
    EarlyAdd = "early.add", "a b -- c |";
    /// `-` of two forced numbers without overflow, which skips the next instruction; otherwise drops both.
    EarlySub = "early.sub", "a b -- c |";
    /// `*` of two forced numbers without overflow, which skips the next instruction; otherwise drops both.
    EarlyMul = "early.mul", "a b -- c |";
    /// `-` of slot `slot`, a forced integer, and `operand`, which skips the next instruction; otherwise does nothing.
    EarlySubLocal { slot: u32, operand: i16 } = "early.sub.local", "-- c |";
    /// `+` of slot `slot`, a forced integer, and `operand`, which skips the next instruction; otherwise does nothing.
    EarlyAddLocal { slot: u32, operand: i16 } = "early.add.local", "-- c |";
    /// Attribute `name` of a forced set where it is forced and no function, which skips the next
    /// instruction; otherwise drops the set.
    EarlySelect { name: Symbol } = "early.select", "set -- v |";

    /// Makes a list of the top `count` values.
    MakeList { count: u32 } = "list", "v1 .. vn -- list";
    /// Makes an attribute set of the values that shape `shape` of the code names.
    MakeAttrs { shape: u32 } = "attrs", "v1 .. vn -- set";
    /// Adds an attribute with a computed name, unless the name is null.
    InsertDynamic = "attrs.insert", "set name v -- set";
    /// Selects attribute `name`, evaluated.
    Select { name: Symbol } = "select", "set -- v";
    /// Selects attribute `name` (not evaluated) and skips the next instruction; drops the subject if it is no set with the attribute.
    SelectOrNext { name: Symbol } = "select.or-next", "v -- w |";
    /// Selects the attribute with a computed name, evaluated.
    SelectDynamic = "select.dynamic", "set name -- v";
    /// Fails unless the top of the stack is a string, which is to be an attribute's name.
    CheckName = "check.name", "name -- name";
    /// As `select.or-next` with a computed name.
    SelectDynamicOrNext = "select.dynamic.or-next", "v name -- w |";
    /// Whether the value is a set with attribute `name`.
    HasAttr { name: Symbol } = "has-attr", "v -- boolean";
    /// Whether the value is a set with the attribute of a computed name.
    HasAttrDynamic = "has-attr.dynamic", "v name -- boolean";
    /// Looks `name` up in `count` sets, the first pushed first.
    ResolveWith { name: Symbol, count: u16 } = "with", "set1 .. setn -- v";
    /// Pushes the formals of the function's set pattern, taken from its last argument or their defaults.
    BindFormals = "formals", "-- v1 .. vn";

    /// Turns an interpolated value into a string.
    Coerce { mode: Coercion } = "coerce", "v -- string";
    /// Concatenates `count` strings.
    ConcatStrings { count: u32 } = "concat.strings", "s1 .. sn -- string";
    /// Concatenates `count` strings to a path.
    ConcatPath { count: u32 } = "concat.path", "s1 .. sn -- path";

    /// Calls a function with `count` arguments.
    Call { count: u32 } = "call", "f a1 .. an -- v";
    /// Calls a function with `count` arguments, a function of the language in the place of this frame; a return follows.
    TailCall { count: u32 } = "call.tail", "f a1 .. an -- v";
    /// Moves the top of the stack below everything else in the frame: the function that the rest of the arguments go to.
    RotateRest = "rotate", "a1 .. an f -- f a1 .. an";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instruction_is_eight_bytes() {
        assert_eq!(size_of::<Instruction>(), 8);
    }

    #[test]
    fn mnemonics_are_unique() {
        let mut names: Vec<_> = Opcode::ALL.iter().map(|o| o.mnemonic()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Opcode::ALL.len());
    }
}
