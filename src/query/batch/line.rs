//! The answers to one of many people.

use serde::Serialize;
use smol_str::SmolStr;

use super::super::gap::Readiness;

/// How a person stands in one role.
#[derive(Debug, PartialEq, Serialize)]
pub struct RoleStanding<'b> {
    /// The id of the role.
    pub role: &'b str,
    /// How much of the requirements is met.
    pub readiness: Readiness,
    /// The ids of the requirements that are not met, those first that would raise the readiness most.
    pub gaps: Vec<&'b str>,
}

/// The answer to one line of profiles.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct MatchedLine<'b> {
    /// The number of the line, from 1.
    pub line: u64,
    /// How the person stands in the role that is asked for.
    #[serde(flatten)]
    pub role: Option<RoleStanding<'b>>,
    /// The roles, the highest readiness first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<RoleStanding<'b>>>,
    /// The names in the profile that the ladder does not know.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unmatched: Vec<SmolStr>,
    /// Why the line could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<LineError>,
}

impl MatchedLine<'_> {
    /// The answer to a line that could not be read.
    pub fn error(line: u64, error: LineError) -> Self {
        Self {
            line,
            error: Some(error),
            ..Self::default()
        }
    }
}

/// Why a line could not be read.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct LineError {
    /// The code of the problem; `ladder check --explain CODE` explains it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
    /// What is wrong.
    pub message: String,
    /// The column at which it begins, from 1, in characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// What to write instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub help: Vec<String>,
}

impl LineError {
    /// An error of the whole line.
    pub fn new(message: String) -> Self {
        Self {
            message,
            ..Self::default()
        }
    }
}

impl MatchedLine<'_> {
    /// Appends the answer as JSON, the same as by its serialisation but in a fraction of the time, where it has nothing but ids and
    /// numbers; else it appends nothing and returns `false`.
    pub fn push_ids(&self, to: &mut Vec<u8>) -> bool {
        if self.error.is_some() || !self.unmatched.is_empty() {
            return false;
        }
        to.extend_from_slice(b"{\"line\":");
        to.extend_from_slice(self.line.to_string().as_bytes());
        if let Some(role) = &self.role {
            to.push(b',');
            role.push_fields(to);
        }
        if let Some(roles) = &self.roles {
            to.extend_from_slice(b",\"roles\":[");
            for (position, role) in roles.iter().enumerate() {
                to.extend_from_slice(if position == 0 { b"{" } else { b",{" });
                role.push_fields(to);
                to.push(b'}');
            }
            to.push(b']');
        }
        to.push(b'}');
        true
    }
}

impl RoleStanding<'_> {
    /// Ids have no characters that JSON escapes.
    fn push_fields(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(b"\"role\":\"");
        to.extend_from_slice(self.role.as_bytes());
        to.extend_from_slice(b"\",\"readiness\":");
        serde_json::to_writer(&mut *to, &self.readiness).expect("every key is a text");
        to.extend_from_slice(b",\"gaps\":[");
        for (position, gap) in self.gaps.iter().enumerate() {
            to.extend_from_slice(if position == 0 { b"\"" } else { b",\"" });
            to.extend_from_slice(gap.as_bytes());
            to.push(b'"');
        }
        to.push(b']');
    }
}
