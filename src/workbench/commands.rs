//! The table of commands. It is only data: `actions` performs the commands, `why_not` says when
//! they are not possible.
//!
//! Keys, footer, help, palette, the default `keys.ron` and the guide's key table are all generated
//! from here.

use crate::case::Verdict;
use crate::workbench::action::{Action, Pane, Stride};

/// The group of a command in help and guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Ruling.
    Rule,
    /// Evidence and sources.
    Source,
    /// Claims.
    Claim,
    /// The story.
    Story,
    /// Navigation.
    Move,
    /// The program.
    App,
}

impl Group {
    /// All groups, in the order of the help.
    pub const ALL: &[Self] = &[
        Self::Rule,
        Self::Source,
        Self::Claim,
        Self::Story,
        Self::Move,
        Self::App,
    ];

    /// Its heading.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rule => "Ruling",
            Self::Source => "Evidence and sources",
            Self::Claim => "Claims",
            Self::Story => "The story",
            Self::Move => "Getting about",
            Self::App => "The program",
        }
    }
}

/// The panes in which a key runs a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// On every pane.
    Panes,
    /// In the Sources pane.
    Sources,
    /// In the list of claims and in the story.
    Claims,
    /// In the Verdict pane.
    Verdict,
}

impl Place {
    /// All places.
    pub const ALL: &[Self] = &[Self::Panes, Self::Sources, Self::Claims, Self::Verdict];

    /// The places in which a key of this pane is looked up, in this order.
    pub fn of(pane: Pane) -> [Self; 2] {
        let own = match pane {
            Pane::Sources => Self::Sources,
            Pane::Claims => Self::Claims,
            Pane::Verdict => Self::Verdict,
        };
        [own, Self::Panes]
    }

    /// Its name in help and guide; empty for all panes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Panes => "",
            Self::Sources => "in Sources",
            Self::Claims => "in Claims",
            Self::Verdict => "in Verdict",
        }
    }
}

/// A command on the panes.
pub struct Command {
    /// Its name in `keys.ron`.
    pub id: &'static str,
    /// Its description, in a few words.
    pub doc: &'static str,
    /// Its group in the help.
    pub group: Group,
    /// Its default keys.
    pub keys: &'static [&'static str],
    /// The panes in which its keys work.
    pub place: Place,
    /// Whether it needs the person's name, because it makes a ruling or evidence.
    pub needs_person: bool,
    /// Whether it changes the case. Then it is not available in a read-only case.
    pub changes: bool,
    /// The action that it performs.
    pub action: Action,
}

impl std::fmt::Debug for Command {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

impl Command {
    /// The command with this id or former id.
    pub fn of(id: &str) -> Option<&'static Self> {
        let old = OLD_IDS.iter().find(|(old, _)| *old == id);
        let id = old.map_or(id, |(_, present)| present);
        COMMANDS.iter().find(|command| command.id == id)
    }

    /// Its name in a sentence: the description up to the colon.
    pub fn name(&self) -> &'static str {
        self.doc.split([':', ';']).next().unwrap_or_default()
    }
}

/// Former ids, which a person's `keys.ron` may still contain, and the present ones.
const OLD_IDS: &[(&str, &str)] = &[
    ("bare", "uncovered"),
    ("clashes", "conflicts"),
    ("put-together", "merge"),
];

/// What a command does to the case: nothing, a change, or a change under a person's name.
enum CaseEffect {
    Looks,
    Changes,
    Rules,
}

/// One row for each command: group, place, id, keys, description, effect on the case, action.
macro_rules! commands {
    ($($group:ident $place:ident $id:literal [$($key:literal)*] $doc:literal $what:ident $action:ident $(($($with:expr),+))?;)+) => {
        /// The id of each command.
        pub const IDS: &[&str] = &[$($id),+];

        /// All commands, in the order of the help.
        pub static COMMANDS: &[Command] = &[$(Command {
            id: $id, doc: $doc, group: Group::$group, keys: &[$($key),*], place: Place::$place,
            needs_person: matches!(CaseEffect::$what, CaseEffect::Rules), changes: !matches!(CaseEffect::$what, CaseEffect::Looks),
            action: Action::$action $(($($with),+))?,
        }),+];
    };
}

