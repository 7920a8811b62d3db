//! Settings: `--option NAME VALUE`, and the flags that are short for some of them.

mod other;

use super::complain;
use clap::Args;
use framelab_eval::features::Feature;
use framelab_eval::runtime::Options;
use std::path::PathBuf;

/// What the command line sets.
#[derive(Args, Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
pub struct SettingsArguments {
    /// Set what C++ Nix's configuration sets, say `restrict-eval` or `nix-path`
    #[arg(long = "option", value_names = ["NAME", "VALUE"], num_args = 2, allow_hyphen_values = true)]
    pub settings: Vec<String>,

    /// Evaluate without files, environment, time and system: only allowed paths are read
    #[arg(long, overrides_with = "impure")]
    pub pure_eval: bool,

    /// Evaluate with them, which is the default
    #[arg(long, overrides_with = "pure_eval")]
    pub impure: bool,

    /// Read only what is in the search path or allowed, wherever symbolic links lead
    #[arg(long)]
    pub restrict_eval: bool,

    /// Allow this path, and what is below it, to be read in pure or restricted evaluation
    #[arg(long = "allowed-path", value_name = "PATH")]
    pub allowed_paths: Vec<PathBuf>,

    /// Print what `builtins.traceVerbose` is given
    #[arg(long)]
    pub trace_verbose: bool,

    /// Fail at the first warning of `builtins.warn`
    #[arg(long)]
    pub abort_on_warn: bool,

    /// The value of `builtins.currentSystem`
    #[arg(long, visible_alias = "system", value_name = "SYSTEM")]
    pub eval_system: Option<String>,

    /// The value of `builtins.currentTime`, in seconds since 1970
    #[arg(long, value_name = "SECONDS", allow_negative_numbers = true)]
    pub current_time: Option<i64>,

    /// Allow these experimental parts of the language, and no others
    #[arg(long, value_name = "FEATURES")]
    pub experimental_features: Option<String>,

    /// Allow these experimental parts of the language as well
    #[arg(long, value_name = "FEATURES")]
    pub extra_experimental_features: Vec<String>,
}

/// Applies the settings, then the flags, which win. What is wrong with a setting is a warning, as for C++ Nix.
pub fn apply(arguments: &SettingsArguments, options: &mut Options) {
    let mut system = None;
    for pair in arguments.settings.chunks_exact(2) {
        match pair[0].as_str() {
            "system" => system = Some(pair[1].clone()),
            name => set(name, &pair[1], options),
        }
    }
    if let Some(system) = system.filter(|_| options.current_system.is_empty()) {
        options.current_system = system;
    }
    if arguments.pure_eval || arguments.impure {
        options.access.pure = arguments.pure_eval;
    }
    options.access.restricted |= arguments.restrict_eval;
    let allowed = arguments.allowed_paths.iter().cloned();
    options.access.allowed_paths.extend(allowed);
    options.trace_verbose |= arguments.trace_verbose;
    options.abort_on_warn |= arguments.abort_on_warn;
    if let Some(system) = &arguments.eval_system {
        options.current_system.clone_from(system);
    }
    options.current_time = arguments.current_time.or(options.current_time);
    if let Some(names) = &arguments.experimental_features {
        set("experimental-features", names, options);
    }
    for names in &arguments.extra_experimental_features {
        set("extra-experimental-features", names, options);
    }
}

fn set(name: &str, value: &str, options: &mut Options) {
    let access = &mut options.access;
    match name {
        "pure-eval" => set_bool(name, value, &mut access.pure),
        "restrict-eval" => set_bool(name, value, &mut access.restricted),
        "trace-verbose" => set_bool(name, value, &mut options.trace_verbose),
        "abort-on-warn" => set_bool(name, value, &mut options.abort_on_warn),
        "show-trace" => set_bool(name, value, &mut options.show_trace),
        "eval-system" => value.clone_into(&mut options.current_system),
        "nix-path" => options.nix_path = Some(words(value).collect()),
        "extra-nix-path" => options.extra_nix_path.extend(words(value)),
        "allowed-uris" => access.allowed_uris = words(value).collect(),
        "extra-allowed-uris" => access.allowed_uris.extend(words(value)),
        "allowed-paths" => access.allowed_paths = words(value).map(PathBuf::from).collect(),
        "extra-allowed-paths" => access.allowed_paths.extend(words(value).map(PathBuf::from)),
        "experimental-features" => {
            options.features = [].into_iter().collect();
            add_features(value, options);
        }
        "extra-experimental-features" => add_features(value, options),
        name if other::is_about_other_things(name) => {}
        name if other::is_unsupported(name) => {
            complain(&format!("warning: setting '{name}' has no effect here"));
        }
        name => complain(&format!("warning: unknown setting '{name}'")),
    }
}

fn words(value: &str) -> impl Iterator<Item = String> {
    value.split_ascii_whitespace().map(str::to_owned)
}

fn set_bool(name: &str, value: &str, setting: &mut bool) {
    match value {
        "true" | "yes" | "1" => *setting = true,
        "false" | "no" | "0" => *setting = false,
        _ => complain(&format!(
            "warning: Boolean setting '{name}' has invalid value '{value}'"
        )),
    }
}

fn add_features(names: &str, options: &mut Options) {
    for name in words(names) {
        match Feature::parse(&name) {
            Some(feature) => options.features.insert(feature),
            None if other::FEATURES.contains(&name.as_str()) => {}
            None => complain(&format!("warning: unknown experimental feature '{name}'")),
        }
    }
}
