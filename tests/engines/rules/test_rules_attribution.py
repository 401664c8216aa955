from __future__ import annotations

import pytest
from rules_reading import claims, placed, said

ORDERS = [
    ("said_that", "Ann Lee said that the bridge was safe.", "Ann Lee", "the bridge was safe."),
    ("said_clause", "Ann Lee said on Friday it was quite safe.", "Ann Lee", "it was quite safe."),
    ("said_quote", 'Ann Lee said: "The bridge is safe."', "Ann Lee", "The bridge is safe."),
    ("quote_said", '"The bridge is safe," Ann Lee said.', "Ann Lee", "The bridge is safe"),
    ("quote_said_inverted", "“The bridge is safe,” said Ann Lee.", "Ann Lee", "The bridge is safe"),
    ("clause_said", "The bridge is safe, Ann Lee told reporters.", "Ann Lee", "The bridge is safe"),
    ("according_to", "According to Ann Lee, the bridge is safe.", "Ann Lee", "the bridge is safe."),
    ("according_to", "The bridge is safe, according to Ann Lee.", "Ann Lee", "The bridge is safe"),
    ("said_that", "Ann Lee told Reuters on Monday that the bridge was safe.", "Ann Lee",
     "the bridge was safe."),
    ("statement_noun", "Ann Lee's claim that the bridge was safe surprised many.", "Ann Lee",
     "the bridge was safe surprised many."),
    ("said_clause_participle", "Ann Lee waved to the builders, saying they had done their work.",
     "Ann Lee", "they had done their work."),
    ("headline_dash", "Bridge will stay open for the summer — City Council", "City Council",
     "Bridge will stay open for the summer"),
    ("headline_colon", "Ann Lee: the bridge will stay open", "Ann Lee",
     "the bridge will stay open"),
    ("quote_signed", "“The bridge is safe for everybody.” — Ann Lee", "Ann Lee",
     "The bridge is safe for everybody."),
    ("clause_said_middle", "The bridge, Ann Lee said, is safe for everybody.", "Ann Lee",
     "The bridge, Ann Lee said, is safe for everybody."),
    ("clause_said_middle", "Though it was old, Ann Lee said, the bridge was safe.", "Ann Lee",
     "Though it was old, Ann Lee said, the bridge was safe."),
    ("said_that", "Ann Lee, 59, of Ashton, who built it, said that the bridge was safe.",
     "Ann Lee", "the bridge was safe."),
    ("said_that", "Ann Lee, an engineer and a member of the Council, which met, said that the "
     "bridge was safe.", "Ann Lee", "the bridge was safe."),
    ("said_that", "The report – published by the Council – said that the bridge was safe.",
     "report", "the bridge was safe."),
    ("said_that", "A report released on Monday by the Council found that the bridge was safe.",
     "report", "the bridge was safe."),
    ("said_that", "Ann Lee went on to say that the bridge was safe.", "Ann Lee",
     "the bridge was safe."),
    ("said_clause", "Ann Lee said she was joking.", "Ann Lee", "she was joking."),
    ("quote_said", "“Let them build their bridge elsewhere,” Ann Lee said.", "Ann Lee",
     "Let them build their bridge elsewhere"),
    ("according_to", "According to her account, the bridge was safe.", "her account",
     "the bridge was safe."),
    ("according_to", "Eleven people died on Tuesday, according to the coast guard.",
     "coast guard", "Eleven people died on Tuesday"),
    ("said_clause", "Ann Lee said only four of eleven ferries had been inspected.", "Ann Lee",
     "only four of eleven ferries had been inspected."),
    ("said_clause", "Ann Lee said on Monday sanctions will not work.", "Ann Lee",
     "sanctions will not work."),
    ("object_said", "Ann Lee denies the charges and will appeal.", "Ann Lee",
     "Ann Lee denies the charges and will appeal."),
    ("headline_dash", "Talks to resume in May — City Council", "City Council",
     "Talks to resume in May"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "speaker", "quote"), ORDERS)
