"""Collects a supervisor's answers and waits for them, with a deadline and without pauses."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from annotate.articles import Article
from annotate.workers.jobs import (
    Answer,
    ArticlePart,
    ArticleSuggested,
    FunctionJob,
    JobFailed,
    JobFinished,
    JobStopped,
    Priority,
    SuggesterRun,
    SuggestRequest,
    WorkerState,
    WorkerStatus,
    new_job_id,
)
from annotate.workers.supervisor import Supervisor

PATIENCE_S = 90.0
LAST = ArticleSuggested | JobFinished | JobFailed | JobStopped


def is_alive(pid: int) -> bool:
    """Whether a process with this id runs; one that only waits to be reaped does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait_until(condition: Callable[[], bool], what: str = "it") -> None:
    """Poll until `condition` holds; for things that give no event, such as foreign processes."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, f"waited too long for {what}"
        os.sched_yield()
        threading.Event().wait(0.005)


class Listener:
    """Takes answers on the supervisor's thread, hands them out on the test's."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self._news = threading.Condition()

    def __call__(self, answer: Answer) -> None:
        with self._news:
            self.answers.append(answer)
            self._news.notify_all()

    def wait_for(self, condition: Callable[[], bool], what: str = "an answer") -> None:
        with self._news:
            assert self._news.wait_for(condition, PATIENCE_S), f"waited too long for {what}"

    def last(self, job_id: str) -> LAST:
        """The last message of a job, as soon as it is there."""
        self.wait_for(lambda: bool(self.lasts(job_id)), f"the end of {job_id}")
        return self.lasts(job_id)[0]

    def lasts(self, job_id: str) -> list[LAST]:
        return [a for a in self.answers if isinstance(a, LAST) and a.job_id == job_id]

    def parts(self, job_id: str) -> list[ArticlePart]:
        return [a for a in self.answers if isinstance(a, ArticlePart) and a.job_id == job_id]

    def of(self, job_id: str, kind: type) -> list[object]:
        return [a for a in self.answers if isinstance(a, kind) and a.job_id == job_id]

    def wait_for_state(self, state: WorkerState) -> WorkerStatus:
        def matching() -> list[WorkerStatus]:
            return [a for a in self.answers if isinstance(a, WorkerStatus) and a.state is state]

        self.wait_for(lambda: bool(matching()), f"the state {state}")
        return matching()[-1]


class Desk:
    """A supervisor, its listener, and short ways to ask."""

    def __init__(self, supervisor: Supervisor, listener: Listener) -> None:
        self.supervisor = supervisor
        self.listener = listener

    def ask(
        self,
        *names: str,
        article: Article | None = None,
        limit: float | None = 60.0,
        priority: Priority = Priority.BATCH,
        tokens: bool = False,
        revision: int = 0,
    ) -> str:
        request = SuggestRequest(
            job_id=new_job_id(),
            article=article or Article(id=new_job_id(), text="In Kyiv they met on Monday."),
            revision=revision,
            suggesters=names,
            time_limit_s=limit,
            wants_tokens=tokens,
        )
        return self.supervisor.submit(request, priority=priority)

    def call(self, function: str, *, limit: float | None = None, **arguments: object) -> str:
        return self.supervisor.submit(FunctionJob(new_job_id(), function, arguments, limit))

    def answer(self, *names: str, **options: object) -> ArticleSuggested:
        last = self.listener.last(self.ask(*names, **options))  # type: ignore[arg-type]
        assert isinstance(last, ArticleSuggested), last
        return last

    def runs(self, *names: str, **options: object) -> dict[str, SuggesterRun]:
        return {run.name: run for run in self.answer(*names, **options).runs}
