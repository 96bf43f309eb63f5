//! Lists, forms and questions that have the keys until they are left. Each is one file: what it
//! holds, what its keys ask for, how it is drawn, its footer, whether it outlives a change outside,
//! and what is kept of what was typed into it.

pub mod ask;
pub mod credit;
pub mod dialog;
pub mod evidence;
pub mod find;
pub mod form;
pub mod list;
pub mod prompt;
pub mod redaction;
pub mod select;
pub mod split;
pub mod unapplied;
pub mod unsure;

use std::ops::{Deref, DerefMut};

use crate::workbench::model::{Model, Selection};

use ask::Ask;
use credit::Credit;
use dialog::Dialog;
use evidence::EvidenceLine;
use find::Find;
use form::FormPopup;
use list::List;
use prompt::{Asks, Prompt};
use redaction::Redaction;
use split::Split;
use unapplied::Unapplied;
use unsure::Unsure;

/// Makes the enum of all popups, and has each handled as what it is.
macro_rules! popups {
    ($($(#[$doc:meta])+ $kind:ident($held:ty),)+) => {
        /// Something that has the keys until it is left.
        #[derive(Clone, Debug)]
        pub enum Popup {
            $($(#[$doc])+ $kind(Box<$held>),)+
        }

        impl Deref for Popup {
            type Target = dyn Dialog;

            fn deref(&self) -> &Self::Target {
                match self {
                    $(Self::$kind(popup) => popup.as_ref(),)+
                }
            }
        }

        impl DerefMut for Popup {
            fn deref_mut(&mut self) -> &mut Self::Target {
                match self {
                    $(Self::$kind(popup) => popup.as_mut(),)+
                }
            }
        }

        $(impl From<$held> for Popup {
            fn from(popup: $held) -> Self {
                Self::$kind(Box::new(popup))
            }
        })+
    };
}

popups! {
    /// Evidence on one line.
    Evidence(EvidenceLine),
    /// Whom a claim credits.
    Credit(Credit),
    /// A form of several fields.
    Form(FormPopup),
    /// A list to choose from.
    List(List),
    /// Finding a claim or a source.
    Find(Find),
    /// One field, for one purpose.
    Prompt(Prompt),
    /// A question with Enter for yes and Esc for no.
    Ask(Ask),
    /// Where a claim is cut in two.
    Split(Split),
    /// A selection in the story.
    Select(Selection),
    /// Which of two sides stands, after a change outside.
    Unapplied(Unapplied),
    /// What may lead to a confidential source.
    Redaction(Redaction),
    /// The claims that ask who said them.
    Unsure(Unsure),
}

impl Popup {
    /// Asks for the initials to rule under; then the command of this id goes on.
    pub fn initials(model: &Model, command: Option<&'static str>) -> Self {
        Prompt::new(model, Asks::Initials(command)).into()
    }

    /// The same before this, which is still open below it.
    pub fn initials_before(model: &Model, what: &str) -> Self {
        let prompt = Prompt::new(model, Asks::Initials(None));
        prompt.for_what(what).into()
    }
}
