//! A profile on another version of its ladder: names that only the other version knows.

use crate::{
    load::{
        Field, ProfileDocument,
        types::{DateText, Prose, Title},
    },
    model::Date,
    query::Versions,
};

use super::note::Note;

/// The roles of a profile that a version does not have.
#[derive(Default)]
pub struct Gone {
    /// Their names in the profile.
    names: Vec<String>,
    /// The time in them, which stays experience.
    pub times: Vec<(Date, Option<Date>)>,
}

impl Gone {
    /// The note on them.
    pub fn note(&self, side: &str) -> Option<Note> {
        let names: Vec<String> = self.names.iter().map(|name| format!("`{name}`")).collect();
        let text = match names.len() {
            0 => return None,
            1 => "1 role of the profile is not in ",
            several => {
                return Some(Note::listing(
                    format!("{several} roles of the profile are not in {side}: "),
                    names,
                ));
            }
        };
        Some(Note::listing(format!("{text}{side}: "), names))
    }
}

/// Calls roles as the version does, and leaves out those that it does not have.
pub fn rename_roles(document: &mut ProfileDocument, versions: &Versions, is_old: bool) -> Gone {
    let mut gone = Gone::default();
    // Whether the version has the role, by its own name for it.
    let mut has = |role: &mut Field<Title>| {
        let Some(name) = role.valid_mut() else {
            return true;
        };
        match versions.other_role(name, is_old) {
            None => true,
            Some(Some(id)) => {
                *name = Title(id.clone());
                true
            }
            Some(None) => {
                gone.names.push(name.to_string());
                false
            }
        }
    };
    let date = |text: &Field<DateText>| text.valid().and_then(|text| Date::parse(text));
    let mut times = Vec::new();
    if !has(&mut document.role) {
        document.role = Field::Absent;
        let since = std::mem::take(&mut document.since);
        times.extend(date(&since).map(|since| (since, None)));
    }
    if let Some(goal) = document.goal.valid_mut()
        && !has(&mut goal.role)
    {
        document.goal = Field::Absent;
    }
    for stay in document.history.valid_mut().into_iter().flatten() {
        if let Some(entry) = stay.valid_mut()
            && !has(&mut entry.role)
        {
            times.extend(date(&entry.from).map(|from| (from, date(&entry.to))));
            *stay = Field::Absent;
        }
    }
    gone.times = times;
    gone.names.dedup();
    gone
}

/// Calls skills and certifications as the version does.
pub fn rename_entries(document: &mut ProfileDocument, versions: &Versions, is_old: bool) {
    let skill = |name: &mut Prose| {
        if let Some(id) = versions.other_skill(name, is_old) {
            *name = Prose(id.clone());
        }
    };
    for (name, _) in document
        .skills
        .valid_mut()
        .into_iter()
        .flat_map(|skills| &mut skills.0)
    {
        skill(name);
    }
    for entry in document.log.valid_mut().into_iter().flatten() {
        entry
            .valid_mut()
            .and_then(|entry| entry.skill.valid_mut())
            .map(skill);
    }
    for (name, _) in document
        .not_applicable
        .valid_mut()
        .into_iter()
        .flat_map(|names| &mut names.0)
    {
        skill(name);
    }
    let learning = document.learning.valid_mut();
    let learnt = learning.and_then(|learning| learning.skills.valid_mut());
    for (name, _) in learnt.into_iter().flat_map(|skills| &mut skills.0) {
        skill(name);
    }
    for entry in document.certifications.valid_mut().into_iter().flatten() {
        if let Some(name) = entry.valid_mut().and_then(|entry| entry.id.valid_mut())
            && let Some(id) = versions.other_certification(name, is_old)
        {
            *name = Title(id.clone());
        }
    }
}
