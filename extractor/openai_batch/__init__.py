"""Batches: articles answered within a day, at half the price, through OpenAI's Batch API.

Three steps, each of which can be repeated at any time: `submit` sends what is missing, `status`
looks at what was sent, `collect` brings the answers in. What they decide on and what they learn
goes into the ledger of the run's folder first, so a process that is killed sends nothing twice.
"""

from extractor.openai_batch.collecting import Collected, collect
from extractor.openai_batch.sending import BatchState, status
from extractor.openai_batch.spool import LIMITS, Limits
from extractor.openai_batch.submitting import Submitted, submit

__all__ = [
    "LIMITS",
    "BatchState",
    "Collected",
    "Limits",
    "Submitted",
    "collect",
    "status",
    "submit",
]
