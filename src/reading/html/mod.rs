//! HTML pages saved by browsers: the article with its headline, and the page's metadata.
//!
//! `dom_smoothie` finds the article. If it finds nothing, or much less than the page contains, the
//! whole page is used, and a note says so.

mod about;
mod notes;
mod parse;
mod roles;
mod sniff;
mod tags;
mod walk;

use std::collections::{HashMap, HashSet};

use dom_query::Document as Page;
use dom_smoothie::{Config, Readability};

use super::annotations::Annotation;
use super::block::Block;
use super::document::{About, Content, Document};
use crate::case::Part;
use crate::error::Error;
use crate::text::words;
pub(super) use parse::parse;
pub(super) use sniff::is_page;
use walk::Walked;

/// A page with more elements is used as a whole: finding its article would take too long.
const MAX_ELEMENTS: usize = 60_000;

/// The time to find the article is quadratic in the number of ampersands: one second for this many.
/// No story has so many.
const MAX_AMPERSANDS: usize = 200_000;

/// The fewest words of an article, unless the page itself has few.
const MIN_WORDS: usize = 40;

/// The most words of a byline: a name, a date, a time, a place.
const LONGEST_BYLINE: usize = 14;

/// The most words of a site's name, which may be a heading of level 1 on each page.
const LONGEST_SITE_NAME: usize = 3;

/// How many of the last blocks are checked for a note about the author.
const NEAR_THE_END: usize = 6;

/// The words after the author's name in a note about the author.
const AUTHOR_NOTE_STARTS: &[&str] = &[
    " is a",
    " is the ",
    " covers ",
    " writes ",
    " reports on ",
    " has covered ",
    " joined ",
    " has been ",
    " — ",
    " – ",
];

/// The most words of a line that introduces other stories: "Related coverage:".
const LONGEST_LEAD: usize = 4;

/// Captions of at most the first number of words may be equal by chance. Longer captions are
/// repetitions if they start with the same words, up to the second number.
const MIN_REPEATED: usize = 5;
const ENOUGH_REPEATED: usize = 15;

/// How many of the first blocks are checked for the headline and the byline.
const NEAR_THE_START: usize = 4;

/// Reads a page. `name` is safe to show.
///
/// Errors: see [`parse::parse`]; the page has no word.
pub(super) fn read(page: &str, name: &str) -> Result<Document, Error> {
    if is_by_office(page) {
        return read_all(page, name);
    }
    // This runs on a thread of its own: if finding the article panics, the whole page is still
    // read.
    let searched = std::thread::scope(|scope| scope.spawn(|| examine(page, name, true)).join());
    let PageContents {
        all,
        mut about,
        found,
    } = searched.unwrap_or_else(|_| examine(page, name, false))?;
    let (all_words, all_hidden) = (count(&all.blocks), all.hidden);
    let headline = headline(&all, &about.title);
    let mut article = found.filter(|found| is_enough(&found.walked, all_words));
    if let Some(article) = &mut article {
        keep_parts(&mut article.walked.blocks, &all.blocks);
    }
    let is_article = article.is_some();
    if let Some(byline) = article.as_ref().and_then(|found| found.byline.as_ref())
        && about.author.is_empty()
    {
        about.author = about::author_of(byline);
    }
    let mut document = document(article.map_or(all, |found| found.walked), about, &headline);
    let around = all_words.saturating_sub(count(document.blocks()));
    document.leave_out(all_hidden, HIDDEN.0, HIDDEN.1);
    document.leave_out(
        around,
        "word around the article",
        "words around the article",
    );
    if !is_article {
        let note = "No article was found in the page, so all of its text is here";
        document.notes.push(note.to_owned());
    }
    if document.is_empty() {
        let has_pictures = document.left_out.iter().any(|out| out.one == PICTURE);
        let shows = if has_pictures {
            "only pictures"
        } else {
            "no text"
        };
        return Err(Error::refused(
            format!("{name} shows {shows}: there is no word to check in it"),
            "open it in a browser and save it when its text is there, or type the text into a file"
                .to_owned(),
        ));
    }
    Ok(document)
}

/// How many characters of a page are searched for the program that wrote it.
const HEAD: usize = 2048;

/// Whether `LibreOffice` or `OpenOffice` saved a document as this page. Then the whole page is the
/// story, and its source comments are the document's comments.
fn is_by_office(page: &str) -> bool {
    let head: String = page.chars().take(HEAD).collect();
    let mut tags = head.split('<');
    tags.any(|tag| {
        let tag = tag.to_ascii_lowercase();
        let is_office = tag.contains("libreoffice") || tag.contains("openoffice");
        is_office && tag.starts_with("meta name=\"generator\"")
    })
}

