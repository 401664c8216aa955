from __future__ import annotations

from datetime import date

import pytest
from made_records import claim, side

from extractor.pairs import Side
from extractor.reconcile.copies.sources import Sources, is_republished
from extractor.records import Article, Speech

STORY = " ".join(f"word{i} stands before word{i + 1} in line {i}" for i in range(60))
OTHER = " ".join(f"place{i} lies behind place{i + 1} at mile {i}" for i in range(60))
BACKGROUND = " ".join(f"the background of item{i} is known to all" for i in range(12))


def article(text: str, publisher: str | None, published: date | None = None) -> Article:
    return Article.of(text, publisher=publisher, published=published)


def independent(a: Article, b: Article) -> bool:
    sources = Sources([a, b])
    return sources.independent(of(a), of(b))


def of(source: Article) -> Side:
    return side(claim("It rained.", article=source.id, outlet=source.publisher))


class TestSources:
    def test_that_print_one_wire_story_are_one(self) -> None:
        assert not independent(article(STORY, "Herald"), article(f"{STORY} More soon.", "Post"))

    def test_that_edit_one_story_are_one(self) -> None:
        edited = STORY.replace("stands", "is")
        assert not independent(article(STORY, "Herald"), article(edited, "Post"))

    def test_with_stories_of_their_own_are_two(self) -> None:
        assert independent(article(STORY, "Herald"), article(OTHER, "Post"))

    def test_that_share_a_paragraph_of_background_are_two(self) -> None:
        one = article(f"{STORY} {BACKGROUND}", "Herald")
        assert independent(one, article(f"{OTHER} {BACKGROUND}", "Post"))

    def test_are_one_where_one_outlet_prints_two_stories(self) -> None:
        assert not independent(article(STORY, "Herald"), article("Something else.", "HERALD"))

    def test_without_a_name_are_told_apart_by_their_stories(self) -> None:
        assert independent(article(STORY, None), article("Something else.", None))
        assert not independent(article(STORY, None), article(f"{STORY} More soon.", None))

    def test_that_print_two_stories_of_one_agency_are_one(self) -> None:
        one = article(f"LONDON (AP) — {STORY}", "Herald")
        assert not independent(one, article(f"PARIS (AP) — {OTHER}", "Post"))
        assert independent(one, article(f"PARIS (Reuters) — {OTHER}", "Post"))

    def test_are_counted_once_where_several_outlets_carry_a_story(self) -> None:
        copies = [article(f"{STORY} {n}", f"Outlet {n}") for n in range(3)]
        sources = Sources([*copies, article(OTHER, "Herald")])
        assert len({sources.name(of(copy)) for copy in copies}) == 1
        assert sources.name(of(article(OTHER, "Herald"))) == "herald"

    def test_take_a_story_from_the_agency_that_signs_another_copy(self) -> None:
        signed, cut = article(f"LONDON (AP) — {STORY}", "Herald"), article(STORY, "Post")
        sources = Sources([signed, cut, article(f"PARIS (AP) — {OTHER}", "Mail")])
        other = of(article(f"PARIS (AP) — {OTHER}", "Mail"))
        assert sources.name(of(cut)) == "ap"
        assert not sources.independent(of(cut), other)

    def test_name_the_articles_of_a_story_by_the_day(self) -> None:
        first = article(STORY, "Herald", published=date(2022, 1, 1))
        second = article(STORY, "Post", published=date(2022, 1, 2))
        undated = article(f"{STORY} More.", "Mail")
        told = ((first.id, second.id, undated.id),)
        alone = article(OTHER, "Times")
        assert Sources([undated, alone, second, first]).stories == told


NARRATED = "The bridge was closed for a week after the flood of Monday"


def said(sentence: str, quote: str | None = None, speech: Speech = "own_voice") -> Side:
    made = side(claim(quote or sentence))
    attribution = made.record.attribution.model_copy(update={"speech": speech})
    record = made.record.model_copy(update={"attribution": attribution})
    return made._replace(record=record, sentence=sentence)


class TestASentence:
    def test_of_narration_in_two_outlets_was_republished(self) -> None:
        assert is_republished(said(f"{NARRATED}."), said(NARRATED.upper()))

    def test_with_a_word_exchanged_was_republished(self) -> None:
        assert is_republished(said(NARRATED), said(NARRATED.replace("closed", "shut")))

    def test_taken_in_part_was_republished(self) -> None:
        assert is_republished(said(NARRATED), said(f"{NARRATED} that had come over three towns."))

    def test_in_other_words_was_not(self) -> None:
        told = "For seven days nobody could cross: Monday's flood had shut the bridge"
        assert not is_republished(said(NARRATED), said(told))

    def test_of_a_few_words_was_not(self) -> None:
        assert not is_republished(said("The bridge was closed."), said("The bridge was closed."))

    @pytest.mark.parametrize("speech", ["direct", "indirect"])
    def test_that_quotes_the_same_words_was_not(self, speech: Speech) -> None:
        quote = "We have closed the bridge for a week because of the flood"
        one = said(f"“{quote},” said Ann.", f"“{quote},” said Ann.", speech)
        other = said(f"Ann told the Post: “{quote}.”", f"“{quote}.”", speech)
        assert not is_republished(one, other)

    def test_of_direct_speech_with_the_same_words_around_it_was_republished(self) -> None:
        quote = "We have closed the bridge"
        sentence = f"“{quote},” Ann said at the town hall on Tuesday after she had seen the river."
        assert is_republished(said(sentence, quote, "direct"), said(sentence, quote, "direct"))
