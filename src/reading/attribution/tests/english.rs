//! Tests of English: lists and datelines, idle verbs, asides that describe or name the speaker, and
//! suppositions of the narrator.

use super::{check, shown_to};
use crate::reading::attribution::{Cast, is_transcript};
use crate::reading::language::Language;

#[test]
fn a_line_of_a_list_is_no_speech() {
    let words = Language::English.words();
    let charges = [
        "Ann B. Lee: possession of a knife, held in jail.",
        "Bob Crane: two warrants, theft of a boat.",
        "Carl Dunn: dealing in stolen nets, theft.",
    ];
    assert!(!is_transcript(charges.into_iter(), words));
    let talk = [
        "Ann Lee: The harbour was shut.",
        "Bob Crane: Who shut it?",
        "Ann Lee: We did.",
    ];
    assert!(is_transcript(talk.into_iter(), words));
}

#[test]
fn a_verb_with_an_addressee_or_object_alone_credits_nobody() {
    check(
        Language::English,
        &[
            (
                "It was Ann Lee who took over, and Crane reported to her.",
                &["-"],
            ),
            (
                "Ann Lee testified before the harbour panel on Monday.",
                &["-"],
            ),
            (
                "Ann Lee testified before the panel that the pumps had failed.",
                &["testified |  | Ann Lee (other)"],
            ),
            (
                "Worried, the harbour master put in a call to the yard.",
                &["-"],
            ),
            (
                "A study by the Kelm Centre, a Norsund-based think tank, found that tides rise.",
                &["found |  | Kelm Centre (body)"],
            ),
            (
                "Lee told the panel he tried to close the gate.",
                &["told |  | Lee (other)"],
            ),
        ],
    );
}

#[test]
fn who_was_told_passes_nothing_on() {
    check(
        Language::English,
        &[
            (
                "While speaking to Crane and his crew, the pumps failed, Lee said.",
                &["said |  | Lee (other)"],
            ),
            (
                "Bob Crane came late. Ann Lee told Crane she had no keys.",
                &["-", "told |  | Ann Lee (other)"],
            ),
        ],
    );
}

#[test]
fn a_place_before_a_dash_is_where_it_was_written() {
    check(
        Language::English,
        &[(
            "KELM, Norsund — Ann Lee said the ferry sank.",
            &["said |  | Ann Lee (other)"],
        )],
    );
}

#[test]
fn both_before_two_names_credits_them_together() {
    check(
        Language::English,
        &[(
            "However, both Lee and Crane told lawmakers that the pumps failed.",
            &["told |  | Lee and Crane (other)"],
        )],
    );
}

#[test]
fn a_family_name_may_stand_first() {
    let mut cast = Cast::default();
    let said = |cast: &mut Cast, text: &str| shown_to(cast, Language::English, text);
    said(
        &mut cast,
        "Ambassador Liu Xiaming said that the port was open.",
    );
    assert_eq!(
        said(&mut cast, "Liu said that it would stay so."),
        ["said |  | Liu Xiaming (official)"]
    );
}

#[test]
fn he_is_the_one_whom_the_sentence_is_about() {
    check(
        Language::English,
        &[(
            "Harbour master Bob Crane said it rained. Mate Ted Hull was there. Crane did mention the night, \
             of which he said that nobody slept.",
            &[
                "said |  | Bob Crane (other)",
                "-",
                "said |  | Bob Crane (other)",
            ],
        )],
    );
}

#[test]
fn infinitives_and_nouns_that_look_like_verbs_credit_nobody() {
    check(
        Language::English,
        &[
            (
                "The board wants to make Ann Lee testify that the gate was shut.",
                &["-"],
            ),
            ("They help Mr. Crane maintain that it was shut.", &["-"]),
            (
                "Her successor, Crane, has that right, and the boat is ahead by 4.3 points.",
                &["-"],
            ),
            ("Her son Bob Crane is expected to stay.", &["-"]),
            (
                "Harbour unions say that the gate was shut.",
                &["say |  | Harbour unions (body)"],
            ),
        ],
    );
}

#[test]
fn a_clause_between_speaker_and_verb_does_not_speak() {
    check(
        Language::English,
        &[
            (
                "Dockers, who held the gate all night, said the plan was dead.",
                &["said |  | Dockers (other)"],
            ),
            (
                "John Dickey, the chief executive of Kelm Media -- the firm that owns it -- told reporters \
                 that it was wrong.",
                &["told |  | John Dickey (other)"],
            ),
            (
                "The group that owns the yard, Kelm Relief, says it will open. But the company says nobody \
                 asked.",
                &[
                    "says |  | Kelm Relief (body)",
                    "says |  | Kelm Relief (body)",
                ],
            ),
            (
                "The harbour board called the charges unfounded.",
                &["called |  | harbour board (body)"],
            ),
            (
                "CBS Kelm reports the man who took the boat was caught.",
                &["reports |  | CBS Kelm (outlet)"],
            ),
        ],
    );
}

#[test]
fn two_who_are_named_together_are_each_known() {
    check(
        Language::English,
        &[
            (
                "Senators Tom Lee and Mark Warner came to the yard. Warner said it was shut.",
                &["-", "said |  | Mark Warner (official)"],
            ),
            (
                "Tom Lee and Ann Lee came to the yard. Lee said it was shut.",
                &["-", "said ? Ann Lee / Tom Lee"],
            ),
        ],
    );
}

#[test]
fn an_agency_of_state_is_a_body() {
    check(
        Language::English,
        &[
            (
                "The European Space Agency said that its researchers had looked at it.",
                &["said |  | European Space Agency (body)"],
            ),
            (
                "NASA announced a plan on Monday. The agency said it would cost more.",
                &["announced |  | NASA (other)", "said |  | NASA (other)"],
            ),
        ],
    );
}

