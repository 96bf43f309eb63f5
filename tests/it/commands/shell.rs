//! What the shell and its user get: completions, help, the guide, settings, and the name of the
//! person who rules.

use super::*;

#[test]
fn completions_and_paths_are_printed() {
    let desk = Desk::new("shell");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(
            desk.ok(&["completions", shell]).contains("factdesk"),
            "{shell}"
        );
    }
    let home = desk.path("home");
    let expected = format!(
        "config  {0}/.config/factdesk\nstate   {0}/.local/state/factdesk\n",
        home.display()
    );
    assert_eq!(desk.ok(&["paths"]), expected);
}

#[test]
fn completions_list_every_value_of_an_enum() {
    let script = Desk::new("values").ok(&["completions", "zsh"]);
    for (option, values) in [
        ("KIND:(", SourceKind::NAMES),
        ("RELIABILITY:(", Reliability::NAMES),
        ("STANCE:(", Stance::NAMES),
        ("QUESTION:(", Question::NAMES),
        ("REASON:(", Reason::NAMES),
        ("STANDING:(", Standing::NAMES),
        ("FORMAT:(", Format::NAMES),
        ("prints it:(", Standard::NAMES),
        ("a later count of the same:(", LinkKind::NAMES),
    ] {
        let list = format!("{option}{})", values.join(" "));
        assert!(script.contains(&list), "{list}");
    }
    let verdicts = [Verdict::NAMES, &["aside"]].concat().join(" ");
    assert!(script.contains(&format!(":({verdicts})")), "{verdicts}");
    let explained = [Standard::NAMES, &["all"]].concat().join(" ");
    assert!(
        script.contains(&format!("NAME:({explained})")),
        "{explained}"
    );
}

#[test]
fn the_guide_is_printed_by_topic() {
    let desk = Desk::new("guide");
    let topics = desk.ok(&["guide"]);
    insta::assert_snapshot!("guide", topics);
    let index = include_str!("../../../assets/guide/index.md");
    for line in topics.lines().filter(|line| line.starts_with("  ")) {
        let (topic, says) = line.trim().split_once(' ').unwrap();
        let says = says.trim();
        assert!(index.contains(&format!("- [{topic}]({topic}.md): {says}\n")));
        let page = desk.ok(&["guide", topic]);
        assert!(page.starts_with("# "), "{topic}");
        assert!(page.lines().all(|line| !line.contains(char::is_control)));
    }
    let error = desk.fails(2, &["guide", "kyes"]);
    assert!(error.contains("keys, commands, standards"), "{error}");
}

#[test]
fn help_shows_what_works() {
    let desk = Desk::new("help");
    insta::assert_snapshot!("help", desk.ok(&["--help"]));
    insta::assert_snapshot!("help_tag", desk.ok(&["tag", "--help"]));
    insta::assert_snapshot!("help_new", desk.ok(&["new", "--help"]));
    assert_eq!(desk.ok(&["--version"]), "factdesk 0.2.0\n");
}

#[test]
fn generic_names_cannot_rule() {
    let desk = desk_with("root", "ferry.en.txt");
    let said = desk.fails(
        2,
        &["tag", "story.case.ron", "1", "confirmed", "--by", "root"],
    );
    assert_eq!(
        said,
        "Error: `root` names no person\nHint: say who you are with --by WHO\n"
    );
    let mut command = desk.command(&["tag", "story.case.ron", "1", "confirmed"]);
    let ran = Ran::of(
        command
            .env("FACTDESK_BY", "root")
            .env("USER", "ann")
            .output()
            .unwrap(),
    );
    assert!(ran.out.contains("(as ann)"), "{ran:?}");
}

