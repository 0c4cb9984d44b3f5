//! `ladder`, a command-line career path planner: the map of its code.
//!
//! ```text
//! args ─ cli ─┐
//!             run ── Text ── load ── check ──────────── query ──── view ──────── render ── stdout
//!                    text  document │ ladder            answer     sheet|diagram  text
//!                                   └ report ──────────────────────────────────── render ── stderr
//! ```
//!
//! Two wings meet in `run` and nowhere else. The wing of trust turns text into something known, the
//! wing of answers turns something known into text. `model` is the ground that they share.
//!
//! - [`cli`]: what may be typed; its doc comments are the help text.
//! - [`run`]: one arm for each subcommand; which files are read, where the answer goes.
//! - [`text`]: a file's text, and where a place in it is.
//! - [`diagnostic`]: problems as data, and the catalogue of them.
//! - [`load`]: from text to a document: parsed, not yet believed.
//! - [`check`]: from a document to a ladder or a profile; every problem is reported, and advice given on
//!   what is sound.
//! - [`model`]: what is known to hold.
//! - [`embedded`]: the ladder that the program carries.
//! - [`query`]: questions to a ladder; each answer is a plain, serialisable struct.
//! - [`view`]: the shapes that an answer can be shown in: a sheet, a diagram, and a page of both.
//! - [`render`]: from a shape to text, one file for each format.
//!
//! What is deliberately absent: a query never reads a file and never fails; a view never sees the
//! ladder, only the answer; a renderer knows neither; nothing below `run` knows the command line or
//! the day; the model carries no places in files, and no text from a file reaches an output but
//! through `render`.

pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostic;
pub mod embedded;
pub mod load;
pub mod model;
pub mod query;
pub mod render;
#[cfg(feature = "cli")]
pub mod run;
pub mod text;
pub mod view;
