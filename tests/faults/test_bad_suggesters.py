"""Whatever a suggester does: the article is answered, the others go on, the next answer is good."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.articles import Article
from annotate.errors import PipelineFailedError, PipelineLoadError
from annotate.proposals import most_proposals
from annotate.workers.jobs import (
    ArticleSuggested,
    FailureReason,
    JobFailed,
    SuggesterRun,
    WorkerState,
)
from annotate.workers.supervisor import Limits
from tests.faults import bad_suggesters
from tests.faults.listening import Desk, is_alive, wait_until
from tests.faults.workers import CONFIG, LIMITS


def reason(run: SuggesterRun) -> object:
    assert isinstance(run.error, PipelineFailedError)
    assert run.error.fields["suggester"] == run.name
    assert run.error.fields["article_id"]
    assert not run.proposals
    return run.error.fields["reason"]


def is_good(run: SuggesterRun) -> bool:
    return run.error is None and [(p.start, p.end, p.suggester) for p in run.proposals] == [
        (3, 7, "good")
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("raises", FailureReason.RAISED),
        ("nothing", FailureReason.RAISED),
        ("exits_politely", FailureReason.RAISED),
        ("exits", FailureReason.DIED),
        ("crashes", FailureReason.DIED),
        ("eats", FailureReason.MEMORY),
    ],
)
def test_others_go_on(desk: Desk, name: str, expected: FailureReason) -> None:
    runs = desk.runs(name, "good")
    assert list(runs) == [name, "good"]
    assert reason(runs[name]) == expected
    assert is_good(runs["good"])
    assert is_good(desk.runs("good")["good"])


@pytest.mark.parametrize("name", ["hangs", "spins", "regex_bomb"])
def test_stopped_at_the_time_limit(desk: Desk, name: str) -> None:
    runs = desk.runs("good", name, limit=1.0)
    assert reason(runs[name]) == FailureReason.TIMEOUT
    assert runs[name].error is not None
    assert runs[name].error.fields["seconds"] == 1.0
    assert is_good(runs["good"])
    assert is_good(desk.runs("good")["good"])


def test_all_kinds_in_one_article(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(limits=replace(LIMITS, strikes=99))
    bad = ("raises", "exits", "crashes", "hangs", "spins", "dies_on_load", "fails_to_load")
    mixed = tuple(name for pair in zip(bad, ["good"] * len(bad), strict=True) for name in pair)
    runs = desk.runs(*dict.fromkeys((*mixed, "bad_spans")), limit=2.0)
    assert all(runs[name].error is not None for name in bad)
    assert is_good(runs["good"])
    assert runs["bad_spans"].dropped == bad_suggesters.BAD_SPANS
    assert desk.supervisor.status.state is not WorkerState.DOWN


def test_bad_spans_are_counted_and_dropped(desk: Desk) -> None:
    answer = desk.answer("bad_spans", "good")
    run = answer.runs[0]
    assert run.error is None
    assert [(p.start, p.end, p.label) for p in run.proposals] == [(3, 7, "GPE")]
    assert run.proposals[0].suggester == "bad_spans"
    assert run.dropped == answer.dropped == bad_suggesters.BAD_SPANS


@pytest.mark.parametrize("name", ["floods", "endless"])
def test_floods_are_cut(desk: Desk, name: str) -> None:
    article = Article(id="a", text="In Kyiv they met on Monday.")
    run = desk.runs(name, article=article)[name]
    assert len(run.proposals) == most_proposals(len(article.text))
    assert run.dropped > 0
    if name == "floods":
        assert run.dropped + len(run.proposals) == 1_000_000


def test_print_does_not_reach_the_pipe(desk: Desk) -> None:
    assert len(desk.runs("chatty")["chatty"].proposals) == 1
    assert is_good(desk.runs("good")["good"])
    assert desk.supervisor.status.deaths == 0


def test_numbers_of_numpy_become_plain(desk: Desk) -> None:
    (proposal,) = desk.runs("numeric")["numeric"].proposals
    assert (type(proposal.start), type(proposal.score), type(proposal.label)) == (int, float, str)


@pytest.mark.parametrize("name", ["fails_to_load", "dies_on_load"])
def test_failing_load(desk: Desk, name: str) -> None:
    for _ in range(3):
        runs = desk.runs(name, "good")
        assert isinstance(runs[name].error, PipelineLoadError)
        assert is_good(runs["good"])
    assert desk.supervisor.status.deaths == (name == "dies_on_load")


def test_unknown_name_is_an_error_and_no_import(desk: Desk) -> None:
    marker = "tests.faults.never_imported:thing"
    run = desk.runs(marker, "good")[marker]
    assert run.error is not None
    assert is_good(desk.runs("good")["good"])


def test_crash_leaves_its_name(desk: Desk) -> None:
    error = desk.runs("crashes")["crashes"].error
    assert error is not None
    assert "Segmentation fault" in str(error.fields["detail"])


def test_suspended_after_three_strikes_until_restart(desk: Desk) -> None:
    reasons = [reason(desk.runs("exits", "good")["exits"]) for _ in range(5)]
    assert reasons == [FailureReason.DIED] * 3 + [FailureReason.SUSPENDED] * 2
    assert desk.supervisor.status.deaths == 3
    desk.listener.wait_for(lambda: desk.supervisor.status.suspended == ("exits",))
    desk.supervisor.restart()
    assert reason(desk.runs("exits")["exits"]) == FailureReason.DIED


def test_good_answers_between_forgive(desk: Desk) -> None:
    bad = Article(id="bad", text="CRASH")
    for _ in range(3):
        for _ in range(2):
            run = desk.runs("crashes_on_marked", article=bad)["crashes_on_marked"]
            assert reason(run) == FailureReason.DIED
        assert desk.runs("crashes_on_marked")["crashes_on_marked"].error is None


def test_killed_once_from_outside_is_asked_again(desk: Desk, tmp_path: Path) -> None:
    article = Article(id="a", text="In Kyiv.", meta=(("marker", str(tmp_path / "been")),))
    run = desk.runs("kills_itself_once", article=article)["kills_itself_once"]
    assert run.error is None
    assert len(run.proposals) == 1
    assert desk.supervisor.status.deaths == 1


def test_batch_survives_kills_from_outside(make_desk: Callable[..., Desk]) -> None:
    """Fault 15: every article is answered exactly once, whoever shoots at the worker."""
    desk = make_desk()
    jobs = [
        desk.ask("good", article=Article(id=f"a{number}", text="In Kyiv they met."))
        for number in range(400)
    ]
    killed = 0
    for number in range(0, 400, 40):
        desk.listener.last(jobs[number])
        pid = desk.supervisor.pid
        if pid is not None and is_alive(pid):
            os.kill(pid, signal.SIGKILL)
            killed += 1
    answers = [desk.listener.last(job) for job in jobs]
    assert all(isinstance(answer, ArticleSuggested) for answer in answers)
    assert all(len(desk.listener.lasts(job)) == 1 for job in jobs)
    assert sum(len(a.proposals) for a in answers if isinstance(a, ArticleSuggested)) == 400
    assert killed


def test_killed_while_idle(desk: Desk) -> None:
    desk.runs("good")
    first = desk.supervisor.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: desk.supervisor.pid not in (first, None), "a new worker")
    assert is_good(desk.runs("good")["good"])


def test_ignores_a_polite_interrupt(desk: Desk) -> None:
    desk.runs("good")
    pid = desk.supervisor.pid
    assert pid is not None
    os.kill(pid, signal.SIGINT)
    assert is_good(desk.runs("good")["good"])
    assert desk.supervisor.pid == pid


def test_stopped_process_is_replaced(make_desk: Callable[..., Desk]) -> None:
    """A worker that the system has frozen neither answers nor ends by itself."""
    desk = make_desk(limits=replace(LIMITS, between_s=0.8))
    desk.runs("good")
    pid = desk.supervisor.pid
    assert pid is not None
    job = desk.ask("slow", limit=0.8)
    desk.listener.wait_for(lambda: desk.supervisor.status.state is WorkerState.BUSY)
    os.kill(pid, signal.SIGSTOP)
    answer = desk.listener.last(job)
    assert isinstance(answer, ArticleSuggested)
    assert is_good(desk.runs("good")["good"])


def test_down_when_no_worker_starts(make_desk: Callable[..., Desk]) -> None:
    config = replace(CONFIG, memory_bytes=8 << 20)  # too little for Python itself
    desk = make_desk(config=config, limits=Limits(pause_s=0.01, start_deaths=3))
    job = desk.ask("good")
    answer = desk.listener.last(job)
    assert isinstance(answer, JobFailed)
    status = desk.listener.wait_for_state(WorkerState.DOWN)
    assert status.error is not None
    assert status.deaths == 3
    assert isinstance(desk.listener.last(desk.ask("good")), JobFailed)
    assert desk.supervisor.pid is None
