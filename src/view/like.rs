//! Which roles are like a role.

use crate::query::{LikeAnswer, LikeRole, Overlap, SharedSkill, SkillClimb};

use super::{
    View, display, matches,
    sheet::{Align, Body, Records, Section, Sheet, StyledText, Table, TextStyle, Value},
};

/// How many skills of each role are named.
const SHOWN: usize = 5;

impl View for LikeAnswer {
    fn name(&self) -> &'static str {
        "match"
    }

    fn sheet(&self) -> Sheet {
        let mut sections = vec![roles(self)];
        sections.extend(self.roles.iter().map(|role| skills(self, role)));
        Sheet {
            title: StyledText::new(TextStyle::Strong, "Roles like ")
                .then(display::named(&self.like)),
            lead: lead(self),
            sections,
        }
    }

    fn records(&self) -> Records {
        records(&self.roles)
    }
}

fn lead(like: &LikeAnswer) -> Vec<StyledText> {
    let mut lead = Vec::new();
    lead.extend(matches::scope(&like.scope, like.roles.len()));
    let apart = match (like.apart, like.roles.is_empty()) {
        _ if like.levels == 0 => Some("It asks for no skill, so no role is like it.".to_owned()),
        (0, true) => Some("There is no other role to compare it with.".to_owned()),
        (0, false) => None,
        (1, _) => Some("1 role shares no skill with it and is left out.".to_owned()),
        (several, _) => Some(format!(
            "{several} roles share no skill with it and are left out."
        )),
    };
    lead.extend(apart.map(StyledText::from));
    lead
}

fn roles(like: &LikeAnswer) -> Section {
    let mut table = Table::new([
        ("Role", Align::Left),
        ("Track", Align::Left),
        ("In both", Align::Right),
        ("Alike", Align::Right),
        ("Brought", Align::Right),
        ("Used", Align::Right),
    ]);
    let count = |overlap: &Overlap| format!("{} of {}", overlap.shared, overlap.of);
    for role in &like.roles {
        let alike = role.similarity.ratio.map(display::ratio);
        table.row([
            StyledText::new(TextStyle::Role, &role.role),
            StyledText::from(&role.track),
            StyledText::from(count(&role.similarity)),
            StyledText::from(alike.unwrap_or_default()),
            StyledText::from(count(&role.covers)),
            StyledText::from(count(&role.covered_by)),
        ]);
    }
    let id = &like.like.id;
    let mut section = Section::new("", Body::Table(table));
    if !like.roles.is_empty() {
        section.notes = [
            "Levels of required skills are counted, no years, degrees or certifications."
                .to_owned(),
            "In both: the levels that both ask for, of those that either asks for; this share, \
             Alike, puts the roles in order."
                .to_owned(),
            format!("Brought: of the role's levels, those that {id} covers."),
            format!("Used: of the levels of {id}, those that the role asks for."),
        ]
        .map(|note| StyledText::new(TextStyle::Quiet, note))
        .into();
    }
    section
}

/// The skills that carry the one role to the other, and those that it lacks.
fn skills(like: &LikeAnswer, role: &LikeRole) -> Section {
    let mut facts = vec![("Carried by".to_owned(), first(&role.shared, carried))];
    let missing = if role.missing.is_empty() {
        StyledText::new(TextStyle::Good, "nothing")
    } else {
        let phrase = first(&role.missing, climb);
        if role.missing.len() > SHOWN {
            let command = format!("ladder gaps {} --from {}", role.role, like.like.id);
            phrase
                .and(TextStyle::Plain, ": ")
                .and(TextStyle::Name, command)
        } else {
            phrase
        }
    };
    facts.push(("Missing".to_owned(), missing));
    Section::new(display::titled(&role.title, &role.role), Body::Facts(facts))
}

/// The first skills in words, and how many more there are.
fn first<T>(skills: &[T], write: fn(&T) -> String) -> StyledText {
    let first: Vec<String> = skills.iter().take(SHOWN).map(write).collect();
    let more = match skills.len() - first.len() {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    StyledText::from(format!("{}{more}", first.join(", ")))
}

fn carried(skill: &SharedSkill) -> String {
    format!("{} ({})", skill.title, display::level(&skill.level))
}

fn climb(skill: &SkillClimb) -> String {
    let have = skill.have.as_ref().map(display::level);
    let have = have.as_deref().unwrap_or("none");
    format!("{} ({have} → {})", skill.title, display::level(&skill.need))
}

fn records(roles: &[LikeRole]) -> Records {
    let rows = roles.iter().map(|role| {
        let shared: Vec<&str> = role.shared.iter().map(|skill| skill.id.as_str()).collect();
        let missing: Vec<&str> = role.missing.iter().map(|skill| skill.id.as_str()).collect();
        vec![
            Value::text(&role.role),
            Value::text(&role.title),
            Value::text(&role.track),
            Value::number(role.grade),
            Value::number(role.similarity.shared),
            Value::number(role.similarity.of),
            Value::maybe(role.similarity.ratio, Value::number),
            Value::number(role.covers.of),
            Value::maybe(role.covers.ratio, Value::number),
            Value::number(role.covered_by.of),
            Value::maybe(role.covered_by.ratio, Value::number),
            Value::text(shared.join(" ")),
            Value::text(missing.join(" ")),
        ]
    });
    Records {
        columns: vec![
            "role",
            "title",
            "track",
            "grade",
            "shared_levels",
            "similarity_of",
            "similarity",
            "covers_of",
            "covers",
            "covered_by_of",
            "covered_by",
            "shared",
            "missing",
        ],
        rows: rows.collect(),
    }
}
