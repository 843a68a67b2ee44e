"""Which suggesters break the worker, how often in a row, and which are left out for it."""

from __future__ import annotations

import logging
from collections import Counter

from annotate.errors import (
    AnnotateError,
    PipelineFailedError,
    PipelineLoadError,
    SuggesterError,
)
from annotate.workers.jobs import FailureReason, SuggesterRun

_log = logging.getLogger(__name__)


def is_out_of_memory(error: AnnotateError) -> bool:
    """Whether the error says that the memory limit was reached."""
    return error.fields.get("reason") == FailureReason.MEMORY


class Suspects:
    """Counts the times that a suggester took the worker down; any good answer forgives."""

    def __init__(self, strikes: int) -> None:
        """Suspend a suggester after so many `strikes` in a row."""
        self._allowed = strikes
        self._strikes: Counter[str] = Counter()
        self._suspended: dict[str, SuggesterError] = {}

    @property
    def suspended(self) -> tuple[str, ...]:
        """Names of those that are left out."""
        return tuple(sorted(self._suspended))

    def clear(self) -> None:
        """Forget everything."""
        self._strikes.clear()
        self._suspended.clear()

    def note(self, run: SuggesterRun) -> None:
        """Hear what a suggester answered."""
        if run.error is None:
            self._strikes.pop(run.name, None)
        elif is_out_of_memory(run.error):
            self._strike(run.name, run.error)

    def blame_load(self, name: str, *, reason: FailureReason, detail: str) -> None:
        """It broke the worker while it was loaded: it is left out at once."""
        self._suspended[name] = PipelineLoadError(suggester=name, reason=str(reason), detail=detail)

    def blame_run(
        self,
        name: str,
        *,
        article_id: str,
        reason: FailureReason,
        detail: str,
        seconds: float | None,
    ) -> SuggesterRun:
        """It broke the worker at an article; the run that says so."""
        error = PipelineFailedError(
            suggester=name,
            article_id=article_id,
            reason=str(reason),
            detail=detail,
            seconds=seconds,
        )
        self._strike(name, error)
        return SuggesterRun(name, error=error)

    def refusal(self, name: str, *, article_id: str) -> SuggesterRun | None:
        """The run of a suggester that is left out; `None` for others."""
        error = self._suspended.get(name)
        if isinstance(error, PipelineFailedError):
            error = PipelineFailedError(**{**error.fields, "article_id": article_id})
        return None if error is None else SuggesterRun(name, error=error)

    def _strike(self, name: str, error: AnnotateError) -> None:
        self._strikes[name] += 1
        if self._strikes[name] >= self._allowed:
            _log.warning("suggester %s is left out until a restart: %s", name, error)
            self._suspended[name] = PipelineFailedError(
                suggester=name,
                reason=str(FailureReason.SUSPENDED),
                detail=str(error.fields.get("reason", "")),
            )
