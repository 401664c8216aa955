"""Time expressions of English news: found in a text, and turned into the days they mean.

Weeks are ISO weeks (Monday to Sunday), seasons the meteorological ones of the northern
hemisphere. Nothing is guessed: what needs a date that nobody gave stays unresolved.
"""

from extractor.times.finding import find
from extractor.times.placing import resolve_at
from extractor.times.resolving import resolve
from extractor.times.tense import is_past

__all__ = ["find", "is_past", "resolve", "resolve_at"]
