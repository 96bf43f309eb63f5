//! The evidence line: a source and its stance. A digit, or a few letters, and Enter are enough.

use ratatui::text::{Line, Span};

use crate::case::standing::{last_own_ruling, standing_of};
use crate::case::{Case, Claim, ClaimId, Nature, Question, SourceId, Stance, host, source_named};
use crate::store::{Typed, Unsent};
use crate::text::{cells, clip, pasteable, visible};
use crate::workbench::action::{Action, Item, NamedSource, UsedSource};
use crate::workbench::field::Field;
use crate::workbench::find::{contains_all_words, rank};
use crate::workbench::key::{Code, Key};
use crate::workbench::labels;
use crate::workbench::model::Model;
use crate::workbench::popup::dialog::{Dialog, Hint, Restored, Rows, hints};
use crate::workbench::view::source_name;
use crate::workbench::view::status_line::in_rows;
use crate::workbench::view::theme::Theme;

/// The name of the field for the stance in unsent text.
pub const STANCE: &str = "stance";

/// The evidence line.
#[derive(Clone, Debug)]
pub struct EvidenceLine {
    /// The claims that get the item: the one in focus, or the marked ones.
    claims: Vec<ClaimId>,
    /// The question that the item bears on.
    question: Question,
    /// The default stance.
    first: Stance,
    /// The present stance.
    stance: Stance,
    /// The stance that the person has chosen. It applies whenever the text is not `0`.
    own_stance: Stance,
    /// Whether the item is primary, if the person said so. Otherwise it depends on the source.
    nature: Option<Nature>,
    /// The sources for the digits from 1.
    list: Vec<SourceId>,
    /// The choice for `0`: the source used last, with its last stance and nature.
    last: Option<UsedSource>,
    /// The source as typed so far. A single digit selects from the list; any longer text is a name.
    field: Field,
    /// The index of the selected match.
    at: usize,
    /// The pasted quote.
    quote: String,
    /// The pasted address.
    url: String,
}

impl EvidenceLine {
    /// A line for these claims on this question.
    pub fn of(model: &mut Model, claims: Vec<ClaimId>, question: Question) -> Self {
        let case = model.history.case();
        let list = model.recall.sources_for_digits(case, &claims);
        let first = suggested_stance(model, &claims, question);
        Self {
            claims,
            question,
            first,
            stance: first,
            own_stance: first,
            nature: None,
            list,
            last: model.recall.last_shown(model.case()),
            field: Field::line(""),
            at: 0,
            quote: String::new(),
            url: String::new(),
        }
    }

    /// Adds a pasted quote and address.
    #[must_use]
    pub fn with(mut self, case: &Case, quote: &str, url: &str) -> Self {
        quote.clone_into(&mut self.quote);
        self.set_url(case, url);
        self
    }

    /// Sets the address. If the case has a source at the same host, that source becomes the choice
    /// of digit 1.
    fn set_url(&mut self, case: &Case, url: &str) {
        url.clone_into(&mut self.url);
        if let Some(known) = source_at(case, &host(url)) {
            self.list.retain(|id| *id != known);
            self.list.insert(0, known);
            self.list.truncate(9);
        }
    }

    /// The typed text, if it is an address and not the name of a source.
    fn typed_url(&self, case: &Case) -> Option<String> {
        let text = self.field.text();
        let url = url_in(&text).filter(|url| source_named(case, url).is_none());
        url.map(str::to_owned)
    }

    /// If the typed text is an address, uses it as if it were pasted.
    fn use_typed_url(&mut self, case: &Case) -> bool {
        let Some(url) = self.typed_url(case) else {
            return false;
        };
        self.set_url(case, &url);
        self.field.set("");
        self.changed();
        true
    }

    /// The key under which unsent text of this line is stored.
    pub fn unsent_key(&self) -> String {
        line_key(&self.claims, self.question)
    }

    /// The digit, if the text is one digit.
    fn digit(&self) -> Option<usize> {
        let text = self.field.text();
        let mut letters = text.chars();
        let digit = letters.next().and_then(|c| c.to_digit(10))?;
        letters.next().is_none().then_some(digit as usize)
    }

    /// The sources that match the text, the likeliest first.
    fn matches(&self, case: &Case) -> Vec<NamedSource> {
        let source = match self.digit().map(|digit| digit.checked_sub(1)) {
            None => return proposals(case, &self.field.text(), &self.list),
            Some(None) => self.last.map(|shown| shown.source),
            Some(Some(index)) => self.list.get(index).copied(),
        };
        source.map(NamedSource::Known).into_iter().collect()
    }

