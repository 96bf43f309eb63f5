//! A redacted export contains nothing that belongs to a confidential source, whatever it says, and
//! its name nowhere.
//!
//! The fields come from the tables of the records, so that a new field cannot be forgotten here.

use std::any::Any;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::paper::told_by;
use crate::support::cases::{RECORDS, UNWRITTEN, each_claim};
use factdesk::case::record::{Class, Field, Fields};
use factdesk::case::*;
use factdesk::check::sourcing::SourceGraph;
use factdesk::check::{House, Standard};
use factdesk::export::{Format, redact};
use factdesk::store::{emit, load};

/// A word that identifies nobody. Only its place shows whose it is.
const MARKER: &str = "zqmarker";

/// A time and a day that occur nowhere else.
const TIME: &str = "2031-07-09T03:04:05.678Z";
const DAY: &str = "2031-07-09";

/// The name of the confidential source, in the case and among its own people.
const NAME: &str = "Oksana Zqvist";

/// The fields into which a marker was put.
type Planted = BTreeSet<(&'static str, &'static str)>;

fn whole() -> Case {
    load(include_bytes!("../whole.case.ron")).unwrap()
}

fn secret(case: &Case) -> SourceId {
    let source = case.sources.iter().find(|source| source.confidential);
    source.unwrap().id
}

/// Puts a text, or a day, time or hash that occurs nowhere else, into a field. Returns whether it
/// could.
fn fill(value: &mut dyn Any, text: &str) -> bool {
    let hash = || Sha256::over([MARKER.as_bytes()]);
    if let Some(value) = value.downcast_mut::<String>() {
        *value = text.to_owned();
    } else if let Some(value) = value.downcast_mut::<Vec<String>>() {
        *value = vec![text.to_owned()];
    } else if let Some(value) = value.downcast_mut::<Timestamp>() {
        *value = TIME.parse().unwrap();
    } else if let Some(value) = value.downcast_mut::<Option<Timestamp>>() {
        *value = Some(TIME.parse().unwrap());
    } else if let Some(value) = value.downcast_mut::<Option<Date>>() {
        *value = Some(DAY.parse().unwrap());
    } else if let Some(value) = value.downcast_mut::<Sha256>() {
        *value = hash();
    } else if let Some(value) = value.downcast_mut::<Of>() {
        *value = MARKED_OF.parse().unwrap();
    } else if let Some(value) = value.downcast_mut::<Option<File>>() {
        let name = text.to_owned();
        *value = Some(File {
            name,
            sha256: hash(),
        });
    } else {
        return false;
    }
    true
}

/// The hash that a sign-off covered.
const MARKED_OF: &str = "5a9d5a9d5a9d";

/// Fills the fields of a record that belong to one of these classes, and notes which were filled.
fn plant<T: Fields>(record: &mut T, classes: &[Class], text: &str, planted: &mut Planted) {
    let kind = record.kind();
    record.visit(&mut |field: &'static Field, value| {
        if classes.contains(&field.class) && fill(value, text) {
            planted.insert((kind, field.name));
        }
    });
}

/// Adds to the case a claim that is said by the confidential source alone, a claim that accuses it,
/// and an item of evidence from it.
fn with_everything(case: &mut Case) {
    let id = secret(case);
    let mut claims: Vec<Claim> = case
        .claims
        .iter()
        .map(|claim| Claim::clone(claim))
        .collect();
    let claim = claims
        .iter_mut()
        .find(|claim| !claim.evidence.is_empty())
        .unwrap();
    claim.accused.push(id);
    claim.attribution = Some(Attribution {
        cue: "said".to_owned(),
        hedge: "allegedly".to_owned(),
        chain: vec![id],
        candidates: Vec::new(),
        suggested: false,
    });
    claim.waivers.push(Waiver {
        standard: "no-evidence".to_owned(),
        by: "mk".to_owned(),
        at: "2026-11-23T10:50:00.000Z".parse().unwrap(),
        reason: "so it is".to_owned(),
    });
    let to = claims.iter().find(|claim| claim.is_cut()).unwrap().id;
    claims[0].links.push(Link {
        to,
        kind: LinkKind::Repeats,
        by: "mk".to_owned(),
        at: "2026-11-23T10:51:00.000Z".parse().unwrap(),
    });
    case.claims = claims.into_iter().map(Arc::new).collect();
    case.queries[0].source = Some(id);
}

