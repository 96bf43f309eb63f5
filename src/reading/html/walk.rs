//! From a page's tree to blocks: what starts a block, what is not seen, what belongs to the site.

use dom_query::NodeRef;

use super::notes;
use crate::case::Part;
use crate::reading::block::Block;
use crate::reading::blocks::Blocks;
use crate::reading::handed::{Handed, Sign};

/// What a walk through a page found.
#[derive(Debug, Default)]
pub(super) struct Walked {
    pub blocks: Vec<Block>,
    /// Pictures, whose words are not the story's.
    pub pictures: usize,
    /// Parts with words that the page does not show.
    pub hidden: usize,
    /// Passages that the page strikes out.
    pub struck: usize,
    /// Readers' remarks next to the text that are about no known place.
    pub comments: usize,
    /// What the writer hands over: links, notes, remarks.
    pub handed: Vec<Handed>,
}

/// What an element is to the blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// A block of its own. Its text decides its kind.
    Block,
    /// Words that are struck out.
    Struck,
    /// A heading of the first level, of which one may be the headline.
    First,
    /// Any other heading.
    Heading,
    /// The words under a picture or a table.
    Caption,
    /// What belongs to the site.
    Boilerplate,
    /// An item of a list.
    Item,
    /// Text whose lines are kept.
    Lines,
    Row,
    Cell,
    LineBreak,
    Picture,
    /// Whose a picture is.
    Credit,
    /// A remark of a reader, as Google Docs puts it below the text.
    Remark,
    /// Shown, if at all, as no text.
    Unseen,
    /// Part of a line.
    Inline,
}

const ROLES: &[(&[&str], Role)] = &[
    (
        &[
            "p",
            "div",
            "section",
            "article",
            "main",
            "header",
            "body",
            "html",
            "ul",
            "ol",
            "dl",
            "dt",
            "dd",
            "blockquote",
            "figure",
            "table",
            "tbody",
            "thead",
            "tfoot",
            "address",
            "hr",
            "form",
            "fieldset",
            "details",
            "summary",
            "center",
            "hgroup",
            "legend",
            "menu",
            "dir",
        ],
        Role::Block,
    ),
    (&["h1"], Role::First),
    (&["h2", "h3", "h4", "h5", "h6"], Role::Heading),
    (&["figcaption", "caption"], Role::Caption),
    (&["nav", "aside", "footer"], Role::Boilerplate),
    (&["li"], Role::Item),
    (&["pre"], Role::Lines),
    (&["tr"], Role::Row),
    (&["td", "th"], Role::Cell),
    (&["br"], Role::LineBreak),
    (&["del", "s", "strike"], Role::Struck),
    (&["img", "picture"], Role::Picture),
    (
        &[
            "script", "style", "noscript", "template", "head", "title", "svg", "math", "iframe",
            "object", "embed", "video", "audio", "canvas", "select", "option", "datalist",
            "button", "input", "textarea", "dialog", "map", "rp", "rt", "meter", "progress",
            "noframes",
        ],
        Role::Unseen,
    ),
];

/// Words in the classes of what stands under a picture where the page has no element for it.
const CAPTION_CLASSES: &[&str] = &["caption"];

/// Words in the classes of a picture's credit.
const CREDIT_CLASSES: &[&str] = &["credit", "credits", "copyright"];

/// Words in the classes of what belongs to the site: its author's life, other stories, what it
/// sells.
const SITE_CLASSES: &[&str] = &[
    "related",
    "bio",
    "newsletter",
    "promo",
    "share",
    "sharing",
    "social",
    "subscribe",
    "advert",
    "advertisement",
    "ad",
    "ads",
    "sponsored",
    "breadcrumb",
    "breadcrumbs",
    "tags",
    "print",
    "recirc",
    "recommended",
    "trending",
];

/// How links start that lead, in what Google Docs saves, from the text to a note or a remark, and
/// from there back.
const NOTE_LINKS: &[&str] = &["#ftnt", "#cmnt"];

/// A part with more bytes is not a box next to the story, whatever its class.
const LONGEST_BOX: usize = 2000;

/// Classes of the marks that lead to notes and back.
const NOTE_CLASSES: &[&str] = &[
    "footnote-ref",
    "footnote-back",
    "footnote-backref",
    "reference",
    "noprint",
];

