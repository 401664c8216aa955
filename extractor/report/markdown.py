"""A run in Markdown, for a pull request or a chat: the findings with their quotes, and the counts.

Whatever an outsider wrote is escaped, so that it can neither format, link, embed nor close
anything, nor call somebody by "@name".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractor.phrasing import enumeration
from extractor.report.articles import Context
from extractor.report.findings import (
    Account,
    FindingView,
    SideView,
    by_relation,
    groups,
    links_by_record,
)
from extractor.report.gathering import Gathered, gather
from extractor.report.page import PAIRS, figures, headline, making
from extractor.report.places import Places
from extractor.report.shortlist import Part
from extractor.report.versions import Heading, VersionsById, versions
from extractor.report.view import NOBODY, RunView, entries
from extractor.report.wording import SUBTYPES, count, shortened

MOST_CHARS = 60_000
"""GitHub takes 65,536 characters for a comment; the rest is left for what is around it."""

MOST_FINDINGS = 100
"""Findings that are looked at; fewer are written where they are long."""

MOST_LEFT_OUT = 20

QUOTE_CHARS = 600

_SPECIAL = re.compile(
    r"[\\`*_{}\[\]<>|~&$]"  # anywhere: emphasis, code, links, HTML, tables, formulas
    r"|:(?=[\w+-]+:)"  # a name between colons becomes a picture
    r"|^[-+#=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=^\d\d\d)[.)]"  # lists and headings at the start
)
_CALLS = re.compile(r"@(?=\w)|#(?=\d)|(?<=\w)://(?=\w)|(?<![\w.])www\.(?=\w)", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\u202a-\u202e\u2066-\u2069]")

_IN_HTML = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
"""Some chats know no backslash, and HTML is what may not slip through."""

JOINER = "\u2060"
"""U+2060, word joiner. After "@", in "#12" and in addresses it keeps a site from making a mention
or a link, which a backslash does not. It is not seen, and no letter of the quote is changed."""


def render_markdown(view: RunView) -> str:
    """The report on `view` in GitHub's Markdown, of about `MOST_CHARS` characters at most."""
    findings = by_relation(view.findings[:MOST_FINDINGS])
    places = Places(apart=True, articles=())
    context = Context(links_by_record(findings), places, _versions(view, places))
    found = gather(view, findings, context, ())
    head = [f"## {escaped(headline(view.summary))}", _facts(view)]
    tail = list(_left_out(view, found))
    room = MOST_CHARS - sum(map(len, head + tail))
    shown = groups(findings, found.seats, context.versions)
    views = (item for group in shown for item in group.findings)
    total = sum(view.summary.findings.values())
    return "\n\n".join([*head, *_findings(views, room=room, total=total), *tail]) + "\n"


def _versions(view: RunView, places: Places) -> VersionsById:
    told = ((entry.article, entry.story) for entry in entries(view))
    headings = {article.id: Heading.of(article) for article, story in told if article and story}
    return versions(view.stories, headings, places)


def escaped(text: str) -> str:
    """`text` on one line, to stand in Markdown as it is."""
    line = " ".join(_INVISIBLE.sub("", text).split())
    apart = _CALLS.sub(lambda match: f"{match[0]}{JOINER}", line)
    return _SPECIAL.sub(lambda match: _IN_HTML.get(match[0], f"\\{match[0]}"), apart)


def _facts(view: RunView) -> str:
    facts = figures(view.summary) + making(view.summary)
    return " · ".join(f"{fact.label}: {escaped(fact.text)}" for fact in facts)


def _findings(views: Iterable[FindingView], *, room: int, total: int) -> Iterator[str]:
    """The findings that there is room for, and how many more there are."""
    written = 0
    for view in views:
        text = _finding(view)
        room -= len(text)
        if room < 0:
            break
        written += 1
        yield text
    if written < total:
        yield f"The first {written:,} of {total:,} findings; findings.jsonl has all."


def _finding(view: FindingView) -> str:
    about = SUBTYPES[view.finding.subtype] if view.finding.subtype else ""
    title = f"### {view.number}. {' '.join([view.label.capitalize(), about]).strip()}"
    judged = (
        f"Confidence {view.finding.confidence:.2f}, {view.scope}, "
        f"judged by {escaped(view.finding.judge)}."
    )
    sides = [line for side in view.sides for line in _side(side)]
    sides += [f"{view.more:,} more sides in findings.jsonl."] if view.more else []
    explanation = escaped(shortened(view.finding.explanation, QUOTE_CHARS))
    return "\n\n".join([title, explanation, *sides, judged])


def _side(side: SideView) -> list[str]:
    if side.lead is None:
        return [f"*{side.title}:* No later record speaks of it."]
    more = len(side.others) + side.more
    copied = f", {side.copied:,} in copies of a story told here" if side.copied else ""
    others = [f"{_more(more)} on this side{copied}."] if more else []
    lead = f"*{side.title}:* {_source(side.lead)}{_carriers(side.lead)}"
    return [lead, f"> {_quote(side.lead)}", *others]


def _carriers(account: Account) -> str:
    """Who else has the story: one source with the account's outlet."""
    found = account.versions
    if found is None:
        return ""
    more = [_more(found.more)] if found.more else []
    return f"; one source with {escaped(enumeration([*found.outlets, *more]))}: the same story"


def _more(number: int) -> str:
    return f"{number:,} more"


def _quote(account: Account) -> str:
    """The quote, what differs in bold."""
    pieces = account.excerpt.quote
    if sum(len(piece.text) for piece in pieces) > QUOTE_CHARS:
        return f"“{escaped(shortened(''.join(piece.text for piece in pieces), QUOTE_CHARS))}”"
    return f"“{''.join(_piece(piece.text, bold=piece.differs) for piece in pieces)}”"


def _piece(text: str, *, bold: bool) -> str:
    """`text` with the spaces at its ends kept outside of the bold marks."""
    core = escaped(text)
    if not core:
        return " " if text else ""
    marked = f"**{core}**" if bold else core
    return f"{' ' * text[:1].isspace()}{marked}{' ' * text[-1:].isspace()}"


def _source(account: Account) -> str:
    said = account.source
    parts = [f"**{escaped(said.speaker)}**", *([escaped(said.channel)] if said.channel else [])]
    days = [f"{day.verb} {day.text}" for day in said.days] or ["undated"]
    return ", ".join([*parts, *days])


def _left_out(view: RunView, found: Gathered) -> Iterator[str]:
    yield "### What was left out"
    undone = [
        f"{item.status}: {item.title or item.ref}: {item.error}" for item in found.undone.items
    ]
    yield _listed("Articles not done", undone, found.undone.total)
    refused = [f"{r.kind}, {r.reason}, in {r.article}: {r.detail}" for r in found.refused.items]
    yield _listed("Answers not accepted", refused, found.refused.total)
    yield _pairs(view)


def _listed(title: str, lines: list[str], total: int) -> str:
    if not total:
        return f"{title}: none."
    shown = Part(tuple(lines[:MOST_LEFT_OUT]), total)
    items = [f"- {escaped(shortened(line, QUOTE_CHARS))}" for line in shown.items]
    rest = [f"- {_more(shown.more)} in the run's folder"] if shown.more else []
    return "\n".join([f"{title}: {total:,}", "", *items, *rest])


def _pairs(view: RunView) -> str:
    summary = view.summary
    if summary.judge == NOBODY:
        return "Pairs of records: none compared."
    return f"{count(summary.pairs_judged, PAIRS)} of records compared, {summary.pairs_left:,} left."
