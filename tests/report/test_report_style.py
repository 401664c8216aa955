"""The colours of the report can be read by everyone."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = files("extractor.report").joinpath("templates", "base.css").read_text(encoding="utf-8")
AA = 4.5
"""Least contrast of text with its ground (WCAG 2.2, success criterion 1.4.3)."""

ON_PAPER = (
    "ink soft link contradiction dispute reversal update commitment_outcome corroboration "
    "claim stance commitment support oppose mixed neutral"
).split()
ON_TINTS = [
    *(("marked", ground) for ground in "marker differs claim stance commitment".split()),
    *((name, name) for name in "claim stance commitment support oppose mixed neutral".split()),
]


def palette(scheme: str) -> dict[str, str]:
    light, dark, *_ = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    block = light if scheme == "light" else dark
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return sum(w * s for w, s in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
class TestColours:
    @pytest.mark.parametrize("ground", ["paper", "raised"])
    @pytest.mark.parametrize("text", ON_PAPER)
    def test_stand_out_from_the_paper(self, scheme: str, text: str, ground: str) -> None:
        colours = palette(scheme)
        assert contrast(colours[text], colours[ground]) >= AA

    @pytest.mark.parametrize(("text", "ground"), ON_TINTS)
    def test_stand_out_from_the_tints(self, scheme: str, text: str, ground: str) -> None:
        colours = palette(scheme)
        tint = colours.get(f"{ground}-tint") or colours[ground]
        assert contrast(colours[text], tint) >= AA
