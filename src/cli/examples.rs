//! Examples for `--help` and the manual pages. A test parses all of them, so that none can be
//! outdated.

use clap::Command;

/// An example: the arguments of `factdesk`, and an explanation.
type Example = (&'static str, &'static str);

/// The examples of each command.
const EXAMPLES: &[(&str, &[Example])] = &[
    (
        "open",
        &[
            ("open ferry.case.ron", "the case in the workbench"),
            (
                "open ferry.docx",
                "a story: its case is made, or opened if it is there",
            ),
        ],
    ),
    ("demo", &[("demo", "the sample case, in a scratch copy")]),
    (
        "new",
        &[
            ("new ferry.docx", "a story becomes ferry.case.ron beside it"),
            (
                "new page.html --from https://example.org/ferry",
                "a saved page, and where it was",
            ),
            (
                "new claims.csv --column quote",
                "a table: each row is a claim",
            ),
            (
                "new - --as md -o ferry.case.ron",
                "a story in Markdown from a pipe",
            ),
            ("new ferry --empty", "no story yet"),
        ],
    ),
    (
        "list",
        &[
            (
                "list ferry.case.ron --standing open",
                "what nobody has ruled on",
            ),
            (
                "list ferry.case.ron --format json",
                "the same with ids, for a script",
            ),
        ],
    ),
    (
        "sources",
        &[(
            "sources ferry.case.ron --format csv",
            "the sources, for a spreadsheet",
        )],
    ),
    (
        "tag",
        &[
            ("tag ferry.case.ron 12 confirmed", "it is true"),
            (
                "tag ferry.case.ron 12 disputed --reason contradicted --note 'see the log'",
                "it is wrong",
            ),
            (
                "tag ferry.case.ron 12 confirmed --question said",
                "they did say it",
            ),
        ],
    ),
    (
        "claim add",
        &[(
            "claim add ferry.case.ron 'The ferry had no pilot.'",
            "anchored if the story has these words",
        )],
    ),
    (
        "claim link",
        &[(
            "claim link ferry.case.ron 12 contradicts 19",
            "links two claims that cannot both be true; again removes it",
        )],
    ),
    (
        "claim who",
        &[(
            "claim who ferry.case.ron 12 'Ann Lee'",
            "chooses one of the candidates, where factdesk is not sure",
        )],
    ),
    (
        "source add",
        &[(
            "source add ferry.case.ron 'Harbour log' --kind document --reliability A",
            "a document of reliability A",
        )],
    ),
    (
        "evidence add",
        &[(
            "evidence add ferry.case.ron 12 --source 'Harbour log' --stance refutes --file log.pdf --quote '6:40'",
            "a quote out of a file",
        )],
    ),
    (
        "evidence import",
        &[(
            "evidence import ferry.case.ron ferry-from-ann.docx",
            "what she replied to our comments, as suggested evidence",
        )],
    ),
    (
        "undo",
        &[
            ("undo ferry.case.ron", "undoes the last change"),
            ("undo ferry.case.ron --redo", "and makes it again"),
        ],
    ),
    (
        "status",
        &[("status *.case.ron", "the progress of each case")],
    ),
    (
        "check",
        &[
            (
                "check ferry.case.ron",
                "what the house standards find; exit 1 for an error",
            ),
            (
                "check --explain single-origin",
                "what a standard asks for, and how to meet it",
            ),
        ],
    ),
    (
        "waive",
        &[(
            "waive ferry.case.ron 12 single-origin --reason 'the log is the record'",
            "says why claim 12 need not meet this standard",
        )],
    ),
    (
        "export",
        &[
            (
                "export ferry.case.ron -o ferry.docx",
                "the ending tells the format",
            ),
            (
                "export ferry.case.ron --to markdown --only disputed,unverified",
                "a memo of what is wrong",
            ),
            (
                "export ferry.case.ron -o ferry.csv --delimiter ';' --bom",
                "for an Excel that expects ;",
            ),
            (
                "export ferry.case.ron --to csv --table evidence",
                "one row per item of evidence",
            ),
            (
                "export ferry.case.ron -o ferry.html --redact",
                "without confidential sources",
            ),
        ],
    ),
    (
        "verify",
        &[("verify ferry.case.ron", "exit 1 for a breach")],
    ),
    (
        "recover",
        &[
            ("recover ferry.case.ron", "earlier states"),
            (
                "recover ferry.case.ron 2",
                "restores one of them; `factdesk undo` undoes that",
            ),
        ],
    ),
    ("guide", &[("guide exports", "a page of the manual")]),
    (
        "man",
        &[
            ("man > factdesk.1", "the manual page of the program"),
            (
                "man evidence add > factdesk-evidence-add.1",
                "that of a command",
            ),
        ],
    ),
    (
        "completions",
        &[(
            "completions bash > /etc/bash_completion.d/factdesk",
            "for every new shell",
        )],
    ),
    (
        "paths",
        &[("paths", "where the settings and the journals are")],
    ),
    (
        "keys",
        &[("keys > ~/.config/factdesk/keys.ron", "a file to change")],
    ),
    (
        "config",
        &[(
            "config --default > ~/.config/factdesk/config.ron",
            "a file to change",
        )],
    ),
];

