//! Finds whom the sentences of a paragraph credit: the cue, the hedge, and the chain of sources.
//!
//! `phrases` finds the noun phrases outside of quotations, and `clause` decides which of them are
//! credited. `cast` keeps everybody whom the story has named, and `resolved` looks up there whom
//! the credited phrases mean. `quotations` extends a credit to the other sentences of a quotation,
//! and `doubt` turns an unsure credit into a question.

mod asides;
mod behind;
mod borders;
mod by_description;
mod by_phrase;
mod cast;
mod choice;
mod clause;
mod counted;
mod credit;
mod dateline;
mod described;
mod doubt;
mod extent;
mod finding;
#[cfg(test)]
mod fit;
mod gender;
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
mod no_subject;
mod noticing;
mod of_before;
mod office;
mod opinions;
mod others_names;
mod paper;
mod participles;
mod phrasal;
mod phrase_kind;
mod phrases;
mod place_of_speakers;
mod quotation_marks;
mod quotations;
mod relative;
mod reported;
mod resolved;
mod right;
mod sentence;
mod shown_name;
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
pub(super) use self::credit::Credit;
use self::dateline::behind_dateline;
pub(super) use self::inflect::forms_of_name;
pub(super) use self::labels::is_transcript;
use self::quotations::{Opens, Sentence, ask_of_speakers, credit_announced, share};
use self::sentence::Paragraph;
pub(super) use self::somebody::Who;
use self::speech::tokens;
pub(super) use self::speech::{inside, left_open};
use self::tokens::Token;
#[cfg(test)]
pub(super) use self::way::note_ways;
pub(super) use self::way::{Signs, Way};
use super::turn::Turn;
use super::words::Words;
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
    let paragraph = Paragraph {
        text,
        tokens: &tokens,
        words,
        part,
        label_end: speaking.as_ref().map_or(0, |label| label.end),
    };
    let mut from = 0;
    let mut read: Vec<Sentence> = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let start = from + count(&tokens, from, sentence.start);
        let start = behind_dateline(text, &tokens, start);
        from = start + count(&tokens, start, sentence.end);
        let next = paragraph.sentence(start..from, &mut read, cast);
        read.push(next);
    }
    if part == Part::Body {
        credit_announced(&announced, &mut read);
    }
    credit_the_rest(&tokens, &mut read, cast);
    let mut credits: Vec<Option<Credit>> =
        read.into_iter().map(|sentence| sentence.credit).collect();
    if let Some(who) = speaker {
        for credit in &mut credits {
            put_speaker_first(who, credit);
        }
        cast.credit(who);
    }
    credits
}

/// Credits the sentences that credit nobody themselves, and notes whom a colon at the end of the
/// paragraph announces.
fn credit_the_rest(tokens: &[Token], sentences: &mut [Sentence], cast: &mut Cast) {
    if cast.announced.is_empty() {
        cast.announced = announces(sentences);
    }
    if !asks_in_dialogue(tokens, sentences) {
        share(sentences, cast);
        ask_of_speakers(sentences, cast);
    }
}

/// Who speaks in the next paragraph, if a colon ends this one. Empty if none does.
fn announces(sentences: &[Sentence]) -> Vec<Who> {
    let last = sentences.last().filter(|last| last.opens == Opens::Next);
    let credit = last.and_then(|last| last.credit.as_ref());
    credit
        .map(|credit| credit.chain.clone())
        .unwrap_or_default()
}

/// Whether a paragraph is a question of an interviewer: it opens with a dash, ends with a question
/// mark and credits nobody. It must not be credited to the person who answered before.
fn asks_in_dialogue(tokens: &[Token], sentences: &[Sentence]) -> bool {
    tokens.first().is_some_and(Token::is_dash)
        && tokens.last().is_some_and(|last| last.is("?"))
        && sentences.iter().all(|sentence| sentence.credit.is_none())
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

#[cfg(test)]
mod tests;
