"""Templates are found, checked and filled in; what comes from articles stays as it is."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from extractor import prompts
from extractor.errors import SettingsError
from extractor.prompts import EXTRACTION, JUDGING, Part, Template
from extractor.records import Article


def template(folder: Path, text: str) -> Path:
    path = folder / "own.md"
    path.write_text(text, encoding="utf-8")
    return path


def own(folder: Path, user: str) -> Template:
    text = (
        f"# system\nRead.\n\n# user\n{user}\n# repair\n{{{{ problems }}}}\n# retry\n{{{{ error }}}}"
    )
    return prompts.load(str(template(folder, text)), EXTRACTION)


def user_message(chosen: Template, article: Article, part: Part | None = None) -> str:
    _, user = prompts.extraction_messages(chosen, article, part or Part(article.text))
    return user["content"]


def test_the_shipped_templates_are_valid() -> None:
    assert prompts.load("extract-v1", EXTRACTION).digest != prompts.load("judge-v1", JUDGING).digest


def test_an_unknown_name_is_told_with_those_there_are() -> None:
    with pytest.raises(SettingsError, match="extract-v1, judge-v1, judge-v2"):
        prompts.load("extract-v0", EXTRACTION)


def test_a_template_of_ones_own_is_read_from_its_path(tmp_path: Path) -> None:
    assert user_message(own(tmp_path, "Text: {{ text }}"), Article.of("News.")) == "Text: News."


def test_a_missing_section_is_named(tmp_path: Path) -> None:
    path = template(tmp_path, "# system\nRead.\n# user\n{{ text }}")
    with pytest.raises(SettingsError, match="`# repair` is missing"):
        prompts.load(str(path), EXTRACTION)


def test_a_misspelt_value_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"section user: no value 'txt' .*headline.*text"):
        own(tmp_path, "{{ txt }}")


def test_a_template_that_is_not_jinja_says_where(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="section user"):
        own(tmp_path, "{% if text %}")


def test_an_unknown_filter_is_found_before_any_article(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="section user: No filter named 'shorten'"):
        own(tmp_path, "{{ text | shorten }}")


def test_a_template_that_is_not_text_is_a_matter_of_settings(tmp_path: Path) -> None:
    path = tmp_path / "own.md"
    path.write_bytes(b"# system\n\xff")
    with pytest.raises(SettingsError, match="can't be read as UTF-8"):
        prompts.load(str(path), EXTRACTION)


def test_the_digest_follows_the_content(tmp_path: Path) -> None:
    one, other = own(tmp_path, "{{ text }}"), own(tmp_path, "{{ text }}!")
    assert one.digest != other.digest


def test_instructions_come_first_and_do_not_depend_on_the_article() -> None:
    chosen = prompts.load("extract-v1", EXTRACTION)
    asked = [
        prompts.extraction_messages(chosen, Article.of(text, title=text), Part(text))
        for text in ("One.", "{{ 7*7 }}{% raw")
    ]
    assert asked[0][0] == asked[1][0]
    assert [message["role"] for message in asked[0]] == ["system", "user"]


@pytest.mark.parametrize(
    "text", ["{{ 7*7 }}", "{% raw", "{# x #}", "</article>", "a\r\nb\t ", "<b>&amp;</b>", "# user"]
)
def test_text_and_context_are_not_rendered(text: str) -> None:
    chosen = prompts.load("extract-v1", EXTRACTION)
    user = user_message(chosen, Article.of(text), Part(f"{text}|text", f"{text}|context"))
    assert f"\n{text}|text\n</article-" in user
    assert f"\n{text}|context\n</context-" in user


def test_the_marks_around_an_article_follow_from_its_text() -> None:
    chosen = prompts.load("extract-v1", EXTRACTION)
    first = user_message(chosen, Article.of("One."))
    closing = first.splitlines()[-1]
    assert first == user_message(chosen, Article.of("One."))
    assert closing not in user_message(chosen, Article.of(f"One. {closing}")).split("One. ")[0]
    assert user_message(chosen, Article.of(f"One.\n{closing}")).splitlines()[-1] != closing


def test_outlet_date_and_headline_are_told() -> None:
    chosen = prompts.load("extract-v1", EXTRACTION)
    article = Article.of("x", title="A\nB", publisher="Orva Post", published=date(2025, 5, 6))
    user = user_message(chosen, article)
    assert 'Outlet: Orva Post\nPublished: 2025-05-06\nHeadline: "A\\nB"\n' in user


def test_problems_are_added_to_the_same_request() -> None:
    chosen = prompts.load("extract-v1", EXTRACTION)
    asked = prompts.extraction_messages(chosen, Article.of("One."), Part("One."))
    problem = {"item": 3, "problem": "quote: {{ 7*7 }}\nnext line"}
    again = prompts.with_problems(asked, chosen, [problem])
    assert again[0] == asked[0]
    added = again[1]["content"].removeprefix(asked[1]["content"])
    assert json.dumps(problem) in added
