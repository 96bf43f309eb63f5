//! Other people's texts, which cannot stand here: what is cut in them that should not be, and how
//! many questions a case of one is asked. `FACTDESK_TEXTS` names a folder of `.txt` files; without
//! it there is nothing to measure.

use std::path::PathBuf;
use std::sync::Arc;

use factdesk::case::*;
use factdesk::check::{Doubt, Secrets};
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

/// Each text of the folder, by its name.
fn texts() -> Vec<(String, String)> {
    let Some(folder) = std::env::var_os("FACTDESK_TEXTS") else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    files.sort();
    let name = |path: &PathBuf| path.file_stem().unwrap().to_string_lossy().into_owned();
    files
        .iter()
        .map(|path| (name(path), std::fs::read_to_string(path).unwrap()))
        .collect()
}

/// A case with these confidential sources and nothing else.
fn with(names: &[&str]) -> Case {
    let mut mint = Mint::seeded(18);
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

/// Prints each sentence in which something is cut for a name that is a common word.
#[test]
fn what_is_cut_for_common_words_is_printed() {
    let secrets = Secrets::of(&with(&COMMON));
    let (mut count, mut cut, mut asked) = (0, 0, 0);
    for (name, text) in texts() {
        let language = language_of(std::iter::once(text.as_str()));
        for paragraph in text.lines().filter(|line| !line.trim().is_empty()) {
            count += sentences(paragraph, language).len();
            for place in secrets.places(paragraph) {
                let words = &paragraph[place.range.clone()];
                if place.doubt.is_some() {
                    asked += 1;
                    continue;
                }
                cut += 1;
                let near =
                    |at: usize| (at..=paragraph.len()).find(|at| paragraph.is_char_boundary(*at));
                let from = near(place.range.start.saturating_sub(60)).unwrap();
                let to = near((place.range.end + 60).min(paragraph.len())).unwrap();
                println!("{name}: [{words}] in: {}", &paragraph[from..to]);
            }
        }
    }
    println!("{count} sentences, {cut} cut, {asked} asked about");
}

/// Prints how many questions there are where two people of a story are confidential.
#[test]
fn questions_about_two_people_of_a_story_are_counted() {
    let mut counts = Vec::new();
    for (name, text) in texts() {
        let mut mint = Mint::seeded(1);
        let Ok((case, _)) = read_story(&text, Format::Plain, "story.txt", &mut mint) else {
            continue;
        };
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
        let people: Vec<SourceId> = case
            .sources
            .iter()
            .filter(is_person)
            .map(|one| one.id)
            .collect();
        for (place, first) in people.iter().enumerate() {
            let Some(second) = people
                .get(place + 1)
                .or(people.first())
                .filter(|one| *one != first)
            else {
                continue;
            };
            let mut secret = case.clone();
            let sources = secret.sources.iter().map(|source| {
                let mut source = Source::clone(source);
                source.confidential = [first, second].contains(&&source.id);
                Arc::new(source)
            });
            secret.sources = sources.collect();
            let asked = undecided(&secret);
            let offices = asked.iter().filter(|one| one.doubt == Doubt::Office);
            let words: Vec<String> = offices
                .map(|one| format!("{} ×{}", one.words, one.places.len()))
                .collect();
            counts.push(asked.len());
            let names = [first, second].map(|id| case.sources.get(*id).unwrap().name.clone());
            println!(
                "{name}: {names:?}: {} questions, of them {}: {words:?}",
                asked.len(),
                words.len()
            );
        }
    }
    counts.sort_unstable();
    let many = counts.iter().filter(|count| **count > 10).count();
    println!(
        "{} cases, median {:?}, most {:?}, above ten {many}",
        counts.len(),
        counts.get(counts.len() / 2),
        counts.last()
    );
}
