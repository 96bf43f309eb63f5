//! Whom a sentence credits: source, cue, hedge, and the chain behind the source.
//!
//! Four ways to credit are known: "according to X", "X said", "…, said X" and "X said, citing Y". What stands inside
//! quotation marks credits nobody. A pronoun stands for whoever was credited last, and so does a sentence that is a
//! quotation from end to end.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::language::Words;
use crate::case::SourceKind;

/// A name has no more words than this.
const LONGEST_NAME: usize = 9;

/// Whom a sentence credits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Credit {
    /// The words that credit.
    pub cue: String,
    /// The words that hedge.
    pub hedge: String,
    /// Who, nearest first.
    pub chain: Vec<Named>,
}

/// A source as a sentence names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// Its name without article.
    pub name: String,
    /// What its words tell it to be.
    pub kind: SourceKind,
}

/// Whom a sentence credits, if it credits anybody. `last` is whoever was credited last in the paragraph.
pub(super) fn credit(sentence: &str, words: &Words, last: Option<&Named>) -> Option<Credit> {
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

#[derive(Debug)]
struct Token {
    range: Range<usize>,
    lower: String,
    kind: TokenKind,
    quoted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TokenKind {
    Word,
    Number,
    Mark,
    OpenQuote,
    CloseQuote,
}

/// Words and marks, and which stand inside a quotation.
fn tokens(sentence: &str) -> Vec<Token> {
    let mut depth = 0_usize;
    let mut straight = false;
    let mut tokens: Vec<Token> = Vec::new();
    for (start, piece) in sentence
        .split_word_bound_indices()
        .filter(|(_, piece)| !piece.trim().is_empty())
    {
        let is_word = piece.contains(char::is_alphabetic);
        let kind = match piece {
            "\"" if straight => TokenKind::CloseQuote,
            "”" | "»" => TokenKind::CloseQuote,
            "“" | "«" | "„" | "\"" => TokenKind::OpenQuote,
            _ if is_word => TokenKind::Word,
            _ if piece.contains(char::is_numeric) => TokenKind::Number,
            _ => TokenKind::Mark,
        };
        match (kind, piece) {
            (TokenKind::OpenQuote | TokenKind::CloseQuote, "\"") => straight = !straight,
            (TokenKind::OpenQuote, _) => depth += 1,
            (TokenKind::CloseQuote, _) => depth = depth.saturating_sub(1),
            _ => {}
        }
        let quoted = depth > 0 || straight;
        let range = start..start + piece.len();
        // A hyphen joins: "passer-by", "телеграм-канал".
        let is_hyphen = piece == "-"
            && sentence
                .get(range.end..)
                .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        if let Some(before) = tokens.last_mut()
            && before.kind == TokenKind::Word
            && before.range.end == start
            && (is_hyphen
                || (before.lower.ends_with('-')
                    && matches!(kind, TokenKind::Word | TokenKind::Number)))
        {
            before.range.end = range.end;
            before.lower.push_str(&piece.to_lowercase());
            continue;
        }
        tokens.push(Token {
            range,
            lower: piece.to_lowercase(),
            kind,
            quoted,
        });
    }
    tokens
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
                let after = self
                    .name_after(place + 1)
                    .filter(says)
                    .filter(|name| self.ends_clause(name));
                after.or_else(|| self.name_before_aside(place).filter(says))
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

    /// The tokens of a name that starts here.
    fn name_after(&self, from: usize) -> Option<Range<usize>> {
        let mut start = from;
        while self
            .token(start)
            .is_some_and(|token| self.words.articles.contains(&token.lower))
        {
            start += 1;
        }
        let mut end = start;
        let mut quoted_name = false;
        while let Some(token) = self.token(end) {
            let joins = self.words.joints.contains(&token.lower)
                || self.words.articles.contains(&token.lower);
            let goes_on = match token.kind {
                // «Суспільне» after "видання": a name in quotation marks belongs to whom it names.
                TokenKind::OpenQuote if self.is_short_quotation(end) => {
                    quoted_name = true;
                    true
                }
                TokenKind::CloseQuote if quoted_name => {
                    end += 1;
                    break;
                }
                TokenKind::Word | TokenKind::Number => {
                    let ends = self.words.stops.contains(&token.lower) || self.is_saying(end);
                    let is_first = end == start;
                    (quoted_name && token.quoted)
                        || !(ends || (is_first && joins) || (!is_first && self.is_plain_verb(end)))
                }
                _ => token.lower == "." && end > start && self.is_initial(end - 1),
            };
            if !goes_on || end - start >= LONGEST_NAME + 2 * usize::from(quoted_name) {
                break;
            }
            end += 1;
        }
        self.without_loose_end(start..end)
    }

    /// Whether a pronoun after a verb is who said it, and not the start of what was said: "said she" ends there.
    fn ends_clause(&self, name: &Range<usize>) -> bool {
        let is_pronoun = |token: &Token| self.words.pronouns.contains(&token.lower);
        let goes_on = self
            .token(name.end)
            .is_some_and(|token| token.kind == TokenKind::Word);
        !(goes_on && name.len() == 1 && self.token(name.start).is_some_and(is_pronoun))
    }

    /// The tokens of a name before a verb that something stands between in commas: "Ann Lee, a sailor, said" and "the
    /// operator, Norsund Lines, denied". Of the two the one that is written like a name.
    fn name_before_aside(&self, verb: usize) -> Option<Range<usize>> {
        let close = verb.checked_sub(1)?;
        let is_comma = |place: usize| self.token(place).is_some_and(|token| token.lower == ",");
        let open = (close.saturating_sub(LONGEST_NAME)..close)
            .rev()
            .find(|place| is_comma(*place))?;
        let aside = self
            .name_before(close)
            .filter(|name| name.start == open + 1);
        let is_name = |place| self.first_letter(place).is_some_and(char::is_uppercase);
        aside
            .filter(|aside| is_comma(close) && is_name(aside.start))
            .or_else(|| self.name_before(open))
    }

    /// The tokens of a name that ends before the verb at this place.
    fn name_before(&self, verb: usize) -> Option<Range<usize>> {
        let mut end = verb;
        while end > 0
            && self
                .token(end - 1)
                .is_some_and(|token| self.words.cues.between.contains(&token.lower))
        {
            end -= 1;
        }
        let mut start = end;
        while start > 0 && end - start < LONGEST_NAME + 2 {
            let Some(token) = self.token(start - 1) else {
                break;
            };
            let is_article = self.words.articles.contains(&token.lower);
            let goes_on = match token.kind {
                TokenKind::CloseQuote => start == end && self.opening_of(start - 1).is_some(),
                TokenKind::Word | TokenKind::Number => {
                    !self.words.stops.contains(&token.lower)
                        && !self.is_saying(start - 1)
                        && !self.words.cues.blocked_by.contains(&token.lower)
                }
                _ => token.lower == "." && start > 1 && self.is_initial(start - 2),
            };
            if !goes_on {
                break;
            }
            if token.kind == TokenKind::CloseQuote {
                start = self.opening_of(start - 1).unwrap_or(start - 1);
                continue;
            }
            let before = start.checked_sub(2).and_then(|before| self.token(before));
            start -= 1;
            if is_article && !before.is_some_and(|token| self.words.joints.contains(&token.lower)) {
                break;
            }
        }
        while start < end
            && self.token(start).is_some_and(|token| {
                self.words.articles.contains(&token.lower)
                    || self.words.joints.contains(&token.lower)
            })
        {
            start += 1;
        }
        self.without_loose_end(start..end)
    }

    /// Whether a quotation of at most four words opens here: a name, not speech.
    fn is_short_quotation(&self, open: usize) -> bool {
        (open + 2..=open + 5).any(|place| {
            self.token(place)
                .is_some_and(|token| token.kind == TokenKind::CloseQuote)
        })
    }

    /// Where the short quotation that closes here opens.
    fn opening_of(&self, close: usize) -> Option<usize> {
        let open = (close.saturating_sub(5)..close).rev();
        open.into_iter()
            .find(|place| {
                self.token(*place)
                    .is_some_and(|token| token.kind == TokenKind::OpenQuote)
            })
            .filter(|open| *open + 1 < close && *open > 0)
    }

    fn is_initial(&self, place: usize) -> bool {
        self.token(place)
            .is_some_and(|token| token.lower.chars().count() == 1)
    }

    fn is_saying(&self, place: usize) -> bool {
        self.token(place)
            .is_some_and(|token| self.words.cues.verbs.contains(&token.lower))
    }

    fn is_plain_verb(&self, place: usize) -> bool {
        let is_lower = self.first_letter(place).is_some_and(char::is_lowercase);
        is_lower
            && self.token(place).is_some_and(|token| {
                self.words.kind_of(&token.lower).is_none() && self.words.is_verb(&token.lower)
            })
    }

    fn first_letter(&self, place: usize) -> Option<char> {
        self.sentence
            .get(self.token(place)?.range.clone())?
            .chars()
            .next()
    }

    fn without_loose_end(&self, mut name: Range<usize>) -> Option<Range<usize>> {
        let is_loose = |place: usize| {
            self.token(place).is_some_and(|token| {
                self.words.joints.contains(&token.lower)
                    || self.words.articles.contains(&token.lower)
                    || token.kind == TokenKind::Mark
            })
        };
        while name.end > name.start && is_loose(name.end - 1) {
            name.end -= 1;
        }
        (!name.is_empty()).then_some(name)
    }

    /// Whether these words can name somebody who says something: a pronoun, a word for a speaker, or a proper name.
    fn could_say(&self, name: &Range<usize>) -> bool {
        let is_name = |place: usize| self.first_letter(place).is_some_and(char::is_uppercase);
        let tells = |place: usize| {
            self.token(place).is_some_and(|token| {
                self.words.kind_of(&token.lower).is_some()
                    || (name.len() == 1 && self.words.pronouns.contains(&token.lower))
            })
        };
        let has_article = name
            .start
            .checked_sub(1)
            .and_then(|before| self.token(before));
        let is_somebody = name.len() <= 4
            && has_article.is_some_and(|token| self.words.articles.contains(&token.lower));
        // The first word of a sentence is written like a name whatever it is.
        is_somebody
            || name
                .clone()
                .any(|place| tells(place) || (place > 0 && is_name(place)))
            || (name.start == 0 && (2..=4).contains(&name.len()) && is_name(0))
            || (name.start == 0 && name.len() == 1 && self.looks_like_a_name(0))
    }

    /// Whether a word at the start of a sentence is a name: all capitals, or no word of the language's lists.
    fn looks_like_a_name(&self, place: usize) -> bool {
        let Some(token) = self.token(place) else {
            return false;
        };
        let written = self.sentence.get(token.range.clone()).unwrap_or_default();
        written.chars().filter(|c| c.is_uppercase()).count() > 1
            || (!self.words.starters.contains(&token.lower)
                && !self.words.is_verb(&token.lower)
                && token.lower.chars().count() > 3)
    }

    fn named(&self, name: Range<usize>) -> Option<Named> {
        let stands_for_last = name.len() == 1
            && self
                .token(name.start)
                .is_some_and(|token| self.words.pronouns.contains(&token.lower));
        if stands_for_last {
            return self.last.cloned();
        }
        let tells = |token: &Token| self.words.kind_of(&token.lower);
        // The first word that tells is the head of the name in Ukrainian and Russian, the last one in English.
        let mut kinds = self.tokens.get(name.clone())?.iter().filter_map(tells);
        let kind = if self.words.code == "en" {
            kinds.next_back()
        } else {
            kinds.next()
        };
        Some(Named {
            name: self.text(name),
            kind: kind.unwrap_or_default(),
        })
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
