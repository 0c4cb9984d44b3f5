//! The text of a new profile: its keys in sections, each with a comment.

use smol_str::SmolStr;

use crate::{
    load::{
        ClaimEntry, DegreeEntry, Entries, ExperienceEntry, Field, GoalEntry, HeldEntry, OneOrMore,
        ProfileDocument, SalaryEntry, SinceEntry, StayEntry,
        types::{
            Amount, BasisName, CurrencyCode, DateText, DegreeName, LevelText, PeriodName, Prose,
            Title, WeeklyHours, Years,
        },
    },
    model::{
        Date, EarnedCertification, EarnedDegree, Experience, Ladder, PastRole, Profile, RoleIndex,
        Salary, SkillClaim,
    },
    query::{ProfileExample, profile_example},
    render,
    text::{Yaml, YamlEntry},
    vocabulary::PayPeriod,
};

/// A section of the file: a comment, its keys, and comments on what is not known.
struct Section {
    lead: String,
    keys: &'static [&'static str],
    /// Lines that stand where a key is missing, each as a comment.
    missing: Vec<(&'static str, String)>,
    /// Lines at its end, each as a comment.
    remarks: Vec<String>,
}

/// What a new profile says beside its keys, by section.
#[derive(Debug, Default)]
pub struct Remarks {
    /// When the first position began, whatever it was.
    pub first: Option<Date>,
    /// On the role, the history and the education.
    pub past: Vec<String>,
    /// The ids of skills whose level is missing.
    pub unrated: Vec<String>,
    /// Skills that the ladder does not have, with their levels.
    pub unknown: Vec<(SmolStr, SmolStr)>,
    /// On skills.
    pub skills: Vec<String>,
    /// On certifications.
    pub certifications: Vec<String>,
}

/// The first line: by it an editor finds the schema.
const SCHEMA: &str = "# yaml-language-server: $schema=./profile.schema.json\n";

/// The width of a comment, in columns.
const WIDTH: usize = 78;

/// The text of a profile. `named` is how it names its ladder.
pub fn text(profile: &Profile, remarks: Remarks, ladder: &Ladder, named: Option<&str>) -> String {
    let mut text = SCHEMA.to_owned();
    comment(
        &mut text,
        "A profile for `ladder`: plain text, yours to change. `ladder check` finds mistakes in it; \
         `ladder schema profile -o profile.schema.json` writes the schema that the line above names.",
    );
    let Yaml::Mapping(entries) = document(profile, &remarks.unknown, ladder, named).to_yaml()
    else {
        return text;
    };
    let mut entries = entries;
    for section in sections(profile, remarks, ladder) {
        text.push('\n');
        comment(&mut text, &section.lead);
        for key in section.keys {
            let position = entries.iter().position(|entry| entry.key == *key);
            if let Some(position) = position {
                text.push_str(&written(entries.remove(position)));
            } else if let Some((_, line)) = section.missing.iter().find(|(of, _)| of == key) {
                comment(&mut text, line);
            }
        }
        for remark in &section.remarks {
            comment(&mut text, remark);
        }
    }
    text
}

/// An entry of the file; the skills stand on lines of their own, so that others can join them.
fn written(entry: YamlEntry) -> String {
    if entry.key != "skills" {
        return Yaml::Mapping(vec![entry]).to_string();
    }
    let skills = entry.value.to_string();
    let lines = skills.lines().map(|line| format!("  {line}\n"));
    format!("{}:\n{}", entry.key, lines.collect::<String>())
}

/// The lines of a text that say something: no comments, no empty lines.
pub fn facts(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines();
    lines.filter(|line| !line.is_empty() && !line.trim_start().starts_with('#'))
}

/// Adds a text as comment lines; a line that begins with a space is kept as one.
fn comment(out: &mut String, text: &str) {
    let text = render::clean(text);
    if text.starts_with(' ') {
        out.extend(["#", text.trim_end(), "\n"]);
        return;
    }
    let options =
        textwrap::Options::new(WIDTH).word_splitter(textwrap::WordSplitter::NoHyphenation);
    for line in textwrap::wrap(&text, options) {
        out.extend(["# ", line.trim_end(), "\n"]);
    }
}

