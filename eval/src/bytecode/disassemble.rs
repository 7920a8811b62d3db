//! Bytecode as text.

use super::{Code, Instruction, Operand};
use crate::runtime::Runtime;
use std::fmt::Write as _;

/// The text of a code object and of everything written inside it, outermost first.
///
/// Code objects are numbered; each says which operand `code` of which other one it is.
pub fn disassemble<'h>(runtime: &Runtime<'h>, code: &'h Code<'h>) -> String {
    let mut text = String::new();
    let mut pending = vec![(code, "source".to_owned())];
    let mut number = 0;
    while let Some((code, role)) = pending.pop() {
        one(runtime, code, &format!("#{number} {role}"), &mut text);
        for (index, &inner) in code.codes.iter().enumerate().rev() {
            pending.push((inner, format!("code {index} of #{number}")));
        }
        number += 1;
    }
    text
}

fn one<'h>(runtime: &Runtime<'h>, code: &'h Code<'h>, title: &str, text: &mut String) {
    let kind = match &code.function {
        Some(function) => format!("function of {}", function.arity),
        None => "thunk".to_owned(),
    };
    let name = code
        .name
        .map(|n| format!(" '{}'", runtime.symbols.text(n)))
        .unwrap_or_default();
    let place = runtime
        .sources
        .locate(code.position)
        .map(|l| format!(" at {}:{}:{}", l.source.origin.display(), l.line, l.column))
        .unwrap_or_default();
    let _ = writeln!(text, "{title}: {kind}{name}{place}");
    for (index, source) in code.captures.iter().enumerate() {
        let _ = writeln!(text, "  capture {index} = {:?}", source.source());
    }
    for (index, instruction) in code.instructions.iter().enumerate() {
        let _ = writeln!(text, "  {index:4} {}", line(runtime, code, *instruction));
    }
}

fn line<'h>(runtime: &Runtime<'h>, code: &'h Code<'h>, instruction: Instruction) -> String {
    let mut line = format!("{:<22}", instruction.opcode().mnemonic());
    for (name, operand) in instruction.operands() {
        let _ = match operand {
            Operand::Number(number) => write!(line, " {name}={number}"),
            Operand::Name(symbol) => write!(line, " {}", runtime.symbols.text(symbol)),
            Operand::Mode(mode) => write!(line, " {mode:?}"),
        };
    }
    match instruction {
        Instruction::Constant { index } => {
            if let Some(&value) = code.constants.get(index as usize) {
                let _ = write!(line, "  # {}", crate::print::for_message(runtime, value));
            }
        }
        Instruction::MakeAttrs { shape } => {
            let names: Vec<_> = code.shapes[shape as usize]
                .iter()
                .map(|attr| runtime.symbols.text(attr.name))
                .collect();
            let _ = write!(line, "  # {}", names.join(" "));
        }
        _ => {}
    }
    line.trim_end().to_owned()
}
