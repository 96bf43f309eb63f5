//! Creates a case from paragraphs: a claim for each sentence that asserts something, and a source
//! for everybody to whom something is attributed.

use std::ops::Range;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::asserting::{asserts, without_headline};
use super::attribution::{
    Cast, Credit, Signs, Way, Who, credits, inside, is_transcript, left_open, spoken_by,
};
use super::detection::own_and_rules_language;
use super::language::{Language, words_of};
use super::sentences::sentences;
use super::turn::Role;
use super::{MAX_CLAIMS, Progress, Report};
use crate::case::ops::Proposed;
use crate::case::{
    Attribution, Case, Claim, Draft, IdGen, OrderedMap, Paragraph, Part, Source, SourceId, Span,
    source_named,
};
use crate::error::Error;
use crate::text;

/// How many cells a title may have that is the start of a paragraph.
const MAX_TITLE_CELLS: usize = 80;

/// The case of a story, made from its paragraphs and the roles that the format gives them.
pub(super) fn story(
    (paragraphs, roles): (Vec<Paragraph>, &[Role]),
    language: Option<Language>,
    name: &str,
    mint: &mut IdGen,
    report: &mut Report,
    progress: &mut Progress<'_>,
) -> Result<Case, Error> {
    let total_bytes: usize = paragraphs
        .iter()
        .map(|paragraph| paragraph.text().len())
        .sum();
    let mut bytes_read = 0;
    let mut case = Case::new(mint.id(|_| false), title_of(&paragraphs));
    language
        .map_or("", Language::code)
        .clone_into(&mut case.language);
    let headline = headline_of(&paragraphs);
    let mut cast = Cast::default();
    cast.is_transcript = is_transcript(paragraphs.iter().map(Paragraph::text), words_of(language));
    let texts: Vec<&str> = paragraphs.iter().map(Paragraph::text).collect();
    let continues = inside(&texts);
    let mut proposed: Vec<(Claim, Option<Credit>)> = Vec::new();
    let mut open_quotation = OpenQuotation::default();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let text = paragraph.text();
        let (own, rules_language) = own_and_rules_language(text, language);
        if let Some(other) = own.filter(|other| Some(*other) != language) {
            *report.others.entry(other.code()).or_default() += 1;
        }
        progress(share(bytes_read, total_bytes));
        bytes_read += text.len();
        let turn = match roles.get(index) {
            Some(Role::Label) => continue,
            Some(Role::Turn(turn)) => Some(turn),
            Some(Role::Text) | None => None,
        };
        if paragraph.part() == Part::Boilerplate {
            continue;
        }
        let language = rules_language;
        let words = words_of(language);
        let ranges = sentences(text, language);
        let ranges = turn.map_or(ranges.clone(), |turn| turn.sentences(ranges));
        // This check comes before the attributions are determined, since they take many times as
        // long.
        check_claim_count(proposed.len() + ranges.len())?;
        cast.is_inside = continues.get(index).copied().unwrap_or_default();
        // The rules know only the supported languages: in others nobody is credited.
        let mut credits = match language {
            Some(_) => credits(text, &ranges, paragraph.part(), words, &mut cast),
            None => vec![None; ranges.len()],
        };
        // If the format names the speaker, the attribution is certain in any language.
        if let Some(turn) = turn.filter(|turn| !turn.speakers.is_empty()) {
            for credit in &mut credits {
                spoken_by(turn, words, credit, &mut cast);
            }
        }
        if let Some(Some(first)) = credits.first()
            && first.is_of_before
            && let Some((_, last)) = proposed.last_mut()
        {
            last.get_or_insert_with(|| first.of_sentence_before(&cast));
        }
        open_quotation.attribute_claims((text, cast.is_inside), &credits, &mut proposed);
        let first = proposed.len();
        for (range, credit) in ranges.into_iter().zip(credits) {
            let sentence = text.get(range.clone()).unwrap_or_default();
            if !asserts(paragraph.part(), sentence, words, credit.is_some(), report) {
                continue;
            }
            let range = match paragraph.part() {
                Part::Caption => without_headline(text, range, &headline),
                _ => Some(without_dash(text, range)),
            };
            let Some((range, words)) =
                range.and_then(|range| Some((range.clone(), text.get(range)?)))
            else {
                report.labels += 1;
                continue;
            };
            let span = Span {
                paragraph: index,
                start: range.start,
                end: range.end,
            };
            let mut claim = Claim::new(mint.id(|_| false), Some(span), words);
            claim.place = turn.map_or_else(String::new, |turn| turn.place(range.start).to_owned());
            proposed.push((claim, credit));
        }
        open_quotation.open(text, first, &proposed);
    }
    case.draft = Some(Arc::new(Draft::new(name, paragraphs)));
    Ok(finish(case, proposed, &cast, mint, report))
}

