//! The form for an item of evidence, existing or new.

use crate::case::ops::{self, EditBuilder, NewEvidence};
use crate::case::{
    Claim, ClaimId, Date, Edit, Evidence, EvidenceId, Nature, Question, SourceId, Stance,
};
use crate::error::Error;
use crate::text::{counted, visible};
use crate::workbench::action::{Item, NamedSource, UsedSource};
use crate::workbench::actions::attach::{
    add_to_each, already_attached, find_or_add_source, has_item, local_date, remember,
    report_attached,
};
use crate::workbench::actions::forms::fields::{
    A_DAY, Wrong, format_date, known_or_new_source, names, parse_date, required,
};
use crate::workbench::event::{Context, Effect};
use crate::workbench::form::{Entry, Filled, Form, FormOf};
use crate::workbench::job::Job;
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::evidence::{line_key, nature};
use crate::workbench::popup::form::FormPopup;
use crate::workbench::template::template;

const NO_CREDIBILITY: &str = "not judged";

/// An empty form. If one of the claims has no attribution, *said* is not offered.
fn form(model: &Model, title: String, of: FormOf, claims: &[ClaimId]) -> Form {
    let has_said = |id: &ClaimId| {
        let claim = model.case().claims.get(*id);
        claim.is_some_and(|claim| claim.attribution.is_some())
    };
    let questions = if claims.iter().all(has_said) {
        names(Question::ALL)
    } else {
        names(&[Question::Fact])
    };
    let digits = (1..=6).map(|digit: u8| digit.to_string());
    let credibilities = std::iter::once(NO_CREDIBILITY.to_owned()).chain(digits);
    let entries = vec![
        Entry::line("source", "", "a name; a new one makes a source"),
        Entry::choice("question", questions, Question::Fact.name()),
        Entry::choice("stance", names(Stance::ALL), Stance::Supports.name()),
        Entry::choice("nature", names(Nature::ALL), Nature::default().name()),
        Entry::choice("credibility", credibilities, NO_CREDIBILITY),
        Entry::long("quote", ""),
        Entry::line("where", "", "page, minute, row"),
        Entry::line("url", "", ""),
        Entry::line("seen", "", A_DAY),
        Entry::line("archived", "", "url of a copy"),
        Entry::line("file", "", "a path; it stays where it is"),
        Entry::long("note", ""),
    ];
    Form::new(title, of, entries)
}

/// Opens the form for a new item with the values of the evidence line.
pub fn new_evidence(model: &Model, item: &Item) -> Popup {
    let claim = item.claims.first();
    let claim = claim.and_then(|id| model.case().claims.get(*id));
    let (source, nature) = match &item.source {
        NamedSource::Known(id) => {
            let source = model.case().sources.get(*id);
            let nature = || nature(claim.map(AsRef::as_ref), *id, item.question);
            (
                source.map_or("", |source| source.name.as_str()),
                item.nature.unwrap_or_else(nature),
            )
        }
        NamedSource::New(name) => (name.as_str(), item.nature.unwrap_or_default()),
    };
    let title = match item.claims.as_slice() {
        [id] => format!("Evidence · claim {}", model.number(*id)),
        claims => format!("Evidence · {}", counted(claims.len(), "claim")),
    };
    let of = FormOf::NewEvidence(item.claims.clone());
    let mut form = form(model, title, of, &item.claims);
    // Values from the evidence line count as typed by the person. So they are offered again after
    // the form is closed.
    form.opened = form.values();
    form.set("source", source);
    form.set("question", item.question.name());
    form.set("stance", item.stance.name());
    form.set("nature", nature.name());
    form.set("quote", &item.quote);
    form.set("url", &item.url);
    if !item.url.is_empty() {
        form.set(
            "seen",
            &format_date(Some(local_date(model.now, &model.prefs.zone))),
        );
    }
    FormPopup::new(form).into()
}

/// Opens the form for an existing item.
pub fn evidence(model: &Model, claim: ClaimId, item: &Evidence) -> Popup {
    let source = model.case().sources.get(item.source);
    let source = source.map(|source| source.name.clone()).unwrap_or_default();
    let credibility = item.credibility.map(|digit| u8::from(digit).to_string());
    let title = format!("Evidence · claim {}", model.number(claim));
    let of = FormOf::Evidence(claim, item.id);
    let mut form = form(model, title, of, &[claim]);
    form.set("source", &source);
    form.set("question", item.question.name());
    form.set("stance", item.stance.name());
    form.set("nature", item.nature.name());
    form.set(
        "credibility",
        credibility.as_deref().unwrap_or(NO_CREDIBILITY),
    );
    form.set("quote", &item.quote);
    form.set("where", &item.locator);
    form.set("url", &item.url);
    form.set("seen", &format_date(item.accessed));
    form.set("archived", &item.archived);
    let file = item.file.as_ref().map_or("", |file| file.name.as_str());
    form.set("file", file);
    form.set("note", &item.note);
    FormPopup::new(form).into()
}

/// Validates the form: a source is required, and the date must be valid if there is one.
fn validate(form: &Filled) -> Result<Option<Date>, Wrong> {
    required(form, "source", "evidence needs a source")?;
    parse_date(form, "seen")
}

