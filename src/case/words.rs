//! One macro for every closed list of words of a case: the type, its names in files, its kebab-case
//! names for people.

/// A word that is not in its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    /// What was being named: `verdict`, `reason`.
    pub what: &'static str,
    /// What was given.
    pub given: String,
    /// What there is, with commas between.
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

/// Makes an enum whose variants each have a kebab-case name, with `ALL`, `name`, `Display` and
/// `FromStr`. What else it is called, by an earlier version or by people, stands after a `|`: it is
/// read, and never written or listed.
macro_rules! words {
    ($(#[$doc:meta])* pub enum $type:ident, $what:literal {
        $($(#[$variant_doc:meta])* $variant:ident = $name:literal $(| $old:literal)*,)+
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub enum $type { $($(#[$variant_doc])* $variant,)+ }

        impl $type {
            /// All of them, in the order in which people are shown them.
            pub const ALL: &[$type] = &[$($type::$variant),+];

            /// Their names, in the same order.
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
            type Err = $crate::case::words::UnknownWord;

            fn from_str(given: &str) -> Result<Self, Self::Err> {
                const NAMES: &[(&str, $type)] = &[$(($name, $type::$variant), $(($old, $type::$variant),)*)+];
                let named = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(given));
                named.map(|(_, word)| *word).ok_or_else(|| {
                    $crate::case::words::UnknownWord {
                        what: $what,
                        given: given.to_owned(),
                        known: Self::NAMES.join(", "),
                    }
                })
            }
        }
    };
}

pub(crate) use words;