/// The headline in lower case, without punctuation at its end. Empty if there is none.
fn headline_of(paragraphs: &[Paragraph]) -> String {
    let mut titles = paragraphs
        .iter()
        .filter(|paragraph| paragraph.part() == Part::Title);
    let headline = titles.next().map(Paragraph::text).unwrap_or_default();
    headline.trim_end_matches(['.', '!', '…']).to_lowercase()
}

/// A quotation over several paragraphs of which only the last names the speaker.
#[derive(Default)]
struct OpenQuotation {
    /// The index of the first claim in the quotation. None if no quotation is open.
    from: Option<usize>,
}

impl OpenQuotation {
    /// At the end of the quotation, attributes its earlier claims to the speaker.
    fn attribute_claims(
        &mut self,
        (text, is_inside): (&str, bool),
        credits: &[Option<Credit>],
        proposed: &mut [(Claim, Option<Credit>)],
    ) {
        if !is_inside && !text.starts_with(['«', '“', '"']) {
            self.from = None;
        }
        let cued = credits
            .iter()
            .flatten()
            .find(|credit| !credit.cue.is_empty());
        let first = credits.first().and_then(Option::as_ref);
        let is_of_quotation = first.zip(cued).is_some_and(|(first, cued)| {
            first.chain == cued.chain && first.candidates == cued.candidates
        });
        // A paragraph in the middle of the quotation has no quotation mark, or only an opening one.
        let continues = left_open(text).is_some() || !text.contains(['«', '»', '“', '”', '"']);
        let Some(from) = self.from.filter(|_| !continues) else {
            return;
        };
        self.from = None;
        let Some(credit) = cued.filter(|_| is_of_quotation) else {
            return;
        };
        for (_, claim_credit) in proposed.iter_mut().skip(from) {
            *claim_credit = Some(Credit {
                cue: String::new(),
                hedge: String::new(),
                signs: Signs::of(Way::SameQuotation),
                ..credit.clone()
            });
        }
    }

    /// Records an unclosed quotation in this paragraph, unless one of the paragraph's claims has a
    /// cue such as "said".
    fn open(&mut self, text: &str, first: usize, proposed: &[(Claim, Option<Credit>)]) {
        let Some(open) = left_open(text) else {
            return;
        };
        if self.from.is_some() {
            return;
        }
        let is_in_quotation = |claim: &Claim| {
            let span = claim.span.as_ref();
            span.is_some_and(|span| span.start >= open)
        };
        let mut claims = proposed.iter().enumerate().skip(first);
        let from = claims.find(|(_, (claim, _))| is_in_quotation(claim));
        let is_cued = |(_, credit): &(Claim, Option<Credit>)| {
            let credit = credit.as_ref();
            credit.is_some_and(|credit| !credit.cue.is_empty())
        };
        self.from = from
            .map(|(index, _)| index)
            .filter(|_| !proposed.iter().skip(first).any(is_cued));
    }
}

/// A sentence without the dash after which speech continues: "…, – сказав Козак. – Ми йшли далі».
fn without_dash(text: &str, range: Range<usize>) -> Range<usize> {
    let sentence = text.get(range.clone()).unwrap_or_default();
    let rest = sentence
        .strip_prefix(['–', '—', '-'])
        .filter(|_| range.start > 0);
    let rest = rest.filter(|rest| rest.starts_with(char::is_whitespace));
    let rest = rest.map_or(sentence, str::trim_start);
    range.end - rest.len()..range.end
}

