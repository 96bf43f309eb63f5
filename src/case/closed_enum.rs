//! The macro for closed lists of words: an enum with names for files and kebab-case names for
//! people.

/// The error for a word that is not in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    /// The kind of word: `verdict`, `reason`.
    pub what: &'static str,
    /// The given word.
    pub given: String,
    /// The valid words, separated by commas.
    pub known: String,
}

impl std::fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "`{}` is not a valid {}: it is one of {}",
            crate::text::visible(&self.given),
            self.what,
            self.known
        )
    }
}

impl std::error::Error for UnknownWord {}

/// Declares an enum whose variants have kebab-case names, with `ALL`, `NAMES`, `name`, `Display`
/// and `FromStr`. Further names after a `|` are accepted as input, and never written or listed.
macro_rules! closed_enum {
    ($(#[$doc:meta])* pub enum $type:ident, $what:literal {
        $($(#[$variant_doc:meta])* $variant:ident = $name:literal $(| $old:literal)*,)+
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub enum $type { $($(#[$variant_doc])* $variant,)+ }

        impl $type {
            /// All variants, in the order in which they are shown.
            pub const ALL: &[$type] = &[$($type::$variant),+];

            /// The names of all variants.
            pub const NAMES: &[&'static str] = &[$($name),+];

            /// The kebab-case name, as in commands and JSON.
            pub const fn name(self) -> &'static str {
                match self { $($type::$variant => $name,)+ }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::case::closed_enum::UnknownWord;

            fn from_str(given: &str) -> Result<Self, Self::Err> {
                const NAMES: &[(&str, $type)] = &[$(($name, $type::$variant), $(($old, $type::$variant),)*)+];
                let named = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(given));
                named.map(|(_, word)| *word).ok_or_else(|| {
                    $crate::case::closed_enum::UnknownWord {
                        what: $what,
                        given: given.to_owned(),
                        known: Self::NAMES.join(", "),
                    }
                })
            }
        }
    };
}

pub(crate) use closed_enum;
