//! Credits the sentences of a quotation that credit nobody themselves.

use std::ops::Range;

use super::cast::Cast;
use super::choice::Points;
use super::somebody::{Somebody, Who};
use super::tokens::Token;
use super::way::{Signs, Way};
use crate::case::SourceKind;

/// Whom a sentence credits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::reading) struct Credit {
    /// The words that credit.
    pub cue: String,
    /// The words that hedge.
    pub hedge: String,
    /// Who, nearest first; nobody if there are candidates.
    pub chain: Vec<Who>,
    /// Who it could be, likeliest first, if the text leaves it open.
    pub candidates: Vec<Who>,
    /// Whether it stands first in its paragraph and is of the sentence before: "Про це повідомили в
    /// поліції".
    pub is_of_before: bool,
    /// How it came.
    pub signs: Signs,
}

impl Credit {
    /// The same for the sentence before, which this one is about.
    pub(in crate::reading) fn of_sentence_before(&self, cast: &Cast) -> Self {
        Self {
            is_of_before: false,
            ..self.without_outlets(cast)
        }
    }

    /// The same for another sentence, which says nothing of the outlets that pass it on, if somebody
    /// else says it.
    fn without_outlets(&self, cast: &Cast) -> Self {
        let is_outlet = |who: &Who| {
            let kind = cast.get(*who).map(|somebody| somebody.kind);
            matches!(kind, Some(SourceKind::Outlet | SourceKind::Agency))
        };
        let mut chain = self.chain.clone();
        if let Some(last) = chain.last().copied().filter(|last| !is_outlet(last)) {
            let is_person = |who: &Who| cast.get(*who).is_some_and(Somebody::is_person);
            let relies = |who: &Who| {
                cast.get(*who)
                    .is_some_and(|who| who.relies_on.contains(&last))
            };
            chain.retain(|who| *who == last || is_person(who) && !is_outlet(who) || relies(who));
        }
        Self {
            chain,
            ..self.clone()
        }
    }

    /// The same for another sentence of what they say.
    fn of_quotation(&self) -> Self {
        Self {
            cue: String::new(),
            hedge: String::new(),
            signs: Signs::of(Way::Quotation),
            ..self.clone()
        }
    }
}

/// In a title a word of more letters has a capital.
const LONGEST_SMALL: usize = 3;

/// A title in quotation marks has no more words than this.
const LONGEST_TITLE: usize = 8;

/// A sentence, and what is known of it before its neighbours are looked at.
pub(super) struct Line {
    pub speech: Speech,
    pub credit: Option<Credit>,
    /// Who was credited last before it.
    pub before: Option<Who>,
    /// Who may have spoken last before it, likeliest first, if that was asked.
    pub asked: Vec<Who>,
    /// Which sentence of the story it is.
    pub at: usize,
    /// The person whom the narrator writes about, if nobody is credited: "Ann Lee sat down. “It is
    /// over.”"
    pub acting: Option<Who>,
    /// What of the text behind it is what the one credited says.
    pub opens: Opens,
    /// Whether somebody speaks of themselves, outside of quotation marks: "We were late."
    pub is_of_speaker: bool,
    /// Whether who says it stands at its end: ", said Lee."
    pub is_said_before: bool,
}

/// What a colon without quotation marks behind it opens: "Lee said: We were late."
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opens {
    /// Nothing but its sentence.
    Nothing,
    /// The rest of the paragraph.
    Rest,
    /// The next paragraph.
    Next,
}

/// How much of a sentence is somebody's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Speech {
    /// The quotation with which it starts, if it does.
    pub first: Option<usize>,
    /// The one with which it ends.
    pub last: Option<usize>,
    /// Whether all its words are somebody's own.
    pub is_all: bool,
    /// Whether it is written like a title: “Legend in the Coal Fields.”
    pub is_title: bool,
}

