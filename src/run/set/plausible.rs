//! What of facts is refused or noted, though each of them can be read: days that are to come, facts that
//! contradict each other, and facts that change nothing.

use crate::{
    diagnostic::{UsageError, list},
    model::{CertificationIndex, Date, Exemption, Item, Ladder},
    order::Order as _,
    query::PersonState,
};

use super::{fact::Fact, write::Record};

/// The most hours of a day.
const HOURS_OF_A_DAY: f64 = 24.0;

/// The most certifications that a note names.
const NAMED: usize = 3;

/// Refuses two facts of one kind about one thing: which of them holds is unknown.
pub fn ensure_distinct(facts: &[Fact], ladder: &Ladder) -> Result<(), UsageError> {
    let mut subjects: Vec<String> = facts.iter().map(|fact| subject(fact, ladder)).collect();
    subjects.order();
    let Some(twice) = subjects.windows(2).find(|pair| pair[0] == pair[1]) else {
        return Ok(());
    };
    let message = format!("`{}` is given twice", twice[0]);
    Err(UsageError::new(message).help("give it once; nothing was written".to_owned()))
}

/// What a fact is about, as the command line names it.
fn subject(fact: &Fact, ladder: &Ladder) -> String {
    match fact {
        Fact::Level(skill, _) => ladder[*skill].id.to_string(),
        Fact::Certification(certification) => format!("+{}", ladder[*certification].id),
        Fact::Role(..) => "role".to_owned(),
        Fact::Since(_) => "since".to_owned(),
        Fact::Goal(_) => "goal".to_owned(),
        Fact::By(_) => "by".to_owned(),
        Fact::Pay(_) => "pay".to_owned(),
        Fact::Hours(_) => "hours".to_owned(),
        Fact::Degree(degree, _) => format!("education={degree}"),
        Fact::NotApplicable(id, _) => format!("na:{id}"),
        Fact::Responsibility(id) => format!("responsibility:{id}"),
        Fact::Done(skill, _) | Fact::Studied(skill, _) => format!("log {}", ladder[*skill].id),
    }
}

/// Refuses a present role that has not begun, a certification that is not earned yet, and the day of a goal
/// that has passed.
pub fn ensure_in_time(facts: &[Fact], record: &Record, ladder: &Ladder) -> Result<(), UsageError> {
    let today = record.today;
    let is_later = |date: &Date| date.first_day() > today;
    for fact in facts {
        let (date, help) = match fact {
            Fact::Role(role, since) => {
                let id = &ladder[*role].id;
                let help = format!("a role to come is the goal: `ladder set goal={id} by=DATE`");
                (since.or(record.on).filter(is_later), help)
            }
            Fact::Since(since) => {
                let help = "a role to come is the goal: `ladder set goal=ROLE by=DATE`";
                (Some(*since).filter(is_later), help.to_owned())
            }
            Fact::Certification(_) => {
                let help = "set it once it is earned".to_owned();
                (record.on.filter(is_later), help)
            }
            Fact::By(by) if by.last_day() < today => {
                let message = format!("`by={by}` is before today, {today}");
                let help = "give a day that is to come, such as the end of a year".to_owned();
                return Err(UsageError::new(message).help(help));
            }
            _ => continue,
        };
        if let Some(date) = date {
            let what = subject(fact, ladder);
            let message = format!("`{what}`: {date} is after today, {today}");
            return Err(UsageError::new(message).help(help));
        }
    }
    Ok(())
}

/// Why a fact changes nothing, or what of it is doubtful.
pub fn remark(
    fact: &Fact,
    record: &Record,
    state: &PersonState,
    ladder: &Ladder,
) -> Option<String> {
    match fact {
        Fact::Certification(certification) => expired(*certification, record, ladder),
        Fact::NotApplicable(id, _) => one_of_group(ladder.certification(id)?, state, ladder),
        Fact::Done(skill, Some(hours)) | Fact::Studied(skill, hours) if *hours > HOURS_OF_A_DAY => {
            let (id, date) = (&ladder[*skill].id, &record.date);
            Some(format!(
                "{hours} hours of `{id}` are logged on one day, {date}: they are taken as the sum of several days"
            ))
        }
        _ => None,
    }
}

/// A certification that has expired since the day on which it was earned.
fn expired(certification: CertificationIndex, record: &Record, ladder: &Ladder) -> Option<String> {
    let entry = &ladder[certification];
    let last = entry.expiry(record.on, None)?;
    (last < record.today).then(|| {
        format!(
            "`{}`, earned {}, expired on {last}: it counts no more",
            entry.id, record.date
        )
    })
}

/// A certification that does not apply, where another one of its group is still asked for.
fn one_of_group(
    certification: CertificationIndex,
    state: &PersonState,
    ladder: &Ladder,
) -> Option<String> {
    let is_exempt = |member: &CertificationIndex| {
        let member = Exemption::Certification(*member);
        state.exemptions.contains_key(&member)
    };
    let roles = ladder.roles();
    let mut items = roles.flat_map(|role| ladder.requirements(role).required);
    let others = items.find_map(|requirement| match requirement.item {
        Item::Certification(group) if group.members.contains(&certification) => {
            let others = group.members.iter().filter(|member| !is_exempt(member));
            let others: Vec<_> = others.copied().collect();
            Some(others).filter(|others| !others.is_empty())
        }
        _ => None,
    })?;
    let ids = others.iter().map(|other| ladder[*other].id.as_str());
    let ids: Vec<&str> = ids.take(NAMED).collect();
    let more = match others.len() - ids.len() {
        0 => String::new(),
        more => format!(" ({more} more fulfil it)"),
    };
    Some(format!(
        "`{}` is one of several that fulfil a requirement, which still asks for {}{more}: only `na:` of each lifts it",
        ladder[certification].id,
        list(ids)
    ))
}
