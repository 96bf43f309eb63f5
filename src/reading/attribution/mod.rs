//! Finds whom the sentences of a paragraph credit: the cue, the hedge, and the chain of sources.
//!
//! `phrases` finds the noun phrases outside of quotations, and `clause` decides which of them are
//! credited. `cast` keeps everybody whom the story has named, and `resolved` looks up there whom
//! the credited phrases mean. `quotations` extends a credit to the other sentences of a quotation,
//! and `doubt` turns an unsure credit into a question.

mod asides;
mod behind;
mod borders;
mod by_phrase;
mod cast;
mod choice;
mod clause;
mod counted;
mod described;
mod doubt;
mod extent;
mod finding;
#[cfg(test)]
mod fit;
mod inflect;
mod joining;
mod labels;
mod layout;
mod likeness;
mod links;
mod meaning;
mod name_words;
mod naming;
mod no_credit;
mod noticing;
mod others_names;
mod phrases;
mod quotations;
mod relative;
mod reported;
mod resolved;
mod right;
mod sides;
mod signs;
mod somebody;
mod speech;
mod statement;
mod subject;
mod together;
mod tokens;
mod verb_beside;
mod verbs;
mod way;
mod ways;

use std::ops::Range;

pub(super) use self::cast::Cast;
use self::choice::Meant;
use self::clause::{Clause, Found};
pub(super) use self::inflect::forms_of_name;
pub(super) use self::labels::is_transcript;
use self::phrases::{Mention, Phrase};
pub(super) use self::quotations::Credit;
use self::quotations::{Line, Opens, Speech, ask_of_speakers, credit_announced, share};
use self::resolved::resolved;
pub(super) use self::somebody::Who;
use self::speech::tokens;
pub(super) use self::speech::{inside, left_open};
use self::tokens::{Token, TokenKind};
#[cfg(test)]
pub(super) use self::way::note_ways;
pub(super) use self::way::{Signs, Way};
use super::turn::Turn;
use super::words::{Case, Words};
use crate::case::Part;

/// The credit of each sentence of a paragraph, in order. None for a sentence that credits nobody.
pub(super) fn credits(
    text: &str,
    sentences: &[Range<usize>],
    part: Part,
    words: &Words,
    cast: &mut Cast,
) -> Vec<Option<Credit>> {
    let mut tokens = tokens(text, cast.is_inside);
    for token in &mut tokens {
        token.keep_name(text, &words.enclitics);
    }
    cast.next_paragraph();
    let announced = std::mem::take(&mut cast.announced);
    let speaking = cast
        .is_transcript
        .then(|| labels::label(text, &tokens, words))
        .flatten();
    let speaker = speaking.as_ref().and_then(|label| label.who(cast));
    let mut from = 0;
    let mut lines: Vec<Line> = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let start = from + count(&tokens, from, sentence.start);
        let start = behind_dateline(text, &tokens, start);
        let end = start + count(&tokens, start, sentence.end);
        from = end;
        // The sentences of one quotation count as one, so that its length does not make anybody
        // before it seem long past.
        let speech = Speech::of(&tokens, start..end);
        let goes_on = speech.is_all
            && lines
                .last()
                .is_some_and(|before| before.speech.is_all && before.speech.last == speech.first);
        if !goes_on {
            cast.next_sentence();
        }
        let before = cast.last();
        let asked = cast.asked.clone();
        // In a transcript the name before the colon is not part of the statement.
        let label_end = speaking.as_ref().map_or(0, |label| label.end);
        let clause = Clause::new(
            text,
            &tokens,
            words,
            start.max(label_end)..end.max(label_end),
            part,
        );
        let found = clause.credit();
        let is_of_before = found.as_ref().is_some_and(|found| found.is_of_before);
        let named: Vec<Range<usize>> = found
            .iter()
            .flat_map(|found| &found.chain)
            .map(|mention| mention.phrase.words.clone())
            .collect();
        let described_ahead = described_ahead(found.as_ref(), &clause);
        notice_before(&named, &described_ahead, &clause, cast);
        // "And from the chairwoman, Ann Lee:" announces that the next paragraph is a quotation of
        // hers.
        if let Some(mention) = clause.announced().filter(|_| found.is_none())
            && let Meant::One(who) = cast.resolve(&mention, clause.phrases())
        {
            cast.credit(who);
            cast.announced = vec![who];
        }
        let credit = found.and_then(|found| resolved(&found, &clause, cast));
        if let Some(credit) = credit.as_ref().filter(|credit| credit.chain.is_empty()) {
            cast.asked.clone_from(&credit.candidates);
        }
        notice_others(&named, &described_ahead, &clause, cast);
        let mut credit = credit;
        if let (true, Some(credit)) = (is_of_before, &mut credit) {
            match lines.last_mut() {
                Some(last) => {
                    last.credit
                        .get_or_insert_with(|| credit.of_sentence_before(cast));
                }
                None => credit.is_of_before = true,
            }
        }
        let colon = colon_behind_credit(&tokens, start..end, &named, words);
        lines.push(Line {
            speech,
            acting: opening_person(&clause, cast),
            opens: opened_by_colon(&tokens, colon),
            is_said_before: is_speaker_behind(&named, start..end),
            is_of_speaker: part == Part::Body && is_of_speaker(&tokens, start..end, words),
            credit,
            before,
            asked,
            at: cast.now,
        });
    }
    if part == Part::Body {
        credit_announced(&announced, &mut lines);
    }
    credit_the_rest(&tokens, &mut lines, cast);
    let mut credits: Vec<Option<Credit>> = lines.into_iter().map(|line| line.credit).collect();
    if let Some(who) = speaker {
        for credit in &mut credits {
            put_speaker_first(who, credit);
        }
        cast.credit(who);
    }
    credits
}

