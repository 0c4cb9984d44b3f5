//! A new ladder to start from: its tracks, with a draft of what each of their roles asks for.

use std::path::PathBuf;

use smol_str::{SmolStr, ToSmolStr};

use crate::{
    check,
    cli::{InitArgs, Options, RungArgs},
    diagnostic::UsageError,
    load::{
        AskedLevelEntry, Entries, Field, LadderDocument, MoveEntry, NoFiles, RoleEntry, SkillEntry,
        TrackEntry,
        types::{GradeText, Id, LevelName, LevelText, Title},
    },
    model::{Day, capitalized, titled},
    run::{
        files,
        output::{self, Readers},
        prompt::Prompter,
        terminal,
    },
    text::{Text, Yaml, visible},
    view::counted,
};

use super::{Stopped, answer, confirm, ensure_creatable, finish, given, no_answers, sound};

/// The file of a new ladder where none is named; the other commands find it.
const LADDER: &str = "ladder.yaml";

/// The levels of a new ladder, lowest first.
const LEVELS: [&str; 4] = ["awareness", "working", "practitioner", "expert"];

/// An entry of the new ladder.
struct Named {
    id: SmolStr,
    title: SmolStr,
}

/// A track of the new ladder, and its roles, lowest first.
struct Track {
    named: Named,
    roles: Vec<Named>,
}

/// Writes a new ladder.
pub fn write(
    asked: &InitArgs,
    prompter: Option<Prompter>,
    today: Day,
    options: &Options,
) -> Result<(), Stopped> {
    let target = match options.output.as_deref() {
        Some(_) => output::file(options).map(std::path::Path::to_path_buf),
        None => Some(PathBuf::from(LADDER)),
    };
    let from = asked.from.as_ref().map(|_| "--from");
    if let Some(option) = given(&asked.person).or(from) {
        let error = UsageError::new(format!("`{option}` describes a profile, not a new ladder"));
        let help = "leave it out, or name the ladder of the profile after `--ladder`";
        return Err(error.help(help.to_owned()).into());
    }
    ensure_creatable(target.as_deref(), options)?;
    let is_asked = prompter.filter(|_| asked.rungs.roles.is_empty());
    let (tracks, skills) = match is_asked {
        Some(prompter) => answers(prompter)?,
        None => (by_track(&asked.rungs)?, asked.rungs.skills.clone()),
    };
    if tracks.iter().all(|(_, roles)| roles.is_empty()) {
        let example = "ladder init --ladder --roles junior,senior,lead --skills programming";
        return Err(no_answers(example, asked.no_input).into());
    }
    let (tracks, skills) = (all_tracks(&tracks)?, all_named(&skills, "skill")?);
    let text = text(&tracks, &skills);
    let name = target.as_deref().map(|path| path.display().to_string());
    let name = name.as_deref().unwrap_or("-");
    let file = check::inspect(Text::new(name, text.as_str()), &mut NoFiles, today, |_| {
        None
    });
    sound(file)?;
    let mut next = match name {
        LADDER | "-" => "ladder show".to_owned(),
        name => format!("ladder show --ladder {}", crate::view::quoted(name)),
    };
    if files::has_profile(options) {
        // The profile that is found may be about another ladder.
        next.push_str(" --no-profile");
    }
    if let Some(prompter) = is_asked {
        confirm(prompter, &text, &next, target.as_deref(), options)?;
    }
    finish(target.as_deref(), &text, Readers::Usual, options)?;
    if !options.quiet {
        let roles = tracks.iter().map(|track| track.roles.len()).sum::<usize>();
        let (roles, skills) = (counted(roles, "role"), counted(skills.len(), "skill"));
        let on = match tracks.len() {
            1 => String::new(),
            several => format!(" on {several} tracks"),
        };
        terminal::note(&format!("{roles}{on} and {skills}"), options);
        terminal::note(&format!("next: `{next}`"), options);
    }
    Ok(())
}

/// The tracks and their roles as texts, lowest first.
type Texts = Vec<(String, Vec<String>)>;

/// What a track is called that is not named.
const TRACK: &str = "Career";

/// The texts that stand between commas.
fn split(text: &str) -> Vec<String> {
    let texts = text.split(',').map(str::trim);
    let texts = texts.filter(|text| !text.is_empty());
    texts.map(str::to_owned).collect()
}

/// Asks for the tracks, the roles of each, and the skills of all.
fn answers(prompter: Prompter) -> Result<(Texts, Vec<String>), Stopped> {
    let list = |question: &str, help: &str| {
        let read = |text: &str| Ok(split(text));
        let given = answer(prompter.text(question, help, &[], read))?;
        Ok::<_, Stopped>(given.unwrap_or_default())
    };
    let help = "such as Engineering; several with commas";
    let mut names = list("Which tracks are there?", help)?;
    let is_one = names.len() < 2;
    if names.is_empty() {
        names.push(TRACK.to_owned());
    }
    let mut tracks = Vec::new();
    for name in names {
        let question = if is_one {
            "Which roles are on it, lowest first?".to_owned()
        } else {
            format!("Which roles are on {name}, lowest first?")
        };
        let roles = list(&question, "with commas, such as junior, senior, lead")?;
        tracks.push((name, roles));
    }
    let help = "with commas, such as programming, operations";
    Ok((tracks, list("Which skills do they ask for?", help)?))
}

