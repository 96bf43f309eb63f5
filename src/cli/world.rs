//! The environment of a command: disk, directories, clock, ids, user, output.

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use jiff::tz::TimeZone;

use crate::case::{IdGen, Timestamp};
use crate::config::{BadConfig, Paths, Settings};
use crate::error::Error;
use crate::store::{Disk, System};

/// The largest time zone file that is read, in bytes. Real ones have a few thousand bytes.
const MAX_OF_ZONE: u64 = 1 << 20;

/// The environment of a command.
pub struct World {
    /// The file system.
    pub disk: Arc<dyn Disk>,
    /// The directories that factdesk uses.
    pub paths: Paths,
    /// The time when the command was started.
    pub now: Timestamp,
    /// Whether the clock is fixed at that time, for tests.
    pub is_clock_fixed: bool,
    /// The user's settings, or the defaults if their file cannot be read.
    settings: Settings,
    /// The error in the settings file.
    bad_settings: Option<BadConfig>,
    /// The generator of ids.
    pub mint: IdGen,
    /// The value of `--by`.
    pub by: Option<String>,
    /// Standard output.
    pub out: Box<dyn Write>,
}

impl World {
    /// The environment of this process. `FACTDESK_TIME` (RFC 3339) and `FACTDESK_SEED` (a number)
    /// fix clock and ids, for tests.
    pub fn of_process(by: Option<String>) -> Result<Self, Error> {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let ill_formed = |name: &str, why: String| {
            Error::refused(format!("{name}: {why}"), format!("unset {name}"))
        };
        let time = variable("FACTDESK_TIME");
        let is_clock_fixed = time.is_some();
        let now = match time {
            Some(time) => time
                .parse()
                .map_err(|error| ill_formed("FACTDESK_TIME", format!("{error}")))?,
            None => Timestamp::of_clock(SystemTime::now()),
        };
        let mint = match variable("FACTDESK_SEED") {
            Some(seed) => IdGen::seeded(
                seed.parse()
                    .map_err(|error| ill_formed("FACTDESK_SEED", format!("{error}")))?,
            ),
            None => random_mint()?,
        };
        let environment =
            |name: &str| std::env::var_os(name).filter(|value: &OsString| !value.is_empty());
        let disk: Arc<dyn Disk> = Arc::new(System);
        let paths = Paths::from_environment(environment);
        let (settings, bad_settings) = match Settings::load(disk.as_ref(), &paths) {
            Ok(settings) => (settings, None),
            Err(bad) => (Settings::default(), Some(bad)),
        };
        Ok(Self {
            disk,
            paths,
            now,
            is_clock_fixed,
            settings,
            bad_settings,
            mint,
            by,
            out: Box::new(BufWriter::new(io::stdout())),
        })
    }

    /// The local time zone: that of `TZ`, otherwise the content of `/etc/localtime`. The name of
    /// the zone is not searched for: that would read the whole time zone database before the first
    /// frame.
    pub fn zone(&self) -> TimeZone {
        let file = Path::new("/etc/localtime");
        let is_named = std::env::var_os("TZ").is_some();
        let bytes = (!is_named)
            .then(|| self.disk.read(file, MAX_OF_ZONE).ok())
            .flatten();
        bytes
            .and_then(|bytes| TimeZone::tzif("local", &bytes).ok())
            .unwrap_or_else(TimeZone::system)
    }

    /// The user's settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The error if the settings file cannot be read. The defaults apply then.
    pub fn bad_settings(&self) -> Option<&BadConfig> {
        self.bad_settings.as_ref()
    }
}

/// A generator that uses the system's random numbers. Without them, ids could be equal to those of
/// another machine.
fn random_mint() -> Result<IdGen, Error> {
    let no_randomness = |error: getrandom::Error| {
        Error::refused(
            format!("the system gives no random numbers: {error}"),
            "check /dev/urandom",
        )
    };
    // On a system with random numbers, only the first call can fail.
    let mut next = Some(getrandom::u64().map_err(no_randomness)?);
    Ok(IdGen::new(move || {
        next.take()
            .or_else(|| getrandom::u64().ok())
            .unwrap_or_default()
    }))
}
