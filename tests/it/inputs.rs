//! Inputs that are not stories in prose: how they are read, and which are refused with a hint.

use std::fs;

use factdesk::case::{Case, IdGen};
use factdesk::error::Error;
use factdesk::reading::{self, Report, Tool};
use factdesk::store::{emit, load};
use proptest::prelude::*;

use crate::formats::mangled;
use crate::support::{Desk, Ran};

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
    let (_, output) = desk.both(&["new", "copy.json"]);
    assert!(
        output.starts_with(
            "Read as a case in JSON.\ncopy.json: the same case, with 2 claims and 1 source.\n"
        ),
        "{output}"
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
    let output = desk.fails(2, &["new", "broken.json"]);
    assert!(
        output.starts_with("Error: broken.json:") && output.contains("Hint: "),
        "{output}"
    );
}

#[test]
fn a_case_is_not_read_as_a_story_nor_a_story_as_a_case() {
    let desk = Desk::new("inputs-case-story");
    desk.write("ferry.txt", "The ferry sank at noon.\n");
    desk.ok(&["new", "ferry.txt"]);
    desk.write("story.txt", desk.read("ferry.case.ron"));
    let output = desk.fails(2, &["new", "story.txt"]);
    assert!(
        output.starts_with("Error: story.txt is a case, not a story\nHint: "),
        "{output}"
    );
    let output = desk.fails(2, &["new", "story.txt", "--lines"]);
    assert!(output.contains("is a case, not a story"), "{output}");
    let output = desk.fails(2, &["list", "ferry.txt"]);
    assert!(
        output.contains("this is not a case") && output.contains("factdesk new STORY"),
        "{output}"
    );
    let json = desk.ok(&["export", "ferry.case.ron", "--to", "json"]);
    desk.write("ferry.json", json);
    let output = desk.fails(2, &["list", "ferry.json"]);
    assert!(
        output.contains("this is JSON") && output.contains("factdesk new FILE.json"),
        "{output}"
    );
}

#[test]
fn input_that_is_not_prose_is_refused_with_a_hint() {
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
        let output = desk.fails(2, &["new", name]);
        let expected = format!("Error: {name} is {what}, not a story\nHint: ");
        assert!(output.starts_with(&expected), "{output}");
    }
}

