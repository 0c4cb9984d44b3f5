use std::process::Output;

use jiff::civil::Date;
use serde_json::Value;

use crate::process::ladder;

/// The answer of today in a time zone, on a machine whose time zones are in this folder.
fn today(zone: &str, database: &str, more: &[&str]) -> Output {
    let mut command = ladder(&["next", "--from", "mid", "--format", "json"]);
    command.args(more).env("TZ", zone).env("TZDIR", database);
    command.output().expect("the program runs")
}

fn day(answer: &Output) -> Date {
    let answer: Value = serde_json::from_slice(&answer.stdout).expect("sound JSON");
    let day = answer["as_of"].as_str().expect("a day");
    day.parse().expect("a day")
}

/// Between these time zones there are 26 hours: whatever the time, the days differ.
#[test]
fn today_is_the_day_of_the_time_zone() {
    let far_west = ["Etc/GMT+12", ":Etc/GMT+12", "<-12>12"];
    let far_east = ["Etc/GMT-14", ":Pacific/Kiritimati", "<+14>-14"];
    for database in ["/usr/share/zoneinfo", "/nowhere"] {
        for (west, east) in far_west.into_iter().zip(far_east) {
            let (west, east) = (today(west, database, &[]), today(east, database, &[]));
            for answer in [&west, &east] {
                let told = String::from_utf8_lossy(&answer.stderr);
                assert!(told.is_empty(), "{told}");
            }
            assert!(day(&west) < day(&east), "{database}");
        }
    }
}

#[test]
fn an_unknown_time_zone_is_said() {
    for zone in ["Mars/Olympus", "/dev/zero", "/dev/null", "."] {
        is_said(zone);
    }
}

/// A named pipe that has no other end is not opened, since that would never return.
#[cfg(unix)]
#[test]
fn a_named_pipe_is_no_time_zone() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo runs").success());
    is_said(pipe.to_str().expect("a path of text"));
}

/// Asserts that a note says that a time zone is unknown, once, and where it matters.
fn is_said(zone: &str) {
    let answer = today(zone, "/usr/share/zoneinfo", &[]);
    let told = String::from_utf8(answer.stderr).expect("text");
    let expected =
        format!("note: TZ is `{zone}`, which is not a known time zone: today is the day in UTC");
    assert_eq!(told.trim_end(), expected);
    assert!(answer.status.success());
    for more in [&["--quiet"][..], &["--as-of", "2026-11-20"]] {
        assert!(today(zone, "/nowhere", more).stderr.is_empty());
    }
}
