//! Tests of offices, trades and relatives that say who a source is, beside its name and elsewhere.

use super::*;

#[test]
fn an_office_beside_a_name_is_asked_about() {
    table(&[
        (
            "Jane Eisner",
            &[
                "the {Forward’s editor in chief} [Jane Eisner] said",
                "The {hospital's head nurse}, [Jane Eisner], said so.",
                "So [Jane Eisner], {head nurse at the regional hospital}, said.",
                "[Eisner], a {midwife}, was there.",
                "[Eisner] ({deputy director of the plant}) was there.",
                "said {police inspector} [Eisner] on Monday",
                "[Eisner] works as a {nurse at the clinic}.",
                "[Eisner], who is ill, said",
                "the {Forward’s} [Jane Eisner] said",
                "[Jane Eisner] of the {regional hospital} said",
                "[Jane Eisner] of {Reuters} said",
            ],
        ),
        (
            "Олена Демчук",
            &[
                "повідомила {головна лікарка обласної лікарні} [Олена Демчук].",
                "[Олена Демчук], {головна лікарка обласної лікарні}, каже.",
                "[Демчук] — {медсестра}.",
                "[Демчук] працює {медсестрою}.",
                "розповіла [Демчук] з {обласної лікарні}.",
                "[Демчук], яка все бачила",
            ],
        ),
        (
            "Владимир Колокольцев",
            &[
                "сообщил {министр внутренних дел} [Владимир Колокольцев].",
                "сообщил [Колокольцев], {глава министерства}.",
            ],
        ),
    ]);
}

#[test]
fn titles_and_offices_of_other_people_are_not_asked_about() {
    table(&[(
        "Jane Eisner",
        &[
            "Mrs [Eisner] said",
            "The doctor met [Eisner] there.",
            "\"He left,\" [Eisner] said, the doctor said.",
            "According to [Eisner], the doctor was ill.",
            "When [Eisner] came, a man left.",
            "[Eisner], prosecutors said, was there.",
            "They told [Eisner] of the plan.",
        ],
    )]);
}

/// The secrets of a case with one confidential source, its note, and this story.
pub(super) fn secrets_of(name: &str, note: &str, story: &[&str]) -> Secrets {
    let (mut case, _) = case(&[(name, "")]);
    let mut source = case.sources.iter().next().unwrap().as_ref().clone();
    source.note = note.to_owned();
    case.sources.insert(Arc::new(source));
    let paragraphs = story
        .iter()
        .map(|one| Paragraph::new(Part::Body, (*one).to_owned()));
    case.draft = Some(Arc::new(Draft::new("a.txt", paragraphs.collect())));
    Secrets::of(&case)
}

#[test]
fn the_same_office_is_asked_about_where_it_stands_alone() {
    let beside = "Jane Eisner, head nurse at the regional hospital, saw it.";
    let secrets = secrets_of("Jane Eisner", "", &[beside]);
    for (text, there) in [
        ("The head nurse left.", vec!["head nurse"]),
        (
            "A nurse at the hospital left.",
            vec!["nurse at the hospital"],
        ),
        ("The nurse left.", vec!["nurse"]),
        ("He was ahead of it.", vec![]),
        ("The head of state left.", vec![]),
    ] {
        let asked: Vec<&str> = asked(&secrets, text)
            .into_iter()
            .map(|(words, _)| words)
            .collect();
        assert_eq!(asked, there, "{text}");
    }
    // A frequent office identifies nobody by itself.
    let many = "The nurse and the nurse and the nurse and the nurse met a nurse.";
    let secrets = secrets_of("Jane Eisner", "", &[beside, many]);
    assert_eq!(asked(&secrets, "The nurse left."), []);
    assert_eq!(
        asked(&secrets, "The head nurse left."),
        [("head nurse", Doubt::Office)]
    );
}

