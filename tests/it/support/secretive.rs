//! Random cases in which the names of confidential sources occur in every text.

use std::sync::Arc;

use factdesk::case::*;
use factdesk::check::{NAMELESS, Standard};

use super::dice::Dice;

/// Texts that may occur nowhere in a redacted case.
pub const SECRETS: &[&str] = &[
    "Олена Дем'янчук",
    "Zorah Quill",
    "quilleaks.example",
    "https://www.quilleaks.example/box?7",
    "https://archive.example/z0rah",
    "letters/zq-2024.pdf",
    "zq-2024.pdf",
    "https://drive.example/f/9zq",
    "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9",
    "Nightjar Mole",
];

/// An internal text about a source, which no reader outside may ever see.
pub const INTERNAL: &str = "only the lawyer knows";

const AROUND: &[&str] = &[
    "The ferry sank",
    " ",
    ", said ",
    "їжак ",
    "«так» ",
    ". ",
    "x",
    "",
    "https://a.example/",
    "\u{a0}",
    "\n",
];

fn words(dice: &mut Dice) -> String {
    let mut text = String::new();
    for _ in 0..dice.below(5) {
        text += AROUND[dice.below(AROUND.len())];
        if dice.below(3) == 0 {
            let secret = SECRETS[dice.below(SECRETS.len())];
            match dice.below(3) {
                0 => text += &secret.to_uppercase(),
                1 => text += &secret.replace(' ', " \u{a0}"),
                _ => text += secret,
            }
        }
    }
    text
}

fn boundary(dice: &mut Dice, text: &str) -> usize {
    let places: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    places[dice.below(places.len())]
}

fn time(dice: &mut Dice) -> Timestamp {
    let start: Timestamp = "2026-11-23T10:00:00.000Z".parse().unwrap();
    start.later(i64::try_from(dice.below(5)).unwrap())
}

fn person(dice: &mut Dice) -> String {
    [
        "mk",
        "ab",
        "Zorah Quill",
        "ZORAH QUILL",
        "mk (Zorah  Quill)",
    ][dice.below(5)]
    .to_owned()
}

