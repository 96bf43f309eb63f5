//! Tests of places, days, times, numbers, rare words and phrases in a source's own evidence and
//! notes that other fields repeat.

use super::*;

/// One piece of evidence of a confidential source: where and when they met (`locator`), the note,
/// and what the source said (`quote`). `story` is the only paragraph of the story.
pub(super) struct Met {
    pub name: &'static str,
    pub locator: &'static str,
    pub note: &'static str,
    pub quote: &'static str,
    pub story: &'static str,
}

impl Met {
    /// Evidence with only this note, and a story that shares no word with it.
    pub fn noted(note: &'static str) -> Self {
        Self {
            name: "Imelda Foss",
            locator: "",
            note,
            quote: "",
            story: "It is cold.",
        }
    }

    fn secrets(&self) -> Secrets {
        let (mut case, mut mint) = case(&[(self.name, "")]);
        let id = case.sources.iter().next().unwrap().id;
        let mut claim = Claim::new(mint.id(|_| false), None, "It is cold.");
        let mut item = item(&mut mint, id);
        item.locator = self.locator.to_owned();
        item.note = self.note.to_owned();
        item.quote = self.quote.to_owned();
        claim.evidence.push(item);
        case.claims.insert(Arc::new(claim));
        let paragraphs = vec![Paragraph::new(Part::Body, self.story.to_owned())];
        case.draft = Some(Arc::new(Draft::new("a.txt", paragraphs)));
        Secrets::of(&case)
    }

