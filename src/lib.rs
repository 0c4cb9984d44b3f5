//! `ladder`, a command-line career path planner: the map of its code.
//!
//! ```text
//! args ─ cli ─┐
//!             run ── Text ── load ── check ──────────── query ──── view ──────── render ── stdout
//!                    text  document │ ladder            answer     sheet|diagram  text
//!                                   └ diagnostics ─────────────────────────────── render ── stderr
//! ```
//!
//! - [`cli`]: the command line; its doc comments are the help text.
//! - [`run`]: runs a command: which files are read, where the answer is written.
//! - [`text`]: a file's text, its syntax tree, and places in it.
//! - [`diagnostic`]: problems as data, and the catalogue of their codes.
//! - [`load`]: turns text into a document, which is not checked yet.
//! - [`check`]: turns a document into a ladder or a profile, and reports every problem.
//! - [`vocabulary`]: the fixed words of files, options and answers, as enums.
//! - [`import`]: reads résumés, and finds their words on a ladder.
//! - `order`: sorting, compiled once for all types.
//! - [`model`]: checked data.
//! - [`embedded`]: the ladder that the program contains.
//! - [`query`]: answers questions about a ladder; each answer is a plain, serialisable struct.
//! - [`view`]: turns an answer into a sheet, a diagram or a page.
//! - [`render`]: turns these into text, one file for each format.
//!
//! A query never reads a file and never fails. A view sees the answer, never the ladder, and a
//! renderer sees neither. Only `cli` and `run` know the command line and today's date. The model has
//! no places in files. Text from a file reaches an output only through `render`.

#![forbid(unsafe_code)]

pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostic;
pub mod embedded;
#[cfg(feature = "cli")]
pub mod import;
pub mod load;
pub mod model;
mod order;
pub mod query;
pub mod render;
#[cfg(feature = "cli")]
pub mod run;
pub mod text;
pub mod view;
pub mod vocabulary;
