//! Warns of requirements that only retired certifications meet.

use crate::{
    diagnostic::{Code, Diagnostics, list},
    model::{CertificationIndex, Date, Day, Ladder},
    text::PointerRef,
};

/// The largest number of replacements that are compared and listed.
const LISTED: usize = 100;

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
            let message = if let [only] = group.members.as_slice() {
                let last = ladder[*only].retired.map(Date::when).unwrap_or_default();
                format!("`{id}` asks for {names}, which was retired {last}")
            } else {
                format!("`{id}` asks for one of {names}, which are all retired")
            };
            let mut required_already = false;
            let mut successors: Vec<&str> = Vec::new();
            let members = group.members.iter();
            for successor in members.flat_map(|member| ladder.successors(*member)) {
                let id = ladder[successor].id.as_str();
                let is_required = || {
                    required
                        .iter()
                        .any(|group| group.value.members.contains(&successor))
                };
                if required.len() <= LISTED && is_required() {
                    required_already = true;
                } else if !is_retired(&successor)
                    && successors.len() < LISTED
                    && !successors.contains(&id)
                {
                    successors.push(id);
                }
            }
            let help = if successors.is_empty() && required_already {
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
