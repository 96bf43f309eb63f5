//! Texts that other people have marked, in a folder beside the project, and how close the reader
//! comes to their marks.
//!
//! These files are read if they exist: `*/*.conllu` (sentences, as Universal Dependencies marks
//! them), `*/ground-truth.json` with `*/html/*.html.gz` (the article of a page, as the article
//! extraction benchmark gives it), and `*/*_gold.json` (who says it). Each set has two halves:
//! rules may be made on the first, and the second shows their worth.

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use factdesk::case::{Case, IdGen, Part};
use factdesk::reading::{Format, language_of, read_document, read_story, sentences_of, story_of};
use serde_json::Value;

use super::gold::Share;

/// The number of sentences in a paragraph if no paragraphs are marked.
const IN_A_PARAGRAPH: usize = 5;

/// Sentences without a document are grouped into lots of this size, each of which belongs to one
/// half.
const IN_A_LOT: usize = 50;

/// The scores of the two halves, and the errors in the first.
pub struct Set<S> {
    pub name: String,
    pub halves: [S; 2],
    pub wrong: Vec<String>,
}

/// The files in the folders of a folder whose names have this ending, in order.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let of = |folder: &Path| -> Vec<PathBuf> {
        let all = fs::read_dir(folder).into_iter().flatten();
        let mut paths: Vec<PathBuf> = all.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths
    };
    let inside = of(folder).into_iter().flat_map(|path| of(&path));
    let fits = |path: &PathBuf| path.to_string_lossy().ends_with(ending);
    inside.filter(fits).collect()
}

fn name_of(path: &Path) -> String {
    let name = path.file_stem().unwrap().to_string_lossy();
    name.split('_').next().unwrap_or_default().to_owned()
}

/// A sentence of a treebank: its words, and whether a space follows.
type Sentence = (String, bool);

/// Whether a sentence is only the number of a list item.
fn is_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && !text.contains(char::is_alphabetic)
        && text.len() < 8
}

/// The paragraphs of a treebank, each with the half that it belongs to.
fn paragraphs(treebank: &str) -> Vec<(usize, Vec<Sentence>)> {
    let has_documents = treebank.contains("\n# newpar");
    let mut all: Vec<(usize, Vec<Sentence>)> = Vec::new();
    let (mut document, mut count, mut is_new) = (0, 0, true);
    for block in treebank.split("\n\n") {
        let mut text = None;
        for line in block.lines().filter(|line| line.starts_with('#')) {
            document += usize::from(line.starts_with("# newdoc"));
            is_new |= line.starts_with("# newpar") || line.starts_with("# newdoc");
            text = text.or(line.strip_prefix("# text = "));
        }
        let Some(text) = text else { continue };
        if !has_documents {
            is_new = count % IN_A_PARAGRAPH == 0;
            document = count / IN_A_LOT;
        }
        count += 1;
        let last = block.lines().next_back().unwrap_or_default();
        let mut sentence = (text.trim().to_owned(), !last.contains("SpaceAfter=No"));
        // The number of a list item is not a sentence, whatever its mark.
        if !is_new
            && let Some((_, sentences)) = all.last_mut()
            && let Some((number, has_space)) = sentences.pop_if(|(text, _)| is_number(text))
        {
            let space = if has_space { " " } else { "" };
            sentence.0 = format!("{number}{space}{}", sentence.0);
        }
        if is_new || all.is_empty() {
            all.push((document % 2, Vec::new()));
            is_new = false;
        }
        all.last_mut().unwrap().1.push(sentence);
    }
    all
}

