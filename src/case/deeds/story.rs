//! What the case says of its story: the kind of a paragraph, title, language and date.

use std::sync::Arc;

use super::{Refusal, Stamp, refused};
use crate::case::Case;
use crate::case::change::{Change, Edit, Head, Swap};
use crate::case::draft::{Draft, Paragraph, Part};

/// Says what a paragraph (from 0) is. Its words stay, and so do the claims on it.
///
/// Refuses a paragraph that is not there, and the kind that it has.
pub fn set_part(
    case: &Case,
    paragraph: usize,
    part: Part,
    stamp: &Stamp<'_>,
) -> Result<Edit, Refusal> {
    let there = case
        .draft
        .as_ref()
        .and_then(|draft| Some((draft, draft.paragraphs.get(paragraph)?)));
    let Some((before, text)) = there else {
        return Err(refused(
            "there is no such paragraph",
            "the case may have changed meanwhile; look again",
        ));
    };
    if text.part() == part {
        return Err(refused(
            format!("paragraph {} is {part} already", paragraph + 1),
            "choose another kind",
        ));
    }
    let mut after = Draft::clone(before);
    if let Some(slot) = after.paragraphs.get_mut(paragraph) {
        *slot = Paragraph::new(part, text.text().to_owned());
    }
    let change = Change::Draft(Swap::changed(Arc::clone(before), Arc::new(after)));
    Ok(stamp.edit(
        format!("paragraph {} is {part}", paragraph + 1),
        vec![change],
    ))
}

/// Changes what the case is called, its language and the day of its story.
///
/// Refuses a case without a title.
pub fn describe(case: &Case, head: Head, stamp: &Stamp<'_>) -> Result<Edit, Refusal> {
    if head.title.trim().is_empty() {
        return Err(refused(
            "a case needs a title",
            "say what the story is about",
        ));
    }
    let change = Change::Head(Swap::changed(case.head(), head));
    Ok(stamp.edit("case details", vec![change]))
}
