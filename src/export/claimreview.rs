//! `claimreview`: schema.org `ClaimReview` as JSON-LD, what search engines and fact-check
//! collections read.
//!
//! A review goes out into the world under the newsroom's name, so there is a gate: no review of a
//! ruling that is stale or contested, or of a claim on which an error stands that nobody waived.
//! What was not established gets no number. Fields: schema.org/ClaimReview, and Google's "Fact
//! Check (`ClaimReview`) structured data".

use serde::Serialize;

use super::options::broken;
use super::shown::web_address;
use super::{Choice, Options, json};
use crate::case::standing::stands;
use crate::case::{Case, Claim, Question, Reason, Source, SourceKind, Standing, Verdict};
use crate::check::Findings;
use crate::error::Error;
use crate::text::{clip, counted, visible};

/// Candidates that an error lists.
const MOST_LISTED: usize = 12;

#[derive(Serialize)]
#[allow(clippy::struct_field_names, reason = "schema.org calls it so")]
struct Review<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    url: String,
    #[serde(rename = "datePublished")]
    date_published: String,
    #[serde(rename = "claimReviewed")]
    claim_reviewed: &'a str,
    author: Agent<'a>,
    #[serde(rename = "itemReviewed")]
    item_reviewed: Item<'a>,
    #[serde(rename = "reviewRating")]
    review_rating: Rating<'a>,
}

#[derive(Serialize)]
struct Agent<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(rename = "sameAs", skip_serializing_if = "Option::is_none")]
    same_as: Option<&'a str>,
}

#[derive(Serialize)]
struct Item<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Agent<'a>>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    appearance: Vec<Work<'a>>,
}

#[derive(Serialize)]
struct Work<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    url: &'a str,
}

#[derive(Serialize)]
struct Rating<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    /// The three go together: a rating without them would be read as one of 1 to 5 all the same.
    #[serde(flatten)]
    value: Option<Scale>,
    #[serde(rename = "alternateName")]
    alternate_name: &'a str,
}

#[derive(Serialize)]
struct Scale {
    #[serde(rename = "ratingValue")]
    rating: u8,
    #[serde(rename = "bestRating")]
    best: u8,
    #[serde(rename = "worstRating")]
    worst: u8,
}

/// The review of one claim, or with [`Choice::All`] an array of all that have a verdict on the
/// fact.
///
/// Errors: no address or publisher; no claim or several to choose from; a claim that does not pass
/// the gate. With [`Choice::All`] claims that are open or aside are left out, but one that does not
/// pass the gate stops all of it: a review must not be missing in silence.
pub(super) fn text(case: &Case, options: &Options<'_>) -> Result<Vec<u8>, Error> {
    let gate = Gate { case, options };
    let text = match options.choice {
        Choice::One(id) => {
            let claim = case
                .claims
                .get(id)
                .ok_or_else(|| refusal(format!("there is no claim {id}"), LOOK))?;
            json::safe(&gate.review(claim)?)
        }
        Choice::Only => json::safe(&gate.review(gate.only()?)?),
        Choice::All => json::safe(&gate.all()?),
    };
    text.map(|text| json::for_pages(&text).into_bytes())
        .map_err(|error| broken(&error))
}

const LOOK: &str = "`factdesk list CASE` shows the claims and their standings";

fn refusal(why: String, hint: impl Into<String>) -> Error {
    Error::refused(why, hint.into())
}

/// What lets claims out, one by one.
struct Gate<'a> {
    case: &'a Case,
    options: &'a Options<'a>,
}

