//! Messages that several commands print.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;

use crate::case::{Case, ClaimId, Timestamp};
use crate::config::BadConfig;
use crate::reading::LeftOut;
use crate::store::{Holder, Notice};
use crate::text::{clip, is_quotation, visible};

/// The quotation of a claim: `12 “By their account…”`. Text that starts with a quotation mark keeps
/// its own marks.
pub(super) fn claim(case: &Case, id: ClaimId) -> String {
    let words = case.claims.get(id).map_or("", |claim| claim.shown());
    let (number, shown) = (
        case.number(id).unwrap_or_default(),
        visible(&clip(words, 300)).into_owned(),
    );
    if is_quotation(&shown) {
        format!("{number} {shown}")
    } else {
        format!("{number} “{shown}”")
    }
}

/// The message about what was left out when a document was read. None if nothing was left out.
pub(super) fn left_out(all: &[LeftOut]) -> Option<String> {
    let parts = all.iter().filter(|out| out.count > 0);
    let parts: Vec<String> = parts
        .map(|out| {
            format!(
                "{} {}",
                out.count,
                if out.count == 1 { out.one } else { out.more }
            )
        })
        .collect();
    (!parts.is_empty()).then(|| format!("Left out: {}.", parts.join(", ")))
}

/// Prints a message on standard error. Errors are ignored.
pub(super) fn say(words: &str) {
    let _ = std::io::stderr().write_all(words.as_bytes());
}

/// Prints a warning about a settings file, and what is used instead.
pub(super) fn warn_about_config(bad: &BadConfig, consequence: &str) {
    say(&format!("{}\n", note_bad(bad, consequence)));
}

/// The warning about a settings file, as a sentence.
pub(super) fn note_bad(bad: &BadConfig, consequence: &str) -> String {
    format!("Note: {}.", with_consequence(bad, consequence))
}

/// The same as [`note_bad`], without `Note:` and the full stop.
pub(super) fn with_consequence(bad: &BadConfig, consequence: &str) -> String {
    format!("{bad}; {consequence}")
}

/// The fallback if `keys.ron` cannot be read.
pub(super) const OWN_KEYS: &str = "the default keys are used";

/// The fallback if `standards.ron` cannot be read.
pub(super) const OWN_STANDARDS: &str = "the default standards are used";

/// The fallback if `config.ron` cannot be read.
pub(super) const OWN_SETTINGS: &str = "the default settings are used";

/// Prints the notices about a case on standard error.
pub(super) fn print_notices(notices: &[Notice], now: Timestamp) {
    for notice in notices {
        let sentence = notice.sentence(now, &TimeZone::system());
        say(&format!("Note: {sentence}.\n"));
        if let Some(hint) = notice.hint() {
            say(&format!("Hint: {hint}.\n"));
        }
    }
}

/// The user who has a case open, and since when: `mk has it since 10:02 (process 4242 on desk-3)`.
pub(super) fn holder(holder: &Holder, now: Timestamp) -> String {
    let by = if holder.by.is_empty() {
        "somebody".to_owned()
    } else {
        visible(&holder.by).into_owned()
    };
    let since = holder.since.shown(now, &TimeZone::system());
    let (process, host) = (holder.process, visible(&holder.host));
    format!("{by} has it since {since} (process {process} on {host})")
}

/// The least time of reading before its progress is shown.
const PROGRESS_DELAY: Duration = Duration::from_secs(1);

/// Shows the progress of reading on a terminal, if reading takes long. Clears the line at the end.
pub(super) fn reading_progress() -> impl FnMut(f64) {
    struct Line {
        start: Instant,
        shown: Option<u32>,
    }
    impl Drop for Line {
        fn drop(&mut self) {
            if self.shown.is_some() {
                say("\r\u{1b}[K");
            }
        }
    }
    let mut line = Line {
        start: Instant::now(),
        shown: None,
    };
    let is_watched = std::io::stderr().is_terminal();
    move |share| {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 to 100"
        )]
        let percent = (share * 100.0) as u32;
        if is_watched && line.start.elapsed() > PROGRESS_DELAY && line.shown != Some(percent) {
            line.shown = Some(percent);
            say(&format!("\rReading: {percent} %"));
        }
    }
}
