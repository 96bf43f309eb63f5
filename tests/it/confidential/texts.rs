//! Measures on other people's texts, which cannot be included here, how much is cut for names that
//! are common words, and how many questions are asked. `FACTDESK_TEXTS` names a folder of `.txt`
//! files, each with one story. Without it a test prints that there is nothing to measure.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use factdesk::case::*;
use factdesk::check::Secrets;
use factdesk::export::undecided;
use factdesk::reading::{Format, language_of, read_story, sentences};

/// Names of people that are common words, of all three languages.
const COMMON: [&str; 32] = [
    "Rose",
    "Mark Stone",
    "Hope Miller",
    "Grace King",
    "Will Young",
    "Bill Walters",
    "Frank Hill",
    "Joy White",
    "Faith Brown",
    "Robin Banks",
    "Summer Field",
    "Jack Smith",
    "April Rivers",
    "Max Power",
    "Victor Law",
    "Ray Bell",
    "Надія",
    "Віра Мороз",
    "Любов Коваль",
    "Лев Гончар",
    "Богдан Кіт",
    "Мирослава Зима",
    "Роман Кравець",
    "Слава Мельник",
    "Вера Зима",
    "Надежда Мир",
    "Любовь Кузнец",
    "Роман Волк",
    "Лев Мороз",
    "Слава Белый",
    "Виктор Победа",
    "Марк Серый",
];

/// The number of words that may be cut in 1,000 sentences for the names of [`COMMON`], all in one
/// case. A word that occurs often in a text counts once. More than half of the counted ones are
/// people with just that name: an article about a Mr King has him in every sentence.
const MOST_CUTS: f64 = 2.5;
/// The number of questions that may be asked about a case with two confidential people, as a
/// maximum and as a median.
const MOST_QUESTIONS: usize = 10;
const MEDIAN: usize = 6;
/// A folder with fewer sentences or cases is too small to measure.
const ENOUGH: usize = 20;

/// Each text of the folder, with its name. None without a folder.
fn texts(test: &str) -> Option<Vec<(String, String)>> {
    let Some(folder) = std::env::var_os("FACTDESK_TEXTS") else {
        println!("{test}: not measured, FACTDESK_TEXTS names no folder of texts");
        return None;
    };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    files.sort();
    let name = |path: &PathBuf| path.file_stem().unwrap().to_string_lossy().into_owned();
    let texts = files
        .iter()
        .map(|path| (name(path), std::fs::read_to_string(path).unwrap()));
    Some(texts.collect())
}

/// A case with these confidential sources and nothing else.
fn with(names: &[&str]) -> Case {
    let mut mint = IdGen::seeded(18);
    let mut case = Case::new(mint.id(|_| false), "x");
    for name in names {
        let mut source = Source::new(mint.id(|_| false), *name);
        source.confidential = true;
        case.sources = case
            .sources
            .iter()
            .cloned()
            .chain([Arc::new(source)])
            .collect();
    }
    case
}

/// Prints each cut place for a person to read.
#[test]
fn little_is_cut_for_common_words() {
    let Some(texts) = texts("little_is_cut_for_common_words") else {
        return;
    };
    let secrets = Secrets::of(&with(&COMMON));
    let (mut count, mut all, mut asked) = (0, 0, 0);
    let mut cut = BTreeSet::new();
    for (name, text) in texts {
        let language = language_of(std::iter::once(text.as_str()));
        for paragraph in text.lines().filter(|line| !line.trim().is_empty()) {
            count += sentences(paragraph, language).len();
            for place in secrets.places(paragraph) {
                let words = &paragraph[place.range.clone()];
                if place.doubt.is_some() {
                    asked += 1;
                    continue;
                }
                all += 1;
                cut.insert((name.clone(), words.to_owned()));
                let near =
                    |at: usize| (at..=paragraph.len()).find(|at| paragraph.is_char_boundary(*at));
                let from = near(place.range.start.saturating_sub(60)).unwrap();
                let to = near((place.range.end + 60).min(paragraph.len())).unwrap();
                println!("{name}: [{words}] in: {}", &paragraph[from..to]);
            }
        }
    }
    let cut = u32::try_from(cut.len()).unwrap();
    println!("{count} sentences, {all} cut, {cut} different ones, {asked} asked about");
    assert!(count >= ENOUGH, "{count} sentences");
    let most = f64::from(u32::try_from(count).unwrap()) * MOST_CUTS / 1_000.0;
    assert!(
        f64::from(cut) <= most.max(1.0),
        "{cut} cut in {count} sentences"
    );
}

