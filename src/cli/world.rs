//! All that a command meets outside a case: the disk, the directories, the clock, ids, who is
//! there, where words go.

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use jiff::tz::TimeZone;

use crate::case::{Mint, Timestamp};
use crate::config::{BadConfig, Paths, Settings};
use crate::error::Error;
use crate::store::{Disk, System};

/// Bytes of a time zone's file at the most; the longest have some thousand.
const MOST_OF_ZONE: u64 = 1 << 20;

/// What a command works on.
pub struct World {
    /// The file system.
    pub disk: Arc<dyn Disk>,
    /// The directories that factdesk uses.
    pub paths: Paths,
    /// The time at which the command was given.
    pub now: Timestamp,
    /// Whether the clock stands still at that time, as tests need it.
    pub is_clock_fixed: bool,
    /// The person's settings. The defaults if their file cannot be read.
    settings: Settings,
    /// What is wrong with that file.
    bad_settings: Option<BadConfig>,
    /// Where ids come from.
    pub mint: Mint,
    /// Who `--by` says is there.
    pub by: Option<String>,
    /// Standard output.
    pub out: Box<dyn Write>,
}

impl World {
    /// The world of this process. `FACTDESK_TIME` (RFC 3339) and `FACTDESK_SEED` (a number) fix
    /// clock and ids, for tests.
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
            Some(seed) => Mint::seeded(
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

    /// The local time zone: that of `TZ`, else of `/etc/localtime`, whose own bytes say all that is
    /// needed. To look its name up would walk the whole time-zone database, and that before the
    /// first frame.
    pub fn zone(&self) -> TimeZone {
        let file = Path::new("/etc/localtime");
        let is_named = std::env::var_os("TZ").is_some();
        let bytes = (!is_named)
            .then(|| self.disk.read(file, MOST_OF_ZONE).ok())
            .flatten();
        bytes
            .and_then(|bytes| TimeZone::tzif("local", &bytes).ok())
            .unwrap_or_else(TimeZone::system)
    }

    /// What the person wants otherwise.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What is wrong with the settings file, if it cannot be read. The defaults apply then.
    pub fn bad_settings(&self) -> Option<&BadConfig> {
        self.bad_settings.as_ref()
    }
}

/// Ids from the system's randomness. A machine that has none cannot mint ids that differ from
/// another's.
fn random_mint() -> Result<Mint, Error> {
    let no_randomness = |error: getrandom::Error| {
        Error::refused(
            format!("the system gives no random numbers: {error}"),
            "check /dev/urandom",
        )
    };
    // The first draw tells whether there is any; later ones on the same system do not fail.
    let mut next = Some(getrandom::u64().map_err(no_randomness)?);
    Ok(Mint::new(move || {
        next.take()
            .or_else(|| getrandom::u64().ok())
            .unwrap_or_default()
    }))
}
