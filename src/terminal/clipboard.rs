//! Copying to the clipboard with OSC 52: the terminal itself stores the text, so this works over
//! ssh. tmux and screen need an escape of their own. A text is not reported as copied if it is
//! known that it did not arrive.

use std::io::{self, Read, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::text::visible;
use crate::workbench::Message;

/// The longest base64 text. Terminals truncate or drop longer ones.
const MAX_BASE64: usize = 74_994;

/// How long to wait for an answer from tmux.
const ANSWER_TIME_LIMIT: Duration = Duration::from_secs(2);

/// The longest control string that screen accepts, in bytes. Longer text is split.
const PIECE: usize = 76;

/// The program or terminal that receives the escape sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Receiver {
    /// A terminal that supports OSC 52, as far as we can tell.
    Terminal,
    /// A terminal that supports OSC 52 only under this condition.
    Conditional(&'static str),
    /// A terminal that does not support OSC 52, with the reason.
    Unsupported(&'static str),
    /// tmux on this machine.
    Tmux,
    /// GNU screen on this machine.
    Screen,
}

impl Receiver {
    /// Detects the receiver from environment variables.
    fn of(variable: &dyn Fn(&str) -> Option<String>) -> Self {
        let term = variable("TERM").unwrap_or_default();
        if variable("TMUX").is_some() {
            return Self::Tmux;
        }
        if variable("STY").is_some() {
            return Self::Screen;
        }
        match term.as_str() {
            "linux" => return Self::Unsupported("the Linux console has no clipboard"),
            "dumb" | "" => {
                return Self::Unsupported("this terminal reports no abilities (TERM=dumb)");
            }
            _ => {}
        }
        if term.starts_with("tmux") || term.starts_with("screen") {
            return Self::Conditional(
                "tmux at the other end passes it on with `set -g set-clipboard on`",
            );
        }
        if variable("TERM_PROGRAM").is_some_and(|program| program == "Apple_Terminal") {
            return Self::Unsupported("Terminal.app takes no clipboard from programs");
        }
        if variable("VTE_VERSION").is_some() {
            return Self::Conditional("this kind of terminal may not take it");
        }
        Self::Terminal
    }
}

/// Sends a text to the clipboard. Calls `report` with the resulting message, at once or from
/// another thread.
pub(super) fn copy(
    out: &mut impl Write,
    what: &str,
    text: &str,
    report: impl FnOnce(Message) + Send + 'static,
) {
    let receiver = Receiver::of(&|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let code = base64(text.as_bytes());
    if code.len() > MAX_BASE64 {
        return report(not_copied(
            "that is too long for the terminal's clipboard",
            what,
        ));
    }
    if let Receiver::Unsupported(why) = receiver {
        return report(not_copied(why, what));
    }
    let written = out.write_all(sequence(&code, receiver).as_bytes());
    if let Err(error) = written.and_then(|()| out.flush()) {
        return report(not_copied(
            &format!("the terminal does not take it: {error}"),
            what,
        ));
    }
    let suffix = format!(": {}", visible(text));
    let what = what.to_owned();
    match receiver {
        // Asking tmux takes time, and keys must not wait for it.
        Receiver::Tmux => {
            let text = text.to_owned();
            let ask_tmux = move || report(finish_in_tmux(&what, &suffix, &text, &tmux));
            // If no thread can be started, tmux could not be run either.
            let _ = thread::Builder::new().spawn(ask_tmux);
        }
        Receiver::Conditional(condition) => {
            report(Message::new(format!("Copied {what} ({condition}){suffix}")));
        }
        _ => report(Message::new(format!("Copied {what}{suffix}"))),
    }
}

fn not_copied(why: &str, what: &str) -> Message {
    let hint = "select it with the mouse, Shift held; `factdesk list` and `export` print it";
    Message::trouble(format!("Not copied, {why}: for {what} {hint}"))
}

/// The escape sequence for a base64 text.
fn sequence(code: &str, receiver: Receiver) -> String {
    let plain = format!("\x1b]52;c;{code}\x07");
    match receiver {
        // One sequence for tmux itself, and one that tmux passes through to the terminal.
        Receiver::Tmux => format!(
            "{plain}\x1bPtmux;{}\x1b\\",
            plain.replace('\x1b', "\x1b\x1b")
        ),
        Receiver::Screen => {
            let mut pieces = String::new();
            let mut rest = plain.as_str();
            while !rest.is_empty() {
                let (piece, after) = rest.split_at_checked(PIECE).unwrap_or((rest, ""));
                pieces.push_str(&format!("\x1bP{piece}\x1b\\"));
                rest = after;
            }
            pieces
        }
        _ => plain,
    }
}

/// Runs tmux with arguments and input. Returns its output; none if it fails.
type Tmux<'a> = dyn Fn(&[&str], &str) -> Option<String> + 'a;

/// Makes the message after copying inside tmux. If tmux does not pass the sequence through, gives
/// the text to tmux itself.
fn finish_in_tmux(what: &str, suffix: &str, text: &str, tmux: &Tmux<'_>) -> Message {
    let pane = std::env::var("TMUX_PANE").unwrap_or_default();
    let mut ask = vec!["display-message", "-p"];
    if !pane.is_empty() {
        ask.extend(["-t", &pane]);
    }
    ask.push("#{set-clipboard} #{allow-passthrough}");
    let Some(answer) = tmux(&ask, "") else {
        let condition = "tmux passes it on with `set -g set-clipboard on`";
        return Message::new(format!("Copied {what} ({condition}){suffix}"));
    };
    let (clipboard, passes) = answer.trim().split_once(' ').unwrap_or((answer.trim(), ""));
    let is_passed_on = clipboard == "on" || matches!(passes, "1" | "2" | "on" | "all");
    if is_passed_on {
        return Message::new(format!("Copied {what}{suffix}"));
    }
    let is_loaded = clipboard != "off" && tmux(&["load-buffer", "-w", "-"], text).is_some();
    if is_loaded {
        return Message::new(format!("Copied {what}{suffix}"));
    }
    let hint = "`tmux set -g set-clipboard on` lets it reach the clipboard";
    if tmux(&["load-buffer", "-"], text).is_some() {
        Message::new(format!(
            "Only tmux has {what} now, for its own paste key; {hint}{suffix}"
        ))
    } else {
        Message::trouble(format!("Not copied, tmux does not take {what}: {hint}"))
    }
}

fn tmux(arguments: &[&str], input: &str) -> Option<String> {
    let mut child = Command::new("tmux")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let input = input.to_owned();
    // A hanging tmux blocks only these two threads, and they end when it is killed.
    let write = move || stdin.is_some_and(|mut pipe| pipe.write_all(input.as_bytes()).is_ok());
    let read = move || {
        let mut answer = String::new();
        stdout.map_or(Ok(0), |pipe| pipe.take(4096).read_to_string(&mut answer))?;
        io::Result::Ok(answer)
    };
    let threads = thread::Builder::new().spawn(write);
    let Ok(answer) = threads.and_then(|_| thread::Builder::new().spawn(read)) else {
        let _ = child.kill();
        let _ = child.wait();
        return None;
    };
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return answer.join().ok()?.ok(),
            Ok(None) if start.elapsed() < ANSWER_TIME_LIMIT => {
                thread::sleep(Duration::from_millis(2));
            }
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

/// Base64 by RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut code = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for index in 0..4 {
            let letter = (bits >> (18 - 6 * index)) & 63;
            let letter = LETTERS.get(letter as usize).copied().unwrap_or(b'=');
            code.push(if index > chunk.len() {
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

    fn receiver(variables: &[(&str, &str)]) -> Receiver {
        Receiver::of(&|name| {
            let variable = variables.iter().find(|(known, _)| *known == name);
            variable.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_receiver_is_detected_from_environment_variables() {
        let xterm = ("TERM", "xterm-256color");
        assert_eq!(receiver(&[xterm]), Receiver::Terminal);
        assert_eq!(receiver(&[xterm, ("TMUX", "/tmp/x,1,0")]), Receiver::Tmux);
        assert_eq!(
            receiver(&[("TERM", "screen"), ("STY", "1.pts")]),
            Receiver::Screen
        );
        assert!(matches!(
            receiver(&[("TERM", "tmux-256color")]),
            Receiver::Conditional(_)
        ));
        assert!(matches!(
            receiver(&[xterm, ("VTE_VERSION", "7600")]),
            Receiver::Conditional(_)
        ));
        assert!(matches!(
            receiver(&[("TERM", "linux")]),
            Receiver::Unsupported(_)
        ));
        let apple = ("TERM_PROGRAM", "Apple_Terminal");
        assert!(matches!(
            receiver(&[xterm, apple]),
            Receiver::Unsupported(_)
        ));
    }

    #[test]
    fn each_receiver_gets_its_own_sequence() {
        assert_eq!(sequence("QQ==", Receiver::Terminal), "\x1b]52;c;QQ==\x07");
        assert_eq!(
            sequence("QQ==", Receiver::Tmux),
            "\x1b]52;c;QQ==\x07\x1bPtmux;\x1b\x1b]52;c;QQ==\x07\x1b\\"
        );
        assert_eq!(
            sequence("QQ==", Receiver::Screen),
            "\x1bP\x1b]52;c;QQ==\x07\x1b\\"
        );
        let long = sequence(&"A".repeat(200), Receiver::Screen);
        let pieces: Vec<&str> = long
            .split("\x1b\\")
            .filter(|piece| !piece.is_empty())
            .collect();
        assert!(pieces.iter().all(|piece| piece.len() <= PIECE + 2));
        let whole: String = pieces
            .iter()
            .filter_map(|piece| piece.strip_prefix("\x1bP"))
            .collect();
        assert_eq!(whole, sequence(&"A".repeat(200), Receiver::Terminal));
    }

    #[test]
    fn inside_tmux_a_text_is_reported_as_copied_only_if_it_arrived() {
        let copied = |answer: Option<&str>, accepts: &'static [&'static str]| {
            let tmux = |arguments: &[&str], _: &str| match arguments {
                ["display-message", ..] => answer.map(str::to_owned),
                _ => accepts
                    .contains(&arguments.join(" ").as_str())
                    .then(String::new),
            };
            finish_in_tmux("the claim's words", ": x", "x", &tmux).tail
        };
        let both: &[&str] = &["load-buffer -w -", "load-buffer -"];
        assert_eq!(copied(Some("on 0"), &[]), "Copied the claim's words: x");
        assert_eq!(
            copied(Some("external 1"), &[]),
            "Copied the claim's words: x"
        );
        assert_eq!(
            copied(Some("external 0"), both),
            "Copied the claim's words: x"
        );
        assert!(copied(Some("off 0"), both).starts_with("Only tmux has"));
        assert!(copied(Some("external"), &["load-buffer -"]).starts_with("Only tmux has"));
        assert!(copied(Some("off 0"), &[]).starts_with("Not copied"));
        assert!(copied(None, &[]).starts_with("Copied the claim's words (tmux passes it on"));
    }

    #[test]
    fn base64_follows_rfc_4648() {
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
