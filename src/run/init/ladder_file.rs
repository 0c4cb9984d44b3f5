//! A new ladder to start from: one track, with a draft of what each of its roles asks for.

use std::path::PathBuf;

use smol_str::{SmolStr, ToSmolStr};

use crate::{
    check::{self, slug},
    cli::{InitArgs, Options, RungArgs},
    diagnostic::UsageError,
    load::{
        AskedLevelEntry, Entries, Field, LadderDocument, MoveEntry, RoleEntry, SkillEntry,
        TrackEntry,
        types::{GradeText, Id, LevelName, LevelText, Title},
    },
    model::{Day, capitalized, titled},
    run::{
        files,
        output::{self, Readers},
        prompt::Prompter,
        terminal, typed,
    },
    text::{Text, Yaml},
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
    let RungArgs {
        mut roles,
        mut skills,
        mut track,
    } = asked.rungs.clone();
    let is_asked = prompter.filter(|_| roles.is_empty());
    if let Some(prompter) = is_asked {
        let any = |text: &str| Ok(text.to_owned());
        let split = |text: &str| Ok(text.split(',').map(str::to_owned).collect::<Vec<_>>());
        let question = "What is the track called?";
        track = answer(prompter.text(question, "such as Engineering", &[], any))?;
        let question = "Which roles are on it, lowest first?";
        let help = "with commas, such as junior, senior, lead";
        roles = answer(prompter.text(question, help, &[], split))?.unwrap_or_default();
        let question = "Which skills do they ask for?";
        let help = "with commas, such as programming, operations";
        skills = answer(prompter.text(question, help, &[], split))?.unwrap_or_default();
    }
    if roles.iter().all(|role| role.trim().is_empty()) {
        let example = "ladder init --ladder --roles junior,senior,lead --skills programming";
        return Err(no_answers(example).into());
    }
    let track = named(track.as_deref().unwrap_or("Career"), "career");
    let (roles, skills) = (all_named(&roles, "role")?, all_named(&skills, "skill")?);
    let text = text(&track, &roles, &skills);
    let name = target.as_deref().map(|path| path.display().to_string());
    let name = name.as_deref().unwrap_or("-");
    let file = check::inspect(Text::new(name, text.as_str()), today, |_| None);
    sound(file)?;
    let mut next = match name {
        LADDER | "-" => "ladder show".to_owned(),
        name => format!("ladder show --ladder {}", typed::quoted(name)),
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
        let (roles, skills) = (counted(roles.len(), "role"), counted(skills.len(), "skill"));
        terminal::note(&format!("{roles} and {skills}"), options);
        terminal::note(&format!("next: `{next}`"), options);
    }
    Ok(())
}

/// An entry by `id=Title`, or by what it was called: the id from its words, and the title from its id.
fn named(text: &str, otherwise: &str) -> Named {
    let text = text.trim();
    if let Some((id, title)) = text.split_once('=')
        && let (id, title) = (id.trim(), title.trim())
        && slug(id).as_deref() == Some(id)
        && !title.is_empty()
    {
        return Named {
            id: id.into(),
            title: title.into(),
        };
    }
    let id = slug(text).unwrap_or_else(|| otherwise.to_owned());
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

/// The text of a ladder.
fn text(track: &Named, roles: &[Named], skills: &[Named]) -> String {
    let Yaml::Mapping(entries) = document(track, roles, skills).to_yaml() else {
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
            "The rungs. The levels are a draft, one higher on each rung: write what each role really \
             asks for.\n`years`, `education`, `certifications` and `pay` say more of a role; give figures a source.",
        ),
    ];
    for mut entry in entries {
        let comment = comments.iter().find(|(key, _)| *key == entry.key);
        if let Some((_, comment)) = comment {
            text.push('\n');
            (*comment).clone_into(&mut entry.comment);
        }
        text.push_str(&Yaml::Mapping(vec![entry]).to_string());
    }
    text
}

fn document(track: &Named, roles: &[Named], skills: &[Named]) -> LadderDocument {
    let id = |named: &Named| Id(named.id.clone());
    let title = |named: &Named| Field::Valid(Title(named.title.clone()));
    let entries = |named: &[Named]| {
        let entries = named.iter().map(|named| {
            let entry = SkillEntry {
                title: title(named),
                ..SkillEntry::default()
            };
            (id(named), Field::Valid(entry))
        });
        Entries(entries.collect())
    };
    let rungs = roles.iter().enumerate().map(|(position, named)| {
        let level = LEVELS[position.min(LEVELS.len() - 1)];
        let asked = skills.iter();
        let asked = asked.map(|skill| {
            let level = AskedLevelEntry {
                level: Field::Valid(LevelText(level.into())),
                ..AskedLevelEntry::default()
            };
            (id(skill), Field::Valid(level))
        });
        let asked = Entries(asked.collect());
        let asks = !skills.is_empty() && position < LEVELS.len();
        let below = position.checked_sub(1).map(|below| id(&roles[below]));
        let above = roles.get(position + 1).map(|above| {
            Field::Valid(MoveEntry {
                role: Field::Valid(id(above)),
                ..MoveEntry::default()
            })
        });
        let entry = RoleEntry {
            title: title(named),
            track: Field::Valid(id(track)),
            grade: Field::Valid(GradeText((position + 1).to_smolstr())),
            entry: if position == 0 {
                Field::Valid(true)
            } else {
                Field::Absent
            },
            extends: below.map_or(Field::Absent, Field::Valid),
            skills: if asks {
                Field::Valid(asked)
            } else {
                Field::Absent
            },
            next: above.map_or(Field::Absent, |above| Field::Valid(vec![above])),
            ..RoleEntry::default()
        };
        (id(named), Field::Valid(entry))
    });
    let levels = LEVELS
        .iter()
        .map(|level| Field::Valid(LevelName((*level).into())));
    let lane = TrackEntry {
        title: title(track),
        ..TrackEntry::default()
    };
    LadderDocument {
        id: Field::Valid(id(track)),
        title: title(track),
        proficiency: Field::Valid(levels.collect()),
        tracks: Field::Valid(Entries(vec![(id(track), Field::Valid(lane))])),
        skills: if skills.is_empty() {
            Field::Absent
        } else {
            Field::Valid(entries(skills))
        },
        roles: Field::Valid(Entries(rungs.collect())),
        ..LadderDocument::default()
    }
}
