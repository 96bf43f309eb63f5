//! What people hand over that is no story in prose: what is read of it, and what is refused with a way out.

use crate::support::Desk;

#[test]
fn a_case_as_json_reads_back_as_the_same_case() {
    let desk = Desk::new("inputs-case-json");
    desk.write(
        "ferry.txt",
        "The ferry sank at noon.\n\nTwo died, the harbour board said. м'я \u{202e}\n",
    );
    desk.ok(&["new", "ferry.txt", "--story-date", "2026-10-03"]);
    desk.ok(&[
        "tag",
        "ferry.case.ron",
        "1",
        "confirmed",
        "--note",
        "seen\nby me",
    ]);
    let json = desk.ok(&["export", "ferry.case.ron", "--to", "json"]);
    desk.write("copy.json", &json);
    desk.write("copy.txt", &json);
    desk.write("again.case.json", &json);
    let (_, told) = desk.both(&["new", "copy.json"]);
    assert!(
        told.starts_with(
            "Read as a case in JSON.\ncopy.json: the same case, with 2 claims and 1 source.\n"
        ),
        "{told}"
    );
    desk.ok(&["new", "copy.txt", "-o", "other.case.ron"]);
    desk.ok(&["new", "again.case.json"]);
    for name in ["copy.case.ron", "other.case.ron", "again.case.ron"] {
        assert_eq!(desk.read(name), desk.read("ferry.case.ron"), "{name}");
    }
    desk.write(
        "broken.json",
        json.replace("\"confirmed\"", "\"maybe\"")
            .replace("Confirmed", "Maybe"),
    );
    let told = desk.fails(2, &["new", "broken.json"]);
    assert!(
        told.starts_with("Error: broken.json:") && told.contains("Hint: "),
        "{told}"
    );
}

#[test]
fn a_case_is_no_story_and_a_story_no_case() {
    let desk = Desk::new("inputs-case-story");
    desk.write("ferry.txt", "The ferry sank at noon.\n");
    desk.ok(&["new", "ferry.txt"]);
    desk.write("story.txt", desk.read("ferry.case.ron"));
    let told = desk.fails(2, &["new", "story.txt"]);
    assert!(
        told.starts_with("Error: story.txt is a case, not a story\nHint: "),
        "{told}"
    );
    let told = desk.fails(2, &["new", "story.txt", "--lines"]);
    assert!(told.contains("is a case, not a story"), "{told}");
    let told = desk.fails(2, &["list", "ferry.txt"]);
    assert!(
        told.contains("this is not a case") && told.contains("factdesk new STORY"),
        "{told}"
    );
    let json = desk.ok(&["export", "ferry.case.ron", "--to", "json"]);
    desk.write("ferry.json", json);
    let told = desk.fails(2, &["list", "ferry.json"]);
    assert!(
        told.contains("this is JSON") && told.contains("factdesk new FILE.json"),
        "{told}"
    );
}

#[test]
fn what_is_no_prose_is_refused_with_the_way_out() {
    let desk = Desk::new("inputs-no-prose");
    for (name, text, what) in [
        (
            "a.json",
            "{\"@type\": \"Person\", \"name\": \"Ann Lee\"}",
            "JSON without a list of claims",
        ),
        (
            "b.txt",
            "{\"name\": \"Ann Lee\",\n \"text\": \"It sank",
            "JSON that is broken at 2:17",
        ),
        (
            "c.txt",
            "import os\n\ndef main():\n    path = os.getcwd()\n    print(path)\n    return path\n",
            "source code",
        ),
        (
            "d.txt",
            "From ann@kelm.example Mon Oct 5 10:00:00 2026\nSubject: a\n\nIt sank.\n\nFrom ann@kelm.example Mon Oct 5 11:00:00 2026\n\
             Subject: b\n\nIt burned.\n",
            "a mailbox of several mails",
        ),
        (
            "e.csv",
            "port,ships,tons\nKelm,12,4000\nNorsund,3,120\nAas,9,88\nVik,1,2\n",
            "a table of figures",
        ),
        (
            "f.txt",
            "<?xml version=\"1.0\"?>\n<rss><item>It sank.</item></rss>",
            "an XML file",
        ),
    ] {
        desk.write(name, text);
        let told = desk.fails(2, &["new", name]);
        let expected = format!("Error: {name} is {what}, not a story\nHint: ");
        assert!(told.starts_with(&expected), "{told}");
    }
}

#[test]
fn words_of_evidence_may_stand_in_what_is_no_prose() {
    let desk = Desk::new("inputs-evidence");
    desk.write("ferry.txt", "The ferry sank at noon.\n");
    desk.write("log.json", "{\"note\": \"the ferry sank at 12:04\"}");
    desk.ok(&["new", "ferry.txt"]);
    desk.ok(&["source", "add", "ferry.case.ron", "Log"]);
    desk.ok(&[
        "evidence",
        "add",
        "ferry.case.ron",
        "1",
        "--source",
        "Log",
        "--stance",
        "supports",
        "--file",
        "log.json",
        "--quote",
        "the ferry sank at 12:04",
    ]);
    let found = desk.run(&["check", "ferry.case.ron"]).out;
    assert!(!found.contains("log.json"), "{found}");
}
