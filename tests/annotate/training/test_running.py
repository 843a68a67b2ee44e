"""Trainings in the real worker: whole, paused, finished early, cancelled, trained on, packed."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.errors import TrainingError
from annotate.messages import sentence
from annotate.project import Project
from annotate.training.export import ExportOptions
from annotate.training.judging import evaluation_of
from annotate.training.learning import Learning
from annotate.training.learning_curve import curve_of, outlook
from annotate.training.packaging import Package
from annotate.training.runs import (
    Point,
    Run,
    RunState,
    SplitMade,
    TrainRequest,
    best_pipeline,
    finish,
    go_on,
    last_pipeline,
    new_run,
    pause,
    read_points,
    read_run,
)
from annotate.training.splits import SplitRule
from annotate.training.supervised import CONFIG, LIMITS, run_job
from annotate.workers.jobs import (
    FunctionJob,
    JobBatch,
    JobFailed,
    JobFinished,
    JobProgress,
    JobStopped,
)
from annotate.workers.supervisor import Supervisor
from tests.annotate.training.drilled import fill

SPLIT = SplitRule(train=60, dev=20, test=20)


@pytest.fixture
def project(make_project: Callable[..., Project]) -> Project:
    made = make_project("drilled")
    fill(made, 24)
    return made


def request(project: Project, *, steps: int, source: str = "", number: int = 0) -> TrainRequest:
    run = new_run(project, at=f"2026-01-0{number + 1}T00:00:00.000Z")
    run = replace(run, number=number + 1)
    options = ExportOptions(split=SPLIT, learning=Learning(steps=steps))
    return TrainRequest(str(project.path), str(run.path(project.path)), run, options, source)


@pytest.mark.slow
def test_a_pipeline_learns_is_judged_trained_on_and_packed(
    project: Project, tmp_path: Path
) -> None:
    asked = request(project, steps=60)
    seen: list[object] = []
    stages: list[str] = []
    done = run_job(
        "train", on_batch=seen.append, on_progress=lambda *given: stages.append(given[2]),
        request=asked,
    )  # fmt: skip
    assert isinstance(done, Run)
    folder = Path(asked.folder)

    # What was said on the way.
    points = [item for item in seen if isinstance(item, Point)]
    assert points == read_points(folder)
    assert points[-1].step == done.steps == 60
    assert points[0].losses["ner"] > points[-1].losses["ner"]
    scored = [point for point in points if point.score is not None]
    assert [point.step for point in scored] == list(range(0, 61, 6))
    assert done.best_score == max(point.score or 0 for point in scored)
    assert next(p for p in scored if p.score == done.best_score).step == done.best_step
    assert {"export", "train", "judge"} <= set(stages)
    assert any(isinstance(item, SplitMade) for item in seen)

    # What it is worth: these sentences are easy.
    assert done.state is RunState.FINISHED
    assert read_run(folder) == done
    assert set(done.scores) == {"dev", "test"}
    for side in ("dev", "test"):
        entities = done.figures(side, "entity")
        assert entities is not None
        assert entities.f1 > 0.7
        evaluation = evaluation_of(folder, side)
        assert evaluation is not None
        assert len(evaluation.articles) == done.articles[side]
    assert len(done.fingerprint) == 64

    # It says nothing of where it was made, and finds names in a text of its own.
    assert str(tmp_path) not in (best_pipeline(folder) / "config.cfg").read_text()
    meta = json.loads((best_pipeline(folder) / "meta.json").read_text())
    assert set(meta["spandesk"]["event_labels"]) == {"ATTACK", "MEET"}

    # On with it: the same data, the weights it had.
    more = request(project, steps=12, source=str(folder), number=1)
    again = run_job("train", on_batch=lambda _: None, request=more)
    assert isinstance(again, Run)
    assert again.fingerprint == done.fingerprint
    assert again.articles == done.articles
    first = read_points(Path(more.folder))[0]
    assert (first.score or 0) > 0.5, "it begins with what it knew"

    # A package, installed as pip would, in a Python that knows nothing of Spandesk.
    packed = run_job(
        "package", pipeline=str(best_pipeline(folder)), out=str(tmp_path / "packages"), name="",
        version="1.2.0",
    )  # fmt: skip
    assert isinstance(packed, Package)
    assert packed.name == "en_drilled"
    site = tmp_path / "site"
    with zipfile.ZipFile(packed.wheel) as wheel:
        wheel.extractall(site)
        assert wheel.testzip() is None
    assert (site / "en_drilled-1.2.0.dist-info" / "RECORD").is_file()
    card = (Path(packed.folder) / "README.md").read_text(encoding="utf-8")
    assert card.startswith("# en_drilled\n")
    code = (
        "import sys, spacy; sys.path.insert(0, sys.argv[1]); nlp = spacy.load('en_drilled');"
        "doc = nlp('Lena Holm met envoys in Doha on day 3.');"
        "print([(s.text, s.label_) for s in doc.ents], nlp.meta['version'])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code, str(site)],
        capture_output=True, text=True, check=True, timeout=120, cwd=tmp_path,
    ).stdout  # fmt: skip
    assert "('Lena Holm', 'PERSON')" in shown
    assert "1.2.0" in shown


@pytest.mark.slow
def test_a_training_waits_goes_on_and_finishes_early(project: Project) -> None:
    asked = request(project, steps=5000)
    folder = Path(asked.folder)
    stopped, wrote = threading.Event(), []

    def on_batch(value: object) -> None:
        if isinstance(value, Point) and not wrote:
            wrote.append(value.step)
            pause(folder)

    def on_progress(_done: int, _total: int, note: str) -> None:
        if note == "pause" and not stopped.is_set():
            stopped.set()
            wrote.append(len(read_points(folder)))
            go_on(folder)
            finish(folder)

    done = run_job("train", on_batch=on_batch, on_progress=on_progress, request=asked)
    assert isinstance(done, Run)
    assert stopped.is_set(), "it said that it waits"
    assert done.state is RunState.FINISHED
    assert done.steps < 5000
    assert done.scores, "it was judged all the same"


@pytest.mark.slow
def test_a_cancelled_training_leaves_what_can_be_trained_on(project: Project) -> None:
    asked = request(project, steps=5000)
    folder = Path(asked.folder)
    began, ended = threading.Event(), threading.Event()
    last: list[object] = []

    def deliver(answer: object) -> None:
        if isinstance(answer, JobBatch) and isinstance(answer.value, Point):
            began.set()
        if isinstance(answer, JobStopped | JobFinished | JobFailed):
            last.append(answer)
            ended.set()

    supervisor = Supervisor(deliver, config=CONFIG, limits=LIMITS, is_lazy=True)
    supervisor.start()
    try:
        job = FunctionJob("train", "train", {"request": asked})
        supervisor.submit(job)
        assert began.wait(60), last
        supervisor.cancel("train")
        assert ended.wait(60)
    finally:
        supervisor.stop()
    assert isinstance(last[0], JobStopped)
    kept = read_run(folder)
    assert kept is not None
    assert kept.state is RunState.CANCELLED
    assert (last_pipeline(folder) / "meta.json").is_file()
    again = run_job("train", request=request(project, steps=4, source=str(folder), number=1))
    assert isinstance(again, Run)
    assert again.state is RunState.FINISHED


@pytest.mark.slow
def test_what_cannot_be_trained_says_so(project: Project, tmp_path: Path) -> None:
    with pytest.raises(TrainingError) as raised:
        run_job("train", request=request(project, steps=4, source=str(tmp_path / "none")))
    assert raised.value.fields["reason"] == "no_checkpoint"
    with pytest.raises(TrainingError) as raised:
        run_job("package", pipeline=str(tmp_path), out=str(tmp_path / "out"))
    assert "no trained pipeline" in sentence(raised.value)
    plain = tmp_path / "plain"
    plain.mkdir()
    about = {"lang": "en", "name": "core news!", "version": "1.0.0"}
    (plain / "meta.json").write_text(json.dumps(about))
    with pytest.raises(TrainingError) as raised:
        run_job("package", pipeline=str(plain), out=str(tmp_path / "out"))
    assert raised.value.fields["reason"] == "bad_name"
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_learning_curve_is_trained_beside_the_whole(project: Project) -> None:
    asked = request(project, steps=20)
    learning = Learning(steps=20, has_curve=True)
    asked = replace(asked, options=replace(asked.options, learning=learning))
    stages: set[str] = set()
    told: list[Run] = []

    def on_batch(value: object) -> None:
        if isinstance(value, Run):
            told.append(value)

    done = run_job(
        "train", on_batch=on_batch, on_progress=lambda *given: stages.add(given[2]), request=asked
    )
    assert isinstance(done, Run)
    assert [point.share for point in done.curve] == [25, 50, 75]
    assert {"curve 25", "curve 50", "curve 75"} <= stages
    whole = done.articles["train"]
    assert [point.articles for point in done.curve] == [
        max(round(whole * share / 100), 1) for share in (25, 50, 75)
    ]
    assert [point.spans for point in done.curve] == [6 * point.articles for point in done.curve]
    assert all(set(point.scores) == {"dev", "test"} for point in done.curve)
    assert [(run.state, len(run.curve)) for run in told[-4:]] == [
        (RunState.FINISHED, 1),
        (RunState.FINISHED, 2),
        (RunState.FINISHED, 3),
        (RunState.FINISHED, 3),
    ]
    folder = Path(asked.folder)
    assert read_run(folder) == done
    assert not list(folder.glob("share-*")), "they are cleared away"
    found = outlook(curve_of(done, "dev", "entity"))
    assert found is not None
    assert found.articles == whole


@pytest.mark.slow
def test_to_finish_or_cancel_a_curve_leaves_the_whole_with_its_scores(project: Project) -> None:
    asked = request(project, steps=10)
    learning = Learning(steps=10, has_curve=True)
    asked = replace(asked, options=replace(asked.options, learning=learning))
    folder = Path(asked.folder)

    def on_progress(_done: int, _total: int, note: str) -> None:
        if note == "curve 50":
            finish(folder)

    done = run_job("train", on_progress=on_progress, request=asked)
    assert isinstance(done, Run)
    assert done.state is RunState.FINISHED
    assert done.scores
    assert len(done.curve) <= 2
    # Cancelled: the job stops, and what the folder says is a finished run.
    again = replace(asked, folder=str(folder.with_name("again")))
    reached, ended = threading.Event(), threading.Event()

    def deliver(answer: object) -> None:
        if isinstance(answer, JobProgress) and answer.note.startswith("curve"):
            reached.set()
        if isinstance(answer, JobStopped | JobFinished | JobFailed):
            ended.set()

    supervisor = Supervisor(deliver, config=CONFIG, limits=LIMITS, is_lazy=True)
    supervisor.start()
    try:
        supervisor.submit(FunctionJob("train", "train", {"request": again}))
        assert reached.wait(120)
        supervisor.cancel("train")
        assert ended.wait(60)
    finally:
        supervisor.stop()
    kept = read_run(Path(again.folder))
    assert kept is not None
    assert kept.state is RunState.FINISHED
    assert kept.scores
