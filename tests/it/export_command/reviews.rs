//! Reviews for publication.

use super::*;

#[test]
fn a_review_asks_for_what_is_missing() {
    let desk = desk("review");
    let fails = |more: &[&str]| {
        let command: Vec<&str> = ["export", CASE, "--to", "claimreview"]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        desk.fails(2, &command)
    };
    insta::assert_snapshot!("export_candidates", fails(&[]));
    insta::assert_snapshot!("export_no_url", fails(&["--claim", "2"]));
    insta::assert_snapshot!(
        "export_no_publisher",
        fails(&["--claim", "2", "--url", "https://desk.example/a"])
    );
    insta::assert_snapshot!("export_contested", fails(&["--claim", "18"]));
    assert!(fails(&["--claim", "99"]).contains("there is no claim 99"));
    assert!(fails(&["--claim", "2", "--all"]).contains("cannot be used with"));
}

#[test]
fn a_review_of_a_case_whose_only_verdicts_differ_says_so() {
    let desk = desk("differ");
    desk.ok(&["new", "one", "--empty"]);
    let case = "one.case.ron";
    desk.ok(&["claim", "add", case, "The ferry sank at noon"]);
    desk.ok(&["tag", case, "1", "confirmed", "--by", "mk"]);
    desk.ok(&["tag", case, "1", "disputed", "--by", "ab"]);
    for more in [&[] as &[&str], &["--all"]] {
        let command = [&["export", case, "--to", "claimreview"], more].concat();
        let output = desk.fails(2, &command);
        assert!(
            output.contains("1 claim cannot be reviewed: 1 "),
            "{output}"
        );
        assert!(output.contains("(contested)"), "{output}");
    }
}

#[test]
fn a_review_needs_the_newsroom_and_the_page() {
    let desk = desk("settings");
    let folder = desk.path("home/.config/factdesk");
    fs::create_dir_all(&folder).unwrap();
    let settings = "(publisher: \"Our desk\", url: \"https://desk.example\")";
    fs::write(folder.join("config.ron"), settings).unwrap();
    let command = ["export", CASE, "--to", "claimreview", "--claim", "cbmkm"];
    // The newsroom's address is not the address of the page.
    assert!(
        desk.fails(2, &command)
            .contains("needs the address of its page")
    );
    let command = [&command[..], &["--url", "https://desk.example/a"]].concat();
    let (review, output) = desk.both(&command);
    let review: serde_json::Value = serde_json::from_str(&review).unwrap();
    assert_eq!(review["url"], "https://desk.example/a");
    assert_eq!(review["author"]["name"], "Our desk");
    assert_eq!(review["author"]["url"], "https://desk.example");
    assert!(
        output.contains("Note: claim 2: nobody is credited"),
        "{output}"
    );
    // A broken settings file matters only if the export needs it.
    fs::write(folder.join("config.ron"), "(publisher: 3)").unwrap();
    desk.ok(&["export", CASE, "--to", "csv"]);
    let broken = desk.fails(2, &["export", CASE, "--to", "claimreview", "--claim", "2"]);
    assert!(broken.contains("config.ron:1:"), "{broken}");
}

#[test]
fn claims_without_a_review_are_left_out_only_on_request() {
    let desk = desk("except-review");
    let reviews = |except: &str| {
        let all = ["export", CASE, "--to", "claimreview", "--all"];
        let whose = [
            "--url",
            "https://desk.example/crocus",
            "--publisher",
            "Desk",
        ];
        let except = ["--except", except];
        let except = if except[1].is_empty() {
            &[]
        } else {
            &except[..]
        };
        desk.run(&[&all[..], &whose, except].concat())
    };
    let refused = reviews("");
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    let (_, faulty) = refused
        .err
        .trim_end()
        .split_once("leave them out: --except ")
        .unwrap();
    let done = reviews(faulty);
    assert_eq!(done.code, 0, "{done:?}");
    let done: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert!(done.as_array().unwrap().len() > 2);
    // All of them must be left out: with one of them the export is refused.
    let (_, some) = faulty.split_once(',').unwrap();
    let refused = reviews(some);
    assert_eq!(refused.code, 2);
    assert!(
        refused.err.contains("1 claim cannot be reviewed: 1 "),
        "{refused:?}"
    );
}
