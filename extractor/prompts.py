"""Prompt templates, and what becomes of an article or of pairs of records in them.

A template is a Markdown file of sections (`# system`, `# user`, …), each a Jinja2 template. What
comes from articles is handed over as values: Jinja2 does not render a value, so template syntax
in an article reaches the model to the letter.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypedDict

import jinja2
from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, meta

from extractor.errors import SettingsError
from extractor.identity import ID_HEX
from extractor.pairs import Pair, Side
from extractor.records import Actor, Article, Claim, Commitment, Stance, TimeSpan
from extractor.resources import folder

EXTRACTION = {
    "system": frozenset[str](),
    "user": frozenset({"outlet", "published", "headline", "context", "text", "code"}),
    "repair": frozenset({"problems"}),
    "retry": frozenset({"error"}),
}
"""The sections of an extraction template, and the values that each may use."""

JUDGING = {"system": frozenset[str](), "user": frozenset({"count", "pairs"})}
"""The sections of a judging template, and the values that each may use."""

CODE_HEX = 12
"""Hex digits in the marks around an article. They are a hash of its text, which nobody can write
into that text: an article can't close its own marks."""

_SUFFIX = ".md"
_SECTION = re.compile(r"^# (\w+)[ \t]*$", re.MULTILINE)

# Rendered text goes into JSON, not into HTML, and must stay as it is: no escaping.
_JINJA = Environment(
    undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True
)


class Message(TypedDict):
    """One message of a chat request."""

    role: Literal["system", "user"]
    content: str


class Part(NamedTuple):
    """What a model is shown of an article: the text to read, and what stands before it."""

    text: str
    context: str = ""


class Template(NamedTuple):
    """A prompt template, read and checked."""

    name: str
    sections: Mapping[str, str]
    digest: str
    """Hash of the file's content."""

    def render(self, section: str, **values: object) -> str:
        """The section with its values filled in; the values themselves are left alone."""
        return _compiled(self.sections[section]).render(values)


@cache
def _compiled(section: str) -> jinja2.Template:
    """Compiling takes a hundred times as long as filling in."""
    return _JINJA.from_string(section)


def load(name: str, sections: Mapping[str, frozenset[str]]) -> Template:
    """The template `name` of `prompts/`, or of the file at the path `name`.

    Raises SettingsError for an unknown name, a missing section, or a section that is not valid
    Jinja2 or uses a value that it is not given.
    """
    try:
        source = _find(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"prompt template {name} can't be read as UTF-8: {error}") from error
    found = _split(source)
    for section, known in sections.items():
        if section not in found:
            raise SettingsError(f"prompt template {name}: the section `# {section}` is missing")
        _check(found[section], known, where=f"prompt template {name}, section {section}")
    digest = hashlib.sha256(source.encode()).hexdigest()[:ID_HEX]
    return Template(name, {section: found[section] for section in sections}, digest)


def _find(name: str) -> Traversable:
    own = Path(name)
    if own.suffix == _SUFFIX and own.is_file():
        return own
    shipped = {item.name.removesuffix(_SUFFIX): item for item in folder("prompts").iterdir()}
    if name not in shipped:
        known = ", ".join(sorted(shipped))
        raise SettingsError(
            f"no prompt template {name}: give one of {known}, or the path of a {_SUFFIX} file"
        )
    return shipped[name]


def _split(source: str) -> dict[str, str]:
    _, *pieces = _SECTION.split(source)
    return {name: text.strip() for name, text in zip(pieces[::2], pieces[1::2], strict=True)}


def _check(section: str, known: frozenset[str], *, where: str) -> None:
    try:
        _JINJA.from_string(section)  # finds an unknown filter, which parsing alone lets through
        used = meta.find_undeclared_variables(_JINJA.parse(section))
    except TemplateSyntaxError as error:
        raise SettingsError(f"{where}: {error}") from error
    if unknown := sorted(used - known):
        given = ", ".join(sorted(known)) or "none"
        raise SettingsError(f"{where}: no value {unknown[0]!r} (there are: {given})")