/// Every field of these classes in the format.
fn all(classes: &[Class]) -> Planted {
    let fields = RECORDS
        .iter()
        .flat_map(|(record, fields)| fields.iter().map(move |field| (*record, field)));
    let of = fields.filter(|(_, field)| classes.contains(&field.class) && field.name != UNWRITTEN);
    of.map(|(record, field)| (record, field.name)).collect()
}

/// Checks that the words are in no format of the redacted case.
fn stands_nowhere(case: &Case, words: &[&str]) {
    let mut case = case.clone();
    // The planted texts made the rulings stale.
    each_claim(&mut case, |claim| {
        let now = [Question::Said, Question::Fact].map(|question| claim.subject_hash(question));
        for ruling in &mut claim.rulings {
            ruling.of = now[usize::from(ruling.question == Question::Fact)];
        }
    });
    let case = load(emit(&case).unwrap().as_bytes()).unwrap();
    let (redacted, _) = redact(&case);
    let text = emit(&redacted).unwrap();
    assert_eq!(load(text.as_bytes()).unwrap(), redacted);
    // No standard stops a review.
    let levels = Standard::ALL
        .iter()
        .map(|standard| format!("\"{standard}\": Info,"));
    let house: House =
        ron::from_str(&format!("(levels: {{{}}})", levels.collect::<String>())).unwrap();
    for format in Format::ALL {
        let text = told_by(&house, *format, &redacted).unwrap_or_else(|| panic!("no {format}"));
        for word in words {
            assert!(
                !text.contains(&word.to_lowercase()),
                "{word} in {format}:\n{text}"
            );
        }
    }
}

#[test]
fn nothing_that_belongs_to_a_confidential_source_is_in_any_format() {
    let mut case = whole();
    with_everything(&mut case);
    let id = secret(&case);
    let mut planted = Planted::new();
    let gone = [Class::Source, Class::Internal];
    let sources = case.sources.iter().map(|source| {
        let mut source = Source::clone(source);
        let classes = if source.confidential {
            &gone[..]
        } else {
            &gone[1..]
        };
        plant(&mut source, classes, MARKER, &mut planted);
        Arc::new(source)
    });
    case.sources = sources.collect();
    each_claim(&mut case, |claim| {
        for item in claim.evidence.iter_mut().filter(|item| item.source == id) {
            plant(item, &gone, MARKER, &mut planted);
            plant(item.file.as_mut().unwrap(), &gone, MARKER, &mut planted);
        }
        plant(claim, &[Class::Internal], MARKER, &mut planted);
    });
    let query = &mut case.queries[0];
    plant(query, &gone, MARKER, &mut planted);
    query.source = Some(id);
    for answer in &mut query.answers {
        plant(answer, &gone, MARKER, &mut planted);
    }
    for revision in &mut Arc::make_mut(case.draft.as_mut().unwrap()).revisions {
        plant(revision, &gone, MARKER, &mut planted);
    }
    for signoff in &mut case.signoffs {
        plant(signoff, &gone, MARKER, &mut planted);
    }
    for redaction in &mut case.redactions {
        plant(redaction, &gone, MARKER, &mut planted);
    }
    // Records and ids that are removed, and fields that cannot contain an arbitrary word.
    let others = [
        ("Case", "conflicts"),
        ("Case", "redactions"),
        ("Query", "source"),
        ("Query", "behalf"),
        ("Query", "answers"),
        ("Redaction", "source"),
        ("Redaction", "cut"),
    ];
    let mut missing = all(&gone);
    missing.retain(|field| {
        !planted.contains(field) && !others.contains(field) && field.0 != "Conflict"
    });
    assert!(missing.is_empty(), "{missing:?}");
    let hash = Sha256::over([MARKER.as_bytes()]).to_string();
    stands_nowhere(
        &case,
        &[MARKER, DAY, TIME, &hash, MARKED_OF, "x1aaaaaaaaaa"],
    );
}

