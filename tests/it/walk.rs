//! Follows the walk through the sample on the guide's page on house standards, line by line, with
//! the built binary. Also checks the paths that the documents name.

use crate::support::Desk;

/// The words of a shell line, split at spaces except within quotation marks.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    let mut words = Vec::new();
    for (place, part) in parts {
        if place % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[test]
fn the_walk_in_the_guide_ends_with_a_passing_gate() {
    let page = include_str!("../../assets/guide/standards.md");
    let blocks = page.split("```console\n").skip(1);
    let lines: Vec<&str> = blocks
        .flat_map(|block| block.split("```").next().unwrap().lines())
        .collect();
    let desk = Desk::new("walk");
    std::fs::create_dir(desk.path("assets")).unwrap();
    desk.write(
        "assets/crocus-city-hall.case.ron",
        include_str!("../../assets/crocus-city-hall.case.ron"),
    );
    let mut shown = String::new();
    let (mut commands, mut last) = (0, None);
    for line in lines {
        let Some(command) = line.strip_prefix("$ ") else {
            assert!(shown.contains(line), "{line} is not in:\n{shown}");
            continue;
        };
        commands += 1;
        let words = words(command);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words.split_first().unwrap() {
            (&"cp", [from, to]) => {
                desk.write(to, desk.read(from));
            }
            (&"factdesk", arguments) => {
                let ran = desk.run(arguments);
                let is_check = arguments[0] == "check";
                assert!(
                    ran.code == 0 || is_check && ran.code == 1,
                    "{command}: {}",
                    ran.err
                );
                shown = ran.out;
                last = Some(ran.code);
            }
            _ => panic!("{command}"),
        }
    }
    assert!(commands > 20);
    assert_eq!(last, Some(0), "{shown}");
}

/// Every path that a document names, such as `src/...`, or links to beside itself, exists.
#[test]
fn the_paths_that_the_documents_name_exist() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let guide = std::fs::read_dir(root.join("assets/guide")).unwrap();
    let mut documents: Vec<_> = guide.map(|entry| entry.unwrap().path()).collect();
    documents.extend(["README.md", "CONTRIBUTING.md", "src/lib.rs"].map(|name| root.join(name)));
    for document in documents {
        let text = std::fs::read_to_string(&document).unwrap();
        let quoted = text.split('`').skip(1).step_by(2);
        let quoted = quoted.filter(|word| {
            ["src/", "assets/", "tests/", ".ci/"]
                .iter()
                .any(|folder| word.starts_with(folder))
                && !word.contains(' ')
        });
        for path in quoted {
            assert!(root.join(path).exists(), "{}: {path}", document.display());
        }
        let links = text.split("](").skip(1);
        for link in links.map(|rest| rest.split(')').next().unwrap()) {
            let path = document.parent().unwrap().join(link);
            assert!(
                link.contains("://") || path.exists(),
                "{}: {link}",
                document.display()
            );
        }
    }
}
