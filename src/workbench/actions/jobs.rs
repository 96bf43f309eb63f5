//! Exports and other jobs: starting them, and handling their results.

use std::path::PathBuf;

use crate::case::{ClaimId, EvidenceId, File, ops};
use crate::check::{FileChecks, StoryChange};
use crate::export::{
    Choice, Confidential, ExportRequest, Format, decided_to_keep, leads, on_ordinary_names,
};
use crate::text::{counted, visible};
use crate::workbench::action::Action;
use crate::workbench::actions::analysis;
use crate::workbench::event::{Context, Effect};
use crate::workbench::form::{EXPORT, Entry, Filled, Form, FormOf};
use crate::workbench::job::{Job, JobResult};
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::form::FormPopup;
use crate::workbench::popup::list::{List, Row};
use crate::workbench::popup::prompt::{Prompt, Purpose};
use crate::workbench::popup::redaction::Redaction;
use crate::workbench::template::template;

/// The name of the export field for the treatment of confidential sources.
const SECRETS: &str = "confidential sources";

/// The fields that only the form of one format has: the format, the name, whether it is a choice
/// between no and yes, and a hint.
const FORMAT_FIELDS: &[(Format, &str, bool, &str)] = &[
    (
        Format::Claimreview,
        "url",
        false,
        "of the page that it will be published on",
    ),
    (
        Format::Claimreview,
        "publisher",
        false,
        "if empty: the publisher set in config.ron",
    ),
    (
        Format::Claimreview,
        "as HTML",
        true,
        "as the element that a page needs for it",
    ),
    (
        Format::Html,
        "for readers outside",
        true,
        "without findings, names and notes",
    ),
    (
        Format::Html,
        "url",
        false,
        "of the page, for readers outside",
    ),
    (
        Format::Docx,
        "open claims",
        true,
        "a comment on claims that nobody has ruled on, too",
    ),
    (Format::Csv, "byte order mark", true, "for Excel"),
];

/// `X`: asks for the format. Each row says what the format leaves out.
pub fn choose() -> Popup {
    let rows = Format::ALL
        .iter()
        .map(|format| {
            let label = format!("{format}: {}", format.about());
            let detail = match format.loses() {
                "" => String::new(),
                loses => format!("leaves out: {loses}"),
            };
            Row::new(label, detail, Action::ExportAs(*format))
        })
        .collect();
    List::new("Export", rows).into()
}

/// Opens the export form: the file, and the treatment of confidential sources.
pub fn ask_where(model: &Model, format: Format) -> Popup {
    // A case is often named after a person, so the default file name could reveal a confidential
    // source.
    let path = match format.beside(&model.file) {
        path if leads(
            model.case(),
            &path.file_name().unwrap_or_default().to_string_lossy(),
        ) =>
        {
            format.beside(&model.file.with_file_name("redacted"))
        }
        path => path,
    };
    let mut entries = vec![
        Entry::line("file", &path.to_string_lossy(), ""),
        Entry::switch("overwrite", "the old file goes"),
    ];
    let has_secret = model
        .case()
        .sources
        .iter()
        .any(|source| source.confidential);
    if has_secret {
        let choices = ["redact", "keep"].map(str::to_owned);
        entries.push(Entry {
            hint: "redact removes what leads to them",
            ..Entry::choice(SECRETS, choices, "redact")
        });
    }
    let format_fields = FORMAT_FIELDS.iter().filter(|(of, ..)| *of == format);
    entries.extend(format_fields.map(|(_, name, is_switch, hint)| {
        if *is_switch {
            Entry::switch(name, hint)
        } else {
            Entry::line(name, "", hint)
        }
    }));
    let title = match (format, model.focus.claim) {
        (Format::Claimreview, Some(id)) => {
            format!("Export · {format} of claim {}", model.number(id))
        }
        _ => format!("Export · {format}: {}", format.about()),
    };
    let mut form = Form::new(title, FormOf::Export(format), entries);
    let mut notes = Vec::new();
    let kept_places = if has_secret {
        notes.extend(on_ordinary_names(model.case()));
        decided_to_keep(model.case())
    } else {
        0
    };
    if kept_places > 0 {
        let (places, it) = (
            counted(kept_places, "place"),
            if kept_places == 1 { "it" } else { "them" },
        );
        notes.push(format!(
            "this {format} still has {places} that may lead to a confidential source: somebody decided to keep {it}"
        ));
    }
    if !notes.is_empty() {
        form.note = format!("Redacted, {}", notes.join("; "));
    }
    FormPopup::new(form).into()
}