/// A part as a share of a whole.
#[allow(clippy::cast_precision_loss, reason = "a share for people to look at")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// The claims that would be proposed for a paragraph of the case if it had this kind. Sources that
/// the case already has are used for the same names.
pub fn proposals(case: &Case, paragraph: usize, part: Part, mint: &mut IdGen) -> Proposed {
    let text = case
        .draft
        .as_ref()
        .and_then(|draft| draft.paragraphs.get(paragraph));
    let Some(text) = text.filter(|_| part != Part::Boilerplate) else {
        return Proposed::default();
    };
    let only_paragraph = vec![Paragraph::new(part, text.text().to_owned())];
    let language = Language::of_code(&case.language);
    let Ok(new_case) = story(
        (only_paragraph, &[]),
        language,
        "",
        mint,
        &mut Report::default(),
        &mut |_| (),
    ) else {
        return Proposed::default();
    };
    let source_of_case = |source: &Source| source_named(case, &source.name);
    let existing: HashMap<SourceId, SourceId> = new_case
        .sources
        .iter()
        .filter_map(|source| Some((source.id, source_of_case(source)?.id)))
        .collect();
    let claims = new_case.claims.iter().map(|claim| {
        let mut claim = Claim::clone(claim);
        claim.span = claim.span.map(|span| Span { paragraph, ..span });
        for id in claim
            .attribution
            .iter_mut()
            .flat_map(|credit| credit.chain.iter_mut().chain(&mut credit.candidates))
        {
            *id = existing.get(id).copied().unwrap_or(*id);
        }
        claim
    });
    let sources = new_case
        .sources
        .iter()
        .filter(|source| !existing.contains_key(&source.id))
        .map(|source| {
            let mut source = Source::clone(source);
            for id in &mut source.relies_on {
                *id = existing.get(id).copied().unwrap_or(*id);
            }
            source
        });
    Proposed {
        claims: claims.collect(),
        sources: sources.collect(),
    }
}

/// The title of a story: its headline, else the start of its first body paragraph.
fn title_of(paragraphs: &[Paragraph]) -> String {
    let first = |part: Part| {
        paragraphs
            .iter()
            .find(|paragraph| paragraph.part() == part)
            .map(Paragraph::text)
    };
    let start = || {
        first(Part::Body)
            .or(paragraphs.first().map(Paragraph::text))
            .unwrap_or_default()
    };
    first(Part::Title).map_or_else(
        || text::clip(start(), MAX_TITLE_CELLS).into_owned(),
        str::to_owned,
    )
}

/// Returns an error if there are more than [`MAX_CLAIMS`] claims.
pub(super) fn check_claim_count(claims: usize) -> Result<(), Error> {
    if claims <= MAX_CLAIMS {
        return Ok(());
    }
    Err(Error::refused(
        format!("this makes more than {MAX_CLAIMS} claims, so it is not a story"),
        "save the part that you want to check as a separate file, and name that file".to_owned(),
    ))
}

/// The case with its claims and their sources.
pub(super) fn finish(
    mut case: Case,
    proposed: Vec<(Claim, Option<Credit>)>,
    cast: &Cast,
    mint: &mut IdGen,
    report: &mut Report,
) -> Case {
    let mut sources = Sources {
        cast,
        sources: HashMap::new(),
    };
    report.claims = proposed.len();
    #[cfg(test)]
    super::attribution::note_ways(
        proposed
            .iter()
            .map(|(_, credit)| credit.as_ref().map(|credit| credit.signs)),
    );
    let claim = |(mut claim, credit): (Claim, Option<Credit>)| {
        claim.attribution = credit.and_then(|credit| sources.attribution(credit, mint));
        let is_unsure = !claim.candidates().is_empty();
        report.unsure += usize::from(is_unsure);
        report.attributed += usize::from(claim.attribution.is_some() && !is_unsure);
        Arc::new(claim)
    };
    case.claims = proposed.into_iter().map(claim).collect();
    case.sources = sources.into_map();
    let credited: HashSet<SourceId> = case
        .claims
        .iter()
        .filter_map(|claim| claim.attribution.as_ref())
        .flat_map(|credit| credit.chain.iter().copied())
        .collect();
    report.sources = credited.len();
    case.language.clone_into(&mut report.language);
    case
}

