//! Searches a text for quotes: first as it is, then in normalized form, then without footnote
//! marks.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::fold::{Folded, core, fold};
use super::gap::SearchText;
use super::pieces::{Pieces, without_notes};
use super::{Match, place};

/// How well a text contains a quote. See [`Text::find`].
pub fn find(quote: &str, text: &str) -> Match {
    Text::new(text).find(quote)
}

/// A text that is searched for quotes.
#[derive(Debug)]
pub struct Text<'a> {
    /// The text as it was read.
    original: Cow<'a, str>,
    /// The normalized text, computed for the first quote that the text does not contain verbatim.
    folded: OnceCell<Folded>,
    /// The normalized text without footnote marks, computed for the first quote that `folded` does
    /// not contain.
    without_notes: OnceCell<Folded>,
}

impl<'a> Text<'a> {
    /// A text as it was read.
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            original: text.into(),
            folded: OnceCell::new(),
            without_notes: OnceCell::new(),
        }
    }

    /// How well the text contains a quote, at the best of all places. `…` and `...`, also in
    /// brackets, stand for omitted words; the parts around them must be in the same order in the
    /// text. Other words in square brackets are an editor's. A quote without a letter or digit must
    /// match exactly.
    pub fn find(&self, quote: &str) -> Match {
        let quote = quote.trim();
        let raw = SearchText {
            text: &self.original,
            removed_dashes: &[],
        };
        let mut best = Match::Absent;
        let mut try_pieces = |pieces: &Pieces, view, best_possible: Match| {
            if pieces.parts.is_empty() {
                return false;
            }
            let best_possible = if pieces.is_edited {
                best_possible.max(Match::ExceptBrackets)
            } else {
                best_possible
            };
            if let Some(found) = place::best_match(pieces, view) {
                best = best.clone().min(found.max(best_possible));
            }
            best.is_faithful()
        };
        let pieces = Pieces::of(quote);
        let is_marked = pieces.parts.len() != 1 || pieces.is_edited || quote.contains(['.', '…']);
        if try_pieces(&Pieces::whole(quote), raw, Match::Verbatim)
            || (is_marked && try_pieces(&pieces, raw, Match::Verbatim))
        {
            return best;
        }
        let folded = self.folded.get_or_init(|| fold(&self.original));
        let form = |part: &str| core(&fold(part).text).to_owned();
        if try_pieces(&pieces.map_parts(form), folded.view(), Match::ExceptSpacing) {
            return best;
        }
        if let (Cow::Borrowed(_), Cow::Borrowed(_)) =
            (without_notes(&self.original), without_notes(quote))
        {
            return best;
        }
        let text_without_notes = self
            .without_notes
            .get_or_init(|| fold(&without_notes(&self.original)));
        let form = |part: &str| core(&fold(&without_notes(part)).text).to_owned();
        try_pieces(
            &pieces.map_parts(form),
            text_without_notes.view(),
            Match::ExceptBrackets,
        );
        best
    }
}

