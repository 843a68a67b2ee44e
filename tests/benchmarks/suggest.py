"""The worker that suggests: start to ready, one article when warm, and many in a row."""

from __future__ import annotations

import queue
import statistics
import time
from collections.abc import Iterator
from itertools import cycle, islice

from annotate.articles import Article
from annotate.batch import suggest_batch
from annotate.jobs import (
    Answer,
    ArticlePart,
    ArticleSuggested,
    JobFailed,
    JobStopped,
    Priority,
    SuggestRequest,
    WorkerState,
    WorkerStatus,
    new_job_id,
)
from annotate.suggesters import default_names
from annotate.supervisor import Supervisor
from tests.benchmarks.desks import article_of
from tests.benchmarks.options import Options
from tests.benchmarks.rows import Row, reported

BATCH = 1_000


def rows(options: Options) -> Iterator[Row]:
    """By the clock: the worker is a process of its own."""
    names = tuple(default_names())
    count = 100 if options.is_quick else BATCH
    articles = [article_of(record) for record in islice(options.corpus("M"), count)]
    told = ", ".join(names)
    worker = _Worker(names)
    yield reported("suggest: worker start to ready, clock", worker.ready_ms, unit="ms")
    try:
        taken = [worker.answer(article) for article in islice(cycle(articles), 5 + 20)][5:]
    finally:
        worker.stop()
    tokens = statistics.median(first for first, _ in taken)
    whole = statistics.median(last for _, last in taken)
    yield reported("suggest: S when warm to tokens, clock", tokens, unit="ms")
    yield reported(f"suggest: S when warm to answer ({told}), clock", whole, unit="ms")
    began = time.perf_counter()
    answers = list(suggest_batch(articles, suggesters=names))
    seconds = time.perf_counter() - began
    if any(isinstance(answer, JobFailed) or answer.errors for answer in answers):
        raise RuntimeError("a suggester failed")
    name = f"suggest: {count:,} articles in a row, worker start included, clock"
    yield reported(name, count / seconds, unit="articles/s")


class _Worker:
    """A supervised worker, asked one article at a time."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        began = time.perf_counter()
        self._supervisor = Supervisor(self._answers.put)
        self._supervisor.start()
        while True:
            answer = self._answers.get(timeout=120)
            if isinstance(answer, WorkerStatus) and answer.state is WorkerState.READY:
                break
        self.ready_ms = (time.perf_counter() - began) * 1000

    def answer(self, article: Article) -> tuple[float, float]:
        """Milliseconds to the tokens and to the whole answer."""
        began = time.perf_counter()
        tokens: float | None = None
        request = SuggestRequest(new_job_id(), article, suggesters=self._names)
        self._supervisor.submit(request, priority=Priority.OPEN)
        while True:
            answer = self._answers.get(timeout=120)
            spent = (time.perf_counter() - began) * 1000
            match answer:
                case ArticlePart() if answer.tokens is not None:
                    tokens = spent
                case ArticleSuggested():
                    return tokens or spent, spent
                case JobFailed() | JobStopped():
                    raise RuntimeError(f"no answer: {answer}")
                case _:
                    continue

    def stop(self) -> None:
        self._supervisor.stop()
