"""Rows that no code of ours can read, and rows of another past: what a repair makes of them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from annotate.articles import Article
from annotate.edits import PutSpan
from annotate.errors import StoreCorruptError
from annotate.project import Project, Why
from annotate.safety import back_up
from annotate.schema.shipped import find_schema
from annotate.spans import Layer, Span
from annotate.store.backup import Rule, Snapshot
from annotate.store.repair.repairing import repair
from annotate.store.restoring import restore
from annotate.store.sqlite import RowError, decodes, translated_errors


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with one span, closed."""
    place = tmp_path / "desk.spandesk"
    article = Article("one", "Ana Petrova met envoys in Lisbon.", meta=(("desk", "foreign"),))
    with Project.create(place, find_schema("news"), articles=(article,)) as project:
        add(project, "s1", 0, 11, "PERSON")
    return place


def add(project: Project, span_id: str, start: int, end: int, label: str) -> None:
    edit = PutSpan(None, Span(span_id, start, end, label, Layer.ENTITY))
    project.write_edit(project.article("one"), edit, why=Why.HAND, title=f"add {label}").result()


def harm(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE label SET attributes = '1' WHERE name = 'ATTACK'", "schema"),
        ("UPDATE role SET cardinality = 'x' WHERE label = 'ATTACK'", "schema"),
        ("UPDATE setting SET value = '[]' WHERE name = 'schema'", "schema"),
        ("INSERT INTO setting VALUES ('suggestions.min_score', 'x')", "schema"),
        ("UPDATE article SET meta = '[1]'", "article"),
        ("INSERT INTO token VALUES ('one', 'x', x'00', x'00')", "token"),
        ("INSERT INTO frame_suggestion VALUES ('one', 'x', 0, 3, 'A', '[1]', '[]')", "frame_sugg"),
        ("DELETE FROM label WHERE name = 'PERSON'", "foreign_key"),
        ("DELETE FROM label WHERE name = 'ATTACK'", "foreign_key"),
        ("UPDATE span SET layer = 'thing'", "foreign_key"),
    ],
)
def test_rows_that_cannot_be_are_found_and_mended(
    path: Path, tmp_path: Path, statement: str, kind: str
) -> None:
    harm(path, statement)
    with Project.open(path) as project:
        assert any(item.kind.startswith(kind) for item in project.check())
    before = path.read_bytes()
    done = repair(path, tmp_path / "new.spandesk")
    assert done.left == []
    assert done.deeds
    assert path.read_bytes() == before
    with Project.open(tmp_path / "new.spandesk") as project:
        desk = project.open_article("one")
        assert [(span.start, span.end, span.label) for span in desk.spans] == [(0, 11, "PERSON")]
        assert project.schema.names >= {(Layer.ENTITY, "PERSON")}
        project.hide_rules()
        project.frame_proposals("one")


def test_a_span_without_its_words_stays_where_the_text_is_whole(path: Path, tmp_path: Path) -> None:
    """Nothing tells what it covered but its place: the steps are lost as well."""
    with Project.open(path) as project:
        add(project, "s2", 26, 32, "GPE")
    harm(path, "DELETE FROM history WHERE seq = 1")
    harm(path, "UPDATE span SET surface = '' WHERE id = 's1'")
    done = repair(path, tmp_path / "new.spandesk")
    assert done.left == []
    with Project.open(tmp_path / "new.spandesk") as project:
        spans = project.annotations("one").spans
        assert {span.id: span.start for span in spans} == {"s1": 0, "s2": 26}


def test_a_span_without_its_words_goes_where_the_text_was_changed(
    path: Path, tmp_path: Path
) -> None:
    harm(path, "UPDATE history SET edit = 'x'")
    harm(path, "UPDATE span SET surface = ''")
    harm(path, "UPDATE article_text SET text = 'Before this, ' || text")
    done = repair(path, tmp_path / "new.spandesk")
    assert "span" in {deed.kind for deed in done.deeds}
    with Project.open(tmp_path / "new.spandesk") as project:
        assert not list(project.annotations("one").spans)


