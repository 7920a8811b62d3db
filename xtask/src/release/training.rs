//! What the profile is made of: the training programs.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use framelab_workloads::{Manifest, PreparedProgram};

use crate::error::{Error, Result};
use crate::process;
use crate::workspace;

/// The training programs: every workload, at a size that is far below the one that comparisons use.
///
/// Which branch is taken how often hardly depends on the size: all together take two seconds.
const TRAINING: &[(&str, &str)] = &[
    ("fib", "small"),
    ("takeuchi", "small"),
    ("call-depth", "small"),
    ("overlays", "small"),
    ("call-package", "small"),
    ("module-system", "small"),
    ("string-building", "small"),
    ("list-pipelines", "small"),
    ("universe", "small"),
    ("attrset-updates", "small"),
    ("json-roundtrip", "small"),
    ("version-solver", "small"),
    ("package-set", "tiny"),
    ("system-configuration", "tiny"),
];

/// A training program, ready to be evaluated.
#[derive(Debug)]
pub struct Lesson {
    workload: String,
    prepared: PreparedProgram,
}

impl fmt::Display for Lesson {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} at {}", self.workload, self.prepared.argument)
    }
}

impl Lesson {
    /// Evaluates it with an instrumented binary and checks the answer; the file with what was counted, in a folder.
    pub fn run(&self, instrumented: &Path, folder: &Path) -> Result<PathBuf> {
        let counted = folder.join(format!("{}.profraw", self.workload));
        let PreparedProgram {
            program,
            argument,
            answer,
        } = &self.prepared;
        let mut command = Command::new(instrumented);
        command
            .args(["eval", "--strict"])
            .arg(program)
            .args(["--arg", "size", &argument.to_string()])
            .env_remove("NIX_PATH")
            .env("LLVM_PROFILE_FILE", &counted);
        let finished = process::run_successfully(&mut command)?;
        let got = finished.answer();
        if got == *answer {
            return Ok(counted);
        }
        Err(Error::WrongAnswer {
            workload: self.workload.clone(),
            size: *argument,
            subject: "the instrumented build".to_owned(),
            expected: answer.clone(),
            got,
        })
    }
}

/// The training programs but those of the names given.
pub fn lessons(without: &[String]) -> Result<Vec<Lesson>> {
    let manifest = Manifest::bundled()?;
    for name in without {
        manifest.workload(name)?;
    }
    let cache = workspace::workload_cache();
    let taken = TRAINING
        .iter()
        .filter(|(name, _)| !without.iter().any(|without| without == name));
    taken
        .map(|(name, size)| {
            let workload = manifest.workload(name)?;
            Ok(Lesson {
                workload: workload.name.clone(),
                prepared: workload.prepare(workload.size(size)?, &cache)?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    fn lesson(answer: &str) -> Lesson {
        Lesson {
            workload: "double".to_owned(),
            prepared: PreparedProgram {
                program: "/program".into(),
                argument: 21,
                answer: answer.to_owned(),
            },
        }
    }

    #[test]
    fn training_is_every_workload_far_below_the_size_that_is_compared() {
        let manifest = Manifest::bundled().expect("it is valid");
        let trained: Vec<&str> = TRAINING.iter().map(|(name, _)| *name).collect();
        let workloads = manifest.workloads.iter();
        let names: Vec<&str> = workloads.map(|workload| workload.name.as_str()).collect();
        assert_eq!(trained, names);
        for (name, size) in TRAINING {
            let workload = manifest.workload(name).expect("it is in the manifest");
            let size = workload.size(size).expect("it is a size of it");
            let compared = &workload.default_size;
            let between = workload
                .sizes
                .iter()
                .filter(|other| (size.value + 1..compared.value).contains(&other.value));
            assert!(between.count() > 0, "{name}");
        }
    }

    #[test]
    fn what_is_left_out_is_left_out() {
        let all = lessons(&[]).expect("they can be prepared");
        assert_eq!(all.len(), TRAINING.len());
        let some = lessons(&["module-system".to_owned()]).expect("they can be prepared");
        let is_there =
            |lessons: &[Lesson]| lessons.iter().any(|one| one.workload == "module-system");
        assert!(is_there(&all) && !is_there(&some));
        assert_eq!(some.len() + 1, all.len());
        let error = lessons(&["nothing".to_owned()]).expect_err("there is none");
        assert!(error.to_string().contains("`nothing`"), "{error}");
    }

    #[test]
    fn a_lesson_is_counted_in_a_file_of_its_own_and_its_answer_checked() {
        let folder = tempfile::tempdir().expect("a directory can be made");
        let binary = folder.path().join("framelab");
        let script = "#!/bin/sh\necho \"$*\" >\"$LLVM_PROFILE_FILE\"\necho 42\n";
        fs::write(&binary, script).expect("it can be written");
        fs::set_permissions(&binary, fs::Permissions::from_mode(0o755)).expect("it can be run");
        let run = |answer: &str| lesson(answer).run(&binary, folder.path());
        let counted = run("42").expect("the answer is right");
        let text = fs::read_to_string(&counted).expect("it was written");
        assert_eq!(text, "eval --strict /program --arg size 21\n");
        let error = run("43").expect_err("the answer is wrong").to_string();
        for part in ["`double` at size 21", "the instrumented build", "got: 42"] {
            assert!(error.contains(part), "{part} is missing from {error}");
        }
    }
}
