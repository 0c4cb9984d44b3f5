use std::{collections::BTreeSet, fs, path::Path};

use anstyle_svg::{Palette, Term};
use snapbox::{Assert, Data, data::DataFormat};

use crate::{
    commands::names,
    process::{TODAY, ladder, stdout},
};

const FOLDER: &str = "tests/pictures";

/// The command line of each picture, which is named after the command. Its page has the whole
/// answer.
const COMMANDS: [&str; 11] = [
    "show",
    "next --profile data/profile.yaml",
    "gaps senior --profile data/profile.yaml",
    "path director --profile data/profile.yaml --routes 2",
    "plan senior --profile data/profile.yaml --hours 6 --start 2027-01-04",
    "progress --profile data/profile.yaml",
    "pay --profile data/profile.yaml",
    "match --profile data/profile.yaml",
    "matrix --profile data/profile.yaml --roles mid,senior,lead",
    "compare lead manager --profile data/profile.yaml --basis total",
    "check tests/check/unknown-key-read-as-meant.yaml",
];

/// The commands without a picture, and the reason.
const WITHOUT_PICTURE: [(&str, &str); 11] = [
    ("convert", "it writes a file"),
    ("diff", "it is a short table"),
    ("due", "it is a short table"),
    ("find", "it is a short table"),
    ("log", "it shows the lines that it wrote"),
    ("import", "it writes a file"),
    ("report", "it is one page of the answers that are shown"),
    ("init", "it asks, and writes a file"),
    ("schema", "it is read by editors"),
    ("team", "it is a few tables"),
    ("set", "it shows the lines that it wrote"),
];

/// The usual and the largest number of lines of a picture.
const HEIGHT: usize = 36;
const HIGHEST: usize = 72;

/// The colours of a terminal: background, foreground, and the sixteen of the palette.
struct Colours {
    scheme: &'static str,
    paper: &'static str,
    ink: &'static str,
    sixteen: [&'static str; 2],
}

const COLOURS: [Colours; 2] = [
    Colours {
        scheme: "light",
        paper: "f6f8fa",
        ink: "1f2328",
        sixteen: [
            "24292f cf222e 116329 7d4e00 0969da 8250df 1b6f78 59636e",
            "59636e a40e26 1a7f37 633c01 0550ae 6639ba 125e68 454c54",
        ],
    },
    Colours {
        scheme: "dark",
        paper: "0d1117",
        ink: "e6edf3",
        sixteen: [
            "8b949e ff7b72 3fb950 d29922 58a6ff bc8cff 39c5cf b1bac4",
            "9198a1 ffa198 56d364 e3b341 79c0ff d2a8ff 56d4dd ffffff",
        ],
    },
];

impl Colours {
    fn sixteen(&self) -> [[u8; 3]; 16] {
        let colours = self.sixteen.iter().flat_map(|eight| eight.split(' '));
        let colours: Vec<[u8; 3]> = colours.map(channels).collect();
        colours.try_into().expect("sixteen colours")
    }