/// The person with whose name or pronoun a sentence opens, if the story knows them.
fn opening_person(clause: &Clause, cast: &mut Cast) -> Option<Who> {
    let mention = Mention {
        phrase: clause.opening()?,
        case: Case::Nominative,
    };
    let who = cast.known(&mention, clause.phrases())?;
    if mention.phrase.is_pronoun {
        cast.goes_on_about(who);
    }
    Some(who)
}

/// Credits the sentences that credit nobody themselves, and notes whom a colon at the end of the
/// paragraph announces.
fn credit_the_rest(tokens: &[Token], lines: &mut [Line], cast: &mut Cast) {
    if cast.announced.is_empty() {
        cast.announced = announces(lines);
    }
    if !asks_in_dialogue(tokens, lines) {
        share(lines, cast);
        ask_of_speakers(lines, cast);
    }
}

/// What the colon of a sentence opens: the next paragraph if it is the last token, the rest of this
/// one if an unquoted statement follows ("Lee said: We were late. Nobody told us.").
fn opened_by_colon(tokens: &[Token], colon: Option<usize>) -> Opens {
    let Some(rest) = colon.and_then(|colon| tokens.get(colon + 1..)) else {
        return Opens::Nothing;
    };
    let is_quoted = |token: &Token| {
        token.speech.is_some() || token.kind == TokenKind::OpenQuote || token.is("\"")
    };
    match rest.first() {
        None => Opens::Next,
        Some(first) if first.is_word() && first.is_capital && !rest.iter().any(is_quoted) => {
            Opens::Rest
        }
        Some(_) => Opens::Nothing,
    }
}

/// The colon of a sentence, if it stands right behind a verb of saying or a credited phrase: "Lee
/// said:", and not "Lee denies the idea that it was late: The".
fn colon_behind_credit(
    tokens: &[Token],
    sentence: Range<usize>,
    named: &[Range<usize>],
    words: &Words,
) -> Option<usize> {
    let colon = sentence.clone().find(|place| is_at(tokens, *place, ":"))?;
    let before = colon.checked_sub(1).and_then(|before| tokens.get(before))?;
    let is_beside =
        words.cues.verbs.contains(&before.lower) || named.iter().any(|words| words.end == colon);
    is_beside.then_some(colon)
}

/// Adds the phrases before the first credited one to the cast before the credit is resolved, so
/// that a pronoun can mean them: "The leader accused the council, which, he said, …".
fn notice_before(
    named: &[Range<usize>],
    described_ahead: &[Range<usize>],
    clause: &Clause,
    cast: &mut Cast,
) {
    let first = named.iter().map(|words| words.start).min();
    let is_before = |phrase: &&Phrase| {
        phrase.words.end <= first.unwrap_or_default()
            && phrase.preposition.is_none()
            && !described_ahead.contains(&phrase.words)
    };
    for phrase in clause.all().iter().filter(is_before) {
        notice(phrase, clause, cast);
    }
}

