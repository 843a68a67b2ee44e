"""Trainings that begin from a pipeline: its weights, what it says rehearsed, and what it keeps."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import DocBin

from annotate.articles import Article, ArticleState
from annotate.errors import PipelineMissingError
from annotate.pipeline import blank, load_pipeline
from annotate.project import Project
from annotate.schema.label_schema import Label, LabelSchema
from annotate.spans import Layer
from annotate.suggesters import SPACY_PREFIX
from annotate.training.config import with_steps
from annotate.training.dataset import AnnotatedArticle
from annotate.training.export import ExportOptions, export_spacy
from annotate.training.learning import Learning
from annotate.training.loop import Watch, train_pipeline
from annotate.training.runs import Run, TrainRequest, best_pipeline, new_run, read_run
from annotate.training.splits import SplitRule
from annotate.training.supervised import run_job
from tests.annotate.training.drilled import fill, story
from tests.annotate.training.sample import annotated, entity

SPLIT = SplitRule(train=60, dev=20, test=20)
DATES = LabelSchema(name="dates", labels=(Label("DAY", Layer.ENTITY),))


def dated(number: int) -> AnnotatedArticle:
    """A story in which only the day is marked, with a label that no project here has."""
    text = f"{story(number)[0]} It was quiet."
    return annotated(text, entity(text, f"day {number}", "DAY"), number=number)


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline that knows days and nothing else."""
    folder = tmp_path_factory.mktemp("teacher")
    options = ExportOptions(split=SPLIT)
    export_spacy([dated(n) for n in range(10, 60)], folder / "data", options=options, schema=DATES)
    config = folder / "data" / "config.cfg"
    config.write_text(with_steps(config.read_text("utf-8"), 60), encoding="utf-8")
    train_pipeline(folder / "data", folder, meta={}, watch=Watch(lambda _: None, lambda: True))
    return folder / "model-best"


@pytest.fixture
def project(make_project: Callable[..., Project]) -> Project:
    """24 done stories with persons, places and events; 24 that nobody has annotated."""
    made = make_project("warm")
    fill(made, 24)
    raw = [Article(f"r{n}", f"{story(n)[0]} It was quiet.") for n in range(60, 84)]
    made.add_articles(raw).result()
    return made


def asked(project: Project, *, origin: str, steps: int = 60, **learning: object) -> TrainRequest:
    run = new_run(project, at="2026-01-01T00:00:00.000Z")
    options = ExportOptions(
        split=SPLIT,
        learning=Learning(steps=steps, origin=origin, **learning),  # type: ignore[arg-type]
    )
    return TrainRequest(str(project.path), str(run.path(project.path)), run, options)


def found(pipeline: Path, text: str) -> set[tuple[str, str]]:
    return {(span.text, span.label_) for span in load_pipeline(str(pipeline)).nlp(text).ents}


TEXT = "Lena Holm met envoys in Doha on day 77."


