"""What a run will take, said before it begins; no request is sent and no key is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from extractor.api import open_engine
from extractor.articles import read_articles
from extractor.engines import Engine, Forecast
from extractor.errors import ArticleError
from extractor.pipeline import DEFAULTS, Options
from extractor.records import Model
from extractor.results import Usage
from extractor.settings import RULES, ModelSettings

ANY_KEY = "none"


class Estimate(Model):
    """What extracting from some articles will take, by their length and that of the prompt.

    An article that comes twice is counted twice, though a run asks about it once; what a ledger
    has already is counted, too, and discounts for cached input are not. Answers that have to be
    asked for again come on top.
    """

    engine: str
    """The engine that would be asked."""
    articles: int
    """Articles that can be read."""
    unreadable: int
    """Inputs that can't be."""
    likely: Usage
    """What it will take if answers have the usual length."""
    worst: Usage
    """What it will take if every answer is as long as `max_output_tokens` allows."""
    comparison_requests: int
    """Requests that the comparison may add at most; it asks about pairs of records, whose number
    only the answers tell. Not in `likely` and `worst`."""


def estimate(
    paths: Sequence[str | Path],
    *,
    options: Options = DEFAULTS,
    on_unreadable: Callable[[ArticleError], None] = lambda _: None,
) -> Estimate:
    """What extracting from `paths` will take. Raises SettingsError."""
    engine = open_engine(_with_key(options.model))
    articles = unreadable = 0
    whole = Forecast(Usage(), Usage())
    for item in read_articles(paths, columns=options.columns):
        if isinstance(item, ArticleError):
            unreadable += 1
            on_unreadable(item)
            continue
        articles += 1
        likely, worst = engine.forecast(item)
        whole = Forecast(whole.likely + likely, whole.worst + worst)
    return Estimate(
        engine=engine.name,
        articles=articles,
        unreadable=unreadable,
        likely=whole.likely,
        worst=whole.worst,
        comparison_requests=_comparison(engine, options) if articles else 0,
    )


def _with_key(settings: ModelSettings) -> ModelSettings:
    """The same with a key: nobody will see it, but an engine does not open without one."""
    return settings.model_copy(update={"api_key": settings.api_key or ANY_KEY})


def _comparison(engine: Engine, options: Options) -> int:
    if engine.name == RULES or not options.compare:
        return 0
    once = -(-options.run.max_pairs // engine.pairs_per_call)
    return 2 * once if engine.order_matters else once