#[test]
fn keys_and_settings_print_usable_files() {
    let desk = Desk::new("settings");
    insta::assert_snapshot!("keys", desk.ok(&["keys"]));
    insta::assert_snapshot!("config_default", desk.ok(&["config", "--default"]));
    // The printed defaults change nothing when they are used as the files.
    std::fs::create_dir_all(desk.path("home/.config/factdesk")).unwrap();
    let (keys, config) = (desk.ok(&["keys"]), desk.ok(&["config"]));
    desk.write("home/.config/factdesk/keys.ron", &keys);
    desk.write(
        "home/.config/factdesk/config.ron",
        desk.ok(&["config", "--default"]),
    );
    assert_eq!((desk.ok(&["keys"]), desk.ok(&["config"])), (keys, config));
    desk.write(
        "home/.config/factdesk/keys.ron",
        "{ \"copy\": [\"Y\", \"Ctrl-Y\"] }",
    );
    assert!(
        desk.ok(&["keys"])
            .contains("\"copy\": [\"Y\", \"Ctrl-Y\"],")
    );
    // A command whose id was renamed keeps the keys set under its old id.
    desk.write("home/.config/factdesk/keys.ron", "{ \"bare\": [\"B\"] }");
    assert!(desk.ok(&["keys"]).contains("\"uncovered\": [\"B\"],"));
}

#[test]
fn invalid_settings_are_reported_and_do_not_block() {
    let desk = Desk::new("bad_settings");
    desk.write("ferry.txt", story("ferry.en.txt"));
    desk.ok(&["new", "ferry.txt"]);
    std::fs::create_dir_all(desk.path("home/.config/factdesk")).unwrap();
    let place = |name: &str| {
        desk.path("home/.config/factdesk")
            .join(name)
            .to_string_lossy()
            .into_owned()
    };
    let defaults = desk.ok(&["keys"]);
    for (text, at, what) in [
        (
            "{\n  \"confrim\": [\"c\"],\n}",
            ":2:3: ",
            "there is no command `confrim`",
        ),
        (
            "{\n  \"bare\": [\"B\"],\n  \"uncovered\": [\"C\"],\n}",
            ":3:3: ",
            "`uncovered` has two names here",
        ),
        (
            "{\n  \"confirm\": [\"Hyper-c\"],\n}",
            ":2:15: ",
            "`Hyper-c` is not a key",
        ),
        (
            "{\n  \"confirm\": [\"d\"],\n}",
            ":2:15: ",
            "`d` would be both dispute and confirm",
        ),
        ("{\n  \"confirm\": \"d\",\n}", ":2:13: ", "Expected"),
        // `factdesk keys > keys.ron` meets an empty file: the shell has already emptied it.
        ("", ":1:1: ", "it is empty"),
    ] {
        desk.write("home/.config/factdesk/keys.ron", text);
        let (out, said) = desk.both(&["keys"]);
        assert_eq!(out, defaults);
        let expected = format!("Note: {}{at}{what}", place("keys.ron"));
        assert!(said.starts_with(&expected), "{said}\n{expected}");
        assert!(said.contains("; the default keys are used."), "{said}");
    }
    desk.write(
        "home/.config/factdesk/config.ron",
        "(\n    nmae: \"mk\",\n)",
    );
    let (out, said) = desk.both(&["config"]);
    assert!(out.contains("auto_advance: true"), "{out}");
    assert!(
        said.starts_with(&format!("Note: {}:2:", place("config.ron"))),
        "{said}"
    );
    desk.ok(&["list", "ferry.case.ron"]);
    desk.ok(&["export", "ferry.case.ron", "--to", "csv"]);
    // The person cannot be known, so the command asks for a name and does not guess.
    let mut tag = desk.command(&["tag", "ferry.case.ron", "1", "confirmed"]);
    let said = Ran::of(tag.env_remove("FACTDESK_BY").output().unwrap()).err;
    assert!(
        said.contains("config.ron:2:") && said.contains("--by WHO"),
        "{said}"
    );
    desk.ok(&["tag", "ferry.case.ron", "1", "confirmed", "--by", "mk"]);
    // A check with other standards than the house's would mislead, so it fails.
    desk.write("standards.ron", "(origins: many)");
    let said = desk.fails(2, &["check", "ferry.case.ron"]);
    assert!(said.contains("standards.ron:1:"), "{said}");
    let (_, said) = desk.both(&["list", "ferry.case.ron"]);
    assert!(
        said.contains("standards.ron:1:") && said.contains("; the default standards are used"),
        "{said}"
    );
    // A report is exported even if the house's own words cannot be read.
    desk.write("house.ron", "(confirmed: ");
    let (_, said) = desk.both(&["export", "ferry.case.ron", "--to", "markdown"]);
    assert!(said.contains("house.ron:1:"), "{said}");
    // `--default` works whatever the file contains.
    assert!(
        desk.ok(&["config", "--default"])
            .contains("auto_advance: true")
    );
}

