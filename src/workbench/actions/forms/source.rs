//! The form for a source, existing or new.

use crate::case::ops::{self, EditBuilder, NewSource};
use crate::case::{Date, Edit, Reliability, Source, SourceId, SourceKind};
use crate::check::Secrets;
use crate::error::Error;
use crate::text::visible;
use crate::workbench::actions::attach::find_or_add_source;
use crate::workbench::actions::forms::fields::{
    A_DAY, Wrong, format_date, known_or_new_source, names, parse_date, required,
};
use crate::workbench::event::Context;
use crate::workbench::form::{Entry, Filled, Form, FormOf};
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::form::FormPopup;

/// Opens the form for an existing source, or for a new one.
pub fn source(model: &Model, id: Option<SourceId>) -> Popup {
    let known = id.and_then(|id| model.case().sources.get(id)).cloned();
    let title = known.as_ref().map_or("New source".to_owned(), |source| {
        format!("Source · {}", visible(&source.name))
    });
    let entries = vec![
        Entry::line("name", "", ""),
        Entry::choice("kind", names(SourceKind::ALL), SourceKind::default().name()),
        Entry::choice(
            "reliability",
            names(Reliability::ALL),
            Reliability::default().name(),
        ),
        Entry::line("relies on", "", "names, separated by ;"),
        Entry::line("url", "", ""),
        Entry::line("seen", "", A_DAY),
        Entry::line("archived", "", "url of a copy"),
        Entry::choice("confidential", ["no".to_owned(), "yes".to_owned()], "no"),
        Entry::line("other names", "", "names, handles, numbers, separated by ;"),
        Entry::long("note", ""),
    ];
    let of = FormOf::Source(known.as_ref().map(|source| source.id));
    let mut form = Form::new(title, of, entries);
    if let Some(source) = known {
        let relied = source
            .relies_on
            .iter()
            .filter_map(|id| model.case().sources.get(*id));
        let relied: Vec<&str> = relied.map(|source| source.name.as_str()).collect();
        form.set("name", &source.name);
        form.set("kind", source.kind.name());
        form.set("reliability", source.reliability.name());
        form.set("relies on", &relied.join("; "));
        form.set("url", &source.url);
        form.set("seen", &format_date(source.accessed));
        form.set("archived", &source.archived);
        form.set(
            "confidential",
            if source.confidential { "yes" } else { "no" },
        );
        form.set("other names", &source.aliases.join("; "));
        form.set("note", &source.note);
    }
    FormPopup::new(form).into()
}

/// The edit that the form makes.
pub fn edit_of(
    model: &Model,
    form: &Filled,
    id: Option<SourceId>,
    cx: &mut Context<'_>,
) -> Result<Result<Edit, Error>, Wrong> {
    let name = required(form, "name", "a source needs a name")?;
    let accessed = parse_date(form, "seen")?;
    Ok(edit(model, form, id, &name, accessed, cx))
}

fn edit(
    model: &Model,
    form: &Filled,
    id: Option<SourceId>,
    name: &str,
    accessed: Option<Date>,
    cx: &mut Context<'_>,
) -> Result<Edit, Error> {
    let stamp = model.stamp(cx);
    let mut builder = EditBuilder::new(model.case());
    let relies_on = if form.is_touched("relies on") {
        let relied = form.value("relies on");
        let names = relied.split(';').map(str::trim);
        let mut ids = Vec::new();
        for other in names.filter(|other| !other.is_empty()) {
            ids.push(find_or_add_source(
                &mut builder,
                &known_or_new_source(model, other),
                &stamp,
                cx.mint,
            )?);
        }
        ids
    } else {
        // An unchanged list is not parsed, because the name of a source may contain the separator.
        let known = id.and_then(|id| model.case().sources.get(id));
        known.map_or_else(Vec::new, |source| source.relies_on.clone())
    };
    let id = match id {
        Some(id) => id,
        None => {
            let new = NewSource {
                name: name.to_owned(),
                ..NewSource::default()
            };
            let (edit, id) = ops::add_source(builder.case(), new, &stamp, cx.mint)?;
            builder.add(edit)?;
            id
        }
    };
    let value = |name: &str| form.value(name).trim().to_owned();
    let change = |after: &mut Source| {
        form.put("name", &mut after.name, name.to_owned());
        let kind = value("kind").parse().unwrap_or_default();
        form.put("kind", &mut after.kind, kind);
        let reliability = value("reliability").parse().unwrap_or_default();
        form.put("reliability", &mut after.reliability, reliability);
        after.relies_on = relies_on;
        form.put("url", &mut after.url, value("url"));
        form.put("seen", &mut after.accessed, accessed);
        form.put("archived", &mut after.archived, value("archived"));
        let confidential = value("confidential") == "yes";
        form.put("confidential", &mut after.confidential, confidential);
        if form.is_touched("other names") {
            let names = form.value("other names");
            after.aliases = names.split(';').map(str::to_owned).collect();
        }
        form.put("note", &mut after.note, value("note"));
    };
    let changed = ops::change_source(builder.case(), id, change, &stamp)?;
    let what = changed.what.clone();
    builder.add(changed)?;
    Ok(builder.edit(what, &stamp))
}

/// The message after the form was recorded.
pub fn report(model: &mut Model, form: &Filled) -> Message {
    let name = form.value("name").trim().to_owned();
    let mut sources = model.case().sources.iter();
    let id = sources
        .find(|source| source.name == name)
        .map(|source| source.id);
    model.focus.source = id.or(model.focus.source);
    let is_secret = form.is_touched("confidential") && form.value("confidential") == "yes";
    let what = if !is_secret {
        "recorded"
    } else if id.is_some_and(|id| Secrets::of(model.case()).ordinary().contains(&id)) {
        "confidential now; each word of its name may mean something else too, so only the full name is cut"
    } else {
        "confidential now"
    };
    Message::new(format!("{} is {what}", visible(&name)))
}
