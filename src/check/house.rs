//! The standards that a house sets: the severity of each, and the figures that some of them need.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::check::standards::{Severity, Standard};

/// A house's standards as `standards.ron` sets them. Every field may be left out.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct House {
    levels: Levels,
    origins: Bounded<1, 9>,
    coverage: Bounded<0, 100>,
    checkers: Bounded<1, 9>,
    /// The file that sets the standards, as shown to people; empty without one.
    #[serde(skip)]
    file: String,
}

/// The defaults: two independent origins, as the IFCN requires "more than one named source";
/// coverage of 90 %; two people for a verdict.
impl Default for House {
    fn default() -> Self {
        Self {
            levels: Levels::default(),
            origins: Bounded(2),
            coverage: Bounded(90),
            checkers: Bounded(2),
            file: String::new(),
        }
    }
}

impl House {
    /// The severity of findings of this standard. None if the standard is off.
    pub fn severity_of(&self, standard: Standard) -> Option<Severity> {
        match self.levels.0.get(&standard) {
            Some(level) => level.severity(),
            None => Some(standard.about().severity),
        }
    }

    /// The same standards, with the name of the file that they were read from.
    #[must_use]
    pub fn of_file(mut self, file: impl Into<String>) -> Self {
        self.file = file.into();
        self
    }

    /// The file that sets the standards; empty without one.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The settings that differ from the defaults, standards that are off first: `open-claim off`,
    /// `unanchored info`, `origins 1`.
    pub fn differences(&self) -> Vec<String> {
        let defaults = Self::default();
        let changed = || {
            let all = Standard::ALL.iter();
            all.filter(|standard| self.severity_of(**standard) != defaults.severity_of(**standard))
        };
        let off = changed().filter(|standard| self.severity_of(**standard).is_none());
        let other = changed().filter_map(|standard| Some((standard, self.severity_of(*standard)?)));
        let figures = [
            ("origins", self.origins(), defaults.origins()),
            ("coverage", self.coverage(), defaults.coverage()),
            ("checkers", self.checkers(), defaults.checkers()),
        ];
        let figures = figures
            .into_iter()
            .filter(|(_, own, defaults)| own != defaults);
        off.map(|standard| format!("{standard} off"))
            .chain(other.map(|(standard, severity)| format!("{standard} {severity}")))
            .chain(figures.map(|(name, own, _)| format!("{name} {own}")))
            .collect()
    }

    /// The settings that differ from the defaults, as a sentence without a full stop that names the
    /// file. None if all are defaults.
    pub fn sentence(&self) -> Option<String> {
        let differences = self.differences();
        let sentence = || {
            format!(
                "house standards from {}: {}",
                self.file,
                differences.join(", ")
            )
        };
        (!differences.is_empty()).then(sentence)
    }

    /// How many independent origins a verdict on *fact* needs, 1 to 9.
    pub fn origins(&self) -> usize {
        self.origins.0
    }

    /// The share of the story's words that checked claims must cover, 0 to 100 per cent.
    pub fn coverage(&self) -> usize {
        self.coverage.0
    }

    /// How many people must rule on what is confirmed or disputed, 1 to 9.
    pub fn checkers(&self) -> usize {
        self.checkers.0
    }
}

/// The severity of a standard in this house, or off.
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

/// The standards whose severity this house sets.
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
                // A standard named twice is an error. `ron` alone would accept it.
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

/// A standard, parsed from its kebab-case name.
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

/// A whole number from MIN to MAX.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "i64")]
struct Bounded<const MIN: usize, const MAX: usize>(usize);

impl<const MIN: usize, const MAX: usize> TryFrom<i64> for Bounded<MIN, MAX> {
    type Error = String;

    fn try_from(number: i64) -> Result<Self, String> {
        usize::try_from(number)
            .ok()
            .filter(|number| (MIN..=MAX).contains(number))
            .map(Self)
            .ok_or_else(|| format!("{number} is not between {MIN} and {MAX}"))
    }
}

/// The text of `standards.ron` with the defaults, each standard with a comment on its purpose.
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
    fn the_default_file_sets_the_defaults() {
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
    fn an_error_has_its_line() {
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
    fn a_standard_that_is_off_has_no_severity() {
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
