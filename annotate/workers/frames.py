"""Inside the worker: frames for the triggers of one article."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from annotate.spans import Layer
from annotate.suggestions import FRAMES, Proposal
from annotate.workers.jobs import FramesPreview, Step, StepStarted, SuggesterRun, SuggestRequest

if TYPE_CHECKING:
    from annotate.frames.suggested import FrameProposal
    from annotate.suggesters.frames import FrameSuggester
    from annotate.suggesters.news import NewsSuggester

Mark = tuple[int, int, str]

_PART: Final = 256
"""Triggers that are read in one go; those of a longer text are read part by part."""
_MOST_PARTS: Final = 16
"""More parts would cut a long text into sentences again and again."""


class NotWantedError(BaseException):
    """Nobody waits for the rest of a long article any more; nothing that a suggester may catch."""


class FrameReading:
    """Answers for the suggester of frames; it is loaded when there is a trigger."""

    def __init__(
        self,
        send: Callable[[object], None],
        news: Callable[[], NewsSuggester],
        is_cancelled: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """Say through `send` what begins and what is read of a long text meanwhile.

        `news` gives the suggester whose network is shared, `is_cancelled` says of a job id whether
        nobody waits for it any more.
        """
        self._send = send
        self._news = news
        self._is_cancelled = is_cancelled
        self._suggester: FrameSuggester | None = None

    def run(self, request: SuggestRequest, said: Sequence[Proposal]) -> SuggesterRun:
        """Read the triggers that were asked for, or with them those that were `said` before.

        When those who propose triggers were not asked, because nothing would be new, the news
        suggester is. Raises what it and the models raise, and `NotWantedError`.
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
        frames: list[FrameProposal] = []
        for part in _parts(triggers, request.near or 0):
            if self._is_cancelled(request.job_id):
                raise NotWantedError
            found = suggester.read(request.article, part, entities)
            frames += found
            if request.near is not None and len(part) < len(triggers):
                self._preview(request, found, len(triggers))
        frames.sort(key=lambda frame: (frame.start, frame.end))
        seconds = time.perf_counter() - began
        return SuggesterRun(
            FRAMES, version, seconds=seconds, frames=tuple(frames), is_whole=is_whole
        )

    def _preview(
        self, request: SuggestRequest, frames: tuple[FrameProposal, ...], total: int
    ) -> None:
        self._send(FramesPreview(request.job_id, request.article.id, frames, total))

    def _loaded(self, job_id: str) -> FrameSuggester:
        if self._suggester is None:
            self._send(StepStarted(job_id, Step.LOAD, FRAMES))
            from annotate.suggesters.frames import FrameSuggester

            self._suggester = FrameSuggester(lambda: self._news().model)
        return self._suggester


def _parts(triggers: Sequence[Mark], near: int) -> list[Sequence[Mark]]:
    """The triggers in parts of neighbours, the part that is nearest to `near` first."""
    size = max(_PART, -(-len(triggers) // _MOST_PARTS))
    parts = [triggers[start : start + size] for start in range(0, len(triggers), size)]
    return sorted(parts, key=lambda part: max(part[0][0] - near, near - part[-1][1], 0))


def _marks(gold: Iterable[Mark], said: Iterable[Proposal], layer: Layer) -> list[Mark]:
    """One mark for each stretch: gold first, then the best proposal."""
    found: dict[tuple[int, int], Mark] = {
        (start, end): (start, end, name) for start, end, name in gold
    }
    for each in sorted(said, key=lambda proposal: -proposal.score):
        if each.layer is layer:
            found.setdefault((each.start, each.end), (each.start, each.end, each.label))
    return sorted(found.values())
