//! Mails (EML) and pages saved as mails (MHTML): their headers, and the part with their text.

use mailparse::{DispositionType, MailHeaderMap, ParsedMail};

use super::block::Block;
use super::document::{About, Content, Document, parse_date};
use super::{html, paragraphs};
use crate::case::Part;
use crate::error::Error;

/// How deep nested parts are read.
const MAX_DEPTH: usize = 16;

/// How many parts are examined.
const MAX_PARTS: usize = 1000;

/// Known header fields, in lower case.
const FIELDS: &[&str] = &[
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "received",
    "return-path",
    "mime-version",
    "content-type",
    "delivered-to",
    "reply-to",
    "cc",
    "x-mailer",
    "content-transfer-encoding",
    "snapshot-content-location",
    "dkim-signature",
    "authentication-results",
];

/// Whether these bytes are a mail: they start with header fields, and enough of these are known.
pub(super) fn is_mail(bytes: &[u8]) -> bool {
    const MAX_HEADER_BYTES: usize = 65_536;
    const MIN_FIELDS: usize = 3;
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start =
        String::from_utf8_lossy(start.get(..MAX_HEADER_BYTES).unwrap_or(start)).into_owned();
    let (mut known_count, mut has_mime) = (0, false);
    // In a mailbox, a mail starts with a line that gives the sender and the time.
    let lines = start.lines().skip_while(|line| line.starts_with("From "));
    for line in lines {
        if line.trim().is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            return false;
        };
        if !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return false;
        }
        let name = name.to_ascii_lowercase();
        known_count += usize::from(FIELDS.contains(&name.as_str()));
        has_mime |= matches!(
            name.as_str(),
            "mime-version"
                | "message-id"
                | "received"
                | "return-path"
                | "snapshot-content-location"
        );
    }
    known_count >= MIN_FIELDS || (known_count == MIN_FIELDS - 1 && has_mime)
}

/// The parts of a mail that may contain its text.
#[derive(Default)]
struct Parts<'a> {
    plain: Option<&'a ParsedMail<'a>>,
    page: Option<&'a ParsedMail<'a>>,
    attached: usize,
    count: usize,
}

impl<'a> Parts<'a> {
    fn collect_parts(&mut self, part: &'a ParsedMail<'a>, depth: usize) {
        self.count += 1;
        if depth > MAX_DEPTH || self.count > MAX_PARTS {
            return;
        }
        let is_attached = part.get_content_disposition().disposition == DispositionType::Attachment;
        let kind = part.ctype.mimetype.as_str();
        if !part.subparts.is_empty() {
            for inner in &part.subparts {
                self.collect_parts(inner, depth + 1);
            }
        } else if is_attached {
            self.attached += 1;
        } else if kind == "text/html" || kind == "application/xhtml+xml" {
            self.page.get_or_insert(part);
        } else if kind.starts_with("text/") && kind != "text/css" && kind != "text/calendar" {
            self.plain.get_or_insert(part);
        } else if !kind.starts_with("text/") {
            self.attached += 1;
        }
    }
}

/// Reads a mail, or a page saved as one. `name` is safe to show.
///
/// Errors: it is damaged; it has no text; those of reading a page.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Document, Error> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let bytes = match bytes.iter().position(|byte| *byte == b'\n') {
        Some(end) if bytes.starts_with(b"From ") => bytes.get(end + 1..).unwrap_or_default(),
        _ => bytes,
    };
    let mail = mailparse::parse_mail(bytes).map_err(|error| damaged(name, &error))?;
    let is_page = mail.ctype.mimetype == "multipart/related";
    let header = |field: &str| one_line(&mail.headers.get_first_value(field).unwrap_or_default());
    let mut parts = Parts::default();
    parts.collect_parts(&mail, 0);
    let text = |part: &ParsedMail<'_>| part.get_body().map_err(|error| damaged(name, &error));
    let address = || {
        let page = parts.page.map(|part| &part.headers);
        let of_part = page.and_then(|headers| headers.get_first_value("Content-Location"));
        let addresses = [Some(header("Snapshot-Content-Location")), of_part];
        addresses
            .into_iter()
            .flatten()
            .find(|address| address.starts_with("http://") || address.starts_with("https://"))
    };
    let mut document = match (parts.page, parts.plain) {
        // In a saved page, the HTML part is the document. In a mail, the plain text is used if it
        // has words.
        (Some(page), _) if is_page && !header("Snapshot-Content-Location").is_empty() => {
            let mut document =
                html::read(&text(page)?, name)?.read_as("a web page in one file (MHTML)");
            if document.about.url.is_empty() {
                document.about.url = address().unwrap_or_default();
            }
            return Ok(document);
        }
        (page, Some(plain)) => match (text(plain)?, page) {
            (words, Some(page)) if !words.contains(char::is_alphanumeric) => {
                html::read_all(&text(page)?, name)?
            }
            (words, _) => plain_document(&words),
        },
        (Some(page), None) => html::read_all(&text(page)?, name)?,
        (None, None) => {
            return Err(Error::refused(
                format!("{name} is a mail without a text"),
                "open it in a mail program and save what it shows",
            ));
        }
    };
    document.read_as = "a mail".to_owned();
    document.about = About {
        title: header("Subject"),
        author: sender_name(&header("From")),
        published: parse_date(&header("Date")),
        ..document.about
    };
    let title = document.about.title.clone();
    if let Content::Blocks(blocks) = &mut document.content
        && !title.is_empty()
    {
        // The HTML part may repeat the subject.
        blocks.retain(|block| block.part != Some(Part::Title) || block.text != title);
        let others = blocks.iter_mut();
        for block in others.filter(|block| block.part == Some(Part::Title)) {
            block.part = Some(Part::Heading);
        }
        blocks.insert(0, Block::new(Some(Part::Title), title));
    }
    document.leave_out(parts.attached, "attachment", "attachments");
    Ok(document)
}

/// The text of a mail in paragraphs, without the `>` of quoted lines.
fn plain_document(text: &str) -> Document {
    let text = text.replace("\r\n", "\n");
    let lines: Vec<&str> = text
        .lines()
        .map(|line| line.trim_start_matches('>').trim_start_matches(' '))
        .collect();
    let blocks = paragraphs::blocks(&lines.join("\n")).into_iter();
    Document::new(Content::Blocks(
        blocks.map(|block| Block::new(None, block)).collect(),
    ))
}

/// The sender's name, or their address if there is no name.
fn sender_name(from: &str) -> String {
    let name = from
        .split('<')
        .next()
        .unwrap_or_default()
        .trim()
        .trim_matches('"')
        .trim();
    let name = if name.is_empty() {
        from.trim_matches(['<', '>', ' '])
    } else {
        name
    };
    name.to_owned()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn damaged(name: &str, error: &mailparse::MailParseError) -> Error {
    Error::refused(
        format!(
            "{name} is a damaged mail: {}",
            crate::text::visible(&error.to_string())
        ),
        "open it in a mail program and save what it shows as plain text",
    )
}
