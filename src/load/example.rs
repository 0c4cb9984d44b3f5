//! How to write what is missing or has another form: lines to copy.

use crate::{
    diagnostic::list,
    vocabulary::{Degree, Word as _},
};

use super::{amount, read_scalar::shortened, types::Id};

/// What the word for a basis means.
const BASIS: &str = "`total` is pay with bonus and equity";

/// An example of a key that must be there, with what is to be known of it.
pub fn of_key(what: &str, key: &str) -> Option<String> {
    let example = match (what, key) {
        ("a track", "title") => "`title: Engineering`",
        ("a ladder", "roles") => "`roles: { junior: { next: [senior] }, senior: {} }`",
        (_, "basis") => return Some(format!("`basis: base`; {BASIS}")),
        (_, "amount") => "`amount: 42000`",
        (_, "degree") => "`degree: bachelor`",
        (_, "since" | "from") => "`since: 2024-03`",
        (_, "on") => "`on: 2024-03-15`",
        (_, "role") => "`role: senior`",
        (_, "skill") => "`skill: python`",
        (_, "years") => "`years: 3`",
        (_, "hours") => "`hours: 40`",
        (_, "level") => "`level: working`",
        (_, "one_of") => "`one_of: [ops-101, ops-201]`",
        ("points", "of") => "`of: { categories: [engineering] }`",
        (_, "of") => "`of: [{ skill: python, level: working }, { years: 3 }]`",
        (_, "need") => "`need: 36`",
        (_, "worth") => "`worth: [1, 3, 6]`",
        _ => return None,
    };
    let from = if key == "from" {
        example.replace("since", "from")
    } else {
        example.to_owned()
    };
    Some(from)
}

/// A map in place of a list of names.
pub fn of_entry(owner: &str, what: &str, name: &str) -> Option<String> {
    let is_described = owner == "a ladder" && ["skills", "certifications", "roles"].contains(&what);
    if let Some(id) = Id::nearest(name).filter(|_| is_described) {
        return Some(format!(
            "write a map, such as `{{ {id}: {{ title: {name} }} }}`"
        ));
    }
    let value = match what {
        "skills" => "working",
        "tracks" => "TITLE",
        "responsibilities"
            if !is_id(name) || name.bytes().any(|byte| byte.is_ascii_uppercase()) =>
        {
            let letters = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let id = if letters == 0 {
                "ID".to_owned()
            } else {
                name[..letters].to_lowercase()
            };
            let help = "write a map, in which an id stands before each sentence";
            return Some(format!("{help}, such as `{{ {id}: {name} }}`"));
        }
        "responsibilities" | "not_applicable" => "SENTENCE",
        "a group of certifications" => {
            return Some(format!("write it as `{{ one_of: [{name}, …] }}`"));
        }
        "a goal" => return Some(format!("a goal is one role: `goal: {name}`")),
        "education" => {
            return Some(format!(
                "name the lowest degree that is enough: `{{ degree: {name} }}`"
            ));
        }
        _ => return None,
    };
    Some(format!("write a map, such as `{{ {name}: {value} }}`"))
}

/// A list of ids, in place of one text that is no id.
pub fn of_ids(owner: &str, what: &str, text: &str) -> Option<String> {
    let section = match what {
        "certifications" | "one_of" | "replaced_by" => "certifications",
        "next" => "roles",
        "needs" => "skills",
        _ => return None,
    };
    let id = Id::nearest(text).filter(|id| id != text && owner != "a profile")?;
    Some(format!(
        "write a list of ids, such as `[{id}]`; each is described under `{section}`"
    ))
}

/// A list of one entry, in place of the entry.
pub fn of_list(what: &str, keys: &[&str]) -> String {
    let only = |key: &str| (!keys.contains(&key)).then(|| keys.first()).flatten();
    match (what, only("role"), only("one_of"), only("of")) {
        ("next", Some(role), ..) => {
            format!("write a list of moves, such as `[{{ role: {role} }}]`")
        }
        ("certifications", _, Some(id), _) => format!("write a list, such as `[{id}]`"),
        ("any_of", _, _, Some(_)) => {
            "write a list of groups, such as `[{ of: [{ skill: python, level: working }, { years: 3 }] }]`".to_owned()
        }
        _ => "write a list, with `- ` before the first key and the other keys under that one, or with `[` and `]` \
              around it"
            .to_owned(),
    }
}

