//! Finds the footnotes and comments of a page. A note is the target of a link in the text and
//! contains a link back. This covers the footnotes of word processors, Google Docs, pandoc and
//! wikis, whatever names they use.
//!
//! Notes are found before the article, since finding the article renames and drops elements. They
//! are marked with attributes in the page's tree.

use std::collections::{HashMap, HashSet};

use dom_query::{NodeData, NodeId, NodeRef};

use crate::reading::annotations::{Annotation, Kind};

/// The first is an attribute of links: the index of the note. The second is an attribute of blocks
/// that are notes.
const LINK_ATTRIBUTE: &str = "data-factdesk-leads-to";
const NOTE_ATTRIBUTE: &str = "data-factdesk-note";

/// How many ancestors of a link target are searched for its block, and how many children of a link
/// for a name.
const MAX_NODES_APART: usize = 4;

/// How deep the link back may be inside a note.
const MAX_DEPTH: usize = 24;

/// The greatest length of a note, in bytes.
const MAX_NOTE_BYTES: usize = 10_000;

/// How many links to one target are examined as links back.
const MAX_LINKS: usize = 64;

/// The start of the names of comments in pages from Google Docs.
const COMMENT_START: &str = "cmnt";

/// Elements that can be notes.
const NOTE_ELEMENTS: &[&str] = &[
    "p",
    "li",
    "div",
    "section",
    "aside",
    "dd",
    "td",
    "blockquote",
];

/// Elements that end a line of a note.
const LINE_ELEMENTS: &[&str] = &["p", "li", "div", "br", "dd", "blockquote"];

/// A link within the page.
struct Link<'a> {
    node: NodeRef<'a>,
    /// The name of the link's target.
    to: String,
    order: usize,
}

/// Finds the notes of a page and marks them in it.
pub(super) fn of(root: &NodeRef<'_>) -> Vec<Annotation> {
    let mut links: Vec<Link<'_>> = Vec::new();
    let mut targets: HashMap<String, (usize, NodeRef<'_>)> = HashMap::new();
    for (order, node) in root.descendants().into_iter().enumerate() {
        if !node.is_element() {
            continue;
        }
        // These attributes must not come from the page's source.
        node.remove_attr(LINK_ATTRIBUTE);
        node.remove_attr(NOTE_ATTRIBUTE);
        for name in own_names(&node) {
            targets.entry(name).or_insert((order, node));
        }
        if node.has_name("a")
            && let Some(to) = fragment(&node)
        {
            links.push(Link { node, to, order });
        }
    }
    let mut by_target: HashMap<&str, Vec<&Link<'_>>> = HashMap::new();
    for link in &links {
        by_target.entry(&link.to).or_default().push(link);
    }
    let mut note_blocks: Vec<(NodeRef<'_>, Kind)> = Vec::new();
    let mut index_of: HashMap<NodeId, usize> = HashMap::new();
    let mut backlinks: HashSet<NodeId> = HashSet::new();
    for link in &links {
        let Some((_, target)) = targets
            .get(&link.to)
            .filter(|(order, _)| *order > link.order)
        else {
            continue;
        };
        let Some(block) = block_of(target) else {
            continue;
        };
        let names = names_near(&link.node);
        let back = names
            .iter()
            .filter_map(|name| by_target.get(name.as_str()))
            .flat_map(|links| links.iter().take(MAX_LINKS))
            .find(|back| is_within(&back.node, &block));
        let Some(back) = back.filter(|_| !is_within(&link.node, &block)) else {
            continue;
        };
        backlinks.insert(back.node.id);
        let block = whole_note(block);
        let index = *index_of.entry(block.id).or_insert_with(|| {
            let kind = if link.to.starts_with(COMMENT_START) {
                Kind::Comment
            } else {
                Kind::Note
            };
            note_blocks.push((block, kind));
            note_blocks.len() - 1
        });
        link_symbol(link.node).set_attr(LINK_ATTRIBUTE, &index.to_string());
    }
    let read = note_blocks.iter().map(|(block, kind)| {
        // Finding the article may replace a box with the paragraph inside it, so both are marked.
        let inside = block.descendants().into_iter().filter(is_block);
        for node in std::iter::once(*block).chain(inside) {
            node.set_attr(NOTE_ATTRIBUTE, "");
        }
        read(block, *kind, &backlinks)
    });
    read.collect()
}

/// A comment in the page's source. `LibreOffice` stores a document's comments there.
pub(super) fn comment(node: &NodeRef<'_>) -> Option<Annotation> {
    node.query(|node| match &node.data {
        NodeData::Comment { contents } => {
            let mut comment = Annotation::new(Kind::Comment);
            comment.add(contents);
            Some(comment)
        }
        _ => None,
    })?
}

/// The index of the note that a link leads to.
pub(super) fn note_number(node: &NodeRef<'_>) -> Option<usize> {
    node.attr(LINK_ATTRIBUTE)?.parse().ok()
}

/// Whether a block is a note.
pub(super) fn is_note(node: &NodeRef<'_>) -> bool {
    node.has_attr(NOTE_ATTRIBUTE)
}

/// The name of a link's target.
fn fragment(node: &NodeRef<'_>) -> Option<String> {
    let href = node.attr("href")?;
    // In a saved page, the page's own address may precede the `#`.
    let name = href.split_once('#')?.1;
    (!name.is_empty()).then(|| name.to_owned())
}

/// The names by which links can refer to an element.
fn own_names(node: &NodeRef<'_>) -> Vec<String> {
    let name = node.attr("name").filter(|_| node.has_name("a"));
    let names = [node.attr("id"), name].into_iter().flatten();
    names.map(|name| name.to_string()).collect()
}

/// The outermost inline element that has only the link's text, such as a superscript around the
/// link.
fn link_symbol(link: NodeRef<'_>) -> NodeRef<'_> {
    let text = link.text();
    let is_same = |node: &NodeRef<'_>| is_inline(node) && node.text().trim() == text.trim();
    let ancestors = link.ancestors_it(Some(2)).take_while(is_same);
    ancestors.last().unwrap_or(link)
}

fn is_inline(node: &NodeRef<'_>) -> bool {
    ["sup", "span", "a"].iter().any(|name| node.has_name(name))
}

/// The names by which a link back can refer to a link: those of the link, of inline elements around
/// it, and of elements inside it.
fn names_near(node: &NodeRef<'_>) -> Vec<String> {
    let is_inline =
        |node: &NodeRef<'_>| ["sup", "span", "a"].iter().any(|name| node.has_name(name));
    let ancestors = node.ancestors_it(Some(2)).take_while(is_inline);
    let inside = node
        .children_it(false)
        .take(MAX_NODES_APART)
        .filter(NodeRef::is_element);
    let near = std::iter::once(*node).chain(ancestors).chain(inside);
    near.flat_map(|node| own_names(&node)).collect()
}

/// The block that contains a link's target, if it is short enough for a note.
fn block_of<'a>(target: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let ancestors = std::iter::once(*target).chain(target.ancestors_it(Some(MAX_NODES_APART)));
    ancestors
        .into_iter()
        .find(is_block)
        .filter(|block| is_small(block))
}

/// The whole note: the box that begins with the block, if the box has no other links; else the
/// block.
fn whole_note(block: NodeRef<'_>) -> NodeRef<'_> {
    let is_box = |node: &NodeRef<'_>| {
        ["li", "div", "aside"]
            .iter()
            .any(|name| node.has_name(name))
    };
    let links = |node: &NodeRef<'_>| {
        let inside = node.descendants_it().filter(|node| node.has_name("a"));
        inside.filter(|link| fragment(link).is_some()).count()
    };
    let parent = block.parent().filter(is_box).filter(is_small);
    let begins = |parent: &NodeRef<'_>| {
        let first = parent.first_element_child();
        first.is_some_and(|first| first.id == block.id) && links(parent) == links(&block)
    };
    parent.filter(begins).unwrap_or(block)
}

