//! The findings on the story: text lints, confidential names in it, and coverage.

use super::collector::Collector;
use super::context::{Context, Lints};
use super::finding::Finding;
use super::phrase::{Filling, Phrase, phrase};
use super::standards::Standard;

use crate::case::standing::Coverage;
use crate::case::{Case, Claim, Date, Draft, Paragraph, Part, Span};
use crate::check::text::{Lint, dates, names, numbers};
use crate::parallel;
use crate::text::visible;

/// How many paragraphs a thread lints at a time.
const PARAGRAPHS_PER_THREAD: usize = 1_000;

/// The year for dates without a year, and the month of the story (1 to 12). Both are those of the
/// story's date, else of the date of publication.
fn year_and_month(case: &Case) -> (Option<i16>, Option<i8>) {
    let published = case.draft.as_ref().and_then(|draft| draft.published);
    let day = case.story_date.or(published);
    (day.map(Date::year), day.map(Date::month))
}

/// Runs the text lints on the draft: dates, sums, numbers in boilerplate, and the title against the
/// body.
pub(super) fn lint(case: &Case) -> Lints {
    let Some(draft) = &case.draft else {
        return Lints::new();
    };
    let from = year_and_month(case);
    let body: Vec<&str> = texts(draft, Part::Body).collect();
    let lints = parallel::map(&draft.paragraphs, PARAGRAPHS_PER_THREAD, |paragraph| {
        lint_paragraph(paragraph, from, &body)
    });
    lints
        .into_iter()
        .enumerate()
        .filter(|(_, lints)| !lints.is_empty())
        .collect()
}

fn lint_paragraph(
    paragraph: &Paragraph,
    (year, month): (Option<i16>, Option<i8>),
    body: &[&str],
) -> Vec<(Standard, Lint)> {
    let text = paragraph.text();
    let of = |standard| move |lint| (standard, lint);
    let mut lints = Vec::new();
    if paragraph.part() == Part::Boilerplate {
        lints.extend(numbers::in_boilerplate(text).map(of(Standard::NumberInBoilerplate)));
        return lints;
    }
    let weekdays = dates::date_lints(text, year, month).into_iter();
    lints.extend(weekdays.map(of(Standard::WeekdayMismatch)));
    let sums = numbers::sums(text).into_iter();
    lints.extend(sums.map(of(Standard::SumMismatch)));
    if paragraph.part() == Part::Title && !body.is_empty() {
        let beyond = names::missing_from_body(text, body).into_iter();
        lints.extend(beyond.map(of(Standard::TitleBeyondBody)));
    }
    lints
}

fn texts(draft: &Draft, part: Part) -> impl Iterator<Item = &str> {
    let paragraphs = draft.paragraphs.iter();
    paragraphs
        .filter(move |paragraph| paragraph.part() == part)
        .map(Paragraph::text)
}

/// Adds the text lints of a claim: those of the draft inside the claim's span. A claim that is not
/// in the draft is linted by itself.
pub(super) fn add_lints_of_claim(collector: &mut Collector<'_>, case: &Case, claim: &Claim) {
    let lints: Vec<(Standard, Phrase)> = match case.anchor(claim) {
        Some(span) => {
            let here = collector.context.lints.get(&span.paragraph);
            here.into_iter()
                .flatten()
                .filter(|(_, lint)| contains(span, lint))
                .map(|(standard, lint)| (*standard, lint.message.clone()))
                .collect()
        }
        None => {
            let (year, month) = year_and_month(case);
            let weekdays = dates::date_lints(&claim.text, year, month).into_iter();
            let weekdays = weekdays.map(|lint| (Standard::WeekdayMismatch, lint.message));
            let sums = numbers::sums(&claim.text).into_iter();
            weekdays
                .chain(sums.map(|lint| (Standard::SumMismatch, lint.message)))
                .collect()
        }
    };
    for (standard, message) in lints {
        collector.add(standard, message, hint(standard));
    }
}

