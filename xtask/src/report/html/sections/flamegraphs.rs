//! Where the time goes, as pictures.

use std::fmt::Write as _;

use super::super::page::{Block, Section};
use super::super::parts::section;
use crate::report::model::{Flamegraph, Report};

const INTRO: &str = "Where the processor spent its time: each box is a function, below it the one that called it, and its width is the share \
    of the samples. Wide boxes at the edge are where the time goes; height means nothing but depth of calls. Each picture \
    answers to clicks, and its file stands beside this page.";

/// Bytes of pictures the page may hold. What does not fit is linked only.
const ROOM: usize = 4_500_000;

/// The section.
pub fn render(report: &Report) -> Section {
    let flamegraphs = &report.flamegraphs;
    let held = held(report);
    let mut blocks = Vec::new();
    for workload in &report.workloads {
        let graphs = flamegraphs.graphs.iter().zip(&held);
        let of_workload = graphs.filter(|(graph, _)| graph.workload == workload.name);
        let pictures: Vec<Block> = of_workload
            .map(|(graph, held)| Block::Picture {
                source: held.then(|| address(&graph.svg)),
                height: height(&graph.svg),
                file: graph.file.clone(),
                caption: format!("{} on {}", graph.workload, graph.engine),
            })
            .collect();
        if !pictures.is_empty() {
            blocks.push(Block::Details {
                summary: workload.name.clone(),
                open: false,
                blocks: pictures,
            });
        }
    }
    let left_out = held.iter().filter(|held| !**held).count();
    if left_out > 0 {
        blocks.push(Block::Paragraph(format!(
            "{left_out} pictures are only linked, so that this page stays small."
        )));
    }
    section(
        "flamegraphs",
        "Flamegraphs",
        INTRO,
        &flamegraphs.source,
        blocks,
    )
}

/// Which pictures the page holds: those of the first engine first, as long as there is room.
fn held(report: &Report) -> Vec<bool> {
    let graphs = &report.flamegraphs.graphs;
    let mut held = vec![false; graphs.len()];
    let mut room = ROOM;
    for engine in &report.engines {
        for (graph, held) in graphs.iter().zip(&mut held) {
            if graph.engine == *engine {
                *held = fits(graph, &mut room);
            }
        }
    }
    held
}

fn fits(graph: &Flamegraph, room: &mut usize) -> bool {
    let length = address(&graph.svg).len();
    // In the page a quotation mark and an ampersand take five characters.
    let fits = !graph.svg.is_empty() && length <= *room;
    if fits {
        *room -= length;
    }
    fits
}

/// The height a picture asks for; its frame's border comes on top of it.
fn height(svg: &str) -> u32 {
    let head = svg.split_once("<svg").map_or("", |(_, rest)| rest);
    let head = head.split_once('>').map_or("", |(head, _)| head);
    let value = head
        .split_once(" height=\"")
        .and_then(|(_, rest)| rest.split_once('"'));
    let height = value.and_then(|(value, _)| value.parse::<f64>().ok());
    height.map_or(480, |height| height.clamp(100.0, 900.0) as u32 + 2)
}

/// A picture as an address. What has a meaning in an address or in HTML is written in hexadecimal.
fn address(svg: &str) -> String {
    let mut text = String::with_capacity(svg.len() + svg.len() / 4);
    text.push_str("data:image/svg+xml;charset=utf-8,");
    for character in svg.chars() {
        match character {
            '%' | '#' | '"' | '\'' | '&' | '<' | '>' | '\n' | '\r' | '\t' => {
                let _ = write!(text, "%{:02X}", u32::from(character));
            }
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_gets_the_height_it_asks_for() {
        assert_eq!(
            height("<?xml?><svg width=\"1\" height=\"510\" a=\"\"><rect height=\"3\"/></svg>"),
            512
        );
        assert_eq!(height("<svg><rect height=\"3\"/></svg>"), 480);
        assert_eq!(height(""), 480);
    }

    #[test]
    fn an_address_has_nothing_that_html_or_addresses_give_a_meaning() {
        let text = address("<svg a=\"#1&amp;\">100 %</svg>\n");
        assert_eq!(
            text,
            "data:image/svg+xml;charset=utf-8,%3Csvg a=%22%231%26amp;%22%3E100 %25%3C/svg%3E%0A"
        );
    }
}