commands! {
    Rule   Panes   "confirm"       ["c"]                "confirm: it is true"                                              Rules   Verdict(Verdict::Confirmed);
    Rule   Panes   "dispute"       ["d"]                "dispute: it is wrong, or sources differ"                          Rules   Verdict(Verdict::Disputed);
    Rule   Panes   "unverified"    ["u"]                "unverified: looked, could not establish it"                       Rules   Verdict(Verdict::Unverified);
    Rule   Panes   "question"      ["v"]                "the other question, said or fact"                                 Looks   OtherQuestion;
    Rule   Panes   "aside"         ["x"]                "no fact here: set it aside, or undo that"                         Rules   Aside;
    Rule   Panes   "back"          ["Backspace"]        "back to the claim ruled on last"                                  Looks   Back;
    Rule   Panes   "again"         ["."]                "repeat the last ruling: verdict, reason, evidence"                Rules   Again;
    Rule   Panes   "ruling"        ["r"]                "reason and note of my ruling; withdraw it"                        Rules   MyRuling;
    Rule   Panes   "decide"        ["="]                "decide: settle a contested question, with a note"                 Rules   Decide;
    Rule   Panes   "undo"          ["z"]                "undo"                                                             Changes Undo;
    Rule   Panes   "redo"          ["Z"]                "redo"                                                             Changes Redo;

    Source Panes   "evidence"      ["e"]                "evidence: add it (supports, refutes, context)"                    Rules   Evidence;
    Source Panes   "accept"        ["i"]                "accept suggested evidence: the item in focus, else the claim's"   Rules   Accept;
    Source Panes   "accept-all"    []                   "accept all suggested evidence of the case"                        Rules   AcceptAll;
    Source Panes   "primary"       ["p"]                "primary: the item just attached; again undoes that"               Rules   Primary;
    Source Panes   "credit"        ["s"]                "attribution: who the story says said it"                          Changes Credit;
    Source Panes   "unsure"        []                   "who said it? Choose for every claim that leaves it open"          Rules   Unsure;
    Source Sources "edit-source"   ["Enter"]            "edit the source"                                                  Changes EditSource;
    Source Panes   "new-source"    []                   "new source"                                                       Changes NewSource;
    Source Sources "relies-on"     ["R"]                "which sources the source relies on"                               Changes ReliesOn;
    Source Sources "merge"         ["M"]                "merge the source into another"                                    Changes MergeSource;
    Source Sources "open-link"     ["o"]                "open the source's link"                                           Looks   OpenLink;
    Source Sources "drop-source"   ["Del"]              "drop the source, if nothing names it"                             Changes DropSource;
    Source Verdict "open-item"     ["Enter"]            "open the evidence item or ruling"                                 Looks   OpenItem;
    Source Verdict "drop-item"     ["Del"]              "drop the evidence item"                                           Changes DropItem;

    Claim  Panes   "new-claim"     ["a"]                "new claim: from the selection, else typed"                        Changes NewClaim;
    Claim  Panes   "wording"       ["w"]                "wording: restate the claim so that it stands alone"               Changes Wording;
    Claim  Claims  "mark"          ["Space"]            "mark; a verdict, aside or evidence then goes to all marked claims" Looks   Mark;
    Claim  Panes   "split"         ["|"]                "split the claim in two"                                           Changes Split;
    Claim  Panes   "join"          ["J"]                "join it with the next claim"                                      Changes Join;
    Claim  Claims  "drop-claim"    ["Del"]              "drop the claim"                                                   Changes DropClaim;
    Claim  Panes   "link"          ["L"]                "link: it contradicts, repeats or updates another claim"           Rules   Link;
    Claim  Panes   "waive"         ["W"]                "waive: the claim need not meet a house standard"                  Rules   Waive;
    Claim  Panes   "anchor"        []                   "anchor the claim where its words are"                             Changes Anchor;

    Story  Panes   "story"         ["t"]                "story and list"                                                   Looks   Story;
    Story  Panes   "select"        ["V"]                "select words in the story"                                        Looks   Select;
    Story  Panes   "kind"          ["K"]                "kind of this paragraph"                                           Changes Kind;
    Story  Panes   "uncovered"     ["b"]                "next uncovered sentence: no claim is on it"                       Looks   NextUncovered;

    Move   Panes   "down"          ["j" "Down"]         "down"                                                             Looks   Move(Stride::Row, 1);
    Move   Panes   "up"            ["k" "Up"]           "up"                                                               Looks   Move(Stride::Row, -1);
    Move   Panes   "half-down"     ["Ctrl-D"]           "half a page down"                                                 Looks   Move(Stride::HalfPage, 1);
    Move   Panes   "half-up"       ["Ctrl-U"]           "half a page up"                                                   Looks   Move(Stride::HalfPage, -1);
    Move   Panes   "page-down"     ["PgDn" "Ctrl-F"]    "a page down"                                                      Looks   Move(Stride::Page, 1);
    Move   Panes   "page-up"       ["PgUp" "Ctrl-B"]    "a page up"                                                        Looks   Move(Stride::Page, -1);
    Move   Panes   "first"         ["g" "Home"]         "to the first"                                                     Looks   Move(Stride::End, -1);
    Move   Panes   "last"          ["G" "End"]          "to the last"                                                      Looks   Move(Stride::End, 1);
    Move   Panes   "next"          ["n"]                "next claim that needs a ruling"                                   Looks   Next;
    Move   Panes   "previous"      ["N"]                "the one before"                                                   Looks   Previous;
    Move   Panes   "next-pane"     ["Tab" "l" "Right"]  "next pane"                                                        Looks   NextPane;
    Move   Panes   "previous-pane" ["Shift-Tab" "h" "Left"] "previous pane"                                                    Looks   PreviousPane;
    Move   Panes   "sources"       ["S"]                "Sources"                                                          Looks   Sources;
    Move   Claims  "verdict"       ["Enter"]            "to the Verdict pane"                                              Looks   VerdictPane;
    Move   Panes   "find"          ["/"]                "find a claim or source"                                           Looks   Find;
    Move   Panes   "findings"      ["!"]                "findings of the house standards; Enter goes there"                Looks   Findings;
    Move   Panes   "filter"        ["f"]                "filter by standing, source or finding"                            Looks   Filter;
    Move   Panes   "order"         []                   "order of the list"                                                Looks   Order;

    App    Panes   "palette"       [":" "Ctrl-P"]       "palette: every command by name"                                   Looks   Palette;
    App    Panes   "help"          ["?"]                "help"                                                             Looks   Help;
    App    Panes   "export"        ["X"]                "export: memo, page, Word document, data"                          Looks   Export;
    App    Panes   "editor"        ["E"]                "edit the text in $VISUAL or $EDITOR"                              Changes Editor;
    App    Panes   "copy"          ["y"]                "copy"                                                             Looks   Copy;
    App    Panes   "details"       []                   "case details: title, dates, author, publisher, url"               Changes Details;
    App    Panes   "save"          []                   "save now"                                                         Looks   Save;
    App    Panes   "unsent"        []                   "unsent: what you typed and did not send, also earlier"            Looks   Unsent;
    App    Panes   "conflicts"     []                   "conflicts: edits of mine that no longer apply to the file"        Looks   Conflicts;
    App    Panes   "redaction"     []                   "redaction: decide what may lead to a confidential source"         Rules   Redaction;
    App    Panes   "who"           []                   "I am ...: who rules"                                              Looks   Who;
    App    Panes   "leave"         ["Esc"]              "close the popup; on the panes clear marks and filter"             Looks   Leave;
    App    Panes   "redraw"        ["Ctrl-L"]           "redraw the screen"                                                Looks   Redraw;
    App    Panes   "suspend"       ["Ctrl-Z"]           "suspend; fg resumes"                                              Looks   Suspend;
    App    Panes   "quit"          ["q"]                "quit; everything is recorded"                                     Looks   Quit;
    App    Panes   "interrupt"     ["Ctrl-C"]           "says how to quit"                                                 Looks   Interrupt;
    App    Panes   "caps-lock"     ["C" "D" "U"]        "nothing: says that Caps Lock may be on"                           Looks   CapsLock;
}

