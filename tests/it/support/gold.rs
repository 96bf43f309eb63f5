//! Stories that a person has marked, under `tests/reading/`, and how close the reader comes to the
//! marks.

use std::fmt;
use std::fs;
use std::path::Path;

use factdesk::case::{Case, IdGen, Part};
use factdesk::reading::{Format, read_story, sentences_of};

/// A story with its marks.
#[derive(Clone)]
pub struct Story {
    pub name: String,
    pub paragraphs: Vec<Marked>,
}

#[derive(Clone)]
pub struct Marked {
    pub part: Part,
    pub sentences: Vec<Sentence>,
}

/// A sentence as a person has marked it.
#[derive(Clone)]
pub struct Sentence {
    pub text: String,
    /// The part that is a claim. None if it asserts nothing.
    pub claim: Option<String>,
    /// Whom it credits, nearest first. For each link, the names that are accepted.
    pub chain: Vec<Vec<String>>,
}

/// The stories of a folder under `tests/reading/`, sorted by name.
pub fn stories(folder: &str) -> Vec<Story> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/reading")
        .join(folder);
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let story = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        Story {
            paragraphs: marked(&fs::read_to_string(path).unwrap(), &name),
            name,
        }
    };
    paths.iter().map(story).collect()
}

fn marked(text: &str, name: &str) -> Vec<Marked> {
    let mut paragraphs: Vec<Marked> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let part = match line {
            "[title]" => Some(Part::Title),
            "[body]" => Some(Part::Body),
            "[heading]" => Some(Part::Heading),
            "[caption]" => Some(Part::Caption),
            "[boilerplate]" => Some(Part::Boilerplate),
            _ => None,
        };
        if let Some(part) = part {
            paragraphs.push(Marked {
                part,
                sentences: Vec::new(),
            });
            continue;
        }
        let paragraph = paragraphs
            .last_mut()
            .unwrap_or_else(|| panic!("{name}: {line}"));
        let Some(mark) = line.strip_prefix("  ") else {
            let is_claim = paragraph.part != Part::Boilerplate;
            // The dash before further speech inside a paragraph is not part of the claim.
            let dash = line.strip_prefix("– ").or(line.strip_prefix("— "));
            let goes_on = dash.filter(|_| !paragraph.sentences.is_empty());
            paragraph.sentences.push(Sentence {
                text: line.to_owned(),
                claim: is_claim.then(|| goes_on.unwrap_or(line).to_owned()),
                chain: Vec::new(),
            });
            continue;
        };
        let sentence = paragraph
            .sentences
            .last_mut()
            .unwrap_or_else(|| panic!("{name}: {line}"));
        if mark == "-" {
            sentence.claim = None;
        } else if let Some(claim) = mark.strip_prefix("= ") {
            sentence.claim = Some(claim.to_owned());
        } else {
            let links = mark.split("< ").filter(|link| !link.trim().is_empty());
            sentence.chain = links
                .map(|link| {
                    link.split(" / ")
                        .map(|name| name.trim().to_owned())
                        .collect()
                })
                .collect();
            assert!(!sentence.chain.is_empty(), "{name}: {line}");
        }
    }
    paragraphs
}

impl Story {
    /// The story as an editor has it, with a blank line between paragraphs.
    pub fn text(&self) -> String {
        self.paragraphs
            .iter()
            .map(Marked::text)
            .collect::<Vec<_>>()
            .join("\n\n")
    }
}

impl Marked {
    fn text(&self) -> String {
        let sentences: Vec<&str> = self
            .sentences
            .iter()
            .map(|sentence| sentence.text.as_str())
            .collect();
        sentences.join(" ")
    }
}

/// The number of right results, and the totals for precision and recall.
#[derive(Clone, Copy, Default)]
pub struct Share {
    pub right: usize,
    pub found: usize,
    pub there: usize,
}

impl std::ops::Add for Share {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            right: self.right + other.right,
            found: self.found + other.found,
            there: self.there + other.there,
        }
    }
}

impl Share {
    pub fn precision(self) -> f64 {
        ratio(self.right, self.found)
    }

    pub fn recall(self) -> f64 {
        ratio(self.right, self.there)
    }

    pub fn f1(self) -> f64 {
        ratio(2 * self.right, self.found + self.there)
    }
}

fn ratio(a: usize, b: usize) -> f64 {
    if b == 0 {
        1.0
    } else {
        f64::from(u32::try_from(a).unwrap()) / f64::from(u32::try_from(b).unwrap())
    }
}

/// How close the reader comes to the marks.
#[derive(Clone, Default)]
pub struct Score {
    /// Paragraphs of the right kind.
    pub kinds: Share,
    /// Ends of sentences inside paragraphs.
    pub ends: Share,
    /// Claims with exactly the marked words.
    pub claims: Share,
    /// Sentences that credit somebody, which are right if one link is.
    pub credited: Share,
    /// Links, which are right if the marked sentence has one of that name.
    pub links: Share,
    /// The errors, one line each.
    pub wrong: Vec<String>,
}

impl Score {
    pub fn of(stories: &[Story]) -> Self {
        let mut score = Self::default();
        for story in stories {
            score.add(story);
        }
        score
    }

