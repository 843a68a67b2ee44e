"""Who is left out for breaking the worker, how that reads, and the timers behind it."""

from __future__ import annotations

import pytest

from annotate.errors import JobError, PipelineFailedError, PipelineLoadError
from annotate.messages import sentence
from annotate.timers import Timers
from annotate.workers.jobs import FailureReason, SuggesterRun
from annotate.workers.suspects import Suspects, is_out_of_memory


def break_on(suspects: Suspects, article: str) -> SuggesterRun:
    return suspects.blame_run(
        "bad", article_id=article, reason=FailureReason.DIED, detail="why", seconds=None
    )


def test_three_in_a_row_suspend() -> None:
    suspects = Suspects(3)
    for article in ("a", "b", "c"):
        assert suspects.refusal("bad", article_id="next") is None
        run = break_on(suspects, article)
        assert isinstance(run.error, PipelineFailedError)
        assert run.error.fields["article_id"] == article
    assert suspects.suspended == ("bad",)
    refusal = suspects.refusal("bad", article_id="next")
    assert refusal is not None
    assert refusal.error is not None
    assert refusal.error.fields["reason"] == FailureReason.SUSPENDED
    assert refusal.error.fields["article_id"] == "next"
    assert suspects.refusal("good", article_id="next") is None
    suspects.clear()
    assert suspects.suspended == ()


def test_a_good_answer_forgives_and_an_exception_does_not_count() -> None:
    suspects = Suspects(2)
    raised = PipelineFailedError(suggester="bad", reason=str(FailureReason.RAISED))
    for _ in range(5):
        break_on(suspects, "a")
        suspects.note(SuggesterRun("bad"))
        suspects.note(SuggesterRun("bad", error=raised))
    assert suspects.suspended == ()


def test_memory_counts() -> None:
    suspects = Suspects(2)
    spent = PipelineFailedError(suggester="bad", reason=str(FailureReason.MEMORY))
    assert is_out_of_memory(spent)
    suspects.note(SuggesterRun("bad", error=spent))
    suspects.note(SuggesterRun("bad", error=spent))
    assert suspects.suspended == ("bad",)


def test_breaking_while_loading_suspends_at_once() -> None:
    suspects = Suspects(3)
    suspects.blame_load("bad", reason=FailureReason.TIMEOUT, detail="")
    refusal = suspects.refusal("bad", article_id="a")
    assert refusal is not None
    assert isinstance(refusal.error, PipelineLoadError)


@pytest.mark.parametrize("reason", list(FailureReason))
@pytest.mark.parametrize("kind", [PipelineFailedError, PipelineLoadError])
def test_every_reason_reads_as_a_sentence(
    reason: FailureReason, kind: type[PipelineFailedError]
) -> None:
    text = sentence(kind(suggester="rules", article_id="a7", reason=str(reason), detail="why"))
    assert "rules" in text
    assert "–" not in text
    assert reason is FailureReason.SUSPENDED or "a7" in text
    bare = sentence(kind(suggester="rules", reason=str(reason), detail="why"))
    assert "on article" not in bare


@pytest.mark.parametrize("reason", [*FailureReason, "unknown"])
def test_every_reason_of_a_job_reads_as_a_sentence(reason: str) -> None:
    text = sentence(JobError(job="read", reason=str(reason), detail="why"))
    assert "read" in text
    assert "–" not in text


def test_timers_ring_once_and_in_time() -> None:
    timers, rung = Timers(), list[str]()
    assert timers.patience() is None
    timers.set("late", 1000, lambda: rung.append("late"))
    timers.set("now", 0, lambda: rung.append("now"))
    assert "now" in timers
    assert timers.patience() == 0
    timers.ring()
    timers.ring()
    assert rung == ["now"]
    assert "now" not in timers
    patience = timers.patience()
    assert patience is not None
    assert 900 < patience <= 1000
    timers.clear("late", "unknown")
    assert timers.patience() is None


def test_an_action_may_set_and_clear_timers() -> None:
    timers, rung = Timers(), list[str]()

    def again() -> None:
        rung.append("first")
        timers.clear("second")
        timers.set("first", 0, lambda: rung.append("again"))

    timers.set("first", 0, again)
    timers.set("second", 0, lambda: rung.append("second"))
    timers.ring()
    assert rung == ["first"]
    timers.ring()
    assert rung == ["first", "again"]
    timers.set("third", 1000, lambda: None)
    timers.clear()
    assert timers.patience() is None
