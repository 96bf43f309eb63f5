//! `claimreview`: schema.org `ClaimReview` as JSON-LD, for search engines and fact-check databases.
//!
//! A review is published under the newsroom's name, so some claims are refused: those with a stale
//! or contested ruling, with an error that is not waived, or with a text that also says who made
//! the statement. Only the statement is rated. Unverified claims get no number. The fields follow
//! schema.org/ClaimReview and Google's "Fact Check (`ClaimReview`) structured data".

mod stops;
mod terms;

use super::options::broken;
use super::shown::{language, web_address};
use super::{Choice, Options, json};
use crate::case::standing::standing_of;
use crate::case::{Case, Claim, Evidence, Nature, Question, Stance, Standing, Timestamp, Verdict};
use crate::check::is_nameless;
use crate::error::Error;
use crate::text::{clip, counted, visible};
use stops::Stop;
use terms::{Agent, Item, Rating, Review, Scale, Work, agent, number};

/// The largest number of claims that an error message lists.
const MAX_LISTED: usize = 12;

/// The number of characters of a claim that search engines show.
const MAX_SHOWN: usize = 75;

/// The review of one claim, or with [`Choice::All`] an array of reviews of all claims with a
/// verdict on the fact.
///
/// Errors: no address or publisher; no claim, or several to choose from; a claim that is refused.
/// With [`Choice::All`] open and set-aside claims are left out, but one refused claim is an error,
/// so that no review is missing unnoticed.
pub(super) fn text(case: &Case, options: &Options<'_>) -> Result<Vec<u8>, Error> {
    let gate = Gate { case, options };
    let text = match options.request.choice {
        Choice::All => json::safe(&gate.all()?),
        Choice::One(_) | Choice::Only => json::safe(&gate.review(gate.chosen()?)?),
    };
    let text = text.map_err(|error| broken(&error))?;
    let text = json::for_pages(&text);
    Ok(if options.request.html {
        json_ld_script(&text).into_bytes()
    } else {
        text.into_bytes()
    })
}

/// Wraps JSON in a script element for a web page.
fn json_ld_script(json: &str) -> String {
    format!("<script type=\"application/ld+json\">\n{json}</script>\n")
}

/// The reviews for a public page, as a script element: those of all claims that are not refused, or
/// of the chosen claim. None without an address and a publisher.
///
/// Errors: the chosen claim is refused.
pub(super) fn of_page(case: &Case, options: &Options<'_>) -> Result<Option<String>, Error> {
    if options.url().is_empty() || options.publisher().trim().is_empty() {
        return Ok(None);
    }
    let gate = Gate { case, options };
    let reviews: Vec<Review<'_>> = gate
        .on_page()?
        .into_iter()
        .map(|claim| gate.review(claim))
        .collect::<Result<_, _>>()?;
    let text = match reviews.as_slice() {
        [] => return Ok(None),
        [one] => json::safe(one),
        several => json::safe(several),
    };
    let text = text.map_err(|error| broken(&error))?;
    Ok(Some(json_ld_script(&json::for_pages(&text))))
}

/// Remarks on the exported reviews: what search engines may not show, and what readers may
/// misunderstand.
pub(super) fn remarks(case: &Case, options: &Options<'_>) -> Vec<String> {
    let gate = Gate { case, options };
    let reviewed: Vec<&Claim> = match options.request.choice {
        Choice::All => gate.with_verdict().collect(),
        Choice::One(_) | Choice::Only => gate.chosen().into_iter().collect(),
    };
    gate.remarks(&reviewed)
}

/// Remarks on the reviews of a public page, and the claims without a review.
pub(super) fn remarks_of_page(case: &Case, options: &Options<'_>) -> Vec<String> {
    let gate = Gate { case, options };
    let reviewed = gate.on_page().unwrap_or_default();
    let mut remarks = gate.remarks(&reviewed);
    let stopped: Vec<&Claim> = match options.request.choice {
        Choice::One(_) => Vec::new(),
        Choice::Only | Choice::All => gate.refused(),
    };
    if !stopped.is_empty() {
        let count = counted(stopped.len(), "claim");
        remarks.push(format!(
            "{count} without a review: {}",
            gate.listed(&stopped)
        ));
    }
    remarks
}

const LIST_HINT: &str = "`factdesk list CASE` shows the claims and their standings";

fn refusal(why: String, hint: impl Into<String>) -> Error {
    Error::refused(why, hint.into())
}

/// Decides which claims can be reviewed.
struct Gate<'a> {
    case: &'a Case,
    options: &'a Options<'a>,
}

