//! Reads a sentence of a paragraph: whom it credits, whom else it names, and what it shows about the
//! sentences beside it.

use std::ops::Range;

use super::cast::Cast;
use super::choice::Meant;
use super::clause::{Clause, Found};
use super::credit::Credit;
use super::phrases::{Mention, Phrase};
use super::quotations::{Opens, Sentence, Speech};
use super::resolved::resolved;
use super::somebody::Who;
use super::tokens::{Token, TokenKind, lower_at};
use crate::case::Part;
use crate::reading::words::Words;

/// The paragraph in which sentences are read.
pub(super) struct Paragraph<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub words: &'a Words,
    pub part: Part,
    /// The token behind the label of a transcript, which is not part of the statement. 0 if there
    /// is no label.
    pub label_end: usize,
}

impl Paragraph<'_> {
    /// Reads the next sentence, and tells the cast whom it names. `before`: the sentences before
    /// it. The last of them gets the credit if this sentence credits it.
    pub(super) fn sentence(
        &self,
        range: Range<usize>,
        before: &mut [Sentence],
        cast: &mut Cast,
    ) -> Sentence {
        let speech = Speech::of(self.tokens, range.clone());
        // The sentences of one quotation count as one, so that its length does not make anybody
        // before it seem long past.
        let goes_on = speech.is_all
            && before
                .last()
                .is_some_and(|last| last.speech.is_all && last.speech.last == speech.first);
        if !goes_on {
            cast.next_sentence();
        }
        let last = cast.last();
        let asked = cast.asked.clone();
        let own = range.start.max(self.label_end)..range.end.max(self.label_end);
        let clause = Clause::new(self.text, self.tokens, self.words, own, self.part);
        let found = clause.credit();
        let is_of_before = found.as_ref().is_some_and(|found| found.is_of_before);
        let named: Vec<Range<usize>> = found
            .iter()
            .flat_map(|found| &found.chain)
            .map(|mention| mention.phrase.words.clone())
            .collect();
        let described_ahead = described_ahead(found.as_ref(), &clause);
        notice_before(&named, &described_ahead, &clause, cast);
        if found.is_none() {
            announce(&clause, cast);
        }
        let mut credit = found.and_then(|found| resolved(&found, &clause, cast));
        if let Some(credit) = credit.as_ref().filter(|credit| credit.chain.is_empty()) {
            cast.asked.clone_from(&credit.candidates);
        }
        notice_others(&named, &described_ahead, &clause, cast);
        if let Some(credit) = credit.as_mut().filter(|_| is_of_before) {
            match before.last_mut() {
                Some(last) => {
                    if last.credit.as_ref().is_none_or(Credit::is_open) {
                        last.credit = Some(credit.of_sentence_before(cast));
                    }
                }
                None => credit.is_of_before = true,
            }
        }
        let colon = colon_behind_credit(self.tokens, range.clone(), &named, self.words);
        Sentence {
            speech,
            acting: opening_person(&clause, cast),
            opens: opened_by_colon(self.tokens, colon),
            is_said_before: is_speaker_behind(&named, range.clone()),
            is_of_speaker: self.part == Part::Body && is_of_speaker(self.tokens, range, self.words),
            credit,
            before: last,
            asked,
            at: cast.now,
        }
    }
}

/// Notes whose quotation the next paragraph is: "And from the chairwoman, Ann Lee:".
fn announce(clause: &Clause, cast: &mut Cast) {
    if let Some(mention) = clause.announced()
        && let Meant::One(who) = cast.resolve(&mention, clause.phrases())
    {
        cast.credit(who);
        cast.announced = vec![who];
    }
}

/// The person with whose name or pronoun a sentence opens, if the story knows them.
fn opening_person(clause: &Clause, cast: &mut Cast) -> Option<Who> {
    let mention = Mention::nominative(clause.opening()?);
    let who = cast.known(&mention, clause.phrases())?;
    if mention.phrase.is_pronoun {
        cast.goes_on_about(who);
    }
    Some(who)
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
            && !stands_in_brackets_after_name(clause.phrases().tokens, &phrase.words)
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
    let colon = sentence
        .clone()
        .find(|place| lower_at(tokens, *place) == ":")?;
    let before = colon.checked_sub(1).and_then(|before| tokens.get(before))?;
    let is_beside =
        words.cues.verbs.contains(&before.lower) || named.iter().any(|words| words.end == colon);
    is_beside.then_some(colon)
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

/// Whether a phrase stands alone in brackets right behind a capitalized word: "Халифа аль-Седуй
/// (Khalifa al-Seduj)", "Ann Lee (Harbour Relief)". It adds to that name and is nobody else.
fn stands_in_brackets_after_name(tokens: &[Token], words: &Range<usize>) -> bool {
    let open = words.start.checked_sub(1);
    let before = open.and_then(|open| tokens.get(open.checked_sub(1)?));
    lower_at(tokens, words.end) == ")"
        && open.is_some_and(|open| lower_at(tokens, open) == "(")
        && before.is_some_and(|before| before.is_capital)
}