/// The tracks of the options: `TRACK:ROLE` begins a track, and the roles after it are on it, too.
fn by_track(asked: &RungArgs) -> Result<Texts, UsageError> {
    let mut tracks = Texts::new();
    for text in asked.roles.iter().flat_map(|text| split(text)) {
        let Some((track, role)) = text.split_once(':') else {
            match tracks.last_mut() {
                Some((_, roles)) => roles.push(text),
                None => tracks.push((String::new(), vec![text])),
            }
            continue;
        };
        let (track, role) = (track.trim(), role.trim().to_owned());
        if role.is_empty() {
            continue;
        }
        if asked.track.is_some() {
            let message = format!("`--track` and `{text}` name two tracks");
            let help = format!("leave `--track` out, or `{track}:`");
            return Err(UsageError::new(message).help(help));
        }
        if let Some((_, roles)) = tracks.first().filter(|(first, _)| first.is_empty()) {
            let message = format!("the role `{}` has no track", roles[0]);
            let help = "write its track before it, such as `Engineering:junior`".to_owned();
            return Err(UsageError::new(message).help(help));
        }
        match tracks.iter_mut().find(|(known, _)| known == track) {
            Some((_, roles)) => roles.push(role),
            None => tracks.push((track.to_owned(), vec![role])),
        }
    }
    if let Some((track, _)) = tracks.first_mut()
        && track.is_empty()
    {
        *track = asked.track.clone().unwrap_or_else(|| TRACK.to_owned());
    }
    Ok(tracks)
}

/// The tracks and their roles, each id once.
fn all_tracks(texts: &Texts) -> Result<Vec<Track>, UsageError> {
    let used = texts.iter().filter(|(_, roles)| !roles.is_empty());
    let (tracks, roles): (Vec<_>, Vec<_>) = used.cloned().unzip();
    let all: Vec<String> = roles.concat();
    let mut all = all_named(&all, "role")?.into_iter();
    let tracks = all_named(&tracks, "track")?.into_iter().zip(&roles);
    let tracks = tracks.map(|(named, roles)| Track {
        named,
        roles: all.by_ref().take(roles.len()).collect(),
    });
    Ok(tracks.collect())
}

/// An entry by `id=Title`, or by what it was called: the id from its words, and the title from its id.
fn named(text: &str, otherwise: &str) -> Named {
    let text = visible(text);
    let text = text.trim();
    if let Some((id, title)) = text.split_once('=')
        && let (id, title) = (id.trim(), title.trim())
        && Id::nearest(id).as_deref() == Some(id)
        && !title.is_empty()
    {
        return Named {
            id: id.into(),
            title: title.into(),
        };
    }
    let id = Id::nearest(text).unwrap_or_else(|| otherwise.to_owned());
    let title = if id == text {
        titled(text)
    } else {
        capitalized(text.to_owned())
    };
    Named {
        id: id.into(),
        title,
    }
}

/// The entries that texts name, each id once.
fn all_named(texts: &[String], what: &str) -> Result<Vec<Named>, UsageError> {
    let texts = texts.iter().map(|text| text.trim());
    let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
    let mut all: Vec<Named> = Vec::new();
    for (text, number) in texts.iter().zip(1..) {
        let entry = named(text, &format!("{what}-{number}"));
        if let Some(known) = all.iter().position(|known| known.id == entry.id) {
            let (first, id) = (texts[known], &entry.id);
            let message = format!("the {what}s `{first}` and `{text}` have the same id `{id}`");
            let help = format!(
                "give one an id of its own, such as `{id}-{number}={}`",
                entry.title
            );
            return Err(UsageError::new(message).help(help));
        }
        all.push(entry);
    }
    Ok(all)
}

/// How the times of learning are written, which a draft cannot know.
const LEARNING: &str = "\
# What a level takes, where a skill does not say it, so that plans have dates. `estimate: true` marks the figures:\n\
# sources: { pace: { title: What a level took us, as_of: YEAR, estimate: true } }\n\
# learning: { levels: { working: { hours: HOURS, practice: MONTHS months } }, source: pace }\n\n";

