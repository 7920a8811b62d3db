//! In what answers may differ from those of C++ Nix, each with its reason; `docs/differential.md` lists them.

use crate::peer::Answered;

/// Whether two answers are as good as the same.
pub fn agree(ours: &Answered, theirs: &Answered) -> bool {
    let same_ending = match (&ours.ending, &theirs.ending) {
        // A place is given here also where C++ Nix knows none.
        (Err(ours), Err(theirs)) => {
            let (ours, theirs) = (visible(ours), visible(theirs));
            let without_place = theirs.strip_suffix("\nat -");
            let placed = |message| ours.starts_with(&format!("{message}\nat "));
            ours == theirs || without_place.is_some_and(placed)
        }
        (ours, theirs) => ours == theirs,
    };
    same_ending && visible(&ours.printed) == visible(&theirs.printed)
}

const RECURSION: &str = "infinite recursion encountered";

/// The reason why the answers differ, if it is a known one.
pub fn difference(program: &str, ours: &Answered, theirs: &Answered) -> Option<&'static str> {
    // C++ Nix meets thunks where values are expected.
    if program.contains("break") {
        return Some("`break` leaves its argument unevaluated");
    }
    match (&ours.ending, &theirs.ending) {
        (Err(ours), Err(theirs))
            if ours.contains("nothing is ever built here")
                && theirs.contains("'allow-import-from-derivation' is disabled") =>
        {
            Some("nothing is built")
        }
        (Err(ours), Err(_)) if ours.contains("nothing is fetched here") => {
            Some("nothing is fetched")
        }
        (_, Err(theirs)) if theirs.contains("Do not insert derivation into dummy store") => {
            Some("a store in memory keeps derivations apart from files")
        }
        (_, Err(theirs)) if theirs.contains("but there is no substituter that can build it") => {
            Some("`storePath` does not look for the path")
        }
        (_, Err(theirs))
            if theirs.contains(".drv' does not exist") && program.contains("derivation") =>
        {
            Some("a store in memory keeps derivations apart from files")
        }
        (Ok(ours), Ok(theirs)) if is_root(ours) && is_root(theirs) => {
            Some("a copy of the root folder has the folders on the way to the store or not")
        }
        (Err(ours), Err(theirs))
            if ours.starts_with("assertion '")
                && theirs.starts_with("assertion '")
                && program.contains("''") =>
        {
            Some("an indented string in a failed assertion is shown in parts")
        }
        (Err(ours), Err(theirs))
            if ours.starts_with("while parsing TOML")
                && theirs.starts_with("while parsing TOML") =>
        {
            Some("what is wrong with a text that is no TOML")
        }
        (Err(ours), Err(theirs))
            if ours.starts_with(RECURSION)
                && theirs.starts_with(RECURSION)
                && program.contains("__overrides") =>
        {
            Some("the place of an endless recursion through `__overrides`")
        }
        (Err(ours), Ok(_))
            if ours.contains("is forbidden in restricted mode")
                && program.contains("pathExists") =>
        {
            Some("`pathExists` is false where the evaluation of its argument is refused a file")
        }
        (Err(ours), Err(theirs)) if is_evaluated_function(ours, theirs) => {
            Some("a function in a set or list is shown as one once it has been evaluated")
        }
        (_, Err(theirs)) if theirs.starts_with("bad optional access") => Some("C++ Nix crashes"),
        // The right side of `+`, or the left one of `//`, has printed before the operator refuses the other.
        (Err(ours_ending), Err(theirs_ending))
            if visible(ours_ending) == visible(theirs_ending)
                && visible(&ours.printed).starts_with(&visible(&theirs.printed)) =>
        {
            Some("an operand has printed before the operator refuses the other one")
        }
        _ => None,
    }
}

/// Whether the first difference is a function that is shown as a thunk here.
fn is_evaluated_function(ours: &str, theirs: &str) -> bool {
    ours.match_indices("«thunk»").any(|(start, _)| {
        let shown = theirs.strip_prefix(&ours[..start]);
        shown.is_some_and(|rest| rest.starts_with("«lambda") || rest.starts_with("«primop"))
    })
}

/// Whether a copy of the root folder is named, whose last part is no name.
fn is_root(text: &str) -> bool {
    text.contains("-source")
}

/// A text with one blank for any number of blanks and tabs, none at the end of a line, and no empty lines: a terminal's
/// affairs, in which each program has its own ways.
fn visible(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let words: Vec<_> = line
            .split([' ', '\t'])
            .filter(|word| !word.is_empty())
            .collect();
        words.join(" ")
    });
    let lines: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

#[test]
fn answers_that_differ_disagree() {
    let answered = |ending: Result<&str, &str>, printed: &str| Answered {
        ending: ending.map(str::to_owned).map_err(str::to_owned),
        printed: printed.to_owned(),
    };
    let value = answered(Ok("1"), "trace: a\n");
    assert!(agree(&value, &value));
    let error = answered(Err("wrong\nat 1:2\n"), "");
    let others = [
        answered(Ok("2"), "trace: a\n"),
        answered(Ok("1"), ""),
        answered(Err("1"), "trace: a\n"),
        answered(Err("wrong\nat 1:3\n"), ""),
        answered(Err("wrongly\nat 1:2\n"), ""),
        answered(Err("wrongly\nat -\n"), ""),
    ];
    for other in others {
        assert!(
            !agree(&value, &other) && !agree(&error, &other),
            "{other:?}"
        );
        assert_eq!(difference("1 + 1", &value, &other), None, "{other:?}");
        assert_eq!(difference("1 + 1", &error, &other), None, "{other:?}");
    }
    assert!(agree(&error, &answered(Err("wrong\n\nat -\n"), "")));
}
