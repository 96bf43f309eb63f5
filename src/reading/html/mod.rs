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

/// How many words an article must have, unless the page itself has few.
const MIN_WORDS: usize = 40;

/// How many words a byline may have: a name, a date, a time, a place.
const MAX_BYLINE_WORDS: usize = 14;

/// How many words the name of a site may have. It may be a heading of level 1 on each page.
const MAX_SITE_NAME_WORDS: usize = 3;

/// How many of the last blocks are checked for a note about the author.
const BLOCKS_NEAR_END: usize = 6;

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

/// How many words a line that introduces other stories may have: "Related coverage:".
const MAX_LEAD_WORDS: usize = 4;

/// Captions of at most the first number of words may be equal by chance. Longer captions are
/// repetitions if their first words are equal, up to the second number of words.
const MIN_REPEATED_WORDS: usize = 5;
const MAX_COMPARED_WORDS: usize = 15;

/// How many of the first blocks are checked for the headline and the byline.
const BLOCKS_NEAR_START: usize = 4;

/// Reads a page. `name` is safe to show.
///
/// Errors: see [`parse::parse`]; the page has no word.
pub(super) fn read(page: &str, name: &str) -> Result<Document, Error> {
    if is_by_office(page) {
        return read_all(page, name);
    }
    // The search runs on a thread of its own. If it panics, the whole page is read.
    let searched = std::thread::scope(|scope| scope.spawn(|| parse_page(page, name, true)).join());
    let PageContents {
        all,
        mut about,
        found,
    } = searched.unwrap_or_else(|_| parse_page(page, name, false))?;
    let (all_words, all_hidden) = (count(&all.blocks), all.hidden);
    let headline = headline(&all, &about.title);
    let mut article = found.filter(|found| is_enough(&found.walked, all_words));
    if let Some(article) = &mut article {
        restore_parts(&mut article.walked.blocks, &all.blocks);
    }
    let is_article = article.is_some();
    if let Some(byline) = article.as_ref().and_then(|found| found.byline.as_ref())
        && about.author.is_empty()
    {
        about.author = about::author_of(byline);
    }
    let mut document = document(article.map_or(all, |found| found.walked), about, &headline);
    let words_outside = all_words.saturating_sub(count(document.blocks()));
    document.leave_out(all_hidden, HIDDEN.0, HIDDEN.1);
    document.leave_out(
        words_outside,
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
const CHARS_SEARCHED: usize = 2048;

/// Whether `LibreOffice` or `OpenOffice` saved a document as this page. In such a page all of the
/// text is the story, and the comments in its source are the document's comments.
fn is_by_office(page: &str) -> bool {
    let head: String = page.chars().take(CHARS_SEARCHED).collect();
    let mut tags = head.split('<');
    tags.any(|tag| {
        let tag = tag.to_ascii_lowercase();
        let is_office = tag.contains("libreoffice") || tag.contains("openoffice");
        is_office && tag.starts_with("meta name=\"generator\"")
    })
}

/// Reads a page that was converted from a document. All of its text is the story. `name` is safe to
/// show.
///
/// Error: see [`parse::parse`].
pub(super) fn read_all(page: &str, name: &str) -> Result<Document, Error> {
    let PageContents { mut all, about, .. } = parse_page(page, name, false)?;
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
fn parse_page(page: &str, name: &str, for_article: bool) -> Result<PageContents, Error> {
    let tree = parse::parse(page, name)?;
    let notes = notes::of(&tree.root());
    let all = walk::blocks(&tree.root(), &notes, is_by_office(page));
    let about = about::of(&tree, page);
    let is_searchable = page.matches('&').count() <= MAX_AMPERSANDS;
    let found = if for_article && is_searchable {
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

/// The document of these blocks, with the headline first.
fn document(walked: Walked, mut about: About, headline: &str) -> Document {
    let blocks = with_title(walked.blocks, headline, &about.author);
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

/// Gives the captions and boilerplate of an article the kinds that they have in the whole page. The
/// search for the article loses them, since it renames elements.
fn restore_parts(article: &mut [Block], page: &[Block]) {
    let mut known: HashMap<&str, Option<Part>> = HashMap::new();
    for Block { part, text, .. } in page {
        known
            .entry(text)
            .and_modify(|known| *known = known.filter(|known| Some(*known) == *part))
            .or_insert(*part);
    }
    for Block { part, text, .. } in article {
        let known_part = known.get(text.as_str()).copied().flatten();
        if matches!(part, None | Some(Part::Body))
            && matches!(known_part, Some(Part::Caption | Part::Boilerplate))
        {
            *part = known_part;
        }
    }
}

/// Whether an article is more than a fragment of its page: it has enough words, or at least a
/// quarter of the page's words.
fn is_enough(article: &Walked, words_of_page: usize) -> bool {
    let found = count(&article.blocks);
    found > 0 && (found >= MIN_WORDS || found * 4 >= words_of_page)
}

fn count(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| words(&block.text).count()).sum()
}

/// The headline of a page. It is the heading of level 1 with which the page's title begins; else
/// the only heading of level 1, if it is longer than a site's name or there is no title; else the
/// page's title.
fn headline(page: &Walked, title: &str) -> String {
    let top_headings: Vec<&str> = page
        .blocks
        .iter()
        .filter(|block| block.part == Some(Part::Title))
        .map(|block| block.text.as_str())
        .collect();
    let named = top_headings
        .iter()
        .find(|first| is_same(first, title) || starts_with(title, first));
    let only = match top_headings.as_slice() {
        [only] if title.is_empty() || words(only).nth(MAX_SITE_NAME_WORDS).is_some() => Some(only),
        _ => None,
    };
    let headline = named.or(only).copied().unwrap_or(title);
    headline.to_owned()
}

/// Puts the headline before the blocks and removes its repetitions near the start. A byline near
/// the start and a note about the author near the end become boilerplate.
fn with_title(mut blocks: Vec<Block>, headline: &str, author: &str) -> Vec<Block> {
    if !headline.is_empty() {
        let mut seen = 0;
        blocks.retain(|block| {
            seen += 1;
            let is_near = seen <= BLOCKS_NEAR_START || block.part == Some(Part::Title);
            !(is_near && is_same(&block.text, headline))
        });
    }
    mark_repeated(&mut blocks);
    let last = blocks.len().saturating_sub(BLOCKS_NEAR_END);
    for (at, Block { part, text, .. }) in blocks.iter_mut().enumerate() {
        let is_byline = || words(text).nth(MAX_BYLINE_WORDS).is_none() && text.contains(author);
        let is_author_note_near_end = || at >= last && is_author_note(text, author);
        let may_be_boilerplate = matches!(part, None | Some(Part::Body | Part::Heading));
        if may_be_boilerplate
            && !author.is_empty()
            && (at < BLOCKS_NEAR_START && is_byline() || is_author_note_near_end())
        {
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

/// Whether a text is a note about the author: it begins with the author's name (at least two words)
/// and a phrase such as "is a".
fn is_author_note(text: &str, author: &str) -> bool {
    let rest = text.strip_prefix(author);
    words(author).nth(1).is_some()
        && rest.is_some_and(|rest| {
            AUTHOR_NOTE_STARTS
                .iter()
                .any(|start| rest.starts_with(start))
        })
}

/// Marks repeated captions, such as those of a gallery, as boilerplate, and lines with a colon that
/// introduce boilerplate.
fn mark_repeated(blocks: &mut [Block]) {
    let mut seen: HashSet<String> = HashSet::new();
    let mut is_before_boilerplate = false;
    for Block { part, text, .. } in blocks.iter_mut().rev() {
        let leads = text.ends_with(':')
            && (*part == Some(Part::Heading) || words(text).nth(MAX_LEAD_WORDS).is_none());
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
            .nth(MAX_COMPARED_WORDS)
            .map_or(text.len(), |word| word.end);
        let is_long = words(text).nth(MIN_REPEATED_WORDS).is_some();
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
    words(start).nth(MAX_SITE_NAME_WORDS).is_some()
        && text.to_lowercase().starts_with(&start.to_lowercase())
}
