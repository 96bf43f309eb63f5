//! The labels for standings, reasons and links. Some reasons read differently for *said* and
//! *fact*.

use crate::case::standing::standing_of;
use crate::case::{ClaimId, LinkKind, Question, Reason, Reliability, Ruling, Stance, Standing};
use crate::check::Severity;
use crate::text::{clip, counted, visible};
use crate::workbench::message::Message;
use crate::workbench::model::Model;

/// The glyph of a standing. Glyphs differ without colour, and in ASCII too.
pub fn glyph(standing: Standing, is_unicode: bool) -> &'static str {
    let (unicode, ascii) = match standing {
        Standing::Confirmed => ("✓", "+"),
        Standing::Disputed => ("✗", "x"),
        Standing::Unverified => ("?", "?"),
        Standing::Open => ("·", "."),
        Standing::Contested => ("≠", "/"),
        Standing::Stale => ("~", "~"),
        Standing::Aside => ("-", "-"),
    };
    if is_unicode { unicode } else { ascii }
}

/// A standing, with an explanation if its name needs one.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Unverified => "unverified: looked, not established",
        Standing::Contested => "contested: people differ, nobody has decided",
        Standing::Stale => "stale: words or credit changed since the ruling",
        other => other.name(),
    }
}

/// A reason in words.
pub fn reason(question: Question, reason: Reason) -> &'static str {
    match (question, reason) {
        (Question::Said, Reason::AsStated) => "in these words",
        (Question::Said, Reason::WithContext) => "in substance",
        (Question::Said, Reason::Contradicted) => "misquoted",
        (Question::Said, Reason::Misleading) => "out of context",
        (Question::Said, Reason::Denied) => "denies having said it",
        (_, Reason::AsStated) => "as stated",
        (_, Reason::WithContext) => "with context",
        (_, Reason::SourcesConflict) => "sources conflict",
        (_, Reason::NoAssertion) => "no assertion",
        (_, Reason::Elsewhere) => "said elsewhere",
        (_, other) => other.name(),
    }
}

/// A shorter label, for choices with little room.
pub fn short_reason(question: Question, of: Reason) -> &'static str {
    match (question, of) {
        (_, Reason::SourcesConflict) => "conflict",
        (Question::Said, Reason::Denied) => "denies it",
        _ => reason(question, of),
    }
}

/// The meaning of a reliability letter.
pub fn reliability(letter: Reliability) -> &'static str {
    match letter {
        Reliability::A => "completely reliable",
        Reliability::B => "usually reliable",
        Reliability::C => "fairly reliable",
        Reliability::D => "not usually reliable",
        Reliability::E => "unreliable",
        Reliability::F => "cannot be judged",
    }
}

/// The glyph of a stance.
pub fn stance(stance: Stance, is_unicode: bool) -> &'static str {
    match (stance, is_unicode) {
        (Stance::Supports, true) => "✓",
        (Stance::Supports, false) => "+",
        (Stance::Refutes, true) => "✗",
        (Stance::Refutes, false) => "x",
        (Stance::Context, true) => "·",
        (Stance::Context, false) => ".",
    }
}

impl Model {
    /// A glyph that this terminal can show.
    pub fn glyph(&self, standing: Standing) -> &'static str {
        glyph(standing, self.prefs.is_unicode)
    }

    /// The verdict of a ruling with its glyph: `✗ disputed`.
    pub fn ruled_word(&self, ruling: &Ruling) -> String {
        if ruling.is_withdrawal() {
            return "withdrawn".to_owned();
        }
        let standing = Standing::of(ruling.verdict);
        format!("{} {standing}", self.glyph(standing))
    }

    /// The head of a message about claims: the number and words of one claim, or the number of
    /// several.
    pub fn about(&self, claims: &[ClaimId]) -> Message {
        let [id] = claims else {
            return Message {
                head: counted(claims.len(), "claim"),
                ..Message::default()
            };
        };
        let claim = self.case().claims.get(*id);
        Message {
            head: self.number(*id).to_string(),
            quote: claim.map_or_else(String::new, |claim| visible(claim.shown()).into_owned()),
            ..Message::default()
        }
    }

    /// Shows a message about a claim.
    pub fn say_about(&mut self, claim: ClaimId, words: impl Into<String>) {
        self.message = Message {
            tail: words.into(),
            ..self.about(&[claim])
        };
    }

    /// The standings of a claim in words.
    pub fn standing_text(&self, id: ClaimId) -> String {
        let Some(claim) = self.case().claims.get(id) else {
            return String::new();
        };
        let standings: Vec<String> = claim
            .questions()
            .map(|question| {
                let standing = standing_of(claim, question).standing;
                format!(
                    "{} {} {standing}",
                    question.capitals(),
                    self.glyph(standing)
                )
            })
            .collect();
        format!("Now {}.", standings.join(", "))
    }

    /// Who said a claim, the origin first: `Amaq via CNN`. If nobody has chosen among its
    /// candidates yet, their number: `who? 2`.
    pub fn said_by(&self, id: ClaimId) -> String {
        let Some(claim) = self.case().claims.get(id) else {
            return String::new();
        };
        if claim.is_unsure() {
            return format!("who? {}", claim.candidates().len());
        }
        let names = self.case().said_by(claim);
        let names: Vec<_> = names.iter().rev().map(|name| visible(name)).collect();
        names.join(" via ")
    }

    /// The numbers of some claims, cut if there are many: `3, 7, 9`.
    pub fn numbers(&self, claims: &[ClaimId]) -> String {
        let numbers: Vec<String> = claims
            .iter()
            .map(|id| self.number(*id).to_string())
            .collect();
        clip(&numbers.join(", "), 30).into_owned()
    }
}

/// The sign of a severity.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "!",
        Severity::Warning => "*",
        Severity::Info => "-",
    }
}

/// The meaning of a kind of link.
pub fn link(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Contradicts => "both cannot be true",
        LinkKind::Repeats => "it says the same again",
        LinkKind::Updates => "it gives a later figure",
    }
}

/// A link's label on the claim that it leads to.
pub fn linked(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Contradicts => "contradicted by",
        LinkKind::Repeats => "repeated by",
        LinkKind::Updates => "superseded by",
    }
}