/// A step on the way through the tree. The way is kept in a list and not in calls, so no page is
/// too deep for it.
enum Step<'a> {
    Into(NodeRef<'a>),
    /// After all that an element holds.
    OutOf(Role, NodeRef<'a>),
}

/// The blocks of what a node holds, in the page's order. A heading of the first level is marked as
/// a title. `handed`: the notes of the page, by their numbers. `is_office`: whether what no browser
/// shows are the comments of a word processor.
pub(super) fn blocks(node: &NodeRef<'_>, handed: &[Handed], is_office: bool) -> Walked {
    let mut walked = Walked::default();
    let mut state = State::default();
    let mut steps = vec![Step::Into(*node)];
    while let Some(step) = steps.pop() {
        match step {
            Step::OutOf(role, node) => state.leave(role, &node),
            Step::Into(node) if node.is_text() => state.text(&node.text()),
            Step::Into(node) if notes::is_note(&node) => {}
            Step::Into(node) if is_office && is_edge(&node) => {}
            Step::Into(node) if node.is_comment() => {
                if let Some(comment) = notes::comment(&node).filter(|_| is_office) {
                    state.blocks.hand_over(comment, Sign::Before);
                }
            }
            Step::Into(node) => {
                if let Some(note) = notes::led_to(&node).and_then(|at| handed.get(at)) {
                    state.blocks.hand_over(note.clone(), Sign::Before);
                    continue;
                }
                let mut role = role(&node);
                if role == Role::Credit {
                    role = state.credit(&node);
                }
                if role == Role::Inline && node.has_name("sup") && state.blocks.raise(&node.text())
                {
                    continue;
                }
                match role {
                    Role::Remark => {
                        walked.comments += 1;
                        continue;
                    }
                    Role::Unseen => {
                        let is_hidden = is_hidden(&node);
                        let has_words = || node.text().contains(char::is_alphanumeric);
                        walked.hidden += usize::from(is_hidden && has_words());
                        continue;
                    }
                    Role::Struck => {
                        walked.struck += 1;
                        continue;
                    }
                    Role::Picture => {
                        walked.pictures += usize::from(node.has_name("img"));
                    }
                    _ => state.enter(role, &node),
                }
                steps.push(Step::OutOf(role, node));
                // The last child first: the steps are taken from the end.
                steps.extend(node.children_it(true).map(Step::Into));
            }
        }
    }
    (walked.blocks, walked.handed) = state.finish();
    walked
}

/// Whether this is what `LibreOffice` sets above or below every page of a document.
fn is_edge(node: &NodeRef<'_>) -> bool {
    let title = node.attr("title").filter(|_| node.has_name("div"));
    title.is_some_and(|title| matches!(&*title, "header" | "footer"))
}

/// What no page shows as words, however it is looked at.
const NO_WORDS: &[&str] = &["script", "style", "template"];

/// Every word that a node holds, shown or not, struck out or not, with its title and what stands
/// for its pictures: a line for what is no part of a line.
pub(super) fn all_words(node: &NodeRef<'_>) -> String {
    let mut words = String::new();
    let mut steps = vec![Step::Into(*node)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Into(node) if node.is_text() => words.push_str(&node.text()),
            Step::Into(node) => {
                let name = node.qual_name_ref();
                let name = name.as_ref().map_or("", |name| &*name.local);
                let role = role_of(name);
                if NO_WORDS.contains(&name) {
                    continue;
                }
                part(&mut words, role);
                if role == Role::Picture {
                    words.push_str(&node.attr("alt").unwrap_or_default());
                }
                steps.push(Step::OutOf(role, node));
                // The last child first: the steps are taken from the end.
                steps.extend(node.children_it(true).map(Step::Into));
            }
            Step::OutOf(role, _) => part(&mut words, role),
        }
    }
    words
}

/// Parts what comes from what was, unless both stand in one line.
fn part(words: &mut String, role: Role) {
    if !matches!(role, Role::Inline | Role::Struck) {
        words.push('\n');
    }
}

/// The role of an element by the name of its tag alone.
fn role_of(name: &str) -> Role {
    let known = ROLES.iter().find(|(names, _)| names.contains(&name));
    known.map_or(Role::Inline, |(_, role)| *role)
}

