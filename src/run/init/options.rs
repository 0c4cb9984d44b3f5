//! The answers that are given as options.

use std::collections::HashSet;

use smol_str::{SmolStr, StrExt};

use crate::{
    check::{certification, role, skill_level, suggested_skill},
    cli::{Options, PersonArgs},
    diagnostic::{UsageError, did_you_mean, list},
    load::types::{Amount, Quantity, WeeklyHours, Years},
    model::{
        ClaimedLevel, Date, Day, EarnedCertification, EarnedDegree, Experience, Ladder, Level,
        PayTerms, Profile, Salary, SkillClaim, SkillIndex, StatedSalary, fold, hundredths,
        years_after,
    },
    run::date,
    text::visible,
    vocabulary::{Basis, Degree, PayPeriod, Word},
};

/// Sets what the options say in a profile.
pub fn apply(
    asked: &PersonArgs,
    profile: &mut Profile,
    ladder: &Ladder,
    today: Day,
    options: &Options,
) -> Result<(), UsageError> {
    if let Some(name) = &asked.name {
        profile.name = Some(visible(name).trim().into()).filter(|name: &SmolStr| !name.is_empty());
    }
    if let Some(name) = &asked.role {
        let role = role(name, ladder)?;
        if profile.role.replace(role) != Some(role) {
            profile.since = None;
        }
    }
    if let Some(since) = &asked.since {
        profile.since = Some(date(since, "--since")?);
    }
    if let Some(years) = &asked.years {
        let read = experience(years, today);
        profile.experience =
            Some(read.map_err(|error| UsageError::new(format!("--years: {error}")))?);
    }
    if let Some(degree) = &asked.degree {
        let field = asked.field.as_deref().map(str::trim).map(SmolStr::from);
        profile.education = vec![EarnedDegree {
            degree: self::degree(degree)?,
            field: field.filter(|field| !field.is_empty()),
            earned: None,
        }];
    }
    skills(asked, profile, ladder)?;
    certifications(asked, profile, ladder, today)?;
    if let Some(text) = &asked.pay {
        let basis = options.basis.unwrap_or(Basis::Base);
        let pay = pay(text, asked.currency.as_deref(), basis, ladder);
        profile.pay = Some(pay.map_err(|error| UsageError::new(format!("--pay: {error}")))?);
    }
    if let Some(hours) = asked.hours {
        let sound = WeeklyHours::is_sound(hours);
        profile.hours_per_week = Some(hours).filter(|_| sound);
        if !sound {
            let message = format!("--hours: expected {}", WeeklyHours::EXPECTED);
            return Err(UsageError::new(message));
        }
    }
    if let Some(name) = &asked.goal {
        profile.goal = Some(role(name, ladder)?);
    }
    if let Some(by) = &asked.by {
        profile.goal_by = Some(date(by, "--by")?);
    }
    ensure_consistent(asked, profile, ladder, today)
}

fn skills(asked: &PersonArgs, profile: &mut Profile, ladder: &Ladder) -> Result<(), UsageError> {
    let mut named = HashSet::new();
    for text in &asked.skill {
        if !has_skill(text, ladder) {
            continue;
        }
        let (skill, level) = skill_level(text, ladder).map_err(|error| UsageError {
            message: format!("--skill {text}: {}", error.message),
            ..error
        })?;
        if !named.insert(skill) {
            let message = format!("--skill {text}: `{}` is given twice", ladder[skill].id);
            return Err(UsageError::new(message));
        }
        set_skill(profile, skill, level);
    }
    Ok(())
}

/// The part of a text before the first `=`.
fn skill_name(text: &str) -> &str {
    text.split('=').next().unwrap_or_default().trim()
}

fn has_skill(text: &str, ladder: &Ladder) -> bool {
    ladder.skill(skill_name(text)).is_some()
}

/// A skill that the ladder does not have, as it goes into the profile.
pub struct UnknownSkill {
    pub name: SmolStr,
    pub level: SmolStr,
    /// What to say of it.
    pub note: String,
}

