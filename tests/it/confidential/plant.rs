//! Cases with forms planted in every field that holds text, each between two words of its own by
//! which it is found again.

use std::sync::Arc;

use factdesk::case::*;
use factdesk::check::Standard;

use super::forms::Form;
use super::people::Person;
use super::spellings::PARAGRAPH;
use crate::support::dice::Dice;

/// A form that was planted.
#[derive(Clone, Debug)]
pub struct Planted {
    pub form: Form,
    /// The field.
    pub field: &'static str,
    /// The words before and after it.
    pub open: String,
    pub close: String,
    /// The whole text, with all white space as single spaces.
    pub text: String,
    /// The words of the sentence, which may stay.
    pub left: &'static str,
    pub right: &'static str,
}

/// Sentences with a place for a name.
fn sentences(language: &str) -> &'static [(&'static str, &'static str)] {
    match language {
        "uk" => &[
            ("За словами", "міст закрили вранці"),
            ("Учора на пристані бачили", "серед пасажирів"),
            ("Про це розповіла", "минулого тижня"),
            ("Редакція запитала, чи", "знає про пором"),
            ("Документ передали через", "у вівторок"),
        ],
        "ru" => &[
            ("По словам", "мост закрыли утром"),
            ("Вчера на пристани видели", "среди пассажиров"),
            ("Об этом рассказала", "на прошлой неделе"),
            ("Редакция спросила, знает ли", "о пароме"),
            ("Документ передали через", "во вторник"),
        ],
        _ => &[
            ("According to", "the pier was shut in the morning"),
            ("Later that day", "came back to the harbour"),
            ("The desk asked", "about the ferry"),
            ("Nobody had told", "of the crack in the hull"),
            ("The list came from", "on Tuesday"),
        ],
    }
}

/// A text that has nothing to do with anybody.
fn filler(language: &str) -> &'static str {
    match language {
        "uk" => "Пором вийшов о шостій із двомастами пасажирами.",
        "ru" => "Паром вышел в шесть с двумя сотнями пассажиров.",
        _ => "The ferry left at six with two hundred passengers.",
    }
}

/// A text with all white space as single spaces.
pub fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A number in letters that make no word.
fn code(number: usize) -> String {
    const LETTERS: &[u8] = b"bdfgjkmpqvwxzcht";
    let mut rest = number;
    let mut code = String::new();
    for _ in 0..4 {
        code.push(char::from(LETTERS[rest % 16]));
        rest /= 16;
    }
    code
}

/// The fields in turn. Fields for addresses take a form without spaces, and fields for people a
/// short one.
const FIELDS: &[&str] = &[
    "claim's wording",
    "claim's place",
    "cue",
    "hedge",
    "item's quote",
    "item's locator",
    "item's note",
    "item's url",
    "item's archived",
    "item's file",
    "ruling's note",
    "ruling's by",
    "fix",
    "fix's why",
    "search's place",
    "search's query",
    "earlier words",
    "waiver's reason",
    "query's to",
    "query's via",
    "query's question",
    "query's disclosed",
    "answer",
    "sign-off's note",
    "correction's was",
    "correction's now",
    "correction's why",
    "correction's notice",
    "other source's name",
    "other source's alias",
    "other source's url",
    "other source's note",
    "free claim",
    "title",
    "draft's name",
    "draft's author",
    "draft's publisher",
    "draft's url",
    "heading",
    "caption",
    "boilerplate",
];

/// A case and what is planted in it.
pub struct Planting {
    pub case: Case,
    pub planted: Vec<Planted>,
    /// Words that occur only in data of the confidential source. None may be left.
    pub own: Vec<String>,
}

struct Plant<'a> {
    dice: &'a mut Dice,
    mint: IdGen,
    language: &'static str,
    planted: Vec<Planted>,
    own: Vec<String>,
    next: usize,
    clock: Timestamp,
}

