"""What is cut from a text before offsets are counted, and what is not."""

from __future__ import annotations

import pytest

from extractor.articles import article_from_text, clean_text
from extractor.articles.boilerplate import clean, stamp

LEAD = "Ministers met in Geneva for two hours, an official said."


@pytest.mark.parametrize(
    "line",
    [
        "All news",
        "Advertisement",
        "Share this article",
        "Share on Facebook",
        "Read also: Talks to go on in Vienna",
        "Subscribe to RBC FB Get news faster than anyone else",
        "Subscribe to our newsletter",
        "Your email address will not be published.",
        "We use cookies to improve your experience.",
        "Related articles",
        "5 min read",
        "© 2022 Daily Gazette. All rights reserved.",
    ],
)
def test_boilerplate_lines_are_cut(line: str) -> None:
    assert clean_text(f"{line}\n\n{LEAD}\n\n{line}") == LEAD


@pytest.mark.parametrize(
    "sentence",
    [
        "Leave a reply to him in the hands of the ministry, she said.",
        "Share prices fell on Friday, and all news was bad news.",
        "We use cookies as money on this island, the elder said, and nobody laughs about it.",
        "Subscribe to the idea that talks help, he said, or do not come.",
        "The template reads {{ user.name }} and {% raw %} breaks it, the developer said.",
        "The file photo.jpg is > 3 MB, she said.",
        "Copyright holders sued the company in 2021 over a photo.",
    ],
)
def test_prose_is_left_to_the_letter(sentence: str) -> None:
    assert clean_text(f"{LEAD}\n\n{sentence}") == f"{LEAD}\n\n{sentence}"


def test_a_comment_form_ends_the_text_with_the_comments_below_it() -> None:
    assert clean_text(f"{LEAD}\n\nLeave a Reply\n\nGreat article, I learned a lot.") == LEAD


def test_a_comment_form_above_the_prose_costs_only_its_line() -> None:
    assert clean_text(f"Talks\n\nLeave a Reply\n\n{LEAD}") == f"Talks\n\n{LEAD}"


def test_a_list_of_links_ends_the_text_only_where_no_prose_follows() -> None:
    links = "Related articles\n\nVienna talks begin\n\nA look back"
    assert clean_text(f"{LEAD}\n\n{links}") == LEAD
    assert "Vienna talks begin" in clean_text(f"{LEAD}\n\n{links}\n\n{LEAD}")


def test_broken_image_markup_is_cut_and_its_sentence_stays() -> None:
    broken = 'the final answer .jpg” alt=”Blinken announced the "deadline"” />'
    assert clean_text(f"{LEAD}\n{broken}") == f"{LEAD}\nthe final answer"
    assert clean_text('One <img src="a.jpg" alt="b"> two.') == "One two."
    assert clean_text('Before https://x.example/a/b.jpg" alt="c" width="1"> after.') == (
        "Before after."
    )


def test_a_header_line_with_a_date_and_template_remains_is_cut_and_its_date_kept() -> None:
    cleaned = clean(f" date 2022-01-19 {{{{d | date : 'd MMMM yyyy'}}}}\nTalks\n\n{LEAD}")
    assert cleaned.text == f"Talks\n\n{LEAD}"
    assert str(cleaned.published) == "2022-01-19"


def test_the_day_of_publication_is_preferred_to_that_of_an_update() -> None:
    cleaned = clean(f"Updated: 21 January 2022\nPublished 19 January 2022, 10:05 GMT\n\n{LEAD}")
    assert str(cleaned.published) == "2022-01-19"
    assert cleaned.text == LEAD


def test_a_dated_line_below_the_prose_is_part_of_the_text() -> None:
    timeline = f"{LEAD}\n\nJanuary 10, 2022\n\nTalks were held in Geneva."
    assert clean(timeline) == (timeline, None, ())


def test_a_byline_with_a_date_stays_and_gives_the_date() -> None:
    cleaned = clean(f"Talks\n\nBy Jane Doe | Jan. 19, 2022\n\n{LEAD}")
    assert "By Jane Doe" in cleaned.text
    assert str(cleaned.published) == "2022-01-19"


@pytest.mark.parametrize(
    "headline",
    ["Treaty of April 8, 2010 expires", "On December 17, 2021, the ministry published drafts"],
)
def test_a_headline_with_a_date_is_no_header_line(headline: str) -> None:
    assert stamp(headline) is None


def test_line_ends_and_byte_order_marks_are_evened_and_typography_kept() -> None:
    assert clean_text("\ufeffOne “two”\r\n\r\n\r\n\r\nthree\u00a0four\rfive") == (
        "One “two”\n\nthree\u00a0four\nfive"
    )


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Subscribe to The Kyiv Post", "The Kyiv Post"),
        ("Subscribe to Gazette’s newsletter", "Gazette"),
        ("© 2022 Gazette", "Gazette"),
        ("Subscribe to YouTube", None),
        ("Subscribe to our newsletter", None),
    ],
)
def test_a_notice_that_names_its_outlet_gives_the_publisher(line: str, outlet: str | None) -> None:
    assert article_from_text(f"{LEAD}\n\n{line}", "a.txt").publisher == outlet