#[test]
fn a_text_may_begin_with_a_hyphen_and_a_path_with_a_tilde() {
    let desk = desk_with("hyphen", "ferry.en.txt");
    let case = "story.case.ron";
    desk.ok(&["tag", case, "3", "disputed", "--note", "-5 degrees"]);
    desk.ok(&["tag", case, "2", "disputed", "--note", "-5"]);
    let file = desk.read(case);
    assert!(
        file.contains("note: \"-5 degrees\"") && file.contains("note: \"-5\""),
        "{file}"
    );
    let said = desk.fails(2, &["tag", case, "1", "disputed", "--note", "--decide"]);
    assert!(said.contains("--note is followed by --decide"), "{said}");
    assert!(said.contains("--note=--decide"), "{said}");
    desk.ok(&["claim", "add", case, "-5 degrees at noon"]);
    desk.ok(&["source", "add", case, "-30- Wire"]);
    let whole = format!("file://localhost{}", desk.path("story.case.ron").display());
    assert!(desk.ok(&["list", &whole]).contains("-5 degrees at noon"));
    std::fs::create_dir_all(desk.path("home")).unwrap();
    std::fs::write(desk.path("home/own.txt"), "The ferry sank on Monday.").unwrap();
    desk.ok(&["new", "~/own.txt", "-o", "~/own.case.ron"]);
    assert!(desk.path("home/own.case.ron").is_file());
    // A file or folder with exactly this name is used.
    std::fs::create_dir(desk.path("~")).unwrap();
    std::fs::write(desk.path("~/own.txt"), "It did not.").unwrap();
    desk.ok(&["new", "~/own.txt", "-o", "here.case.ron"]);
    assert!(desk.read("here.case.ron").contains("It did not."));
}

#[test]
fn only_the_global_git_config_names_the_person() {
    let desk = desk_with("git-user", "ferry.en.txt");
    std::fs::create_dir_all(desk.path("home")).unwrap();
    std::fs::create_dir_all(desk.path(".git")).unwrap();
    desk.write(
        ".git/config",
        "[core]\nrepositoryformatversion = 0\n[user]\nname = Mallory\n",
    );
    desk.write(".git/HEAD", "ref: refs/heads/main\n");
    let tag = |desk: &Desk| {
        let mut command = desk.command(&["tag", "story.case.ron", "3", "disputed"]);
        command
            .env_remove("FACTDESK_BY")
            .env("PATH", "/usr/bin:/bin")
            .env("USER", "root");
        Ran::of(command.output().unwrap())
    };
    let ran = tag(&desk);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains("it is not known who rules"), "{}", ran.err);
    desk.write("home/.gitconfig", "[user]\n\tname = Maria K\n");
    let ran = tag(&desk);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("(as Maria K)"), "{}", ran.out);
}

#[test]
fn there_is_a_manual_page_of_every_command() {
    let desk = Desk::new("man");
    let page = desk.ok(&["man"]);
    for part in [
        ".TH factdesk 1",
        ".SH NAME",
        ".SH SYNOPSIS",
        ".SH SUBCOMMANDS",
        "Exit codes",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let page = desk.ok(&["man", "evidence", "add"]);
    for part in [
        ".TH factdesk-evidence-add",
        ".SH OPTIONS",
        "primary",
        ".SH EXAMPLES",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let said = desk.fails(2, &["man", "nothing"]);
    assert!(said.contains("no command"), "{said}");
}
