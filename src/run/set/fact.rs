//! One fact of `ladder set` or `ladder log`, as the command line says it.

use smol_str::SmolStr;

use crate::{
    check::{requirement_id, role, suggest_requirement},
    cli::LogArgs,
    diagnostic::{UsageError, did_you_mean, list},
    load::types::{HoursDone, Quantity},
    model::{CertificationIndex, Date, Ladder, Level, RoleIndex, SkillIndex, fold},
    order::Order as _,
    text::Yaml,
    vocabulary::{Basis, Degree, PayPeriod, Word},
};

/// What holds from now on.
pub enum Fact {
    /// A level of a skill; `None`: the person does not have it.
    Level(SkillIndex, Option<Level>),
    Certification(CertificationIndex),
    /// The present role, and since when; `None`: since the day of the record.
    Role(RoleIndex, Option<Date>),
    Since(Date),
    Goal(RoleIndex),
    By(Date),
    Pay(Vec<(&'static str, Yaml)>),
    Hours(f64),
    Degree(Degree, Option<String>),
    NotApplicable(SmolStr, String),
    /// The id of a responsibility that the person has.
    Responsibility(SmolStr),
    /// Hours of study of a skill, or a remark on it.
    Done(SkillIndex, Option<f64>),
    /// Hours of study of a skill whose level takes the remarks.
    Studied(SkillIndex, f64),
}

impl Fact {
    /// Reads a fact of the command line.
    pub fn parse(text: &str, ladder: &Ladder) -> Result<Self, UsageError> {
        if let Some(name) = text.strip_prefix('+') {
            return match ladder.certification(name.trim()) {
                Some(certification) => Ok(Self::Certification(certification)),
                None => Err(unknown(
                    &format!("cannot set `{text}`: "),
                    "certification",
                    name,
                    ladder,
                )),
            };
        }
        if let Some(id) = text.strip_prefix("responsibility:") {
            return responsibility(text, id.trim(), ladder);
        }
        let Some((name, value)) = text.split_once('=') else {
            let is_responsibility = || ladder.responsibilities().any(|(id, _)| id == text);
            let help = if ladder.certification(text).is_some() {
                format!("write `+{text}` for a certification that was earned")
            } else if ladder.skill(text).is_none() && is_responsibility() {
                format!("write `responsibility:{text}` for a responsibility that you have")
            } else {
                "write a fact as NAME=VALUE, such as `mlops=practitioner`".to_owned()
            };
            return Err(
                UsageError::new(format!("cannot set `{text}`: it has no value")).help(help),
            );
        };
        let (name, value) = (name.trim(), value.trim());
        let wrong = |help: String| Err(UsageError::new(format!("cannot set `{text}`")).help(help));
        if let Some(requirement) = name.strip_prefix("na:") {
            return match requirement_id(requirement, ladder) {
                Some(_) if value.is_empty() => wrong("write the reason after the `=`".to_owned()),
                Some(id) => Ok(Self::NotApplicable(id, value.to_owned())),
                None => Err(unknown(
                    &format!("cannot set `{text}`: "),
                    "requirement",
                    requirement,
                    ladder,
                )),
            };
        }
        let date = || Date::parse(value).ok_or_else(|| Date::help(value));
        match name {
            "role" => Ok(Self::Role(role(value, ladder)?, None)),
            "goal" => Ok(Self::Goal(role(value, ladder)?)),
            "since" => date().map(Self::Since).or_else(wrong),
            "by" => date().map(Self::By).or_else(wrong),
            "hours" => match value.parse() {
                Ok(hours) => Ok(Self::Hours(hours)),
                Err(_) => wrong("write the hours of study a week, such as `hours=8`".to_owned()),
            },
            "pay" => pay(value).map(Self::Pay).or_else(wrong),
            "education" => degree(value).or_else(wrong),
            _ => match ladder.skill(name) {
                Some(skill) => {
                    level(text, name, value, skill, ladder).map(|level| Self::Level(skill, level))
                }
                None => Err(unknown(
                    &format!("cannot set `{text}`: "),
                    "skill",
                    name,
                    ladder,
                )),
            },
        }
    }

    /// Reads what `ladder log` adds.
    pub fn logged(asked: &LogArgs, ladder: &Ladder) -> Result<Vec<Self>, UsageError> {
        let name = asked.name.trim();
        let is_done = |hours: f64| HoursDone::is_sound(hours);
        if let Some(hours) = asked.hours.filter(|hours| *hours > 0.0 && !is_done(*hours)) {
            let error = format!("cannot log {hours} hours");
            return Err(UsageError::new(error).help(format!("expected {}", HoursDone::EXPECTED)));
        }
        if asked.hours.is_some_and(|hours| hours <= 0.0) {
            return Err(UsageError::new("cannot log no hours")
                .help("write the hours that were studied, such as `--hours 3`".to_owned()));
        }
        let Some(skill) = ladder.skill(name) else {
            let Some(certification) = ladder.certification(name) else {
                let kind = "skill or certification";
                return Err(unknown("", kind, name, ladder));
            };
            if asked.hours.is_some() || asked.level.is_some() {
                let error = format!("cannot log hours or a level of the certification `{name}`");
                let help = "log the hours with the skill that they served".to_owned();
                return Err(UsageError::new(error).help(help));
            }
            return Ok(vec![Self::Certification(certification)]);
        };
        if let Some(value) = &asked.level {
            let level = Self::Level(skill, level(name, name, value, skill, ladder)?);
            let studied = asked.hours.map(|hours| Self::Studied(skill, hours));
            return Ok(studied.into_iter().chain([level]).collect());
        }
        let record = &asked.record;
        if asked.hours.is_none() && record.note.is_none() && record.evidence.is_empty() {
            let help = format!(
                "give hours, a remark or a level: `ladder log {name} --hours 3`, `ladder log {name} practitioner`"
            );
            return Err(UsageError::new(format!("what was done for `{name}`?")).help(help));
        }
        Ok(vec![Self::Done(skill, asked.hours)])
    }

    /// Whether the profile has a place for evidence beside the fact.
    pub fn takes_evidence(&self) -> bool {
        self.takes_note() || matches!(self, Self::Responsibility(_))
    }

    /// Whether the profile has a place for a remark beside the fact.
    pub fn takes_note(&self) -> bool {
        matches!(self, Self::Level(..) | Self::Done(..) | Self::Studied(..))
    }
}

fn responsibility(text: &str, id: &str, ladder: &Ladder) -> Result<Fact, UsageError> {
    let known = || ladder.responsibilities().map(|(id, _)| id.as_str());
    if known().any(|known| known == id) {
        return Ok(Fact::Responsibility(id.into()));
    }
    let message = format!(
        "cannot set `{text}`: no role of the ladder `{}` has the responsibility `{id}`",
        ladder.id
    );
    let mut names: Vec<&str> = known().collect();
    names.order();
    let help = did_you_mean(id, names);
    Err(UsageError::new(message).help(help.unwrap_or_else(|| {
        "`ladder show ROLE --format json` has those of a role under `responsibilities`".to_owned()
    })))
}

fn unknown(start: &str, what: &str, name: &str, ladder: &Ladder) -> UsageError {
    let message = format!("{start}the ladder `{}` has no {what} `{name}`", ladder.id);
    let name = name.trim();
    let mut responsibilities = ladder.responsibilities().map(|(id, _)| id);
    let help = if what != "skill" && ladder.skill(name).is_some() {
        Some(format!("`{name}` is a skill: write `{name}=LEVEL`"))
    } else if what == "skill" && ladder.certification(name).is_some() {
        Some(format!("`{name}` is a certification: write `+{name}`"))
    } else if responsibilities.any(|id| id == name) {
        Some(format!(
            "`{name}` is a responsibility: write `ladder set responsibility:{name}`"
        ))
    } else if matches!(name, "years" | "experience") {
        Some(
            "write the years into the profile: `experience: 5`, or `experience: { since: DATE }`"
                .to_owned(),
        )
    } else {
        suggest_requirement(name, ladder)
    };
    UsageError::new(message).help(help.unwrap_or_else(|| {
        "`ladder set --help` lists what can be set, and `ladder find` finds names".to_owned()
    }))
}

fn level(
    text: &str,
    name: &str,
    value: &str,
    skill: SkillIndex,
    ladder: &Ladder,
) -> Result<Option<Level>, UsageError> {
    if matches!(fold(value).as_str(), "none" | "0") {
        return Ok(None);
    }
    let scale = ladder.scale(skill);
    scale.read_word(value).map(Some).ok_or_else(|| {
        let names = || scale.names().iter().map(SmolStr::as_str).chain(["none"]);
        UsageError::new(format!(
            "cannot set `{text}`: unknown level `{value}` of `{name}`"
        ))
        .help(did_you_mean(value, names()))
        .help(format!("expected {}", list(names())))
    })
}

/// The keys of pay: an amount, and perhaps a basis, a currency and the time that it is for.
fn pay(value: &str) -> Result<Vec<(&'static str, Yaml)>, String> {
    let mut keys = Vec::new();
    for word in value
        .split([' ', '/'])
        .filter(|word| !word.is_empty() && *word != "per")
    {
        let amount = word.parse::<f64>().ok();
        if amount.is_some_and(|amount| amount <= 0.0) {
            return Err("pay is above 0; leave it out where there is none".to_owned());
        }
        let key = if amount.is_some_and(|amount| amount > 0.0) {
            ("amount", Yaml::numeric(word))
        } else if let Some(basis) = Basis::read(word) {
            ("basis", Yaml::text(basis.name()))
        } else if let Some(period) = PayPeriod::read(word) {
            ("per", Yaml::text(period.name()))
        } else if word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase()) {
            ("currency", Yaml::text(word))
        } else {
            return Err(format!(
                "`{word}` is no part of pay: write an amount such as 165000, and perhaps `base` or `total`, a currency, `hour`, `month` or `year`"
            ));
        };
        keys.push(key);
    }
    if keys.iter().any(|(key, _)| *key == "amount") {
        Ok(keys)
    } else {
        Err("write an amount, such as `pay=165000`".to_owned())
    }
}

fn degree(value: &str) -> Result<Fact, String> {
    let (name, field) = match value.split_once(" in ") {
        Some((name, field)) => (name, Some(field.trim().to_owned())),
        None => (value, None),
    };
    let degree = Degree::read(&fold(name.trim()));
    let degree = degree.ok_or_else(|| format!("expected {}", list(Degree::NAMES.iter().copied())));
    Ok(Fact::Degree(degree?, field))
}
