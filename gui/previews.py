"""What is known of a long article while the suggesters are at it: shown, never kept."""

from __future__ import annotations

from collections.abc import Iterable

from annotate.suggestions import Proposal
from annotate.workers.jobs import ArticlePreview


class Previews:
    """Proposals of one running job, part by part, over those that are on the disk."""

    def __init__(self) -> None:
        """Nothing is known."""
        self._job_id = ""
        self._kept: list[Proposal] = []
        self._spoken: frozenset[str] = frozenset()
        self._found: dict[str, list[Proposal]] = {}
        self._reached: dict[str, int] = {}

    def is_of(self, job_id: str) -> bool:
        """Whether something of this job was shown."""
        return bool(job_id) and job_id == self._job_id

    def begin(self, job_id: str, kept: Iterable[Proposal]) -> None:
        """Begin with what is on the disk; who has spoken there is not previewed."""
        self._job_id = job_id
        self._kept = list(kept)
        self._spoken = frozenset(proposal.suggester for proposal in self._kept)
        self._found = {}
        self._reached = {}

    def take(self, preview: ArticlePreview) -> list[Proposal] | None:
        """Everything to be shown now; `None` when the preview changes nothing."""
        reached = self._reached.get(preview.suggester, 0)
        if preview.start <= reached:
            self._reached[preview.suggester] = max(reached, preview.end)
        if preview.suggester in self._spoken:
            return None
        found = self._found.setdefault(preview.suggester, [])
        # The part that was looked at alone comes again with the rest.
        found[:] = [each for each in found if not preview.start <= each.start < preview.end]
        found.extend(preview.proposals)
        return [*self._kept, *(each for some in self._found.values() for each in some)]

    def share(self, length: int) -> float:
        """How much of `length` characters has been looked at, 0 to 1; never nothing, never all."""
        reached = max(self._reached.values(), default=0)
        return min(max(reached / max(length, 1), 0.01), 0.99)