#[test]
fn an_office_in_the_sources_own_notes_is_asked_about_in_the_story() {
    let secrets = secrets_of("Демчук", "головна лікарка обласної лікарні", &["Сніг."]);
    let text = "Каже головна лікарка лікарні.";
    assert_eq!(
        asked(&secrets, text),
        [("головна лікарка лікарні", Doubt::Office)]
    );
}

#[test]
fn an_office_around_a_name_is_asked_about_in_pieces() {
    let beside = "Ann Lee, head nurse at the regional hospital, saw it.";
    let secrets = secrets_of("Ann Lee", "", &[beside]);
    assert_eq!(
        asked(&secrets, "The nurse met Lee at the hospital."),
        [("nurse", Doubt::Office), ("hospital", Doubt::Office)]
    );
}

#[test]
fn an_office_with_another_name_in_it_is_asked_about_as_the_name_is() {
    let both = secrets(&[("Ann Lee", ""), ("Olena Demchuk", "")]);
    let text = "The deputy director of the Demchuk Clinic, Ann Lee, left.";
    assert_eq!(found(&both, text), ["Demchuk", "Ann Lee"]);
    assert_eq!(
        asked(&both, text),
        [
            ("deputy director", Doubt::Office),
            ("Clinic", Doubt::Office)
        ]
    );
    let text = "The deputy director of the Demchyk plant, Ann Lee, left.";
    let places = asked(&both, text);
    assert_eq!(
        places.iter().map(|(words, _)| *words).collect::<Vec<_>>(),
        ["deputy director", "Demchyk", "plant"]
    );
    assert_ne!(places[1].1, Doubt::Office);
}

#[test]
fn an_office_that_the_story_repeats_is_kept_once() {
    let told_often: Vec<String> = (0..30)
        .map(|at| format!("Ann Lee, head nurse at the regional hospital, saw number {at}."))
        .collect();
    let often: Vec<&str> = told_often.iter().map(String::as_str).collect();
    assert_eq!(secrets_of("Ann Lee", "", &often).known_roles().len(), 1);
}

#[test]
fn a_person_who_is_named_beside_is_no_office() {
    table(&[(
        "Ann Lee",
        &[
            "[Ann Lee], and a midwife, left.",
            "The midwife was in the lab. [Ann Lee] left again.",
        ],
    )]);
}

#[test]
fn an_office_of_two_letters_is_asked_about() {
    let secrets = secrets_of("Ann Lee", "", &["Ann Lee, an MP, saw it."]);
    assert_eq!(asked(&secrets, "An MP left."), [("MP", Doubt::Office)]);
}

#[test]
fn a_clause_that_says_who_somebody_is_is_asked_about() {
    table(&[
        (
            "Jane Eisner",
            &[
                "[Eisner], {who heads the charity}, said so.",
                "[Eisner], {who until June ran the shelter}, left.",
                "[Eisner] {who represents the pilots} said",
                "[Eisner], {who works at the regional hospital}, left.",
                "The woman {who leads the choir}, [Jane Eisner], left.",
                "[Eisner], who is ill, said",
                "[Eisner], who saw it all, left.",
                "[Eisner] asked who heads the charity.",
            ],
        ),
        (
            "Олена Демчук",
            &[
                "[Демчук], {яка представляє громаду}, каже.",
                "[Демчук], {яка торік очолила фонд}, каже.",
                "Жінка, {яка очолює фонд}, [Олена Демчук], каже.",
                "[Демчук], яка все бачила",
            ],
        ),
        (
            "Владимир Колокольцев",
            &[
                "[Колокольцев], {который возглавляет фонд}, молчит.",
                "с [Колокольцевым], {который работает в больнице}, не связались.",
                "[Колокольцев], который уехал, молчит.",
            ],
        ),
    ]);
}

