"""The rules judge: how two statements relate, by comparing what can be compared.

It says `conflict` only where figures, days, names, polarity or the direction of a transfer
differ in two statements that otherwise say the same; a reader forgives a contradiction that was
missed sooner than one that is none.
"""

from extractor.engines.rules.judging.judge import judge_pair

__all__ = ["judge_pair"]
