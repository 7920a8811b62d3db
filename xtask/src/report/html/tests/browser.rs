//! The page in a real browser: nothing is cut, nothing overlaps, nothing is wider than the window.
//!
//! Runs where `FRAMELAB_CHROMIUM` names a Chromium and says that it was skipped elsewhere.

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::process::Command;

use serde::Deserialize;

/// What `browser.js` found.
#[derive(Debug, Deserialize)]
struct Findings {
    charts: usize,
    problems: Vec<String>,
}

#[test]
fn nothing_is_cut_or_overlaps() {
    check(&super::page(), 100);
}

/// Looks at a page that has at least so many charts.
pub fn check(page: &str, charts: usize) {
    let Some(browser) = env::var_os("FRAMELAB_CHROMIUM") else {
        // Not by `eprintln!`, which the test runner keeps to itself.
        let _ = writeln!(
            io::stderr(),
            "SKIPPED: FRAMELAB_CHROMIUM names no browser, the page's layout was not looked at"
        );
        return;
    };
    let script = include_str!("browser.js");
    let page = page.replace("</body>", &format!("<script>{script}</script></body>"));
    let page = page.replace('&', "&amp;").replace('"', "&quot;");
    // Two telephones and a screen.
    for width in [360, 400, 1100] {
        let place = tempfile::tempdir().expect("a directory can be made");
        let file = place.path().join("page.html");
        let frame = format!(
            "<!DOCTYPE html><meta charset=\"utf-8\"><iframe style=\"border:0;width:{width}px;height:2000px\" srcdoc=\"{page}\"></iframe>"
        );
        fs::write(&file, frame).expect("it can be written");
        let output = Command::new(&browser)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
            ])
            .args([
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ])
            .args([
                "--window-size=1400,2000",
                "--virtual-time-budget=20000",
                "--dump-dom",
            ])
            .arg(format!(
                "--user-data-dir={}",
                place.path().join("profile").display()
            ))
            .arg(format!("file://{}", file.display()))
            .output()
            .expect("the browser starts");
        let shown = String::from_utf8_lossy(&output.stdout);
        let title = shown
            .split_once("<title>")
            .and_then(|(_, rest)| rest.split_once("</title>"));
        let (title, _) = title.unwrap_or_else(|| panic!("no answer: {output:?}"));
        let title = title
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
        let findings: Findings =
            serde_json::from_str(&title).expect("the script answers with JSON");
        assert!(findings.charts >= charts, "{findings:?}");
        assert!(
            findings.problems.is_empty(),
            "at {width} pixels: {:#?}",
            findings.problems
        );
    }
}