/// Reads a page that was converted from a document, so that the whole page is the story. `name` is
/// safe to show.
///
/// Error: see [`parse::parse`].
pub(super) fn read_all(page: &str, name: &str) -> Result<Document, Error> {
    let PageContents { mut all, about, .. } = examine(page, name, false)?;
    // Some converters write "-" if there is no title.
    all.blocks.retain(|block| block.text.trim() != "-");
    let headline = headline(&all, &about.title);
    let hidden = if is_by_office(page) { all.hidden } else { 0 };
    let mut document = document(all, about, &headline);
    document.leave_out(hidden, HIDDEN.0, HIDDEN.1);
    Ok(document)
}

/// The text of a page in two forms: all words, and only those that a browser shows, without hidden
/// or struck text and links to notes. The article is not extracted. `name` is safe to show.
///
/// Error: see [`parse::parse`].
pub(super) fn words_of(page: &str, name: &str) -> Result<[String; 2], Error> {
    let tree = parse::parse(page, name)?;
    let shown = walk::blocks(&tree.root(), &[], false).blocks;
    let shown: Vec<String> = shown.into_iter().map(|block| block.text).collect();
    Ok([walk::all_words(&tree.root()), shown.join("\n")])
}

/// A parsed page.
struct PageContents {
    /// The blocks of the whole page.
    all: Walked,
    /// Its metadata: author, date, address.
    about: About,
    /// Its article, if it was requested and found.
    found: Option<Article>,
}

/// Parses a page and, if `for_article`, finds its article.
fn examine(page: &str, name: &str, for_article: bool) -> Result<PageContents, Error> {
    let tree = parse::parse(page, name)?;
    let notes = notes::of(&tree.root());
    let all = walk::blocks(&tree.root(), &notes, is_by_office(page));
    let about = about::of(&tree, page);
    let is_fit = page.matches('&').count() <= MAX_AMPERSANDS;
    let found = if for_article && is_fit {
        article(tree, &notes)
    } else {
        None
    };
    Ok(PageContents { all, about, found })
}

/// The names of one and of several hidden parts.
const HIDDEN: (&str, &str) = ("hidden part", "hidden parts");

/// The name of a picture.
const PICTURE: &str = "picture";

/// The document of these blocks, below the headline.
fn document(walked: Walked, mut about: About, headline: &str) -> Document {
    let blocks = titled(walked.blocks, headline, &about.author);
    let annotations = walked.annotations;
    if about.title.is_empty() {
        headline.clone_into(&mut about.title);
    }
    let mut document = Document::new(Content::Blocks(blocks));
    document.annotations = annotations;
    document.about = about;
    document.leave_out(walked.pictures, PICTURE, "pictures");
    document.leave_out(walked.struck, "passage struck out", "passages struck out");
    document.leave_out(walked.comments, "comment", "comments");
    document
}

/// The article of a page.
struct Article {
    walked: Walked,
    byline: Option<String>,
}

/// Finds the article of a page.
fn article(page: Page, notes: &[Annotation]) -> Option<Article> {
    let config = Config {
        // `about` reads the page's metadata with a more robust JSON parser.
        disable_json_ld: true,
        keep_classes: true,
        max_elements_to_parse: MAX_ELEMENTS,
        ..Config::default()
    };
    let mut readability = Readability::with_document(page, None, Some(config)).ok()?;
    let found = readability.parse().ok()?;
    let content = readability.doc.select_single("#readability-page-1");
    let walked = walk::blocks(content.nodes().first()?, notes, false);
    Some(Article {
        walked,
        byline: found.byline,
    })
}

/// Restores captions and boilerplate among an article's blocks from the page's blocks, since
/// finding the article renames elements.
fn keep_parts(article: &mut [Block], page: &[Block]) {
    let mut known: HashMap<&str, Option<Part>> = HashMap::new();
    for Block { part, text, .. } in page {
        known
            .entry(text)
            .and_modify(|known| *known = known.filter(|known| Some(*known) == *part))
            .or_insert(*part);
    }
    for Block { part, text, .. } in article {
        let kept = known.get(text.as_str()).copied().flatten();
        if matches!(part, None | Some(Part::Body))
            && matches!(kept, Some(Part::Caption | Part::Boilerplate))
        {
            *part = kept;
        }
    }
}

