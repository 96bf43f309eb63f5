//! Queries: questions put to people, and what came back.

use super::{Stamp, claim_of, in_conflict, known, needs_person, refused, source_of, with_words};
use crate::case::Case;
use crate::case::between::split;
use crate::case::change::{Change, Edit, Swap};
use crate::case::id::{AnswerId, ClaimId, Mint, QueryId, SourceId};
use crate::case::query::{Answer, AnswerKind, Query};
use crate::case::time::Timestamp;
use crate::error::Error;
use crate::text::visible;

/// A query as a person gives it. See [`Query`] for what each field is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of Query")]
pub struct NewQuery {
    pub claims: Vec<ClaimId>,
    /// Where it is empty and `source` is given, that source's name.
    pub to: String,
    pub source: Option<SourceId>,
    pub behalf: Option<SourceId>,
    pub via: String,
    pub question: String,
    pub due: Option<Timestamp>,
    pub disclosed: String,
}

/// Puts a query about one or more claims. Suggested sources that it names become accepted ones.
///
/// Refuses no claims or an unknown one, no addressee, an unknown source, no question, and asking by
/// nobody.
pub fn ask(
    case: &Case,
    new: NewQuery,
    stamp: &Stamp<'_>,
    mint: &mut Mint,
) -> Result<(Edit, QueryId), Error> {
    needs_person(stamp, "a query")?;
    let mut query = Query {
        id: mint.id(|id: QueryId| case.has(id.into())),
        by: stamp.by.to_owned(),
        at: stamp.at,
        claims: new.claims,
        to: new.to,
        source: new.source,
        behalf: new.behalf,
        via: new.via.trim().to_owned(),
        question: new.question,
        due: new.due,
        disclosed: new.disclosed.trim().to_owned(),
        answers: Vec::new(),
    };
    let numbers = sound(case, &mut query)?;
    let (what, id) = (format!("query to {} about {numbers}", query.to), query.id);
    let mut changes = known(case, &named(&query));
    changes.push(Change::Query(Swap::new(query)));
    Ok((stamp.edit(what, changes), id))
}

/// Changes a query. Its id, person, time and answers stay. Once there is an answer, the question,
/// its addressee and what was disclosed to them stay, too: the answer refers to them.
///
/// Refuses an unknown query, what [`ask`] refuses, and a change without a person.
pub fn change_query(
    case: &Case,
    id: QueryId,
    change: impl FnOnce(&mut Query),
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let before = query_of(case, id)?;
    needs_person(stamp, "changing a query")?;
    let mut after = before.clone();
    change(&mut after);
    (after.id, after.at) = (before.id, before.at);
    after.by.clone_from(&before.by);
    after.answers.clone_from(&before.answers);
    sound(case, &mut after)?;
    if !before.answers.is_empty() && asked(before) != asked(&after) {
        return Err(refused(
            format!("{} has answered this query", visible(&before.to)),
            "put a new query; this one stays with its answer",
        ));
    }
    let what = format!("query to {} changed", after.to);
    let mut changes = known(case, &named(&after));
    let swap = Swap::changed(before.clone(), after);
    changes.extend(split(&Change::Query(swap)));
    Ok(stamp.edit(what, changes))
}

/// Notes what came back on a query.
///
/// Refuses an unknown query, an answer without words, and a note by nobody. Silence, a refusal and
/// "no comment" need no words.
pub fn answer(
    case: &Case,
    id: QueryId,
    text: &str,
    kind: AnswerKind,
    stamp: &Stamp<'_>,
    mint: &mut Mint,
) -> Result<(Edit, AnswerId), Error> {
    let query = query_of(case, id)?;
    needs_person(stamp, "an answer")?;
    let text = match kind {
        AnswerKind::Answer => with_words(text, "an answer needs words", "give it in their words")?,
        AnswerKind::Holding | AnswerKind::Refused | AnswerKind::NoComment => text.trim(),
    };
    let answer = Answer {
        id: mint.id(|id: AnswerId| case.has(id.into())),
        at: stamp.at,
        by: stamp.by.to_owned(),
        text: text.to_owned(),
        kind,
    };
    let answer_id = answer.id;
    let what = match kind {
        AnswerKind::Answer => format!("answer from {}", query.to),
        AnswerKind::Holding => format!("holding answer from {}", query.to),
        AnswerKind::Refused => format!("{} refuses to answer", query.to),
        AnswerKind::NoComment => format!("no comment from {}", query.to),
    };
    let edit = stamp.edit(what, vec![Change::Answer(id, Swap::new(answer))]);
    Ok((edit, answer_id))
}

/// The fields that an answer refers to: the question, its addressee, on whose behalf it was asked,
/// and what was disclosed.
fn asked(query: &Query) -> (&str, &str, Option<SourceId>, Option<SourceId>, &str) {
    let (source, behalf) = (query.source, query.behalf);
    (&query.question, &query.to, source, behalf, &query.disclosed)
}

/// Takes an answer away.
pub fn drop_answer(
    case: &Case,
    id: QueryId,
    answer: AnswerId,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let query = query_of(case, id)?;
    let Some(before) = query.answers.iter().find(|one| one.id == answer) else {
        return Err(refused(
            format!("the query to {} has no answer {answer}", visible(&query.to)),
            "the case may have changed meanwhile; look again",
        ));
    };
    needs_person(stamp, "dropping an answer")?;
    in_conflict(case, answer, "the answer")?;
    let what = format!("answer from {} dropped", query.to);
    Ok(stamp.edit(what, vec![Change::Answer(id, Swap::gone(before.clone()))]))
}

/// Takes a query away, with its answers.
pub fn drop_query(case: &Case, id: QueryId, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    let query = query_of(case, id)?;
    needs_person(stamp, "dropping a query")?;
    in_conflict(case, id, "the query")?;
    for answer in &query.answers {
        in_conflict(case, answer.id, "an answer to the query")?;
    }
    let what = format!("query to {} dropped", query.to);
    Ok(stamp.edit(what, vec![Change::Query(Swap::gone(query.clone()))]))
}

/// Makes a query fit to stand, or refuses it. The numbers of its claims.
fn sound(case: &Case, query: &mut Query) -> Result<String, Error> {
    let mut seen = Vec::new();
    query.claims.retain(|id| {
        let is_new = !seen.contains(id);
        seen.push(*id);
        is_new
    });
    if query.claims.is_empty() {
        return Err(refused(
            "a query is about at least one claim",
            "name the claims",
        ));
    }
    let numbers: Result<Vec<String>, Error> = query
        .claims
        .iter()
        .map(|id| claim_of(case, *id).map(|(_, number)| number.to_string()))
        .collect();
    let numbers = numbers?.join(", ");
    for id in named(query) {
        source_of(case, id)?;
    }
    if let (true, Some(id)) = (query.to.trim().is_empty(), query.source) {
        query.to.clone_from(&source_of(case, id)?.name);
    }
    query.to = with_words(&query.to, "a query needs an addressee", "say whom you ask")?.to_owned();
    let question = with_words(
        &query.question,
        "a query needs a question",
        "say what you ask",
    )?;
    query.question = question.to_owned();
    Ok(numbers)
}

fn named(query: &Query) -> Vec<SourceId> {
    query.named_sources().collect()
}

fn query_of(case: &Case, id: QueryId) -> Result<&Query, Error> {
    let found = case.queries.iter().find(|query| query.id == id);
    found.ok_or_else(|| {
        refused(
            format!("there is no query {id}"),
            "the case may have changed meanwhile; look again",
        )
    })
}
