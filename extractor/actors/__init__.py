"""Who is meant: one name for all mentions of an actor, in an article and across a run."""

from extractor.actors.cast import Cast
from extractor.actors.corrections import Correction, Corrections, read_corrections
from extractor.actors.unifying import SharedNames, unify
from extractor.actors.voices import one_voice, voice_of, voices_of

__all__ = [
    "Cast",
    "Correction",
    "Corrections",
    "SharedNames",
    "one_voice",
    "read_corrections",
    "unify",
    "voice_of",
    "voices_of",
]
