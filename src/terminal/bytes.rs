//! Parses the bytes that a terminal sends into keys, pastes and mouse events.
//!
//! A terminal also sends answers about colours, the cursor, the device, modes and the window, in
//! control sequences (`ESC [ … letter`) and control strings (`ESC ]`, `ESC P`, `ESC _`, `ESC ^`,
//! `ESC X`, up to BEL or `ESC \`). No part of an answer may act as a key, now or later. So each
//! sequence is read to its end, and only a sequence that is known to be a key becomes one. A
//! terminal in eight-bit mode sends one control character in place of Esc and the next character.
//!
//! The Esc key and the start of a sequence are the same byte. Only the next bytes, or their
//! absence, show which it is.

use super::sequence::{InputEvent, lettered, parse_csi, pressed};
use crate::workbench::key::{Code, Held, Key};

/// How long after Esc the rest of a sequence may come, in milliseconds. After that, Esc was a key.
const ESC_WAIT: u64 = 100;

/// A single byte after a pause this long, in milliseconds, is a key and not the rest of a sequence.
const QUIET: u64 = 1_000;

/// How long after an Esc key the late rest of a sequence is still recognised, in milliseconds.
const LATE: u64 = 2_000;

/// How long an unfinished control string is waited for, in milliseconds, if it may be keys instead
/// (Alt+X or Alt+^).
const UNSURE: u64 = 300;

/// Limits in bytes: a control string that is skipped, a sequence that is parsed, a paste.
const MAX_STRING: usize = 1 << 20;
const MAX_SEQUENCE: usize = 64;
const MAX_PASTE: usize = 64 << 20;

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// The unfinished input.
#[derive(Debug, Default)]
enum Open {
    #[default]
    Nothing,
    /// The first bytes of a UTF-8 character.
    Character(Vec<u8>),
    /// Esc.
    Esc,
    /// `ESC [`
    Sequence(Vec<u8>),
    /// `ESC O`
    Single,
    /// `ESC [ M`: a mouse report in the oldest format.
    Mouse(Vec<u8>),
    /// `ESC [ [`: a function key of the Linux console.
    Console,
    /// A control string: its kind, its content, its last byte.
    ControlString(u8, Vec<u8>, u8),
    Paste(Vec<u8>),
}

/// The parser of terminal input.
#[derive(Debug, Default)]
pub(super) struct Bytes {
    open: Open,
    /// The time of the last byte, in milliseconds.
    last: u64,
    /// Whether the open sequence began with a C1 control character. Nobody can type one.
    is_eight_bit: bool,
    /// The time when an Esc was taken for a key, and the bytes that were taken for keys since. None
    /// once they can no longer be a late sequence.
    late: Option<(u64, Vec<u8>)>,
    /// Whether the terminal reports key repeats.
    reports_repeats: bool,
    heard: Vec<InputEvent>,
}

impl Bytes {
    /// Parses the bytes of one read at time `now`, in milliseconds.
    pub(super) fn feed(&mut self, bytes: &[u8], now: u64) -> Vec<InputEvent> {
        self.settle(now);
        let is_quiet = now.saturating_sub(self.last) >= QUIET;
        if is_quiet && !bytes.is_empty() {
            self.give_up(bytes);
        }
        if let Some((at, before)) = self.late.take()
            && now.saturating_sub(at) <= LATE
        {
            let whole = [before.as_slice(), bytes].concat();
            // Nobody types several bytes at once, or the parameters of a sequence.
            let is_sent =
                bytes.len() > 1 || before.len() > 1 && matches!(before.first(), Some(b'[' | b']'));
            if is_sent && is_rest(&whole) {
                self.esc();
                for byte in before {
                    self.take(byte, true);
                }
            } else if goes_on(&whole) {
                let is_begun = bytes.len() > 1 || matches!(whole.as_slice(), [b'[' | b']', _, ..]);
                self.late = Some((at, whole));
                if is_begun && !bytes.is_empty() {
                    self.last = now;
                    return std::mem::take(&mut self.heard);
                }
            }
        }
        self.last = now;
        for (place, byte) in bytes.iter().enumerate() {
            self.take(*byte, place > 0);
        }
        std::mem::take(&mut self.heard)
    }

    /// In how many milliseconds `look` must be called if no byte comes.
    pub(super) fn wait(&self, now: u64) -> Option<u64> {
        let most = self.patience()?;
        Some((self.last + most).saturating_sub(now))
    }

    /// Handles the passage of time when no byte has come.
    pub(super) fn look(&mut self, now: u64) -> Vec<InputEvent> {
        self.settle(now);
        std::mem::take(&mut self.heard)
    }

