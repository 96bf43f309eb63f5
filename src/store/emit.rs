//! The canonical text of a case: RON, laid out for people, diffs and merges.
//!
//! We have our own serializer, because the writer of the `ron` crate escapes apostrophes and
//! combining marks, follows the compiler's Unicode tables and changed within 0.12.
//!
//! The layout depends on a record's name. A case, a draft, a source and a claim have one line for
//! each field and list item. Any other record is written on one line. The first and last line of a
//! source or claim have its id as a comment, so that a text merge cannot mix two records. A new
//! field needs no code here. A value without a canonical form is an error.

use std::fmt::{self, Write};
use std::sync::Arc;

use serde::ser::{self, Serialize};

use crate::case::{Case, Claim};

/// Records with one field per line. All others are written on one line.
const BLOCKS: &[&str] = &["Case", "Draft", "Source", "Claim"];

/// Records with a blank line before them, and with their id on their first and last line.
const SPACED: &[&str] = &["Source", "Claim"];

const INDENT: &str = "    ";

/// A value that has no canonical form: a map, a float, a tuple, an explicit `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmitError(String);

impl fmt::Display for EmitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} has no canonical form in a case file", self.0)
    }
}

impl std::error::Error for EmitError {}

impl ser::Error for EmitError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// The canonical text of a case, ending with a line feed. Equal cases have equal bytes.
pub fn emit(case: &Case) -> Result<String, EmitError> {
    emit_as(case, Format::Two)
}

/// The text that version 0.1 would have written for a case of format 1.
pub(super) fn emit_old(case: &Case) -> Result<String, EmitError> {
    emit_as(case, Format::One)
}

/// The canonical text of a list of claims, including the brackets.
pub(super) fn emit_claims(claims: &[Arc<Claim>]) -> Result<String, EmitError> {
    let mut emitter = Emitter {
        level: 1,
        is_block: true,
        ..Emitter::default()
    };
    claims.serialize(&mut emitter)?;
    Ok(emitter.out)
}

fn emit_as(case: &Case, format: Format) -> Result<String, EmitError> {
    // A claim takes about 500 bytes with its rulings. A low estimate is better than a high one,
    // since growing the string twice costs little.
    let mut emitter = Emitter {
        out: String::with_capacity(1024 + case.claims.len() * 500),
        format,
        ..Emitter::default()
    };
    case.serialize(&mut emitter)?;
    emitter.out.push('\n');
    Ok(emitter.out)
}

/// The format in which a case is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Format {
    /// Format 1: no ids in comments, no empty lists in claims, boilerplate is `Furniture`.
    One,
    /// The current format, [`crate::case::FORMAT`].
    #[default]
    Two,
}

#[derive(Default)]
struct Emitter {
    out: String,
    level: usize,
    /// Whether the current record has one field per line.
    is_block: bool,
    format: Format,
    /// The id of the record that was just written, to be repeated on its last line.
    written: Option<String>,
}

/// Whether a character is escaped in a case file: controls, bidi marks, U+200B, U+2028, U+2029,
/// U+FEFF and tags. The list is part of the format. It is independent of the characters that the
/// screen marks as hidden: if the list changed, equal cases would have different bytes.
fn is_escaped(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

impl Emitter {
    fn new_line(&mut self) {
        self.out.push('\n');
        for _ in 0..self.level {
            self.out.push_str(INDENT);
        }
    }

    /// Starts a record or list. With `is_block`, each part gets its own line. [`Parts::close`]
    /// restores the outer setting.
    fn open(&mut self, bracket: char, is_block: bool) -> Parts<'_> {
        let outer = std::mem::replace(&mut self.is_block, is_block);
        self.level += usize::from(is_block);
        self.out.push(bracket);
        Parts {
            start: self.out.len(),
            emitter: self,
            record: "",
            id: None,
            outer_is_block: outer,
            is_nonempty: false,
        }
    }

    fn quoted(&mut self, value: &str) {
        self.out.push('"');
        let mut unwritten = 0;
        for (index, byte) in value.bytes().enumerate() {
            // Escaped characters beyond ASCII all start with one of these bytes. Other characters
            // with these bytes are rare.
            let suspect = byte < 0x20
                || matches!(byte, b'"' | b'\\' | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef | 0xf3);
            if suspect && let Some(c) = value.get(index..).and_then(|rest| rest.chars().next()) {
                let escaped = match c {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    _ if is_escaped(c) => "",
                    _ => continue,
                };
                self.out
                    .push_str(value.get(unwritten..index).unwrap_or_default());
                self.out.push_str(escaped);
                if escaped.is_empty() {
                    // A write to a String does not fail.
                    let _ = write!(self.out, "\\u{{{:x}}}", u32::from(c));
                }
                unwritten = index + c.len_utf8();
            }
        }
        self.out
            .push_str(value.get(unwritten..).unwrap_or_default());
        self.out.push('"');
    }

    fn display(&mut self, value: impl fmt::Display) {
        // A write to a String does not fail.
        let _ = write!(self.out, "{value}");
    }
}