impl Folded {
    fn view(&self) -> SearchText<'_> {
        SearchText {
            text: &self.text,
            removed_dashes: &self.removed_dashes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cmp::Ordering;

    const STORY: &str = "The harbour master said on Friday: “We’ve not seen the ferry’s log since 2019 — nobody has.”\n\
        Of 15,000 people 15 died, 3.5 per cent were Norwe-\ngians, a well-\nknown inter\u{ad}\nnational crew… of the Kyiv–London line.\n\
        За словами мера, м’я\u{301}ч «їжака» – це 10–15 км\u{a0}/\u{a0}год; −5 °C. The ﬁnal oﬃce, said he. 7 left.";

    #[test]
    fn verbatim_quotes_match() {
        for quote in [
            "We’ve not seen the ferry’s log",
            "  We’ve not seen the ferry’s log\n",
            "since 2019 — nobody has",
            "ferry’s […] since 2019",
            "We’ve not […] since 2019",
            "We’ve not … the ferry’s log ... nobody has.",
            "[...] nobody has.”",
            "15,000 people",
            "15 died",
            "Kyiv",
            "London line",
            "– це 10–15 км",
            "«їжака»",
        ] {
            assert_eq!(find(quote, STORY), Match::Verbatim, "{quote}");
        }
    }

    #[test]
    fn typographic_differences_are_reported_as_spacing() {
        for quote in [
            "We've not seen the ferry's log",
            "\"We've not seen the ferry's log since 2019 - nobody has.\"",
            "„We’ve not seen the ferry’s log since 2019—nobody has.“",
            "since 2019 -- nobody  has. ” Of 15,000 people",
            "log since\u{a0}2019",
            "were Norwegians, a well-known international crew",
            "a well-known inter-\nnational crew",
            "Norwe\u{ad}gians",
            "crew... of the Kyiv-London line",
            "crew … Kyiv — London [ . . . ] line",
            "м'я\u{301}ч \"їжака\" - це 10-15 км/год",
            "м’я\u{301}ч «і\u{308}жака»",
            "це 10−15 км / год; -5 °C",
            "“їжака” … км/год",
            "The final office",
            "« nobody has »",
        ] {
            assert_eq!(find(quote, STORY), Match::ExceptSpacing, "{quote}");
        }
    }

    #[test]
    fn other_words_do_not_match() {
        for quote in [
            "we’ve not seen",
            "We have not seen",
            "2019 … 2019",
            "5 died",
            "5,000 people",
            "15,000 people died",
            "15,00",
            "000 people",
            "1015 км",
            "since 201",
            "ferry’s lo",
            "Of 15 people",
            "arbour master",
            "theferry",
            "“”",
            "3 per cent",
            "5 per cent",
        ] {
            assert_eq!(find(quote, STORY), Match::Absent, "{quote}");
        }
        // A mark alone must match exactly, and an empty quote always matches.
        for quote in ["…", ""] {
            assert_eq!(find(quote, STORY), Match::Verbatim, "{quote}");
        }
        assert_eq!(find("10 5", "105"), Match::Absent);
        assert_eq!(find("105", "10 5"), Match::Absent);
        assert_eq!(find("10-5", "105"), Match::Absent);
        assert_eq!(find("-5", "“ 5"), Match::Absent);
    }

    #[test]
    fn a_quote_may_end_before_a_dash() {
        let text = "It’s well — and more, said he – the mayor";
        assert_eq!(find("It's well", text), Match::ExceptSpacing);
        assert_eq!(find("“and more, said he”", text), Match::ExceptSpacing);
    }

    #[test]
    fn scripts_without_capitals_match_inside_words() {
        assert_eq!(find("沉没", "渡轮沉没了"), Match::Verbatim);
        assert_eq!(find("العبارة", "والعبارة غرقت"), Match::Verbatim);
    }

    const LEASE: &str = "The landlord is not permitted to terminate the lease, and the tenant may stay. A tenant who has not paid \
        may leave. The tenant doesn't have to repaint the walls. The landlord is hereby permitted to enter.";

    #[test]
    fn a_lost_or_added_negation_is_reported() {
        for (quote, lost) in [
            ("The landlord is ... permitted to terminate", "not"),
            ("landlord is […] permitted to terminate", "not"),
            ("landlord is (…) permitted to terminate", "not"),
            ("landlord is <...> permitted to terminate", "not"),
            ("landlord … terminate the lease", "not"),
            ("the tenant … have to repaint", "not"),
            ("tenant […] have to repaint the walls", "doesn't"),
            ("landlord is . . . permitted … the tenant may stay", "not"),
            ("… permitted to terminate the lease", "not"),
            ("The landlord is… to terminate the lease", "not"),
            ("The tenant [must] have to repaint", "doesn't"),
            ("[He] is ... permitted to terminate", "not"),
        ] {
            let found = find(quote, LEASE);
            if quote == "the tenant … have to repaint" {
                // This quote can span two sentences, so the negation that it loses depends on the
                // place.
                assert!(found.is_wrong(), "{quote}");
                continue;
            }
            assert_eq!(found, Match::NegationLost(lost.to_owned()), "{quote}");
            assert!(
                find(&quote.replace("landlord", "“landlord”"), LEASE).is_wrong(),
                "{quote}"
            );
        }
        for (quote, text, lost) in [
            (
                "Орендодавець … має права",
                "Орендодавець не має права розривати договір.",
                "не",
            ),
            (
                "він [...] бачив",
                "Тоді він ніколи бачив це місто.",
                "ніколи",
            ),
            (
                "рішення ухвалили … доказів",
                "Це рішення ухвалили без доказів.",
                "без",
            ),
            (
                "доказів … було",
                "Доказів вини, доказів злочину немає, і не було.",
                "немає",
            ),
            (
                "Он … говорил этого",
                "Он никогда не говорил этого.",
                "никогда",
            ),
            ("У него … денег", "У него нет денег.", "нет"),
            (
                "there was … evidence",
                "In fact there was hardly any evidence of it.",
                "hardly",
            ),
            ("He … knew", "He didn’t say what he knew.", "didn't"),
            ("left … of malice", "He left — not out of malice.", "not"),
        ] {
            assert_eq!(
                find(quote, text),
                Match::NegationLost(lost.to_owned()),
                "{quote}"
            );
        }
        let added = Match::NegationAdded("not".to_owned());
        assert_eq!(find("hereby [not] permitted", LEASE), added);
    }

    #[test]
    fn words_without_negation_may_be_left_out() {
        for (quote, text) in [
            // At another place the text has these words without a negation.
            ("The landlord is … permitted to enter", LEASE),
            (
                "The landlord … to enter",
                "The landlord, Mr. Smith of No. 5 High Street, is to enter.",
            ),
            ("He is … rich", "He is not only famous, he is rich."),
            ("нас … чекали", "Тоді нас, як не лише я думаю, чекали."),
            ("Nobody … the door", "Nobody ever opened the door."),
            ("not permitted … the lease", LEASE),
            ("… the tenant may stay", LEASE),
            ("The landlord …", "The landlord left, never to return."),
        ] {
            assert!(
                find(quote, text).is_faithful(),
                "{quote}: {:?}",
                find(quote, text)
            );
        }
    }

    #[test]
    fn parts_in_another_order_and_long_gaps_are_found() {
        assert_eq!(
            find("the tenant may stay … The landlord is not", LEASE),
            Match::OutOfOrder
        );
        assert_eq!(
            find("‘the tenant may stay’ … 'The landlord is not'", LEASE),
            Match::OutOfOrder
        );
        assert_eq!(find("nobody … not seen", STORY), Match::OutOfOrder);
        assert_eq!(
            find("The tenant doesn't … permitted to enter", LEASE),
            Match::AcrossSentences
        );
        assert_eq!(
            find("The landlord is not … repaint the walls", LEASE),
            Match::NegationLost("doesn't".to_owned())
        );
        // A negation in a sentence that is left out as a whole does not count.
        let three = "The shop is open. It was never closed. The owner is here.";
        assert_eq!(
            find("The shop is open. … The owner is here.", three),
            Match::AcrossSentences
        );
        assert_eq!(find("open. … The owner", three), Match::AcrossSentences);
        assert_eq!(
            find("open … closed", three),
            Match::NegationLost("never".to_owned())
        );
        // The full stop after a title or an initial ends no sentence.
        let initials = "The book by Prof. J. K. Rowling sold well.";
        assert_eq!(find("The book … sold", initials), Match::Verbatim);
        let long = format!("One {}two.", "word ".repeat(31));
        assert_eq!(find("One … two", &long), Match::ManyLeftOut);
        assert_eq!(
            find("One … two", &long.replacen("word ", "", 1)),
            Match::Verbatim
        );
        // A quote that begins right after a negation is reported.
        assert_eq!(
            find("permitted to terminate", LEASE),
            Match::AfterNegation("not".to_owned())
        );
        assert_eq!(
            find("permitted  to terminate", LEASE),
            Match::AfterNegation("not".to_owned())
        );
        assert_eq!(find("permitted to", LEASE), Match::Verbatim);
        assert_eq!(
            find("знав", "Він не знав."),
            Match::AfterNegation("не".to_owned())
        );
    }

    #[test]
    fn brackets_and_footnote_marks_are_skipped() {
        let text = "The mayor[3] said that he[a] had walked home.[4, 5] He knew nothing¹ of it. Він не знав про це[прим. 2], сказав він.";
        for quote in [
            "The mayor said that he had walked home. He knew nothing of it.",
            "[t]he mayor said",
            "[T]he mayor said that he [the mayor] had",
            "He [the mayor] knew nothing",
            "[The mayor] knew nothing",
            "he had walk[s] home",
            "Він [мер] не знав",
            "[Мер] не знав про це, сказав він",
            "Він (мер. – Ред.) не знав",
            "said that [Smith] had walked home",
            "“[T]hat he had walked home”",
            "knew [sic] nothing",
        ] {
            assert_eq!(find(quote, text), Match::ExceptBrackets, "{quote}");
        }
        for quote in [
            "[Nobody] … said that she",
            "The mayor [of Kelm] knew nothing",
            "[un]walked home",
            "walk[ed in the rain and came] home late",
            "He [the mayor] nothing of it whatever",
        ] {
            assert!(!find(quote, text).is_faithful(), "{quote}");
        }
        // A quote may contain brackets that are in the text itself.
        assert_eq!(find("mayor[3] said", text), Match::Verbatim);
    }

    /// A search whose time is proportional to the product of both lengths would not finish this
    /// test. `cargo bench --bench standards` measures the time.
    #[test]
    fn hostile_texts_are_searched_in_linear_time() {
        let text = "a".repeat(2_000_000);
        let quote = "a".repeat(100_000);
        let dashes = "a-".repeat(500_000);
        let parts = "a…".repeat(100_000);
        let accents = format!("a{}", "\u{301}\u{323}".repeat(300_000));
        assert_eq!(find(&quote, &text), Match::Absent);
        assert_eq!(find(&format!("{quote}b"), &text), Match::Absent);
        assert_eq!(find(&quote, &dashes), Match::ExceptSpacing);
        assert_eq!(find(&parts, &"a ".repeat(100_001)), Match::Verbatim);
        assert_eq!(find(&parts, &"a ".repeat(99_999)), Match::Absent);
        let others = accents.replace('\u{301}', "\u{300}");
        assert_eq!(find(&accents, &others), Match::Absent);
        let (marks, dots) = ("«".repeat(300_000), ".".repeat(300_000));
        assert_eq!(find(&marks, &dots), Match::Absent);
    }

    /// Words, each with the spaces or punctuation after it.
    fn pieces() -> impl Strategy<Value = Vec<(String, &'static str)>> {
        let between = prop::sample::select(vec![
            " ", "  ", "\n", "\u{a0}", ", ", " — ", " “", "” ", " ", ". ", " ", "... ",
        ]);
        prop::collection::vec(("[A-Za-zїґЯй]{1,6}|[0-9]{1,4}", between), 1..20)
    }

    fn joined(pieces: &[(String, &'static str)]) -> String {
        let each = pieces
            .iter()
            .flat_map(|(word, between)| [word.as_str(), between]);
        each.collect()
    }

    /// The same text as somebody else would type it.
    fn retyped(text: &str) -> String {
        text.replace(['“', '”'], "\"")
            .replace(" — ", " - ")
            .replace(['\n', '\u{a0}'], " ")
            .replace("...", "…")
            .replace('й', "и\u{306}")
    }

    proptest! {
        /// A text contains its own words verbatim, even if a random word before them is a negation.
        /// It still contains them if the quote or the text is retyped.
        #[test]
        fn a_text_contains_its_own_words(pieces in pieces(), at in any::<prop::sample::Index>(), count in 1_usize..8) {
            let text = joined(&pieces);
            let at = at.index(pieces.len());
            let some = pieces.get(at..(at + count).min(pieces.len())).unwrap();
            let mut quote = joined(some);
            quote.truncate(quote.len() - some.last().unwrap().1.len());
            let before = joined(&pieces[..at]).to_lowercase();
            match find(&quote, &text) {
                Match::AfterNegation(word) => prop_assert!(before.contains(&word), "{}", word),
                found => prop_assert_eq!(found, Match::Verbatim),
            }
            prop_assert_ne!(find(&retyped(&quote), &text), Match::Absent);
            prop_assert_ne!(find(&quote, &retyped(&text)), Match::Absent);
            // No word of the text is as long as "Elsewhere".
            let missing = format!("{quote} Elsewhere");
            prop_assert_eq!(find(&missing, &text), Match::Absent);
        }

        /// Two parts match verbatim in the order of the text, and are out of order the other way
        /// round. A part that the text contains once cannot match twice.
        #[test]
        fn parts_around_an_ellipsis_keep_their_order(count in 2_usize..30, first in 0_usize..30, second in 0_usize..30) {
            let text = (0..count).map(|number| format!("w{number}")).collect::<Vec<_>>().join(" ");
            let quote = format!("w{first} […] w{second}");
            let expected = match first.cmp(&second) {
                _ if first.max(second) >= count => Match::Absent,
                Ordering::Less => Match::Verbatim,
                Ordering::Equal => Match::Absent,
                Ordering::Greater => Match::OutOfOrder,
            };
            prop_assert_eq!(find(&quote, &text), expected);
        }

        /// Every text contains itself, alone or between other texts, and no input panics.
        #[test]
        fn any_text_is_found_in_itself(text in "\\PC*", before in "\\PC*", quote in "\\PC*") {
            prop_assert_eq!(find(&text, &text), Match::Verbatim);
            let within = format!("{before} {text} {before}");
            prop_assert_eq!(find(&text, &within), Match::Verbatim);
            let found = find(&quote, &text);
            prop_assert!(found != Match::Verbatim || quote.contains('.') || quote.contains('…') || text.contains(quote.trim()));
        }

        /// Normalizing a normalized text changes nothing.
        #[test]
        fn normalizing_twice_changes_nothing(text in "[a-zA-Z0-9 .,…“”«»'\\-–—\u{ad}\u{a0}\nйїﬁ]{0,60}") {
            let once = fold(&text).text;
            // The first pass removes dashes between letters, so the second finds none.
            prop_assert_eq!(fold(&once).text, once);
        }
    }
}
