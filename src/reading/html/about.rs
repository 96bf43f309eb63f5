//! The metadata of a page: its JSON-LD, its meta tags, its links.

use dom_query::Document as Page;
use serde_json::Value;

use crate::reading::document::{About, parse_date};

/// The types of JSON-LD records about a story. Types that end in one of these are included:
/// `NewsArticle`, `ReportageNewsArticle`.
const ARTICLES: &[&str] = &[
    "Article",
    "BlogPosting",
    "Report",
    "LiveBlogPosting",
    "ClaimReview",
    "WebPage",
];

/// The names of meta tags for each value, in order of preference.
const TITLES: &[&str] = &["og:title", "twitter:title", "dc.title", "citation_title"];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "citation_author",
];
const PUBLISHERS: &[&str] = &[
    "og:site_name",
    "publisher",
    "dc.publisher",
    "application-name",
];
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "pdate",
    "publish-date",
    "published_time",
    "sailthru.date",
    "parsely-pub-date",
    "dc.date.issued",
    "dc.date",
    "dcterms.date",
    "date",
    "citation_publication_date",
];
const URLS: &[&str] = &["og:url", "twitter:url"];

/// Elements with the date of publication, and the attribute that contains it.
const TIMES: &[(&str, &str)] = &[
    ("[itemprop='datePublished']", "content"),
    ("[itemprop='datePublished']", "datetime"),
    ("abbr.published", "title"),
    ("time[pubdate]", "datetime"),
    ("time[datetime]", "datetime"),
];

/// Words before the name in a byline.
const BEFORE_AUTHORS: &[&str] = &[
    "by ",
    "written by ",
    "posted by ",
    "author: ",
    "author ",
    "story by ",
    "reported by ",
    "автор: ",
    "автор – ",
    "автор — ",
    "текст: ",
];

/// Separators between an author's name and the date, department or site after it.
const AFTER_AUTHORS: &[&str] = &[" | ", " • ", " · ", " / ", " on ", "\n"];

/// How many words an author line may have. It may contain several names.
const MAX_AUTHOR_WORDS: usize = 14;

/// Separators between a page's title and its site's name.
const TITLE_PARTS: &[&str] = &[" | ", " — ", " – ", " - ", " » ", " :: "];

/// The greatest length of a title, name or address, in bytes.
const MAX_BYTES: usize = 1000;

/// The metadata of a page. `source`: the text of the page.
pub(super) fn of(page: &Page, source: &str) -> About {
    let data = article_data(page);
    let value_at_path = |path: &[&str]| {
        data.as_ref()
            .map_or_else(String::new, |data| string_at(data, path))
    };
    let tags = meta_tags(page);
    let tag = |names: &[&str]| {
        let value = names
            .iter()
            .find_map(|name| tags.iter().find(|(known, _)| known == name));
        value.map_or_else(String::new, |(_, value)| value.clone())
    };
    let first = |all: [String; 3]| {
        all.into_iter()
            .find(|one| !one.is_empty())
            .unwrap_or_default()
    };
    let is_address = |text: &String| text.starts_with("https://") || text.starts_with("http://");
    let address = |text: String| Some(text).filter(is_address).unwrap_or_default();
    let canonical = attribute(page, "link[rel='canonical']", "href");
    let times = TIMES
        .iter()
        .map(|(selector, name)| attribute(page, selector, name));
    // Some sites give the address of the author's profile and not a name.
    let author = [value_at_path(&["author"]), tag(AUTHORS)]
        .into_iter()
        .map(|author| author_of(&author))
        .find(|author| !author.is_empty());
    let url = [
        canonical,
        tag(URLS),
        value_at_path(&["url"]),
        value_at_path(&["mainEntityOfPage", "@id"]),
        value_at_path(&["mainEntityOfPage"]),
        saved_from(source),
    ];
    let date: Vec<String> = [value_at_path(&["datePublished"]), tag(DATES)]
        .into_iter()
        .chain(times)
        .collect();
    let language = attribute(page, "html", "lang");
    About {
        title: first([value_at_path(&["headline"]), tag(TITLES), page_title(page)]),
        author: author.unwrap_or_default(),
        publisher: first([
            tag(PUBLISHERS),
            value_at_path(&["publisher", "name"]),
            String::new(),
        ]),
        published: date.iter().find_map(|date| parse_date(date)),
        url: url
            .into_iter()
            .map(address)
            .find(|url| !url.is_empty())
            .unwrap_or_default(),
        language,
    }
}