#[test]
fn a_record_that_names_a_confidential_source_is_removed_completely() {
    let mut case = whole();
    with_everything(&mut case);
    name(&mut case);
    each_claim(&mut case, |claim| {
        for fix in &mut claim.fixes {
            (fix.to, fix.why) = (format!("asked {NAME}"), MARKER.to_owned());
        }
        for search in &mut claim.searches {
            (search.place, search.query) = (MARKER.to_owned(), format!("{NAME} nurse"));
        }
        for waiver in &mut claim.waivers {
            waiver.reason = format!("{MARKER}, says {NAME}");
        }
        for ruling in &mut claim.rulings {
            ruling.note = format!("{NAME} M. on tape, {MARKER}");
        }
        for item in &mut claim.evidence {
            (item.locator, item.note) = (
                format!("{MARKER}, room of {NAME}"),
                format!("her mob {NAME}, {MARKER}"),
            );
            item.quote = format!("no words of {NAME}");
        }
        if let Some(credit) = &mut claim.attribution {
            (credit.cue, credit.hedge) = (MARKER.to_owned(), MARKER.to_owned());
        }
    });
    let query = &mut case.queries[0];
    (query.source, query.behalf) = (None, None);
    (query.to, query.via) = (MARKER.to_owned(), NAME.to_owned());
    stands_nowhere(&case, &[MARKER, NAME, "nurse"]);

    // The query is to somebody else, and only the answer names the source.
    let query = &mut case.queries[0];
    query.via = "mail".to_owned();
    query.to = "The harbour".to_owned();
    query.answers[0].text = format!("{MARKER} {NAME}");
    stands_nowhere(&case, &[MARKER, NAME]);
    let (redacted, withheld) = redact(&case);
    assert_eq!(redacted.queries[0].to, "The harbour");
    assert_eq!(redacted.queries[0].answers[0].text, "[redacted]");
    let mut items = redacted.claims.iter().flat_map(|claim| &claim.evidence);
    // Of what a source says in public only the name is cut.
    assert!(items.any(|item| item.quote == "no words of [redacted]" && item.note == "[redacted]"));
    assert_eq!(withheld.queries, 0);
}

/// Gives the confidential source the name.
fn name(case: &mut Case) {
    let sources = case.sources.iter().map(|source| {
        let mut source = Source::clone(source);
        if source.confidential {
            source.name = NAME.to_owned();
            source.aliases = Vec::new();
        }
        Arc::new(source)
    });
    case.sources = sources.collect();
}

