//! THE table of commands: only data. What they do stands in `actions`.
//!
//! Keys, footer, help, palette, the default `keys.ron` and the guide's key table are all read from here.

use crate::workbench::Turn;
use crate::workbench::actions::{
    app, aside, attach, claims, evidence, findings, jobs, links, lists, navigate, rule, sources,
    story, unsent,
};
use crate::workbench::model::{Model, Pane};
use crate::workbench::sync;
use crate::workbench::template::{Template, template};

/// What a command is about; help and guide are in these groups.
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
    /// Getting about.
    Move,
    /// The program.
    App,
}

impl Group {
    /// All, in the order of help.
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

/// Where a key means a command.
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
    /// Where a key in this pane is looked up, the nearest first.
    pub fn of(pane: Pane) -> [Self; 2] {
        let own = match pane {
            Pane::Sources => Self::Sources,
            Pane::Claims => Self::Claims,
            Pane::Verdict => Self::Verdict,
        };
        [own, Self::Panes]
    }

    /// As help and guide name it; empty for everywhere.
    pub fn name(self) -> &'static str {
        match self {
            Self::Panes => "",
            Self::Sources => "in Sources",
            Self::Claims => "in Claims",
            Self::Verdict => "in Verdict",
        }
    }
}

/// Something that a person can do on the panes.
pub struct Command {
    /// What `keys.ron` calls it.
    pub id: &'static str,
    /// What it does, in a few words.
    pub doc: &'static str,
    /// What it is about.
    pub group: Group,
    /// Its keys, unless `keys.ron` has others.
    pub keys: &'static [&'static str],
    /// Where they mean it.
    pub place: Place,
    /// Whether it needs to know whose ruling or evidence it would be.
    pub needs_person: bool,
    /// Whether it changes the case, which one that is open to read only does not take.
    pub changes: bool,
    /// Why it cannot be done now, if it cannot.
    pub off: fn(&Model) -> Option<Template>,
    /// Does it.
    pub run: fn(&mut Model, &mut Turn<'_>),
}

impl std::fmt::Debug for Command {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

impl Command {
    /// The command of this id.
    pub fn of(id: &str) -> Option<&'static Self> {
        COMMANDS.iter().find(|command| command.id == id)
    }

    /// What it is called in a sentence: what it does, up to the colon.
    pub fn name(&self) -> &'static str {
        self.doc.split([':', ';']).next().unwrap_or_default()
    }
}

/// What a command does to the case: nothing, something, or something that is somebody's own.
enum What {
    Looks,
    Changes,
    Rules,
}

/// One row a command: group, place, id, keys, doc, what it does to the case, when it is off, what runs.
macro_rules! commands {
    ($($group:ident $place:ident $id:literal [$($key:literal)*] $doc:literal $what:ident $off:ident $run:path;)+) => {
        /// The id of each.
        pub const IDS: &[&str] = &[$($id),+];

        /// All commands, in the order of help.
        pub static COMMANDS: &[Command] = &[$(Command {
            id: $id, doc: $doc, group: Group::$group, keys: &[$($key),*], place: Place::$place,
            needs_person: matches!(What::$what, What::Rules), changes: !matches!(What::$what, What::Looks),
            off: $off, run: $run,
        }),+];
    };
}