    /// Checks that exactly the words in braces are asked about in each text.
    pub fn asks(&self, texts: &[&str]) {
        let secrets = self.secrets();
        let mut wrong = Vec::new();
        for marked in texts {
            let text = marked.replace(['{', '}'], "");
            let there: Vec<&str> = marked
                .split('{')
                .skip(1)
                .filter_map(|rest| rest.split('}').next())
                .collect();
            let is: Vec<&str> = asked(&secrets, &text)
                .into_iter()
                .map(|(words, _)| words)
                .collect();
            if is != there {
                wrong.push(format!("{marked}: {is:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn places_days_and_times_are_asked_about_wherever_they_stand() {
    Met {
        name: "Imelda Foss",
        locator: "call, 23 March at 18:40, Quillmarsh Road 14, room 412",
        note: "Zolotniky, third floor; met in the rusty caravan behind Brackwater Mill",
        quote: "",
        story: "The ferry left at six.",
    }
    .asks(&[
        "Asked again in {Quillmarsh}.",
        "Rang on {March 23rd}, at {6:40 pm}.",
        "See {23.03.2026}, {2026-03-23} and {23 березня}.",
        "The {Zolotniky} register has nothing.",
        "Looked for the {rusty caravan} there.",
        "Is it {room 412}, or the {Brackwater mill}?",
        "On 24 March, at 18:41, in room 411.",
        "{Золотники}: the {Золотники} are silent.",
        "A caravan that was rusty.",
    ]);
}

#[test]
fn the_same_in_ukrainian_and_russian() {
    Met {
        name: "Олена Демчук",
        locator: "зустріч 23 березня о 18:40, вулиця Квітчаста 7",
        note: "Голобородьки, біля старої водокачки; кабінет 12",
        quote: "",
        story: "Пором вийшов о шостій.",
    }
    .asks(&[
        "Чи були ви {23.03} у {Голобородьках}?",
        "Запитали на {Квітчастій}.",
        "Шукали біля {старої водокачки}, у {кабінеті 12}.",
        "Двері були старі.",
    ]);
    Met {
        name: "Елена Ревуцкая",
        locator: "встреча 5 апреля в 9.15",
        note: "Мухоморовка, заброшенная водокачка",
        quote: "",
        story: "Паром вышел в шесть.",
    }
    .asks(&[
        "Запрос в администрацию {Мухоморовки}.",
        "Это было {5-го апреля} в {9:15}.",
        "О {заброшенной водокачке} не знают.",
    ]);
}

#[test]
fn what_begins_a_note_is_asked_about_unless_it_may_be_any_word() {
    let met = Met {
        name: "Imelda Foss",
        locator: "",
        note: "Confirmed by phone. Brackwater, by the lock.",
        quote: "",
        story: "The ferry left at six.",
    };
    met.asks(&["Confirmed.", "{Brackwater} is near.", "Near {Brackwater}."]);
    // A word that the story writes in small letters is a common word.
    Met {
        note: "Mudflats at low tide.",
        story: "They crossed the mudflats.",
        ..met
    }
    .asks(&["Mudflats are dangerous."]);
}

#[test]
fn what_the_story_says_often_or_what_a_quote_shares_with_it_is_not_asked_about() {
    let met = Met {
        name: "Imelda Foss",
        locator: "call, 23 March, Quillmarsh, page 12",
        note: "",
        quote: "48213 sacks lay in Brackwater on 4 May",
        story: "Quillmarsh. In Quillmarsh, on 23 March, and on 23 March, on 23 March: Quillmarsh.",
    };
    met.asks(&[
        "On 23 March in Quillmarsh.",
        "See page 12.",
        "Was it {48213} in {Brackwater} on {4 May}?",
    ]);
    Met {
        story: "In Brackwater 48213 sacks were found on 4 May.",
        ..met
    }
    .asks(&["Was it 48213 sacks in Brackwater on 4 May?"]);
}

#[test]
fn a_hostile_note_costs_no_more_than_its_length() {
    let note: Vec<String> = (0..20_000)
        .map(|at| format!("Zor{at}mil {at} sandy{at} groves"))
        .collect();
    let (mut case, _) = case(&[("Imelda Foss", "")]);
    let mut source = case.sources.iter().next().unwrap().as_ref().clone();
    source.note = note.join(" ");
    case.sources.insert(Arc::new(source));
    let secrets = Secrets::of(&case);
    assert!(asked(&secrets, "nothing of it").is_empty());
}

#[test]
fn a_number_is_one_whatever_stands_before_it() {
    for (note, text) in [
        ("teacher at school No 5", "Two from {School № 5} left."),
        ("teacher at School № 5", "Two from {school 5} left."),
        ("школа №5, третій поверх", "Бачили біля {школи № 5} вчора."),
        ("школа номер 5", "Бачили біля {школи №5} вчора."),
        ("больница № 12", "Видели у {больницы номер 12} вчера."),
    ] {
        Met {
            name: "Imelda Foss",
            locator: "",
            note,
            quote: "",
            story: "It is cold.",
        }
        .asks(&[text]);
    }
    let text = "бачили вчительку школи № 5 там";
    let named = secrets(&[("вчителька школи №5", "")]);
    assert_eq!(found(&named, text), ["вчительку школи № 5"]);
}

#[test]
fn a_time_in_words_is_asked_about() {
    for (locator, text) in [
        ("call at 14:30", "He came at {half past two}."),
        ("call at 2.30 pm", "He came at {two-thirty}."),
        ("дзвінок о 14:30", "Він прийшов о {пів на третю}."),
        ("звонок в 14:30", "Он пришёл в {половине третьего}."),
        ("half past two, a call", "He came at {14:30}."),
        (
            "дзвінок о пів на третю",
            "Він прийшов о {14:30}, не о 15:30.",
        ),
    ] {
        Met {
            name: "Imelda Foss",
            locator,
            note: "",
            quote: "",
            story: "It is cold.",
        }
        .asks(&[text, "He came at half past four, and two thirds left."]);
    }
}

#[test]
fn a_time_is_read_behind_a_day_and_joined_to_its_half() {
    for (name, locator) in [
        ("Imelda Foss", "5 March 18:15, the pier"),
        ("Зоя Кравець", "5 березня 18:15, на пірсі"),
        ("Зоя Кравец", "5 марта 18:15, на пирсе"),
        ("Imelda Foss", "5 March, 6:15pm"),
        ("Imelda Foss", "5 March, 6.15pm"),
    ] {
        Met {
            name,
            locator,
            note: "",
            quote: "",
            story: "It is cold.",
        }
        .asks(&[
            "Seen at {18:15}.",
            "Seen at {6:15}.",
            "Seen at {6:15 pm}.",
            "Seen at {6.15pm}.",
            "Seen at {quarter past six}.",
            "Seen on {5 March}.",
            "Seen on {Mar. 5th}.",
            "Seen at 6.15.",
            "Seen on 18 March at 6:45.",
        ]);
    }
}

#[test]
fn a_day_in_words_and_a_time_without_a_colon_are_asked_about() {
    Met {
        name: "Imelda Foss",
        locator: "14 October at 9:15, and at 19:45",
        note: "",
        quote: "",
        story: "It is cold.",
    }
    .asks(&[
        "On the {fourteenth of October} or {October the fourteenth}.",
        "{чотирнадцятого жовтня}, {четырнадцатого октября}, {14-го октября}, {14-10-2025}",
        "Came at {0915}, {9h15} or {09-15}, left at {1945}, {19.45}.",
        "In 1945 and 2025, on the thirteenth of October, at 0916.",
        "о {19-45}, о {19 год 45 хв}, в {19 часов 45 минут}",
    ]);
}

#[test]
fn a_place_is_asked_about_however_its_number_is_written() {
    Met {
        name: "Imelda Foss",
        locator: "Rm 412, Flat 4B, the pier 7",
        note: "каб. 305, палата 6",
        quote: "",
        story: "It is cold.",
    }
    .asks(&[
        "Was it {room 412}, {apartment 4B} or {pier seven}?",
        "The {seventh pier} and {flat 4-B} are shut, flat 4A is not.",
        "у {кабінеті №305}, у {палаті шість}, у {шостій палаті}, в {305-м кабинете}",
        "Two rooms, six wards, 305 grams.",
    ]);
}

#[test]
fn a_part_of_a_plate_and_a_number_in_other_groups_are_asked_about() {
    Met {
        name: "Imelda Foss",
        locator: "",
        note: "drives АХ 4417 ВТ; badge 77120; phone 050 127 45 63",
        quote: "",
        story: "It is cold.",
    }
    .asks(&[
        "The {АХ4417} stood there, the {4417-ВТ}, the {4417} and {44-17}.",
        "Badge {77-120}, badge {77 120}, not 77-121.",
        "A phone that ends in {45-63}, or {4563}; {050-127} at its start.",
        "In 1963 there were 7 of them, 120 in all.",
    ]);
}

#[test]
fn a_number_of_a_place_is_asked_about_in_words_and_alone() {
    Met {
        name: "Imelda Foss",
        locator: "room 211, ward 7B, badge 318, Quillmarsh 14",
        note: "Band 6 nurse; каб. 23",
        quote: "",
        story: "It is cold.",
    }
    .asks(&[
        "In {room two one one}, {two-eleven}, the {211th}.",
        "Was it #{318}, {№ 318} or {three-one-eight}?",
        "A {nurse on 7B}, on {W7B}, on {W-7B}; a {Band Six} one.",
        "{двести одиннадцатый}, {211-й}, «{211-го кабинета}», {двести одиннадцатый кабинет}",
        "у {к. 23}, у {каб. 23}, {двадцять третій кабінет}",
        "She lived at {Quillmarsh fourteen}.",
        "211 people, 318 votes, 23 days, two hundred and eleven sheep, the 23rd car.",
    ]);
}

#[test]
fn a_telephone_or_plate_that_is_read_out_is_found() {
    let (mut case, _) = case(&[("Imelda Foss", "")]);
    let mut source = case.sources.iter().next().unwrap().as_ref().clone();
    source.note = "phone 050 127 45 63; drives АХ 4417 ВТ".to_owned();
    case.sources.insert(Arc::new(source));
    let secrets = Secrets::of(&case);
    for (text, is_cut) in [
        ("zero five zero, one two seven, four five, six three", true),
        (
            "нуль п'ятдесят, сто двадцять сім, сорок п'ять, шістдесят три",
            true,
        ),
        (
            "ноль пятьдесят, сто двадцать семь, сорок пять, шестьдесят три",
            true,
        ),
        ("four five six three", false),
        ("сорок пять шестьдесят три", false),
        ("forty-four seventeen", false),
        ("сорок чотири сімнадцять", false),
    ] {
        let whole = format!("Rang: {text}. Nobody came.");
        let cut = found(&secrets, &whole);
        let ask: Vec<&str> = asked(&secrets, &whole)
            .iter()
            .map(|(words, _)| *words)
            .collect();
        let expected = (
            vec![text; usize::from(is_cut)],
            vec![text; usize::from(!is_cut)],
        );
        assert_eq!((cut, ask), expected, "{text}");
    }
}

#[test]
fn a_day_is_asked_about_in_other_spellings_and_alone_near_another_sign() {
    Met {
        name: "Imelda Foss",
        locator: "14 March, 12:50, 7 October, Quillmarsh",
        note: "",
        quote: "",
        story: "It is cold.",
    }
    .asks(&[
        "On {14-Mar}, {14/III}, {14.III.2026}, {fourteen March} and {October seven}.",
        "{без 10 час}, {за 10 перша}, {10 minutes to one}, {50 minutes past twelve}",
        "Seen in {Quillmarsh} on the {14th}.",
        "Бачили {14-го} у {Quillmarsh}, {чотирнадцятого} теж.",
        "Seen on the 14th, in Borsmoor.",
        "In {Quillmarsh} on the 14th floor.",
    ]);
}

#[test]
fn the_first_name_of_a_relative_is_asked_about_beside_whose_it_is() {
    for (note, texts) in [
        (
            "дочка Мар'яна вчиться в Польщі; подруга Зоя",
            &[
                "Це {мати Мар'яни}.",
                "Це {мама Мар'янки}.",
                "Бачили, як {Зоїна подруга} прийшла.",
                "Это {Зоина подруга}, {подруга Зои}.",
                "Мати Оксани прийшла.",
            ][..],
        ),
        (
            "lives with his wife Olha; his brother, Tadeo",
            &[
                "It was {Olha's husband}.",
                "She saw the {husband of Olha}, {brother of Tadeo}.",
                "Це {чоловік Ольги}.",
                "She saw the husband of Iryna.",
            ],
        ),
        (
            "сын Егор, жена Нюра",
            &["Пришёл {муж Нюры}, {отец Егора}.", "{Нюрин муж} молчит."],
        ),
    ] {
        Met {
            name: "Imelda Foss",
            locator: "",
            note,
            quote: "",
            story: "Egor, Egor, Egor. Zoya, Zoya, Zoya.",
        }
        .asks(texts);
    }
}

#[test]
fn who_comes_from_a_place_is_asked_about_in_one_phrase() {
    for (note, texts) in [
        (
            "медсестра из Кинешмы, живёт на ул. Портовая, 5",
            &[
                "Это {кинешемская медсестра}.",
                "Пришла {кинешемка}, {медсестра из Кинешмы}.",
            ][..],
        ),
        (
            "nurse from Beregove, Harbor Street 12",
            &[
                "A {Beregove} woman came.",
                "The {Harbor Street nurse} knew, the {nurse from Beregove} too.",
                "They left the harbor.",
            ],
        ),
        (
            "працює у Рівному, родом з Берегового",
            &[
                "Вона була в {Рівному}.",
                "Рівне поле.",
                "A {Beregove} man came.",
                "Це {берегівська} жінка.",
            ],
        ),
    ] {
        Met::noted(note).asks(texts);
    }
}

#[test]
fn a_nation_and_a_trait_are_asked_about_where_the_note_has_them() {
    for (note, texts) in [
        (
            "engineer from Poland, left-handed",
            &[
                "The {Polish engineer} wrote it, as {left-handers} do.",
                "У {поляка} була {шульга}.",
                "The Polish border is far.",
            ][..],
        ),
        (
            "азербайджанец, хромает",
            &[
                "Это {азербайджанка}.",
                "Он {прихрамывал}, как {хромой}.",
                "Грузин молчал.",
            ],
        ),
    ] {
        Met::noted(note).asks(texts);
    }
}

#[test]
fn a_clause_of_a_note_is_asked_about_in_another_form() {
    for (note, texts) in [
        (
            "веде канцелярію у штабі",
            &[
                "Це робила, {ведучи канцелярію}, вона.",
                "Канцелярія мовчить.",
            ][..],
        ),
        (
            "keeps the turbines at night",
            &["She was {keeping the turbines}.", "The turbines are old."],
        ),
        (
            "ведёт канцелярию",
            &["Она {вела канцелярию} там.", "Она {канцелярию вела}."],
        ),
    ] {
        Met::noted(note).asks(texts);
    }
}
