//! What leaves the newsroom: redacted cases, the page, the Word document.

use std::io::{Cursor, Read};

use crate::support::secretive::{INTERNAL, SECRETS, secretive};
use factdesk::case::standing::standing_of;
use factdesk::case::*;
use factdesk::check::{FileChecks, Findings, House, Secrets, is_nameless};
use factdesk::export::{Choice, ExportRequest, Format, Options, Words, export, redact};
use factdesk::store::{emit, load};
use proptest::prelude::*;

/// The case with its ids numbered in order, to compare two cases that differ only in ids.
fn without_ids(case: &Case) -> String {
    let mut names = std::collections::HashMap::new();
    let text = emit(case).unwrap();
    // The comments repeat the ids.
    let line = |line: &str| match line.trim_start() {
        start if start.starts_with("( // ") => "(".to_owned(),
        end if end.starts_with("), // ") => "),".to_owned(),
        _ => line.to_owned(),
    };
    let text = text.lines().map(line).collect::<Vec<_>>().join("\n");
    let mut plain = String::new();
    for (place, piece) in text.split('"').enumerate() {
        let is_id = place % 2 == 1 && piece.parse::<AnyId>().is_ok();
        // The subject of a ruling on *said* depends on the ids of the chain.
        let is_of = plain.ends_with("of: ");
        if is_id || is_of {
            let next = names.len();
            plain += &names.entry(piece.to_owned()).or_insert(next).to_string();
        } else if place % 2 == 1 {
            plain += piece;
        } else {
            // Outside strings, and without the ids in comments.
            let lines = piece.split('\n').map(|line| line.split(" // ").next());
            plain += &lines
                .map(Option::unwrap_or_default)
                .collect::<Vec<_>>()
                .join("\n");
        }
    }
    plain
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_redacted_case_contains_nothing_of_a_confidential_source(seed in any::<u64>()) {
        let case = secretive(seed);
        load(emit(&case).unwrap().as_bytes()).unwrap();
        let (redacted, withheld) = redact(&case);
        let text = emit(&redacted).unwrap();
        prop_assert_eq!(&load(text.as_bytes()).unwrap(), &redacted);

        let words = text.to_lowercase();
        for secret in SECRETS {
            let left = words.lines().find(|line| line.contains(&secret.to_lowercase()));
            prop_assert!(left.is_none(), "{} in {:?}", secret, left);
        }
        prop_assert!(!words.contains(INTERNAL));
        prop_assert!(Secrets::of(&redacted).is_empty());
        for (old, new) in case.claims.iter().map(|old| (old, redacted.claims.get(withheld.claim(old.id).unwrap()).unwrap())) {
            prop_assert!(!redacted.claims.has(old.id));
            prop_assert_eq!(case.is_unanchored(old), redacted.is_unanchored(new));
            prop_assert_eq!(old.chain().len(), new.chain().len());
            for question in old.questions() {
                prop_assert_eq!(standing_of(old, question).standing, standing_of(new, question).standing);
            }
        }
        if let Some(draft) = &redacted.draft {
            prop_assert_eq!(Draft::hash(&draft.paragraphs), draft.sha256);
        }
        let mut names: Vec<_> = redacted.sources.iter().filter(|source| source.confidential).map(|source| &source.name).collect();
        names.sort();
        prop_assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
        prop_assert!(names.iter().all(|name| is_nameless(name)));

        let (again, withheld) = redact(&redacted);
        prop_assert!(withheld.is_nothing(), "{}", withheld);
        prop_assert_eq!(without_ids(&again), without_ids(&redacted));
    }

    #[test]
    fn redacting_a_case_without_confidential_sources_changes_only_ids(seed in any::<u64>()) {
        let mut case = secretive(seed);
        case.sources = case.sources.iter().map(|source| {
            let mut source = Source::clone(source);
            source.confidential = false;
            source.known_to.clear();
            source.interest.clear();
            source.into()
        }).collect();
        let (redacted, withheld) = redact(&case);
        prop_assert!(withheld.is_nothing());
        prop_assert_eq!(without_ids(&redacted), without_ids(&case));
        prop_assert!(redacted.id != case.id);
    }
}

/// All text of an export, unpacked, in lower case and with white space as single spaces.
fn text_of(format: Format, case: &Case) -> Option<String> {
    told_by(&House::default(), format, case)
}

/// The same, by the standards of a house.
pub fn told_by(house: &House, format: Format, case: &Case) -> Option<String> {
    let words = Words::of(&case.language).unwrap();
    let findings = Findings::of(case, house, &FileChecks::default());
    let zone = jiff::tz::TimeZone::UTC;
    let now = "2026-11-23T22:30:00Z".parse().unwrap();
    let mut request = ExportRequest::new(format);
    request.url = Some("https://desk.example/".to_owned());
    request.publisher = Some("Our desk".to_owned());
    request.choice = Choice::All;
    let options = Options::new(&request, &words, &findings, &zone, now);
    let bytes = export(format, case, &options).ok()?;
    let text = if format.is_binary() {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        for place in 0..archive.len() {
            archive
                .by_index(place)
                .unwrap()
                .read_to_string(&mut text)
                .unwrap();
        }
        text
    } else {
        String::from_utf8(bytes).unwrap()
    };
    let text = text
        .to_lowercase()
        .replace("&#39;", "'")
        .replace("&apos;", "'")
        .replace('\\', "");
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn no_export_of_a_redacted_case_contains_anything_of_a_confidential_source(seed in any::<u64>()) {
        let (redacted, _) = redact(&secretive(seed));
        for format in Format::ALL {
            let Some(text) = text_of(*format, &redacted) else {
                // There is no verdict to review, or no story to annotate.
                prop_assert!(matches!(format, Format::Claimreview | Format::Annotations));
                continue;
            };
            for secret in SECRETS {
                prop_assert!(!text.contains(&secret.to_lowercase()), "{} in {}", secret, format);
            }
        }
    }
}

#[test]
fn names_of_every_kind_are_redacted_and_claims_keep_covering_them() {
    let text = include_str!("../paper/leak.case.ron");
    let case = load(text.as_bytes()).unwrap();
    let (redacted, withheld) = redact(&case);
    insta::assert_snapshot!(
        "redacted",
        format!("{withheld}\n\n{}", emit(&redacted).unwrap())
    );
}
