//! Credits the sentences that have no credit of their own, above all those of a quotation. A
//! sentence inside a quotation gets the speaker whom another sentence of the same quotation names,
//! else whoever spoke last in the story. Text behind "Lee said:" is credited without quotation
//! marks.

use std::ops::Range;

use super::cast::Cast;
use super::choice::Points;
use super::credit::Credit;
use super::somebody::Who;
use super::tokens::Token;
use super::way::{Signs, Way};

/// The most letters that a lower-case word of a title has, as in "Legend in the Coal Fields".
const LONGEST_LOWERCASE: usize = 3;

/// The most words of a title in quotation marks.
const LONGEST_TITLE: usize = 8;

/// A sentence of the paragraph, and what is known of it before the other sentences are looked at.
pub(super) struct Sentence {
    pub speech: Speech,
    pub credit: Option<Credit>,
    /// Who was credited last before this sentence.
    pub before: Option<Who>,
    /// If the text leaves open who was credited last: the candidates, likeliest first. Else empty.
    pub asked: Vec<Who>,
    /// The number of the sentence in the story. Sentences of one unbroken quotation share it.
    pub at: usize,
    /// The person with whom the sentence opens: "Ann Lee sat down. “It is over.”" May be credited
    /// with the quotation in the next sentence.
    pub acting: Option<Who>,
    /// Which text behind the sentence is credited to the same speaker.
    pub opens: Opens,
    /// Whether the sentence is in the first person, outside of quotation marks: "We were late."
    pub is_of_speaker: bool,
    /// Whether those who are credited stand in the second half of the sentence: "…, said Lee."
    pub is_said_before: bool,
}

/// Which text a colon opens that stands right behind a credit, without quotation marks: "Lee said:
/// We were late."
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opens {
    /// No text outside of the sentence.
    Nothing,
    /// The rest of the paragraph.
    Rest,
    /// The next paragraph.
    Next,
}

/// Which quotations a sentence starts and ends in, by their numbers in [`Token::speech`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Speech {
    /// The quotation to which the first word belongs. None if it is the narrator's.
    pub first: Option<usize>,
    /// The quotation to which the last word belongs. None if it is the narrator's.
    pub last: Option<usize>,
    /// Whether every word belongs to a quotation, and there is at least one.
    pub is_all: bool,
    /// Whether it is written like a title, “Legend in the Coal Fields.”: at most `LONGEST_TITLE`
    /// words, and a capital in each word of more than `LONGEST_LOWERCASE` letters, of which there
    /// must be two.
    pub is_title: bool,
}

impl Speech {
    /// Reads the quotations of the sentence with these tokens.
    pub(super) fn of(tokens: &[Token], range: Range<usize>) -> Self {
        let tokens = tokens.get(range).unwrap_or_default().iter();
        let long = tokens
            .clone()
            .filter(|token| token.is_word() && token.lower.chars().count() > LONGEST_LOWERCASE);
        let words: Vec<Option<usize>> = tokens
            .filter(|token| token.is_word())
            .map(|token| token.speech)
            .collect();
        Self {
            first: words.first().copied().flatten(),
            last: words.last().copied().flatten(),
            is_all: !words.is_empty() && words.iter().all(Option::is_some),
            is_title: long.clone().nth(1).is_some()
                && long.clone().all(|token| token.is_capital)
                && words.len() <= LONGEST_TITLE,
        }
    }
}

/// For each sentence the place of the first later one in the same quotation that has a credit. None for
/// sentences that start outside of quotations.
fn later_credits(sentences: &[Sentence]) -> Vec<Option<usize>> {
    let mut behind = vec![None; sentences.len()];
    for (place, pair) in sentences.windows(2).enumerate().rev() {
        if let [sentence, next] = pair
            && sentence.speech.first.is_some()
            && sentence.speech.first == next.speech.first
        {
            let found = next.credit.as_ref().map(|_| place + 1);
            let found = found.or(behind.get(place + 1).copied().flatten());
            if let Some(slot) = behind.get_mut(place) {
                *slot = found;
            }
        }
    }
    behind
}

