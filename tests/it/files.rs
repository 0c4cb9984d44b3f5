use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

use crate::process::{TODAY, ladder};

const LADDER: &str = "tests/ladders/small.yaml";
const ADA: &str = "tests/profiles/ada.yaml";

/// The names of the files in a folder.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<_> = names.filter_map(|name| name.into_string().ok()).collect();
    names.sort();
    names
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn run(command: &mut Command) -> Output {
    command.output().expect("the program runs")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A command in a folder.
fn at(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = ladder(arguments);
    command.current_dir(folder);
    command
}

/// The program by the shell: `$0` in the script.
#[cfg(unix)]
fn shell(script: &str, folder: &Path) -> Output {
    let program = ladder(&[]);
    let mut shell = Command::new("sh");
    let envs = program.get_envs();
    shell
        .args(["-c", script])
        .arg(program.get_program())
        .env_clear()
        .envs(envs.filter_map(|(name, value)| Some((name, value?))))
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .current_dir(folder);
    run(&mut shell)
}

/// A failure with a reason, and nothing on standard output.
fn assert_fails(output: &Output, reason: &str) {
    assert_eq!(output.status.code(), Some(2), "{reason}: {}", told(output));
    assert!(told(output).contains(reason), "{reason}: {}", told(output));
    assert_eq!(printed(output), "", "{reason}");
}

/// What a shell has opened keeps what is in it, by every name.
#[cfg(target_os = "linux")]
#[test]
fn a_descriptor_is_written_to_and_not_replaced() {
    let folder = folder();
    let answer = printed(&shell("$0 find senior", folder.path()));
    for (name, number) in [
        ("/dev/stdout", 1),
        ("/dev/fd/1", 1),
        ("/proc/self/fd/1", 1),
        ("/dev/stderr", 2),
        ("/dev/fd/3", 3),
        ("link", 1),
    ] {
        let script = format!(
            "ln -sf /dev/stdout link; echo before >file; $0 find senior -o {name} {number}>>file; cat file"
        );
        let output = shell(&script, folder.path());
        assert_eq!(printed(&output), format!("before\n{answer}"), "{name}");
        assert_eq!(told(&output), "", "{name}");
    }
    let script = "{ echo before; $0 find senior -o /dev/stdout; echo after; } >file; cat file";
    let output = shell(script, folder.path());
    assert_eq!(printed(&output), format!("before\n{answer}after\n"));
    assert_eq!(names(folder.path()), ["file", "link"]);
}

/// Of several new files with one name, one is written.
#[cfg(unix)]
#[test]
fn one_of_several_is_the_new_file() {
    let folder = folder();
    let runs: Vec<_> = ["junior", "mid", "senior", "lead"]
        .map(|role| start(&["init", "--role", role], folder.path()))
        .into();
    let ended = runs.into_iter().map(|mut run| run.wait());
    let codes: Vec<_> = ended
        .map(|status| status.expect("it ends").code())
        .collect();
    let written = codes.iter().filter(|code| **code == Some(0)).count();
    let refused = codes.iter().filter(|code| **code == Some(2)).count();
    assert_eq!((written, refused), (1, 3), "{codes:?}");
    assert_eq!(names(folder.path()), ["me.yaml"]);
}

/// Closed is not the same as `/dev/null`, whichever way that is opened.
#[cfg(any(target_os = "linux", target_os = "macos"))]
#[test]
fn a_closed_output_is_an_error() {
    let folder = folder();
    for command in [
        "show",
        "find senior",
        "--help",
        "--version",
        "init --role mid -o -",
    ] {
        let output = shell(&format!("$0 {command} >&-"), folder.path());
        assert_fails(&output, "cannot write to standard output: it is closed");
    }
    for command in [
        "show >/dev/null",
        "show 1<>/dev/null",
        "find senior -o file >&-",
        "show >/dev/null 2>&-",
        "show -v >/dev/null 2>/dev/full",
    ] {
        let output = shell(&format!("$0 {command}"), folder.path());
        assert_eq!(output.status.code(), Some(0), "{command}");
    }
    for closed in ["2>&-", "2>/dev/full"] {
        let output = shell(&format!("$0 shwo {closed}"), folder.path());
        assert_eq!(output.status.code(), Some(2), "{closed}");
    }
}

/// The file behind the descriptor is no output that is replaced.
#[cfg(target_os = "linux")]
#[test]
fn a_ladder_may_be_appended_to() {
    let folder = folder();
    let script = "$0 show --format yaml >own.yaml; $0 find senior -o /dev/stdout >>own.yaml";
    let output = shell(script, folder.path());
    assert!(output.status.success(), "{}", told(&output));
}

#[cfg(unix)]
#[test]
fn a_named_pipe_is_written_to_and_read() {
    let folder = folder();
    let script = "mkfifo pipe; $0 find senior -o pipe & cat pipe; wait $!";
    let output = shell(script, folder.path());
    let answer = printed(&shell("$0 find senior", folder.path()));
    assert_eq!(printed(&output), answer);
    let waits = "note: `pipe` is a named pipe, which waits for a reader; Ctrl-C ends it\n";
    assert_eq!(told(&output), waits);
    let script = "echo 'role: mid' >pipe & $0 next --profile pipe --quiet";
    assert!(printed(&shell(script, folder.path())).contains("(mid)"));
    let script = "echo 'role: mid' >pipe & $0 next --profile pipe";
    let waits = "note: `pipe` is a named pipe, which waits for a writer; Ctrl-C ends it";
    assert!(told(&shell(script, folder.path())).contains(waits));
    // A reader that has seen enough is no error.
    let script = "head -c 9 pipe >file & $0 report --no-profile -o pipe --quiet";
    let output = shell(script, folder.path());
    assert_eq!(told(&output), "");
    assert_eq!(output.status.code(), Some(0));
    assert_fails(
        &shell("$0 set hours=8 --profile pipe", folder.path()),
        "the profile `pipe` cannot be changed: it is no regular file",
    );
    assert_eq!(names(folder.path()), ["file", "pipe"]);
}

/// Nothing is replaced, so that a new profile needs no `--force`.
#[cfg(unix)]
#[test]
fn a_new_profile_may_go_to_a_device() {
    let folder = folder();
    let output = shell("$0 init --role mid -o /dev/null", folder.path());
    assert!(output.status.success(), "{}", told(&output));
    let output = shell("$0 init --role mid -o /dev/stdout", folder.path());
    assert!(printed(&output).contains("\nrole: mid"));
    assert!(names(folder.path()).is_empty());
}

#[test]
fn what_cannot_be_written_is_told_with_a_way_out() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("file"), "words").expect("a file");
    fs::create_dir(path.join("folder")).expect("a folder");
    let assert_told = |name: &str, reason: &str| {
        let output = run(&mut at(path, &["find", "senior", "-o", name]));
        let help = "name another file, or `-o -` for standard output";
        let expected = format!("error: cannot write `{name}`: {reason}\n  = help: {help}\n");
        assert_eq!(told(&output), expected);
        assert_eq!(output.status.code(), Some(2), "{name}");
    };
    assert_told("folder", "it is a directory");
    assert_told("nowhere/answer.json", "the directory does not exist");
    assert_told("file/answer.json", "the directory does not exist");
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;

        symlink("nothing", path.join("broken")).expect("a link");
        symlink("circle", path.join("circle")).expect("a link");
        assert_told("broken", "it is a broken link");
        assert_told("circle", "Too many levels of symbolic links");
        assert_told("answer/", "a part of its path is no directory");
    }
}

