//! Finds the format of a document and reads it. The format is recognised by the bytes, or by the
//! name if the bytes do not show it.

use super::archive::Archive;
use super::case_form::case_form;
use super::document::{Content, Document};
use super::garbled::{Garbled, garbled};
use super::no_prose::{is_mailbox, no_prose};
use super::{Format, chats, decode, docx, html, lists, mail, markdown, odt, pdf, rtf, transcripts};
use crate::error::Error;
use crate::text;

/// An external program that turns a document into text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// `pdftotext`: converts a PDF into lines, each with its place on the page, or into plain text
    /// whose pages are separated by form feeds.
    PdfToText,
    /// `pandoc`: converts a document into an HTML page. The value is pandoc's name of its format.
    Pandoc(&'static str),
}

/// Runs a tool on these bytes and returns its output.
pub type Convert<'a> = dyn FnMut(Tool, &[u8]) -> Result<Vec<u8>, Error> + 'a;

/// Kinds of files that contain no story: their first bytes, their name, and the hint.
const REFUSED: &[(&[u8], &str, &str)] = &[
    (
        LFS_POINTER,
        "a placeholder for the document (Git LFS)",
        GET_FILE,
    ),
    (b"\x89PNG", "a picture", TYPE_IT),
    (b"\xff\xd8\xff", "a picture", TYPE_IT),
    (b"GIF8", "a picture", TYPE_IT),
    (b"\x7fELF", "a program", "name a text file"),
    (
        b"\x1f\x8b",
        "a gzip archive",
        "unpack it first: `gunzip FILE`",
    ),
    (b"bplist", "a Safari web archive", SAVE_PAGE),
];

/// The start of a Git LFS pointer: the placeholder in a repository for a large file that has not
/// been fetched.
const LFS_POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";

const GET_FILE: &str = "fetch the file that it stands for: `git lfs pull`";

const TYPE_IT: &str = "type the words that it shows into a text file";

const SAVE_PAGE: &str = "open it in a browser and save it as an HTML page";

/// The first bytes of documents that are not decoded as text.
const BINARY_FORMATS: &[&[u8]] = &[PDF, ZIP, EMPTY_ZIP, OLE, RTF];

const PDF: &[u8] = b"%PDF-";
const ZIP: &[u8] = b"PK\x03\x04";
const EMPTY_ZIP: &[u8] = b"PK\x05\x06";
const RTF: &[u8] = b"{\\rtf";

/// The first bytes of old Office files.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Entry names that identify a kind of old Office file, what it is, and the hint.
const OLE_NAMES: &[(&str, &str, &str)] = &[
    (
        "EncryptedPackage",
        "protected by a password",
        "open it in Word or LibreOffice and save it without one",
    ),
    (
        "WordDocument",
        "an old Word document (DOC)",
        "save it as DOCX: in Word or LibreOffice, or `soffice --convert-to docx FILE`",
    ),
];

/// Entries that identify an unsupported office document, its name, and the hint.
const OTHER_ARCHIVES: &[(&str, &str, &str)] = &[
    (
        "xl/workbook.xml",
        "a spreadsheet",
        "save its text as CSV or plain text",
    ),
    (
        "ppt/presentation.xml",
        "a presentation",
        "save its text as plain text",
    ),
    (
        "Index/Document.iwa",
        "a Pages document",
        "export it as DOCX",
    ),
];

/// Formats that pandoc reads: their file extensions, pandoc's name, and the name for people.
const BY_PANDOC: &[(&[&str], &str, &str)] = &[
    (&["org"], "org", "an Org document"),
    (&["rst"], "rst", "a reStructuredText document"),
    (&["tex", "latex"], "latex", "a LaTeX document"),
    (&["fb2"], "fb2", "a FictionBook"),
    (&["textile"], "textile", "a Textile document"),
    (&["wiki", "mediawiki"], "mediawiki", "a MediaWiki page"),
    (&["dbk", "docbook"], "docbook", "a DocBook document"),
    (&["opml"], "opml", "an outline"),
    (&["ipynb"], "ipynb", "a notebook"),
];