/// The degree that a text begins with, and its field; else which degrees there are.
pub fn of_education(text: &str, field: &str) -> String {
    let lower = text.to_lowercase();
    let found = Degree::NAMES.iter().find(|name| lower.starts_with(**name));
    let degree = found.map_or("bachelor", |degree| *degree);
    let rest = found
        .and_then(|degree| text.get(degree.len()..))
        .unwrap_or(" in computer science");
    let subject = rest.split_once(" in ").or_else(|| rest.split_once(" of "));
    let Some((_, subject)) = subject else {
        return format!("write it as `{{ degree: {degree} }}`");
    };
    let subject = shortened(subject.trim());
    let subject = if field == "fields" {
        format!("[{subject}]")
    } else {
        subject.to_string()
    };
    let degrees = list(Degree::NAMES.iter().copied());
    format!("write it as `{{ degree: {degree}, {field}: {subject} }}`; a degree is {degrees}")
}

/// Pay or a fee in place of the amount alone.
pub fn of_amount(text: &str, has: impl Fn(&str) -> bool) -> String {
    let Some((low, high)) = amount::amounts(text) else {
        let example = if has("amount") {
            "amount: 300, currency: EUR"
        } else {
            "low: 50000, high: 60000, currency: EUR"
        };
        return format!("write a map, such as `{{ {example} }}`");
    };
    let mut keys = match high {
        Some(high) if has("low") => format!("low: {}, high: {}", low.digits, high.digits),
        _ if has("amount") => format!("amount: {}", low.digits),
        _ => format!("mid: {}", low.digits),
    };
    if let Some(currency) = low.currency {
        keys = format!("{keys}, currency: {currency}");
    }
    if !has("basis") {
        return format!("write it as `{{ {keys} }}`");
    }
    format!("write it as `{{ {keys}, basis: base }}`; {BASIS}")
}

/// Where a key belongs that stands in the wrong map.
pub fn of_misplaced(what: &str, key: &str) -> Option<&'static str> {
    let help = match (what, key) {
        ("a ladder", "currency" | "basis" | "region" | "hours_per_year") => {
            "it belongs to the market: `market: { currency: EUR, basis: base }`"
        }
        ("a ladder", "grade" | "next" | "pay" | "extends") => {
            "it belongs to a role: indent it under the role's id"
        }
        ("a role", "low" | "mid" | "high" | "currency" | "basis" | "per") => {
            "it belongs to the pay: `pay: { low: 50000, high: 60000 }`"
        }
        ("a role", "after" | "kind" | "gate" | "share") => {
            "it belongs to a move: `next: [{ role: senior, after: 2 }]`"
        }
        ("a role", "degree" | "field" | "fields") => {
            "it belongs to the education: `education: { degree: bachelor, fields: [physics] }`"
        }
        ("a role", "one_of") => {
            "where one of several certifications is enough: `certifications: [{ one_of: [ops-101, ops-201] }]`; for \
             other alternatives: `any_of: [{ of: [{ skill: python, level: working }, { years: 3 }] }]`"
        }
        ("a role", "need" | "of" | "worth") => {
            "it belongs to `points`, or to a group under `any_of`"
        }
        ("a skill", "level" | "weight") => {
            "it belongs to a role: `skills: { python: { level: working, weight: 2 } }`; `levels` of a skill says what \
             each level means"
        }
        ("a skill" | "a role", "url" | "link") => {
            "it belongs to what a skill is learnt from: `resources: [{ title: Course, url: … }]`"
        }
        ("a certification", "amount" | "currency") => {
            "it belongs to the fee: `fee: { amount: 300 }`"
        }
        (
            "a group of alternatives",
            "skill" | "level" | "years" | "education" | "certification",
        ) => {
            "it belongs to an alternative: `{ of: [{ skill: python, level: working }, { years: 3 }] }`"
        }
        _ => return None,
    };
    Some(help)
}

/// A map in place of one whose key is the name of what it is about.
pub fn of_named(what: &str, name: &str, is_alone: bool) -> Option<String> {
    let help = match (what, is_alone) {
        ("a move", true) => format!("write the role alone, `{name}`, or `{{ role: {name} }}`"),
        ("a move", false) => format!("write the role as a value: `{{ role: {name}, … }}`"),
        ("a level of a skill", true) => {
            format!("write the level alone, `{name}`, or `{{ level: {name} }}`")
        }
        ("a group of certifications", _) => {
            format!("write a certification as its id alone: `{name}`")
        }
        _ => return None,
    };
    Some(help)
}

fn is_id(name: &str) -> bool {
    name.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
        && !name.ends_with('.')
}

/// A map from levels in place of the value of one level.
pub fn of_level(what: &str, value: &str) -> Option<String> {
    let is_by_level = matches!(what, "hours" | "practice" | "levels");
    is_by_level.then(|| format!("write it for a level, such as `{{ LEVEL: {value} }}`"))
}

/// A key and its value that lack the space between them.
pub fn spaced(text: &str) -> Option<String> {
    let (key, value) = text.split_once(':')?;
    let is_key = !key.is_empty() && is_id(key);
    let is_value = !value.is_empty() && !value.starts_with([' ', '/']);
    (is_key && is_value).then(|| format!("write a space after the colon: `{key}: {value}`"))
}
