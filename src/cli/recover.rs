//! `factdesk recover`: lists and restores earlier states of a case. `factdesk verify`: checks a
//! case.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use jiff::tz::TimeZone;

use super::change::{change, settle};
use super::failure::{Result, breach};
use super::{World, who, words};
use crate::case::{Case, Difference, Edit, Progress};
use crate::error::Error;
use crate::store::{Access, BOTH_SIDES, Recovery, put_back, verify};
use crate::text::{counted, padded, visible};

/// List earlier states of a case, or restore one.
#[derive(Debug, Args)]
#[command(
    after_help = "A backup is made with the first save of every session and then every five minutes, and before \
                        any large change. The last 20 stay, and one a day for 30 days. Restoring is an edit like any \
                        other: `factdesk undo` undoes it."
)]
pub(super) struct Recover {
    /// The case file, also if it is gone or can no longer be read
    case: PathBuf,
    /// The state to restore, by its number in the list. 0 is what was recorded last: for a file
    /// that cannot be read, all of it; else what the file lacks, added to what is there
    #[arg(value_name = "N", conflicts_with = "list")]
    number: Option<usize>,
    /// List the states; this is what happens without a number
    #[arg(long)]
    list: bool,
}

impl Recover {
    /// Whether a state is restored. Otherwise states are only listed.
    pub(super) fn puts_back(&self) -> bool {
        self.number.is_some()
    }
}

/// Verify the ids, references and hashes of a case.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// The case file
    case: PathBuf,
}

pub(super) fn run(arguments: &Recover, world: &mut World) -> Result<()> {
    let state = world.paths.state.clone();
    let recovery = Recovery::of(&world.disk, state.as_deref(), &arguments.case)?;
    let Some(number) = arguments.number else {
        return list(arguments, &recovery, world);
    };
    let name = visible(&arguments.case.to_string_lossy()).into_owned();
    if recovery.is_conflicted {
        // Restoring any state would drop the work of one side.
        let what = format!("{name} contains two versions: git left conflict markers in it");
        return Err(Error::refused(what, BOTH_SIDES).into());
    }
    let wanted = match number.checked_sub(1) {
        None if recovery.broken.is_none() => {
            return restore_missing(arguments, &recovery, world);
        }
        None => None,
        Some(index) => Some(recovery.backups.get(index).ok_or_else(|| {
            Error::refused(
                format!("there is no backup {number}"),
                format!("`factdesk recover {name}` lists them"),
            )
        })?),
    };
    if let Some((backup, None)) = wanted {
        let until = backup.at.shown(world.now, &TimeZone::system());
        return Err(Error::refused(
            format!("the backup of {until} is damaged, or not a case"),
            "choose another one",
        )
        .into());
    }
    if recovery.broken.is_some() {
        put_back(
            world.disk.as_ref(),
            state.as_deref(),
            &arguments.case,
            world.now,
        )
        .map_err(|trouble| world.explained(trouble, &arguments.case))?;
        // The journal's later edits are applied, and the new state of the file is noted.
        world
            .desk(&arguments.case, Access::Write)?
            .checkpoint_restored()?;
        writeln!(
            world.out,
            "Restored {name} as it was recorded last: {}",
            counts(&recovery.now)
        )?;
    }
    let Some((backup, Some(then))) = wanted else {
        return Ok(());
    };
    let until = backup.at.shown(world.now, &TimeZone::system());
    let by = who::known_person(world, &arguments.case).unwrap_or_default();
    let at = world.now;
    let (now, compared) = change(world, &arguments.case, |now, _| {
        if now.id != then.id {
            return Err(
                Error::refused("that backup is of another case", "choose another one").into(),
            );
        }
        let compared = Difference::between(now, then).in_words();
        if compared.is_empty() {
            let what = format!("{name} is as it was until {until} already");
            return Err(Error::refused(what, "nothing was changed").into());
        }
        let what = format!("state until {until} restored");
        Ok((Edit::restore(now, then, what, by, at), compared))
    })?;
    writeln!(
        world.out,
        "Restored {name} as it was until {until}: {}. Compared with before, it {compared}. `factdesk undo` undoes this.",
        counts(&now)
    )?;
    Ok(())
}

