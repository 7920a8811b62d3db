//! `framelab parse` and `framelab disasm`: what an expression becomes before it is evaluated.

use super::arguments::SourceArguments;
use super::{Failure, input, memory, write_result};
use framelab_eval::bytecode;
use framelab_eval::evaluator::Evaluator;
use framelab_eval::heap::Heap;
use framelab_eval::syntax;
use framelab_eval::value::ThunkState;

/// `framelab disasm`
pub fn disassemble(arguments: &SourceArguments) -> Result<(), Failure> {
    let heap = Heap::with_limit(memory::default_limit());
    let evaluator = Evaluator::new(
        &heap,
        input::options(&arguments.input.include, &arguments.input.settings),
    );
    input::print_warnings(&evaluator);
    let thunk = input::load(&evaluator, &arguments.input)?;
    let ThunkState::Suspended(code) = thunk.state() else {
        return Err(Failure::Message("the expression has no code".to_owned()));
    };
    let text = bytecode::disassemble(evaluator.runtime(), code);
    write_result(format!("{}\n", text.trim_end()).as_bytes())
}

/// `framelab parse`
pub fn parse(arguments: &SourceArguments) -> Result<(), Failure> {
    let heap = Heap::with_limit(memory::default_limit());
    let evaluator = Evaluator::new(
        &heap,
        input::options(&arguments.input.include, &arguments.input.settings),
    );
    input::print_warnings(&evaluator);
    let tree = input::parse(&evaluator, &arguments.input)?;
    let runtime = evaluator.runtime();
    let text = syntax::dump(&tree, &runtime.symbols, Some(&runtime.sources));
    write_result(format!("{}\n", text.trim_end()).as_bytes())
}
