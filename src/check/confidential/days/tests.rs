use super::*;
use crate::check::confidential::folded::folded;
use crate::check::confidential::tokens::tokens;

#[test]
fn a_day_is_one_however_it_is_written() {
    for text in [
        "23 March",
        "March 23rd, 2026",
        "Mar. 23rd",
        "23rd of March",
        "23 березня",
        "23-го марта",
        "23.03.2026",
        "23.03",
        "2026-03-23",
        "23/03/2026",
        "3/23/2026",
        "23-03-2026",
        "twenty-third of March",
        "March the twenty-third",
        "двадцять третього березня",
        "двадцать третье марта",
        "23-Mar",
        "23-mar-2026",
        "Mar-23",
        "23/III",
        "23.III.2026",
        "March twenty-three",
        "twenty-three March",
        "двадцять три березня",
    ] {
        let words = tokens(&folded(text));
        let days = days_at(&words, 0);
        assert!(
            days.iter().any(|(_, day)| *day == (23, 3)),
            "{text}: {days:?}"
        );
    }
    for text in [
        "9 жовтня",
        "дев'ятого жовтня",
        "девятого октября",
        "the ninth of October",
    ] {
        let words = tokens(&folded(text));
        let found = (0..words.len()).flat_map(|at| days_at(&words, at));
        assert!(found.into_iter().any(|(_, day)| day == (9, 10)), "{text}");
    }
    for text in [
        "23 people",
        "23.5 per cent",
        "230 March",
        "in March",
        "the third man",
    ] {
        assert_eq!(days_at(&tokens(&folded(text)), 0), [], "{text}");
    }
}

#[test]
fn a_day_without_its_month_is_an_ordinal() {
    for (text, at, count) in [
        ("the 14th", 1, 1),
        ("the fourteenth", 1, 1),
        ("14-го", 0, 2),
        ("чотирнадцятого", 0, 1),
        ("четырнадцатого", 0, 1),
    ] {
        let words = tokens(&folded(text));
        assert_eq!(day_alone_at(&words, at), Some((count, 14)), "{text}");
    }
    for text in ["14", "14th", "fourteen", "14-й", "чотирнадцята"] {
        assert_eq!(day_alone_at(&tokens(&folded(text)), 0), None, "{text}");
    }
}

#[test]
fn a_time_is_one_however_it_is_written() {
    for text in ["18:30", "18.30", "6:30 pm", "6.30 p.m.", "6:30pm", "6.30pm"] {
        let words = tokens(&folded(text));
        assert_eq!(
            times_at(&words, 0).first().map(|(_, time)| *time),
            Some((18, 30)),
            "{text}"
        );
    }
    for text in ["6pm", "6 pm", "6 p.m."] {
        let words = tokens(&folded(text));
        assert_eq!(
            times_at(&words, 0).first().map(|(_, time)| *time),
            Some((18, 0)),
            "{text}"
        );
    }
    for text in [
        "6:30",
        "half past six",
        "six-thirty",
        "six thirty",
        "thirty minutes past six",
        "30 minutes past six",
        "30 минут седьмого",
        "30 хвилин на сьому",
        "30 хв на сьому",
        "пів на сьому",
        "половині сьомої",
        "шоста тридцять",
        "половине седьмого",
        "полседьмого",
        "без тридцати семь",
    ] {
        let words = tokens(&folded(text));
        let times: Vec<Time> = times_at(&words, 0).iter().map(|(_, time)| *time).collect();
        assert_eq!(times, [(6, 30), (18, 30)], "{text}");
    }
    for (text, time) in [
        ("quarter to three", (14, 45)),
        ("ten past five", (17, 10)),
        ("twenty-five to five", (16, 35)),
        ("two o'clock", (14, 0)),
        ("two in the afternoon", (14, 0)),
        ("чверть на третю", (14, 15)),
        ("за чверть третя", (14, 45)),
        ("без п'яти шість", (17, 55)),
        ("двадцять п'ять на третю", (14, 25)),
        ("другій годині", (14, 0)),
        ("п'ятнадцята тридцять", (15, 30)),
        ("четверть третьего", (14, 15)),
        ("без четверти три", (14, 45)),
        ("без 10 час", (12, 50)),
        ("без 10 минут час", (0, 50)),
        ("за 10 перша", (12, 50)),
        ("десять до першої", (12, 50)),
        ("10 minutes to one", (12, 50)),
        ("10 to one", (12, 50)),
        ("двадцать минут третьего", (14, 20)),
        ("шесть часов", (18, 0)),
        ("noon", (12, 0)),
        ("опівдні", (12, 0)),
        ("0915", (9, 15)),
        ("1945 hours", (19, 45)),
        ("19h30", (19, 30)),
        ("12ч50", (12, 50)),
        ("19-45", (19, 45)),
        ("19 год. 45 хв", (19, 45)),
        ("19 часов 45 минут", (19, 45)),
        ("7 утра", (7, 0)),
    ] {
        let words = tokens(&folded(text));
        let times = times_at(&words, 0);
        assert!(
            times.iter().any(|(_, one)| *one == time),
            "{text}: {times:?}"
        );
    }
    for text in [
        "18", "18 30", "18:300", "25:10", "1945", "18-30-45", "18-5", "9h5",
    ] {
        assert_eq!(times_at(&tokens(&folded(text)), 0), [], "{text}");
    }
    for (text, time) in [
        ("at six", (6, 0)),
        ("о 9-й", (21, 0)),
        ("at 1945", (19, 45)),
    ] {
        let times = times_at(&tokens(&folded(text)), 1);
        assert!(
            times.iter().any(|(_, one)| *one == time),
            "{text}: {times:?}"
        );
    }
}

#[test]
fn a_part_of_the_day_decides_which_half_it_is() {
    for (text, time) in [
        ("двадцять друга тридцять", (22, 30)),
        ("двадцять третій десять", (23, 10)),
        ("двадцать два тридцать пять", (22, 35)),
        ("двадцать три часа десять минут", (23, 10)),
        ("twenty-two forty", (22, 40)),
        ("seventeen fifteen", (17, 15)),
        ("8.35 вечера", (20, 35)),
        ("8-35 вечера", (20, 35)),
        ("8.35 вечора", (20, 35)),
        ("8:35 ранку", (8, 35)),
        ("8.35 in the evening", (20, 35)),
        ("10-35 at night", (22, 35)),
        ("2.35 ночи", (2, 35)),
        ("20.35 вечера", (20, 35)),
        ("12.35 ночі", (0, 35)),
    ] {
        let words = tokens(&folded(text));
        let times = times_at(&words, 0);
        assert!(
            times.iter().any(|(_, one)| *one == time),
            "{text}: {times:?}"
        );
    }
    let words = tokens(&folded("8.35 вечера"));
    assert!(!times_at(&words, 0).iter().any(|(_, one)| *one == (8, 35)));
}
