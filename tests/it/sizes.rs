//! No window size and no command in any state causes a panic or leaves no claim in focus.

use crate::support::bench::Bench;
use factdesk::workbench::Keymap;
use factdesk::workbench::commands::COMMANDS;
use factdesk::workbench::key::script;
use proptest::prelude::*;

/// Keys that lead from the panes to each mode and view.
const STATES: &[&str] = &[
    "",
    "t",
    "S",
    "<Enter>",
    "e",
    "ekyiv<Down>",
    "s",
    "w",
    "a",
    "/the",
    "f",
    ":",
    "?",
    "|",
    "g  d",
    "tV",
    "tb",
    "K",
    "r",
    "d",
    "vd1",
    "SM",
    "S<Enter>",
    "xE",
];

/// Widths at which the layout changes, and large ones. Widths too small for the layout are all
/// drawn.
const WIDTHS: &[u16] = &[
    19, 20, 21, 39, 40, 41, 57, 69, 70, 79, 80, 81, 99, 100, 119, 120, 121, 320,
];

/// The numbers of rows at which the layout changes, and large ones.
const HEIGHTS: &[u16] = &[15, 16, 17, 20, 23, 24, 36, 98];

#[test]
fn every_size_in_every_state_is_drawn_without_a_panic() {
    for keys in STATES {
        let mut bench = Bench::demo();
        bench.keys(keys);
        for height in (0..=12).chain(HEIGHTS.iter().copied()) {
            for width in (0..=12).chain(WIDTHS.iter().copied()) {
                bench.resize(width, height);
                bench.frame();
            }
        }
    }
}

#[test]
fn every_command_from_every_state_keeps_a_claim_in_focus() {
    let keymap = Keymap::default();
    for state in STATES {
        for command in COMMANDS {
            for key in keymap.keys(command) {
                let mut bench = Bench::demo();
                bench.keys(state);
                bench.keys(&format!("<{key}>"));
                bench.frame();
                assert!(bench.app.model.claim().is_some(), "{state} then {key}");
                for _ in 0..7 {
                    bench.keys("<Esc>");
                }
                assert!(
                    bench.app.popups().is_empty(),
                    "{state} then {key}: seven Esc reach the panes"
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// After any keys, with resizes and pastes between them, there is no panic, the disk matches
    /// the memory (the bench checks after every event), and undo leads back to the start.
    #[test]
    fn undo_leads_back_to_the_start_after_any_keys(
        keys in prop::collection::vec(
            prop_oneof![
                6 => "[cduvxjkngGNtbazZ.eswfrJSMKV|/?:1-9 ]",
                3 => prop::sample::select(vec![
                    "<Enter>", "<Esc>", "<Tab>", "<Down>", "<Up>", "<Left>", "<Right>", "<Del>", "<Backspace>", "<Shift-Right>",
                    "<PgDn>", "<Ctrl-U>", "<Home>",
                ]).prop_map(str::to_owned),
                1 => prop::sample::select(vec!["їжак", "CNN", "2024-03-23", "\u{301}", "«"]).prop_map(str::to_owned),
            ],
            1..60,
        ),
        sizes in prop::collection::vec((0_u16..140, 0_u16..40), 1..4),
    ) {
        let mut bench = Bench::demo();
        let start = bench.case().clone();
        for (place, key) in keys.iter().enumerate() {
            prop_assert!(script(key).is_ok());
            bench.keys(key);
            if place % 20 == 7 {
                bench.paste("https://example.org/a");
            }
            if let Some((width, height)) = sizes.get(place % 23) {
                bench.resize(*width, *height);
            }
            bench.frame();
        }
        // On a screen that is too small, no key undoes anything.
        bench.resize(120, 36);
        bench.keys("<Esc><Esc><Esc><Esc><Esc><Esc><Esc>");
        for _ in 0..200 {
            bench.keys("z");
        }
        prop_assert_eq!(bench.case(), &start);
    }
}