/// A record or list being written.
struct Parts<'a> {
    emitter: &'a mut Emitter,
    /// The name of the record; empty for a list.
    record: &'static str,
    /// The position in the output after the opening bracket.
    start: usize,
    /// The record's id, if it is repeated on the last line.
    id: Option<String>,
    /// The setting to restore at the end.
    outer_is_block: bool,
    is_nonempty: bool,
}

impl Parts<'_> {
    fn next(&mut self) {
        if self.emitter.is_block {
            self.emitter.new_line();
        } else if self.is_nonempty {
            self.emitter.out.push_str(", ");
        }
        self.is_nonempty = true;
    }

    fn end_part(&mut self) {
        let id = self.emitter.written.take();
        if self.emitter.is_block {
            self.emitter.out.push(',');
            if let Some(id) = id {
                self.emitter.out.extend([" // ", &id]);
            }
        }
    }

    /// Inserts the id that was just written as a comment after the record's opening bracket. Stores
    /// it for the last line.
    fn note_id(&mut self, from: usize) {
        let id = self.emitter.out.get(from..).unwrap_or_default();
        let id = id.trim_matches('"').to_owned();
        self.emitter
            .out
            .insert_str(self.start, &format!(" // {id}"));
        self.id = Some(id);
    }

    fn close(self, bracket: char) {
        let is_block = std::mem::replace(&mut self.emitter.is_block, self.outer_is_block);
        self.emitter.level -= usize::from(is_block);
        if is_block && self.is_nonempty {
            self.emitter.new_line();
        }
        self.emitter.out.push(bracket);
        self.emitter.written = self.id;
    }
}

impl ser::SerializeSeq for Parts<'_> {
    type Ok = ();
    type Error = EmitError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), EmitError> {
        self.next();
        // List items are written on one line, unless their type is in `BLOCKS`.
        item.serialize(&mut *self.emitter)?;
        self.end_part();
        Ok(())
    }

    fn end(self) -> Result<(), EmitError> {
        self.close(']');
        Ok(())
    }
}

impl ser::SerializeStruct for Parts<'_> {
    type Ok = ();
    type Error = EmitError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), EmitError> {
        let before = (self.emitter.out.len(), self.is_nonempty);
        self.next();
        self.emitter.out.push_str(name);
        self.emitter.out.push_str(": ");
        let from = self.emitter.out.len();
        let is_old = self.emitter.format == Format::One;
        if is_old && (self.record, name) == ("Case", "format") {
            self.emitter.out.push('1');
        } else {
            value.serialize(&mut *self.emitter)?;
        }
        if is_old && self.record == "Claim" && self.emitter.out.get(from..) == Some("[]") {
            self.emitter.out.truncate(before.0);
            self.is_nonempty = before.1;
            return Ok(());
        }
        if !is_old && name == "id" && SPACED.contains(&self.record) {
            self.note_id(from);
        }
        self.end_part();
        Ok(())
    }

    fn end(self) -> Result<(), EmitError> {
        self.close(')');
        Ok(())
    }
}

fn no_canonical_form<T>(what: &str) -> Result<T, EmitError> {
    Err(EmitError(what.to_owned()))
}

macro_rules! serialize_by_display {
    ($($method:ident: $type:ty,)+) => { $(
        fn $method(self, value: $type) -> Result<(), EmitError> {
            self.display(value);
            Ok(())
        }
    )+ };
}

impl<'a> ser::Serializer for &'a mut Emitter {
    type Ok = ();
    type Error = EmitError;
    type SerializeSeq = Parts<'a>;
    type SerializeStruct = Parts<'a>;
    type SerializeTuple = ser::Impossible<(), EmitError>;
    type SerializeTupleStruct = ser::Impossible<(), EmitError>;
    type SerializeTupleVariant = ser::Impossible<(), EmitError>;
    type SerializeMap = ser::Impossible<(), EmitError>;
    type SerializeStructVariant = ser::Impossible<(), EmitError>;