/// The skills that the ladder does not have: the profile keeps them, since another ladder may have them.
pub fn unknown_skills(
    asked: &PersonArgs,
    ladder: &Ladder,
) -> Result<Vec<UnknownSkill>, UsageError> {
    let mut named = HashSet::new();
    let texts = asked.skill.iter().filter(|text| !has_skill(text, ladder));
    let unknown = texts.map(|text| {
        let wrong = |message: String| UsageError::new(format!("--skill {text}: {message}"));
        let name = visible(skill_name(text));
        let names = || ladder.scale.names().iter().map(SmolStr::as_str);
        let level = text.split_once('=').map(|(_, level)| level.trim());
        let level = match level {
            _ if name.is_empty() => return Err(wrong("expected `SKILL=LEVEL`".to_owned())),
            Some("none") => SmolStr::from("none"),
            Some(level) => match ladder.scale.read_word(level) {
                Some(level) => ladder.scale.name(level).into(),
                None => {
                    return Err(wrong(format!("unknown level `{level}`"))
                        .help(format!("expected {}", list(names().chain(["none"])))));
                }
            },
            None => {
                return Err(wrong(format!("which level of `{name}`?"))
                    .help(format!("write `{name}=LEVEL`, LEVEL being {}", list(names()))));
            }
        };
        if !named.insert(fold(&name)) {
            return Err(wrong(format!("`{name}` is given twice")));
        }
        let meant = suggested_skill(&name, ladder);
        let meant = meant.map(|meant| format!("; {meant}"));
        Ok(UnknownSkill {
            note: format!(
                "the ladder has no skill `{name}`: it is kept in the profile, and changes no answer{}",
                meant.unwrap_or_default()
            ),
            name: SmolStr::from(&*name),
            level,
        })
    });
    unknown.collect()
}

fn certifications(
    asked: &PersonArgs,
    profile: &mut Profile,
    ladder: &Ladder,
    today: Day,
) -> Result<(), UsageError> {
    let mut named = HashSet::new();
    for text in &asked.certification {
        let wrong = |error: &str| UsageError::new(format!("--certification {text}: {error}"));
        let (name, earned) = match text.split_once('=') {
            Some((name, day)) => (name, Some(date(day.trim(), "--certification")?)),
            None => (text.as_str(), None),
        };
        let earned = earned.map(|earned| not_after(earned, today)).transpose();
        let earned = earned.map_err(|error| {
            let help = "give it with `ladder set` once it is earned".to_owned();
            wrong(&error).help(help)
        })?;
        let certification = certification(name.trim(), ladder)?;
        if !named.insert(certification) {
            let id = &ladder[certification].id;
            let help = "give the latest day; earlier ones can be added in the file";
            return Err(wrong(&format!("`{id}` is given twice")).help(help.to_owned()));
        }
        // What an option says comes before the résumé.
        let held = &mut profile.certifications;
        held.retain(|held| held.certification != certification);
        held.push(EarnedCertification {
            certification,
            earned,
            expires: None,
        });
    }
    Ok(())
}

/// A date that has begun on this day.
pub fn not_after(date: Date, today: Day) -> Result<Date, String> {
    if date.first_day() <= today {
        return Ok(date);
    }
    Err(format!("{date} is after today, {today}"))
}

/// A date that has not passed on this day.
pub fn not_before(date: Date, today: Day) -> Result<Date, String> {
    if date.last_day() >= today {
        return Ok(date);
    }
    Err(format!("{date} is before today, {today}"))
}

