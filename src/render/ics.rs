//! Turns events into a calendar (iCalendar, RFC 5545).
//!
//! No library is used: one folds lines at 76 octets instead of 75, another has eight dependencies.

use std::fmt::Write as _;

use jiff::civil::{Date, date};

use crate::view::Event;

use super::{clean::clean, link::link};

/// The largest number of octets of a line, without its end.
const LIMIT: usize = 75;

/// Sequence numbers count the days from this one on: a calendar keeps the event of the newest plan.
const FIRST_DAY: Date = date(2020, 1, 1);

/// Writes the events as one calendar; `day` is the day of the answer.
pub fn render(events: &[Event], day: Date) -> String {
    let mut written = String::new();
    let stamp = format!("DTSTAMP:{}", day.strftime("%Y%m%dT000000Z"));
    let days = FIRST_DAY.until(day).map_or(0, |span| span.get_days());
    let sequence = format!("SEQUENCE:{}", days.max(0));
    line(&mut written, "BEGIN:VCALENDAR");
    line(&mut written, "VERSION:2.0");
    line(&mut written, "PRODID:-//ladder//ladder plan//EN");
    line(&mut written, "CALSCALE:GREGORIAN");
    for event in events {
        line(&mut written, "BEGIN:VEVENT");
        line(&mut written, &format!("UID:{}", text(&event.id)));
        line(&mut written, &stamp);
        line(&mut written, &sequence);
        for (name, day) in [("DTSTART", event.start), ("DTEND", event.end)] {
            let day = day.to_string().replace('-', "");
            line(&mut written, &format!("{name};VALUE=DATE:{day}"));
        }
        line(&mut written, &format!("SUMMARY:{}", text(&event.summary)));
        if !event.about.is_empty() {
            line(&mut written, &format!("DESCRIPTION:{}", text(&event.about)));
        }
        if let Some(link) = event.link.as_deref().and_then(link) {
            line(&mut written, &format!("URL:{link}"));
        }
        // The event does not block the day.
        line(&mut written, "TRANSP:TRANSPARENT");
        for days in event.reminders {
            reminder(&mut written, event, *days);
        }
        line(&mut written, "END:VEVENT");
    }
    line(&mut written, "END:VCALENDAR");
    written
}

/// A reminder some days before an event.
fn reminder(written: &mut String, event: &Event, days: u32) {
    line(written, "BEGIN:VALARM");
    line(written, "ACTION:DISPLAY");
    line(written, &format!("DESCRIPTION:{}", text(&event.summary)));
    line(written, &format!("TRIGGER:-P{days}D"));
    line(written, "END:VALARM");
}

/// Escaped text.
fn text(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let text = clean(line).replace('\\', "\\\\");
        text.replace(';', "\\;").replace(',', "\\,")
    });
    lines.collect::<Vec<_>>().join("\\n")
}

/// Writes a line, folded between characters.
fn line(written: &mut String, text: &str) {
    let mut length = 0;
    for character in text.chars() {
        if length + character.len_utf8() > LIMIT {
            written.push_str("\r\n ");
            length = 1;
        }
        length += character.len_utf8();
        // Writing to a string cannot fail.
        let _ = written.write_char(character);
    }
    written.push_str("\r\n");
}