    /// How long the open sequence waits for its next byte, in milliseconds, before its bytes become
    /// keys. None if it waits forever.
    fn patience(&self) -> Option<u64> {
        match &self.open {
            _ if self.is_eight_bit => None,
            Open::Esc | Open::Single => Some(ESC_WAIT),
            Open::Sequence(body) if body.is_empty() => Some(ESC_WAIT),
            Open::ControlString(_, held, last) if held.is_empty() && *last != ESC => Some(ESC_WAIT),
            Open::ControlString(b'X' | b'^', ..) => Some(UNSURE),
            _ => None,
        }
    }

    /// Turns bytes that have waited long enough into keys.
    fn settle(&mut self, now: u64) {
        let is_over = |most| now.saturating_sub(self.last) >= most;
        if !self.patience().is_some_and(is_over) {
            return;
        }
        let typed = match std::mem::take(&mut self.open) {
            Open::Esc => Vec::new(),
            Open::Single => vec![b'O'],
            Open::Sequence(_) => vec![b'['],
            Open::ControlString(kind, held, _) => [vec![kind], held].concat(),
            other => {
                self.open = other;
                return;
            }
        };
        self.late = Some((now, typed.clone()));
        match typed.split_first() {
            None => self.key(Code::Esc.into()),
            Some((first, rest)) => {
                self.heard.push(InputEvent::Key(
                    Key {
                        alt: true,
                        ..char::from(*first).into()
                    },
                    Held::Unknown,
                ));
                for byte in rest {
                    self.plain(*byte, false);
                }
            }
        }
    }

    /// Ends a sequence that a terminal never finished, when a key is typed after a pause. Several
    /// bytes at once are the rest of the sequence.
    fn give_up(&mut self, bytes: &[u8]) {
        let is_hand = matches!(bytes, [_]) || std::str::from_utf8(bytes).is_ok_and(is_one_key);
        match &mut self.open {
            Open::Paste(text) if matches!(bytes, [ESC | 0x03]) => {
                let text = std::mem::take(text);
                self.open = Open::Nothing;
                self.pasted(&text);
            }
            Open::Paste(_) | Open::Nothing => {}
            // A letter can end a sequence, so it is no key here.
            Open::Sequence(body) if !body.is_empty() && matches!(bytes, [0x40..=0x7e]) => {}
            _ if is_hand => self.open = Open::Nothing,
            _ => {}
        }
    }

    fn key(&mut self, key: Key) {
        self.heard.push(InputEvent::Key(key, Held::Unknown));
    }

    fn pasted(&mut self, text: &[u8]) {
        let text = String::from_utf8_lossy(text).into_owned();
        self.heard.push(InputEvent::Paste(text));
    }

    /// Parses one byte. `is_same`: it came in the same read as the one before.
    fn take(&mut self, byte: u8, is_same: bool) {
        match std::mem::take(&mut self.open) {
            Open::Nothing => self.plain(byte, false),
            Open::Character(held) => self.character(held, byte),
            Open::Esc => self.after_esc(byte, is_same),
            Open::Sequence(body) => self.sequence(body, byte),
            Open::Single => match byte {
                ESC => self.esc(),
                _ => {
                    if let Some(code) = lettered(byte) {
                        self.key(code.into());
                    }
                }
            },
            Open::Mouse(mut body) => {
                body.push(byte);
                match body.as_slice() {
                    [button, x, y] => {
                        let part = |byte: &u8| u16::from(byte.saturating_sub(32));
                        self.heard.extend(pressed(part(button), part(x), part(y)));
                    }
                    _ => self.open = Open::Mouse(body),
                }
            }
            Open::Console => {}
            Open::ControlString(kind, held, last) => self.string(kind, held, last, byte),
            Open::Paste(mut text) => {
                text.push(byte);
                if text.ends_with(PASTE_ENDS) {
                    text.truncate(text.len() - PASTE_ENDS.len());
                    self.pasted(&text);
                } else {
                    // The end of the paste is still recognised when its text is too long to keep.
                    if text.len() > MAX_PASTE {
                        text.remove(MAX_PASTE - PASTE_ENDS.len());
                    }
                    self.open = Open::Paste(text);
                }
            }
        }
    }

    /// Parses a byte outside of sequences.
    fn plain(&mut self, byte: u8, alt: bool) {
        let key = match byte {
            ESC => return self.esc(),
            b'\r' => Code::Enter.into(),
            b'\t' => Code::Tab.into(),
            0x7f => Code::Backspace.into(),
            0 => Key::ctrl(' '),
            1..=26 => Key::ctrl(char::from(byte - 1 + b'a')),
            28..=31 => Key::ctrl(char::from(byte - 28 + b'4')),
            b' '..=b'~' => char::from(byte).into(),
            0xc2..=0xf4 => {
                self.open = Open::Character(vec![byte]);
                return;
            }
            // No UTF-8 character starts with this byte.
            _ => return self.control(byte),
        };
        self.key(Key { alt, ..key });
    }

    fn esc(&mut self) {
        (self.open, self.is_eight_bit) = (Open::Esc, false);
    }

