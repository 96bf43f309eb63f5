//! The program: undo, palette, help, editor, clipboard, who rules, leaving.

use crate::case::person::is_one;
use crate::case::standing::stands;
use crate::case::{Change, ClaimId, Edit, Question, Stamp, Turned};
use crate::text::{cells, pasteable, visible};

use crate::workbench::actions::rule::stands_as;
use crate::workbench::commands::{COMMANDS, Command, Group};
use crate::workbench::field::Field;
use crate::workbench::index::Filter;
use crate::workbench::model::{Model, Pane};
use crate::workbench::popup::list::{Choice, Pick, Row};
use crate::workbench::popup::{Ask, Asks, Mode, Prompt, Yes};
use crate::workbench::template::{Template, template};
use crate::workbench::words;
use crate::workbench::{Effect, Turn};

/// A paste of at least this many characters is taken for somebody's words (DESIGN 5).
const QUOTE: usize = 20;

/// `z`
pub fn undo(model: &mut Model, turn: &mut Turn<'_>) {
    if model.is_read_only() {
        return;
    }
    let by = model.person.clone().unwrap_or_default();
    match model.history.undo(&Stamp {
        by: &by,
        at: turn.at,
    }) {
        Ok(turned) => {
            model.take(&turned.step, turn);
            show(model, &turned, TOOK_BACK, turn);
        }
        Err(refusal) => model.refuse(&refusal),
    }
}

/// `Z`
pub fn redo(model: &mut Model, turn: &mut Turn<'_>) {
    if model.is_read_only() {
        return;
    }
    let by = model.person.clone().unwrap_or_default();
    match model.history.redo(&Stamp {
        by: &by,
        at: turn.at,
    }) {
        Ok(turned) => {
            model.take(&turned.step, turn);
            show(model, &turned, "redid:", turn);
        }
        Err(refusal) => model.refuse(&refusal),
    }
}

/// Goes to what an undo or redo changed, and says what it was.
fn show(model: &mut Model, turned: &Turned, verb: &str, turn: &Turn<'_>) {
    let edit = &turned.of;
    let mut stands = String::new();
    let mut reason_of = "";
    if let Some((id, question)) = Model::touched(edit)
        && model.case().claims.has(id)
    {
        model.reveal(id);
        let has_said = model
            .claim()
            .is_some_and(|claim| claim.attribution.is_some());
        if let Some(question) = question.filter(|question| has_said || *question == Question::Fact)
        {
            model.focus.question = question;
            // Of several claims each stands in its own way.
            if touches_one(edit, id) {
                stands = format!("  {}", stands_as(model, id));
            }
            // A reason is a ruling of its own, so taking it back leaves the verdict.
            if verb == TOOK_BACK && is_still(model, edit, question) {
                reason_of = "the reason of ";
            }
        }
    }
    let time = edit.at.shown(turn.at, &model.manner.zone);
    let whose = if edit.by.is_empty() {
        String::new()
    } else {
        format!("{}, ", visible(&edit.by))
    };
    let what = visible(&edit.what);
    let mut skipped = turned.skipped();
    if !skipped.is_empty() {
        skipped.insert_str(0, "  ");
    }
    model.say(format!(
        "{verb} {reason_of}{what} ({whose}{time}).{stands}{skipped}"
    ));
}

const TOOK_BACK: &str = "undid:";

fn touches_one(edit: &Edit, id: ClaimId) -> bool {
    edit.changes
        .iter()
        .all(|change| change.claim().is_none_or(|other| other == id))
}

/// Whether the question stands with the verdict of the ruling that was taken back.
fn is_still(model: &Model, edit: &Edit, question: Question) -> bool {
    let ruled = edit.changes.iter().rev().find_map(|change| match change {
        Change::Ruling(_, swap) => swap.after.as_ref(),
        _ => None,
    });
    let by = model.claim().and_then(|claim| stands(claim, question).by);
    ruled.zip(by).is_some_and(|(ruled, by)| {
        is_one(&ruled.by, &by.by) && ruled.verdict == by.verdict && ruled.reason.is_some()
    })
}

fn row(model: &Model, command: &'static Command) -> Row {
    let why = (command.off)(model);
    Row {
        keys: model.keys.keys(command).join(" "),
        label: command.doc.to_owned(),
        detail: command.place.name().to_owned(),
        is_on: why.is_none(),
        choice: Choice::Run(command),
    }
}

