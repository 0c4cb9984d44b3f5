//! The program: parses the arguments, runs the command, and turns the outcome into an exit code.

use std::{env, process::ExitCode};

use ladder::{cli::Cli, run};

/// Called before the runtime of Rust starts, which puts `/dev/null` in the place of a closed standard output.
#[cfg(any(target_os = "linux", target_os = "macos"))]
#[expect(
    unsafe_code,
    reason = "the section is named by hand; the function itself is safe"
)]
#[used]
#[cfg_attr(target_os = "linux", unsafe(link_section = ".init_array"))]
#[cfg_attr(target_os = "macos", unsafe(link_section = "__DATA,__mod_init_func"))]
static BEFORE_START: extern "C" fn() = run::find_closed_output;

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args_os().collect();
    match Cli::read(&arguments) {
        Ok(cli) => run::run(&cli).unwrap_or_else(|error| run::explain(&error, &cli)),
        Err(error) => run::usage(&error),
    }
}
