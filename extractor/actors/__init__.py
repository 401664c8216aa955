"""Who is meant: one name for all mentions of an actor, in an article and across a run."""

from extractor.actors.cast import Cast
from extractor.actors.corrections import NO_CORRECTIONS, Correction, Corrections, read_corrections
from extractor.actors.index import ActorIndex, ActorLine, ActorLink, index_actors
from extractor.actors.unifying import SharedNames, unify
from extractor.actors.voices import one_voice, voice_of, voices_of

__all__ = [
    "NO_CORRECTIONS",
    "ActorIndex",
    "ActorLine",
    "ActorLink",
    "Cast",
    "Correction",
    "Corrections",
    "SharedNames",
    "index_actors",
    "one_voice",
    "read_corrections",
    "unify",
    "voice_of",
    "voices_of",
]
