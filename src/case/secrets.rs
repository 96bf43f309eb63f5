//! Where the words of a confidential source stand.

use super::Case;

/// What may not leave the newsroom.
#[derive(Debug)]
pub struct Secrets {
    names: Vec<String>,
}

impl Secrets {
    /// Of every confidential source.
    pub fn of(case: &Case) -> Self {
        let confidential = case.sources.iter().filter(|source| source.confidential);
        Self {
            names: confidential.map(|source| source.name.clone()).collect(),
        }
    }

    /// Whether a text holds one.
    pub fn holds(&self, text: &str) -> bool {
        self.names.iter().any(|name| text.contains(name))
    }
}
