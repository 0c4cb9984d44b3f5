//! `ladder import`: a ladder from another form.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;

use crate::{
    check,
    cli::{self, ImportSource, Options},
    diagnostic::{Code, File, InvalidFile, UsageError},
    import::{self, ImportError, Imported, OnetRequest, Part, SheetRequest},
    load::{LadderDocument, NoFiles},
    model::Day,
    order::Order as _,
    render::Format,
    text::{Text, Yaml, YamlEntry},
    view::{amount, counted},
};

use super::{
    ANSWERED, date, destination::standard_input, note::Note, output, read, show::as_seen, terminal,
};

/// Runs `ladder import`, and returns the exit code.
pub fn import(asked: &cli::ImportArgs, today: Day, options: &Options) -> Result<u8> {
    let format = output::format_or(options, Format::Yaml)?;
    if !matches!(format, Format::Yaml | Format::Json) {
        return Err(super::convert::not_a_format_of_ladders().into());
    }
    let imported = match &asked.source {
        ImportSource::Sheet(asked) => sheet(asked, options)?,
        ImportSource::Onet(asked) => onet(asked, options)?,
    };
    write(&imported, format, today, options)?;
    Ok(ANSWERED)
}

fn sheet(asked: &cli::SheetArgs, options: &Options) -> Result<Imported> {
    let as_of = asked.date.as_deref();
    let levels = asked.levels.iter().map(|level| level.trim());
    let request = SheetRequest {
        sheet: asked.sheet.clone(),
        is_windows_1252: asked.encoding == cli::Encoding::Windows1252,
        header: asked.header,
        roles: asked.roles.clone(),
        levels: levels
            .filter(|level| !level.is_empty())
            .map(Into::into)
            .collect(),
        prose: asked.prose,
        track: asked.track_column.clone(),
        moves: asked.moves,
        title: asked.title.clone(),
        url: asked.url.clone(),
        as_of: as_of.map(|text| date(text, "--date")).transpose()?,
        licence: asked.licence.clone(),
    };
    let path = standard_input(asked.file.clone());
    let (name, bytes) = read::raw(&path, None, options)?;
    import::sheet(&name, bytes, &request).map_err(ImportError::into_error)
}

fn onet(asked: &cli::OnetArgs, options: &Options) -> Result<Imported> {
    let wages_date = asked.wages_date.as_deref();
    let request = OnetRequest {
        occupations: asked.occupation.clone(),
        around: asked.around.clone(),
        depth: asked.depth.into(),
        families: asked.family.clone(),
        unrated: asked.unrated,
        release: asked.release.clone(),
        wages_date: wages_date
            .map(|text| date(text, "--wages-date"))
            .transpose()?,
    };
    let name = asked.path.display().to_string();
    let parts = if asked.path.is_dir() {
        folder(&asked.path, options)?
    } else {
        let (_, bytes) = read::raw(&asked.path, None, options)?;
        import::onet_parts(&name, &bytes).map_err(ImportError::into_error)?
    };
    let wages = asked.wages.as_deref();
    let wages = wages
        .map(|path| read::raw(path, None, options))
        .transpose()?;
    import::onet(&name, parts, wages, &request).map_err(ImportError::into_error)
}

/// The tables in a folder and in the folders in it.
fn folder(path: &Path, options: &Options) -> Result<Vec<Part>> {
    let mut paths = Vec::new();
    for entry in entries(path)? {
        if entry.is_dir() {
            paths.extend(entries(&entry)?);
        } else {
            paths.push(entry);
        }
    }
    paths.retain(|path| import::is_onet_part(&path.to_string_lossy()) && path.is_file());
    paths.order();
    let mut parts = Vec::new();
    for part in paths {
        let (_, bytes) = read::raw(&part, None, options)?;
        let name = part.strip_prefix(path).unwrap_or(&part);
        parts.push(Part {
            name: name.to_string_lossy().into_owned(),
            bytes,
        });
    }
    Ok(parts)
}

/// The paths in a folder.
fn entries(path: &Path) -> Result<Vec<PathBuf>> {
    let unreadable = |error: std::io::Error| {
        let (name, why) = (path.display(), output::reason(&error));
        UsageError::new(format!("cannot read the folder `{name}`: {why}"))
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(path).map_err(unreadable)? {
        paths.push(entry.map_err(unreadable)?.path());
    }
    Ok(paths)
}

/// Writes an imported ladder that has no error, and says what is in it.
fn write(imported: &Imported, format: Format, today: Day, options: &Options) -> Result<()> {
    let mut document = imported.document.to_yaml();
    let name = output::name(options);
    let inspect = |document: &Yaml| {
        let text = Text::new(name.as_str(), document.to_string());
        check::inspect(text, &mut NoFiles, today, |_| None)
    };
    let mut file = inspect(&document);
    // What the input says of moves is all that is known of them.
    if !file.diagnostics.has_errors() && file.diagnostics.has(Code::DeadEnd) {
        accept(Code::DeadEnd, &mut document);
        file.diagnostics.leave_out(&[Code::DeadEnd]);
    }
    if file.diagnostics.has_errors() {
        let help = vec!["nothing was written".to_owned()];
        return Err(InvalidFile { file, help }.into());
    }
    let text = match format {
        Format::Json => document.to_json(),
        _ => document.to_string(),
    };
    output::write_as(&as_seen(text, options), format, options)?;
    if !options.quiet {
        tell(imported, &file, options);
    }
    Ok(())
}

/// Silences a warning in a ladder.
fn accept(code: Code, document: &mut Yaml) {
    if let Yaml::Mapping(entries) = document {
        let codes = Yaml::Sequence(vec![Yaml::text(code.name())]);
        entries.push(YamlEntry::new("accept", codes));
    }
}

/// Says what was imported, and what was not.
fn tell(imported: &Imported, file: &File, options: &Options) {
    for remark in &imported.remarks {
        terminal::note(remark, options);
    }
    let medium = terminal::stderr(options.color, options.width);
    if let Some(note) = Note::warnings(file.text.name(), &file.diagnostics) {
        terminal::eprint(&note.drawn(medium, options.all));
    }
    let mut note = Note::from(counts(&imported.document));
    match imported.unread.len() {
        0 => (),
        unread => {
            note.text.push_str("; ");
            note.text.push_str(&counted(unread, "thing"));
            note.text.push_str(" not read: ");
            note.names = imported.unread.iter().map(|what| grouped(what)).collect();
        }
    }
    terminal::eprint(&note.drawn(medium, options.all));
}

/// `31 roles, 412 skills, 3,020 requirements`.
fn counts(document: &LadderDocument) -> String {
    let roles = document.roles.entries();
    let required = roles
        .iter()
        .filter_map(|(_, role)| role.valid())
        .map(|role| {
            role.skills.entries().len()
                + role.certifications.items().count()
                + role.any_of.items().count()
                + [
                    role.years.is_absent(),
                    role.education.is_absent(),
                    role.points.is_absent(),
                ]
                .iter()
                .filter(|is_absent| !**is_absent)
                .count()
        });
    let counts = [
        (roles.len(), "role"),
        (document.skills.entries().len(), "skill"),
        (required.sum(), "requirement"),
    ];
    let counts = counts.map(|(number, unit)| counted(amount(number as u64), unit));
    counts.join(", ")
}

/// What begins with a number, with its thousands apart.
fn grouped(what: &str) -> String {
    let counted = what.split_once(' ');
    let counted = counted.and_then(|(number, what)| Some((number.parse().ok()?, what)));
    counted.map_or(what.to_owned(), |(number, what)| {
        format!("{} {what}", amount(number))
    })
}
