//! Attaching evidence: an item of one source for one or more claims, as one edit, however it was asked for.

use crate::case::deeds::{self, NewEvidence, Together};
use crate::case::{
    Case, Change, Claim, ClaimId, Date, Edit, Evidence, EvidenceId, Nature, Question, Refusal,
    SourceId, Stance, Timestamp,
};
use crate::text::{counted, visible};

use crate::workbench::Turn;
use crate::workbench::actions::evidence::source_of;
use crate::workbench::actions::report::about;
use crate::workbench::message::{Message, Shown};
use crate::workbench::model::Model;
use crate::workbench::popup::Named;
use crate::workbench::template::template;

/// An item to be attached.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// To these claims.
    pub claims: &'a [ClaimId],
    /// On this question.
    pub question: Question,
    /// Which way it points.
    pub stance: Stance,
    /// Whether it is primary, if a person has said so.
    pub nature: Option<Nature>,
    /// Its words.
    pub quote: &'a str,
    /// Where it stands.
    pub url: &'a str,
}

impl Item<'_> {
    /// As it is for one of the claims.
    fn on(&self, claim: Option<&Claim>, source: SourceId, today: Date) -> NewEvidence {
        NewEvidence {
            nature: self
                .nature
                .unwrap_or_else(|| nature(claim, source, self.question)),
            quote: self.quote.to_owned(),
            url: self.url.to_owned(),
            accessed: (!self.url.is_empty()).then_some(today),
            ..NewEvidence::new(source, self.question, self.stance)
        }
    }
}

/// Whether an item is primary unless a person says otherwise: a source in the claim's chain knows at first hand what it
/// said, and nothing else is known so by itself.
pub fn nature(claim: Option<&Claim>, source: SourceId, question: Question) -> Nature {
    let is_own = claim.is_some_and(|claim| claim.chain().contains(&source));
    if question == Question::Said && is_own {
        Nature::Primary
    } else {
        Nature::Secondary
    }
}

/// The day that a time is on for this person.
pub fn day_of(at: Timestamp, zone: &jiff::tz::TimeZone) -> Date {
    at.instant().to_zoned(zone.clone()).date().into()
}

/// Whether a claim has this item already: the same source on the same question, with the same words and place.
pub fn has(claim: &Claim, new: &NewEvidence) -> bool {
    claim.items().any(|item| {
        item.source == new.source
            && item.question == new.question
            && item.quote.trim() == new.quote.trim()
            && item.locator.trim() == new.locator.trim()
            && item.url.trim() == new.url.trim()
    })
}

/// Why nothing was attached, where everything was there already.
pub fn is_there_already(model: &Model, source: SourceId, question: Question) -> String {
    let name = name(model.case(), source);
    let is_it = |item: &&Evidence| item.source == source && item.question == question;
    // Which way it points may be what a person wants to change.
    let there = model
        .claim()
        .and_then(|claim| claim.evidence.iter().find(is_it));
    let stance = there.map_or_else(String::new, |item| format!(", as {}", item.stance));
    format!(
        "{name} is attached on {} already{stance}: nothing is attached twice",
        question.capitals()
    )
}

/// What came of it.
pub enum Came {
    /// It was attached, which has been said.
    Attached,
    /// Every claim has it already: why, in words.
    Nothing(String),
    /// It could not be made, which has been said.
    Refused,
}

/// Attaches an item of this source, which is made if it is new, and says so.
pub fn attach(model: &mut Model, item: Item<'_>, named: &Named, turn: &mut Turn<'_>) -> Came {
    let today = day_of(turn.at, &model.manner.zone);
    let lacks = |id: &ClaimId| match named {
        Named::New(_) => true,
        Named::Known(source) => model
            .case()
            .claims
            .get(*id)
            .is_some_and(|claim| !has(claim, &item.on(Some(claim.as_ref()), *source, today))),
    };
    let claims: Vec<ClaimId> = item.claims.iter().copied().filter(lacks).collect();
    if let (true, Named::Known(source)) = (claims.is_empty(), named) {
        return Came::Nothing(is_there_already(model, *source, item.question));
    }
    let stamp = model.stamp(turn);
    let mut all = Together::on(model.case());
    let mut what = String::new();
    let mut made = source_of(&mut all, named, &stamp, turn.mint);
    for id in &claims {
        made = made.and_then(|source| {
            let new = item.on(all.case().claims.get(*id).map(AsRef::as_ref), source, today);
            let edit = deeds::add_evidence(all.case(), *id, new, &stamp, turn.mint)?;
            what.clone_from(&edit.what);
            all.take(edit)?;
            Ok(source)
        });
    }
    if claims.len() > 1 {
        let question = item.question.capitals();
        what = format!("{}: {question} evidence", counted(claims.len(), "claim"));
    }
    let (source, edit) = match made {
        Ok(source) => (source, all.edit(what, &stamp)),
        Err(refusal) => {
            model.refuse(&refusal);
            return Came::Refused;
        }
    };
    let items = items_of(&edit);
    if !model.make(Ok(edit), turn) {
        return Came::Refused;
    }
    let shown = Shown {
        source,
        stance: item.stance,
        nature: item.nature,
    };
    remember(model, shown, &claims);
    model.recall.attached = items;
    say(model, &claims, item.claims.len() - claims.len());
    Came::Attached
}