/// A device that never ends is read up to the limit; an argument that is no text is wrong usage; and there may
/// be no home.
#[cfg(target_os = "linux")]
#[test]
fn what_is_endless_or_missing_is_told() {
    let folder = folder();
    let output = shell("$0 next --limit 1 --profile /dev/zero", folder.path());
    assert_fails(&output, "it is larger than 1 MB");
    let output = shell("$0 show $(printf 'a\\377')", folder.path());
    assert_fails(&output, "invalid UTF-8");
    let script = "unset HOME XDG_CONFIG_HOME; $0 find senior";
    assert!(shell(script, folder.path()).status.success());
}

/// A new answer has the permissions that the user gives to new files; a profile is for its owner alone.
#[cfg(target_os = "linux")]
#[test]
fn a_new_file_has_the_permissions_of_the_user() {
    let folder = folder();
    for (mask, answer) in [("077", "600"), ("022", "644"), ("000", "666")] {
        let script = format!(
            "umask {mask}; rm -f *; $0 find senior -o a.json -q; $0 init --role mid -q; stat -c %a a.json me.yaml"
        );
        let output = shell(&script, folder.path());
        assert_eq!(printed(&output), format!("{answer}\n600\n"), "{mask}");
    }
}

/// Nothing is written where the folder is gone.
#[cfg(target_os = "linux")]
#[test]
fn a_deleted_folder_takes_no_file() {
    let folder = folder();
    for command in ["find senior -o answer.json", "init --role mid"] {
        let script = format!("mkdir gone; cd gone; rmdir ../gone; $0 {command}");
        assert_fails(
            &shell(&script, folder.path()),
            "the directory does not exist",
        );
    }
    let script = "mkdir gone; cd gone; rmdir ../gone; $0 find senior";
    assert!(shell(script, folder.path()).status.success());
}

