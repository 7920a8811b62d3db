//! Sets of derivations on the command line: `eval --drv`, `eval --store` and `eval-set`.

use std::fs;
use std::io::Read as _;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

mod process;

use process::{Outcome, command, eval, folder, framelab};

/// Derivations of all sorts, and what is none.
const SET: &str = r#"
{ n ? "1" }:
let
  mk = name: derivation { inherit name; builder = "b"; system = "x"; outputs = [ "out" "dev" ]; };
in
{
  b = mk "b${n}";
  a = mk "a";
  dev = (mk "c").dev;
  "x y" = mk "xy";
  hidden.z = mk "z";
  shown = {
    recurseForDerivations = true;
    y = mk "y";
    deep = { recurseForDerivations = true; w = mk "w"; };
  };
  function = { q ? 1 }: mk "fun";
  list = [ (mk "l1") (mk "l2") ];
  number = 1;
}
"#;

/// What C++ Nix 2.34.8 prints of it.
const PATHS: &str = "\
/nix/store/cd4d25i83nm3pkrp869vbjan20b52ivf-a.drv
/nix/store/b31gf1rf764c3lpncjqg4hv68wrs97bq-b1.drv
/nix/store/cqm1gn4crd98vxj8p99g86kn9vqmqf20-c.drv!dev
/nix/store/xxk16shk1zykay9d9y3dq62v4bhnnf9z-w.drv
/nix/store/i8xh0a361azvhybkw2bcqhk4mmdm95cd-y.drv";

#[test]
fn derivations_are_listed_as_nix_instantiate_lists_them() {
    eval(SET, &["--drv"]).prints(PATHS);
    let only = |attribute: &str| eval(SET, &["--drv", "-A", attribute]);
    only("list").prints(
        "/nix/store/7hjb6dymnr2iavj5g6yb6v6vdrpbhxqf-l1.drv\n/nix/store/qa2b2szi9w5ya3qc69mba3lz29v30hj4-l2.drv",
    );
    only("function").prints("/nix/store/2gss7d92xarcmxg2if6ij8wbdbh3m7gz-fun.drv");
    only("hidden").prints("/nix/store/a1fjshp10igazp355zkiiy06if0z1hpz-z.drv");
    let given = eval(SET, &["--drv", "-A", "b", "--argstr", "n", "7"]);
    given.prints("/nix/store/d050s3131q9971cj4fdpzcf778fnkha3-b7.drv");
    let message = "error: expression does not evaluate to a derivation (or a set or list of those)";
    only("number").fails(1, &[message]);
    // Nothing is printed of a set that cannot be evaluated as a whole.
    let broken =
        "{ a = derivation { name = \"a\"; builder = \"b\"; system = \"x\"; }; b = throw \"b\"; }";
    eval(broken, &["--drv"]).fails(1, &["while evaluating the attribute 'b'", "error: b"]);
}

#[test]
fn a_store_is_written_below_a_folder() {
    let root = folder("written-store");
    fs::write(root.join("source"), "text\n").unwrap();
    let expression = format!(
        "derivation {{ name = \"a\"; builder = \"b\"; system = \"x\"; source = {}/source; note = builtins.toFile \"note\" \"n\"; }}",
        root.display()
    );
    let written = root.join("root");
    let path = eval(&expression, &["--drv"]).output;
    let path = path.trim_end();
    assert!(!written.exists());
    let store = written.display().to_string();
    eval(&expression, &["--drv", "--store", &store]).prints(path);
    let inside = |path: &str| written.join(path.trim_start_matches('/'));
    let text = fs::read_to_string(inside(path)).unwrap();
    assert!(text.starts_with("Derive(["), "{text}");
    let mut names: Vec<String> = fs::read_dir(inside("/nix/store"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort_by_key(|name| name[33..].to_owned());
    let plain: Vec<&str> = names.iter().map(|name| &name[33..]).collect();
    assert_eq!(plain, ["a.drv", "note", "source"]);
    for name in &names[1..] {
        assert!(text.contains(name.as_str()), "{name} is not in {text}");
    }
    let refused = folder("no-store").join("file");
    fs::write(&refused, "").unwrap();
    let refused = refused.display().to_string();
    eval(&expression, &["--drv", "--store", &refused]).fails(1, &["creating directory"]);
}

#[track_caller]
fn eval_set(expression: &str, flags: &[&str]) -> Outcome {
    let mut arguments = vec!["eval-set", "-E", expression];
    arguments.extend_from_slice(flags);
    framelab(&arguments)
}

/// The `attr` of each line.
fn attributes(lines: &str) -> Vec<String> {
    lines
        .lines()
        .map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
            line["attr"].as_str().expect("a name").to_owned()
        })
        .collect()
}

