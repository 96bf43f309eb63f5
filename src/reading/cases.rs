//! The cases of nouns, and the endings that show them.

use serde::Deserialize;

use super::forms::Endings;

/// A case of a noun. In English all nouns are in the nominative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(super) enum Case {
    #[default]
    Nominative,
    Genitive,
    Dative,
    Accusative,
    Instrumental,
    Locative,
}

/// An ending of names in this case (`from`), and the ending that replaces it in the base form
/// (`to`).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ending {
    pub case: Case,
    pub from: String,
    pub to: String,
}

/// Endings of adjectives: in the grammatical cases, and those of the base form by gender and
/// number.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Adjectives {
    pub inflected: Endings,
    pub base: Endings,
    pub dative: Endings,
    /// Endings that occur only in the dative, in any gender.
    pub dative_only: Endings,
    pub genitive: Endings,
    pub masculine: String,
    pub feminine: String,
    pub neuter: String,
    pub plural: String,
}

/// Endings of names and of words for people, by case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct NameEndings {
    pub accusative: Endings,
    pub dative: Endings,
    /// Endings of place names after a preposition.
    pub locative: Endings,
    /// Of owners ("of the mayors"), singular and plural.
    pub genitive: Endings,
    /// Of towns and men.
    pub genitive_of_men: Endings,
    /// Of countries and women.
    pub genitive_of_women: Endings,
    /// Of all cases except the nominative.
    pub oblique: Endings,
    /// Of surnames that are inflected like adjectives, in all cases except the nominative.
    pub oblique_surnames: Endings,
    /// Of surnames that only women have, in the nominative.
    pub womens_surnames: Endings,
}
