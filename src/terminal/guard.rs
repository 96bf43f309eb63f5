//! Restores the terminal when the program ends, also after a panic.

use std::io::{self, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};

/// Whether the workbench has the terminal. The panic hook reads this.
static IS_ENTERED: AtomicBool = AtomicBool::new(false);

/// Sets up the terminal: raw mode, alternate screen, bracketed paste. Restores it when dropped.
pub(super) struct Guard {
    has_mouse: bool,
}

impl Guard {
    pub(super) fn enter(has_mouse: bool) -> io::Result<Self> {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            let previous_hook = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                // The message of a panic is readable only on a restored terminal. After a panic on
                // another thread the loop still draws. It notices that the thread has ended, and
                // reports that.
                if std::thread::current().name() == Some("main") {
                    restore();
                    previous_hook(panic);
                }
            }));
        });
        let guard = Self { has_mouse };
        guard.enter_again()?;
        Ok(guard)
    }

    pub(super) fn enter_again(&self) -> io::Result<()> {
        enable_raw_mode()?;
        IS_ENTERED.store(true, Ordering::SeqCst);
        let mut out = io::stdout();
        crossterm::queue!(out, EnterAlternateScreen, EnableBracketedPaste)?;
        if self.has_mouse {
            crossterm::queue!(out, EnableMouseCapture)?;
        }
        out.flush()
    }

    #[expect(clippy::unused_self, reason = "only who holds the terminal leaves it")]
    pub(super) fn leave(&self) {
        restore();
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Restores the terminal. Errors are ignored: the terminal may be gone.
pub(super) fn restore() {
    if !IS_ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _ = crossterm::execute!(
        out,
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    let _ = out.flush();
    let _ = disable_raw_mode();
}
