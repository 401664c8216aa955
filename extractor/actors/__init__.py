"""Who is meant: one name for all mentions of an actor, in an article and across a run."""

from extractor.actors.cast import Cast
from extractor.actors.unifying import SharedNames, unify

__all__ = ["Cast", "SharedNames", "unify"]
