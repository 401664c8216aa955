"""Figures in English text, in words and in digits, made comparable.

"1.5 hours" and "90-minute" are both 90 minutes; "at least 1,200 people" bounds a count from
below. Years, dates, times of day, ordinals and numbers that are part of a name ("Article 5",
"Boeing 737") are not quantities.
"""

from extractor.quantities.finding import find
from extractor.quantities.relating import Comparison, relate

__all__ = ["Comparison", "find", "relate"]
