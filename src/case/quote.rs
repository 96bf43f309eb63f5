//! Whether a quote stands in a text.

/// How a quote stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// Word by word.
    Verbatim,
    /// But for spacing and quotation marks.
    ButForSpacing,
    /// Not at all.
    Absent,
}
