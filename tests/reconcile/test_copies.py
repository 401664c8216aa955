from __future__ import annotations

from made_records import claim, side

from extractor.reconcile.copies import Sources
from extractor.records import Article

STORY = " ".join(f"word{i} stands before word{i + 1} in line {i}" for i in range(60))
BACKGROUND = " ".join(f"the background of item{i} is known to all" for i in range(12))


def article(text: str, publisher: str | None) -> Article:
    return Article.of(text, publisher=publisher)


def independent(a: Article, b: Article) -> bool:
    sources = Sources([a, b])
    one, other = (side(claim("It rained.", article=x.id, outlet=x.publisher)) for x in (a, b))
    return sources.independent(one, other)


def test_two_outlets_that_print_one_wire_story_are_one_source() -> None:
    assert not independent(article(STORY, "Herald"), article(f"{STORY} More soon.", "Post"))


def test_two_outlets_with_stories_of_their_own_are_two_sources() -> None:
    assert independent(article(STORY, "Herald"), article(STORY.replace("stands", "is"), "Post"))


def test_a_shared_background_paragraph_makes_no_copy() -> None:
    one = article(f"{STORY} {BACKGROUND}", "Herald")
    other = article(f"{STORY.replace('stands', 'is')} {BACKGROUND}", "Post")
    assert independent(one, other)


def test_two_stories_of_one_outlet_are_one_source() -> None:
    assert not independent(article(STORY, "Herald"), article("Something else.", "HERALD"))


def test_outlets_without_a_name_are_told_apart_by_their_stories() -> None:
    assert independent(article(STORY, None), article("Something else.", None))
    assert not independent(article(STORY, None), article(f"{STORY} More soon.", None))


def test_a_story_that_many_outlets_print_is_still_one_source() -> None:
    copies = [article(f"{STORY} Printed by outlet {n}.", f"Outlet {n}") for n in range(70)]
    sources = Sources(copies)
    sides = [side(claim("It rained.", article=x.id, outlet=x.publisher)) for x in copies]
    assert len({sources.story(one) for one in sides}) == 1
