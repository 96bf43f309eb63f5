//! Whom a sentence credits: source, cue, hedge, and the chain behind the source.
//!
//! Four ways to credit are known: "according to X", "X said", "…, said X" and "X said, citing Y". What stands inside
//! quotation marks credits nobody. A pronoun stands for whoever was credited last, and so does a sentence that is a
//! quotation from end to end.

mod names;
mod tokens;

use std::ops::Range;

use self::tokens::{Token, TokenKind, tokens};
use super::language::Words;
use crate::case::SourceKind;

/// Whom a sentence credits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::reading) struct Credit {
    /// The words that credit.
    pub cue: String,
    /// The words that hedge.
    pub hedge: String,
    /// Who, nearest first.
    pub chain: Vec<Named>,
}

/// A source as a sentence names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reading) struct Named {
    /// Its name without article.
    pub name: String,
    /// What its words tell it to be.
    pub kind: SourceKind,
}

/// Whom a sentence credits, if it credits anybody. `last` is whoever was credited last in the paragraph.
pub(in crate::reading) fn credit(
    sentence: &str,
    words: &Words,
    last: Option<&Named>,
) -> Option<Credit> {
    let tokens = tokens(sentence);
    let reader = Reader {
        sentence,
        tokens: &tokens,
        words,
        last,
    };
    let found = reader.by_phrase(&words.cues.phrases, 0);
    let found = found.or_else(|| reader.by_verb(0..tokens.len(), Weak::NeedSpeech));
    let Some((cue, first, place)) = found else {
        let goes_on = last.filter(|_| is_all_speech(&tokens));
        return goes_on.map(|last| Credit {
            chain: vec![last.clone()],
            ..Credit::default()
        });
    };
    let mut chain = vec![first];
    if let Some((_, relied_on, _)) = reader.by_phrase(&words.cues.citing, 0) {
        chain.push(relied_on);
    } else if let Some(inner) = reader.reported_clause(place) {
        chain.push(inner);
    }
    chain.dedup_by(|a, b| a.name.eq_ignore_ascii_case(&b.name));
    let hedge = words
        .hedges
        .iter()
        .find_map(|hedge| reader.phrase(hedge, 0))
        .map_or(String::new(), |at| reader.text(at));
    Some(Credit {
        cue: reader.text(cue),
        hedge,
        chain,
    })
}

/// What a verb that as often means something else counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weak {
    /// It credits only beside what is said.
    NeedSpeech,
    /// It credits as any other: it stands in what somebody reports.
    Count,
}

/// Whether a sentence is a quotation from end to end.
fn is_all_speech(tokens: &[Token]) -> bool {
    let opens = tokens
        .first()
        .is_some_and(|token| token.kind == TokenKind::OpenQuote);
    let speaks =
        |token: &Token| token.quoted || !matches!(token.kind, TokenKind::Word | TokenKind::Number);
    opens && tokens.iter().all(speaks)
}

struct Reader<'a> {
    sentence: &'a str,
    tokens: &'a [Token],
    words: &'a Words,
    last: Option<&'a Named>,
}