/// Whether an article is more than a fragment of its page: it has enough words, or a quarter of the
/// page's words.
fn is_enough(article: &Walked, words_of_page: usize) -> bool {
    let found = count(&article.blocks);
    found > 0 && (found >= MIN_WORDS || found * 4 >= words_of_page)
}

fn count(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| words(&block.text).count()).sum()
}

/// The headline of a page: the heading of level 1 with which the page's title begins; else the only
/// such heading, if it is longer than a site's name or there is no title; else the page's title.
fn headline(page: &Walked, title: &str) -> String {
    let firsts: Vec<&str> = page
        .blocks
        .iter()
        .filter(|block| block.part == Some(Part::Title))
        .map(|block| block.text.as_str())
        .collect();
    let named = firsts
        .iter()
        .find(|first| is_same(first, title) || starts_with(title, first));
    let only = match firsts.as_slice() {
        [only] if title.is_empty() || words(only).nth(LONGEST_SITE_NAME).is_some() => Some(only),
        _ => None,
    };
    let headline = named.or(only).copied().unwrap_or(title);
    headline.to_owned()
}

/// The blocks below the headline. Repetitions of the headline near the start are removed. A byline
/// near the start and a note about the author near the end become boilerplate.
fn titled(mut blocks: Vec<Block>, headline: &str, author: &str) -> Vec<Block> {
    if !headline.is_empty() {
        let mut seen = 0;
        blocks.retain(|block| {
            seen += 1;
            let is_near = seen <= NEAR_THE_START || block.part == Some(Part::Title);
            !(is_near && is_same(&block.text, headline))
        });
    }
    mark_repeated(&mut blocks);
    let last = blocks.len().saturating_sub(NEAR_THE_END);
    for (at, Block { part, text, .. }) in blocks.iter_mut().enumerate() {
        let is_byline = || words(text).nth(LONGEST_BYLINE).is_none() && text.contains(author);
        let is_life = || at >= last && is_author_note(text, author);
        let is_open = matches!(part, None | Some(Part::Body | Part::Heading));
        if is_open && !author.is_empty() && (at < NEAR_THE_START && is_byline() || is_life()) {
            *part = Some(Part::Boilerplate);
        }
        if *part == Some(Part::Title) {
            *part = Some(Part::Heading);
        }
    }
    if !headline.is_empty() {
        blocks.insert(0, Block::new(Some(Part::Title), headline.to_owned()));
    }
    blocks
}

/// Whether a text is a note about the author: it begins with the author's name, of at least two
/// words, and continues with a typical phrase.
fn is_author_note(text: &str, author: &str) -> bool {
    let rest = text.strip_prefix(author);
    words(author).nth(1).is_some()
        && rest.is_some_and(|rest| {
            AUTHOR_NOTE_STARTS
                .iter()
                .any(|start| rest.starts_with(start))
        })
}

/// Marks repeated captions, such as those of a gallery, as boilerplate. So are lines with a colon
/// that introduce boilerplate.
fn mark_repeated(blocks: &mut [Block]) {
    let mut seen: HashSet<String> = HashSet::new();
    let mut is_before_boilerplate = false;
    for Block { part, text, .. } in blocks.iter_mut().rev() {
        let leads = text.ends_with(':')
            && (*part == Some(Part::Heading) || words(text).nth(LONGEST_LEAD).is_none());
        if is_before_boilerplate && leads {
            *part = Some(Part::Boilerplate);
        }
        is_before_boilerplate = *part == Some(Part::Boilerplate);
    }
    for Block { text, part, .. } in blocks
        .iter_mut()
        .filter(|block| block.part == Some(Part::Caption))
    {
        let end = words(text)
            .nth(ENOUGH_REPEATED)
            .map_or(text.len(), |word| word.end);
        let is_long = words(text).nth(MIN_REPEATED).is_some();
        if is_long && !seen.insert(text.get(..end).unwrap_or_default().to_lowercase()) {
            *part = Some(Part::Boilerplate);
        }
    }
}

/// Whether two texts have the same words.
fn is_same(one: &str, other: &str) -> bool {
    let of = |text: &str| -> Vec<String> {
        words(text)
            .filter_map(|range| text.get(range))
            .map(str::to_lowercase)
            .collect()
    };
    of(one) == of(other)
}

/// Whether a text starts with another text that is longer than a site's name.
fn starts_with(text: &str, start: &str) -> bool {
    words(start).nth(LONGEST_SITE_NAME).is_some()
        && text.to_lowercase().starts_with(&start.to_lowercase())
}