/// Starts the export of a form. Before a redacted export, the person decides about the places that
/// could reveal a confidential source.
pub fn export(
    model: &mut Model,
    form: &Filled,
    format: Format,
    cx: &mut Context<'_>,
) -> Option<Popup> {
    let is_redacted = form.value(SECRETS) == "redact";
    if is_redacted
        && model.receipts.read_only.is_none()
        && let Some(popup) = Redaction::of(model, Some(form.clone()))
    {
        model.unsent_input.keep(form.typed.clone());
        return Some(if model.person.is_some() {
            popup.into()
        } else {
            let prompt = Prompt::new(model, Purpose::Initials(None)).for_what("The export");
            prompt.before(Action::Record(form.clone())).into()
        });
    }
    send(model, form, format, cx);
    None
}

/// The export request of a form.
pub fn request(model: &Model, form: &Filled, format: Format) -> ExportRequest {
    let yes = |name: &str| form.value(name) == "yes";
    let given =
        |name: &str| Some(form.value(name).trim().to_owned()).filter(|text| !text.is_empty());
    let reviewed = model.focus.claim.filter(|_| format == Format::Claimreview);
    ExportRequest {
        output: given("file").map(PathBuf::from),
        force: yes("overwrite"),
        confidential: match form.value(SECRETS).as_str() {
            "redact" => Confidential::Redact,
            "keep" => Confidential::Keep,
            _ => Confidential::Unasked,
        },
        choice: reviewed.map_or(Choice::Only, Choice::One),
        url: given("url"),
        publisher: given("publisher"),
        html: yes("as HTML"),
        public: yes("for readers outside"),
        open: yes("open claims"),
        bom: yes("byte order mark"),
        ..ExportRequest::new(format)
    }
}

/// Starts the export without further questions.
pub fn send(model: &mut Model, form: &Filled, format: Format, cx: &mut Context<'_>) {
    let request = request(model, form, format);
    model.say(format!("Writing {}", visible(form.value("file").trim())));
    // If writing fails, the form is offered again with the same values.
    model.unsent_input.keep(form.typed.clone());
    let case = Box::new(model.case().clone());
    cx.effects.push(Effect::Run(Job::Export(case, request)));
}

/// Handles the result of a job.
pub fn handle_result(model: &mut Model, outcome: JobResult, cx: &mut Context<'_>) {
    match outcome {
        JobResult::Analysed(serial, analysis) => analysis::store_result(model, serial, *analysis),
        JobResult::FilesChecked(files) => store_file_checks(model, files),
        JobResult::StoryChecked(change) => store_story_check(model, change),
        JobResult::FileHashed(claim, item, Ok(file)) => {
            let name = visible(&file.name).into_owned();
            if store_file(model, claim, item, file, cx) {
                model.say(format!(
                    "{name} is recorded with its hash; it stays where it is"
                ));
            }
        }
        JobResult::FileHashed(_, _, Err(why)) => {
            let words = format!("The item is recorded without its file: {}", visible(&why));
            model.message = Message::trouble(words);
        }
        JobResult::Exported(Ok(message)) => {
            model
                .unsent_input
                .all
                .retain(|of, _| !of.starts_with(EXPORT));
            model.say(visible(&message).into_owned());
        }
        JobResult::Exported(Err(why)) => {
            model.message = Message::trouble(format!(
                "{}: {}",
                model.fill(template!("Not exported, {export} tries again")),
                visible(&why)
            ));
        }
    }
}

fn store_file_checks(model: &mut Model, files: FileChecks) {
    model.index.findings.set_files(files, model.history.case());
    model.arrange();
}

/// Stores how the story's file differs from the draft. The header shows that there is a difference.
/// A message reports each new difference, with the claims in the paragraphs concerned.
fn store_story_check(model: &mut Model, change: Option<StoryChange>) {
    let case = model.history.case();
    let before = model.index.findings.files().story_change.clone();
    let name = case.draft.as_ref().map(|draft| draft.name.as_str());
    let words = change.as_ref().filter(|_| before != change).zip(name);
    let words = words.map(|(change, name)| {
        let claims = change.claims(case);
        let claims = if claims.is_empty() {
            String::new()
        } else {
            format!("; look at these claims again: {claims}")
        };
        format!(
            "{} has changed since, from its paragraph {} on{claims}; the case keeps its words as they were",
            visible(name),
            change.from
        )
    });
    model.index.findings.set_story_change(change, case);
    if let Some(words) = words {
        if model.message.is_empty() {
            model.say(words);
        } else {
            model.waiting.push_back(Message::new(words));
        }
    }
}

/// Stores the file that an item names.
fn store_file(
    model: &mut Model,
    claim: ClaimId,
    item: EvidenceId,
    file: File,
    cx: &mut Context<'_>,
) -> bool {
    let stamp = model.stamp(cx);
    let edit = ops::change_evidence(
        model.case(),
        claim,
        item,
        |item| item.file = Some(file),
        &stamp,
    );
    model.make(edit, cx)
}
