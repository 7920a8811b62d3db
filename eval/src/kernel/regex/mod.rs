//! Regular expressions as `match` and `split` have them.
//!
//! No crate gives these answers. The language's expressions are whatever `std::regex::extended` of the C++ standard
//! library does with them, and that is neither leftmost-longest as in POSIX nor the first alternative as in Perl (see
//! [`matcher`]); so automata that implement either rule differ in what groups hold and in how far a match reaches.

mod bracket;
mod cache;
mod class;
pub mod matcher;
mod parse;
mod program;

pub use cache::Cache;
pub use matcher::{Group, Match, Matcher};
pub use parse::Refusal;
pub use program::Program;

/// Parses and compiles an expression.
pub fn compile(text: &[u8]) -> Result<Program, Refusal> {
    program::compile(&parse::parse(text)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(expression: &str, text: &str) -> Option<Vec<Option<String>>> {
        let program = compile(expression.as_bytes()).expect("a valid expression");
        let groups = Matcher::new(&program, text.as_bytes(), true).match_whole()?;
        let text = |group: Group| group.map(|(start, end)| text[start..end].to_owned());
        Some(groups.into_iter().map(text).collect())
    }

    fn pieces(expression: &str, text: &str) -> Vec<String> {
        let program = compile(expression.as_bytes()).expect("a valid expression");
        let mut matcher = Matcher::new(&program, text.as_bytes(), false);
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(Match { start, end, .. }) = (from <= text.len())
            .then(|| matcher.find_from(from))
            .flatten()
        {
            found.push(text[start..end].to_owned());
            from = if end == start { end + 1 } else { end };
        }
        found
    }

    macro_rules! groups {
        ($($group:expr),*) => { Some(vec![$($group.map(str::to_owned)),*] as Vec<Option<String>>) };
    }

    #[test]
    fn whole_matches() {
        assert_eq!(whole("a", "b"), None);
        assert_eq!(whole("", "a"), None);
        assert_eq!(whole(".", "\n"), groups![]);
        assert_eq!(whole("..", "é"), groups![]);
        assert_eq!(whole("a^b", "ab"), None);
        assert_eq!(whole("x*^a", "a"), groups![]);
        assert_eq!(whole("(.*)\\.nix", "a.b.nix"), groups![Some("a.b")]);
    }

    #[test]
    fn groups_hold_what_the_last_iteration_took() {
        assert_eq!(whole("(a)(b)?", "a"), groups![Some("a"), None::<&str>]);
        assert_eq!(
            whole("((a)|(b))*", "ab"),
            groups![Some("b"), Some("a"), Some("b")]
        );
        assert_eq!(
            whole("(a|ab)(c|bcd)(d*)", "abcd"),
            groups![Some("a"), Some("bcd"), Some("")]
        );
        assert_eq!(whole("(a*)*", "aaa"), groups![Some("")]);
        assert_eq!(whole("(a*)+", "aaa"), groups![Some("")]);
        assert_eq!(whole("((a)?b?)*", "ab"), groups![Some(""), Some("a")]);
        assert_eq!(whole("((a?)|b)*", "ab"), groups![Some(""), Some("")]);
        assert_eq!(whole("(a?){3}", "aa"), groups![Some("")]);
        assert_eq!(whole("(a){0}", ""), groups![None::<&str>]);
        assert_eq!(whole("(a|b){2}", "ab"), groups![Some("b")]);
    }

    #[test]
    fn searches_take_the_longest_alternative_and_greedy_loops() {
        assert_eq!(pieces("a|ab", "xabx"), ["ab"]);
        assert_eq!(pieces("a*(ab)?", "aab"), ["aa", "", ""]);
        assert_eq!(pieces("(a|ab)(c|bcd)?", "abcd"), ["abcd"]);
        assert_eq!(pieces("^a", "aaa"), ["a"]);
        assert_eq!(pieces("x*", "axb"), ["", "x", "", ""]);
    }

    #[test]
    fn time_is_linear_where_backtracking_explodes() {
        let text = "a".repeat(5_000);
        assert_eq!(whole("(a*)*b", &text), None);
        assert_eq!(whole("(a|aa)+b", &text), None);
        assert_eq!(whole("((((a*)*)*)*)*b", &text), None);
        assert_eq!(pieces("(x+x+)+y", &"x".repeat(5_000)).len(), 0);
    }

    #[test]
    fn long_texts_and_deep_expressions_need_no_native_stack() {
        assert_eq!(whole("(a|b)*", &"ab".repeat(200_000)), groups![Some("b")]);
        let deep = format!("{}a{}", "(".repeat(20_000), ")".repeat(20_000));
        assert_eq!(whole(&deep, "a").map(|groups| groups.len()), Some(20_000));
        let loops = format!("{}a{}", "(".repeat(20_000), ")*".repeat(20_000));
        assert_eq!(compile(loops.as_bytes()).err(), Some(Refusal::TooLarge));
    }
}
