"""The article that was open last, read before anything else is loaded."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.articles import Article
from annotate.edits import EditGroup, PutSpan
from annotate.glance import LAST_ARTICLE, glance_at
from annotate.project import Project, ProposalBatch, Why
from annotate.spans import Layer, Span
from annotate.store.sqlite import APPLICATION_ID, SCHEMA_VERSION, connect
from annotate.suggestions import Proposal

TEXT = "Ana Petrova met the envoys in Varna."


def proposals() -> tuple[Proposal, ...]:
    return (
        Proposal(30, 35, "GPE", Layer.ENTITY, 0.9, "rules", "a city"),
        Proposal(12, 15, "MEET", Layer.EVENT, 0.4, "rules"),
        Proposal(0, 11, "ORG", Layer.ENTITY, 0.2, "rules"),
    )


def filled(make_project: Callable[..., Project]) -> Project:
    articles = (Article("a1", "Nothing here."), Article("a2", TEXT, title="Envoys", source="Post"))
    project = make_project("glance", articles=articles)
    project.write_suggestions("a2", [ProposalBatch("rules", "1", proposals())]).result()
    span = Span("s1", 0, 11, "PERSON", Layer.ENTITY, "tester")
    edit = EditGroup((PutSpan(None, span),))
    project.write_edit(project.article("a2"), edit, why=Why.HAND, title="add").result()
    return project


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_what_is_seen_is_what_opening_shows(make_project: Callable[..., Project]) -> None:
    project = filled(make_project)
    project.set_setting(LAST_ARTICLE, "a2").result()
    project.set_hide_rules(min_score=0.5, hidden_labels=())
    project.flush()
    glance = glance_at(project.path)
    assert glance is not None
    desk = project.open_article("a2")
    assert glance.desk.article == desk.article
    assert list(glance.desk.spans) == list(desk.spans)
    assert list(glance.desk.suggestions) == list(desk.suggestions)
    assert [item.label for item in glance.desk.suggestions] == ["GPE"]
    assert glance.schema == project.schema


def test_without_a_last_article_the_first_is_seen(make_project: Callable[..., Project]) -> None:
    project = filled(make_project)
    for last in ("", "gone"):
        project.set_setting(LAST_ARTICLE, last).result()
        glance = glance_at(project.path)
        assert glance is not None
        assert glance.desk.article.id == "a1"


def test_a_glance_leaves_no_trace(make_project: Callable[..., Project]) -> None:
    project = filled(make_project)
    project.close()
    before = files(project.path.parent)
    assert glance_at(project.path) is not None
    after = files(project.path.parent)
    kept = {name: data for name, data in after.items() if not name.endswith(("-shm", "-wal"))}
    assert kept == before
    with Project.open(project.path) as again:
        assert len(again.open_article("a2").spans) == 1


def test_no_glance_at_what_cannot_be_read_just_so(
    make_project: Callable[..., Project], tmp_path: Path
) -> None:
    assert glance_at(tmp_path / "nowhere.spandesk") is None
    assert glance_at(tmp_path) is None
    empty = make_project("empty")
    assert glance_at(empty.path) is None
    project = filled(make_project)
    project.close()
    for number, (pragma, value) in enumerate(
        (("user_version", SCHEMA_VERSION + 1), ("application_id", APPLICATION_ID + 1))
    ):
        copy = tmp_path / f"copy{number}.spandesk"
        shutil.copy(project.path, copy)
        connection = connect(copy)
        connection.execute(f"PRAGMA {pragma} = {value}")
        connection.close()
        assert glance_at(copy) is None


def test_no_glance_at_what_computes_when_it_is_read(make_project: Callable[..., Project]) -> None:
    project = filled(make_project)
    project.close()
    connection = connect(project.path)
    connection.execute("ALTER TABLE article_text RENAME TO hidden")
    connection.execute("CREATE VIEW article_text AS SELECT * FROM hidden")
    connection.close()
    assert glance_at(project.path) is None


def test_a_locked_file_is_not_waited_for(make_project: Callable[..., Project]) -> None:
    project = filled(make_project)
    project.close()
    connection = connect(project.path)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        assert glance_at(project.path) is None
    finally:
        connection.close()


def test_a_damaged_file_gives_a_glance_or_none_and_never_an_error(
    make_project: Callable[..., Project], tmp_path: Path
) -> None:
    project = filled(make_project)
    project.close()
    whole = project.path.read_bytes()
    damaged = tmp_path / "damaged.spandesk"
    seen = set[bool]()

    @settings(max_examples=80, deadline=None)
    @given(place=st.integers(0, len(whole) - 1), junk=st.binary(min_size=1, max_size=64))
    def look(place: int, junk: bytes) -> None:
        damaged.write_bytes(whole[:place] + junk + whole[place + len(junk) :])
        seen.add(glance_at(damaged) is None)

    look()
    assert False in seen


def test_nothing_that_only_writes_is_loaded() -> None:
    code = (
        "import sys, annotate.glance\n"
        "late = {'annotate.project', 'annotate.store.writer', 'annotate.store.history',"
        " 'annotate.edits',"
        " 'hashlib', 'tomllib', 'numpy', 'spacy', 'sqlite_utils', 'concurrent.futures'}\n"
        "print(', '.join(sorted(late & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("", "")
