//! From paragraphs to a case: which sentences assert something, whom they credit, and who is who among the sources.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::attribution::{Cast, Credit, Who, credits, inside, is_transcript, spoken_by};
use super::entry::{Check, Entry};
use super::kinds::is_credit;
use super::language::{Language, language_of, nearest, own_and_nearest, words_of};
use super::sentences::sentences;
use super::turn::{Told, Turn};
use super::words::{Words, is_one_word};
use super::{MOST_CLAIMS, Progress, Report};
use crate::case::ops::Proposed;
use crate::case::{
    Attribution, Case, Claim, Draft, Evidence, Mint, Nature, Paragraph, Part, Question, Shelf,
    Source, SourceId, SourceKind, Span, Stance, Timestamp, source_named,
};
use crate::error::Error;
use crate::text;

/// A title of this many words is taken to assert something even where no verb is known.
const TELLING_TITLE: usize = 6;

/// The same, where the reader does not know the language and so no verb.
const FEWEST_OF_FOREIGN: usize = 3;

/// What says where, when and by which agency has no more words than this.
const LONGEST_DATELINE: usize = 6;

/// Cells of a title that is only the start of a paragraph.
const LONGEST_START: usize = 80;

/// The case of a story: of its paragraphs, and of what the format tells of each.
pub(super) fn story(
    (paragraphs, told): (Vec<Paragraph>, &[Told]),
    language: Option<Language>,
    name: &str,
    mint: &mut Mint,
    report: &mut Report,
    progress: &mut Progress<'_>,
) -> Result<Case, Error> {
    let all: usize = paragraphs
        .iter()
        .map(|paragraph| paragraph.text().len())
        .sum();
    let mut read = 0;
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
    let mut cast = Cast::default();
    cast.is_transcript = is_transcript(paragraphs.iter().map(Paragraph::text), words_of(language));
    let texts: Vec<&str> = paragraphs.iter().map(Paragraph::text).collect();
    let goes_on = inside(&texts);
    let mut proposed: Vec<(Claim, Option<Credit>)> = Vec::new();
    for (place, paragraph) in paragraphs.iter().enumerate() {
        let text = paragraph.text();
        let (own, nearest) = own_and_nearest(text, language);
        if let Some(other) = own.filter(|other| Some(*other) != language) {
            *report.others.entry(other.code()).or_default() += 1;
        }
        progress(share(read, all));
        read += text.len();
        let turn = match told.get(place) {
            Some(Told::Label) => continue,
            Some(Told::Turn(turn)) => Some(turn),
            Some(Told::Nothing) | None => None,
        };
        if paragraph.part() == Part::Boilerplate {
            continue;
        }
        let language = nearest;
        let words = words_of(language);
        let ranges = sentences(text, language);
        let ranges = turn.map_or(ranges.clone(), |turn| turn.sentences(ranges));
        // Before anybody asks whom each of them credits, which takes many times as long.
        has_room(proposed.len() + ranges.len())?;
        // In a language that the reader does not know nobody is credited.
        cast.is_inside = goes_on.get(place).copied().unwrap_or_default();
        let mut credits = match language {
            Some(_) => credits(text, &ranges, paragraph.part(), words, &mut cast),
            None => vec![None; ranges.len()],
        };
        // What the format says of the speaker holds in any language.
        if let Some(turn) = turn.filter(|turn| !turn.speakers.is_empty()) {
            for credit in &mut credits {
                spoken_by(turn, words, credit, &mut cast);
            }
        }
        if let Some(Some(first)) = credits.first()
            && first.is_of_before
            && let Some((_, last)) = proposed.last_mut()
        {
            last.get_or_insert_with(|| Credit {
                is_of_before: false,
                ..first.clone()
            });
        }
        for (range, credit) in ranges.into_iter().zip(credits) {
            let sentence = text.get(range.clone()).unwrap_or_default();
            if !asserts(paragraph.part(), sentence, words, credit.is_some(), report) {
                continue;
            }
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
            claim.place = turn.map_or_else(String::new, |turn| turn.place(range.start).to_owned());
            proposed.push((claim, credit));
        }
    }
    case.draft = Some(Arc::new(Draft::new(name, paragraphs)));
    Ok(finish(case, proposed, &cast, mint, report))
}