/// One such case, always the same for the same seed.
#[allow(clippy::too_many_lines, reason = "a line for each field")]
pub fn secretive(seed: u64) -> Case {
    let mut dice = Dice::new(seed);
    let dice = &mut dice;
    let mut mint = IdGen::seeded(seed);
    let mut case = Case::new(mint.id(|_| false), words(dice));
    case.language = ["en", "", "zorah quill"][dice.below(3)].to_owned();
    let parts = (0..dice.below(4))
        .map(|_| Paragraph::new(Part::ALL[dice.below(5)], words(dice).replace('\n', " ")));
    let mut draft = Draft::new(String::new(), parts.collect());
    draft.name = words(dice);
    draft.url = words(dice);
    draft.author = words(dice);
    draft.publisher = words(dice);
    draft.archived = words(dice);
    let paragraphs = draft.paragraphs.clone();
    case.draft = (dice.below(5) > 0).then(|| Arc::new(draft));

    let ids: Vec<SourceId> = (0..5).map(|_| mint.id(|_| false)).collect();
    let mut sources = Vec::new();
    for (place, id) in ids.iter().enumerate() {
        let mut source = Source::new(*id, words(dice));
        source.url = words(dice);
        source.archived = words(dice);
        source.note = words(dice);
        source.relies_on = (0..dice.below(3)).map(|_| ids[dice.below(5)]).collect();
        source.kind = SourceKind::ALL[dice.below(10)];
        source.aliases = (0..dice.below(3)).map(|_| words(dice)).collect();
        source.aliases.sort();
        source.aliases.dedup();
        source.known_to = INTERNAL.to_owned();
        source.interest = INTERNAL.to_owned();
        if let Some((name, url, archived)) = [
            ("Олена Дем'янчук", "", "https://archive.example/z0rah"),
            ("Zorah Quill", "https://www.quilleaks.example/box?7", ""),
            ([NAMELESS, "", "—"][dice.below(3)], "", ""),
        ]
        .get(place)
        {
            source.confidential = true;
            source.name = (*name).to_owned();
            source.url = (*url).to_owned();
            source.archived = (*archived).to_owned();
            source.aliases = vec![SECRETS[9].to_owned()];
        }
        sources.push(Arc::new(source));
    }
    case.sources = sources.into_iter().collect();

    let claims: Vec<ClaimId> = (0..4).map(|_| mint.id(|_| false)).collect();
    let mut made = Vec::new();
    for id in &claims {
        let mut claim = Claim::new(*id, None, words(dice));
        if !paragraphs.is_empty() && dice.below(4) > 0 {
            let paragraph = dice.below(paragraphs.len());
            let text = paragraphs[paragraph].text();
            let (a, b) = (boundary(dice, text), boundary(dice, text));
            let span = Span {
                paragraph,
                start: a.min(b),
                end: a.max(b),
            };
            claim.span = Some(span);
            if dice.below(5) > 0 {
                claim.text = text[span.start..span.end].to_owned();
            } else if dice.below(3) == 0 {
                claim.span = Some(Span {
                    end: usize::MAX,
                    ..span
                });
            }
        }
        claim.wording = words(dice);
        claim.place = words(dice);
        claim.added = Some(time(dice));
        if dice.below(2) == 0 {
            let (cue, hedge) = (words(dice), words(dice));
            let chain = (0..=dice.below(2)).map(|_| ids[dice.below(5)]).collect();
            let (chain, candidates) = if dice.below(4) > 0 {
                (chain, Vec::new())
            } else {
                (Vec::new(), chain)
            };
            claim.attribution = Some(Attribution {
                cue,
                hedge,
                chain,
                suggested: false,
                candidates,
            });
        }
        for _ in 0..dice.below(4) {
            claim.evidence.push(evidence(dice, &mut mint, &ids));
        }
        // The file that gives the source away, so that its name and hash are secrets in every case.
        let mut item = evidence(dice, &mut mint, &ids);
        item.source = ids[1];
        item.url = SECRETS[7].to_owned();
        item.file = Some(File {
            name: SECRETS[5].to_owned(),
            sha256: SECRETS[8].parse().unwrap(),
        });
        claim.evidence.push(item);
        for _ in 0..dice.below(4) {
            let question = Question::ALL[dice.below(2)];
            let of = if dice.below(3) > 0 {
                claim.subject_hash(question)
            } else {
                Of::over([[u8::try_from(dice.below(3)).unwrap()].as_slice()])
            };
            let verdict = Verdict::ALL.get(dice.below(4)).copied();
            claim.rulings.push(Ruling {
                at: time(dice),
                by: person(dice),
                question,
                verdict,
                reason: Reason::fitting(question, verdict).nth(dice.below(4)),
                of,
                note: words(dice),
                decides: dice.below(6) == 0,
            });
        }
        let (to, kind) = (claims[dice.below(4)], LinkKind::ALL[dice.below(3)]);
        claim.links.push(Link {
            to,
            kind,
            by: person(dice),
            at: time(dice),
        });
        claim.key = dice.below(3) == 0;
        claim.accused = (0..dice.below(3)).map(|_| ids[dice.below(5)]).collect();
        for _ in 0..dice.below(2) {
            claim.fixes.push(Fix {
                id: mint.id(|_| false),
                by: person(dice),
                at: time(dice),
                to: words(dice),
                why: words(dice),
                state: FixState::ALL[dice.below(5)],
                settled_by: person(dice),
                settled_at: None,
            });
            claim.searches.push(Search {
                id: mint.id(|_| false),
                by: person(dice),
                at: time(dice),
                place: words(dice),
                query: words(dice),
                found: Found::ALL[dice.below(3)],
            });
            claim.earlier.push(Earlier {
                at: time(dice),
                text: words(dice),
            });
        }
        let standard = Standard::ALL[dice.below(3)];
        claim.waivers.push(Waiver {
            standard: [standard.name(), "zorah quill"][dice.below(2)].to_owned(),
            by: person(dice),
            at: time(dice),
            reason: words(dice),
        });
        // A person rules on a question only once at a time.
        claim
            .rulings
            .sort_by(|a, b| (a.at, &a.by, a.question).cmp(&(b.at, &b.by, b.question)));
        let mut seen = std::collections::HashSet::new();
        claim.rulings.retain(|ruling| {
            let who = person::folded(&ruling.by).into_owned();
            seen.insert((ruling.at, who, ruling.question))
        });
        made.push(Arc::new(claim));
    }
    case.claims = made.into_iter().collect();
    case
}

fn evidence(dice: &mut Dice, mint: &mut IdGen, sources: &[SourceId]) -> Evidence {
    let file = (dice.below(2) == 0).then(|| File {
        name: words(dice),
        sha256: if dice.below(2) == 0 {
            SECRETS[8].parse().unwrap()
        } else {
            Sha256::over([b"x".as_slice()])
        },
    });
    Evidence {
        id: mint.id(|_| false),
        by: person(dice),
        at: time(dice),
        source: sources[dice.below(sources.len())],
        question: Question::ALL[dice.below(2)],
        stance: Stance::ALL[dice.below(3)],
        nature: Nature::default(),
        credibility: None,
        quote: words(dice),
        locator: words(dice),
        url: words(dice),
        accessed: None,
        archived: words(dice),
        file,
        note: words(dice),
        suggested: false,
    }
}
