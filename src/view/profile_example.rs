//! The beginning of a profile, as YAML to paste.

use crate::query::ProfileExample;

/// The lines of the profile.
pub fn profile_example(profile_example: &ProfileExample) -> Vec<String> {
    let skills = profile_example.skills.iter();
    let skills: Vec<String> = skills
        .map(|(skill, level)| format!("{}: {}", word(skill), word(level)))
        .collect();
    let mut lines = vec![
        format!("role: {}", word(&profile_example.role)),
        "since: 2023-04".to_owned(),
        "experience: 4".to_owned(),
    ];
    if !skills.is_empty() {
        lines.push(format!("skills: {{ {} }}", skills.join(", ")));
    }
    lines
}

/// A word as YAML reads it again: in quotes if anything in it could mean something else.
fn word(text: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || "-_.".contains(character);
    let starts = text.chars().next().is_some_and(char::is_alphanumeric);
    if starts && text.chars().all(plain) {
        text.to_owned()
    } else {
        serde_json::Value::from(text).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_with_a_meaning_stands_in_quotes() {
        assert_eq!(word("practitioner"), "practitioner");
        assert_eq!(word("can do: well, alone"), "\"can do: well, alone\"");
        assert_eq!(word("- \u{1b}"), "\"- \\u001b\"");
    }
}
