//! The tables about a team.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::{
    query::{
        Bench, CommonGap, Need, TeamAnswer, TeamCertification, TeamGap, TeamPerson, TeamSkill,
        TeamStep, Training,
    },
    vocabulary::{DueStatus, RequirementKind, TeamStatus},
};

use super::{
    super::{Body, Columns, CrossTable, Heading, Section, Sources, StyledText, TextStyle, display},
    Row,
};

/// How much is said of each gap.
#[derive(Clone, Copy, PartialEq)]
pub enum Form {
    /// Its title, of the first one.
    Brief,
    /// From what to what, of the first three.
    Full,
}

/// How people stand for roles, a row each.
pub fn steps<'a>(
    team: &'a TeamAnswer,
    rows: impl Iterator<Item = Row<'a>>,
    form: Form,
    sources: &mut Sources,
) -> Section {
    let is_for_one = team.role.is_some();
    let rows: Vec<Row> = rows.collect();
    let statuses: Vec<TeamStatus> = rows.iter().map(|(_, step)| step.status).collect();
    let columns = Columns::<Row>::new()
        .left("Person", |(person, _), _| {
            StyledText::strong(&person.person)
        })
        .left("Role", |(person, _), _| role_of(person))
        .left("Next", move |(_, step), _| {
            (!is_for_one).then(|| StyledText::role(&step.role.id))
        })
        .left("Stands", |(_, step), _| status(step.status))
        .right("Met", |(_, step), _| display::met(step.readiness))
        .right("Before", |(_, step), _| step.before.map(display::met))
        .left("To serve", move |(_, step), sources| {
            let is_near = form == Form::Full || step.status != TeamStatus::Later;
            let left = step
                .to_serve
                .as_ref()
                .filter(|left| left.min.0 > 0.0 && is_near);
            left.map(|left| sources.figure(display::short_span(left), &left.cited))
        })
        .left("Earliest", move |(_, step), _| {
            let is_told = is_for_one && step.status != TeamStatus::Held;
            is_told.then(|| earliest(step))
        })
        .left("Missing first", move |(_, step), _| missing(step, form));
    let section = columns.section("Who is ready for what", rows, sources);
    section.noted(explained(&statuses))
}

/// What the words of statuses mean that need it.
fn explained(statuses: &[TeamStatus]) -> Option<StyledText> {
    let words = [
        (TeamStatus::Close, "at most 3 requirements are missing"),
        (TeamStatus::ToServe, "only time in the role is left"),
        (TeamStatus::Gate, "only a condition of the move is left"),
        (TeamStatus::Unknown, "all is met, a time is unknown"),
        (TeamStatus::NoMove, "all is met, but no move leads there"),
    ];
    let used = words.iter().filter(|(status, _)| statuses.contains(status));
    let used = used.map(|(status, meaning)| format!("{status}: {meaning}"));
    let text = display::join(used, "; ");
    (!text.is_empty()).then(|| StyledText::quiet(format!("{text}.")))
}

fn role_of(person: &TeamPerson) -> StyledText {
    match &person.role {
        Some(role) => StyledText::role(&role.id),
        None => StyledText::quiet("none"),
    }
}

fn status(status: TeamStatus) -> StyledText {
    match status {
        TeamStatus::Ready => StyledText::good(status),
        TeamStatus::Later => StyledText::from(status),
        TeamStatus::Held => StyledText::quiet(status),
        _ => StyledText::middling(status),
    }
}

/// A day, or a month where no exact day is told.
fn dated(day: &SmolStr, estimated: bool) -> String {
    let is_month = day.matches('-').count() == 1;
    if is_month && estimated {
        format!("{}{day}", display::ESTIMATED)
    } else {
        display::day(day, estimated)
    }
}

/// The first day in the role, as far as it is known.
fn earliest(step: &TeamStep) -> StyledText {
    let day = |day: &SmolStr| dated(day, step.estimated);
    match (&step.earliest, &step.not_before) {
        (Some(known), _) => day(known).into(),
        (None, Some(least)) => format!("{}{}", day(least), display::AT_LEAST).into(),
        (None, None) => StyledText::quiet("no route"),
    }
}

