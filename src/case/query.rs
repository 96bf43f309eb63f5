//! Queries: questions put to the writer, a source or the accused about claims, and the answers.

use super::closed_enum::closed_enum;
use super::id::{AnswerId, ClaimId, QueryId, SourceId};
use super::record::record;
use super::time::Timestamp;

record! {
    /// A question put to somebody about one or more claims.
    pub struct Query {
        /// The id; never changes.
        required public id: QueryId as key,
        /// The person who asked.
        required source by: String,
        /// When the query was made.
        required source at: Timestamp as key,
        /// The claims that the question is about.
        required public claims: Vec<ClaimId>,
        /// The name of the addressee.
        required source to: String,
        /// The addressee, if that is a source of the case.
        optional source source: SourceId,
        /// The source that the addressee speaks for.
        optional source behalf: SourceId,
        /// The channel: mail, a call, a lawyer.
        default source via: String,
        /// The question.
        required source question: String,
        /// The deadline. For a date without a time it is the last millisecond of that day.
        optional source due: Timestamp,
        /// What the addressee was told about the story.
        default source disclosed: String,
        /// The answers, by time and id.
        default source answers: Vec<Answer> as records,
    }
}

record! {
    /// An answer to a query.
    pub struct Answer {
        /// The id; never changes.
        required public id: AnswerId as key,
        /// When the answer came.
        required source at: Timestamp as key,
        /// The person who recorded the answer.
        required source by: String,
        /// The text of the answer.
        required source text: String,
        /// The kind of answer.
        default public kind: AnswerKind,
    }
}

closed_enum! {
    /// The kind of an answer.
    #[derive(Default)]
    pub enum AnswerKind, "kind of answer" {
        /// The addressee confirms receipt, and will answer later.
        Holding = "holding",
        /// An answer.
        #[default]
        Answer = "answer",
        /// The addressee refuses to answer.
        Refused = "refused",
        /// The addressee says "no comment".
        NoComment = "no-comment",
    }
}

impl Query {
    /// Whether there is no answer yet, except holding answers.
    pub fn is_waiting(&self) -> bool {
        self.answers
            .iter()
            .all(|answer| answer.kind == AnswerKind::Holding)
    }

    /// Whether the deadline has passed without an answer.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.is_waiting() && self.due.is_some_and(|due| due < now)
    }
}
