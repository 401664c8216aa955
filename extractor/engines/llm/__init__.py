"""The engine that asks a language model. The only place that knows instructor and tenacity."""

from extractor.engines.llm.embedding import LLMEmbedder
from extractor.engines.llm.engine import LLMEngine
from extractor.engines.llm.pace import Clock

__all__ = ["Clock", "LLMEmbedder", "LLMEngine"]