commands! {
    Rule   Panes   "confirm"     ["c"]  "confirm: it is so"                                       Rules   no_claim   rule::confirm;
    Rule   Panes   "dispute"     ["d"]  "dispute: it is not so, or sources differ"                Rules   no_claim   rule::dispute;
    Rule   Panes   "unverified"  ["u"]  "unverified: looked, and not established"                 Rules   no_claim   rule::unverified;
    Rule   Panes   "question"    ["v"]  "point at the other question, said or fact"               Looks   no_claim   rule::other_question;
    Rule   Panes   "aside"       ["x"]  "no fact here: set it aside; again takes it back"         Rules   no_claim   aside::aside;
    Rule   Panes   "back"        ["Backspace"] "back to the claim ruled on last"                  Looks   never_ruled rule::back;
    Rule   Panes   "again"       ["."]  "the same again: verdict, reason, its evidence"           Rules   never_ruled rule::again;
    Rule   Panes   "ruling"      ["r"]  "reason and note of my ruling; take it back"              Rules   no_claim   rule::my_ruling;
    Rule   Panes   "decide"      ["="]  "decide: settle a contested question, with a note"        Rules   uncontested rule::decide;
    Rule   Panes   "undo"        ["z"]  "undo"                                                    Changes no_undo    app::undo;
    Rule   Panes   "redo"        ["Z"]  "redo"                                                    Changes no_redo    app::redo;

    Source Panes   "evidence"    ["e"]  "evidence: a source and which way it points"              Rules   no_claim   evidence::line;
    Source Panes   "primary"     ["p"]  "primary: what was just attached; again takes that back"  Rules   not_attached attach::primary;
    Source Panes   "credit"      ["s"]  "attribution: whom the story credits"                     Changes no_claim   claims::credit;
    Source Sources "edit-source" ["Enter"] "edit the source"                                      Changes no_source  sources::edit;
    Source Panes   "new-source"  []     "new source"                                              Changes always     sources::new;
    Source Sources "relies-on"   ["R"]  "whom the source has its knowledge from"                  Changes no_source  sources::relies_on;
    Source Sources "put-together" ["M"] "put the source into another that it turns out to be"     Changes no_source  sources::put_together;
    Source Sources "open-link"   ["o"]  "open the source's link"                                  Looks   no_link    sources::open_link;
    Source Sources "drop-source" ["Del"] "drop the source, when nothing names it"                 Changes no_source  sources::drop;
    Source Verdict "open-item"   ["Enter"] "open the evidence item or ruling"                     Looks   no_item    evidence::open_item;
    Source Verdict "drop-item"   ["Del"] "drop the evidence item"                                 Changes no_item    evidence::drop_item;

    Claim  Panes   "new-claim"   ["a"]  "new claim: from the selection, else typed"               Changes always     claims::new;
    Claim  Panes   "wording"     ["w"]  "wording: restate the claim so that it stands alone"      Changes no_claim   claims::wording;
    Claim  Claims  "mark"        ["Space"] "mark; a verdict, aside or evidence then goes to all that are marked"      Looks   no_claim   claims::mark;
    Claim  Panes   "split"       ["|"]  "split the claim in two"                                  Changes no_claim   claims::split;
    Claim  Panes   "join"        ["J"]  "join it with the next claim"                             Changes no_claim   claims::join;
    Claim  Claims  "drop-claim"  ["Del"] "drop the claim"                                         Changes no_claim   claims::drop;
    Claim  Panes   "link"        ["L"]  "link: it contradicts, repeats or updates another claim"  Rules   no_claim   links::choose;
    Claim  Panes   "waive"       ["W"]  "waive: the claim need not meet a house standard"         Rules   no_finding findings::waive;
    Claim  Panes   "anchor"      []     "anchor the claim where its words stand"                  Changes no_claim   claims::anchor;

    Story  Panes   "story"       ["t"]  "story and list"                                          Looks   no_story   story::turn;
    Story  Panes   "select"      ["V"]  "select words in the story"                               Looks   no_story   story::select;
    Story  Panes   "kind"        ["K"]  "kind of this paragraph"                                  Changes no_story   story::kind;
    Story  Panes   "bare"        ["b"]  "next bare sentence: one that no claim covers"            Looks   no_story   story::bare;

    Move   Panes   "down"        ["j" "Down"] "down"                                              Looks   always     navigate::down;
    Move   Panes   "up"          ["k" "Up"] "up"                                                  Looks   always     navigate::up;
    Move   Panes   "half-down"   ["Ctrl-D"] "half a page down"                                    Looks   always     navigate::half_down;
    Move   Panes   "half-up"     ["Ctrl-U"] "half a page up"                                      Looks   always     navigate::half_up;
    Move   Panes   "page-down"   ["PgDn" "Ctrl-F"] "a page down"                                  Looks   always     navigate::page_down;
    Move   Panes   "page-up"     ["PgUp" "Ctrl-B"] "a page up"                                    Looks   always     navigate::page_up;
    Move   Panes   "first"       ["g" "Home"] "to the first"                                      Looks   always     navigate::first;
    Move   Panes   "last"        ["G" "End"] "to the last"                                        Looks   always     navigate::last;
    Move   Panes   "next"        ["n"]  "next claim that asks for a ruling"                       Looks   no_claim   navigate::next;
    Move   Panes   "previous"    ["N"]  "the one before"                                          Looks   no_claim   navigate::previous;
    Move   Panes   "next-pane"   ["Tab" "l" "Right"] "next pane"                                  Looks   always     navigate::next_pane;
    Move   Panes   "previous-pane" ["Shift-Tab" "h" "Left"] "previous pane"                       Looks   always     navigate::previous_pane;
    Move   Panes   "sources"     ["S"]  "Sources"                                                 Looks   always     navigate::sources;
    Move   Claims  "verdict"     ["Enter"] "to the Verdict pane"                                  Looks   no_claim   navigate::verdict;
    Move   Panes   "find"        ["/"]  "find a claim or source"                                            Looks   no_claims  lists::find;
    Move   Panes   "findings"    ["!"]  "findings: what the house standards object to; Enter goes there" Looks always findings::findings;
    Move   Panes   "filter"      ["f"]  "filter by standing, source or finding"                           Looks   no_claims  lists::filter;
    Move   Panes   "order"       []     "order of the list"                                       Looks   no_claims  lists::order;

    App    Panes   "palette"     [":" "Ctrl-P"] "palette: every command by name"                  Looks   always     app::palette;
    App    Panes   "help"        ["?"]  "help"                                                    Looks   always     app::help;
    App    Panes   "export"      ["X"]  "export: memo, page, Word document, data; says what will be written where" Looks always jobs::choose;
    App    Panes   "editor"      ["E"]  "long text in $VISUAL or $EDITOR"                         Changes always     app::editor;
    App    Panes   "copy"        ["y"]  "copy"                                                    Looks   always     app::copy;
    App    Panes   "details"     []     "case details: title, dates, author, publisher, url"       Changes always     app::details;
    App    Panes   "save"        []     "save now"                                                Looks   always     app::save;
    App    Panes   "unsent"      []     "unsent: what was typed and not sent, also in an earlier session" Looks no_unsent unsent::list;
    App    Panes   "clashes"     []     "clashes: edits of mine that a change outside left no place for" Looks no_clashes sync::clashes;
    App    Panes   "who"         []     "I am ...: who rules"                                     Looks   always     app::who;
    App    Panes   "leave"       ["Esc"] "leave the topmost thing; marks and filter go too"       Looks   always     app::leave;
    App    Panes   "redraw"      ["Ctrl-L"] "draw the whole screen again"                         Looks   always     app::redraw;
    App    Panes   "suspend"     ["Ctrl-Z"] "suspend; fg comes back"                              Looks   always     app::suspend;
    App    Panes   "quit"        ["q"]  "quit; everything is recorded"                            Looks   always     app::quit;
    App    Panes   "interrupt"   ["Ctrl-C"] "says how to quit"                                    Looks   always     app::interrupt;
    App    Panes   "caps-lock"   ["C" "D" "U"] "nothing: says that Caps Lock may be on"                   Looks   always     app::caps_lock;
}