fn sections(profile: &Profile, remarks: Remarks, ladder: &Ladder) -> Vec<Section> {
    let name = Section {
        lead: "Who this is, and the ladder that it is about.".to_owned(),
        keys: &["name", "ladder"],
        missing: vec![("name", " name: Your name".to_owned())],
        remarks: Vec::new(),
    };
    let example = profile_example(ladder, profile.role);
    let example = example.as_ref();
    let mut sections = vec![
        name,
        past(remarks.first, remarks.past, example),
        skills(profile, &remarks.unrated, remarks.skills, example, ladder),
    ];
    let certification = ladder.certifications.first();
    if certification.is_some() || !remarks.certifications.is_empty() {
        let id = certification.map(|certification| certification.id.as_str());
        let example = id.map(|id| format!(" certifications: [{{ id: {id}, earned: 2025-06 }}]"));
        let example = example.into_iter();
        sections.push(Section {
            lead: "Certifications, with the day on which each was earned.".to_owned(),
            keys: &["certifications"],
            missing: example.map(|line| ("certifications", line)).collect(),
            remarks: remarks.certifications,
        });
    }
    sections.push(aims(profile, example, ladder));
    sections
}

/// The present role and what was before it.
fn past(first: Option<Date>, remarks: Vec<String>, example: Option<&ProfileExample>) -> Section {
    let role = example.map_or("ROLE", |example| &example.role);
    let experience = match first {
        Some(first) => {
            format!(" experience: {{ since: {first} }}   the first position; was it in the field?")
        }
        None => " experience: { since: 2020-06 }   in the field".to_owned(),
    };
    let education = " education: { degree: bachelor, field: computer-science }";
    Section {
        lead: "Where you stand, and how you came there. A date is 2026, 2026-03 or 2026-03-31."
            .to_owned(),
        keys: &[
            "role",
            "since",
            "baseline",
            "experience",
            "history",
            "education",
        ],
        missing: vec![
            ("role", format!(" role: {role}")),
            ("since", " since: 2023-04   in this role".to_owned()),
            ("experience", experience),
            ("education", education.to_owned()),
        ],
        remarks,
    }
}

/// The skills; `unrated` have no level.
fn skills(
    profile: &Profile,
    unrated: &[String],
    remarks: Vec<String>,
    example: Option<&ProfileExample>,
    ladder: &Ladder,
) -> Section {
    let levels: Vec<&str> = ladder.scale.names().iter().map(|name| &**name).collect();
    let baseline = match profile.role {
        Some(_) => {
            "A skill that is not named here counts at the level that your roles ask for; \
             the level `none` says that you do not have it."
        }
        None => "`ladder find WORD` looks up the names of skills.",
    };
    let lead = "On the ladder, and without a level in the résumé; give one, and remove the sign #:";
    let lead = (!unrated.is_empty()).then(|| lead.to_owned());
    let lines = unrated.iter().map(|skill| format!("  {skill}:"));
    let missing = if unrated.is_empty() {
        let skills = example.into_iter().flat_map(|example| &example.skills);
        let skills = skills.map(|(skill, level)| format!("{skill}: {level}"));
        format!(" skills: {{ {} }}", skills.collect::<Vec<_>>().join(", "))
    } else {
        " skills:".to_owned()
    };
    Section {
        lead: format!(
            "What you can do, with its level, lowest first: {}. {baseline}",
            levels.join(", ")
        ),
        keys: &["skills"],
        missing: vec![("skills", missing)],
        remarks: lead.into_iter().chain(lines).chain(remarks).collect(),
    }
}

/// Pay, study and the goal.
fn aims(profile: &Profile, example: Option<&ProfileExample>, ladder: &Ladder) -> Section {
    let ahead = profile.role.map(|role| ladder.moves_from(role));
    let ahead = ahead.and_then(|ahead| Some(ladder[ahead.first()?.0].id.clone()));
    let goal = ahead.or(example.and_then(|example| example.goal.clone()));
    let goal = goal.map_or("ROLE".to_owned(), |goal| goal.to_string());
    let currency = ladder.market.currency.as_deref().unwrap_or("USD");
    Section {
        lead: "What you earn, how many hours a week you study, and where you want to get."
            .to_owned(),
        keys: &[
            "pay",
            "hours_per_week",
            "goal",
            "learning",
            "not_applicable",
        ],
        missing: vec![
            (
                "pay",
                format!(" pay: {{ amount: AMOUNT, basis: base, currency: {currency} }}"),
            ),
            ("hours_per_week", " hours_per_week: 6".to_owned()),
            ("goal", format!(" goal: {goal}")),
        ],
        remarks: Vec::new(),
    }
}

