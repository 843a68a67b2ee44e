"""Frames from a supervised worker: with the spans of a run, for triggers alone, and not twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from annotate.articles import Article
from annotate.suggesters import NEWS, default_names, with_frames
from annotate.suggesters.role_model import is_shipped
from annotate.suggestions import FRAMES
from annotate.workers.jobs import (
    ArticleSuggested,
    FramesPreview,
    JobStopped,
    SuggesterRun,
    SuggestRequest,
    WorkerConfig,
    new_job_id,
)
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


def test_every_trigger_of_a_very_long_article_is_read_the_nearest_first(desk: Desk) -> None:
    sentence = "Rebels attacked the port. "
    article = Article("long", sentence * 1_600, language="en")
    triggers = tuple(
        (place, place + 8, "ATTACK")
        for place in range(7, len(article.text), len(sentence))
        if article.text.startswith("attacked", place)
    )
    assert len(triggers) == 1_600
    near = triggers[1_200][0]
    request = SuggestRequest(
        new_job_id(),
        article,
        suggesters=(FRAMES,),
        triggers=triggers,
        is_about_triggers=True,
        near=near,
    )
    desk.supervisor.submit(request)
    answer = desk.listener.last(request.job_id)
    assert isinstance(answer, ArticleSuggested)
    read = [(frame.start, frame.end, frame.label) for frame in answer.frames]
    assert read == list(triggers), "in text order, none left out"
    previews = desk.listener.of(request.job_id, FramesPreview)
    assert len(previews) > 4
    first = previews[0]
    assert isinstance(first, FramesPreview)
    assert first.frames[0].start <= near <= first.frames[-1].end
    assert sum(len(each.frames) for each in previews) == first.total == 1_600  # type: ignore[attr-defined]


def test_a_long_reading_ends_when_nobody_waits_for_it(desk: Desk) -> None:
    sentence = "Rebels attacked the port. "
    article = Article("long", sentence * 3_000, language="en")
    triggers = tuple((place, place + 8, "ATTACK") for place in range(7, len(article.text), 26))
    request = SuggestRequest(
        new_job_id(),
        article,
        suggesters=(FRAMES,),
        triggers=triggers,
        is_about_triggers=True,
        near=0,
    )
    desk.supervisor.submit(request)
    desk.listener.wait_for(
        lambda: bool(desk.listener.of(request.job_id, FramesPreview)), "a first part"
    )
    desk.supervisor.cancel(request.job_id)
    assert isinstance(desk.listener.last(request.job_id), JobStopped)
    # The worker is free again before all of it could have been read.
    assert ask(desk, FRAMES, triggers=((7, 12, "MEET"),), is_about_triggers=True)
    assert sum(len(each.frames) for each in desk.listener.of(request.job_id, FramesPreview)) < 2_000  # type: ignore[attr-defined]


def test_only_a_schema_with_roles_has_frames() -> None:
    assert with_frames(("x",), has_roles=True) == ("x", FRAMES)
    assert with_frames(("x",), has_roles=False) == ("x",)
    assert FRAMES not in default_names()
