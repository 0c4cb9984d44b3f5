//! The only test binary.

/// What a calendar is given.
mod calendar;
/// Every problem in `tests/check`, with the report that it gets.
mod check;
/// Every page in `tests/cases`, the README and the documentation.
mod cli;
/// Every command, as clap knows them, with questions for it.
mod commands;
/// What lies in `data`.
mod data;
/// What is said when a line of the embedded ladder is missing.
mod deletions;
/// The documentation: its links, files and commands, and what it has to mention.
mod docs;
/// The lines of a drawing in text.
mod drawing;
/// The pictures in the documentation.
mod gallery;
/// Broken, hostile and random input.
mod hostile;
/// Pages, as browsers read them.
mod html;
/// Who may import whom.
mod layers;
/// What a wiki is given.
mod markdown;
/// What `ladder check --explain` prints.
mod pages;
/// Pictures, as other programs read them.
mod pictures;
/// What happens around the answer: pipes, files, colours, the day.
mod process;
/// What holds for any ladder and anybody.
mod properties;
/// Routes, against every route there is.
mod routes;
/// What editors and code review tools are given.
mod schema;
/// Which source a part of an answer is credited to.
mod sources;
/// Drawings, read as XML.
mod svg;
