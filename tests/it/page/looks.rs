//! Colours, fonts, and messages of a browser.

use super::*;

/// The colours of each scheme, by name.
fn schemes(style: &str) -> [HashMap<String, [f64; 3]>; 3] {
    let mut blocks = style.split(":root").skip(1).map(|block| {
        let block = &block[..block.find('}').unwrap()];
        let pairs = block
            .split(';')
            .filter_map(|line| line.trim().trim_start_matches('{').trim().split_once(": #"));
        let colour = |hex: &str| {
            let hex = if hex.len() == 3 {
                hex.chars().flat_map(|c| [c, c]).collect()
            } else {
                hex.to_owned()
            };
            [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0)
        };
        pairs
            .map(|(name, hex)| (name.to_owned(), colour(hex)))
            .collect()
    });
    [
        blocks.next().unwrap(),
        blocks.next().unwrap(),
        blocks.next().unwrap(),
    ]
}

/// Relative luminance and contrast as WCAG 2.2 defines them.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let light = |colour: [f64; 3]| {
        let [r, g, b] = colour.map(|part| {
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (light(one), light(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn the_colours_of_both_schemes_and_of_print_have_enough_contrast() {
    let html = page(&case(SAMPLE));
    let style = html
        .split("<style>")
        .nth(1)
        .unwrap()
        .split("</style>")
        .next()
        .unwrap();
    let mut worst = (f64::MAX, String::new());
    for (scheme, colours) in schemes(style).iter().enumerate() {
        let mut pairs = Vec::new();
        for ground in ["--paper", "--panel"] {
            pairs.extend(
                ["--ink", "--quiet", "--link"].map(|ink| (ink.to_owned(), ground.to_owned())),
            );
        }
        for standing in Standing::ALL {
            let (tone, tint) = (format!("--{standing}"), format!("--{standing}-tint"));
            for ink in ["--ink", "--quiet", &tone] {
                pairs.push((ink.to_owned(), tint.clone()));
            }
            for ground in ["--paper", "--panel"] {
                pairs.push((tone.clone(), ground.to_owned()));
            }
        }
        for (ink, ground) in pairs {
            let ratio = contrast(colours[&ink], colours[&ground]);
            assert!(
                ratio >= 4.5,
                "scheme {scheme}: {ink} on {ground} is {ratio:.2}"
            );
            if ratio < worst.0 {
                worst = (ratio, format!("{ink} on {ground}"));
            }
        }
    }
    println!("worst: {:.2}, {}", worst.0, worst.1);
    // Colours are used only through these names.
    let rules = style.split('}').filter(|rule| !rule.contains(":root"));
    assert!(
        !rules
            .into_iter()
            .any(|rule| rule.contains(": #") || rule.contains("rgb")),
        "a colour without a name"
    );
    for turned in [" order:", "-reverse", "float:", "outline: 0"] {
        assert!(
            !style.contains(turned),
            "{turned} parts what is seen from what is read"
        );
    }
}

#[test]
fn no_font_shorthand_inherits_a_part() {
    let html = page(&case(SAMPLE));
    for rule in html.split(['{', ';', '}']).map(str::trim) {
        if let Some(font) = rule.strip_prefix("font:") {
            let is_part = font.contains("inherit") && font.trim() != "inherit";
            assert!(!is_part, "{rule}");
        }
    }
}

#[test]
fn the_page_requests_nothing_from_outside() {
    let html = page(&case(SAMPLE));
    let document = Document::from(html.as_str());
    let policy = document.select("meta[http-equiv=Content-Security-Policy]");
    assert!(
        policy
            .attr("content")
            .unwrap()
            .starts_with("default-src 'none'; style-src 'unsafe-inline'")
    );
    for node in elements(&document) {
        for loading in [
            "src",
            "srcset",
            "data",
            "poster",
            "action",
            "background",
            "style",
            "xlink:href",
        ] {
            assert!(attribute(&node, loading).is_none());
        }
    }
    let style = document.select("style").text().to_string();
    for loading in ["url(", "@import", "expression", "image-set"] {
        assert!(!style.contains(loading));
    }
}

/// The page in a real browser, if `chromium` is in the PATH (Debian: `apt-get install chromium`).
/// The pictures are put in `target/tmp/page/`.
#[test]
fn a_browser_reports_no_problem_and_requests_nothing() {
    if Command::new("chromium").arg("--version").output().is_err() {
        eprintln!("skipped: there is no chromium here");
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page");
    std::fs::create_dir_all(&folder).unwrap();
    let light = page(&case(SAMPLE));
    let dark = light.replace("(prefers-color-scheme: dark)", "all");
    for (look, html) in [("light", &light), ("dark", &dark)] {
        let file = folder.join(format!("{look}.html"));
        std::fs::write(&file, html).unwrap();
        for (size, width) in [("desk", 1280), ("phone", 500)] {
            let log = folder.join(format!("{look}-{size}.net.json"));
            let picture = folder.join(format!("{look}-{size}.png"));
            let ran = Command::new("chromium")
                .args([
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--hide-scrollbars",
                    "--enable-logging=stderr",
                ])
                .arg(format!(
                    "--user-data-dir={}",
                    folder.join("profile").display()
                ))
                .arg(format!("--window-size={width},4000"))
                .arg(format!("--log-net-log={}", log.display()))
                .arg(format!("--screenshot={}", picture.display()))
                .arg(format!("file://{}", file.display()))
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&ran.stderr);
            assert!(picture.is_file(), "{said}");
            assert!(!said.contains("CONSOLE"), "{said}");
            let net = std::fs::read_to_string(log).unwrap();
            assert!(
                !net.contains(".example"),
                "an address of the page was asked for"
            );
        }
        let paper = folder.join(format!("{look}.pdf"));
        let print = Command::new("chromium")
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-pdf-header-footer",
            ])
            .arg(format!(
                "--user-data-dir={}",
                folder.join("profile").display()
            ))
            .arg(format!("--print-to-pdf={}", paper.display()))
            .arg(format!("file://{}", file.display()))
            .output()
            .unwrap();
        assert!(print.status.success() && paper.is_file());
        // Paper is used sparingly: no page except the last is half empty.
        if let Ok(about) = Command::new("pdfinfo").arg(&paper).output() {
            let about = String::from_utf8_lossy(&about.stdout).into_owned();
            let pages = about.lines().find_map(|line| line.strip_prefix("Pages:"));
            let pages: usize = pages.unwrap().trim().parse().unwrap();
            assert!(pages <= 20, "{pages} pages");
            let text = Command::new("pdftotext").arg(&paper).arg("-").output();
            let text = String::from_utf8(text.unwrap().stdout).unwrap();
            let words: Vec<usize> = text
                .split('\u{c}')
                .map(|page| page.split_whitespace().count())
                .collect();
            let full = &words[..pages - 1];
            assert!(full.iter().all(|count| *count >= 120), "{words:?}");
        }
    }
}
