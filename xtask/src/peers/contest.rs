//! The programs in turn: who evaluates what, how often.

use framelab_workloads::{PreparedProgram, Workload};

use super::evaluator::Evaluator;
use super::front_end;
use super::lua::{self, Lua};
use super::memory::Memory;
use super::model::{Call, Cost, Depth, Program, Repeated};
use crate::error::{Error, Result};
use crate::process::Usage;
use crate::progress::Progress;
use crate::report::model::{Cell, Mode};
use crate::workspace;

/// The workload that is nothing but calls, and the size at which it is compared with Lua.
const CALL: &str = "fib";
/// See [`CALL`].
pub const CALL_SIZE: i64 = 32;

/// Nested calls.
pub const DEPTH: i64 = 10_000_000;
/// Nested calls of a quick comparison.
const QUICK_DEPTH: i64 = 1_000_000;

/// The programs, and how thoroughly they are compared.
pub struct Contest {
    pub framelab: Evaluator,
    pub nix: Evaluator,
    /// Lua, or the reason why there is none.
    pub lua: std::result::Result<Lua, String>,
    pub mode: Mode,
    pub rounds: u32,
    pub progress: Progress,
}

impl Contest {
    /// Steps of progress for so many workloads.
    pub fn steps(workloads: usize, rounds: u32) -> u64 {
        // One run of each before the first round; calls beside the workloads; start-up, front end and depth.
        (workloads as u64 + 1) * (u64::from(rounds) + 1) + 3
    }

    /// Every workload on both evaluators.
    pub fn programs(&mut self, selected: &[&Workload]) -> Result<Vec<Program>> {
        let cache = workspace::workload_cache();
        let mut programs = Vec::with_capacity(selected.len());
        for workload in selected {
            let size = match self.mode {
                Mode::Quick => &workload.quick_size,
                Mode::Full => &workload.default_size,
            };
            let prepared = workload.prepare(size, &cache)?;
            self.progress
                .begin(&format!("{} at {}", workload.name, size.value));
            let (memory, cost) = self.program(&workload.name, &prepared)?;
            programs.push(Program {
                workload: workload.name.clone(),
                size_name: size.name.clone(),
                size: size.value,
                cost,
                memory,
            });
        }
        Ok(programs)
    }

    /// Checks both answers and asks for statistics, then takes turns.
    fn program(&mut self, workload: &str, prepared: &PreparedProgram) -> Result<(Memory, Cost)> {
        let memory = Memory::of(
            &self.framelab.count(workload, prepared)?,
            &self.nix.count(workload, prepared)?,
        );
        self.progress.advance(1);
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..self.rounds {
            ours.push(self.framelab.evaluate(workload, prepared)?);
            theirs.push(self.nix.evaluate(workload, prepared)?);
            self.progress.advance(1);
        }
        Ok((memory, cost(&ours, &theirs)?))
    }

    /// `fib` on both evaluators and on Lua.
    pub fn call(&mut self, selected: &[&Workload]) -> Result<Cell<Call>> {
        let missing = |reason: &str| Ok(Cell::Missing(reason.to_owned()));
        let Some(workload) = selected.iter().find(|workload| workload.name == CALL) else {
            return missing("`fib` is not among the workloads measured");
        };
        let size = match self.mode {
            Mode::Quick => Some(&workload.quick_size),
            Mode::Full => workload.sizes.iter().find(|size| size.value == CALL_SIZE),
        };
        let Some(size) = size else {
            return missing("`fib` has no size 32 in this manifest");
        };
        let prepared = workload.prepare(size, &workspace::workload_cache())?;
        let program = workload.folder.join(lua::PROGRAM);
        self.progress
            .begin(&format!("a function call: fib at {}", size.value));
        let (mut ours, mut theirs, mut luas) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..=self.rounds {
            ours.push(self.framelab.evaluate(CALL, &prepared)?);
            theirs.push(self.nix.evaluate(CALL, &prepared)?);
            if let Ok(lua) = &self.lua {
                luas.push(lua.run(CALL, &program, size.value, &size.answer)?);
            }
            self.progress.advance(1);
        }
        // The first run of each fills caches.
        let (ours, theirs) = (&ours[1..], &theirs[1..]);
        let lua = match &self.lua {
            Ok(lua) => Ok((lua.version(), &luas[1..])),
            Err(reason) => Err(reason.clone()),
        };
        let call = Call::of(size.value, ours, theirs, lua);
        call.map(Cell::Measured).ok_or_else(nothing)
    }

    /// What nested calls take; that they cannot be evaluated is a result.
    pub fn depth(&mut self) -> Result<Cell<Depth>> {
        let (calls, runs) = match self.mode {
            Mode::Quick => (QUICK_DEPTH, 1),
            Mode::Full => (DEPTH, self.rounds.min(3)),
        };
        self.progress.begin(&format!("{calls} nested calls"));
        let expression = format!("let f = n: if n == 0 then 0 else 1 + f (n - 1); in f {calls}");
        let answer = calls.to_string();
        let mut used = Vec::new();
        for _ in 0..runs {
            let ended =
                self.framelab
                    .evaluate_expression("nested calls", calls, &expression, &answer);
            match ended {
                Ok(usage) => used.push(usage),
                Err(Error::Evaluation { message, .. }) => return Ok(Cell::Failed(message)),
                Err(other) => return Err(other),
            }
        }
        self.progress.advance(1);
        let depth = Depth::of(calls, expression, &used);
        depth.map(Cell::Measured).ok_or_else(nothing)
    }

    /// How long it takes to evaluate `1`.
    pub fn start_up(&mut self) -> Result<Repeated> {
        self.progress.begin("start-up");
        let rounds = match self.mode {
            Mode::Quick => 5,
            Mode::Full => 20,
        };
        self.repeat(rounds, Evaluator::start)
    }

    /// How long it takes to read a file of many definitions.
    pub fn front_end(&mut self) -> Result<Repeated> {
        self.progress.begin("front end");
        let rounds = match self.mode {
            Mode::Quick => 3,
            Mode::Full => 10,
        };
        let file = front_end::write(&workspace::workload_cache())?;
        self.repeat(rounds, |evaluator| evaluator.read(&file))
    }

    /// Lets both do something in turn, once before it counts.
    fn repeat(
        &mut self,
        rounds: u32,
        work: impl Fn(&Evaluator) -> Result<Usage>,
    ) -> Result<Repeated> {
        work(&self.framelab)?;
        work(&self.nix)?;
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            ours.push(work(&self.framelab)?);
            theirs.push(work(&self.nix)?);
        }
        self.progress.advance(1);
        Ok(Repeated {
            rounds,
            cost: cost(&ours, &theirs)?,
        })
    }
}

fn cost(ours: &[Usage], theirs: &[Usage]) -> Result<Cost> {
    Cost::of(ours, theirs).ok_or_else(nothing)
}

fn nothing() -> Error {
    Error::Failed("nothing was measured".to_owned())
}
