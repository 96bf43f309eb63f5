//! The clipboard, by OSC 52: the terminal itself takes the text, so it works over ssh. Inside tmux it is said twice, once
//! for tmux's own buffer and once passed on to the terminal around it.

use std::io::Write;

/// Terminals cut or drop what is longer.
const MOST: usize = 74_994;

/// Asks the terminal to take the text; says why not, if it is too long or cannot be said.
pub(super) fn copy(out: &mut impl Write, text: &str) -> Result<(), String> {
    let code = base64(text.as_bytes());
    if code.len() > MOST {
        return Err(
            "That is too long for the terminal's clipboard; factdesk list and export print it"
                .to_owned(),
        );
    }
    let plain = format!("\x1b]52;c;{code}\x07");
    let mut all = plain.clone();
    if std::env::var_os("TMUX").is_some() {
        let doubled = plain.replace('\x1b', "\x1b\x1b");
        all.push_str(&format!("\x1bPtmux;{doubled}\x1b\\"));
    }
    let written = out.write_all(all.as_bytes()).and_then(|()| out.flush());
    written.map_err(|error| format!("The terminal does not take it: {error}"))
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut code = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |place: usize| u32::from(chunk.get(place).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = (bits >> (18 - 6 * place)) & 63;
            let letter = LETTERS.get(letter as usize).copied().unwrap_or(b'=');
            code.push(if place > chunk.len() {
                '='
            } else {
                char::from(letter)
            });
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (text, code) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
            ("ї", "0Zc="),
        ] {
            assert_eq!(base64(text.as_bytes()), code);
        }
    }
}
