//! Tests of two people who say something together, and of clauses between a speaker and the verb.

use super::check;
use crate::reading::language::Language;

#[test]
fn two_say_something_together() {
    check(
        Language::English,
        &[
            (
                "Mayor Ann Lee and harbour master Bob Crane said the port was shut. The harbour \
                 master said it was late.",
                &[
                    "said |  | Mayor Ann Lee and harbour master Bob Crane (other)",
                    "said |  | Bob Crane (other)",
                ],
            ),
            (
                "Lee and Crane said the port was shut. Crane said it was late.",
                &["said |  | Lee and Crane (other)", "said |  | Crane (other)"],
            ),
            (
                "“It is shut,” said Mayor Ann Lee and harbour master Bob Crane.",
                &["said |  | Mayor Ann Lee and harbour master Bob Crane (other)"],
            ),
            (
                "The port company and its lawyers said the pier was safe.",
                &["said |  | port company and its lawyers (other)"],
            ),
            // The "and" joins two clauses, and not two people.
            (
                "The plan angered Lee and Crane said it was dead.",
                &["said |  | Crane (other)"],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[(
            "Мер Іван Котов та начальниця порту Ольга Лебідь заявили, що міст закрито.",
            &["заявили |  | Мер Іван Котов та начальниця порту Ольга Лебідь (official)"],
        )],
    );
    check(
        Language::Russian,
        &[(
            "«Мост закрыт», — заявили мэр Иван Котов и начальница порта Ольга Лебедь.",
            &["заявили |  | мэр Иван Котов и начальница порта Ольга Лебедь (official)"],
        )],
    );
}

#[test]
fn who_did_something_to_somebody_says_it() {
    check(
        Language::English,
        &[
            (
                "The man who shot the mayor said he was sorry.",
                &["said |  | man (other)"],
            ),
            (
                "The woman who sued the company told reporters that she had won.",
                &["told |  | woman (other)"],
            ),
            (
                "One of the doctors who sent the letter called it a fake.",
                &["called |  | one of the doctors (expert)"],
            ),
            (
                "Rep. Gregory Voss (D-Kelm), chairman of the Harbour Caucus, said the port is shut.",
                &["said |  | Gregory Voss (other)"],
            ),
            (
                "“They are wrong,” said 9/11 widow Terry Strand.",
                &["said |  | Terry Strand (other)"],
            ),
            (
                "Eight of 10 voters say they plan to come.",
                &["say |  | 10 voters (other)"],
            ),
            (
                "Several judges said the law is bad.",
                &["said |  | judges (official)"],
            ),
        ],
    );
}

#[test]
fn what_only_tells_when_or_which_is_not_who_says_it() {
    check(
        Language::English,
        &[
            (
                "The talks come after a navy spokesman told reporters that two jets had met.",
                &["told |  | navy spokesman (official)"],
            ),
            (
                "After a navy spokesman told reporters that two jets had met, the talks began.",
                &["-"],
            ),
            (
                "A man who police believe is the robber was held, the Norsund Post reported, \
                 citing a prosecutor.",
                &["reported |  | Norsund Post (outlet) < prosecutor (official)"],
            ),
            (
                "A man thought to be the robber was held, the Norsund Post reported.",
                &["reported |  | Norsund Post (outlet)"],
            ),
            (
                "Spokesman Josh Ern said Monday that President Brad Obin has long called for calm.",
                &["said |  | Josh Ern (official)"],
            ),
            (
                "Ann Lee said that the mayor had admitted that the port was shut.",
                &["said |  | Ann Lee (other) < mayor (official)"],
            ),
            (
                "Ann Lee is telling voters that the bridge will open.",
                &["telling |  | Ann Lee (other)"],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[
            (
                "Переговори почнуться після того, як речник порту розповів журналістам, що два \
                 судна зустрілися.",
                &["розповів |  | речник порту (official)"],
            ),
            (
                "У громаді сподіваються, що міст відкриють, каже речник порту.",
                &["каже |  | речник порту (official)"],
            ),
        ],
    );
}

#[test]
fn whom_it_and_they_stand_for() {
    check(
        Language::English,
        &[
            (
                "The union met in Kelm. It said members would strike.",
                &["-", "said |  | union (body)"],
            ),
            (
                "Voting rights advocates have left. They say that the law is unfair.",
                &["-", "say |  | Voting rights advocates (other)"],
            ),
            (
                "The harbour union said it was late. The statement noted the cost. They said the \
                 pier was shut.",
                &[
                    "said |  | harbour union (body)",
                    "noted |  | harbour union (body)",
                    "said |  | harbour union (body)",
                ],
            ),
            (
                "Retired Gen. Norman Voss is going. Voss explained why he believes that it is late.",
                &["-", "explained |  | Norman Voss (other)"],
            ),
        ],
    );
}

#[test]
fn nouns_and_names_that_look_like_verbs_credit_nobody() {
    check(
        Language::English,
        &[
            (
                "The film features a Norsund Post report that the mayor had left.",
                &["-"],
            ),
            ("His group, called the Relief Fund, owns the pier.", &["-"]),
            ("He defended people accused of theft.", &["-"]),
            ("A quarter of that, per the Lee plan, is $40.", &["-"]),
            (
                "The merger with Kelm Lines renewed fears along the coast.",
                &["-"],
            ),
            (
                "“The pier is shut,” Ann Lee said.",
                &["said |  | Ann Lee (other)"],
            ),
        ],
    );
    let mut cast = crate::reading::attribution::Cast::default();
    let said = |cast: &mut _, text| super::shown_to(cast, Language::English, text);
    said(&mut cast, "“The pier is shut,” Ann Lee said.");
    assert_eq!(said(&mut cast, "'Legend in the Coal Fields.'"), ["-"]);
    assert_eq!(said(&mut cast, "“It was late.”"), [" |  | Ann Lee (other)"]);
}