/// What a person specifies about a document besides its content and its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The format, if its content does not show it.
    pub form: Option<As>,
    /// Whether each line is a claim, even if the lines start with times.
    pub is_lines: bool,
    /// The column of a table with the claims: its name, or its number from 1.
    pub column: Option<String>,
}

/// A format that a person can specify for a document without a file extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum As {
    /// Plain text.
    Txt,
    /// Markdown.
    Md,
    /// A web page.
    Html,
    /// A case or a list in JSON.
    Json,
    /// A list in CSV or TSV.
    Csv,
    /// Subtitles.
    Vtt,
}

impl As {
    /// Each format with its file extension.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Md, "md"),
        (Self::Html, "html"),
        (Self::Txt, "txt"),
        (Self::Json, "json"),
        (Self::Csv, "csv"),
        (Self::Vtt, "vtt"),
    ];

    /// Its file extension.
    pub fn ending(self) -> &'static str {
        let known = Self::ALL.iter().find(|(form, _)| *form == self);
        known.map_or("", |(_, ending)| ending)
    }
}

/// Reads a document in any supported format.
///
/// `name` is its file name, or `-` for standard input. It only decides between formats that are
/// plain text. `convert` runs the external program that a format needs.
///
/// Errors: the format is not supported; the document is damaged, protected or without a word; those
/// of [`decode`] and of `convert`.
pub fn read_document(
    bytes: &[u8],
    name: &str,
    convert: &mut Convert<'_>,
) -> Result<Document, Error> {
    read_given(bytes, name, &Given::default(), convert)
}

/// Like [`read_document`], with what a person specifies about the document.
///
/// Errors: those of [`read_document`]; the document has no such column.
pub fn read_given(
    bytes: &[u8],
    name: &str,
    given: &Given,
    convert: &mut Convert<'_>,
) -> Result<Document, Error> {
    let name = if name == "-" { "standard input" } else { name };
    let shown = text::visible(name);
    let shown = shown.as_ref();
    if let Some((_, what, hint)) = REFUSED.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return Err(unsupported(shown, what, hint));
    }
    let document = if bytes.starts_with(PDF) {
        read_pdf(bytes, shown, convert)?
    } else if bytes.starts_with(ZIP) || bytes.starts_with(EMPTY_ZIP) {
        read_archive(bytes, shown, convert)?
    } else if bytes.starts_with(OLE) {
        return Err(ole_error(bytes, shown));
    } else if bytes.starts_with(RTF) {
        read_by_pandoc(bytes, shown, "rtf", "an RTF document", convert)?
    } else if is_one_mail(bytes) {
        mail::read(bytes, shown)?
    } else {
        read_text(bytes, name, given, convert)?
    };
    if document.is_empty() {
        return Err(decode::empty(shown));
    }
    Ok(document)
}

/// The texts of a document in which quotes are searched: the text in the file, and the text that a
/// reader sees. Parts that do not belong to the story are included. Empty if the document has no
/// word. Parameters and errors are those of [`read_document`].
pub fn words_of(bytes: &[u8], name: &str, convert: &mut Convert<'_>) -> Result<Vec<String>, Error> {
    let shown = text::visible(name);
    let is_text = REFUSED.iter().all(|(start, ..)| !bytes.starts_with(start))
        && BINARY_FORMATS.iter().all(|start| !bytes.starts_with(start));
    let mut texts = Vec::new();
    if is_text {
        match decode(bytes, name) {
            Ok(decoded) if html::is_page(&decoded.text, &ending(name)) => {
                return Ok(html::words_of(&decoded.text, &shown)?.into());
            }
            Ok(decoded) => {
                let is_story = no_prose(&decoded.text, false).is_none();
                texts.push(decoded.text.into_owned());
                // A table or code can be evidence, but has no paragraphs.
                if !is_story {
                    return Ok(texts);
                }
            }
            Err(error) if error == decode::empty(&shown) => return Ok(texts),
            Err(error) => return Err(error),
        }
    }
    let read = read_document(bytes, name, &mut |tool, bytes| {
        let output = convert(tool, bytes)?;
        // The whole output of the tool is searched, since readers leave parts of it out.
        let text = String::from_utf8_lossy(&output).into_owned();
        match tool {
            Tool::PdfToText => texts.push(pdf::words(&text, &shown)?),
            Tool::Pandoc(_) => texts.extend(html::words_of(&text, &shown)?),
        }
        Ok(output)
    });
    match read {
        Ok(document) => {
            let lines = document.lines();
            if !texts.contains(&lines) {
                texts.push(lines);
            }
            Ok(texts)
        }
        Err(error) if error == decode::empty(&shown) => Ok(texts),
        Err(error) => Err(error),
    }
}

