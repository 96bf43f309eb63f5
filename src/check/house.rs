//! What a house asks for: how much each standard weighs, and the figures that some of them need.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::check::standards::{Severity, Standard};

/// What a house asks for, as `standards.ron` says it. Everything in it may be left out.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct House {
    levels: Levels,
    origins: Between<1, 9>,
    coverage: Between<0, 100>,
    checkers: Between<1, 9>,
    /// The file that says so, as people are shown it; empty where none does.
    #[serde(skip)]
    file: String,
}

/// The figures that hold where the house says nothing: two independent origins (as IFCN's "more
/// than one named source"), nine words in ten under a checked claim, a second pair of eyes.
impl Default for House {
    fn default() -> Self {
        Self {
            levels: Levels::default(),
            origins: Between(2),
            coverage: Between(90),
            checkers: Between(2),
            file: String::new(),
        }
    }
}

impl House {
    /// How much a finding of this standard weighs; none if it is off.
    pub fn severity_of(&self, standard: Standard) -> Option<Severity> {
        match self.levels.0.get(&standard) {
            Some(level) => level.severity(),
            None => Some(standard.about().severity),
        }
    }

    /// These standards, with the file that they were read from.
    #[must_use]
    pub fn of_file(mut self, file: impl Into<String>) -> Self {
        self.file = file.into();
        self
    }

    /// The file that says so; empty where none does.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// What it wants otherwise than where nobody says anything, what is off first:
    /// `open-claim off`, `unanchored info`, `origins 1`.
    pub fn departures(&self) -> Vec<String> {
        let usual = Self::default();
        let levels = || {
            let all = Standard::ALL.iter();
            all.filter(|standard| self.severity_of(**standard) != usual.severity_of(**standard))
        };
        let off = levels().filter(|standard| self.severity_of(**standard).is_none());
        let other = levels().filter_map(|standard| Some((standard, self.severity_of(*standard)?)));
        let figures = [
            ("origins", self.origins(), usual.origins()),
            ("coverage", self.coverage(), usual.coverage()),
            ("checkers", self.checkers(), usual.checkers()),
        ];
        let figures = figures.into_iter().filter(|(_, own, usual)| own != usual);
        off.map(|standard| format!("{standard} off"))
            .chain(other.map(|(standard, severity)| format!("{standard} {severity}")))
            .chain(figures.map(|(name, own, _)| format!("{name} {own}")))
            .collect()
    }

    /// The departures as a sentence without a full stop, with the file. None if there are no
    /// departures.
    pub fn sentence(&self) -> Option<String> {
        let departures = self.departures();
        let sentence = || {
            format!(
                "house standards from {}: {}",
                self.file,
                departures.join(", ")
            )
        };
        (!departures.is_empty()).then(sentence)
    }

    /// How many independent origins a verdict on *fact* needs, 1 to 9.
    pub fn origins(&self) -> usize {
        self.origins.0
    }

    /// The share of words that are to stand under checked claims, in per cent.
    pub fn coverage(&self) -> usize {
        self.coverage.0
    }

    /// How many people are to rule on what is confirmed or disputed, 1 to 9.
    pub fn checkers(&self) -> usize {
        self.checkers.0
    }
}

/// How much a standard weighs in a house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Level {
    #[serde(alias = "error")]
    Error,
    #[serde(alias = "warning")]
    Warning,
    #[serde(alias = "info")]
    Info,
    #[serde(alias = "off")]
    Off,
}

impl Level {
    fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Off => None,
        }
    }
}

/// The standards that weigh otherwise in this house.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Levels(BTreeMap<Standard, Level>);

impl<'de> Deserialize<'de> for Levels {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Levels;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map from names of standards to Error, Warning, Info or Off")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Levels, A::Error> {
                let mut levels = BTreeMap::new();
                // A standard named twice is an error, which `ron` would let pass.
                while let Some(Name(standard)) = map.next_key()? {
                    if levels.insert(standard, map.next_value()?).is_some() {
                        return Err(de::Error::custom(format!("`{standard}` is there twice")));
                    }
                }
                Ok(Levels(levels))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// A standard by its kebab-case name.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Name(Standard);

impl TryFrom<String> for Name {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        name.parse().map(Self).map_err(|_| {
            let shown = crate::text::visible(&name);
            format!("there is no standard `{shown}`: `factdesk check --explain all` lists them")
        })
    }
}

