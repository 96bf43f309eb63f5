//! Parses the bytes that a terminal sends into keys, pastes and mouse events.
//!
//! A terminal also answers queries about colours, the cursor, the device, modes and the window. The
//! answers are control sequences (`ESC [ … letter`) and control strings (`ESC ]`, `ESC P`, `ESC _`,
//! `ESC ^`, `ESC X`, up to BEL or `ESC \`). No part of an answer may act as a key, even if it
//! arrives late. So the parser reads each sequence to its end, and reports a key only for a
//! sequence that is known to be one. A terminal in eight-bit mode sends one C1 control character
//! instead of Esc and the next character.
//!
//! The Esc key and the start of a sequence are the same byte. Only the next bytes, or their
//! absence, show which it is.

use super::sequence::{InputEvent, key_of_letter, mouse_event, parse_csi};
use crate::workbench::key::{Code, Held, Key};

/// How many milliseconds after Esc the rest of a sequence may come. If nothing comes, Esc was a
/// key.
const ESC_WAIT: u64 = 100;

/// A single byte after a pause this long, in milliseconds, is a key and not the rest of a sequence.
const PAUSE: u64 = 1_000;

/// For how many milliseconds after an Esc key the late rest of a sequence is still recognised.
const LATE_LIMIT: u64 = 2_000;

/// How many milliseconds to wait for the rest of a control string that may be a key instead (Alt+X
/// or Alt+^).
const STRING_WAIT: u64 = 300;

/// The longest control string that is skipped, the longest sequence that is parsed, and the longest
/// paste, in bytes.
const MAX_STRING: usize = 1 << 20;
const MAX_SEQUENCE: usize = 64;
const MAX_PASTE: usize = 64 << 20;

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// The input that is not complete yet.
#[derive(Debug, Default)]
enum Unfinished {
    #[default]
    Nothing,
    /// The first bytes of a UTF-8 character.
    Character(Vec<u8>),
    /// Esc.
    Esc,
    /// `ESC [`
    Sequence(Vec<u8>),
    /// `ESC O` (single shift 3): the start of a function key or an arrow key.
    Single,
    /// `ESC [ M`: a mouse report in the oldest format.
    Mouse(Vec<u8>),
    /// `ESC [ [`: a function key of the Linux console.
    Console,
    /// A control string: its kind (the byte after Esc), its content, its last byte.
    ControlString(u8, Vec<u8>, u8),
    Paste(Vec<u8>),
}

/// The parser of terminal input.
#[derive(Debug, Default)]
pub(super) struct Bytes {
    unfinished: Unfinished,
    /// The time of the last byte, in milliseconds.
    last_at: u64,
    /// Whether the unfinished sequence began with a C1 control character. Nobody can type one.
    is_eight_bit: bool,
    /// The time in milliseconds at which Esc was reported as a key, and the bytes that were
    /// reported as keys since then. None once they cannot be the start of a late sequence.
    late: Option<(u64, Vec<u8>)>,
    /// Whether the terminal reports key repeats.
    reports_repeats: bool,
    events: Vec<InputEvent>,
}

impl Bytes {
    /// Parses the bytes of one read at time `now`, in milliseconds.
    pub(super) fn feed(&mut self, bytes: &[u8], now: u64) -> Vec<InputEvent> {
        self.flush_expired(now);
        let is_quiet = now.saturating_sub(self.last_at) >= PAUSE;
        if is_quiet && !bytes.is_empty() {
            self.drop_unfinished(bytes);
        }
        if let Some((at, before)) = self.late.take()
            && now.saturating_sub(at) <= LATE_LIMIT
        {
            let after_esc = [before.as_slice(), bytes].concat();
            // Nobody types several bytes at once, or the parameters of a sequence.
            let is_sent =
                bytes.len() > 1 || before.len() > 1 && matches!(before.first(), Some(b'[' | b']'));
            if is_sent && is_sequence(&after_esc) {
                self.begin_escape();
                for byte in before {
                    self.parse_byte(byte, true);
                }
            } else if may_become_sequence(&after_esc) {
                let is_begun =
                    bytes.len() > 1 || matches!(after_esc.as_slice(), [b'[' | b']', _, ..]);
                self.late = Some((at, after_esc));
                if is_begun && !bytes.is_empty() {
                    self.last_at = now;
                    return std::mem::take(&mut self.events);
                }
            }
        }
        self.last_at = now;
        for (index, byte) in bytes.iter().enumerate() {
            self.parse_byte(*byte, index > 0);
        }
        std::mem::take(&mut self.events)
    }