    serialize_by_display! {
        serialize_bool: bool,
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
    }

    fn serialize_str(self, value: &str) -> Result<(), EmitError> {
        self.quoted(value);
        Ok(())
    }

    /// Ids, times, dates and hashes. None of them has characters to escape.
    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Result<(), EmitError> {
        self.out.push('"');
        self.display(value);
        self.out.push('"');
        Ok(())
    }

    /// A present option is written as its value alone. An absent one is left out by its record.
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), EmitError> {
        value.serialize(self)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), EmitError> {
        self.out.push_str(variant);
        Ok(())
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), EmitError> {
        let is_old = self.format == Format::One && variant == "Boilerplate";
        self.out
            .push_str(if is_old { "Furniture" } else { variant });
        self.out.push('(');
        value.serialize(&mut *self)?;
        self.out.push(')');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'a>, EmitError> {
        let is_block = self.is_block;
        Ok(self.open('[', is_block))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Parts<'a>, EmitError> {
        if SPACED.contains(&name) {
            let indent = self.level * INDENT.len();
            let before = self.out.len().saturating_sub(indent);
            if self.out.is_char_boundary(before) {
                self.out.insert(before, '\n');
            }
        }
        let parts = self.open('(', BLOCKS.contains(&name));
        Ok(Parts {
            record: name,
            ..parts
        })
    }

    fn serialize_none(self) -> Result<(), EmitError> {
        no_canonical_form("an explicit `None`")
    }

    fn serialize_f32(self, _: f32) -> Result<(), EmitError> {
        no_canonical_form("a float")
    }

    fn serialize_f64(self, _: f64) -> Result<(), EmitError> {
        no_canonical_form("a float")
    }

    fn serialize_char(self, _: char) -> Result<(), EmitError> {
        no_canonical_form("a single character")
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), EmitError> {
        no_canonical_form("a byte string")
    }

    fn serialize_unit(self) -> Result<(), EmitError> {
        no_canonical_form("a unit")
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<(), EmitError> {
        no_canonical_form(name)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: &T,
    ) -> Result<(), EmitError> {
        no_canonical_form(name)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, EmitError> {
        no_canonical_form("a tuple")
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, EmitError> {
        no_canonical_form(name)
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, EmitError> {
        no_canonical_form(name)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, EmitError> {
        no_canonical_form("a map")
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, EmitError> {
        no_canonical_form(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn emitted<T: Serialize>(value: &T) -> Result<String, EmitError> {
        let mut emitter = Emitter::default();
        value.serialize(&mut emitter).map(|()| emitter.out)
    }

    #[test]
    fn only_invisible_characters_quotes_and_backslashes_are_escaped() {
        let text = "м'я \"q\" \\ \u{301} \u{200d} \u{ad} \u{2060} ’ й é \n\t\r \x1b \u{9b} \u{202e} \u{200b} \u{feff} \u{e0041} \u{61c} ﷺ 🏳️‍🌈";
        let written = emitted(&text).unwrap();
        let expected = "\"м'я \\\"q\\\" \\\\ \u{301} \u{200d} \u{ad} \u{2060} ’ й é \\n\\t\\r \\u{1b} \\u{9b} \\u{202e} \\u{200b} \\u{feff} \
                        \\u{e0041} \\u{61c} ﷺ 🏳️‍🌈\"";
        assert_eq!(written, expected);
        assert_eq!(ron::from_str::<String>(&written).as_deref(), Ok(text));
    }

    #[test]
    fn a_value_without_canonical_form_is_an_error() {
        assert!(emitted(&1.5).is_err());
        assert!(emitted(&(1, 2)).is_err());
        assert!(emitted(&None::<u8>).is_err());
        assert!(emitted(&BTreeMap::from([("a", 1)])).is_err());
        assert_eq!(
            emitted(&'a').unwrap_err().to_string(),
            "a single character has no canonical form in a case file"
        );
    }

    proptest::proptest! {
        #[test]
        fn ron_reads_back_every_text(text in proptest::prelude::any::<String>()) {
            let written = emitted(&text).unwrap();
            proptest::prop_assert!(!written.contains(is_escaped));
            proptest::prop_assert_eq!(ron::from_str::<String>(&written).unwrap(), text);
        }
    }
}
