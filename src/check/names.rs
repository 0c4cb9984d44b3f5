//! Names that two entries share.

use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Diagnostics},
    load::{Field, RoleEntry, types::Id},
    model::{Ladder, Skill, fold},
    text::{Place, PointerRef},
};

/// Warns of names by which a lookup finds another entry.
pub fn colliding(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let skills = ladder.skills.iter();
    let skills = skills.map(|skill| (&*skill.id, &*skill.title, None, &*skill.aliases));
    collisions("skills", skills, diagnostics);
    let certifications = ladder.certifications.iter();
    let certifications = certifications.map(|entry| {
        let code = entry.code.as_deref();
        (&*entry.id, &*entry.title, code, &*entry.aliases)
    });
    collisions("certifications", certifications, diagnostics);
    shared_ids(ladder, diagnostics);
    categories(ladder, diagnostics);
    titles(ladder, diagnostics);
}

/// Warns of categories that a lookup does not tell apart, but an answer does.
fn categories(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let skills = PointerRef::ROOT.key("skills");
    let mut known: HashMap<SmolStr, &Skill> = HashMap::new();
    for skill in &ladder.skills {
        let Some(category) = &skill.category else {
            continue;
        };
        let first = *known.entry(fold(category)).or_insert(skill);
        if first.category.as_ref() != Some(category) {
            let message = format!(
                "the category of `{}` is spelled otherwise than that of `{}`: they are listed apart",
                skill.id, first.id
            );
            diagnostics
                .add(
                    Code::CollidingName,
                    skills.key(&skill.id).key("category"),
                    message,
                )
                .also(
                    skills.key(&first.id).key("category"),
                    format!("the category of `{}`", first.id),
                )
                .help("spell both in the same way".to_owned());
        }
    }
}

/// The id, the title, the code and the aliases of an entry.
type EntryNames<'a> = (&'a str, &'a str, Option<&'a str>, &'a [SmolStr]);

fn collisions<'a>(
    section: &'static str,
    entries: impl Iterator<Item = EntryNames<'a>> + Clone,
    diagnostics: &mut Diagnostics,
) {
    let all = PointerRef::ROOT.key(section);
    let mut names = NameOwners::new(Code::CollidingName, section.trim_end_matches('s'));
    for (id, ..) in entries.clone() {
        names.add(id, id, all.name(id), diagnostics);
    }
    for (id, title, ..) in entries.clone() {
        names.add(title, id, all.key(id).key("title"), diagnostics);
    }
    for (id, _, code, _) in entries.clone() {
        if let Some(code) = code {
            names.add(code, id, all.key(id).key("code"), diagnostics);
        }
    }
    for (id, .., aliases) in entries {
        names.aliases(aliases, id, all.key(id).key("aliases"), diagnostics);
    }
}

/// Warns of ids that a skill and a certification share: a lookup of both kinds never finds one of
/// them.
fn shared_ids(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let skills: HashSet<&SmolStr> = ladder.skills.iter().map(|skill| &skill.id).collect();
    let (first, second) = ("skills", "certifications");
    let entries = ladder.certifications.iter().map(|entry| &entry.id);
    for id in entries.filter(|id| skills.contains(id)) {
        let message = format!("`{id}` is the id of a skill and of a certification");
        diagnostics
            .add(
                Code::CollidingName,
                PointerRef::ROOT.key(second).name(id),
                message,
            )
            .also(PointerRef::ROOT.key(first).name(id), "the skill")
            .help("give one of them another id".to_owned());
    }
}

/// Warns of titles that several roles have, or that are the id of another role.
fn titles(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let roles = PointerRef::ROOT.key("roles");
    let ids: HashMap<SmolStr, &SmolStr> = ladder
        .roles()
        .map(|role| (fold(&ladder[role].id), &ladder[role].id))
        .collect();
    let mut titles: HashMap<SmolStr, &SmolStr> = HashMap::new();
    for role in ladder.roles().map(|role| &ladder[role]) {
        let at = roles.key(&role.id);
        let title = fold(&role.title);
        if let Some(other) = ids.get(&title).filter(|other| **other != &role.id) {
            let message = format!("the title of `{}` is the id of another role", role.id);
            diagnostics
                .add(Code::CollidingName, at.key("title"), message)
                .also(roles.name(other), "a lookup finds this role")
                .help("give one of them another name".to_owned());
        } else if let Some(first) = titles.get(&title) {
            let message = format!(
                "`{first}` and `{}` have the same title: a lookup by title finds neither",
                role.id
            );
            diagnostics
                .add(Code::CollidingName, at.key("title"), message)
                .also(
                    roles.key(first).key("title"),
                    format!("the title of `{first}`"),
                )
                .help("give one of them another title".to_owned());
        } else {
            titles.insert(title, &role.id);
        }
    }
}

/// Reports aliases of roles that are also the id, the title or an alias of another role.
pub fn role_aliases(entries: &[(Id, Field<RoleEntry>)], diagnostics: &mut Diagnostics) {
    let all = PointerRef::ROOT.key("roles");
    let mut names = NameOwners::new(Code::RepeatedName, "role");
    let valid = || {
        entries
            .iter()
            .filter_map(|(id, entry)| Some((id, entry.valid()?)))
    };
    if valid().all(|(_, entry)| entry.aliases.is_absent()) {
        return;
    }
    for (id, _) in entries {
        names.keep(id, id, all.name(id));
    }
    for (id, entry) in valid() {
        if let Some(title) = entry.title.valid() {
            names.keep(title, id, all.key(id).key("title"));
        }
    }
    for (id, entry) in valid() {
        for (position, alias) in entry.aliases.items() {
            let role = all.key(id);
            names.add(alias, id, role.key("aliases").item(position), diagnostics);
        }
    }
}

/// The entries by name; the first that claims a name keeps it.
struct NameOwners<'a> {
    code: Code,
    what: &'static str,
    known: HashMap<SmolStr, (&'a str, Place)>,
}

impl<'a> NameOwners<'a> {
    fn new(code: Code, what: &'static str) -> Self {
        Self {
            code,
            what,
            known: HashMap::new(),
        }
    }

    /// Gives a name to an entry unless another one has it.
    fn keep(&mut self, name: &str, id: &'a str, at: PointerRef) {
        self.known
            .entry(fold(name))
            .or_insert_with(|| (id, at.into()));
    }

    fn aliases(
        &mut self,
        aliases: &[SmolStr],
        id: &'a str,
        at: PointerRef,
        diagnostics: &mut Diagnostics,
    ) {
        for (position, alias) in aliases.iter().enumerate() {
            self.add(alias, id, at.item(position), diagnostics);
        }
    }

    fn add(&mut self, name: &str, id: &'a str, at: PointerRef, diagnostics: &mut Diagnostics) {
        let Some((owner, first)) = self.known.get(&fold(name)) else {
            self.known.insert(fold(name), (id, at.into()));
            return;
        };
        if *owner == id {
            return;
        }
        let what = self.what;
        let message =
            format!("`{name}` is also a name of the {what} `{owner}`, not only of `{id}`");
        diagnostics
            .add(self.code, at, message)
            .also(first.clone(), format!("a lookup finds `{owner}`"))
            .help("give one of them another name".to_owned());
    }
}