    /// In how many milliseconds `tick` must be called if no byte comes.
    pub(super) fn time_to_tick(&self, now: u64) -> Option<u64> {
        let limit = self.time_limit()?;
        Some((self.last_at + limit).saturating_sub(now))
    }

    /// Reports the keys that became certain because no more bytes have come.
    pub(super) fn tick(&mut self, now: u64) -> Vec<InputEvent> {
        self.flush_expired(now);
        std::mem::take(&mut self.events)
    }

    /// How long the unfinished input waits for its next byte, in milliseconds, before its bytes
    /// become keys. None if it waits forever.
    fn time_limit(&self) -> Option<u64> {
        match &self.unfinished {
            _ if self.is_eight_bit => None,
            Unfinished::Esc | Unfinished::Single => Some(ESC_WAIT),
            Unfinished::Sequence(body) if body.is_empty() => Some(ESC_WAIT),
            Unfinished::ControlString(_, content, last) if content.is_empty() && *last != ESC => {
                Some(ESC_WAIT)
            }
            Unfinished::ControlString(b'X' | b'^', ..) => Some(STRING_WAIT),
            _ => None,
        }
    }

    /// Reports bytes as keys if the rest of their sequence has not come in time.
    fn flush_expired(&mut self, now: u64) {
        let is_over = |limit| now.saturating_sub(self.last_at) >= limit;
        if !self.time_limit().is_some_and(is_over) {
            return;
        }
        let typed = match std::mem::take(&mut self.unfinished) {
            Unfinished::Esc => Vec::new(),
            Unfinished::Single => vec![b'O'],
            Unfinished::Sequence(_) => vec![b'['],
            Unfinished::ControlString(kind, content, _) => [vec![kind], content].concat(),
            other => {
                self.unfinished = other;
                return;
            }
        };
        self.late = Some((now, typed.clone()));
        match typed.split_first() {
            None => self.push_key(Code::Esc.into()),
            Some((first, rest)) => {
                self.events.push(InputEvent::Key(
                    Key {
                        alt: true,
                        ..char::from(*first).into()
                    },
                    Held::Unknown,
                ));
                for byte in rest {
                    self.parse_plain(*byte, false);
                }
            }
        }
    }

    /// Drops an unfinished sequence when a key is typed after a pause. Several bytes at once are
    /// not a key but the rest of the sequence.
    fn drop_unfinished(&mut self, bytes: &[u8]) {
        let is_typed =
            matches!(bytes, [_]) || std::str::from_utf8(bytes).is_ok_and(is_one_character);
        match &mut self.unfinished {
            Unfinished::Paste(text) if matches!(bytes, [ESC | 0x03]) => {
                let text = std::mem::take(text);
                self.unfinished = Unfinished::Nothing;
                self.push_paste(&text);
            }
            Unfinished::Paste(_) | Unfinished::Nothing => {}
            // A letter may end the sequence, so it is not a key.
            Unfinished::Sequence(body) if !body.is_empty() && matches!(bytes, [0x40..=0x7e]) => {}
            _ if is_typed => self.unfinished = Unfinished::Nothing,
            _ => {}
        }
    }

    fn push_key(&mut self, key: Key) {
        self.events.push(InputEvent::Key(key, Held::Unknown));
    }

    fn push_paste(&mut self, text: &[u8]) {
        let text = String::from_utf8_lossy(text).into_owned();
        self.events.push(InputEvent::Paste(text));
    }

