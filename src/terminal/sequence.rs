//! Parses a complete control sequence: a key, a mouse event, or an answer of the terminal, which is
//! ignored.

use crate::workbench::key::{Code, Held, Key, MAX_FUNCTION_KEY};

/// An input event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum InputEvent {
    Key(Key, Held),
    Paste(String),
    Click(u16, u16),
    Wheel(u16, u16, isize),
}

/// How many rows one step of the wheel scrolls.
const WHEEL: isize = 3;

/// Parses the part of a sequence after `ESC [`, including its last byte. Only known keys and mouse
/// events give a result. Reports of the cursor, device, modes, window and focus give none.
pub(super) fn parse_csi(body: &[u8], reports_repeats: &mut bool) -> Option<InputEvent> {
    let (last, rest) = body.split_last()?;
    let text = std::str::from_utf8(rest).ok()?;
    if let Some(mouse) = text.strip_prefix('<') {
        return parse_mouse_report(mouse, *last);
    }
    // A private prefix marks an answer.
    if text.starts_with(['=', '>', '?']) {
        // The answer to a query about the keyboard protocol. It says whether key repeats are
        // reported.
        if *last == b'u' && text.starts_with('?') {
            let flags: u8 = text.trim_start_matches('?').parse().unwrap_or_default();
            *reports_repeats = flags & 2 != 0;
        }
        return None;
    }
    if text
        .bytes()
        .any(|byte| !byte.is_ascii_digit() && byte != b';' && byte != b':')
    {
        return None;
    }
    let mut fields = text.split(';');
    let mut first = fields.next().unwrap_or_default().split(':');
    let number: u32 = first.next().unwrap_or_default().parse().unwrap_or_default();
    let shifted = first.next().and_then(|code| code.parse().ok());
    let held = |field: &str, reports_repeats: &mut bool| {
        let (mods, kind) = field.split_once(':').unwrap_or((field, ""));
        *reports_repeats |= !kind.is_empty();
        let held = match (kind, *reports_repeats) {
            ("3", _) => return None,
            ("2", _) => Held::Yes,
            (_, true) => Held::No,
            (_, false) => Held::Unknown,
        };
        Some((Mods::of(mods)?, held))
    };
    match last {
        // A key that is named by a letter, with or without modifiers after `1;`.
        b'A'..=b'D' | b'F' | b'H' | b'P' | b'Q' | b'S' if number <= 1 => {
            let (mods, held) = held(fields.next().unwrap_or_default(), reports_repeats)?;
            Some(InputEvent::Key(mods.with_code(key_of_letter(*last)?), held))
        }
        b'Z' if text.is_empty() => Some(InputEvent::Key(
            Mods::SHIFT.with_code(Code::Tab),
            Held::Unknown,
        )),
        b'~' if number == 27 => {
            let (mods, held) = held(fields.next().unwrap_or_default(), reports_repeats)?;
            let code = fields.next().and_then(|code| code.parse().ok())?;
            Some(InputEvent::Key(mods.key_of_code_point(code, None)?, held))
        }
        b'~' => {
            let (mods, held) = held(fields.next().unwrap_or_default(), reports_repeats)?;
            Some(InputEvent::Key(
                mods.with_code(key_of_number(number)?),
                held,
            ))
        }
        // An older mouse format, in which 32 is added to the button.
        b'M' => {
            let mut field = || fields.next().and_then(|field| field.parse().ok());
            let (x, y) = (field()?, field()?);
            mouse_event(u16::try_from(number).ok()?.checked_sub(32)?, x, y)
        }
        b'u' => {
            let (mods, held) = held(fields.next().unwrap_or_default(), reports_repeats)?;
            Some(InputEvent::Key(
                mods.key_of_code_point(number, shifted)?,
                held,
            ))
        }
        _ => None,
    }
}

/// The key of a letter after `ESC [` or `ESC O`.
pub(super) fn key_of_letter(letter: u8) -> Option<Code> {
    Some(match letter {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'H' => Code::Home,
        b'M' => Code::Enter,
        b'P'..=b'S' => return function_key(u32::from(letter - b'P') + 1),
        _ => return None,
    })
}

