//! The evaluator that a command runs on: its engine, its memory, its store.

use super::arguments::InputArguments;
use super::{Failure, input, memory};
use clap::Args;
use clap::builder::PossibleValuesParser;
use framelab_eval::engine;
use framelab_eval::evaluator::Evaluator;
use framelab_eval::heap::Heap;
use framelab_eval::store::Store;
use std::path::PathBuf;

/// How the expression is evaluated.
#[derive(Args, Debug)]
pub struct MachineArguments {
    /// Show what led to an error
    #[arg(long)]
    pub show_trace: bool,

    /// The engine that evaluates
    #[arg(long, value_parser = PossibleValuesParser::new(engine::NAMES), default_value = engine::NAMES[0])]
    pub engine: String,

    /// Stop when the evaluation needs more memory: bytes, or with a suffix K, M or G
    ///
    /// Without it, half of the physical memory (or of the control group's limit if that is less), and at most 4G.
    #[arg(long, value_name = "SIZE", value_parser = memory::parse_size)]
    pub max_heap: Option<usize>,

    /// Write derivations and sources below this folder, as DIR/nix/store/...; without it they are only computed
    #[arg(long, value_name = "DIR")]
    pub store: Option<PathBuf>,
}

/// Whether the evaluator counts what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// It does.
    On,
    /// It does not.
    Off,
}

impl MachineArguments {
    /// An evaluator on a heap that lives as long as the process, which frees memory faster than dropping it would.
    pub fn evaluator(
        &self,
        input: &InputArguments,
        counting: Counting,
    ) -> Result<Evaluator<'static>, Failure> {
        let limit = self.max_heap.unwrap_or_else(memory::default_limit);
        let heap: &'static Heap = Box::leak(Box::new(Heap::with_limit(limit)));
        let mut options = input::options(&input.include, &input.settings);
        options.show_trace |= self.show_trace;
        let evaluator = match counting {
            Counting::On => Evaluator::with_counting_engine(heap, options, &self.engine),
            Counting::Off => Evaluator::with_engine(heap, options, &self.engine),
        };
        let evaluator = evaluator
            .ok_or_else(|| Failure::Message(format!("no engine is named '{}'", self.engine)))?;
        if let Some(folder) = &self.store {
            let runtime = evaluator.runtime();
            let store = Store::writing(runtime.store_dir.clone(), folder.clone())
                .map_err(|error| Failure::Message(error.to_string()))?;
            runtime.store.replace(store);
        }
        input::print_warnings(&evaluator);
        Ok(evaluator)
    }
}