def test_each_order_of_reported_speech_has_its_rule(
    rule: str, text: str, speaker: str, quote: str
) -> None:
    assert said(text) == [(speaker, quote)]
    assert [p.rule for p in placed(text) if p.draft.kind == "claim"] == [rule]


def test_every_window_is_the_exact_place_of_the_quote() -> None:
    text = "Ann Lee said that A was B.\n\n“C is now D,” she added. “E is not F.”"
    for draft, window, _ in placed(text):
        assert text[window.start : window.end] == draft.quote


def test_each_sentence_of_a_quotation_is_a_claim_of_its_own() -> None:
    text = '"The bridge is safe. We tested it in May. Nobody was hurt there," said Ann Lee.'
    assert [quote for _, quote in said(text)] == [
        "The bridge is safe.",
        "We tested it in May.",
        "Nobody was hurt there",
    ]


def test_a_quotation_goes_on_behind_its_speaker() -> None:
    text = '"The bridge is safe," Ann Lee said. "We tested it in May."'
    assert said(text)[1] == ("Ann Lee", "We tested it in May.")


def test_a_quotation_left_open_ends_before_its_speaker() -> None:
    text = "“The bridge is safe and we will open it in May,— said Ann Lee."
    assert said(text)[0] == ("Ann Lee", "The bridge is safe and we will open it in May")


def test_words_around_a_quoted_term_are_not_speech() -> None:
    assert said("The bridge has a “smart” lamp that was built in May.") == [
        (None, "The bridge has a “smart” lamp that was built in May.")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee did not say that the bridge was safe.",
        "Ann Lee might say that the bridge was safe.",
        "Ann Lee wanted to say that the bridge was safe.",
    ],
)
def test_what_was_not_said_is_not_attributed(text: str) -> None:
    assert all(speaker is None for speaker, _ in said(text))


def test_a_question_is_no_claim() -> None:
    assert said('"Is the bridge really safe today?" asked Ann Lee.') == []


def test_words_without_a_source_are_the_outlets_own() -> None:
    assert said("The bridge was opened on May 3.") == [(None, "The bridge was opened on May 3.")]


class TestChains:
    def test_a_paper_that_quotes_an_official_passes_his_words_on(self) -> None:
        (claim,) = claims(
            "“The bridge will be closed for years,” the Herald Tribune said, "
            "quoting a city official."
        )
        assert claim.speaker is not None
        assert claim.speaker.name == "city official"
        assert claim.speaker.anonymous
        assert [actor.name for actor in claim.via] == ["Herald Tribune"]

    def test_what_a_paper_reports_others_to_have_asked_is_theirs(self) -> None:
        (claim,) = claims("City officials have asked builders to wait, the Daily Post reported.")
        assert claim.speaker is not None
        assert claim.speaker.name == "City officials"
        assert [actor.name for actor in claim.via] == ["Daily Post"]

    def test_who_is_told_by_a_source_is_named_if_an_outlet(self) -> None:
        (claim,) = claims("A city official told the Daily Post that the bridge was closed.")
        assert [actor.name for actor in claim.via] == ["Daily Post"]

    def test_a_source_inside_a_quotation_is_named(self) -> None:
        (claim,) = claims(
            '"The bridge, as the builders told us in May, was closed for repairs," Ann Lee said.'
        )
        assert [actor.name for actor in claim.via] == ["builders"]

    def test_a_pronoun_goes_on_speaking_through_the_same_paper(self) -> None:
        text = (
            "“The bridge will be closed,” the Herald Tribune said, quoting a city official.\n\n"
            "“We are not happy about that,” he added."
        )
        assert [actor.name for actor in claims(text)[1].via] == ["Herald Tribune"]


