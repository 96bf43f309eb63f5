//! Popups: lists, forms and questions that receive the keys until they are closed. Each popup is
//! one file, with its state, its keys, its drawing and its footer. The file also says whether the
//! popup stays open after a change from outside, and how its text is stored.

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
use prompt::{Prompt, Purpose};
use redaction::Redaction;
use split::Split;
use unapplied::Unapplied;
use unsure::Unsure;

/// Declares the enum of all popups. Each variant dereferences to [`Dialog`].
macro_rules! popups {
    ($($(#[$doc:meta])+ $kind:ident($held:ty),)+) => {
        /// A popup.
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
    /// The evidence line.
    Evidence(EvidenceLine),
    /// A claim's attribution.
    Credit(Credit),
    /// A form of several fields.
    Form(FormPopup),
    /// A list to choose from.
    List(List),
    /// The find line.
    Find(Find),
    /// One field, for one purpose.
    Prompt(Prompt),
    /// A question that Enter answers with yes and Esc with no.
    Ask(Ask),
    /// Splitting a claim.
    Split(Split),
    /// A selection in the story.
    Select(Selection),
    /// Choosing between the person's edit and the changed file.
    Unapplied(Unapplied),
    /// Places that could reveal a confidential source.
    Redaction(Redaction),
    /// Claims with several candidates for who said them.
    Unsure(Unsure),
}

impl Popup {
    /// Asks for the person's initials, then runs the command with this id.
    pub fn initials(model: &Model, command: Option<&'static str>) -> Self {
        Prompt::new(model, Purpose::Initials(command)).into()
    }

    /// Asks for the person's initials above another popup, which stays open. `what`: the action
    /// that needs them.
    pub fn initials_before(model: &Model, what: &str) -> Self {
        let prompt = Prompt::new(model, Purpose::Initials(None));
        prompt.for_what(what).into()
    }
}
