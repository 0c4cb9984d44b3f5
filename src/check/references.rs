//! The ids of a document, and the references that lead to them.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Report, did_you_mean},
    load::{Entries, LadderDocument, Said, words::Id},
    model::{CertificationIndex, RoleIndex, SkillIndex, SourceIndex, TrackIndex},
    text::{Path, Place},
};

use super::words;

/// Where every id of a document leads.
pub struct Ids {
    tracks: Table<TrackIndex>,
    sources: Table<SourceIndex>,
    skills: Table<SkillIndex>,
    certifications: Table<CertificationIndex>,
    roles: Table<RoleIndex>,
}

impl Ids {
    pub fn collect(document: &LadderDocument, report: &mut Report) -> Self {
        let LadderDocument {
            tracks,
            sources,
            skills,
            certifications,
            roles,
            ..
        } = document;
        Self {
            tracks: Table::new(
                "tracks",
                "track",
                Code::UnknownTrack,
                tracks,
                TrackIndex,
                report,
            ),
            sources: Table::new(
                "sources",
                "source",
                Code::UnknownSource,
                sources,
                SourceIndex,
                report,
            ),
            skills: Table::new(
                "skills",
                "skill",
                Code::UnknownSkill,
                skills,
                SkillIndex,
                report,
            ),
            certifications: Table::new(
                "certifications",
                "certification",
                Code::UnknownCertification,
                certifications,
                CertificationIndex,
                report,
            ),
            roles: Table::new(
                "roles",
                "role",
                Code::UnknownRole,
                roles,
                RoleIndex::new,
                report,
            ),
        }
    }

    pub fn track(&self, id: &str, at: impl Into<Place>, report: &mut Report) -> Option<TrackIndex> {
        self.tracks.find(id, at, report)
    }

    pub fn source(
        &self,
        id: &str,
        at: impl Into<Place>,
        report: &mut Report,
    ) -> Option<SourceIndex> {
        self.sources.find(id, at, report)
    }

    pub fn skill(&self, id: &str, at: impl Into<Place>, report: &mut Report) -> Option<SkillIndex> {
        self.skills.find(id, at, report)
    }

    pub fn skill_position(&self, id: &str) -> Option<usize> {
        self.skills.ids.get(id).map(|skill| skill.0)
    }

    pub fn certification(
        &self,
        id: &str,
        at: impl Into<Place>,
        report: &mut Report,
    ) -> Option<CertificationIndex> {
        self.certifications.find(id, at, report)
    }

    /// A role that another one names, which never means itself.
    pub fn role(
        &self,
        id: &str,
        by: &str,
        at: impl Into<Place>,
        report: &mut Report,
    ) -> Option<RoleIndex> {
        self.roles.find_but(id, Some(by), at, report)
    }

    /// A skill or a certification, whichever has this id.
    pub fn without(
        &self,
        id: &str,
        at: Path,
        report: &mut Report,
    ) -> (Option<SkillIndex>, Option<CertificationIndex>) {
        match self.certifications.ids.get(id) {
            Some(certification) => (None, Some(*certification)),
            None => (self.skill(id, at, report), None),
        }
    }
}

/// The ids of one kind of thing.
struct Table<I> {
    ids: HashMap<SmolStr, I>,
    /// Whether these are all ids: if not, an unknown one may be right.
    complete: bool,
    what: &'static str,
    unknown: Code,
}

impl<I: Copy> Table<I> {
    fn new<T>(
        key: &'static str,
        what: &'static str,
        unknown: Code,
        entries: &Said<Entries<Id, T>>,
        index: fn(usize) -> I,
        report: &mut Report,
    ) -> Self {
        let complete = !entries.is_unreadable();
        let entries = entries.known().map(|entries| entries.0.as_slice());
        let entries = entries.unwrap_or_default();
        let mut ids = HashMap::with_capacity(entries.len());
        for (position, (id, _)) in entries.iter().enumerate() {
            words::id(id, Path::TOP.key(key).name(id), report);
            ids.insert(id.0.clone(), index(position));
        }
        Self {
            ids,
            complete,
            what,
            unknown,
        }
    }

    fn find(&self, id: &str, at: impl Into<Place>, report: &mut Report) -> Option<I> {
        self.find_but(id, None, at, report)
    }

    /// Finds an id; one id is never proposed for another that is unknown.
    fn find_but(
        &self,
        id: &str,
        but: Option<&str>,
        at: impl Into<Place>,
        report: &mut Report,
    ) -> Option<I> {
        let found = self.ids.get(id).copied();
        if found.is_none() && self.complete {
            let mut known: Vec<&str> = Vec::new();
            if report.may_compare(self.ids.len()) {
                let ids = self.ids.keys().map(SmolStr::as_str);
                known.extend(ids.filter(|known| Some(*known) != but));
                known.sort_unstable();
            }
            report
                .tell(self.unknown, at, format!("unknown {} `{id}`", self.what))
                .help(did_you_mean(id, known));
        }
        found
    }
}