#[test]
fn the_name_of_a_confidential_source_is_in_no_text_of_any_format() {
    let mut case = whole();
    with_everything(&mut case);
    let id = secret(&case);
    let text = format!("of {NAME}, they say");
    let worded = [Class::Text, Class::Source];
    let mut planted = Planted::new();
    let into = &mut planted;
    plant(&mut case, &worded, &text, into);
    case.language = "en".to_owned();
    let draft = Arc::make_mut(case.draft.as_mut().unwrap());
    plant(draft, &worded, &text, into);
    for revision in &mut draft.revisions {
        plant(revision, &worded, &text, into);
    }
    let mut paragraphs = draft.paragraphs.clone();
    for paragraph in &mut paragraphs {
        *paragraph = Paragraph::new(
            paragraph.part(),
            format!("{} So says {NAME}.", paragraph.text()),
        );
    }
    into.insert(("Draft", "paragraphs"));
    draft.sha256 = Draft::hash(&paragraphs);
    draft.paragraphs = paragraphs;
    let sources = case.sources.iter().map(|source| {
        let mut source = Source::clone(source);
        if source.id != id {
            plant(&mut source, &worded, &text, into);
        }
        Arc::new(source)
    });
    case.sources = sources.collect();
    name(&mut case);
    let other = case
        .sources
        .iter()
        .find(|source| source.id != id)
        .unwrap()
        .id;
    each_claim(&mut case, |claim| {
        let words = claim.text.clone();
        plant(claim, &worded, &text, into);
        if !claim.is_cut() {
            claim.text = words;
        }
        let credit = claim.attribution.iter_mut();
        credit.for_each(|credit| {
            credit.chain = vec![other];
            plant(credit, &worded, &text, into);
        });
        for item in claim.evidence.iter_mut().filter(|item| item.source != id) {
            let at = item.at;
            plant(item, &worded, &text, into);
            item.at = at;
            plant(item.file.as_mut().unwrap(), &worded, &text, into);
        }
        claim
            .rulings
            .iter_mut()
            .for_each(|it| plant(it, &worded, &text, into));
        claim
            .links
            .iter_mut()
            .for_each(|it| plant(it, &worded, &text, into));
        claim
            .waivers
            .iter_mut()
            .for_each(|it| plant(it, &worded, &text, into));
        claim
            .fixes
            .iter_mut()
            .for_each(|it| plant(it, &worded, &text, into));
        claim
            .searches
            .iter_mut()
            .for_each(|it| plant(it, &worded, &text, into));
        claim
            .earlier
            .iter_mut()
            .for_each(|it| plant(it, &worded, &text, into));
    });
    let query = &mut case.queries[0];
    plant(query, &worded, &text, into);
    (query.source, query.behalf) = (Some(other), None);
    query
        .answers
        .iter_mut()
        .for_each(|it| plant(it, &worded, &text, into));
    case.signoffs
        .iter_mut()
        .for_each(|it| plant(it, &worded, &text, into));
    case.corrections
        .iter_mut()
        .for_each(|it| plant(it, &worded, &text, into));
    let ids = [
        ("Query", "source"),
        ("Query", "behalf"),
        ("Query", "answers"),
    ];
    let mut missing = all(&worded);
    missing.retain(|field| !planted.contains(field) && !ids.contains(field));
    assert!(missing.is_empty(), "{missing:?}");
    stands_nowhere(&case, &["Oksana", "Zqvist"]);
}

#[test]
fn links_between_sources_stay_only_where_they_affect_origins() {
    let case = whole();
    let mut mint = IdGen::seeded(5);
    let template = case
        .claims
        .iter()
        .find_map(|claim| claim.evidence.first())
        .unwrap();
    let mut next = |name: &str| Source::new(mint.id(|_| false), name);
    let (agency, mut nurse, mut paper) = (next("Agency"), next("Oksana Zqvist"), next("Paper"));
    nurse.confidential = true;
    nurse.relies_on = vec![agency.id];
    paper.relies_on = vec![nurse.id];
    let ids = [agency.id, nurse.id, paper.id];
    let mut new = Case::new(mint.id(|_| false), "x");
    new.sources = [agency, nurse, paper].map(Arc::new).into_iter().collect();
    // The sources from which a claim has evidence, and the links that stay: of the nurse, and of
    // the paper.
    for (of, stay) in [
        (vec![1], [0, 0]),
        (vec![0], [0, 0]),
        (vec![0, 1], [1, 0]),
        (vec![1, 2], [0, 1]),
        (vec![0, 1, 2], [1, 1]),
    ] {
        let mut claim = Claim::new(mint.id(|_| false), None, "The ferry left.");
        for place in of {
            let mut item = template.clone();
            (item.id, item.source, item.stance) =
                (mint.id(|_| false), ids[place], Stance::Supports);
            item.question = Question::Fact;
            claim.evidence.push(item);
        }
        new.claims = [Arc::new(claim)].into_iter().collect();
        let (redacted, _) = redact(&new);
        let count = |is: fn(&Source) -> bool| {
            let source = redacted.sources.iter().find(|source| is(source)).unwrap();
            source.relies_on.len()
        };
        let edges = [
            count(|source| source.confidential),
            count(|source| source.name == "Paper"),
        ];
        assert_eq!(edges, stay, "{:?}", new.claims);
        let origins = |case: &Case| {
            let claim = case.claims.iter().next().unwrap();
            SourceGraph::of(case)
                .support(claim, Question::Fact)
                .supports
                .origins
        };
        assert_eq!(origins(&redacted), origins(&new));
    }
}