fn unsupported(name: &str, what: &str, hint: &str) -> Error {
    Error::refused(
        format!("{name} is {what}, which factdesk does not read"),
        hint.to_owned(),
    )
}

fn read_pdf(bytes: &[u8], name: &str, convert: &mut Convert<'_>) -> Result<Document, Error> {
    let text = convert(Tool::PdfToText, bytes)?;
    let text = String::from_utf8_lossy(&text);
    if !pdf::words(&text, name)?.contains(char::is_alphanumeric) {
        return Err(Error::refused(
            format!("{name} shows only pictures: there is no text in this PDF"),
            "recognise its text first, as `ocrmypdf FILE NEW` does".to_owned(),
        ));
    }
    pdf::read(&text, name)
}

fn read_archive(bytes: &[u8], name: &str, convert: &mut Convert<'_>) -> Result<Document, Error> {
    let mut archive = Archive::new(bytes, name)?;
    // In ODT and EPUB, the first entry has this name and contains the media type.
    let kind = archive.text("mimetype").ok().flatten().unwrap_or_default();
    if kind.starts_with("application/epub") {
        return read_by_pandoc(bytes, name, "epub", "an EPUB", convert);
    }
    if let Some((_, what, hint)) = OTHER_ARCHIVES.iter().find(|(entry, ..)| archive.has(entry)) {
        return Err(unsupported(name, what, hint));
    }
    let is_odt = kind.starts_with("application/vnd.oasis.opendocument.text");
    if is_odt || (kind.is_empty() && archive.has("content.xml")) {
        let document = odt::read(&mut archive, name)?;
        return Ok(document.read_as("an ODT document"));
    }
    if archive.has("[Content_Types].xml") || archive.has("word/document.xml") {
        let document = docx::read(&mut archive, name)?;
        return Ok(document.read_as("a DOCX document"));
    }
    let hint = "unpack it and name the story in it";
    Err(unsupported(
        name,
        "an archive other than DOCX, ODT or EPUB",
        hint,
    ))
}

fn ole_error(bytes: &[u8], name: &str) -> Error {
    let contains = |word: &str| {
        let word: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(word.len()).any(|window| window == word)
    };
    let known = OLE_NAMES.iter().find(|(word, ..)| contains(word));
    let (what, hint) = known.map_or(
        ("an old Office file", "save it as DOCX or as plain text"),
        |(_, what, hint)| (*what, *hint),
    );
    Error::refused(
        format!("{name} is {what}, which factdesk does not read"),
        hint.to_owned(),
    )
}

fn read_by_pandoc(
    bytes: &[u8],
    name: &str,
    format: &'static str,
    what: &str,
    convert: &mut Convert<'_>,
) -> Result<Document, Error> {
    let prepared = (format == "rtf").then(|| rtf::prepare(bytes));
    let text = convert(Tool::Pandoc(format), prepared.as_deref().unwrap_or(bytes))?;
    let mut text = String::from_utf8_lossy(&text);
    if !text.contains(char::is_alphanumeric) {
        return Err(decode::empty(name));
    }
    let mut what = format!("{what}, through pandoc");
    if format == "rtf" {
        text = rtf::with_links_to_notes(&text).into();
    }
    if format == "rtf"
        && let Some(encoding) = rtf::encoding(bytes)
    {
        text = rtf::restore_letters(&text, encoding).into();
        what = format!("{what}, in {}", encoding.name());
    }
    Ok(html::read_all(&text, name)?.read_as(&what))
}

