from __future__ import annotations

from made_records import claim

from extractor.reconcile.sides import sides
from extractor.records import Article, Claim

TEXT = (
    "Fire in Arden\nThe night was long\nA fire broke out. It spread fast.\nReactions\nNo comment."
)
ARTICLE = Article.of(TEXT, publisher="Herald")


def found(quote: str) -> Claim:
    return claim(quote, article=ARTICLE.id, start=TEXT.index(quote))


def test_the_headings_above_the_first_paragraph_are_the_headline() -> None:
    quotes = ["Fire in Arden", "The night was long", "A fire broke out.", "Reactions"]
    made = sides([found(quote) for quote in quotes], [ARTICLE])
    assert [side.in_headline for side in made] == [True, True, False, False]


def test_a_side_has_the_whole_sentence_around_its_evidence() -> None:
    (side,) = sides([found("spread")], [ARTICLE])
    assert side.sentence == "It spread fast."


def test_a_record_without_its_article_stands_for_itself() -> None:
    (side,) = sides([found("spread")], [])
    assert (side.sentence, side.in_headline, side.publisher) == ("spread", False, "Herald")
