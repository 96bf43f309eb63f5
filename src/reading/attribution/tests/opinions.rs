//! Tests of English verbs of several words, nouns for opinions, participles, and what courts hear.

use super::check;
use crate::reading::language::Language;

#[test]
fn verbs_of_several_words_credit() {
    check(
        Language::English,
        &[
            (
                "Ann Lee went on to say that the bridge was unsafe.",
                &["say |  | Ann Lee (other)"],
            ),
            (
                "Lee was quoted as saying that the bridge was unsafe.",
                &["saying |  | Lee (other)"],
            ),
            (
                "Police are appealing for witnesses to the crash.",
                &["appealing |  | Police (body)"],
            ),
            (
                "Officers are now urging drivers to avoid the bridge.",
                &["urging |  | Officers (official)"],
            ),
            (
                "The minister let it be known that she was tired.",
                &["let |  | minister (official)"],
            ),
            (
                "Independent monitors spoke of five attacks.",
                &["spoke |  | Independent monitors (other)"],
            ),
            (
                "The harbour board vowed to reopen the pier.",
                &["vowed |  | harbour board (body)"],
            ),
            (
                "The embassy advised its citizens to leave the port.",
                &["advised |  | embassy (body)"],
            ),
            (
                "Ann Lee put the cost of the pier at about £12m.",
                &["put |  | Ann Lee (other)"],
            ),
            (
                "Ann Lee has so far denied any role in the fire.",
                &["denied |  | Ann Lee (other)"],
            ),
            // The words alone say nothing.
            ("Ann Lee called an ambulance for her son.", &["-"]),
            ("Ann Lee put her bag at the door of the pier.", &["-"]),
            ("Asked why she left, Ann Lee pointed at the rain.", &["-"]),
            ("Staff called the police and a road was closed.", &["-"]),
        ],
    );
}

#[test]
fn nouns_for_opinions_credit_their_owner() {
    check(
        Language::English,
        &[
            (
                "In the mayor's view, the bridge is unsafe.",
                &["view |  | mayor (official)"],
            ),
            (
                "By Ann Lee's account, the door was open.",
                &["account |  | Ann Lee (other)"],
            ),
            (
                "The government's position is that the bridge is safe.",
                &["position |  | government (body)"],
            ),
            (
                "It is the ministry’s contention that the pier was never let.",
                &["contention |  | ministry (body)"],
            ),
            (
                "By her own account, Ann Lee never opened the gate.",
                &["By her own account |  | Ann Lee (other)"],
            ),
            ("Ann Lee's case is at the port.", &["-"]),
            ("In the mayor's case, the door was open.", &["-"]),
        ],
    );
}

#[test]
fn participles_credit_their_subject() {
    check(
        Language::English,
        &[
            (
                "Citing the weather, the council closed the pier.",
                &["Citing |  | council (body)"],
            ),
            (
                "The council closed the pier, citing the weather.",
                &["citing |  | council (body)"],
            ),
            (
                "The pier was closed, with Mayor Ann Lee calling it a ruin.",
                &["calling |  | Ann Lee (official)"],
            ),
        ],
    );
}

#[test]
fn courts_hear_what_is_said() {
    check(
        Language::English,
        &[
            (
                "An inquest heard that Crane had fallen from the boat.",
                &["heard |  | inquest (other)"],
            ),
            (
                "Crane had stolen the boat, the court was told.",
                &["told |  | court (body)"],
            ),
            (
                "The jury was told that Crane had stolen the boat.",
                &["told |  | jury (other)"],
            ),
            ("Ann Lee heard that the boat was gone.", &["-"]),
            ("The inquiry heard 41 witnesses in nine days.", &["-"]),
        ],
    );
}

#[test]
fn a_description_may_stand_for_the_person_named_before() {
    check(
        Language::English,
        &[
            (
                "Jude Amoa scored twice. \"It was easy,\" the winger said.",
                &["-", "said |  | Jude Amoa (other)"],
            ),
            (
                "Ann Lee joined the club in May. \"I am happy,\" the Kelm winger said.",
                &["-", "said |  | Ann Lee (other)"],
            ),
            (
                "Bob Crane was hit by a bus. \"He ran out,\" the driver said.",
                &["-", "said |  | driver (witness)"],
            ),
        ],
    );
}