/// A case of a story in which two of its people are confidential, each with the words that the
/// story credits to them as evidence, and with a note by the desk.
fn secret(case: &Case, people: [SourceId; 2], mint: &mut IdGen) -> Case {
    let mut secret = case.clone();
    let sources = secret.sources.iter().map(|source| {
        let mut source = Source::clone(source);
        source.confidential = people.contains(&source.id);
        Arc::new(source)
    });
    secret.sources = sources.collect();
    let claims = secret.claims.iter().map(|claim| {
        let mut claim = Claim::clone(claim);
        let credits = |id: &&SourceId| {
            let credit = claim.attribution.as_ref();
            credit.is_some_and(|credit| credit.sources().any(|other| other == **id))
        };
        let theirs: Vec<SourceId> = people.iter().filter(credits).copied().collect();
        for id in theirs {
            let mut item = Evidence::new(
                mint.id(|_| false),
                "mk",
                Timestamp::default(),
                id,
                (Question::Said, Stance::Supports),
            );
            item.quote.clone_from(&claim.text);
            item.locator = "call, 17 November at 18:40".to_owned();
            item.note = "Confirmed by telephone, wants to stay unnamed.".to_owned();
            claim.evidence.push(item);
        }
        Arc::new(claim)
    });
    secret.claims = claims.collect();
    secret
}

/// The people of a story that a desk could call confidential.
fn people(case: &Case) -> Vec<SourceId> {
    let is_person = |source: &&Arc<Source>| {
        let name = &source.name;
        let capitals = name
            .split_whitespace()
            .filter(|word| word.starts_with(char::is_uppercase));
        matches!(
            source.kind,
            SourceKind::Official
                | SourceKind::Witness
                | SourceKind::Expert
                | SourceKind::Other
                | SourceKind::Anonymous
        ) && capitals.count() > 1
    };
    case.sources
        .iter()
        .filter(is_person)
        .map(|one| one.id)
        .collect()
}

/// Prints each case with its questions.
#[test]
fn few_questions_are_asked_about_two_people_of_a_story() {
    let Some(texts) = texts("few_questions_are_asked_about_two_people_of_a_story") else {
        return;
    };
    let mut counts = Vec::new();
    for (name, text) in texts {
        let mut mint = IdGen::seeded(1);
        let Ok((case, _)) = read_story(&text, Format::Plain, "story.txt", &mut mint) else {
            continue;
        };
        let people = people(&case);
        for (place, first) in people.iter().enumerate() {
            let Some(second) = people
                .get(place + 1)
                .or(people.first())
                .filter(|one| *one != first)
            else {
                continue;
            };
            let asked = undecided(&secret(&case, [*first, *second], &mut mint));
            let words: Vec<String> = asked
                .iter()
                .map(|one| format!("{:?} {} ×{}", one.doubt, one.words, one.places.len()))
                .collect();
            counts.push(asked.len());
            let names = [first, second].map(|id| case.sources.get(*id).unwrap().name.clone());
            println!("{name}: {names:?}: {} questions: {words:?}", asked.len());
        }
    }
    counts.sort_unstable();
    let (median, most) = (counts.get(counts.len() / 2), counts.last());
    println!("{} cases, median {median:?}, most {most:?}", counts.len());
    assert!(counts.len() >= ENOUGH, "{} cases", counts.len());
    assert!(median <= Some(&MEDIAN), "median {median:?}");
    assert!(most <= Some(&MOST_QUESTIONS), "most {most:?}");
}
