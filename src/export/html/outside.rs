//! What a page for readers outside the newsroom has in its head: what programs that show a link to it
//! ask for (Open Graph), and its reviews.

use maud::{Markup, PreEscaped, html};

use super::super::{Options, claimreview, filled};
use super::pieces::Page;
use crate::case::standing::{Progress, is_checked, stands};
use crate::case::{Case, Question, Standing};
use crate::error::Error;
use crate::export::shown::web_address;
use crate::text::visible;

/// The elements of the head.
///
/// Errors: the claim whose review is asked for does not pass for one.
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
        // JSON in which nothing can end the element.
        @if let Some(reviews) = reviews { (PreEscaped(reviews)) }
    })
}

/// How far the case is, and how many of the checked claims stand how: `20 of 28 claims checked:
/// confirmed 8, …`.
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
        *counts.count(stands(claim, Question::Fact).standing) += 1;
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

/// What a person should know of a public page.
pub(in crate::export) fn remarks(case: &Case, options: &Options<'_>) -> Vec<String> {
    if !options.request.public {
        return Vec::new();
    }
    let mut remarks = Vec::new();
    if web_address(options.url()).is_none() || options.publisher().trim().is_empty() {
        remarks.push(
            "without --url and a publisher the page has no ClaimReview, and no address for those who link to it"
                .to_owned(),
        );
    } else {
        remarks.extend(claimreview::remarks_of_page(case, options));
    }
    remarks
}
