"""Versions of one story, on the example articles."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from benchmarks.copies import EDITS, REWRITTEN, Edit, measured, originals, rewritten
from extractor.reconcile.copies.stories import stories
from extractor.records import Article

DAY = date(2022, 1, 21)
EXAMPLES = originals(None)


def joined(*articles: Article) -> list[set[str]]:
    """The texts of each story that several of `articles` tell."""
    groups = stories(articles)
    by_story: dict[str, set[str]] = {}
    for article in articles:
        by_story.setdefault(groups.of(article.id), set()).add(article.text)
    return [texts for texts in by_story.values() if len(texts) > 1]


def numbered(word: str, number: int = 60) -> str:
    return " ".join(f"{word}{i} stands before {word}{i + 1} in line {i}" for i in range(number))


HARD = "30% of the words exchanged"
"""What is beyond the measure, by design: some two words in three would have to agree."""


class TestTheExamples:
    def test_are_five_stories_of_their_own(self) -> None:
        assert joined(*EXAMPLES.values()) == []

    @pytest.mark.parametrize(
        "edit", [edit for edit in EDITS if edit.name != HARD], ids=lambda edit: edit.name
    )
    def test_are_found_again_in_any_edit(self, edit: Edit) -> None:
        row = measured(edit, EXAMPLES)
        assert (row.found, row.wrong) == (row.versions, 0)

    def test_are_found_again_when_they_come_back_from_a_translation(self) -> None:
        row = rewritten(EXAMPLES)
        assert (row.versions, row.found, row.wrong) == (5, 5, 0)


class TestATranslation:
    original = EXAMPLES["002"].text
    back = (REWRITTEN / "002.txt").read_text(encoding="utf-8")

    def test_may_be_of_any_day_where_one_is_not_known(self) -> None:
        assert joined(Article.of(self.original, published=DAY), Article.of(self.back))

    def test_does_not_come_back_after_a_week(self) -> None:
        later = DAY + timedelta(days=7)
        one = Article.of(self.original, published=DAY)
        assert joined(one, Article.of(self.back, published=later)) == []

    def test_of_a_lead_alone_shows_nothing(self) -> None:
        lead = "\n".join(self.back.splitlines()[:5])
        assert joined(Article.of(self.original), Article.of(lead)) == []


class TestARoundUp:
    """An article that holds several stories makes them no copies of each other."""

    first, second = numbered("word"), numbered("place")

    def test_of_two_stories_joins_neither(self) -> None:
        both = Article.of(f"{self.first} {self.second}")
        assert joined(Article.of(self.first), Article.of(self.second), both) == []

    def test_may_hold_a_part_and_what_holds_the_part(self) -> None:
        lead, brief, full = (numbered("word", number) for number in (10, 25, 60))
        assert joined(*map(Article.of, (lead, brief, full))) == [{lead, brief, full}]

    def test_that_holds_one_story_alone_is_its_version(self) -> None:
        longer = Article.of(f"{self.first} {numbered('own', 120)}")
        assert len(joined(Article.of(self.first), longer)) == 1


def test_the_order_of_the_articles_changes_nothing() -> None:
    articles = [Article.of(f"{numbered('word')} {n}", published=DAY) for n in range(6)]
    there, back = stories(articles), stories(articles[::-1])
    assert [there.of(a.id) for a in articles] == [back.of(a.id) for a in articles]


def test_a_story_that_many_outlets_print_is_one() -> None:
    copies = [Article.of(f"{numbered('word')} Printed by outlet {n}.") for n in range(70)]
    (texts,) = joined(*copies)
    assert len(texts) == 70


def test_two_briefs_with_the_same_closing_words_are_two() -> None:
    closing = "Anyone with information is asked to call the police of the town or to write to them"
    one, other = (
        Article.of(f"A car was found. {closing}."),
        Article.of(f"A dog is lost. {closing}."),
    )
    assert joined(one, other) == []


@pytest.mark.parametrize("texts", [[], [""], ["", "One.", "!"], ["语言 文字", "语言"]])
def test_texts_of_hardly_a_word_are_stories_of_their_own(texts: list[str]) -> None:
    assert joined(*map(Article.of, texts)) == []


def test_the_rewritten_examples_are_rewritten() -> None:
    """No sentence of theirs is one of the original's."""
    for path in sorted(Path(REWRITTEN).glob("*.txt")):
        lines = set(path.read_text(encoding="utf-8").split(". "))
        assert not lines & set(EXAMPLES[path.stem].text.split(". "))
