//! From paragraphs to a case: which sentences assert something, whom they credit, and who is who among the sources.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::attribution::{Credit, Named, credit};
use super::language::{Language, is_cyrillic, is_one_word, language_of};
use super::sentences::sentences;
use super::{MOST_CLAIMS, Report, Unreadable};
use crate::case::{
    Attribution, Case, Claim, Draft, Mint, Paragraph, Part, Shelf, Source, SourceId, SourceKind,
    Span, Timestamp,
};
use crate::text;

/// A title of this many words is taken to assert something even where no verb is known.
const TELLING_TITLE: usize = 6;

/// Cells of a title that is only the start of a paragraph.
const LONGEST_START: usize = 80;

/// The case of a story.
pub(super) fn story(
    paragraphs: Vec<Paragraph>,
    language: Option<Language>,
    name: &str,
    mint: &mut Mint,
    report: &mut Report,
) -> Result<Case, Unreadable> {
    let mut case = Case::new(mint.id(|_| false), title_of(&paragraphs));
    language
        .map_or("", Language::code)
        .clone_into(&mut case.language);
    let headline = paragraphs
        .iter()
        .find(|paragraph| paragraph.part() == Part::Title)
        .map(Paragraph::text);
    let headline = headline
        .unwrap_or_default()
        .trim_end_matches(['.', '!', '…'])
        .to_lowercase();
    let mut people = People::default();
    let mut claims = Vec::new();
    for (place, paragraph) in paragraphs.iter().enumerate() {
        people.last = None;
        let text = paragraph.text();
        let language = language_of(std::iter::once(text))
            .or(language)
            .unwrap_or(Language::English);
        for range in asserting(paragraph, language, report) {
            let range = match paragraph.part() {
                Part::Caption => without_headline(text, range, &headline),
                _ => Some(range),
            };
            let Some((range, words)) =
                range.and_then(|range| Some((range.clone(), text.get(range)?)))
            else {
                report.labels += 1;
                continue;
            };
            let span = Span {
                paragraph: place,
                start: range.start,
                end: range.end,
            };
            let mut claim = Claim::new(mint.id(|_| false), Some(span), words);
            claim.attribution =
                people.credited(credit(words, language.words(), people.last.as_ref()), mint);
            room_for(&claims)?;
            claims.push(Arc::new(claim));
        }
    }
    case.draft = Some(Arc::new(Draft::new(name, paragraphs)));
    Ok(finish(case, claims, people, report))
}

/// What a story is called: by its headline, else by how its first paragraph starts.
fn title_of(paragraphs: &[Paragraph]) -> String {
    let first = |part: Part| {
        paragraphs
            .iter()
            .find(|paragraph| paragraph.part() == part)
            .map(Paragraph::text)
    };
    let start = || {
        first(Part::Body)
            .or(paragraphs.first().map(Paragraph::text))
            .unwrap_or_default()
    };
    first(Part::Title).map_or_else(
        || text::clip(start(), LONGEST_START).into_owned(),
        str::to_owned,
    )
}

/// The case of a list of claims.
pub(super) fn list(
    list: &str,
    name: &str,
    now: Timestamp,
    mint: &mut Mint,
    report: &mut Report,
) -> Result<Case, Unreadable> {
    let language = language_of(std::iter::once(list));
    let mut case = Case::new(mint.id(|_| false), name);
    language
        .map_or("", Language::code)
        .clone_into(&mut case.language);
    let mut people = People::default();
    let mut claims = Vec::new();
    for line in list.lines().map(str::trim) {
        let (place, words) = placed(line);
        if !words.contains(char::is_alphanumeric) {
            report.labels += usize::from(!line.is_empty());
            continue;
        }
        let mut claim = Claim::new(mint.id(|_| false), None, words);
        place.clone_into(&mut claim.place);
        // A millisecond apart, since free-standing claims stand in the order in which they were added.
        claim.added = Some(now.later(i64::try_from(claims.len()).unwrap_or(i64::MAX)));
        let language = language_of(std::iter::once(words))
            .or(language)
            .unwrap_or(Language::English);
        people.last = None;
        claim.attribution = people.credited(credit(words, language.words(), None), mint);
        room_for(&claims)?;
        claims.push(Arc::new(claim));
    }
    Ok(finish(case, claims, people, report))
}