    /// Parses one byte. `is_same_read`: it came in the same read as the byte before it.
    fn parse_byte(&mut self, byte: u8, is_same_read: bool) {
        match std::mem::take(&mut self.unfinished) {
            Unfinished::Nothing => self.parse_plain(byte, false),
            Unfinished::Character(start) => self.continue_character(start, byte),
            Unfinished::Esc => self.parse_after_esc(byte, is_same_read),
            Unfinished::Sequence(body) => self.continue_sequence(body, byte),
            Unfinished::Single => match byte {
                ESC => self.begin_escape(),
                _ => {
                    if let Some(code) = key_of_letter(byte) {
                        self.push_key(code.into());
                    }
                }
            },
            Unfinished::Mouse(mut body) => {
                body.push(byte);
                match body.as_slice() {
                    [button, x, y] => {
                        let part = |byte: &u8| u16::from(byte.saturating_sub(32));
                        self.events
                            .extend(mouse_event(part(button), part(x), part(y)));
                    }
                    _ => self.unfinished = Unfinished::Mouse(body),
                }
            }
            Unfinished::Console => {}
            Unfinished::ControlString(kind, content, last) => {
                self.continue_string(kind, content, last, byte);
            }
            Unfinished::Paste(mut text) => {
                text.push(byte);
                if text.ends_with(PASTE_ENDS) {
                    text.truncate(text.len() - PASTE_ENDS.len());
                    self.push_paste(&text);
                } else {
                    // If the paste is too long, drop text but keep the last bytes: they may be the
                    // end marker.
                    if text.len() > MAX_PASTE {
                        text.remove(MAX_PASTE - PASTE_ENDS.len());
                    }
                    self.unfinished = Unfinished::Paste(text);
                }
            }
        }
    }

    /// Parses a byte outside of sequences.
    fn parse_plain(&mut self, byte: u8, alt: bool) {
        let key = match byte {
            ESC => return self.begin_escape(),
            b'\r' => Code::Enter.into(),
            b'\t' => Code::Tab.into(),
            0x7f => Code::Backspace.into(),
            0 => Key::ctrl(' '),
            1..=26 => Key::ctrl(char::from(byte - 1 + b'a')),
            28..=31 => Key::ctrl(char::from(byte - 28 + b'4')),
            b' '..=b'~' => char::from(byte).into(),
            0xc2..=0xf4 => {
                self.unfinished = Unfinished::Character(vec![byte]);
                return;
            }
            // No UTF-8 character starts with this byte.
            _ => return self.parse_c1(byte),
        };
        self.push_key(Key { alt, ..key });
    }

    fn begin_escape(&mut self) {
        (self.unfinished, self.is_eight_bit) = (Unfinished::Esc, false);
    }

    /// Parses a C1 control character, which stands for Esc and another character. Characters that
    /// start no sequence are ignored.
    fn parse_c1(&mut self, byte: u8) {
        if matches!(byte, 0x8f | 0x90 | 0x98 | 0x9b | 0x9d..=0x9f) {
            self.parse_after_esc(byte - 0x40, true);
            self.is_eight_bit = true;
        }
    }

    /// Adds a byte to an unfinished UTF-8 character. A byte that does not continue the character is
    /// parsed by itself: otherwise the start of a paste would be lost after half a character.
    fn continue_character(&mut self, mut content: Vec<u8>, byte: u8) {
        if byte & 0b1100_0000 != 0b1000_0000 {
            return self.parse_byte(byte, true);
        }
        content.push(byte);
        match std::str::from_utf8(&content) {
            Ok(text) => {
                for c in text.chars() {
                    match u8::try_from(c) {
                        Ok(byte @ 0x80..=0x9f) => self.parse_c1(byte),
                        _ => self.push_key(c.into()),
                    }
                }
            }
            // The character is not complete.
            Err(error) if error.error_len().is_none() => {
                self.unfinished = Unfinished::Character(content);
            }
            Err(_) => {}
        }
    }