    fn add(&mut self, story: &Story) {
        let mut mint = IdGen::seeded(7);
        let (case, _) = read_story(&story.text(), Format::Plain, &story.name, &mut mint).unwrap();
        let draft = case.draft.as_ref().unwrap();
        self.kinds.there += story.paragraphs.len();
        self.kinds.found += story.paragraphs.len();
        assert_eq!(
            draft.paragraphs.len(),
            story.paragraphs.len(),
            "{}",
            story.name
        );
        for (paragraph, marked) in draft.paragraphs.iter().zip(&story.paragraphs) {
            if paragraph.part() == marked.part {
                self.kinds.right += 1;
            } else {
                self.wrong.push(format!(
                    "{}: KIND {} is {}: {}",
                    story.name,
                    paragraph.part(),
                    marked.part,
                    paragraph.text()
                ));
            }
            if marked.part != Part::Boilerplate {
                self.ends(story, marked, &case.language);
            }
        }
        for (place, marked) in story.paragraphs.iter().enumerate() {
            self.claims(story, &case, place, marked);
        }
    }

    fn ends(&mut self, story: &Story, marked: &Marked, language: &str) {
        let text = marked.text();
        let mut there = Vec::new();
        let mut end = 0;
        for sentence in &marked.sentences {
            end += sentence.text.len();
            there.push(end);
            end += 1;
        }
        let found: Vec<usize> = sentences_of(&text, language)
            .iter()
            .map(|range| range.end)
            .collect();
        let inside = |ends: &[usize]| {
            ends.iter()
                .copied()
                .filter(|end| *end < text.len())
                .collect::<Vec<_>>()
        };
        let (there, found) = (inside(&there), inside(&found));
        self.ends.there += there.len();
        self.ends.found += found.len();
        for end in &found {
            if there.contains(end) {
                self.ends.right += 1;
            } else {
                self.wrong.push(format!(
                    "{}: CUT after {:?}",
                    story.name,
                    around(&text, *end)
                ));
            }
        }
        for end in there.iter().filter(|end| !found.contains(end)) {
            self.wrong.push(format!(
                "{}: NOT CUT after {:?}",
                story.name,
                around(&text, *end)
            ));
        }
    }

    fn claims(&mut self, story: &Story, case: &Case, place: usize, marked: &Marked) {
        let found: Vec<_> = case
            .claims
            .iter()
            .filter(|claim| {
                claim
                    .span
                    .as_ref()
                    .is_some_and(|span| span.paragraph == place)
            })
            .collect();
        self.claims.found += found.len();
        let mut seen = 0;
        for sentence in &marked.sentences {
            self.credited.there += usize::from(!sentence.chain.is_empty());
            self.links.there += sentence.chain.len();
            let Some(text) = &sentence.claim else {
                continue;
            };
            self.claims.there += 1;
            let claim = found.iter().find(|claim| claim.text == *text);
            let Some(claim) = claim else {
                self.wrong.push(format!("{}: NO CLAIM {text}", story.name));
                continue;
            };
            seen += 1;
            self.claims.right += 1;
            let named: Vec<&str> = claim
                .attribution
                .iter()
                .flat_map(|attribution| &attribution.chain)
                .filter_map(|id| case.sources.get(*id).map(|source| source.name.as_str()))
                .collect();
            let right = named
                .iter()
                .filter(|name| {
                    sentence
                        .chain
                        .iter()
                        .flatten()
                        .any(|known| is_one(known, name))
                })
                .count();
            self.links.found += named.len();
            self.links.right += right;
            self.credited.found += usize::from(!named.is_empty());
            self.credited.right += usize::from(right > 0);
            if right < named.len() || right < sentence.chain.len() {
                let chain: Vec<String> = sentence
                    .chain
                    .iter()
                    .map(|names| names.join(" / "))
                    .collect();
                self.wrong.push(format!(
                    "{}: CREDIT {:?} is {:?}: {text}",
                    story.name,
                    named.join(" < "),
                    chain.join(" < ")
                ));
            }
        }
        if seen < found.len() {
            for claim in &found {
                if !marked
                    .sentences
                    .iter()
                    .any(|sentence| sentence.claim.as_ref() == Some(&claim.text))
                {
                    self.wrong
                        .push(format!("{}: ALSO A CLAIM {}", story.name, claim.text));
                }
            }
        }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "kinds {:.3}  sentence ends {:.3}  claims {:.3} / {:.3}  credited sentences found {:.3}  sources named right {:.3}, found {:.3}",
            self.kinds.precision(),
            self.ends.f1(),
            self.claims.precision(),
            self.claims.recall(),
            self.credited.recall(),
            self.links.precision(),
            self.links.recall(),
        )
    }
}

fn around(text: &str, end: usize) -> String {
    let before: String = text[..end].chars().rev().take(30).collect();
    let after: String = text[end..].chars().take(20).collect();
    format!("{}|{after}", before.chars().rev().collect::<String>())
}

/// Whether two names are of one source: they share at least half of their words, whatever the
/// endings of Cyrillic ones.
fn is_one(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        name.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty() && *word != "the")
            .map(|word| {
                let stem = word.chars().count().saturating_sub(2).clamp(3, 6);
                if word.is_ascii() {
                    word.to_owned()
                } else {
                    word.chars().take(stem).collect()
                }
            })
            .collect()
    };
    let (a, b) = (words(a), words(b));
    let shared = a
        .iter()
        .filter(|word| {
            b.iter()
                .any(|other| other.starts_with(word.as_str()) || word.starts_with(other.as_str()))
        })
        .count();
    shared > 0 && shared * 4 >= a.len() + b.len()
}
