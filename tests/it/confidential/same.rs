//! The identity of the source makes no difference: two cases that differ only in the person behind
//! a confidential source give the same bytes after redaction in every format, except for ids.
//! Anything that an export revealed about her would differ.

use std::collections::HashMap;
use std::sync::Arc;

use factdesk::case::*;
use factdesk::export::{Format, redact};
use factdesk::store::{emit, load};

use super::exports;

/// A person with all her data, and how the story and the desk refer to her.
#[derive(Clone)]
struct Who {
    id: &'static str,
    name: &'static str,
    aliases: &'static [&'static str],
    url: &'static str,
    archived: &'static str,
    accessed: Option<&'static str>,
    note: &'static str,
    /// Who added each of her items and when, in minutes of the day.
    items: [(&'static str, i64); 3],
    quote: &'static str,
    locator: &'static str,
    file: Option<&'static str>,
    /// The queries to her. Every person has the same number, since every record takes an id.
    question: &'static str,
    is_accused: bool,
    /// Four forms of the name.
    forms: [&'static str; 4],
}

const ONE: Who = Who {
    id: "s2aaaaaaaaaa",
    name: "Ганна Тимчук",
    aliases: &["Галка", "hanna_t77"],
    url: "https://t.me/hanna_t77",
    archived: "",
    accessed: Some("2026-11-17"),
    note: "night shifts only",
    items: [("mk", 5), ("mk", 700), ("ab", 1_300)],
    quote: "the door was locked",
    locator: "call, 23 March, Sumska 12",
    file: Some("scans/ward-list.pdf"),
    question: "Коли це було?",
    is_accused: true,
    forms: ["Ганні Тимчук", "Ганною", "Hanna Tymchuk", "Тимчук"],
};

const OTHER: Who = Who {
    id: "szaaaaaaaaaa",
    name: "водій Лук'ян В'юнник",
    aliases: &[],
    url: "",
    archived: "https://archive.example/9912",
    accessed: None,
    note: "",
    items: [("ab", 1_400), ("cd", 2), ("mk", 699)],
    quote: "",
    locator: "",
    file: None,
    question: "Хто ще бачив список?",
    is_accused: false,
    forms: [
        "Лук'янові В'юннику",
        "Лук'яном",
        "Lukian Viunnyk",
        "В'юнника",
    ],
};

fn at(minute: i64) -> Timestamp {
    let start: Timestamp = "2026-11-23T00:00:00.000Z".parse().unwrap();
    start.later(minute * 60_000)
}

/// A case about a ferry in which this person is the confidential source.
fn case(who: &Who) -> Case {
    let mut mint = IdGen::seeded(4);
    let mut case = Case::new(mint.id(|_| false), "Пором");
    case.language = "uk".to_owned();
    let radio = Source::new("s5aaaaaaaaaa".parse().unwrap(), "Портове радіо");
    let line = Source::new("s9aaaaaaaaaa".parse().unwrap(), "Лінія");
    let mut secret = Source::new(who.id.parse().unwrap(), who.name);
    secret.kind = SourceKind::Witness;
    secret.confidential = true;
    secret.aliases = who.aliases.iter().map(|one| (*one).to_owned()).collect();
    secret.url = who.url.to_owned();
    secret.archived = who.archived.to_owned();
    secret.accessed = who.accessed.map(|day| day.parse().unwrap());
    secret.note = who.note.to_owned();
    secret.known_to = who.note.to_owned();
    let sentences = [
        "Пором вийшов о шостій.".to_owned(),
        format!("За словами {}, двері були зачинені.", who.forms[0]),
        format!("Разом із {} на борту було двісті людей.", who.forms[1]),
        format!("Під листом стояло {} і дата.", who.forms[2]),
        format!("Компанія не знала про {} нічого.", who.forms[3]),
        "Радіо повідомило про це вранці.".to_owned(),
    ];
    let paragraphs: Vec<Paragraph> = sentences
        .iter()
        .map(|sentence| Paragraph::new(Part::Body, sentence.clone()))
        .collect();
    let mut draft = Draft::new("story.txt".to_owned(), paragraphs);
    draft.sha256 = Draft::hash(&draft.paragraphs);
    let mut claims: Vec<Claim> = Vec::new();
    for (place, sentence) in sentences.iter().enumerate() {
        let span = Span {
            paragraph: place,
            start: 0,
            end: sentence.len(),
        };
        let mut claim = Claim::new(mint.id(|_| false), Some(span), sentence.clone());
        claim.attribution = Some(Attribution {
            cue: if place == 1 {
                "За словами".to_owned()
            } else {
                String::new()
            },
            hedge: String::new(),
            chain: vec![if place == 1 { secret.id } else { radio.id }],
            candidates: Vec::new(),
            suggested: false,
        });
        if who.is_accused && place == 4 {
            claim.accused = vec![secret.id];
        }
        let item = |source, by: &str, minute, id| Evidence {
            quote: "so".to_owned(),
            ..Evidence::new(
                id,
                by,
                at(minute),
                source,
                (Question::Fact, Stance::Supports),
            )
        };
        claim
            .evidence
            .push(item(radio.id, "mk", 300, mint.id(|_| false)));
        claim
            .evidence
            .push(item(line.id, "ab", 900, mint.id(|_| false)));
        if let Some((by, minute)) = who.items.get(place) {
            let mut theirs = item(secret.id, by, *minute, mint.id(|_| false));
            theirs.quote = who.quote.to_owned();
            theirs.locator = who.locator.to_owned();
            theirs.note = format!("{} {}", who.note, who.forms[1]);
            theirs.accessed = who.accessed.map(|day| day.parse().unwrap());
            theirs.file = who.file.map(|name| File {
                name: name.to_owned(),
                sha256: Sha256::over([name.as_bytes()]),
            });
            claim.evidence.push(theirs);
            // In the order of a case.
            claim.evidence.sort_by_key(|item| (item.at, item.id));
        }
        for question in Question::ALL {
            claim.rulings.push(Ruling {
                at: at(1_000),
                by: "mk".to_owned(),
                question: *question,
                verdict: Some(Verdict::Confirmed),
                reason: None,
                of: claim.subject_hash(*question),
                note: format!("так казали {} і радіо", who.forms[1]),
                decides: false,
            });
        }
        claims.push(claim);
    }
    let about = claims[1].id;
    case.queries.push(Query {
        id: mint.id(|_| false),
        by: who.items[0].0.to_owned(),
        at: at(who.items[0].1),
        claims: vec![about],
        to: who.name.to_owned(),
        source: Some(secret.id),
        behalf: None,
        via: who.locator.to_owned(),
        question: who.question.to_owned(),
        due: None,
        disclosed: String::new(),
        answers: Vec::new(),
    });
    case.draft = Some(Arc::new(draft));
    case.sources = [radio, line, secret].into_iter().map(Arc::new).collect();
    case.claims = claims.into_iter().map(Arc::new).collect();
    case
}

/// The same person, referred to only by the whole name.
fn plainly(who: &Who) -> Who {
    Who {
        forms: [who.name; 4],
        ..who.clone()
    }
}

#[test]
fn the_data_of_a_source_changes_no_byte() {
    same(&plainly(&ONE), &plainly(&OTHER));
}

#[test]
fn the_identity_of_a_source_changes_no_byte() {
    same(&ONE, &OTHER);
}

/// The case with its ids numbered in order of appearance, and its rulings adjusted to that.
/// Redaction makes new ids from the old ones, which differ between the two cases.
fn renumbered(case: &Case) -> Case {
    let text = emit(case).unwrap();
    let lines = text.lines().map(|line| line.split(" // ").next().unwrap());
    let text = lines.collect::<Vec<_>>().join("\n");
    let mut numbers = HashMap::new();
    let mut before = "";
    let pieces = text.split('"').map(|piece| {
        // A hash may look like an id.
        let is_of = std::mem::replace(&mut before, piece).ends_with("of: ");
        if is_of || piece.parse::<AnyId>().is_err() {
            return piece.to_owned();
        }
        let next = numbers.len();
        let number = numbers.entry(piece.to_owned()).or_insert(next);
        format!("{}{number:011}", &piece[..1])
    });
    let pieces: Vec<String> = pieces.collect();
    let mut case = load(pieces.join("\"").as_bytes()).unwrap();
    let claims = case.claims.iter().map(|claim| {
        let mut after = Claim::clone(claim);
        for ruling in &mut after.rulings {
            ruling.of = claim.subject_hash(ruling.question);
        }
        Arc::new(after)
    });
    case.claims = claims.collect();
    case
}

fn same(one: &Who, other: &Who) {
    let redacted = [one, other].map(|who| renumbered(&redact(&case(who)).0));
    let [one, other] = redacted.map(|case| exports(&case));
    for ((format, one), (_, other)) in one.into_iter().zip(other) {
        if format == Format::Docx {
            assert!(one == other, "docx differs");
            continue;
        }
        let [one, other] = [one, other].map(|bytes| String::from_utf8(bytes).unwrap());
        let mut lines = one.lines().zip(other.lines());
        let differs = lines.find(|(one, other)| one != other);
        assert_eq!(differs, None, "{format}");
        assert_eq!(one.len(), other.len(), "{format}");
    }
}