/// Adds to the cast whom the sentence names besides those whom it credits.
fn notice_others(
    named: &[Range<usize>],
    described_ahead: &[Range<usize>],
    clause: &Clause,
    cast: &mut Cast,
) {
    let is_one_of = |words: &Range<usize>, known: &Range<usize>| {
        known.start <= words.start
            && words.end <= known.end
            && clause.joins_two(known.start..known.end)
    };
    let is_new = |words: &Range<usize>| {
        named.iter().all(|known| {
            words.end <= known.start || known.end <= words.start || is_one_of(words, known)
        })
    };
    for phrase in clause.all() {
        if is_new(&phrase.words)
            && !is_repeated_in_brackets(clause.phrases().tokens, &phrase.words)
            && !described_ahead.contains(&phrase.words)
        {
            notice(phrase, clause, cast);
        }
    }
}

/// The phrases without a name that only describe somebody who is credited by a name behind them:
/// "the group" in "The group that owns the music, Big Machine, says".
fn described_ahead(found: Option<&Found>, clause: &Clause) -> Vec<Range<usize>> {
    let chain = found.into_iter().flat_map(|found| &found.chain);
    let named = chain.filter(|who| who.phrase.name.is_some());
    let is_of = |phrase: &&Phrase| {
        let mut named = named.clone();
        phrase.name.is_none()
            && phrase.kind.is_some()
            && named.any(|who| {
                phrase.words.end < who.phrase.words.start && who.phrase.kind == phrase.kind
            })
    };
    let all = clause.all().iter().filter(is_of);
    all.map(|phrase| phrase.words.clone()).collect()
}

/// Whether the writer or a speaker uses the first person in a sentence without quotations: "We were
/// late."
fn is_of_speaker(tokens: &[Token], range: Range<usize>, words: &Words) -> bool {
    let mut tokens = tokens.get(range).unwrap_or_default().iter();
    !tokens.clone().any(|token| token.speech.is_some())
        && tokens.any(|token| words.first_person.contains(&token.lower))
}

/// Whether the first credited phrase stands in the second half of a sentence, behind what is said:
/// ", пояснив командир Коваль."
fn is_speaker_behind(named: &[Range<usize>], sentence: Range<usize>) -> bool {
    let first = named.iter().map(|words| words.start).min();
    first.is_some_and(|first| first > usize::midpoint(sentence.start, sentence.end))
}

/// Who speaks in the next paragraph, if a colon ends this one. Empty if none does.
fn announces(lines: &[Line]) -> Vec<Who> {
    let last = lines.last().filter(|line| line.opens == Opens::Next);
    let credit = last.and_then(|line| line.credit.as_ref());
    credit
        .map(|credit| credit.chain.clone())
        .unwrap_or_default()
}

/// Whether a name in brackets repeats the name before them in other letters: "Халифа аль-Седуй
/// (Khalifa al-Seduj)".
fn is_repeated_in_brackets(tokens: &[Token], words: &Range<usize>) -> bool {
    let open = words.start.checked_sub(1);
    let before = open.and_then(|open| tokens.get(open.checked_sub(1)?));
    is_at(tokens, words.end, ")")
        && open.is_some_and(|open| is_at(tokens, open, "("))
        && before.is_some_and(|before| before.is_capital)
}

/// Whether a paragraph is a question of an interviewer: it opens with a dash, ends with a question
/// mark and credits nobody. It must not be credited to the person who answered before.
fn asks_in_dialogue(tokens: &[Token], lines: &[Line]) -> bool {
    tokens.first().is_some_and(Token::is_dash)
        && tokens.last().is_some_and(|last| last.is("?"))
        && lines.iter().all(|line| line.credit.is_none())
}

