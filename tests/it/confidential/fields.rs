//! Repeats the evidence of a confidential source in every field that the desk writes: a person is
//! asked about it before anything goes out. Also tests the address of a story with cuts.

use std::sync::Arc;

use factdesk::case::*;
use factdesk::check::Standard;
use factdesk::export::{redact, undecided};

/// A field of a case, and a function that puts a text into it.
type FieldOf = (&'static str, fn(&mut Case, &mut Claim, &mut IdGen, &str));

fn at() -> Timestamp {
    "2026-11-23T10:00:00.000Z".parse().unwrap()
}

fn fix(mint: &mut IdGen, text: &str, state: FixState) -> Fix {
    Fix {
        id: mint.id(|_| false),
        by: "mk".to_owned(),
        at: at(),
        to: text.to_owned(),
        why: String::new(),
        state,
        settled_by: String::new(),
        settled_at: None,
    }
}

fn query(case: &mut Case, claim: &Claim, mint: &mut IdGen, change: impl FnOnce(&mut Query)) {
    let mut query = Query {
        id: mint.id(|_| false),
        by: "mk".to_owned(),
        at: at(),
        claims: vec![claim.id],
        to: "the harbour office".to_owned(),
        source: None,
        behalf: None,
        via: String::new(),
        question: "When did it leave?".to_owned(),
        due: None,
        disclosed: String::new(),
        answers: Vec::new(),
    };
    change(&mut query);
    case.queries.push(query);
}

fn search(claim: &mut Claim, mint: &mut IdGen, place: &str, query: &str) {
    claim.searches.push(Search {
        id: mint.id(|_| false),
        by: "mk".to_owned(),
        at: at(),
        place: place.to_owned(),
        query: query.to_owned(),
        found: Found::NotFound,
    });
}

fn add(case: &mut Case, source: Source) {
    let sources = case.sources.iter().cloned();
    case.sources = sources.chain([Arc::new(source)]).collect();
}

const FIELDS: &[FieldOf] = &[
    ("paragraph", |case, _, _, text| {
        let paragraphs = vec![Paragraph::new(Part::Body, text.to_owned())];
        case.draft = Some(Arc::new(Draft::new("story.txt", paragraphs)));
    }),
    ("free claim", |_, claim, _, text| {
        claim.text = text.to_owned();
    }),
    ("wording", |_, claim, _, text| {
        claim.wording = text.to_owned();
    }),
    ("ruling's note", |_, claim, _, text| {
        claim.rulings.push(Ruling {
            at: at(),
            by: "mk".to_owned(),
            question: Question::Fact,
            verdict: Some(Verdict::Confirmed),
            reason: None,
            of: claim.subject_hash(Question::Fact),
            note: text.to_owned(),
            decides: false,
        });
    }),
    ("proposed fix", |_, claim, mint, text| {
        claim.fixes.push(fix(mint, text, FixState::Proposed));
    }),
    ("accepted fix", |_, claim, mint, text| {
        claim.fixes.push(fix(mint, text, FixState::Accepted));
    }),
    ("fix's why", |_, claim, mint, text| {
        let mut fix = fix(mint, "other words", FixState::Proposed);
        fix.why = text.to_owned();
        claim.fixes.push(fix);
    }),
    ("search's place", |_, claim, mint, text| {
        search(claim, mint, text, "ferry");
    }),
    ("search's query", |_, claim, mint, text| {
        search(claim, mint, "archive", text);
    }),
    ("query's question", |case, claim, mint, text| {
        query(case, claim, mint, |query| query.question = text.to_owned());
    }),
    ("answer", |case, claim, mint, text| {
        let answer = Answer {
            id: mint.id(|_| false),
            at: at(),
            by: "mk".to_owned(),
            text: text.to_owned(),
            kind: AnswerKind::Answer,
        };
        query(case, claim, mint, |query| query.answers.push(answer));
    }),
    ("waiver's reason", |_, claim, _, text| {
        claim.waivers.push(Waiver {
            standard: Standard::ALL[0].name().to_owned(),
            by: "mk".to_owned(),
            at: at(),
            reason: text.to_owned(),
        });
    }),
    ("another source's note", |case, _, mint, text| {
        let mut source = Source::new(mint.id(|_| false), "Harbour radio");
        source.note = text.to_owned();
        add(case, source);
    }),
    ("another item's note", |case, claim, mint, text| {
        let source = Source::new(mint.id(|_| false), "Harbour radio");
        let mut item = item(mint, source.id);
        item.note = text.to_owned();
        add(case, source);
        claim.evidence.push(item);
    }),
    ("correction", |case, _, mint, text| {
        case.corrections.push(Correction {
            id: mint.id(|_| false),
            claim: None,
            by: "mk".to_owned(),
            at: at(),
            was: "a".to_owned(),
            now: text.to_owned(),
            why: String::new(),
            found_by: String::new(),
            notice: String::new(),
        });
    }),
];

fn item(mint: &mut IdGen, source: SourceId) -> Evidence {
    Evidence::new(
        mint.id(|_| false),
        "mk",
        at(),
        source,
        (Question::Fact, Stance::Supports),
    )
}

/// What the desk knows about a source.
struct Known {
    name: &'static str,
    locator: &'static str,
    note: &'static str,
    quote: &'static str,
    /// Texts that repeat part of it, with the words that must be asked about.
    repeated: &'static [(&'static str, &'static str)],
}

const KNOWN: &[Known] = &[
    Known {
        name: "Imelda Kress",
        locator: "call, 23 March at 18:40, Quillmarsh Road 14",
        note: "Brackwater: behind the rusty caravan, room 412",
        quote: "We carried 48213 sacks out before the inspectors came",
        repeated: &[
            ("Somebody in Quillmarsh saw it.", "Quillmarsh"),
            ("It was on March 23, they say.", "March 23"),
            ("It was at 6:40 pm exactly.", "6:40 pm"),
            ("The Brackwater register has it.", "Brackwater"),
            ("They saw a rusty caravan there.", "rusty caravan"),
            ("It lay in room 412 then.", "room 412"),
            ("There were 48213 of them.", "48213"),
            (
                "Sacks out before the inspectors came, he says.",
                "Sacks out before the inspectors came",
            ),
            ("It was said by IK alone.", "IK"),
        ],
    },
    Known {
        name: "Данило Гнатишин",
        locator: "дзвінок 23 березня о 18:40, вулиця Квітчаста 7",
        note: "Голобородьки, біля старої водокачки; кабінет 412",
        quote: "Ми винесли 48213 мішків до того, як приїхали ревізори",
        repeated: &[
            ("Хтось у Голобородьках це бачив.", "Голобородьках"),
            ("Це було 23.03, кажуть.", "23.03"),
            ("Це було о 18.40 рівно.", "18.40"),
            ("Чи бачили це на Квітчастій?", "Квітчастій"),
            ("Бачили стару водокачку там.", "стару водокачку"),
            ("Лежало в кабінеті 412 тоді.", "кабінеті 412"),
            ("Їх було 48213 загалом.", "48213"),
            (
                "Мішків до того, як приїхали ревізори, не було.",
                "Мішків до того, як приїхали ревізори",
            ),
            ("Так сказав ДГ наостанок.", "ДГ"),
        ],
    },
    Known {
        name: "Данила Жмурин",
        locator: "звонок 23 марта в 18:40, улица Цветастая 7",
        note: "Мухоморовка, возле старой водокачки; кабинет 412",
        quote: "Мы вынесли 48213 мешков до того, как приехали ревизоры",
        repeated: &[
            ("Кто-то в Мухоморовке это видел.", "Мухоморовке"),
            ("Это было 23.03, говорят.", "23.03"),
            ("Это было в 18.40 ровно.", "18.40"),
            ("Видели ли это на Цветастой?", "Цветастой"),
            ("Видели старую водокачку там.", "старую водокачку"),
            ("Лежало в кабинете 412 тогда.", "кабинете 412"),
            ("Их было 48213 всего.", "48213"),
            (
                "Мешков до того, как приехали ревизоры, не было.",
                "Мешков до того, как приехали ревизоры",
            ),
            ("Так сказал ДЖ напоследок.", "ДЖ"),
        ],
    },
];

impl Known {
    /// A case with this source, one claim, and a text in a field.
    fn case(&self, field: &FieldOf, text: &str) -> Case {
        let mut mint = IdGen::seeded(18);
        let mut case = Case::new(mint.id(|_| false), "The ferry");
        let mut source = Source::new(mint.id(|_| false), self.name);
        source.confidential = true;
        let mut claim = Claim::new(mint.id(|_| false), None, "It is cold.");
        let mut theirs = item(&mut mint, source.id);
        theirs.locator = self.locator.to_owned();
        theirs.note = self.note.to_owned();
        theirs.quote = self.quote.to_owned();
        add(&mut case, source);
        claim.evidence.push(theirs);
        (field.1)(&mut case, &mut claim, &mut mint, text);
        case.claims = std::iter::once(Arc::new(claim)).collect();
        case
    }
}

#[test]
fn information_from_a_source_is_asked_about_in_every_field() {
    let mut left = Vec::new();
    for known in KNOWN {
        for field in FIELDS {
            for (text, words) in known.repeated {
                // Words that the source said and the story also says belong to the story.
                let is_story = ["paragraph", "free claim"].contains(&field.0);
                if is_story && words.contains("48213") {
                    continue;
                }
                let case = known.case(field, text);
                let asked = undecided(&case);
                let is_asked = asked.iter().flat_map(|one| &one.places).any(|one| {
                    one.place.replace(['[', ']'], "").contains(words)
                        && one.place.contains(&format!("[{words}]"))
                });
                if !is_asked {
                    left.push(format!(
                        "{}: {words:?} in {}: {asked:?}",
                        known.name, field.0
                    ));
                }
            }
        }
    }
    assert!(left.is_empty(), "{} left:\n{}", left.len(), left.join("\n"));
}

#[test]
fn unrelated_text_is_asked_about_in_no_field() {
    let known = &KNOWN[0];
    for field in FIELDS {
        let case = known.case(field, "The pier was shut on 24 March, and 12 people left.");
        assert_eq!(undecided(&case), [], "{}", field.0);
    }
}

#[test]
fn the_address_of_a_story_with_cuts_is_removed() {
    let told = |text: &str, url: &str| {
        let known = &KNOWN[0];
        let mut case = known.case(&FIELDS[0], text);
        let mut draft = case.draft.as_deref().unwrap().clone();
        draft.url = url.to_owned();
        draft.archived = url.to_owned();
        case.draft = Some(Arc::new(draft));
        let (redacted, withheld) = redact(&case);
        let draft = redacted.draft.as_deref().unwrap();
        (draft.url.clone(), draft.archived.clone(), withheld.links)
    };
    let url = "https://paper.example/2026/the-ferry";
    // The published page contains the name that the export lacks.
    assert_eq!(
        told("Imelda Kress left.", url),
        (String::new(), String::new(), 2)
    );
    assert_eq!(
        told("Somebody left.", url),
        (url.to_owned(), url.to_owned(), 0)
    );
    for slug in [
        "imelda-kress-left",
        "kress_imelda",
        "%D0%9A%D1%80%D0%B5%D1%81%D1%81",
        "ImeldaKress",
    ] {
        let url = format!("https://paper.example/{slug}");
        assert_eq!(told("Somebody left.", &url).0, "", "{slug}");
    }
}