/// A file of root may be read and written by root.
#[cfg(unix)]
#[test]
fn a_file_without_permission_is_told() {
    let folder = folder();
    let script = "mkdir folder; echo 'role: mid' >me.yaml; chmod 000 me.yaml; chmod 555 folder";
    shell(script, folder.path());
    if fs::read(folder.path().join("me.yaml")).is_ok() {
        // The only way to say it: a test that passes is silent.
        let _ = writeln!(std::io::stderr(), "skipped: the user may read everything");
        return;
    }
    let output = shell("$0 next", folder.path());
    assert_fails(
        &output,
        "cannot read the profile `me.yaml`: permission denied",
    );
    assert!(told(&output).contains("`--no-profile` answers without it"));
    let output = shell("$0 find senior -o folder/answer.json", folder.path());
    assert_fails(&output, "the directory is read-only");
}

/// What is found without being named can be left out.
#[test]
fn a_folder_in_the_place_of_a_file_is_told() {
    let folder = folder();
    let path = folder.path();
    fs::create_dir(path.join("me.yaml")).expect("a folder");
    let output = run(&mut at(path, &["show"]));
    assert_fails(
        &output,
        "cannot read the profile `me.yaml`: it is a directory",
    );
    assert!(told(&output).contains("`--no-profile` answers without it"));
    fs::remove_dir(path.join("me.yaml")).expect("a folder");
    fs::create_dir(path.join("ladder.yaml")).expect("a folder");
    let output = run(&mut at(path, &["show"]));
    assert_fails(
        &output,
        "cannot read the ladder `ladder.yaml`: it is a directory",
    );
    assert!(told(&output).contains("for the embedded one: `--ladder "));
}

/// A profile of another person may name any file: no word of it is shown.
#[test]
fn of_a_file_that_is_no_ladder_nothing_is_shown() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("me.yaml"), "role: mid\nladder: secret\n").expect("a file");
    let latin = b"root:x:0:0:\xe9\n";
    let secrets = [
        &b"root:x:0:0:root\n"[..],
        latin,
        b"PASSWORD: hunter2\n",
        b"",
    ];
    for secret in secrets {
        fs::write(path.join("secret"), secret).expect("a file");
        for command in [
            &["next"][..],
            &["show", "mid"],
            &["check", "me.yaml"],
            &["check", "--ladder", "secret", "me.yaml"],
        ] {
            let output = run(&mut at(path, command));
            let reason = "cannot read the ladder `secret`: it is no ladder\n";
            assert_fails(&output, reason);
            for word in ["root", "hunter2"] {
                assert!(!told(&output).contains(word), "{}", told(&output));
            }
        }
    }
    // A ladder with a mistake is one.
    fs::write(path.join("secret"), "roles: { mid: { tracc: e } }\n").expect("a file");
    let output = run(&mut at(path, &["next"]));
    assert!(told(&output).contains("tracc"), "{}", told(&output));
}

