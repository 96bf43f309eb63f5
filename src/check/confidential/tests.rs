//! Tests of the search for confidential names, by kind of name and text.

mod addresses;
mod common_words;
mod described;
mod details;
mod doubts;
mod false_cuts;
mod masked;
mod names;
mod nicknames;
mod ordinary;
mod people;
mod places;
mod public;
mod spellings;
mod surnames;
mod verbatim;
mod whatever;

use std::sync::Arc;

use super::*;
use crate::case::{
    Claim, Draft, Evidence, File, IdGen, Paragraph, Part, Question, Sha256, Source, SourceKind,
    Stance, Timestamp,
};

/// A case with confidential sources of these names and URLs.
fn case(sources: &[(&str, &str)]) -> (Case, IdGen) {
    let mut mint = IdGen::seeded(1);
    let mut case = Case::new(mint.id(|_| false), "x");
    for (name, url) in sources {
        let mut source = Source::new(mint.id(|_| false), *name);
        source.confidential = true;
        source.url = (*url).to_owned();
        case.sources.insert(Arc::new(source));
    }
    (case, mint)
}

fn item(mint: &mut IdGen, source: SourceId) -> Evidence {
    Evidence::new(
        mint.id(|_| false),
        "mk",
        Timestamp::default(),
        source,
        (Question::Fact, Stance::Supports),
    )
}

fn secrets(sources: &[(&str, &str)]) -> Secrets {
    Secrets::of(&case(sources).0)
}

fn found<'a>(secrets: &Secrets, text: &'a str) -> Vec<&'a str> {
    let ranges = secrets.ranges(text);
    ranges.into_iter().map(|range| &text[range]).collect()
}

/// A text with brackets around what is cut, and braces around what is asked about. Such signs that
/// are in the text already are left out first.
fn marked(secrets: &Secrets, text: &str) -> String {
    let mut text: String = text.chars().filter(|c| !"[]{}".contains(*c)).collect();
    for place in secrets.places(&text).into_iter().rev() {
        let (open, close) = if place.doubt.is_none() {
            ('[', ']')
        } else {
            ('{', '}')
        };
        text.insert(place.range.end, close);
        text.insert(place.range.start, open);
    }
    text
}

fn asked<'a>(secrets: &Secrets, text: &'a str) -> Vec<(&'a str, Doubt)> {
    let places = secrets.places(text).into_iter();
    places
        .filter_map(|place| Some((&text[place.range], place.doubt?)))
        .collect()
}

/// Checks for each source (`name <url>`) what is found in each text. What must be cut stands in
/// square brackets, what must be asked about in braces.
fn table(rows: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (name, texts) in rows {
        let (name, url) = name
            .split_once(" <")
            .map_or((*name, ""), |(name, url)| (name, url.trim_end_matches('>')));
        let secrets = secrets(&[(name, url)]);
        for marked in *texts {
            let mut text = String::new();
            let (mut cut, mut ask, mut open) = (Vec::new(), Vec::new(), 0);
            for c in marked.chars() {
                match c {
                    '[' | '{' => open = text.len(),
                    ']' => cut.push(text[open..].to_owned()),
                    '}' => ask.push(text[open..].to_owned()),
                    c => text.push(c),
                }
            }
            let is_cut = found(&secrets, &text);
            let is_asked: Vec<&str> = asked(&secrets, &text)
                .into_iter()
                .map(|(words, _)| words)
                .collect();
            if is_cut != cut || is_asked != ask {
                wrong.push(format!(
                    "{name}: {marked}: cut {is_cut:?}, asked {:?}",
                    super::tests::asked(&secrets, &text)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