impl Plant<'_> {
    fn at(&mut self) -> Timestamp {
        self.clock = self.clock.later(61_000);
        self.clock
    }

    /// A sentence with a form.
    fn sentence(&mut self, field: &'static str, form: &Form) -> String {
        let (left, right) = *self.dice.pick(sentences(self.language));
        self.framed(field, form, left, right)
    }

    fn framed(
        &mut self,
        field: &'static str,
        form: &Form,
        left: &'static str,
        right: &'static str,
    ) -> String {
        let (open, close) = self.codes();
        let Form {
            before,
            text,
            after,
            ..
        } = form;
        let all = [
            &*open, " ", left, " ", before, text, after, " ", right, " ", &*close, ".",
        ];
        let text = all.concat().replace("  ", " ");
        self.planted.push(Planted {
            form: form.clone(),
            field,
            open: open.clone(),
            close: close.clone(),
            text: spaced(&text),
            left,
            right,
        });
        if field == "paragraph" {
            text
        } else {
            text.replace(PARAGRAPH, "\n\n")
        }
    }

    fn codes(&mut self) -> (String, String) {
        let code = code(self.next);
        self.next += 1;
        (format!("Zq{code}"), format!("{code}qz"))
    }

    /// The form between two parts of a path.
    fn address(&mut self, field: &'static str, form: &Form) -> String {
        let text = self.framed(field, form, "", "");
        let text = text.trim_end_matches('.').replace("\n\n", " ");
        let joint = *self.dice.pick(&["%20", "_", "-", "+"]);
        let (open, rest) = text.split_once(' ').unwrap();
        let (inner, close) = rest.rsplit_once(' ').unwrap();
        let inner = inner.trim().replace(char::is_whitespace, joint);
        format!("https://desk.example/{open}/{inner}/{close}")
    }

    /// A file named after the form.
    fn file(&mut self, field: &'static str, form: &Form) -> File {
        let text = self.framed(field, form, "", "");
        let name = text.trim_end_matches('.').replace(['/', '\n', '\0'], "_") + ".pdf";
        let name = name.replace(' ', "_");
        File {
            sha256: Sha256::over([name.as_bytes()]),
            name,
        }
    }

    /// A short text by a person at the desk.
    fn person(&mut self, field: &'static str, form: &Form) -> String {
        let text = self.framed(field, form, "", "");
        text.trim_end_matches('.')
            .replace("\n\n", " ")
            .replace('\n', " ")
    }

    /// Plain words in data of the source.
    fn own(&mut self) -> String {
        let (open, close) = self.codes();
        let text = format!("{open} by the grey house {close}");
        self.own.extend([open, close]);
        text
    }

    fn item(&mut self, source: SourceId, question: Question) -> Evidence {
        Evidence::new(
            self.mint.id(|_| false),
            "mk",
            self.at(),
            source,
            (question, Stance::Supports),
        )
    }

    fn search(&mut self) -> Search {
        Search {
            id: self.mint.id(|_| false),
            by: "mk".to_owned(),
            at: self.at(),
            place: "the register".to_owned(),
            query: "the ferry".to_owned(),
            found: Found::NotFound,
        }
    }

    fn fix(&mut self) -> Fix {
        Fix {
            id: self.mint.id(|_| false),
            by: "mk".to_owned(),
            at: self.at(),
            to: "other words".to_owned(),
            why: String::new(),
            state: FixState::Proposed,
            settled_by: String::new(),
            settled_at: None,
        }
    }

    fn query(&mut self, claim: ClaimId) -> Query {
        Query {
            id: self.mint.id(|_| false),
            by: "mk".to_owned(),
            at: self.at(),
            claims: vec![claim],
            to: "the harbour office".to_owned(),
            source: None,
            behalf: None,
            via: String::new(),
            question: "When did it leave?".to_owned(),
            due: None,
            disclosed: String::new(),
            answers: Vec::new(),
        }
    }
}

/// The confidential source as the case has it.
fn secret(person: &Person, plant: &mut Plant<'_>) -> Source {
    let mut source = Source::new(plant.mint.id(|_| false), person.name);
    source.kind = person.kind;
    source.confidential = true;
    source.aliases = person
        .aliases
        .iter()
        .map(|alias| (*alias).to_owned())
        .collect();
    source.aliases.sort();
    source.url = person.url.to_owned();
    source.note = plant.own();
    source.interest = plant.own();
    source.known_to = plant.own();
    source
}

