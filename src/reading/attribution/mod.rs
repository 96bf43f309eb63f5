//! Whom the sentences of a paragraph credit: source, cue, hedge, and the chain behind the source.
//!
//! `tokens` separates quoted words from the narrator's. `phrases` finds who could be credited, and
//! `clause` decides who is. `sides` decides on which side of a verb they stand, `asides` reads what is
//! between a person and the verb, `behind` finds the name after a description, `together` those who
//! say something with them, and `naming` the name within a phrase. `layout` reads labels and headlines. `cast` keeps everybody named so far: it
//! notes them (`noticing`), finds them by name (`finding`, `likeness`), and decides whom a pronoun or
//! a description means (`meaning`). `resolved` asks the cast who the words for a speaker are.
//! `inflect` gives names their base form. `quotations` credits the sentences of a quotation to its
//! speaker. `signs` and `way` tell how sure a credit is, and `doubt` makes a question of one that is
//! not.

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

/// Whom each sentence of a paragraph credits, if it credits anybody.
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
        // However long somebody speaks, the story has not gone on since.
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
        // The name before the colon is not part of the statement.
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
        // "And from the chairwoman, Ann Lee:": what follows is hers.
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
        let colon = colon_beside(&tokens, start..end, &named, words);
        lines.push(Line {
            speech,
            acting: acting(&clause, cast),
            opens: opens(&tokens, colon),
            is_said_before: found_last(&named, start..end),
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
    share_out(&tokens, &mut lines, cast);
    let mut credits: Vec<Option<Credit>> = lines.into_iter().map(|line| line.credit).collect();
    if let Some(who) = speaker {
        for credit in &mut credits {
            said_by(who, credit);
        }
        cast.credit(who);
    }
    credits
}

/// The person with whom a sentence opens.
fn acting(clause: &Clause, cast: &mut Cast) -> Option<Who> {
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

/// Credits the sentences that credit nobody themselves, and notes whom the paragraph announces.
fn share_out(tokens: &[Token], lines: &mut [Line], cast: &mut Cast) {
    if cast.announced.is_empty() {
        cast.announced = announces(lines);
    }
    if !asks_in_dialogue(tokens, lines) {
        share(lines, cast);
        ask_of_speakers(lines, cast);
    }
}

/// What a colon opens if those who speak stand right before it: "Lee said: We were late. Nobody told
/// us."
fn opens(tokens: &[Token], colon: Option<usize>) -> Opens {
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

/// The colon of a sentence that stands right behind the verb or those whom it credits: "Lee said:",
/// and not "Lee denies the idea that it was late: The".
fn colon_beside(
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

/// Tells the cast whom the sentence names before those whom it credits. "The leader accused the
/// council, which, he said, …": he is the one named before in the sentence.
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

/// Tells the cast whom the sentence names beside those whom it credits.
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
            && !is_named_again(clause.phrases().tokens, &phrase.words)
            && !described_ahead.contains(&phrase.words)
        {
            notice(phrase, clause, cast);
        }
    }
}

/// What only describes somebody whom the sentence credits by a name behind it: "the group" in "The
/// group that owns the music, Big Machine, says".
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

/// Whether somebody speaks of themselves outside of quotation marks.
fn is_of_speaker(tokens: &[Token], range: Range<usize>, words: &Words) -> bool {
    let mut tokens = tokens.get(range).unwrap_or_default().iter();
    !tokens.clone().any(|token| token.speech.is_some())
        && tokens.any(|token| words.first_person.contains(&token.lower))
}

/// Whether those who are credited stand behind what they say: ", пояснив командир Коваль."
fn found_last(named: &[Range<usize>], sentence: Range<usize>) -> bool {
    let first = named.iter().map(|words| words.start).min();
    first.is_some_and(|first| first > usize::midpoint(sentence.start, sentence.end))
}

/// Whose words come in the next paragraph, if this one ends with a colon.
fn announces(lines: &[Line]) -> Vec<Who> {
    let last = lines.last().filter(|line| line.opens == Opens::Next);
    let credit = last.and_then(|line| line.credit.as_ref());
    credit
        .map(|credit| credit.chain.clone())
        .unwrap_or_default()
}

/// Whether the brackets around a name give it once more: "Халифа аль-Седуй (Khalifa al-Seduj)".
fn is_named_again(tokens: &[Token], words: &Range<usize>) -> bool {
    let open = words.start.checked_sub(1);
    let before = open.and_then(|open| tokens.get(open.checked_sub(1)?));
    is_at(tokens, words.end, ")")
        && open.is_some_and(|open| is_at(tokens, open, "("))
        && before.is_some_and(|before| before.is_capital)
}

/// Whether a line of speech is a question that nobody is credited with: of those who ask in an
/// interview, and not of those who answered before.
fn asks_in_dialogue(tokens: &[Token], lines: &[Line]) -> bool {
    tokens.first().is_some_and(Token::is_dash)
        && tokens.last().is_some_and(|last| last.is("?"))
        && lines.iter().all(|line| line.credit.is_none())
}

/// Puts those of whom a format says that they speak, nearest first, before whom their words credit.
/// The accounts of posts are who they are called; speakers may be named in full once and then by
/// their surname.
pub(super) fn spoken_by(turn: &Turn, words: &Words, credit: &mut Option<Credit>, cast: &mut Cast) {
    for name in turn.speakers.iter().rev() {
        let mut labelled = || {
            let line = format!("{name}: x");
            let label = labels::label(&line, &tokens(&line, false), words)?;
            label.who(cast)
        };
        let known = if turn.is_post { None } else { labelled() };
        let who = known.unwrap_or_else(|| cast.spoken(name));
        said_by(who, credit);
    }
}

/// Puts the speaker of a paragraph before the source that its sentence credits.
fn said_by(who: Who, credit: &mut Option<Credit>) {
    let credit = credit.get_or_insert_default();
    // Only those who heard them know whom they mean.
    credit.candidates.clear();
    credit.signs = Signs::of(Way::Label);
    credit.chain.retain(|other| *other != who);
    credit.chain.insert(0, who);
}

/// Where a paragraph goes on behind the place and the agency with which it opens: "Norfolk,
/// Virginia (CNN) The mate". Here where it starts, if it opens otherwise.
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

/// The dash behind a place in capitals: "LAKETOWN, Norsund — The mate".
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

/// A dateline has no more tokens before its agency.
const LONGEST_DATELINE: usize = 8;

fn is_at(tokens: &[Token], place: usize, mark: &str) -> bool {
    tokens.get(place).is_some_and(|token| token.is(mark))
}

/// How many tokens from this one on start before a byte.
fn count(tokens: &[Token], from: usize, byte: usize) -> usize {
    tokens
        .get(from..)
        .unwrap_or_default()
        .iter()
        .take_while(|token| token.range.start < byte)
        .count()
}

/// Tells the cast whom a phrase names: by the name that follows, and by the owner that it mentions.
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
