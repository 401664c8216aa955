"""Every error that extractor raises on purpose.

ExtractorError
├── ArticleError          one input could not be read; the others go on
├── SettingsError         an option, a key or a package is missing or wrong; nothing was started
├── EngineError           an engine gave no usable answer for one article
│   ├── EngineRefused     the model declined to answer
│   └── EngineUnavailable the endpoint failed after all retries
├── EngineStopped         the endpoint will answer nobody (key, quota, model): the whole run stops
│   └── BudgetReached     a ceiling that the user set leaves no room for another request
└── LedgerError           the run's ledger is locked, damaged or of another version
"""

from __future__ import annotations

import unicodedata
from typing import ClassVar

from extractor.results import FailureKind, Usage

ANSWER_SHOWN = 300
"""How many characters of a model's answer an error message quotes."""


def shorten(text: str, limit: int = ANSWER_SHOWN) -> str:
    """`text` on one line, cut to `limit` characters, without what a terminal would obey."""
    line = printable(" ".join(text.split()))
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def printable(text: str) -> str:
    """`text` with control and direction characters spelled out (`\\x1b`).

    What articles, file names and servers say is not ours: on a terminal an escape sequence could
    rewrite the screen, and a direction mark turn a line around.
    """
    if text.isprintable():
        return text
    return "".join(
        repr(char)[1:-1] if unicodedata.category(char) in ("Cc", "Cf", "Cs") else char
        for char in text
    )


def answer_told(answer: str) -> str:
    """How an error's text ends that has a model's `answer` to tell."""
    return f"; the model answered: {answer}" if answer else ""


class ExtractorError(Exception):
    """The root of all errors here; its text is fit to show to a user."""


class ArticleError(ExtractorError):
    """An input that could not be turned into an article: says where, what, and what to do."""

    def __init__(self, message: str, *, ref: str, line: int | None = None) -> None:
        self.ref = ref
        self.line = line
        self.message = message
        self.place = ref if line is None else f"{ref}:{line}"
        super().__init__(f"{self.place}: {message}")


class SettingsError(ExtractorError):
    """A setting that makes the work impossible, found before any work began."""


class EngineError(ExtractorError):
    """One article (or one batch of pairs) got no usable answer.

    `usage` is what the attempts took all the same: a failure is paid for too.
    """

    kind: ClassVar[FailureKind] = "unusable"

    def __init__(self, message: str, *, article_id: str | None = None, answer: str = "") -> None:
        self.article_id = article_id
        self.usage = Usage()
        self.answer = shorten(answer)
        about = f" (article {article_id})" if article_id else ""
        super().__init__(f"{message}{about}{answer_told(self.answer)}")


class EngineRefused(EngineError):
    """The model declined to answer."""

    kind = "refused"


class EngineUnavailable(EngineError):
    """The endpoint could not be reached, or kept failing, until the last retry."""

    kind = "unavailable"


class EngineStopped(ExtractorError):
    """The endpoint will refuse every request (bad key, no quota, unknown model).

    `usage` is what the work on the article or the pairs at hand had taken by then.
    """

    def __init__(self, message: str) -> None:
        self.usage = Usage()
        super().__init__(message)


class BudgetReached(EngineStopped):
    """Another request might pass the ceiling on cost or tokens: the run stops in good order."""


class LedgerError(ExtractorError):
    """The ledger can't be used: another process holds it, or it is not one of ours."""
