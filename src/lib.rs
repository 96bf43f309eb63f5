//! factdesk: a fact-check workbench for the terminal. This page is the tour for people who change
//! the code.
//!
//! # The modules
//!
//! Each row names a module and the modules that it may use. These are always in rows above it. A
//! test checks the rows (`tests/it/modules.rs`).
//!
//! ```text
//! error
//! text
//! parallel
//! case      <- error, text
//! store     <- error, text, parallel, case
//! reading   <- error, text, case
//! check     <- error, text, parallel, case, reading
//! export    <- error, text, parallel, case, store, check
//! config    <- text, store, check, export
//! workbench <- error, text, case, store, reading, check, export
//! terminal  <- error, text, parallel, case, store, workbench
//! cli       <- error, text, parallel, case, store, reading, check, export, config, workbench, terminal
//! main      <- cli
//! ```
//!
//! - [`error`]: the error type of the program: what went wrong, why, and what to do.
//! - [`text`]: makes foreign text safe to show, and compares texts.
//! - `parallel`: applies a function to many items on all processors.
//! - [`case`]: the records of a case file and every way to change them. No files, no terminal, no
//!   clock: time and ids come in as arguments.
//! - [`store`]: every access to a case on disk: journal, save, lock, recovery, backups, verify.
//!   [`store::Disk`] stands for the file system, so that a test can make any call fail.
//! - [`reading`]: turns a document into paragraphs, and these into claims with attributions. The
//!   lists of words that its rules use are data in `assets/languages`; endings and sounds are in
//!   the code.
//! - [`check`]: the linter: house standards, text lints, the graph of sources, confidential names,
//!   suggested links, quotes and evidence files.
//! - [`export`]: turns a case into bytes, with a file or folder for each format. A redacted export
//!   first makes a redacted copy of the case.
//! - [`config`]: the directories, `config.ron`, `keys.ron`, `standards.ron`.
//! - [`workbench`]: the interactive program without a terminal. Events change its model and produce
//!   effects.
//! - [`terminal`]: the real terminal, with threads for keys, signals, the disk and long jobs, and
//!   the loop that waits for them.
//! - [`cli`]: the command line. Most subcommands have a file of their name.
//!
//! # Four ways through the code
//!
//! **From a story to claims.** `src/cli/new.rs` reads the file. [`reading::read_document`] finds
//! its format and makes paragraphs of it; [`reading::story_of`] gives each paragraph a kind and a
//! language, splits sentences (`src/reading/sentences`), decides which of them assert something
//! (`src/reading/asserting.rs`) and who is credited for them (`src/reading/attribution`). The result
//! is a [`case::Case`], written by [`store::Desk::create`].
//!
//! **From a key to a receipt to a frame.** `src/terminal/input.rs` reads the key.
//! [`workbench::App::update`] gives it to the open popup. If no popup is open, a digit answers the
//! question on the message line, and other keys are looked up in the table
//! [`workbench::commands::COMMANDS`]. The result is an action, which `src/workbench/actions`
//! performs. [`case::ops`] builds a [`case::Edit`], [`case::History`] makes it, and an
//! [`workbench::Effect::Record`] goes to the terminal. The thread in `src/terminal/desk.rs` appends
//! it to the journal ([`store::Desk::record`]) and answers with a [`store::Receipt`]. Only then the
//! header says `recorded`. `src/workbench/screen.rs` draws after every event. Nothing on this way
//! waits for a disk.
//!
//! **From a case to the file.** A moment after the last edit, [`store::Desk::checkpoint`] writes
//! the canonical text ([`store::emit()`]) into a new file and exchanges it with the old one
//! (`src/store/save.rs`). The journal notes the hash before and after. [`store::load()`] reads the
//! file back. Its errors name the line and the column.
//!
//! **From a change outside to a frame.** The thread in `src/terminal/desk.rs` checks the file every
//! second. [`store::Desk::follow`] reads a changed file and applies the edits that were not saved
//! yet on top of it (`src/store/replay.rs`). The model gets [`workbench::Event::Reread`].
//! `src/workbench/popup/unapplied.rs` shows the edits that do not fit as conflicts, which a person
//! decides.
//!
//! # Words
//!
//! - **case**: one investigation: a draft, sources, claims. **Draft**: the text under check, as
//!   paragraphs (title, body, heading, caption, boilerplate).
//! - **claim**: one checkable assertion, anchored to a **span** of the draft (paragraph and byte
//!   range) or free-standing. **Unanchored**: its text is not at its span. **Cut**: its words are
//!   no longer in the draft. **Wording**: the claim restated so that it stands alone.
//! - **source**: who or what says something. **Attribution**: who the story says said it: a chain
//!   of sources, nearest first; *suggested* until a person accepts it, *unsure* where the reader
//!   names candidates and does not choose.
//! - **question**: *said* (did they say it?) or *fact* (is it true?). A claim without attribution
//!   has only *fact*.
//! - **evidence**: what a source offers on one question: it supports, refutes, or gives context.
//! - **ruling**: one person's judgement on one question at one time. **Verdict**: confirmed,
//!   disputed or unverified; there is no fourth. A ruling with a reason and no verdict sets the
//!   question **aside**. A ruling with neither withdraws the person's earlier ruling.
//! - **standing**: the result of all rulings on a question: open, confirmed, disputed, unverified,
//!   aside, contested (people differ), stale (the words or the credit have changed). **Checked**:
//!   each question has a verdict or is set aside.
//! - **origin**: a connected part of the graph of sources and whom they rely on; four outlets that
//!   repeat one agency are one origin. **Finding**: a violation of a house standard. **Coverage**:
//!   the share of the story's words that are covered by a checked claim.
//! - **conflict**: two values of one field, both kept until a person chooses one.
//! - **fix**, **query**, **search**, **sign-off**, **correction**: other work on a case; see the
//!   types with these names in [`case`].
//!
//! # Where is ...
//!
//! | what | where |
//! |---|---|
//! | a key and what it does | the table in `src/workbench/commands.rs`; `keymap.rs` beside it overrides it with `keys.ron` |
//! | a field of the case file | the records of `src/case`, as `claim.rs`, `source.rs`, `ruling.rs` |
//! | the text of the case file | `src/store/emit.rs` |
//! | the journal's format | its lines in `src/store/journal_line.rs`, the file in `src/store/journal.rs` |
//! | undo | `src/case/history`; what its key does is in `src/workbench/actions/program.rs` |
//! | a finding | the type in `src/check/finding.rs`, the table in `src/check/standards.rs` |
//! | a command of the command line | its file in `src/cli`, named in `src/cli/mod.rs` |
//! | colours | `src/workbench/view/theme.rs` |
//! | the Word document | `src/export/docx` |
//! | exit codes and how errors are printed | `src/cli/failure.rs` |
//! | the words of a language: for reading, checks, reports | its folder in `assets/languages` |
//!
//! # As a library
//!
//! A case is read, changed, checked and exported without a terminal, and only the first line needs
//! a disk:
//!
//! ```
//! use factdesk::case::ops::{self, Judgement};
//! use factdesk::case::standing::{Coverage, standing_of};
//! use factdesk::case::{Question, Reason, Stamp, Standing, Verdict};
//! use factdesk::check::{FileChecks, Findings, House};
//! use factdesk::export::{ExportRequest, Format, Options, Words, export};
//! use factdesk::store::{emit, load};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let bytes = std::fs::read("assets/crocus-city-hall.case.ron")?;
//! let mut case = load(&bytes)?;
//!
//! // A ruling is an edit. Its inverse restores the case, byte for byte.
//! let claim = case.claims.get_at(11).ok_or("no claim 12")?.id;
//! let judged = Judgement {
//!     verdict: Some(Verdict::Disputed),
//!     reason: Some(Reason::Contradicted),
//!     ..Judgement::default()
//! };
//! let now = "2024-03-24T09:00:00.000Z".parse()?;
//! let stamp = Stamp { by: "mk", at: now };
//! let edit = ops::rule(&case, claim, Question::Fact, &judged, &stamp)?;
//! edit.apply(&mut case)?;
//! let ruled = case.claims.get(claim).ok_or("it is there")?;
//! assert_eq!(standing_of(ruled, Question::Fact).standing, Standing::Disputed);
//! edit.inverse().apply(&mut case)?;
//! assert_eq!(emit(&case)?.as_bytes(), bytes);
//!
//! // The house standards find what is left to do.
//! let findings = Findings::of(&case, &House::default(), &FileChecks::default());
//! assert!(!findings.all(&case, Coverage::of(&case)).is_empty());
//!
//! // An export is made of a case and options.
//! let request = ExportRequest::new(Format::Markdown);
//! let (words, zone) = (Words::of("en")?, jiff::tz::TimeZone::UTC);
//! let options = Options::new(&request, &words, &findings, &zone, now);
//! let memo = String::from_utf8(export(Format::Markdown, &case, &options)?)?;
//! assert!(memo.starts_with("# Fact-check memo: "));
//! # Ok(())
//! # }
//! ```
//!
//! `CONTRIBUTING.md` says how to add an export, a language, a house standard and a command.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

// The in-memory disk is shared with the integration tests, which call this crate by its name.
#[cfg(test)]
extern crate self as factdesk;

pub mod error;
mod parallel;
pub mod text;

pub mod case;

pub mod reading;
pub mod store;

pub mod check;

pub mod export;

pub mod config;

pub mod workbench;

pub mod terminal;

pub mod cli;
