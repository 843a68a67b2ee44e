"""What waits for a worker: ordered by priority and age, at most one request a subject."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field, replace

from annotate.articles import Tokens
from annotate.workers.jobs import (
    ArticleSuggested,
    FunctionJob,
    Priority,
    Request,
    SuggesterRun,
    SuggestRequest,
    TokensRequest,
)


@dataclass(slots=True, eq=False)
class Task:
    """A request on its way, with what has been answered so far; survives the worker's death."""

    request: Request
    priority: Priority
    sequence: int
    tokens: Tokens | None = None
    runs: dict[str, SuggesterRun] = field(default_factory=dict[str, SuggesterRun])
    outside_deaths: int = 0
    blind_deaths: int = 0
    is_answered: bool = False  # its last message has been delivered; what comes now is stale

    @property
    def job_id(self) -> str:
        """Id of the job."""
        return self.request.job_id

    @property
    def article_id(self) -> str:
        """Id of the article; empty for a function job."""
        return "" if isinstance(self.request, FunctionJob) else self.request.article.id

    @property
    def suggesters(self) -> tuple[str, ...]:
        """Names of the suggesters that were asked for, each once."""
        if not isinstance(self.request, SuggestRequest):
            return ()
        return tuple(dict.fromkeys(self.request.suggesters))

    def remaining(self) -> SuggestRequest | FunctionJob | None:
        """What is still to be asked of a worker; `None` when everything is answered."""
        request = self.request
        if isinstance(request, FunctionJob):
            return request
        if isinstance(request, TokensRequest):
            request = request.as_suggest()
        names = tuple(name for name in self.suggesters if name not in self.runs)
        wants_tokens = request.wants_tokens and self.tokens is None
        if not names and not wants_tokens:
            return None
        return replace(request, suggesters=names, wants_tokens=wants_tokens)

    def suggested(self) -> ArticleSuggested:
        """The whole answer, from what has come in."""
        request = self.request
        assert not isinstance(request, FunctionJob)  # noqa: S101 - asked only for articles
        tokens = self.tokens
        return ArticleSuggested(
            job_id=request.job_id,
            article_id=request.article.id,
            revision=request.revision,
            tokens=Tokens.rough(request.article.text) if tokens is None else tokens,
            runs=tuple(self.runs[name] for name in self.suggesters if name in self.runs),
        )


class Backlog:
    """Tasks that wait; taking one is O(log n)."""

    def __init__(self) -> None:
        """Start empty."""
        self._heap: list[tuple[int, int, Task]] = []
        self._tasks: dict[str, Task] = {}
        self._by_subject: dict[tuple[str, str], Task] = {}

    def __len__(self) -> int:
        """Number of waiting tasks."""
        return len(self._tasks)

    def put(self, task: Task) -> Task | None:
        """Add `task`; the waiting one that it supersedes, if any, is taken out and returned."""
        older = self._by_subject.get(task.request.subject)
        if older is not None:
            self.discard(older.job_id)
        self._tasks[task.job_id] = task
        self._by_subject[task.request.subject] = task
        heapq.heappush(self._heap, (task.priority, task.sequence, task))
        return older

    def pop(self) -> Task | None:
        """Take the task that is first in line."""
        while self._heap:
            _, _, task = heapq.heappop(self._heap)
            if self._tasks.get(task.job_id) is task:
                self._forget(task)
                return task
        return None

    def has_subject(self, subject: tuple[str, str]) -> bool:
        """Whether a task about `subject` waits."""
        return subject in self._by_subject

    def discard(self, job_id: str) -> Task | None:
        """Take out the task with this id, if it waits."""
        task = self._tasks.get(job_id)
        if task is not None:
            self._forget(task)
        return task

    def clear(self) -> list[Task]:
        """Take out all, first in line first."""
        tasks = sorted(self._tasks.values(), key=lambda task: (task.priority, task.sequence))
        self._heap.clear()
        self._tasks.clear()
        self._by_subject.clear()
        return tasks

    def _forget(self, task: Task) -> None:
        del self._tasks[task.job_id]
        if self._by_subject.get(task.request.subject) is task:
            del self._by_subject[task.request.subject]