#[test]
fn a_speakers_name_is_whole_and_not_that_of_another() {
    check(
        Language::English,
        &[
            (
                "“It grows,” says Chris Early, a harbour pilot.",
                &["says |  | Chris Early (other)"],
            ),
            (
                "But many friends of Bob Crane said that it was shut.",
                &["said |  | friends of Bob Crane (other)"],
            ),
            (
                "“It is hard,” study lead author Lucas Paganini, a scientist at Kelm's Centre in Port, and Norsund \
                 University in Rell, said in a note.",
                &["said |  | Lucas Paganini (other)"],
            ),
            (
                "Officers arrested Ann B. Lee, 32, of Kelm, after they found nets, said Lt. Matt Hull, a \
                 spokesman.",
                &["said |  | Matt Hull (other)"],
            ),
            (
                "“It is hard,” Ann Lee, deputy head for docks, said of that plan on Monday.",
                &["said |  | Ann Lee (other)"],
            ),
        ],
    );
}

#[test]
fn what_is_named_or_described_says_nothing() {
    check(
        Language::English,
        &[
            ("He worked on a long book for years, titled Tides.", &["-"]),
            (
                "He sang in an improvised live show called “Ask Bob” at night.",
                &["-"],
            ),
            (
                "If he holds a poorly described map and leaves, Bob Crane is lost.",
                &["-"],
            ),
            ("The researchers observed the bay for 17 nights.", &["-"]),
            (
                "The union issued a statement calling the plan a disaster.",
                &["calling |  | union (body)"],
            ),
        ],
    );
}

#[test]
fn the_man_need_not_be_who_was_named_last() {
    check(
        Language::English,
        &[(
            "Dr Owen Hull saw him. “I am well now,” the man wrote.",
            &["-", "wrote |  | man (other)"],
        )],
    );
}

#[test]
fn what_the_narrator_compares_or_supposes_is_not_said() {
    check(
        Language::English,
        &[
            (
                "It is more complicated than Ann Lee suggests, but she is near.",
                &["-"],
            ),
            (
                "That is less than the $53 million figure Ann Lee cited.",
                &["-"],
            ),
            (
                "If scientists found signs of it, it was easy to write them off.",
                &["-"],
            ),
            ("Those facts suggest that the gate was shut.", &["-"]),
            (
                "It bought half of the yard, a deal announced on Monday.",
                &["-"],
            ),
            (
                "Correction added on Nov. 18: the caption was wrong.",
                &["-"],
            ),
        ],
    );
}

#[test]
fn will_is_a_name_too() {
    check(
        Language::English,
        &[(
            "“It was late,’’ Will Crane, chief of the yard, told reporters.",
            &["told |  | Will Crane (other)"],
        )],
    );
}

#[test]
fn he_is_the_man_who_spoke_last() {
    check(
        Language::English,
        &[(
            "A van burned, said Mohammad Ahmedi, a deputy. He said that two boats sank. Two yards burned, \
             said Sediq Sediqqi, spokesman for the port. “The first one was small,” he said.",
            &[
                "said |  | Mohammad Ahmedi (other)",
                "said |  | Mohammad Ahmedi (other)",
                "said |  | Sediq Sediqqi (other)",
                "said |  | Sediq Sediqqi (other)",
            ],
        )],
    );
}

#[test]
fn a_role_group_or_origin_describes_the_speaker() {
    check(
        Language::English,
        &[
            (
                "“It is a surprise,” says lead researcher Andrew Vander, who joined the yard.",
                &["says |  | Andrew Vander (expert)"],
            ),
            (
                "However, one of the authors of the study, Nuria Roig, explained in a note that it glows.",
                &["explained |  | Nuria Roig (expert)"],
            ),
            (
                "“It hurts,” Simona Halep said. “It gets worse,” the Romanian said.",
                &[
                    "said |  | Simona Halep (other)",
                    "said |  | Simona Halep (other)",
                ],
            ),
            (
                "Saying that she was sad by what the video showed, Lee said the yard would open.",
                &["said |  | Lee (other)"],
            ),
        ],
    );
}

#[test]
fn an_aside_names_who_speaks_for_somebody() {
    check(
        Language::English,
        &[
            (
                "Ann Lee's lawyer, Bob Crane, said that it was late.",
                &["said |  | Bob Crane (other)"],
            ),
            (
                "Kelm Port Council's Member for Safe Docks, Cllr Leanne Jones, said it was late.",
                &["said |  | Leanne Jones (other)"],
            ),
        ],
    );
}

#[test]
fn a_statement_is_of_who_made_it() {
    check(
        Language::English,
        &[
            (
                "Two sailors are missing, the coast guard said in a note. “We look into it,” the statement \
                 said. It said it was waiting.",
                &[
                    "said |  | coast guard (body)",
                    "said |  | coast guard (body)",
                    "said |  | coast guard (body)",
                ],
            ),
            (
                "He pleaded guilty, the County Attorney's Office for the Eastern District of Vell announced.",
                &[
                    "announced |  | County Attorney's Office for the Eastern District of Vell (body)",
                ],
            ),
            (
                "Despite two warnings, the Dorns continued to sell the tonic.",
                &["-"],
            ),
            (
                "Colleague Jeff Olin shrugged. “Meth. We’re On It” was made by his firm. A spokeswoman for \
                 Kelm said it had been seen by millions.",
                &["-", "-", "-", "said |  | spokeswoman for Kelm (official)"],
            ),
        ],
    );
}