def extraction_messages(template: Template, article: Article, part: Part) -> list[Message]:
    """The request for the records in one part of an article: instructions first, text last."""
    user = template.render(
        "user",
        outlet=article.publisher or "not known",
        published=article.published or "not known",
        headline=_quoted(article.title) if article.title else "not given",
        context=part.context,
        text=part.text,
        code=hashlib.sha256(article.text.encode()).hexdigest()[:CODE_HEX],
    )
    return _messages(template.render("system"), user)


def with_problems(
    messages: Sequence[Message], template: Template, problems: Iterable[Mapping[str, Any]]
) -> list[Message]:
    """The same request, with the items of an answer that could not be accepted and why."""
    lines = "\n".join(_quoted(problem) for problem in problems)
    return _continued(messages, template.render("repair", problems=lines))


def with_error(messages: Sequence[Message], template: Template, error: str) -> list[Message]:
    """The same request, with what made its answer unreadable as a whole."""
    return _continued(messages, template.render("retry", error=error))


def _continued(messages: Sequence[Message], text: str) -> list[Message]:
    """`text` joined to the user's message: some models take no two messages of one role."""
    system, user = messages
    return _messages(system["content"], f"{user['content']}\n\n{text}")


def judging_messages(template: Template, pairs: Sequence[Pair]) -> list[Message]:
    """The request for a verdict on each pair; pairs are numbered from 1, one JSON a line."""
    lines = (
        _quoted({"pair": number, "left": _side(pair.left), "right": _side(pair.right)})
        for number, pair in enumerate(pairs, 1)
    )
    user = template.render("user", count=len(pairs), pairs="\n".join(lines))
    return _messages(template.render("system"), user)


def _messages(system: str, user: str) -> list[Message]:
    return [{"role": "system", "content": system}, {"role": "user", "content": user}]


def _quoted(value: object) -> str:
    """`value` as JSON on one line: text from an article can't leave its quotation marks."""
    return json.dumps(value, ensure_ascii=False, default=str)


def _side(side: Side) -> dict[str, object]:
    record = side.record
    shown = {
        "kind": record.kind,
        **_content(record),
        "quote": record.evidence.quote,
        "sentence": side.sentence if side.sentence != record.evidence.quote else None,
        "speaker": _actor(record.attribution.speaker),
        "via": [_actor(actor) for actor in record.attribution.via] or None,
        "outlet": side.publisher,
        "published": side.published,
        "said_on": record.said_on if record.said_on != side.published else None,
        "in": "headline" if side.in_headline else "body",
    }
    return {name: value for name, value in shown.items() if value is not None}


def _content(record: Claim | Stance | Commitment) -> dict[str, object]:
    if isinstance(record, Claim):
        return {
            "statement": record.statement,
            "modality": record.modality,
            "negated": record.negated or None,
            "when": _time(record.when),
        }
    if isinstance(record, Stance):
        return {
            "holder": _actor(record.holder),
            "target": record.target,
            "position": record.position,
            "reason": record.reason,
        }
    return {
        "actor": _actor(record.actor),
        "action": record.action,
        "type": record.type,
        "counterparty": _actor(record.counterparty),
        "deadline": _time(record.deadline),
        "condition": record.condition,
    }


def _actor(actor: Actor | None) -> str | None:
    if actor is None:
        return None
    role = f", {actor.role}" if actor.role else ""
    return f"{actor.canonical}{role}"


def _time(span: TimeSpan | None) -> str | None:
    """The words, and the days they mean where that is known: `next week (… to …)`."""
    if span is None:
        return None
    days = [day.isoformat() for day in (span.start, span.end) if day is not None]
    return f"{span.text} ({' to '.join(dict.fromkeys(days))})" if days else span.text
