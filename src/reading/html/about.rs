//! What a page says of itself: the data for search engines (JSON-LD), its meta tags, its links.

use dom_query::Document as Page;
use serde_json::Value;

use crate::reading::document::{About, day_of};

/// The types of JSON-LD records that are about a story. What ends so is one too: `NewsArticle`, `ReportageNewsArticle`.
const ARTICLES: &[&str] = &[
    "Article",
    "BlogPosting",
    "Report",
    "LiveBlogPosting",
    "WebPage",
];

/// The meta tags for each thing to know, the best first.
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
    "og:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "parsely-pub-date",
    "dc.date.issued",
    "dc.date",
    "dcterms.date",
    "date",
    "citation_publication_date",
];
const URLS: &[&str] = &["og:url", "twitter:url"];

/// Signs that part a page's title from its site's name.
const TITLE_PARTS: &[&str] = &[" | ", " — ", " – ", " - ", " » ", " :: "];

/// More of a string than this is no title, name or address.
const LONGEST: usize = 1000;

/// What a page says of itself. `source` is the page as it was read.
pub(super) fn of(page: &Page, source: &str) -> About {
    let data = article_data(page);
    let said = |path: &[&str]| {
        data.as_ref()
            .map_or_else(String::new, |data| at(data, path))
    };
    let tags = meta_tags(page);
    let tag = |names: &[&str]| {
        let found = names
            .iter()
            .find_map(|name| tags.iter().find(|(known, _)| known == name));
        found.map_or_else(String::new, |(_, value)| value.clone())
    };
    let first = |all: [String; 3]| {
        all.into_iter()
            .find(|one| !one.is_empty())
            .unwrap_or_default()
    };
    let is_address = |text: &String| text.starts_with("https://") || text.starts_with("http://");
    let address = |text: String| Some(text).filter(is_address).unwrap_or_default();
    let canonical = attribute(page, "link[rel='canonical']", "href");
    let time = attribute(page, "time[datetime]", "datetime");
    // Some sites give the author's page on a social network where a name belongs.
    let author = first([said(&["author"]), tag(AUTHORS), String::new()]);
    let url = [canonical, tag(URLS), said(&["url"]), saved_from(source)];
    let date = [said(&["datePublished"]), tag(DATES), time];
    let language = attribute(page, "html", "lang");
    About {
        title: first([said(&["headline"]), tag(TITLES), page_title(page)]),
        author: if is_address(&author) {
            String::new()
        } else {
            author
        },
        publisher: first([tag(PUBLISHERS), said(&["publisher", "name"]), String::new()]),
        published: date.iter().find_map(|date| day_of(date)),
        url: url
            .into_iter()
            .map(address)
            .find(|url| !url.is_empty())
            .unwrap_or_default(),
        language,
    }
}

/// A string without spaces around it and inside it only single ones; none where it is too long to be what it should be.
fn tidy(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // Converters put a "-" where they know no title.
    Some(text)
        .filter(|text| text.len() <= LONGEST && text.contains(char::is_alphanumeric))
        .unwrap_or_default()
}

fn attribute(page: &Page, selector: &str, name: &str) -> String {
    let found = page.select_single(selector).attr(name);
    found.map_or_else(String::new, |value| tidy(&value))
}

/// The page's own title, without the name of its site.
fn page_title(page: &Page) -> String {
    let title = tidy(&page.select_single("head title").text());
    let parted = TITLE_PARTS
        .iter()
        .filter_map(|sign| title.rsplit_once(sign))
        .min_by_key(|(title, _)| title.len());
    // What is left of the sign is the title only if it is the longer part.
    match parted {
        Some((start, end)) if start.split(' ').count() >= end.split(' ').count() => {
            start.to_owned()
        }
        _ => title,
    }
}

/// Names, in lower case, and values of the meta tags.
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

/// Where the page was saved from, as browsers write it into the first lines.
fn saved_from(source: &str) -> String {
    let start: String = source.chars().take(LONGEST).collect();
    let after = start.split_once("saved from url=(").map(|(_, after)| after);
    let url = after
        .and_then(|after| after.split_once(')'))
        .map(|(_, url)| url);
    url.and_then(|url| url.split_whitespace().next())
        .unwrap_or_default()
        .to_owned()
}

/// The record of the page's data for search engines that is about a story.
fn article_data(page: &Page) -> Option<Value> {
    page.select("script[type='application/ld+json']")
        .nodes()
        .iter()
        .filter_map(|node| serde_json::from_str(node.text().trim()).ok())
        .find_map(|data: Value| {
            let records = match &data {
                Value::Array(all) => all.iter().collect(),
                Value::Object(fields) => match fields.get("@graph") {
                    Some(Value::Array(all)) => all.iter().collect(),
                    _ => vec![&data],
                },
                _ => Vec::new(),
            };
            // A page's own record tells less than its story's.
            let found = ARTICLES.iter().find_map(|kind| {
                records
                    .iter()
                    .find(|record| is_kind(record.get("@type"), kind))
            });
            found.map(|found| (*found).clone())
        })
}

fn is_kind(given: Option<&Value>, kind: &str) -> bool {
    match given {
        Some(Value::String(given)) => given.ends_with(kind),
        Some(Value::Array(all)) => all
            .iter()
            .any(|given| given.as_str().is_some_and(|given| given.ends_with(kind))),
        _ => false,
    }
}

/// The string at a path of a record. A person or organisation is its name, a list its members' strings.
fn at(data: &Value, path: &[&str]) -> String {
    let mut found = data;
    for key in path {
        match found.get(key) {
            Some(value) => found = value,
            None => return String::new(),
        }
    }
    let name = |value: &Value| -> String {
        let text = value.get("name").unwrap_or(value).as_str();
        tidy(&html_text(text.unwrap_or_default()))
    };
    match found {
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

/// Text in which character references stand for characters, as sites write them into their data by mistake.
fn html_text(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let page = Page::fragment(text.replace('<', "&lt;"));
    page.text().to_string()
}
