//! Samples of this process's stack, as folded stacks: functions from the outermost to the innermost, and a number.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use framelab_benches::REGION;
use pprof::ProfilerGuardBuilder;

use super::symbols::SymbolTable;

/// Samples asked for in each second of processor time; the system may give fewer. No multiple of what its clock ticks by.
const FREQUENCY: i32 = 997;

/// Stands for the frames that a sample does not reach, because the stack is deeper than it looks.
const UNREACHED: &str = "(deeper than sampled)";

/// Samples while `work` is done again and again, for at least so long.
pub fn take(
    enough: Duration,
    mut work: impl FnMut() -> Result<(), String>,
) -> Result<String, String> {
    let failed = |error: pprof::Error| format!("cannot sample stacks: {error}");
    let guard = ProfilerGuardBuilder::default()
        .frequency(FREQUENCY)
        .build()
        .map_err(failed)?;
    let start = Instant::now();
    while start.elapsed() < enough {
        work()?;
    }
    let report = guard.report().build_unresolved().map_err(failed)?;
    let symbols = SymbolTable::of_this_process()?;
    let mut stacks: BTreeMap<String, isize> = BTreeMap::new();
    for (sample, count) in &report.data {
        let addresses = sample.frames.iter().map(|frame| frame.ip);
        if let Some(stack) = of_the_evaluation(&functions(addresses, &symbols)) {
            *stacks.entry(stack.join(";")).or_default() += count;
        }
    }
    Ok(stacks
        .iter()
        .fold(String::new(), |mut text, (stack, count)| {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{stack} {count}");
            text
        }))
}

/// The functions of a sample from the outermost to the innermost, without those inlined in them: samples with the same functions
/// have been thrown together, wherever in the function each was.
fn functions(addresses: impl Iterator<Item = usize>, symbols: &SymbolTable) -> Vec<&str> {
    let mut functions: Vec<_> = addresses
        .enumerate()
        .map(|(above, address)| {
            // A frame that has called goes on after the call, which may be where the next function begins.
            symbols.function(address - usize::from(above > 0))
        })
        .collect();
    functions.reverse();
    functions
}

/// What of a stack is the evaluation's, without recursion; nothing if it is not the evaluation's.
///
/// A function that calls itself, in however many steps, goes on where it stood first: otherwise each depth would be a tower of
/// its own.
fn of_the_evaluation<'s>(functions: &[&'s str]) -> Option<Vec<&'s str>> {
    let region = functions.iter().position(|&function| function == REGION);
    let (mut stack, functions) = match region {
        Some(region) => (Vec::new(), &functions[region + 1..]),
        None if functions.contains(&"main") => return None,
        None => (vec![UNREACHED], functions),
    };
    for function in functions {
        match stack.iter().position(|earlier| earlier == function) {
            Some(earlier) => stack.truncate(earlier + 1),
            None => stack.push(function),
        }
    }
    (!stack.is_empty()).then_some(stack)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        text.split(' ').collect()
    }

    #[test]
    fn a_stack_begins_below_the_evaluation() {
        assert_eq!(
            of_the_evaluation(&["main", REGION, "load", "parse"]),
            Some(words("load parse"))
        );
        assert_eq!(of_the_evaluation(&["main", "exit"]), None);
        assert_eq!(of_the_evaluation(&["main", REGION]), None);
    }

    #[test]
    fn recursion_is_folded() {
        let deep = [
            REGION, "run", "force", "call", "force", "call", "force", "add",
        ];
        assert_eq!(of_the_evaluation(&deep), Some(words("run force add")));
        let parse = [REGION, "parse", "parse", "parse", "token"];
        assert_eq!(of_the_evaluation(&parse), Some(words("parse token")));
    }

    #[test]
    fn a_stack_that_is_cut_off_says_so() {
        let mut expected = vec![UNREACHED];
        expected.extend(words("force call add"));
        assert_eq!(
            of_the_evaluation(&["force", "call", "force", "call", "add"]),
            Some(expected)
        );
    }
}
