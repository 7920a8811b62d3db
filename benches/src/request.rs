//! The command line of benches that are not criterion's: parts of ids, and the options that all benches of a `cargo bench` are given.

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// Parts of ids; none for all.
    pub wanted: Vec<String>,
    /// Whether ids are to be listed and nothing else (`--list`).
    pub list: bool,
    /// Whether benches are only to be tried (`--test`).
    pub test: bool,
    /// Whether a rough result will do (`--quick`).
    pub quick: bool,
    /// Other options.
    pub rest: Vec<String>,
}

impl Request {
    /// Of a command line without the program: what is no option is a part of an id.
    pub fn new(arguments: impl IntoIterator<Item = String>) -> Self {
        let mut request = Self::default();
        for argument in arguments {
            match argument.as_str() {
                "--list" => request.list = true,
                "--test" => request.test = true,
                "--quick" => request.quick = true,
                // Cargo's, which says that this is `cargo bench`.
                "--bench" => {}
                option if option.starts_with('-') => request.rest.push(argument),
                _ => request.wanted.push(argument),
            }
        }
        request
    }

    /// Whether the benchmark of that id is asked for.
    pub fn wants(&self, id: &str) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|part| id.contains(part.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(line: &str) -> Request {
        Request::new(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn what_is_no_option_is_a_part_of_an_id() {
        let request = request("--bench micro /fib/ --quick --tolerance=1");
        assert_eq!(request.wanted, ["micro", "/fib/"]);
        assert_eq!(request.rest, ["--tolerance=1"]);
        assert!(request.quick && !request.list && !request.test);
        assert!(request.wants("execute/micro-call/generator/small"));
        assert!(request.wants("whole/fib/generator/tiny"));
        assert!(!request.wants("whole/lib/generator/tiny"));
    }

    #[test]
    fn all_are_wanted_unless_some_are_named() {
        assert!(request("--bench --test").wants("anything"));
        assert!(!request("--list some").wants("anything"));
    }
}
