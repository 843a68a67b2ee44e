"""What the window has loaded when it is painted for the first time, in a process of its own."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from annotate.project import Project
from annotate.schema.label_schema import LabelSchema
from tests.benchmarks.corpora import corpus
from tests.benchmarks.desks import make_project
from tests.benchmarks.start import KINDS, remember, run_child, variables

HEAVY = {
    *("spacy", "thinc", "numpy", "onnxruntime", "torch"),
    *("sqlite_utils", "trafilatura", "lxml", "markdown_it", "babel", "rapidfuzz"),
}
# The supervisor is our own; its process must not begin to import spaCy before the paint.
LATER = {
    "annotate.workers.supervisor",
    "annotate.pipeline",
    "annotate.training",
    "multiprocessing.pool",
}
# Only for those who have chosen keys or look for the same words.
LATER |= {"gui.keymap", "gui.dialogs", "gui.propagating", "gui.bulk", "annotate.same_words"}


def roots(seen: Mapping[str, Any]) -> set[str]:
    return {name.partition(".")[0] for name in seen["modules"]}


@pytest.fixture
def environments(tmp_path: Path) -> Mapping[str, dict[str, str]]:
    return variables(tmp_path, KINDS)


def test_last_article_is_painted_with_its_spans_before_anything_heavy(
    tmp_path: Path, environments: Mapping[str, dict[str, str]]
) -> None:
    path = tmp_path / "start.spandesk"
    with make_project(path, islice(corpus("M"), 3)) as project:
        last = project.article_ids()[1]
        project.set_setting("window.article", last).result()
        characters = len(project.article(last).text)
        length = len(project.article(project.article_ids()[0]).text)
    assert characters != length
    remember(path, environments["article"])
    seen = run_child("article", environments)
    assert seen["article"]["characters"] == characters
    assert seen["article"]["lines"] > 10
    assert seen["article"]["spans"] > 0
    assert roots(seen).isdisjoint(HEAVY)
    assert LATER.isdisjoint(seen["modules"])
    assert "annotate.store.articles" in seen["modules"]


def test_welcome_page_is_painted_before_anything_heavy(
    environments: Mapping[str, dict[str, str]],
) -> None:
    seen = run_child("welcome", environments)
    assert seen["article"] == {"characters": 0, "lines": 0, "spans": 0}
    assert roots(seen).isdisjoint(HEAVY)
    assert LATER.isdisjoint(seen["modules"])


def test_an_empty_project_starts_as_light(
    tmp_path: Path, schema: LabelSchema, environments: Mapping[str, dict[str, str]]
) -> None:
    path = tmp_path / "none.spandesk"
    Project.create(path, schema).close()
    remember(path, environments["notice"])
    seen = run_child("notice", environments)
    assert roots(seen).isdisjoint(HEAVY)


def test_empty_window_measures_itself(environments: Mapping[str, dict[str, str]]) -> None:
    seen = run_child("empty", environments)
    assert seen["cpu"] > 0
    assert seen["wall"] > 0
    assert seen["memory"] >= 0
