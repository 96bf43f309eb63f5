//! Decides whom a word means that could mean several people or bodies. Each candidate has points.
//! The leader is chosen only if its lead reaches a margin; otherwise the user is asked.

use std::sync::LazyLock;

use serde::Deserialize;

use super::somebody::Who;
use super::way::{Fading, Sure};

/// Whom a word or name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// No known person or body.
    Nobody,
    /// Exactly this one.
    One(Who),
    /// One of these; the user is asked. The likeliest comes first.
    Several(Vec<Who>),
}

/// The contents of `assets/points.ron`, which explains each number.
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

/// The lead in points that the first candidate needs, by the kind of word. Explained in
/// `assets/points.ron`.
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
    /// Points that replace the built-in ones in this thread.
    static TRIED: std::cell::Cell<Option<&'static Points>> = const { std::cell::Cell::new(None) };
}

/// Runs `act` with other points than the built-in ones, and returns its result.
#[cfg(test)]
pub(super) fn with_points<T>(points: &Points, act: impl FnOnce() -> T) -> T {
    TRIED.set(Some(Box::leak(Box::new(points.clone()))));
    let done = act();
    TRIED.set(None);
    done
}

impl Points {
    /// The built-in points. If the table does not parse, all are zero; a test checks that it
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

    /// Chooses among candidates with their points. Those with fewer than `least` points are left
    /// out. The first is chosen if it leads each other one by at least `margin`; otherwise the
    /// candidates within the margin are returned, at most `most` of them. Of candidates with equal
    /// points, the one that comes first in `all` leads.
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
