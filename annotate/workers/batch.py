"""Suggestions for many articles in a row, through the supervised worker."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterable, Iterator, Sequence

from annotate.articles import Article
from annotate.errors import WorkerError
from annotate.tokenizer.rules import TokenizerRule
from annotate.workers.jobs import (
    Answer,
    ArticleSuggested,
    JobFailed,
    JobStopped,
    SuggestRequest,
    WorkerState,
    WorkerStatus,
    new_job_id,
)
from annotate.workers.supervisor import Supervisor

_IN_FLIGHT = 8
Marks = tuple[tuple[int, int, str], ...]
"""Triggers or entities: start, end and label."""


def suggest_batch(
    articles: Iterable[Article],
    *,
    suggesters: Sequence[str],
    project: str = "",
    rules: tuple[TokenizerRule, ...] = (),
    known: Callable[[str], tuple[tuple[str, str], ...]] = lambda _: (),
    marks: Callable[[str], tuple[Marks, Marks]] | None = None,
) -> Iterator[ArticleSuggested | JobFailed]:
    """One answer for each article, in order of completion; a few are on their way at a time.

    `project` is the path of the project file whose own lists speak, `rules` its tokenizer rules.
    `known` gives the (name, version) pairs of runs that an article id need not have again. With
    `marks` frames are read for the triggers that it gives, with the entities around. Raises
    `WorkerError` when the worker does not come up.
    """
    answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
    supervisor = Supervisor(answers.put)
    supervisor.start()
    waiting = 0
    try:
        for article in articles:
            triggers, entities = marks(article.id) if marks is not None else ((), ())
            supervisor.submit(
                SuggestRequest(
                    new_job_id(),
                    article,
                    suggesters=tuple(suggesters),
                    skip_versions=known(article.id),
                    project=project,
                    rules=rules,
                    triggers=triggers,
                    entities=entities,
                    is_about_triggers=marks is not None,
                )
            )
            waiting += 1
            if waiting >= _IN_FLIGHT:
                yield _next_answer(answers)
                waiting -= 1
        for _ in range(waiting):
            yield _next_answer(answers)
    finally:
        supervisor.stop()


def _next_answer(answers: queue.SimpleQueue[Answer]) -> ArticleSuggested | JobFailed:
    while True:
        answer = answers.get()
        match answer:
            case ArticleSuggested() | JobFailed():
                return answer
            case WorkerStatus(state=WorkerState.DOWN) | JobStopped():
                raise WorkerError(reason="down")
            case _:
                continue
