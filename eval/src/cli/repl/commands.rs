//! The commands of a dialogue: one table for dispatch, help and completion.

use std::fmt::Write as _;

/// What a command does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Adds the attributes of a set.
    Add,
    /// Builds, which nothing here does.
    Build,
    /// Shows documentation.
    Document,
    /// Lists the commands.
    Help,
    /// Adds the attributes of a file.
    Load,
    /// Would add the outputs of a flake.
    LoadFlake,
    /// Shows a value whole.
    Print,
    /// Ends the dialogue.
    Quit,
    /// Loads all files again.
    Reload,
    /// Shows the profile of the last expression.
    Statistics,
    /// Chooses whether errors come with their trace.
    Trace,
    /// Tells the type of a value.
    Type,
}

/// What follows a command's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// Nothing that is looked at.
    None,
    /// An expression, which may take several lines.
    Expression,
    /// A path.
    Path,
    /// `true`, `false` or nothing.
    Switch,
}

/// One row of the table.
pub struct Command {
    /// The names, the one that is shown first.
    pub names: &'static [&'static str],
    /// What follows.
    pub argument: Argument,
    /// What is done.
    pub action: Action,
    /// The same in words.
    pub help: &'static str,
}

const fn row(
    names: &'static [&'static str],
    argument: Argument,
    action: Action,
    help: &'static str,
) -> Command {
    Command {
        names,
        argument,
        action,
        help,
    }
}

/// Every command.
pub const TABLE: &[Command] = &[
    row(
        &["a", "add"],
        Argument::Expression,
        Action::Add,
        "Add the attributes of a set to the scope",
    ),
    row(
        &["doc"],
        Argument::Expression,
        Action::Document,
        "Show what a builtin does, or where a function is defined",
    ),
    row(
        &["l", "load"],
        Argument::Path,
        Action::Load,
        "Add the attributes of a file's set to the scope",
    ),
    row(
        &["p", "print"],
        Argument::Expression,
        Action::Print,
        "Evaluate and show everything in a value; a string as it is",
    ),
    row(
        &["r", "reload"],
        Argument::None,
        Action::Reload,
        "Forget the scope and load all files again",
    ),
    row(
        &["s", "stats"],
        Argument::None,
        Action::Statistics,
        "Show what the last expression took and did",
    ),
    row(
        &["t"],
        Argument::Expression,
        Action::Type,
        "Tell the type of a value",
    ),
    row(
        &["te", "trace-enable"],
        Argument::Switch,
        Action::Trace,
        "Show errors with their whole trace, or no longer",
    ),
    row(&["q", "quit"], Argument::None, Action::Quit, "End"),
    row(
        &["?", "help"],
        Argument::None,
        Action::Help,
        "Show this list",
    ),
    row(
        &["b", "bl", "e", "edit", "i", "log", "sh", "u"],
        Argument::Expression,
        Action::Build,
        "Not available: nothing is built here",
    ),
    row(
        &["lf", "load-flake"],
        Argument::Path,
        Action::LoadFlake,
        "Not available: flakes need a network",
    ),
];

/// The command of a name.
pub fn named(name: &str) -> Option<&'static Command> {
    TABLE.iter().find(|command| command.names.contains(&name))
}

/// The list that `:?` shows.
pub fn help() -> String {
    let mut text = "  <expr>              Evaluate and show an expression\n  \
                    <name> = <expr>     Bind an expression to a name\n"
        .to_owned();
    for command in TABLE {
        let names: Vec<String> = command
            .names
            .iter()
            .map(|name| format!(":{name}"))
            .collect();
        let argument = match command.argument {
            Argument::None => "",
            Argument::Expression => " <expr>",
            Argument::Path => " <path>",
            Argument::Switch => " [bool]",
        };
        let usage = format!("{}{argument}", names.join(", "));
        let gap = if usage.len() < 20 {
            ""
        } else {
            "\n                      "
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {usage:<19} {gap}{}", command.help);
    }
    text
}
