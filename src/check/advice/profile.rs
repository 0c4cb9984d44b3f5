//! Notes dates of a profile that are in the future, expired or doubtful.

use std::collections::HashSet;

use crate::{
    diagnostic::{Code, Diagnostics},
    load::{ExperienceEntry, Field, HeldEntry, ProfileDocument, SinceEntry, types::DateText},
    model::{Certification, CertificationIndex, Date, Day, Ladder, Profile, years_after},
    order::Order as _,
    text::PointerRef,
};

use super::{doubtful_pay, durations};

/// Advises on a valid profile as of `day`.
pub fn profile(
    document: &ProfileDocument,
    profile: &Profile,
    ladder: &Ladder,
    day: Day,
    diagnostics: &mut Diagnostics,
) {
    if let Some(pay) = &profile.pay {
        doubtful_pay::salary(pay, ladder, diagnostics);
    }
    durations::profile(document, diagnostics);
    let top = PointerRef::ROOT;
    before_the_field(document, top, diagnostics);
    let mut future = |field: &Field<DateText>, map: PointerRef, key| {
        note_future(field, map.key(key), day, diagnostics);
    };
    future(&document.since, top, "since");
    if let Some(ExperienceEntry::Since(SinceEntry { since })) = document.experience.valid() {
        future(since, top.key("experience"), "since");
    }
    for (position, stay) in document.history.items() {
        future(&stay.from, top.key("history").item(position), "from");
    }
    for (position, degree) in document.education.items() {
        future(
            &degree.earned,
            top.key("education").item(position),
            "earned",
        );
    }
    for (name, claim) in document.skills.entries() {
        for (position, level) in claim.items() {
            let at = top.key("skills");
            let at = at.key(name);
            future(&level.since, at.item(position), "since");
        }
    }
    for (name, entry) in document.responsibilities.entries() {
        if let Some(entry) = entry.valid() {
            future(&entry.since, top.key("responsibilities").key(name), "since");
        }
    }
    for (position, entry) in document.log.items() {
        future(&entry.on, top.key("log").item(position), "on");
    }
    let valid: HashSet<CertificationIndex> = document
        .certifications
        .items()
        .filter_map(|(_, held)| {
            let certification = ladder.certification(held.id.valid()?)?;
            counts(held, &ladder[certification], day).then_some(certification)
        })
        .collect();
    overlapping_stints(document, diagnostics);
    let certifications = top.key("certifications");
    for (position, held) in document.certifications.items() {
        let at = certifications.item(position);
        note_future(&held.earned, at.key("earned"), day, diagnostics);
        let name = held.id.valid();
        if let Some(certification) = name.and_then(|name| ladder.certification(name)) {
            let entry = &ladder[certification];
            let renewed = valid.contains(&certification);
            held_certification(held, entry, renewed, at, day, diagnostics);
        }
    }
}

/// Warns of a role that certainly began before the end of one that began earlier.
fn overlapping_stints(document: &ProfileDocument, diagnostics: &mut Diagnostics) {
    let history = PointerRef::ROOT.key("history");
    let past = document
        .history
        .items()
        .map(|(position, stay)| (date(&stay.from), date(&stay.to), &stay.role, Some(position)));
    let present = (date(&document.since), None, &document.role, None);
    let mut stints: Vec<_> = past.chain([present]).collect();
    stints.retain(|(from, ..)| from.is_some());
    stints.order_by_key(|(from, ..)| from.map(Date::first_day));
    let mut latest: Option<(Date, &str)> = None;
    for (from, to, role, position) in &stints {
        let (Some(from), Some(role)) = (from, role.valid()) else {
            continue;
        };
        if let Some((end, other)) = latest.filter(|(end, _)| from.last_day() < end.first_day()) {
            let message = format!(
                "`{}` began {}, before `{other}` ended {}",
                role.as_str(),
                from.when(),
                end.when()
            );
            if let Some(position) = position {
                let at = history.item(*position);
                diagnostics.add(Code::DoubtfulDate, at.key("from"), message);
            } else {
                let at = PointerRef::ROOT.key("since");
                diagnostics.add(Code::DoubtfulDate, at, message);
            }
        }
        if let Some(to) = to
            && latest.is_none_or(|(end, _)| end.last_day() < to.last_day())
        {
            latest = Some((*to, role.as_str()));
        }
    }
}

fn date(field: &Field<DateText>) -> Option<Date> {
    field.valid().and_then(|text| Date::parse(text))
}

fn note_future(field: &Field<DateText>, at: PointerRef, day: Day, diagnostics: &mut Diagnostics) {
    let Some(date) = date(field).filter(|date| date.first_day() > day) else {
        return;
    };
    let message = format!("{date} is after {day}: it does not count yet");
    if date.first_day() > years_after(day, FAR) {
        let help = "check the year".to_owned();
        diagnostics.add(Code::DoubtfulDate, at, message).help(help);
    } else {
        diagnostics.add(Code::FutureDate, at, message);
    }
}

/// What begins in more years than these is hardly planned.
const FAR: f64 = 10.0;

/// Warns of a role that began before the experience in the field did.
fn before_the_field(document: &ProfileDocument, top: PointerRef, diagnostics: &mut Diagnostics) {
    let Some(ExperienceEntry::Since(SinceEntry { since })) = document.experience.valid() else {
        return;
    };
    let Some(begun) = date(since) else {
        return;
    };
    if let Some(role) = date(&document.since).filter(|role| role.last_day() < begun.first_day()) {
        let message = format!(
            "the role began {}, before the experience in the field did {}",
            role.when(),
            begun.when()
        );
        diagnostics
            .add(Code::DoubtfulDate, top.key("since"), message)
            .also(top.key("experience").key("since"), "in the field since")
            .help("correct one of them; work in the role counts as experience".to_owned());
    }
}

/// Whether a held certification counts on `day`.
fn counts(held: &HeldEntry, entry: &Certification, day: Day) -> bool {
    let earned = date(&held.earned);
    let end = entry.expiry(earned, date(&held.expires));
    earned.is_none_or(|earned| earned.first_day() <= day) && end.is_none_or(|end| day <= end)
}

/// Warns of a certification that was earned when it was not offered, and notes an expired one.
fn held_certification(
    held: &HeldEntry,
    entry: &Certification,
    renewed: bool,
    at: PointerRef,
    day: Day,
    diagnostics: &mut Diagnostics,
) {
    let id = &entry.id;
    let earned = date(&held.earned);
    let wrong = earned.and_then(|earned| {
        let is_late = |launched: &Date| earned.last_day() < launched.first_day();
        let launched = entry.launched.filter(is_late);
        let launched = launched.map(|date| format!("before it was launched {}", date.when()));
        let is_early = |retired: &Date| earned.first_day() > retired.last_day();
        let retired = entry.retired.filter(is_early);
        let retired = retired.map(|date| format!("after it was retired {}", date.when()));
        launched.or(retired)
    });
    if let (Some(earned), Some(wrong)) = (earned, wrong) {
        let message = format!("`{id}` was earned {}, {wrong}", earned.when());
        diagnostics.add(Code::DoubtfulDate, at.key("earned"), message);
    }
    let stated = date(&held.expires);
    let Some(end) = entry.expiry(earned, stated).filter(|end| *end < day) else {
        return;
    };
    if renewed {
        return;
    }
    let key = stated.map_or("earned", |_| "expires");
    let message = format!("`{id}` expired on {end}: on {day} it does not count");
    diagnostics.add(Code::ExpiredCertification, at.key(key), message);
}
