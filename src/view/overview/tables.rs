//! A ladder in tables: roles, moves, skills, certifications.

use crate::{
    query::{Certification, Learning, Move, Number, OTHER_SKILLS, OverviewAnswer, Pay, Role, Span},
    vocabulary::{Basis, CertificationStatus, Word},
};

use super::super::{
    Body, Columns, Section, Sources, StyledText, TextStyle, Value, display, move_text,
    move_text::LEFT_OUT,
};
use super::{asked::asked, diagram::way, pay::shown_pay};

/// Where a table of roles stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum RolesOn {
    /// Under a drawing that has the titles.
    Sheet,
    /// Under a drawing that has the tracks and the grades.
    Screen,
    /// On a page with a part about each role.
    Page,
}

/// The columns of roles.
pub fn columns(overview: &OverviewAnswer, on: RolesOn) -> Columns<'_, Role> {
    let is_placed = on != RolesOn::Screen;
    let columns = Columns::<Role>::new()
        .field("id", |role| role.id.clone())
        .left("Role", |role, _| {
            let present = if is_present(overview, role) {
                " (present)"
            } else {
                ""
            };
            StyledText::role(&role.id).and(TextStyle::Strong, present)
        })
        .field("title", |role| role.title.clone())
        .left("Title", move |role, _| {
            (on != RolesOn::Sheet).then(|| role.title.clone())
        })
        .field("track", |role| role.track.clone())
        .left("Track", move |role, _| {
            let title = track_title(overview, role).filter(|_| is_placed);
            title.map(str::to_owned)
        })
        .field("grade", |role| role.grade.rank)
        .right("Grade", move |role, _| {
            is_placed.then(|| role.grade.to_string())
        })
        .field("entry", |role| role.entry)
        .field("years", |role| Some(role.required.years.as_ref()?.value))
        .field("years_max", |role| role.required.years.as_ref()?.most())
        .right("Experience", |role, sources| {
            let years = role.required.years.as_ref()?;
            let mark = inherited(are_years_inherited(role));
            let cited = &years.origin.cited;
            let years = display::durations(years.value, years.max);
            Some(sources.figure(format!("{years}{mark}"), cited))
        })
        .left("Also asks for", move |role, _| {
            // A screen has no room for it.
            is_placed.then(|| also_asked(role))
        });
    let columns = pay(columns, overview, on, Basis::Base, "Base pay");
    pay(columns, overview, on, Basis::Total, "Total pay").field("next", |role| {
        display::join(role.next.iter().map(|step| &step.role), " ")
    })
}

/// The title of the track of a role; `None` where the ladder names none.
pub fn track_title<'a>(overview: &'a OverviewAnswer, role: &Role) -> Option<&'a str> {
    let mut tracks = overview.tracks.iter();
    let track = tracks.find(|track| track.id == role.track);
    track.map(|track| track.title.as_str())
}

fn is_present(overview: &OverviewAnswer, role: &Role) -> bool {
    let person = overview.person.as_ref();
    let present = person.and_then(|person| person.role.as_ref());
    present.is_some_and(|present| present.id == role.id)
}

type PayValue = fn(&Pay) -> Value;

fn pay<'a>(
    columns: Columns<'a, Role>,
    overview: &'a OverviewAnswer,
    on: RolesOn,
    basis: Basis,
    heading: &'static str,
) -> Columns<'a, Role> {
    let fields: [(&str, PayValue); 7] = [
        ("low", |pay| pay.low.into()),
        ("mid", |pay| pay.midpoint().map(Number).into()),
        ("high", |pay| pay.high.into()),
        ("currency", |pay| pay.terms.currency.clone().into()),
        ("source", |pay| pay.cited.source.clone().into()),
        ("as_of", |pay| pay.cited.as_of.clone().into()),
        ("population", |pay| pay.population.clone().into()),
    ];
    let fields = fields.into_iter();
    let columns = fields.fold(columns, |columns, (name, value)| {
        columns.field(format!("{basis}_{name}"), move |role| {
            shown_pay(role, basis).map(value)
        })
    });
    // A screen has room for one of the two.
    let mut bases = Basis::ALL.iter();
    let first = bases.find(|basis| {
        let mut roles = overview.roles.iter();
        roles.any(|role| shown_pay(role, **basis).is_some())
    });
    let is_shown = on != RolesOn::Screen || first == Some(&basis);
    columns.right(heading, move |role, sources| {
        let pay = shown_pay(role, basis).filter(|_| is_shown)?;
        let currency = match &overview.currency {
            Some(_) => String::new(),
            None => format!("{} ", pay.terms.currency),
        };
        Some(sources.figure(format!("{currency}{}", display::starred(pay)), &pay.cited))
    })
}

