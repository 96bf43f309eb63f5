//! The table of claims, one row each: text, attribution, standings, evidence.

use super::cells::{offset, time};
use crate::case::standing::{CurrentStanding, standing_of};
use crate::case::{Case, Claim, LinkKind, Question, Reason, Ruling, Stance, Timestamp};
use crate::export::Options;

/// A column: its header, and the cell for a claim.
type Column = (&'static str, fn(&Row<'_>) -> String);

/// The columns.
pub(super) const COLUMNS: &[Column] = &[
    ("number", |row| row.number.to_string()),
    ("id", |row| row.claim.id.to_string()),
    ("paragraph", |row| row.position(|span| span.paragraph)),
    ("start", |row| row.position(|span| span.start)),
    ("end", |row| row.position(|span| span.end)),
    ("text", |row| row.claim.text.clone()),
    ("wording", |row| row.claim.wording.clone()),
    ("place", |row| row.claim.place.clone()),
    ("unanchored", |row| {
        row.case.is_unanchored(row.claim).to_string()
    }),
    ("cue", |row| row.credit(|credit| credit.cue.clone())),
    ("hedge", |row| row.credit(|credit| credit.hedge.clone())),
    ("said_by", |row| row.case.said_by(row.claim).join("; ")),
    ("suggested", |row| {
        row.credit(|credit| credit.suggested.to_string())
    }),
    ("unsure", |row| row.claim.is_unsure().to_string()),
    ("key", |row| row.claim.key.to_string()),
    ("accused", |row| {
        row.case.source_names(&row.claim.accused).join("; ")
    }),
    ("said", |row| {
        row.said.map_or("", |said| said.standing.name()).to_owned()
    }),
    ("said_reason", |row| row.reason(Question::Said)),
    ("said_note", |row| row.note(Question::Said)),
    ("said_ruled_by", |row| row.by(Question::Said)),
    ("said_ruled_at", |row| row.at(Question::Said, time)),
    ("said_ruled_offset", |row| row.at(Question::Said, offset)),
    ("fact", |row| row.fact.standing.name().to_owned()),
    ("fact_reason", |row| row.reason(Question::Fact)),
    ("fact_note", |row| row.note(Question::Fact)),
    ("fact_ruled_by", |row| row.by(Question::Fact)),
    ("fact_ruled_at", |row| row.at(Question::Fact, time)),
    ("fact_ruled_offset", |row| row.at(Question::Fact, offset)),
    ("rulings", |row| row.claim.rulings.len().to_string()),
    ("said_supports", |row| {
        row.items(Question::Said, Stance::Supports)
    }),
    ("said_refutes", |row| {
        row.items(Question::Said, Stance::Refutes)
    }),
    ("said_context", |row| {
        row.items(Question::Said, Stance::Context)
    }),
    ("fact_supports", |row| {
        row.items(Question::Fact, Stance::Supports)
    }),
    ("fact_refutes", |row| {
        row.items(Question::Fact, Stance::Refutes)
    }),
    ("fact_context", |row| {
        row.items(Question::Fact, Stance::Context)
    }),
    ("said_origins", |row| row.origins(Question::Said)),
    ("fact_origins", |row| row.origins(Question::Fact)),
    ("evidence_from", |row| row.evidence_from()),
    ("evidence_suggested", |row| {
        let all = row.claim.evidence.iter();
        all.filter(|item| item.suggested).count().to_string()
    }),
    ("links", |row| row.links()),
    ("findings", |row| row.findings()),
    ("waivers", |row| row.waivers()),
];

/// A claim with its standings, which several columns need.
pub(super) struct Row<'a> {
    case: &'a Case,
    options: &'a Options<'a>,
    claim: &'a Claim,
    number: usize,
    said: Option<CurrentStanding<'a>>,
    fact: CurrentStanding<'a>,
}

/// The rows of the selected claims.
pub(super) fn rows<'a>(case: &'a Case, options: &'a Options<'a>) -> Vec<Row<'a>> {
    let selected = case
        .numbered()
        .filter(|(_, claim)| options.asks_for(claim.id));
    let row = |(number, claim): (usize, &'a std::sync::Arc<Claim>)| {
        let said = claim.attribution.as_ref();
        Row {
            case,
            options,
            claim,
            number,
            said: said.map(|_| standing_of(claim, Question::Said)),
            fact: standing_of(claim, Question::Fact),
        }
    };
    selected.map(row).collect()
}

impl Row<'_> {
    fn position(&self, part: fn(crate::case::Span) -> usize) -> String {
        self.case
            .anchor(self.claim)
            .map_or_else(String::new, |span| part(span).to_string())
    }

    fn credit(&self, part: fn(&crate::case::Attribution) -> String) -> String {
        self.claim
            .attribution
            .as_ref()
            .map_or_else(String::new, part)
    }

    /// The ruling that decides the standing of a question.
    fn ruling(&self, question: Question) -> Option<&Ruling> {
        match question {
            Question::Said => self.said?.by,
            Question::Fact => self.fact.by,
        }
    }

    fn reason(&self, question: Question) -> String {
        let reason = self.ruling(question).and_then(|ruling| ruling.reason);
        reason.map_or("", Reason::name).to_owned()
    }

    fn note(&self, question: Question) -> String {
        let ruling = self.ruling(question);
        ruling.map_or_else(String::new, |ruling| ruling.note.clone())
    }

    fn by(&self, question: Question) -> String {
        let ruling = self.ruling(question);
        ruling.map_or_else(String::new, |ruling| ruling.by.clone())
    }

    fn at(&self, question: Question, form: fn(Timestamp, &Options<'_>) -> String) -> String {
        let ruling = self.ruling(question);
        ruling.map_or_else(String::new, |ruling| form(ruling.at, self.options))
    }

    fn items(&self, question: Question, stance: Stance) -> String {
        let items = self.claim.evidence_on(question);
        items
            .filter(|item| item.stance == stance)
            .count()
            .to_string()
    }

    /// The number of independent origins of the evidence that supports the standing. For a disputed
    /// claim, of the evidence that refutes the claim.
    fn origins(&self, question: Question) -> String {
        let standing = match question {
            Question::Said => self.said,
            Question::Fact => Some(self.fact),
        };
        let Some(standing) = standing.map(|stands| stands.standing) else {
            return String::new();
        };
        let support = self.options.findings.graph().support(self.claim, question);
        support.behind(standing).origins.to_string()
    }

    /// The findings that are not waived.
    fn findings(&self) -> String {
        let findings = self.options.findings.on(self.claim.id).iter();
        let names: Vec<&str> = findings
            .filter(|finding| !finding.is_waived)
            .map(|finding| finding.standard.name())
            .collect();
        names.join("; ")
    }

    /// The sources of the evidence, without duplicates.
    fn evidence_from(&self) -> String {
        let mut names: Vec<&str> = Vec::new();
        for item in self.claim.items() {
            let name = self.case.sources.get(item.source);
            let name = name.map_or("", |source| source.name.as_str());
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join("; ")
    }

    fn links(&self) -> String {
        let links = self.case.links(self.claim);
        let links: Vec<String> = links
            .map(|link| format!("{} {}", LinkKind::name(link.kind), link.to))
            .collect();
        links.join("; ")
    }

    fn waivers(&self) -> String {
        let waivers = self.claim.waivers.iter();
        let waivers: Vec<&str> = waivers.map(|waiver| waiver.standard.as_str()).collect();
        waivers.join("; ")
    }
}