#[test]
fn relatives_of_a_source_are_asked_about_before_and_behind_the_name() {
    table(&[
        (
            "Olena Demchuk",
            &[
                "the {sister} of [Olena] said",
                "[Olena]'s {sister Maria} said",
                "[Demchuk]’s late {husband} left",
                "the sister of the nurse",
            ],
        ),
        (
            "Олена Демчук",
            &[
                "каже {сестра} [Олени]",
                "бачили [Олени] {сестру Марію}",
                "сестра каже",
            ],
        ),
        (
            "Елена Ревуцкая",
            &["молчит [Елены] {сестра}", "{муж} [Ревуцкой] молчит"],
        ),
    ]);
}

#[test]
fn a_trade_that_no_list_has_is_asked_about() {
    table(&[
        (
            "Jane Eisner",
            &[
                "The {radiographer} [Jane Eisner] left.",
                "[Eisner], a {phlebotomist at the clinic}, left.",
                "[Eisner], a {bell ringer from Kovel}, left.",
                "[Eisner] works as a {sheep shearer}.",
                "[Eisner], a year later, left.",
                "Over dinner [Eisner] said so.",
                "[Eisner], however, left.",
            ],
        ),
        (
            "Олена Демчук",
            &[
                "каже {лаборантка обласної лікарні} [Олена Демчук].",
                "[Демчук], {весовщиця з елеватора}, каже.",
                "[Демчук] працює {швачкою на фабриці}.",
                "[Демчук] працює в місті.",
                "Тепер [Демчук] каже",
            ],
        ),
        (
            "Елена Ревуцкая",
            &[
                "говорит {весовщица} [Ревуцкая].",
                "[Ревуцкая], {кладовщица завода}, говорит.",
                "На элеваторе [Ревуцкая] молчит.",
            ],
        ),
    ]);
}

#[test]
fn a_description_of_the_sources_own_is_asked_about_in_all_its_forms() {
    for (name, note, text, there) in [
        (
            "D.",
            "лаборантка",
            "бачили лаборанток і лаборантці",
            &["лаборанток", "лаборантці"][..],
        ),
        (
            "D.",
            "весовщица на элеваторе",
            "Весовщице с элеватора сказали.",
            &["Весовщице с элеватора"],
        ),
        (
            "D.",
            "works as a phlebotomist",
            "Two phlebotomists left.",
            &["phlebotomists"],
        ),
        (
            "a fitter",
            "",
            "The fitter and other fitters left.",
            &["fitter", "fitters"],
        ),
        ("man", "", "The man left. Men came.", &["man", "Men"]),
        (
            "сусідка",
            "",
            "Каже сусідка. Бачили сусідок.",
            &["сусідка", "сусідок"],
        ),
        (
            "D.",
            "швачка з фабрики",
            "Швачки з фабрики мовчать.",
            &["Швачки з фабрики"],
        ),
        ("D.", "Fears for her job", "They fear it.", &[]),
        ("D.", "called at night", "They called.", &[]),
    ] {
        let secrets = secrets_of(name, note, &[text]);
        let asked: Vec<&str> = asked(&secrets, text)
            .into_iter()
            .map(|(words, _)| words)
            .collect();
        assert_eq!(asked, there, "{name} {note}: {text}");
    }
}

#[test]
fn of_two_offices_in_a_name_its_head_is_asked_about_however_often_the_story_has_it() {
    let story = "The radiographer left. The secretary left. ".repeat(6);
    let secrets = secrets_of("secretary radiographer", "", &[&story]);
    let text = "The radiographer left. The secretary left.";
    assert_eq!(asked(&secrets, text), [("radiographer", Doubt::Office)]);
}