#[test]
fn a_quote_of_evidence_may_be_in_a_file_that_is_not_prose() {
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

/// Reads a document as the commands do.
fn read(bytes: &[u8], name: &str) -> Result<(Case, Report), Error> {
    let no_tool = &mut |tool: Tool, _: &[u8]| panic!("{tool:?} was asked");
    let document = reading::read_document(bytes, name, no_tool)?;
    let (mint, now) = (
        &mut IdGen::seeded(1),
        "2026-10-03T10:00:00Z".parse().unwrap(),
    );
    if document.is_list() {
        reading::list_of(&document, name, now, mint)
    } else {
        reading::story_of(document, name, now, mint, &mut |_| ())
    }
}

/// The result of reading, one line for each paragraph and claim: place and time, the words, who is
/// credited, and what is suggested.
fn shown(text: &str, name: &str) -> String {
    let (case, report) = read(text.as_bytes(), name).unwrap();
    let mut lines = vec![format!(
        "{} | {} | {}",
        report.read_as, case.title, case.language
    )];
    for out in &report.left_out {
        lines.push(format!(
            "without {} {}",
            out.count,
            if out.count == 1 { out.one } else { out.more }
        ));
    }
    lines.extend(report.notes.iter().map(|note| format!("note: {note}")));
    if let Some(draft) = &case.draft {
        lines.push(format!(
            "{} | {} | {}",
            draft.author,
            draft
                .published
                .map(|day| day.to_string())
                .unwrap_or_default(),
            draft.url
        ));
        lines.extend(
            draft
                .paragraphs
                .iter()
                .map(|text| format!("{}: {}", text.part(), text.text())),
        );
    }
    let name_of = |id| {
        case.sources
            .iter()
            .find(|source| source.id == id)
            .map_or_else(String::new, |source| source.name.clone())
    };
    for claim in case.claims.iter() {
        let chain: Vec<String> = claim.chain().iter().map(|id| name_of(*id)).collect();
        lines.push(format!(
            "- [{}] {} <- {}",
            claim.place,
            claim.text,
            chain.join(" <- ")
        ));
        for item in &claim.evidence {
            assert!(item.suggested && claim.items().next().is_none());
            let note = item.note.replace('\n', " / ");
            lines.push(format!(
                "    {} ({}) {} | {note}",
                name_of(item.source),
                item.by,
                item.url
            ));
        }
    }
    lines.join("\n")
}

#[test]
fn tables_are_lists_of_claims() {
    insta::assert_snapshot!(
        "csv",
        shown(
            "claim,speaker,date,url,verdict,publisher,Review URL,subject\n\"The ferry sank, he says: \"\"at noon\"\".\",Ann \
             Lee,2026-10-01,https://a.example/1,Pants on Fire!,The Gazette,https://g.example/2,boats\nDer Hafen ist zu.,,,,,,,\n,,,,,,,\nTwo \
             died,Ann Lee,,,\"Mostly\nfalse\",,,x\n",
            "list.txt"
        )
    );
    insta::assert_snapshot!(
        "tsv-uk",
        shown(
            "Дата\tХто\tТвердження\tВердикт\n01.10.2026\tОлена Сич\tГребля витримає 40 млн тонн.\tМаніпуляція\n02.10.2026\tМіністерство\tДвоє \
             загинули.\t\n",
            "list.tsv"
        )
    );
    insta::assert_snapshot!(
        "csv-ru",
        shown(
            "Утверждение;Спикер;Оценка\n\"Паром затонул; погибли двое\";Анна Ли;Неправда\n",
            "x.csv"
        )
    );
}

#[test]
fn reviews_in_json_are_lists_of_claims() {
    let review = |text: &str| {
        format!(
            r#"{{"@context":"https://schema.org","@type":"ClaimReview","url":"https://g.example/2","claimReviewed":"{text}","author":{{"@type":"Organization","name":"The Gazette"}},"datePublished":"2026-10-02","reviewRating":{{"@type":"Rating","ratingValue":1,"bestRating":5,"worstRating":1,"alternateName":"Pants on Fire!"}},"itemReviewed":{{"@type":"Claim","author":{{"@type":"Person","name":"Ann Lee"}},"datePublished":"2026-10-01","appearance":[{{"@type":"CreativeWork","url":"https://a.example/1"}}]}}}}"#
        )
    };
    let one = review("The ferry sank at noon.");
    let expected = shown(&one, "x.json");
    insta::assert_snapshot!("claimreview", expected);
    for several in [
        format!("[{one}]"),
        format!(r#"{{"@graph":[{{"@type":"WebPage"}},{one}]}}"#),
        format!(r#"{{"@type":"DataFeed","dataFeedElement":[{{"item":[{one}]}}]}}"#),
    ] {
        assert_eq!(shown(&several, "x.json"), expected, "{several}");
    }
    insta::assert_snapshot!(
        "google",
        shown(
            r#"{"claims":[{"text":"Паром затонув опівдні.","claimant":"Олена Сич","claimDate":"2026-10-01T00:00:00Z","claimReview":[{"publisher":{"name":"Вісник","site":"v.example"},"url":"https://v.example/2","title":"Чи затонув паром","reviewDate":"2026-10-02","textualRating":"Маніпуляція","languageCode":"uk"}]},{"text":"Двоє загинули.","claimReview":[{"publisher":{"site":"w.example"},"url":"https://w.example/3","textualRating":"Правда"}]}]}"#,
            "x.json"
        )
    );
    insta::assert_snapshot!(
        "averitec",
        shown(
            r#"[{"claim":"The ferry sank at noon.","required_reannotation":false,"label":"Refuted","justification":"It sank at nine.","claim_date":"31-10-2026","speaker":"Ann Lee","original_claim_url":"https://a.example/1","fact_checking_article":"https://g.example/2","questions":[{"question":"When did it sink?","answers":[{"answer":"At nine.","answer_type":"Extractive","source_url":"https://log.example/9"}]}]},{"claim":"Two died.","label":"Supported","speaker":null}]"#,
            "x.json"
        )
    );
    assert_eq!(
        read(
            b"{\"claim\":\"It sank.\",\"label\":\"SUPPORTS\"}\n{\"claim\":\"It burned.\"}\n",
            "f.jsonl"
        )
        .unwrap()
        .0
        .claims
        .len(),
        2
    );
}

#[test]
fn a_list_without_a_known_column_asks_for_one() {
    let desk = Desk::new("inputs-column");
    desk.write(
        "list.csv",
        "nr;said;whom\n1;The ferry sank at noon.;Ann\n2;Two died.;Bob\n",
    );
    let output = desk.fails(2, &["new", "list.csv"]);
    assert!(
        output.contains("no column of it is named")
            && output.contains("--column")
            && output.contains("2 said"),
        "{output}"
    );
    desk.ok(&["new", "list.csv", "--column", "said"]);
    let list = desk.json(&["list", "list.case.ron", "--format", "json"]);
    assert_eq!(list["claims"][1]["text"], "Two died.");
    desk.ok(&["new", "list.csv", "--column", "2", "--force"]);
    let output = desk.fails(2, &["new", "list.csv", "--column", "9", "--force"]);
    assert!(
        output.contains("has no column `9`") && output.contains("2 said"),
        "{output}"
    );
    let output = desk.fails(2, &["new", "list.csv", "--as", "docx", "--force"]);
    assert!(output.contains("vtt"), "{output}");
}

#[test]
fn standard_input_can_name_its_format() {
    let desk = Desk::new("inputs-as");
    for (form, text, first) in [
        ("md", "# The ferry *sank*\n\nTwo died.\n", "The ferry sank"),
        ("html", "It sank.<br>Two died.", "It sank."),
        ("csv", "claim\nIt sank.\nTwo died.\n", "It sank."),
        ("json", "[{\"text\": \"It sank.\"}]", "It sank."),
        (
            "vtt",
            "WEBVTT\n\n00:01.000 --> 00:02.000\nIt sank.\n",
            "It sank.",
        ),
        (
            "txt",
            "00:12 It sank.\n\n00:13 Two died.\n\n00:14 It burned.\n",
            "00:12 It sank.",
        ),
    ] {
        desk.write("in", text);
        let mut command = desk.command(&["new", "-", "--as", form, "-o", "x.case.ron", "--force"]);
        let ran = Ran::of(
            command
                .stdin(fs::File::open(desk.path("in")).unwrap())
                .output()
                .unwrap(),
        );
        assert_eq!(ran.code, 0, "{form}: {}", ran.err);
        let list = desk.json(&["list", "x.case.ron", "--format", "json"]);
        assert_eq!(list["claims"][0]["text"], first, "{form}");
    }
}

#[test]
fn transcripts_keep_speakers_and_times() {
    insta::assert_snapshot!(
        "vtt",
        shown(
            "WEBVTT\n\n1\n00:00:12.000 --> 00:00:14.000\n<v Ann Lee>We are starting now. The dam\n\n2\n00:00:14.000 --> 00:00:16.500\n<v Ann \
             Lee>holds 40 million tonnes.\n\n3\n00:00:17.000 --> 00:00:19.000\n<v Bob>Who knew of it?\n\n4\n00:01:20.000 --> \
             00:01:22.000\n<v Bob>The ministry knew, Minister Ann Poe told us so in June.\n",
            "x.vtt"
        )
    );
    insta::assert_snapshot!(
        "srt-uk",
        shown(
            "1\n00:00:01,000 --> 00:00:02,500\nОЛЕНА: Гребля витримає\n\n2\n00:00:02,500 --> 00:00:04,000\n40 мільйонів тонн. Вона \
             тече.\n\n3\n00:00:05,000 --> 00:00:06,000\nБОРИС: Хто знав?\n\n4\n00:00:07,000 --> 00:00:09,000\nОЛЕНА: У травні загинули \
             двоє.\n",
            "x.txt"
        )
    );
    insta::assert_snapshot!(
        "timed-ru",
        shown(
            "[00:00:12] АННА ЛИ: Плотина держит 40 миллионов тонн.\n\n[00:00:19] БОРИС: Она протекла в мае. Двое погибли.\n\n[00:01:00] \
             ЛИ: Никто не платил.\n",
            "x.txt"
        )
    );
    insta::assert_snapshot!(
        "youtube",
        shown(
            "0:00\nwelcome back the dam\n0:04\nholds 40 million tonnes of water\n1:02:03\nand it leaked in May\n",
            "x.txt"
        )
    );
}

#[test]
fn chats_keep_every_post_with_its_author_and_time() {
    insta::assert_snapshot!(
        "whatsapp",
        shown(
            "23/03/2024, 10:14 - Messages and calls are end-to-end encrypted.\n23/03/2024, 10:15 - Ann Lee: The dam leaked in May.\nTwo men \
             drowned\nThe minister said nothing.\n23/03/2024, 10:16 - Ann: <Media omitted>\n23/03/2024, 10:17 - Ann: Who knew?\n",
            "x.txt"
        )
    );
    let telegram = r#"{"name":"Порт","type":"public_channel","id":1,"messages":[{"id":1,"type":"service","date":"2024-03-23T10:00:00","actor":"Порт","action":"create_channel","text":""},{"id":2,"type":"message","date":"2024-03-23T10:15:32","from":"Порт","from_id":"channel1","text":["Гребля тече. ",{"type":"bold","text":"Двоє загинули."}]},{"id":3,"type":"message","date":"2024-03-23T10:16:00","from":"Порт","forwarded_from":"ДСНС Київ","text":"⚡️ Горить склад, евакуювали 40 людей"},{"id":4,"type":"message","date":"2024-03-23T10:17:00","from":"Порт","photo":"a.jpg","text":""}]}"#;
    insta::assert_snapshot!("telegram-json", shown(telegram, "result.json"));
    insta::assert_snapshot!(
        "telegram-html",
        shown(
            r#"<!DOCTYPE html><html><body><div class="page_header"><div class="text bold">Порт</div></div><div class="history"><div class="message service" id="m1"><div class="body details">23 March 2024</div></div><div class="message default clearfix" id="m2"><div class="body"><div class="pull_right date details" title="23.03.2024 10:15:32 UTC+02:00">10:15</div><div class="from_name">Порт</div><div class="text">Гребля тече.<br>Двоє загинули.</div></div></div><div class="message default clearfix joined" id="m3"><div class="body"><div class="pull_right date details" title="23.03.2024 10:16:00 UTC+02:00">10:16</div><div class="forwarded body"><div class="from_name">ДСНС Київ<span class="date details" title="x"> 23.03.2024 10:00:00</span></div><div class="text">Горить склад.</div></div></div></div></div></body></html>"#,
            "messages.html"
        )
    );
    insta::assert_snapshot!(
        "telegram-page",
        shown(
            r#"<html><body><div class="tgme_channel_info_header_title"><span>Порт</span></div><div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="port/12"><div class="tgme_widget_message_author"><a class="tgme_widget_message_owner_name"><span>Порт</span></a></div><div class="tgme_widget_message_forwarded_from">Forwarded from <a class="tgme_widget_message_forwarded_from_name"><span>ДСНС Київ</span></a></div><a class="tgme_widget_message_reply"><div class="tgme_widget_message_text js-message_reply_text">Раніше писали.</div></a><div class="tgme_widget_message_text js-message_text">Горить склад.<br/>Евакуювали 40 людей.</div><div class="tgme_widget_message_footer"><span class="tgme_widget_message_views">4.5K</span><a class="tgme_widget_message_date" href="https://t.me/port/12"><time datetime="2024-03-23T10:15:32+00:00" class="time">10:15</time></a></div></div></body></html>"#,
            "port.html"
        )
    );
    insta::assert_snapshot!(
        "thread",
        shown(
            "Ann Lee\n@annlee\n·\nMar 23, 2024\nThe dam leaked in May.\nTwo men drowned\n12\n34\n1.2K\n45K\nBob Vik\n@bobvik\n·\n2h\nIt holds \
             40 million tonnes.\n3\nViews\n",
            "x.txt"
        )
    );
}

#[test]
fn mails_and_single_file_pages_give_their_text_once() {
    insta::assert_snapshot!(
        "eml",
        shown(
            "Return-Path: <olena@kelm.example>\r\nFrom: =?UTF-8?B?0J7Qu9C10L3QsCDQodC40Yc=?= <olena@kelm.example>\r\nTo: desk@herald.example\r\n\
             Subject: =?UTF-8?Q?=D0=93=D1=80=D0=B5=D0=B1=D0=BB=D1=8F?= tече\r\nDate: Sat, 23 Mar 2024 10:15:32 +0200\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/alternative; boundary=\"b1\"\r\n\r\n--b1\r\nContent-Type: text/plain; charset=windows-1251\r\n\
             Content-Transfer-Encoding: quoted-printable\r\n\r\n=C3=F0=E5=E1=EB=FF =F2=E5=F7=E5 =E2=B3=E4 =F2=F0=E0=E2=ED=FF.\r\n\r\nTwo men =\r\n\
             drowned, the board said.\r\n--b1\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Two men drowned, the board \
             said.</p>\r\n--b1--\r\n",
            "x.eml"
        )
    );
    insta::assert_snapshot!(
        "mhtml",
        shown(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://herald.example/1\r\nSubject: Ferry\r\nDate: Sat, 23 Mar 2024 10:15:32 \
             +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b2\"\r\n\r\n--b2\r\nContent-Type: \
             text/html\r\nContent-ID: <f>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: \
             https://herald.example/1\r\n\r\n<html><head><title>Ferry sinks</title></head><body><h1>Ferry sinks off the \
             cape</h1><p>Two =\r\nmen drowned.</p></body></html>\r\n--b2\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b2--\r\n",
            "x.mhtml"
        )
    );
}

/// One example of each format that is recognised by its content.
const SEEDS: &[&str] = &[
    "claim,speaker,url\n\"It sank, \"\"at noon\"\".\",Ann,https://a.example\nTwo died.,Bob,\n",
    "{\"@graph\":[{\"@type\":\"ClaimReview\",\"claimReviewed\":\"It sank.\",\"reviewRating\":{\"alternateName\":\"No\"},\"itemReviewed\":{\"author\":{\"name\":\"Ann\"}}}]}",
    "{\"claims\":[{\"text\":\"It sank.\",\"claimReview\":[{\"textualRating\":\"No\",\"publisher\":{\"name\":\"G\"}}]}]}",
    "{\"name\":\"P\",\"messages\":[{\"type\":\"message\",\"date\":\"2024-03-23T10:15:32\",\"from\":\"Ann\",\"text\":[\"It \",{\"text\":\"sank.\"}]}]}",
    "WEBVTT\n\n1\n00:00:12.000 --> 00:00:14.000\n<v Ann>The dam\n\n00:14.000 --> 00:16.000\n<v Ann>holds &amp; leaks.\n",
    "1\n00:00:01,000 --> 00:00:02,500\nANN: It sank\n\n2\n00:00:02,500 --> 00:00:04,000\n{\\an8}at noon.\n",
    "[00:00:12] ANN LEE: It sank.\n\nBOB [00:01:00]: No [00:01:04] and no.\n\n0:12\n12 seconds\nIt burned.\n",
    "[23/03/2024, 10:15:32] Ann: It sank.\nTwo died.\n23.03.24, 10:16 - Оля: Тоне\n",
    "Ann Lee\n@annlee\n·\nMar 23\nIt sank.\n12\n1.2K\nBob reposted\nOla @ola · 2h\nNo.\n",
    "From: Ann <a@b.example>\nSubject: =?UTF-8?B?0J7Qu9C1?=\nDate: Sat, 23 Mar 2024 10:15:32 +0200\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=koi8-u\nContent-Transfer-Encoding: quoted-printable\n\nIt =C7=\nsank.\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+SXQgc2Fuay48L3A+\n--b--\n",
    "<html><body><div class=\"tgme_widget_message\" data-post=\"p/1\"><a class=\"tgme_widget_message_owner_name\">P</a><div class=\"tgme_widget_message_text\">It<br>sank.</div><time datetime=\"2024-03-23\"></time></div></body></html>",
    "<html><body><div class=\"message default\"><div class=\"body\"><div class=\"date\" title=\"23.03.2024\"></div><div class=\"from_name\">P</div><div class=\"text\">It sank.</div></div></div></body></html>",
];

/// Checks that these bytes give a consistent case, or are refused with a hint.
fn is_sound(bytes: &[u8], name: &str) -> Result<(), TestCaseError> {
    match read(bytes, name) {
        Ok((case, _)) => {
            prop_assert!(case.claims.iter().all(|claim| !case.is_unanchored(claim)));
            prop_assert!(
                case.claims
                    .iter()
                    .all(|claim| !claim.text.contains(['\n', '\t']))
            );
            let draft = case.draft.iter().flat_map(|draft| &draft.paragraphs);
            prop_assert!(
                draft
                    .into_iter()
                    .all(|text| !text.text().contains(['\n', '\t']))
            );
            let text = emit(&case).unwrap();
            prop_assert!(load(text.as_bytes()).unwrap() == case);
        }
        Err(Error { what, hint, .. }) => {
            prop_assert!(
                !what.contains(factdesk::text::is_unseen) && !hint.is_empty(),
                "{what}"
            );
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn mangled_input_is_read_or_refused(
        (seed, bytes) in (0..SEEDS.len()).prop_flat_map(|seed| (Just(seed), mangled(SEEDS[seed].as_bytes().to_vec()))),
        ending in prop::sample::select(vec!["txt", "csv", "json", "vtt", "html", "eml"]),
    ) {
        let _ = seed;
        is_sound(&bytes, &format!("x.{ending}"))?;
    }

    #[test]
    fn texts_made_of_format_marks_are_read_or_refused(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "\n", "\n\n", " ", ":", ",", ";", "\t", "\"", "\"\"", "-->", "00:00:12", "[00:12]", "(0:12)", "12", "WEBVTT", "<v Ann>", "<", ">", "&amp;",
                "{", "}", "[", "]", "@ann", "·", "2h", "Ann", "ANN:", "It sank.", "claim", "text", "From: a@b.example", "Subject: x", "Date: y",
                "Content-Type: multipart/mixed; boundary=b", "--b", "\u{200e}", "[23/03/2024, 10:15:32] ", "23.03.24, 10:16 - ", "Оля: ", "🙂", "\u{202e}",
                "(", "format: 2", "\"claims\":[", "\"text\":", "1.2K", "reposted",
            ]),
            0..60,
        ),
        ending in prop::sample::select(vec!["txt", "csv", "json", "srt", "md"]),
    ) {
        is_sound(parts.concat().as_bytes(), &format!("x.{ending}"))?;
    }
}

#[test]
fn large_and_broken_inputs_end() {
    let row = "x".repeat(2_000_000);
    for text in [
        format!("claim,speaker\n\"{row}\n"),
        format!("claim,speaker\n{row},a\n"),
        format!("claim{}\n{}\n", ",a".repeat(20_000), ",".repeat(20_000)),
        "[".repeat(200_000),
        format!("{}{}", "{\"a\":".repeat(5_000), "1"),
        format!("[{}1]", "1,".repeat(500_000)),
        "[00:00:12] ANN: ".repeat(20_000),
        "00:00:12\n".repeat(50_000),
        "@ann\n·\n2h\n".repeat(30_000),
        format!(
            "WEBVTT\n\n{}",
            "00:01.000 --> 00:02.000\n<v <v <v &&& No.\n\n".repeat(20_000)
        ),
        format!(
            "From: a@b.example\nSubject: x\nMIME-Version: 1.0\n{}\n",
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(2_000)
        ),
        format!(
            "[00:00:12] ANN: a{0}\n[00:00:13] BOB: b{0}\n",
            "((((([[[[[".repeat(50_000)
        ),
        format!(
            "WEBVTT\n\n00:01.000 --> 00:02.000\na{}\n",
            "<<{{".repeat(100_000)
        ),
        format!("Ann{} 0:12\n", " (0:1".repeat(100_000)),
    ] {
        is_sound(text.as_bytes(), "x.txt").unwrap();
    }
}
