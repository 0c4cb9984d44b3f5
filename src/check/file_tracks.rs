//! The tracks of a ladder of several files: a role that names none stands on the only track of the ladder that its file
//! belongs to.

use std::collections::HashSet;

use smol_str::SmolStr;

use crate::load::{
    Entries, Field, LadderDocument, Part, TrackEntry,
    types::{Id, Title},
};

use super::tracks::names;

/// Writes the track into roles that name none, where the files have several tracks.
///
/// The first file and each one with an `id` are a ladder; a file without is a piece of the ladder that includes it. A
/// ladder without tracks is a track itself.
pub fn write(parts: &mut [Part]) {
    let mut owners: Vec<usize> = Vec::with_capacity(parts.len());
    for (file, part) in parts.iter().enumerate() {
        let is_ladder = file == 0 || part.document.id.valid().is_some();
        owners.push(if is_ladder {
            file
        } else {
            owners[part.by.0 as usize]
        });
    }
    let mut tracks: Vec<Vec<SmolStr>> = vec![Vec::new(); parts.len()];
    for (part, owner) in parts.iter().zip(&owners) {
        let ids = part.document.tracks.entries().iter();
        tracks[*owner].extend(ids.map(|(id, _)| id.0.clone()));
    }
    let mut known: HashSet<SmolStr> = tracks.iter().flatten().cloned().collect();
    let has_free = |document: &LadderDocument| {
        let roles = document.roles.entries().iter();
        let mut roles = roles.filter_map(|(_, role)| role.valid());
        roles.any(|role| role.track.is_absent())
    };
    // The files with roles that name no track, each with its track.
    let mut free: Vec<(usize, SmolStr)> = Vec::new();
    for (file, part) in parts.iter().enumerate() {
        let owner = owners[file];
        match tracks[owner].as_slice() {
            [] if has_free(&part.document) => free.push((file, names(&parts[owner].document).0)),
            [only] if has_free(&part.document) => free.push((file, only.clone())),
            _ => (),
        }
    }
    let all = known.iter().chain(free.iter().map(|(_, track)| track));
    if all.collect::<HashSet<_>>().len() < 2 {
        return;
    }
    for (file, track) in free {
        if known.insert(track.clone()) {
            let document = &mut parts[owners[file]].document;
            let entry = TrackEntry {
                title: Field::Valid(Title(names(document).1)),
                ..TrackEntry::default()
            };
            let entry = (Id(track.clone()), Field::Valid(entry));
            document.tracks = Field::Valid(Entries(vec![entry]));
        }
        for (_, role) in parts[file].document.roles.entries_mut() {
            if role.track.is_absent() {
                role.track = Field::Valid(Id(track.clone()));
            }
        }
    }
}