/// Adds the examples to the subcommands.
pub(super) fn with_examples(command: Command) -> Command {
    EXAMPLES.iter().fold(command, |command, (name, examples)| {
        let mut names = name.split(' ');
        let first = names.next().unwrap_or_default();
        command.mut_subcommand(first, |command| match names.next() {
            Some(second) => {
                command.mut_subcommand(second, |command| add_examples(command, examples))
            }
            None => add_examples(command, examples),
        })
    })
}

fn add_examples(command: Command, examples: &[Example]) -> Command {
    let lines = examples
        .iter()
        .map(|(line, says)| format!("\n  factdesk {line}\n      {says}"));
    command.after_help(format!("Examples:{}", lines.collect::<String>()))
}

/// The examples of a command. `name` of a subcommand is both names, separated by a space.
pub(super) fn of(name: &str) -> &'static [Example] {
    let known = EXAMPLES.iter().find(|(known, _)| *known == name);
    known.map_or(&[], |(_, examples)| examples)
}

#[cfg(test)]
mod tests {
    use super::super::{Arguments, arguments};
    use super::*;

    /// Splits an example like a shell does, without the redirection of output.
    fn words(line: &str) -> Vec<String> {
        let line = line.split(" > ").next().unwrap_or_default();
        let mut words = vec!["factdesk".to_owned()];
        for (at, part) in line.split('\'').enumerate() {
            if at % 2 == 1 {
                words.push(part.to_owned());
            } else {
                words.extend(part.split_whitespace().map(str::to_owned));
            }
        }
        words
    }

    #[test]
    fn every_command_has_examples_and_each_can_be_typed() {
        fn names(command: &Command, path: &str, all: &mut Vec<String>) {
            for below in command.get_subcommands() {
                let name = format!("{path}{}", below.get_name());
                if below.has_subcommands() {
                    names(below, &format!("{name} "), all);
                } else {
                    all.push(name);
                }
            }
        }
        let mut all = Vec::new();
        names(&arguments::command::<Arguments>(), "", &mut all);
        let known: Vec<&str> = EXAMPLES.iter().map(|(name, _)| *name).collect();
        assert_eq!(all, known);
        for (name, examples) in EXAMPLES {
            for (line, _) in *examples {
                assert!(line.starts_with(name), "{line}");
                let mut all = arguments::command::<Arguments>();
                let words = words(line).into_iter().map(Into::into);
                let parsed = arguments::parsed::<Arguments>(&mut all, words);
                assert!(parsed.is_ok(), "{line}: {:?}", parsed.err());
            }
        }
    }
}