    /// Handles a change of the text: the first match is selected again. While the text is `0`,
    /// stance and nature are those of the source used last.
    fn changed(&mut self) {
        self.at = 0;
        (self.stance, self.nature) = (self.own_stance, None);
        if self.field.text() == "0"
            && let Some(last) = self.last
        {
            (self.stance, self.nature) = (last.stance, last.nature);
        }
    }

    /// The text before the source's name: the claims, the question and the stance, such as ` 12
    /// FACT ✓ supports, from: `. It contains the pasted text if there is room.
    fn head(&self, model: &Model, width: usize) -> String {
        let of = match self.claims.as_slice() {
            [id] => model.number(*id).to_string(),
            claims => format!("{} claims ({})", claims.len(), model.numbers(claims)),
        };
        let pasted = if !self.url.is_empty() {
            // Most addresses begin with this prefix, so it is left out.
            let url = self.url.trim_start_matches("https://");
            let url = url.trim_start_matches("http://").trim_start_matches("www.");
            format!(" {}", clip(&visible(url), 24))
        } else if !self.quote.is_empty() {
            format!(" “{}”", clip(&pasteable(&self.quote), 22))
        } else {
            String::new()
        };
        let glyph = labels::stance(self.stance, model.prefs.is_unicode);
        let on = self.question.capitals();
        let stance = self.stance;
        let heads = [
            format!(" {of} evidence on {on} {glyph} {stance}{pasted}, from: "),
            format!(" {of} {on} {glyph} {stance}{pasted}, from: "),
            format!(" {of} {on} {glyph} {stance}, from: "),
            format!(
                " {} claims {on} {glyph} {stance}, from: ",
                self.claims.len()
            ),
        ];
        heads
            .iter()
            .find(|head| cells(head) + 28 <= width)
            .or(heads.get(2))
            .cloned()
            .unwrap_or_default()
    }

    /// The item with this source.
    pub fn item(&self, source: NamedSource) -> Item {
        Item {
            claims: self.claims.clone(),
            question: self.question,
            source,
            stance: self.stance,
            nature: self.nature,
            quote: self.quote.clone(),
            url: self.url.clone(),
        }
    }
}

impl Dialog for EvidenceLine {
    fn key(&mut self, model: &mut Model, key: Key, _: Option<&Action>) -> Option<Action> {
        let matching = self.matches(model.case());
        let is_empty = self.field.text().trim().is_empty();
        match key.code {
            // Without a name nothing is attached, because the first source of the list is only
            // proposed.
            Code::Enter if is_empty && self.at == 0 => {
                "Name the source first: a digit takes one of the list, letters find one or make a new one"
                    .clone_into(&mut model.notice);
            }
            Code::Enter if self.use_typed_url(model.case()) => {
                "The address is kept with the evidence: now the source, by a digit or by name"
                    .clone_into(&mut model.notice);
            }
            Code::Enter => match matching.get(self.at) {
                Some(named) => return Some(Action::Attach(self.item(named.clone()))),
                None => {
                    model.notice = format!(
                        "{} is not on the list: type on, or a space, to make a name of it",
                        visible(&self.field.text())
                    );
                }
            },
            Code::Tab => {
                let stances = Stance::ALL;
                let at = stances.iter().position(|stance| *stance == self.stance);
                let by = if key.shift { stances.len() - 1 } else { 1 };
                let next = stances.get((at.unwrap_or_default() + by) % stances.len());
                self.stance = next.copied().unwrap_or(self.first);
                self.own_stance = self.stance;
            }
            Code::Down => {
                let named = matching.get(self.at).filter(|_| !is_empty).cloned();
                let named = named.unwrap_or(NamedSource::New(String::new()));
                return Some(Action::AllFields(self.item(named)));
            }
            Code::Up => self.at = (self.at + 1) % matching.len().max(1),
            _ => return self.type_key(model, key),
        }
        None
    }

