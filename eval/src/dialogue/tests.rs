//! What lines mean, what they show, what completes them.

use super::*;
use crate::heap::Heap;
use crate::runtime::Options;

fn with_dialogue<T>(run: impl FnOnce(&mut Dialogue<'_>) -> T) -> T {
    let heap = Heap::with_limit(64 << 20);
    let evaluator = Evaluator::new(&heap, Options::default());
    run(&mut Dialogue::new(evaluator, Path::new("/")))
}

fn show(dialogue: &mut Dialogue<'_>, text: &str, levels: Levels) -> String {
    let shown = dialogue
        .evaluate(text)
        .and_then(|value| dialogue.show(value, levels, Colours::Hidden));
    match shown {
        Ok(bytes) => String::from_utf8(bytes).expect("it is text"),
        Err(error) => format!("error: {}", error.message()),
    }
}

#[track_caller]
fn shows(text: &str, expected: &str) {
    with_dialogue(|dialogue| assert_eq!(show(dialogue, text, Levels::One), expected));
}

#[track_caller]
fn shows_all(text: &str, expected: &str) {
    with_dialogue(|dialogue| assert_eq!(show(dialogue, text, Levels::All), expected));
}

#[test]
fn lines_are_told_apart() {
    with_dialogue(|dialogue| {
        for text in ["", "  ", "# comment", "\n # a\n\t# b\n"] {
            assert_eq!(dialogue.read(text), Input::Empty, "{text:?}");
        }
        for text in ["1", "x==1", "{ a = 1; }", "a: b", "1 2 )", "y = )", "x.y"] {
            assert_eq!(dialogue.read(text), Input::Expression(text), "{text:?}");
        }
        for text in [
            "1 +",
            "{ a = 1;",
            "let a = 1;",
            "x = [",
            "x =",
            "''a\nb",
            "f (",
            "x: ",
        ] {
            assert_eq!(dialogue.read(text), Input::Incomplete, "{text:?}");
        }
        let bindings = |text: &str, set: &str| {
            assert_eq!(dialogue.read(text), Input::Bindings(set.to_owned()));
        };
        bindings("x = 1", "{x = 1;}");
        bindings("x = 1; y = 2;", "{x = 1; y = 2;}");
        bindings("x = 1 # one", "{x = 1 # one\n;}");
        bindings("inherit (builtins) map", "{inherit (builtins) map;}");
        bindings("a.\"b c\" = 1", "{a.\"b c\" = 1;}");
        assert_eq!(dialogue.read(" :p  1 + 1 "), Input::Command("p", "1 + 1"));
        assert_eq!(dialogue.read(":q"), Input::Command("q", ""));
        assert!(dialogue.is_incomplete("[ 1"));
        assert!(!dialogue.is_incomplete("[ 1 ]"));
        assert!(!dialogue.is_incomplete(""));
    });
}

#[test]
fn values_are_shown_to_the_first_level() {
    shows("1 + 1", "2");
    shows("\"a\\nb\"", "\"a\\nb\"");
    shows("[ ]", "[ ]");
    shows("{ }", "{ }");
    shows("[ 1 ]", "[ 1 ]");
    shows("[ 1 2 ]", "[\n  1\n  2\n]");
    shows("[ [ ] ]", "[\n  [ ... ]\n]");
    shows(
        "{ b = { }; a = 1 + 1; c = throw \"no\"; f = x: x; m = map; n = map map; }",
        "{\n  a = 2;\n  b = { ... };\n  c = «error: no»;\n  f = «lambda f @ «string»:1:43»;\n  \
         m = «primop map»;\n  n = «partially applied primop map»;\n}",
    );
    shows("{ \"a b\" = 1; }", "{ \"a b\" = 1; }");
    shows("let x = { a = x; }; in x", "{\n  a = «repeated»;\n}");
    shows("throw \"no\"", "error: no");
}

#[test]
fn values_are_shown_whole() {
    shows_all("\"a\\nb\"", "a\nb");
    shows_all("{ a.b.c = 1; }", "{\n  a = {\n    b = { c = 1; };\n  };\n}");
    shows_all(
        "[ { a = 1; b = 2; } ]",
        "[\n  {\n    a = 1;\n    b = 2;\n  }\n]",
    );
    shows_all("[ [ [ 1 ] ] ]", "[\n  [\n    [ 1 ]\n  ]\n]");
    shows_all("{ a = [ (throw \"x\") ]; }", "{\n  a = [ «error: x» ];\n}");
    shows_all(
        "let x = [ 1 ]; in { p = x; q = x; }",
        "{\n  p = [ 1 ];\n  q = «repeated»;\n}",
    );
}

#[test]
fn derivations_are_their_path() {
    shows("{ type = \"derivation\"; }", "«derivation»");
    shows(
        "{ a = { type = \"derivation\"; drvPath = \"/x.drv\"; self = throw \"no\"; }; }",
        "{\n  a = «derivation /x.drv»;\n}",
    );
    shows(
        "{ type = \"derivation\"; drvPath = throw \"no\"; }",
        "error: no",
    );
    shows(
        "[ { type = \"derivation\"; drvPath = throw \"no\"; } ]",
        "[\n  «error: no»\n]",
    );
}

#[test]
fn depth_and_size_end_at_the_limit() {
    let deep = "let f = n: if n == 0 then [ ] else [ (f (n - 1)) ]; in f 3000";
    with_dialogue(|dialogue| assert!(show(dialogue, deep, Levels::All).len() > 3000 * 3000));
    let shared = "let d = n: if n == 0 then \"x\" else let x = d (n - 1); in [ x x ]; in d 60";
    // Each list is shown once.
    with_dialogue(|dialogue| assert!(show(dialogue, shared, Levels::All).contains("«repeated»")));
    let too_deep = "let f = n: if n == 0 then [ ] else [ (f (n - 1)) ]; in f 100000";
    with_dialogue(|dialogue| {
        let error = show(dialogue, too_deep, Levels::All);
        assert!(error.starts_with("error: heap limit reached"), "{error}");
    });
}

#[test]
fn bindings_are_seen_by_later_lines_only() {
    with_dialogue(|dialogue| {
        dialogue.bind("{x = 1; y = 2;}").expect("they are bound");
        assert_eq!(show(dialogue, "x + y", Levels::One), "3");
        dialogue.bind("{x = x + 10;}").expect("it is bound");
        assert_eq!(show(dialogue, "x", Levels::One), "11");
        let error = dialogue.bind("{a = 1; b = a;}").expect_err("no `a` yet");
        assert_eq!(error.message(), "undefined variable 'a'");
        assert_eq!(
            show(dialogue, "a", Levels::One),
            "error: undefined variable 'a'"
        );
        dialogue.bind("{map = 5;}").expect("builtins can be hidden");
        assert_eq!(show(dialogue, "map", Levels::One), "5");
    });
}

#[test]
fn sets_are_added_and_nothing_else_is() {
    with_dialogue(|dialogue| {
        let names = dialogue.add("{ q = 1; r = 2; }").expect("it is a set");
        assert_eq!(names, ["q", "r"]);
        let error = dialogue.add("1").expect_err("it is no set");
        assert_eq!(error.message(), "expected a set but found an integer: 1");
        let names = dialogue
            .load(Loaded::Expression("{ a ? 5 }: { inherit a; }".to_owned()))
            .expect("a function is called");
        assert_eq!(names, ["a"]);
        assert_eq!(dialogue.reset().len(), 1);
        assert!(dialogue.evaluate("q").is_err());
    });
}

#[test]
fn names_are_completed() {
    with_dialogue(|dialogue| {
        dialogue
            .bind("{pkgs = { hello = 1; help = { x1 = 1; x2 = 2; \"a b\" = 3; }; bad = throw \"no\"; };}")
            .expect("it is bound");
        let mut completed = |text: &str, start: usize, words: &[&str]| {
            let completion = dialogue.complete(text);
            assert_eq!(completion.words, words, "{text}");
            assert_eq!(completion.start, start, "{text}");
        };
        completed("pk", 0, &["pkgs"]);
        completed("1 + pkgs.he", 9, &["hello", "help"]);
        completed("(pkgs.help.", 11, &["x1", "x2"]);
        completed("pkgs.bad.", 9, &[]);
        completed("pkgs.nothing.", 13, &[]);
        completed("builtins.concatL", 9, &["concatLists"]);
        completed("nothing", 0, &[]);
        completed("\"é\" + pkgs.hel", 12, &["hello", "help"]);
    });
}

#[test]
fn functions_are_documented() {
    with_dialogue(|dialogue| {
        let text = dialogue
            .documentation("builtins.elemAt")
            .expect("a builtin");
        assert!(
            text.starts_with("Synopsis: builtins.elemAt list n\n\nelement n,"),
            "{text}"
        );
        let text = dialogue.documentation("x: x").expect("a function");
        assert_eq!(text, "Function defined at «string»:1:1\n");
        let error = dialogue.documentation("1").expect_err("a number");
        assert_eq!(error.message(), "value does not have documentation");
    });
}

#[test]
fn an_interrupt_ends_an_evaluation_and_is_forgotten() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    with_dialogue(|dialogue| {
        let interrupt = Arc::new(AtomicBool::new(true));
        let runtime = dialogue.evaluator().runtime();
        assert!(runtime.interrupt.set(Arc::clone(&interrupt)).is_ok());
        let endless = "let f = n: f (n + 1); in builtins.tryEval (f 0)";
        let error = dialogue.evaluate(endless).map(drop);
        let error = error.expect_err("it is interrupted");
        assert_eq!(error.message(), "interrupted by the user");
        interrupt.store(false, Ordering::Relaxed);
        assert_eq!(show(dialogue, "1 + 1", Levels::One), "2");
    });
}

#[test]
fn restarting_counts_from_zero_and_changes_options() {
    let heap = Heap::new();
    let evaluator = Evaluator::with_counting_engine(&heap, Options::default(), "generator");
    let evaluator = evaluator.expect("the engine exists");
    let mut dialogue = Dialogue::new(evaluator, Path::new("/"));
    dialogue.evaluate("1 + 1").expect("it evaluates");
    let instructions = |dialogue: &Dialogue<'_>| {
        let counters = dialogue.evaluator().engine().counters();
        counters.map(|counters| counters.instructions.iter().sum::<u64>())
    };
    assert!(instructions(&dialogue) > Some(0));
    dialogue
        .evaluator_mut()
        .restart(|options| options.show_trace = true);
    assert_eq!(instructions(&dialogue), Some(0));
    assert_eq!(dialogue.evaluator().engine().name(), "generator");
    assert!(dialogue.evaluator().runtime().options.show_trace);
}