/// Whether the years of experience are asked for by a role that this one extends.
fn are_years_inherited(role: &Role) -> bool {
    let years = role.required.years.as_ref();
    years.is_some_and(|years| years.origin.introduced_by != role.id)
}

fn inherited(is_inherited: bool) -> &'static str {
    if is_inherited { display::INHERITED } else { "" }
}

/// What a role asks for besides skills and years.
fn also_asked(role: &Role) -> String {
    let asked = asked(role).into_iter();
    let asked = asked.map(|asked| format!("{}{}", asked.text, inherited(asked.is_inherited)));
    display::join(asked, "; ")
}

/// A row for each role.
pub fn roles(overview: &OverviewAnswer, on: RolesOn, sources: &mut Sources) -> Section {
    let explained = match on {
        RolesOn::Page => StyledText::quiet("the part about the role"),
        RolesOn::Sheet | RolesOn::Screen => StyledText::default().code("ladder show ROLE"),
    };
    let explained = |before: &str, after: &str| {
        let text = StyledText::quiet(before).then(explained.clone());
        text.and(TextStyle::Quiet, after)
    };
    let market = overview.region.iter().chain(&overview.currency);
    let market = match display::join(market, ", ").as_str() {
        "" => String::new(),
        market => format!(" ({market})"),
    };
    let is_wider = |role: &Role| {
        let shown = Basis::ALL.iter();
        let mut shown = shown.filter_map(|basis| shown_pay(role, *basis));
        shown.any(|pay| pay.population.is_some())
    };
    let is_marked = |role: &Role| {
        let is_asked = on != RolesOn::Screen && asked(role).iter().any(|asked| asked.is_inherited);
        is_asked || are_years_inherited(role)
    };
    let notes = [
        (
            overview.roles.iter().any(|role| !role.pay.is_empty()),
            StyledText::quiet(format!(
                "Pay is the midpoint, per year{market}; an empty cell means unknown."
            )),
        ),
        (
            overview.roles.iter().any(is_marked),
            explained("^ is inherited; ", " shows from which role."),
        ),
        (
            overview.roles.iter().any(is_wider),
            explained("* describes a wider group than the role; ", " shows which."),
        ),
    ];
    let notes = notes.into_iter().filter(|(applies, _)| *applies);
    let section = columns(overview, on).section("Roles", &overview.roles, sources);
    section.noted(notes.map(|(_, note)| note))
}

/// Every move, with all that is known of it.
pub fn moves(overview: &OverviewAnswer, sources: &mut Sources) -> Section {
    let rows = overview.roles.iter();
    let rows = rows.flat_map(|role| role.next.iter().map(move |step| (role, step)));
    let way = way(&overview.route);
    Columns::<(&Role, &Move)>::new()
        .left("From", |(role, _), _| StyledText::role(&role.id))
        .left("To", |(_, step), _| StyledText::role(&step.role))
        .left("Move", |(_, step), _| step.facts.kind)
        .after_and_share(|(_, step)| &step.facts)
        .left("Gate", |(_, step), sources| {
            move_text::gate_cell(&step.facts, sources)
        })
        .left("Way", |(role, step), _| {
            way.contains(&(role.id.as_str(), step.role.as_str()))
                .then_some("yes")
        })
        .section("Moves", rows, sources)
}

/// The skills by category, in the ladder's order.
pub fn skills(overview: &OverviewAnswer) -> Section {
    let mut facts: Vec<(String, StyledText)> = Vec::new();
    for skill in &overview.skills {
        let category = skill.category.as_deref().unwrap_or(OTHER_SKILLS);
        let name = StyledText::name(&skill.id);
        match facts.iter_mut().find(|(known, _)| known == category) {
            Some((_, names)) => {
                *names = std::mem::take(names).plain(", ").then(name);
            }
            None => facts.push((category.to_owned(), name)),
        }
    }
    Section::new("Skills", Body::Facts(facts)).noted(levels(overview))
}