@pytest.mark.parametrize("column", ["annotator", "created_at"])
def test_a_changed_row_of_a_span_that_a_cut_text_has_no_room_for_leaves_by_its_history(
    path: Path, tmp_path: Path, column: str
) -> None:
    harm(path, f"UPDATE span SET {column} = 'x'")
    harm(path, "UPDATE article_text SET text = 'Ana'")
    done = repair(path, tmp_path / "new.spandesk")
    assert done.left == []
    with Project.open(tmp_path / "new.spandesk") as project:
        assert not list(project.annotations("one").spans)
        assert [entry.title for entry in project.history()] == ["add PERSON", "repair"]


def test_steps_of_another_past_are_not_taken_from_a_backup(path: Path, tmp_path: Path) -> None:
    """After a backup was put in place, the newest one has steps that were given up."""
    rule = Rule(str(tmp_path / "kept"))
    first = Snapshot(path).write(tmp_path / "kept", reason="asked", rule=rule)
    assert first is not None
    with Project.open(path) as project:
        add(project, "s2", 26, 32, "GPE")
        add(project, "s3", 16, 22, "ORG")
    other = Snapshot(path).write(tmp_path / "kept", reason="asked", rule=rule)
    assert other is not None
    restore(path, first.path, rule=rule)
    with Project.open(path) as project:
        add(project, "s4", 12, 15, "NORP")
        told = [(entry.seq, entry.title) for entry in project.history()]
    harm(path, "UPDATE label SET colour = 'x' WHERE name = 'DATE'")
    done = repair(path, tmp_path / "new.spandesk", backups=[other.path])
    assert done.left == []
    with Project.open(tmp_path / "new.spandesk") as project:
        assert [(entry.seq, entry.title) for entry in project.history()] == told
        assert sorted(span.id for span in project.annotations("one").spans) == ["s1", "s4"]
        assert (Layer.ENTITY, "DATE") in project.schema.names, "the backup has the label"


def test_a_project_of_an_earlier_version_has_lost_nothing_to_look_for(
    path: Path, tmp_path: Path
) -> None:
    """Tables that came later are not missing in it."""
    harm(path, "DROP TABLE relation")
    harm(path, "DROP TABLE relation_label")
    harm(path, "PRAGMA user_version = 6")
    done = repair(path, tmp_path / "new.spandesk", backups=[tmp_path / "none"])
    assert done.left == []
    assert done.deeds == []


def test_our_own_mistakes_are_no_damage_of_the_file() -> None:
    with pytest.raises(KeyError), translated_errors(Path("x")):
        raise KeyError("a mistake of ours")
    with pytest.raises(StoreCorruptError), translated_errors(Path("x")):
        b"\xff".decode()

    @decodes
    def read(text: str) -> int:
        return int(text)

    with pytest.raises(RowError):
        read("x")
    with pytest.raises(StoreCorruptError), translated_errors(Path("x")):
        read("x")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE article SET title = 'another', date = '1999-01-01', source = 'x'",
        "UPDATE label SET guideline = 'another' WHERE name = 'PERSON'",
        "UPDATE setting SET value = 'another' WHERE name = 'annotator'",
    ],
)
def test_a_change_of_what_has_no_second_record_is_not_seen(path: Path, statement: str) -> None:
    harm(path, statement)
    with Project.open(path, read_only=True) as project:
        assert project.check() == []


def test_backups_lie_in_the_data_folder_unless_told_otherwise(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPANDESK_DATA_DIR", str(tmp_path / "data"))
    with Project.open(path) as project:
        made = back_up(project, reason="asked", rule=Rule())
    assert made is not None
    assert made.path.is_relative_to(tmp_path / "data" / "backups")
    assert not [item for item in path.parent.iterdir() if item.is_file() and item != path]