/// Restores recorded edits that a readable case lacks. Nothing that the case has is replaced.
fn restore_missing(arguments: &Recover, recovery: &Recovery, world: &mut World) -> Result<()> {
    let name = visible(&arguments.case.to_string_lossy()).into_owned();
    if let (Some(title), true) = (&recovery.displaced, recovery.missing.is_empty()) {
        let what = format!(
            "{name} is another case than “{}”, which was worked on here",
            visible(title)
        );
        let hint = format!(
            "move the file away, for instance with `mv {name} {name}.other`; then `factdesk recover {name} 0` brings that case back"
        );
        return Err(Error::refused(what, hint).into());
    }
    let mut desk = world.desk(&arguments.case, Access::Write)?;
    // The missing edits are computed again under the lock, since another program may have written
    // the file in between.
    let missing = desk.missing();
    let case = desk.history().case().clone();
    let mut then = case.clone();
    let back = missing.back.filter(|edit| edit.apply(&mut then).is_ok());
    let Some(back) = back else {
        let earlier =
            format!("`factdesk recover {name}` lists earlier states, to be restored by number");
        let (what, hint) = match missing.contested.first() {
            None => (
                format!("{name} can be read, and nothing that was recorded is missing"),
                earlier,
            ),
            Some(edit) => (
                format!(
                    "“{}” would replace what is there now, or its place is gone",
                    visible(&edit.what)
                ),
                format!("open {name} to see both sides; {earlier}"),
            ),
        };
        return Err(Error::refused(what, hint).into());
    };
    let by = who::known_person(world, &arguments.case).unwrap_or_default();
    let edit = Edit::restore(&case, &then, back.what, by, world.now);
    let compared = Difference::between(&case, &then).in_words();
    let step = desk.history().clone().make(edit)?;
    let now = settle(&mut desk, step, world.now)?;
    writeln!(
        world.out,
        "Restored what {name} lacked: {}. Compared with before, it {compared}; nothing is dropped. `factdesk undo` undoes this.",
        counts(&now)
    )?;
    for edit in missing.contested {
        words::say(&format!(
            "Note: not restored: {}: it would replace what is there now, or its place is gone.\n",
            visible(&edit.what)
        ));
    }
    Ok(())
}

fn list(arguments: &Recover, recovery: &Recovery, world: &mut World) -> Result<()> {
    let name = visible(&arguments.case.to_string_lossy()).into_owned();
    let out = &mut world.out;
    match &recovery.broken {
        Some(trouble) => {
            writeln!(out, "{}", trouble.what)?;
            writeln!(
                out,
                "What was recorded last can be restored: {}",
                counts(&recovery.now)
            )?;
        }
        None => writeln!(out, "{name}: {}", counts(&recovery.now))?,
    }
    let lacked = recovery.missing.difference.lacked();
    if !lacked.is_empty() {
        writeln!(
            out,
            "It {lacked}. `factdesk recover {name} 0` restores that and drops nothing."
        )?;
    }
    if recovery.backups.is_empty() {
        writeln!(
            out,
            "There is no backup yet: the first is made with the first save."
        )?;
        return Ok(());
    }
    writeln!(out)?;
    writeln!(
        out,
        "  n  until             compared with what was recorded last, it"
    )?;
    if recovery.broken.is_some() {
        writeln!(out, "  0  now               is the same")?;
    }
    for (index, (backup, case)) in recovery.backups.iter().enumerate() {
        let until = backup.at.shown(world.now, &TimeZone::system());
        let differs = match case {
            None => "is damaged, or not a case".to_owned(),
            Some(then) => match Difference::between(&recovery.now, then).in_words() {
                compared if compared.is_empty() => "is the same".to_owned(),
                compared => compared,
            },
        };
        writeln!(
            out,
            "{:>3}  {}  {}",
            index + 1,
            padded(&until, 16),
            visible(&differs)
        )?;
    }
    writeln!(
        out,
        "\n`factdesk recover {name} N` restores one; `factdesk undo {name}` undoes that."
    )?;
    Ok(())
}

fn counts(case: &Case) -> String {
    let progress = Progress::of(case);
    format!(
        "{}, {} checked",
        counted(progress.claims, "claim"),
        progress.checked
    )
}

pub(super) fn verify_case(arguments: &Verify, world: &mut World) -> Result<()> {
    let verified = verify(
        world.disk.as_ref(),
        world.paths.state.as_deref(),
        &arguments.case,
    )?;
    let name = visible(&arguments.case.to_string_lossy()).into_owned();
    for breach in &verified.breaches {
        writeln!(world.out, "breach: {}", visible(breach))?;
    }
    for note in &verified.notes {
        writeln!(world.out, "note: {}", visible(note))?;
    }
    let notes = match verified.notes.len() {
        0 => String::new(),
        notes => format!(", {}", counted(notes, "note")),
    };
    if verified.breaches.is_empty() {
        writeln!(
            world.out,
            "{name} is sound: {}{notes}",
            counts(&verified.case)
        )?;
        return Ok(());
    }
    let breaches = counted(verified.breaches.len(), "breach");
    writeln!(world.out, "{name}: {breaches}{notes}")?;
    world.out.flush()?;
    words::say(&format!(
        "Hint: `factdesk recover {name}` lists earlier states; what a person changed on purpose is noted with the next save.\n"
    ));
    Err(breach().into())
}
