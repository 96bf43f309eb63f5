//! From paragraphs to a case: which sentences assert something, whom they credit, and who is who among the sources.

use std::sync::Arc;

use super::Report;
use super::attribution::{Credit, Named, credit};
use super::language::{Language, is_one_word, language_of};
use super::sentences::sentences;
use crate::case::{
    Attribution, Case, Claim, Draft, Mint, Paragraph, Part, Shelf, Source, SourceId, SourceKind,
    Span, Timestamp,
};
use crate::text;

/// A title of this many words is taken to assert something even where no verb is known.
const TELLING_TITLE: usize = 6;

/// The case of a story.
pub(super) fn story(
    paragraphs: Vec<Paragraph>,
    language: Option<Language>,
    name: &str,
    mint: &mut Mint,
    report: &mut Report,
) -> Case {
    let title = paragraphs
        .iter()
        .find(|paragraph| paragraph.part() == Part::Title);
    let title = title
        .or_else(|| {
            paragraphs
                .iter()
                .find(|paragraph| paragraph.part() == Part::Body)
        })
        .or(paragraphs.first());
    let title = title.map_or_else(String::new, |paragraph| {
        text::clip(paragraph.text(), 80).into_owned()
    });
    let mut case = Case::new(mint.id(|_| false), title);
    language
        .map_or("", Language::code)
        .clone_into(&mut case.language);
    let mut people = People::default();
    let mut claims = Vec::new();
    for (place, paragraph) in paragraphs.iter().enumerate() {
        people.last = None;
        let text = paragraph.text();
        let language = language_of(std::iter::once(text))
            .or(language)
            .unwrap_or(Language::English);
        for range in asserting(paragraph, language, report) {
            let Some(words) = text.get(range.clone()) else {
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
            claims.push(Arc::new(claim));
        }
    }
    case.draft = Some(Arc::new(Draft::new(name, paragraphs)));
    finish(case, claims, people, report)
}

/// The case of a list of claims.
pub(super) fn list(
    list: &str,
    name: &str,
    now: Timestamp,
    mint: &mut Mint,
    report: &mut Report,
) -> Case {
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
        claims.push(Arc::new(claim));
    }
    finish(case, claims, people, report)
}

/// A line's leading `0:42` or `1:02:03` and the rest of it.
fn placed(line: &str) -> (&str, &str) {
    let (first, rest) = line.split_once([' ', '\t']).unwrap_or((line, ""));
    let place = first.trim_matches(['[', ']', '(', ')']);
    let parts: Vec<&str> = place.split(':').collect();
    let is_number = |part: &&str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if (2..=3).contains(&parts.len()) && parts.iter().all(is_number) && !rest.trim().is_empty() {
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
fn asserting(
    paragraph: &Paragraph,
    language: Language,
    report: &mut Report,
) -> Vec<std::ops::Range<usize>> {
    let text = paragraph.text();
    if paragraph.part() == Part::Furniture {
        return Vec::new();
    }
    let mut found = Vec::new();
    for range in sentences(text, language) {
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
        if let Some(source) = self
            .sources
            .iter_mut()
            .find(|source| is_same(&source.name, &named.name))
        {
            if source.kind == SourceKind::Other {
                source.kind = named.kind;
            }
            return source.id;
        }
        let mut source = Source::new(mint.id(|_| false), named.name.as_str());
        source.kind = named.kind;
        source.suggested = true;
        let id = source.id;
        self.sources.push(source);
        id
    }
}

/// Whether two names are one but for case, quotation marks and the endings of Cyrillic words.
fn is_same(a: &str, b: &str) -> bool {
    let plain = |name: &str| -> Vec<String> {
        text::words(name)
            .filter_map(|word| name.get(word))
            .map(str::to_lowercase)
            .collect()
    };
    let (a, b) = (plain(a), plain(b));
    a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| is_one_word(a, b))
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
        assert_eq!(placed("0:42"), ("", "0:42"));
        assert_eq!(placed("Psalm 3:4 is long"), ("", "Psalm 3:4 is long"));
    }

    #[test]
    fn inflected_names_are_one_source() {
        assert!(is_same("Зеленський", "Зеленського"));
        assert!(is_same("Міністерство оборони", "міністерства оборони"));
        assert!(
            !is_same("CNN", "CNBC") && !is_same("Київ", "Кишинів") && !is_same("police", "policy")
        );
    }
}
