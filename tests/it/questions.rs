//! The questions about a confidential source of which the desk knows much, in stories of ten lines.
//! They must be few, each about a clue to the source, and each asked once.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::support::cases::each_claim;
use factdesk::case::*;
use factdesk::export::undecided;
use factdesk::reading::{Format, read_story};

/// With more questions than this, people just press keep.
const MOST: usize = 10;

/// A story, and what the desk knows of a source in it.
struct Told {
    story: &'static str,
    name: &'static str,
    aliases: &'static [&'static str],
    url: &'static str,
    note: &'static str,
    /// The evidence from the source: words of the claim, quote, locator, note.
    items: &'static [(&'static str, &'static str, &'static str, &'static str)],
}

impl Told {
    /// The case, with the source marked as confidential. Everyone else whom the reader credits
    /// stays a suggestion.
    fn case(&self) -> Case {
        let mut mint = IdGen::seeded(1);
        let read = read_story(self.story, Format::Plain, "story.txt", &mut mint);
        let mut case = read.unwrap().0;
        let known = case.sources.iter().find(|source| source.name == self.name);
        let mut source = known.map_or_else(
            || Source::new(mint.id(|_| false), self.name),
            |source| Source::clone(source),
        );
        source.confidential = true;
        source.suggested = false;
        source.kind = SourceKind::Anonymous;
        source.aliases = self.aliases.iter().map(|&name| name.to_owned()).collect();
        source.url = self.url.to_owned();
        source.note = self.note.to_owned();
        let id = source.id;
        let others = case.sources.iter().filter(|other| other.id != id).cloned();
        case.sources = others.chain([Arc::new(source)]).collect();
        for (words, quote, locator, note) in self.items {
            let mut is_found = false;
            let question = (Question::Fact, Stance::Supports);
            let mut item =
                Evidence::new(mint.id(|_| false), "mk", Timestamp::default(), id, question);
            item.quote = (*quote).to_owned();
            item.locator = (*locator).to_owned();
            item.note = (*note).to_owned();
            each_claim(&mut case, |claim| {
                if !is_found && claim.text.contains(words) {
                    is_found = true;
                    claim.evidence.push(item.clone());
                }
            });
            assert!(is_found, "no claim has {words}");
        }
        case
    }

    /// The questions as text.
    fn questions(&self) -> String {
        let all = undecided(&self.case());
        let mut questions = String::new();
        for (number, one) in (1..).zip(&all) {
            for line in one.listed(number) {
                writeln!(questions, "{line}").unwrap();
            }
        }
        assert!(all.len() <= MOST, "{questions}");
        questions
    }
}

#[test]
fn a_nurse_in_english() {
    let told = Told {
        story: "The pumps at Brackwater were silent for nine hours

A nurse at Brackwater Hospital says the oxygen pumps stood still for nine hours on 14 March.

“We carried cylinders up the stairs by hand,” Marta Holloway said. “Nobody told the families.”

The hospital denies this. Its director, Paul Renner, told reporters that the pumps were checked \
twice a week.

Holloway, who has worked on ward 6 for eleven years, kept her own log of the night. She said the \
alarm rang at 21:40 and was switched off by a technician.

According to the ministry, three patients died that week. Holloway counts seven.

“It was left over from the old plant,” she told us. “Before the war it would have been sharper \
than this.”

Renner said the technician had left the company in April.

The ministry has opened an inquiry into the supplier, Tarnwell Gas.

Holloway has asked for her name to be withheld from the inquiry.",
        name: "Marta Holloway",
        aliases: &["@marta_hol", "MH-2"],
        url: "https://t.me/marta_hol",
        note: "Night nurse on ward 6, Brackwater Hospital. Met on 17 March at 18:40 in the cafe in \
               Harbor Street. Her brother Tom drives for Tarnwell Gas. Left-handed. Phone +44 7700 \
               900 123, calls only before seven. Keeps a blue notebook with the log. Afraid of \
               Renner. Asked for her name to be withheld.",
        items: &[
            (
                "pumps stood still",
                "The oxygen pumps stood still for nine hours on 14 March. We carried cylinders by \
                 hand.",
                "call, 17 March at 18:40",
                "Recorded with her consent, voice memo 0314.m4a. Sharper than the first time.",
            ),
            (
                "We carried cylinders",
                "We carried cylinders up the stairs by hand. Nobody told the families.",
                "notebook p. 12",
                "She left the log with us before the inquiry. It fits the fire log.",
            ),
        ],
    };
    insta::assert_snapshot!(told.questions());
}

