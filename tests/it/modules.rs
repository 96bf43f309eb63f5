//! Which top-level modules may import which, and that no files import one another in a circle.
//!
//! A simple scanner reads `use` lines and paths in the source. A name that a file re-exports (`pub
//! use`) counts for the file that defines it. Unit tests and methods are ignored.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;

/// Each top-level module with the modules that it may import. Any other import is a mistake.
const TOP: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("text", &[]),
    ("parallel", &[]),
    ("case", &["error", "text"]),
    ("store", &["error", "text", "parallel", "case"]),
    ("reading", &["error", "text", "case"]),
    ("check", &["error", "text", "parallel", "case", "reading"]),
    (
        "export",
        &["error", "text", "parallel", "case", "store", "check"],
    ),
    ("config", &["text", "store", "check", "export"]),
    (
        "workbench",
        &[
            "error", "text", "case", "store", "reading", "check", "export",
        ],
    ),
    (
        "terminal",
        &["error", "text", "parallel", "case", "store", "workbench"],
    ),
    (
        "cli",
        &[
            "error",
            "text",
            "parallel",
            "case",
            "store",
            "reading",
            "check",
            "export",
            "config",
            "workbench",
            "terminal",
        ],
    ),
    ("main", &["cli"]),
];

/// `case::change`: a module by its path.
type Module = Vec<String>;

#[derive(Default)]
struct File {
    /// The names that `use` imports, each with its path.
    imports: BTreeMap<String, Module>,
    /// The modules of `use path::*`.
    globs: Vec<Module>,
    /// The code without comments, strings, `use` lines and unit tests.
    body: String,
}

static NOISE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r##"(?s)//[^\n]*|/\*.*?\*/|b?r"[^"]*"|b?r#".*?"#|"(?:\\.|[^"\\])*"|'(?:\\[^']*|[^'\\])'"##,
    )
    .unwrap()
});
static TESTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?s)#\[cfg\(test\)\]\s*(?:#\[[^\]]*\]\s*)*mod \w+(?:;|\s*\{.*?\n\})").unwrap()
});
static SCOPE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"pub\([^)]*\)").unwrap());
static USE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?s)\b(?:pub )?use ([^;]+);").unwrap());
static PATH: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\w+(?:::\w+)+").unwrap());

/// Every path in a `use` tree, from its root.
fn flat(tree: &str) -> Vec<Module> {
    let tree = tree.trim();
    let Some((before, inside)) = tree.strip_suffix('}').and_then(|tree| tree.split_once('{'))
    else {
        return vec![
            tree.split("::")
                .map(|name| name.trim().to_owned())
                .collect(),
        ];
    };
    let before: Module = before
        .split("::")
        .map(|name| name.trim().to_owned())
        .collect();
    let before = &before[..before.len() - 1];
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, letter) in inside.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&inside[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inside[start..]);
    let parts = parts.into_iter().filter(|part| !part.trim().is_empty());
    parts
        .flat_map(flat)
        .map(|path| [before, &path].concat())
        .collect()
}

impl File {
    fn of(text: &str) -> Self {
        let text = NOISE.replace_all(text, "\"\"");
        let text = TESTS.replace_all(&text, "");
        let text = SCOPE.replace_all(&text, "pub");
        let mut file = Self {
            body: USE.replace_all(&text, "").into_owned(),
            ..Self::default()
        };
        for path in USE.captures_iter(&text).flat_map(|found| flat(&found[1])) {
            let (mut path, last) = (
                path[..path.len() - 1].to_vec(),
                path[path.len() - 1].clone(),
            );
            match last.as_str() {
                "*" => file.globs.push(path),
                "self" => {
                    let name = path.last().unwrap().clone();
                    file.imports.insert(name, path);
                }
                _ => {
                    let (name, alias) = last.split_once(" as ").unwrap_or((&last, &last));
                    path.push(name.to_owned());
                    file.imports.insert(alias.to_owned(), path);
                }
            }
        }
        file
    }
}

struct Tree(BTreeMap<Module, File>);

