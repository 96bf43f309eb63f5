//! Whom a word means that could mean several: each gets points, and the first is taken only if it
//! leads.

use std::sync::LazyLock;

use serde::Deserialize;

use super::somebody::Who;
use super::way::{Fading, Sure};

/// Whom a sentence credits, as far as the cast can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// Nobody who is known.
    Nobody,
    /// This one.
    One(Who),
    /// One of these, likeliest first.
    Several(Vec<Who>),
}

/// The points as they stand in `assets/points.ron`, where each says what it is for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Points {
    pub margins: Margins,
    pub least: i32,
    pub most: usize,
    pub memory: usize,
    pub topic: Fading,
    pub credited: Fading,
    pub seen: Fading,
    pub gender: i32,
    pub several: i32,
    pub bare: i32,
    pub role: i32,
    pub kind: i32,
    pub unknown: i32,
    pub sure: Sure,
}

/// By how much the first must lead, by what the word is.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Margins {
    pub pronoun: i32,
    pub description: i32,
    pub surname: i32,
    pub namesake: i32,
}

#[cfg(test)]
thread_local! {
    /// Points that are tried instead of the built-in ones.
    static TRIED: std::cell::Cell<Option<&'static Points>> = const { std::cell::Cell::new(None) };
}

/// Does something with other points.
#[cfg(test)]
pub(super) fn with_points<T>(points: &Points, act: impl FnOnce() -> T) -> T {
    TRIED.set(Some(Box::leak(Box::new(points.clone()))));
    let done = act();
    TRIED.set(None);
    done
}

impl Points {
    /// The built-in points. A table that does not parse would be all zeros: a test checks that it
    /// parses.
    pub fn get() -> &'static Self {
        static POINTS: LazyLock<Points> = LazyLock::new(|| {
            ron::from_str(include_str!("../../../assets/points.ron")).unwrap_or_default()
        });
        #[cfg(test)]
        if let Some(points) = TRIED.get() {
            return points;
        }
        &POINTS
    }

    /// Who of these is meant, each with its points, if the first leads by a margin. With equal
    /// points the earlier one comes first.
    pub fn choose(&self, margin: i32, mut all: Vec<(Who, i32)>) -> Meant {
        all.retain(|(_, points)| *points >= self.least);
        all.sort_by_key(|(_, points)| std::cmp::Reverse(*points));
        let Some((first, most)) = all.first().copied() else {
            return Meant::Nobody;
        };
        let near: Vec<Who> = all
            .iter()
            .filter(|(_, points)| points + margin > most)
            .map(|(who, _)| *who)
            .take(self.most)
            .collect();
        if near.len() < 2 {
            Meant::One(first)
        } else {
            Meant::Several(near)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_points_can_be_read() {
        let points = Points::get();
        assert!(points.margins.pronoun > 0 && points.most > 1 && points.memory > 0);
        assert_eq!(points.topic.after(100), 0);
        assert_eq!(points.topic.after(0), points.topic.has);
    }
}
