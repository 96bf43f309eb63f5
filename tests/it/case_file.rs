//! The case file as people see it: a case with every record and field, as it is written.

use factdesk::store::{emit, load};

#[test]
fn a_case_with_every_record_is_written_as_expected() {
    let whole = include_str!("../whole.case.ron");
    let case = load(whole.as_bytes()).unwrap();
    assert_eq!(emit(&case).unwrap(), whole);
    let draft = case.draft.unwrap();
    assert_eq!(draft.sha256, factdesk::case::Draft::hash(&draft.paragraphs));
}

#[test]
fn one_merge_made_by_two_people_is_one_conflict() {
    let whole = include_str!("../whole.case.ron");
    let line = whole
        .lines()
        .find(|line| line.contains("x1aaaaaaaaaa"))
        .unwrap();
    let mirrored = line
        .replace("ours: \"B\"", "ours: \"A\"")
        .replace("theirs: \"A\"", "theirs: \"B\"");
    // After a text merge the file contains both lines.
    let both = whole.replace(line, &format!("{line}\n{mirrored}"));
    let case = load(both.as_bytes()).unwrap();
    assert_eq!(case.conflicts.len(), 1);
}
