//! The form for the case's details: its title, and the origin of its draft.

use crate::case::{Edit, ops};
use crate::error::Error;
use crate::reading::is_language_tag;
use crate::workbench::actions::forms::fields::{A_DAY, Wrong, format_date, parse_date, required};
use crate::workbench::event::Context;
use crate::workbench::form::{Entry, Filled, Form, FormOf};
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::form::FormPopup;

/// Opens the form for the case's details.
pub fn details(model: &Model) -> Popup {
    let head = model.case().head();
    let mut entries = vec![
        Entry::line("title", &head.title, ""),
        Entry::line("language", &head.language, "en, uk, ru"),
        Entry::line("story date", &format_date(head.story_date), A_DAY),
    ];
    if let Some(draft) = &model.case().draft {
        entries.extend([
            Entry::line("author", &draft.author, "who wrote it"),
            Entry::line("publisher", &draft.publisher, "who published it"),
            Entry::line("url", &draft.url, "where it was published"),
            Entry::line("published", &format_date(draft.published), A_DAY),
            Entry::line("seen", &format_date(draft.seen), A_DAY),
            Entry::line("archived", &draft.archived, "url of a copy"),
        ]);
    }
    FormPopup::new(Form::new("Case details", FormOf::Details, entries)).into()
}

/// The edit that the form makes.
pub fn edit_of(
    model: &Model,
    form: &Filled,
    cx: &Context<'_>,
) -> Result<Result<Edit, Error>, Wrong> {
    let case = model.case();
    let mut head = case.head();
    let title = required(form, "title", "a case needs a title")?;
    form.put("title", &mut head.title, title);
    let text = |name| form.value(name).trim().to_owned();
    let language = text("language");
    if language != head.language && !language.is_empty() && !is_language_tag(&language) {
        return Err((
            "language",
            "it is a tag like `en`, `uk` or `pt-BR`".to_owned(),
        ));
    }
    form.put("language", &mut head.language, language);
    form.put(
        "story date",
        &mut head.story_date,
        parse_date(form, "story date")?,
    );
    let mut provenance = case.draft.as_ref().map(|draft| draft.provenance());
    if let Some(provenance) = &mut provenance {
        form.put("url", &mut provenance.url, text("url"));
        form.put("author", &mut provenance.author, text("author"));
        form.put("publisher", &mut provenance.publisher, text("publisher"));
        form.put(
            "published",
            &mut provenance.published,
            parse_date(form, "published")?,
        );
        form.put("seen", &mut provenance.seen, parse_date(form, "seen")?);
        form.put("archived", &mut provenance.archived, text("archived"));
    }
    Ok(ops::describe(case, head, provenance, &model.stamp(cx)))
}
