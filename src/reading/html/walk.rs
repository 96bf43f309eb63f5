//! From a page's tree to blocks: what starts a block, what is not seen, what belongs to the site.

use dom_query::NodeRef;

use super::notes;
use super::roles::{Role, is_hidden, role, role_of};
use crate::case::Part;
use crate::reading::annotations::{Annotation, Sign};
use crate::reading::block::Block;
use crate::reading::blocks::Blocks;

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
    pub annotations: Vec<Annotation>,
}

/// A step on the way through the tree. The way is kept in a list and not in calls, so no page is
/// too deep for it.
enum Step<'a> {
    Into(NodeRef<'a>),
    /// After all that an element holds.
    OutOf(Role, NodeRef<'a>),
}

/// The blocks of what a node holds, in the page's order. A heading of the first level is marked as
/// a title. `annotations`: the notes of the page, by their numbers. `is_office`: whether what no browser
/// shows are the comments of a word processor.
pub(super) fn blocks(node: &NodeRef<'_>, annotations: &[Annotation], is_office: bool) -> Walked {
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
                    state.blocks.annotate(comment, Sign::Before);
                }
            }
            Step::Into(node) => {
                if let Some(note) = notes::led_to(&node).and_then(|at| annotations.get(at)) {
                    state.blocks.annotate(note.clone(), Sign::Before);
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
    (walked.blocks, walked.annotations) = state.finish();
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
                if let Some(link) = href.and_then(|href| Annotation::link(&href)) {
                    self.blocks.annotate(link, Sign::After);
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

    fn finish(mut self) -> (Vec<Block>, Vec<Annotation>) {
        self.settle();
        self.blocks.finish()
    }
}