fn always(_: &Model) -> Option<Template> {
    None
}

fn no_claim(model: &Model) -> Option<Template> {
    model
        .claim()
        .is_none()
        .then_some(template!("there is no claim here: {new-claim} makes one"))
}

fn no_finding(model: &Model) -> Option<Template> {
    no_claim(model).or_else(|| {
        model
            .focus
            .claim
            .is_none_or(|id| model.index.findings.on(id).is_empty())
            .then_some(template!("the house objects to nothing here"))
    })
}

fn uncontested(model: &Model) -> Option<Template> {
    no_claim(model).or_else(|| {
        model.to_decide().is_none().then_some(template!(
            "people do not differ here; {confirm} {dispute} {unverified} rule"
        ))
    })
}

fn not_attached(model: &Model) -> Option<Template> {
    model.recall.attached.is_empty().then_some(template!(
        "nothing was attached just now: in Verdict, {open-item} opens an item"
    ))
}

fn no_claims(model: &Model) -> Option<Template> {
    model
        .case()
        .claims
        .is_empty()
        .then_some(template!("there are no claims yet: {new-claim} makes one"))
}

fn no_source(model: &Model) -> Option<Template> {
    model.source().is_none().then_some(template!(
        "there is no source yet: {evidence} and {credit} make them"
    ))
}

fn no_link(model: &Model) -> Option<Template> {
    model
        .source()
        .is_none_or(|source| source.url.is_empty())
        .then_some(template!("this source has no link: {edit-source} edits it"))
}

fn no_item(model: &Model) -> Option<Template> {
    (model.item_count() == 0).then_some(template!("this claim has no evidence and no ruling yet"))
}

fn no_story(model: &Model) -> Option<Template> {
    model
        .case()
        .draft
        .is_none()
        .then_some(template!("this case has no story, only claims"))
}

fn never_ruled(model: &Model) -> Option<Template> {
    model
        .recall
        .ruled
        .is_empty()
        .then_some(template!("nothing was ruled on yet"))
}

fn no_undo(model: &Model) -> Option<Template> {
    model
        .history
        .last_done()
        .is_none()
        .then_some(template!("there is nothing to undo"))
}

fn no_redo(model: &Model) -> Option<Template> {
    model
        .history
        .last_undone()
        .is_none()
        .then_some(template!("there is nothing to redo"))
}

fn no_unsent(model: &Model) -> Option<Template> {
    model
        .recall
        .unsent
        .is_empty()
        .then_some(template!("everything that was typed was sent or cleared"))
}

fn no_clashes(model: &Model) -> Option<Template> {
    model
        .clashes
        .is_empty()
        .then_some(template!("everything of yours fits the case"))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::workbench::keymap::Keymap;

    #[test]
    fn ids_are_unique_and_keys_are_free_of_clashes() {
        let ids: HashSet<_> = COMMANDS.iter().map(|command| command.id).collect();
        assert_eq!(ids.len(), COMMANDS.len());
        Keymap::laid_over(&std::collections::BTreeMap::new()).unwrap();
        assert!(COMMANDS.iter().all(|command| !command.doc.is_empty()));
    }
}