/// `-` in a profile is a file of that name.
#[test]
fn a_profile_does_not_name_standard_input() {
    let folder = folder();
    fs::write(folder.path().join("me.yaml"), "ladder: \"-\"\n").expect("a file");
    let mut command = at(folder.path(), &["next"]);
    let output = run(command.stdin(Stdio::null()));
    assert_fails(
        &output,
        "cannot read the ladder `./-`: there is no such file",
    );
    fs::copy(LADDER, folder.path().join("-")).expect("a ladder");
    assert!(run(&mut at(folder.path(), &["next"])).status.success());
}

/// By every name, also of a job advertisement, a résumé and files to check.
#[cfg(target_os = "linux")]
#[test]
fn standard_input_is_one_file() {
    let folder = folder();
    for (arguments, reason) in [
        ("next --profile - --ladder -", "cannot be both"),
        ("next --profile /dev/stdin --ladder -", "cannot be both"),
        ("next --profile - --ladder /dev/fd/0", "cannot be both"),
        ("gaps --advert - --profile /dev/stdin", "cannot be two"),
        ("gaps --advert /dev/stdin --profile -", "cannot be two"),
        ("init --from - --ladder -", "cannot be two"),
        ("check - /dev/stdin", "can be read only once"),
        ("check - --ladder -", "cannot be both"),
        ("set hours=8 --profile /dev/stdin", "cannot be changed"),
    ] {
        let script = format!("echo 'role: mid' | $0 {arguments}");
        assert_fails(&shell(&script, folder.path()), reason);
    }
    let script = "echo 'role: mid' | $0 next --profile /dev/stdin";
    assert!(printed(&shell(script, folder.path())).contains("(mid)"));
}

/// A name that is no UTF-8, or holds control characters, is a name; it is shown by signs.
#[cfg(target_os = "linux")]
#[test]
fn any_name_of_a_file_is_read_and_written() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _};

    let folder = folder();
    for name in [
        &b"a\xff.yaml"[..],
        b"a\nb.yaml",
        b"\x1b[31m\x07.yaml",
        "\u{202e}a.yaml".as_bytes(),
    ] {
        let name = OsStr::from_bytes(name);
        let path = folder.path().join(name);
        fs::copy(ADA, &path).expect("a file");
        let mut set = ladder(&["set", "hours=8", "--ladder", LADDER]);
        let output = run(set.args(TODAY).arg("--profile").arg(&path));
        assert!(output.status.success(), "{name:?}: {}", told(&output));
        let written = fs::read_to_string(&path).expect("a file");
        assert!(written.contains("hours_per_week: 8"), "{name:?}");
        fs::write(&path, "rle: mid\n").expect("a file");
        let output = run(ladder(&["check"]).arg(&path));
        assert_eq!(output.status.code(), Some(1), "{name:?}");
        let shown = told(&output);
        let is_harmless = !shown.contains(['\u{1b}', '\u{7}', '\u{202e}']);
        assert!(is_harmless && shown.contains(".yaml:1:1"), "{shown:?}");
        let output = run(ladder(&["find", "senior", "--format=json", "-o"]).arg(&path));
        assert_eq!(told(&output).lines().count(), 1, "{}", told(&output));
        assert!(output.status.success(), "{name:?}");
    }
}