/// The key of a number before `~`.
fn key_of_number(number: u32) -> Option<Code> {
    Some(match number {
        1 | 7 => Code::Home,
        3 => Code::Del,
        4 | 8 => Code::End,
        5 => Code::PgUp,
        6 => Code::PgDn,
        11..=15 => return function_key(number - 10),
        17..=21 => return function_key(number - 11),
        23..=26 => return function_key(number - 12),
        28 | 29 => return function_key(number - 15),
        31..=34 => return function_key(number - 17),
        _ => return None,
    })
}

/// A function key, if it is one that we use.
fn function_key(number: u32) -> Option<Code> {
    let number = u8::try_from(number).ok()?;
    (number <= MAX_FUNCTION_KEY).then_some(Code::F(number))
}

/// The modifiers of a key.
#[derive(Clone, Copy)]
struct Mods {
    shift: bool,
    alt: bool,
    ctrl: bool,
}

impl Mods {
    const SHIFT: Self = Self {
        shift: true,
        alt: false,
        ctrl: false,
    };

    /// Parses modifiers: their bits plus one. None with Super, Hyper or Meta, because keys with
    /// these modifiers belong to the desktop.
    fn of(field: &str) -> Option<Self> {
        let bits = field.parse::<u16>().unwrap_or(1).saturating_sub(1);
        (bits & 0b11_1000 == 0).then_some(Self {
            shift: bits & 1 != 0,
            alt: bits & 2 != 0,
            ctrl: bits & 4 != 0,
        })
    }

    fn with_code(self, code: Code) -> Key {
        Key {
            code,
            ctrl: self.ctrl,
            alt: self.alt,
            shift: self.shift && !matches!(code, Code::Char(_)),
        }
    }

    /// The key for a code point; for a letter with Shift, the shifted letter.
    fn key_of_code_point(self, point: u32, shifted: Option<u32>) -> Option<Key> {
        let code = match point {
            9 => Code::Tab,
            13 | 57_414 => Code::Enter,
            27 => Code::Esc,
            127 => Code::Backspace,
            // The digits of a keypad.
            57_399..=57_408 => Code::Char(char::from_digit(point - 57_399, 10)?),
            57_417 => Code::Left,
            57_418 => Code::Right,
            57_419 => Code::Up,
            57_420 => Code::Down,
            57_421 => Code::PgUp,
            57_422 => Code::PgDn,
            57_423 => Code::Home,
            57_424 => Code::End,
            57_426 => Code::Del,
            // Other keys that have a number and no character.
            57_344..=63_743 => return None,
            _ => {
                let c = char::from_u32(point).filter(|c| !c.is_control())?;
                Code::Char(match shifted.and_then(char::from_u32) {
                    Some(shifted) if self.shift => shifted,
                    _ if self.shift && !self.ctrl => c.to_uppercase().next().unwrap_or(c),
                    _ => c,
                })
            }
        };
        Some(self.with_code(code))
    }
}

/// Parses a mouse report `button;column;row`. Columns and rows count from 1. The last byte of a
/// press is `M`.
fn parse_mouse_report(text: &str, last: u8) -> Option<InputEvent> {
    let mut fields = text.split(';').map(|field| field.parse::<u16>().ok());
    let (button, x, y) = (fields.next()??, fields.next()??, fields.next()??);
    (last == b'M').then(|| mouse_event(button, x, y)).flatten()
}

/// The event for a mouse button, without Shift, Alt and Control. Columns and rows count from 1.
/// None for movements.
pub(super) fn mouse_event(button: u16, x: u16, y: u16) -> Option<InputEvent> {
    let (x, y) = (x.saturating_sub(1), y.saturating_sub(1));
    match button & !0b1_1100 {
        0 => Some(InputEvent::Click(x, y)),
        64 => Some(InputEvent::Wheel(x, y, -WHEEL)),
        65 => Some(InputEvent::Wheel(x, y, WHEEL)),
        _ => None,
    }
}
