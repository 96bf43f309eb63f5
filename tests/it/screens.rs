//! The pictures in the README are frames of the program. They are drawn here and compared, so that
//! they cannot be out of date.
//!
//! `FACTDESK_DRAW=1 cargo test --test it screens::` draws them again.

use std::fmt::Write;
use std::path::Path;

use crate::support::bench::Bench;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// The pictures: name, size, and keys from the sample's first screen.
const PICTURES: &[(&str, u16, u16, &str)] = &[("main", 120, 36, "c"), ("story", 120, 30, "t")];

const CELL: (f32, f32) = (8.4, 18.0);
const BACK: &str = "#1e2127";
const FORE: &str = "#d7dae0";

fn colour(colour: Color) -> &'static str {
    match colour {
        Color::Red => "#e06c75",
        Color::Green => "#98c379",
        Color::Yellow => "#e5c07b",
        Color::Magenta => "#c678dd",
        Color::Cyan => "#56b6c2",
        _ => FORE,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// A frame as SVG, with a `text` for each run of one style. Its length is that of its cells, so
/// that every font keeps the columns.
fn svg(buffer: &Buffer, title: &str) -> String {
    let (width, height) = (
        f32::from(buffer.area.width) * CELL.0 + 16.0,
        f32::from(buffer.area.height) * CELL.1 + 16.0,
    );
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" aria-label=\"{title}\" \
         font-family=\"ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace\" font-size=\"14\" fill=\"{FORE}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{BACK}\"/>\n"
    );
    for y in 0..buffer.area.height {
        let row: Vec<&Cell> = (0..buffer.area.width).map(|x| &buffer[(x, y)]).collect();
        let mut start = 0;
        while start < row.len() {
            let style = (row[start].fg, row[start].modifier);
            let end = (start..row.len())
                .find(|x| (row[*x].fg, row[*x].modifier) != style)
                .unwrap_or(row.len());
            run(&mut out, &row[start..end], start, y);
            start = end;
        }
    }
    out.push_str("</svg>\n");
    out
}

fn run(out: &mut String, cells: &[&Cell], x: usize, y: u16) {
    let text: String = cells.iter().map(|cell| cell.symbol()).collect();
    let modifier = cells[0].modifier;
    let is_reversed = modifier.contains(Modifier::REVERSED);
    let left = 8.0 + f32::from(u16::try_from(x).unwrap()) * CELL.0;
    let length = f32::from(u16::try_from(cells.len()).unwrap()) * CELL.0;
    let top = 8.0 + f32::from(y) * CELL.1;
    let fore = colour(cells[0].fg);
    if is_reversed {
        writeln!(out, "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{length:.1}\" height=\"{}\" fill=\"{fore}\"/>", CELL.1).unwrap();
    }
    if text.trim().is_empty() {
        return;
    }
    let mut style = String::new();
    if is_reversed {
        write!(style, " fill=\"{BACK}\"").unwrap();
    } else if fore != FORE {
        write!(style, " fill=\"{fore}\"").unwrap();
    }
    if modifier.contains(Modifier::BOLD) {
        style.push_str(" font-weight=\"bold\"");
    }
    if modifier.contains(Modifier::ITALIC) {
        style.push_str(" font-style=\"italic\"");
    }
    if modifier.contains(Modifier::DIM) {
        style.push_str(" opacity=\"0.6\"");
    }
    let base = top + 13.5;
    let text = escaped(&text);
    writeln!(out, "<text x=\"{left:.1}\" y=\"{base:.1}\" textLength=\"{length:.1}\" xml:space=\"preserve\"{style}>{text}</text>").unwrap();
}

#[test]
fn the_pictures_match_the_screens() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/screens");
    for (name, width, height, keys) in PICTURES {
        let mut bench = Bench::demo();
        bench.resize(*width, *height).keys(keys);
        let drawn = svg(
            &bench.buffer(),
            &format!("factdesk, {width} columns by {height} rows"),
        );
        let path = folder.join(format!("{name}.svg"));
        if std::env::var_os("FACTDESK_DRAW").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &drawn).unwrap();
        }
        let there = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            there == drawn,
            "{name}.svg is stale: FACTDESK_DRAW=1 cargo test --test it screens:: draws it again"
        );
    }
}

/// The frame between the first two fences of the README.
#[test]
fn the_frame_in_the_readme_matches_the_screen() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let mut bench = Bench::demo();
    bench.resize(80, 24).keys("cd");
    let drawn: String = bench
        .frame()
        .lines()
        .flat_map(|line| [line.trim_end(), "\n"])
        .collect();
    let readme = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once("```text\n").unwrap();
    let (there, after) = rest.split_once("```").unwrap();
    if std::env::var_os("FACTDESK_DRAW").is_some() {
        std::fs::write(&path, format!("{before}```text\n{drawn}```{after}")).unwrap();
    } else {
        assert_eq!(
            there, drawn,
            "FACTDESK_DRAW=1 cargo test --test it screens:: draws it again"
        );
    }
}
