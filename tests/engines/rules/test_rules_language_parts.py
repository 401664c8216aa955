from __future__ import annotations

import pytest

from extractor.engines.rules.inflection import gerund, plural, verb_forms
from extractor.engines.rules.quotations import quotations
from extractor.engines.rules.tokens import Tokens
from extractor.passages import paragraphs


@pytest.mark.parametrize(
    ("lemma", "irregular", "forms"),
    [
        ("say", "said,said", ("say", "says", "said", "said", "saying")),
        ("deny", "", ("deny", "denies", "denied", "denied", "denying")),
        ("admit", "", ("admit", "admits", "admitted", "admitted", "admitting")),
        ("release", "", ("release", "releases", "released", "released", "releasing")),
        ("point out", "", ("point out", "points out", "pointed out", "pointed out",
                           "pointing out")),
    ],
)  # fmt: skip
def test_verbs_inflect(lemma: str, irregular: str, forms: tuple[str, ...]) -> None:
    assert verb_forms(lemma, irregular) == forms


def test_gerunds_drop_their_e_but_not_two() -> None:
    assert [gerund(word) for word in ("make", "agree", "lie")] == ["making", "agreeing", "lying"]


def test_plurals_of_men_are_men() -> None:
    assert [plural(word) for word in ("spokesman", "deputy", "boss")] == [
        "spokesmen",
        "deputies",
        "bosses",
    ]


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('"A is B," he said. "C."', ["A is B,", "C."]),
        ("“A is B,” he said.", ["A is B,"]),
        ("''A is B,'' he said.", ["A is B,"]),
        ("“A is B.\n\n“C is D,” he said.", ["A is B.", "C is D,"]),
        ('A is B," he said.', ["A is B,"]),
        ("He is 5'11\" tall.", ["He is 5'11"]),
        ("no quotation", []),
    ],
)
def test_quotations_are_found_with_marks_missing(text: str, inside: list[str]) -> None:
    assert quoted(text) == inside


def words(text: str) -> list[str]:
    tokens = Tokens(text)
    return [tokens.words(i, i + 1) for i in range(len(tokens))]


def test_tokens_keep_abbreviations_contractions_and_compounds_whole() -> None:
    assert words("Gov. Lee (D-Wis.) didn’t meet U.S. envoys; it’s Lee’s 1.5-hour talk -- ok") == [
        "Gov.", "Lee", "(", "D-Wis", ".", ")", "didn’t", "meet", "U.S.", "envoys", ";",
        "it", "’s", "Lee", "’s", "1.5", "-", "hour", "talk", "--", "ok",
    ]  # fmt: skip


def test_us_in_capitals_is_the_country_and_in_small_letters_the_pronoun() -> None:
    assert Tokens("US told us").lows == ["u.s.", "told", "us"]