/// A case with a confidential source, and each form in a paragraph and in one more field.
#[allow(clippy::too_many_lines, reason = "an arm for each field")]
pub fn planting(person: &Person, forms: &[Form], dice: &mut Dice) -> Planting {
    let seed = dice.bits();
    let language = person.language;
    let mut plant = Plant {
        dice,
        mint: IdGen::seeded(seed),
        language,
        planted: Vec::new(),
        own: Vec::new(),
        next: 0,
        clock: "2026-11-23T10:00:00.000Z".parse().unwrap(),
    };
    let plant = &mut plant;
    let mut case = Case::new(plant.mint.id(|_| false), "The ferry");
    case.language = language.to_owned();
    let secret = secret(person, plant);
    let open = Source::new(plant.mint.id(|_| false), "Harbour radio");
    let (theirs, ours) = (secret.id, open.id);
    let mut sources = vec![Arc::new(secret), Arc::new(open)];

    let mut paragraphs = vec![Paragraph::new(Part::Title, filler(language).to_owned())];
    let mut draft = Draft::new("story.txt".to_owned(), Vec::new());
    let mut claims: Vec<Claim> = Vec::new();
    let shift = plant.dice.below(FIELDS.len());
    for (place, form) in forms.iter().enumerate() {
        let sentence = plant.sentence("paragraph", form);
        let id: ClaimId = plant.mint.id(|_| false);
        let mut claim = Claim::new(id, None, "");
        if let Some((before, after)) = sentence.split_once(PARAGRAPH) {
            let text = format!("{} {before}", filler(language));
            paragraphs.push(Paragraph::new(Part::Body, text));
            paragraphs.push(Paragraph::new(Part::Body, after.to_owned()));
            claim.text = filler(language).to_owned();
        } else {
            let sentence = sentence.replace('\n', " ");
            let text = format!("{} {sentence} {}", filler(language), filler(language));
            let start = filler(language).len() + 1;
            claim.span = Some(Span {
                paragraph: paragraphs.len(),
                start,
                end: start + sentence.len(),
            });
            claim.text = sentence;
            paragraphs.push(Paragraph::new(Part::Body, text));
        }
        let field = FIELDS[(place + shift) % FIELDS.len()];
        let mut credit = Attribution {
            cue: String::new(),
            hedge: String::new(),
            chain: vec![ours],
            candidates: Vec::new(),
            suggested: false,
        };
        if place % 7 == 0 {
            credit.chain = vec![theirs];
        }
        let mut item = plant.item(ours, Question::Fact);
        let mut note = String::new();
        match field {
            "claim's wording" => claim.wording = plant.sentence(field, form),
            "claim's place" => claim.place = plant.sentence(field, form),
            "cue" => credit.cue = plant.sentence(field, form),
            "hedge" => credit.hedge = plant.sentence(field, form),
            "item's quote" => item.quote = plant.sentence(field, form),
            "item's locator" => item.locator = plant.sentence(field, form),
            "item's note" => item.note = plant.sentence(field, form),
            "item's url" => item.url = plant.address(field, form),
            "item's archived" => item.archived = plant.address(field, form),
            "item's file" => item.file = Some(plant.file(field, form)),
            "ruling's note" => note = plant.sentence(field, form),
            "ruling's by" => {
                let by = plant.person(field, form);
                let mut other = ruling(&claim, plant.at(), Question::Fact);
                other.by = by;
                claim.rulings.push(other);
            }
            "fix" => {
                let mut fix = plant.fix();
                fix.to = plant.sentence(field, form);
                claim.fixes.push(fix);
            }
            "fix's why" => {
                let mut fix = plant.fix();
                fix.why = plant.sentence(field, form);
                claim.fixes.push(fix);
            }
            "search's place" => {
                let mut search = plant.search();
                search.place = plant.sentence(field, form);
                claim.searches.push(search);
            }
            "search's query" => {
                let mut search = plant.search();
                search.query = plant.sentence(field, form);
                claim.searches.push(search);
            }
            "earlier words" => claim.earlier.push(Earlier {
                at: plant.at(),
                text: plant.sentence(field, form),
            }),
            "waiver's reason" => claim.waivers.push(Waiver {
                standard: Standard::ALL[0].name().to_owned(),
                by: "mk".to_owned(),
                at: plant.at(),
                reason: plant.sentence(field, form),
            }),
            "query's to" | "query's via" | "query's question" | "query's disclosed" | "answer" => {
                let mut query = plant.query(id);
                match field {
                    "query's to" => query.to = plant.person(field, form),
                    "query's via" => query.via = plant.person(field, form),
                    "query's question" => query.question = plant.sentence(field, form),
                    "query's disclosed" => query.disclosed = plant.sentence(field, form),
                    _ => query.answers.push(Answer {
                        id: plant.mint.id(|_| false),
                        at: plant.at(),
                        by: "mk".to_owned(),
                        text: plant.sentence(field, form),
                        kind: AnswerKind::Answer,
                    }),
                }
                case.queries.push(query);
            }
            "sign-off's note" => case.signoffs.push(SignOff {
                by: "mk".to_owned(),
                at: plant.at(),
                of: Of::over([b"x".as_slice()]),
                findings: 0,
                note: plant.sentence(field, form),
                with_errors: String::new(),
            }),
            "correction's was"
            | "correction's now"
            | "correction's why"
            | "correction's notice" => {
                let text = plant.sentence(field, form);
                let mut correction = Correction {
                    id: plant.mint.id(|_| false),
                    claim: None,
                    by: "mk".to_owned(),
                    at: plant.at(),
                    was: "a".to_owned(),
                    now: "b".to_owned(),
                    why: String::new(),
                    found_by: String::new(),
                    notice: String::new(),
                };
                match field {
                    "correction's was" => correction.was = text,
                    "correction's now" => correction.now = text,
                    "correction's why" => correction.why = text,
                    _ => correction.notice = text,
                }
                case.corrections.push(correction);
            }
            "other source's name"
            | "other source's alias"
            | "other source's url"
            | "other source's note" => {
                let id: SourceId = plant.mint.id(|_| false);
                let mut source = Source::new(id, format!("Ferry line {place}"));
                match field {
                    "other source's name" => source.name = plant.sentence(field, form),
                    "other source's alias" => source.aliases = vec![plant.sentence(field, form)],
                    "other source's url" => source.url = plant.address(field, form),
                    _ => source.note = plant.sentence(field, form),
                }
                item.source = id;
                sources.push(Arc::new(source));
            }
            "free claim" => {
                let text = plant.sentence(field, form);
                let mut free = Claim::new(plant.mint.id(|_| false), None, text);
                free.rulings.push(ruling(&free, plant.at(), Question::Fact));
                claims.push(free);
            }
            "title" => case.title = plant.sentence(field, form),
            "draft's name" => draft.name = plant.person(field, form),
            "draft's author" => draft.author = plant.person(field, form),
            "draft's publisher" => draft.publisher = plant.person(field, form),
            "draft's url" => draft.url = plant.address(field, form),
            "heading" | "caption" | "boilerplate" => {
                let text = plant.sentence(field, form).replace('\n', " ");
                let part = match field {
                    "heading" => Part::Heading,
                    "caption" => Part::Caption,
                    _ => Part::Boilerplate,
                };
                paragraphs.push(Paragraph::new(part, text));
            }
            _ => unreachable!("{field}"),
        }
        claim.attribution = Some(credit);
        claim.evidence.push(item);
        if place % 11 == 0 {
            let mut item = plant.item(theirs, Question::Fact);
            item.quote = plant.own();
            item.locator = plant.own();
            item.note = plant.own();
            item.url = format!("https://notes.example/{}", plant.own().replace(' ', "-"));
            if !person.item.is_empty() {
                item.url = person.item.to_owned();
            }
            item.archived = format!("https://kept.example/{}", plant.own().replace(' ', "-"));
            item.accessed = Some("2026-11-17".parse().unwrap());
            let name = if person.file.is_empty() {
                plant.own()
            } else {
                person.file.to_owned()
            };
            item.file = Some(File {
                sha256: Sha256::over([name.as_bytes()]),
                name,
            });
            claim.evidence.push(item);
            let mut query = plant.query(id);
            query.source = Some(theirs);
            query.to = plant.own();
            query.via = plant.own();
            query.question = plant.own();
            query.disclosed = plant.own();
            case.queries.push(query);
        }
        for question in Question::ALL {
            let mut ruling = ruling(&claim, plant.at(), *question);
            ruling.note = std::mem::take(&mut note);
            claim.rulings.push(ruling);
        }
        claims.push(claim);
    }
    draft.paragraphs = paragraphs;
    draft.sha256 = Draft::hash(&draft.paragraphs);
    case.draft = Some(Arc::new(draft));
    case.sources = sources.into_iter().collect();
    case.claims = claims.into_iter().map(Arc::new).collect();
    Planting {
        case,
        planted: std::mem::take(&mut plant.planted),
        own: std::mem::take(&mut plant.own),
    }
}

fn ruling(claim: &Claim, at: Timestamp, question: Question) -> Ruling {
    Ruling {
        at,
        by: "mk".to_owned(),
        question,
        verdict: Some(Verdict::Confirmed),
        reason: None,
        of: claim.subject_hash(question),
        note: String::new(),
        decides: false,
    }
}
