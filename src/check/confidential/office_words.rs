//! What a word is inside an office: an article, an adjective, a joining word or the end.

use std::ops::Range;

use super::context::Word;
use super::lexicon::{LEXICON, WordKind};
use super::office::{Between, OfficeSearch};
use super::stems::stem;

impl OfficeSearch<'_> {
    pub(super) fn is_article(&self, at: usize) -> bool {
        const ARTICLES: [&str; 8] = ["the", "a", "an", "its", "his", "her", "their", "our"];
        self.word(at)
            .is_some_and(|word| ARTICLES.contains(&&*word.look))
    }

    /// Whether a word only joins other words of an office.
    pub(super) fn joins(&self, at: usize) -> bool {
        self.is_joint(at) || self.is_article(at)
    }

    pub(super) fn is_joint(&self, at: usize) -> bool {
        self.word(at)
            .is_some_and(|word| LEXICON.joints.contains(&word.look))
    }

    pub(super) fn is_adjective(&self, at: usize) -> bool {
        const ENDS: [&str; 25] = [
            "ии", "ыи", "іи", "ои", "ая", "яя", "ого", "его", "ому", "ему", "оі", "еи", "ую", "юю",
            "им", "ым", "их", "ых", "ими", "ыми", "ою", "ська", "цька", "на", "ня",
        ];
        self.word(at).is_some_and(|word| {
            let plain = self.folded.plain(&word.letters);
            word.letters.len() > 3
                && word.is_cyrillic
                && ENDS.iter().any(|end| plain.ends_with(end))
                && !LEXICON.saying.contains(&word.look)
        })
    }

    /// Whether a Cyrillic word has the ending of a verb.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        const ENDS: [&str; 8] = ["ла", "ло", "ли", "ть", "ти", "ют", "ет", "ся"];
        // `оператор записал`. Short words with these endings are nouns in the genitive plural:
        // `министр дел`, `захисник прав`.
        const HIS: [&str; 9] = ["ал", "ял", "ил", "ел", "ул", "ыл", "ав", "ив", "яв"];
        self.word(at).is_some_and(|word| {
            let plain = self.folded.plain(&word.letters);
            let count = word.letters.len();
            let has = |ends: &[&str]| ends.iter().any(|end| plain.ends_with(end));
            (count > 3 && has(&ENDS)) || (count > 4 && has(&HIS))
        })
    }

    /// The part that all forms of a word share.
    pub(super) fn stem(&self, at: usize) -> Option<String> {
        let word = self.word(at)?;
        Some(stem(&word.look, word.is_cyrillic).to_owned())
    }

    /// Whether an office ends before this word: at a speech verb, or at a particle that does not
    /// join words of an office.
    pub(super) fn is_stop(&self, at: usize) -> bool {
        self.word(at).is_none_or(|word| {
            let is_joint = LEXICON.joints.contains(&word.look);
            let is_small = LEXICON.kind_of(&word.look, word.is_cyrillic) == WordKind::Particle;
            (is_small && !is_joint && word.look != "s") || LEXICON.saying.contains(&word.look)
        })
    }

    /// The end of the few words behind a comma here, if none of them is a verb or an office:
    /// `[Ward sister], stroke unit`. Otherwise `end`.
    pub(super) fn aside(&self, end: usize) -> usize {
        const FEW: usize = 3;
        if self.between(end) != Between::Aside {
            return end;
        }
        let more = (end + 1..=end + FEW).take_while(|at| self.between(*at) == Between::Near);
        let last = end + 1 + more.count();
        let is_all = last <= end + FEW && self.between(last) != Between::Near;
        let is_plain = |at: usize| {
            let is_said = self
                .word(at)
                .is_some_and(|word| LEXICON.saying.contains(&word.look));
            self.office_of(at).is_none() && !is_said && !self.is_stop(at)
        };
        if is_all && (end..last).all(is_plain) {
            last
        } else {
            end
        }
    }

    /// Whether the words contain an office and say more than what many people are: `head of
    /// surgery`, but not `a witness`.
    pub(super) fn is_specific(&self, words: &Range<usize>) -> bool {
        let mut has_role = false;
        let mut tells = false;
        for at in words.clone() {
            let Some(word) = self.word(at) else { continue };
            let role = self.office_of(at);
            has_role |= role.is_some();
            tells |= role.is_some_and(|role| !LEXICON.anybody.contains(role));
            tells |= word.is_upper && !word.is_start && !is_anybody(word);
            // `head of surgery`, `голова правління`.
            let is_behind = at > words.start && self.is_joint(at - 1);
            tells |= is_behind && !self.is_joint(at) && !is_anybody(word);
            tells |= word.is_cyrillic && at > words.start && role.is_none() && !self.is_joint(at);
        }
        has_role && tells
    }
}

fn is_anybody(word: &Word) -> bool {
    let role = LEXICON.office(&word.look, word.is_cyrillic);
    role.is_some_and(|role| LEXICON.anybody.contains(role))
}