#[test]
fn a_welder_in_english() {
    let told = Told {
        story: "Inside the depot where the convoys were repaired

For two years the depot at Osk was on no map, four former workers say.

One of them, a welder, repaired armoured trucks there until January.

“You went in at six in the morning and you came out at night,” said the welder, Dale. “No phones, \
no names.”

The depot belongs to Vantor, a company that says it makes farm machines.

Dale showed a pay slip from December and a photograph of gate 4.

Vantor's lawyer, Irene Wolfe, called the claims absurd. She said the company had never repaired \
military vehicles.

Dale left after a fire in the paint shop in which a colleague lost two fingers.

The regional labour office has no record of the fire. A fire brigade log lists a call to Osk on 9 \
January at 04:20.

Two other workers confirmed the fire; both asked for anonymity.",
        name: "Dale Kerrigan",
        aliases: &["Dale", "DK"],
        url: "",
        note: "Welder, 44, born in Tralee, lives at 12 Quarry Road, Osk. Worked for Vantor March \
               2024 to January 2026, badge 50327. Limps since the fire of 9 January. Signal: \
               dkerrigan. Married to Vantor's bookkeeper. Two daughters, Aoife and Niamh. First \
               contact via the union man in Cork.",
        items: &[
            (
                "repaired armoured trucks",
                "I repaired armoured trucks at the depot until January. You went in at six in the \
                 morning and you came out at night. No phones, no names.",
                "interview at his home, 20 January, 40 min",
                "Pay slip and photo of gate 4 seen; copies in safe.",
            ),
            (
                "A fire brigade log",
                "The fire was in the paint shop, Jimmy lost two fingers, they called the brigade \
                 twenty past four.",
                "interview, min 22",
                "Fits the brigade log 04:20.",
            ),
        ],
    };
    insta::assert_snapshot!(told.questions());
}

#[test]
fn a_nurse_in_ukrainian() {
    let told = Told {
        story: "Кисень скінчився вночі

У лікарні міста Веремівка вночі 14 березня на дев'ять годин зупинилися насоси, каже медсестра \
реанімації.

«Ми носили балони на руках, сходами», — розповіла Оксана Ткачівська. — «Ніхто не сказав родичам».

Лікарня це заперечує. Директор Петро Гнатюк сказав, що насоси перевіряють двічі на тиждень.

Ткачівська працює в шостій палаті одинадцять років і вела власний журнал. За її словами, сигнал \
пролунав о 21:40, і його вимкнув технік.

За даними міністерства, того тижня померли троє пацієнтів. Ткачівська налічила сімох.

Гнатюк додав, що технік звільнився у квітні.

Міністерство відкрило перевірку постачальника, фірми «Тарн-Газ».

Медсестра просила не називати її імені.",
        name: "Оксана Ткачівська",
        aliases: &["Ксеня", "@tkach_oks"],
        url: "https://t.me/tkach_oks",
        note: "Нічна медсестра реанімації, палата 6, лікарня у Веремівці. Зустріч 17 березня о \
               18:40 у кав'ярні на вулиці Портовій. Брат Тарас — водій «Тарн-Газу». Шульга. \
               Телефон +380 50 123 45 67, дзвонити до сьомої. Веде синій зошит із журналом. \
               Боїться Гнатюка, живе в гуртожитку, кімната 412.",
        items: &[
            (
                "зупинилися насоси",
                "Насоси зупинилися вночі 14 березня на дев'ять годин. Ми носили балони на руках, \
                 сходами.",
                "дзвінок, 17 березня о 18:40",
                "Запис зі згоди, файл voice0314.m4a. Журнал залишила нам.",
            ),
            (
                "носили балони",
                "Ми носили балони на руках, сходами. Ніхто не сказав родичам.",
                "зошит, с. 12",
                "Просила не називати імені.",
            ),
        ],
    };
    insta::assert_snapshot!(told.questions());
}

#[test]
fn a_welder_in_russian() {
    let told = Told {
        story: "Ремонт без имён

Два года база в Осках не значилась ни на одной карте, рассказали четверо бывших рабочих.

Один из них, сварщик, до января чинил там бронемашины.

«Заходишь в шесть утра, выходишь ночью», — сказал сварщик Данила. — «Ни телефонов, ни имён».

База принадлежит фирме «Вантор», которая говорит, что делает сельхозмашины.

Данила показал расчётный лист за декабрь и снимок ворот номер четыре.

Юрист «Вантора» Ирина Волкова назвала это абсурдом. Она сказала, что фирма никогда не \
ремонтировала военную технику.

Данила ушёл после пожара в малярном цехе, где его коллега потерял два пальца.

В инспекции труда записи о пожаре нет. В журнале пожарной части есть вызов в Оски 9 января в \
04:20.

Двое других рабочих подтвердили пожар; оба просили не называть имён.",
        name: "Данила Кречетов",
        aliases: &["Данила", "@kreche44"],
        url: "",
        note: "Сварщик, 44 года, родом из Кинешмы, живёт в Осках, ул. Карьерная, 12. Работал в \
               «Ванторе» с марта 2024 по январь 2026, пропуск 50327. Хромает после пожара 9 января. \
               Женат на бухгалтере «Вантора». Дочери Аня и Вера. Первый контакт через профсоюз в \
               Иванове. Просил не называть имени.",
        items: &[
            (
                "чинил там",
                "До января чинил там бронемашины. Заходишь в шесть утра, выходишь ночью. Ни \
                 телефонов, ни имён.",
                "разговор дома, 20 января, 40 мин",
                "Расчётный лист и снимок ворот видели, копии в сейфе.",
            ),
            (
                "есть вызов в Оски",
                "Пожар был в малярном цехе, Женя потерял два пальца, вызвали в двадцать минут \
                 пятого.",
                "разговор, 22 мин",
                "Сходится с журналом 04:20.",
            ),
        ],
    };
    insta::assert_snapshot!(told.questions());
}
