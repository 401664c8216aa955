"""Claims, stances and commitments from news, each with the exact words of the source.

    from extractor import Extractor, reconcile

    result = Extractor().extract("Paris will sign on Monday, the minister said.")
    findings = reconcile(result.records).findings

`Extractor` finds the records of articles, `reconcile` compares them, `read_articles` reads files.
"""

from __future__ import annotations

from importlib.metadata import version

from extractor.api import Extractor, areconcile, reconcile
from extractor.articles import Columns, read_articles
from extractor.errors import (
    ArticleError,
    EngineError,
    EngineRefused,
    EngineStopped,
    EngineUnavailable,
    ExtractorError,
    LedgerError,
    SettingsError,
)
from extractor.joining import reconcile_runs
from extractor.pipeline import Options, RunReport, run_folder
from extractor.reconcile import Reconciliation
from extractor.records import (
    Actor,
    Article,
    Attribution,
    Claim,
    Commitment,
    CommitmentTimeline,
    Evidence,
    Finding,
    Quantity,
    Record,
    Rejection,
    Stance,
    TimeSpan,
)
from extractor.results import ArticleResult, Summary, Usage
from extractor.settings import ModelSettings, RunSettings
from extractor.tabular import Tables, findings_table, records_from_table, records_table

__version__ = version("extractor")

__all__ = [
    "Actor",
    "Article",
    "ArticleError",
    "ArticleResult",
    "Attribution",
    "Claim",
    "Columns",
    "Commitment",
    "CommitmentTimeline",
    "EngineError",
    "EngineRefused",
    "EngineStopped",
    "EngineUnavailable",
    "Evidence",
    "Extractor",
    "ExtractorError",
    "Finding",
    "LedgerError",
    "ModelSettings",
    "Options",
    "Quantity",
    "Reconciliation",
    "Record",
    "Rejection",
    "RunReport",
    "RunSettings",
    "SettingsError",
    "Stance",
    "Summary",
    "Tables",
    "TimeSpan",
    "Usage",
    "areconcile",
    "findings_table",
    "read_articles",
    "reconcile",
    "reconcile_runs",
    "records_from_table",
    "records_table",
    "run_folder",
]
