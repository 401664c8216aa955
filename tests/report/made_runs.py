"""Runs made for a test: of one article, of hostile text, and of many articles."""

from __future__ import annotations

from datetime import date, timedelta

from sample_run import LAVROV, SUMMARY, USA, claim, commitment, finding, stance

from extractor.records import (
    Article,
    Commitment,
    CommitmentEvent,
    CommitmentTimeline,
    Finding,
    Rejection,
    TimeSpan,
)
from extractor.report import RunView
from extractor.results import ArticleResult

HOSTILE = (
    "<script>window.ran = 1</script>",
    "</script><script>window.ran = 2</script>",
    "</style><script>window.ran = 3</script>",
    "<img src=x onerror=window.ran=4>",
    '" onmouseover="window.ran = 5',
    "' onfocus='window.ran = 6' autofocus='",
    "{{ 7*7 }} {% raw %} {# x #}",
    "--><svg onload=window.ran=8>",
    "javascript:window.ran=9",
    "<a href=javascript:window.ran=10>x</a><iframe srcdoc='<script>parent.ran=11</script>'>",
    "<!--<script>",
)


def run_of(
    article: Article, *results: ArticleResult, findings: tuple[Finding, ...] = ()
) -> RunView:
    counted = {"findings": {f.relation: 1 for f in findings}}
    return RunView([article], results, findings, SUMMARY.model_copy(update=counted))


def hostile_run(attack: str) -> RunView:
    """A run in which `attack` stands wherever an outsider's words can stand."""
    article = Article.of(
        f"{attack} was said. Then came more.",
        ref=attack,
        title=attack,
        publisher=attack,
        url=f"javascript:{attack}",
        language=attack,
        published=date(2022, 1, 1),
    )
    actor = LAVROV.model_copy(update={"canonical": attack, "role": attack})
    quote = f"{attack} was said"
    record = claim(article, quote, actor, statement=attack, topic=attack)
    side = stance(article, quote, actor, holder=actor, target=attack, position="oppose")
    vow = commitment(article, quote, actor, actor=actor, action=attack, type="promise")
    rejected = Rejection(
        article_id=article.id, kind=attack, reason="invalid", detail=attack,
        draft={attack: attack}, engine=attack,
    )  # fmt: skip
    done = ArticleResult(
        article_id=article.id, status="done", records=(record, side, vow), rejected=(rejected,)
    )
    failed = ArticleResult(article_id=attack, status="failed", error=attack)
    found = finding("update", [record.id], [vow.id], attack, judge=attack)
    return run_of(article, done, failed, findings=(found,))


def many_articles(number: int) -> RunView:
    """A run of `number` articles of a claim each; each claim contradicts the one before."""
    articles = [
        Article.of(
            f"The fire killed {number} miners. Nobody came.",
            ref=f"{number}.txt",
            title=f"Fire, report {number}",
            publisher="Herald",
            published=date(2024, 1, 1) + timedelta(days=number % 300),
        )
        for number in range(number)
    ]
    claims = [
        claim(article, f"The fire killed {n} miners", None, statement=f"{n} miners were killed")
        for n, article in enumerate(articles)
    ]
    results = [
        ArticleResult(article_id=article.id, status="done", records=(found,))
        for article, found in zip(articles, claims, strict=True)
    ]
    found = finding(
        "contradiction", [claims[-2].id], [claims[-1].id], "The tolls differ.", subtype="number"
    )
    counted = {"findings": {"contradiction": 1}, "articles": {"done": number}}
    return RunView(articles, results, [found], SUMMARY.model_copy(update=counted))


def promised(*, others: int = 0) -> RunView:
    """A promise that two outlets report and that is kept late, one that lapsed, and open ones."""
    days = {"Herald": date(2022, 1, 17), "Post": date(2022, 1, 18), "Times": date(2022, 2, 15)}
    texts = ("Acme will close the plant by 30 January.", "Acme closed the plant.")
    made, again, deed = (
        Article.of(texts[place == 2], ref=outlet, publisher=outlet, published=day)
        for place, (outlet, day) in enumerate(days.items())
    )
    open_ones = [Article.of(f"Acme will build house {n}.", ref=f"{n}.txt") for n in range(others)]
    due = TimeSpan(
        text="by 30 January", start=days["Herald"], end=date(2022, 1, 30), basis="absolute"
    )

    def vow(source: Article) -> Commitment:
        return commitment(
            source, source.text[:-1], None, actor=USA, action="close the plant", type="promise",
            deadline=due,
        )  # fmt: skip

    first, second, *rest = (vow(source) for source in (made, again, *open_ones))
    closed = claim(deed, deed.text[:-1], None, statement=deed.text)
    found = finding(
        "commitment_outcome", [first.id, second.id], [closed.id], "It was kept.", subtype="kept"
    )
    kept = CommitmentTimeline(
        id="timeline-1", actor=USA, action=first.action, type="promise", deadline=due,
        statements=(first.id, second.id), status="kept",
        events=(
            CommitmentEvent(day=days["Herald"], what="made", record_id=first.id),
            CommitmentEvent(day=days["Post"], what="restated", record_id=second.id),
            CommitmentEvent(day=days["Times"], what="kept", record_id=closed.id, late=True),
        ),
    )  # fmt: skip
    lapsing = [
        CommitmentTimeline(
            id=f"timeline-of-{vow.id}", actor=USA, action=vow.action, type="promise", deadline=due,
            statements=(vow.id,), status="lapsed" if place == 0 else "open",
            events=(
                CommitmentEvent(day=None, what="made", record_id=vow.id),
                *((CommitmentEvent(day=due.end, what="lapsed", record_id=None),) * (place == 0)),
            ),
        )
        for place, vow in enumerate(rest)
    ]  # fmt: skip
    results = [
        ArticleResult(article_id=source.id, status="done", records=(record,))
        for source, record in zip(
            (made, again, deed, *open_ones), (first, second, closed, *rest), strict=True
        )
    ]
    articles = [made, again, deed, *open_ones]
    return RunView(articles, results, [found], SUMMARY, [kept, *lapsing])


def many_accounts(number: int) -> RunView:
    """A run in which so many outlets each give a toll of their own."""
    articles = [
        Article.of(f"The fire killed {50 + n} miners.", ref=f"{n}.txt", publisher=f"Outlet {n}")
        for n in range(number)
    ]
    tolls = [claim(a, a.text[:-1], None, statement=a.text) for a in articles]
    results = [
        ArticleResult(article_id=article.id, status="done", records=(toll,))
        for article, toll in zip(articles, tolls, strict=True)
    ]
    first, *others = (toll.id for toll in tolls)
    found = finding(
        "contradiction", [first], others, "The accounts differ.", subtype="number",
        sides=((first,), *((other,) for other in others)),
    )  # fmt: skip
    return RunView(articles, results, [found], SUMMARY)