/// The text of a ladder.
fn text(tracks: &[Track], skills: &[Named]) -> String {
    let Yaml::Mapping(entries) = document(tracks, skills).to_yaml() else {
        return String::new();
    };
    let mut text = String::from(
        "# yaml-language-server: $schema=./ladder.schema.json\n\
         # A ladder for `ladder`. `ladder check` finds mistakes in it, `ladder show` draws it, and\n\
         # `ladder schema ladder -o ladder.schema.json` writes the schema that the line above names.\n",
    );
    let comments = [
        ("proficiency", "The levels of skills, lowest first."),
        ("tracks", "The lines that roles stand on, from id to title."),
        (
            "skills",
            "What roles ask for. `about`, `levels`, `hours` and `resources` say more of a skill.",
        ),
        (
            "roles",
            if skills.is_empty() {
                "The rungs. Write what each role asks for, as `skills: { writing: working }`, and each such skill \
                 once beside\n`roles`, as `skills: { writing: {} }`. `years`, `education`, `certifications` and \
                 `pay` say more of a role;\ngive figures a source."
            } else {
                "The rungs. The levels are a draft, which rise from rung to rung: write what each role really asks \
                 for.\n`years`, `education`, `certifications` and `pay` say more of a role; give figures a source."
            },
        ),
    ];
    let moves = "\nMoves from one track to another are yours to write, such as \
                 `next: [senior, { role: manager, kind: track-switch }]`.";
    let has_skills = !skills.is_empty();
    for mut entry in entries {
        let comment = comments.iter().find(|(key, _)| *key == entry.key);
        if let Some((_, comment)) = comment {
            text.push('\n');
            if entry.key == "roles"
                && tracks.iter().any(|track| track.roles.len() > 1)
                && has_skills
            {
                text.push_str(LEARNING);
            }
            (*comment).clone_into(&mut entry.comment);
            if entry.key == "roles" && tracks.len() > 1 {
                entry.comment.push_str(moves);
            }
        }
        text.push_str(&Yaml::Mapping(vec![entry]).to_string());
    }
    text
}

fn document(tracks: &[Track], skills: &[Named]) -> LadderDocument {
    let entries = skills.iter().map(|skill| {
        let entry = SkillEntry {
            title: title(skill),
            ..SkillEntry::default()
        };
        (id(skill), Field::Valid(entry))
    });
    let levels = LEVELS
        .iter()
        .map(|level| Field::Valid(LevelName((*level).into())));
    let career = named(TRACK, "career");
    let whole = match tracks {
        [only] => &only.named,
        _ => &career,
    };
    let lines = tracks.iter().map(|track| {
        let line = TrackEntry {
            title: title(&track.named),
            ..TrackEntry::default()
        };
        (id(&track.named), Field::Valid(line))
    });
    let rungs = tracks.iter().flat_map(|track| rungs(track, skills));
    LadderDocument {
        id: Field::Valid(id(whole)),
        title: title(whole),
        proficiency: Field::Valid(levels.collect()),
        tracks: Field::Valid(Entries(lines.collect())),
        skills: if skills.is_empty() {
            Field::Absent
        } else {
            Field::Valid(Entries(entries.collect()))
        },
        roles: Field::Valid(Entries(rungs.collect())),
        ..LadderDocument::default()
    }
}

fn id(named: &Named) -> Id {
    Id(named.id.clone())
}

fn title(named: &Named) -> Field<Title> {
    Field::Valid(Title(named.title.clone()))
}

/// The roles of a track: the skills begin one after another on the rungs, each role raises those that have begun by a
/// level, and leads to the one above.
fn rungs<'a>(
    track: &'a Track,
    skills: &'a [Named],
) -> impl Iterator<Item = (Id, Field<RoleEntry>)> + 'a {
    let roles = &track.roles;
    roles.iter().enumerate().map(move |(position, named)| {
        let asked = skills.iter().enumerate().filter_map(|(number, skill)| {
            let first = number * roles.len() / skills.len();
            let level = LEVELS.get(position.checked_sub(first)?)?;
            let level = AskedLevelEntry {
                level: Field::Valid(LevelText((*level).into())),
                ..AskedLevelEntry::default()
            };
            Some((id(skill), Field::Valid(level)))
        });
        let asked: Vec<_> = asked.collect();
        let below = position.checked_sub(1).map(|below| id(&roles[below]));
        let above = roles.get(position + 1).map(|above| {
            Field::Valid(MoveEntry {
                role: Field::Valid(id(above)),
                ..MoveEntry::default()
            })
        });
        let entry = RoleEntry {
            title: title(named),
            track: Field::Valid(id(&track.named)),
            grade: Field::Valid(GradeText((position + 1).to_smolstr())),
            entry: if position == 0 {
                Field::Valid(true)
            } else {
                Field::Absent
            },
            extends: below.map_or(Field::Absent, Field::Valid),
            skills: if asked.is_empty() {
                Field::Absent
            } else {
                Field::Valid(Entries(asked))
            },
            next: above.map_or(Field::Absent, |above| Field::Valid(vec![above])),
            ..RoleEntry::default()
        };
        (id(named), Field::Valid(entry))
    })
}