    /// Parses a C1 control character: it stands for Esc and another character. Others are ignored.
    fn control(&mut self, byte: u8) {
        if matches!(byte, 0x8f | 0x90 | 0x98 | 0x9b | 0x9d..=0x9f) {
            self.after_esc(byte - 0x40, true);
            self.is_eight_bit = true;
        }
    }

    /// Adds a byte to a UTF-8 character. A byte that does not continue it starts something new: the
    /// start of a paste must not get lost after half a character.
    fn character(&mut self, mut held: Vec<u8>, byte: u8) {
        if byte & 0b1100_0000 != 0b1000_0000 {
            return self.take(byte, true);
        }
        held.push(byte);
        match std::str::from_utf8(&held) {
            Ok(text) => {
                for c in text.chars() {
                    match u8::try_from(c) {
                        Ok(byte @ 0x80..=0x9f) => self.control(byte),
                        _ => self.key(c.into()),
                    }
                }
            }
            // The character is not complete.
            Err(error) if error.error_len().is_none() => self.open = Open::Character(held),
            Err(_) => {}
        }
    }

    fn after_esc(&mut self, byte: u8, is_same: bool) {
        match byte {
            ESC => {
                self.key(Code::Esc.into());
                self.esc();
            }
            b'[' => self.open = Open::Sequence(Vec::new()),
            b'O' => self.open = Open::Single,
            b']' | b'P' | b'_' | b'^' | b'X' => {
                self.open = Open::ControlString(byte, Vec::new(), byte);
            }
            // The end of a string that is already closed.
            b'\\' => {}
            // Alt and a key come in one read.
            _ if is_same && byte.is_ascii() => self.plain(byte, true),
            _ => {
                self.key(Code::Esc.into());
                self.plain(byte, false);
            }
        }
    }

    fn sequence(&mut self, mut body: Vec<u8>, byte: u8) {
        match byte {
            ESC => self.esc(),
            b'M' if body.is_empty() => self.open = Open::Mouse(Vec::new()),
            b'[' if body.is_empty() => self.open = Open::Console,
            0x20..=0x3f => {
                if body.len() < MAX_SEQUENCE {
                    body.push(byte);
                }
                self.open = Open::Sequence(body);
            }
            0x40..=0x7e => {
                body.push(byte);
                if body == b"200~" {
                    self.open = Open::Paste(Vec::new());
                } else if body.len() <= MAX_SEQUENCE {
                    let heard = parse_csi(&body, &mut self.reports_repeats);
                    self.heard.extend(heard);
                }
            }
            // No sequence contains such a byte, so this one was broken off.
            _ => self.plain(byte, false),
        }
    }

    fn string(&mut self, kind: u8, mut held: Vec<u8>, last: u8, byte: u8) {
        match (last, byte) {
            (ESC, b'\\') => {}
            // Another sequence begins, so the string was broken off.
            (ESC, _) => {
                self.esc();
                self.take(byte, true);
            }
            // The eight-bit end of a string: as a UTF-8 character or as one byte. After any other
            // byte it is part of a character.
            (_, BEL) | (0..=0x7f | 0xc2, 0x9c) => {}
            (_, ESC) => self.open = Open::ControlString(kind, held, ESC),
            _ => {
                // Keep only what may still turn out to be keys.
                if matches!(kind, b'X' | b'^') || held.is_empty() {
                    held.push(byte);
                }
                if held.len() < MAX_STRING {
                    self.open = Open::ControlString(kind, held, byte);
                }
            }
        }
    }
}

/// The byte after the parameters of a sequence; none if it has not come.
fn after_parameters(body: &[u8]) -> Option<u8> {
    let mut rest = body.iter().copied();
    rest.find(|byte| !(0x20..=0x3f).contains(byte))
}

/// Whether the bytes after Esc are part of a sequence, given that they did not come one by one.
fn is_rest(whole: &[u8]) -> bool {
    match whole {
        [b'[', body @ ..] => {
            after_parameters(body).is_some_and(|last| (0x40..=0x7e).contains(&last))
        }
        [b']', b'0'..=b'9' | b'l' | b'L', ..] => true,
        [b'P' | b'_', rest @ ..] => rest.contains(&BEL) || rest.ends_with(b"\x1b\\"),
        _ => false,
    }
}

/// Whether more bytes could make this a sequence.
fn goes_on(whole: &[u8]) -> bool {
    match whole {
        [b'[', body @ ..] => after_parameters(body).is_none(),
        [b']'] | [b']', b'0'..=b'9' | b'l' | b'L', ..] => true,
        [b'P' | b'_', ..] => !is_rest(whole),
        _ => false,
    }
}

/// Whether a text has at most one character.
fn is_one_key(text: &str) -> bool {
    text.chars().nth(1).is_none()
}

#[cfg(test)]
#[path = "bytes_tests.rs"]
mod tests;
