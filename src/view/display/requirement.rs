//! How requirements are written: what is needed, what the person has, and the status.

use smol_str::SmolStr;

use crate::{
    query::{
        AnyOf, AskedGroup, CertificationOption, Fit, Gap, Group, Have, HeldCertification, Level,
        Need, Number, Person, Points, Raise, Readiness,
    },
    vocabulary::{Degree, RequirementKind, Status},
};

use super::{
    ESTIMATED, StyledText, TextStyle, UNBROKEN, UNKNOWN, counted, duration, durations, join,
    time::passed, value,
};

pub fn need(need: &Need) -> String {
    match need {
        Need::Skill(needed) => level(needed),
        Need::Experience {
            years,
            max,
            estimated,
        } => {
            let mark = if *estimated { ESTIMATED } else { "" };
            format!("{mark}{}", durations(*years, *max))
        }
        Need::Education(asked) => education(asked.degree, &asked.fields),
        Need::Certification { one_of } => match &one_of[..] {
            [only] => only.to_string(),
            several => value(format!("1 of {}", several.len())),
        },
        Need::AnyOf { any_of, need } => some_of(*need, any_of.len()),
        Need::Points { points, .. } => counted(points, "point"),
    }
}

/// What is needed, without the names of many fields.
pub fn need_briefly(need: &Need) -> String {
    match need {
        Need::Education(asked) => education_briefly(asked.degree, &asked.fields),
        need => self::need(need),
    }
}

/// What is needed, for programs: the ids of all certifications that would do.
pub fn needed(need: &Need) -> String {
    match need {
        Need::Certification { one_of } => one_of.join("|"),
        Need::AnyOf { any_of, need } => format!("{need} of {}", any_of.join("|")),
        Need::Experience { years, max, .. } => years_of(*years, *max),
        need => self::need(need),
    }
}

/// A range of years, for programs: `2 years`, `2-5 years`, `4+ years`.
pub fn years_of(min: Number, max: Number) -> String {
    if min == max {
        counted(min, "year")
    } else if max.0.is_infinite() {
        format!("{min}+ years")
    } else {
        format!("{min}-{max} years")
    }
}

/// What the person has, with the role that it rests on; where there is nothing, the word for it.
pub fn have(gap: &Gap) -> String {
    let named = expired(gap).filter(|_| gap.options.len() > 1 && gap.have.is_none());
    let named = named.map_or_else(String::new, |option| format!("{} ", option.named.id));
    let have = had(gap.kind, gap.have.as_ref(), gap.expired.as_deref());
    format!("{named}{have}{}", as_role(gap.baseline.as_deref()))
}

/// The certification of a person that would close a gap if it had not expired.
fn expired(gap: &Gap) -> Option<&CertificationOption> {
    let mut options = gap.options.iter();
    options.find(|option| option.expired.is_some() && option.expired == gap.expired)
}

/// What the person has of something of a kind, else that it expired on a day, else the word for it.
pub fn had(kind: RequirementKind, have: Option<&Have>, expired: Option<&str>) -> String {
    match (have, expired) {
        (Some(Have::Skill(has)), _) => level(has),
        (Some(Have::Experience { years: has }), _) => passed(*has),
        (Some(Have::Education { degree, field }), _) => match field {
            Some(field) => format!("{degree} in {field}"),
            None => degree.to_string(),
        },
        (Some(Have::Certification { certifications }), _) => {
            join(certifications.iter().map(holding), ", ")
        }
        (Some(Have::AnyOf { met: 0 }), _) => "none".to_owned(),
        (Some(Have::AnyOf { met }), _) => met.to_string(),
        (Some(Have::Points { points }), _) => points.to_string(),
        (None, Some(day)) => value(format!("expired {day}")),
        (None, None) if kind == RequirementKind::Experience => UNKNOWN.to_owned(),
        (None, None) => "none".to_owned(),
    }
}

/// The role that a fact rests on: ` (as mid)`.
pub fn as_role(role: Option<&str>) -> String {
    role.map_or_else(String::new, |role| {
        format!(" ({})", value(format!("as {role}")))
    })
}