/// A part of a whole, both in bytes, as a share.
#[allow(clippy::cast_precision_loss, reason = "a share for people to look at")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// What the claims of one paragraph of a case would be if it were of this kind. Sources that the case has under the same
/// name are the case's.
pub fn proposals(case: &Case, paragraph: usize, part: Part, mint: &mut Mint) -> Proposed {
    let text = case
        .draft
        .as_ref()
        .and_then(|draft| draft.paragraphs.get(paragraph));
    let Some(text) = text.filter(|_| part != Part::Boilerplate) else {
        return Proposed::default();
    };
    let alone = vec![Paragraph::new(part, text.text().to_owned())];
    let language = Language::of_code(&case.language);
    let Ok(read) = story(
        (alone, &[]),
        language,
        "",
        mint,
        &mut Report::default(),
        &mut |_| (),
    ) else {
        return Proposed::default();
    };
    let known = |source: &Source| source_named(case, &source.name);
    let same: HashMap<SourceId, SourceId> = read
        .sources
        .iter()
        .filter_map(|source| Some((source.id, known(source)?.id)))
        .collect();
    let claims = read.claims.iter().map(|claim| {
        let mut claim = Claim::clone(claim);
        claim.span = claim.span.map(|span| Span { paragraph, ..span });
        for id in claim
            .attribution
            .iter_mut()
            .flat_map(|credit| credit.chain.iter_mut().chain(&mut credit.candidates))
        {
            *id = same.get(id).copied().unwrap_or(*id);
        }
        claim
    });
    let sources = read
        .sources
        .iter()
        .filter(|source| !same.contains_key(&source.id))
        .map(|source| {
            let mut source = Source::clone(source);
            for id in &mut source.relies_on {
                *id = same.get(id).copied().unwrap_or(*id);
            }
            source
        });
    Proposed {
        claims: claims.collect(),
        sources: sources.collect(),
    }
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

/// The case of a list of claims, a line each.
pub(super) fn list(
    list: &str,
    name: &str,
    now: Timestamp,
    mint: &mut Mint,
    report: &mut Report,
) -> Result<Case, Error> {
    let row = |line: &str| {
        let (place, words) = placed(line.trim());
        Entry {
            text: words.to_owned(),
            place: place.to_owned(),
            ..Entry::default()
        }
    };
    let lines = list.lines().filter(|line| !line.trim().is_empty());
    // One more than there may be tells that there are too many.
    let all: Vec<Entry> = lines.map(row).collect();
    rows(&all, name, now, mint, report)
}

/// The case of a list whose rows say more than the words of its claims.
pub(super) fn rows(
    rows: &[Entry],
    name: &str,
    now: Timestamp,
    mint: &mut Mint,
    report: &mut Report,
) -> Result<Case, Error> {
    let language = language_of(rows.iter().map(|row| row.text.as_str()));
    let mut case = Case::new(mint.id(|_| false), name);
    language
        .map_or("", Language::code)
        .clone_into(&mut case.language);
    let mut cast = Cast::default();
    let mut proposed = Vec::new();
    let mut checked: Vec<(usize, &Check)> = Vec::new();
    for row in rows {
        let words = row.text.as_str();
        if !words.contains(char::is_alphanumeric) {
            report.labels += 1;
            continue;
        }
        let mut claim = Claim::new(mint.id(|_| false), None, words);
        row.place.clone_into(&mut claim.place);
        // A millisecond apart, since free-standing claims stand in the order in which they were added.
        claim.added = Some(now.later(i64::try_from(proposed.len()).unwrap_or(i64::MAX)));
        let language = nearest(words, language);
        // Rows have nothing to do with one another: "she" in one is nobody of another.
        cast.part();
        let whole = std::iter::once(0..words.len()).collect::<Vec<_>>();
        let mut credit = language.and_then(|language| {
            credits(words, &whole, Part::Body, language.words(), &mut cast)
                .pop()
                .flatten()
        });
        if !row.speaker.is_empty() {
            let turn = Turn {
                speakers: vec![row.speaker.clone()],
                is_post: true,
                ..Turn::default()
            };
            spoken_by(&turn, words_of(language), &mut credit, &mut cast);
        }
        has_room(proposed.len() + 1)?;
        checked.extend(row.checks.iter().map(|check| (proposed.len(), check)));
        proposed.push((claim, credit));
    }
    let mut case = finish(case, proposed, &cast, mint, report);
    suggest(&mut case, &checked, name, now, mint);
    report.suggested = checked.len();
    Ok(case)
}

/// Puts what others have found on claims (by their place in the list) into the case: as suggested evidence, which counts for
/// nothing until a person accepts it, of whoever found it, else of the list.
fn suggest(
    case: &mut Case,
    checked: &[(usize, &Check)],
    list: &str,
    now: Timestamp,
    mint: &mut Mint,
) {
    let mut known: HashMap<String, SourceId> = case
        .sources
        .iter()
        .map(|source| (source.name.clone(), source.id))
        .collect();
    let mut made: Vec<Source> = Vec::new();
    let mut source = |check: &Check, mint: &mut Mint| {
        let (name, kind) = match (check.by.as_str(), host(&check.url)) {
            ("", "") => (list, SourceKind::Document),
            ("", host) => (host, SourceKind::Outlet),
            (by, _) => (by, SourceKind::Outlet),
        };
        *known.entry(name.to_owned()).or_insert_with(|| {
            let mut source = Source::new(mint.id(|_| false), name);
            source.kind = kind;
            source.suggested = true;
            let id = source.id;
            made.push(source);
            id
        })
    };
    let mut items: HashMap<usize, Vec<Evidence>> = HashMap::new();
    for (at, check) in checked {
        let by = if check.by.is_empty() { list } else { &check.by };
        items.entry(*at).or_default().push(Evidence {
            id: mint.id(|_| false),
            by: by.to_owned(),
            at: now,
            source: source(check, mint),
            question: Question::Fact,
            stance: Stance::Context,
            nature: Nature::Secondary,
            credibility: None,
            quote: String::new(),
            locator: String::new(),
            url: check.url.clone(),
            accessed: None,
            archived: String::new(),
            file: None,
            note: check.note.clone(),
            suggested: true,
        });
    }
    let claims = case.claims.iter().enumerate().map(|(at, claim)| {
        let Some(items) = items.remove(&at) else {
            return Arc::clone(claim);
        };
        let mut claim = Claim::clone(claim);
        claim.evidence = items;
        Arc::new(claim)
    });
    case.claims = claims.collect();
    case.sources = case
        .sources
        .iter()
        .cloned()
        .chain(made.into_iter().map(Arc::new))
        .collect();
    case.sort();
}

/// The host of an address, without `www.`; empty where there is none.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

/// Refuses more claims than anybody could check.
fn has_room(claims: usize) -> Result<(), Error> {
    if claims <= MOST_CLAIMS {
        return Ok(());
    }
    Err(Error::refused(
        format!("this makes more than {MOST_CLAIMS} claims, so it is not a story"),
        "cut the story out of it".to_owned(),
    ))
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

/// The case with its claims and everybody whom they credit.
fn finish(
    mut case: Case,
    proposed: Vec<(Claim, Option<Credit>)>,
    cast: &Cast,
    mint: &mut Mint,
    report: &mut Report,
) -> Case {
    let mut sources = Sources {
        cast,
        made: HashMap::new(),
    };
    report.claims = proposed.len();
    let claim = |(mut claim, credit): (Claim, Option<Credit>)| {
        claim.attribution = credit.and_then(|credit| sources.attribution(credit, mint));
        let is_unsure = !claim.candidates().is_empty();
        report.unsure += usize::from(is_unsure);
        report.attributed += usize::from(claim.attribution.is_some() && !is_unsure);
        Arc::new(claim)
    };
    case.claims = proposed.into_iter().map(claim).collect();
    case.sources = sources.shelf();
    let credited: HashSet<SourceId> = case
        .claims
        .iter()
        .filter_map(|claim| claim.attribution.as_ref())
        .flat_map(|credit| credit.chain.iter().copied())
        .collect();
    report.sources = credited.len();
    case.language.clone_into(&mut report.language);
    case
}

/// Whether a sentence asserts something. `is_credited`: somebody is said to say it.
fn asserts(
    part: Part,
    sentence: &str,
    words: &Words,
    is_credited: bool,
    report: &mut Report,
) -> bool {
    let ending =
        sentence.trim_end_matches(['"', '”', '»', '’', ')', ']', '*', '\'', '」', '』', '）']);
    let asks = || {
        let lower = sentence.to_lowercase();
        let quoted = ["?”", "?\"", "?»", "?’", "? –", "? —"]
            .iter()
            .any(|mark| lower.contains(mark));
        quoted
            && text::words(&lower)
                .filter_map(|word| lower.get(word))
                .any(|word| words.asks.contains(word))
    };
    if ends_as_question(ending) || asks() {
        report.questions += 1;
        return false;
    }
    let is_label = !sentence.contains(char::is_alphabetic)
        || (part == Part::Heading && opens_a_question(sentence, words))
        || (!is_credited && (is_label(part, sentence, words) || is_dateline(sentence, words)));
    report.labels += usize::from(is_label);
    !is_label
}

/// Whether a sentence ends with the mark of a question, in whatever script.
fn ends_as_question(sentence: &str) -> bool {
    let is_greek = |c: char| ('\u{370}'..='\u{3ff}').contains(&c);
    sentence.ends_with(['?', '？', '؟', '\u{37e}', '՞'])
        || sentence
            .strip_suffix(';')
            .is_some_and(|rest| rest.ends_with(is_greek))
}

/// What of a caption's sentence does not repeat the headline, which is a claim already; none if all of it does.
///
/// The part before its first colon, semicolon or dash repeats it if the headline has nearly all of its words.
fn without_headline(text: &str, range: Range<usize>, headline: &str) -> Option<Range<usize>> {
    let sentence = text.get(range.clone())?;
    let marks = [':', ';', '–', '—', '.', '!', '|'];
    let parts = sentence
        .char_indices()
        .filter(|(_, c)| marks.contains(c))
        .map(|(place, c)| (place, place + c.len_utf8()))
        .chain([(sentence.len(), sentence.len())]);
    let mut rest = 0;
    for (end, next) in parts {
        if !sentence
            .get(rest..end)
            .is_some_and(|part| repeats(part, headline))
        {
            break;
        }
        rest = next;
    }
    let rest = sentence.get(rest..)?;
    if rest.len() == sentence.len() {
        return Some(range);
    }
    let rest = rest.trim_start_matches(|c: char| {
        !c.is_alphanumeric() && !['"', '“', '«', '(', '„'].contains(&c)
    });
    rest.contains(char::is_alphabetic)
        .then(|| range.end - rest.len()..range.end)
}

/// Whether a text of some words has hardly one that the headline has not.
fn repeats(text: &str, headline: &str) -> bool {
    let known: Vec<&str> = text::words(headline)
        .filter_map(|word| headline.get(word))
        .collect();
    let lower = text.to_lowercase();
    let words: Vec<&str> = text::words(&lower)
        .filter_map(|word| lower.get(word))
        .collect();
    let is_known = |word: &&&str| {
        known
            .iter()
            .any(|known| known == *word || is_one_word(known, word))
    };
    words.len() > 2 && words.iter().filter(is_known).count() * 10 >= words.len() * 9
}

/// Whether a subhead asks: "What the law says".
fn opens_a_question(sentence: &str, words: &Words) -> bool {
    let lower = sentence.to_lowercase();
    let first = text::words(&lower).next().and_then(|word| lower.get(word));
    first.is_some_and(|first| words.asking.contains(first))
}

/// Whether a sentence only says where, when and by which agency: "МОСКВА, 5 марта.", "/ТАСС/."
fn is_dateline(sentence: &str, words: &Words) -> bool {
    let all: Vec<&str> = text::words(sentence)
        .filter_map(|word| sentence.get(word))
        .collect();
    let is_name = |word: &&str| {
        let lower = word.to_lowercase();
        word.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
            || words.months.contains(&lower)
            || words.inside.contains(&lower)
    };
    let shouts = all
        .first()
        .is_some_and(|first| first.chars().count() > 1 && !first.contains(char::is_lowercase));
    let ends = sentence.trim_end().ends_with(['.', '/', '—', '–', '-']);
    all.len() <= LONGEST_DATELINE
        && ends
        && (shouts || sentence.starts_with('/'))
        && all.iter().all(is_name)
}

/// Whether a sentence of a title, heading or caption only names its subject.
fn is_label(part: Part, sentence: &str, known: &Words) -> bool {
    let lower = sentence.to_lowercase();
    let words: Vec<&str> = text::words(&lower)
        .filter_map(|word| lower.get(word))
        .collect();
    let asks = words
        .first()
        .is_some_and(|first| known.asking.contains(*first));
    let has_verb = words.iter().any(|word| known.is_verb(word));
    if known.code.is_empty() {
        return part != Part::Body && words.len() < FEWEST_OF_FOREIGN;
    }
    match part {
        Part::Body | Part::Boilerplate => false,
        Part::Title => asks || (words.len() < TELLING_TITLE && !(words.len() > 1 && has_verb)),
        Part::Caption if is_credit(sentence, known) => true,
        Part::Heading | Part::Caption => asks || !(words.len() > 2 && has_verb),
    }
}

/// The sources of a case, made of those of the cast who are credited.
struct Sources<'a> {
    cast: &'a Cast,
    made: HashMap<Who, Source>,
}

impl Sources<'_> {
    /// The attribution that a credit is, with its sources made.
    fn attribution(&mut self, credit: Credit, mint: &mut Mint) -> Option<Attribution> {
        let mut made = |all: &[Who]| -> Vec<SourceId> {
            all.iter()
                .filter_map(|who| self.source(*who, mint))
                .collect()
        };
        let (mut chain, mut candidates) = (made(&credit.chain), made(&credit.candidates));
        // One candidate is no question, and with a chain there is none.
        if candidates.len() < 2 {
            chain.append(&mut candidates);
        } else {
            chain.clear();
        }
        (!chain.is_empty() || !candidates.is_empty()).then_some(Attribution {
            cue: credit.cue,
            hedge: credit.hedge,
            chain,
            candidates,
            suggested: true,
        })
    }

    fn source(&mut self, who: Who, mint: &mut Mint) -> Option<SourceId> {
        if let Some(source) = self.made.get(&who) {
            return Some(source.id);
        }
        let somebody = self.cast.get(who)?;
        let mut source = Source::new(mint.id(|_| false), somebody.name.as_str());
        source.kind = somebody.kind;
        source.suggested = true;
        let id = source.id;
        self.made.insert(who, source);
        Some(id)
    }

    /// All of them, with on whom they rely among themselves.
    fn shelf(mut self) -> Shelf<Source> {
        let ids: HashMap<Who, SourceId> = self
            .made
            .iter()
            .map(|(who, source)| (*who, source.id))
            .collect();
        for (who, source) in &mut self.made {
            let relied_on = self
                .cast
                .get(*who)
                .map(|somebody| somebody.relies_on.as_slice());
            source.relies_on = relied_on
                .unwrap_or_default()
                .iter()
                .filter_map(|who| ids.get(who).copied())
                .collect();
        }
        self.made.into_values().map(Arc::new).collect()
    }
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
}