/// The gaps that would move the readiness most.
fn missing(step: &TeamStep, form: Form) -> String {
    let (most, named): (usize, fn(&TeamGap) -> String) = match form {
        Form::Brief => (1, |gap| match gap.kind {
            RequirementKind::Certification => "a certification".to_owned(),
            _ => gap.title.to_string(),
        }),
        Form::Full => (3, gap),
    };
    let first = display::join(step.gaps.iter().take(most).map(named), ", ");
    match step.gaps.len().saturating_sub(most) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

/// A gap by its title; of a skill from what to what.
fn gap(gap: &TeamGap) -> String {
    match (&gap.have, &gap.need) {
        (_, Need::Certification { one_of }) => certification(one_of),
        (Some(have), need) => {
            let need = display::need_briefly(need);
            format!("{} ({} → {need})", gap.title, have.name)
        }
        (None, need) => format!("{} ({})", gap.title, display::need_briefly(need)),
    }
}

/// The certifications that would do.
pub(super) fn certification(ids: &[SmolStr]) -> String {
    match ids {
        [] => String::new(),
        [only] => only.to_string(),
        [first, _] => format!("{first} or one other"),
        [first, others @ ..] => format!("{first} or one of {} others", others.len()),
    }
}

/// How people stand for each role, with their names.
pub fn bench(roles: &[Bench], sources: &mut Sources) -> Section {
    let columns = Columns::<Bench>::new()
        .left("Role", |bench, _| StyledText::role(&bench.role.id))
        .right("In it", |bench, _| bench.held.to_string())
        .left("Ready", |bench, _| StyledText::good(named(&bench.ready)))
        .left("Waiting", |bench, _| {
            StyledText::middling(named(&bench.waiting))
        })
        .left("Close", |bench, _| {
            StyledText::middling(named(&bench.close))
        })
        .left("Later", |bench, _| named(&bench.later));
    columns.section("The bench of each role", roles, sources)
}

/// The same of the first roles for which someone is ready, waits or is close, by number of people and a few names.
pub fn bench_briefly(roles: &[Bench], most: usize, sources: &mut Sources) -> Section {
    let is_near = |bench: &&Bench| {
        let near = [&bench.ready, &bench.waiting, &bench.close];
        near.iter().any(|people| !people.is_empty())
    };
    let near: Vec<&Bench> = roles.iter().filter(is_near).take(most).collect();
    let left_out = roles.len() - near.len();
    let columns = Columns::<Bench>::new()
        .left("Role", |bench, _| StyledText::role(&bench.role.id))
        .right("In it", |bench, _| bench.held.to_string())
        .left("Ready", |bench, _| StyledText::good(few(&bench.ready)))
        .left("Waiting", |bench, _| {
            StyledText::middling(few(&bench.waiting))
        })
        .left("Close", |bench, _| StyledText::middling(few(&bench.close)))
        .right("Later", |bench, _| count(&bench.later));
    columns
        .section("The bench of each role", near, sources)
        .leaving_out(left_out, "role")
}

fn count(people: &[SmolStr]) -> Option<String> {
    (!people.is_empty()).then(|| people.len().to_string())
}

fn named(people: &[SmolStr]) -> String {
    display::join(people, ", ")
}

/// So many names of a cell are shown on a screen.
const FEW: usize = 2;

pub(super) fn few(people: &[SmolStr]) -> String {
    let first = named(&people[..people.len().min(FEW)]);
    match people.len().saturating_sub(FEW) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

/// How many people have the skills that they need, and what one of them alone has.
pub fn coverage(team: &TeamAnswer, sources: &mut Sources) -> Section {
    let columns = Columns::<TeamSkill>::new()
        .left("Skill", |skill, _| StyledText::from(&skill.named.title))
        .left("Category", |skill, _| skill.category.clone())
        .left("Highest", |skill, _| skill.need.name.clone())
        .right("Have what they need", |skill, _| {
            let figure = display::value(format!("{} of {}", skill.covered, skill.asked));
            if skill.covered == skill.asked {
                StyledText::from(figure)
            } else {
                StyledText::middling(figure)
            }
        })
        .right("By role alone", |skill, _| {
            (skill.baseline > 0).then(|| skill.baseline.to_string())
        })
        .left("Have the highest", |skill, _| {
            match skill.holders.as_slice() {
                [] => StyledText::bad("no one"),
                [only] if skill.single_point => StyledText::middling(format!("{only} alone")),
                holders => named(holders).into(),
            }
        });
    let section = columns.section("Skills that the roles ask for", &team.skills, sources);
    let has_baseline = team.skills.iter().any(|skill| skill.baseline > 0);
    let note = has_baseline.then(|| {
        StyledText::quiet("By role alone: the profile does not name the skill, the present or an earlier role asks for it.")
    });
    section.noted(note)
}

/// The level of each person in each skill.
pub fn levels(team: &TeamAnswer) -> Section {
    let positions = team.people.iter().zip(0..);
    let positions: HashMap<&str, usize> = positions
        .map(|(person, position)| (person.person.as_str(), position))
        .collect();
    let is_grouped = team.skills.iter().any(|skill| skill.category.is_some());
    let group = |skill: &TeamSkill| {
        let group = skill.category.clone().filter(|_| is_grouped);
        group.unwrap_or_default()
    };
    let crossed = CrossTable {
        what: ["skill", "person"],
        rows: team
            .skills
            .iter()
            .map(|skill| Heading::new(StyledText::from(&skill.named.title), group(skill)))
            .collect(),
        columns: team
            .people
            .iter()
            .map(|person| Heading::new(StyledText::strong(&person.person), ""))
            .collect(),
        cells: team
            .skills
            .iter()
            .map(|skill| {
                let levels = skill.levels.iter();
                let cells = levels.filter_map(|one| {
                    let position = *positions.get(one.person.as_str())?;
                    let cell = match &one.baseline {
                        None => StyledText::from(&one.level.name),
                        Some(_) => StyledText::new(TextStyle::Quiet, &one.level.name)
                            .and(TextStyle::Quiet, display::INHERITED),
                    };
                    Some((position, cell))
                });
                cells.collect()
            })
            .collect(),
        ..CrossTable::default()
    };
    let has_baseline = crossed.cells.iter().flatten().any(|(_, cell)| {
        let parts = cell.0.iter();
        parts.clone().any(|(_, part)| part == display::INHERITED)
    });
    let note = has_baseline.then(|| {
        StyledText::quiet(format!(
            "{} rests on a role alone.",
            display::INHERITED.trim()
        ))
    });
    Section::new("Levels", Body::CrossTable(Box::new(crossed))).noted(note)
}

/// What most people lack for the role that comes next.
pub fn common(team: &TeamAnswer, sources: &mut Sources) -> Section {
    let columns = Columns::<CommonGap>::new()
        .left("Requirement", |gap, _| StyledText::from(&gap.title))
        .left("Needed", |gap, _| match &gap.need {
            Need::Certification { one_of } => certification(one_of),
            need => display::need_briefly(need),
        })
        .right("People", |gap, _| gap.people.len().to_string())
        .left("Who", |gap, _| named(&gap.people));
    columns.section(
        "What is missing most for the next role",
        &team.gaps,
        sources,
    )
}

/// The raises of one skill each after which someone meets everything of a role.
pub fn training(team: &TeamAnswer, sources: &mut Sources) -> Section {
    let columns = Columns::<Training>::new()
        .left("Skill", |one, _| StyledText::from(&one.named.title))
        .left("To", |one, _| one.to.name.clone())
        .right("People", |one, _| one.unlocks.len().to_string())
        .left("Who, for which roles", |one, _| {
            let people = one.unlocks.iter();
            let people =
                people.map(|one| format!("{} ({})", one.person, display::join(&one.roles, ", ")));
            display::join(people, ", ")
        });
    columns.section(
        "One training that meets all that a role asks for",
        &team.training,
        sources,
    )
}

/// The certifications that end.
pub fn certifications(team: &TeamAnswer, sources: &mut Sources) -> Section {
    let columns = Columns::<TeamCertification>::new()
        .left("Certification", |one, _| StyledText::name(&one.named.id))
        .left("Person", |one, _| one.person.clone())
        .left("Status", |one, _| due(one.status))
        .left("Ends", |one, _| one.ends.clone())
        .left("Begin by", |one, _| match (&one.begin_by, &one.earn_by) {
            (Some(day), _) => dated(day, one.estimated).into(),
            (None, Some(_)) => StyledText::quiet(display::UNKNOWN),
            (None, None) => StyledText::default(),
        })
        .left("To earn", |one, _| {
            one.earn.as_ref().map(|earn| StyledText::name(&earn.id))
        });
    let heading = format!("Certifications due until {}", team.until);
    columns.section(heading, &team.certifications, sources)
}

fn due(status: DueStatus) -> StyledText {
    match status {
        DueStatus::Late | DueStatus::Ended => StyledText::bad(status),
        DueStatus::Due | DueStatus::Retired => StyledText::middling(status),
        DueStatus::Planned | DueStatus::Unknown => StyledText::from(status),
    }
}

/// The pay of those whose pay is asked for and known.
pub fn pay(team: &TeamAnswer, sources: &mut Sources) -> Section {
    let paid = team.people.iter().filter(|person| person.pay.is_some());
    let columns = Columns::<TeamPerson>::new()
        .left("Person", |person, _| StyledText::strong(&person.person))
        .left("Role", |person, _| role_of(person))
        .right("Pay", |person, _| {
            let pay = person.pay.as_ref();
            pay.map(|pay| display::money(pay.salary.amount))
        })
        .left("Terms", |person, _| {
            let pay = person.pay.as_ref();
            pay.map(|pay| display::terms(&pay.salary.terms))
        })
        .right("Compa-ratio", |person, _| {
            person.pay.as_ref()?.compa_ratio.map(display::two_digits)
        })
        .right("Market ratio", |person, _| {
            person.pay.as_ref()?.market_ratio.map(display::two_digits)
        });
    columns.section("Pay a year", paid, sources)
}
