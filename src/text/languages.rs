//! The word lists of `assets/languages`, a folder for each language, as they are built in. This table is the one place that
//! names them; who uses a list says what stands in it.

/// What is known of a language.
pub(crate) struct Lists {
    /// Its ISO 639-1 code.
    pub code: &'static str,
    /// How a story in it is read: see `reading::words`.
    pub reading: &'static str,
    /// What the checks of a story's words look for: see `check::text`.
    pub checks: &'static str,
    /// The labels of reports: see `export::labels`.
    pub reports: &'static str,
}

macro_rules! lists {
    ($code:literal) => {
        Lists {
            code: $code,
            reading: list!($code, "reading"),
            checks: list!($code, "checks"),
            reports: list!($code, "reports"),
        }
    };
}

macro_rules! list {
    ($code:literal, $of:literal) => {
        include_str!(concat!("../../assets/languages/", $code, "/", $of, ".ron"))
    };
}

/// All languages. Where a text's own is none of them, reports are in the first.
pub(crate) const ENGLISH: Lists = lists!("en");
pub(crate) const ALL: [Lists; 3] = [ENGLISH, lists!("uk"), lists!("ru")];

/// What is known of languages that the reader does not read.
pub(crate) const FOREIGN: &str = include_str!("../../assets/languages/foreign.ron");

/// The lists of the language with this code, else of the first.
pub(crate) fn lists_of(code: &str) -> Lists {
    let same = |lists: &Lists| lists.code.eq_ignore_ascii_case(code);
    ALL.into_iter().find(same).unwrap_or(ENGLISH)
}
