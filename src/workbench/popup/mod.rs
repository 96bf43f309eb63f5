//! Lists, forms and questions that have the keys until they are left. Each is one file: what it holds, what its keys ask for, how
//! it is drawn, its footer, whether it outlives a change outside, and what is kept of what was typed into it.

pub mod ask;
pub mod clash;
pub mod credit;
pub mod dialog;
pub mod evidence;
pub mod find;
pub mod form;
pub mod list;
pub mod prompt;
pub mod select;
pub mod split;

use std::ops::{Deref, DerefMut};

use crate::workbench::model::{Model, Selection};

use ask::Ask;
use clash::Clash;
use credit::Credit;
use dialog::Dialog;
use evidence::EvidenceLine;
use find::Find;
use form::FormPopup;
use list::List;
use prompt::{Asks, Prompt};
use split::Split;

/// Something that has the keys until it is left.
#[derive(Clone, Debug)]
pub enum Popup {
    /// Evidence on one line.
    Evidence(Box<EvidenceLine>),
    /// Whom a claim credits.
    Credit(Box<Credit>),
    /// A form of several fields.
    Form(Box<FormPopup>),
    /// A list to choose from.
    List(List),
    /// Finding a claim or a source.
    Find(Box<Find>),
    /// One field, for one purpose.
    Prompt(Prompt),
    /// A question with Enter for yes and Esc for no.
    Ask(Ask),
    /// Where a claim is cut in two.
    Split(Split),
    /// A selection in the story.
    Select(Selection),
    /// Which of two sides stands, after a change outside.
    Clash(Clash),
}

impl Popup {
    /// Asks who rules; the command of this id wanted to know.
    pub fn initials(model: &Model, command: Option<&'static str>) -> Self {
        Prompt::new(model, Asks::Initials(command)).into()
    }
}

macro_rules! popups {
    ($($kind:ident $held:ty $(, $boxed:ident)?;)+) => {
        $(impl From<$held> for Popup {
            fn from(held: $held) -> Self {
                Self::$kind(popups!(@held held $($boxed)?))
            }
        })+
    };
    (@held $held:ident) => { $held };
    (@held $held:ident boxed) => { Box::new($held) };
}

popups! {
    Evidence EvidenceLine, boxed;
    Credit Credit, boxed;
    Form FormPopup, boxed;
    List List;
    Find Find, boxed;
    Prompt Prompt;
}

impl Deref for Popup {
    type Target = dyn Dialog;

    fn deref(&self) -> &Self::Target {
        match self {
            Self::Evidence(line) => line.as_ref(),
            Self::Credit(credit) => credit.as_ref(),
            Self::Form(form) => form.as_ref(),
            Self::List(list) => list,
            Self::Find(find) => find.as_ref(),
            Self::Prompt(prompt) => prompt,
            Self::Ask(ask) => ask,
            Self::Split(split) => split,
            Self::Select(selection) => selection,
            Self::Clash(clash) => clash,
        }
    }
}

impl DerefMut for Popup {
    fn deref_mut(&mut self) -> &mut Self::Target {
        match self {
            Self::Evidence(line) => line.as_mut(),
            Self::Credit(credit) => credit.as_mut(),
            Self::Form(form) => form.as_mut(),
            Self::List(list) => list,
            Self::Find(find) => find.as_mut(),
            Self::Prompt(prompt) => prompt,
            Self::Ask(ask) => ask,
            Self::Split(split) => split,
            Self::Select(selection) => selection,
            Self::Clash(clash) => clash,
        }
    }
}
