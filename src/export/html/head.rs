//! The head of a public page: metadata for link previews (Open Graph), and reviews.

use maud::{Markup, PreEscaped, html};

use super::super::{Options, claimreview, filled};
use super::pieces::Page;
use crate::case::standing::{Progress, is_checked, standing_of};
use crate::case::{Case, Question, Standing};
use crate::error::Error;
use crate::export::shown::web_address;
use crate::text::visible;

/// The elements of the head.
///
/// Errors: the chosen claim cannot be reviewed.
pub(super) fn head(page: &Page<'_>) -> Result<Markup, Error> {
    let (case, options) = (page.shown.case, page.shown.options);
    let description = description(page);
    let reviews = claimreview::of_page(case, options)?;
    Ok(html! {
        meta name="description" content=(description);
        meta property="og:type" content="article";
        meta property="og:title" content=(visible(&case.title));
        meta property="og:description" content=(description);
        @if let Some(url) = web_address(options.url()) {
            meta property="og:url" content=(url);
            link rel="canonical" href=(url);
        }
        @if !options.publisher().trim().is_empty() {
            meta property="og:site_name" content=(visible(options.publisher()));
        }
        meta name="twitter:card" content="summary";
        // The JSON is escaped, so it cannot end the element.
        @if let Some(reviews) = reviews { (PreEscaped(reviews)) }
    })
}

/// The progress of the case, and the number of checked claims with each standing: `20 of 28 claims
/// checked: confirmed 8, …`.
fn description(page: &Page<'_>) -> String {
    let Progress {
        checked, claims, ..
    } = Progress::of(page.shown.case);
    let checked = filled(
        &page.fixed.checked,
        &[&checked.to_string(), &claims.to_string()],
    );
    let mut counts = Progress::default();
    for claim in page.shown.case.uncut().filter(|claim| is_checked(claim)) {
        *counts.count(standing_of(claim, Question::Fact).standing) += 1;
    }
    let counts: Vec<String> = Standing::ALL
        .iter()
        .map(|standing| (*standing, *counts.count(*standing)))
        .filter(|(_, count)| *count > 0)
        .map(|(standing, count)| format!("{} {count}", page.shown.words().standing(standing)))
        .collect();
    if counts.is_empty() {
        return format!("{checked}.");
    }
    format!("{checked}: {}.", counts.join(", "))
}

/// Remarks on a public page.
pub(in crate::export) fn remarks(case: &Case, options: &Options<'_>) -> Vec<String> {
    if !options.request.public {
        return Vec::new();
    }
    let mut remarks = Vec::new();
    let has_address = web_address(options.url()).is_some();
    let has_publisher = !options.publisher().trim().is_empty();
    match (has_address, has_publisher) {
        (true, true) => remarks.extend(claimreview::remarks_of_page(case, options)),
        (true, false) => remarks.push("without a publisher the page has no ClaimReview".to_owned()),
        (false, _) => remarks.push(format!(
            "without --url{} the page has no ClaimReview, and no address for those who link to it",
            if has_publisher {
                ""
            } else {
                " and a publisher"
            }
        )),
    }
    remarks
}