/// What the person has, for programs: certifications by their ids.
pub fn held(kind: RequirementKind, have: &Have) -> String {
    match have {
        Have::Certification { certifications } => {
            join(certifications.iter().map(|held| &held.named.id), "|")
        }
        Have::Experience { years } => counted(years, "year"),
        Have::AnyOf { met } => met.to_string(),
        have => had(kind, Some(have), None),
    }
}

/// A certification that is held, with what will become of it.
fn holding(holding: &HeldCertification) -> String {
    let retired = holding
        .retired
        .as_ref()
        .map(|day| value(format!("retired {day}")));
    let expires = holding
        .expires
        .as_ref()
        .map(|day| value(format!("valid to {day}")));
    let known: Vec<String> = retired.into_iter().chain(expires).collect();
    if known.is_empty() {
        holding.named.id.to_string()
    } else {
        format!("{} ({})", holding.named.id, known.join(", "))
    }
}

/// A sign and a word, so that nothing depends on the colour.
pub fn status(status: Status) -> StyledText {
    let word = match status {
        Status::NotApplicable => "n/a",
        status => status.name(),
    };
    let (tone, sign) = sign(status);
    StyledText::new(tone, sign).and(tone, format!("{UNBROKEN}{word}"))
}

/// The sign of what is met by a role that the person holds or held.
pub const BASELINE: (TextStyle, &str) = (TextStyle::Good, "[=]");

pub fn sign(status: Status) -> (TextStyle, &'static str) {
    match status {
        Status::Missing => (TextStyle::Bad, "[ ]"),
        Status::Partial => (TextStyle::Middling, "[-]"),
        Status::Met => (TextStyle::Good, "[x]"),
        Status::NotApplicable => (TextStyle::Quiet, "[/]"),
    }
}

/// How many requirements are met.
pub fn met(readiness: Readiness) -> StyledText {
    match readiness.ratio {
        None => StyledText::quiet("nothing asked"),
        Some(_) => value(format!("{} of {}", readiness.met, readiness.required)).into(),
    }
}

/// Experience that is still missing.
pub fn still_missing(fit: &Fit) -> String {
    let estimated = |gap: &Gap| {
        let is_open = gap.status.is_open();
        is_open && matches!(gap.need, Need::Experience { estimated, .. } if estimated)
    };
    let mark = if fit.gaps.iter().any(estimated) {
        ESTIMATED
    } else {
        ""
    };
    match fit.years_missing {
        None => UNKNOWN.to_owned(),
        Some(Number(0.0)) => "none".to_owned(),
        Some(years) => format!("{mark}{}", duration(years)),
    }
}

/// How many of so many alternatives: `any one of 2`, `3 of 5`.
pub fn some_of(need: usize, of: usize) -> String {
    value(match need {
        1 => format!("any one of {of}"),
        several => format!("{several} of {of}"),
    })
}

/// The alternatives that a role asks for some of: their title, and how many of them.
pub fn one_of(group: &AskedGroup) -> String {
    let count = some_of(group.need, group.one_of.len());
    match group.title.as_ref().or(group.group.as_ref()) {
        Some(name) => format!("{name}: {count}"),
        None => count,
    }
}

/// An alternative in few words.
pub fn alternative(kind: RequirementKind, title: &str, need: &Need) -> String {
    match (kind, need) {
        (RequirementKind::Experience, need) => format!("{} of experience", self::need(need)),
        (RequirementKind::Skill, need) => format!("{title} ({})", self::need(need)),
        (RequirementKind::Certification, Need::Certification { one_of }) => {
            let id = one_of.first().map_or(title, SmolStr::as_str);
            short_name(title, id).to_owned()
        }
        (_, need) => need_briefly(need),
    }
}

/// The title of a certification, or its id where the title is long.
pub fn short_name<'a>(title: &'a str, id: &'a str) -> &'a str {
    const LONG: usize = 32;
    if title.chars().count() > LONG {
        id
    } else {
        title
    }
}