/// Scores the sentence ends inside the paragraphs of each treebank.
pub fn ends(folder: &Path) -> Vec<Set<Share>> {
    let score = |path: &PathBuf| {
        let treebank = fs::read_to_string(path).unwrap();
        let paragraphs = paragraphs(&treebank);
        let texts = paragraphs.iter().flat_map(|(_, sentences)| sentences);
        let language = language_of(texts.map(|(text, _)| text.as_str()));
        let code = language.map_or("", |language| language.code());
        let mut halves = [Share::default(); 2];
        let mut wrong = Vec::new();
        for (half, sentences) in &paragraphs {
            let (mut text, mut there) = (String::new(), Vec::new());
            for (sentence, has_space) in sentences {
                text.push_str(sentence);
                there.push(text.len());
                if *has_space {
                    text.push(' ');
                }
            }
            let text = text.trim_end();
            there.retain(|end| *end < text.len());
            let found: Vec<usize> = sentences_of(text, code)
                .iter()
                .map(|range| range.end)
                .filter(|end| *end < text.len())
                .collect();
            let share = &mut halves[*half];
            share.there += there.len();
            share.found += found.len();
            share.right += found.iter().filter(|end| there.contains(end)).count();
            if *half == 0 {
                let around = |end: usize| {
                    let before: String = text[..end].chars().rev().take(50).collect();
                    let before: String = before.chars().rev().collect();
                    let after: String = text[end..].chars().take(40).collect();
                    format!("{before}|{after}")
                };
                let cut = found.iter().filter(|end| !there.contains(end));
                wrong.extend(cut.map(|end| format!("CUT      {}", around(*end))));
                let not_cut = there.iter().filter(|end| !found.contains(end));
                wrong.extend(not_cut.map(|end| format!("NOT CUT  {}", around(*end))));
            }
        }
        Set {
            name: path.file_stem().unwrap().to_string_lossy().into_owned(),
            halves,
            wrong,
        }
    };
    files(folder, ".conllu").iter().map(score).collect()
}

/// Precision and recall of the text of pages, summed over pages.
#[derive(Clone, Copy, Default)]
pub struct Pages {
    pub count: f64,
    precision: f64,
    recall: f64,
}

impl std::ops::Add for Pages {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            count: self.count + other.count,
            precision: self.precision + other.precision,
            recall: self.recall + other.recall,
        }
    }
}

impl Pages {
    pub fn precision(self) -> f64 {
        self.precision / self.count
    }

    pub fn recall(self) -> f64 {
        self.recall / self.count
    }

    pub fn f1(self) -> f64 {
        2.0 * self.precision() * self.recall() / (self.precision() + self.recall())
    }
}

/// Every four consecutive words, and how often they occur.
fn fours(text: &str) -> HashMap<Vec<&str>, usize> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let words: Vec<&str> = text
        .split(|c| !is_word(c))
        .filter(|word| !word.is_empty())
        .collect();
    let mut fours = HashMap::new();
    for four in words.windows(4.min(words.len().max(1))) {
        *fours.entry(four.to_vec()).or_default() += 1;
    }
    fours
}

/// The text that the reader takes for a page's article.
fn article(page: &Path) -> String {
    let mut bytes = Vec::new();
    let packed = fs::File::open(page).unwrap();
    flate2::read::MultiGzDecoder::new(packed)
        .read_to_end(&mut bytes)
        .unwrap();
    let mut no_tool = |_, _: &[u8]| panic!("a page needs no other program");
    let Ok(document) = read_document(&bytes, "page.html", &mut no_tool) else {
        return String::new();
    };
    let read = story_of(
        document,
        "page",
        super::start_of_1970(),
        &mut IdGen::seeded(1),
        &mut |_| (),
    );
    let (case, _) = read.unwrap();
    let paragraphs = case.draft.iter().flat_map(|draft| &draft.paragraphs);
    let parts = paragraphs.filter(|one| !matches!(one.part(), Part::Title | Part::Boilerplate));
    parts
        .map(factdesk::case::Paragraph::text)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Scores web pages by the consecutive words in their articles.
pub fn pages(folder: &Path) -> Vec<Set<Pages>> {
    let score = |path: &PathBuf| {
        let truth: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        let mut halves = [Pages::default(); 2];
        let mut wrong = Vec::new();
        for (place, (id, page)) in truth.as_object().unwrap().iter().enumerate() {
            let page_path = path.with_file_name("html").join(format!("{id}.html.gz"));
            let found = article(&page_path);
            let marked = page["articleBody"].as_str().unwrap();
            let (wanted, given) = (fours(marked), fours(&found));
            let both: usize = wanted
                .iter()
                .map(|(four, count)| *count.min(given.get(four).unwrap_or(&0)))
                .sum();
            let of = |fours: &HashMap<Vec<&str>, usize>| fours.values().sum::<usize>();
            let ratio = |all: usize| match u32::try_from(all).unwrap() {
                0 => 1.0,
                all => f64::from(u32::try_from(both).unwrap()) / f64::from(all),
            };
            let (precision, recall) = (ratio(of(&given)), ratio(of(&wanted)));
            let half = &mut halves[place % 2];
            half.count += 1.0;
            half.precision += precision;
            half.recall += recall;
            if place % 2 == 0 && precision.min(recall) < 0.97 {
                wrong.push(format!(
                    "{} precision {precision:.3} recall {recall:.3} {}",
                    &id[..12],
                    page["url"].as_str().unwrap_or_default()
                ));
                let lines = |text: &str| -> Vec<String> {
                    let lines = text.lines().map(|line| line.trim().to_owned());
                    lines.filter(|line| !line.is_empty()).collect()
                };
                let (in_page, in_truth) = (lines(&found), lines(marked));
                let alone = |text: &[String], other: &str, sign: char| -> Vec<String> {
                    let other: String = other.split_whitespace().collect();
                    let is_alone = |line: &&String| {
                        !other.contains(&line.split_whitespace().collect::<String>())
                    };
                    let alone = text.iter().filter(is_alone);
                    let short = |line: &String| line.chars().take(160).collect::<String>();
                    alone
                        .map(|line| format!("    {sign} {}", short(line)))
                        .collect()
                };
                wrong.extend(alone(&in_page, marked, '+'));
                wrong.extend(alone(&in_truth, &found, '-'));
            }
        }
        Set {
            name: "pages".to_owned(),
            halves,
            wrong,
        }
    };
    files(folder, "ground-truth.json")
        .iter()
        .map(score)
        .collect()
}

/// Scores of the credits of a story's claims.
#[derive(Clone, Copy, Default)]
pub struct Said {
    /// Sentences that are claims, of those marked.
    pub claims: Share,
    /// Claims for which everyone who must be named is named, and nobody else.
    pub right: Share,
    /// Names credited that nobody marked.
    pub names: Share,
}

impl std::ops::Add for Said {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            claims: self.claims + other.claims,
            right: self.right + other.right,
            names: self.names + other.names,
        }
    }
}

