//! Recognises texts that are not a story: a case, data, source code, a mailbox, a table of figures.
//! They are recognised by content. Read as prose, they would become claims such as `"@type":
//! "Person",`.

use serde::de::IgnoredAny;

use super::case_form::{CaseForm, case_form};
use crate::text;

/// The kind of a text that is no prose, such as `source code`, and a hint for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoProse {
    pub what: String,
    pub hint: &'static str,
}

impl NoProse {
    fn new(what: &str, hint: &'static str) -> Self {
        let what = what.to_owned();
        Self { what, hint }
    }
}

const OPEN_IT: &str = "look at a case with `factdesk open CASE` or `factdesk list CASE`";

const NEW_OF_IT: &str = "make the case file of it first: `factdesk new FILE`";

const NAME_TEXT: &str =
    "save the words to be checked as plain text, or as CSV with a column `claim`";

const NO_CODE: &str = "name a text with sentences in it, or save it as Markdown if it is one";

const ONE_MAIL: &str = "export the one mail as EML and name that, or cut it out of the mailbox";

const NAME_COLUMN: &str =
    "where a column holds sentences to be checked, name it: `--column NAME`, or its number";

/// A test for a kind of text that is not a story, the name of that kind, and a hint.
type Rule = (fn(&str) -> bool, &'static str, &'static str);

const RULES: &[Rule] = &[
    (is_mailbox, "a mailbox of several mails", ONE_MAIL),
    (is_xml, "an XML file", NAME_TEXT),
    (is_table_of_figures, "a table of figures", NAME_COLUMN),
];

/// The kind of a text if it is no story. `is_marked_up`: it is Markdown, which may contain code.
pub(super) fn no_prose(text: &str, is_marked_up: bool) -> Option<NoProse> {
    match case_form(text.as_bytes()) {
        Some(CaseForm::Ron) => return Some(NoProse::new("a case", OPEN_IT)),
        Some(CaseForm::Json) => return Some(NoProse::new("a case in JSON", NEW_OF_IT)),
        None => {}
    }
    let rule = || RULES.iter().find(|(matches, ..)| matches(text));
    let code = || (!is_marked_up && is_code(text)).then(|| NoProse::new("source code", NO_CODE));
    json(text)
        .or_else(|| rule().map(|(_, what, hint)| NoProse::new(what, hint)))
        .or_else(code)
}

/// Recognises JSON: one value, one object on each line, or damaged JSON.
fn json(text: &str) -> Option<NoProse> {
    let text = text.trim();
    let second = text.get(1..).unwrap_or_default().trim_start();
    let starts = match text.chars().next()? {
        '{' => second.starts_with(['"', '}']),
        '[' => second.starts_with(['{', '[', '"', ']']) || second.starts_with(starts_number),
        _ => false,
    };
    if !starts {
        return None;
    }
    let parse = |text: &str| serde_json::from_str::<IgnoredAny>(text);
    let Err(error) = parse(text) else {
        return Some(NoProse::new("JSON without a list of claims", NAME_TEXT));
    };
    let is_object = |line: &str| line.starts_with('{') && parse(line).is_ok();
    if text.lines().take(2).all(|line| is_object(line.trim())) {
        return Some(NoProse::new(
            "JSON lines without a list of claims",
            NAME_TEXT,
        ));
    }
    // Prose may start with a bracket, too. A damaged object is recognised by the name in quotation
    // marks at its start.
    let has_name = text
        .trim_start_matches(['{', '[', ' ', '\n', '\t'])
        .strip_prefix('"')
        .and_then(|rest| rest.split_once('"'))
        .is_some_and(|(_, after)| after.trim_start().starts_with(':'));
    has_name.then(|| {
        let what = format!("JSON that is broken at {}:{}", error.line(), error.column());
        NoProse::new(
            &what,
            "take the whole file: it may have been cut on the way",
        )
    })
}

fn starts_number(c: char) -> bool {
    c.is_ascii_digit() || c == '-'
}

/// Whether a text is a mailbox with several mails.
pub(super) fn is_mailbox(text: &str) -> bool {
    let is_start = |line: &str| {
        let mut words = line.split_ascii_whitespace();
        let is_from = words.next() == Some("From");
        let has_sender = words
            .next()
            .is_some_and(|word| word.contains('@') || word == "-" || word == "MAILER-DAEMON");
        let has_year =
            words.any(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()));
        is_from && has_sender && has_year
    };
    is_start(text.lines().next().unwrap_or_default())
        && text
            .lines()
            .filter(|line| line.starts_with("From ") && is_start(line))
            .nth(1)
            .is_some()
}

/// Whether a text is XML: it has a declaration, or consists of one element.
fn is_xml(text: &str) -> bool {
    let text = text.trim();
    if text.starts_with("<?xml") {
        return true;
    }
    let name_of = |rest: &str| {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || ":_-.".contains(c)))?;
        rest.get(..end).map(str::to_owned)
    };
    let name = text.strip_prefix('<').and_then(name_of).unwrap_or_default();
    !name.is_empty() && text.ends_with(&format!("</{name}>"))
}

