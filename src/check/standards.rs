//! The table of house standards. It contains only data; the checks are in `claims`, `items`,
//! `sources` and `story`.
//!
//! `factdesk check`, `check --explain` and the workbench take names, severities and explanations
//! from this table.

use crate::case::Standing;
use crate::case::closed_enum::closed_enum;

closed_enum! {
    /// The severity of a finding.
    pub enum Severity, "severity" {
        /// The case must not be published in this state.
        Error = "error",
        /// A person should check it.
        Warning = "warning",
        /// For information only.
        Info = "info",
    }
}

/// The description of a house standard.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// The severity of its findings, unless the house sets another.
    pub severity: Severity,
    /// What it requires, in one sentence.
    pub asks: &'static str,
    /// Why it is required.
    pub why: &'static str,
    /// An example of a case that violates it.
    pub example: &'static str,
    /// How to fix it. `{id}` is replaced by the key of the workbench command with that id.
    pub hint: &'static str,
    /// The id of the workbench command that fixes it; empty if several can.
    pub command: &'static str,
}

/// One row for each standard: severity, variant, name (and an earlier name), what it requires, the
/// command that fixes it, why, an example, and how to fix it.
macro_rules! standards {
    ($($severity:ident $variant:ident $name:literal $(| $old:literal)* $asks:literal $command:literal $why:literal $example:literal $hint:literal;)+) => {
        closed_enum! {
            /// A house standard, described by [`Standard::about`].
            pub enum Standard, "standard" {
                $(#[doc = $asks] $variant = $name $(| $old)*,)+
            }
        }

        impl Standard {
            /// The description of the standard.
            pub const fn about(self) -> About {
                match self {
                    $(Self::$variant => About {
                        severity: Severity::$severity, asks: $asks, command: $command, why: $why, example: $example, hint: $hint,
                    },)+
                }
            }
        }
    };
}

standards! {
    Error OpenClaim "open-claim"
        "Every question of every claim is ruled on or set aside."
        ""
        "A claim that nobody looked at goes out on the writer's word alone, and nobody remembers that it did."
        "\"At least 100 were injured\" has a tick on said, and fact is still open."
        "Rule on the question that is open, or set it aside with the reason why there is nothing to rule on.";
    Error ConfirmedWithoutEvidence "confirmed-without-evidence"
        "A fact that is confirmed has an item that supports it."
        "evidence"
        "A later reader of the case must be able to see what confirmed it. Only items on fact count: that somebody said it does not make it true."
        "\"ISIS took credit for others' attacks\" is confirmed from memory."
        "Add what shows it (a document, a record, a witness), or rule that it is unverified.";
    Error StaleRuling "stale-ruling"
        "No ruling is on words that have changed since."
        ""
        "A verdict belongs to the words that were ruled on. If the words, the wording or, for said, the chain changed, somebody has to look again."
        "\"40 were killed\" was confirmed; the draft now says \"60 were killed\"."
        "Rule again on the words as they are now.";
    Error Contested "contested"
        "Where people differ, somebody decides."
        "decide"
        "Two checkers who rule differently have both seen something. A case that goes out must not carry both answers."
        "mk confirmed it, ab disputed it, and neither ruling decides."
        "Talk, then let one decide with a note that says why: {decide} in the workbench, `factdesk tag CASE CLAIM VERDICT --decide --note WHY`.";
    Error SingleOrigin "single-origin"
        "What is confirmed, or disputed as wrong, has enough independent origins, or a primary item."
        "evidence"
        "Four outlets that repeat one agency are one origin. Origins are counted from the items on fact and everything that their sources rely on. That sources conflict, or that somebody denies it, is shown by those very sources and asks for no second origin."
        "\"40 were killed\" is confirmed by RIA, TASS and Interfax, which all rely on one official."
        "Add an item whose source does not rely on the same origin, or one primary item: a document, a recording, somebody who was there.";
    Error CircularSourcing "circular-sourcing"
        "No source relies on itself by way of others."
        "relies-on"
        "Where A has it from B and B has it from A, nobody is left who knew it first. Such a circle is no origin at all."
        "A blog cites an encyclopedia, whose article cites the blog."
        "Find out who had it first, and remove the wrong link from relies on.";
    Error QuoteNotFound "quote-not-found"
        "A quote is in the file that it is from."
        "open-item"
        "A quote that is not in its source is a misquote. Spacing and kinds of quotation marks do not matter."
        "The item quotes \"at least 100 injured\"; its file says \"more than 100 injured\"."
        "Copy the words from the file, or name the file that has them.";
    Error QuoteLeftOut "quote-left-out"
        "A quote that leaves words out says what its source says."
        "open-item"
        "A \"not\" that is left out reverses a sentence, and so do parts in another order. Left out over the end of a sentence, more than 30 words at one place, or a word like \"not\" right before the quote is a warning: somebody should look."
        "The file says \"the landlord is not permitted to terminate\", the item quotes \"the landlord is ... permitted to terminate\"."
        "Quote the words as they are in the file, with those that were left out.";
    Error ConfidentialExposed "confidential-exposed"
        "Nothing that goes out names a confidential source."
        "wording"
        "A source who was promised confidence must not be named in the story, in a claim, in a wording or in another source's name, nor by address or host. Quotes, locators and notes do not count here: redaction sees to them."
        "The wording of a claim says \"Ivan Petrenko saw the list\", and Ivan Petrenko is confidential."
        "Restate the words without the name, or stop marking the source confidential if the source agrees.";
    Error Unanchored "unanchored" | "adrift"
        "Every claim of a story is anchored where its words are."
        "anchor"
        "A claim whose words are no longer at its place in the draft is checked against nothing."
        "The claim says \"a shopping centre\"; the paragraph now says \"a concert hall\"."
        "Anchor it where its words are now, or drop it.";
    Error WeekdayMismatch "weekday-mismatch"
        "Every date exists, and the weekday beside it matches."
        ""
        "Such an error is easy to make, and any reader with a calendar finds it. The year is the one in the text, else that of the story."
        "\"Thursday, March 22\" in 2024, when it was a Friday."
        "Find out which of the two is right, and dispute the claim with a note or have the draft fixed.";
    Warning DisputedWithoutEvidence "disputed-without-evidence"
        "A fact that is disputed has an item that refutes it."
        "evidence"
        "The writer will ask what shows that it is wrong."
        "\"The announcement may be a fake\" is disputed, and no item says why."
        "Add what refutes it.";
    Warning RulingWithoutReason "ruling-without-reason"
        "Disputed and unverified come with a reason."
        "ruling"
        "A contradiction, a denial and two sources that conflict ask for different sentences in the story."
        "Fact is disputed, and nobody said whether it is contradicted or only denied."
        "Open your ruling and choose the reason.";
    Warning HearsayConfirmed "hearsay-confirmed"
        "That somebody said it is no evidence that it is true."
        "evidence"
        "Evidence on said shows that the words were spoken. Fact needs items of its own."
        "CNN's page is the only item, on said; fact is confirmed all the same."
        "Add evidence on fact, or rule that fact is unverified.";
    Warning AnonymousOnly "anonymous-only"
        "A fact does not rest on anonymous sources alone."
        "evidence"
        "Nobody can ask an unnamed person again, and no reader can weigh them."
        "\"Washington passed a warning on\" is confirmed by one official who would not be named."
        "Add an item from a named source, or a document.";
    Warning SaidNotChecked "said-not-checked"
        "Whether they said it is checked before whether it is true."
        "question"
        "A verdict on fact says nothing about whether the story quotes its source rightly."
        "Fact is confirmed; whether Russian media said so was never looked at."
        "Point at said with {question}, and rule on it.";
    Warning LinkUnseen "link-unseen"
        "Each link of a chain has been seen by its own item."
        "evidence"
        "Somebody who has only seen CNN does not know what Amaq said. An item on said by that very source counts, and so does a primary item of it on either question: a recording of the speaker shows what was said."
        "Said is confirmed for Amaq via CNN: CNN seen, Amaq not seen."
        "Look up what the link that was not seen said, and add it as evidence on said.";
    Warning AgainstUnanswered "against-unanswered"
        "A ruling answers the items that speak against it."
        "ruling"
        "An item that refutes what is confirmed, or supports what is disputed, must not be ignored. It is answered where a fresh ruling with that verdict gives a reason that speaks to both sides (with-context, sources-conflict, denied, misleading), or has a note and was made after the item was added."
        "Fact is confirmed as stated, and the city log refutes it; the ruling has no note."
        "Rule again and say in the note why the item does not count, or choose the reason that speaks to it.";
    Warning TimeInFuture "time-in-future"
        "No ruling that counts is from the future."
        ""
        "A ruling more than a day ahead of the clock was made by a wrong clock or by hand. It is never the latest: any other ruling of the same person on the same question counts in its place."
        "mk's only ruling on fact is from 30 December 9999."
        "Let that person rule again: the new ruling is dated now and counts.";
    Warning DoubleSource "double-source"
        "Each source is listed once."
        "merge"
        "Two people who add the same source add it twice. Two entries count as two origins, though they are one. Sources of the same name (in any case), kind and host of the address are one."
        "Reuters, an agency, is listed twice, and a claim is confirmed by both."
        "Merge one into the other: its claims, evidence and links to other sources move along.";
    Warning ConfidentialOrdinary "confidential-ordinary"
        "The name of a confidential source has a word that leads to it alone."
        "edit-source"
        "Of a name that is ordinary words, an office or a description, only the whole is cut in a redacted export: each word alone is everybody's. A place or a body that it mentions is asked about."
        "A confidential source is called \"head of the harbour office\", so \"the harbour's head\" stays."
        "Give the source the name that people know it by, note its other names, and read a redacted export before it goes out.";
    Warning FileChanged "file-changed"
        "The file of an item is there, and still the one that was attached."
        "open-item"
        "An item is worth what can be shown again. The file stays where it is, so it can be moved or overwritten."
        "The item names lists/injured.pdf, which was there with other bytes."
        "Put the file back, or attach the new one as an item of its own.";
    Warning StoryChanged "story-changed"
        "The story's file still holds the words of the draft."
        "story"
        "A verdict is about the words in the case. What the writer changes in the file afterwards, nobody has checked."
        "The case is made of crocus.txt, and somebody has changed a sentence in that file since."
        "Compare the file with the draft. What is new needs claims of its own; or put the file back as it was.";
    Warning UnreadText "unread-text"
        "Enough of the story is covered by checked claims."
        "uncovered"
        "What no claim covers, nobody has checked. The house sets the share."
        "Four sentences were added at the last minute, and no claim is on them."
        "{uncovered} goes to the next uncovered sentence: make it a claim, or say that its paragraph is boilerplate.";
    Warning SecondCheckerMissing "second-checker-missing"
        "What is confirmed or disputed was ruled on by a second person, too."
        ""
        "Two people overlook different things. The house sets how many are required."
        "Only mk has ruled on \"40 were killed\"."
        "Let a colleague rule on fact as well.";
    Warning TitleBeyondBody "title-beyond-body"
        "The title says nothing that the body does not."
        "story"
        "Many readers see only the title. A name or a number in it that the story does not support is the most costly kind of mistake."
        "The title says 60 killed, the body 40."
        "Have the title or the body fixed.";
    Warning SumMismatch "sum-mismatch"
        "Parts add up to the total that is given with them."
        ""
        "Readers add figures up."
        "\"40 killed and 100 injured, 150 in all\"."
        "Find out which figure is wrong.";
    Info EvidenceUnarchived "evidence-unarchived"
        "A web page that is evidence has an archived copy."
        "open-item"
        "Pages are changed and taken down, most of all those that matter."
        "The item has a url, and neither an archived copy nor a file."
        "Have it archived and note the copy's address, or save it and name the file.";
    Info EvidenceUndated "evidence-undated"
        "A web page that is evidence has the day on which it was seen."
        "open-item"
        "Pages change; what it said is only known for the day on which somebody looked."
        "The item has a url and no day."
        "Note the day in `seen`.";
    Info StoryUnsourced "story-unsourced"
        "The case says where its story is from."
        "details"
        "Months later nobody knows which version this was."
        "The draft has neither an address nor an author nor a publisher."
        "Say who wrote or published it, or its address, in the case's details, or with new: --author, --publisher, --from.";
    Info SimilarSource "similar-source"
        "A source whose name is part of another's is another source."
        "merge"
        "A story names a body in full once, and shortly afterwards. Two entries for it count as two origins. Sources of two kinds, and such as rely on each other, are two."
        "\"Echo\" and \"agency\" are listed beside \"Echo agency\", and a claim is confirmed by all three."
        "Merge one into the other if they are one. If not, say which relies on which, or give one a fuller name.";
    Info SpellingVaries "spelling-varies"
        "A name is spelled in one way."
        "find"
        "Two spellings are two names to a search, and to a reader."
        "Crocus in one paragraph, Krokus in the caption."
        "Choose one and have the draft fixed.";
    Info NumberInBoilerplate "number-in-boilerplate" | "number-in-furniture"
        "Boilerplate contains no figures."
        "kind"
        "A teaser or a caption that was classified as boilerplate may still assert something."
        "\"Read also: 40 killed in a concert hall\" is boilerplate."
        "Look at the paragraph; {kind} changes its kind.";
}

impl Standard {
    /// The standing whose glyph already shows the problem, so that no flag is needed beside the
    /// glyph.
    pub const fn standing(self) -> Option<Standing> {
        match self {
            Self::OpenClaim => Some(Standing::Open),
            Self::Contested => Some(Standing::Contested),
            Self::StaleRuling => Some(Standing::Stale),
            _ => None,
        }
    }
}
