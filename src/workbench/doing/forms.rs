//! Forms and prompts: what opens them, the keys in them, what Enter makes of them.

use crate::case::deeds::{self, Judgement, NewEvidence, NewSource, Together};
use crate::case::{
    ClaimId, Credibility, Date, Edit, Evidence, Nature, Question, Reason, Refusal, Reliability,
    Ruling, Source, SourceId, SourceKind, Stance, Verdict,
};
use crate::text::visible;

use super::super::field::Field;
use super::super::form::{Entry, Form, FormOf, Input};
use super::super::key::{Code, Key};
use super::super::message::Message;
use super::super::mode::{Asks, EvidenceLine, Mode, Named, Prompt};
use super::super::model::Model;
use super::super::words::reason;
use super::super::{Effect, Turn};
use super::evidence::{line_key, source_of, start};
use super::rule::{about, own};
use crate::text::counted;

/// Leaves a mode. What was typed is offered again when it is next opened on the same record.
pub fn left(model: &mut Model, mode: Mode) {
    let (key, typed) = match mode {
        Mode::Form(form) => (form.of.key(), form.values()),
        Mode::Evidence(line) => (line_key(&line.claims), vec![line.field.text()]),
        Mode::Find(find) => ("find".to_owned(), vec![find.field.text()]),
        Mode::Prompt(Prompt { asks, field }) => match asks {
            Asks::Claim => ("claim".to_owned(), vec![field.text()]),
            Asks::Wording(id) => (super::claims::wording_key(id), vec![field.text()]),
            Asks::Initials(_) => return,
        },
        _ => return,
    };
    if typed.iter().any(|text| !text.is_empty()) {
        model.recall.typed.insert(key, typed);
    }
}

fn open(model: &mut Model, mut form: Form) {
    if let Some(typed) = model.recall.typed.remove(&form.of.key()) {
        for (entry, text) in form.entries.iter_mut().zip(typed) {
            entry.set(&text);
        }
    }
    model.modes.push(Mode::Form(Box::new(form)));
}