impl<'a> Gate<'a> {
    /// The only claim with a verdict on the fact.
    fn only(&self) -> Result<&'a Claim, Error> {
        let ruled: Vec<&Claim> = self.ruled().collect();
        match ruled.as_slice() {
            [claim] => Ok(claim),
            [] => {
                self.sound()?;
                Err(refusal(
                    "no claim has a verdict on the fact, so there is nothing to review".to_owned(),
                    LOOK,
                ))
            }
            several => {
                let why = format!(
                    "a ClaimReview is of one claim, and {} have a verdict: {}",
                    several.len(),
                    self.listed(several)
                );
                Err(refusal(
                    why,
                    "choose one with --claim, or take --all as an array",
                ))
            }
        }
    }

    /// Refuses a case with claims that were ruled on and do not pass the gate.
    fn sound(&self) -> Result<(), Error> {
        let stopped: Vec<&Claim> = self
            .case
            .claims
            .iter()
            .map(AsRef::as_ref)
            .filter(|claim: &&Claim| self.options.asks_for(claim.id))
            .filter(|claim| self.stops(claim).is_some_and(|stop| stop.is_fault))
            .collect();
        if !stopped.is_empty() {
            let why = format!(
                "{} cannot be reviewed: {}",
                counted(stopped.len(), "claim"),
                self.listed(&stopped)
            );
            let hint = "rule on them again, waive the findings with a reason, or export the others with --claim";
            return Err(refusal(why, hint));
        }
        Ok(())
    }

    fn all(&self) -> Result<Vec<Review<'a>>, Error> {
        self.sound()?;
        let reviews: Vec<_> = self
            .ruled()
            .map(|claim| self.review(claim))
            .collect::<Result<_, _>>()?;
        if reviews.is_empty() {
            self.only()?;
        }
        Ok(reviews)
    }

    fn ruled(&self) -> impl Iterator<Item = &'a Claim> {
        let asked = |claim: &&'a Claim| self.options.asks_for(claim.id);
        let claims = self.case.uncut().map(AsRef::as_ref).filter(asked);
        claims.filter(|claim: &&Claim| {
            let standing = stands(claim, Question::Fact).standing;
            standing.is_settled() && standing != Standing::Aside
        })
    }

    /// `12 c7k3m9q2x4bd “By their account…” (stale)`, a few of them.
    fn listed(&self, claims: &[&Claim]) -> String {
        let line = |claim: &&Claim| {
            let why = self
                .stops(claim)
                .map_or_else(String::new, |stop| format!(" ({})", stop.short));
            format!(
                "{} {} “{}”{why}",
                self.case.number(claim.id).unwrap_or_default(),
                claim.id,
                clip(&visible(claim.shown()), 40)
            )
        };
        let mut listed: Vec<String> = claims.iter().take(MOST_LISTED).map(line).collect();
        if claims.len() > MOST_LISTED {
            listed.push(format!("and {} more", claims.len() - MOST_LISTED));
        }
        listed.join("; ")
    }

    /// Why a claim is not let out; none where it is.
    fn stops(&self, claim: &Claim) -> Option<Stop<'a>> {
        let standing = stands(claim, Question::Fact).standing;
        let by_standing = STOPS.iter().find(|(stopped, _)| *stopped == standing);
        by_standing.map(|(_, stop)| *stop).or_else(|| {
            let findings: &'a Findings = self.options.findings;
            let error = findings
                .on(claim.id)
                .iter()
                .find(|finding| finding.is_error())?;
            Some(Stop {
                why: &error.message,
                short: error.standard.name(),
                hint: "fix it, or waive it with a reason: `factdesk waive --help`",
                is_fault: true,
            })
        })
    }

    fn review(&self, claim: &'a Claim) -> Result<Review<'a>, Error> {
        let by = stands(claim, Question::Fact).by;
        if let Some(stop) = self.stops(claim) {
            let why = format!(
                "claim {} cannot be reviewed: {}",
                self.listed(&[claim]),
                stop.why
            );
            return Err(refusal(why, stop.hint));
        }
        let verdict = by
            .and_then(|ruling| ruling.verdict)
            .unwrap_or(Verdict::Unverified);
        let reason = by.and_then(|ruling| ruling.reason);
        let day = self
            .options
            .now
            .instant()
            .to_zoned(self.options.zone.clone())
            .date();
        Ok(Review {
            context: "https://schema.org",
            kind: "ClaimReview",
            url: self.address(claim)?,
            date_published: day.to_string(),
            claim_reviewed: claim.shown(),
            author: Agent {
                kind: "Organization",
                name: self.publisher()?,
                same_as: None,
            },
            item_reviewed: self.item(claim),
            review_rating: Rating {
                kind: "Rating",
                value: number(verdict, reason).map(|rating| Scale {
                    rating,
                    best: 5,
                    worst: 1,
                }),
                alternate_name: self.options.words.rating(verdict, reason),
            },
        })
    }

    /// The page of the review; in an array each claim's own place on it, since a reader wants no
    /// two at one address.
    fn address(&self, claim: &Claim) -> Result<String, Error> {
        let hint = "say where the review will be published with --url, or in config.ron";
        let given = self.options.url;
        if given.is_empty() {
            return Err(refusal(
                "a ClaimReview needs the address of its page".to_owned(),
                hint,
            ));
        }
        let url = web_address(given).ok_or_else(|| {
            refusal(
                format!("`{}` is not a web address", visible(given)),
                "give one like https://news.example/check",
            )
        })?;
        Ok(
            if self.options.choice == Choice::All && !url.contains('#') {
                format!("{url}#{}", claim.id)
            } else {
                url.to_owned()
            },
        )
    }

    fn publisher(&self) -> Result<&'a str, Error> {
        let name = self.options.publisher;
        if name.trim().is_empty() {
            let hint = "say whose review it is with --publisher, or in config.ron";
            return Err(refusal("a ClaimReview needs a publisher".to_owned(), hint));
        }
        Ok(name)
    }

    /// The claim as somebody else made it: the far end of the chain, else the author of the story.
    fn item(&self, claim: &'a Claim) -> Item<'a> {
        let draft = self.case.draft.as_deref();
        let source = claim
            .chain()
            .last()
            .and_then(|id| self.case.sources.get(*id));
        let of_story = || {
            // Somebody else said it, and nobody knows who.
            let draft = draft.filter(|_| !claim.is_unsure())?;
            let names = [
                ("Person", &draft.author),
                ("Organization", &draft.publisher),
            ];
            let (kind, name) = names.into_iter().find(|(_, name)| !name.is_empty())?;
            Some(Agent {
                kind,
                name,
                same_as: None,
            })
        };
        let place = [
            claim.place.as_str(),
            draft.map_or("", |draft| draft.url.as_str()),
        ];
        let appearance = place.into_iter().find_map(web_address);
        Item {
            kind: "Claim",
            author: source.map(|source| agent(source)).or_else(of_story),
            date_published: draft
                .and_then(|draft| draft.published)
                .map(|day| day.to_string()),
            appearance: appearance
                .map(|url| Work {
                    kind: "CreativeWork",
                    url,
                })
                .into_iter()
                .collect(),
        }
    }
}

