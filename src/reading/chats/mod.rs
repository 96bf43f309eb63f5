//! Chats and posts: what `WhatsApp` and Telegram export, the pages of Telegram channels, and
//! threads that are copied from X.
//!
//! A post is a paragraph under a line with who and when; the one it was forwarded from stands
//! behind the one who posted it. Counters of views and the like are left out.

pub(super) mod telegram;
pub(super) mod thread;
pub(super) mod whatsapp;

use super::document::{Content, Document};
use super::turn::Turn;

/// What a chat has besides posts with words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Without {
    /// Posts that only show something.
    wordless: usize,
    /// Messages of the program: who joined, who left.
    notices: usize,
}

/// The document of a chat. None if no post has a word.
fn document(posts: Vec<Turn>, mut without: Without, title: &str, what: &str) -> Option<Document> {
    let all = posts.len();
    let posts: Vec<Turn> = posts
        .into_iter()
        .filter(|post| post.text.contains(char::is_alphanumeric))
        .collect();
    without.wordless += all - posts.len();
    if posts.is_empty() {
        return None;
    }
    let mut document = Document::new(Content::Turns(posts)).of(what);
    title.clone_into(&mut document.about.title);
    document.leave_out(
        without.wordless,
        "post without words",
        "posts without words",
    );
    document.leave_out(without.notices, "notice of the chat", "notices of the chat");
    Some(document)
}

/// A post of this account.
fn post(who: &str, when: &str) -> Turn {
    Turn {
        speakers: Some(one_line(who))
            .filter(|who| !who.is_empty())
            .into_iter()
            .collect(),
        when: when.to_owned(),
        is_post: true,
        ..Turn::default()
    }
}

/// A name on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