class TestReference:
    def speaker(self, text: str) -> str | None:
        return said(text)[-1][0]

    def test_he_is_the_last_speaker(self) -> None:
        text = "Tom Roe said that the bridge was safe. Later he said it was not new."
        assert self.speaker(text) == "Tom Roe"

    def test_she_is_the_last_woman(self) -> None:
        text = (
            "Mary Lee met Tom Roe in May. Tom Roe said that the bridge was safe. "
            "She said it was not new."
        )
        assert self.speaker(text) == "Mary Lee"

    def test_a_surname_is_the_full_name_of_the_article(self) -> None:
        text = "Mayor Mary Lee met builders in May.\n\nLee said that the bridge was safe."
        assert self.speaker(text) == "Mary Lee"

    def test_an_office_and_its_country_lead_back_to_the_name(self) -> None:
        text = (
            "French Foreign Minister Jean Moreau met German Foreign Minister Karl Weber in May.\n\n"
            "The top French diplomat said that talks would go on."
        )
        assert self.speaker(text) == "Jean Moreau"

    def test_the_newspaper_is_the_last_one_named(self) -> None:
        text = (
            "The Daily Post was founded in 1901. According to the newspaper, the bridge is closed."
        )
        assert self.speaker(text) == "Daily Post"

    def test_two_names_are_two_speakers(self) -> None:
        text = "Both Mary Lee and Tom Roe said they did not expect the bridge to open."
        assert [speaker for speaker, _ in said(text)] == ["Mary Lee", "Tom Roe"]

    def test_a_name_behind_a_description_is_the_speaker(self) -> None:
        text = "His deputy, Mary Lee, said that the bridge was safe."
        assert self.speaker(text) == "Mary Lee"

    def test_a_role_before_a_name_is_kept_as_the_role(self) -> None:
        (claim,) = claims("French Foreign Minister Jean Moreau said that talks would go on.")
        assert claim.speaker is not None
        assert claim.speaker.role == "French Foreign Minister"
        assert claim.speaker.type == "person"

    def test_a_capital_that_speaks_is_its_state(self) -> None:
        (claim,) = claims("Paris said that talks would go on.")
        assert claim.speaker is not None
        assert (claim.speaker.name, claim.speaker.canonical) == ("Paris", "France")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Priya Nair, cabinet member for transport, said the lane was safe for all.", "Priya Nair"),
        ("Ann Lee, deputy health minister, said the water was safe to drink.", "Ann Lee"),
        ("Ann Lee, who had seen the plan in May, said she supported the bridge.", "Ann Lee"),
        ("The bridge is closed, according to people familiar with the matter.", "people familiar"),
    ],
)
def test_a_description_beside_the_speaker_hides_nobody(text: str, speaker: str) -> None:
    assert [name for name, _ in said(text)] == [speaker]


def test_what_somebody_called_a_thing_is_not_the_claim() -> None:
    text = "The firm blamed what Ann Lee called “a perfect storm” in the market."
    assert [name for name, _ in said(text)] == [None]


def test_prices_that_go_on_falling_pass_no_words_on() -> None:
    (claim,) = claims("Norvalis said that profit fell, as freight rates continued to slide.")
    assert claim.via == ()


def test_the_company_is_the_body_that_spoke_last() -> None:
    text = "Norvalis said that profit fell in May. The company said it would cut 200 jobs."
    assert {claim.speaker.name for claim in claims(text) if claim.speaker} == {"Norvalis"}


def test_behind_a_he_of_its_own_a_sentence_names_others() -> None:
    text = (
        "Rick Perry spoke in Dallas. In a statement, he decried the decision of Barack Obama.\n\n"
        '"This must stop at once," he said.'
    )
    assert claims(text)[-1].speaker is not None
    assert said(text)[-1][0] == "Rick Perry"


def test_a_headline_names_the_speaker_behind_its_quotation() -> None:
    text = "'We will build a bridge': Ann Lee\n\nMayor Ann Lee spoke to the Post."
    assert said(text)[0] == ("Ann Lee", "We will build a bridge")