fn tidy(text: &str) -> String {
    let text = text.replace('’', "'");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Said {
    fn add(&mut self, story: &Value, case: &Case, wrong: &mut Vec<String>) {
        for marked in story["claims"].as_array().unwrap() {
            let start = tidy(marked["start"].as_str().unwrap());
            self.claims.there += 1;
            self.right.there += 1;
            let Some(claim) = case
                .claims
                .iter()
                .find(|claim| tidy(&claim.text).starts_with(&start))
            else {
                wrong.push(format!("NO CLAIM {start}"));
                continue;
            };
            self.claims.right += 1;
            let chain = claim.attribution.iter().flat_map(|credit| &credit.chain);
            let names: Vec<String> = chain
                .filter_map(|id| Some(case.sources.get(*id)?.name.to_lowercase()))
                .collect();
            let must: Vec<Vec<&str>> = marked["said_by"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|any| {
                    let any = any.as_array().into_iter().flatten();
                    any.filter_map(Value::as_str).collect()
                })
                .collect();
            let fits = |name: &String| {
                let mut known = must.iter().flatten();
                known.any(|known| name.contains(known) || known.contains(name.as_str()))
            };
            let is_named =
                |any: &Vec<&str>| any.iter().any(|one| names.iter().any(|n| n.contains(one)));
            let fitting = names.iter().filter(|name| fits(name)).count();
            self.names.found += names.len();
            self.names.right += fitting;
            let is_right = fitting == names.len() && must.iter().all(is_named);
            self.right.found += 1;
            self.right.right += usize::from(is_right);
            if !is_right {
                wrong.push(format!("SAID {names:?} is {must:?}: {start}"));
            }
        }
    }
}

/// Scores marked stories, grouped by the start of their file's name, which is the language.
pub fn said(folder: &Path) -> Vec<Set<Said>> {
    let mut all: Vec<Set<Said>> = Vec::new();
    let mut count = 0;
    for path in files(folder, "_gold.json") {
        let story: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let Some(text) = story["story"].as_str() else {
            continue;
        };
        let name = name_of(&path);
        if all.last().is_none_or(|last| last.name != name) {
            count = 0;
            all.push(Set {
                name,
                halves: [Said::default(); 2],
                wrong: Vec::new(),
            });
        }
        let Set { halves, wrong, .. } = all.last_mut().unwrap();
        let read = read_story(text, Format::Plain, "story.txt", &mut IdGen::seeded(1));
        let (case, _) = read.unwrap();
        let mut unseen = Vec::new();
        let wrong = if count % 2 == 0 { wrong } else { &mut unseen };
        halves[count % 2].add(&story, &case, wrong);
        count += 1;
    }
    all
}
