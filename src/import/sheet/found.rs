//! Finds the table of an input: a text, or one of the sheets of a workbook.

use crate::{
    diagnostic::{UsageError, list_and},
    import::{
        ImportError,
        archive::is_archive,
        delimited,
        grid::Grid,
        workbook::{self, Workbook},
    },
    model::fold,
    text::{Text, Undecodable},
};

use super::{SheetRequest, Table, windows_1252};

/// The table of an input.
pub struct Found {
    pub grid: Grid,
    pub table: Table,
    /// The name of the sheet, where there are several.
    pub sheet: Option<String>,
    /// The sheets that are not read.
    pub unread: Vec<String>,
}

/// Finds the table of a text or of a workbook.
pub fn found(name: &str, bytes: Vec<u8>, request: &SheetRequest) -> Result<Found, ImportError> {
    workbook::refuse_others(name, &bytes)?;
    if is_archive(&bytes) {
        return in_workbook(Workbook::open(name, &bytes)?, name, request);
    }
    if request.sheet.is_some() {
        let error = UsageError::new(format!("`{name}` has no sheets: it is a text"));
        return Err(ImportError::Input(
            error.help("leave `--sheet` out".to_owned()),
        ));
    }
    let text = if request.is_windows_1252 {
        Text::new(name, windows_1252::decoded(&bytes))
    } else {
        Text::decode(name, bytes).map_err(|undecodable| {
            let help =
                "save the file as UTF-8, or say `--encoding windows-1252` if that is what it is";
            ImportError::undecodable(Undecodable {
                help,
                ..undecodable
            })
        })?
    };
    let grid = delimited::grid(text)?;
    Ok(Found {
        table: Table::find(&grid, request)?,
        grid,
        sheet: None,
        unread: Vec::new(),
    })
}

/// Finds the table of a workbook: that of the sheet that is named, else the only one that is not hidden.
fn in_workbook(
    mut workbook: Workbook,
    name: &str,
    request: &SheetRequest,
) -> Result<Found, ImportError> {
    let count = workbook.sheets.len();
    let named = |sheet: usize, workbook: &Workbook| workbook.sheets[sheet].name.clone();
    let is_chosen = |sheet: &workbook::Sheet| match &request.sheet {
        Some(name) => fold(&sheet.name) == fold(name),
        None => !sheet.is_hidden,
    };
    let chosen: Vec<usize> = (0..count)
        .filter(|sheet| is_chosen(&workbook.sheets[*sheet]))
        .collect();
    let mut tables: Vec<(usize, Grid, Table)> = Vec::new();
    let mut errors: Vec<(usize, ImportError)> = Vec::new();
    let mut unread = Vec::new();
    for sheet in &chosen {
        let grid = workbook.grid(*sheet)?;
        match Table::find(&grid, request) {
            Ok(table) => tables.push((*sheet, grid, table)),
            Err(_) if grid.rows.is_empty() && chosen.len() > 1 => (),
            Err(error) => errors.push((*sheet, error)),
        }
    }
    let names = |sheets: &mut dyn Iterator<Item = usize>| {
        let names: Vec<String> = sheets.map(|sheet| named(sheet, &workbook)).collect();
        list_and(names.iter().map(String::as_str))
    };
    let refused =
        |message: String, help: String| ImportError::Input(UsageError::new(message).help(help));
    match tables.len() {
        1 => (),
        0 if count == 0 => {
            return Err(ImportError::input(format!(
                "cannot read `{name}`: it has no sheets"
            )));
        }
        0 if chosen.is_empty() => {
            let what = match &request.sheet {
                Some(sheet) => format!("`{name}` has no sheet `{sheet}`"),
                None => format!("all sheets of `{name}` are hidden"),
            };
            let help = format!("choose one with `--sheet`: {}", names(&mut (0..count)));
            return Err(refused(what, help));
        }
        0 if errors.len() == 1 => return Err(errors.remove(0).1),
        0 if errors.is_empty() => {
            return Err(ImportError::input(format!(
                "cannot read `{name}`: it is empty"
            )));
        }
        0 => {
            let sheets = names(&mut errors.iter().map(|(sheet, _)| *sheet));
            let what = format!("no sheet of `{name}` is a table of requirements: {sheets}");
            return Err(refused(
                what,
                "name one with `--sheet` to see why".to_owned(),
            ));
        }
        _ => {
            let sheets = names(&mut tables.iter().map(|(sheet, ..)| *sheet));
            let what = format!("several sheets of `{name}` are tables of requirements: {sheets}");
            return Err(refused(what, "choose one with `--sheet`".to_owned()));
        }
    }
    let (sheet, grid, table) = tables.remove(0);
    for (other, known) in workbook
        .sheets
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != sheet)
    {
        let is_empty = chosen.contains(&other) && !errors.iter().any(|(sheet, _)| *sheet == other);
        if !is_empty {
            let hidden = if known.is_hidden { "hidden " } else { "" };
            unread.push(format!("the {hidden}sheet `{}`", known.name));
        }
    }
    Ok(Found {
        grid,
        table,
        sheet: (count > 1).then(|| named(sheet, &workbook)),
        unread,
    })
}