/// Remembers what was attached to which claims, for the next digit and for the same again.
pub fn remember(model: &mut Model, shown: Shown, claims: &[ClaimId]) {
    model.used(shown.source);
    model.recall.last = Some(shown);
    let last = model.recall.ruled.last();
    if claims.iter().any(|id| last == Some(id)) {
        model.recall.evidence = Some(shown);
    }
}

/// The items that an edit brings.
pub fn items_of(edit: &Edit) -> Vec<(ClaimId, EvidenceId)> {
    let brought = |change: &Change| match change {
        Change::Evidence(claim, swap) => Some((*claim, swap.after.as_ref()?.id)),
        _ => None,
    };
    edit.changes.iter().filter_map(brought).collect()
}

/// Says what has just been attached, and offers to make it primary or not; so many claims had it already.
pub fn say(model: &mut Model, claims: &[ClaimId], had: usize) {
    let item = model.recall.attached.first().and_then(|(claim, id)| {
        let claim = model.case().claims.get(*claim)?;
        claim.evidence.iter().find(|item| item.id == *id).cloned()
    });
    let Some(item) = item else { return };
    let other = match item.nature {
        Nature::Primary => Nature::Secondary,
        Nature::Secondary => Nature::Primary,
    };
    let had = match had {
        0 => String::new(),
        had => format!(" {} had it already.", counted(had, "claim")),
    };
    model.message = Message {
        tail: format!(
            "{} {}: {}, {}, attached.{had}",
            item.question.capitals(),
            item.stance,
            name(model.case(), item.source),
            item.nature
        ),
        asks: match other {
            Nature::Primary => model.fill(template!("{primary} primary")),
            Nature::Secondary => model.fill(template!("{primary} secondary")),
        },
        ..about(model, claims)
    };
}

/// A source's name, as it is shown.
pub fn name(case: &Case, source: SourceId) -> String {
    let source = case.sources.get(source);
    source
        .map(|source| visible(&source.name).into_owned())
        .unwrap_or_default()
}

/// `p`: what has just been attached is primary; again takes that back.
pub fn primary(model: &mut Model, turn: &mut Turn<'_>) {
    let attached = model.recall.attached.clone();
    let nature_of = |case: &Case, (claim, id): &(ClaimId, EvidenceId)| {
        let claim = case.claims.get(*claim)?;
        let item = claim.evidence.iter().find(|item| item.id == *id)?;
        Some(item.nature)
    };
    let first = attached
        .first()
        .and_then(|item| nature_of(model.case(), item));
    let to = match first {
        Some(Nature::Secondary) => Nature::Primary,
        Some(Nature::Primary) => Nature::Secondary,
        None => return,
    };
    let stamp = model.stamp(turn);
    let mut all = Together::on(model.case());
    let mut made: Result<(), Refusal> = Ok(());
    for item in &attached {
        if nature_of(all.case(), item).is_none_or(|nature| nature == to) {
            continue;
        }
        made = made.and_then(|()| {
            let (claim, id) = *item;
            let change = |item: &mut crate::case::Evidence| item.nature = to;
            let edit = deeds::change_evidence(all.case(), claim, id, change, &stamp)?;
            all.take(edit)
        });
    }
    let claims: Vec<ClaimId> = attached.iter().map(|(claim, _)| *claim).collect();
    let what = match claims.as_slice() {
        [id] => format!("{} evidence {to}", model.number(*id)),
        claims => format!("{}: evidence {to}", counted(claims.len(), "claim")),
    };
    let edit = made.map(|()| all.edit(what, &stamp));
    if model.make(edit, turn) {
        let recall = &mut model.recall;
        let last = recall.last.map(|shown| shown.source);
        for shown in [&mut recall.last, &mut recall.evidence] {
            if let Some(shown) = shown
                && Some(shown.source) == last
            {
                shown.nature = Some(to);
            }
        }
        say(model, &claims, 0);
    }
}
