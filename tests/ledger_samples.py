"""Articles and the work on them, to fill a ledger with."""

from __future__ import annotations

from pathlib import Path

from extractor.engines import Reply, ReplyPart
from extractor.ledger import Ledger, Task
from extractor.records import Article, Finding
from extractor.results import ArticleResult, Usage


def article(n: int, ref: str | None = None) -> Article:
    return Article.of(f"Text {n}.", ref=ref or f"{n}.txt")


def task_of(about: Article, *, prompt: str = "p1", code: str = "c1") -> Task:
    return Task(about.id, "engine", f"ask-{about.id}-{prompt}", code)


def reply(text: str, requests: int = 1) -> Reply:
    part = ReplyPart(start=0, end=5, text=text)
    return Reply(parts=(part,), usage=Usage(requests=requests, input_tokens=10))


def done(about: Article) -> ArticleResult:
    return ArticleResult(article_id=about.id, status="done", usage=Usage(requests=1))


def finish(ledger: Ledger, about: Article) -> None:
    ledger.add_article(about, task_of(about))
    ledger.save_reply(task_of(about), reply("[]"))
    ledger.save_result(task_of(about), done(about))


def finding(n: int) -> Finding:
    return Finding(
        id=f"finding-{n}",
        relation="contradiction",
        left=("a",),
        right=("b",),
        explanation="30 or 40.",
        confidence=0.5,
        scope="between_articles",
        judge="rules",
    )


def committed(path: Path) -> set[str]:
    """The ids of the articles that are done in the ledger as another process sees it."""
    if not path.exists():
        return set()
    with Ledger.open(path, readonly=True) as ledger:
        return {result.article_id for result in ledger.results() if result.status == "done"}
