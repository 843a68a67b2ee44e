"""Fixtures for all tests: a private configuration, projects, and leak checks."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# Before Qt is imported anywhere.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_ACCESSIBILITY", "1")

from hypothesis import HealthCheck, settings

from annotate.articles import Article
from annotate.project import Project
from annotate.schema.label_schema import Label, LabelSchema
from annotate.spans import Layer

settings.register_profile(
    "spandesk",
    deadline=None,  # no timed assertions: machines are noisy
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    max_examples=60,
    derandomize=bool(os.environ.get("CI")),  # there a change is judged, not the luck of a draw
)
settings.load_profile("spandesk")


@pytest.fixture(autouse=True)
def private_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's own preferences and data."""
    monkeypatch.setenv("SPANDESK_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("SPANDESK_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture(autouse=True)
def no_leaked_threads() -> Iterator[None]:
    """A test that leaves a writer or a supervisor running has failed."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + 10
    while left := _ours(set(threading.enumerate()) - before):
        if time.monotonic() > deadline:
            pytest.fail(f"threads left behind: {[thread.name for thread in left]}")
        left[0].join(timeout=0.1)


def _ours(threads: set[threading.Thread]) -> list[threading.Thread]:
    return [thread for thread in threads if thread.name.startswith(("spandesk", "supervisor"))]


@pytest.fixture
def schema() -> LabelSchema:
    """A small schema with both layers."""
    return LabelSchema(
        name="small",
        labels=(
            Label("PERSON", Layer.ENTITY, key="1", colour="#aaddff"),
            Label("ORG", Layer.ENTITY, key="2", colour="#bbeebb"),
            Label("GPE", Layer.ENTITY, key="3", colour="#ffddaa"),
            Label("ATTACK", Layer.EVENT, key="Ctrl+1", colour="#ffaaaa"),
            Label("MEET", Layer.EVENT, key="Ctrl+2", colour="#ddbbff"),
        ),
    )


TEXT = (
    "Minister Ana Petrova met envoys of Norland in Lisbon on Tuesday.\n\n"
    "Shelling went on near Varna, officials of the Harbour Union said. 🇺🇦 Varna was quiet later."
)


@pytest.fixture
def article() -> Article:
    """A short article with an emoji flag in the middle."""
    return Article(id="a1", text=TEXT, title="Envoys meet", source="tests", date="2026-03-03")


@pytest.fixture
def make_project(tmp_path: Path, schema: LabelSchema) -> Iterator[Callable[..., Project]]:
    """Make projects that are closed after the test."""
    made: list[Project] = []

    def make(name: str = "test", articles: tuple[Article, ...] = ()) -> Project:
        project = Project.create(tmp_path / f"{name}.spandesk", schema, annotator="tester")
        made.append(project)
        if articles:
            project.add_articles(articles).result()
        return project

    yield make
    for project in made:
        project.close()


@pytest.fixture
def project(make_project: Callable[..., Project], article: Article) -> Project:
    """A project with one short article."""
    return make_project(articles=(article,))
