"""The past of an open project: what `Project.past` gives – steps, moments, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotate.annotations import AnnotationSet
from annotate.articles import ArticleState
from annotate.edits import Edit
from annotate.errors import NoSuchMomentError
from annotate.moments import rewound, touches
from annotate.store import annotations as annotation_store
from annotate.store import history as store
from annotate.store.history import HistoryEntry, Outline
from annotate.store.sqlite import Connection, translated_errors


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of the whole project: after the step `seq`, made at `at` (ISO 8601, UTC)."""

    seq: int
    at: str


class ProjectPast:
    """Reads on the caller's thread; nothing here changes the project."""

    def __init__(self, path: Path, reader: Connection, flush: Callable[[], None]) -> None:
        """Wrap the reading connection of a project; `flush` waits for what is being written."""
        self._path = path
        self._reader = reader
        self._flush = flush

    def newest(
        self, count: int, *, before: int | None = None, without: Collection[str] = ()
    ) -> list[Outline]:
        """The newest steps of the project without their edits, in the order they were made.

        Steps that were made for a reason in `without` are passed over.
        """
        with translated_errors(self._path):
            return store.outlines(self._reader, count=count, before=before, without=without)

    def edit(self, seq: int) -> Edit:
        """What a step did; raises `NoSuchMomentError`."""
        with translated_errors(self._path):
            edit = store.read_edit(self._reader, seq)
        if edit is None:
            raise NoSuchMomentError(moment=str(seq))
        return edit

    def of_article(self, article_id: str) -> list[HistoryEntry]:
        """The steps of an article in order."""
        self._flush()
        with translated_errors(self._path):
            return list(store.read(self._reader, article_id))

    def of_span(self, article_id: str, span_id: str) -> list[HistoryEntry]:
        """The steps of an article that were about one span."""
        return [entry for entry in self.of_article(article_id) if touches(entry.edit, span_id)]

    def article_at(self, article_id: str, seq: int) -> AnnotationSet:
        """An article as it stood right after the step `seq` of the project; 0 is the beginning.

        Raises `EditConflictError` when its history does not lead to what is there.
        """
        self._flush()
        with translated_errors(self._path):
            present = annotation_store.read(self._reader, article_id)
            later = [e.edit for e in store.read(self._reader, article_id) if e.seq > seq]
        return rewound(present, later)

    def state_before_removal(self, article_id: str) -> ArticleState:
        """The state that a removed article was removed from, by the steps that are durable.

        Nothing is waited for: it is asked of many articles, one after the other.
        """
        from annotate.store import removed  # at the start nothing is brought back

        with translated_errors(self._path):
            return removed.state_before(self._reader, article_id)

    def changed_since(self, seq: int) -> list[str]:
        """Ids of the articles that were changed by a step after `seq`, in the order of the list."""
        self._flush()
        with translated_errors(self._path):
            return store.articles_since(self._reader, seq)

    def moment(self, when: str) -> Moment:
        """The moment that `when` names: a step's number, or a time such as 2026-03-02T14:30.

        A time without a zone is the machine's. The order of steps counts, not the clock: the
        moment is after the last step before the first one that was made later. Raises
        `NoSuchMomentError`.
        """
        self._flush()
        with translated_errors(self._path):
            steps: Sequence[Outline] = store.outlines(self._reader)
        number = when.removeprefix("#")
        if number.isdecimal():
            found = [step for step in steps if step.seq <= int(number)]
            is_there = int(number) <= (steps[-1].seq if steps else 0)
            if not is_there or (not found and int(number)):
                raise NoSuchMomentError(moment=when)
            return Moment(found[-1].seq, found[-1].at) if found else Moment(0, "")
        until = _time(when)
        last = Moment(0, "")
        for step in steps:
            if step.at > until:
                break
            last = Moment(step.seq, step.at)
        return last


def _time(when: str) -> str:
    """A time as the history writes it: UTC, milliseconds."""
    from datetime import UTC, datetime

    try:
        at = datetime.fromisoformat(when)
    except ValueError as error:
        raise NoSuchMomentError(moment=when) from error
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