    /// The choices for digits, then a row such as `12 FACT ✓ supports, from: kyi▏ → Kyiv Post,
    /// secondary`, and the caret's cell.
    fn rows(&self, model: &Model, theme: Theme, width: usize) -> Option<Rows> {
        let text = self.field.text();
        let matching = self.matches(model.case());
        let is_typed = !text.trim().is_empty();
        let chosen = matching.get(self.at).filter(|_| is_typed || self.at > 0);
        let head = self.head(model, width);
        let claim = self
            .claims
            .first()
            .and_then(|id| model.case().claims.get(*id))
            .map(AsRef::as_ref);
        let target = match chosen {
            _ if self.typed_url(model.case()).is_some() => Some("the address".to_owned()),
            Some(NamedSource::Known(id)) => {
                let of = |source| nature(claim, source, self.question);
                let nature = self.nature.unwrap_or_else(|| of(*id));
                Some(format!("{}, {nature}", source_name(model, *id)))
            }
            Some(NamedSource::New(name)) => Some(format!("new source {}", visible(name))),
            None => None,
        };
        let arrow = if model.prefs.is_unicode { "→" } else { "->" };
        let target = target.map_or(String::new(), |name| format!("  {arrow} {name}"));
        // If the matched name does not fit beside the typed text, it gets the row above.
        let fits_beside = cells(&head) + cells(&visible(&text)) + cells(&target) < width;
        let beside = if fits_beside { cells(&target) } else { 0 };
        let room = width.saturating_sub(cells(&head) + beside + 1).max(8);
        let (typed, (_, cell)) = self.field.drawn(room);
        let caret = cells(&head) + cell;
        let mut rows = Vec::new();
        if let Some(focus) = model.focus.claim.filter(|id| !self.claims.contains(id)) {
            let claims = if self.claims.len() == 1 {
                "claim"
            } else {
                "claims"
            };
            let marked = format!(
                "For marked {claims} {}, not claim {} in focus.",
                model.numbers(&self.claims),
                model.number(focus)
            );
            let row = clip(&marked, width.saturating_sub(1)).into_owned();
            rows.push(Line::styled(format!(" {row}"), theme.active()));
        }
        if !is_typed || self.digit().is_some() {
            let choices = digits(model, &self.list, self.last);
            let choices = choices
                .into_iter()
                .map(|(digit, word)| format!("{digit} {word}"));
            let choices = in_rows(choices, width.saturating_sub(1));
            rows.extend(choices.into_iter().map(|row| Line::raw(format!(" {row}"))));
        }
        if !fits_beside {
            let row = clip(target.trim_start(), width.saturating_sub(1)).into_owned();
            rows.push(Line::styled(format!(" {row}"), theme.active()));
        }
        let mut spans = vec![
            Span::styled(head, theme.bold()),
            Span::raw(typed.concat().trim_end().to_owned()),
        ];
        if fits_beside {
            spans.push(Span::styled(target, theme.active()));
        }
        rows.push(Line::from(spans));
        Some((rows, caret))
    }

    fn footer(&self, model: &Model) -> Vec<Hint> {
        let enter = match self.typed_url(model.case()) {
            Some(_) => "keep the address",
            None => "attach",
        };
        let next = match self.stance {
            Stance::Supports => "refutes",
            Stance::Refutes => "context",
            Stance::Context => "supports",
        };
        let mut keys = hints(&[
            ("Enter", enter),
            ("Tab", next),
            ("Down", "all fields"),
            ("Esc", "close"),
        ]);
        if self.field.is_empty() {
            keys.insert(0, ("0-9".to_owned(), "a source"));
        } else {
            keys.push(("Up".to_owned(), "another match"));
        }
        keys
    }

    fn is_valid(&self, model: &Model, _: bool) -> bool {
        self.claims.iter().all(|id| model.case().claims.has(*id))
    }

    fn field(&mut self) -> Option<&mut Field> {
        Some(&mut self.field)
    }

    fn typed(&mut self, _: &mut Model) -> Option<Action> {
        self.changed();
        None
    }

    /// A pasted address becomes the item's address. Other words belong to the source's name.
    fn paste(&mut self, model: &mut Model, text: &str) -> Option<Action> {
        if let Some(url) = url_in(text) {
            self.set_url(model.case(), url);
        } else {
            self.field.insert(text);
            self.changed();
        }
        None
    }

    fn unsent(&self, model: &Model) -> Option<Unsent> {
        Some(Unsent {
            of: self.unsent_key(),
            title: format!(
                "{} evidence for claim {}",
                self.question.capitals(),
                model.numbers(&self.claims)
            ),
            at: model.now,
            fields: vec![
                Typed::new("source", "", self.field.text()),
                Typed::new("quote", "", self.quote.as_str()),
                Typed::new("url", "", self.url.as_str()),
                Typed::new(STANCE, self.first.name(), self.own_stance.name()),
            ],
        })
    }

    /// A line with a paste is new, so older unsent text is not restored into it.
    fn wants_unsent(&self) -> bool {
        self.quote.is_empty() && self.url.is_empty()
    }