    fn parse_after_esc(&mut self, byte: u8, is_same_read: bool) {
        match byte {
            ESC => {
                self.push_key(Code::Esc.into());
                self.begin_escape();
            }
            b'[' => self.unfinished = Unfinished::Sequence(Vec::new()),
            b'O' => self.unfinished = Unfinished::Single,
            b']' | b'P' | b'_' | b'^' | b'X' => {
                self.unfinished = Unfinished::ControlString(byte, Vec::new(), byte);
            }
            // The end of a control string that has ended already.
            b'\\' => {}
            // Alt and its key come in one read.
            _ if is_same_read && byte.is_ascii() => self.parse_plain(byte, true),
            _ => {
                self.push_key(Code::Esc.into());
                self.parse_plain(byte, false);
            }
        }
    }

    fn continue_sequence(&mut self, mut body: Vec<u8>, byte: u8) {
        match byte {
            ESC => self.begin_escape(),
            b'M' if body.is_empty() => self.unfinished = Unfinished::Mouse(Vec::new()),
            b'[' if body.is_empty() => self.unfinished = Unfinished::Console,
            0x20..=0x3f => {
                if body.len() < MAX_SEQUENCE {
                    body.push(byte);
                }
                self.unfinished = Unfinished::Sequence(body);
            }
            0x40..=0x7e => {
                body.push(byte);
                if body == b"200~" {
                    self.unfinished = Unfinished::Paste(Vec::new());
                } else if body.len() <= MAX_SEQUENCE {
                    let events = parse_csi(&body, &mut self.reports_repeats);
                    self.events.extend(events);
                }
            }
            // No sequence contains this byte, so the sequence was broken off.
            _ => self.parse_plain(byte, false),
        }
    }

    fn continue_string(&mut self, kind: u8, mut content: Vec<u8>, last: u8, byte: u8) {
        match (last, byte) {
            (ESC, b'\\') => {}
            // Another sequence begins, so the string was broken off.
            (ESC, _) => {
                self.begin_escape();
                self.parse_byte(byte, true);
            }
            // 0x9c ends a string in eight-bit mode, as the UTF-8 character C2 9C or as a single
            // byte. After any other byte it is part of a character.
            (_, BEL) | (0..=0x7f | 0xc2, 0x9c) => {}
            (_, ESC) => self.unfinished = Unfinished::ControlString(kind, content, ESC),
            _ => {
                // Keep the content only if it may turn out to be keys.
                if matches!(kind, b'X' | b'^') || content.is_empty() {
                    content.push(byte);
                }
                if content.len() < MAX_STRING {
                    self.unfinished = Unfinished::ControlString(kind, content, byte);
                }
            }
        }
    }
}

/// The first byte after the parameters of a sequence; none if it has not come.
fn after_parameters(body: &[u8]) -> Option<u8> {
    let mut rest = body.iter().copied();
    rest.find(|byte| !(0x20..=0x3f).contains(byte))
}

/// Whether these bytes, which came after Esc, belong to a sequence. They did not come one by one.
fn is_sequence(after_esc: &[u8]) -> bool {
    match after_esc {
        [b'[', body @ ..] => {
            after_parameters(body).is_some_and(|last| (0x40..=0x7e).contains(&last))
        }
        [b']', b'0'..=b'9' | b'l' | b'L', ..] => true,
        [b'P' | b'_', rest @ ..] => rest.contains(&BEL) || rest.ends_with(b"\x1b\\"),
        _ => false,
    }
}

/// Whether these bytes and some more could be a sequence.
fn may_become_sequence(after_esc: &[u8]) -> bool {
    match after_esc {
        [b'[', body @ ..] => after_parameters(body).is_none(),
        [b']'] | [b']', b'0'..=b'9' | b'l' | b'L', ..] => true,
        [b'P' | b'_', ..] => !is_sequence(after_esc),
        _ => false,
    }
}

/// Whether a text has at most one character.
fn is_one_character(text: &str) -> bool {
    text.chars().nth(1).is_none()
}

#[cfg(test)]
#[path = "bytes_tests.rs"]
mod tests;