/// What an element is to the blocks.
fn role(node: &NodeRef<'_>) -> Role {
    let Some(name) = node.qual_name_ref() else {
        return Role::Inline;
    };
    let name: &str = &name.local;
    let role = role_of(name);
    if role != Role::Unseen && is_hidden(node) {
        return Role::Unseen;
    }
    let class = node.class().unwrap_or_default().to_lowercase();
    let mut classes = class.split_ascii_whitespace();
    let is_box = matches!(role, Role::Block | Role::Heading) || name == "span";
    if is_box && let Some(role) = role_by_class(node, role) {
        return role;
    }
    if matches!(name, "div" | "p") && is_remark(node) {
        return Role::Remark;
    }
    if name == "a" && leads_to_note(node, NOTE_LINKS) {
        return Role::Unseen;
    }
    if matches!(name, "a" | "sup") && classes.any(|class| NOTE_CLASSES.contains(&class)) {
        return Role::Unseen;
    }
    role
}

/// Whether a link leads to a note or back from one.
fn leads_to_note(node: &NodeRef<'_>, starts: &[&str]) -> bool {
    let href = node.attr("href").unwrap_or_default();
    starts.iter().any(|start| href.starts_with(start))
}

/// Whether a block is a remark: its first words lead back to where it was made.
fn is_remark(node: &NodeRef<'_>) -> bool {
    let mut first = node.first_element_child();
    // A box, in it a paragraph, in that the link.
    for _ in 0..3 {
        let Some(child) = first else {
            return false;
        };
        if child.has_name("a") {
            return leads_to_note(&child, &["#cmnt_ref"]);
        }
        first = child.first_element_child();
    }
    false
}

/// The role of a box by its classes.
fn role_by_class(node: &NodeRef<'_>, role: Role) -> Option<Role> {
    let class = node.class()?;
    // "relatedContent", "article__mm-image-credit"
    let mut words: Vec<String> = vec![String::new()];
    for c in class.chars() {
        let is_start =
            c.is_ascii_uppercase() && !words.last()?.ends_with(|c: char| c.is_ascii_uppercase());
        if !c.is_ascii_alphanumeric() || is_start {
            words.push(String::new());
        }
        if c.is_ascii_alphanumeric() {
            words.last_mut()?.push(c);
        }
    }
    let any = |known: &[&str]| {
        words
            .iter()
            .any(|word| known.contains(&word.to_ascii_lowercase().as_str()))
    };
    let is_small = || is_small(node);
    if any(CREDIT_CLASSES) && is_small() {
        Some(Role::Credit)
    } else if role != Role::Block {
        None
    } else if any(SITE_CLASSES) && is_small() {
        Some(Role::Boilerplate)
    } else {
        (any(CAPTION_CLASSES) && is_small()).then_some(Role::Caption)
    }
}

/// Whether an element holds no more than a box beside a story does. Looked at is only as much as
/// that.
fn is_small(node: &NodeRef<'_>) -> bool {
    let mut left = LONGEST_BOX;
    let mut nodes = vec![*node];
    while let Some(node) = nodes.pop() {
        let length = if node.is_text() { node.text().len() } else { 0 };
        // A node counts too, with text or without.
        let Some(rest) = left.checked_sub(length + 1) else {
            return false;
        };
        left = rest;
        nodes.extend(node.children_it(true).take(LONGEST_BOX + 1));
    }
    true
}

/// Whether the page says that an element is not shown.
fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = || {
        let style = node.attr("style").unwrap_or_default().to_lowercase();
        let style: String = style.split_ascii_whitespace().collect();
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    node.has_attr("hidden") || style()
}

/// The blocks gathered so far, and the state of the current block.
#[derive(Default)]
struct State {
    blocks: Blocks,
    /// How many elements deep inside what belongs to the site.
    boilerplate: usize,
    captions: usize,
    items: usize,
    lines: usize,
    links: usize,
    /// How many letters of the block stand in links, and how many do not.
    linked: usize,
    free: usize,
    /// The last mark of the block: a line that is only a link and ends as no sentence does leads to
    /// another page.
    ending: Option<char>,
}

