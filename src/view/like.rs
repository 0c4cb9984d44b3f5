//! Which roles are like a role.

use crate::query::{LikeAnswer, LikeRole, Overlap, SharedSkill, SkillClimb};

use super::{
    Body, Columns, Records, Section, Sheet, Sources, StyledText, Table, TextStyle, View, display,
    matches,
};

/// How many skills of each role are named.
const SHOWN: usize = 5;

impl View for LikeAnswer {
    fn name(&self) -> &'static str {
        "match"
    }

    fn sheet(&self) -> Sheet {
        let title = StyledText::strong("Roles like ").then(display::named(&self.like));
        let mut sections = vec![roles(self)];
        sections.extend(self.roles.iter().map(|role| skills(self, role)));
        Sheet::new(title, lead(self), sections).before(next(self))
    }

    fn screen(&self, rows: usize) -> Sheet {
        let title = StyledText::strong("Roles like ").then(display::named(&self.like));
        let first = self.roles.iter().take(rows);
        let table = columns().table(first, &mut Sources::default());
        let described = rows / 4;
        let left_out = self.roles.len().saturating_sub(described);
        let mut sections =
            vec![noted(self, table.without_empty_columns()).leaving_out(left_out, "comparison")];
        let first = self.roles.iter().take(described);
        sections.extend(first.map(|role| skills(self, role)));
        Sheet::new(title, lead(self), sections).before(next(self))
    }

    fn records(&self) -> Records {
        columns().records(&self.roles)
    }
}

fn next(like: &LikeAnswer) -> Option<String> {
    let nearest = like.roles.first()?;
    Some(format!("compare {} {}", like.like.id, nearest.role))
}

fn lead(like: &LikeAnswer) -> impl Iterator<Item = StyledText> {
    let apart = match (like.apart, like.roles.is_empty()) {
        _ if like.levels == 0 => Some("It asks for no skill, so no role is like it.".to_owned()),
        (0, true) => Some("There is no other role to compare it with.".to_owned()),
        (0, false) => None,
        (1, _) => Some("1 role shares no skill with it and is left out.".to_owned()),
        (several, _) => Some(format!(
            "{several} roles share no skill with it and are left out."
        )),
    };
    let scope = matches::scope(&like.scope, like.roles.len());
    scope.into_iter().chain(apart.map(Into::into))
}

fn columns<'a>() -> Columns<'a, LikeRole> {
    let count = |overlap: &Overlap| format!("{} of {}", overlap.shared, overlap.of);
    Columns::<LikeRole>::new()
        .role("role", "Role", |role| role.role.clone())
        .field("title", |role| role.title.clone())
        .left("Title", |role, _| {
            matches::title_of_code(&role.role, &role.title)
        })
        .field("track", |role| role.track.clone())
        .left("Track", |role, _| role.track_title.clone())
        .field("grade", |role| role.grade.rank)
        .field("shared_levels", |role| role.similarity.shared)
        .field("similarity_of", |role| role.similarity.of)
        .right("In both", move |role, _| count(&role.similarity))
        .field("similarity", |role| role.similarity.ratio)
        .right("Alike", |role, _| role.similarity.ratio.map(display::ratio))
        .field("covers_of", |role| role.covers.of)
        .field("covers", |role| role.covers.ratio)
        .right("Brought", move |role, _| count(&role.covers))
        .field("covered_by_of", |role| role.covered_by.of)
        .field("covered_by", |role| role.covered_by.ratio)
        .right("Used", move |role, _| count(&role.covered_by))
        .field("shared", |role| {
            display::join(role.shared.iter().map(|skill| &skill.named.id), " ")
        })
        .field("missing", |role| {
            display::join(role.missing.iter().map(|skill| &skill.named.id), " ")
        })
}

fn roles(like: &LikeAnswer) -> Section {
    let table = columns().table(&like.roles, &mut Sources::default());
    noted(like, table.without_empty_columns())
}

/// The table with what its columns mean.
fn noted(like: &LikeAnswer, table: Table) -> Section {
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
        .map(StyledText::quiet)
        .into();
    }
    section
}

/// The skills that carry the one role to the other, and those that it lacks.
fn skills(like: &LikeAnswer, role: &LikeRole) -> Section {
    let mut facts = vec![("Shared skills".to_owned(), first(&role.shared, carried))];
    let missing = if role.missing.is_empty() {
        StyledText::good("nothing")
    } else {
        let phrase = first(&role.missing, climb);
        if role.missing.len() > SHOWN {
            let command = format!("ladder gaps {} --from {}", role.role, like.like.id);
            phrase.plain(": ").and(TextStyle::Name, command)
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
    format!("{} ({})", skill.named.title, display::level(&skill.level))
}

fn climb(skill: &SkillClimb) -> String {
    let have = skill.have.as_ref().map(display::level);
    let have = have.as_deref().unwrap_or("none");
    format!(
        "{} ({have} → {})",
        skill.named.title,
        display::level(&skill.need)
    )
}
