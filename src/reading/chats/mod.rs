//! Chats and posts: exports of `WhatsApp` and Telegram, pages of Telegram channels, and threads
//! copied from X.
//!
//! A post is a [`Turn`] with its author and time. The speakers of a forwarded post are the person
//! who forwarded it, then its author. View counts and similar lines are left out.

pub(super) mod telegram;
pub(super) mod thread;
pub(super) mod whatsapp;

use super::document::{Content, Document};
use super::turn::Turn;

/// The numbers of parts of a chat that are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct LeftOutCounts {
    /// Posts without words, such as pictures.
    wordless: usize,
    /// Messages of the program itself, such as "Ann joined".
    notices: usize,
}

/// The document with these posts. `what`: the name of the format. None if no post has a word.
fn document(
    posts: Vec<Turn>,
    mut left_out: LeftOutCounts,
    title: &str,
    what: &str,
) -> Option<Document> {
    let all = posts.len();
    let posts: Vec<Turn> = posts
        .into_iter()
        .filter(|post| post.text.contains(char::is_alphanumeric))
        .collect();
    left_out.wordless += all - posts.len();
    if posts.is_empty() {
        return None;
    }
    let mut document = Document::new(Content::Turns(posts)).read_as(what);
    title.clone_into(&mut document.about.title);
    document.leave_out(
        left_out.wordless,
        "post without words",
        "posts without words",
    );
    document.leave_out(
        left_out.notices,
        "notice of the chat",
        "notices of the chat",
    );
    Some(document)
}

/// An empty post by this account.
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

/// A text with its white space collapsed to single spaces.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