/// How many rows of figures a table must have.
const MIN_ROWS: usize = 4;

/// Whether most lines are rows of figures.
pub(super) fn is_table_of_figures(text: &str) -> bool {
    let (mut rows, mut figures) = (0_usize, 0_usize);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        rows += 1;
        figures += usize::from(is_row_of_figures(line));
    }
    figures >= MIN_ROWS && figures * 10 >= rows * 7
}

/// Whether most cells of a line are numbers, whatever the separator.
fn is_row_of_figures(line: &str) -> bool {
    let separator = [';', '\t', '|']
        .into_iter()
        .find(|mark| line.contains(*mark))
        .or_else(|| line.contains(',').then_some(','))
        .unwrap_or(' ');
    let cells = |mark: char| {
        line.split(mark)
            .map(str::trim)
            .filter(|cell| !matches!(*cell, "" | "-" | "–" | "—"))
    };
    let is_mostly_numbers = |mark: char| {
        let (mut total, mut numbers) = (0_usize, 0_usize);
        for cell in cells(mark) {
            total += 1;
            numbers += usize::from(is_figure(cell));
        }
        numbers >= 2 && numbers * 10 >= total * 6
    };
    is_mostly_numbers(separator) || is_mostly_numbers(' ')
}

fn is_figure(cell: &str) -> bool {
    let cell = cell.trim_matches([
        '"', '%', '$', '€', '₴', '₽', '£', ',', '+', '-', '−', '(', ')',
    ]);
    let has_digit = cell.contains(|c: char| c.is_ascii_digit());
    has_digit
        && cell
            .chars()
            .all(|c| c.is_ascii_digit() || ".,:/-  \u{a0}\u{202f}'’eE".contains(c))
}

/// How many lines are examined for code.
const MAX_LINES_EXAMINED: usize = 400;

/// Words that often begin lines of code and rarely lines of prose.
const CODE_STARTS: &[&str] = &[
    "import ",
    "from ",
    "package ",
    "using ",
    "def ",
    "fn ",
    "pub ",
    "function ",
    "class ",
    "struct ",
    "enum ",
    "const ",
    "let ",
    "var ",
    "return",
    "if ",
    "if(",
    "for ",
    "for(",
    "while ",
    "else",
    "elif ",
    "try:",
    "except",
    "export ",
    "public ",
    "private ",
    "static ",
    "void ",
    "int ",
    "async ",
    "await ",
    "switch ",
    "case ",
    "select ",
    "SELECT ",
    "FROM ",
    "WHERE ",
    "INSERT ",
    "CREATE ",
    "end",
    "do",
    "fi",
    "done",
    "then",
    "raise ",
    "throw ",
    "with ",
    "#",
    "--",
    "type ",
    "impl ",
    "use ",
    "mod ",
    "echo ",
    "set ",
    "val ",
    "func ",
];

/// Whether a text is source code: it starts like a script, or at least half of its lines look like
/// code and at most a third like sentences.
fn is_code(text: &str) -> bool {
    const MIN_LINES: usize = 3;
    let text = text.trim_start();
    let first = text.lines().next().unwrap_or_default();
    if text.starts_with("<?php") || (first.starts_with("#!") && first.contains('/')) {
        return true;
    }
    let (mut total, mut statement_count, mut likely_count, mut sentence_count) =
        (0_usize, 0_usize, 0_usize, 0_usize);
    for line in text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(MAX_LINES_EXAMINED)
    {
        total += 1;
        if is_statement(line) {
            statement_count += 1;
        } else if CODE_STARTS.iter().any(|start| line.starts_with(start)) && !is_sentence(line) {
            likely_count += 1;
        } else if is_sentence(line) {
            sentence_count += 1;
        }
    }
    statement_count >= MIN_LINES
        && (statement_count + likely_count) * 2 >= total
        && sentence_count * 3 <= total
}

/// Whether a line looks like a statement of source code.
fn is_statement(line: &str) -> bool {
    const ENDS: &[&str] = &[
        "{", "}", "};", "});", "})", ");", "):", "],", "},", "];", "=>", "(", "[", "/>", "\\",
    ];
    const INSIDE: &[&str] = &[
        "::",
        " == ",
        " != ",
        " && ",
        " || ",
        "->",
        " => ",
        "();",
        "()",
        " := ",
        " += ",
        "</",
        "!important",
    ];
    let starts = [
        "#include",
        "#define",
        "//",
        "/*",
        "*/",
        "<?",
        "@media",
        "@import",
        "diff --git",
        "@@ ",
    ];
    let ends_statement = line.ends_with(';') && line.contains(['=', '(', ':', '"', '\'']);
    ENDS.iter().any(|end| line.ends_with(end))
        || ends_statement
        || INSIDE.iter().any(|mark| line.contains(mark))
        || starts.iter().any(|start| line.starts_with(start))
        || is_assignment(line)
        || is_call(line)
}