def test_a_conversation_has_turns() -> None:
    text = (
        "Mayor Ann Lee met us.\n\nThe Post: Is the bridge safe?\n\n"
        "Ann Lee: Yes. It was built to last for a century.\n\n"
        "The Post: Your partner is against it.\n\nAnn Lee: He signed the plan in May."
    )
    assert [name for name, _ in said(text)][-3:] == ["Ann Lee", "Post", "Ann Lee"]


def test_a_label_before_a_headline_says_nothing() -> None:
    assert said("UPDATE: Bridge was closed after the flood")[0][0] is None


def test_most_words_of_a_headline_in_capitals_are_no_name() -> None:
    text = "Lee Defends Remarks On Bridge\n\nAnn Lee clarified her remark that the bridge is old."
    assert "Lee Defends Remarks" not in [name for name, _ in said(text)]


def test_comments_that_are_counted_are_a_noun() -> None:
    text = "Ann Lee, who made many rude comments about bridges, insists that they are very old."
    assert [name for name, _ in said(text)] == ["Ann Lee"]


DEEDS = [
    ("object_said", "The council rejected the plan for a new bridge.", "council"),
    ("object_said", "Ann Lee called for a new bridge over the river.", "Ann Lee"),
    ("object_said", "Ann Lee spoke openly of the need for a bridge.", "Ann Lee"),
    ("object_said", "Ann Lee is calling for a new bridge over the river.", "Ann Lee"),
    ("object_said", "Police confirmed the arrest of two men.", "Police"),
    ("object_said", "Some of the voters criticized him for the delay.", "Some of the voters"),
    ("question_said", "Voters questioned how the bridge could be so dear.", "Voters"),
    ("asked_whether", "Ann Lee asked whether the bridge would be closed.", "Ann Lee"),
    ("viewed_as", "Ann Lee sees the bridge as a waste of money.", "Ann Lee"),
    ("wants", "Voters want the council to close the bridge.", "Voters"),
    ("wants", "Ann Lee does not want to close the bridge.", "Ann Lee"),
    ("intends", "Ann Lee refuses to close the bridge.", "Ann Lee"),
    ("intends", "Ann Lee promised to close the bridge.", "Ann Lee"),
]


@pytest.mark.parametrize(("rule", "text", "speaker"), DEEDS)
def test_what_somebody_does_by_words_is_his_claim(rule: str, text: str, speaker: str) -> None:
    assert said(text) == [(speaker, text)]
    assert [p.rule for p in placed(text) if p.draft.kind == "claim"] == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "If the council rejects the plan for a bridge, the town will pay.",
        "It was the very bridge that the council refused to close.",
        "Ann Lee refused to comment on the new bridge.",
        "The rejected plan for a new bridge was dear.",
        "The committee's call for a new bridge was heard.",
    ],
)
def test_what_nobody_did_by_words_is_nobodys_claim(text: str) -> None:
    assert all(speaker is None for speaker, _ in said(text))


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Ann Lee left, calling the bridge a waste of money.", "Ann Lee called the bridge a waste"),
        ("Ann Lee, who has rejected the plan, left the town.", "Ann Lee has rejected the plan."),
        (
            "Ann Lee and Tom Roe, who have rejected the plan, left the town.",
            "Ann Lee has rejected the plan.",
        ),
    ],
)
def test_a_verb_without_a_subject_gets_the_speakers_name(text: str, statement: str) -> None:
    assert [c for c in claims(text) if c.speaker and c.statement.startswith(statement)]


def test_a_sentence_that_tells_more_than_a_deed_is_the_outlets_too() -> None:
    text = "After the council rejected the plan, prices of houses fell by 3%."
    assert said(text) == [(None, text), ("council", "the council rejected the plan")]


