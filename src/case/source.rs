//! Sources: who or what says something, how reliable it is, and on whom it relies.

use super::closed_enum::closed_enum;
use super::id::SourceId;
use super::person::folded;
use super::record::record;
use super::time::Date;

record! {
    /// A person, institution, publication or document that says something.
    pub struct Source {
        /// The id; never changes.
        required public id: SourceId as key,
        /// The name.
        required source name: String,
        /// Other names: a handle, a number, a nickname. Sorted by bytes.
        default source aliases: Vec<String> as elements,
        /// The kind of source.
        default public kind: SourceKind,
        /// The reliability of the source so far, independent of what it says in this case.
        default public reliability: Reliability,
        /// The sources that this source has its knowledge from, sorted by bytes.
        default public relies_on: Vec<SourceId> as elements,
        /// Whether the source reports this case itself, even if it relies on other sources
        /// elsewhere.
        default public own_reporting: bool,
        /// The web address.
        default source url: String,
        /// The day on which somebody saw `url`.
        optional source accessed: Date,
        /// The address of an archived copy.
        default source archived: String,
        /// Whether the source must not be named outside of the newsroom.
        default public confidential: bool,
        /// What the source may gain or lose by what it says.
        default internal interest: String,
        /// Who in the newsroom knows the identity of a confidential source.
        default internal known_to: String,
        /// A note by the checker.
        default source note: String,
        /// Whether the program proposed the source and nobody has accepted it yet.
        default public suggested: bool,
    }
}

impl Source {
    /// A source with a name only.
    pub fn new(id: SourceId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            aliases: Vec::new(),
            kind: SourceKind::default(),
            reliability: Reliability::default(),
            relies_on: Vec::new(),
            own_reporting: false,
            url: String::new(),
            accessed: None,
            archived: String::new(),
            confidential: false,
            interest: String::new(),
            known_to: String::new(),
            note: String::new(),
            suggested: false,
        }
    }
}

/// The identity of a source: name, kind and host. Two sources with the same identity are
/// duplicates.
pub fn identity(source: &Source) -> (String, SourceKind, String) {
    (key(&source.name), source.kind, host(&source.url))
}

/// A name normalized for comparison: lower case, single spaces, and one kind of apostrophe.
pub(super) fn key(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let name = words
        .join(" ")
        .replace(['’', '‘', 'ʼ', 'ʻ', '´', '`', '′'], "'");
    folded(&name).into_owned()
}

/// The host of a web address in lower case, without `www.`; empty if there is none.
pub fn host(url: &str) -> String {
    let rest = url.trim();
    let rest = rest.split_once("://").map_or(rest, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().to_lowercase();
    host.trim_start_matches("www.")
        .trim_end_matches('.')
        .to_owned()
}

closed_enum! {
    /// The kind of a source.
    #[derive(Default)]
    pub enum SourceKind, "kind of source" {
        /// A newspaper, a broadcaster, a site.
        Outlet = "outlet",
        /// A news agency.
        Agency = "agency",
        /// A person who speaks for an institution.
        Official = "official",
        /// An institution: a ministry, an army, a party, a company.
        Body = "body",
        /// Somebody who was there.
        Witness = "witness",
        /// A paper, a record, a data set.
        Document = "document",
        /// A channel or account on a social network.
        Social = "social",
        /// A specialist who was asked.
        Expert = "expert",
        /// Somebody who is not named.
        Anonymous = "anonymous",
        /// Anything else, or unknown.
        #[default]
        Other = "other",
    }
}

closed_enum! {
    /// The Admiralty grade of a source's reliability. `F` means "cannot be judged", not "worst".
    #[derive(Default)]
    pub enum Reliability, "reliability" {
        /// Completely reliable.
        A = "A",
        /// Usually reliable.
        B = "B",
        /// Fairly reliable.
        C = "C",
        /// Not usually reliable.
        D = "D",
        /// Unreliable.
        E = "E",
        /// Reliability cannot be judged.
        #[default]
        F = "F",
    }
}
