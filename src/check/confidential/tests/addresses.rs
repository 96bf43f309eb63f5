//! Tests of handles, addresses, numbers and files.

use super::*;

#[test]
fn handles_addresses_and_numbers_are_found() {
    table(&[
        (
            "nurse <https://instagram.com/nurse.kharkiv/>",
            &[
                "see [nurse_kharkiv]",
                "@[nurse_kharkiv]",
                "t.me/s/[nurse_kharkiv]",
                "[nurse.kharkiv]",
                "Kharkiv",
            ],
        ),
        (
            "x <https://t.me/nurse_kharkiv>",
            &[
                "@[nurse_kharkiv]",
                "https://[t.me/nurse_kharkiv]",
                "t.me/other",
            ],
        ),
        (
            "y <https://drive.google.com/file/secretdoc/view?token=abc>",
            &[
                "the [secretdoc]",
                "drive.google.com/[secretdoc]/view",
                "?token=[abc]",
                "abc",
                "drive.google.com/view",
            ],
        ),
        (
            "@nurse_kharkiv",
            &[
                "[nurse_kharkiv]",
                "t.me/[nurse_kharkiv]",
                "@[NURSE_KHARKIV]",
            ],
        ),
        (
            "z <mailto:olena.d@mail.example>",
            &["[OLENA.D] at", "[olena.d@mail.example]"],
        ),
        (
            "z <tel:+380501234567>",
            &[
                "call +[38 050 123 45 67]",
                "[050-123-45-67]",
                "[0501234567]",
                "([050) 123 45 67]",
                "12345",
            ],
        ),
        (
            "Olena Demchuk",
            &[
                "[odemchuk]@x.example",
                "[demchuk85]@",
                "@[elenademchuk]",
                "{nurse}_[demchuk].pdf",
                "x/[demchuk].html",
                "@[olenademchuk], [DemchukOlena]",
            ],
        ),
        (
            "Ivan Sydorenko <https://user@WWW.Leaks.example:8080/a?b>",
            &[
                "at [leaks.example].",
                "http://www.[LEAKS.example]/other",
                "leaks example",
            ],
        ),
        ("", &[]),
    ]);
    let olena = secrets(&[("", "https://олена.укр/x")]);
    for text in [
        "http://xn--80ajrjc.xn--j1amh/",
        "xn--80ajrjc.xn--j1amh",
        "олена.укр",
    ] {
        assert!(olena.holds(text), "{text}");
    }
    assert!(olena.holds_in_address("https://xn--80ajrjc.xn--j1amh/about"));
    assert!(!olena.holds("http://xn--80aafey1amqq.xn--d1acj3b/"));
}

#[test]
fn files_are_found_by_their_stems() {
    let (mut case, mut mint) = case(&[("a source", "")]);
    let source = case.sources.iter().next().unwrap().id;
    let mut claim = Claim::new(mint.id(|_| false), None, "x");
    for name in [
        "lists/olenka-7742.pdf",
        "memo7.pdf",
        "scan 0001.png",
        "document.pdf",
    ] {
        let mut item = item(&mut mint, source);
        item.file = Some(File {
            name: name.to_owned(),
            sha256: Sha256::over([name.as_bytes()]),
        });
        claim.evidence.push(item);
    }
    case.claims.insert(Arc::new(claim));
    let secrets = Secrets::of(&case);
    for (text, there) in [
        (
            "OLENKA_7742 and olenka 7742",
            vec!["OLENKA_7742", "olenka 7742"],
        ),
        ("in lists/olenka-7742.pdf", vec!["lists/olenka-7742.pdf"]),
        ("the memo7 says", vec!["memo7"]),
        ("a document, a scan, scan 0002", vec![]),
    ] {
        assert_eq!(found(&secrets, text), there, "{text}");
    }
    assert_eq!(
        asked(&secrets, "Olenka came"),
        [("Olenka", Doubt::RareWord)]
    );
    let hash = Sha256::over([b"memo7.pdf".as_slice()]).to_string();
    assert!(secrets.holds(&format!("sha256 {hash}")));
}

#[test]
fn an_address_is_read_over_its_breaks() {
    let secrets = secrets(&[("Kira Quillfen", "https://t.me/vik.torrens_9")]);
    for address in [
        "https://host.example/quil-_lfen/a.pdf",
        "https://host.example/quil+lfen",
        "https://t.me/vik.tor-+rens_9",
        "scans/quill-\nfen.pdf",
    ] {
        assert!(secrets.holds_in_address(address), "{address}");
    }
    let common = super::secrets(&[("Петро Кравець", "")]);
    assert!(common.holds_in_address("scans/П. Кр-\nавцем.pdf"));
    for address in ["https://host.example/quill-pen", "a-b_c", ""] {
        assert!(!secrets.holds_in_address(address), "{address}");
    }
}

#[test]
fn a_host_in_its_code_has_no_small_letters() {
    table(&[
        ("Olena Harbuz", &["https://[xn--80ajrjc].xn--j1amh/"]),
        (
            "Надія Гарбуз",
            &["/{Надежде}/", "so said {xn--80aiadbe9b}.xn--j1amh"],
        ),
    ]);
}

#[test]
fn a_name_that_a_line_end_broke_is_found_in_each_of_sixteen_parts_and_joints() {
    let secrets = secrets(&[("Olena Demchuk", "")]);
    // Each of sixteen parts of a path.
    for place in 0..16 {
        let parts: Vec<&str> = (0..16)
            .map(|at| if at == place { "dem_chuk" } else { "a_ferry" })
            .collect();
        let address = format!("https://paper.example/{}", parts.join("/"));
        assert!(secrets.holds_in_address(&address), "{address}");
    }
    // Each of sixteen joints in a part of a path.
    for before in 0..16 {
        let address = format!("https://paper.example/{}dem_chuk_9", "x_".repeat(before));
        assert!(secrets.holds_in_address(&address), "{address}");
    }
    let without = |address: &str| super::super::in_address::without_breaks(address);
    assert_eq!(without("a_b/c_d_e/f"), "/ab/c_d_e/a_b/cd_e/f/a_b/c_de/f");
    assert_eq!(without("dem__chuk"), "/demchuk///dem_chuk/");
    // A hostile address costs at most sixteen times its length, and as much for the parts beside.
    let long = "x_".repeat(5_000);
    assert!(without(&long).len() <= 17 * long.len());
    let long = format!("{}/", "x_".repeat(20)).repeat(500);
    assert!(without(&long).len() <= 3 * 17 * long.len());
    assert!(!secrets.holds_in_address("https://paper.example/a_ferry/left_at_six"));
}

#[test]
fn a_name_of_common_words_is_found_over_two_parts_of_which_a_line_end_broke_one() {
    let secrets = secrets(&[("Rose Miller", "")]);
    for address in [
        "scans/rose/mil_ler",
        "scans/ro_se/miller/a.pdf",
        "x_rose/mil_ler",
    ] {
        assert!(secrets.holds_in_address(address), "{address}");
    }
    assert!(!secrets.holds_in_address("scans/rose/mil_ls"));
}