/// The author's name from a byline, without the words around it. Empty if there is no name.
pub(super) fn author_of(byline: &str) -> String {
    let mut name = byline.trim();
    while let Some(rest) = BEFORE_AUTHORS
        .iter()
        .find_map(|start| without_start(name, start))
    {
        name = rest.trim_start();
    }
    for separator in AFTER_AUTHORS {
        name = name.split(separator).next().unwrap_or_default();
    }
    // A part with a digit is no name: "Ann Lee, 4 May 2019".
    let parts = name
        .split(", ")
        .filter(|part| !part.contains(|c: char| c.is_ascii_digit()));
    let name = parts.collect::<Vec<_>>().join(", ");
    let name = name.trim_matches(|c: char| c.is_whitespace() || ",;:".contains(c));
    let is_address = name.contains("://") || name.contains('@') || name.starts_with("www.");
    let is_long = name.split(' ').nth(MAX_AUTHOR_WORDS).is_some();
    // The label of a comment form may look like a byline.
    let is_label = name.ends_with(['?', '!', '*']) || !name.contains(char::is_uppercase);
    if is_address || is_long || is_label {
        return String::new();
    }
    name.to_owned()
}

/// The text after `start`, ignoring case.
fn without_start<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let end = text.char_indices().nth(start.chars().count())?.0;
    let (beginning, rest) = text.split_at_checked(end)?;
    (beginning.to_lowercase() == start).then_some(rest)
}

/// A text with its white space collapsed. Empty if it is too long or has no word.
fn tidy(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // Some converters write "-" if there is no title.
    Some(text)
        .filter(|text| text.len() <= MAX_BYTES && text.contains(char::is_alphanumeric))
        .unwrap_or_default()
}

fn attribute(page: &Page, selector: &str, name: &str) -> String {
    let value = page.select_single(selector).attr(name);
    value.map_or_else(String::new, |value| tidy(&value))
}

/// The page's title without the name of its site.
fn page_title(page: &Page) -> String {
    let title = tidy(&page.select_single("head title").text());
    let split = TITLE_PARTS
        .iter()
        .filter_map(|separator| title.rsplit_once(separator))
        .min_by_key(|(title, _)| title.len());
    // The part before the separator is the title only if it is the longer part.
    match split {
        Some((start, end)) if start.split(' ').count() >= end.split(' ').count() => {
            start.to_owned()
        }
        _ => title,
    }
}

/// The names (in lower case) and values of meta tags.
fn meta_tags(page: &Page) -> Vec<(String, String)> {
    let mut tags = Vec::new();
    for node in page.select("meta[content]").nodes() {
        let name = ["property", "name", "itemprop"]
            .into_iter()
            .find_map(|key| node.attr(key));
        let value = tidy(&node.attr("content").unwrap_or_default());
        if let Some(name) = name
            && !value.is_empty()
        {
            tags.push((name.trim().to_lowercase(), value));
        }
    }
    tags
}

/// The address from which the page was saved. Browsers write it into the first lines.
fn saved_from(source: &str) -> String {
    let start: String = source.chars().take(MAX_BYTES).collect();
    let after = |mark: &str| start.split_once(mark).map(|(_, after)| after);
    let by_single_file = || after("Page saved with SingleFile")?.split_once("url:");
    let url = after("saved from url=(")
        .and_then(|after| after.split_once(')'))
        .or_else(by_single_file)
        .map(|(_, url)| url);
    url.and_then(|url| url.split_whitespace().next())
        .unwrap_or_default()
        .to_owned()
}

/// The JSON-LD record about the story.
fn article_data(page: &Page) -> Option<Value> {
    page.select("script[type='application/ld+json']")
        .nodes()
        .iter()
        .filter_map(|node| parsed(&node.text()))
        .find_map(|data: Value| {
            let records = match &data {
                Value::Array(all) => all.iter().collect(),
                Value::Object(fields) => match fields.get("@graph") {
                    Some(Value::Array(all)) => all.iter().collect(),
                    _ => vec![&data],
                },
                _ => Vec::new(),
            };
            // The kinds are tried in this order, since the record of the page has less information
            // than that of the story.
            let record = ARTICLES.iter().find_map(|kind| {
                records
                    .iter()
                    .find(|record| is_kind(record.get("@type"), kind))
            });
            record.map(|record| (*record).clone())
        })
}

