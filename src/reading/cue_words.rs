//! The words of attribution of a language: verbs of saying, phrases such as "according to", and
//! words that show that such a verb does not introduce a statement.

use std::collections::HashSet;

use serde::Deserialize;

use super::cases::Case;
use super::forms::{Endings, Forms};

/// Words of attribution: they introduce a speaker or source.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Cues {
    #[serde(deserialize_with = "forms")]
    pub verbs: HashSet<String>,
    #[serde(deserialize_with = "forms")]
    pub weak: HashSet<String>,
    pub addressed: HashSet<String>,
    #[serde(deserialize_with = "forms")]
    pub quoting: HashSet<String>,
    pub phrases: Vec<CaseWords>,
    pub venues: Vec<CaseWords>,
    pub audiences: Vec<CaseWords>,
    /// The `venues` after which a source has only seen a document: "obtained by".
    pub seen: HashSet<String>,
    pub citing: Vec<CaseWords>,
    pub of_before: Vec<String>,
    /// Words at the start of a sentence that only names the speaker of the previous sentence: "Так
    /// объяснил директор".
    pub so: Vec<String>,
    pub that: HashSet<String>,
    pub blocked_by: HashSet<String>,
    #[serde(deserialize_with = "forms")]
    pub not_denied: HashSet<String>,
    /// Verbs that are cues only after "not" or before a word of `dissent_with`.
    #[serde(deserialize_with = "forms")]
    pub dissent: HashSet<String>,
    /// Words after a verb of `dissent` that make it a cue without "not": "согласился с".
    pub dissent_with: HashSet<String>,
    pub progressive: HashSet<String>,
    pub hearsay: HashSet<String>,
    /// Words that refer to a body that was named before: "Там добавили".
    pub there: HashSet<String>,
    pub verbatim: Vec<String>,
    pub impersonal: HashSet<String>,
    pub idle: Vec<Idle>,
    pub idle_before: Vec<Idle>,
    pub between: HashSet<String>,
    #[serde(rename = "as")]
    pub as_: HashSet<String>,
    pub inverting: HashSet<String>,
    pub objects: HashSet<String>,
    /// Verbs for handling a document: "опубликовали".
    #[serde(deserialize_with = "forms")]
    pub handing: HashSet<String>,
    /// Weak verbs that are cues only with one of these objects after them: "backed calls for a
    /// bypass".
    pub telling: Vec<Idle>,
    /// Verbs that are cues only with these words right after them: "spoke of", "made clear that".
    pub phrasal: Vec<Idle>,
    /// Words between a subject and a verb of saying that do not change its meaning: "went on to".
    pub leading_in: Vec<String>,
    /// Participles that are cues after a form of "be", even without "that": "are urging".
    pub going_on: HashSet<String>,
    /// Words that start an indirect question after a weak verb: "recalled how".
    pub indirect: HashSet<String>,
    /// Verbs that are cues only with a court as the subject: "heard".
    pub hearing: HashSet<String>,
    /// Verbs that give an estimate: "put the toll at 12".
    pub valuing: HashSet<String>,
    /// Nouns for an opinion or statement, after its owner: "Lee's view is that".
    pub opinions: HashSet<String>,
    /// The `opinions` that can follow a preposition: "in Lee's view".
    pub own_words: HashSet<String>,
    /// Verbs that are cues only with one of these words after them: "дал понять".
    pub light: Vec<Idle>,
    /// Verbs that are cues if they are negated and one of these words is beside them: "вину не
    /// признал".
    pub denying: Vec<Idle>,
    /// Passive verbs that report the contents of a document: "в декларации указана".
    #[serde(deserialize_with = "forms")]
    pub written: HashSet<String>,
    /// Verbs that draw a conclusion from a document: "из доклада следует".
    pub emerging: HashSet<String>,
    /// Verbs that are cues with an infinitive, which says what the speaker wants: "рекомендовал
    /// закрыть".
    #[serde(deserialize_with = "forms")]
    pub urging: HashSet<String>,
    /// Endings of infinitives.
    pub infinitives: Endings,
    /// Endings of reflexive infinitives, which no noun has.
    pub reflexives: Endings,
    /// Conjunctions before what somebody wants: "чтобы".
    pub wishing: HashSet<String>,
    /// Words that open a clause in which somebody answers: "to which".
    pub answering: HashSet<String>,
    pub naming: HashSet<String>,
    #[serde(deserialize_with = "forms")]
    pub never: HashSet<String>,
    #[serde(deserialize_with = "forms")]
    pub relaying: HashSet<String>,
    pub no_sources: HashSet<String>,
    /// Verbs after which "in" introduces what somebody is accused of.
    #[serde(deserialize_with = "forms")]
    pub charging: HashSet<String>,
    pub nouns: HashSet<String>,
    pub measuring: HashSet<String>,
    pub reasons: Forms,
    #[serde(deserialize_with = "forms")]
    pub plain: HashSet<String>,
    pub participles: HashSet<String>,
    pub supposed: HashSet<String>,
    /// Words before a statement that is only compared or supposed: "than Lee says".
    pub supposing: HashSet<String>,
    /// Verbs whose subject is evidence and not a source if it is a thing without a name: "those
    /// facts suggest".
    pub evincing: HashSet<String>,
    /// Verbs that may report an observation and not a statement of experts: "researchers observed
    /// the moon".
    pub seeing: HashSet<String>,
    /// Verbs whose past tense is the same as the infinitive: "put".
    pub same_in_past: HashSet<String>,
}

/// Verbs that have another meaning with one of these objects: "reported a loss", "dismissed the
/// charges".
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Idle {
    #[serde(deserialize_with = "forms")]
    pub verbs: HashSet<String>,
    pub objects: HashSet<String>,
}

/// Words of attribution before a name, and the case that they require.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseWords {
    #[serde(default)]
    pub case: Case,
    pub words: Vec<String>,
}

/// Deserializes words. An entry may be a stem with several endings: `sa/id/ys/y` is "said", "says"
/// and "say".
fn forms<'de, D: serde::Deserializer<'de>>(from: D) -> Result<HashSet<String>, D::Error> {
    let entries = Vec::<String>::deserialize(from)?;
    let forms = entries.iter().flat_map(|entry| {
        let (stem, endings) = entry.split_once('/').unwrap_or((entry, ""));
        endings
            .split('/')
            .map(move |ending| format!("{stem}{ending}"))
    });
    Ok(forms.collect())
}
