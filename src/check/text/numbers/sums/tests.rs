//! Tests of which sums are reported as wrong, and which lists are ignored.

use super::*;

fn messages(text: &str) -> Vec<String> {
    sums(text)
        .into_iter()
        .map(|lint| lint.message.to_string())
        .collect()
}

#[test]
fn parts_that_do_not_add_up_are_reported() {
    assert_eq!(
        messages("12 people were hurt: 5 women and 8 men."),
        ["5 + 8 make 13, not 12: “12 people were hurt: 5 women and 8 men”"]
    );
    for text in [
        "40 killed and 100 injured, 150 in all",
        "In all, 150 people suffered: 40 were killed and 100 injured.",
        "A total of 150 people – 40 killed and 100 injured – were counted.",
        "Of the 20, 12 voted for and 9 against.",
        "Of the 20 deputies, 12 voted for the bill, 9 against.",
        "60 per cent for, 50 per cent against",
        "60% voted for, 50% against.",
        "Twelve people were hurt: five women and eight men",
        "Ten people were held: six in Tula and three in Orel.",
        "The storm killed 19: eleven in the north, five in the south and two at sea.",
        "Задержаны 10 человек: шестеро в Туле и трое в Орле.",
        "Затримано 10 людей: шестеро в Одесі й троє у Львові.",
        "1,200 people were hurt: 500 women and 800 men",
        "Усього 150: 40 загиблих і 100 поранених.",
        "40 загиблих і 100 поранених, загалом 150.",
        "Постраждали 12 людей: 5 жінок і 8 чоловіків.",
        "Із 20 депутатів, за підрахунком, 12 проголосували за і 9 проти.",
        "За – 60 відсотків",
        "Итого 150: 40 погибших и 100 раненых",
        "Пострадали 12 человек — 5 женщин и 8 мужчин.",
        "A total of 45 complaints: 20 about noise, 15 about dust and 12 about lorries.",
        "In all there were 45 people inside: 20 cleaners, 15 drivers and 12 guards.",
        "Усього всередині було 45 людей: 20 вантажників, 15 водіїв і 12 охоронців.",
        "На зміні було 46 людей: 30 швачок, 9 пакувальниць і 5 наладчиків.",
        "Всего внутри было 45 человек: 20 грузчиков, 15 водителей и 12 охранников.",
        "На смене было 46 человек: 30 швей, 9 упаковщиц и 5 наладчиков.",
        "За проголосовали 60%, против",
    ] {
        let has_second_number = !text.starts_with("За ");
        assert_eq!(
            messages(text).len(),
            usize::from(has_second_number),
            "{text}"
        );
    }
}

#[test]
fn correct_sums_and_other_numbers_are_not_reported() {
    for text in [
        "12 people were hurt: 5 women and 7 men.",
        "Total sales were 45 million, and 20 shops closed: 15 in May and 12 in June.",
        "Усього було 45 людей: 20 вантажників, 15 водіїв і 10 охоронців.",
        "На смене было 46 человек: 5 бригад по 9 швей.",
        "Ten people were held: six in Tula and four in Orel.",
        "Ten people were held: six in Tula on Monday and three in Tula on Friday.",
        "Police arrested 14 protesters, nine of them in Kyiv.",
        "40 killed and 100 injured, 140 in all",
        "On 5 streets, 40 killed and 100 injured, 140 in all",
        "At least 12 people were hurt: 5 women and 8 men.",
        "12 people were hurt: 5 women and about 8 men.",
        "12 people were hurt, including 5 women and 8 members of staff.",
        "12 people were hurt: 5 women and 8 men, among them 3 children",
        "Of the 20 houses, 15 lost roofs and 10 lost windows.",
        "Of the 20, 12 voted for and 6 against.",
        "60 per cent of men and 50 per cent of women",
        "60 per cent of men were for, and of women 50 per cent were for",
        "60% for in 2019, 50% against in 2024",
        "50.5 per cent for, 50 per cent against",
        "In 3 sets: 6 games and 4 games.",
        "The match began at 12:40: 5 women and 8 men ran 10 km.",
        "On 22 March 2024: 40 killed, 100 injured.",
        "12 people aged 5 to 40: women and men.",
        "Between 40 and 60 killed, 150 in all",
        "1.2 million people: 500,000 women and 800,000 men",
        "Усього 140: 40 загиблих і 100 поранених.",
        "Всего 40 человек пришли на 3 встречи.",
        "Постраждали щонайменше 12 людей: 5 жінок і 8 чоловіків.",
        "Постраждали 12 людей, з них 5 жінок і 8 чоловіків.",
        "Погибли 40 человек, в том числе 5 женщин и 8 мужчин.",
        "В 12 домах: 5 женщин и 8 мужчин.",
        "12 votes to 8: 5 women voted for, 8 men against.",
    ] {
        assert_eq!(messages(text), [""; 0], "{text}");
    }
}