/// Reads a text as a web page, a chat, a format that pandoc reads, a transcript, a list, a table,
/// Markdown or plain text. Refuses text that is not prose.
fn read_text(
    bytes: &[u8],
    name: &str,
    given: &Given,
    convert: &mut Convert<'_>,
) -> Result<Document, Error> {
    let mut decoded = decode(bytes, name)?;
    let garbled = garbled(&decoded.text);
    let mut notes: Vec<String> = decoded.broken.take().into_iter().collect();
    if let Some(Garbled { text, note }) = garbled {
        decoded.text = text.map_or(decoded.text, Into::into);
        notes.push(note);
    }
    let shown = text::visible(name);
    let ending = given
        .form
        .map_or_else(|| ending(name), |form| form.ending().to_owned());
    let named = BY_PANDOC
        .iter()
        .find(|(endings, ..)| endings.contains(&ending.as_str()));
    let is_markdown = given.form == Some(As::Md)
        || (given.form.is_none() && Format::of_name(name) == Format::Markdown);
    let is_table = given.form == Some(As::Csv) || TABLE_EXTENSIONS.contains(&ending.as_str());
    let column = given.column.as_deref();
    let read = if html::is_page(&decoded.text, &ending) {
        match chats::telegram::page(&decoded.text, &shown) {
            Some(chat) => chat?,
            None => html::read(&decoded.text, &shown)?.read_as("a web page"),
        }
    } else if let Some((_, format, what)) = named {
        read_by_pandoc(decoded.text.as_bytes(), &shown, format, what, convert)?
    } else if let Some(talk) = read_talk(&decoded.text, given) {
        talk
    } else if let Some(list) = lists::json::read(&decoded.text) {
        list
    } else if let Some(list) = read_table(&decoded.text, &shown, is_table, column) {
        list?
    } else if let Some(found) = no_prose(&decoded.text, is_markdown) {
        let what = format!("{shown} is {}, not a story", found.what);
        return Err(Error::refused(what, found.hint));
    } else if is_markdown {
        markdown::read(&decoded.text)
    } else {
        Document::new(Content::Plain(decoded.text.into_owned()))
    };
    let read_as = match (read.read_as.as_str(), decoded.charset.as_str()) {
        (what, "") => what.to_owned(),
        ("", charset) => charset.to_owned(),
        (what, charset) => format!("{what} in {charset}"),
    };
    let mut document = Document {
        read_as,
        had_mark: decoded.had_mark,
        ..read
    };
    document.notes.extend(notes);
    Ok(document)
}

/// Reads a chat, posts or a transcript. None if the text is none of these, or if a person specified
/// another format.
fn read_talk(text: &str, given: &Given) -> Option<Document> {
    let may_be_talk = matches!(given.form, None | Some(As::Vtt | As::Json)) && !given.is_lines;
    let readers = [
        chats::telegram::json,
        chats::whatsapp::read,
        chats::thread::read,
        transcripts::cues::read,
        transcripts::timed::read,
    ];
    may_be_talk
        .then(|| readers.iter().find_map(|read| read(text)))
        .flatten()
}

/// Whether these bytes are a single mail or a web page saved as a mail, but not a mailbox.
fn is_one_mail(bytes: &[u8]) -> bool {
    mail::is_mail(bytes) && !is_mailbox(&String::from_utf8_lossy(bytes))
}

/// File extensions of tables.
const TABLE_EXTENSIONS: &[&str] = &["csv", "tsv", "tab"];

/// Reads a text as a table of claims. None if it is not a table, or if it is more likely another
/// kind of text that is not prose.
fn read_table(
    text: &str,
    name: &str,
    is_table: bool,
    column: Option<&str>,
) -> Option<Result<Document, Error>> {
    let is_sure = is_table || column.is_some();
    let is_other = !is_sure && no_prose(text, false).is_some();
    if is_other || case_form(text.as_bytes()).is_some() {
        return None;
    }
    lists::table::read(text, name, is_table, column)
}

/// The file extension without the dot and in lower case; empty if there is none.
fn ending(name: &str) -> String {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase());
    ending.unwrap_or_default()
}
