//! Writes a made-up ladder of any size, and people for it, a line each:
//!
//! ```text
//! cargo run --release --example generate -- --roles 3000 --skills 14000 --requirements 125000 --people 1000000 -o big
//! ladder match --stdin --ladder big/ladder.json --top 3 < big/people.jsonl
//! ```
//!
//! The same numbers and the same seed give the same files.

mod made_up;

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::PathBuf,
};

use clap::Parser;
use fastrand::Rng;

use made_up::Size;

/// Write a made-up ladder, and people for it.
#[derive(Parser)]
struct Arguments {
    /// How many roles there are
    #[arg(long, default_value_t = 3000)]
    roles: usize,
    /// How many skills there are
    #[arg(long, default_value_t = 14_000)]
    skills: usize,
    /// How many requirements all roles have together, inherited ones too
    #[arg(long, default_value_t = 125_000)]
    requirements: usize,
    /// How many people there are
    #[arg(long, default_value_t = 1000)]
    people: usize,
    /// What the random numbers begin with
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// The folder for `ladder.json` and `people.jsonl`
    #[arg(short, long, default_value = ".")]
    output: PathBuf,
}

fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    let mut random = Rng::with_seed(arguments.seed);
    let size = Size {
        roles: arguments.roles,
        skills: arguments.skills,
        requirements: arguments.requirements,
    };
    fs::create_dir_all(&arguments.output)?;
    let (ladder, asked) = made_up::ladder(&size, &mut random);
    let file = File::create(arguments.output.join("ladder.json"))?;
    let mut file = BufWriter::new(file);
    serde_json::to_writer_pretty(&mut file, &ladder)?;
    file.flush()?;
    let file = File::create(arguments.output.join("people.jsonl"))?;
    let mut file = BufWriter::new(file);
    for number in 0..arguments.people {
        serde_json::to_writer(
            &mut file,
            &made_up::person(number, &size, &asked, &mut random),
        )?;
        writeln!(file)?;
    }
    file.flush()
}