/// The name of something that is asked for: `Testing, able`; of a group its title.
pub fn asked(kind: RequirementKind, title: &str, need: &Need) -> String {
    match kind {
        RequirementKind::AnyOf => title.to_owned(),
        RequirementKind::Points => self::need(need),
        _ => format!("{title}, {}", need_briefly(need)),
    }
}

/// A raise for programs: `testing=able:2`.
pub fn raise(raise: &Raise) -> String {
    format!("{}={}:{}", raise.named.id, raise.to.name, raise.gain)
}

/// Alternatives in words: how many of them, and what they are.
pub fn any_of(group: &AnyOf) -> String {
    let members = group.of.iter();
    let members = members.map(|one| alternative(one.kind, &one.title, &one.need));
    let members = join(members, ", ");
    let count = match group.need {
        1 => "any one of".to_owned(),
        several => format!("{several} of"),
    };
    format!("{count} {members}")
}

/// So many skills by their titles; of more than these their number.
const NAMED: usize = 4;

/// Points in words: how many, and for which skills.
pub fn points(points: &Points) -> String {
    let of = match points.of.len() {
        few if few <= NAMED => join(points.of.iter().map(|skill| &skill.title), ", "),
        many => counted(many, "skill"),
    };
    let need = counted(points.need, "point");
    format!("{need} for the levels of {of}: {}", worth(&points.worth))
}

/// How much a requirement counts beside the others, where that is not 1.
pub fn weight(weight: Number) -> Option<String> {
    (weight != Number(1.0)).then(|| weight.to_string())
}

/// What each level is worth.
pub fn worth(worth: &[Number]) -> String {
    join(worth.iter().map(ToString::to_string), ", ")
}

pub fn level(level: &Level) -> String {
    level.name.to_string()
}

pub fn group(group: &Group) -> String {
    match group.one_of.as_slice() {
        [only] => format!("{} ({})", only.title, only.id),
        several => {
            let ids = join(several.iter().map(|one| &one.id), ", ");
            match &group.id {
                Some(id) => format!("{id}: one of {ids}"),
                None => format!("one of {ids}"),
            }
        }
    }
}

pub fn education(degree: Degree, fields: &[SmolStr]) -> String {
    if fields.is_empty() {
        degree.to_string()
    } else {
        format!("{degree} in {}", fields.join(", "))
    }
}

/// A degree, and how many fields are accepted.
pub fn education_briefly(degree: Degree, fields: &[SmolStr]) -> String {
    match fields.len() {
        0..=2 => education(degree, fields),
        several => format!("{degree} in one of {several} fields"),
    }
}

/// A certification that would close a gap, with what the person has of it: the one that expired, else the first that
/// can be earned; and how many others would do.
pub fn certification(gap: &Gap) -> String {
    let expired = expired(gap);
    let earned = gap.options.iter().find(|option| option.can_be_earned());
    let named = expired
        .filter(|option| option.can_be_earned())
        .or(earned)
        .map_or(&gap.title, |option| &option.named.id);
    let state = match (&gap.have, expired) {
        (Some(_), _) => format!(" ({})", have(gap)),
        (None, Some(option)) if option.named.id == *named => {
            let day = option.expired.as_deref();
            format!(" ({})", had(gap.kind, None, day))
        }
        _ => String::new(),
    };
    let open = gap.options.iter().filter(|option| option.can_be_earned());
    if let Need::Certification { one_of } = &gap.need
        && let [only] = &one_of[..]
        && earned.is_some()
        && named != only
    {
        return format!("{named}{state} in place of {only}");
    }
    match open.count().saturating_sub(1) {
        0 => format!("{named}{state}"),
        1 => format!("{named}{state} or one other"),
        others => format!("{named}{state} or one of {others} others"),
    }
}

/// The roles that skills of a person rest on: `mid or junior`.
pub fn baseline(person: &Person) -> String {
    let roles = person.baseline.iter().map(|baseline| &baseline.role.id);
    join(roles, " or ")
}
