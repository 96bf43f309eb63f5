//! Any text and any bytes give a result or an error with its place: no panic, and no claim that is
//! not in the story.

use crate::support;
use factdesk::case::{Draft, IdGen, Timestamp};
use factdesk::reading::{Format, decode, read_list, read_story};
use factdesk::store::{emit, load};
use proptest::prelude::*;

fn now() -> Timestamp {
    "2026-11-23T10:00:00.000Z".parse().unwrap()
}

/// Texts that resemble stories: words of three languages, punctuation, quotations, line ends,
/// hidden characters.
fn storyish() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("said ".to_owned()),
        Just("according to ".to_owned()),
        Just(" за словами ".to_owned()),
        Just("сообщил ".to_owned()),
        Just("що ".to_owned()),
        Just("CNN ".to_owned()),
        Just("the ".to_owned()),
        "[A-ZА-ЯЇ][a-zа-яї]{0,6} ",
        "[a-zа-яї]{1,6}",
        "[.!?…,;:()\"“”«»„’'—–-]{1,3} ?",
        "[0-9]{1,3}[.:,]?[0-9]{0,2}",
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        "[\u{1b}\u{202e}\u{200b}\t#*_>|`-]",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_story_makes_a_sound_case(text in storyish(), markdown in any::<bool>()) {
        let Ok(decoded) = decode(text.as_bytes(), "story.txt") else { return Ok(()) };
        let text = decoded.text;
        let format = if markdown { Format::Markdown } else { Format::Plain };
        let (case, report) = read_story(&text, format, "story.txt", &mut IdGen::seeded(1)).unwrap();
        prop_assert_eq!(report.claims, case.claims.len());
        for claim in case.claims.iter() {
            prop_assert!(claim.span.is_some() && !case.is_unanchored(claim), "{claim:?}");
            prop_assert_eq!(claim.text.trim(), &claim.text);
            prop_assert!(claim.attribution.as_ref().is_none_or(|credit| credit.chain.is_empty() != credit.candidates.is_empty()));
        }
        let draft = case.draft.clone().unwrap();
        prop_assert_eq!(draft.sha256, Draft::hash(&draft.paragraphs));
        prop_assert!(draft.paragraphs.iter().all(|paragraph| !paragraph.text().contains(['\n', '\t'])));
        prop_assert_eq!(load(emit(&case).unwrap().as_bytes()).unwrap(), case);
    }

    #[test]
    fn every_list_makes_a_sound_case(text in storyish()) {
        let (case, _) = read_list(&text, "list", now(), &mut IdGen::seeded(1)).unwrap();
        prop_assert!(case.claims.iter().all(|claim| claim.span.is_none() && claim.added.is_some()));
        prop_assert_eq!(load(emit(&case).unwrap().as_bytes()).unwrap(), case);
    }

    #[test]
    fn no_letter_of_a_story_is_lost(text in storyish()) {
        let Ok(decoded) = decode(text.as_bytes(), "story.txt") else { return Ok(()) };
        let text = decoded.text;
        let (case, _) = read_story(&text, Format::Plain, "story.txt", &mut IdGen::seeded(1)).unwrap();
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let kept: String = case.draft.unwrap().paragraphs.iter().map(|paragraph| letters(paragraph.text())).collect();
        prop_assert_eq!(kept, letters(&text));
    }

    #[test]
    fn a_case_with_broken_bytes_is_read_or_refused_with_a_place_inside_it(
        breaks in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..6),
    ) {
        let (case, _) = read_story(&support::story("ferry.en.txt"), Format::Plain, "ferry.txt", &mut IdGen::seeded(1)).unwrap();
        let mut bytes = emit(&case).unwrap().into_bytes();
        for (at, byte, how) in breaks {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                _ => bytes.insert(at, byte),
            }
        }
        let lines = bytes.split(|byte| *byte == b'\n').count();
        match load(&bytes) {
            Ok(case) => {
                let again = load(emit(&case).unwrap().as_bytes()).unwrap();
                prop_assert_eq!(again, case);
            }
            Err(error) => {
                prop_assert!(error.place.is_none_or(|(line, _)| (1..=lines).contains(&line)), "{error}");
                prop_assert!(!error.hint.is_empty() && !error.to_string().contains(factdesk::text::is_unseen));
            }
        }
    }
}

#[test]
fn every_truncation_of_a_case_is_refused() {
    let (case, _) = read_story(
        &support::story("mine.uk.txt"),
        Format::Plain,
        "mine.txt",
        &mut IdGen::seeded(1),
    )
    .unwrap();
    let text = emit(&case).unwrap();
    // The last line feed is not part of the case.
    for length in 0..text.len() - 1 {
        assert!(load(&text.as_bytes()[..length]).is_err(), "{length}");
    }
}

#[test]
fn long_lines_of_punctuation_are_read_quickly() {
    for piece in [
        "a. ",
        "?a",
        "… А",
        "A.",
        "«",
        "\"",
        "- ",
        ".",
        "said ",
        "«a» said ",
        "не ",
        "a-",
    ] {
        let text = format!("Word {}", piece.repeat(60_000));
        let (case, _) = read_story(&text, Format::Plain, "x", &mut IdGen::seeded(1)).unwrap();
        assert!(!case.draft.unwrap().paragraphs.is_empty());
        let (_, _) = read_story(&text, Format::Markdown, "x", &mut IdGen::seeded(1)).unwrap();
    }
}