#[test]
fn a_statement_before_a_question_of_one_quotation_credits() {
    check(
        Language::English,
        &[(
            "“Prices will rise. How could they not?” asks Ann Lee, a baker.",
            &[" |  | Ann Lee (other)", "asks |  | Ann Lee (other)"],
        )],
    );
}

#[test]
fn a_second_speaker_behind_a_contrast_makes_a_question() {
    check(
        Language::English,
        &[
            (
                "Ann Lee called it \"a success\", while Bob Crane said that it had failed.",
                &["called ? Ann Lee / Bob Crane"],
            ),
            (
                "Ann Lee said the pier was safe; Bob Crane denied it.",
                &["said ? Ann Lee / Bob Crane"],
            ),
            (
                "Ann Lee said the pier was safe, but she denied the rest.",
                &["said |  | Ann Lee (other)"],
            ),
            (
                "Ann Lee said the pier was safe, while the fence was not.",
                &["said |  | Ann Lee (other)"],
            ),
        ],
    );
}

#[test]
fn who_stands_alone_between_marks_speaks() {
    check(
        Language::English,
        &[
            (
                "Kelm had promised, a French diplomat noted drily, \"a talk, not a result\".",
                &["noted |  | French diplomat (official)"],
            ),
            (
                "Kelm denied the raid, a Norsund official said on Monday.",
                &["said |  | Norsund official (official)"],
            ),
            (
                "\"It hurts,\" says her brother, Mark.",
                &["says |  | Mark (other)"],
            ),
            (
                "The fish, remarked a sailor, had not been told.",
                &["remarked |  | sailor (other)"],
            ),
            (
                "The pupil, who left early, texted a friend: \"Stay away.\"",
                &["texted |  | pupil (other)"],
            ),
            (
                "\"We are tired,\" read a placard held by a nurse.",
                &["read |  | placard (document)"],
            ),
        ],
    );
}

#[test]
fn who_only_hears_or_holds_it_passes_nothing_on() {
    check(
        Language::English,
        &[
            (
                "An official confirmed that the file existed but said that it was lost.",
                &["confirmed |  | official (official)"],
            ),
            (
                "Sergeant Odd Kvam told Fergal Moyne KC, prosecuting, that the boat was gone.",
                &["told |  | Odd Kvam (official)"],
            ),
        ],
    );
}

#[test]
fn words_right_behind_a_verb_show_that_it_says_something() {
    check(
        Language::English,
        &[
            (
                "Crane was quoted by state media as saying that he would go.",
                &["saying |  | state media (outlet) < Crane (other)"],
            ),
            (
                "Bob Crane recalled how the bus skidded.",
                &["recalled |  | Bob Crane (other)"],
            ),
            (
                "The ministry claimed to have shot down 12 drones.",
                &["claimed |  | ministry (body)"],
            ),
            (
                "Economists polled by Reuters had forecast growth of 2%.",
                &["forecast |  | Reuters (agency) < Economists (expert)"],
            ),
            (
                "\"It was fine,\" Ann Lee told the club's website.",
                &["told |  | Ann Lee (other)"],
            ),
            (
                "The step was laid by Ann Lee, who said that it helps.",
                &["said |  | Ann Lee (other)"],
            ),
            ("The team hit back in the second half.", &["-"]),
            ("Ann Lee thanked her driver and got out.", &["-"]),
            ("Ministers have spoken of little else.", &["-"]),
        ],
    );
}

#[test]
fn a_name_behind_an_office_and_several_people_are_told_apart() {
    check(
        Language::English,
        &[
            (
                "Commissioner of Police Sunita Rane said that it was over.",
                &["said |  | Sunita Rane (official)"],
            ),
            (
                "Voss said it was over. Two people denied it. They said Lee had left.",
                &[
                    "said |  | Voss (other)",
                    "denied |  | people (anonymous)",
                    "said |  | people (anonymous)",
                ],
            ),
            (
                "Ann Lee has told Channel 12 she regrets it.",
                &["told |  | Channel 12 (social) < Ann Lee (other)"],
            ),
            (
                "\"It hurts,\" complains the youngest, Bea, 19.",
                &["complains |  | Bea (other)"],
            ),
        ],
    );
}
