//! The types of a schema.org review, and the conversion of verdicts and sources.

use serde::Serialize;

use crate::case::{Reason, Source, SourceKind, Verdict};
use crate::export::shown::web_address;

#[derive(Serialize)]
#[allow(clippy::struct_field_names, reason = "schema.org calls it so")]
pub(super) struct Review<'a> {
    #[serde(rename = "@context")]
    pub context: &'static str,
    #[serde(rename = "@type")]
    pub kind: &'static str,
    pub url: String,
    #[serde(rename = "datePublished")]
    pub date_published: String,
    #[serde(rename = "inLanguage", skip_serializing_if = "Option::is_none")]
    pub in_language: Option<&'a str>,
    #[serde(rename = "claimReviewed")]
    pub claim_reviewed: &'a str,
    pub author: Agent<'a>,
    #[serde(rename = "itemReviewed")]
    pub item_reviewed: Item<'a>,
    #[serde(rename = "reviewRating")]
    pub review_rating: Rating<'a>,
}

#[derive(Serialize)]
pub(super) struct Agent<'a> {
    #[serde(rename = "@type")]
    pub kind: &'static str,
    pub name: &'a str,
    /// The home page of the newsroom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'a str>,
    /// A page about the person or institution by somebody else.
    #[serde(rename = "sameAs", skip_serializing_if = "Option::is_none")]
    pub same_as: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Item<'a> {
    #[serde(rename = "@type")]
    pub kind: &'static str,
    #[serde(rename = "inLanguage", skip_serializing_if = "Option::is_none")]
    pub in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<Agent<'a>>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    pub date_published: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub appearance: Vec<Work<'a>>,
}

#[derive(Serialize)]
pub(super) struct Work<'a> {
    #[serde(rename = "@type")]
    pub kind: &'static str,
    pub url: &'a str,
}

#[derive(Serialize)]
pub(super) struct Rating<'a> {
    #[serde(rename = "@type")]
    pub kind: &'static str,
    /// The three numbers of the scale, or none of them. Without best and worst rating, readers
    /// would assume 1 to 5.
    #[serde(flatten)]
    pub value: Option<Scale>,
    #[serde(rename = "alternateName")]
    pub alternate_name: &'a str,
}

#[derive(Serialize)]
pub(super) struct Scale {
    #[serde(rename = "ratingValue")]
    pub rating: u8,
    #[serde(rename = "bestRating")]
    pub best: u8,
    #[serde(rename = "worstRating")]
    pub worst: u8,
}

/// A source as a person or organization of schema.org.
pub(super) fn agent(source: &Source) -> Agent<'_> {
    let kind = match source.kind {
        SourceKind::Official | SourceKind::Witness | SourceKind::Expert | SourceKind::Anonymous => {
            "Person"
        }
        _ => "Organization",
    };
    Agent {
        kind,
        name: &source.name,
        url: None,
        same_as: web_address(&source.url),
    }
}

/// The number for a verdict, from 1 to 5. None for unverified, and for disputed without a reason,
/// since any number would be more precise than the verdict.
pub(super) fn number(verdict: Verdict, reason: Option<Reason>) -> Option<u8> {
    match (verdict, reason) {
        (Verdict::Confirmed, Some(Reason::WithContext)) => Some(4),
        (Verdict::Confirmed, _) => Some(5),
        (Verdict::Disputed, Some(Reason::SourcesConflict | Reason::Denied)) => Some(3),
        (Verdict::Disputed, Some(Reason::Misleading)) => Some(2),
        (Verdict::Disputed, Some(Reason::Contradicted)) => Some(1),
        (Verdict::Disputed | Verdict::Unverified, _) => None,
    }
}