    /// Draws a terminal of 80 columns.
    fn draw(&self, painted: &str) -> String {
        let color = |text| anstyle::Color::from(<(u8, u8, u8)>::from(channels(text)));
        let palette = self
            .sixteen()
            .map(|[red, green, blue]| anstyle::RgbColor(red, green, blue));
        let term = Term::new()
            .palette(Palette(palette))
            .bg_color(color(self.paper))
            .fg_color(color(self.ink))
            .min_width_px(800);
        // A font as high as its lines, so that what is drawn with letters joins.
        term.render_svg(painted).replace("font: 14px", "font: 16px")
    }
}

fn channels(colour: &str) -> [u8; 3] {
    let number = u32::from_str_radix(colour, 16).expect("a colour");
    let [_, channels @ ..] = number.to_be_bytes();
    channels
}

/// The command and as many lines of the answer as a picture shows.
fn session(command: &str) -> String {
    let words: Vec<&str> = command.split(' ').collect();
    let mut asked = ladder(&words);
    asked
        .args(TODAY)
        .args(["--width", "80", "--color", "always"]);
    let output = asked.output().expect("the program runs");
    let answer = [output.stdout, output.stderr].concat();
    let answer = String::from_utf8(answer).expect("text");
    let mut lines: Vec<&str> = answer.trim_end().lines().collect();
    if lines.len() > HEIGHT {
        // Rather after a paragraph than within one; a drawing is one.
        let is_end = |line: &usize| lines[*line].is_empty();
        let before = (HEIGHT - 8..=HEIGHT).rev().find(is_end);
        let after = || (HEIGHT..HIGHEST.min(lines.len())).find(is_end);
        let end = before.or_else(after).unwrap_or(HEIGHT);
        lines.truncate(end);
        lines.push("…");
    }
    // What is quiet is gray rather than thin, so that it can be read.
    let shown = lines.join("\n").replace("\u{1b}[2m", "\u{1b}[90m");
    format!("\u{1b}[1m$ ladder {command}\u{1b}[0m\n{shown}")
}

/// Compares with the file, or replaces it with `SNAPSHOTS=overwrite`.
fn assert_drawn(name: &str, picture: String) {
    let path = Path::new(FOLDER).join(name);
    let expected = Data::read_from(&path, Some(DataFormat::Text)).raw();
    let assert = Assert::new().action_env("SNAPSHOTS").normalize_paths(false);
    assert.eq(picture, expected);
}

/// Every picture equals the present output.
#[test]
fn every_picture_is_what_the_program_shows() {
    for command in COMMANDS {
        let name = command.split(' ').next().expect("a command");
        let painted = session(command);
        for colours in COLOURS {
            let name = format!("{name}-{}.svg", colours.scheme);
            assert_drawn(&name, colours.draw(&painted));
        }
    }
    let drawing = stdout(ladder(&["show", "--format", "svg"]).args(TODAY));
    assert_drawn("ladder.svg", drawing);
    for (name, path) in examples() {
        let arguments = ["show", "--no-profile", "--ladder", &path, "--format", "svg"];
        let drawing = stdout(ladder(&arguments).args(TODAY));
        assert_drawn(&format!("example-{name}.svg"), drawing);
    }
}

/// Nothing is wrong with an example, and nothing is left to be mended.
#[test]
fn every_example_is_sound() {
    for (_, path) in examples() {
        let report = ladder(&["check", "--strict", "--verbose", &path]).output();
        let report = report.expect("the program runs");
        let text = String::from_utf8_lossy(&report.stderr);
        assert!(
            report.status.success() && !text.contains("warning"),
            "{path}: {text}"
        );
    }
}

/// The names and the paths of the example ladders.
fn examples() -> Vec<(String, String)> {
    let entries = fs::read_dir("data/examples").expect("the folder can be listed");
    let paths = entries.map(|entry| entry.expect("a file can be listed").path());
    // Of several files, the folder has the name.
    let named = paths.map(|path| {
        let path = if path.is_dir() {
            path.join("ladder.yaml")
        } else {
            path
        };
        let below = path.strip_prefix("data/examples").expect("an example");
        let name = below.iter().next().expect("a name");
        let name = Path::new(name)
            .file_stem()
            .expect("a name")
            .to_string_lossy();
        (name.into_owned(), path.to_string_lossy().into_owned())
    });
    let named: Vec<_> = named.collect();
    assert!(named.len() >= 5, "{named:?}");
    named
}

#[test]
fn every_command_has_a_picture_or_a_reason() {
    let shown = COMMANDS.iter().filter_map(|line| line.split(' ').next());
    let without = WITHOUT_PICTURE.iter().map(|(name, _)| *name);
    let listed: BTreeSet<String> = shown.chain(without).map(str::to_owned).collect();
    assert_eq!(listed, names().into_iter().collect());
}

/// Every picture is on the page of its command, light and dark, with an alternative text and with
/// the answer as text.
#[test]
fn every_picture_is_shown() {
    let read =
        |path: &str| fs::read_to_string(path).unwrap_or_else(|_| panic!("{path} can be read"));
    let mut pages = vec![read("README.md"), read("docs/examples.md")];
    for command in COMMANDS {
        let name = command.split(' ').next().expect("a command");
        let page = read(&format!("docs/commands/{name}.md"));
        assert!(page.contains(&format!("\n$ ladder {command}")), "{command}");
        pages.push(page);
    }
    let pages = pages.concat();
    let named: BTreeSet<String> = pages
        .split("tests/pictures/")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect();
    let entries = fs::read_dir(FOLDER).expect("the folder can be listed");
    let names = entries.map(|entry| entry.expect("a file can be listed").file_name());
    let kept: BTreeSet<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    assert_eq!(named, kept);
    for image in pages.split("<img ").skip(1) {
        let words = image.split_once("alt=\"").map(|(_, rest)| rest);
        let words = words.and_then(|rest| rest.split('"').next()).unwrap_or("");
        assert!(words.len() > 20, "{image}: what does it show?");
    }
}

/// Contrast as the Web Content Accessibility Guidelines compute it.
#[test]
fn every_colour_can_be_read() {
    let luminance = |colour: [u8; 3]| {
        let linear = colour.map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        });
        let [red, green, blue] = linear;
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    for colours in COLOURS {
        let paper = luminance(channels(colours.paper));
        for colour in colours.sixteen().into_iter().chain([channels(colours.ink)]) {
            let ink = luminance(colour);
            let contrast = (paper.max(ink) + 0.05) / (paper.min(ink) + 0.05);
            assert!(
                contrast >= 4.5,
                "{}: {colour:02x?} has {contrast:.2}",
                colours.scheme
            );
        }
    }
}
