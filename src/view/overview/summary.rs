//! A ladder that is too large to be shown at once: its tracks, the ways in, and how to look closer.

use std::collections::HashMap;

use crate::query::{Named, OverviewAnswer, Role};

use super::super::{Body, Columns, Section, Sheet, Sources, StyledText, display};
use super::lead;

/// A track and its roles.
struct Track<'a> {
    named: &'a Named,
    roles: Vec<&'a Role>,
}

/// The most tracks and ways in of a summary.
const MOST: usize = 40;

/// The sheet with the first `rows` tracks and ways in.
pub(super) fn sheet(overview: &OverviewAnswer, rows: usize) -> Sheet {
    let tracks = tracks(overview);
    let rows = rows.min(MOST);
    let shown = &tracks[..tracks.len().min(rows)];
    let columns = Columns::<Track>::new()
        .left("Track", |track, _| StyledText::name(&track.named.id))
        .left("Title", |track, _| &track.named.title)
        .right("Roles", |track, _| track.roles.len().to_string())
        .left("Grades", |track, _| grades(&track.roles))
        .right("Ways in", |track, _| {
            let entries = track.roles.iter().filter(|role| role.entry).count();
            (entries > 0).then(|| entries.to_string())
        });
    let section = columns.section("Tracks", shown, &mut Sources::default());
    let title = display::named(&overview.ladder);
    let mut lead = lead(overview, rows);
    lead.push(counts(overview, tracks.len()));
    let sections = vec![
        section
            .noted(more(tracks.len() - shown.len(), "track", rows))
            .leaving_out(tracks.len() - shown.len(), "track"),
        ways_in(overview, rows),
        closer(overview),
    ];
    Sheet::new(title, lead, sections).before(Some("next".to_owned()))
}

/// The tracks that have a role, in the ladder's order.
fn tracks(overview: &OverviewAnswer) -> Vec<Track<'_>> {
    let mut roles: HashMap<&str, Vec<&Role>> = HashMap::new();
    for role in &overview.roles {
        roles.entry(&role.track).or_default().push(role);
    }
    let tracks = overview.tracks.iter();
    let tracks = tracks.filter_map(|named| {
        let roles = roles.remove(named.id.as_str())?;
        Some(Track { named, roles })
    });
    tracks.collect()
}

/// `1–9`, by their names where they have some.
fn grades(roles: &[&Role]) -> String {
    let grades = roles.iter().map(|role| &role.grade);
    let lowest = grades.clone().min_by_key(|grade| grade.rank);
    let highest = grades.max_by_key(|grade| grade.rank);
    match lowest.zip(highest) {
        Some((low, high)) if low.rank < high.rank => format!("{low}–{high}"),
        Some((only, _)) => only.to_string(),
        None => String::new(),
    }
}

fn counts(overview: &OverviewAnswer, tracks: usize) -> StyledText {
    let moves = overview
        .roles
        .iter()
        .map(|role| role.next.len())
        .sum::<usize>();
    let counts = [
        (tracks, "track"),
        (moves, "move"),
        (overview.skills.len(), "skill"),
        (overview.certifications.len(), "certification"),
    ];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let counts = counts.map(|(count, what)| display::counted(count, what));
    let roles = display::counted(overview.roles.len(), "role");
    let counts: Vec<String> = counts.collect();
    format!("{roles}: {}.", display::list(&counts)).into()
}

/// The roles where people come in.
fn ways_in(overview: &OverviewAnswer, rows: usize) -> Section {
    let entries: Vec<&Role> = overview.roles.iter().filter(|role| role.entry).collect();
    let shown = entries.iter().take(rows);
    let shown = shown.map(|role| StyledText::role(&role.id).plain(format!("  {}", role.title)));
    let shown: Vec<StyledText> = shown.collect();
    let left_out = entries.len() - shown.len();
    Section::new("Ways in", Body::Items(shown))
        .noted(more(left_out, "entry role", rows))
        .leaving_out(left_out, "entry role")
}

/// What is left out where no last line says so.
fn more(count: usize, what: &str, rows: usize) -> Option<StyledText> {
    let is_said = count > 0 && rows == MOST;
    is_said.then(|| StyledText::quiet(display::counted(count, &format!("more {what}"))))
}

/// The commands that show a part of it.
fn closer(overview: &OverviewAnswer) -> Section {
    let present = overview.person.as_ref();
    let present = present.and_then(|person| person.role.as_ref());
    let own = present.and_then(|present| {
        let mut roles = overview.roles.iter();
        roles.find(|role| role.id == present.id)
    });
    let Some(role) = own.or_else(|| overview.roles.first()) else {
        return Section::new("", Body::Nothing);
    };
    let (id, track) = (&role.id, &role.track);
    let commands = [
        (format!("ladder show --around {id}"), "the roles around one"),
        (
            format!("ladder show --track {track}"),
            "the roles of a track",
        ),
        (
            format!("ladder matrix --track {track}"),
            "what they ask for",
        ),
        ("ladder find WORDS".to_owned(), "by a part of a name"),
        ("ladder show --all".to_owned(), "everything"),
    ];
    let commands = commands.into_iter().filter(|(command, _)| {
        overview.track.is_none() || !command.starts_with("ladder show --track")
    });
    let facts = commands.map(|(command, what)| (what.to_owned(), StyledText::name(command)));
    Section::new("To look closer", Body::Facts(facts.collect()))
}