/// Creates the sources of a case from the people and bodies to whom claims are attributed.
struct Sources<'a> {
    cast: &'a Cast,
    sources: HashMap<Who, Source>,
}

impl Sources<'_> {
    /// The attribution for a credit. Sources that do not exist yet are created.
    fn attribution(&mut self, credit: Credit, mint: &mut IdGen) -> Option<Attribution> {
        let mut source_ids = |people: &[Who]| -> Vec<SourceId> {
            people
                .iter()
                .filter_map(|who| self.source(*who, mint))
                .collect()
        };
        let (mut chain, mut candidates) =
            (source_ids(&credit.chain), source_ids(&credit.candidates));
        // A single candidate needs no choice, so it becomes the chain. An attribution has either a
        // chain or several candidates.
        if candidates.len() < 2 {
            chain.append(&mut candidates);
        } else {
            chain.clear();
        }
        (!chain.is_empty() || !candidates.is_empty()).then_some(Attribution {
            cue: credit.cue,
            hedge: credit.hedge,
            chain,
            candidates,
            suggested: true,
        })
    }

    fn source(&mut self, who: Who, mint: &mut IdGen) -> Option<SourceId> {
        if let Some(source) = self.sources.get(&who) {
            return Some(source.id);
        }
        let somebody = self.cast.get(who)?;
        let mut source = Source::new(mint.id(|_| false), somebody.name.as_str());
        source.kind = somebody.kind;
        source.suggested = true;
        let id = source.id;
        self.sources.insert(who, source);
        Some(id)
    }

    /// All sources, with the sources on which they rely.
    fn into_map(mut self) -> OrderedMap<Source> {
        let ids: HashMap<Who, SourceId> = self
            .sources
            .iter()
            .map(|(who, source)| (*who, source.id))
            .collect();
        for (who, source) in &mut self.sources {
            let relied_on = self
                .cast
                .get(*who)
                .map(|somebody| somebody.relies_on.as_slice());
            source.relies_on = relied_on
                .unwrap_or_default()
                .iter()
                .filter_map(|who| ids.get(who).copied())
                .collect();
        }
        self.sources.into_values().map(Arc::new).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::{Format, read_story};

    /// The names in the attribution of each claim of a story, the origin last.
    fn said(story: &str) -> Vec<String> {
        let (case, _) = read_story(story, Format::Plain, "x.txt", &mut IdGen::seeded(1)).unwrap();
        let name = |id: &SourceId| case.sources.iter().find(|one| one.id == *id);
        let of = |claim: &Arc<Claim>| {
            let credit = claim.attribution.as_ref();
            let chain = credit.map(|credit| credit.chain.iter().filter_map(name));
            let names: Option<Vec<&str>> =
                chain.map(|sources| sources.map(|one| one.name.as_str()).collect());
            names.unwrap_or_default().join(" < ")
        };
        case.claims.iter().map(of).collect()
    }

    #[test]
    fn a_quotation_over_paragraphs_has_one_speaker() {
        let story = "Тренер приехал в город вечером.\n\n«Мы начали хорошо. Забили быстро.\n\n\
                     Судью не обсуждаем.\n\nСнимок сделаем завтра», — сказал Иван Котов.\n\nДождь кончился.";
        let who = "Иван Котов";
        assert_eq!(said(story), ["", who, who, who, who, ""]);
        let story =
            "The coach came at night.\n\n“We began well. We scored.\n\n“It rained,” said Ann Lee.";
        assert_eq!(said(story), ["", "Ann Lee", "Ann Lee", "Ann Lee"]);
        let story =
            "The coach came at night.\n\n“We began well. We scored.\n\nIt rained, said Ann Lee.";
        assert_eq!(said(story).first().map(String::as_str), Some(""));
    }
}