/// The commands in the footer of the list of claims, the most important first, each with its label.
/// If there is no room, the last ones are left out, except for help.
pub const ON_CLAIMS: &[(&str, &str)] = &[
    ("confirm", "confirm"),
    ("dispute", "dispute"),
    ("unverified", "unverified"),
    ("question", ""),
    ("evidence", "evidence"),
    ("aside", "no fact"),
    ("next", "next"),
    ("credit", "source"),
    ("undo", "undo"),
    ("story", "story"),
    ("wording", "wording"),
    ("find", "find"),
    ("quit", "quit"),
];

/// The commands in the footer of the story.
pub const IN_STORY: &[(&str, &str)] = &[
    ("confirm", "confirm"),
    ("dispute", "dispute"),
    ("unverified", "unverified"),
    ("question", ""),
    ("select", "select"),
    ("new-claim", "new claim"),
    ("uncovered", "uncovered"),
    ("kind", "kind"),
    ("story", "list"),
    ("undo", "undo"),
];

/// The commands in the footer of the Verdict pane.
pub const IN_VERDICT: &[(&str, &str)] = &[
    ("open-item", "open"),
    ("confirm", "confirm"),
    ("dispute", "dispute"),
    ("unverified", "unverified"),
    ("evidence", "evidence"),
    ("ruling", "reason, note"),
    ("drop-item", "drop"),
    ("undo", "undo"),
    ("leave", "back"),
];

/// The commands in the footer of Sources.
pub const IN_SOURCES: &[(&str, &str)] = &[
    ("edit-source", "edit"),
    ("relies-on", "relies on"),
    ("merge", "merge"),
    ("open-link", "open link"),
    ("drop-source", "drop"),
    ("copy", "copy"),
    ("undo", "undo"),
    ("sources", "claims"),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::workbench::keymap::Keymap;

    #[test]
    fn ids_are_unique_and_keys_are_unique_in_their_place() {
        let ids: HashSet<_> = COMMANDS.iter().map(|command| command.id).collect();
        assert_eq!(ids.len(), COMMANDS.len());
        Keymap::with_own(&std::collections::BTreeMap::new()).unwrap();
        assert!(COMMANDS.iter().all(|command| !command.doc.is_empty()));
    }

    #[test]
    fn footers_name_only_existing_commands() {
        let footers = [ON_CLAIMS, IN_STORY, IN_VERDICT, IN_SOURCES];
        for (id, _) in footers.into_iter().flatten() {
            assert!(IDS.contains(id), "{id}");
        }
    }
}