/// The values of the form as an item.
fn item(form: &Filled, source: SourceId, accessed: Option<Date>) -> NewEvidence {
    let value = |name: &str| form.value(name).trim().to_owned();
    let question = value("question").parse().unwrap_or_default();
    let stance = value("stance").parse().unwrap_or(Stance::Supports);
    NewEvidence {
        nature: value("nature").parse().unwrap_or_default(),
        credibility: value("credibility").parse().ok(),
        quote: value("quote"),
        locator: value("where"),
        url: value("url"),
        accessed,
        archived: value("archived"),
        note: value("note"),
        ..NewEvidence::new(source, question, stance)
    }
}

/// Whether the person entered a file in the form.
pub fn names_file(form: &Filled) -> bool {
    form.is_touched("file") && !form.value("file").trim().is_empty()
}

/// Starts a job that stores the file and its hash in the item. Only a job can read files.
fn store_file(form: &Filled, claim: ClaimId, item: EvidenceId, cx: &mut Context<'_>) {
    if names_file(form) {
        let path = form.value("file").trim().to_owned();
        cx.effects
            .push(Effect::Run(Job::HashFile { claim, item, path }));
    }
}

/// The edit that adds a new item to each of the claims.
pub fn adding_edit(
    model: &Model,
    form: &Filled,
    claims: &[ClaimId],
    cx: &mut Context<'_>,
) -> Result<Result<Edit, Error>, Wrong> {
    let accessed = validate(form)?;
    let source = known_or_new_source(model, &form.value("source"));
    // An item with a new file is never a duplicate.
    if let (NamedSource::Known(id), false) = (&source, names_file(form)) {
        let new = item(form, *id, accessed);
        let is_attached = |claim: &ClaimId| {
            let claim = model.case().claims.get(*claim);
            claim.is_some_and(|claim| has_item(claim, &new))
        };
        if claims.iter().any(is_attached) {
            return Err(("source", already_attached(model, *id, new.question)));
        }
    }
    let new = |_: Option<&Claim>, source| item(form, source, accessed);
    let made = add_to_each(model, claims, &source, new, "evidence", cx);
    Ok(made.map(|(_, edit)| edit))
}

/// The edit that changes an existing item.
pub fn changing_edit(
    model: &Model,
    form: &Filled,
    claim: ClaimId,
    id: EvidenceId,
    cx: &mut Context<'_>,
) -> Result<Result<Edit, Error>, Wrong> {
    let accessed = validate(form)?;
    let stamp = model.stamp(cx);
    let mut builder = EditBuilder::new(model.case());
    let name = form.is_touched("source").then(|| form.value("source"));
    let source = name.map(|name| {
        find_or_add_source(
            &mut builder,
            &known_or_new_source(model, &name),
            &stamp,
            cx.mint,
        )
    });
    let made = source.transpose().and_then(|source| {
        let change = |after: &mut Evidence| {
            let entered = item(form, source.unwrap_or(after.source), accessed);
            after.source = entered.source;
            form.put("question", &mut after.question, entered.question);
            form.put("stance", &mut after.stance, entered.stance);
            form.put("nature", &mut after.nature, entered.nature);
            form.put("credibility", &mut after.credibility, entered.credibility);
            form.put("quote", &mut after.quote, entered.quote);
            form.put("where", &mut after.locator, entered.locator);
            form.put("url", &mut after.url, entered.url);
            form.put("seen", &mut after.accessed, entered.accessed);
            form.put("archived", &mut after.archived, entered.archived);
            form.put("note", &mut after.note, entered.note);
            if form.is_touched("file") && form.value("file").trim().is_empty() {
                after.file = None;
            }
        };
        let edit = ops::change_evidence(builder.case(), claim, id, change, &stamp)?;
        let what = edit.what.clone();
        builder.add(edit)?;
        Ok(what)
    });
    Ok(made.map(|what| builder.edit(what, &stamp)))
}

/// The message after new items were recorded. Also starts a job for each attached file, and
/// discards the unsent text of the evidence line from which the form was opened.
pub fn added_message(
    model: &mut Model,
    form: &Filled,
    claims: &[ClaimId],
    items: Vec<(ClaimId, EvidenceId)>,
    cx: &mut Context<'_>,
) -> Message {
    for (claim, item) in &items {
        store_file(form, *claim, *item, cx);
    }
    let question = form.value("question").parse().unwrap_or_default();
    model.unsent_input.all.remove(&line_key(claims, question));
    let first = items.first().and_then(|(claim, id)| {
        let mut items = model.case().claims.get(*claim)?.evidence.iter();
        items.find(|item| item.id == *id).cloned()
    });
    if let Some(item) = first {
        let shown = UsedSource {
            source: item.source,
            stance: item.stance,
            nature: form.is_touched("nature").then_some(item.nature),
        };
        remember(model, shown, claims);
    }
    model.recall.attached = items;
    report_attached(model, claims, 0);
    std::mem::take(&mut model.message)
}

/// The message after an item was changed.
pub fn changed_message(
    model: &Model,
    form: &Filled,
    (claim, item): (ClaimId, EvidenceId),
    cx: &mut Context<'_>,
) -> Message {
    store_file(form, claim, item, cx);
    let name = form.value("source");
    Message {
        tail: format!(
            "evidence of {} changed; {}",
            visible(name.trim()),
            model.fill(template!("{undo} undoes it."))
        ),
        ..model.about(&[claim])
    }
}