/// A whole number from LEAST to MOST.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "i64")]
struct Between<const LEAST: usize, const MOST: usize>(usize);

impl<const LEAST: usize, const MOST: usize> TryFrom<i64> for Between<LEAST, MOST> {
    type Error = String;

    fn try_from(number: i64) -> Result<Self, String> {
        usize::try_from(number)
            .ok()
            .filter(|number| (LEAST..=MOST).contains(number))
            .map(Self)
            .ok_or_else(|| format!("{number} is not between {LEAST} and {MOST}"))
    }
}

/// The standards that hold where there is no file, as a file that says what each is for.
pub fn default_file() -> String {
    let house = House::default();
    let mut file = format!(
        "(\n    // How many independent origins a verdict on fact needs, unless a primary item answers: 1 to 9.\n    \
         origins: {},\n    // Share of the words that checked claims must cover, in per cent.\n    coverage: {},\n    \
         // People who must rule on what is confirmed or disputed: 1 to 9.\n    checkers: {},\n    \
         // Error, Warning, Info or Off. What is left out keeps its default.\n    levels: {{\n",
        house.origins(),
        house.coverage(),
        house.checkers()
    );
    for standard in Standard::ALL {
        let about = standard.about();
        file.push_str(&format!(
            "        // {}\n        \"{standard}\": {:?},\n",
            about.asks, about.severity
        ));
    }
    file.push_str("    },\n)\n");
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_file_says_what_holds_without_one() {
        let house: House = ron::from_str(&default_file()).unwrap();
        for standard in Standard::ALL {
            assert_eq!(
                house.severity_of(*standard),
                House::default().severity_of(*standard),
                "{standard}"
            );
        }
        assert_eq!(
            (house.origins(), house.coverage(), house.checkers()),
            (2, 90, 2)
        );
    }

    #[test]
    fn what_is_wrong_has_its_place() {
        let wrong = |text: &str| {
            let error = ron::from_str::<House>(text).unwrap_err();
            format!("{}: {}", error.span.start.line, error.code)
        };
        assert_eq!(
            wrong("(\n  levels: {\n    \"single-orign\": Off,\n  },\n)"),
            "3: there is no standard `single-orign`: `factdesk check --explain all` lists them"
        );
        assert_eq!(wrong("(\n  origins: 0,\n)"), "2: 0 is not between 1 and 9");
        assert_eq!(
            wrong("(\n\n  coverage: 101,\n)"),
            "3: 101 is not between 0 and 100"
        );
        assert!(wrong("(\n  checkers: 2,\n  minimum: 3,\n)").starts_with("3: "));
        assert!(
            wrong("(\n levels: {\"unanchored\": Off, \"adrift\": Info},\n)")
                .contains("there twice")
        );
        assert!(wrong("(levels: {\"unanchored\": Fatal})").starts_with("1: "));
    }

    #[test]
    fn what_is_off_weighs_nothing() {
        let house: House =
            ron::from_str("(levels: {\"adrift\": Off, \"open-claim\": Warning}, origins: 3)")
                .unwrap();
        assert_eq!(house.severity_of(Standard::Unanchored), None);
        assert_eq!(
            house.severity_of(Standard::OpenClaim),
            Some(Severity::Warning)
        );
        assert_eq!(
            house.severity_of(Standard::Contested),
            Some(Severity::Error)
        );
        assert_eq!(house.origins(), 3);
        assert_eq!(
            house.of_file("a.ron").sentence().unwrap(),
            "house standards from a.ron: unanchored off, open-claim warning, origins 3"
        );
        assert_eq!(House::default().of_file("a.ron").sentence(), None);
    }
}
