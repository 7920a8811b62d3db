//! What the counting probe counts has to add up, on every engine.

use framelab_eval::engine::{NAMES, on_its_stack};
use framelab_eval::evaluator::Evaluator;
use framelab_eval::heap::Heap;
use framelab_eval::probe::{CalleeKind, Counters, Found, FrameEvent, FrameKind, RequestKind};
use framelab_eval::runtime::Options;
use std::path::Path;

/// What an engine counts while it evaluates a program, whose value is not failure.
fn count(engine: &str, program: &str) -> Counters {
    on_its_stack(engine, || {
        let heap = Heap::new();
        let mut evaluator = Evaluator::with_counting_engine(&heap, Options::default(), engine)
            .expect("an engine of the list");
        let outcome = evaluator
            .eval_str(program, Path::new("/"))
            .and_then(|value| evaluator.force_deep(value));
        if let Err(error) = outcome {
            panic!("{engine}: {program}: {error}");
        }
        let counters = evaluator.engine().counters();
        counters.expect("the engine counts").clone()
    })
}

const PROGRAMS: &[&str] = &[
    "1 + 2",
    "let f = n: if n < 2 then n else f (n - 1) + f (n - 2); in f 10",
    "let loop = n: if n == 0 then 0 else loop (n - 1); in loop 100",
    "builtins.foldl' (a: b: a + b) 0 (builtins.genList (x: x * x) 20)",
    "builtins.sort (a: b: a < b) [ 3 1 2 ]",
    "let s = { __functor = self: x: x + self.y; y = 3; }; in map s [ 1 2 ]",
    "let add = a: b: c: a + b + c; in (map (add 1 2) [ 3 ]) ++ [ ((a: add a) 1 2 3) ]",
    "with { a = 1; b = { c = [ 2 ]; }; }; [ a b.c \"${toString a}\" ]",
    "(builtins.tryEval (throw \"x\")).success",
    "builtins.map (x: (builtins.tryEval (assert x > 1; x)).value) [ 1 2 ]",
    "builtins.toJSON { a = [ 1 { b = rec { c = 1; d = c; }; } ]; }",
    "[ { a = 1; } ] == [ { a = 1; } ] && [ 1 2 ] < [ 1 3 ]",
    "({ a, b ? a + 1, ... }@args: [ a b args ]) { a = 1; c = 2; }",
    "builtins.tryEval (builtins.length (map (x: x) (throw \"x\")))",
    "let f = x: let k = throw x; in if k then 1 else 2; in builtins.tryEval (f \"x\")",
];

#[test]
fn frames_that_begin_end_and_those_put_aside_go_on() {
    for &engine in NAMES {
        for program in PROGRAMS {
            let counters = count(engine, program);
            for &kind in FrameKind::ALL {
                let of = |event| counters.frames_of(kind, event);
                let name = kind.name();
                assert_eq!(
                    of(FrameEvent::Push),
                    of(FrameEvent::Pop),
                    "{engine}: {name} frames of {program}"
                );
                // An error ends frames that were put aside.
                if !program.contains("tryEval") {
                    assert_eq!(
                        of(FrameEvent::Suspend),
                        of(FrameEvent::Resume),
                        "{engine}: {name} frames put aside of {program}"
                    );
                }
            }
        }
    }
}

#[test]
fn calls_and_forces_are_the_same_on_every_engine() {
    // No builtin calls back and nothing is forced twice, so that no engine has a reason to do more than another.
    let program = "let f = n: if n == 0 then 0 else 1 + f (n - 1); g = x: builtins.stringLength x; in f 50 + g \"abc\"";
    for &engine in NAMES {
        let counters = count(engine, program);
        let calls = |kind: CalleeKind| counters.calls[kind as usize];
        let lambdas = calls(CalleeKind::Lambda) + calls(CalleeKind::Tail);
        assert_eq!(lambdas, 52, "{engine}");
        assert_eq!(calls(CalleeKind::Builtin), 1, "{engine}");
        assert_eq!(counters.forces[Found::Blackhole as usize], 0, "{engine}");
    }
}

#[test]
fn each_engine_waits_in_its_own_way() {
    let program = "let x = 1; y = x + 1; in y + x";
    let frame_stack = count("frame-stack", program);
    assert_eq!(frame_stack.generators_finished, 1, "deep forcing alone");
    assert_eq!(frame_stack.bounces, 0);
    let generator = count("generator", program);
    assert!(generator.generators.count > 3, "{generator:?}");
    assert_eq!(generator.generators.count, generator.generators_finished);
    assert!(generator.requests[RequestKind::Pop as usize] >= 4);
    let trampoline = count("trampoline", program);
    assert_eq!(trampoline.generators_finished, 0);
    assert!(trampoline.bounces > 0);
    assert_eq!(trampoline.bounces, trampoline.continuations.count);
}

#[test]
fn native_stack_grows_with_depth_on_the_trampoline_alone() {
    let deep = |depth: u32| {
        format!(
            "let f = n: if n == 0 then 0 else 1 + builtins.foldl' (a: b: f (n - 1)) 0 [ 1 ]; in f {depth}"
        )
    };
    for &engine in NAMES {
        let shallow = count(engine, &deep(10)).peak_native_stack;
        let deeper = count(engine, &deep(1000)).peak_native_stack;
        if engine == "trampoline" {
            assert!(deeper > 50 * shallow, "{engine}: {shallow} and {deeper}");
        } else {
            assert!(deeper <= shallow, "{engine}: {shallow} and {deeper}");
        }
    }
}

#[test]
fn what_is_evaluated_next_has_no_thunk_on_the_default_engine() {
    let programs = [
        ("builtins.length (builtins.attrNames { a = 1; })", 0),
        (
            "let inherit (builtins) length attrNames; in length (attrNames { a = 1; })",
            0,
        ),
        (
            "let names = builtins.attrNames { a = 1; }; in names == [ ]",
            0,
        ),
        // The second argument comes after the first one, whatever that does.
        ("builtins.removeAttrs (id { a = 1; }) (id [ ])", 1),
        // Others of the group may be needed first, and what comes first may not be needed at all.
        ("let k = l == 2; l = id 1; in if k then 1 else 2", 2),
        ("let k = id 1; in if id true then 1 else k", 0),
        // A function of the language may evaluate its argument or not.
        ("let f = list: builtins.length list; in f (id [ ])", 1),
    ];
    for (program, thunks) in programs {
        let program = format!("let id = x: x; in {program}");
        let forced = |engine| count(engine, &program).forces[Found::Thunk as usize];
        // The source itself is one.
        assert_eq!(forced("frame-stack"), thunks + 1, "{program}");
        assert!(forced("generator") > thunks, "{program}");
    }
}