/// The names of the levels of skills.
pub fn levels(overview: &OverviewAnswer) -> Option<StyledText> {
    let levels = overview.proficiency.join(", ");
    let levels = (!levels.is_empty()).then(|| format!("Levels, lowest first: {levels}."));
    levels.map(StyledText::quiet)
}

/// A row of what learning takes.
struct LearningRow<'a> {
    /// The category, `any`, or what is earned.
    what: &'a str,
    /// The level or the degree.
    level: &'a str,
    hours: Option<&'a Span>,
    /// Years.
    practice: Option<&'a Span>,
    /// Whether the hours and the years are estimates that are left out.
    left_out: [bool; 2],
}

/// What levels, degrees and certifications take where they do not say so themselves.
pub fn learning(learning: &Learning, sources: &mut Sources) -> Section {
    let mut rows = Vec::new();
    let categories = learning.categories.0.iter();
    let categories = categories.map(|(category, levels)| (category.as_str(), levels));
    for (what, levels) in categories.chain([("any skill", &learning.levels)]) {
        rows.extend(levels.0.iter().map(|(level, step)| LearningRow {
            what,
            level,
            hours: step.hours.as_ref(),
            practice: step.practice.as_ref(),
            left_out: [step.hours_left_out, step.practice_left_out],
        }));
    }
    rows.extend(
        learning
            .degrees
            .0
            .iter()
            .map(|(degree, years)| LearningRow {
                what: "degree",
                level: degree,
                hours: None,
                practice: Some(years),
                left_out: [false; 2],
            }),
    );
    rows.extend(learning.certifications.iter().map(|hours| LearningRow {
        what: "certification",
        level: "",
        hours: Some(hours),
        practice: None,
        left_out: [false; 2],
    }));
    let left_out = |is_left_out: bool| is_left_out.then(|| StyledText::quiet(LEFT_OUT));
    Columns::<LearningRow>::new()
        .left("To learn", |row, _| row.what)
        .left("Level", |row, _| row.level)
        .right("Hours", |row, sources| {
            let Some(hours) = row.hours else {
                return left_out(row.left_out[0]);
            };
            Some(sources.figure(display::range(hours.min, hours.max), &hours.cited))
        })
        .left("Time", |row, sources| {
            let Some(time) = row.practice else {
                return left_out(row.left_out[1]);
            };
            Some(sources.figure(display::span_of_years(time), &time.cited))
        })
        .section("What learning takes unless said otherwise", rows, sources)
}

/// The certifications by what has become of them, in the ladder's order.
pub fn certifications(overview: &OverviewAnswer) -> Section {
    let mut facts = Vec::new();
    for (status, name) in [
        (CertificationStatus::Active, "can be earned"),
        (CertificationStatus::Upcoming, "to come"),
        (CertificationStatus::Retired, "retired"),
    ] {
        let entries = overview.certifications.iter();
        let names = entries.filter(|entry| entry.status == status).fold(
            StyledText::default(),
            |names, entry| {
                let separator = if names.is_empty() { "" } else { ", " };
                let day = match status {
                    CertificationStatus::Upcoming => {
                        entry.launched.as_ref().map(|day| format!(" (from {day})"))
                    }
                    CertificationStatus::Active => {
                        entry.retired.as_ref().map(|day| format!(" (until {day})"))
                    }
                    CertificationStatus::Retired => {
                        entry.retired.as_ref().map(|day| format!(" ({day})"))
                    }
                };
                names
                    .plain(separator)
                    .and(TextStyle::Name, &entry.id)
                    .and(TextStyle::Quiet, day.unwrap_or_default())
            },
        );
        if !names.is_empty() {
            facts.push((name.to_owned(), names));
        }
    }
    Section::new("Certifications", Body::Facts(facts))
}

/// What has become of a certification.
pub fn status(entry: &Certification) -> StyledText {
    match (entry.status, &entry.launched, &entry.retired) {
        (CertificationStatus::Upcoming, Some(day), _) => {
            StyledText::middling(format!("to come, from {day}"))
        }
        (CertificationStatus::Retired, _, Some(day)) => StyledText::bad(format!("retired {day}")),
        (status, _, Some(day)) => StyledText::middling(format!("{status} until {day}")),
        (status, _, None) => StyledText::good(status),
    }
}