    fn restore_unsent(&mut self, _: &Model, unsent: &Unsent) -> Restored {
        for field in &unsent.fields {
            match field.name.as_str() {
                "source" => self.field.set_replaceable(&field.text),
                "quote" => self.quote.clone_from(&field.text),
                "url" => self.url.clone_from(&field.text),
                STANCE => self.own_stance = field.text.parse().unwrap_or(self.own_stance),
                _ => {}
            }
        }
        self.changed();
        Restored::Visible
    }

    fn clear(&mut self, _: &Model) {
        self.field.set("");
        self.quote.clear();
        self.url.clear();
    }
}

/// The default stance of new evidence: the one that agrees with the person's own ruling on the
/// question, else with the standing. If claims differ or nobody has ruled, it supports.
fn suggested_stance(model: &Model, claims: &[ClaimId], question: Question) -> Stance {
    let about_claim = |id: &ClaimId| {
        let claim = model.case().claims.get(*id)?;
        let mine = last_own_ruling(claim, model.person.as_deref(), question);
        let mine = mine.filter(|ruling| ruling.of == claim.subject_hash(question));
        let ruling = mine.or_else(|| standing_of(claim, question).by)?;
        ruling.verdict.map(Stance::showing)
    };
    let mut stances = claims.iter().map(about_claim);
    let first = stances.next().flatten();
    first
        .filter(|_| stances.all(|other| other == first))
        .unwrap_or(Stance::Supports)
}

/// The key under which unsent text of an evidence line is stored.
pub fn line_key(claims: &[ClaimId], question: Question) -> String {
    let ids: Vec<_> = claims.iter().map(ToString::to_string).collect();
    format!("line {} {question}", ids.join(" "))
}

/// The source that has this host in its own address or in an address of its evidence.
fn source_at(case: &Case, at: &str) -> Option<SourceId> {
    if at.is_empty() {
        return None;
    }
    let of_source = case.sources.iter().find(|source| host(&source.url) == at);
    let mut items = case.claims.iter().flat_map(|claim| &claim.evidence);
    let mut of_item = || items.find(|item| host(&item.url) == at);
    of_source
        .map(|source| source.id)
        .or_else(|| of_item().map(|item| item.source))
}

/// The text as a URL, if it is one.
pub fn url_in(text: &str) -> Option<&str> {
    let text = text.trim();
    let is_url = (text.starts_with("https://") || text.starts_with("http://"))
        && !text.contains(char::is_whitespace);
    is_url.then_some(text)
}

/// The choices for digits: the names of sources. For `0`, also the stance of its last use.
pub fn digits(model: &Model, list: &[SourceId], last: Option<UsedSource>) -> Vec<(char, String)> {
    let named = |id: SourceId| clip(&source_name(model, id), 16).into_owned();
    let names = list.iter().map(|id| named(*id));
    let mut choices: Vec<(char, String)> = ('1'..='9').zip(names).collect();
    choices.extend(last.map(|shown| {
        let nature = match shown.nature {
            Some(Nature::Primary) => " primary",
            _ => "",
        };
        let (name, stance) = (named(shown.source), shown.stance);
        ('0', format!("{name}: {stance}{nature}"))
    }));
    choices
}

/// The default nature of an item: a source of the claim's chain is primary for *said*; everything
/// else is secondary.
pub fn nature(claim: Option<&Claim>, source: SourceId, question: Question) -> Nature {
    let is_own = claim.is_some_and(|claim| claim.chain().contains(&source));
    if question == Question::Said && is_own {
        Nature::Primary
    } else {
        Nature::Secondary
    }
}

/// The sources that match the text, best first, then the new source with this name. Sources that
/// are only similar come after the new source, so that nobody selects one by mistake.
pub fn proposals(case: &Case, typed: &str, recent: &[SourceId]) -> Vec<NamedSource> {
    let typed = typed.trim();
    if typed.is_empty() {
        return recent.iter().copied().map(NamedSource::Known).collect();
    }
    let names: Vec<&str> = case
        .sources
        .iter()
        .map(|source| source.name.as_str())
        .collect();
    let mut exact = Vec::new();
    let mut similar = Vec::new();
    for index in rank(typed, names.iter().copied()) {
        if let Some(source) = case.sources.get_at(index) {
            if contains_all_words(typed, &source.name) {
                exact.push(NamedSource::Known(source.id));
            } else {
                similar.push(NamedSource::Known(source.id));
            }
        }
    }
    if source_named(case, typed).is_none() {
        exact.push(NamedSource::New(typed.to_owned()));
    }
    exact.append(&mut similar);
    exact
}
