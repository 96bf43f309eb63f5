//! Telegram: the desktop program's exports in JSON and HTML, and the web pages of channels.

use dom_query::{Document as Page, NodeRef, Selection};
use serde::Deserialize;
use serde_json::Value;

use super::super::document::Document;
use super::super::html;
use super::super::turn::Turn;
use super::{LeftOutCounts, document, one_line, post};
use crate::error::Error;

/// A chat in JSON. The export of a whole account contains several.
#[derive(Default, Deserialize)]
struct Chat {
    #[serde(default)]
    name: Option<String>,
    messages: Vec<Message>,
}

#[derive(Deserialize)]
struct AccountExport {
    chats: Chats,
}

#[derive(Deserialize)]
struct Chats {
    list: Vec<Chat>,
}

/// The fields of a message that are used.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Message {
    #[serde(rename = "type")]
    kind: String,
    date: String,
    from: Option<String>,
    from_id: Option<Value>,
    author: Option<String>,
    forwarded_from: Option<String>,
    saved_from: Option<String>,
    text: Value,
    poll: Option<Poll>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Poll {
    question: Value,
    answers: Vec<Answer>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Answer {
    text: Value,
}

/// Parses a JSON export. None if the text is no such export.
pub(in super::super) fn json(text: &str) -> Option<Document> {
    let text = text.trim();
    if !text.starts_with('{') || !(text.contains("\"messages\"") || text.contains("\"chats\"")) {
        return None;
    }
    let chats: Vec<Chat> = match serde_json::from_str::<Chat>(text) {
        Ok(chat) => vec![chat],
        Err(_) => serde_json::from_str::<AccountExport>(text).ok()?.chats.list,
    };
    let is_telegram = chats
        .iter()
        .flat_map(|chat| &chat.messages)
        .all(|message| !message.kind.is_empty());
    if !is_telegram {
        return None;
    }
    let mut left_out = LeftOutCounts::default();
    let mut posts = Vec::new();
    let title = match chats.as_slice() {
        [one] => one.name.clone().unwrap_or_default(),
        _ => String::new(),
    };
    for chat in &chats {
        for message in &chat.messages {
            if message.kind != "message" {
                left_out.notices += 1;
                continue;
            }
            posts.push(message.post(chat.name.as_deref().unwrap_or_default()));
        }
    }
    document(posts, left_out, &title, "a Telegram chat (JSON)")
}

impl Message {
    fn post(&self, chat: &str) -> Turn {
        let id = || {
            self.from_id
                .as_ref()
                .and_then(Value::as_str)
                .unwrap_or(chat)
        };
        let who = self.from.as_deref().unwrap_or_else(id);
        let mut turn = post(who, &self.date.replace('T', " "));
        // These people wrote the post: the signer of a channel's post, or the author of a forwarded
        // one.
        let original_authors = [&self.author, &self.forwarded_from, &self.saved_from];
        for name in original_authors.into_iter().flatten() {
            add_original_author(&mut turn, name);
        }
        for line in words(&self.text).lines() {
            turn.add_line(line);
        }
        if let Some(poll) = &self.poll {
            turn.add_line(&words(&poll.question));
            for answer in &poll.answers {
                turn.add_line(&format!("— {}", words(&answer.text)));
            }
        }
        turn
    }
}

/// Adds the original author of a post after the account that forwarded it.
fn add_original_author(turn: &mut Turn, name: &str) {
    let name = one_line(name);
    if !name.is_empty() && !turn.speakers.contains(&name) {
        turn.speakers.push(name);
    }
}

/// A text, which is a string, an object, or an array of both.
fn words(text: &Value) -> String {
    match text {
        Value::String(text) => text.clone(),
        Value::Array(pieces) => pieces
            .iter()
            .map(|piece| match piece {
                Value::String(text) => text.as_str(),
                piece => piece
                    .get("text")
                    .and_then(Value::as_str)
                    .unwrap_or_default(),
            })
            .collect(),
        Value::Object(piece) => piece.get("text").map(words).unwrap_or_default(),
        _ => String::new(),
    }
}

/// Whether a page has the class names of Telegram's pages or exports.
fn is_telegram_page(page: &str) -> bool {
    page.contains("tgme_widget_message")
        || page.contains("tgme_page")
        || (page.contains("\"from_name\"") && page.contains("class=\"message "))
}

/// Reads a page of an export, or a channel's web page. None if the page is neither. `name` is safe
/// to show.
///
/// Errors: those of parsing a page.
pub(in super::super) fn page(page: &str, name: &str) -> Option<Result<Document, Error>> {
    if !is_telegram_page(page) {
        return None;
    }
    let tree = match html::parse(page, name) {
        Ok(tree) => tree,
        Err(error) => return Some(Err(error)),
    };
    exported(&tree)
        .or_else(|| channel(&tree))
        .or_else(|| single(&tree))
        .map(Ok)
}

/// Reads a page of an export.
fn exported(tree: &Page) -> Option<Document> {
    let mut posts: Vec<Turn> = Vec::new();
    let mut left_out = LeftOutCounts::default();
    let mut last_sender = String::new();
    for message in &tree.select("div.message") {
        if message.has_class("service") {
            left_out.notices += 1;
            continue;
        }
        let body = message.select("div.body");
        let who = one_line(&own_name(&message.select("div.body > div.from_name")));
        // Only the first of several consecutive posts by one account has its name.
        if !who.is_empty() && !is_in_forwarded(&message, &who) {
            last_sender = who;
        }
        let when = attribute(&body.select("div.date"), "title");
        let mut turn = post(&last_sender, &when);
        let forwarded = message.select("div.forwarded > div.from_name");
        add_original_author(&mut turn, &own_name(&forwarded));
        for text in message.select("div.text").iter().take(1) {
            add_lines(&mut turn, &text);
        }
        posts.push(turn);
    }
    if posts.is_empty() {
        return None;
    }
    let title = one_line(&tree.select("div.page_header div.text").text());
    document(posts, left_out, &title, "a Telegram chat (HTML)")
}

/// Whether the only name in a message is that of the forwarded post's author.
fn is_in_forwarded(message: &Selection<'_>, who: &str) -> bool {
    let own = message.select("div.body:not(.forwarded) > div.from_name");
    one_line(&own_name(&own)) != who
}

/// Reads a channel's page.
fn channel(tree: &Page) -> Option<Document> {
    let mut posts: Vec<Turn> = Vec::new();
    for message in &tree.select("div.tgme_widget_message") {
        let who =
            message.select(".tgme_widget_message_owner_name, .tgme_widget_message_author_name");
        let who = who
            .iter()
            .next()
            .map(|who| who.text().to_string())
            .unwrap_or_default();
        let when = attribute(
            &message.select(".tgme_widget_message_date time, time.time"),
            "datetime",
        );
        let mut turn = post(&who, &when);
        turn.places = post_url(&message)
            .map(|url| {
                (
                    0,
                    format!("{when}, {url}")
                        .trim_start_matches([',', ' '])
                        .to_owned(),
                )
            })
            .into_iter()
            .collect();
        let forwarded = message.select(".tgme_widget_message_forwarded_from_name");
        add_original_author(
            &mut turn,
            &forwarded
                .iter()
                .next()
                .map(|name| name.text().to_string())
                .unwrap_or_default(),
        );
        let signed = message.select(".tgme_widget_message_from_author");
        add_original_author(&mut turn, &signed.text());
        // A reply contains the text of the post that it answers.
        let texts = message.select(".tgme_widget_message_text");
        let own = texts
            .iter()
            .find(|text| !text.has_class("js-message_reply_text"));
        if let Some(text) = own {
            add_lines(&mut turn, &text);
        }
        for line in &message
            .select(".tgme_widget_message_poll_question, .tgme_widget_message_poll_option_text")
        {
            turn.add_line(&line.text());
        }
        posts.push(turn);
    }
    let title = tree.select(".tgme_channel_info_header_title");
    let title = title
        .iter()
        .next()
        .map(|title| one_line(&title.text()))
        .unwrap_or_default();
    if posts.is_empty() {
        return None;
    }
    document(
        posts,
        LeftOutCounts::default(),
        &title,
        "a page of a Telegram channel",
    )
}

/// The address of a post, made of its name in the page (`channel/12`).
fn post_url(message: &Selection<'_>) -> Option<String> {
    let name = message.attr("data-post")?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '/' || c == '-';
    name.chars()
        .all(is_plain)
        .then(|| format!("https://t.me/{name}"))
}

/// Reads the page of a single post. Its text is only in the page's metadata.
fn single(tree: &Page) -> Option<Document> {
    let meta = |name: &str| attribute(&tree.select(&format!("meta[property='{name}']")), "content");
    if meta("og:site_name") != "Telegram" {
        return None;
    }
    let mut turn = post(&meta("og:title"), "");
    for line in meta("og:description").lines() {
        turn.add_line(line);
    }
    let title = meta("og:title");
    document(
        vec![turn],
        LeftOutCounts::default(),
        &title,
        "a post of a Telegram channel",
    )
}

fn attribute(element: &Selection<'_>, name: &str) -> String {
    let first = element.iter().next();
    first
        .and_then(|one| one.attr(name))
        .map(|value| value.trim().to_owned())
        .unwrap_or_default()
}

/// A name without the date inside its element.
fn own_name(element: &Selection<'_>) -> String {
    let Some(first) = element.nodes().first() else {
        return String::new();
    };
    let own = first.children().into_iter().filter(NodeRef::is_text);
    own.map(|text| text.text().to_string()).collect()
}

/// Adds the lines of an element to a post.
fn add_lines(turn: &mut Turn, element: &Selection<'_>) {
    let mut text = String::new();
    if let Some(node) = element.nodes().first() {
        lines_of(node, &mut text);
    }
    for line in text.lines() {
        turn.add_line(line);
    }
}

/// The text of an element, with line feeds for line breaks.
fn lines_of(element: &NodeRef<'_>, text: &mut String) {
    for node in element.descendants() {
        if node.is_text() {
            text.push_str(&node.text());
        } else if node
            .node_name()
            .is_some_and(|name| matches!(name.as_ref(), "br" | "div" | "p" | "blockquote" | "pre"))
        {
            text.push('\n');
        }
    }
}
