"""A run over the example articles with records written by hand: what the report is tested on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from extractor.identity import content_id
from extractor.records import (
    Actor,
    Article,
    Attribution,
    Claim,
    Commitment,
    Evidence,
    Finding,
    Quantity,
    Rejection,
    Relation,
    Stance,
    TimeSpan,
)
from extractor.report import RunView
from extractor.results import ArticleResult, Summary, Usage

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "geneva-2022"

LAVROV = Actor(name="Sergey Lavrov", canonical="Sergey Lavrov", role="Russian Foreign Minister")
BLINKEN = Actor(name="Anthony Blinken", canonical="Antony Blinken", role="US Secretary of State")
PESKOV = Actor(name="Peskov", canonical="Dmitry Peskov", role="Presidential Spokesman")
STOLTENBERG = Actor(
    name="Jens Stoltenberg", canonical="Jens Stoltenberg", role="NATO Secretary General"
)
OFFICIAL = Actor(name="US officials", canonical="US officials", type="group", anonymous=True)
POST = Actor(name="Washignton Post", canonical="Washington Post", type="organization")
RUSSIA = Actor(name="Russia", canonical="Russia", type="state")
USA = Actor(name="Washington", canonical="United States", type="state")
NATO = Actor(name="the alliance", canonical="NATO", type="organization")

NEXT_WEEK = TimeSpan(
    text="next week",
    start=date(2022, 1, 24),
    end=date(2022, 1, 30),
    anchor=date(2022, 1, 21),
    basis="relative",
)


def article(name: str, title: str, **fields: Any) -> Article:
    """An example article as it lies on the disk."""
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    return Article.of(text, ref=f"geneva-2022/{name}", title=title, language="en", **fields)


PESKOV_HOPES = article(
    "000_ccb342e322d9af6e.txt",
    "Moscow hopes to receive soon US written reply on Russia’s security proposals — Kremlin",
    publisher="TASS",
    published=date(2022, 1, 19),
    url="https://tass.com/politics/1390249",
)
LAVROV_SAYS = article(
    "001_ca942614d7d5c321.txt",
    "Lavrov says his meeting with Blinken will help US issue response to Russia’s proposals",
    publisher="TASS",
    published=date(2022, 1, 21),
)
OFFICIALS_ASK = article(
    "002_90ead76556b94571.txt", "US asks Russia not to publish its reply", publisher="TASS",
    published=date(2022, 1, 22),
)  # fmt: skip
BLINKEN_SETS = article(
    "003_7bfa5f106f712eed.txt",
    "Blinken called the deadlines for a written response from Russia on security guarantees",
    publisher="RBC",
    published=date(2022, 1, 21),
)
MOSCOW_EXPECTS = article(
    "004_7489d93f4111801e.txt",
    "Russia expects US, NATO to give written response on security guarantees, Lavrov says",
    publisher="TASS",
    published=date(2022, 1, 14),
)


def found(source: Article, quote: str, speaker: Actor | None, **fields: Any) -> dict[str, Any]:
    """The fields that every record has, with the offsets of the first such quote."""
    start = source.text.index(quote)
    kind = fields.pop("kind")
    speech = "own_voice" if speaker is None else fields.pop("speech", "indirect")
    return {
        "id": content_id(kind, source.id, start, quote),
        "article_id": source.id,
        "evidence": Evidence(quote=quote, start=start, end=start + len(quote)),
        "attribution": Attribution(
            speaker=speaker, via=fields.pop("via", ()), publisher=source.publisher, speech=speech
        ),
        "said_on": fields.pop("said_on", source.published),
        "engine": "rules",
        **fields,
    }


def claim(source: Article, quote: str, speaker: Actor | None, **fields: Any) -> Claim:
    return Claim(**found(source, quote, speaker, kind="claim", **fields))


def stance(source: Article, quote: str, speaker: Actor | None, **fields: Any) -> Stance:
    return Stance(**found(source, quote, speaker, kind="stance", **fields))


def commitment(source: Article, quote: str, speaker: Actor | None, **fields: Any) -> Commitment:
    return Commitment(**found(source, quote, speaker, kind="commitment", **fields))


NOT_RECEIVED = claim(
    PESKOV_HOPES,
    "We haven’t yet received a written response to our questions",
    PESKOV,
    speech="direct",
    statement="Russia has not yet received a written US response to its questions",
    negated=True,
    topic="written US response",
)
HOPES = claim(
    PESKOV_HOPES,
    "We hope to receive it these days.",
    PESKOV,
    speech="direct",
    statement="Russia hopes to receive the written US response within days",
    modality="hoped",
    when=TimeSpan(text="these days", basis="unresolved"),
)
DRAFTS_TASS = claim(
    PESKOV_HOPES,
    "On December 17, 2021, the Russian Foreign Ministry released a draft agreement on security "
    "guarantees between Russia and the United States",
    None,
    statement="The Russian Foreign Ministry released draft agreements on 17 December 2021",
    when=TimeSpan(
        text="On December 17, 2021",
        start=date(2021, 12, 17),
        end=date(2021, 12, 17),
        basis="absolute",
    ),
)
NINETY_MINUTES = claim(
    LAVROV_SAYS,
    "we planned a 90-minute meeting because we knew what we were going to discuss",
    LAVROV,
    speech="direct",
    statement="The meeting of Lavrov and Blinken was planned for 90 minutes",
    quantities=(Quantity(text="90-minute", value=90, unit="minute"),),
)
ORAL_REACTION = claim(
    LAVROV_SAYS,
    "We have heard the United States’ first reaction, oral so far",
    LAVROV,
    speech="direct",
    statement="The United States has so far given only an oral first reaction",
)
ASKED_NOT_TO = stance(
    OFFICIALS_ASK,
    "US officials have asked their Russian colleagues not to release Washington’s written response",
    OFFICIAL,
    via=(POST,),
    holder=USA,
    target="publication of the written US response",
    position="oppose",
)
GOOD_THING = stance(
    OFFICIALS_ASK,
    "publishing the US response would be a good thing to do",
    LAVROV,
    said_on=date(2022, 1, 21),
    holder=LAVROV,
    target="publication of the written US response",
    position="support",
)
NO_COMMITMENTS = commitment(
    OFFICIALS_ASK,
    "the document will not contain any commitments regarding NATO’s openness policy and the "
    "accession of new members",
    Actor(
        name="State Department sources",
        canonical="US State Department",
        type="organization",
        anonymous=True,
    ),
    via=(POST,),
    actor=USA,
    action="give no commitments on NATO’s openness policy or on new members",
    type="refusal",
)
AGREED_WRITTEN = commitment(
    OFFICIALS_ASK,
    "Washington agreed to provide written responses to Moscow’s proposals on security guarantees",
    None,
    said_on=date(2022, 1, 21),
    actor=USA,
    action="provide written responses to Russia’s proposals",
    type="agreement",
    counterparty=RUSSIA,
)
WILL_SUBMIT = commitment(
    BLINKEN_SETS,
    "The US will submit a written response to Russia on security guarantees next week",
    BLINKEN,
    actor=USA,
    action="submit a written response to Russia",
    type="promise",
    deadline=NEXT_WEEK,
)
FROM_RUSSIA = claim(
    BLINKEN_SETS,
    "Blinken called the deadlines for a written response from Russia on security guarantees",
    None,
    statement="The written response on security guarantees is to come from Russia",
)
INVASION = claim(
    BLINKEN_SETS,
    "He called the talks another attempt to achieve de-escalation and prevent a Russian invasion "
    "of Ukraine.",
    BLINKEN,
    statement="The talks are an attempt to prevent a Russian invasion of Ukraine",
)
NEVER_THREATENED = claim(
    BLINKEN_SETS,
    "Russia had never threatened the Ukrainian people",
    LAVROV,
    statement="Russia has never threatened the Ukrainian people",
    negated=True,
)
NINETY_LASTED = claim(
    BLINKEN_SETS,
    "Negotiations in Geneva lasted 1.5 hours.",
    None,
    statement="The talks in Geneva lasted 1.5 hours",
    quantities=(Quantity(text="1.5 hours", value=90, unit="minute"),),
)
OPEN_DOOR = stance(
    BLINKEN_SETS,
    "confirmed the alliance's commitment to the “open door policy” and free choice by Ukraine of "
    "its own path",
    STOLTENBERG,
    holder=NATO,
    target="NATO’s open door policy",
    position="support",
)
CONTINUE = commitment(
    BLINKEN_SETS,
    "Washington and Moscow agreed to continue discussing this topic",
    BLINKEN,
    actor=USA,
    action="continue discussing security guarantees with Russia",
    type="agreement",
    counterparty=RUSSIA,
    condition="after the Russian side gets acquainted with the US proposals",
)
CONVEY = commitment(
    BLINKEN_SETS,
    "I hope, we will convey our concerns and ideas to Russia in more detail and in writing next "
    "week",
    BLINKEN,
    speech="direct",
    actor=USA,
    action="convey its concerns and ideas to Russia in writing",
    type="promise",
    deadline=NEXT_WEEK,
    firmness="hedged",
)


def finding(
    relation: Relation, left: list[str], right: list[str], explanation: str, **fields: Any
) -> Finding:
    """A finding by the embedded judge, between articles unless `fields` say otherwise."""
    about: dict[str, Any] = {"confidence": 0.8, "scope": "between_articles", "judge": "rules"}
    identity = content_id("finding", relation, left, right)
    return Finding(
        id=identity,
        relation=relation,
        left=tuple(left),
        right=tuple(right),
        explanation=explanation,
        **(about | fields),
    )


FINDINGS = (
    finding(
        "contradiction",
        [FROM_RUSSIA.id],
        [WILL_SUBMIT.id],
        "The headline has the written response come from Russia; the article has the "
        "United States submit it to Russia.",
        subtype="actor",
        scope="within_article",
        confidence=0.86,
    ),
    finding(
        "dispute",
        [ASKED_NOT_TO.id],
        [GOOD_THING.id],
        "The United States opposes publication of the written response; Sergey Lavrov is for it.",
        scope="within_article",
        confidence=0.91,
    ),
    finding(
        "dispute",
        [INVASION.id],
        [NEVER_THREATENED.id],
        "Antony Blinken speaks of preventing a Russian invasion of Ukraine; Sergey Lavrov says "
        "Russia never threatened the Ukrainian people.",
        scope="within_article",
        confidence=0.55,
    ),
    finding(
        "update",
        [NOT_RECEIVED.id],
        [ORAL_REACTION.id, AGREED_WRITTEN.id, WILL_SUBMIT.id, CONVEY.id],
        "No written response by 19 January; an oral one, and a written one promised, on "
        "21 January.",
        confidence=0.78,
    ),
    finding(
        "commitment_outcome",
        [CONVEY.id],
        [],
        "Nothing after 30 January says whether the United States answered in writing.",
        subtype="lapsed",
        confidence=0.4,
    ),
    finding(
        "corroboration",
        [NINETY_MINUTES.id],
        [NINETY_LASTED.id],
        "90 minutes were planned, and 1.5 hours is how long the talks lasted.",
        confidence=0.95,
    ),
)

NOT_GROUNDED = Rejection(
    article_id=OFFICIALS_ASK.id,
    kind="claim",
    reason="not_grounded",
    detail="“the answer will be sent on Monday” is not in the article",
    draft={"kind": "claim", "quote": "the answer will be sent on Monday", "statement": "—"},
    engine="rules",
)


def result(source: Article, *records: Claim | Stance | Commitment, **fields: Any) -> ArticleResult:
    return ArticleResult(article_id=source.id, status="done", records=records, **fields)


ARTICLES = (PESKOV_HOPES, LAVROV_SAYS, OFFICIALS_ASK, BLINKEN_SETS, MOSCOW_EXPECTS)
RESULTS = (
    result(PESKOV_HOPES, NOT_RECEIVED, HOPES, DRAFTS_TASS),
    result(LAVROV_SAYS, NINETY_MINUTES, ORAL_REACTION),
    result(
        OFFICIALS_ASK, ASKED_NOT_TO, NO_COMMITMENTS, AGREED_WRITTEN, GOOD_THING,
        rejected=(NOT_GROUNDED,),
    ),
    result(
        BLINKEN_SETS, FROM_RUSSIA, WILL_SUBMIT, CONVEY, CONTINUE, NINETY_LASTED, INVASION,
        NEVER_THREATENED, OPEN_DOOR,
    ),
    ArticleResult(
        article_id=MOSCOW_EXPECTS.id,
        status="failed",
        error="the endpoint answered 503 to 6 attempts",
    ),
    ArticleResult(
        article_id="geneva-2022/scan.pdf",
        status="skipped",
        error="geneva-2022/scan.pdf: not text, HTML, JSONL, CSV or Parquet",
    ),
)  # fmt: skip

SUMMARY = Summary(
    engine="rules",
    judge="rules",
    articles={"done": 4, "failed": 1, "skipped": 1},
    records={"claim": 9, "stance": 3, "commitment": 5},
    findings={
        "contradiction": 1,
        "dispute": 2,
        "update": 1,
        "commitment_outcome": 1,
        "corroboration": 1,
    },
    rejected=1,
    pairs_judged=41,
    pairs_left=0,
    usage=Usage(),
    seconds=1.5,
)

GENEVA = RunView(articles=ARTICLES, results=RESULTS, findings=FINDINGS, summary=SUMMARY)
