//! Warns of requirements that only retired certifications meet.

use std::collections::HashSet;

use crate::{
    diagnostic::{Code, Diagnostics, list, list_and},
    model::{Alternative, CertificationIndex, Date, Day, Ladder},
    text::PointerRef,
};

/// The largest number of replacements that are compared and listed.
const LISTED: usize = 100;

/// Warns of groups of alternatives that cannot be met as a whole, since certifications are retired on `day`.
pub fn retired_alternatives(ladder: &Ladder, day: Day, diagnostics: &mut Diagnostics) {
    let is_retired = |member: &CertificationIndex| ladder[*member].is_retired(day);
    // The successors of a retired certification count for it.
    let is_gone = |member: &CertificationIndex| {
        is_retired(member) && ladder.successors(*member).iter().all(is_retired)
    };
    let roles = PointerRef::ROOT.key("roles");
    for role in ladder.roles() {
        let id = &ladder[role].id;
        for (position, group) in ladder[role].required.any_of.iter().enumerate() {
            let group = &group.value;
            let gone = group.members.iter().filter_map(|member| match member {
                Alternative::Certification(one) if is_gone(one) => Some(ladder[*one].id.as_str()),
                _ => None,
            });
            let gone: Vec<&str> = gone.collect();
            let left = group.members.len() - gone.len();
            if left < group.need {
                let message = format!(
                    "`{id}` asks for {} alternatives of a group, and only {left} can still be met: {} retired",
                    group.need,
                    list_and(gone.iter().copied()) + if gone.len() == 1 { " is" } else { " are" },
                );
                let role = roles.key(id);
                let at = role.key("any_of");
                diagnostics
                    .add(Code::RetiredCertification, at.item(position), message)
                    .help(
                        "name alternatives that can still be earned, or ask for fewer".to_owned(),
                    );
            }
        }
    }
}

/// Warns of roles that ask for certifications which are all retired on `day`.
pub fn retired(ladder: &Ladder, day: Day, diagnostics: &mut Diagnostics) {
    let is_retired = |member: &CertificationIndex| ladder[*member].is_retired(day);
    let roles = PointerRef::ROOT.key("roles");
    for role in ladder.roles() {
        let id = &ladder[role].id;
        let required = &ladder[role].required.certifications;
        for (position, group) in required.iter().enumerate() {
            let group = &group.value;
            if !group.members.iter().all(is_retired) {
                continue;
            }
            let names = list(
                group
                    .members
                    .iter()
                    .map(|member| ladder[*member].id.as_str()),
            );
            let message = if let [only] = &group.members[..] {
                let last = ladder[*only].retired.map(Date::when).unwrap_or_default();
                format!("`{id}` asks for {names}, which was retired {last}")
            } else {
                format!("`{id}` asks for one of {names}, which are all retired")
            };
            // Only a group that is met by nothing but replacements asks for no more than this one.
            let replacements = group.members.iter();
            let replacements = replacements.flat_map(|member| ladder.successors(*member));
            let accepted: HashSet<CertificationIndex> =
                replacements.chain(group.members.iter().copied()).collect();
            let others = required.iter().enumerate();
            let others = others.filter(|(other, _)| *other != position && required.len() <= LISTED);
            let others = others.map(|(_, other)| &other.value.members);
            let required_already: HashSet<CertificationIndex> = others
                .filter(|members| members.iter().all(|member| accepted.contains(member)))
                .flat_map(|members| members.iter().copied())
                .collect();
            let mut is_required = false;
            let mut successors: Vec<&str> = Vec::new();
            let members = group.members.iter();
            for successor in members.flat_map(|member| ladder.successors(*member)) {
                let id = ladder[successor].id.as_str();
                if required_already.contains(&successor) {
                    is_required = true;
                } else if !is_retired(&successor)
                    && successors.len() < LISTED
                    && !successors.contains(&id)
                {
                    successors.push(id);
                }
            }
            let help = if successors.is_empty() && is_required {
                "the replacement is already asked for: remove this one".to_owned()
            } else if successors.is_empty() {
                "ask for one that can still be earned".to_owned()
            } else {
                let successors = list(successors);
                match group.members.len() {
                    1 => format!(
                        "ask for the replacement {successors}, or accept either with `one_of`"
                    ),
                    _ => format!("add the replacement {successors} to the group"),
                }
            };
            let role = roles.key(id);
            let at = role.key("certifications");
            diagnostics
                .add(Code::RetiredCertification, at.item(position), message)
                .help(help);
        }
    }
}
