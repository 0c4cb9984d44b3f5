//! How to write what is missing or has another form: lines to copy.

/// What the word for a basis means.
pub const BASIS: &str = "`total` is pay with bonus and equity";

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
pub fn of_entry(what: &str, name: &str) -> Option<String> {
    let value = match what {
        "skills" => "working",
        "tracks" => "TITLE",
        "responsibilities" | "not_applicable" => "SENTENCE",
        _ => return None,
    };
    Some(format!("write a map, such as `{{ {name}: {value} }}`"))
}

/// A map from levels in place of the value of one level.
pub fn of_level(what: &str, value: &str) -> Option<String> {
    let is_by_level = matches!(what, "hours" | "practice");
    is_by_level.then(|| format!("write it for a level, such as `{{ LEVEL: {value} }}`"))
}

/// A key and its value that lack the space between them.
pub fn spaced(text: &str) -> Option<String> {
    let (key, value) = text.split_once(':')?;
    let is_key = !key.is_empty()
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    let is_value = !value.is_empty() && !value.starts_with([' ', '/']);
    (is_key && is_value).then(|| format!("write a space after the colon: `{key}: {value}`"))
}