/// Credits a sentence to the speakers whom the format of the document names, nearest first, and
/// puts them before whom the sentence itself credits. The account of a post is looked up by its
/// whole name. A speaker may be named in full once and then by surname.
pub(super) fn spoken_by(turn: &Turn, words: &Words, credit: &mut Option<Credit>, cast: &mut Cast) {
    for name in turn.speakers.iter().rev() {
        let mut labelled = || {
            let line = format!("{name}: x");
            let label = labels::label(&line, &tokens(&line, false), words)?;
            label.who(cast)
        };
        let known = if turn.is_post { None } else { labelled() };
        let who = known.unwrap_or_else(|| cast.spoken(name));
        put_speaker_first(who, credit);
    }
}

/// Puts a speaker in front of the chain that the sentence itself credits.
fn put_speaker_first(who: Who, credit: &mut Option<Credit>) {
    let credit = credit.get_or_insert_default();
    // The label says who speaks, so nothing is asked about whom the sentence itself credits.
    credit.candidates.clear();
    credit.signs = Signs::of(Way::Label);
    credit.chain.retain(|other| *other != who);
    credit.chain.insert(0, who);
}

/// The token behind a dateline, at which the text begins: "The" in "Norfolk, Virginia (CNN) The
/// mate". `start` itself if there is no dateline or `start` is not 0.
fn behind_dateline(text: &str, tokens: &[Token], start: usize) -> usize {
    if start > 0 {
        return start;
    }
    if let Some(dash) = dateline_dash(text, tokens) {
        return dash + 1;
    }
    let Some(open) = (0..LONGEST_DATELINE).find(|place| is_at(tokens, *place, "(")) else {
        return start;
    };
    let names = tokens.get(..open).unwrap_or_default().iter();
    let is_place = |token: &Token| token.is_capital || token.is(",") || token.is(".");
    let agency = tokens.get(open + 1);
    let is_agency = agency.is_some_and(|token| token.is_capital && token.is_word());
    let is_line = open > 0
        && names.clone().all(is_place)
        && is_agency
        && is_at(tokens, open + 2, ")")
        && tokens.get(open + 3).is_some_and(|next| {
            next.is_dash() || next.is_capital && agency.is_some_and(|a| a.is_acronym(text))
        });
    let dash = usize::from(tokens.get(open + 3).is_some_and(Token::is_dash));
    if is_line { open + 3 + dash } else { start }
}

/// The dash of a dateline whose place is in capitals: "LAKETOWN, Norsund — The mate".
fn dateline_dash(text: &str, tokens: &[Token]) -> Option<usize> {
    let is_shouted = |token: &Token| token.is_acronym(text) && token.lower.chars().count() > 2;
    let dash =
        (1..LONGEST_DATELINE).find(|place| tokens.get(*place).is_some_and(Token::is_dash))?;
    let place = tokens.get(..dash)?;
    let is_place = place
        .iter()
        .all(|token| token.is_capital || token.is(",") || token.is("."));
    (place.first().is_some_and(is_shouted)
        && is_place
        && tokens.get(dash + 1).is_some_and(|next| next.is_capital))
    .then_some(dash)
}

/// The most tokens before the agency or the dash of a dateline.
const LONGEST_DATELINE: usize = 8;

fn is_at(tokens: &[Token], place: usize, mark: &str) -> bool {
    tokens.get(place).is_some_and(|token| token.is(mark))
}

/// The number of tokens, counted from the token `from`, that start before the byte `byte` of the
/// paragraph.
fn count(tokens: &[Token], from: usize, byte: usize) -> usize {
    tokens
        .get(from..)
        .unwrap_or_default()
        .iter()
        .take_while(|token| token.range.start < byte)
        .count()
}

/// Adds to the cast whom a phrase names: the owner in it ("Ann Lee's plan"), each of two people, or
/// the name by which a later part of the sentence completes it.
fn notice(phrase: &Phrase, clause: &Clause, cast: &mut Cast) {
    if let Some(owner) = clause.phrases().owner_in(phrase) {
        cast.notice(&owner, clause.phrases());
    }
    if let Some((one, other)) = clause.phrases().two_people(phrase) {
        cast.notice_two((&one, &other), clause.phrases());
        return;
    }
    let phrase = &clause.named_by_tail(phrase);
    let first = clause.phrases().name_first(phrase);
    cast.notice(first.as_ref().unwrap_or(phrase), clause.phrases());
}

#[cfg(test)]
mod tests;
