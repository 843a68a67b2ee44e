"""Frames from a supervised worker: with the spans of a run, for triggers alone, and not twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from annotate.articles import Article
from annotate.jobs import ArticleSuggested, SuggesterRun, SuggestRequest, WorkerConfig, new_job_id
from annotate.suggesters import NEWS, default_names, with_frames
from annotate.suggesters.role_model import is_shipped
from annotate.suggestions import FRAMES
from tests.faults.listening import Desk
from tests.faults.workers import desks

pytestmark = pytest.mark.skipif(not is_shipped(), reason="this installation has no role model")
TEXT = "Angela Merkel met Petro Poroshenko in Berlin on Monday. Rebels attacked the port of Odesa."
ARTICLE = Article("a", TEXT, language="en")


@pytest.fixture
def make_desk() -> Iterator[Callable[..., Desk]]:
    yield from desks()


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    return make_desk(config=WorkerConfig(memory_bytes=4 << 30))


def ask(desk: Desk, *suggesters: str, **more: object) -> dict[str, SuggesterRun]:
    request = SuggestRequest(new_job_id(), ARTICLE, suggesters=suggesters, **more)  # type: ignore[arg-type]
    desk.supervisor.submit(request)
    answer = desk.listener.last(request.job_id)
    assert isinstance(answer, ArticleSuggested)
    return {run.name: run for run in answer.runs}


def words(run: SuggesterRun) -> list[str]:
    return [TEXT[frame.start : frame.end] for frame in run.frames]


def test_frames_come_with_the_spans(desk: Desk) -> None:
    runs = ask(desk, NEWS, FRAMES)
    run = runs[FRAMES]
    assert run.error is None
    assert run.is_whole
    assert {"met", "attacked"} <= set(words(run))
    assert not runs[NEWS].frames
    again = ask(desk, NEWS, FRAMES, skip_versions=((NEWS, runs[NEWS].version),))
    assert words(again[FRAMES]) == words(run), "the spans are known, the frames are not"
    known = tuple((name, each.version) for name, each in runs.items())
    assert all(each.is_skipped for each in ask(desk, NEWS, FRAMES, skip_versions=known).values())


def test_gold_triggers_are_read_with_the_others(desk: Desk) -> None:
    start = TEXT.index("port")
    run = ask(desk, NEWS, FRAMES, triggers=((start, start + 4, "ATTACK"),))[FRAMES]
    assert {"met", "attacked", "port"} <= set(words(run))


def test_a_trigger_made_by_hand_is_read_alone(desk: Desk) -> None:
    start = TEXT.index("attacked")
    run = ask(
        desk,
        FRAMES,
        wants_tokens=False,
        triggers=((start, start + 8, "ATTACK"),),
        entities=((0, 13, "PERSON"),),
        is_about_triggers=True,
    )[FRAMES]
    assert words(run) == ["attacked"]
    assert not run.is_whole
    assert {each.role for each in run.frames[0].arguments} >= {"Agent"}


def test_only_a_schema_with_roles_has_frames() -> None:
    assert with_frames(("x",), has_roles=True) == ("x", FRAMES)
    assert with_frames(("x",), has_roles=False) == ("x",)
    assert FRAMES not in default_names()
