"""Whether the words around a time expression speak of the past or of what is to come."""

from __future__ import annotations

import re
from functools import cache

from extractor import lexicons

_IRREGULAR = (
    "was were had did said told gave took came went made met held got found left began kept "
    "won lost led sent spent sold bought brought saw knew grew rose fell ran became broke spoke "
    "wrote chose drew flew froze shook struck fought caught taught thought sought built dealt "
    "felt heard paid stood understood withdrew overthrew undertook been ago"
).split()
_LIKE_PAST = "need speed indeed exceed succeed proceed feed seed breed bleed".split()
_AHEAD = (
    "will shall would won['’]t upcoming tomorrow scheduled planned expected slated due "
    "plans hopes expects intends aims wants going set ahead"
).split()


@cache
def _sign() -> re.Pattern[str]:
    # "To" announces something only before a verb: one speaks "to reporters" of what is past.
    verbs = "|".join(sorted(row[0] for row in lexicons.rows("verbs")))
    return re.compile(
        rf"\b(?:(?P<ahead>(?:{'|'.join(_AHEAD)})|to (?:[a-z]{{2,5}}-)?(?:{verbs}))"
        rf"|(?P<past>{'|'.join(_IRREGULAR)}|(?!(?:{'|'.join(_LIKE_PAST)})\b)[a-z]{{2,20}}ed))\b"
        r"|(?P<shortened>['’]ll)\b"
    )


def is_past(sentence: str, at: int | None = None) -> bool | None:
    """True for past, False for future or planned, None where no word tells.

    With `at` (an offset into `sentence`, of the time expression) the nearest word before it
    decides, else the first one after it. Without, the first in the sentence decides.
    """
    nearest: re.Match[str] | None = None
    for sign in _sign().finditer(sentence):
        is_before = at is not None and sign.end() <= at
        if is_before or nearest is None:
            nearest = sign
        if not is_before:
            break
    return None if nearest is None else nearest.lastgroup == "past"