impl Speech {
    pub(super) fn of(tokens: &[Token], range: Range<usize>) -> Self {
        let tokens = tokens.get(range).unwrap_or_default().iter();
        let long = tokens
            .clone()
            .filter(|token| token.is_word() && token.lower.chars().count() > LONGEST_SMALL);
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

/// For each line the first one after it in the same quotation that credits somebody.
fn cues_behind(lines: &[Line]) -> Vec<Option<usize>> {
    let mut behind = vec![None; lines.len()];
    for (place, pair) in lines.windows(2).enumerate().rev() {
        if let [line, next] = pair
            && line.speech.first == next.speech.first
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

/// Who speaks in a quotation of which nothing in its own paragraph says so: the one who was credited
/// last. Somebody of whom the story has spoken since then, or at all if the last was no person, may
/// be the one as well; in the sentence right before it, rather.
fn since(line: &Line, cast: &Cast) -> Option<Credit> {
    // If it was asked who spoke last, the answer is the same here.
    if !line.asked.is_empty() {
        return Some(Credit {
            candidates: line.asked.clone(),
            signs: Signs::of(Way::Last),
            ..Credit::default()
        });
    }
    let who = line.before?;
    let before = cast.get(who)?;
    // A body goes on as a person does where nothing stands between its words.
    let goes_on = before.credited.is_some_and(|at| at + 1 >= line.at);
    let speaks = before.is_person() || goes_on;
    let from = before.credited.filter(|_| speaks);
    let mut others = cast.spoken_of(from.unwrap_or_default(), line.at);
    others.retain(|other| *other != who);
    let is_near = |other: &Who| {
        let topic = cast.get(*other).and_then(|somebody| somebody.topic);
        topic.is_some_and(|topic| topic + 1 == line.at)
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

/// Sentences from somebody who speaks of themselves to who that is.
const NEAR: usize = 3;

/// Gives the sentences of a paragraph without a credit or a quotation to those whom a colon
/// announced before it.
pub(super) fn credit_announced(announced: &[Who], lines: &mut [Line]) {
    let is_plain = |line: &Line| line.credit.is_none() && line.speech.first.is_none();
    if announced.is_empty() || !lines.iter().all(is_plain) {
        return;
    }
    for line in lines {
        line.credit = Some(Credit {
            chain: announced.to_vec(),
            signs: Signs::of(Way::Quotation),
            ..Credit::default()
        });
    }
}

/// Asks who says what somebody says of themselves without quotation marks: the first who is
/// credited behind it in the paragraph. "We were late. Nobody told us, said Lee."
pub(super) fn ask_of_speakers(lines: &mut [Line], cast: &Cast) {
    for place in 0..lines.len() {
        let Some(line) = lines.get(place) else {
            continue;
        };
        if line.credit.is_some() || !line.is_of_speaker {
            continue;
        }
        let behind = lines.iter().skip(place + 1).take(NEAR);
        let behind = behind.filter(|line| line.is_said_before);
        let mut behind = behind.filter_map(|line| line.credit.as_ref()?.chain.last().copied());
        let who = behind.next();
        let signs = Signs::of(Way::FirstPerson);
        let credit = who.and_then(|who| {
            let credit = Credit {
                chain: vec![who],
                signs,
                ..Credit::default()
            };
            cast.doubted_at(line.at, credit, None)
        });
        if let Some(line) = lines.get_mut(place) {
            line.credit = credit;
        }
    }
}

/// Gives the sentences of a quotation the person who speaks in it: the one named by the sentence in
/// which it begins or ends, else the one who spoke last.
pub(super) fn share(lines: &mut [Line], cast: &mut Cast) {
    let behind = cues_behind(lines);
    let mut speaking: Option<(Option<usize>, Credit)> = None;
    let mut opened: Option<Credit> = None;
    for place in 0..lines.len() {
        let Some(line) = lines.get(place) else {
            continue;
        };
        if let Some(credit) = &line.credit {
            let speech = line.speech;
            speaking = Some((
                speech.last.or(speech.first),
                Credit {
                    cue: String::new(),
                    ..credit.clone()
                },
            ));
            opened = (line.opens == Opens::Rest).then(|| credit.of_quotation());
            continue;
        }
        if let Some(credit) = &opened {
            let credit = credit.clone();
            if let Some(line) = lines.get_mut(place) {
                line.credit = Some(credit);
            }
            continue;
        }
        // One that stands alone is a heading, and nobody's words.
        let is_heading = line.speech.is_title && lines.len() == 1;
        if !line.speech.is_all || is_heading {
            // A quotation that begins in the narrator's sentence, to be credited where it ends.
            continue;
        }
        let number = line.speech.first;
        let speaking_on = speaking
            .as_ref()
            .map(|(speech, credit)| (*speech, credit.without_outlets(cast)));
        let goes_on = speaking_on.clone().filter(|(speech, _)| *speech == number);
        let by_cue_behind = || {
            let place = behind.get(place).copied().flatten()?;
            lines.get(place)?.credit.clone()
        };
        let credit = by_cue_behind()
            .or_else(|| goes_on.map(|(_, credit)| credit))
            .map(|credit| Credit {
                cue: String::new(),
                hedge: String::new(),
                signs: Signs {
                    way: match credit.signs.way {
                        Way::Last | Way::Beat => credit.signs.way,
                        _ => Way::Quotation,
                    },
                    ..credit.signs
                },
                ..credit
            });
        let spoke_last = || {
            let before = speaking_on.clone().map(|(_, credit)| Credit {
                signs: Signs::of(Way::Last),
                ..credit
            });
            before.or_else(|| since(line, cast))
        };
        // "Ann Lee sat down. “It is over.”": it is hers, unless somebody else has been speaking.
        let beat = place
            .checked_sub(1)
            .and_then(|before| lines.get(before))
            .filter(|before| before.credit.is_none() && before.speech.first.is_none())
            .and_then(|before| before.acting);
        let spoke_last = || match (beat, spoke_last()) {
            (Some(acting), None) => Some(Credit {
                chain: vec![acting],
                signs: Signs::of(Way::Beat),
                ..Credit::default()
            }),
            (Some(acting), Some(last)) if !last.chain.contains(&acting) => {
                let others = last
                    .chain
                    .last()
                    .copied()
                    .into_iter()
                    .chain(last.candidates);
                let mut candidates = vec![acting];
                candidates.extend(others.filter(|who| *who != acting));
                candidates.truncate(Points::get().most);
                Some(Credit {
                    candidates,
                    signs: Signs::of(Way::Beat),
                    ..Credit::default()
                })
            }
            (_, last) => last,
        };
        let credit = credit.or_else(|| cast.doubted_at(line.at, spoke_last()?, None));
        if let Some(credit) = credit {
            if let Some(who) = credit.chain.last() {
                cast.credit(*who);
            }
            speaking = Some((number, credit.clone()));
            if let Some(line) = lines.get_mut(place) {
                line.credit = Some(credit);
            }
        }
    }
}