/// A source as schema.org knows it: a person or an organization.
fn agent(source: &Source) -> Agent<'_> {
    let kind = match source.kind {
        SourceKind::Official | SourceKind::Witness | SourceKind::Expert | SourceKind::Anonymous => {
            "Person"
        }
        _ => "Organization",
    };
    Agent {
        kind,
        name: &source.name,
        same_as: web_address(&source.url),
    }
}

/// A verdict from 1 to 5. What was not established has none, nor has disputed without a reason: a
/// number would say more than the newsroom did.
fn number(verdict: Verdict, reason: Option<Reason>) -> Option<u8> {
    match (verdict, reason) {
        (Verdict::Confirmed, Some(Reason::WithContext)) => Some(4),
        (Verdict::Confirmed, _) => Some(5),
        (Verdict::Disputed, Some(Reason::SourcesConflict | Reason::Denied)) => Some(3),
        (Verdict::Disputed, Some(Reason::Misleading)) => Some(2),
        (Verdict::Disputed, Some(Reason::Contradicted)) => Some(1),
        (Verdict::Disputed | Verdict::Unverified, _) => None,
    }
}

/// Why a claim is not let out.
#[derive(Clone, Copy)]
struct Stop<'a> {
    why: &'a str,
    /// In one word.
    short: &'a str,
    hint: &'static str,
    /// Whether something is wrong with it, rather than nothing there yet.
    is_fault: bool,
}

/// What stops a claim by how its fact stands.
const STOPS: &[(Standing, Stop<'static>)] = &[
    (
        Standing::Open,
        Stop {
            why: "nobody has ruled on the fact",
            short: "open",
            hint: "only a verdict can be reviewed: `factdesk tag CASE CLAIM VERDICT`",
            is_fault: false,
        },
    ),
    (
        Standing::Aside,
        Stop {
            why: "its fact is set aside",
            short: "aside",
            hint: "only a verdict can be reviewed: `factdesk tag CASE CLAIM VERDICT`",
            is_fault: false,
        },
    ),
    (
        Standing::Stale,
        Stop {
            why: "its ruling is on an earlier wording of the claim",
            short: "stale",
            hint: "rule on the words as they are: `factdesk tag CASE CLAIM VERDICT`",
            is_fault: true,
        },
    ),
    (
        Standing::Contested,
        Stop {
            why: "people differ over it, and nobody has decided",
            short: "contested",
            hint: "let somebody settle it: `factdesk tag CASE CLAIM VERDICT --decide --note WHY`",
            is_fault: true,
        },
    ),
];