/// Who speaks in a quotation if nothing in its paragraph says so: whoever was credited last. People
/// of whom the story has spoken after that are candidates as well; if one of them is in the
/// sentence right before, that person comes first. If the last one credited is a body, and not in
/// the sentence right before, all people spoken of recently are candidates and the body comes
/// second. None if nobody was credited before.
fn last_speaker(sentence: &Sentence, cast: &Cast) -> Option<Credit> {
    // The text left open who spoke last, so it is open here too, with the same candidates.
    if !sentence.asked.is_empty() {
        return Some(Credit {
            candidates: sentence.asked.clone(),
            signs: Signs::of(Way::Last),
            ..Credit::default()
        });
    }
    let who = sentence.before?;
    let before = cast.get(who)?;
    // A body that was credited right before may go on speaking, as a person may.
    let goes_on = before.credited.is_some_and(|at| at + 1 >= sentence.at);
    let speaks = before.is_person() || goes_on;
    let from = before.credited.filter(|_| speaks);
    let mut others = cast.spoken_of(from.unwrap_or_default(), sentence.at);
    others.retain(|other| *other != who);
    let is_near = |other: &Who| {
        let topic = cast.get(*other).and_then(|somebody| somebody.topic);
        topic.is_some_and(|topic| topic + 1 == sentence.at)
    };
    let place = usize::from(others.first().is_some_and(is_near) || !speaks);
    others.insert(place.min(others.len()), who);
    others.truncate(Points::get().most);
    let credit = Credit {
        signs: Signs::of(Way::Last),
        ..Credit::default()
    };
    Some(match others.as_slice() {
        [one] => Credit {
            chain: vec![*one],
            ..credit
        },
        _ => Credit {
            candidates: others,
            ..credit
        },
    })
}

/// In how many sentences behind one in the first person its speaker is looked for.
const SENTENCES_AHEAD: usize = 3;

/// Credits a whole paragraph to those whom a colon at the end of the one before announced: "Lee
/// said:". Does nothing if any sentence of the paragraph has a credit or starts in a quotation.
pub(super) fn credit_announced(announced: &[Who], sentences: &mut [Sentence]) {
    let is_plain =
        |sentence: &Sentence| sentence.credit.is_none() && sentence.speech.first.is_none();
    if announced.is_empty() || !sentences.iter().all(is_plain) {
        return;
    }
    for sentence in sentences {
        sentence.credit = Some(Credit {
            chain: announced.to_vec(),
            signs: Signs::of(Way::SameQuotation),
            ..Credit::default()
        });
    }
}

/// Credits sentences in the first person that have no credit to the first speaker named behind
/// them: "We were late. Nobody told us, said Lee." Because the sentence itself names nobody, the
/// credit is a question wherever the cast has another candidate.
pub(super) fn ask_of_speakers(sentences: &mut [Sentence], cast: &Cast) {
    for place in 0..sentences.len() {
        let Some(sentence) = sentences.get(place) else {
            continue;
        };
        if sentence.credit.is_some() || !sentence.is_of_speaker {
            continue;
        }
        let behind = sentences.iter().skip(place + 1).take(SENTENCES_AHEAD);
        let behind = behind.filter(|sentence| sentence.is_said_before);
        let mut behind =
            behind.filter_map(|sentence| sentence.credit.as_ref()?.chain.last().copied());
        let who = behind.next();
        let signs = Signs::of(Way::FirstPerson);
        let credit = who.and_then(|who| {
            let credit = Credit {
                chain: vec![who],
                signs,
                ..Credit::default()
            };
            cast.doubted_at(sentence.at, credit, None)
        });
        if let Some(sentence) = sentences.get_mut(place) {
            sentence.credit = credit;
        }
    }
}

