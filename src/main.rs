//! The program: parses the arguments, runs the command, and turns the outcome into an exit code.

use std::process::ExitCode;

use clap::Parser;
use ladder::{cli::Cli, run};

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => run::run(&cli).unwrap_or_else(|error| run::explain(&error, &cli)),
        Err(error) => run::usage(&error),
    }
}
