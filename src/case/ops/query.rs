//! Operations on queries: ask, change, answer, drop.

use super::{
    Stamp, accept_sources, claim_of, refuse_if_conflicted, refused, require_person, require_text,
    source_of,
};
use crate::case::Case;
use crate::case::between::split;
use crate::case::change::{Change, Edit, Swap};
use crate::case::id::{AnswerId, ClaimId, IdGen, QueryId, SourceId};
use crate::case::query::{Answer, AnswerKind, Query};
use crate::case::time::Timestamp;
use crate::error::Error;
use crate::text::visible;

/// The input for a query. The fields are those of [`Query`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of Query")]
pub struct NewQuery {
    pub claims: Vec<ClaimId>,
    /// The name of the addressee. If it is empty, the name of `source` is used.
    pub to: String,
    pub source: Option<SourceId>,
    pub behalf: Option<SourceId>,
    pub via: String,
    pub question: String,
    pub due: Option<Timestamp>,
    pub disclosed: String,
}

/// Adds a query about one or more claims. Suggested sources in it become accepted.
///
/// Errors: no claim or an unknown one; no addressee; an unknown source; no question; no person.
pub fn ask(
    case: &Case,
    new: NewQuery,
    stamp: &Stamp<'_>,
    mint: &mut IdGen,
) -> Result<(Edit, QueryId), Error> {
    require_person(stamp, "a query")?;
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
    let numbers = validate(case, &mut query)?;
    let (what, id) = (format!("query to {} about {numbers}", query.to), query.id);
    let mut changes = accept_sources(case, &source_ids(&query));
    changes.push(Change::Query(Swap::new(query)));
    Ok((stamp.edit(what, changes), id))
}

/// Changes a query. Its id, person, time and answers stay. Once it has an answer, the question, its
/// addressee, the source it was asked about and what was disclosed stay too, since the answer
/// refers to them.
///
/// Errors: an unknown query; an input that [`ask`] refuses; no person.
pub fn change_query(
    case: &Case,
    id: QueryId,
    change: impl FnOnce(&mut Query),
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let before = query_of(case, id)?;
    require_person(stamp, "changing a query")?;
    let mut after = before.clone();
    change(&mut after);
    (after.id, after.at) = (before.id, before.at);
    after.by.clone_from(&before.by);
    after.answers.clone_from(&before.answers);
    validate(case, &mut after)?;
    if !before.answers.is_empty() && fields_of_answer(before) != fields_of_answer(&after) {
        return Err(refused(
            format!("{} has answered this query", visible(&before.to)),
            "put a new query; this one stays with its answer",
        ));
    }
    let what = format!("query to {} changed", after.to);
    let mut changes = accept_sources(case, &source_ids(&after));
    let swap = Swap::changed(before.clone(), after);
    changes.extend(split(&Change::Query(swap)));
    Ok(stamp.edit(what, changes))
}

/// Adds an answer to a query. Only [`AnswerKind::Answer`] needs a text.
///
/// Errors: an unknown query; no text; no person.
pub fn answer(
    case: &Case,
    id: QueryId,
    text: &str,
    kind: AnswerKind,
    stamp: &Stamp<'_>,
    mint: &mut IdGen,
) -> Result<(Edit, AnswerId), Error> {
    let query = query_of(case, id)?;
    require_person(stamp, "an answer")?;
    let text = match kind {
        AnswerKind::Answer => {
            require_text(text, "an answer needs words", "give it in their words")?
        }
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

/// The fields that an answer refers to: the question, its addressee, the source it was asked about,
/// and what was disclosed.
fn fields_of_answer(query: &Query) -> (&str, &str, Option<SourceId>, Option<SourceId>, &str) {
    let (source, behalf) = (query.source, query.behalf);
    (&query.question, &query.to, source, behalf, &query.disclosed)
}

/// Removes an answer.
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
    require_person(stamp, "dropping an answer")?;
    refuse_if_conflicted(case, answer, "the answer")?;
    let what = format!("answer from {} dropped", query.to);
    Ok(stamp.edit(what, vec![Change::Answer(id, Swap::gone(before.clone()))]))
}

/// Removes a query and its answers.
pub fn drop_query(case: &Case, id: QueryId, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    let query = query_of(case, id)?;
    require_person(stamp, "dropping a query")?;
    refuse_if_conflicted(case, id, "the query")?;
    for answer in &query.answers {
        refuse_if_conflicted(case, answer.id, "an answer to the query")?;
    }
    let what = format!("query to {} dropped", query.to);
    Ok(stamp.edit(what, vec![Change::Query(Swap::gone(query.clone()))]))
}

/// Normalises a query and checks it. Returns the numbers of its claims for messages.
fn validate(case: &Case, query: &mut Query) -> Result<String, Error> {
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
    for id in source_ids(query) {
        source_of(case, id)?;
    }
    if let (true, Some(id)) = (query.to.trim().is_empty(), query.source) {
        query.to.clone_from(&source_of(case, id)?.name);
    }
    query.to =
        require_text(&query.to, "a query needs an addressee", "say whom you ask")?.to_owned();
    let question = require_text(
        &query.question,
        "a query needs a question",
        "say what you ask",
    )?;
    query.question = question.to_owned();
    Ok(numbers)
}

fn source_ids(query: &Query) -> Vec<SourceId> {
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