fn names<T: Copy + std::fmt::Display>(all: &[T]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

const CANNOT_SAY: &str = "not said";

fn evidence_entries(source: &str, item: &NewEvidence, is_free: bool) -> Vec<Entry> {
    let questions = if is_free {
        names(&[Question::Fact])
    } else {
        names(Question::ALL)
    };
    let digits = (1..=6).map(|digit: u8| digit.to_string());
    let credibility = item
        .credibility
        .map_or(CANNOT_SAY.to_owned(), |digit| u8::from(digit).to_string());
    let date = item
        .accessed
        .map(|date| date.to_string())
        .unwrap_or_default();
    vec![
        Entry::line("source", source, "a name; a new one makes a source"),
        Entry::choice("question", questions, item.question.name()),
        Entry::choice("stance", names(Stance::ALL), item.stance.name()),
        Entry::choice("nature", names(Nature::ALL), item.nature.name()),
        Entry::choice(
            "credibility",
            std::iter::once(CANNOT_SAY.to_owned()).chain(digits),
            &credibility,
        ),
        Entry::long("quote", &item.quote),
        Entry::line("where", &item.locator, "page, minute, row"),
        Entry::line("url", &item.url, ""),
        Entry::line("seen", &date, "2024-03-23"),
        Entry::line("archived", &item.archived, "url of a copy"),
        Entry::long("note", &item.note),
    ]
}

/// All fields of the evidence that the line began.
pub fn new_evidence(model: &mut Model, line: &EvidenceLine, source: &str) {
    let claim = line
        .claims
        .first()
        .and_then(|id| model.case().claims.get(*id));
    let known = model
        .case()
        .sources
        .iter()
        .find(|known| known.name == source);
    let (question, nature) = match known {
        Some(known) => start(claim.map(AsRef::as_ref), Some(known.id)),
        None => (Question::Fact, Nature::Secondary),
    };
    let has_said = |id: &ClaimId| {
        model
            .case()
            .claims
            .get(*id)
            .is_some_and(|claim| claim.attribution.is_some())
    };
    let is_free = !line.claims.iter().all(has_said);
    // Only the fields are of use here; the source is looked up by name when the form is taken.
    let Some(any) = known
        .map(|known| known.id)
        .or_else(|| model.case().sources.first().map(|source| source.id))
    else {
        // Without any source the form still opens: a name makes the first one.
        let entries = evidence_entries(source, &blank(line, question, nature, None), is_free);
        return open_evidence(model, line, entries);
    };
    let entries = evidence_entries(source, &blank(line, question, nature, Some(any)), is_free);
    open_evidence(model, line, entries);
}

fn blank(
    line: &EvidenceLine,
    question: Question,
    nature: Nature,
    source: Option<SourceId>,
) -> NewEvidence {
    let nobody = || crate::case::Mint::seeded(0).id(|_| false);
    NewEvidence {
        nature,
        quote: line.quote.clone(),
        url: line.url.clone(),
        ..NewEvidence::new(source.unwrap_or_else(nobody), question, line.stance)
    }
}

fn open_evidence(model: &mut Model, line: &EvidenceLine, entries: Vec<Entry>) {
    let title = match line.claims.as_slice() {
        [id] => format!("Evidence · claim {}", model.number(*id)),
        claims => format!("Evidence · {}", counted(claims.len(), "claim")),
    };
    open(
        model,
        Form::new(title, FormOf::NewEvidence(line.claims.clone()), entries),
    );
}

/// An item of a claim.
pub fn evidence(model: &mut Model, claim: ClaimId, item: &Evidence) {
    let name = model
        .case()
        .sources
        .get(item.source)
        .map(|source| source.name.clone())
        .unwrap_or_default();
    let is_free = model
        .case()
        .claims
        .get(claim)
        .is_none_or(|claim| claim.attribution.is_none());
    let fields = NewEvidence {
        nature: item.nature,
        credibility: item.credibility,
        quote: item.quote.clone(),
        locator: item.locator.clone(),
        url: item.url.clone(),
        accessed: item.accessed,
        archived: item.archived.clone(),
        note: item.note.clone(),
        ..NewEvidence::new(item.source, item.question, item.stance)
    };
    let title = format!("Evidence · claim {}", model.number(claim));
    let of = FormOf::Evidence(claim, item.id);
    open(
        model,
        Form::new(title, of, evidence_entries(&name, &fields, is_free)),
    );
}

/// A source, or a new one.
pub fn source(model: &mut Model, id: Option<SourceId>) {
    let known = id.and_then(|id| model.case().sources.get(id)).cloned();
    let nobody = || Source::new(crate::case::Mint::seeded(0).id(|_| false), "");
    let source = known.as_deref().cloned().unwrap_or_else(nobody);
    let relied: Vec<String> = source
        .relies_on
        .iter()
        .filter_map(|id| model.case().sources.get(*id))
        .map(|source| source.name.clone())
        .collect();
    let yes_no = || ["no".to_owned(), "yes".to_owned()];
    let date = source
        .accessed
        .map(|date| date.to_string())
        .unwrap_or_default();
    let entries = vec![
        Entry::line("name", &source.name, ""),
        Entry::choice("kind", names(SourceKind::ALL), source.kind.name()),
        Entry::choice(
            "reliability",
            names(Reliability::ALL),
            source.reliability.name(),
        ),
        Entry::line("relies on", &relied.join("; "), "names, with ; between"),
        Entry::line("url", &source.url, ""),
        Entry::line("seen", &date, "2024-03-23"),
        Entry::line("archived", &source.archived, "url of a copy"),
        Entry::choice(
            "confidential",
            yes_no(),
            if source.confidential { "yes" } else { "no" },
        ),
        Entry::long("note", &source.note),
    ];
    let title = if known.is_some() {
        format!("Source · {}", visible(&source.name))
    } else {
        "New source".to_owned()
    };
    open(
        model,
        Form::new(
            title,
            FormOf::Source(known.map(|source| source.id)),
            entries,
        ),
    );
}

/// A verdict, or none for aside, and a reason. None at all takes the ruling back.
type Said = Option<(Option<Verdict>, Option<Reason>)>;

/// Every ruling there can be on a question, and how it reads.
fn rulings(question: Question) -> Vec<(String, Said)> {
    let mut all = Vec::new();
    for verdict in Verdict::ALL.iter().copied().map(Some).chain([None]) {
        let word = verdict.map_or("aside", Verdict::name);
        // Confirmed and aside always have a reason.
        if matches!(verdict, Some(Verdict::Disputed | Verdict::Unverified)) {
            all.push((word.to_owned(), Some((verdict, None))));
        }
        for why in Reason::fitting(question, verdict) {
            all.push((
                format!("{word}: {}", reason(question, why)),
                Some((verdict, Some(why))),
            ));
        }
    }
    all.push(("taken back".to_owned(), None));
    all
}

/// My ruling on the question pointed at.
pub fn ruling(model: &mut Model) {
    let Some(claim) = model.claim().cloned() else {
        return;
    };
    let question = model.focus.question;
    let mine: Option<Ruling> = own(&claim, model.person.as_deref(), question).cloned();
    let all = rulings(question);
    let now = mine.as_ref().map(|ruling| (ruling.verdict, ruling.reason));
    let chosen = all
        .iter()
        .find(|(_, ruling)| *ruling == now && now.is_some());
    let chosen = chosen.map(|(word, _)| word.clone()).unwrap_or_default();
    let decides = mine.as_ref().is_some_and(|ruling| ruling.decides);
    let note = mine.map(|ruling| ruling.note).unwrap_or_default();
    let entries = vec![
        Entry::choice("ruling", all.into_iter().map(|(word, _)| word), &chosen),
        Entry::long("note", &note),
        Entry {
            hint: "settles a contested question; needs a note",
            ..Entry::choice(
                "decides",
                ["no".to_owned(), "yes".to_owned()],
                if decides { "yes" } else { "no" },
            )
        },
    ];
    let title = format!(
        "Ruling · claim {} · {}",
        model.number(claim.id),
        question.capitals()
    );
    open(
        model,
        Form::new(title, FormOf::Ruling(claim.id, question), entries),
    );
}

/// The case's details.
pub fn details(model: &mut Model) {
    let head = model.case().head();
    let date = head
        .story_date
        .map(|date| date.to_string())
        .unwrap_or_default();
    let entries = vec![
        Entry::line("title", &head.title, ""),
        Entry::line("language", &head.language, "en, uk, ru"),
        Entry::line("story date", &date, "2024-03-23"),
    ];
    open(model, Form::new("Case details", FormOf::Details, entries));
}

/// Keys in a form.
pub fn typed(model: &mut Model, mut form: Box<Form>, key: Key, turn: &mut Turn<'_>) {
    let in_long = matches!(form.entry(), Some(Entry { input: Input::Text(field), .. }) if field.is_long() && !field.is_empty());
    match key.code {
        Code::Enter if !key.alt => {
            return match taken(model, &form, turn) {
                Ok(edit) => {
                    if model.make(edit, turn) {
                        after(model, &form);
                    } else if model.message.is_trouble {
                        form.error = std::mem::take(&mut model.message).tail;
                        model.modes.push(Mode::Form(form));
                    }
                }
                Err((name, why)) => {
                    form.refuse(name, why);
                    model.modes.push(Mode::Form(form));
                }
            };
        }
        Code::Char('o') if key.ctrl => {
            if let Some(Entry {
                input: Input::Text(field),
                ..
            }) = form.entry()
            {
                turn.effects.push(Effect::Editor(field.text()));
            }
        }
        Code::Tab if key.shift => form.step(-1),
        Code::Tab => form.step(1),
        Code::Up if !in_long => form.step(-1),
        Code::Down if !in_long => form.step(1),
        code => match form.entry() {
            Some(entry) if matches!(entry.input, Input::Choice { .. }) => match code {
                Code::Left => entry.turn(-1),
                Code::Right | Code::Char(' ') => entry.turn(1),
                Code::Char(c) => jump(entry, c),
                _ => {}
            },
            Some(Entry {
                input: Input::Text(field),
                ..
            }) => {
                field.key(key);
            }
            _ => {}
        },
    }
    model.modes.push(Mode::Form(form));
}

/// A letter goes to the next word of a choice that begins with it.
fn jump(entry: &mut Entry, c: char) {
    let lower = c.to_lowercase().to_string();
    if let Input::Choice { words, at } = &mut entry.input {
        let count = words.len();
        let next = (1..=count)
            .map(|by| (*at + by) % count.max(1))
            .find(|place| {
                words
                    .get(*place)
                    .is_some_and(|word| word.to_lowercase().starts_with(&lower))
            });
        *at = next.unwrap_or(*at);
    }
}

type Wrong = (&'static str, String);

fn date(form: &Form, name: &'static str) -> Result<Option<Date>, Wrong> {
    let text = form.value(name);
    if text.trim().is_empty() {
        return Ok(None);
    }
    text.trim()
        .parse()
        .map(Some)
        .map_err(|error| (name, format!("{error}")))
}

/// The source that a name in a form stands for: one of that name, whatever its case, else a new one.
fn named(model: &Model, name: &str) -> Named {
    let name = name.trim();
    let sources = || model.case().sources.iter();
    let same = sources().find(|source| source.name == name);
    let alike = || sources().find(|source| source.name.to_lowercase() == name.to_lowercase());
    match same.or_else(alike) {
        Some(source) => Named::Known(source.id),
        None => Named::New(name.to_owned()),
    }
}

/// The edit that a form makes; else which field is wrong, and why.
fn taken(model: &Model, form: &Form, turn: &mut Turn<'_>) -> Result<Result<Edit, Refusal>, Wrong> {
    let stamp = model.stamp(turn);
    match &form.of {
        FormOf::NewEvidence(claims) => {
            let fields = evidence_fields(form)?;
            let mut all = Together::on(model.case());
            let mut made = source_of(
                &mut all,
                &named(model, &form.value("source")),
                &stamp,
                turn.mint,
            );
            for id in claims {
                made = made.and_then(|source| {
                    let new = NewEvidence {
                        source,
                        ..fields.clone()
                    };
                    let edit = deeds::add_evidence(all.case(), *id, new, &stamp, turn.mint)?;
                    all.take(edit)?;
                    Ok(source)
                });
            }
            let of = match claims.as_slice() {
                [id] => model.number(*id).to_string(),
                claims => counted(claims.len(), "claim"),
            };
            let what = format!(
                "{of} {} evidence: {} {}",
                fields.question.capitals(),
                form.value("source").trim(),
                fields.stance
            );
            Ok(made.map(|_| all.edit(what, &stamp)))
        }
        FormOf::Evidence(claim, item) => {
            let fields = evidence_fields(form)?;
            let mut all = Together::on(model.case());
            let made = source_of(
                &mut all,
                &named(model, &form.value("source")),
                &stamp,
                turn.mint,
            )
            .and_then(|source| {
                let change = |after: &mut Evidence| {
                    (after.source, after.question, after.stance, after.nature) =
                        (source, fields.question, fields.stance, fields.nature);
                    (after.credibility, after.accessed) = (fields.credibility, fields.accessed);
                    (after.quote, after.locator, after.url) =
                        (fields.quote, fields.locator, fields.url);
                    (after.archived, after.note) = (fields.archived, fields.note);
                };
                let edit = deeds::change_evidence(all.case(), *claim, *item, change, &stamp)?;
                let what = edit.what.clone();
                all.take(edit)?;
                Ok(what)
            });
            Ok(made.map(|what| all.edit(what, &stamp)))
        }
        FormOf::Source(id) => source_edit(model, form, *id, turn),
        FormOf::Ruling(claim, question) => {
            let chosen = form.value("ruling");
            let ruling = rulings(*question)
                .into_iter()
                .find(|(word, _)| *word == chosen)
                .and_then(|(_, ruling)| ruling);
            let Some((verdict, why)) = ruling else {
                return Ok(deeds::withdraw(model.case(), *claim, *question, &stamp));
            };
            let judged = Judgement {
                verdict,
                reason: why,
                note: form.value("note").trim().to_owned(),
                decides: form.value("decides") == "yes",
            };
            if judged.decides && judged.note.is_empty() {
                return Err(("note", "a ruling that decides needs a note".to_owned()));
            }
            Ok(deeds::rule(
                model.case(),
                *claim,
                *question,
                &judged,
                &stamp,
            ))
        }
        FormOf::Details => {
            let mut head = model.case().head();
            head.title = form.value("title").trim().to_owned();
            head.language = form.value("language").trim().to_owned();
            head.story_date = date(form, "story date")?;
            Ok(deeds::describe(model.case(), head, &stamp))
        }
    }
}

/// What stands in an evidence form, its source left open.
fn evidence_fields(form: &Form) -> Result<NewEvidence, Wrong> {
    if form.value("source").trim().is_empty() {
        return Err(("source", "evidence needs a source".to_owned()));
    }
    let unset = crate::case::Mint::seeded(0).id(|_| false);
    let question: Question = form.value("question").parse().unwrap_or_default();
    let stance = form.value("stance").parse().unwrap_or(Stance::Supports);
    let credibility: Option<Credibility> = form.value("credibility").parse().ok();
    Ok(NewEvidence {
        nature: form.value("nature").parse().unwrap_or_default(),
        credibility,
        quote: form.value("quote").trim().to_owned(),
        locator: form.value("where").trim().to_owned(),
        url: form.value("url").trim().to_owned(),
        accessed: date(form, "seen")?,
        archived: form.value("archived").trim().to_owned(),
        note: form.value("note").trim().to_owned(),
        ..NewEvidence::new(unset, question, stance)
    })
}

fn source_edit(
    model: &Model,
    form: &Form,
    id: Option<SourceId>,
    turn: &mut Turn<'_>,
) -> Result<Result<Edit, Refusal>, Wrong> {
    if form.value("name").trim().is_empty() {
        return Err(("name", "a source needs a name".to_owned()));
    }
    let accessed = date(form, "seen")?;
    let stamp = model.stamp(turn);
    let mut all = Together::on(model.case());
    let relied = form.value("relies on");
    let relied = relied
        .split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let mut ids = Ok(Vec::new());
    for name in relied {
        ids = ids.and_then(|mut ids: Vec<SourceId>| {
            ids.push(source_of(&mut all, &named(model, name), &stamp, turn.mint)?);
            Ok(ids)
        });
    }
    let made = ids.and_then(|relies_on| {
        let id = match id {
            Some(id) => id,
            None => {
                let new = NewSource {
                    name: form.value("name"),
                    ..NewSource::default()
                };
                let (edit, id) = deeds::add_source(all.case(), new, &stamp, turn.mint)?;
                all.take(edit)?;
                id
            }
        };
        let change = |after: &mut Source| {
            after.name = form.value("name").trim().to_owned();
            after.kind = form.value("kind").parse().unwrap_or_default();
            after.reliability = form.value("reliability").parse().unwrap_or_default();
            (after.relies_on, after.accessed) = (relies_on, accessed);
            after.url = form.value("url").trim().to_owned();
            after.archived = form.value("archived").trim().to_owned();
            after.confidential = form.value("confidential") == "yes";
            after.note = form.value("note").trim().to_owned();
        };
        let edit = deeds::change_source(all.case(), id, change, &stamp)?;
        all.take(edit)
    });
    let what = format!("source {}", form.value("name").trim());
    Ok(made.map(|()| all.edit(what, &stamp)))
}

/// What the message line says when a form was taken.
fn after(model: &mut Model, form: &Form) {
    let name = visible(form.value("source").trim()).into_owned();
    model.message = match &form.of {
        FormOf::NewEvidence(claims) => {
            model.look.marks.clear();
            // The line that the form grew out of is done with, too.
            model.recall.typed.remove(&line_key(claims));
            let known = named(model, &name);
            if let Named::Known(id) = known {
                model.used(id);
            }
            Message {
                tail: format!(
                    "{} {}: {name}, attached.",
                    form.value("question").to_uppercase(),
                    form.value("stance")
                ),
                ..about(model, claims)
            }
        }
        FormOf::Evidence(claim, _) => Message {
            tail: format!("evidence of {name} changed; z takes it back."),
            ..about(model, &[*claim])
        },
        FormOf::Source(_) => {
            let name = form.value("name").trim().to_owned();
            let id = model
                .case()
                .sources
                .iter()
                .find(|source| source.name == name)
                .map(|source| source.id);
            model.focus.source = id.or(model.focus.source);
            Message::new(format!("{} is recorded", visible(&name)))
        }
        FormOf::Ruling(claim, question) => {
            model.recall.ruled.push(*claim);
            Message {
                tail: format!("{} {}.", question.capitals(), form.value("ruling")),
                ..about(model, &[*claim])
            }
        }
        FormOf::Details => Message::new("The case's details are changed; z takes it back"),
    };
}

/// Keys in a prompt.
pub fn prompted(model: &mut Model, mut prompt: Prompt, key: Key, turn: &mut Turn<'_>) {
    if key == Key::ctrl('o') {
        turn.effects.push(Effect::Editor(prompt.field.text()));
        model.modes.push(Mode::Prompt(prompt));
        return;
    }
    if key.code != Code::Enter || key.alt {
        prompt.field.key(key);
        model.modes.push(Mode::Prompt(prompt));
        return;
    }
    let text = prompt.field.text();
    match prompt.asks {
        Asks::Initials(command) => {
            let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if name.is_empty() {
                model.say("A ruling needs a person: type your initials");
                model.modes.push(Mode::Prompt(prompt));
                return;
            }
            model.say(format!("You are {} now", visible(&name)));
            model.person = Some(name);
            if let Some(command) = command {
                super::super::run(command, model, turn);
            }
        }
        Asks::Claim => {
            if !super::claims::make(model, &text, None, turn) {
                model.modes.push(Mode::Prompt(prompt));
            }
        }
        Asks::Wording(id) => {
            if !super::claims::reword(model, id, &text, turn) && model.message.is_trouble {
                model.modes.push(Mode::Prompt(prompt));
            }
        }
    }
}

/// A text came back from the editor: it goes where it came from.
pub fn edited(model: &mut Model, text: &str) {
    let text = text.trim_end_matches('\n');
    if let Some(field) = top_field(model) {
        field.set(text);
        model.say("Back from the editor: Enter records it");
    }
}

/// The field that typing goes to now.
pub fn top_field(model: &mut Model) -> Option<&mut Field> {
    match model.modes.last_mut()? {
        Mode::Form(form) => match &mut form.entry()?.input {
            Input::Text(field) => Some(field),
            Input::Choice { .. } => None,
        },
        Mode::Prompt(prompt) => Some(&mut prompt.field),
        Mode::Evidence(line) => Some(&mut line.field),
        Mode::Credit(credits) => Some(&mut credits.field),
        Mode::Pick(pick) => Some(&mut pick.field),
        Mode::Find(find) => Some(&mut find.field),
        Mode::Ask(_) | Mode::Split(_) | Mode::Select(_) => None,
    }
}
