"""The table of the model card: every set by every reading, from the shipped files alone.

"model" is the network told the guideline that the application asks for, "own guideline" the same
network told which set it reads; both are measured by each set's own way of drawing names.
"together" is what the annotator sees, measured by our guideline (see `guideline.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from annotate.evaluation.scores import Tally
from annotate.suggesters.news_model import NewsModel
from resources.models.build.evaluate import (
    STRICT,
    Outcome,
    Reader,
    Trial,
    run_test,
    sure_line,
)
from resources.models.build.merging import Together

MODEL: Final = "model"
OWN: Final = "own guideline"
TOGETHER: Final = "together"
READINGS: Final = (MODEL, OWN, TOGETHER)

Table = Mapping[str, Sequence[Outcome]]


def run_readings(folder: Path, data: Path, tests: Sequence[Trial]) -> dict[str, list[Outcome]]:
    """The outcomes of all tests by reading, for the model in `folder`."""
    readers: dict[str | None, Reader] = {}

    def model(style: str | None) -> Reader:
        if style not in readers:
            readers[style] = NewsModel(folder, keeps_all=True, entity_style=style)
        return readers[style]

    shipped = NewsModel(folder).entity_style
    table: dict[str, list[Outcome]] = {name: [] for name in READINGS}
    together = Together(folder)
    for test in tests:
        plain = run_test(model(None), data, test)
        is_told_so = test.style == shipped
        own = plain if is_told_so else run_test(model(test.style), data, test)
        table[MODEL].append(plain)
        table[OWN].append(own)
        table[TOGETHER].append(run_test(together, data, test))
    return table


def reading_lines(table: Table) -> list[str]:
    """F1 of each set by each reading, and what scores of at least 0.9 are worth, in Markdown."""
    lines = [
        "| set | to reach | " + " | ".join(READINGS) + " |",
        "|---" * (2 + len(READINGS)) + "|",
    ]
    for outcomes in zip(*(table[name] for name in READINGS), strict=True):
        test = outcomes[0].test
        plain = [outcome.result.total for outcome in outcomes]
        # The annotator is shown no trigger without a type, so nothing untyped can be counted there.
        shown = [None if test.events and one.is_ours else one.result.total for one in outcomes]
        lines.append(_line(test.name, test.target, shown))
        strict = [outcome.strict.total for outcome in outcomes]
        if any(one.found > other.found for one, other in zip(strict, plain, strict=True)):
            lines.append(_line(f"{test.name}: {STRICT}", None, strict))
        typed = [outcome.typed.total for outcome in outcomes if outcome.typed is not None]
        if typed:
            lines.append(_line(f"{test.name}, typed", test.typed_target, typed))
    return [*lines, "", *(f"{name}: {sure_line(table[name])}" for name in READINGS)]


def _line(name: str, target: float | None, tallies: Sequence[Tally | None]) -> str:
    figures = " | ".join(f"{100 * tally.f1:.1f}" if tally else "" for tally in tallies)
    return f"| {name} | {f'{target:g}' if target else ''} | {figures} |"