/// `:`
pub fn palette(model: &mut Model, _: &mut Turn<'_>) {
    let is_shown =
        |command: &&Command| !matches!(command.id, "caps-lock" | "interrupt" | "leave" | "palette");
    let (keyless, keyed): (Vec<_>, Vec<_>) = COMMANDS
        .iter()
        .filter(is_shown)
        .partition(|command| model.keys.keys(command).is_empty());
    // What has no key is only here, so it comes first; what cannot be done now says why.
    let rows = keyless.into_iter().chain(keyed).map(|command| Row {
        detail: (command.off)(model)
            .map_or_else(|| command.place.name().to_owned(), |why| model.fill(why)),
        ..row(model, command)
    });
    let rows = rows.collect();
    model.modes.push(Mode::Pick(Pick::new("Commands", rows)));
}

/// What help says before and after the commands.
const FIRST: &[Template] = &[
    template!("A claim with a source has two questions:"),
    template!("said (did they say it?) and fact (is it so?)."),
    template!("{confirm}, {dispute} and {unverified} rule on the one with the pointer,"),
    template!("and focus goes on to the next by itself."),
    template!("1-9 answer the line at the bottom: why, which"),
    template!("source shows it. Esc leaves the topmost thing."),
];

/// `?`
pub fn help(model: &mut Model, _: &mut Turn<'_>) {
    let told = |label: String| Row {
        keys: String::new(),
        label,
        detail: String::new(),
        is_on: true,
        choice: Choice::Nothing,
    };
    let rule = if model.manner.is_unicode {
        "──"
    } else {
        "--"
    };
    let mut rows: Vec<Row> = FIRST.iter().map(|line| told(model.fill(*line))).collect();
    for group in Group::ALL {
        rows.push(told(format!("{rule} {} {rule}", group.name())));
        let commands = COMMANDS.iter().filter(|command| command.group == *group);
        rows.extend(commands.map(|command| row(model, command)));
    }
    rows.push(told(format!("{rule} What the signs say {rule}")));
    for standing in crate::case::Standing::ALL {
        rows.push(Row {
            keys: words::glyph(*standing, model.manner.is_unicode).to_owned(),
            ..told(words::standing(*standing).to_owned())
        });
    }
    model.modes.push(Mode::Pick(Pick::new("Help", rows)));
}

/// `E`: the long text of what is in focus, in the person's own editor.
pub fn editor(model: &mut Model, turn: &mut Turn<'_>) {
    let long = match model.focus.pane {
        Pane::Claims => {
            if model.claim().is_none() {
                return model.say("There is no claim whose wording could be edited");
            }
            super::claims::wording(model, turn);
            ""
        }
        Pane::Sources => {
            if model.source().is_none() {
                return model.say("There is no source whose note could be edited");
            }
            super::forms::source(model, model.focus.source);
            "note"
        }
        Pane::Verdict => {
            if model.item_count() == 0 {
                return model.say("There is no evidence or ruling whose words could be edited");
            }
            super::evidence::open_item(model, turn);
            if model
                .claim()
                .is_some_and(|claim| model.focus.item < claim.evidence.len())
            {
                "quote"
            } else {
                "note"
            }
        }
    };
    if let Some(Mode::Form(form)) = model.modes.last_mut() {
        let at = form.entries.iter().position(|entry| entry.name == long);
        form.at = at.unwrap_or(form.at);
    }
    crate::workbench::unsent::edit(model, turn);
}

/// `y`
pub fn copy(model: &mut Model, turn: &mut Turn<'_>) {
    let (what, text) = match model.focus.pane {
        Pane::Sources => {
            let Some(source) = model.source() else {
                return model.say("There is no source to copy");
            };
            if source.url.is_empty() {
                ("the source's name", source.name.clone())
            } else {
                ("the source's link", source.url.clone())
            }
        }
        Pane::Verdict | Pane::Claims => {
            let Some(claim) = model.claim() else {
                return model.say("There is no claim to copy");
            };
            let item = claim
                .evidence
                .get(model.focus.item)
                .filter(|_| model.focus.pane == Pane::Verdict);
            match item {
                Some(item) if !item.url.is_empty() => ("the evidence's link", item.url.clone()),
                Some(item) if !item.quote.is_empty() => {
                    ("the evidence's words", item.quote.clone())
                }
                _ => ("the claim's words", claim.shown().to_owned()),
            }
        }
    };
    let text = pasteable(&text);
    turn.effects.push(Effect::Copy { what, text });
}