/// Refuses more claims than anybody could check.
fn room_for(claims: &[Arc<Claim>]) -> Result<(), Unreadable> {
    if claims.len() < MOST_CLAIMS {
        return Ok(());
    }
    Err(Unreadable {
        what: format!("this makes more than {MOST_CLAIMS} claims, so it is no story"),
        hint: "cut the story out of it".to_owned(),
    })
}

/// A line's leading `0:42` or `1:02:03` and the rest of it.
fn placed(line: &str) -> (&str, &str) {
    let line = line
        .trim_start_matches(['-', '–', '—', '*', '•'])
        .trim_start();
    let (first, rest) = line.split_once([' ', '\t']).unwrap_or((line, ""));
    let place = first.trim_matches(['[', ']', '(', ')']);
    let parts: Vec<&str> = place.split(':').collect();
    let is_number = |part: &str| {
        part.len() <= 3 && !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    // Minutes and seconds have two digits; the first part may have one to three.
    let is_time = (2..=3).contains(&parts.len())
        && parts.iter().all(|part| is_number(part))
        && parts
            .iter()
            .skip(1)
            .all(|part| part.len() == 2 && *part < "60");
    let is_half_day = ["a.m", "p.m", "am ", "pm "]
        .iter()
        .any(|half| rest.trim_start().to_lowercase().starts_with(half));
    if is_time && !is_half_day && !rest.trim().is_empty() {
        (
            place,
            rest.trim().trim_start_matches(['-', '–', '—']).trim_start(),
        )
    } else {
        ("", line)
    }
}

fn finish(mut case: Case, claims: Vec<Arc<Claim>>, people: People, report: &mut Report) -> Case {
    report.claims = claims.len();
    report.attributed = claims
        .iter()
        .filter(|claim| claim.attribution.is_some())
        .count();
    report.sources = people.sources.len();
    case.language.clone_into(&mut report.language);
    case.sources = people
        .sources
        .into_iter()
        .map(Arc::new)
        .collect::<Shelf<Source>>();
    case.claims = claims.into_iter().collect();
    case
}

/// The byte ranges of the sentences of a paragraph that assert something.
fn asserting(paragraph: &Paragraph, language: Language, report: &mut Report) -> Vec<Range<usize>> {
    let text = paragraph.text();
    if paragraph.part() == Part::Furniture {
        return Vec::new();
    }
    let mut found = Vec::new();
    for range in sentences(text, Some(language)) {
        let sentence = text.get(range.clone()).unwrap_or_default();
        let ending = sentence.trim_end_matches(['"', '”', '»', '’', ')', ']', '*', '\'']);
        if ending.ends_with('?') && credit(sentence, language.words(), None).is_none() {
            report.questions += 1;
        } else if !sentence.contains(char::is_alphabetic)
            || is_label(paragraph.part(), sentence, language)
        {
            report.labels += 1;
        } else {
            found.push(range);
        }
    }
    found
}

/// What of a caption's sentence does not repeat the headline, which is a claim already; none if all of it does.
fn without_headline(text: &str, range: Range<usize>, headline: &str) -> Option<Range<usize>> {
    let sentence = text.get(range.clone())?;
    if headline.is_empty() || !sentence.to_lowercase().starts_with(headline) {
        return Some(range);
    }
    // Letters may change their length in bytes with their case: the headline is counted off in characters.
    let repeated = sentence
        .char_indices()
        .nth(headline.chars().count())
        .map_or(sentence.len(), |(place, _)| place);
    let rest = sentence.get(repeated..)?;
    if rest.starts_with(char::is_alphanumeric) {
        return Some(range);
    }
    let rest = rest.trim_start_matches(|c: char| {
        !c.is_alphanumeric() && !['"', '“', '«', '(', '„'].contains(&c)
    });
    rest.contains(char::is_alphabetic)
        .then(|| range.end - rest.len()..range.end)
}

/// Whether a sentence of a title, heading or caption only names its subject.
fn is_label(part: Part, sentence: &str, language: Language) -> bool {
    let lower = sentence.to_lowercase();
    let words: Vec<&str> = text::words(&lower)
        .filter_map(|word| lower.get(word))
        .collect();
    let known = language.words();
    let asks = words
        .first()
        .is_some_and(|first| known.asking.contains(*first));
    let has_verb = words.iter().any(|word| known.is_verb(word));
    match part {
        Part::Body | Part::Furniture => false,
        Part::Title => asks || (words.len() < TELLING_TITLE && !(words.len() > 1 && has_verb)),
        Part::Heading | Part::Caption => asks || !(words.len() > 2 && has_verb),
    }
}

/// The sources met so far.
#[derive(Debug, Default)]
struct People {
    sources: Vec<Source>,
    /// Places of sources by what names of the same one share: see [`key`]. Names are compared only within one key.
    by_key: HashMap<(usize, String), Vec<usize>>,
    /// Whoever was credited last in this paragraph.
    last: Option<Named>,
}

impl People {
    /// The attribution of a claim, with its sources found or made.
    fn credited(&mut self, credit: Option<Credit>, mint: &mut Mint) -> Option<Attribution> {
        let credit = credit?;
        self.last = credit.chain.first().cloned();
        let mut chain: Vec<SourceId> = Vec::with_capacity(credit.chain.len());
        for named in &credit.chain {
            let id = self.source(named, mint);
            if !chain.contains(&id) {
                chain.push(id);
            }
        }
        Some(Attribution {
            cue: credit.cue,
            hedge: credit.hedge,
            chain,
            suggested: true,
        })
    }

    fn source(&mut self, named: &Named, mint: &mut Mint) -> SourceId {
        let words = plain(&named.name);
        let places = self.by_key.entry(key(&words)).or_default();
        for place in places.iter() {
            if let Some(source) = self
                .sources
                .get_mut(*place)
                .filter(|source| is_same(&plain(&source.name), &words))
            {
                if source.kind == SourceKind::Other {
                    source.kind = named.kind;
                }
                return source.id;
            }
        }
        let mut source = Source::new(mint.id(|_| false), named.name.as_str());
        source.kind = named.kind;
        source.suggested = true;
        let id = source.id;
        places.push(self.sources.len());
        self.sources.push(source);
        id
    }
}

/// The words of a name in lower case.
fn plain(name: &str) -> Vec<String> {
    text::words(name)
        .filter_map(|word| name.get(word))
        .map(str::to_lowercase)
        .collect()
}

/// What all names of one source share: how many words they have, and the first letters of each, as many as a Cyrillic
/// ending leaves alone.
fn key(words: &[String]) -> (usize, String) {
    let start = |word: &String| {
        if is_cyrillic(word) {
            word.chars().take(4).collect()
        } else {
            word.clone()
        }
    };
    (
        words.len(),
        words.iter().map(start).collect::<Vec<String>>().join(" "),
    )
}

/// Whether two names are one but for case, quotation marks and the endings of Cyrillic words.
fn is_same(a: &[String], b: &[String]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_one_word(a, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_a_list_are_clock_times_with_words_after_them() {
        assert_eq!(
            placed("0:42 The sea is rising"),
            ("0:42", "The sea is rising")
        );
        assert_eq!(placed("[1:02:03] — He lies"), ("1:02:03", "He lies"));
        assert_eq!(placed("12 people died"), ("", "12 people died"));
        assert_eq!(placed("- 1:15:00 True?"), ("1:15:00", "True?"));
        assert_eq!(placed("2:1 was the score"), ("", "2:1 was the score"));
        assert_eq!(placed("10:30 a.m. is late"), ("", "10:30 a.m. is late"));
        assert_eq!(placed("0:42"), ("", "0:42"));
        assert_eq!(placed("Psalm 3:4 is long"), ("", "Psalm 3:4 is long"));
    }

    #[test]
    fn inflected_names_are_one_source() {
        let is_same = |a, b| is_same(&plain(a), &plain(b)) && key(&plain(a)) == key(&plain(b));
        assert!(is_same("Зеленський", "Зеленського"));
        assert!(is_same("Міністерство оборони", "міністерства оборони"));
        assert!(
            !is_same("CNN", "CNBC") && !is_same("Київ", "Кишинів") && !is_same("police", "policy")
        );
    }
}
