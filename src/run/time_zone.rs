//! The time zone of the machine, which decides which day it is.

use std::{
    env,
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use jiff::{
    Timestamp,
    tz::{TimeZone, TimeZoneDatabase},
};

use crate::{cli::Options, model::Day};

use super::{environment::path_variable, terminal};

const LOCAL: &str = "/etc/localtime";

/// Where systems keep their database, unless `TZDIR` says otherwise.
const DATABASE: &str = "/usr/share/zoneinfo";

/// More than any time zone needs, in bytes.
const LIMIT: u64 = 1 << 20;

/// The rules for summer time of a `TZ` that has none, as in the C library.
const DEFAULT_RULES: &str = ",M3.2.0,M11.1.0";

/// The day in the time zone of `TZ`, else of the machine. Where that is not known, a note says that
/// it is the day in UTC.
pub fn today(options: &Options) -> Day {
    let zone = match env::var_os("TZ") {
        Some(name) => {
            let database = path_variable("TZDIR").unwrap_or_else(|| PathBuf::from(DATABASE));
            let name = name.to_string_lossy();
            named(&name, &database).ok_or_else(|| {
                format!("TZ is `{name}`, which is not a known time zone: today is the day in UTC")
            })
        }
        None => local().ok_or_else(|| {
            format!("the time zone in `{LOCAL}` cannot be read: today is the day in UTC")
        }),
    };
    let zone = zone.unwrap_or_else(|problem| {
        if !options.quiet {
            terminal::note(&problem, options);
        }
        TimeZone::UTC
    });
    Timestamp::now().to_zoned(zone).date()
}

/// The time zone of the machine; UTC where it has none. `None` if it cannot be read.
fn local() -> Option<TimeZone> {
    let zone = file(Path::new(LOCAL)).or_else(|| TimeZone::try_system().ok());
    // A link that leads nowhere is there.
    zone.or_else(|| {
        fs::symlink_metadata(LOCAL)
            .is_err()
            .then_some(TimeZone::UTC)
    })
}

/// The time zone of a `TZ`: a name of the machine's database, else of the embedded one; a path; or
/// the rules of POSIX.
fn named(name: &str, database: &Path) -> Option<TimeZone> {
    let name = name.strip_prefix(':').unwrap_or(name);
    if name.is_empty() {
        return Some(TimeZone::UTC);
    }
    file(&database.join(name))
        .or_else(|| TimeZoneDatabase::bundled().get(name).ok())
        .or_else(|| TimeZone::posix(name).ok())
        .or_else(|| TimeZone::posix(&format!("{name}{DEFAULT_RULES}")).ok())
}

/// The time zone in a file. A pipe or a device is none: it may never end.
fn file(path: &Path) -> Option<TimeZone> {
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut content = Vec::new();
    let file = File::open(path).ok()?;
    file.take(LIMIT).read_to_end(&mut content).ok()?;
    TimeZone::tzif("", &content).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// The day in a time zone at four in the morning of 27 November 2026 in UTC.
    fn day(name: &str, database: &str) -> Option<Day> {
        let instant: Timestamp = "2026-11-27T04:00Z".parse().expect("an instant");
        let zone = named(name, Path::new(database))?;
        Some(instant.to_zoned(zone).date())
    }

    #[test]
    fn the_day_is_local_with_and_without_a_database() {
        let (before, after) = (date(2026, 11, 26), date(2026, 11, 27));
        for database in [DATABASE, "/nowhere"] {
            for (name, expected) in [
                ("America/Los_Angeles", before),
                (":America/New_York", before),
                ("EST5EDT", before),
                ("EST5EDT,M3.2.0,M11.1.0", before),
                ("CST6CDT4", before),
                ("Etc/GMT+12", before),
                ("<-05>5", before),
                ("<+03>-3", after),
                ("Asia/Tokyo", after),
                ("UTC", after),
                (":", after),
                ("", after),
            ] {
                assert_eq!(day(name, database), Some(expected), "{name} in {database}");
            }
        }
    }

    #[test]
    fn what_is_no_time_zone_is_not_read() {
        for name in [
            "Mars/Olympus",
            "/dev/zero",
            "/dev/stdin",
            "America",
            "/",
            "..",
            "data/profile.yaml",
            "\u{1b}[31m",
        ] {
            assert_eq!(day(name, DATABASE), None, "{name}");
        }
    }

    /// A file of a database is read wherever it lies.
    #[test]
    fn a_path_names_a_time_zone() {
        let path = Path::new(DATABASE).join("Asia/Tokyo");
        if path.exists() {
            let expected = Some(date(2026, 11, 27));
            assert_eq!(day(&path.to_string_lossy(), "/nowhere"), expected);
        }
    }
}