/// Credits the sentences of quotations to their speaker: whoever is credited by a later or an
/// earlier sentence of the same quotation, else whoever spoke last. Also credits what follows "Lee
/// said:" up to the end of the paragraph. Tells the cast of the new credits.
pub(super) fn share(sentences: &mut [Sentence], cast: &mut Cast) {
    let behind = later_credits(sentences);
    // The last credit, and the quotation in which its sentence ends.
    let mut speaking: Option<(Option<usize>, Credit)> = None;
    let mut opened: Option<Credit> = None;
    for place in 0..sentences.len() {
        let Some(sentence) = sentences.get(place) else {
            continue;
        };
        if let Some(credit) = &sentence.credit {
            let speech = sentence.speech;
            let without_cue = Credit {
                cue: String::new(),
                ..credit.clone()
            };
            speaking = Some((speech.last.or(speech.first), without_cue));
            opened = (sentence.opens == Opens::Rest).then(|| credit.of_quotation());
            continue;
        }
        // A title in quotation marks that is a paragraph of its own is a heading and nobody's
        // words.
        let is_heading = sentence.speech.is_title && sentences.len() == 1;
        let credit = if opened.is_some() {
            opened.clone()
        } else if sentence.speech.is_all && !is_heading {
            let later = behind.get(place).copied().flatten();
            let later = later.and_then(|place| sentences.get(place)?.credit.clone());
            let last = speaking
                .as_ref()
                .map(|(speech, credit)| (*speech, credit.without_outlets(cast)));
            let number = sentence.speech.first;
            let goes_on = last.clone().filter(|(speech, _)| *speech == number);
            let credit = later
                .or_else(|| goes_on.map(|(_, credit)| credit))
                .map(Credit::within_quotation);
            let speaker = || speaker_of(sentences, place, last.map(|(_, credit)| credit), cast);
            let credit = credit.or_else(|| cast.doubted_at(sentence.at, speaker()?, None));
            if let Some(credit) = &credit {
                speaking = Some((number, credit.clone()));
            }
            if let Some(who) = credit.as_ref().and_then(|credit| credit.chain.last()) {
                cast.credit(*who);
            }
            credit
        } else {
            // A sentence with words of the narrator stays without credit. If a quotation begins in
            // it, the later sentences of that quotation are credited.
            continue;
        };
        if let Some(sentence) = sentences.get_mut(place) {
            sentence.credit = credit;
        }
    }
}

/// The speaker of a quotation that credits nobody: whoever spoke last. `last`: the last credit in
/// the paragraph. "Ann Lee sat down. “It is over.”": Lee speaks, unless somebody else has been
/// speaking; then both are candidates.
fn speaker_of(
    sentences: &[Sentence],
    place: usize,
    last: Option<Credit>,
    cast: &Cast,
) -> Option<Credit> {
    let last = last.map(|credit| Credit {
        signs: Signs::of(Way::Last),
        ..credit
    });
    let last = last.or_else(|| last_speaker(sentences.get(place)?, cast));
    let Some(acting) = acting_before(sentences, place) else {
        return last;
    };
    let beat = Credit {
        signs: Signs::of(Way::Beat),
        ..Credit::default()
    };
    match last {
        None => Some(Credit {
            chain: vec![acting],
            ..beat
        }),
        Some(last) if last.chain.contains(&acting) => Some(last),
        Some(last) => {
            let others = last.chain.last().into_iter().chain(&last.candidates);
            let mut candidates = vec![acting];
            candidates.extend(others.filter(|who| **who != acting));
            candidates.truncate(Points::get().most);
            Some(Credit { candidates, ..beat })
        }
    }
}

/// The person with whom the sentence before opens, if it is the narrator's and credits nobody.
fn acting_before(sentences: &[Sentence], place: usize) -> Option<Who> {
    let before = sentences.get(place.checked_sub(1)?)?;
    let is_plain = before.credit.is_none() && before.speech.first.is_none();
    before.acting.filter(|_| is_plain)
}
