//! What an element of a page is to the blocks: by its tag, its classes, and what it leads to.

use dom_query::NodeRef;

/// What an element is to the blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
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

/// The role of an element by the name of its tag alone.
pub(super) fn role_of(name: &str) -> Role {
    let known = ROLES.iter().find(|(names, _)| names.contains(&name));
    known.map_or(Role::Inline, |(_, role)| *role)
}

/// What an element is to the blocks.
pub(super) fn role(node: &NodeRef<'_>) -> Role {
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
pub(super) fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = || {
        let style = node.attr("style").unwrap_or_default().to_lowercase();
        let style: String = style.split_ascii_whitespace().collect();
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    node.has_attr("hidden") || style()
}
