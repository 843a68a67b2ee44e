"""The worker that suggests: start to ready, one article when warm, and many in a row."""

from __future__ import annotations

import os
import queue
import statistics
import time
from collections.abc import Iterator
from itertools import islice

from annotate.articles import Article
from annotate.suggesters import LEXICON, RULES, default_names
from annotate.workers.batch import suggest_batch
from annotate.workers.jobs import (
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
from annotate.workers.supervisor import Supervisor
from tests.benchmarks import news
from tests.benchmarks.desks import article_of
from tests.benchmarks.options import Options
from tests.benchmarks.rows import Row, reported

LIGHT = (RULES, LEXICON)
MANY = 1_000
FEW = 100
"""Articles in a row for suggesters that carry a model."""


def rows(options: Options) -> Iterator[Row]:
    """By the clock: the worker is a process of its own."""
    names = tuple(default_names())
    articles = [article_of(record) for record in islice(options.corpus("M"), MANY)]
    worker = _Worker()
    yield reported("suggest: worker start to ready, clock", worker.ready_ms, unit="ms")
    try:
        for chosen in dict.fromkeys((names, LIGHT)):
            taken = [worker.answer(article, chosen) for article in articles[:25]][5:]
            whole = statistics.median(last for _, last in taken)
            name = f"suggest: S when warm to answer ({', '.join(chosen)}), clock"
            yield reported(name, whole, unit="ms")
        tokens = statistics.median(first for first, _ in taken)
        yield reported("suggest: S when warm to tokens, clock", tokens, unit="ms")
    finally:
        worker.stop()
    yield from news.rows(options)
    for chosen in dict.fromkeys((LIGHT, names)):
        count = FEW if options.is_quick or not set(chosen) <= set(LIGHT) else MANY
        yield from _in_a_row(articles[:count], chosen)


def _in_a_row(articles: list[Article], names: tuple[str, ...]) -> Iterator[Row]:
    before = _children_cpu()
    began = time.perf_counter()
    answers = list(suggest_batch(articles, suggesters=names))
    seconds, cpu = time.perf_counter() - began, _children_cpu() - before
    if any(isinstance(answer, JobFailed) or answer.errors for answer in answers):
        raise RuntimeError("a suggester failed")
    told = ", ".join(names)
    name = f"suggest: {len(articles):,} articles in a row ({told}), start included"
    if cpu:  # known once the worker has ended, where the system says
        yield reported(f"{name}, worker's CPU", len(articles) / cpu, unit="articles/s")
    yield reported(f"{name}, clock", len(articles) / seconds, unit="articles/s")


def _children_cpu() -> float:
    used = os.times()
    return used.children_user + used.children_system


class _Worker:
    """A supervised worker, asked one article at a time."""

    def __init__(self) -> None:
        self._answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        began = time.perf_counter()
        self._supervisor = Supervisor(self._answers.put)
        self._supervisor.start()
        while True:
            answer = self._answers.get(timeout=120)
            if isinstance(answer, WorkerStatus) and answer.state is WorkerState.READY:
                break
        self.ready_ms = (time.perf_counter() - began) * 1000

    def answer(self, article: Article, names: tuple[str, ...]) -> tuple[float, float]:
        """Milliseconds to the tokens and to the whole answer."""
        began = time.perf_counter()
        tokens: float | None = None
        request = SuggestRequest(new_job_id(), article, suggesters=names)
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