def test_who_asks_whether_is_not_who_answers() -> None:
    text = (
        "A reporter asked Ann Lee whether she would go.\n\n“I will stay here for ever,” she said."
    )
    assert said(text)[-1] == ("Ann Lee", "I will stay here for ever")


def test_what_an_expressed_concern_is_about_is_told_once() -> None:
    text = "Ann Lee expressed concern that the bridge was unsafe."
    assert said(text) == [("Ann Lee", "the bridge was unsafe.")]


class TestWhoIsMeant:
    def speaker(self, text: str) -> str | None:
        return said(text)[-1][0]

    def test_a_bare_surname_is_who_was_named_first(self) -> None:
        text = "Ann Lee met her sister, Mary Lee, in May.\n\nLee said that talks would go on."
        assert self.speaker(text) == "Ann Lee"

    def test_a_title_tells_which_of_two_is_meant(self) -> None:
        text = "Mary Lee met John Lee in May.\n\nMr. Lee said that talks would go on."
        assert self.speaker(text) == "John Lee"

    def test_the_words_of_a_headline_are_no_names(self) -> None:
        text = (
            "Dump Lee Movement Grows As Rivals Meet\n\nAnn Lee waited in Ash.\n\n"
            "Lee said that talks would go on."
        )
        assert self.speaker(text) == "Ann Lee"

    def test_what_opens_a_sentence_is_no_given_name(self) -> None:
        text = "Mary Lee waited in Ash. Classic Lee, she said that talks would go on."
        assert self.speaker(text) == "Mary Lee"

    def test_a_tweet_is_its_authors(self) -> None:
        assert self.speaker("Ann Lee's tweet said that talks would go on.") == "Ann Lee"

    def test_a_plural_at_the_beginning_is_no_name(self) -> None:
        text = "Sources in the ministry said that talks would go on."
        (claim,) = claims(text)
        assert claim.speaker is not None
        assert (claim.speaker.name, claim.speaker.anonymous) == ("Sources in the ministry", True)

    def test_a_plural_office_is_that_of_each(self) -> None:
        text = (
            "Prime Ministers Ann Lee of Norway and Tom Roe of Sweden said that talks would go on."
        )
        speakers = [claim.speaker for claim in claims(text) if claim.speaker]
        assert [(s.name, s.role) for s in speakers] == [
            ("Ann Lee", "Prime Minister"),
            ("Tom Roe", "Prime Minister"),
        ]

    def test_sources_of_a_body_stay_anonymous(self) -> None:
        (claim,) = claims("State Department sources said that talks would go on.")
        assert claim.speaker is not None
        assert claim.speaker.anonymous
        assert claim.speaker.type == "group"

    def test_a_pronoun_is_a_phrase_of_its_own(self) -> None:
        text = "Ann Lee spoke.\n\nAfter a year of work on the bridge she said that it was unsafe."
        assert self.speaker(text) == "Ann Lee"


def test_a_closing_it_found_is_said_by_the_report_before() -> None:
    text = "The report says the ship was overloaded. The pumps had failed, it found."
    assert said(text)[1] == ("report", "The pumps had failed")


def test_a_cue_after_the_subject_leaves_the_quoted_sentence_whole() -> None:
    (claim,) = claims('"The bridge," said engineer Tom Hale, "was built without a permit."')
    assert claim.statement == "The bridge was built without a permit."


def test_each_of_two_speakers_in_a_sentence_keeps_his_words() -> None:
    assert said("Berg said taxes would fall, while Vik said they would rise.") == [
        ("Berg", "taxes would fall"),
        ("Vik", "they would rise."),
    ]


def test_a_label_in_capitals_opens_the_turn_of_a_speaker_among_others() -> None:
    text = (
        "WALLACE: Do you accept the result of the election?\n\n"
        "TRUMP: I will tell you at the time. I will keep you in suspense.\n\n"
        "WALLACE: There is a tradition in this country."
    )
    assert [speaker for speaker, _ in said(text)] == ["TRUMP", "TRUMP", "WALLACE"]
