"""An export report in a few lines for people; the last ones are the commands to run next."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.shells import as_typed
from annotate.training.advice import advise
from annotate.training.report import ExportReport

_SHOWN = 20


def export_lines(report: ExportReport) -> Iterator[str]:
    """What was written, what needs a look, and the one command that trains."""
    for side, figures in report.sides.items():
        yield (
            f"{side:<6} {figures.articles:>6} articles {figures.tokens:>9} tokens"
            f" {figures.entities.total():>8} entities {figures.events.total():>8} events"
        )
    for notice in report.notices:
        yield f"note: {advise(notice.code, notice.fields)}"
    for item in report.unaligned[:_SHOWN]:
        yield f"not aligned: article {item.article_id}, {item.start}–{item.end}: “{item.text}”"
    if len(report.unaligned) > _SHOWN:
        yield f"not aligned: {len(report.unaligned) - _SHOWN} more in report.json"
    yield f"{report.verified_spans} spans read back and compared with their texts"
    yield f"written to {report.path}"
    # As it is pasted into a shell.
    folder = as_typed(report.path)
    yield "check it with:"
    yield f"  cd {folder} && {report.check_command}"
    yield "train with:"
    yield f"  cd {folder} && {report.command}"
