//! Recognises web pages.

/// The tags with which a page can start, with or without a head.
const STARTS_OF_PAGES: &[&str] = &[
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<p>",
    "<p ",
    "<div",
    "<article",
    "<h1",
    "<h2",
    "<section",
    "<main",
    "<table",
    "<meta",
    "<title",
];

/// Tags by which a file with the extension of a page is recognised as one.
const PAGE_TAGS: &[&str] = &[
    "<p", "<div", "<br", "<h1", "<h2", "<h3", "<span", "<table", "<body", "<html", "<article",
    "<ul", "<font", "<center", "<pre",
];

/// Whether a text is a web page: by its start, or for a file extension of web pages also by any
/// common tag.
pub(in crate::reading) fn is_page(text: &str, extension: &str) -> bool {
    let start = after_prologue(text);
    let starts_with = |known: &&str| {
        start
            .get(..known.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(known))
    };
    let is_named = matches!(
        extension,
        "html" | "htm" | "xhtml" | "shtml" | "aspx" | "php"
    );
    let has_tag = || {
        let text = text.to_ascii_lowercase();
        PAGE_TAGS.iter().any(|tag| text.contains(tag))
    };
    STARTS_OF_PAGES.iter().any(starts_with) || (is_named && (start.starts_with('<') || has_tag()))
}

/// A text without the comments and processing instructions that may precede a page.
fn after_prologue(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let end = match rest.get(..4) {
            Some("<!--") => "-->",
            Some(start) if start.starts_with("<?") => "?>",
            _ => return rest,
        };
        match rest.split_once(end) {
            Some((_, after)) => rest = after.trim_start(),
            None => return rest,
        }
    }
}