impl<'a> Gate<'a> {
    /// The chosen claim, or else the only one with a verdict on the fact.
    fn chosen(&self) -> Result<&'a Claim, Error> {
        match self.options.request.choice {
            Choice::One(id) => {
                let claim = self.case.claims.get(id).map(AsRef::as_ref);
                claim.ok_or_else(|| refusal(format!("there is no claim {id}"), LIST_HINT))
            }
            Choice::Only | Choice::All => self.only(),
        }
    }

    /// The only claim with a verdict on the fact.
    fn only(&self) -> Result<&'a Claim, Error> {
        let ruled: Vec<&Claim> = self.with_verdict().collect();
        match ruled.as_slice() {
            [claim] => Ok(claim),
            [] => {
                self.check_none_refused()?;
                Err(refusal(
                    "no claim has a verdict on the fact, so there is nothing to review".to_owned(),
                    LIST_HINT,
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

    /// The claims that have a ruling and are refused.
    fn refused(&self) -> Vec<&'a Claim> {
        let is_fault = |claim: &&Claim| self.stops(claim).is_some_and(|stop| stop.is_fault);
        self.selected().filter(is_fault).collect()
    }

    /// The claims with a review on a public page.
    ///
    /// Errors: the chosen claim is refused.
    fn on_page(&self) -> Result<Vec<&'a Claim>, Error> {
        let passes = |claim: &&Claim| self.stops(claim).is_none();
        match self.options.request.choice {
            Choice::One(_) => Ok(vec![self.chosen()?]),
            Choice::Only | Choice::All => Ok(self.with_verdict().filter(passes).collect()),
        }
    }

    /// Checks that no claim with a ruling is refused.
    fn check_none_refused(&self) -> Result<(), Error> {
        let stopped = self.refused();
        if !stopped.is_empty() {
            let why = format!(
                "{} cannot be reviewed: {}",
                counted(stopped.len(), "claim"),
                self.listed(&stopped)
            );
            let numbers = stopped
                .iter()
                .filter_map(|claim| self.case.number(claim.id));
            let numbers: Vec<String> = numbers.map(|number| number.to_string()).collect();
            let hint = format!(
                "rule on them again, waive the findings with a reason, or leave them out: --except {}",
                numbers.join(",")
            );
            return Err(refusal(why, hint));
        }
        Ok(())
    }

    fn all(&self) -> Result<Vec<Review<'a>>, Error> {
        self.check_none_refused()?;
        let reviews: Vec<_> = self
            .with_verdict()
            .map(|claim| self.review(claim))
            .collect::<Result<_, _>>()?;
        if reviews.is_empty() {
            self.only()?;
        }
        Ok(reviews)
    }

    fn selected(&self) -> impl Iterator<Item = &'a Claim> {
        let selected = |claim: &&'a Claim| self.options.asks_for(claim.id);
        self.case.uncut().map(AsRef::as_ref).filter(selected)
    }

    fn with_verdict(&self) -> impl Iterator<Item = &'a Claim> {
        self.selected().filter(|claim: &&Claim| {
            let standing = standing_of(claim, Question::Fact).standing;
            standing.is_settled() && standing != Standing::Aside
        })
    }

    /// The first claims of a list: `12 “By their account…” (stale)`. Claims are named by number,
    /// since a redacted case has the same numbers, but other ids.
    fn listed(&self, claims: &[&Claim]) -> String {
        let line = |claim: &&Claim| {
            let why = self
                .stops(claim)
                .map_or_else(String::new, |stop| format!(" ({})", stop.short));
            format!(
                "{} “{}”{why}",
                self.case.number(claim.id).unwrap_or_default(),
                clip(&visible(claim.shown()), 40)
            )
        };
        let mut listed: Vec<String> = claims.iter().take(MAX_LISTED).map(line).collect();
        if claims.len() > MAX_LISTED {
            listed.push(format!("and {} more", claims.len() - MAX_LISTED));
        }
        listed.join("; ")
    }

    /// Why a claim is refused; none if it is not refused.
    fn stops(&self, claim: &Claim) -> Option<Stop<'a>> {
        stops::stop(self.case, self.options.findings, claim)
    }

    fn review(&self, claim: &'a Claim) -> Result<Review<'a>, Error> {
        let by = standing_of(claim, Question::Fact).by;
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
        Ok(Review {
            context: "https://schema.org",
            kind: "ClaimReview",
            url: self.address(claim)?,
            date_published: self.day(by.map_or(self.options.now, |ruling| ruling.at)),
            in_language: language(&self.options.words.language),
            claim_reviewed: claim.shown(),
            author: Agent {
                kind: "Organization",
                name: self.publisher()?,
                url: web_address(self.options.home),
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

    /// The publication date of a review: the day of the ruling, or of the latest sign-off after it.
    fn day(&self, ruled: Timestamp) -> String {
        let signed = self.case.signoffs.last().map(|signed| signed.at);
        let at = signed.map_or(ruled, |signed| signed.max(ruled));
        let at = at.instant().to_zoned(self.options.zone.clone());
        at.date().to_string()
    }

    /// Remarks on the reviews of these claims.
    fn remarks(&self, reviewed: &[&Claim]) -> Vec<String> {
        let numbers = |is_so: &dyn Fn(&Claim) -> bool| {
            let so = reviewed.iter().filter(|claim| is_so(claim));
            let so: Vec<String> = so
                .filter_map(|claim| self.case.number(claim.id))
                .map(|number| number.to_string())
                .collect();
            let word = if so.len() == 1 { "claim" } else { "claims" };
            (!so.is_empty()).then(|| format!("{word} {}", so.join(", ")))
        };
        let hedge = |claim: &Claim| {
            let credit = claim.attribution.as_ref();
            credit.is_some_and(|credit| !credit.hedge.is_empty())
        };
        let is_long = |claim: &Claim| claim.shown().chars().count() > MAX_SHOWN;
        let mut remarks = Vec::new();
        if let Some(claims) = numbers(&|claim| self.author(claim).is_none()) {
            remarks.push(format!(
                "{claims}: nobody is credited, and a review is of what somebody else said; search engines may not show it"
            ));
        }
        if let Some(claims) = numbers(&is_long) {
            remarks.push(format!(
                "{claims}: over {MAX_SHOWN} characters, which search engines cut; a shorter wording is shown whole"
            ));
        }
        if let Some(claims) = numbers(&hedge) {
            remarks.push(format!(
                "{claims}: the story hedges; does the wording claim more than was said?"
            ));
        }
        if reviewed.len() > 1 {
            remarks.push(format!(
                "search engines take one review a page, and these are {}: give each a page of its own with --claim and --url",
                reviewed.len()
            ));
        }
        let without_slash = |url: &str| url.trim_end_matches('/').to_owned();
        let (url, home) = (self.options.url(), self.options.home);
        if !home.is_empty() && without_slash(url) == without_slash(home) {
            remarks.push(format!(
                "{} is the newsroom's own address: a review has that of the page that it stands on",
                visible(url)
            ));
        }
        remarks
    }

    /// The address of the review's page. In an array each review gets the claim's id as a fragment,
    /// since two reviews must not have the same address.
    fn address(&self, claim: &Claim) -> Result<String, Error> {
        let hint = "say with --url on which page the review will be published";
        let given = self.options.url();
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
            if matches!(self.options.request.choice, Choice::All) || self.options.request.public {
                let page = url.split('#').next().unwrap_or(url);
                format!("{page}#{}", claim.id)
            } else {
                url.to_owned()
            },
        )
    }

    fn publisher(&self) -> Result<&'a str, Error> {
        let name = self.options.publisher();
        if name.trim().is_empty() {
            let hint = "say whose review it is with --publisher, or in config.ron";
            return Err(refusal("a ClaimReview needs a publisher".to_owned(), hint));
        }
        Ok(name)
    }

    /// Who made the claim: the last source in the chain, which is the origin. Without an
    /// attribution, the author of the story. None if the attribution names an unknown or
    /// confidential source.
    fn author(&self, claim: &Claim) -> Option<Agent<'a>> {
        if claim.attribution.is_some() {
            let source = self.case.sources.get(*claim.chain().last()?)?;
            return (!is_nameless(&source.name)).then(|| agent(source));
        }
        let draft = self.case.draft.as_deref()?;
        let names = [
            ("Person", &draft.author),
            ("Organization", &draft.publisher),
        ];
        let (kind, name) = names.into_iter().find(|(_, name)| !name.is_empty())?;
        Some(Agent {
            kind,
            name,
            url: None,
            same_as: None,
        })
    }

    /// The rated statement: its author, date and web addresses.
    fn item(&self, claim: &'a Claim) -> Item<'a> {
        let draft = self.case.draft.as_deref();
        Item {
            kind: "Claim",
            in_language: language(&self.case.language),
            author: self.author(claim),
            date_published: draft
                .and_then(|draft| draft.published)
                .map(|day| day.to_string()),
            appearance: self.appearance(claim),
        }
    }

    /// Web addresses where the claim appeared: its own place, then evidence that somebody said it
    /// (primary first), then the story.
    fn appearance(&self, claim: &'a Claim) -> Vec<Work<'a>> {
        let supports = |item: &&Evidence| item.stance == Stance::Supports;
        let items = claim.evidence_on(Question::Said).filter(supports);
        let (primary, secondary): (Vec<_>, Vec<_>) =
            items.partition(|item| item.nature == Nature::Primary);
        let items = primary.into_iter().chain(secondary);
        let draft = self.case.draft.as_deref();
        let mut urls: Vec<&str> = std::iter::once(claim.place.as_str())
            .chain(items.map(|item| item.url.as_str()))
            .chain(draft.map(|draft| draft.url.as_str()))
            .filter_map(web_address)
            .collect();
        let mut seen = std::collections::HashSet::new();
        urls.retain(|url| seen.insert(*url));
        let work = |url| Work {
            kind: "CreativeWork",
            url,
        };
        urls.into_iter().map(work).collect()
    }
}
