//! Parses HTML within limits. Repairing broken markup takes quadratic time and memory, so the size
//! of the tree is checked while it grows, and parsing stops at the limits.

use std::borrow::Cow;
use std::cell::{Cell, Ref};

use dom_query::{Document as Page, NodeId};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};

use super::tags::too_many_attributes;
use crate::error::Error;
use crate::text;

/// The greatest depth of elements. Saved pages have about thirty levels, or some hundred if tags
/// were left open.
const MAX_DEPTH: usize = 400;

/// How many steps the parser may take: elements, attributes, and mistakes in the markup. The
/// longest pages take some hundred thousand.
const MAX_STEPS: usize = 6_000_000;

/// For each element or mistake, the parser and this check search the open elements. So one more
/// step is counted for each group of this many open elements.
const OPEN_PER_STEP: usize = 32;

/// After how many bytes the limits are checked.
const BYTES_BETWEEN_CHECKS: usize = 512;

/// How many character references a page may have. While they are parsed, they take many times their
/// own size. A page that writes every letter as a reference can still be as long as several books.
const MAX_REFERENCES: usize = 1_000_000;

/// Parses a page. `name` is safe to show.
///
/// Errors, with their approximate place: elements deeper than [`MAX_DEPTH`], more than
/// [`MAX_STEPS`] steps, or more than [`MAX_REFERENCES`] references.
pub(in crate::reading) fn parse(page: &str, name: &str) -> Result<Page, Error> {
    const TOO_MUCH: &str = "the page holds more markup than any story";
    if let Some(at) = too_many_attributes(page) {
        return Err(refused(page, name, at, TOO_MUCH));
    }
    if let Some((at, _)) = page.match_indices('&').nth(MAX_REFERENCES) {
        return Err(refused(page, name, at, TOO_MUCH));
    }
    let mut options = ParseOpts::default();
    // The content of `noscript` is parsed, as in a browser without scripts.
    options.tree_builder.scripting_enabled = false;
    let mut parser = parse_document(WatchedTree::default(), options);
    let mut at = 0;
    while at < page.len() {
        let mut end = (at + BYTES_BETWEEN_CHECKS).min(page.len());
        while !page.is_char_boundary(end) {
            end += 1;
        }
        parser.process(StrTendril::from(page.get(at..end).unwrap_or_default()));
        let tree = &parser.tokenizer.sink.sink;
        if tree.max_depth.get() > MAX_DEPTH {
            let what = format!("more than {MAX_DEPTH} elements are nested here");
            return Err(refused(page, name, at, &what));
        }
        if tree.steps.get() > MAX_STEPS {
            return Err(refused(page, name, at, TOO_MUCH));
        }
        at = end;
    }
    Ok(parser.finish())
}

fn refused(page: &str, name: &str, at: usize, what: &str) -> Error {
    let (line, column) = text::place_of(page.get(..at).unwrap_or_default());
    Error::refused(
        format!("{name}:{line}:{column}: {what}"),
        "copy the story's text out of the page into a file".to_owned(),
    )
}

/// A tree that counts the parser's steps and forwards everything to the page.
#[derive(Default)]
struct WatchedTree {
    page: Page,
    max_depth: Cell<usize>,
    /// The depth of the last element.
    depth: Cell<usize>,
    steps: Cell<usize>,
}

impl WatchedTree {
    fn step(&self, count: usize) {
        self.steps.set(self.steps.get().saturating_add(count));
    }

    /// Counts the depth of an element that is added to `parent`.
    fn count_depth(&self, parent: NodeId, child: &NodeOrText<NodeId>) {
        if let NodeOrText::AppendNode(_) = child
            && let Some(parent) = self.page.tree.get(&parent)
        {
            let depth = 1 + parent.ancestors_it(Some(MAX_DEPTH * 2)).count();
            self.step(depth / OPEN_PER_STEP);
            self.depth.set(depth);
            self.max_depth.set(self.max_depth.get().max(depth));
        }
    }
}

impl TreeSink for WatchedTree {
    type Handle = NodeId;
    type Output = Page;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Page {
        self.page
    }

    fn parse_error(&self, _: Cow<'static, str>) {
        self.step(1 + self.depth.get() / OPEN_PER_STEP);
    }

    fn get_document(&self) -> NodeId {
        self.page.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.page.elem_name(target)
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.step(1 + attrs.len());
        self.page.create_element(name, attrs, flags)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.step(1);
        self.page.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.page.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.count_depth(*parent, &child);
        self.page.append(parent, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        prev_element: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        self.count_depth(*element, &child);
        self.page
            .append_based_on_parent_node(element, prev_element, child);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.count_depth(*sibling, &child);
        self.page.append_before_sibling(sibling, child);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.page.append_doctype_to_document(name, public, system);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.page.get_template_contents(target)
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        self.page.same_node(one, other)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.page.set_quirks_mode(mode);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        self.step(1 + attrs.len());
        self.page.add_attrs_if_missing(target, attrs);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.page.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.page.reparent_children(node, new_parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.page.is_mathml_annotation_xml_integration_point(handle)
    }
}