/// The document of a profile; `unknown` are skills that the ladder does not have.
fn document(
    profile: &Profile,
    unknown: &[(SmolStr, SmolStr)],
    ladder: &Ladder,
    named: Option<&str>,
) -> ProfileDocument {
    let role = |role: RoleIndex| Title(ladder[role].id.clone());
    let list = |items: Vec<Field<_>>| Some(items).filter(|items| !items.is_empty());
    let history = profile.history.iter().map(|past| stay(past, ladder));
    let held = profile.certifications.iter();
    let held = held.map(|held| certification(held, ladder));
    let education: Vec<_> = profile.education.iter().map(degree).collect();
    let education = Some(OneOrMore(education)).filter(|degrees| !degrees.0.is_empty());
    let skills = profile.skills.iter().map(|claim| skill(claim, ladder));
    let unknown = unknown.iter().map(|(name, level)| {
        let entry = ClaimEntry {
            level: Field::Valid(LevelText(level.clone())),
            ..ClaimEntry::default()
        };
        let levels = OneOrMore(vec![Field::Valid(entry)]);
        (Prose(name.clone()), Field::Valid(levels))
    });
    let skills: Vec<_> = skills.chain(unknown).collect();
    let skills = Some(Entries(skills)).filter(|skills| !skills.0.is_empty());
    let held: Vec<_> = held.collect();
    ProfileDocument {
        name: field(profile.name.clone().map(Title)),
        ladder: field(named.map(|named| Title(named.into()))),
        role: field(profile.role.map(role)),
        since: field(profile.since.map(date)),
        experience: field(profile.experience.and_then(experience)),
        history: field(list(history.collect())),
        education: field(education),
        skills: field(skills),
        certifications: field(Some(held).filter(|held| !held.is_empty())),
        pay: field(profile.pay.as_ref().map(|pay| salary(pay, ladder))),
        hours_per_week: field(profile.hours_per_week.map(WeeklyHours)),
        goal: field(profile.goal.map(|goal| GoalEntry {
            role: Field::Valid(role(goal)),
            by: field(profile.goal_by.map(date)),
        })),
        ..ProfileDocument::default()
    }
}

fn field<T>(value: Option<T>) -> Field<T> {
    value.map_or(Field::Absent, Field::Valid)
}

fn date(date: Date) -> DateText {
    DateText(date.to_string().into())
}

fn experience(experience: Experience) -> Option<ExperienceEntry> {
    match experience {
        Experience::Since(since) => Some(ExperienceEntry::Since(SinceEntry {
            since: Field::Valid(date(since)),
        })),
        Experience::Years(years) => Years::parse(&years.to_string()).map(ExperienceEntry::Years),
    }
}

fn stay(past: &PastRole, ladder: &Ladder) -> Field<StayEntry> {
    Field::Valid(StayEntry {
        role: Field::Valid(Title(ladder[past.role].id.clone())),
        from: Field::Valid(date(past.from)),
        to: field(past.to.map(date)),
    })
}

fn degree(earned: &EarnedDegree) -> Field<DegreeEntry> {
    Field::Valid(DegreeEntry {
        degree: Field::Valid(DegreeName(earned.degree.name().into())),
        field: field(earned.field.clone().map(Prose)),
        earned: field(earned.earned.map(date)),
    })
}

fn skill(claim: &SkillClaim, ladder: &Ladder) -> (Prose, Field<OneOrMore<ClaimEntry>>) {
    let scale = ladder.scale(claim.skill);
    let levels = claim.levels.iter().map(|claimed| {
        let level = claimed.level.map_or("none", |level| scale.name(level));
        Field::Valid(ClaimEntry {
            level: Field::Valid(LevelText(level.into())),
            since: field(claimed.since.map(date)),
            ..ClaimEntry::default()
        })
    });
    let levels = OneOrMore(levels.collect());
    (Prose(ladder[claim.skill].id.clone()), Field::Valid(levels))
}

fn certification(held: &EarnedCertification, ladder: &Ladder) -> Field<HeldEntry> {
    Field::Valid(HeldEntry {
        id: Field::Valid(Title(ladder[held.certification].id.clone())),
        earned: field(held.earned.map(date)),
        expires: field(held.expires.map(date)),
    })
}

/// The pay as it was stated.
fn salary(pay: &Salary, ladder: &Ladder) -> SalaryEntry {
    let amount = pay
        .stated
        .as_ref()
        .map_or(pay.amount, |stated| stated.amount);
    let per = pay.stated.as_ref().map(|stated| stated.per);
    let per = per.filter(|per| *per != PayPeriod::Year);
    let currency = &pay.terms.currency;
    let region = pay.terms.region.as_ref();
    let region = region.filter(|region| ladder.market.region.as_ref() != Some(*region));
    SalaryEntry {
        amount: Field::Valid(Amount(amount)),
        per: field(per.map(|per| PeriodName(per.name().into()))),
        basis: Field::Valid(BasisName(pay.terms.basis.name().into())),
        currency: Field::Valid(CurrencyCode(currency.clone())),
        region: field(region.cloned().map(Prose)),
        ..SalaryEntry::default()
    }
}
