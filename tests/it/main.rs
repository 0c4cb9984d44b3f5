//! The only test binary.

/// Drawn ladders and persons, every question and every format.
mod answers;
/// Many profiles, a line each.
mod batch;
/// Calendars.
mod calendar;
/// Every file in `tests/check`, with its diagnostics.
mod check;
/// Every page in `tests/cases`, the README and the documentation.
mod cli;
/// Every command, as clap knows them, with questions for it.
mod commands;
/// The crates of the program, and the page on them.
mod crates;
/// The files in `data`.
mod data;
/// The hours a week that a date takes, compared with every number of hours.
mod deadline;
/// The diagnostics if a line of the embedded ladder is missing.
mod deletions;
/// What differs between versions of random ladders.
mod diff;
/// Which keys of a ladder a difference tells.
mod diff_keys;
/// The documentation: its links, files and commands, and its completeness.
mod docs;
/// Drawings in text.
mod drawing;
/// Edits of a file in place.
mod edit;
/// Firm figures, compared with those without estimates and with longer ones.
mod estimates;
/// Texts, numbers and terminals that trip other programs.
mod faults;
/// What is no regular file, what cannot be read or written, and runs that are killed.
mod files;
/// The questions of `ladder init`, on a terminal.
mod form;
/// The pictures in the documentation.
mod gallery;
/// Broken, hostile and random input.
mod hostile;
/// HTML pages, read by a parser.
mod html;
/// Ladders of several files.
mod included;
/// New profiles and ladders, by options, from résumés and by questions.
mod init;
/// The imports between layers.
mod layers;
/// Markdown.
mod markdown;
/// Answers about many roles, and large ladders.
mod matrix;
/// The command that each answer names last.
mod next_commands;
/// Ladders from the database of occupations.
mod onet;
/// Random ladders and persons, and every route by brute force.
mod oracle;
/// Written files, and those that are not replaced.
mod output;
mod over_time;
/// The pages of `ladder check --explain`.
mod pages;
/// The pay figure of a role, compared with brute force.
mod pay;
/// Diagrams, read by Graphviz.
mod pictures;
/// The points of a move in every form, compared with those of `gaps`.
mod points;
/// What a person prefers among alternatives.
mod preference;
/// Everything besides the answer: pipes, files, colours, the day.
mod process;
/// Properties of any ladder and person.
mod properties;
/// Readiness with weights, alternatives and points, compared with brute force.
mod readiness;
/// Routes, compared with brute force.
mod routes;
/// The schemas for editors, and SARIF.
mod schema;
/// Answers on a screen.
mod screens;
/// Changes of a profile in place.
mod set;
/// Ladders from sheets, and workbooks read by another program.
mod sheet;
/// The sources of the parts of an answer.
mod sources;
/// SVG, read as XML.
mod svg;
mod team;
/// Texts that are something else elsewhere, in every field and format.
mod texts;
/// The day of today, in every time zone.
mod time_zone;
/// What single gaps move.
mod unlock;
/// Workbooks for tests.
mod workbook;