impl Tree {
    fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = BTreeMap::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let inside = path.strip_prefix(&root).unwrap().with_extension("");
                let mut module: Module = inside
                    .iter()
                    .map(|part| part.to_str().unwrap().to_owned())
                    .collect();
                module.pop_if(|last| last == "mod" || last == "lib");
                let is_tests = module.iter().any(|part| part.ends_with("tests"));
                if path.extension().is_some_and(|ending| ending == "rs") && !is_tests {
                    files.insert(module, File::of(&fs::read_to_string(&path).unwrap()));
                }
            }
        }
        Self(files)
    }

    fn below(&self, module: &[String], name: &str) -> Option<Module> {
        let below = [module, &[name.to_owned()]].concat();
        self.0.contains_key(&below).then_some(below)
    }

    /// The module whose file defines the end of a path, seen from a module. None if it is not ours.
    fn resolve(&self, from: &[String], path: &[String], depth: usize) -> Option<Module> {
        if depth > 20 {
            return None;
        }
        let first = path.first()?.as_str();
        let supers = path.iter().take_while(|part| *part == "super").count();
        let (mut at, mut rest) = match first {
            "crate" => (Module::new(), &path[1..]),
            "self" => (from.to_vec(), &path[1..]),
            "super" => (
                from[..from.len().checked_sub(supers)?].to_vec(),
                &path[supers..],
            ),
            _ => match self.below(from, first) {
                Some(below) => (below, &path[1..]),
                None => {
                    let known = self.0[from].imports.get(first)?;
                    if known.len() == 1 {
                        return None;
                    }
                    let found = self.resolve(from, known, depth + 1)?;
                    if found.last() != known.last() {
                        return Some(found);
                    }
                    (found, &path[1..])
                }
            },
        };
        while let Some((name, others)) = rest.split_first() {
            if let Some(below) = self.below(&at, name) {
                at = below;
            } else {
                let Some(known) = self.0.get(&at)?.imports.get(name) else {
                    return Some(at);
                };
                let found = self.resolve(&at, known, depth + 1)?;
                if found.last() != known.last() {
                    return Some(found);
                }
                at = found;
            }
            rest = others;
        }
        Some(at)
    }

    /// The modules whose files a file imports from.
    fn imported(&self, module: &Module) -> BTreeSet<Module> {
        let file = &self.0[module];
        let words: BTreeSet<&str> = file
            .body
            .split(|c: char| !(c.is_alphanumeric() || c == '_'))
            .collect();
        let mut found = BTreeSet::new();
        for (name, path) in &file.imports {
            let is_module = self
                .resolve(module, path, 0)
                .is_some_and(|target| target.last() == path.last());
            // A name that is only re-exported is not a dependency of this file. For a module, the
            // names requested from it below are the dependencies.
            if !is_module && words.contains(name.as_str()) {
                found.extend(self.resolve(module, path, 0));
            }
        }
        found.extend(
            file.globs
                .iter()
                .filter_map(|path| self.resolve(module, path, 0)),
        );
        for path in PATH.find_iter(&file.body) {
            let path: Module = path.as_str().split("::").map(str::to_owned).collect();
            let is_ours = matches!(path[0].as_str(), "crate" | "super" | "self")
                || file.imports.contains_key(&path[0])
                || self.below(module, &path[0]).is_some();
            if is_ours {
                found.extend(self.resolve(module, &path, 0));
            }
        }
        found.remove(module);
        found
    }
}

#[test]
fn a_module_imports_only_modules_below_it() {
    let house = Tree::read();
    let tops: BTreeMap<&str, &[&str]> = TOP.iter().copied().collect();
    let mut wrong = Vec::new();
    for module in house.0.keys().filter(|module| !module.is_empty()) {
        let allowed = tops
            .get(module[0].as_str())
            .unwrap_or_else(|| panic!("{} is in no row", module[0]));
        for other in house.imported(module) {
            let Some(top) = other.first() else { continue };
            if *top != module[0] && !allowed.contains(&top.as_str()) {
                wrong.push(format!(
                    "{} imports {}",
                    module.join("::"),
                    other.join("::")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    for (place, (top, allowed)) in TOP.iter().enumerate() {
        let before: Vec<&str> = TOP[..place].iter().map(|(top, _)| *top).collect();
        let is_below = |other: &&str| before.contains(other);
        assert!(allowed.iter().all(is_below), "{top}");
    }
}

#[test]
fn the_tour_shows_these_imports() {
    let tour = include_str!("../../src/lib.rs");
    let drawn = tour.split("//! ```").nth(1).unwrap();
    let drawn: Vec<&str> = drawn.lines().skip(1).collect();
    let row = |(top, allowed): &(&str, &[&str])| match allowed {
        [] => format!("//! {top}"),
        _ => format!("//! {top:<9} <- {}", allowed.join(", ")),
    };
    assert_eq!(drawn, TOP.iter().map(row).collect::<Vec<_>>());
}

#[test]
fn no_files_import_one_another_in_a_circle() {
    let house = Tree::read();
    let imported: BTreeMap<&Module, BTreeSet<Module>> = house
        .0
        .keys()
        .map(|module| (module, house.imported(module)))
        .collect();
    let reached = |from: &Module| {
        let mut reached = BTreeSet::new();
        let mut next = vec![from];
        while let Some(module) = next.pop() {
            for other in &imported[module] {
                if reached.insert(other) {
                    next.push(other);
                }
            }
        }
        reached
    };
    let reach: BTreeMap<&Module, BTreeSet<&Module>> = imported
        .keys()
        .map(|module| (*module, reached(module)))
        .collect();
    let circles: Vec<String> = imported
        .iter()
        .flat_map(|(module, others)| others.iter().map(move |other| (*module, other)))
        .filter(|(module, other)| reach[other].contains(module))
        .map(|(module, other)| format!("{} -> {}", module.join("::"), other.join("::")))
        .collect();
    assert!(circles.is_empty(), "{circles:#?}");
}
