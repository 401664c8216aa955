"""Whether a text is English: the share of its most frequent function words."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    "the of and to in a is that for it was on with as be by at this from are have has not but "
    "his he said we will an which or had they were their its who been would".split()
)
_OTHERS = {
    "German": frozenset("der die das und ist nicht mit von den ein eine auf für im zu dem".split()),
    "French": frozenset("le la les et des est dans que une pour du qui sur pas au avec".split()),
    "Spanish": frozenset("el la los las de que en y un una por con para del se no su".split()),
    "Italian": frozenset("il la di che e un una per con del della non si sono le gli".split()),
    "Portuguese": frozenset("o a os as de que e um uma por com para do da não se em".split()),
    "Dutch": frozenset("de het een en van is dat niet op te zijn voor met die in".split()),
}
WORDS_READ = 400
"""The beginning of a text tells its language."""
WORDS_NEEDED = 25
"""Fewer words than this are judged by their script alone."""
ENGLISH_SHARE = 0.12
"""English news has 0.25 to 0.45 of these words, other languages below 0.08."""
_BEHIND_LATIN = "ɐ"
"""The first letter behind the Latin alphabets."""
LATIN_SHARE = 0.5
"""Share of letters that must be Latin."""


def foreign(text: str) -> str | None:
    """What a text that is plainly not English seems to be; None for English or too little."""
    words = list(map(str.lower, _WORD.findall(text)[:WORDS_READ]))
    latin = sum(map(_BEHIND_LATIN.__gt__, words))
    if latin < LATIN_SHARE * len(words):
        return "in another script"
    if len(words) < WORDS_NEEDED:
        return None
    if sum(map(_COMMON.__contains__, words)) / len(words) >= ENGLISH_SHARE:
        return None
    shares = {name: sum(w in common for w in words) for name, common in _OTHERS.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] / len(words) >= ENGLISH_SHARE else "in another language"
