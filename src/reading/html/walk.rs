//! Converts the tree of a page to blocks. Invisible elements are left out, and text of the site
//! becomes boilerplate.

use dom_query::NodeRef;

use super::notes;
use super::roles::{Role, is_hidden, role, role_of};
use crate::case::Part;
use crate::reading::annotations::{Annotation, Sign};
use crate::reading::block::Block;
use crate::reading::blocks::Blocks;

/// The result of walking through a page.
#[derive(Debug, Default)]
pub(super) struct Walked {
    pub blocks: Vec<Block>,
    /// Pictures.
    pub pictures: usize,
    /// Parts with words that a browser does not show.
    pub hidden: usize,
    /// Passages that are struck out.
    pub struck: usize,
    /// Readers' comments without a known place in the text.
    pub comments: usize,
    /// Links, notes and comments.
    pub annotations: Vec<Annotation>,
}

/// A step of the walk. The steps are in a list, since recursive calls would overflow the stack on a
/// deep page.
enum Step<'a> {
    Enter(NodeRef<'a>),
    /// Comes after the steps for the content of an element.
    Leave(Role, NodeRef<'a>),
}

/// The blocks inside a node, in the page's order. Headings of level 1 are marked as titles.
/// `annotations`: the notes of the page, by index. `is_office`: whether comments in the source are
/// the comments of a word processor's document.
pub(super) fn blocks(node: &NodeRef<'_>, annotations: &[Annotation], is_office: bool) -> Walked {
    let mut walked = Walked::default();
    let mut state = State::default();
    let mut steps = vec![Step::Enter(*node)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Leave(role, node) => state.leave(role, &node),
            Step::Enter(node) if node.is_text() => state.text(&node.text()),
            Step::Enter(node) if notes::is_note(&node) => {}
            Step::Enter(node) if is_office && is_edge(&node) => {}
            Step::Enter(node) if node.is_comment() => {
                if let Some(comment) = notes::comment(&node).filter(|_| is_office) {
                    state.blocks.annotate(comment, Sign::Before);
                }
            }
            Step::Enter(node) => {
                if let Some(note) = notes::note_number(&node).and_then(|at| annotations.get(at)) {
                    state.blocks.annotate(note.clone(), Sign::Before);
                    continue;
                }
                let mut role = role(&node);
                if role == Role::Credit {
                    role = state.credit(&node);
                }
                if role == Role::Inline
                    && node.has_name("sup")
                    && state.blocks.push_superscript(&node.text())
                {
                    continue;
                }
                match role {
                    Role::Comment => {
                        walked.comments += 1;
                        continue;
                    }
                    Role::NotText => {
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
                steps.push(Step::Leave(role, node));
                // The last child comes first, since steps are popped from the end.
                steps.extend(node.children_it(true).map(Step::Enter));
            }
        }
    }
    (walked.blocks, walked.annotations) = state.finish();
    walked
}

/// Whether an element is a page header or footer of a `LibreOffice` document.
fn is_edge(node: &NodeRef<'_>) -> bool {
    let title = node.attr("title").filter(|_| node.has_name("div"));
    title.is_some_and(|title| matches!(&*title, "header" | "footer"))
}

/// Elements whose content is never text.
const NO_WORDS: &[&str] = &["script", "style", "template"];

/// All words inside a node, whether shown or not, including titles and alternative texts. Elements
/// that are not inline start a new line.
pub(super) fn all_words(node: &NodeRef<'_>) -> String {
    let mut words = String::new();
    let mut steps = vec![Step::Enter(*node)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) if node.is_text() => words.push_str(&node.text()),
            Step::Enter(node) => {
                let name = node.qual_name_ref();
                let name = name.as_ref().map_or("", |name| &*name.local);
                let role = role_of(name);
                if NO_WORDS.contains(&name) {
                    continue;
                }
                separate(&mut words, role);
                if role == Role::Picture {
                    words.push_str(&node.attr("alt").unwrap_or_default());
                }
                steps.push(Step::Leave(role, node));
                // The last child comes first, since steps are popped from the end.
                steps.extend(node.children_it(true).map(Step::Enter));
            }
            Step::Leave(role, _) => separate(&mut words, role),
        }
    }
    words
}

/// Starts a new line, unless the element is inline.
fn separate(words: &mut String, role: Role) {
    if !matches!(role, Role::Inline | Role::Struck) {
        words.push('\n');
    }
}

/// The blocks collected so far, and the state of the current block.
#[derive(Default)]
struct State {
    blocks: Blocks,
    /// How many nested boilerplate elements are open. The next four fields count other open
    /// elements.
    boilerplate: usize,
    captions: usize,
    items: usize,
    lines: usize,
    links: usize,
    /// How many letters of the current block are inside links.
    linked: usize,
    /// How many letters of it are outside links.
    unlinked: usize,
    /// The last visible character of the current block.
    last_char: Option<char>,
}

impl State {
    /// Adds text. In preformatted text, a line feed is a line break, and an empty line starts a new
    /// block.
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

    /// Adds text to the current block.
    fn push(&mut self, text: &str) {
        self.blocks.push(text);
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        if self.links > 0 {
            self.linked += letters;
        } else {
            self.unlinked += letters;
        }
        let last_char = text.chars().rfind(|c| !c.is_whitespace());
        self.last_char = last_char.or(self.last_char);
    }

    /// Marks the current block as boilerplate if it consists only of links and does not end like a
    /// sentence. Such a block leads to another page.
    fn mark_link_block(&mut self) {
        let is_link = self.linked > 0 && self.unlinked == 0;
        let is_sentence = self.last_char.is_some_and(|c| ".!?…".contains(c));
        // A heading in a list that is only a link belongs to another story.
        let is_other = self.blocks.part() == Some(Part::Heading) && self.items > 0;
        let may_be_link_block = is_other || matches!(self.blocks.part(), None | Some(Part::Body));
        if is_link && !is_sentence && may_be_link_block {
            self.blocks.set_part(Some(Part::Boilerplate));
        }
        (self.linked, self.unlinked, self.last_char) = (0, 0, None);
    }

    /// Starts a block of this kind, unless an outer element determines the kind.
    fn start(&mut self, part: Option<Part>) {
        self.mark_link_block();
        let part = if self.boilerplate > 0 {
            Some(Part::Boilerplate)
        } else if self.captions > 0 {
            Some(Part::Caption)
        } else {
            // A list item is body text, however short.
            part.or((self.items > 0).then_some(Part::Body))
        };
        self.blocks.start(part);
    }

    fn enter(&mut self, role: Role, node: &NodeRef<'_>) {
        match role {
            Role::Block => self.start(None),
            Role::TopHeading => self.start(Some(Part::Title)),
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
                self.mark_link_block();
                self.blocks.start_row();
            }
            Role::Cell => {
                self.mark_link_block();
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
            Role::Picture | Role::NotText | Role::Struck | Role::Credit | Role::Comment => {}
        }
    }

    /// The role of a picture credit: boilerplate if it is a block or in a caption, else part of the
    /// line.
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
                self.mark_link_block();
                self.blocks.end_row();
                return;
            }
            Role::Inline => {
                self.links = self.links.saturating_sub(usize::from(node.has_name("a")));
                return;
            }
            Role::LineBreak
            | Role::Picture
            | Role::NotText
            | Role::Struck
            | Role::Credit
            | Role::Comment => return,
            Role::Block | Role::TopHeading | Role::Heading | Role::Cell => {}
        }
        self.start(None);
    }

    fn finish(mut self) -> (Vec<Block>, Vec<Annotation>) {
        self.mark_link_block();
        self.blocks.finish()
    }
}
