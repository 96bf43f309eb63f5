//! Queries: questions put to the writer, a source or the accused about claims, and the answers.

use super::id::{AnswerId, ClaimId, QueryId, SourceId};
use super::record::record;
use super::time::Timestamp;
use super::words::words;

record! {
    /// A question put to somebody about one or more claims.
    pub struct Query {
        /// Minted once.
        required public id: QueryId as key,
        /// Who asks.
        required source by: String,
        /// When.
        required source at: Timestamp as key,
        /// About which claims.
        required public claims: Vec<ClaimId>,
        /// To whom: the addressee's name.
        required source to: String,
        /// The addressee, where that is a source of the case.
        optional source source: SourceId,
        /// The source that the addressee speaks for.
        optional source behalf: SourceId,
        /// By what way: mail, a call, a lawyer.
        default source via: String,
        /// The question.
        required source question: String,
        /// When the answer is due. A day alone ends at its last millisecond there.
        optional source due: Timestamp,
        /// What the addressee was told of the story.
        default source disclosed: String,
        /// What came back, in order of time and id.
        default source answers: Vec<Answer> as records,
    }
}

record! {
    /// What came back on a query.
    pub struct Answer {
        /// Minted once.
        required public id: AnswerId as key,
        /// When it came.
        required source at: Timestamp as key,
        /// Who noted it.
        required source by: String,
        /// Its words.
        required source text: String,
        /// What kind of answer it is.
        default public kind: AnswerKind,
    }
}

words! {
    /// What kind of answer came back.
    #[derive(Default)]
    pub enum AnswerKind, "kind of answer" {
        /// It was received, and an answer is to follow.
        Holding = "holding",
        /// An answer.
        #[default]
        Answer = "answer",
        /// They refuse to answer.
        Refused = "refused",
        /// "No comment".
        NoComment = "no-comment",
    }
}

impl Query {
    /// Whether nothing but holding answers has come back.
    pub fn is_waiting(&self) -> bool {
        self.answers
            .iter()
            .all(|answer| answer.kind == AnswerKind::Holding)
    }

    /// Whether the answer should have come by now.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.is_waiting() && self.due.is_some_and(|due| due < now)
    }
}