#[test]
fn confidential_sources_are_numbered_by_ids_and_not_by_names() {
    let names = ["Ann Lee", "Bo Moe", "Cy Roe", "Dee Zee", "Eve Aas"];
    let order = |seed| {
        let mut case = whole();
        let mut mint = IdGen::seeded(seed);
        let named = names.iter().zip(Reliability::ALL);
        let added = named.map(|(name, reliability)| {
            let mut source = Source::new(mint.id(|_| false), *name);
            source.confidential = true;
            source.reliability = *reliability;
            Arc::new(source)
        });
        case.sources = case.sources.iter().cloned().chain(added).collect();
        let (redacted, _) = redact(&case);
        // The same case gets the same ids whenever it is redacted.
        assert_eq!(redacted, redact(&case).0);
        let sources = redacted.sources.iter().filter(|source| source.confidential);
        let order: Vec<Reliability> = sources.map(|source| source.reliability).collect();
        format!("{order:?}")
    };
    let orders: BTreeSet<String> = (0..20).map(order).collect();
    assert!(orders.len() > 10, "{orders:?}");
}

#[test]
fn a_caption_that_names_a_confidential_source_is_removed_as_a_whole() {
    let mut case = whole();
    name(&mut case);
    let mut draft = Draft::clone(case.draft.as_deref().unwrap());
    let caption = format!("{MARKER}: the choir, {NAME} third from the right");
    draft.paragraphs.push(Paragraph::Caption(caption.clone()));
    draft
        .paragraphs
        .push(Paragraph::Boilerplate(caption.clone()));
    draft.paragraphs.push(Paragraph::Body(caption));
    draft.sha256 = Draft::hash(&draft.paragraphs);
    case.draft = Some(Arc::new(draft));
    let (redacted, _) = redact(&case);
    let paragraphs = &redacted.draft.as_deref().unwrap().paragraphs;
    let last: Vec<&str> = paragraphs
        .iter()
        .rev()
        .take(3)
        .map(Paragraph::text)
        .collect();
    let in_the_story = format!("{MARKER}: the choir, [redacted] third from the right");
    assert_eq!(last, [in_the_story.as_str(), "[redacted]", "[redacted]"]);
}

#[test]
fn names_in_a_row_get_one_mark_in_the_text_of_the_story() {
    for (language, mark) in [
        ("en", "[redacted]"),
        ("", "[redacted]"),
        ("uk", "[вилучено]"),
        ("ru-RU", "[изъято]"),
    ] {
        let mut case = whole();
        case.language = language.to_owned();
        case.title = format!("Zorkhand {NAME} left, {NAME} Zorkhand too");
        let mut mint = IdGen::seeded(3);
        let mut source = Source::new(mint.id(|_| false), NAME);
        source.confidential = true;
        source.aliases = vec!["Zorkhand".to_owned()];
        case.sources = case
            .sources
            .iter()
            .cloned()
            .chain([Arc::new(source)])
            .collect();
        let (redacted, _) = redact(&case);
        assert_eq!(redacted.title, format!("{mark} left, {mark} too"));
        let text = told_by(&House::default(), Format::Annotated, &redacted).unwrap();
        assert!(!text.contains(&format!("[{mark}]")), "{text}");
        assert!(redact(&redacted).1.is_nothing());
    }
}
