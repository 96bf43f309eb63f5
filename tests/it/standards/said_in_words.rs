//! Findings in the languages of reports.

use super::*;

/// The sentences inside `phrase!` calls in the code of a folder.
fn patterns(folder: &std::path::Path, found: &mut std::collections::BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            patterns(&path, found);
            continue;
        }
        let code = std::fs::read_to_string(&path).unwrap();
        for call in code.split("phrase!(").skip(1) {
            if let Some(rest) = call.trim_start().strip_prefix('"') {
                found.insert(rest.split('"').next().unwrap().to_owned());
            }
        }
    }
}

#[derive(serde::Deserialize)]
struct FindingsFile {
    patterns: std::collections::BTreeMap<String, String>,
    words: std::collections::BTreeMap<String, String>,
}

#[test]
fn every_finding_has_words_in_every_language() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = std::collections::BTreeSet::new();
    patterns(&root.join("src/check"), &mut all);
    all.remove("{}");
    assert!(all.len() > 70, "{}", all.len());
    let mut words: Vec<&str> = [Standing::NAMES, Question::NAMES, SourceKind::NAMES].concat();
    words.extend([
        "withdrawn",
        "error",
        "warning",
        "info",
        "text",
        "fix",
        " and ",
        ".",
    ]);
    words.extend(["Monday", "Sunday", "January", "December"]);
    for language in ["uk", "ru"] {
        let path = root.join(format!("assets/languages/{language}/findings.ron"));
        let file: FindingsFile = ron::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let known: std::collections::BTreeSet<String> = file.patterns.keys().cloned().collect();
        assert_eq!(known, all, "{language}");
        for (english, other) in &file.patterns {
            let gaps = |text: &str| text.matches("{}").count();
            assert_eq!(gaps(english), gaps(other), "{language}: {english}");
        }
        for word in &words {
            assert!(file.words.contains_key(*word), "{language}: {word}");
        }
    }
}

#[test]
fn a_finding_is_worded_in_another_language() {
    let case = load(include_bytes!("../../../assets/crocus-city-hall.case.ron")).unwrap();
    let findings = Findings::of(&case, &House::default(), &FileChecks::default());
    let coverage = Coverage::of(&case);
    let all = findings.all(&case, coverage);
    let (english, ukrainian) = (Wordings::of("en"), Wordings::of("uk"));
    for finding in &all {
        let own = [finding.message.to_string(), finding.hint.to_string()];
        assert_eq!(finding.translated(&english), own);
        for (other, own) in finding.translated(&ukrainian).iter().zip(own) {
            assert_ne!(*other, own);
        }
    }
    let unreadable = all
        .iter()
        .find(|it| it.standard == Standard::UnreadText)
        .unwrap();
    assert_eq!(
        unreadable.translated(&ukrainian)[0],
        "перевіреними твердженнями охоплено 65,1 % тексту; потрібно 90 %"
    );
}

#[test]
fn check_prints_findings_in_the_language_of_the_desk() {
    let desk = Desk::new("check-language");
    let case = "crocus.case.ron";
    desk.write(
        case,
        include_str!("../../../assets/crocus-city-hall.case.ron"),
    );
    let check = |more: &[&str]| desk.run(&[&["check", case], more].concat()).out;
    let (english, ukrainian) = ("1 of 2 required people", "факт перевірили 1 з 2");
    assert!(check(&[]).contains(english));
    let own = check(&["--report-language", "uk"]);
    assert!(own.contains(ukrainian));
    // The text around them is, too.
    let last = own.lines().last().unwrap();
    assert!(last.starts_with("crocus.case.ron: помилок: "), "{last}");
    let is_english = |word: &&&str| own.contains(&format!("  {word} "));
    let words = ["error", "warning", "info", "waived"];
    assert_eq!(words.iter().find(is_english), None, "{own}");
    assert!(own.contains("crocus.case.ron: справа\n"), "{own}");
    let folder = desk.path("home/.config/factdesk");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.ron"), "(report_language: \"uk\")").unwrap();
    assert!(check(&[]).contains(ukrainian));
    // Programs read the same words everywhere.
    assert!(check(&["--format", "json"]).contains(english));
}
