"""Inside the worker: frames for the triggers of one article."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from annotate.jobs import Step, StepStarted, SuggesterRun, SuggestRequest
from annotate.spans import Layer
from annotate.suggestions import FRAMES, Proposal

if TYPE_CHECKING:
    from annotate.suggesters.frames import FrameSuggester
    from annotate.suggesters.news import NewsSuggester

Mark = tuple[int, int, str]

_MOST: Final = 1_500
"""Triggers that are read unasked; those of a longer text are asked for where somebody reads."""


class FrameReading:
    """Answers for the suggester of frames; it is loaded when there is a trigger."""

    def __init__(self, send: Callable[[object], None], news: Callable[[], NewsSuggester]) -> None:
        """Say through `send` what begins; `news` gives the suggester whose network is shared."""
        self._send = send
        self._news = news
        self._suggester: FrameSuggester | None = None

    def run(self, request: SuggestRequest, said: Sequence[Proposal]) -> SuggesterRun:
        """Read the triggers that were asked for, or with them those that were `said` before.

        When those who propose triggers were not asked, because nothing would be new, the news
        suggester is. Raises what it and the models raise.
        """
        began = time.perf_counter()
        suggester = self._loaded(request.job_id)
        version = suggester.version
        is_whole = not request.is_about_triggers
        if is_whole and (FRAMES, version) in request.skip_versions:
            return SuggesterRun(FRAMES, version, is_skipped=True)
        self._send(StepStarted(request.job_id, Step.SUGGEST, FRAMES))
        if is_whole and not said:
            said = self._news().suggest(request.article)
        triggers = _marks(request.triggers, said if is_whole else (), Layer.EVENT)
        entities = _marks(request.entities, said if is_whole else (), Layer.ENTITY)
        frames = suggester.read(request.article, triggers[:_MOST], entities)
        seconds = time.perf_counter() - began
        return SuggesterRun(
            FRAMES, version, seconds=seconds, frames=tuple(frames), is_whole=is_whole
        )

    def _loaded(self, job_id: str) -> FrameSuggester:
        if self._suggester is None:
            self._send(StepStarted(job_id, Step.LOAD, FRAMES))
            from annotate.suggesters.frames import FrameSuggester

            self._suggester = FrameSuggester(lambda: self._news().model)
        return self._suggester


def _marks(gold: Iterable[Mark], said: Iterable[Proposal], layer: Layer) -> list[Mark]:
    """One mark for each stretch: gold first, then the best proposal."""
    found: dict[tuple[int, int], Mark] = {
        (start, end): (start, end, name) for start, end, name in gold
    }
    for each in sorted(said, key=lambda proposal: -proposal.score):
        if each.layer is layer:
            found.setdefault((each.start, each.end), (each.start, each.end, each.label))
    return sorted(found.values())