#[test]
fn who_is_at_the_head_of_something_is_asked_about() {
    table(&[
        (
            "Jane Eisner",
            &[
                "[Eisner], {now in charge of the archive}, left.",
                "[Eisner] {heads the archive}.",
                "[Eisner] {now runs the shelter} and sings.",
                "The {archive, headed by} [Eisner], is shut.",
                "They left the {charity run by} [Jane Eisner].",
                "{In charge of the archive is} [Eisner].",
                "[Eisner] led them away.",
                "[Eisner] said she heads the choir.",
            ],
        ),
        (
            "Олена Демчук",
            &[
                "{Фондом керує} [Олена Демчук].",
                "[Демчук] {очолює фонд}.",
                "{На чолі фонду} [Демчук].",
                "[Демчук], {нині на чолі фонду}, каже.",
            ],
        ),
        (
            "Елена Ревуцкая",
            &[
                "{Руководит архивом} [Ревуцкая].",
                "{Архив возглавляет} [Елена Ревуцкая].",
                "{Во главе архива стоит} [Ревуцкая].",
                "[Ревуцкая] {руководит архивом}.",
            ],
        ),
    ]);
}

#[test]
fn what_a_source_heads_is_asked_about_where_others_words_say_it() {
    for (beside, text, there) in [
        (
            "Ann Lee, now in charge of the archive, left.",
            "The woman who runs the archive left.",
            &["runs the archive"][..],
        ),
        (
            "The archive, headed by Ann Lee, is shut.",
            "He runs a bakery.",
            &[],
        ),
        (
            "Архивом руководит Ann Lee.",
            "Та, что возглавляет архив, молчит.",
            &["возглавляет архив"],
        ),
    ] {
        let secrets = secrets_of("Ann Lee", "", &[beside]);
        let asked: Vec<&str> = asked(&secrets, text)
            .into_iter()
            .map(|(words, _)| words)
            .collect();
        assert_eq!(asked, there, "{text}");
    }
}

#[test]
fn an_office_in_other_words_and_a_relative_are_asked_about() {
    for (note, text, there) in [
        (
            "завідувач відділення",
            "Каже завідуюча відділення.",
            &["завідуюча відділення"][..],
        ),
        (
            "завідувач відділення",
            "Та, хто завідує відділенням, каже.",
            &["завідує відділенням"],
        ),
        ("головний бухгалтер", "Каже головбух.", &["головбух"]),
        ("заступник директора школи", "Каже завуч.", &["завуч"]),
        ("заведующая кафедрой", "Говорит завкаф.", &["завкаф"]),
        ("секретар штабу", "Каже діловодка.", &["діловодка"]),
        (
            "секретарша",
            "Сказала делопроизводительница.",
            &["делопроизводительница"],
        ),
        ("учитель физкультуры", "Сказал физрук.", &["физрук"]),
        (
            "nanny of the twins",
            "A childminder left.",
            &["childminder"],
        ),
        (
            "head of the ward",
            "The woman who runs the ward left.",
            &["runs the ward"],
        ),
        (
            "runs the ward",
            "The ward's manager left.",
            &["ward's manager"],
        ),
        (
            "bookkeeper at the mill",
            "An accountant left.",
            &["accountant"],
        ),
        (
            "is ex-Navy",
            "The ex-Navy one, a former Navy man, left.",
            &["ex-Navy", "former Navy"],
        ),
        (
            "her father works there",
            "So her old man left; her dad and an old man.",
            &["old man", "dad"],
        ),
        ("його батько там", "Її тато і якийсь тато.", &["тато"]),
        (
            "чоловік у поліції",
            "Її благовірний пішов.",
            &["благовірний"],
        ),
        (
            "у Борзні",
            "In Borzna борзнянський завод.",
            &["Borzna", "борзнянський"],
        ),
        ("брат Аркадія", "Це Аркашин брат.", &["Аркашин брат"]),
        (
            "from Золотники",
            "Це золотницька лікарня і польська.",
            &["золотницька"],
        ),
        ("from Zolotnik", "A Zolotnikian left.", &["Zolotnikian"]),
    ] {
        let secrets = secrets_of("D.", note, &["It is cold."]);
        let asked: Vec<&str> = asked(&secrets, text)
            .into_iter()
            .map(|(words, _)| words)
            .collect();
        assert_eq!(asked, there, "{note}: {text}");
    }
}
