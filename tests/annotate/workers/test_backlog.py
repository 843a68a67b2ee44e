"""The order in which jobs wait, against a plain list as oracle."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import Article, Tokens
from annotate.workers.backlog import Backlog, Task
from annotate.workers.jobs import (
    FunctionJob,
    Priority,
    SuggesterRun,
    SuggestRequest,
    TokensRequest,
)

steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(0, 4), st.sampled_from(list(Priority))),
        st.tuples(st.just("pop"), st.just(0), st.just(Priority.OPEN)),
        st.tuples(st.just("discard"), st.integers(0, 30), st.just(Priority.OPEN)),
    ),
    max_size=60,
)


@given(steps)
def test_against_a_list(script: list[tuple[str, int, Priority]]) -> None:
    backlog, waiting = Backlog(), list[Task]()
    for sequence, (verb, number, priority) in enumerate(script):
        if verb == "put":
            request = SuggestRequest(f"j{sequence}", Article(f"a{number}", "text"))
            older = [task for task in waiting if task.request.subject == request.subject]
            task = Task(request, priority, sequence)
            assert backlog.put(task) is (older[0] if older else None)
            waiting = [item for item in waiting if item not in older] + [task]
        elif verb == "pop":
            first = min(waiting, key=lambda item: (item.priority, item.sequence), default=None)
            assert backlog.pop() is first
            waiting = [item for item in waiting if item is not first]
        else:
            named = [item for item in waiting if item.job_id == f"j{number}"]
            assert backlog.discard(f"j{number}") is (named[0] if named else None)
            waiting = [item for item in waiting if item not in named]
        assert len(backlog) == len(waiting)
    left = sorted(waiting, key=lambda item: (item.priority, item.sequence))
    assert backlog.clear() == left
    assert not len(backlog)
    assert backlog.pop() is None


def test_a_task_that_returns_keeps_its_place() -> None:
    backlog = Backlog()
    first, second = (
        Task(FunctionJob(f"j{number}", "add"), Priority.BATCH, number) for number in (1, 2)
    )
    backlog.put(second)
    backlog.put(first)
    assert backlog.pop() is first


def test_what_remains_of_a_task() -> None:
    request = SuggestRequest("j", Article("a", "One two"), 4, ("x", "y", "x"), time_limit_s=3)
    task = Task(request, Priority.OPEN, 0)
    remaining = task.remaining()
    assert isinstance(remaining, SuggestRequest)
    assert remaining.suggesters == ("x", "y")
    task.tokens = Tokens.rough("One two")
    task.runs["x"] = SuggesterRun("x")
    remaining = task.remaining()
    assert isinstance(remaining, SuggestRequest)
    assert (remaining.suggesters, remaining.wants_tokens) == (("y",), False)
    assert (remaining.revision, remaining.step_limit_s) == (4, 3)
    task.runs["y"] = SuggesterRun("y")
    assert task.remaining() is None
    assert [run.name for run in task.suggested().runs] == ["x", "y"]


def test_tokens_only() -> None:
    task = Task(TokensRequest("j", Article("a", "One two"), 2), Priority.OPEN, 0)
    remaining = task.remaining()
    assert isinstance(remaining, SuggestRequest)
    assert remaining.wants_tokens
    assert not remaining.suggesters
    # Without a worker's answer the stand-ins are better than none.
    assert list(task.suggested().tokens) == [(0, 3), (4, 7)]