impl Reader<'_> {
    fn token(&self, place: usize) -> Option<&Token> {
        self.tokens.get(place)
    }

    /// The words of a range of tokens as they stand.
    fn text(&self, range: Range<usize>) -> String {
        let ends = self
            .token(range.start)
            .zip(range.end.checked_sub(1).and_then(|last| self.token(last)));
        let text =
            ends.and_then(|(first, last)| self.sentence.get(first.range.start..last.range.end));
        text.unwrap_or_default().to_owned()
    }

    /// Where a phrase stands outside quotations, from this token on.
    fn phrase(&self, phrase: &str, from: usize) -> Option<Range<usize>> {
        let parts: Vec<&str> = phrase.split(' ').collect();
        let fits = |place: &usize| {
            let here = self.tokens.get(*place..*place + parts.len());
            here.is_some_and(|here| {
                here.iter()
                    .zip(&parts)
                    .all(|(token, part)| token.lower == **part && !token.quoted)
            })
        };
        (from..self.tokens.len())
            .find(fits)
            .map(|place| place..place + parts.len())
    }

    /// Who stands after one of these phrases: the cue, who, and the token after.
    fn by_phrase(&self, phrases: &[String], from: usize) -> Option<(Range<usize>, Named, usize)> {
        phrases.iter().find_map(|phrase| {
            let cue = self.phrase(phrase, from)?;
            let name = self.name_after(cue.end)?;
            Some((cue, self.named(name.clone())?, name.end))
        })
    }

    /// Who says something by a verb of saying among these tokens: the cue, who, and the token after both.
    fn by_verb(&self, mut among: Range<usize>, weak: Weak) -> Option<(Range<usize>, Named, usize)> {
        among.find_map(|place| {
            let verb = self.token(place)?;
            if verb.quoted || !self.words.cues.verbs.contains(&verb.lower) || self.is_blocked(place)
            {
                return None;
            }
            let before = place.checked_sub(1).and_then(|before| self.token(before));
            let follows_speech = before.is_some_and(|token| {
                token.kind == TokenKind::CloseQuote
                    || (token.kind == TokenKind::Mark && !matches!(token.lower.as_str(), "(" | ":"))
            });
            let after = self.token(place + 1);
            let introduces = after.is_some_and(|token| {
                token.kind == TokenKind::OpenQuote
                    || token.lower == ":"
                    || self.words.cues.that.contains(&token.lower)
                    || (token.lower == ","
                        && self
                            .token(place + 2)
                            .is_some_and(|next| self.words.cues.that.contains(&next.lower)))
            });
            let says = |name: &Range<usize>| self.could_say(name);
            let name = if follows_speech {
                let may_follow = !self.words.cues.addressed.contains(&verb.lower);
                let after = self.name_after(place + 1).filter(|_| may_follow);
                let after = after.filter(says).filter(|name| self.ends_clause(name));
                let aside = || self.name_before_aside(place).filter(says);
                // A quotation right before the verb may be a name: «Степ» пише.
                let named = || self.name_before(place).filter(says);
                after.or_else(aside).or_else(named)
            } else {
                self.name_before(place).filter(says)
            }?;
            let ends_speech = follows_speech
                || (name.start > 0
                    && self
                        .token(name.start - 1)
                        .is_some_and(|token| token.kind != TokenKind::Word));
            if weak == Weak::NeedSpeech
                && self.words.cues.weak.contains(&verb.lower)
                && !introduces
                && !ends_speech
            {
                return None;
            }
            let next = name.end.max(place + 1);
            Some((place..place + 1, self.named(name)?, next))
        })
    }

    /// Whether the verb asserts nothing here: "to say", "would not say", "who said".
    fn is_blocked(&self, place: usize) -> bool {
        let before = (0..place).rev().filter_map(|before| self.token(before));
        let mut before = before.skip_while(|token| self.words.cues.between.contains(&token.lower));
        before
            .next()
            .is_some_and(|token| self.words.cues.blocked_by.contains(&token.lower))
    }

    /// Who says something at the start of what somebody reports: "CNN reported that ISIS had claimed".
    fn reported_clause(&self, from: usize) -> Option<Named> {
        let that = (from.saturating_sub(1)..self.tokens.len().min(from + 3)).find(|place| {
            self.token(*place)
                .is_some_and(|token| self.words.cues.that.contains(&token.lower))
        })?;
        let end = (that + 1..self.tokens.len()).find(|place| {
            self.token(*place)
                .is_some_and(|token| token.kind != TokenKind::Word)
        });
        self.by_verb(that + 1..end.unwrap_or(self.tokens.len()), Weak::Count)
            .map(|(_, named, _)| named)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::language::Language;

    /// `cue | hedge | name (kind) < name (kind)`
    fn shown(language: Language, sentence: &str) -> String {
        let last = Named {
            name: "LAST".into(),
            kind: SourceKind::Other,
        };
        let Some(credit) = credit(sentence, language.words(), Some(&last)) else {
            return "-".into();
        };
        let chain: Vec<String> = credit
            .chain
            .iter()
            .map(|named| format!("{} ({})", named.name, named.kind))
            .collect();
        format!("{} | {} | {}", credit.cue, credit.hedge, chain.join(" < "))
    }

    #[test]
    fn english_credits() {
        let of = |sentence| shown(Language::English, sentence);
        assert_eq!(
            of("ISIS claimed the attack, CNN said, citing Amaq."),
            "said |  | CNN (outlet) < Amaq (agency)"
        );
        assert_eq!(
            of("The bridge was closed, according to the city council."),
            "according to |  | city council (body)"
        );
        assert_eq!(
            of("Two died, said Mayor Ann Lee on Monday."),
            "said |  | Mayor Ann Lee (official)"
        );
        assert_eq!(
            of("CNN reported that ISIS had claimed the attack."),
            "reported |  | CNN (outlet) < ISIS (body)"
        );
        assert_eq!(
            of("She also confirmed that the road was shut."),
            "confirmed |  | LAST (other)"
        );
        assert_eq!(
            of("The ship allegedly sank, a resident told reporters."),
            "told | allegedly | resident (witness)"
        );
        assert_eq!(
            of("Fog was thick, the coast guard said."),
            "said |  | coast guard (other)"
        );
        assert_eq!(
            of("Ann Lee, a sailor, said she ran."),
            "said |  | Ann Lee (other)"
        );
        assert_eq!(
            of("The operator, Norsund Lines, denied that."),
            "denied |  | Norsund Lines (other)"
        );
        assert_eq!(
            of("The Gazette reported that he had been ill, citing an internal memo."),
            "reported |  | Gazette (outlet) < internal memo (other)"
        );
        assert_eq!(of("“Nobody told us anything.”"), " |  | LAST (other)");
        assert_eq!(
            of("“They ran,” he said, “and hid.”"),
            "said |  | LAST (other)"
        );
        assert_eq!(of("The mine closed in 1990."), "-");
        assert_eq!(of("The minister declined to say why."), "-");
        assert_eq!(of("The storm claimed 40 lives."), "-");
    }

    #[test]
    fn ukrainian_credits() {
        let of = |sentence| shown(Language::Ukrainian, sentence);
        assert_eq!(
            of("За даними ДСНС, згорів склад."),
            "За даними |  | ДСНС (body)"
        );
        assert_eq!(
            of("«Ми готові», – сказав мер Іван Гнатюк."),
            "сказав |  | мер Іван Гнатюк (official)"
        );
        assert_eq!(
            of("Поліція повідомила, що водій утік."),
            "повідомила |  | Поліція (body)"
        );
        assert_eq!(
            of("Про це пише «Суспільне» з посиланням на прокуратуру."),
            "Про це пише |  | «Суспільне» (outlet) < прокуратуру (body)"
        );
        assert_eq!(of("Склад згорів уночі."), "-");
    }

    #[test]
    fn russian_credits() {
        let of = |sentence| shown(Language::Russian, sentence);
        assert_eq!(
            of("По словам очевидцев, взрывов было два."),
            "По словам |  | очевидцев (witness)"
        );
        assert_eq!(
            of("Мост закрыт, сообщила пресс-служба мэрии."),
            "сообщила |  | пресс-служба мэрии (body)"
        );
        assert_eq!(
            of("ТАСС сообщает со ссылкой на источник, что рейс отменён."),
            "сообщает |  | ТАСС (agency) < источник (anonymous)"
        );
        assert_eq!(
            of("Он подтвердил, что рейс отменён."),
            "подтвердил |  | LAST (other)"
        );
    }
}