/// Whether a line is an assignment: `name = …` or `name: Type = …`.
fn is_assignment(line: &str) -> bool {
    let Some((name, value)) = line.split_once('=') else {
        return false;
    };
    let name = name.trim_end();
    let last = name.rsplit(' ').next().unwrap_or_default();
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_.$[]\"'*&<>:".contains(c);
    !value.is_empty()
        && !last.is_empty()
        && name.split(' ').count() <= 4
        && name.chars().all(|c| is_name(c) || c == ' ')
}

/// Whether a line is a call: `name(…)`.
fn is_call(line: &str) -> bool {
    let Some((name, rest)) = line.split_once('(') else {
        return false;
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_.$!".contains(c);
    rest.ends_with(')') && !name.is_empty() && name.chars().all(is_name)
}

/// Whether a line looks like a sentence: several words and no signs of code.
fn is_sentence(line: &str) -> bool {
    const MIN_WORDS: usize = 5;
    let words = text::words(line).take(MIN_WORDS).count();
    let ends = line.ends_with(['.', '!', '?', '…', '»', '”', '"', ':', ',']);
    words >= MIN_WORDS && ends && !line.contains(['{', '}', '=', '<', '>', '\\'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        no_prose(text, false)
            .map(|found| found.what)
            .unwrap_or_default()
    }

    #[test]
    fn texts_that_are_no_story_are_recognised() {
        for (text, expected) in [
            (
                r#"{"@type": "Person", "name": "Ann Lee"}"#,
                "JSON without a list of claims",
            ),
            (
                "{\"a\": 1}\n{\"a\": 2}\n",
                "JSON lines without a list of claims",
            ),
            (
                "{\"name\": \"Ann Lee\",\n \"text\": \"It sank",
                "JSON that is broken at 2:17",
            ),
            ("[1, 2, 3]", "JSON without a list of claims"),
            (
                "<?xml version=\"1.0\"?>\n<rss><item>It sank.</item></rss>",
                "an XML file",
            ),
            ("<note><to>Ann Lee</to> It sank.</note>\n", "an XML file"),
            (
                "From ann@kelm.example Mon Oct 5 10:00:00 2026\nSubject: a\n\nIt sank.\n\nFrom ann@kelm.example Mon Oct 5 \
                 11:00:00 2026\nSubject: b\n\nIt burned.\n",
                "a mailbox of several mails",
            ),
            (
                "port,ships,tons\nKelm,12,4000\nNorsund,3,120\nAas,9,88\nVik,1,2\n",
                "a table of figures",
            ),
            (
                "Kelm  12  4 000  3.5%\nAas  1  2  -\nVik 3 4 5\nOrm 1 2 3\n",
                "a table of figures",
            ),
            (
                "import os\n\ndef main():\n    path = os.getcwd()\n    print(path)\n    return path\n",
                "source code",
            ),
            ("#!/bin/sh\necho The ferry sank.\n", "source code"),
            (
                "fn main() {\n    let a = 1;\n    // It prints a number.\n    println!(\"{a}\");\n}\n",
                "source code",
            ),
            (".head {\n  color: red;\n  margin: 0;\n}\n", "source code"),
            (
                "CREATE TABLE ships (\n  id INT,\n  name TEXT\n);\nSELECT name FROM ships;\nINSERT INTO ships VALUES (1, 'a');\n",
                "source code",
            ),
        ] {
            assert_eq!(refused(text), expected, "{text}");
        }
    }

    #[test]
    fn prose_is_not_refused() {
        for text in [
            "The ferry sank; nine died.\nShe said: \"Let me go (now)\";\nthen he left;\nnobody knows why.\n",
            "[The ferry sank.]\n",
            "[1] The port was founded in 1794.\n[2] It has 54 berths.\n",
            "[00:12] ANN: It sank.\n[00:15] BOB: It burned.\n",
            "Bread: 3\nMilk: 4\nTea: 5\nEggs: 12\n",
            "1. The dam leaked.\n2. Two of five alarms were off.\n3. Pumps were idle for 14 months.\n4. Nobody paid.\n",
            "Kelm 2:1 Aas\nThe match was abandoned in the 80th minute, the board said.\n",
            "Порт заснували 1794 року; він має 54 причали.\nУ 2019 році порт прийняв 1,2 млн тонн.\nСуд триває.\n",
            "From the harbour, Mon to Fri 2026, nothing left.\nThe ferry sank.\n",
            "let us go then\nreturn to the sea\nfor the port is cold\nif ever it was warm\n",
        ] {
            assert_eq!(refused(text), "", "{text}");
        }
    }
}