#[test]
fn a_schema_is_json_and_has_no_day() {
    for option in ["--format=csv", "--format=table", "-o=s.csv", "-o=s.yaml"] {
        let output = run(&mut ladder(&["schema", "ladder", option]));
        assert_fails(&output, "a schema is written as JSON");
    }
    let output = run(&mut ladder(&["schema", "ladder", "-o", "s.jsn"]));
    assert_fails(&output, "no format has the extension `jsn`");
    for arguments in [
        &["schema", "ladder"][..],
        &["find", "senior"],
        &["check", "--list"],
        &["check", "--explain", "syntax"],
    ] {
        let output = run(ladder(arguments)
            .env("LADDER_AS_OF", "nonsense")
            .env("TZ", "Mars"));
        assert_eq!(told(&output), "");
        assert!(output.status.success());
        // What is asked for on the command line is never ignored.
        let output = run(ladder(arguments).args(["--as-of", "nonsense"]));
        assert_fails(&output, "`nonsense`, given by --as-of, is not a date");
    }
    let output = run(ladder(&["show"]).env("LADDER_AS_OF", "nonsense"));
    assert_fails(&output, "`nonsense`, given by LADDER_AS_OF, is not a date");
}

/// A key of JSON may be longer than one of YAML.
#[test]
fn a_long_key_does_not_hide_a_mistake() {
    let folder = folder();
    let path = folder.path().join("me.json");
    let check = |key: &str| {
        let text = format!(r#"{{ "x-{key}": 1, "role": "mid", "hours_per_week": -1 }}"#);
        fs::write(&path, text).expect("a file");
        told(&run(ladder(&["check"]).arg(&path)))
    };
    for length in [1_000, 1_100, 60_000] {
        let told = check(&"k".repeat(length));
        assert!(told.contains("error[invalid-number]"), "{told}");
        assert!(told.contains("\n1 error;"), "{told}");
    }
    let told = check(&"k".repeat(70_000));
    assert!(told.contains("this key is too long"), "{told}");
}

/// Root may write the files of others; they stay theirs.
#[cfg(unix)]
#[test]
fn the_owner_and_the_group_stay() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};

    let folder = folder();
    let (profile, page) = (folder.path().join("me.yaml"), folder.path().join("me.html"));
    fs::copy(ADA, &profile).expect("a file");
    fs::write(&page, "old").expect("a file");
    for path in [&profile, &page] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o640)).expect("a mode");
        if chown(path, Some(12_345), Some(23_456)).is_err() {
            // The only way to say it: a test that passes is silent.
            let _ = writeln!(std::io::stderr(), "skipped: the user has no right to chown");
            return;
        }
    }
    let mut set = ladder(&["set", "hours=8", "--ladder", LADDER]);
    assert!(run(set.arg("--profile").arg(&profile)).status.success());
    assert!(run(ladder(&["show", "-o"]).arg(&page)).status.success());
    for path in [&profile, &page] {
        let metadata = fs::metadata(path).expect("a file");
        assert_eq!((metadata.uid(), metadata.gid()), (12_345, 23_456));
        assert_eq!(metadata.mode() & 0o7777, 0o640);
    }
}

/// A plan with a date.
#[cfg(unix)]
const PLAN: [&str; 8] = [
    "plan",
    "lead",
    "--from",
    "senior",
    "--ladder",
    "machine-learning-engineer",
    "-o",
    "plan.ics",
];

/// The commands that write a file, in a folder with `me.yaml`, and the file.
#[cfg(unix)]
const WRITERS: [(&[&str], &str); 5] = [
    (&["report", "--no-profile", "-o", "page.html"], "page.html"),
    (&PLAN, "plan.ics"),
    (&["set", "hours=8"], "me.yaml"),
    (&["log", "rust", "--hours", "3"], "me.yaml"),
    (&["init", "--role", "junior", "-o", "new.yaml"], "new.yaml"),
];

