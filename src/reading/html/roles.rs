//! The role of an element of a page, by its tag, its class names and its links.

use dom_query::NodeRef;

/// The role of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A block whose kind is determined later by its text.
    Block,
    /// Text that is struck out.
    Struck,
    /// A heading of level 1, possibly the headline.
    TopHeading,
    /// Any other heading.
    Heading,
    /// The caption of a picture or table.
    Caption,
    /// Text of the site that does not belong to the story.
    Boilerplate,
    /// An item of a list.
    Item,
    /// Text whose line breaks are kept.
    Lines,
    Row,
    Cell,
    LineBreak,
    Picture,
    /// The credit of a picture.
    Credit,
    /// A comment, which Google Docs puts below the text.
    Comment,
    /// An element that is not shown as text.
    NotText,
    /// Part of a line of text.
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
    (&["h1"], Role::TopHeading),
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
        Role::NotText,
    ),
];

/// Words in the class names of captions that have no caption element.
const CAPTION_CLASSES: &[&str] = &["caption"];

/// Words in the class names of picture credits.
const CREDIT_CLASSES: &[&str] = &["credit", "credits", "copyright"];

/// Words in the class names of boilerplate, such as notes about the author, other stories and
/// advertising.
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

/// The starts of the addresses of links between the text and its notes or comments, in documents
/// saved by Google Docs.
const NOTE_LINKS: &[&str] = &["#ftnt", "#cmnt"];

/// The greatest length of a boilerplate element, in bytes. A longer element is part of the story,
/// whatever its class is.
const MAX_BOX_BYTES: usize = 2000;

/// Class names of links to notes and back.
const NOTE_CLASSES: &[&str] = &[
    "footnote-ref",
    "footnote-back",
    "footnote-backref",
    "reference",
    "noprint",
];

/// The role of an element by its tag alone.
pub(super) fn role_of(name: &str) -> Role {
    let known = ROLES.iter().find(|(names, _)| names.contains(&name));
    known.map_or(Role::Inline, |(_, role)| *role)
}

/// The role of an element.
pub(super) fn role(node: &NodeRef<'_>) -> Role {
    let Some(name) = node.qual_name_ref() else {
        return Role::Inline;
    };
    let name: &str = &name.local;
    let role = role_of(name);
    if role != Role::NotText && is_hidden(node) {
        return Role::NotText;
    }
    let class = node.class().unwrap_or_default().to_lowercase();
    let mut classes = class.split_ascii_whitespace();
    let is_box = matches!(role, Role::Block | Role::Heading) || name == "span";
    if is_box && let Some(role) = role_by_class(node, role) {
        return role;
    }
    if matches!(name, "div" | "p") && is_comment_block(node) {
        return Role::Comment;
    }
    if name == "a" && leads_to_note(node, NOTE_LINKS) {
        return Role::NotText;
    }
    if matches!(name, "a" | "sup") && classes.any(|class| NOTE_CLASSES.contains(&class)) {
        return Role::NotText;
    }
    role
}

/// Whether the address of a link starts with one of these.
fn leads_to_note(node: &NodeRef<'_>, starts: &[&str]) -> bool {
    let href = node.attr("href").unwrap_or_default();
    starts.iter().any(|start| href.starts_with(start))
}

/// Whether a block is a comment of Google Docs: its first words link back to the commented text.
fn is_comment_block(node: &NodeRef<'_>) -> bool {
    let mut first = node.first_element_child();
    // The link may be in a paragraph of the block.
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

/// The role of a box by its class names.
fn role_by_class(node: &NodeRef<'_>, role: Role) -> Option<Role> {
    let class = node.class()?;
    // Class names are split into words: "relatedContent", "article__mm-image-credit".
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

/// Whether an element is at most [`MAX_BOX_BYTES`] long. No more than that is examined.
fn is_small(node: &NodeRef<'_>) -> bool {
    let mut bytes_left = MAX_BOX_BYTES;
    let mut nodes = vec![*node];
    while let Some(node) = nodes.pop() {
        let length = if node.is_text() { node.text().len() } else { 0 };
        // Each node counts as one byte more, so that nodes without text are limited, too.
        let Some(rest) = bytes_left.checked_sub(length + 1) else {
            return false;
        };
        bytes_left = rest;
        nodes.extend(node.children_it(true).take(MAX_BOX_BYTES + 1));
    }
    true
}

/// Whether an attribute of the element hides it.
pub(super) fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = || {
        let style = node.attr("style").unwrap_or_default().to_lowercase();
        let style: String = style.split_ascii_whitespace().collect();
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    node.has_attr("hidden") || style()
}