/// Refuses answers that cannot be together, or not on this day.
fn ensure_consistent(
    asked: &PersonArgs,
    profile: &Profile,
    ladder: &Ladder,
    today: Day,
) -> Result<(), UsageError> {
    let since = profile.since.filter(|_| asked.since.is_some());
    let since = since.map(|since| not_after(since, today)).transpose();
    since.map_err(|error| UsageError::new(format!("--since: {error}")))?;
    let by = profile.goal_by.map(|by| not_before(by, today)).transpose();
    by.map_err(|error| UsageError::new(format!("--by: {error}")))?;
    let since = profile.since.filter(|_| asked.years.is_some());
    if let (Some(since), Some(Experience::Since(field))) = (since, profile.experience)
        && field.first_day() > since.last_day()
    {
        let message = format!("--years: in the field since {field}, but in the role since {since}");
        let help = "leave it out, or give the years since the first role".to_owned();
        return Err(UsageError::new(message).help(help));
    }
    let goal = profile.goal.filter(|goal| profile.role == Some(*goal));
    goal.map_or(Ok(()), |goal| {
        let message = format!("--goal: `{}` is the present role", ladder[goal].id);
        Err(UsageError::new(message))
    })
}

/// Sets the level of a skill; a skill is named once.
pub fn set_skill(profile: &mut Profile, skill: SkillIndex, level: Option<Level>) {
    let claim = SkillClaim {
        skill,
        levels: vec![ClaimedLevel {
            level,
            since: None,
            hours_done: 0.0,
            note: None,
            evidence: Vec::new(),
        }],
    };
    let mut known = profile.skills.iter_mut();
    match known.find(|known| known.skill == skill) {
        Some(known) => *known = claim,
        None => profile.skills.push(claim),
    }
}

/// Reads experience as years, which began so long before today, or as a date.
pub fn experience(text: &str, today: Day) -> Result<Experience, String> {
    if let Some(years) = Years::parse(text).and_then(Years::exact) {
        let since = years_after(today, -years);
        return Ok(Experience::Since(Date::Day(since)));
    }
    let since = Date::parse(text).ok_or_else(|| {
        format!("`{text}` is neither years, such as 5 or 18 months, nor a date, such as 2021-01")
    })?;
    not_after(since, today).map(Experience::Since)
}

/// Reads pay: an amount, for an hour or a month where it says so.
pub fn pay(
    text: &str,
    currency: Option<&str>,
    basis: Basis,
    ladder: &Ladder,
) -> Result<Salary, String> {
    let (amount, per) = match text.split_once('/') {
        Some((amount, per)) => (amount, PayPeriod::read(&fold(per))),
        None => (text, Some(PayPeriod::Year)),
    };
    let number: Option<f64> = amount.trim().replace(['_', ',', ' '], "").parse().ok();
    if number.is_some_and(|number| number <= 0.0) {
        return Err(format!("`{text}` is no pay: an amount is above 0"));
    }
    let amount = number.filter(|amount| Amount::is_sound(*amount));
    let (Some(amount), Some(per)) = (amount, per) else {
        let examples = "165000, 4500/month or 52.50/hour";
        return Err(format!("`{text}` is not an amount, such as {examples}"));
    };
    let market = &ladder.market;
    let currency = match currency.map(str::trim) {
        Some(code) if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            Some(code.to_ascii_uppercase_smolstr())
        }
        Some(code) => return Err(format!("`{code}` is not a currency, such as EUR")),
        None => market.currency.clone(),
    };
    let currency = currency.ok_or("the ladder has no currency: name one with `--currency`")?;
    let stated = StatedSalary {
        amount,
        per,
        per_year: market.periods_per_year(per),
        fte: 1.0,
    };
    Ok(Salary {
        amount: hundredths(amount * stated.per_year),
        stated: (per != PayPeriod::Year).then_some(stated),
        terms: PayTerms {
            basis,
            currency,
            region: market.region.clone(),
        },
    })
}

fn degree(text: &str) -> Result<Degree, UsageError> {
    Degree::read(&fold(text)).ok_or_else(|| {
        let names = || Degree::NAMES.iter().copied();
        UsageError::new(format!("`{text}`, given by --degree, is not a degree"))
            .help(did_you_mean(text, names()))
            .help(format!("expected {}", list(names())))
    })
}