fn contains(span: Span, lint: &Lint) -> bool {
    span.start <= lint.range.start && lint.range.end <= span.end
}

fn hint(standard: Standard) -> Phrase {
    match standard {
        Standard::WeekdayMismatch => phrase!("find out which day is right"),
        Standard::SumMismatch => phrase!("find out which figure is wrong"),
        Standard::NumberInBoilerplate => phrase!("check whether it asserts something"),
        _ => phrase!("have the title or the body fixed"),
    }
}

/// All findings on the story, the worst first. Coverage and the findings on claims are separate.
pub(super) fn check(context: &Context, case: &Case) -> Vec<Finding> {
    let mut collector = Collector::new(context, None);
    collector.add_exposed(
        [("title", case.title.as_str())],
        phrase!("give the case another title"),
    );
    let Some(draft) = &case.draft else {
        return collector.sorted();
    };
    for (index, paragraph) in draft.paragraphs.iter().enumerate() {
        let exposed = collector.add_exposed(
            [("text", paragraph.text())],
            phrase!("have the draft fixed"),
        );
        if let Some(finding) = exposed {
            finding.paragraph = Some(index);
        }
        for (standard, lint) in context.lints.get(&index).into_iter().flatten() {
            let mut claims = case.claims_in(index).filter_map(|claim| case.anchor(claim));
            if !claims.any(|span| contains(span, lint)) {
                collector.add_on_paragraph(*standard, index, lint.message.clone(), hint(*standard));
            }
        }
    }
    if let Some(change) = &context.files.story_change {
        let claims = change.claims(case);
        let hint = if claims.is_empty() {
            phrase!(
                "compare it with the draft from its paragraph {} on; what is new there has no claim yet",
                change.from
            )
        } else {
            phrase!(
                "compare it with the draft from its paragraph {} on; look again at these claims, whose paragraphs changed: {}; what is new there has no claim yet",
                change.from,
                claims.as_str()
            )
        };
        collector.add(
            Standard::StoryChanged,
            phrase!(
                "{} no longer holds the words of the draft",
                visible(&draft.name).as_ref()
            ),
            hint,
        );
    }
    if !names_its_origin(draft) {
        collector.add(
            Standard::StoryUnsourced,
            phrase!("the case does not say where its story is from"),
            phrase!("say who wrote or published it, or its address, in the case's details"),
        );
    }
    for spellings in &context.spellings {
        collector.add(
            Standard::SpellingVaries,
            phrase!(
                "one name, spelled {}",
                Filling::List(
                    spellings.iter().cloned().map(Filling::Text).collect(),
                    " and "
                )
            ),
            phrase!("choose one and have the draft fixed"),
        );
    }
    collector.sorted()
}

/// Whether a draft gives its origin: its address, author or publisher.
pub(super) fn names_its_origin(draft: &Draft) -> bool {
    let origin = [&draft.url, &draft.author, &draft.publisher];
    !origin.into_iter().all(String::is_empty)
}

/// Names that the draft spells in several ways. Boilerplate is ignored.
pub(super) fn spellings(case: &Case) -> Vec<Vec<String>> {
    let paragraphs = case.draft.iter().flat_map(|draft| &draft.paragraphs);
    let linted = paragraphs.filter(|paragraph| paragraph.part() != Part::Boilerplate);
    names::variants(linted.map(Paragraph::text))
}

/// The finding that checked claims cover too little of the story, if they do.
pub(super) fn low_coverage(context: &Context, coverage: Coverage) -> Option<Finding> {
    let required = context.house.coverage();
    if coverage.checked * 100 >= coverage.words * required {
        return None;
    }
    let share = coverage.percent_below(required);
    let mut collector = Collector::new(context, None);
    collector.add(
        Standard::UnreadText,
        phrase!(
            "{} % of the story is covered by checked claims; {} % required",
            Filling::Decimal(share),
            required
        ),
        phrase!("make claims of the uncovered sentences, and rule on what is open"),
    );
    collector.findings.pop()
}