@pytest.mark.slow
def test_what_the_origin_knew_is_kept_beside_what_is_new(project: Project, teacher: Path) -> None:
    assert ("day 77", "DAY") in found(teacher, TEXT)
    origin = f"{SPACY_PREFIX}{teacher}"
    request = asked(project, origin=origin)
    stages: set[str] = set()
    done = run_job("train", on_progress=lambda *told: stages.add(told[2]), request=request)
    assert isinstance(done, Run)
    folder = Path(request.folder)
    assert read_run(folder) == done
    assert "rehearse" in stages
    assert done.origin == origin
    # One of six is kept apart; the others until there are as many tokens as the gold has.
    assert 10 <= done.rehearsed <= 20
    kept = done.figures("kept", "entity DAY")
    assert kept is not None
    assert kept.f1 > 0.8
    whole = done.figures("test", "entity")
    assert whole is not None
    assert whole.f1 > 0.7
    assert "entity DAY" not in done.scores["test"], "the gold says nothing of days"
    said = found(best_pipeline(folder), TEXT)
    assert {("day 77", "DAY"), ("Lena Holm", "PERSON")} <= said
    data = folder / "data"
    assert (data / "origin" / "ner").is_dir()
    assert not (data / "origin" / "spancat").exists()
    docs = list(DocBin().from_disk(data / "train.spacy").get_docs(blank().vocab))
    assert all(any(span.label_ == "DAY" for span in doc.ents) for doc in docs), "put beside gold"
    gold = list(DocBin().from_disk(data / "test.spacy").get_docs(blank().vocab))
    assert not any(span.label_ == "DAY" for doc in gold for span in doc.ents)
    # Without it, days are not known; the same steps, the same data.
    plain = run_job("train", request=replace(asked(project, origin=""), folder=f"{folder}-plain"))
    assert isinstance(plain, Run)
    assert plain.rehearsed == 0
    assert ("day 77", "DAY") not in found(best_pipeline(Path(f"{folder}-plain")), TEXT)
    # The folder trains by itself.
    config = data / "config.cfg"
    config.write_text(with_steps(config.read_text("utf-8"), 4), encoding="utf-8")
    subprocess.run(
        [
            *(sys.executable, "-m", "spacy", "train", "config.cfg"),
            *("--code", "functions.py", "--output", "model"),
        ],
        cwd=data, check=True, timeout=300, capture_output=True,
    )  # fmt: skip
    assert (data / "model" / "model-last" / "meta.json").is_file()


@pytest.mark.slow
def test_what_is_no_pipeline_teaches_without_weights_and_a_curve_goes_with_it(
    project: Project,
) -> None:
    request = asked(project, origin="rules", steps=12, has_curve=True, components=("ner",))
    done = run_job("train", request=request)
    assert isinstance(done, Run)
    assert done.rehearsed > 0
    assert len(done.curve) == 3
    assert not (Path(request.folder) / "data" / "origin").exists()
    docs = list(
        DocBin().from_disk(Path(request.folder) / "data" / "rehearsal.spacy")
        .get_docs(blank().vocab)
    )  # fmt: skip
    assert len(docs) == done.rehearsed
    assert any(doc.ents for doc in docs), "the rules find something"


@pytest.mark.slow
def test_without_articles_to_rehearse_the_weights_are_taken_all_the_same(
    make_project: Callable[..., Project], teacher: Path
) -> None:
    made = make_project("full")
    fill(made, 12)
    request = asked(made, origin=f"{SPACY_PREFIX}{teacher}", steps=8, components=("ner",))
    done = run_job("train", request=request)
    assert isinstance(done, Run)
    assert done.rehearsed == 0
    assert "kept" not in done.scores
    nlp: Any = load_pipeline(str(best_pipeline(Path(request.folder)))).nlp
    assert nlp.pipe_names == ["ner"], "it brings its own words to vectors"
    assert {"DAY", "PERSON", "GPE"} <= set(nlp.get_pipe("ner").labels)


@pytest.mark.slow
def test_an_origin_that_is_not_there_says_so(project: Project) -> None:
    with pytest.raises(PipelineMissingError):
        run_job("train", request=asked(project, origin="spacy:nothing_here", steps=4))


def test_only_what_nobody_annotated_is_rehearsed(project: Project) -> None:
    from annotate.tasks import unannotated_articles

    assert {article.id for article in unannotated_articles(project)} == {
        f"r{n}" for n in range(60, 84)
    }
    assert all(item.state is ArticleState.NEW for item in unannotated_articles(project))


def test_the_reader_and_the_labels_are_in_what_is_exported(tmp_path: Path) -> None:
    export_spacy(
        [dated(n) for n in range(12)], tmp_path / "d", options=ExportOptions(), schema=DATES
    )
    config = (tmp_path / "d" / "config.cfg").read_text(encoding="utf-8")
    assert "rehearsal = null" in config, "nothing is rehearsed unless it is asked for"
    assert not (tmp_path / "d" / "origin.json").exists()
    table = json.loads((tmp_path / "d" / "labels.json").read_text(encoding="utf-8"))
    assert [row["label"] for row in table["entities"]] == ["DAY"]