#[test]
fn a_line_for_each_derivation_in_the_order_of_names() {
    let lines = eval_set(SET, &[]).output;
    let expected = [
        "a",
        "b",
        "dev",
        "function",
        "shown.deep.w",
        "shown.y",
        "x y",
    ];
    assert_eq!(attributes(&lines), expected);
    assert_eq!(
        lines.lines().next().expect("a line"),
        r#"{"attr":"a","attrPath":["a"],"drvPath":"/nix/store/cd4d25i83nm3pkrp869vbjan20b52ivf-a.drv","name":"a","outputs":{"dev":"/nix/store/80cn8k6aqwl8jcb59d7galxp4i4cdz9d-a-dev","out":"/nix/store/mlfl4rh0hvn8x9n2a7p2a4l47271zq4j-a"},"system":"x"}"#
    );
    let hidden = eval_set(SET, &["--force-recurse"]).output;
    assert!(attributes(&hidden).contains(&"hidden.z".to_owned()));
    let selected = eval_set(SET, &["-A", "shown", "--argstr", "n", "2"]).output;
    assert_eq!(attributes(&selected), ["deep.w", "y"]);
}

#[test]
fn meta_and_inputs_are_shown_when_asked_for() {
    let expression = r#"
      let d = derivation { name = "d"; builder = "b"; system = "x"; }; in
      { a = derivation { name = "a"; builder = d; system = "x"; } // { meta = { license = [ 1 ]; broken = x: x; }; }; }
    "#;
    let shown = eval_set(expression, &["--meta", "--show-input-drvs"]);
    let line: serde_json::Value = serde_json::from_str(&shown.output).expect("a line");
    assert_eq!(line["meta"].to_string(), r#"{"license":[1]}"#);
    let inputs = line["inputDrvs"].to_string();
    assert!(inputs.ends_with(r#"-d.drv":["out"]}"#), "{inputs}");
}

/// Attributes that fail in all sorts of ways, beside some that do not.
const FAILING: &str = r#"
let
  mk = name: derivation { inherit name; builder = "b"; system = "x"; };
  cycle = { a = cycle.b; b = cycle.a; };
in
{
  a = mk "a";
  b = throw "b is broken";
  c = assert 1 == 2; mk "c";
  d = mk (1 + 1);
  e = { recurseForDerivations = throw "who knows"; };
  f = cycle.a;
  g = cycle.b;
  h = derivation { name = "h"; builder = "b"; system = "x"; } // { drvPath = throw "no path"; };
  i = mk "i";
}
"#;

#[test]
fn a_failure_is_a_line_of_its_own() {
    let outcome = eval_set(FAILING, &[]);
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    let lines: Vec<&str> = outcome.output.lines().collect();
    assert_eq!(attributes(&outcome.output).len(), 9);
    let expected = [
        "\"drvPath\"",
        "error: b is broken",
        "is not equal to an integer with value '2'",
        "error: expected a string but found an integer: 2",
        "error: who knows",
        "error: infinite recursion encountered",
        "error: infinite recursion encountered",
        "error: no path",
        "\"drvPath\"",
    ];
    for (line, part) in lines.iter().zip(expected) {
        assert!(line.contains(part), "{part} is not in {line}");
    }
    for root in ["throw \"root\"", "1", "{ x }: x"] {
        let outcome = eval_set(root, &[]);
        assert_eq!(outcome.code, Some(1), "{outcome:?}");
        assert_eq!(attributes(&outcome.output), [""]);
    }
}

#[test]
fn what_is_printed_depends_on_nothing_but_the_set() {
    for expression in [SET, FAILING] {
        let alone = eval_set(expression, &[]);
        for flags in [
            &["--workers", "2"][..],
            &["--workers", "5"],
            // Every worker is replaced after each answer.
            &["--max-memory-size", "1"],
            &["--workers", "3", "--max-memory-size", "1"],
        ] {
            let outcome = eval_set(expression, flags);
            assert_eq!(outcome.output, alone.output, "{flags:?}");
            assert_eq!(outcome.code, alone.code, "{flags:?}");
        }
    }
}

#[test]
fn a_set_that_holds_itself_ends() {
    let outcome = eval_set(
        "let s = { recurseForDerivations = true; inherit s; }; in s",
        &[],
    );
    assert_eq!(outcome.code, Some(0));
    assert!(
        outcome.output.contains("the set holds itself"),
        "{outcome:?}"
    );
}

#[test]
fn what_workers_cannot_share_is_refused() {
    framelab(&["eval-set", "-"]).fails(1, &["workers cannot share standard input"]);
    eval_set("{ }", &["-A", "a", "-A", "b"]).fails(1, &["give --attr once"]);
    framelab(&["eval-set", "-E", "{ }", "--workers", "0"]).fails(2, &["--workers"]);
}

/// The processes that a process has started.
fn children(of: &Child) -> Vec<String> {
    // Each thread has its own.
    let threads = fs::read_dir(format!("/proc/{}/task", of.id()));
    let lists = threads.into_iter().flatten().filter_map(|thread| {
        let file = thread.ok()?.path().join("children");
        fs::read_to_string(file).ok()
    });
    let all: String = lists.collect();
    all.split_whitespace().map(str::to_owned).collect()
}

/// Runs eval-set and kills some of its workers; what it printed, and how many were killed.
fn eval_set_with_killed_workers(arguments: &[&str]) -> (String, u32) {
    let mut running = command(arguments)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut output = running.stdout.take().expect("it was asked for");
    let reader = thread::spawn(move || {
        let mut text = String::new();
        output.read_to_string(&mut text).map(|_| text)
    });
    let started = Instant::now();
    let mut killed = 0;
    while killed < 4 && started.elapsed() < Duration::from_secs(20) {
        if running.try_wait().expect("it can be waited for").is_some() {
            break;
        }
        thread::sleep(Duration::from_millis(10));
        if let Some(worker) = children(&running).first() {
            let status = Command::new("kill").args(["-9", worker]).status();
            killed += u32::from(status.is_ok_and(|status| status.success()));
        }
    }
    let text = reader.join().expect("a reader").expect("text");
    assert!(running.wait().expect("it ends").success());
    (text, killed)
}

#[test]
fn a_worker_that_is_killed_loses_nothing() {
    let expression = r#"
      builtins.listToAttrs (builtins.genList (n: {
        name = "p${toString n}";
        value = derivation {
          name = "p${toString (builtins.foldl' (a: b: a + b) n (builtins.genList (x: x) 20000))}";
          builder = "b";
          system = "x";
        };
      }) 200)
    "#;
    let undisturbed = eval_set(expression, &["--workers", "2"]);
    assert_eq!(attributes(&undisturbed.output).len(), 200);
    let arguments = ["eval-set", "-E", expression, "--workers", "2"];
    let (output, killed) = eval_set_with_killed_workers(&arguments);
    assert!(
        killed > 0,
        "everything was over before a worker could be killed"
    );
    assert_eq!(output, undisturbed.output);
}

#[test]
fn a_package_set_is_the_same_for_any_number_of_workers() {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../workloads/package-set/all.nix"
    );
    let arguments = [
        "eval-set", file, "--arg", "hopeless", "true", "--arg", "size", "60",
    ];
    let alone = framelab(&arguments);
    assert_eq!(alone.code, Some(0), "{}", alone.errors);
    let names = attributes(&alone.output);
    assert!(names.len() > 500, "only {} lines", names.len());
    assert!(names.iter().any(|name| name.starts_with("hopeless.")));
    let two = [&arguments[..], &["--workers", "2"]].concat();
    assert_eq!(framelab(&two).output, alone.output);
    let (output, _) = eval_set_with_killed_workers(&two);
    assert_eq!(output, alone.output);
}
