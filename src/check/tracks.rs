//! Builds tracks, and places roles on them: the track and the grade of each.

use petgraph::{Direction, graph::DiGraph, visit::EdgeRef};
use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, did_you_mean, list},
    load::{
        Field, LadderDocument, TrackEntry,
        types::{GradeText, Id},
    },
    model::{Move, Role, RoleIndex, Track, TrackIndex},
    text::PointerRef,
    vocabulary::MoveKind,
};

use super::{
    build::{LadderBuilder, text, title},
    values,
};

/// The highest grade that is a number.
const HIGHEST_GRADE: i64 = 999_999;

impl LadderBuilder<'_> {
    /// The tracks; a ladder that names none is one track itself.
    pub(super) fn tracks(&mut self, document: &LadderDocument) -> Vec<Track> {
        let tracks = self.build_all("tracks", &document.tracks, |builder, id, entry, at| {
            let empty = TrackEntry::default();
            let entry = entry.valid().unwrap_or(&empty);
            let grades = || {
                entry
                    .grades
                    .items()
                    .map(|(position, grade)| (position, grade.as_str()))
            };
            values::once("grade", grades(), at.key("grades"), builder.diagnostics);
            Track {
                title: title(&entry.title, &id),
                grades: grades().map(|(_, grade)| SmolStr::new(grade)).collect(),
                id,
            }
        });
        if tracks.is_empty() {
            let (id, title) = names(document);
            let grades = Vec::new();
            return vec![Track { id, title, grades }];
        }
        tracks
    }

    /// The track that a role names, or the only one; `None` where that is not known.
    pub(super) fn track(&mut self, entry: &Field<Id>, at: PointerRef) -> Option<TrackIndex> {
        let several = self.tracks.len() > 1;
        if entry.is_absent() && several {
            let tracks = self.tracks.iter();
            let help = format!("name one: {}", list(tracks.map(|track| track.id.as_str())));
            let message = "this role has no `track`, and the ladder has several";
            self.diagnostics
                .add(Code::UnknownTrack, at, message)
                .help(help);
            return None;
        }
        if entry.is_absent() {
            return Some(TrackIndex::default());
        }
        let tracks = &self.ids.tracks;
        tracks.field(entry, at.key("track"), self.diagnostics)
    }

    /// The number of a grade; `None` where the promotions are to say it, or the track is not known.
    pub(super) fn grade(
        &mut self,
        entry: &Field<GradeText>,
        track: Option<TrackIndex>,
        at: PointerRef,
    ) -> Option<i64> {
        let text = entry.valid()?.as_str();
        let track = self.tracks.get(track?.0)?;
        let named = track.grades.iter().position(|grade| grade == text);
        let named = named.and_then(|position| i64::try_from(position + 1).ok());
        let is_known = |grade: &i64| match track.grades.len() {
            0 => (0..=HIGHEST_GRADE).contains(grade),
            count => usize::try_from(*grade).is_ok_and(|grade| (1..=count).contains(&grade)),
        };
        let number = || text.parse().ok().filter(is_known);
        let grade = named.or_else(number);
        if grade.is_none() && track.grades.is_empty() && text.parse::<f64>().is_ok() {
            self.diagnostics
                .add(
                    Code::InvalidNumber,
                    at,
                    format!("`{text}` cannot be a grade"),
                )
                .help(format!(
                    "expected a whole number from 0 to {HIGHEST_GRADE}, the lowest role first"
                ));
        } else if grade.is_none() {
            let names = || track.grades.iter().map(SmolStr::as_str);
            let help = match (&*track.grades, did_you_mean(text, names())) {
                (_, Some(help)) => help,
                ([], None) => format!(
                    "write its number, the lowest role has 1; or name the grades, lowest first: \
                     `{}: {{ title: {}, grades: [{text}] }}` under `tracks`",
                    track.id, track.title
                ),
                (names_of_grades, None) => {
                    format!(
                        "expected {}, or a number from 1 to {}",
                        list(names()),
                        names_of_grades.len()
                    )
                }
            };
            let message = format!("unknown grade `{text}`");
            self.diagnostics
                .add(Code::UnknownWord, at, message)
                .help(help);
        }
        grade
    }
}

/// The id and the title of a ladder.
pub(super) fn names(document: &LadderDocument) -> (SmolStr, SmolStr) {
    let id = text(&document.id).unwrap_or_else(|| SmolStr::new_static("ladder"));
    let title = title(&document.title, &id);
    (id, title)
}

/// Gives each of these roles the grade above all that are promoted to it on its track; 1 where no
/// one is.
pub(super) fn grade_by_promotions(graph: &mut DiGraph<Role, Move>, ungraded: &[RoleIndex]) {
    // How many promotions lead to a role from one whose grade is not known yet.
    let mut open = vec![0_usize; graph.node_count()];
    let mut is_open = vec![false; graph.node_count()];
    for role in ungraded {
        is_open[role.index()] = true;
    }
    for role in ungraded {
        let below = neighbours(graph, *role, Direction::Incoming);
        open[role.index()] = below.filter(|below| is_open[below.index()]).count();
    }
    let ready = ungraded.iter().filter(|role| open[role.index()] == 0);
    let mut ready: Vec<RoleIndex> = ready.copied().collect();
    while let Some(role) = ready.pop() {
        let below = neighbours(graph, role, Direction::Incoming);
        let below = below.map(|below| graph[below].grade).max();
        graph[role].grade = below.map_or(1, |below| below.saturating_add(1));
        for above in neighbours(graph, role, Direction::Outgoing) {
            let open = &mut open[above.index()];
            if is_open[above.index()] {
                *open -= 1;
                ready.extend((*open == 0).then_some(above));
            }
        }
    }
}

/// The roles of the same track that a promotion leads from or to.
fn neighbours(
    graph: &DiGraph<Role, Move>,
    role: RoleIndex,
    direction: Direction,
) -> impl Iterator<Item = RoleIndex> {
    let promotions = graph.edges_directed(role, direction);
    let promotions = promotions.filter(|edge| edge.weight().kind == MoveKind::Promotion);
    let others = promotions.map(move |edge| match direction {
        Direction::Incoming => edge.source(),
        Direction::Outgoing => edge.target(),
    });
    others.filter(move |other| graph[*other].track == graph[role].track)
}