/// Parses a JSON-LD record, repairing common mistakes: a comment around it, line breaks in strings,
/// trailing commas.
fn parsed(text: &str) -> Option<Value> {
    let text = text.trim();
    serde_json::from_str(text).ok().or_else(|| {
        let text = text.replace("<![CDATA[", "").replace("]]>", "");
        let start = text.find(['{', '['])?;
        let end = text.rfind(['}', ']'])?;
        let mut repaired = String::new();
        let (mut is_string, mut is_escaped) = (false, false);
        for c in text.get(start..=end)?.chars() {
            is_string ^= c == '"' && !is_escaped;
            is_escaped = is_string && c == '\\' && !is_escaped;
            if !is_string && matches!(c, '}' | ']') {
                let kept = repaired.trim_end().trim_end_matches(',').len();
                repaired.truncate(kept);
            }
            repaired.push(if c.is_control() { ' ' } else { c });
        }
        serde_json::from_str(&repaired).ok()
    })
}

fn is_kind(types: Option<&Value>, kind: &str) -> bool {
    match types {
        Some(Value::String(types)) => types.ends_with(kind),
        Some(Value::Array(all)) => all
            .iter()
            .any(|types| types.as_str().is_some_and(|types| types.ends_with(kind))),
        _ => false,
    }
}

/// The string at a path of a record: a text, or the name of a person or organisation. The strings
/// of a list are joined.
fn string_at(data: &Value, path: &[&str]) -> String {
    let mut value = data;
    for key in path {
        match value.get(key) {
            Some(inner) => value = inner,
            None => return String::new(),
        }
    }
    let name = |value: &Value| -> String {
        let text = value.get("name").unwrap_or(value).as_str();
        tidy(&html_text(text.unwrap_or_default()))
    };
    match value {
        Value::Array(all) => {
            let names: Vec<String> = all
                .iter()
                .map(name)
                .filter(|name| !name.is_empty())
                .collect();
            names.join(", ")
        }
        one => name(one),
    }
}

/// Decodes character references. Some sites have them in their JSON-LD by mistake.
fn html_text(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let page = Page::fragment(text.replace('<', "&lt;"));
    page.text().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(page: &str) -> About {
        of(&Page::from(page), page)
    }

    #[test]
    fn only_the_name_is_taken_from_a_byline() {
        for (byline, expected) in [
            ("By Ann Lee", "Ann Lee"),
            ("Posted by Ann Lee on 4 May 2019", "Ann Lee"),
            ("Ann Lee, 4 May 2019", "Ann Lee"),
            ("Автор: Леся Гайова | Вісник", "Леся Гайова"),
            ("Ann Lee, Bo Karr", "Ann Lee, Bo Karr"),
            ("https://social.example/ann", ""),
            ("name *", ""),
        ] {
            assert_eq!(author_of(byline), expected);
        }
    }

    #[test]
    fn dates_and_addresses_of_pages_are_found() {
        let day = |page: &str| about(page).published.map(|day| day.to_string());
        for page in [
            "<meta property='og:article:published_time' content='2019-05-04T10:00:00Z'>",
            "<meta name='pdate' content='20190504'>",
            "<p><abbr class='published' title='2019-05-04'>May 4</abbr></p>",
            "<span itemprop='datePublished' content='2019/05/04'></span>",
            "<meta name='date' content='May 4, 2019'>",
            "<meta name='date' content='Sat, 4 May 2019 at 10:00'>",
            "<script type='application/ld+json'>//<![CDATA[\n{\"@type\": \"NewsArticle\", \"headline\": \"Two\nlines\", \"datePublished\": \"2019-05-04\",}\n//]]></script>",
            "<script type='application/ld+json'>{\"@type\": \"ClaimReview\", \"datePublished\": \"2019-05-04\"}</script>",
        ] {
            assert_eq!(day(page).as_deref(), Some("2019-05-04"), "{page}");
        }
        let saved = "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://example.org/a \n saved date: x\n--><p>A.";
        assert_eq!(about(saved).url, "https://example.org/a");
    }
}