fn is_block(node: &NodeRef<'_>) -> bool {
    NOTE_ELEMENTS.iter().any(|name| node.has_name(name))
}

fn is_within(node: &NodeRef<'_>, block: &NodeRef<'_>) -> bool {
    node.ancestors_it(Some(MAX_DEPTH))
        .any(|above| above.id == block.id)
}

/// Whether a block is short enough for a note.
fn is_small(block: &NodeRef<'_>) -> bool {
    let mut bytes_left = MAX_NOTE_BYTES;
    block.descendants_it().all(|node| {
        let length = if node.is_text() { node.text().len() } else { 0 };
        // Each node counts as one byte more, so that nodes without text are limited, too.
        bytes_left = bytes_left.saturating_sub(length + 1);
        bytes_left > 0
    })
}

/// The text of a note without its links back.
fn read(block: &NodeRef<'_>, kind: Kind, backlinks: &HashSet<NodeId>) -> Annotation {
    let mut note = Annotation::new(kind);
    let mut nodes = vec![*block];
    while let Some(node) = nodes.pop() {
        if node.is_text() {
            let text = node.text();
            note.add(&text.replace(['\n', '\r'], " "));
            continue;
        }
        let is_back = backlinks.contains(&node.id)
            || (node.has_name("a")
                && is_backlink_symbol(&node.text())
                && fragment(&node).is_some());
        if is_back || ["style", "script"].iter().any(|name| node.has_name(name)) {
            continue;
        }
        if node.has_name("a") {
            note.add_link(&node.attr("href").unwrap_or_default());
        }
        if LINE_ELEMENTS.iter().any(|name| node.has_name(name)) {
            note.add("\n");
        }
        // The last child comes first, since nodes are popped from the end.
        nodes.extend(node.children_it(true));
    }
    note
}

/// Whether a text is only a symbol, such as that of a link back: "↩", "^", "a".
fn is_backlink_symbol(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphanumeric()).count() <= 2
}
