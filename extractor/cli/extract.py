"""`extractor extract`."""

from __future__ import annotations

import json
from typing import Any

import click

from extractor.api import Extractor
from extractor.articles import Columns, read_article
from extractor.cli.config import config_option
from extractor.cli.ending import errors_told, text_monitor
from extractor.cli.listing import show_records, stdout
from extractor.cli.options import (
    ASKING,
    NamedPath,
    column_options,
    debug_option,
    field_options,
    settings_from,
)
from extractor.records import Article
from extractor.results import ArticleResult
from extractor.settings import ModelSettings

EXTRACTING = [name for name in ASKING if name != "judge_prompt"]


@click.command("extract", short_help="Extract from one article, to standard output.")
@click.argument("file", type=NamedPath())
@click.option("--pretty", is_flag=True, help="Show the records to people, the quotes in colour.")
@field_options(ModelSettings, EXTRACTING)
@column_options
@debug_option
@config_option
def extract_command(file: str, pretty: bool, debug: bool, **options: Any) -> None:
    """Extract from the one article in FILE and write a JSON object to standard output.

    The object has `article`, `records`, `rejected` and `usage`, on one line. FILE is a file as for
    run (.txt .md .html .json …), or - for standard input: plain text, or one JSON object.

    \b
    Examples:
      extractor extract article.txt --pretty
      extractor extract article.html | jq -r '.records[].evidence.quote'
      curl -s https://example.org/story.txt | extractor extract - --pretty
      extractor extract article.txt --model openai/gpt-5-mini

    \b
    Exit codes:
      0    the article is done, if need be without records
      1    an error: it can't be read, or the model gave no usable answer
      2    wrong usage
      130  stopped by Ctrl-C
    """
    settings = settings_from(ModelSettings, options)
    columns = settings_from(Columns, options)
    with errors_told(text_monitor(), debug=debug, stopped="stopped"):
        article = read_article(file, columns=columns)
        result = Extractor(**settings.model_dump()).extract(article)
    if pretty:
        _show(article, result)
    else:
        click.echo(as_json(article, result))


def as_json(article: Article, result: ArticleResult) -> str:
    """The article and what came of it, as one line."""
    parts = result.model_dump(mode="json", include={"records", "rejected", "usage"})
    return json.dumps({"article": article.model_dump(mode="json"), **parts}, ensure_ascii=False)


def _show(article: Article, result: ArticleResult) -> None:
    console = stdout()
    head = " · ".join(str(p) for p in (article.title, article.publisher, article.published) if p)
    console.print(head or article.ref, style="bold", markup=False)
    if not show_records(result.records, console):
        console.print("no records")
    if result.rejected:
        console.print(f"{len(result.rejected)} rejected", style="dim")
