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

/// How many paragraphs a thread takes at a time when paragraphs are linted in parallel.
const PARAGRAPHS_PER_THREAD: usize = 1_000;

/// The year for dates without a year, and the month of the story. Both are from the story's date,
/// else from the date of publication.
fn year_and_month(case: &Case) -> (Option<i16>, Option<i8>) {
    let published = case.draft.as_ref().and_then(|draft| draft.published);
    let day = case.story_date.or(published);
    (day.map(Date::year), day.map(Date::month))
}

/// Runs the text lints on the draft: weekdays, sums, numbers in boilerplate, and the title against
/// the body.
pub(super) fn lint(case: &Case) -> Lints {
    let Some(draft) = &case.draft else {
        return Lints::new();
    };
    let from = year_and_month(case);
    let body: Vec<&str> = texts(draft, Part::Body).collect();
    let found = parallel::map(&draft.paragraphs, PARAGRAPHS_PER_THREAD, |paragraph| {
        lint_paragraph(paragraph, from, &body)
    });
    found
        .into_iter()
        .enumerate()
        .filter(|(_, found)| !found.is_empty())
        .collect()
}

fn lint_paragraph(
    paragraph: &Paragraph,
    (year, month): (Option<i16>, Option<i8>),
    body: &[&str],
) -> Vec<(Standard, Lint)> {
    let text = paragraph.text();
    let of = |standard| move |lint| (standard, lint);
    let mut found = Vec::new();
    if paragraph.part() == Part::Boilerplate {
        found.extend(numbers::in_boilerplate(text).map(of(Standard::NumberInBoilerplate)));
        return found;
    }
    let weekdays = dates::weekday(text, year, month).into_iter();
    found.extend(weekdays.map(of(Standard::WeekdayMismatch)));
    let sums = numbers::sums(text).into_iter();
    found.extend(sums.map(of(Standard::SumMismatch)));
    if paragraph.part() == Part::Title && !body.is_empty() {
        let beyond = names::missing_from_body(text, body).into_iter();
        found.extend(beyond.map(of(Standard::TitleBeyondBody)));
    }
    found
}

fn texts(draft: &Draft, part: Part) -> impl Iterator<Item = &str> {
    let paragraphs = draft.paragraphs.iter();
    paragraphs
        .filter(move |paragraph| paragraph.part() == part)
        .map(Paragraph::text)
}

/// Adds the text lints for a claim: the draft's lints inside the claim's span. A claim without a
/// place in the draft is linted by itself.
pub(super) fn on_claim(found: &mut Collector<'_>, case: &Case, claim: &Claim) {
    let lints: Vec<(Standard, Phrase)> = match case.anchor(claim) {
        Some(span) => {
            let here = found.context.lints.get(&span.paragraph);
            here.into_iter()
                .flatten()
                .filter(|(_, lint)| contains(span, lint))
                .map(|(standard, lint)| (*standard, lint.message.clone()))
                .collect()
        }
        None => {
            let (year, month) = year_and_month(case);
            let weekdays = dates::weekday(&claim.text, year, month).into_iter();
            let weekdays = weekdays.map(|lint| (Standard::WeekdayMismatch, lint.message));
            let sums = numbers::sums(&claim.text).into_iter();
            weekdays
                .chain(sums.map(|lint| (Standard::SumMismatch, lint.message)))
                .collect()
        }
    };
    for (standard, message) in lints {
        found.add(standard, message, hint(standard));
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

/// All findings on the story except coverage and those on its claims, the worst first.
pub(super) fn check(context: &Context, case: &Case) -> Vec<Finding> {
    let mut found = Collector::new(context, None);
    found.add_exposed(
        [("title", case.title.as_str())],
        phrase!("give the case another title"),
    );
    let Some(draft) = &case.draft else {
        return found.sorted();
    };
    for (place, paragraph) in draft.paragraphs.iter().enumerate() {
        let exposed = found.add_exposed(
            [("text", paragraph.text())],
            phrase!("have the draft fixed"),
        );
        if let Some(finding) = exposed {
            finding.paragraph = Some(place);
        }
        for (standard, lint) in context.lints.get(&place).into_iter().flatten() {
            let mut claims = case.claims_in(place).filter_map(|claim| case.anchor(claim));
            if !claims.any(|span| contains(span, lint)) {
                found.add_on_paragraph(*standard, place, lint.message.clone(), hint(*standard));
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
        found.add(
            Standard::StoryChanged,
            phrase!(
                "{} no longer holds the words of the draft",
                visible(&draft.name).as_ref()
            ),
            hint,
        );
    }
    if !names_its_origin(draft) {
        found.add(
            Standard::StoryUnsourced,
            phrase!("the case does not say where its story is from"),
            phrase!("say who wrote or published it, or its address, in the case's details"),
        );
    }
    for spellings in &context.spellings {
        found.add(
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
    found.sorted()
}

/// Whether a draft says where it is from: its address, author or publisher.
pub(super) fn names_its_origin(draft: &Draft) -> bool {
    let origin = [&draft.url, &draft.author, &draft.publisher];
    !origin.into_iter().all(String::is_empty)
}

/// Names that the draft spells in several ways. Boilerplate is ignored.
pub(super) fn spellings(case: &Case) -> Vec<Vec<String>> {
    let paragraphs = case.draft.iter().flat_map(|draft| &draft.paragraphs);
    let read = paragraphs.filter(|paragraph| paragraph.part() != Part::Boilerplate);
    names::variants(read.map(Paragraph::text))
}

/// The finding that checked claims cover too little of the story.
pub(super) fn low_coverage(context: &Context, coverage: Coverage) -> Option<Finding> {
    let asked = context.house.coverage();
    if coverage.checked * 100 >= coverage.words * asked {
        return None;
    }
    let share = coverage.percent_below(asked);
    let mut found = Collector::new(context, None);
    found.add(
        Standard::UnreadText,
        phrase!(
            "{} % of the story is covered by checked claims; {} % required",
            Filling::Decimal(share),
            asked
        ),
        phrase!("make claims of the uncovered sentences, and rule on what is open"),
    );
    found.all.pop()
}