/// The signal that the shell's limit on the size of a file sends.
#[cfg(target_os = "linux")]
#[test]
fn a_limit_on_the_size_of_a_file_leaves_nothing_behind() {
    use std::os::unix::process::ExitStatusExt as _;

    const XFSZ: i32 = 25;
    for (arguments, _) in WRITERS {
        let folder = desk();
        let before = names(folder.path());
        let script = format!("ulimit -f 0; exec $0 {}", arguments.join(" "));
        let output = shell(&script, folder.path());
        assert_eq!(output.status.signal(), Some(XFSZ), "{}", told(&output));
        assert_eq!(names(folder.path()), before, "{arguments:?}");
        let kept = fs::read(folder.path().join("me.yaml")).expect("a file");
        assert_eq!(kept, fs::read(ADA).expect("a file"));
    }
}

/// A folder with a ladder and a profile.
#[cfg(unix)]
fn desk() -> TempDir {
    let folder = folder();
    fs::copy(LADDER, folder.path().join("ladder.yaml")).expect("a ladder");
    fs::copy(ADA, folder.path().join("me.yaml")).expect("a profile");
    folder
}

/// Starts a writer of this day.
#[cfg(unix)]
fn start(arguments: &[&str], folder: &Path) -> std::process::Child {
    let mut command = at(folder, arguments);
    command.args(TODAY).stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("the program runs")
}

/// How often a writer is killed by each signal: `LADDER_KILLS`, else a few times.
#[cfg(unix)]
fn kills() -> u32 {
    let number = std::env::var("LADDER_KILLS").ok();
    number.and_then(|number| number.parse().ok()).unwrap_or(10)
}

/// Whenever a run is ended by a signal, its file is the old one or the new one, and nothing else is left:
/// by a signal that cannot wait, after the next run.
#[cfg(unix)]
#[test]
fn a_run_that_is_killed_leaves_a_whole_file_and_nothing_else() {
    use nix::{
        sys::signal::{Signal, kill},
        unistd::Pid,
    };
    use std::os::unix::process::ExitStatusExt as _;

    for (arguments, name) in WRITERS {
        let folder = desk();
        let path = folder.path().join(name);
        let old = fs::read(&path).ok();
        let restore = || match &old {
            Some(old) => fs::write(&path, old).expect("a file"),
            None => {
                let _ = fs::remove_file(&path);
            }
        };
        // How long a whole run takes, in turns of this loop.
        let mut run = start(arguments, folder.path());
        let mut turns = 0_u64;
        while run.try_wait().expect("a run").is_none() {
            turns += 1;
            std::thread::yield_now();
        }
        let new = fs::read(&path).expect("the file was written");
        assert_ne!(old.as_ref(), Some(&new), "{arguments:?}");
        let whole = names(folder.path());
        let mut killed = 0;
        for signal in [
            Signal::SIGINT,
            Signal::SIGTERM,
            Signal::SIGHUP,
            Signal::SIGKILL,
        ] {
            let number = kills();
            for step in 0..number {
                restore();
                let before = names(folder.path());
                let mut run = start(arguments, folder.path());
                for _ in 0..turns * u64::from(step) / u64::from(number) {
                    std::thread::yield_now();
                }
                let id = Pid::from_raw(i32::try_from(run.id()).expect("an id"));
                // It may have ended.
                let _ = kill(id, signal);
                let status = run.wait().expect("the program ends");
                match status.signal() {
                    Some(number) => {
                        assert_eq!(number, signal as i32);
                        killed += 1;
                    }
                    None => assert_eq!(status.code(), Some(0)),
                }
                let found = fs::read(&path).ok();
                assert!(
                    found == old || found.as_ref() == Some(&new),
                    "{arguments:?}"
                );
                if signal != Signal::SIGKILL {
                    let left = names(folder.path());
                    assert!(left == before || left == whole, "{signal}: {left:?}");
                }
            }
        }
        // A shell may have set it to ignore the others.
        assert!(killed > 0, "{arguments:?}: no run was killed");
        restore();
        assert!(
            start(arguments, folder.path())
                .wait()
                .expect("it ends")
                .success()
        );
        assert_eq!(names(folder.path()), whole, "{arguments:?}");
    }
}