impl State {
    /// Text where the walk is. In kept lines an empty one parts blocks.
    fn text(&mut self, text: &str) {
        if self.lines == 0 {
            return self.push(text);
        }
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 && line.trim().is_empty() {
                self.start(None);
            } else if at > 0 {
                self.blocks.break_line();
            }
            self.push(line);
        }
    }

    /// The text of the current block.
    fn push(&mut self, text: &str) {
        self.blocks.push(text);
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        if self.links > 0 {
            self.linked += letters;
        } else {
            self.free += letters;
        }
        let ending = text.chars().rfind(|c| !c.is_whitespace());
        self.ending = ending.or(self.ending);
    }

    /// Says what the block at hand is, if it is only a link and no sentence: the way to another
    /// page.
    fn settle(&mut self) {
        let is_link = self.linked > 0 && self.free == 0;
        let is_sentence = self.ending.is_some_and(|c| ".!?…".contains(c));
        // A heading in a list that is only a link is another story's.
        let is_other = self.blocks.part() == Some(Part::Heading) && self.items > 0;
        let may_be_way = is_other || matches!(self.blocks.part(), None | Some(Part::Body));
        if is_link && !is_sentence && may_be_way {
            self.blocks.set_part(Some(Part::Boilerplate));
        }
        (self.linked, self.free, self.ending) = (0, 0, None);
    }

    /// Starts a block of this kind, where nothing around it says more.
    fn start(&mut self, part: Option<Part>) {
        self.settle();
        let part = if self.boilerplate > 0 {
            Some(Part::Boilerplate)
        } else if self.captions > 0 {
            Some(Part::Caption)
        } else {
            // An item's text is a line of the story, however short.
            part.or((self.items > 0).then_some(Part::Body))
        };
        self.blocks.start(part);
    }

    fn enter(&mut self, role: Role, node: &NodeRef<'_>) {
        match role {
            Role::Block => self.start(None),
            Role::First => self.start(Some(Part::Title)),
            Role::Heading => self.start(Some(Part::Heading)),
            Role::Caption => {
                self.captions += 1;
                self.start(None);
            }
            Role::Boilerplate => {
                self.boilerplate += 1;
                self.start(None);
            }
            Role::Item => {
                self.items += 1;
                self.start(None);
            }
            Role::Lines => {
                self.lines += 1;
                self.start(None);
            }
            Role::Row => {
                self.settle();
                self.blocks.start_row();
            }
            Role::Cell => {
                self.settle();
                self.blocks.start_cell();
            }
            Role::LineBreak => self.blocks.break_line(),
            Role::Inline => {
                self.links += usize::from(node.has_name("a"));
                let href = node.attr("href").filter(|_| node.has_name("a"));
                if let Some(link) = href.and_then(|href| Handed::link(&href)) {
                    self.blocks.hand_over(link, Sign::After);
                }
            }
            Role::Picture | Role::Unseen | Role::Struck | Role::Credit | Role::Remark => {}
        }
    }

    /// The role of a picture's credit: boilerplate if it is on its own or under a picture.
    fn credit(&self, node: &NodeRef<'_>) -> Role {
        if self.captions > 0 || !node.has_name("span") {
            Role::Boilerplate
        } else {
            Role::Inline
        }
    }

    fn leave(&mut self, role: Role, node: &NodeRef<'_>) {
        match role {
            Role::Caption => self.captions = self.captions.saturating_sub(1),
            Role::Boilerplate => self.boilerplate = self.boilerplate.saturating_sub(1),
            Role::Item => self.items = self.items.saturating_sub(1),
            Role::Lines => self.lines = self.lines.saturating_sub(1),
            Role::Row => {
                self.settle();
                self.blocks.end_row();
                return;
            }
            Role::Inline => {
                self.links = self.links.saturating_sub(usize::from(node.has_name("a")));
                return;
            }
            Role::LineBreak
            | Role::Picture
            | Role::Unseen
            | Role::Struck
            | Role::Credit
            | Role::Remark => return,
            Role::Block | Role::First | Role::Heading | Role::Cell => {}
        }
        self.start(None);
    }

    fn finish(mut self) -> (Vec<Block>, Vec<Handed>) {
        self.settle();
        self.blocks.finish()
    }
}