/// `Ctrl-L`
pub fn redraw(_: &mut Model, turn: &mut Turn<'_>) {
    turn.effects.push(Effect::Redraw);
}

/// The case's details.
pub fn details(model: &mut Model, _: &mut Turn<'_>) {
    super::forms::details(model);
}

/// The case file is brought up to date now.
pub fn save(model: &mut Model, turn: &mut Turn<'_>) {
    model.say("Saving the case file");
    turn.effects.push(Effect::Save);
}

/// I am ...
pub fn who(model: &mut Model, _: &mut Turn<'_>) {
    ask_initials(model, None);
}

/// Asks who rules; the command that wanted to know runs then.
pub fn ask_initials(model: &mut Model, command: Option<&'static Command>) {
    model.modes.push(Mode::Prompt(Prompt {
        asks: Asks::Initials(command),
        field: Field::line(""),
    }));
}

/// Esc on the panes: the marks go, then the filter, then focus goes to the claims.
pub fn leave(model: &mut Model, _: &mut Turn<'_>) {
    if !model.look.marks.is_empty() {
        model.look.marks.clear();
        if model.look.filter == Filter::Marked {
            model.look.filter = Filter::All;
            model.arrange();
        }
    } else if model.look.filter != Filter::All {
        model.look.filter = Filter::All;
        model.arrange();
    } else {
        model.focus.pane = Pane::Claims;
    }
}

/// Ctrl-Z
pub fn suspend(_: &mut Model, turn: &mut Turn<'_>) {
    turn.effects.push(Effect::Suspend);
}

/// `q`
pub fn quit(model: &mut Model, turn: &mut Turn<'_>) {
    match &model.receipts.stuck {
        Some(why) if !model.receipts.is_all_kept() => {
            let words = format!("NOT SAVED: {why}.");
            model.modes.push(Mode::Ask(Ask {
                words,
                yes: Yes::Quit,
            }));
        }
        _ if !model.clashes.is_empty() => {
            let count = crate::text::counted(model.clashes.len(), "edit");
            let decides = model.fill(template!("{clashes} decides"));
            let words = format!("{count} of yours found no place: {decides}. Leave?");
            model.modes.push(Mode::Ask(Ask {
                words,
                yes: Yes::Quit,
            }));
        }
        _ => turn.effects.push(Effect::Quit),
    }
}

/// Ctrl-C on the panes.
pub fn interrupt(model: &mut Model, _: &mut Turn<'_>) {
    model.say(model.fill(template!("{quit} quits")));
}

/// `C` `D` `U`
pub fn caps_lock(model: &mut Model, _: &mut Turn<'_>) {
    model.say(model.fill(template!("Caps Lock? {confirm} confirms, {undo} undoes")));
}

/// The URL that a text is, if it is one.
fn url_in(text: &str) -> Option<&str> {
    let text = text.trim();
    let is_url = (text.starts_with("https://") || text.starts_with("http://"))
        && !text.contains(char::is_whitespace);
    is_url.then_some(text)
}

/// A paste: into the field that has the keys; on the panes it is somebody's words or where they stand.
pub fn pasted(model: &mut Model, text: &str, turn: &mut Turn<'_>) {
    if let (Some(Mode::Evidence(line)), Some(url)) = (model.modes.last_mut(), url_in(text)) {
        url.clone_into(&mut line.url);
        return;
    }
    if let Some(field) = super::forms::top_field(model) {
        field.insert(text);
        match model.modes.last_mut() {
            Some(Mode::Pick(pick)) => pick.narrow(),
            Some(Mode::Evidence(line)) => super::evidence::changed(line),
            Some(Mode::Credit(credits)) => credits.at = 0,
            Some(Mode::Find(find)) => {
                find.at = 0;
                turn.effects
                    .push(Effect::Find(find.query(&mut model.recall.finds)));
            }
            _ => {}
        }
        return;
    }
    if !model.modes.is_empty() {
        return;
    }
    if model.focus.claim.is_none() {
        return model.say("A paste becomes evidence for a claim, and there is none yet");
    }
    let text = text.trim();
    if let Some(url) = url_in(text) {
        super::evidence::open(model, "", url);
    } else if text.chars().count() >= QUOTE {
        super::evidence::open(model, text, "");
    } else if cells(text) > 0 {
        model.say("A paste this short does nothing here: a URL or a quote becomes evidence");
    }
}
